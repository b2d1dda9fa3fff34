//! Drawing letters and rectangles as dots.

use skrifa::{
    FontRef, GlyphId, MetadataProvider,
    instance::{LocationRef, Size},
    outline::{DrawSettings, OutlinePen},
};
use tiny_skia::{Color, FillRule, Paint, Path, PathBuilder, Pixmap, Rect, Transform};

use crate::{
    colour::Colour,
    fonts::file,
    lines::{Line, Run},
};

fn paint(colour: Colour) -> Paint<'static> {
    let mut paint = Paint::default();
    paint.set_color(Color::from_rgba8(colour.red, colour.green, colour.blue, 255));
    paint.anti_alias = true;
    paint
}

/// Fills a rectangle.
pub(crate) fn rectangle(dots: &mut Pixmap, (x, y, width, height): (f32, f32, f32, f32), colour: Colour) {
    if let Some(rect) = Rect::from_xywh(x, y, width, height) {
        dots.fill_rect(rect, &paint(colour), Transform::identity(), None);
    }
}

/// Draws a line whose top left corner is here.
pub(crate) fn line(dots: &mut Pixmap, line: &Line, (x, y): (f32, f32)) {
    for run in &line.runs {
        draw(dots, run, (x + run.x, y + line.baseline));
    }
}

fn draw(dots: &mut Pixmap, run: &Run, (mut x, y): (f32, f32)) {
    let Ok(font) = FontRef::new(file(run.style)) else { return };
    let outlines = font.outline_glyphs();
    let paint = paint(run.colour);
    for glyph in &run.glyphs {
        let mut pen = Pen(PathBuilder::new());
        let settings = DrawSettings::unhinted(Size::new(run.size), LocationRef::default());
        if let Some(outline) = outlines.get(GlyphId::new(glyph.id))
            && outline.draw(settings, &mut pen).is_ok()
            && let Some(path) = pen.finish()
        {
            let place = Transform::from_row(1.0, 0.0, 0.0, -1.0, x + glyph.x, y + glyph.y);
            dots.fill_path(&path, &paint, FillRule::Winding, place, None);
        }
        x += glyph.advance;
    }
}

struct Pen(PathBuilder);

impl Pen {
    fn finish(self) -> Option<Path> {
        self.0.finish()
    }
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.0.line_to(x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.0.quad_to(x1, y1, x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.0.cubic_to(x1, y1, x2, y2, x, y);
    }

    fn close(&mut self) {
        self.0.close();
    }
}
