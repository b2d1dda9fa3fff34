//! What stands on paper, in its order.

/// Something to print.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// As readers of the file see it named.
    pub title: String,
    /// In which language it is, as a tag: `fr`, `mos`.
    pub language: String,
    /// Who writes, at the top of the first page.
    pub head: Option<Letterhead>,
    /// What is said.
    pub blocks: Vec<Block>,
    /// Stands at the bottom of every page, beside its number.
    pub foot: String,
}

/// Who writes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Letterhead {
    /// Its name.
    pub name: String,
    /// Where it is found, a line each.
    pub lines: Vec<String>,
}

/// A piece of what is said.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A title: 1 is the greatest, 3 the smallest.
    Heading(u8, String),
    /// Lines that belong together.
    Paragraph(Vec<Span>),
    /// What must not be overlooked.
    Notice(Vec<Span>),
    /// What somebody said.
    Quote(Vec<Span>),
    /// One thing after the other.
    List(Vec<Vec<Span>>),
    /// Rows and columns.
    Table(Table),
    /// A code that a telephone reads (QR), below the text: 35 millimetres wide, wider if it holds much. What no code
    /// can hold (some two thousand letters) is not drawn.
    Code {
        /// What it holds.
        text: String,
        /// What it leads to, for who does not see it; what it holds, if this is empty.
        alt: String,
    },
    /// Bars beside their names, to be compared. Up to eight stay on one page; no bar is parted from its name.
    Bars(Bars),
    /// A picture as a JPEG file, and what is to be seen on it.
    Picture {
        /// The file.
        jpeg: Vec<u8>,
        /// What is to be seen.
        alt: String,
    },
}

/// Rows and columns.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// How wide each column is, compared with the others.
    pub widths: Vec<u8>,
    /// What its columns are called.
    pub head: Vec<String>,
    /// Its rows; a row that is too short has empty cells.
    pub rows: Vec<Vec<String>>,
}

/// Bars, one below the other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bars {
    /// What they show.
    pub title: String,
    /// The bars.
    pub rows: Vec<Bar>,
    /// The value of a bar that is as long as it can be; a greater one is drawn as long.
    pub most: u64,
}

/// A bar.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bar {
    /// Its name.
    pub label: String,
    /// How long it is.
    pub value: u64,
    /// What stands behind it: `12 sur 20`.
    pub said: String,
}

/// Words in one style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// The words.
    pub text: String,
    /// How they look.
    pub style: Style,
}

/// How words look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Style {
    /// As most do.
    #[default]
    Plain,
    /// Strong.
    Bold,
    /// Set apart.
    Italic,
}

impl Span {
    /// Words as most look.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), style: Style::Plain }
    }

    /// Strong words.
    pub fn bold(text: impl Into<String>) -> Self {
        Self { text: text.into(), style: Style::Bold }
    }

    /// Words set apart.
    pub fn italic(text: impl Into<String>) -> Self {
        Self { text: text.into(), style: Style::Italic }
    }
}

impl Block {
    /// A paragraph in one style.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Paragraph(vec![Span::plain(text)])
    }
}
