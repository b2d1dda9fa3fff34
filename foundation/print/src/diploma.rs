//! A certificate: one page across, framed by the cloth of the house, with room for those who sign.

mod fit;
mod frame;
mod plan;

use krilla::{
    Document, SerializeSettings,
    configure::{Accessibility, ConfigurationBuilder},
    metadata::Metadata,
    outline::Outline,
    page::PageSettings,
    surface::Surface,
    tagging::{ArtifactType, ContentTag, Node as Leaf, SpanTag, Tag, TagGroup, TagKind, TagTree},
};

use crate::{
    colour::INK,
    fonts::{Fonts, drawable},
    paper::{HEIGHT, WIDTH},
    pdf::{Faces, PrintError, entry, line, ornament, rectangle, shapes, title},
};
use plan::{Item, Words};

/// What stands on a certificate. What is empty is left out.
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
    /// Who signs: a name and a function each. The page has room for three; who comes after them is not on it.
    pub signers: Vec<(String, String)>,
    /// Its number, as it is read aloud.
    pub number: String,
    /// When it was given, in words.
    pub issued: String,
    /// What the code in the corner holds; no code if it is empty.
    pub code: String,
    /// How the code is checked; stands below it.
    pub check: String,
}

/// A4 across.
const WIDE: f32 = HEIGHT;
const HIGH: f32 = WIDTH;

/// Draws a certificate as a PDF file (PDF/UA-1): the same certificate gives the same bytes.
///
/// It is one page, whatever it says. Words shrink before they are refused, and no name is broken within a word; what
/// does not fit even at the smallest size that eyes can read is [`PrintError::TooLong`], and what no telephone could
/// read in the corner is [`PrintError::Code`]. Letters that the font does not have become a sign that says so.
pub fn diploma(diploma: &Diploma) -> Result<Vec<u8>, PrintError> {
    let mut fonts = Fonts::new();
    let faces = Faces::open()?;
    let items = plan::page(&mut fonts, diploma)?;
    let broken = |error: String| PrintError::Broken(error);
    let configuration = ConfigurationBuilder::new()
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|error| broken(format!("{error:?}")))?;
    let mut document = Document::new_with(SerializeSettings { configuration, ..Default::default() });
    document.set_metadata(
        Metadata::new()
            .title(title(&format!("{} {}", diploma.kind, diploma.number)))
            .language(diploma.language.clone())
            .authors(vec![drawable(&diploma.section)])
            .creator("Griot".to_owned()),
    );
    let settings =
        PageSettings::from_wh(WIDE, HIGH).ok_or_else(|| broken("the paper has no size".to_owned()))?;
    let mut tree = TagTree::new().with_lang(Some(diploma.language.clone()));
    let mut paper = document.start_page_with(settings);
    let mut surface = paper.surface();
    frame::draw(&mut surface);
    for item in items {
        draw(&mut surface, &faces, &mut tree, item);
    }
    surface.finish();
    paper.finish();
    let mut outline = Outline::new();
    outline.push_child(entry(&title(&diploma.kind), 0, 0.0));
    document.set_outline(outline);
    document.set_tag_tree(tree);
    document.finish().map_err(|error| broken(format!("{error:?}")))
}

fn draw(surface: &mut Surface<'_>, faces: &Faces, tree: &mut TagTree, item: Item) {
    match item {
        Item::Rule { place, colour } => {
            ornament(surface, ArtifactType::Layout, |surface| rectangle(surface, place, colour));
        }
        Item::Cloth { x, y, width, height } => frame::cloth(surface, (x, y), (width, height)),
        Item::Code { dark, at, alt } => {
            let id = surface.start_tagged(ContentTag::Other);
            shapes(surface, &dark, at, INK);
            surface.end_tagged();
            let mut group = TagGroup::new(TagKind::from(Tag::Figure(Some(title(&alt)))));
            group.push(Leaf::Leaf(id));
            tree.push(group);
        }
        Item::Words(Words { tag, lines, x, mut y }) => {
            let mut group = TagGroup::new(tag);
            for one in &lines {
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
        }
    }
}
