//! From whatever bytes a server or a disk gave to text.

use std::io::{self, BufReader, Read};

use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8, WINDOWS_1252};

/// How far an XML declaration or a first wrong byte is looked for.
const LOOK: usize = 64 * 1024;

/// The character set that a `Content-Type` names.
pub fn charset_of(content_type: &str) -> Option<String> {
    content_type.split(';').skip(1).find_map(|part| {
        let (name, value) = part.split_once('=')?;
        let value = value.trim().trim_matches(['"', '\'']).trim();
        (name.trim().eq_ignore_ascii_case("charset") && !value.is_empty()).then(|| value.to_owned())
    })
}

/// Text of `bytes`: by byte order mark, by what the server said, by the XML declaration,
/// and at last by what the bytes look like.
pub fn text(bytes: &[u8], charset: Option<&str>) -> String {
    let encoding = guess(bytes, charset);
    let (text, _) = match encoding.decode_without_bom_handling_and_without_replacement(strip_bom(bytes)) {
        Some(text) => (text, false),
        // It says UTF-8 and is not: the old Western set is what such files are written in.
        None if encoding == UTF_8 => WINDOWS_1252.decode_without_bom_handling(bytes),
        None => encoding.decode_without_bom_handling(strip_bom(bytes)),
    };
    text.chars().map(printable).collect()
}

fn strip_bom(bytes: &[u8]) -> &[u8] {
    Encoding::for_bom(bytes).and_then(|(_, length)| bytes.get(length..)).unwrap_or(bytes)
}

/// XML knows no control characters, though exports are full of them.
fn printable(sign: char) -> char {
    match sign {
        '\t' | '\n' | '\r' => sign,
        '\u{fffe}' | '\u{ffff}' => ' ',
        sign if u32::from(sign) < 0x20 => ' ',
        sign => sign,
    }
}

/// The set that these first bytes are written in.
fn guess(start: &[u8], charset: Option<&str>) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(start) {
        return encoding;
    }
    let declared = || declared(start).and_then(|label| Encoding::for_label(label.as_bytes()));
    let said = charset.and_then(|label| Encoding::for_label(label.as_bytes()));
    match said.or_else(declared) {
        Some(encoding) => encoding,
        None if looks_like_utf8(start) => UTF_8,
        None => WINDOWS_1252,
    }
}

fn looks_like_utf8(start: &[u8]) -> bool {
    match std::str::from_utf8(start) {
        Ok(_) => true,
        // A sign cut by the end of what was looked at.
        Err(error) => error.error_len().is_none(),
    }
}

/// What `<?xml … encoding="…"?>` says.
fn declared(start: &[u8]) -> Option<String> {
    let start: String = start.iter().take(400).map(|byte| char::from(*byte)).collect();
    let (declaration, _) = start.trim_start().strip_prefix("<?xml")?.split_once("?>")?;
    let (_, after) = declaration.split_once("encoding")?;
    let after = after.trim_start().strip_prefix('=')?.trim_start();
    let quote = after.chars().next().filter(|sign| matches!(sign, '"' | '\''))?;
    let label = after.split(quote).nth(1)?.trim();
    // A file that calls itself UTF-16 and can be read as ASCII is not.
    (!label.to_ascii_lowercase().starts_with("utf-16")).then(|| label.to_owned())
}

/// Gives UTF-8 without control characters, whatever `R` gives.
pub struct Utf8<R> {
    input: R,
    decoder: Decoder,
    raw: Vec<u8>,
    out: Vec<u8>,
    given: usize,
    ended: bool,
}

/// `input` as UTF-8, read piece by piece.
pub fn utf8<R: Read>(mut input: R, charset: Option<&str>) -> io::Result<BufReader<Utf8<R>>> {
    let mut raw = Vec::new();
    input.by_ref().take(u64::try_from(LOOK).unwrap_or(u64::MAX)).read_to_end(&mut raw)?;
    let encoding = guess(&raw, charset);
    let encoding =
        if encoding == UTF_8 && !looks_like_utf8(strip_bom(&raw)) { WINDOWS_1252 } else { encoding };
    let decoder = encoding.new_decoder_with_bom_removal();
    let mut reader = Utf8 { input, decoder, raw: Vec::new(), out: Vec::new(), given: 0, ended: false };
    reader.decode(&raw, false);
    Ok(BufReader::with_capacity(LOOK, reader))
}

impl<R: Read> Utf8<R> {
    fn decode(&mut self, bytes: &[u8], last: bool) {
        let mut rest = bytes;
        let mut text = String::with_capacity(
            self.decoder.max_utf8_buffer_length(rest.len()).unwrap_or(rest.len().saturating_mul(3)),
        );
        loop {
            let (result, read, _) = self.decoder.decode_to_string(rest, &mut text, last);
            rest = rest.get(read..).unwrap_or_default();
            match result {
                CoderResult::InputEmpty => break,
                CoderResult::OutputFull => text.reserve(rest.len().saturating_mul(3).max(64)),
            }
        }
        let text: String = text.chars().map(printable).collect();
        self.out = text.into_bytes();
        self.given = 0;
    }

    fn more(&mut self) -> io::Result<()> {
        let mut raw = std::mem::take(&mut self.raw);
        raw.clear();
        let limit = u64::try_from(LOOK).unwrap_or(u64::MAX);
        let read = self.input.by_ref().take(limit).read_to_end(&mut raw);
        self.ended = matches!(read, Ok(0));
        self.decode(&raw, self.ended);
        self.raw = raw;
        read.map(drop)
    }
}

impl<R: Read> Read for Utf8<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.given >= self.out.len() {
            if self.ended {
                return Ok(0);
            }
            self.more()?;
        }
        let waiting = self.out.get(self.given..).unwrap_or_default();
        let count = waiting.len().min(into.len());
        for (to, from) in into.iter_mut().zip(waiting) {
            *to = *from;
        }
        self.given += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::{charset_of, text, utf8};

    fn streamed(bytes: &[u8], charset: Option<&str>) -> String {
        let mut out = String::new();
        utf8(bytes, charset).unwrap().read_to_string(&mut out).unwrap();
        out
    }

    #[test]
    fn the_server_the_declaration_and_the_bytes_are_believed_in_this_order() {
        let latin = b"<?xml version='1.0' encoding='ISO-8859-1'?><a>\xe9t\xe9</a>";
        for read in [text(latin, None), streamed(latin, None)] {
            assert!(read.ends_with("<a>été</a>"), "{read}");
        }
        assert_eq!(text(b"\xcf\xf0\xe8", Some("windows-1251")), "При");
        assert_eq!(streamed(b"sans rien dire : \xe9t\xe9", None), "sans rien dire : été");
        assert_eq!(text("\u{feff}été".as_bytes(), Some("iso-8859-1")), "été");
        assert_eq!(streamed(b"\xff\xfea\0b\0", None), "ab");
    }

    #[test]
    fn a_file_that_says_utf_8_and_is_not_is_read_all_the_same() {
        let wrong = b"<?xml version=\"1.0\" encoding=\"UTF-8\"?><a>\xe9t\xe9 \x0b</a>";
        for read in [text(wrong, None), streamed(wrong, None)] {
            assert!(read.ends_with("<a>été  </a>"), "{read}");
        }
    }

    #[test]
    fn a_content_type_may_be_written_in_many_ways() {
        assert_eq!(charset_of("text/xml; charset=\"ISO-8859-15\""), Some("ISO-8859-15".into()));
        assert_eq!(charset_of("text/xml;CharSet = utf-8 ; x=y"), Some("utf-8".into()));
        assert_eq!(charset_of("application/rss+xml"), None);
    }
}
