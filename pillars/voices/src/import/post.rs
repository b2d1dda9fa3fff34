use std::fmt;

use griot_kernel::{Language, Timestamp};

/// One step of reading a file.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    /// What the file says of the blog; comes first if it comes at all.
    About(About),
    /// A post.
    Post(Box<ImportedPost>),
    /// Something that could not be read.
    Problem(Problem),
}

impl Piece {
    /// The same without U+0000 in any of its texts.
    pub(super) fn without_nul(mut self) -> Self {
        match &mut self {
            Self::About(about) => strip([&mut about.title].into_iter().chain(&mut about.link)),
            Self::Post(post) => post.strip_nul(),
            Self::Problem(problem) => strip([&mut problem.place]),
        }
        self
    }
}

fn strip<'a>(texts: impl IntoIterator<Item = &'a mut String>) {
    for text in texts {
        text.retain(|sign| sign != '\0');
    }
}

/// What a file says of its blog.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// The blog's title.
    pub title: String,
    /// The blog's address.
    pub link: Option<String>,
    /// The language it says it is written in.
    pub language: Option<Language>,
}

/// The text of a post as it was brought.
#[derive(Clone, PartialEq, Eq)]
pub enum Body {
    /// Not yet cleaned.
    Html(String),
    /// Not yet rendered.
    Markdown(String),
    /// HTML of a house like this one: its addresses stay as they are.
    Clean(String),
}

impl Body {
    /// The text, whatever it is written in.
    pub fn text(&self) -> &str {
        match self {
            Self::Html(text) | Self::Markdown(text) | Self::Clean(text) => text,
        }
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Body({} bytes)", self.text().len())
    }
}

/// A post from elsewhere.
#[derive(Clone, PartialEq)]
pub struct ImportedPost {
    /// What its own place calls it: never changes there.
    pub source_id: String,
    /// Title; may be empty.
    pub title: String,
    /// Text.
    pub body: Body,
    /// When it was published there, as far as it can be believed.
    pub published_at: Option<Timestamp>,
    /// When it was last changed there.
    pub updated_at: Option<Timestamp>,
    /// Where it stands there, or where it was first published before it came there.
    pub link: Option<String>,
    /// What that place is called, where it is not the place that the file is from.
    pub source_name: Option<String>,
    /// The post that it translates, as its own place calls it.
    pub translation_of: Option<String>,
    /// The last part of its address there.
    pub slug: Option<String>,
    /// Tags and categories.
    pub tags: Vec<String>,
    /// Its language, if it says so.
    pub language: Option<Language>,
    /// Who wrote it there.
    pub author_name: Option<String>,
    /// Pictures that belong to it without standing in its text, the leading one first.
    pub pictures: Vec<String>,
    /// Pictures and sounds of the text that came with it.
    pub enclosed: Vec<Enclosed>,
    /// What readers left.
    pub comments: Vec<ImportedComment>,
    /// Whether it was not public there.
    pub draft: bool,
}

impl ImportedPost {
    /// A post of which only the id is known.
    pub fn new(source_id: impl Into<String>) -> Self {
        Self {
            source_id: source_id.into(),
            title: String::new(),
            body: Body::Html(String::new()),
            published_at: None,
            updated_at: None,
            link: None,
            source_name: None,
            translation_of: None,
            slug: None,
            tags: Vec::new(),
            language: None,
            author_name: None,
            pictures: Vec::new(),
            enclosed: Vec::new(),
            comments: Vec::new(),
            draft: false,
        }
    }

    fn strip_nul(&mut self) {
        // Every field is named, so that one that is added is not forgotten.
        let Self {
            source_id,
            title,
            body: Body::Html(body) | Body::Clean(body) | Body::Markdown(body),
            published_at: _,
            updated_at: _,
            link,
            source_name,
            translation_of,
            slug,
            tags,
            language: _,
            author_name,
            pictures,
            enclosed,
            comments,
            draft: _,
        } = self;
        strip([source_id, title, body]);
        strip(link.iter_mut().chain(source_name).chain(translation_of).chain(slug).chain(author_name));
        strip(tags.iter_mut().chain(pictures));
        strip(enclosed.iter_mut().map(|one| &mut one.reference));
        for ImportedComment { source_id, parent, author_name, at: _, words } in comments {
            let (Words::Html(words) | Words::Plain(words)) = words;
            strip([source_id, author_name, words].into_iter().chain(parent));
        }
    }
}

impl fmt::Debug for ImportedPost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ImportedPost").field("published_at", &self.published_at).finish_non_exhaustive()
    }
}

/// A picture or a sound that came with a text.
#[derive(Clone, PartialEq, Eq)]
pub struct Enclosed {
    /// As the text calls it.
    pub reference: String,
    /// The file, not yet judged.
    pub bytes: bytes::Bytes,
}

impl fmt::Debug for Enclosed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Enclosed({} bytes)", self.bytes.len())
    }
}

/// A comment from elsewhere.
#[derive(Clone, PartialEq, Eq)]
pub struct ImportedComment {
    /// What its own place calls it.
    pub source_id: String,
    /// The comment it answers.
    pub parent: Option<String>,
    /// Who wrote it.
    pub author_name: String,
    /// When.
    pub at: Option<Timestamp>,
    /// What they wrote.
    pub words: Words,
}

/// What somebody wrote below a post.
#[derive(Clone, PartialEq, Eq)]
pub enum Words {
    /// Not yet cleaned.
    Html(String),
    /// Text without any mark.
    Plain(String),
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Words(…)")
    }
}

impl fmt::Debug for ImportedComment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ImportedComment").field("at", &self.at).finish_non_exhaustive()
    }
}

/// Something that could not be read, and where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// A line, a title, a name in an archive: what helps to find it.
    pub place: String,
    /// The key of the sentence.
    pub key: &'static str,
}

impl Problem {
    pub(crate) fn at(place: impl ToString, key: &'static str) -> Self {
        Self { place: place.to_string().chars().take(120).collect(), key }
    }
}

impl From<Problem> for Piece {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}
