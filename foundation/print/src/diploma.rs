//! A certificate: one page across, framed by the cloth of the house, with room for those who sign.

use krilla::{
    Document, SerializeSettings,
    configure::{Accessibility, ConfigurationBuilder},
    metadata::Metadata,
    outline::Outline,
    page::PageSettings,
    surface::Surface,
    tagging::{ArtifactType, ContentTag, Node as Leaf, SpanTag, Tag, TagGroup, TagKind, TagTree},
};
use parley::Alignment;

use crate::{
    code,
    colour::{Colour, INDIGO, INK, OCHRE, SOFT, weave},
    fonts::{Fonts, drawable},
    lines::{Line, Setting, lay},
    paper::{HEIGHT, WIDTH},
    pdf::{Faces, PrintError, entry, line, ornament, rectangle, shapes},
    sheet::Span,
};

/// What stands on a certificate.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diploma {
    /// In which language it is, as a tag.
    pub language: String,
    /// Who gives it.
    pub section: String,
    /// What it is: `Attestation de participation`.
    pub kind: String,
    /// To whom.
    pub holder: String,
    /// For what.
    pub title: String,
    /// What was done, a paragraph each.
    pub lines: Vec<String>,
    /// Who signs: a name and a function each, three at most.
    pub signers: Vec<(String, String)>,
    /// Its number, as it is read aloud.
    pub number: String,
    /// When it was given, in words.
    pub issued: String,
    /// What the code in the corner holds; no code if it is empty.
    pub code: String,
    /// How the code is checked.
    pub check: String,
}

/// A4 across.
const WIDE: f32 = HEIGHT;
const HIGH: f32 = WIDTH;
/// From the edge of the paper to the frame, and how broad the frame is.
const FRAME: (f32, f32) = (24.0, 11.0);
/// From the edge of the paper to the words.
const SIDE: f32 = 82.0;
/// From where to where the words stand.
const WORDS: (f32, f32) = (66.0, 404.0);
/// Where those who sign have their line.
const SIGN: f32 = 474.0;
/// How wide the code is.
const CODE: f32 = 104.0;

/// A piece of the page, laid out and named for who does not see it.
struct Piece {
    tag: TagKind,
    lines: Vec<Line>,
    above: f32,
}

impl Piece {
    fn height(&self) -> f32 {
        self.above + self.lines.iter().map(|line| line.height).sum::<f32>()
    }
}

/// Draws a certificate as a PDF file (PDF/UA-1): the same certificate gives the same bytes.
///
/// Words shrink before they are refused; what does not fit even then is [`PrintError::TooLong`].
pub fn diploma(diploma: &Diploma) -> Result<Vec<u8>, PrintError> {
    let mut fonts = Fonts::new();
    let faces = Faces::open()?;
    let words = words(&mut fonts, diploma)?;
    let broken = |error: String| PrintError::Broken(error);
    let configuration = ConfigurationBuilder::new()
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|error| broken(format!("{error:?}")))?;
    let mut document = Document::new_with(SerializeSettings { configuration, ..Default::default() });
    document.set_metadata(
        Metadata::new()
            .title(drawable(&format!("{} {}", diploma.kind, diploma.number)).replace('\n', " "))
            .language(diploma.language.clone())
            .authors(vec![drawable(&diploma.section)])
            .creator("Griot".to_owned()),
    );
    let settings =
        PageSettings::from_wh(WIDE, HIGH).ok_or_else(|| broken("the paper has no size".to_owned()))?;
    let mut tree = TagTree::new().with_lang(Some(diploma.language.clone()));
    let mut paper = document.start_page_with(settings);
    let mut surface = paper.surface();
    frame(&mut surface);
    // What is short stands in the middle of its room, a little above.
    let free = WORDS.1 - WORDS.0 - words.iter().map(Piece::height).sum::<f32>();
    let mut y = WORDS.0 + free * 0.42;
    for piece in words {
        y = draw(&mut surface, &faces, &mut tree, piece, (SIDE, y));
    }
    signers(&mut surface, &faces, &mut fonts, &mut tree, diploma);
    corner(&mut surface, &faces, &mut fonts, &mut tree, diploma);
    surface.finish();
    paper.finish();
    let mut outline = Outline::new();
    outline.push_child(entry(if diploma.kind.trim().is_empty() { "–" } else { &diploma.kind }, 0, 0.0));
    document.set_outline(outline);
    document.set_tag_tree(tree);
    document.finish().map_err(|error| broken(format!("{error:?}")))
}

fn centred(size: f32, leading: f32, colour: Colour) -> Setting {
    Setting { size, leading, width: WIDE - 2.0 * SIDE, colour, align: Alignment::Center }
}

/// Words as large as they may be on so many lines.
fn fit(
    fonts: &mut Fonts,
    text: &str,
    (sizes, most): (&[f32], usize),
    colour: Colour,
) -> Result<Vec<Line>, PrintError> {
    let longest = text.split_whitespace().map(|word| word.chars().count()).max().unwrap_or(0);
    let longest = f32::from(u16::try_from(longest).unwrap_or(u16::MAX));
    for size in sizes {
        // No name is broken within a word while a smaller size would hold it whole.
        let breaks = longest * size * 0.62 > WIDE - 2.0 * SIDE;
        let lines = lay(fonts, &[Span::bold(text)], centred(*size, 1.22, colour));
        if lines.len() <= most && !breaks {
            return Ok(lines);
        }
    }
    Err(PrintError::TooLong)
}

/// All that stands in the middle, from the top.
fn words(fonts: &mut Fonts, diploma: &Diploma) -> Result<Vec<Piece>, PrintError> {
    let mut all = Vec::new();
    let mut push = |tag: TagKind, lines: Vec<Line>, above: f32| {
        if !lines.is_empty() {
            all.push(Piece { tag, lines, above });
        }
    };
    let title = |level: u16, text: &str| -> TagKind {
        let level = std::num::NonZeroU16::new(level).unwrap_or(std::num::NonZeroU16::MIN);
        Tag::Hn(level, Some(drawable(text))).into()
    };
    push(Tag::P.into(), fit(fonts, &diploma.section, (&[15.0, 13.0, 11.0], 2), INDIGO)?, 0.0);
    let kind = fit(fonts, &diploma.kind, (&[34.0, 29.0, 24.0, 20.0], 2), INK)?;
    push(title(1, &diploma.kind), kind, 12.0);
    let holder = fit(fonts, &diploma.holder, (&[40.0, 35.0, 30.0, 26.0, 22.0, 18.0], 2), INDIGO)?;
    push(Tag::P.into(), holder, 20.0);
    let wanted = fit(fonts, &diploma.title, (&[18.0, 16.0, 14.0, 12.0], 2), OCHRE)?;
    push(title(2, &diploma.title), wanted, 20.0);
    let so_far: f32 = all.iter().map(Piece::height).sum();
    let room = WORDS.1 - WORDS.0 - so_far;
    for size in [12.0, 11.0, 10.0, 9.0] {
        let mut lines = Vec::new();
        for text in diploma.lines.iter().filter(|text| !text.trim().is_empty()) {
            let laid = lay(fonts, &[Span::plain(text.as_str())], centred(size, 1.45, INK));
            lines.push(Piece { tag: Tag::P.into(), lines: laid, above: 8.0 });
        }
        if lines.iter().map(Piece::height).sum::<f32>() <= room {
            all.extend(lines);
            return Ok(all);
        }
    }
    Err(PrintError::TooLong)
}

/// Draws a piece and returns where the next one begins.
fn draw(
    surface: &mut Surface<'_>,
    faces: &Faces,
    tree: &mut TagTree,
    piece: Piece,
    (x, y): (f32, f32),
) -> f32 {
    let mut group = TagGroup::new(piece.tag);
    let mut y = y + piece.above;
    for one in &piece.lines {
        if one.runs.iter().any(|run| !run.glyphs.is_empty()) {
            let id = surface.start_tagged(ContentTag::Span(SpanTag::empty()));
            line(surface, faces, one, (x, y));
            surface.end_tagged();
            group.push(Leaf::Leaf(id));
        }
        y += one.height;
    }
    if !group.children.is_empty() {
        tree.push(group);
    }
    y
}

/// The cloth around the page.
fn frame(surface: &mut Surface<'_>) {
    let (edge, broad) = FRAME;
    ornament(surface, ArtifactType::Layout, |surface| {
        for (at, wide, colour) in weave(HIGH - 2.0 * edge, 1.0) {
            for x in [edge, WIDE - edge - broad] {
                rectangle(surface, (x, edge + at, broad, wide), colour);
            }
        }
        for (at, wide, colour) in weave(WIDE - 2.0 * edge, 1.0) {
            for y in [edge, HIGH - edge - broad] {
                rectangle(surface, (edge + at, y, wide, broad), colour);
            }
        }
    });
}

/// A line for each who signs, with the name below it.
fn signers(
    surface: &mut Surface<'_>,
    faces: &Faces,
    fonts: &mut Fonts,
    tree: &mut TagTree,
    diploma: &Diploma,
) {
    let room = WIDE - 2.0 * SIDE - CODE - 24.0;
    let count = diploma.signers.len().clamp(1, 3);
    let each = room / f32::from(u8::try_from(count).unwrap_or(1));
    let width = (each - 24.0).min(190.0);
    let mut x = SIDE;
    for (name, function) in diploma.signers.iter().take(3) {
        ornament(surface, ArtifactType::Layout, |surface| {
            rectangle(surface, (x, SIGN, width, 0.8), SOFT);
        });
        let small = |size, colour| Setting { size, leading: 1.3, width, colour, align: Alignment::Start };
        let mut lines = lay(fonts, &[Span::bold(name.as_str())], small(9.5, INK));
        lines.truncate(2);
        let below = lay(fonts, &[Span::plain(function.as_str())], small(8.5, SOFT));
        lines.extend(below.into_iter().take(2));
        draw(surface, faces, tree, Piece { tag: Tag::P.into(), lines, above: 4.0 }, (x, SIGN));
        x += each;
    }
    let words = [diploma.number.as_str(), diploma.issued.as_str()];
    let words: Vec<&str> = words.into_iter().filter(|text| !text.is_empty()).collect();
    let setting = Setting { size: 9.0, leading: 1.3, width: room, colour: SOFT, align: Alignment::Start };
    let lines: Vec<Line> =
        lay(fonts, &[Span::plain(words.join(" · "))], setting).into_iter().take(1).collect();
    draw(surface, faces, tree, Piece { tag: Tag::P.into(), lines, above: 0.0 }, (SIDE, HIGH - 66.0));
}

/// The code, and how it is checked.
fn corner(
    surface: &mut Surface<'_>,
    faces: &Faces,
    fonts: &mut Fonts,
    tree: &mut TagTree,
    diploma: &Diploma,
) {
    let (x, y) = (WIDE - SIDE - CODE + 14.0, HIGH - 66.0 - CODE - 12.0);
    let drawn = if diploma.code.is_empty() { None } else { code::rectangles(&diploma.code, (x, y), CODE) };
    let Some(drawn) = drawn else { return };
    let id = surface.start_tagged(ContentTag::Other);
    shapes(surface, &drawn, (0.0, 0.0), INK);
    surface.end_tagged();
    let alt = if diploma.check.trim().is_empty() { &diploma.number } else { &diploma.check };
    let mut group = TagGroup::new(TagKind::from(Tag::Figure(Some(drawable(alt)))));
    group.push(Leaf::Leaf(id));
    tree.push(group);
    let setting =
        Setting { size: 7.5, leading: 1.3, width: CODE + 20.0, colour: SOFT, align: Alignment::Center };
    let lines: Vec<Line> =
        lay(fonts, &[Span::plain(diploma.check.as_str())], setting).into_iter().take(3).collect();
    draw(surface, faces, tree, Piece { tag: Tag::P.into(), lines, above: 0.0 }, (x - 10.0, y + CODE - 4.0));
}
