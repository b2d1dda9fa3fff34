//! From blocks to strips, and from strips to pages.
//!
//! A strip is what no page end may cut: a line, a row of lines, a picture. A strip may ask to stay with the next one:
//! a title with its text, the first two lines of a paragraph and its last two.

use parley::Alignment;

use crate::{
    code,
    colour::{CLAY, Colour, INDIGO, INK, LINE, OCHRE, SOFT},
    fonts::{Fonts, drawable},
    lines::{Line, Setting, lay},
    paper::{BODY, CELL, LEADING, TEXT_HEIGHT, TEXT_WIDTH},
    sheet::{Block, Letterhead, Sheet, Span, Table},
};

/// What a piece is to whoever cannot see the page.
#[derive(Clone, Debug)]
pub(crate) enum Role {
    Heading(u8, String),
    Paragraph,
    Quote,
    List,
    Item,
    Label,
    Body,
    Table,
    Row,
    HeadCell,
    Cell,
    Figure(String),
}

/// A piece, and the pieces in it.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub role: Role,
    pub children: Vec<usize>,
}

/// Something drawn, from the left edge of the text and the top of its strip.
#[derive(Clone, Debug)]
pub(crate) enum Mark {
    Text {
        x: f32,
        y: f32,
        line: Line,
        node: usize,
    },
    /// Tells nothing: it is there for the eye.
    Fill {
        x: f32,
        y: f32,
        width: f32,
        height: f32,
        colour: Colour,
    },
    /// Rectangles that tell something: from the left edge and the top of the strip, each with its size.
    Shapes {
        rectangles: Vec<(f32, f32, f32, f32)>,
        colour: Colour,
        node: usize,
    },
    Picture {
        picture: krilla::image::Image,
        width: f32,
        height: f32,
        node: usize,
    },
}

/// What no page end may cut.
#[derive(Clone, Debug, Default)]
pub(crate) struct Strip {
    /// Room above it, except at the top of a page.
    pub above: f32,
    pub height: f32,
    /// Whether it stays with the next one.
    pub keep: bool,
    pub marks: Vec<Mark>,
}

/// All that a sheet shows, before it is cut into pages.
#[derive(Debug, Default)]
pub(crate) struct Flow {
    pub nodes: Vec<Node>,
    pub roots: Vec<usize>,
    pub strips: Vec<Strip>,
}

impl Flow {
    /// What a sheet shows. A picture that cannot be read is left out.
    pub fn of(sheet: &Sheet, fonts: &mut Fonts) -> Self {
        let mut flow = Self::default();
        if let Some(head) = &sheet.head {
            flow.letterhead(fonts, head);
        }
        for block in &sheet.blocks {
            flow.block(fonts, block);
        }
        flow
    }

    pub(crate) fn node(&mut self, role: Role, parent: Option<usize>) -> usize {
        let id = self.nodes.len();
        self.nodes.push(Node { role, children: Vec::new() });
        match parent.and_then(|parent| self.nodes.get_mut(parent)) {
            Some(parent) => parent.children.push(id),
            None => self.roots.push(id),
        }
        id
    }

    fn letterhead(&mut self, fonts: &mut Fonts, head: &Letterhead) {
        let name = setting(16.0, INDIGO, TEXT_WIDTH);
        let node = self.node(Role::Paragraph, None);
        let lines = lay(fonts, &[Span::bold(head.name.as_str())], name);
        self.lines(lines, node, (0.0, 0.0), true, None);
        for line in head.lines.iter().filter(|line| !line.trim().is_empty()) {
            let node = self.node(Role::Paragraph, None);
            let lines = lay(fonts, &[Span::plain(line.as_str())], setting(CELL, SOFT, TEXT_WIDTH));
            self.lines(lines, node, (0.0, 1.0), true, None);
        }
        self.strips.push(Strip { height: 14.0, keep: true, ..Strip::default() });
    }

    fn block(&mut self, fonts: &mut Fonts, block: &Block) {
        match block {
            Block::Heading(level, text) => {
                let (size, above, colour) = match level {
                    0 | 1 => (19.0, 10.0, INK),
                    2 => (13.0, 15.0, INDIGO),
                    _ => (11.0, 11.0, INK),
                };
                let node = self.node(Role::Heading((*level).clamp(1, 6), text.clone()), None);
                let setting = Setting { leading: 1.25, ..setting(size, colour, TEXT_WIDTH) };
                self.lines(lay(fonts, &[Span::bold(text.as_str())], setting), node, (0.0, above), true, None);
            }
            Block::Paragraph(spans) => {
                let node = self.node(Role::Paragraph, None);
                self.lines(lay(fonts, spans, setting(BODY, INK, TEXT_WIDTH)), node, (0.0, 8.0), false, None);
            }
            Block::Notice(spans) => self.beside(fonts, spans, Role::Paragraph, (BODY + 1.0, CLAY, OCHRE)),
            Block::Quote(spans) => self.beside(fonts, spans, Role::Quote, (BODY, INK, INDIGO)),
            Block::List(items) => self.list(fonts, items),
            Block::Table(table) => self.table(fonts, table),
            Block::Code { text, alt } => self.code(text, alt),
            Block::Bars(bars) => crate::bars::lay_out(self, fonts, bars),
            Block::Picture { jpeg, alt } => self.picture(jpeg, alt),
        }
    }

    /// Lines beside a bar.
    fn beside(&mut self, fonts: &mut Fonts, spans: &[Span], role: Role, look: (f32, Colour, Colour)) {
        let (size, colour, bar) = look;
        let node = self.node(role, None);
        let lines = lay(fonts, spans, setting(size, colour, TEXT_WIDTH - 16.0));
        self.lines(lines, node, (16.0, 10.0), false, Some(bar));
    }

    fn lines(
        &mut self,
        lines: Vec<Line>,
        node: usize,
        (x, above): (f32, f32),
        keep: bool,
        bar: Option<Colour>,
    ) {
        let count = lines.len();
        for (place, line) in lines.into_iter().enumerate() {
            let height = line.height;
            let mut marks = Vec::new();
            if let Some(colour) = bar {
                marks.push(Mark::Fill { x: 0.0, y: 0.0, width: 4.0, height, colour });
            }
            marks.push(Mark::Text { x, y: 0.0, line, node });
            let alone = place == 0 && count > 1 || place + 2 == count;
            self.strips.push(Strip {
                above: if place == 0 { above } else { 0.0 },
                height,
                keep: keep || alone,
                marks,
            });
        }
    }

    fn list(&mut self, fonts: &mut Fonts, items: &[Vec<Span>]) {
        let list = self.node(Role::List, None);
        for item in items {
            let parent = self.node(Role::Item, Some(list));
            let label = self.node(Role::Label, Some(parent));
            let body = self.node(Role::Body, Some(parent));
            let first = self.strips.len();
            let lines = lay(fonts, item, setting(BODY, INK, TEXT_WIDTH - 16.0));
            self.lines(lines, body, (16.0, 4.0), false, None);
            let dot = lay(fonts, &[Span::plain("•")], setting(BODY, OCHRE, 16.0)).into_iter().next();
            if let (Some(strip), Some(line)) = (self.strips.get_mut(first), dot) {
                strip.marks.insert(0, Mark::Text { x: 2.0, y: 0.0, line, node: label });
            }
        }
    }

    fn table(&mut self, fonts: &mut Fonts, table: &Table) {
        let widths: Vec<f32> = table.widths.iter().map(|width| f32::from((*width).max(1))).collect();
        let whole: f32 = widths.iter().sum();
        let widths: Vec<f32> = widths.iter().map(|width| width / whole * TEXT_WIDTH).collect();
        let parent = self.node(Role::Table, None);
        self.strips.push(Strip { height: 8.0, keep: true, ..Strip::default() });
        self.row(fonts, &widths, &table.head, parent, true);
        for row in &table.rows {
            self.row(fonts, &widths, row, parent, false);
        }
    }

    fn row(&mut self, fonts: &mut Fonts, widths: &[f32], cells: &[String], table: usize, head: bool) {
        const GAP: f32 = 8.0;
        let row = self.node(Role::Row, Some(table));
        let mut columns = Vec::new();
        let mut x = 0.0;
        for (place, width) in widths.iter().enumerate() {
            let text = cells.get(place).map_or("", String::as_str);
            let node = self.node(if head { Role::HeadCell } else { Role::Cell }, Some(row));
            let span = if head { Span::bold(text) } else { Span::plain(text) };
            let laid =
                lay(fonts, &[span], setting(CELL, if head { INDIGO } else { INK }, (width - GAP).max(10.0)));
            columns.push((x, node, laid.into_iter()));
            x += width;
        }
        let mut first = true;
        loop {
            let mut strip = Strip { above: if first { 4.0 } else { 0.0 }, keep: true, ..Strip::default() };
            for (x, node, lines) in &mut columns {
                if let Some(line) = lines.next() {
                    strip.height = strip.height.max(line.height);
                    strip.marks.push(Mark::Text { x: *x, y: 0.0, line, node: *node });
                }
            }
            if strip.marks.is_empty() {
                break;
            }
            first = false;
            self.strips.push(strip);
        }
        let (height, colour) = if head { (1.2, INDIGO) } else { (0.6, LINE) };
        let rule = Mark::Fill { x: 0.0, y: 3.0, width: TEXT_WIDTH, height, colour };
        self.strips.push(Strip { above: 0.0, height: 4.0, keep: head, marks: vec![rule] });
    }

    /// A code as wide as a telephone reads it from a table. One that holds too much is left out.
    fn code(&mut self, text: &str, alt: &str) {
        const SIDES: (f32, f32) = (100.0, 260.0);
        let Some(drawn) = code::draw(text, SIDES) else { return };
        let alt = if drawable(alt).trim().is_empty() { text } else { alt };
        let node = self.node(Role::Figure(alt.to_owned()), None);
        // What is dark stands below the text; the white that it needs on its left is in the margin.
        let rectangles = drawn.dark.into_iter().map(|(x, y, w, h)| (x - drawn.border, y, w, h)).collect();
        let marks = vec![Mark::Shapes { rectangles, colour: INK, node }];
        self.strips.push(Strip { above: 4.0, height: drawn.side, keep: false, marks });
    }

    fn picture(&mut self, jpeg: &[u8], alt: &str) {
        let Ok(picture) = krilla::image::Image::from_jpeg(jpeg.to_vec().into(), true) else { return };
        let (wide, high) = picture.size();
        let side = |pixels: u32| f32::from(u16::try_from(pixels).unwrap_or(u16::MAX)).max(1.0);
        let (wide, high) = (side(wide), side(high));
        // 150 dots to an inch are sharp enough on paper; no picture takes more than half a page.
        let scale = (TEXT_WIDTH / wide).min(TEXT_HEIGHT / 2.0 / high).min(72.0 / 150.0 * 2.0);
        let (width, height) = (wide * scale, high * scale);
        let node = self.node(Role::Figure(alt.to_owned()), None);
        let marks = vec![Mark::Picture { picture, width, height, node }];
        self.strips.push(Strip { above: 10.0, height: height + 4.0, keep: false, marks });
    }
}

fn setting(size: f32, colour: Colour, width: f32) -> Setting {
    Setting { size, leading: LEADING, width, colour, align: Alignment::Start }
}

/// A strip and where its top is, from the top of the text.
pub(crate) type Placed = (f32, Strip);

/// Cuts strips into pages. What wants to stay together does, unless a page is too short for it.
pub(crate) fn pages(strips: Vec<Strip>) -> Vec<Vec<Placed>> {
    let mut pages = Vec::new();
    let mut page: Vec<Placed> = Vec::new();
    let mut at = 0.0;
    let mut group: Vec<Strip> = Vec::new();
    let mut rest = strips.into_iter().peekable();
    while let Some(strip) = rest.next() {
        let stays = strip.keep && rest.peek().is_some();
        group.push(strip);
        let high: f32 = group.iter().map(|one| one.above + one.height).sum();
        if stays && high < TEXT_HEIGHT {
            continue;
        }
        let lead = group.first().map_or(0.0, |one| if page.is_empty() { one.above } else { 0.0 });
        if !page.is_empty() && at + high - lead > TEXT_HEIGHT {
            pages.push(std::mem::take(&mut page));
            at = 0.0;
        }
        for one in group.drain(..) {
            let above = if page.is_empty() { 0.0 } else { one.above };
            // A group that is higher than a page is cut where the page ends.
            if !page.is_empty() && at + above + one.height > TEXT_HEIGHT {
                pages.push(std::mem::take(&mut page));
                at = one.height;
                page.push((0.0, one));
                continue;
            }
            let height = one.height;
            page.push((at + above, one));
            at += above + height;
        }
    }
    pages.push(page);
    pages
}

#[cfg(test)]
mod tests {
    use super::{Strip, pages};

    fn strip(height: f32, keep: bool) -> Strip {
        Strip { height, keep, ..Strip::default() }
    }

    #[test]
    fn a_title_goes_over_with_its_text() {
        let cut = pages(vec![strip(680.0, false), strip(20.0, true), strip(20.0, false)]);
        assert_eq!(cut.iter().map(Vec::len).collect::<Vec<_>>(), [1, 2]);
    }

    #[test]
    fn what_is_higher_than_a_page_is_cut() {
        let cut = pages((0..100).map(|_| strip(20.0, true)).collect());
        assert!(cut.len() >= 3);
        assert_eq!(cut.iter().map(Vec::len).sum::<usize>(), 100);
    }

    #[test]
    fn nothing_is_one_empty_page() {
        assert_eq!(pages(Vec::new()).len(), 1);
    }
}
