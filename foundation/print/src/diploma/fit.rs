//! How words are made to fit: as large as they may be, whole, and in lines of much the same length.

use parley::Alignment;

use crate::{
    colour::Colour,
    fonts::Fonts,
    lines::{Line, Setting, lay},
    sheet::{Span, Style},
};

/// How words may fall that stand on one line or two.
#[derive(Clone, Copy)]
pub(super) struct Fall {
    pub style: Style,
    pub colour: Colour,
    /// How wide a line may be.
    pub width: f32,
    /// Their size at most.
    pub most: f32,
    /// Down to this size one line is better than two.
    pub one: f32,
    /// Their size at least.
    pub least: f32,
}

impl Fall {
    /// The same with less room: all sizes but the least are smaller.
    pub fn smaller(self, share: f32) -> Self {
        let size = |size: f32| (size * share).max(self.least);
        Self { most: size(self.most), one: size(self.one), ..self }
    }
}

/// More letters than this never fit on the few lines of a title, so they are not even laid out.
const MANY: usize = 1_000;

/// Lets words fall as large as they may be. `None`, if they do not fit at their least size.
pub(super) fn fall(fonts: &mut Fonts, text: &str, look: Fall) -> Option<Vec<Line>> {
    if text.chars().nth(MANY).is_some() {
        return None;
    }
    let words: Vec<&str> = text.split(is_gap).filter(|word| !word.is_empty()).collect();
    let text = words.join(" ");
    if text.is_empty() {
        return Some(Vec::new());
    }
    let alone = measure(fonts, &text, look.style);
    let size = |unit: f32, most: f32| (look.width / unit.max(0.001) * 2.0).floor().min(most * 2.0) / 2.0;
    if size(alone, look.most) >= look.one {
        return set(fonts, &text, size(alone, look.most), look).filter(|lines| lines.len() == 1);
    }
    // What would be longer than two full lines needs no search.
    if alone * look.least > 2.05 * look.width {
        return None;
    }
    let most = look.most.min(look.one.max(look.least) * 1.12);
    for ends in [" ", "-‐–/"] {
        let cuts = text.char_indices().filter(|(_, letter)| ends.contains(*letter));
        let best = cuts
            .filter_map(|(at, letter)| text.split_at_checked(at + letter.len_utf8()))
            .map(|(first, second)| (first.trim_end(), second))
            .map(|(first, second)| {
                let wide = measure(fonts, first, look.style).max(measure(fonts, second, look.style));
                (wide, first, second)
            })
            .min_by(|one, other| one.0.total_cmp(&other.0));
        if let Some((wide, first, second)) = best
            && size(wide, most) >= look.least
        {
            let lines = set(fonts, &format!("{first}\n{second}"), size(wide, most), look);
            return lines.filter(|lines| lines.len() == 2);
        }
    }
    (size(alone, look.most) >= look.least)
        .then(|| set(fonts, &text, size(alone, look.most), look))
        .flatten()
        .filter(|lines| lines.len() == 1)
}

/// Whether words may be parted here: not at a space that holds them together, as before a French colon.
fn is_gap(letter: char) -> bool {
    letter.is_whitespace() && !matches!(letter, '\u{a0}' | '\u{202f}' | '\u{2007}')
}

fn set(fonts: &mut Fonts, text: &str, size: f32, look: Fall) -> Option<Vec<Line>> {
    // A little more room than was measured, as sums of many small widths are never exact.
    let setting = Setting {
        size,
        leading: 1.22,
        width: look.width + 1.0,
        colour: look.colour,
        align: Alignment::Center,
    };
    let lines = lay(fonts, &[span(text, look.style)], setting);
    (!lines.is_empty()).then_some(lines)
}

/// How wide words are on one line, in letters of size one.
fn measure(fonts: &mut Fonts, text: &str, style: Style) -> f32 {
    const SIZE: f32 = 100.0;
    let setting = Setting {
        size: SIZE,
        leading: 1.0,
        width: 10_000_000.0,
        colour: Colour::default(),
        align: Alignment::Start,
    };
    let lines = lay(fonts, &[span(text, style)], setting);
    lines.iter().map(width).fold(0.0, f32::max) / SIZE
}

fn width(line: &Line) -> f32 {
    let ends = line.runs.iter().map(|run| run.x + run.glyphs.iter().map(|glyph| glyph.advance).sum::<f32>());
    ends.fold(0.0, f32::max)
}

fn span(text: &str, style: Style) -> Span {
    Span { text: text.to_owned(), style }
}

/// Words as large as they may be on so many lines, in the order of what is better: first the sizes, then the lines.
pub(super) fn shrink(
    fonts: &mut Fonts,
    columns: &[Vec<Span>],
    (sizes, lines): (&[f32], &[usize]),
    setting: Setting,
) -> Option<Vec<Vec<Line>>> {
    if columns.iter().flatten().any(|span| span.text.chars().nth(MANY).is_some()) {
        return None;
    }
    lines.iter().find_map(|most| {
        sizes.iter().find_map(|size| {
            let setting = Setting { size: *size, ..setting };
            let all: Vec<_> = columns.iter().map(|spans| lay(fonts, spans, setting)).collect();
            all.iter().all(|laid| laid.len() <= *most).then_some(all)
        })
    })
}

/// A paragraph in as many lines as it needs, none of which is much shorter than the others; and how wide that made it.
pub(super) fn balance(fonts: &mut Fonts, text: &str, setting: Setting) -> (Vec<Line>, f32) {
    let spans = [Span::plain(text)];
    let whole = lay(fonts, &spans, setting);
    let is_long = text.split(is_gap).any(|word| word.chars().count() > 30);
    // Where there are many lines, one that is short is as it should be.
    if whole.len() < 2 || whole.len() > 6 || is_long {
        return (whole, setting.width);
    }
    for share in [0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95] {
        let narrow = Setting { width: setting.width * share, ..setting };
        let lines = lay(fonts, &spans, narrow);
        if lines.len() == whole.len() {
            return (lines, narrow.width);
        }
    }
    (whole, setting.width)
}

#[cfg(test)]
mod tests {
    use super::{Fall, fall, width};
    use crate::{colour::INK, fonts::Fonts, lines::Line, sheet::Style};

    const LOOK: Fall =
        Fall { style: Style::Bold, colour: INK, width: 600.0, most: 40.0, one: 28.0, least: 16.0 };

    fn read(line: &Line) -> &str {
        let ranges = line.runs.iter().flat_map(|run| run.glyphs.iter().map(|glyph| glyph.text.clone()));
        let (start, end) =
            ranges.fold((usize::MAX, 0), |(from, to), one| (from.min(one.start), to.max(one.end)));
        line.text.get(start..end).unwrap()
    }

    #[test]
    fn a_short_name_is_large_and_a_longer_one_shrinks_before_it_is_parted() {
        let mut fonts = Fonts::new();
        let mut size = |text: &str| {
            let lines = fall(&mut fonts, text, LOOK).unwrap();
            (lines.len(), lines[0].runs[0].size)
        };
        assert_eq!(size("Awa Ba"), (1, 40.0));
        let (lines, smaller) = size("Wendkuni Ouédraogo-Compaoré Aminata");
        assert!(lines == 1 && (28.0..40.0).contains(&smaller), "{lines} {smaller}");
        assert_eq!(size("Wendkuni Ouédraogo-Compaoré Aminata Nikiéma").0, 2);
    }

    #[test]
    fn a_name_is_parted_in_its_middle_and_at_a_space() {
        let mut fonts = Fonts::new();
        let name = "Marie-Thérèse-Adélaïde Wend-Panga Nikiéma-Tiendrébéogo épouse Ouédraogo-Compaoré";
        let lines = fall(&mut fonts, name, LOOK).unwrap();
        let said: Vec<&str> = lines.iter().map(|line| read(line).trim()).collect();
        assert_eq!(
            said,
            ["Marie-Thérèse-Adélaïde Wend-Panga", "Nikiéma-Tiendrébéogo épouse Ouédraogo-Compaoré"]
        );
        assert!(lines.iter().all(|line| width(line) <= LOOK.width + 0.5));
    }

    #[test]
    fn one_long_word_is_parted_at_its_strokes_or_not_at_all() {
        let mut fonts = Fonts::new();
        let strokes = fall(&mut fonts, &"Adélaïde-".repeat(10), LOOK).unwrap();
        assert!(strokes.len() == 2 && read(&strokes[0]).ends_with('-'));
        assert!(fall(&mut fonts, &"x".repeat(100), LOOK).is_none());
        assert!(fall(&mut fonts, &"mot ".repeat(100_000), LOOK).is_none());
        assert_eq!(fall(&mut fonts, " \n ", LOOK).unwrap().len(), 0);
    }
}
