//! Where everything on a certificate stands. It is laid from the bottom: what is above gets the room that is left.

use std::num::NonZeroU16;

use krilla::tagging::{Tag, TagKind};
use parley::Alignment;

use super::{
    Diploma, HIGH, WIDE,
    fit::{Fall, balance, fall, shrink},
};
use crate::{
    code,
    colour::{Colour, INDIGO, INK, OCHRE, SOFT, THREAD},
    fonts::{Fonts, drawable},
    lines::{Line, Setting},
    pdf::PrintError,
    sheet::{Span, Style},
};

/// From the edge of the paper to what stands left and right.
const SIDE: f32 = 82.0;
/// Where the name of the section begins.
const HEAD: f32 = 76.0;
/// Where the lowest words end.
const GROUND: f32 = HIGH - 70.0;
/// How wide a paragraph may be: longer lines are hard to follow.
const MEASURE: f32 = 560.0;
/// How wide and high the code is at least and at most.
const CODE: (f32, f32) = (104.0, 150.0);
/// What a module of the code must be wide: a third of a millimetre.
const MODULE: f32 = 0.94;
/// Room for a hand that signs.
const HAND: f32 = 44.0;

/// Something on the page.
pub(super) enum Item {
    Words(Words),
    Rule { place: (f32, f32, f32, f32), colour: Colour },
    Cloth { x: f32, y: f32, width: f32, height: f32 },
    Code { dark: Vec<(f32, f32, f32, f32)>, at: (f32, f32), alt: String },
}

/// Words from their top left corner, named for who does not see them.
pub(super) struct Words {
    pub tag: TagKind,
    pub lines: Vec<Line>,
    pub x: f32,
    pub y: f32,
}

/// A part of the page at its bottom: what is in it, how far up and how far to the left it reaches.
struct Part {
    items: Vec<Item>,
    top: f32,
    left: f32,
}

/// All that stands on the page, in the order in which it is read.
pub(super) fn page(fonts: &mut Fonts, diploma: &Diploma) -> Result<Vec<Item>, PrintError> {
    let corner = corner(fonts, diploma)?;
    let below = below(fonts, diploma, corner.as_ref().map(|corner| corner.left))?;
    let floor = corner.as_ref().map_or(below.top, |corner| corner.top.min(below.top));
    let (mut items, head) = head(fonts, diploma)?;
    items.extend(body(fonts, diploma, (head, floor))?);
    items.extend(below.items);
    items.extend(corner.into_iter().flat_map(|corner| corner.items));
    Ok(items)
}

fn high(lines: &[Line]) -> f32 {
    lines.iter().map(|line| line.height).sum()
}

fn heading(level: u16, text: &str) -> TagKind {
    Tag::Hn(NonZeroU16::new(level).unwrap_or(NonZeroU16::MIN), Some(drawable(text))).into()
}

/// The name of the section with a piece of its cloth, and where the rest may begin.
fn head(fonts: &mut Fonts, diploma: &Diploma) -> Result<(Vec<Item>, f32), PrintError> {
    const CLOTH: f32 = 67.0;
    let look = Fall { style: Style::Bold, colour: INDIGO, width: MEASURE, most: 15.0, one: 11.0, least: 9.0 };
    let lines = fall(fonts, &diploma.section, look).ok_or(PrintError::TooLong)?;
    if lines.is_empty() {
        return Ok((Vec::new(), HEAD));
    }
    let below = HEAD + high(&lines);
    let words = Words { tag: Tag::P.into(), lines, x: (WIDE - MEASURE) / 2.0, y: HEAD };
    let cloth = Item::Cloth { x: (WIDE - CLOTH) / 2.0, y: below + 8.0, width: CLOTH, height: 4.5 };
    Ok((vec![Item::Words(words), cloth], below + 22.0))
}

/// A piece of the middle: room above it, its words, where they begin, and whether a line is drawn below them.
struct Piece {
    tag: TagKind,
    above: f32,
    lines: Vec<Line>,
    x: f32,
    is_underlined: bool,
}

impl Piece {
    fn high(&self) -> f32 {
        high(&self.lines) + if self.is_underlined { UNDER } else { 0.0 }
    }
}

/// Below a name, down to the end of its line.
const UNDER: f32 = 7.0;

/// What is given, to whom and for what.
fn body(fonts: &mut Fonts, diploma: &Diploma, (from, to): (f32, f32)) -> Result<Vec<Item>, PrintError> {
    /// More letters than this never fit, so they are not even laid out.
    const MANY: usize = 6_000;
    if diploma.lines.iter().map(|text| text.chars().count()).sum::<usize>() > MANY {
        return Err(PrintError::TooLong);
    }
    let room = to - from;
    let pieces = [1.0, 0.92, 0.85, 0.78, 0.72, 0.66].into_iter().find_map(|share| {
        let pieces = pieces(fonts, diploma, share)?;
        (pieces.iter().map(|one| one.above + one.high()).sum::<f32>() <= room).then_some(pieces)
    });
    let pieces = pieces.ok_or(PrintError::TooLong)?;
    let gaps: f32 = pieces.iter().map(|one| one.above).sum();
    let free = room - gaps - pieces.iter().map(Piece::high).sum::<f32>();
    // Where there is room, everything breathes; what is left over stands above and below.
    let wider = 1.0 + (free / gaps.max(1.0)).clamp(0.0, 0.7);
    let mut y = from + (free - gaps * (wider - 1.0)) * 0.45;
    let mut items = Vec::new();
    for piece in pieces {
        y += piece.above * wider;
        let end = y + piece.high();
        let Piece { tag, lines, x, is_underlined, .. } = piece;
        items.push(Item::Words(Words { tag, lines, x, y }));
        if is_underlined {
            const LINE: f32 = 300.0;
            items.push(Item::Rule { place: ((WIDE - LINE) / 2.0, end - 1.2, LINE, 1.2), colour: THREAD });
        }
        y = end;
    }
    Ok(items)
}

/// The pieces of the middle at a share of their size.
fn pieces(fonts: &mut Fonts, diploma: &Diploma, share: f32) -> Option<Vec<Piece>> {
    let width = WIDE - 2.0 * SIDE;
    let kind = Fall { style: Style::Plain, colour: INK, width, most: 27.0, one: 20.0, least: 15.0 };
    let holder = Fall { style: Style::Bold, colour: INDIGO, width, most: 44.0, one: 30.0, least: 17.0 };
    let title =
        Fall { style: Style::Bold, colour: OCHRE, width: width - 40.0, most: 19.0, one: 16.0, least: 11.0 };
    let mut all = Vec::new();
    let mut push = |tag, lines: Vec<Line>, above: f32, width: f32, is_underlined| {
        if !lines.is_empty() {
            let above = if all.is_empty() { 0.0 } else { above * share };
            all.push(Piece { tag, above, lines, x: (WIDE - width) / 2.0, is_underlined });
        }
    };
    let lines = fall(fonts, &diploma.kind, kind.smaller(share))?;
    push(heading(1, &diploma.kind), lines, 0.0, kind.width, false);
    let lines = fall(fonts, &diploma.holder, holder.smaller(share))?;
    push(Tag::P.into(), lines, 14.0, holder.width, true);
    let lines = fall(fonts, &diploma.title, title.smaller(share))?;
    push(heading(2, &diploma.title), lines, 16.0, title.width, false);
    let size = (12.5 * share).max(9.0);
    let setting = Setting { size, leading: 1.4, width: MEASURE, colour: INK, align: Alignment::Center };
    let said = diploma.lines.iter().filter(|text| !text.trim().is_empty());
    for (place, text) in said.enumerate() {
        let (lines, width) = balance(fonts, text.trim(), setting);
        push(Tag::P.into(), lines, if place == 0 { 12.0 } else { 5.0 }, width, false);
    }
    Some(all)
}

/// Those who sign, and below them the number and the day. With a code in the corner it all stands on the left of it,
/// else in the middle.
fn below(fonts: &mut Fonts, diploma: &Diploma, corner: Option<f32>) -> Result<Part, PrintError> {
    const GAP: f32 = 26.0;
    let room = corner.map_or(WIDE - SIDE, |left| left - GAP) - SIDE;
    let align = if corner.is_some() { Alignment::Start } else { Alignment::Center };
    let mut foot = Vec::new();
    if !diploma.number.trim().is_empty() {
        foot.push(Span::bold(diploma.number.trim()));
    }
    if !diploma.issued.trim().is_empty() {
        let before = if foot.is_empty() { "" } else { " · " };
        foot.push(Span::plain(format!("{before}{}", diploma.issued.trim())));
    }
    let mut y = GROUND;
    let mut last = None;
    if !foot.is_empty() {
        let setting = Setting { size: 9.0, leading: 1.3, width: room, colour: INK, align };
        let sizes = ([9.5, 9.0, 8.5, 8.0, 7.5].as_slice(), [1, 2].as_slice());
        let laid = shrink(fonts, &[foot], sizes, setting).ok_or(PrintError::TooLong)?;
        let lines: Vec<Line> = laid.into_iter().flatten().collect();
        y -= high(&lines);
        last = Some(Item::Words(Words { tag: Tag::P.into(), lines, x: SIDE, y }));
        y -= 14.0;
    }
    let signers: Vec<&(String, String)> = diploma
        .signers
        .iter()
        .filter(|(name, function)| !name.trim().is_empty() || !function.trim().is_empty())
        .take(3)
        .collect();
    let mut items = Vec::new();
    if !signers.is_empty() {
        let count = f32::from(u8::try_from(signers.len()).unwrap_or(3));
        let width = ((room - GAP * (count - 1.0)) / count).min(180.0);
        let whole = width * count + GAP * (count - 1.0);
        let mut x = if corner.is_some() { SIDE } else { (WIDE - whole) / 2.0 };
        let signed = signed(fonts, &signers, width).ok_or(PrintError::TooLong)?;
        let line = y - signed.iter().map(|lines| high(lines)).fold(0.0, f32::max) - 5.0;
        for lines in signed {
            items.push(Item::Rule { place: (x, line, width, 0.8), colour: INK });
            items.push(Item::Words(Words { tag: Tag::P.into(), lines, x, y: line + 5.0 }));
            x += width + GAP;
        }
        y = line - HAND;
    }
    items.extend(last);
    Ok(Part { items, top: y - 8.0, left: SIDE })
}

/// The names and functions of those who sign, all in the same size.
fn signed(fonts: &mut Fonts, signers: &[&(String, String)], width: f32) -> Option<Vec<Vec<Line>>> {
    let set = |colour| Setting { size: 0.0, leading: 1.28, width, colour, align: Alignment::Start };
    let column = |text: &str, is_name: bool| {
        vec![if is_name { Span::bold(text.trim()) } else { Span::plain(text.trim()) }]
    };
    let names: Vec<_> = signers.iter().map(|(name, _)| column(name, true)).collect();
    let functions: Vec<_> = signers.iter().map(|(_, function)| column(function, false)).collect();
    let names = shrink(fonts, &names, (&[10.0, 9.5, 9.0, 8.5, 8.0, 7.5], &[2, 3]), set(INK))?;
    let functions = shrink(fonts, &functions, (&[9.0, 8.5, 8.0, 7.5], &[2, 3]), set(SOFT))?;
    let has_words = |line: &Line| line.runs.iter().any(|run| !run.glyphs.is_empty());
    let both = names.into_iter().zip(functions);
    Some(both.map(|(name, function)| name.into_iter().chain(function).filter(has_words).collect()).collect())
}

/// The code with its caption, at the bottom right. Its dark part ends where the words of the page do.
fn corner(fonts: &mut Fonts, diploma: &Diploma) -> Result<Option<Part>, PrintError> {
    if diploma.code.is_empty() {
        return Ok(None);
    }
    let drawn = code::draw(&diploma.code, CODE).ok_or(PrintError::Code)?;
    if drawn.module < MODULE {
        return Err(PrintError::Code);
    }
    let dark = drawn.side - 2.0 * drawn.border;
    let width = dark.max(96.0) + 24.0;
    let middle = WIDE - SIDE - dark / 2.0;
    let check = diploma.check.trim();
    let lines = if check.is_empty() {
        Vec::new()
    } else {
        let setting = Setting { size: 8.0, leading: 1.3, width, colour: SOFT, align: Alignment::Center };
        let sizes = ([8.0, 7.5, 7.0].as_slice(), [3, 4].as_slice());
        let laid = shrink(fonts, &[vec![Span::plain(check)]], sizes, setting).ok_or(PrintError::TooLong)?;
        laid.into_iter().flatten().collect()
    };
    let end = GROUND - high(&lines);
    let at =
        (middle - drawn.side / 2.0, end - drawn.side + if lines.is_empty() { drawn.border } else { 0.0 });
    let alt = [check, diploma.number.trim()].into_iter().find(|text| !drawable(text).trim().is_empty());
    let code = Item::Code { dark: drawn.dark, at, alt: alt.unwrap_or("QR").to_owned() };
    let mut items = vec![code];
    if !lines.is_empty() {
        let words = Words { tag: Tag::P.into(), lines, x: middle - width / 2.0, y: end };
        items.push(Item::Words(words));
    }
    Ok(Some(Part { items, top: at.1 + drawn.border - 10.0, left: middle - width / 2.0 }))
}

#[cfg(test)]
mod tests {
    use crate::colour::{COTTON, INDIGO, INK, OCHRE, SOFT};

    #[test]
    fn all_words_are_dark_enough_for_a_printer_without_colours() {
        for ink in [INDIGO, INK, OCHRE, SOFT] {
            assert!(ink.contrast(COTTON) > 5.0, "{ink:?}");
        }
    }
}
