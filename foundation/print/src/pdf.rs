//! The file: pages drawn, and every piece named for those who cannot see them.

use std::num::NonZeroU16;

use krilla::{
    Data, Document, SerializeSettings,
    color::rgb,
    configure::{Accessibility, ConfigurationBuilder},
    destination::XyzDestination,
    geom::{PathBuilder, Point, Rect, Size, Transform},
    metadata::Metadata,
    outline::{Outline, OutlineNode},
    page::PageSettings,
    paint::Fill,
    surface::Surface,
    tagging::{
        Artifact, ArtifactType, ContentTag, Identifier, ListNumbering, Node as Leaf, SpanTag,
        TableHeaderScope, Tag, TagGroup, TagKind, TagTree,
    },
    text::{Font, GlyphId, KrillaGlyph},
};
use parley::Alignment;

use crate::{
    colour::{Colour, SOFT, weave},
    flow::{Flow, Mark, Node, Placed, Role, pages},
    fonts::{Fonts, drawable, file},
    lines::{Line, Setting, lay},
    paper::{BAND, FOOT, HEIGHT, LEADING, SIDE, SMALL, TEXT_WIDTH, TOP, WIDTH},
    sheet::{Sheet, Span, Style},
};

/// Why nothing was printed.
#[derive(Debug, thiserror::Error)]
pub enum PrintError {
    /// The file could not be made.
    #[error("the sheet could not be printed: {0}")]
    Broken(String),
    /// The words do not fit on the one page they must stand on, though they were made as small as eyes can read.
    #[error("the words do not fit on the page")]
    TooLong,
    /// The code would have to hold so much that no telephone could read it in the room it has.
    #[error("the code would hold too much to be read")]
    Code,
}

/// The faces of the font as the file holds them.
pub(crate) struct Faces {
    plain: Font,
    bold: Font,
    italic: Font,
}

impl Faces {
    pub(crate) fn open() -> Result<Self, PrintError> {
        let face = |style| {
            let font = Font::new(Data::from(file(style)), 0);
            font.ok_or_else(|| PrintError::Broken("the font does not open".to_owned()))
        };
        Ok(Self { plain: face(Style::Plain)?, bold: face(Style::Bold)?, italic: face(Style::Italic)? })
    }

    fn of(&self, style: Style) -> Font {
        match style {
            Style::Plain => self.plain.clone(),
            Style::Bold => self.bold.clone(),
            Style::Italic => self.italic.clone(),
        }
    }
}

/// A sheet as a PDF file (PDF/UA-1): the same sheet gives the same bytes.
///
/// Letters that the font does not have become a sign that says so; a picture that cannot be read is left
/// out, and so is a code that would hold too much.
pub fn pdf(sheet: &Sheet) -> Result<Vec<u8>, PrintError> {
    let mut fonts = Fonts::new();
    let faces = Faces::open()?;
    let flow = Flow::of(sheet, &mut fonts);
    let Flow { nodes, roots, strips } = flow;
    let pages = pages(strips);
    let configuration = ConfigurationBuilder::new()
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|error| PrintError::Broken(format!("{error:?}")))?;
    let mut document = Document::new_with(SerializeSettings { configuration, ..Default::default() });
    document.set_metadata(metadata(sheet));
    let mut drawn: Vec<Vec<Identifier>> = vec![Vec::new(); nodes.len()];
    let mut outline = Outline::new();
    outline.push_child(entry(&title(&sheet.title), 0, 0.0));
    let count = pages.len();
    for (number, page) in pages.iter().enumerate() {
        let settings = PageSettings::from_wh(WIDTH, HEIGHT)
            .ok_or_else(|| PrintError::Broken("the paper has no size".to_owned()))?;
        let mut paper = document.start_page_with(settings);
        let mut surface = paper.surface();
        band(&mut surface);
        foot(&mut surface, &faces, &mut fonts, &sheet.foot, &format!("{} / {count}", number + 1));
        for placed in page {
            strip(&mut surface, &faces, placed, &mut drawn);
        }
        surface.finish();
        paper.finish();
    }
    for (text, number, y) in headings(&nodes, &pages) {
        outline.push_child(entry(&text, number, y));
    }
    document.set_outline(outline);
    let mut tree = TagTree::new().with_lang(Some(sheet.language.clone()));
    for root in roots {
        if let Some(group) = group(root, &nodes, &drawn) {
            tree.push(group);
        }
    }
    document.set_tag_tree(tree);
    document.finish().map_err(|error| PrintError::Broken(format!("{error:?}")))
}

/// What a file or a piece of it is called; a stroke, if that would be nothing.
pub(crate) fn title(text: &str) -> String {
    let title = drawable(text).replace('\n', " ");
    if title.trim().is_empty() { "–".to_owned() } else { title }
}

fn metadata(sheet: &Sheet) -> Metadata {
    let authors = sheet.head.iter().map(|head| drawable(&head.name)).collect();
    Metadata::new()
        .title(title(&sheet.title))
        .language(sheet.language.clone())
        .authors(authors)
        .creator("Griot".to_owned())
}

pub(crate) fn entry(text: &str, page: usize, y: f32) -> OutlineNode {
    let text = drawable(text).replace('\n', " ");
    OutlineNode::new(text, XyzDestination::new(page, Point::from_xy(0.0, y)))
}

/// Where each title stands: on which page, and how far down.
fn headings(nodes: &[Node], pages: &[Vec<Placed>]) -> Vec<(String, usize, f32)> {
    let mut found: Vec<(usize, String, usize, f32)> = Vec::new();
    for (number, page) in pages.iter().enumerate() {
        for (top, strip) in page {
            for mark in &strip.marks {
                let Mark::Text { node, .. } = mark else { continue };
                let Some(Role::Heading(_, text)) = nodes.get(*node).map(|node| &node.role) else { continue };
                if found.last().is_none_or(|(last, ..)| last != node) {
                    found.push((*node, text.clone(), number, TOP + top));
                }
            }
        }
    }
    found.into_iter().map(|(_, text, number, y)| (text, number, y)).collect()
}

fn fill(surface: &mut Surface<'_>, colour: Colour) {
    let paint = rgb::Color::new(colour.red, colour.green, colour.blue);
    surface.set_fill(Some(Fill { paint: paint.into(), ..Fill::default() }));
}

pub(crate) fn rectangle(
    surface: &mut Surface<'_>,
    (x, y, width, height): (f32, f32, f32, f32),
    colour: Colour,
) {
    let Some(rect) = Rect::from_xywh(x, y, width, height) else { return };
    let mut path = PathBuilder::new();
    path.push_rect(rect);
    if let Some(path) = path.finish() {
        fill(surface, colour);
        surface.draw_path(&path);
    }
}

/// Rectangles as one shape.
pub(crate) fn shapes(
    surface: &mut Surface<'_>,
    rectangles: &[(f32, f32, f32, f32)],
    (x, y): (f32, f32),
    colour: Colour,
) {
    let mut path = PathBuilder::new();
    for (left, top, width, height) in rectangles {
        if let Some(rect) = Rect::from_xywh(x + left, y + top, *width, *height) {
            path.push_rect(rect);
        }
    }
    if let Some(path) = path.finish() {
        fill(surface, colour);
        surface.draw_path(&path);
    }
}

pub(crate) fn ornament(surface: &mut Surface<'_>, kind: ArtifactType, draw: impl FnOnce(&mut Surface<'_>)) {
    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(kind)));
    draw(surface);
    surface.end_tagged();
}

fn band(surface: &mut Surface<'_>) {
    ornament(surface, ArtifactType::Layout, |surface| {
        for (x, width, colour) in weave(TEXT_WIDTH, 1.0) {
            rectangle(surface, (SIDE + x, BAND.0, width, BAND.1), colour);
        }
    });
}

fn foot(surface: &mut Surface<'_>, faces: &Faces, fonts: &mut Fonts, text: &str, number: &str) {
    const NUMBER: f32 = 60.0;
    let small = |width, align| Setting { size: SMALL, leading: LEADING, width, colour: SOFT, align };
    let words = lay(fonts, &[Span::plain(text)], small(TEXT_WIDTH - NUMBER, Alignment::Start));
    let count = lay(fonts, &[Span::plain(number)], small(NUMBER, Alignment::End));
    ornament(surface, ArtifactType::Footer, |surface| {
        let mut y = FOOT;
        for one in words.iter().take(2) {
            line(surface, faces, one, (SIDE, y));
            y += one.height;
        }
        for one in count.iter().take(1) {
            line(surface, faces, one, (SIDE + TEXT_WIDTH - NUMBER, FOOT));
        }
    });
}

fn strip(surface: &mut Surface<'_>, faces: &Faces, placed: &Placed, drawn: &mut [Vec<Identifier>]) {
    let (top, strip) = placed;
    let top = TOP + top;
    for mark in &strip.marks {
        match mark {
            Mark::Fill { x, y, width, height, colour } => {
                ornament(surface, ArtifactType::Layout, |surface| {
                    rectangle(surface, (SIDE + x, top + y, *width, *height), *colour);
                })
            }
            Mark::Text { x, y, line: one, node } => {
                if one.runs.iter().all(|run| run.glyphs.is_empty()) {
                    continue;
                }
                let id = surface.start_tagged(ContentTag::Span(SpanTag::empty()));
                line(surface, faces, one, (SIDE + x, top + y));
                surface.end_tagged();
                drawn.get_mut(*node).into_iter().for_each(|ids| ids.push(id));
            }
            Mark::Shapes { rectangles, colour, node } => {
                let id = surface.start_tagged(ContentTag::Other);
                shapes(surface, rectangles, (SIDE, top), *colour);
                surface.end_tagged();
                drawn.get_mut(*node).into_iter().for_each(|ids| ids.push(id));
            }
            Mark::Picture { picture, width, height, node } => {
                let Some(size) = Size::from_wh(*width, *height) else { continue };
                let id = surface.start_tagged(ContentTag::Other);
                surface.push_transform(&Transform::from_translate(SIDE, top));
                surface.draw_image(picture.clone(), size);
                surface.pop();
                surface.end_tagged();
                drawn.get_mut(*node).into_iter().for_each(|ids| ids.push(id));
            }
        }
    }
}

pub(crate) fn line(surface: &mut Surface<'_>, faces: &Faces, line: &Line, (x, y): (f32, f32)) {
    for run in &line.runs {
        let glyphs: Vec<KrillaGlyph> = run
            .glyphs
            .iter()
            .map(|glyph| {
                let id = GlyphId::new(glyph.id);
                let (advance, dx, dy) = (glyph.advance / run.size, glyph.x / run.size, -glyph.y / run.size);
                KrillaGlyph::new(id, advance, dx, dy, 0.0, glyph.text.clone(), None)
            })
            .collect();
        fill(surface, run.colour);
        let start = Point::from_xy(x + run.x, y + line.baseline);
        surface.draw_glyphs(start, &glyphs, faces.of(run.style), &line.text, run.size, false);
    }
}

/// A piece with all that is in it; nothing if nothing of it was drawn.
fn group(id: usize, nodes: &[Node], drawn: &[Vec<Identifier>]) -> Option<TagGroup> {
    let node = nodes.get(id)?;
    let mut group = TagGroup::new(tag(&node.role));
    for identifier in drawn.get(id).into_iter().flatten() {
        group.push(Leaf::Leaf(*identifier));
    }
    for child in &node.children {
        if let Some(child) = self::group(*child, nodes, drawn) {
            group.push(child);
        }
    }
    let is_cell = matches!(node.role, Role::Cell | Role::HeadCell);
    (is_cell || !group.children.is_empty()).then_some(group)
}

fn tag(role: &Role) -> TagKind {
    match role {
        Role::Heading(level, text) => {
            let level = NonZeroU16::new(u16::from(*level)).unwrap_or(NonZeroU16::MIN);
            Tag::Hn(level, Some(drawable(text))).into()
        }
        Role::Paragraph => Tag::P.into(),
        Role::Quote => Tag::BlockQuote.into(),
        Role::List => Tag::L(ListNumbering::Disc).into(),
        Role::Item => Tag::LI.into(),
        Role::Label => Tag::Lbl.into(),
        Role::Body => Tag::LBody.into(),
        Role::Table => Tag::Table.into(),
        Role::Row => Tag::TR.into(),
        Role::HeadCell => Tag::TH(TableHeaderScope::Column).into(),
        Role::Cell => Tag::TD.into(),
        // A figure that nobody described is still a figure, and the standard wants a word for it.
        Role::Figure(alt) => Tag::Figure(Some(title(alt))).into(),
    }
}
