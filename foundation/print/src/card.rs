//! Cards: a few words drawn as a picture, framed by the cloth of the house.

use parley::Alignment;
use tiny_skia::{Color, Pixmap};

use crate::{
    colour::{COTTON, Colour, INDIGO, INK, OCHRE, SAND, THREAD, weave},
    fonts::{Fonts, missing},
    lines::{Line, Setting, lay},
    paint,
    sheet::Span,
};

/// What stands on a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// The words.
    pub words: String,
    /// Who said them; nobody is named if it is empty.
    pub who: String,
    /// Whose card it is.
    pub from: String,
    /// How it looks.
    pub design: Design,
    /// How large it is.
    pub format: Format,
}

/// How a card looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Design {
    /// Dark letters on cotton.
    #[default]
    Cotton,
    /// Light letters on indigo.
    Indigo,
    /// Indigo letters on sand, with a broad band.
    Sand,
}

/// How large a card is, in dots.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// 1080 by 1080.
    #[default]
    Square,
    /// 1200 by 630.
    Wide,
    /// 1080 by 1920.
    Story,
}

/// Why a card is not drawn.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CardError {
    /// The font does not have these letters.
    #[error("the font does not have all letters")]
    Missing(Vec<char>),
    /// There are no words on it.
    #[error("there are no words")]
    Empty,
    /// The words do not fit, however small.
    #[error("the words do not fit")]
    TooLong,
    /// The picture could not be made.
    #[error("the picture could not be made")]
    NotMade,
}

impl Design {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Cotton, Self::Indigo, Self::Sand];

    /// Ground, words, name and house.
    fn colours(self) -> [Colour; 4] {
        match self {
            Self::Cotton => [COTTON, INK, OCHRE, INDIGO],
            Self::Indigo => [INDIGO, COTTON, SAND, COTTON],
            Self::Sand => [SAND, INDIGO, INK, INK],
        }
    }
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Square, Self::Wide, Self::Story];

    /// How wide and how high, in dots.
    pub fn size(self) -> (u16, u16) {
        match self {
            Self::Square => (1080, 1080),
            Self::Wide => (1200, 630),
            Self::Story => (1080, 1920),
        }
    }
}

/// Draws a card as a PNG file: the same card gives the same bytes.
pub fn card(card: &Card) -> Result<Vec<u8>, CardError> {
    let whole = [card.words.as_str(), card.who.as_str(), card.from.as_str()].join(" ");
    let unknown = missing(&whole);
    if !unknown.is_empty() {
        return Err(CardError::Missing(unknown));
    }
    if card.words.trim().is_empty() {
        return Err(CardError::Empty);
    }
    let (width, height) = card.format.size();
    let mut dots = Pixmap::new(u32::from(width), u32::from(height)).ok_or(CardError::NotMade)?;
    let [ground, ..] = card.design.colours();
    dots.fill(Color::from_rgba8(ground.red, ground.green, ground.blue, 255));
    draw(&mut dots, card, (f32::from(width), f32::from(height)))?;
    dots.encode_png().map_err(|_| CardError::NotMade)
}

/// Where the band is and how high: at the top, and at the bottom unless the card is low.
fn bands(card: &Card, height: f32) -> Vec<(f32, f32)> {
    match (card.design, card.format) {
        (Design::Sand, Format::Wide) => vec![(0.0, 70.0)],
        (Design::Sand, _) => vec![(0.0, 120.0)],
        (_, Format::Wide) => vec![(0.0, 28.0), (height - 28.0, 28.0)],
        (_, _) => vec![(0.0, 44.0), (height - 44.0, 44.0)],
    }
}

fn draw(dots: &mut Pixmap, card: &Card, (width, height): (f32, f32)) -> Result<(), CardError> {
    const SIDE: f32 = 90.0;
    let [_, ink, second, house] = card.design.colours();
    let bands = bands(card, height);
    for (y, high) in &bands {
        for (x, wide, colour) in weave(width, high / 11.0) {
            paint::rectangle(dots, (x, *y, wide, *high), colour);
        }
    }
    let top = bands.first().map_or(0.0, |(_, high)| *high) + 60.0;
    let bottom = height - if bands.len() > 1 { 44.0 } else { 0.0 } - 50.0;
    let room = width - 2.0 * SIDE;
    let mut fonts = Fonts::new();
    let from = lay(&mut fonts, &[Span::bold(card.from.as_str())], setting(30.0, room, house));
    let who = match card.who.trim() {
        "" => Vec::new(),
        who => lay(&mut fonts, &[Span::plain(format!("— {who}"))], setting(38.0, room, second)),
    };
    let below = high(&from) + high(&who) + 24.0 + 40.0;
    let space = bottom - top - below;
    let words = fit(&mut fonts, &card.words, (room, space, ink)).ok_or(CardError::TooLong)?;
    let free = (space - high(&words)).max(0.0) / 2.0;
    let mut y = top + free;
    // A thread beside the words, as beside a quotation.
    paint::rectangle(dots, (SIDE - 36.0, y + 8.0, 10.0, (high(&words) - 16.0).max(8.0)), THREAD);
    for (lines, gap) in [(&words, 24.0), (&who, 0.0)] {
        for line in lines.iter() {
            paint::line(dots, line, (SIDE, y));
            y += line.height;
        }
        y += gap;
    }
    let mut y = bottom - high(&from);
    for line in &from {
        paint::line(dots, line, (SIDE, y));
        y += line.height;
    }
    Ok(())
}

/// The words as large as they may be and still fit.
fn fit(fonts: &mut Fonts, words: &str, (width, height, colour): (f32, f32, Colour)) -> Option<Vec<Line>> {
    let sizes = [104.0, 92.0, 80.0, 72.0, 64.0, 56.0, 50.0, 44.0, 38.0, 33.0, 28.0];
    let longest = words.split_whitespace().map(|word| word.chars().count()).max().unwrap_or(0);
    let longest = f32::from(u16::try_from(longest).unwrap_or(u16::MAX));
    sizes.into_iter().find_map(|size| {
        // A word is made smaller rather than broken, down to a size that can still be read.
        let breaks = longest * size * 0.66 > width && size > 38.0;
        let lines = lay(fonts, &[Span::bold(words)], setting(size, width, colour));
        (!breaks && high(&lines) <= height).then_some(lines)
    })
}

fn high(lines: &[Line]) -> f32 {
    lines.iter().map(|line| line.height).sum()
}

fn setting(size: f32, width: f32, colour: Colour) -> Setting {
    Setting { size, leading: 1.28, width, colour, align: Alignment::Start }
}

#[cfg(test)]
mod tests {
    use super::Design;

    #[test]
    fn every_design_can_be_read() {
        for design in Design::ALL {
            let [ground, words, name, house] = design.colours();
            for ink in [words, name, house] {
                assert!(ground.contrast(ink) >= 4.5, "{design:?}: {}", ground.contrast(ink));
            }
        }
    }
}
