//! An eye that looks at a printed page: what is filled, where each letter stands, and which codes can be read.

use pdf_extract::{
    Document, MediaBox, OutputDev, OutputError, Transform, content::Content, content::Operation,
    output_doc_page,
};

/// A part of the page, from its top left corner, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

impl Place {
    pub fn right(&self) -> f64 {
        self.x + self.width
    }

    pub fn bottom(&self) -> f64 {
        self.y + self.height
    }

    pub fn meets(&self, other: &Self) -> bool {
        self.x < other.right() && other.x < self.right() && self.y < other.bottom() && other.y < self.bottom()
    }
}

/// One shape: its rectangles, and its colour from 0 to 255.
pub struct Fill {
    pub parts: Vec<Place>,
    pub colour: [u8; 3],
}

pub struct Letter {
    pub text: String,
    pub place: Place,
    pub baseline: f64,
}

#[derive(Default)]
pub struct Seen {
    pub width: f64,
    pub height: f64,
    pub fills: Vec<Fill>,
    pub letters: Vec<Letter>,
}

/// Looks at a page; the first is 1.
pub fn look(file: &[u8], page: u32) -> Seen {
    let document = Document::load_mem(file).unwrap();
    let mut seen = Seen::default();
    output_doc_page(&document, &mut seen, page).unwrap();
    let id = document.get_pages()[&page];
    let content = Content::decode(&document.get_page_content(id).unwrap()).unwrap();
    seen.fill(&content.operations);
    seen
}

impl Seen {
    /// All rectangles of the page are drawn upside down, as krilla turns every page over; nothing else moves them.
    fn fill(&mut self, operations: &[Operation]) {
        let number =
            |operation: &Operation, place: usize| f64::from(operation.operands[place].as_float().unwrap());
        let (mut colour, mut points, mut parts) = ([0; 3], Vec::new(), Vec::new());
        for one in operations {
            match one.operator.as_str() {
                "cm" if one.operands.len() == 6 => assert!((number(one, 3) + 1.0).abs() < 0.001, "{one:?}"),
                "rg" => colour = [0, 1, 2].map(|place| channel(number(one, place))),
                "m" | "l" => points.push((number(one, 0), number(one, 1))),
                "h" => {
                    let (xs, ys): (Vec<f64>, Vec<f64>) = points.drain(..).unzip();
                    let (left, right) = ends(&xs);
                    let (top, bottom) = ends(&ys);
                    parts.push(Place { x: left, y: top, width: right - left, height: bottom - top });
                }
                "f" => self.fills.push(Fill { parts: std::mem::take(&mut parts), colour }),
                _ => {}
            }
        }
    }

    /// The text of every code that a reader finds. Letters are dark bars to it, so that one that stands too near
    /// spoils the code.
    pub fn codes(&self) -> Vec<String> {
        const SCALE: f64 = 4.0;
        let (wide, high) = (whole(self.width * SCALE), whole(self.height * SCALE));
        let mut dots = vec![255_u8; wide * high];
        let mut paint = |place: &Place, shade: u8| {
            let (x, y) = (whole(place.x * SCALE), whole(place.y * SCALE));
            let (right, bottom) = (whole(place.right() * SCALE), whole(place.bottom() * SCALE));
            for row in y.min(high)..bottom.min(high) {
                dots[row * wide + x.min(wide)..row * wide + right.min(wide)].fill(shade);
            }
        };
        for fill in &self.fills {
            let [red, green, blue] = fill.colour.map(u16::from);
            let shade = u8::try_from((red * 2 + green * 5 + blue) / 8).unwrap();
            fill.parts.iter().for_each(|place| paint(place, shade));
        }
        self.letters.iter().for_each(|letter| paint(&letter.place, 30));
        let mut picture = rqrr::PreparedImage::prepare_from_greyscale(wide, high, |x, y| dots[y * wide + x]);
        picture.detect_grids().iter().map(|grid| grid.decode().unwrap().1).collect()
    }

    /// The codes as they are drawn: what is dark, all in all.
    pub fn dark(&self) -> Vec<Place> {
        let many = self.fills.iter().filter(|fill| fill.parts.len() > 50);
        many.map(|fill| {
            let (x, _) = ends(&fill.parts.iter().map(|part| part.x).collect::<Vec<_>>());
            let (y, _) = ends(&fill.parts.iter().map(|part| part.y).collect::<Vec<_>>());
            let (_, right) = ends(&fill.parts.iter().map(Place::right).collect::<Vec<_>>());
            let (_, bottom) = ends(&fill.parts.iter().map(Place::bottom).collect::<Vec<_>>());
            Place { x, y, width: right - x, height: bottom - y }
        })
        .collect()
    }

    /// Pairs of letters that stand on one another.
    pub fn crossed(&self) -> Vec<String> {
        let mut found = Vec::new();
        for (place, one) in self.letters.iter().enumerate() {
            for other in self.letters.iter().skip(place + 1) {
                // Neighbours on a line may lean on each other a little.
                let lean = 0.35 * one.place.width.min(other.place.width);
                let narrow =
                    Place { x: one.place.x + lean, width: one.place.width - 2.0 * lean, ..one.place };
                if narrow.meets(&other.place) {
                    found.push(format!("{} on {} at {:?}", one.text, other.text, one.place));
                }
            }
        }
        found
    }
}

impl OutputDev for Seen {
    fn begin_page(
        &mut self,
        _: u32,
        paper: &MediaBox,
        _: Option<(f64, f64, f64, f64)>,
    ) -> Result<(), OutputError> {
        (self.width, self.height) = (paper.urx - paper.llx, paper.ury - paper.lly);
        Ok(())
    }

    fn output_character(
        &mut self,
        place: &Transform,
        width: f64,
        _: f64,
        size: f64,
        text: &str,
    ) -> Result<(), OutputError> {
        let baseline = self.height - place.m32;
        if !text.trim().is_empty() {
            let place =
                Place { x: place.m31, y: baseline - 0.7 * size, width: width * size, height: 0.7 * size };
            self.letters.push(Letter { text: text.to_owned(), place, baseline });
        }
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}

fn ends(all: &[f64]) -> (f64, f64) {
    (all.iter().copied().fold(f64::MAX, f64::min), all.iter().copied().fold(f64::MIN, f64::max))
}

fn channel(value: f64) -> u8 {
    u8::try_from(whole(value * 255.0)).unwrap()
}

/// The nearest whole number.
fn whole(value: f64) -> usize {
    format!("{:.0}", value.max(0.0)).parse().unwrap()
}
