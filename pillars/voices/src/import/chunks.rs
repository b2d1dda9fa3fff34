//! Cuts a long XML file into its items without parsing it, so that one broken item does
//! not take the others with it and only one of them lies in memory.

use std::io::BufRead;

/// The largest item.
const LARGEST: usize = 16 * 1024 * 1024;
/// The longest thing that is looked for behind a `<`.
const SIGHT: usize = 12;
const CDATA: &[u8] = b"<![CDATA[";

/// A part of the file.
#[derive(Debug, PartialEq, Eq)]
pub enum Chunk {
    /// What stands before the first item.
    Head(String),
    /// An item with its tags, and the line where it begins.
    Item(String, u64),
    /// An item that is too large to be read.
    TooLarge(u64),
    /// The file ends within an item that begins at this line.
    Cut(u64),
}

#[derive(Clone, Copy)]
enum State {
    Outside,
    Inside,
    Skipping,
    Ended,
}

/// Gives the elements called `name`, wherever they stand.
pub struct Chunks<R> {
    input: R,
    open: Vec<u8>,
    close: Vec<u8>,
    buffer: Vec<u8>,
    looked: usize,
    state: State,
    line: u64,
    began: u64,
    headed: bool,
    eof: bool,
}

impl<R: BufRead> Chunks<R> {
    pub fn new(input: R, name: &str) -> Self {
        Self {
            input,
            open: format!("<{name}").into_bytes(),
            close: format!("</{name}").into_bytes(),
            buffer: Vec::new(),
            looked: 0,
            state: State::Outside,
            line: 1,
            began: 1,
            headed: false,
            eof: false,
        }
    }

    /// Reads on. An error of the disk ends the file.
    fn fill(&mut self) {
        let read = match self.input.fill_buf() {
            Ok(bytes) => {
                self.buffer.extend_from_slice(bytes);
                bytes.len()
            }
            Err(_) => 0,
        };
        self.input.consume(read);
        self.eof = read == 0;
    }

    fn rest(&self, from: usize) -> &[u8] {
        self.buffer.get(from..).unwrap_or_default()
    }

    /// Where `what` begins, from `from` on. Reads as far as it must; what is left is looked
    /// through once only.
    fn find(&mut self, what: &[u8], from: usize) -> Option<usize> {
        let mut from = from;
        loop {
            let found = self.rest(from).windows(what.len().max(1)).position(|window| window == what);
            if let Some(place) = found {
                return Some(from + place);
            }
            if self.eof || self.buffer.len() > LARGEST.saturating_mul(2) {
                return None;
            }
            from = from.max((self.buffer.len() + 1).saturating_sub(what.len()));
            self.fill();
        }
    }

    /// Lets go of the first `count` bytes.
    fn drop_first(&mut self, count: usize) -> Vec<u8> {
        let count = count.min(self.buffer.len());
        let rest = self.buffer.split_off(count);
        let gone = std::mem::replace(&mut self.buffer, rest);
        let lines = gone.iter().filter(|byte| **byte == b'\n').count();
        self.line += u64::try_from(lines).unwrap_or(0);
        self.looked = 0;
        gone
    }

    fn is_tag(&self, at: usize, tag: &[u8]) -> bool {
        let rest = self.rest(at);
        rest.starts_with(tag)
            && rest
                .get(tag.len())
                .is_some_and(|next| matches!(next, b'>' | b' ' | b'\t' | b'\r' | b'\n' | b'/'))
    }

    /// Steps to the next `<`, or says that the file is at its end.
    fn next_mark(&mut self) -> Option<usize> {
        let at = self.find(b"<", self.looked)?;
        while self.buffer.len() < at + SIGHT && !self.eof {
            self.fill();
        }
        Some(at)
    }

    fn step(&mut self) -> Option<Chunk> {
        if !matches!(self.state, State::Inside) && self.looked > 1 << 20 && self.headed {
            self.drop_first(self.looked);
        }
        if self.looked > LARGEST {
            return Some(self.too_large());
        }
        let Some(at) = self.next_mark() else { return Some(self.end()) };
        if self.rest(at).starts_with(CDATA) {
            match self.find(b"]]>", at) {
                Some(end) => self.looked = end + 3,
                None => return Some(self.end()),
            }
        } else if self.rest(at).starts_with(b"<!--") {
            match self.find(b"-->", at) {
                Some(end) => self.looked = end + 3,
                None => return Some(self.end()),
            }
        } else if matches!(self.state, State::Outside | State::Skipping)
            && self.is_tag(at, &self.open.clone())
        {
            return self.begin(at);
        } else if matches!(self.state, State::Inside) && self.is_tag(at, &self.close.clone()) {
            let Some(end) = self.find(b">", at) else { return Some(self.end()) };
            self.state = State::Outside;
            let item = self.drop_first(end + 1);
            return Some(Chunk::Item(String::from_utf8_lossy(&item).into_owned(), self.began));
        } else {
            self.looked = at + 1;
        }
        None
    }

    fn begin(&mut self, at: usize) -> Option<Chunk> {
        let before = self.drop_first(at);
        self.began = self.line;
        self.looked = 1;
        self.state = State::Inside;
        if self.headed {
            return None;
        }
        self.headed = true;
        Some(Chunk::Head(String::from_utf8_lossy(&before).into_owned()))
    }

    fn too_large(&mut self) -> Chunk {
        let inside = matches!(self.state, State::Inside);
        let began = self.began;
        self.drop_first(self.looked);
        self.state = State::Skipping;
        self.headed = true;
        if inside { Chunk::TooLarge(began) } else { Chunk::Head(String::new()) }
    }

    fn end(&mut self) -> Chunk {
        let chunk = match self.state {
            State::Inside => Chunk::Cut(self.began),
            // Something opened that never closed, too long to be an item.
            _ if !self.eof => Chunk::Cut(self.line),
            _ if !self.headed => Chunk::Head(String::from_utf8_lossy(&self.buffer).into_owned()),
            _ => Chunk::Head(String::new()),
        };
        self.state = State::Ended;
        self.buffer = Vec::new();
        chunk
    }
}

impl<R: BufRead> Iterator for Chunks<R> {
    type Item = Chunk;

    fn next(&mut self) -> Option<Chunk> {
        loop {
            if matches!(self.state, State::Ended) {
                return None;
            }
            match self.step() {
                // An empty head says nothing.
                Some(Chunk::Head(head)) if head.is_empty() => {}
                Some(chunk) => return Some(chunk),
                None => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Chunk, Chunks};

    fn cut(text: &str) -> Vec<Chunk> {
        Chunks::new(text.as_bytes(), "item").collect()
    }

    #[test]
    fn items_are_cut_at_their_own_tags_only() {
        let text = "<rss>\n<items/>\n<item>a<![CDATA[</item><item>]]></item>\n<!-- <item> --><item x='1'>b</item ></rss>";
        assert_eq!(
            cut(text),
            [
                Chunk::Head("<rss>\n<items/>\n".into()),
                Chunk::Item("<item>a<![CDATA[</item><item>]]></item>".into(), 3),
                Chunk::Item("<item x='1'>b</item >".into(), 4),
            ]
        );
    }

    #[test]
    fn a_file_that_ends_within_an_item_says_so() {
        assert_eq!(cut("<rss><item>a</item>\n<item>b").last(), Some(&Chunk::Cut(2)));
        assert_eq!(cut("<rss><item>a</item>\n<item><![CDATA[b</item>").last(), Some(&Chunk::Cut(2)));
        assert_eq!(cut("nothing"), [Chunk::Head("nothing".into())]);
        assert_eq!(cut(""), []);
    }
}
