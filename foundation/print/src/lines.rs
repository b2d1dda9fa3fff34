//! Lines: how words fall into a width.

use std::{ops::Range, sync::Arc};

use parley::{
    Alignment, AlignmentOptions, FontFamily, FontFeatures, FontStyle, FontWeight, Layout, LineHeight,
    OverflowWrap, PositionedLayoutItem, StyleProperty,
};

use crate::{
    colour::Colour,
    fonts::{FAMILY, Fonts, drawable},
    sheet::{Span, Style},
};

/// How words are laid out.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Setting {
    pub size: f32,
    /// Height of a line, as a multiple of the size.
    pub leading: f32,
    pub width: f32,
    pub colour: Colour,
    pub align: Alignment,
}

/// One line: what it shows and how high it is.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub height: f32,
    /// From its top down to where its letters stand.
    pub baseline: f32,
    pub runs: Vec<Run>,
    /// The text of which it is a part: the ranges of its letters point into it.
    pub text: Arc<str>,
}

/// Letters in one style, side by side.
#[derive(Clone, Debug)]
pub(crate) struct Run {
    pub style: Style,
    pub size: f32,
    pub colour: Colour,
    pub x: f32,
    pub glyphs: Vec<Glyph>,
}

/// A drawn letter.
#[derive(Clone, Debug)]
pub(crate) struct Glyph {
    pub id: u32,
    /// Moved from where it would stand: to the right, and down.
    pub x: f32,
    pub y: f32,
    pub advance: f32,
    pub text: Range<usize>,
}

/// Lets words fall into lines. Words that are wider than a line are broken.
pub(crate) fn lay(fonts: &mut Fonts, spans: &[Span], setting: Setting) -> Vec<Line> {
    let mut text = String::new();
    let mut styles = Vec::new();
    for span in spans {
        let start = text.len();
        text.push_str(&drawable(&span.text));
        styles.push((start..text.len(), span.style));
    }
    let text: Arc<str> = text.trim_end().into();
    let mut layout = shape(fonts, &text, &styles, setting);
    layout.break_all_lines(Some(setting.width));
    layout.align(setting.align, AlignmentOptions::default());
    let mut lines = Vec::new();
    for line in layout.lines() {
        let metrics = line.metrics();
        let top = metrics.block_min_coord;
        let runs = line.items().filter_map(|item| match item {
            PositionedLayoutItem::GlyphRun(run) => Some(run),
            PositionedLayoutItem::InlineBox(_) => None,
        });
        // A run of the layout may come in several pieces; its letters are all read from the first.
        let mut seen = Vec::new();
        let mut read = Vec::new();
        for piece in runs {
            if seen.contains(&piece.run().index()) {
                continue;
            }
            seen.push(piece.run().index());
            read.push(run(fonts, &piece));
        }
        lines.push(Line {
            height: metrics.line_height,
            baseline: metrics.baseline - top,
            runs: read,
            text: Arc::clone(&text),
        });
    }
    lines
}

fn shape(
    fonts: &mut Fonts,
    text: &str,
    styles: &[(Range<usize>, Style)],
    setting: Setting,
) -> Layout<Colour> {
    let mut builder = fonts.layout.ranged_builder(&mut fonts.context, text, 1.0, false);
    builder.push_default(StyleProperty::FontFamily(FontFamily::from(FAMILY)));
    builder.push_default(StyleProperty::FontSize(setting.size));
    builder.push_default(StyleProperty::LineHeight(LineHeight::FontSizeRelative(setting.leading)));
    builder.push_default(StyleProperty::OverflowWrap(OverflowWrap::Anywhere));
    builder.push_default(StyleProperty::Brush(setting.colour));
    // One letter, one drawing: what is copied out of the file is what was written.
    builder.push_default(StyleProperty::FontFeatures(FontFeatures::from("\"liga\" 0, \"clig\" 0")));
    for (range, style) in styles {
        let range = range.start.min(text.len())..range.end.min(text.len());
        match style {
            _ if range.is_empty() => {}
            Style::Plain => {}
            Style::Bold => builder.push(StyleProperty::FontWeight(FontWeight::BOLD), range),
            Style::Italic => builder.push(StyleProperty::FontStyle(FontStyle::Italic), range),
        }
    }
    builder.build(text)
}

fn run(fonts: &Fonts, piece: &parley::GlyphRun<'_, Colour>) -> Run {
    let run = piece.run();
    let mut glyphs = Vec::new();
    for cluster in run.visual_clusters().filter(|cluster| !cluster.is_hard_line_break()) {
        let text = cluster.text_range();
        glyphs.extend(cluster.glyphs().map(|glyph| Glyph {
            id: glyph.id,
            x: glyph.x,
            y: glyph.y,
            advance: glyph.advance,
            text: text.clone(),
        }));
    }
    Run {
        style: fonts.style_of(run.font().data.id()),
        size: run.font_size(),
        colour: piece.style().brush,
        x: piece.offset(),
        glyphs,
    }
}
