//! One letter to one person, built from paragraphs, links and a footer.

use std::{fmt, sync::Arc};

use url::Url;

use crate::{Email, html, text};

/// A letter to one person, in plain text and light HTML.
///
/// The fields may be set by hand; the builder keeps `text` in step with what
/// was added. `Debug` shows nothing that is personal.
#[derive(Clone, PartialEq, Eq)]
pub struct Letter {
    pub to: Email,
    /// Line breaks and control characters are taken out when it is sent.
    pub subject: String,
    /// The plain text, one line per paragraph; it is wrapped when sent.
    pub text: String,
    /// The HTML part; made from the same paragraphs when `None`.
    pub html: Option<String>,
    /// Where one POST ends these letters (RFC 8058, offered over https alone).
    pub unsubscribe: Option<Url>,
    /// What these letters have in common, such as `comments`; the sender's
    /// domain is added to it.
    pub list_id: Option<String>,
    /// The left half of the Message-ID, made from ids, so that the same letter
    /// sent twice is one letter. Derived from the content when empty.
    pub message_id: String,
    /// The `message_id`s of the letters above this one in its thread, oldest first.
    pub references: Vec<String>,
    /// The `message_id` of the letter or post that this one answers.
    pub in_reply_to: Option<String>,
    /// Where it comes back to when it does not arrive; to its sender if `None`.
    pub returns_to: Option<Email>,
    /// Where an answer to it goes; to its sender if `None`.
    pub replies_to: Option<Email>,
    /// Whether its reader asked for it a moment ago, so that it may try an address
    /// to which nothing else is sent any more.
    pub asked: bool,
    /// The language of the text, such as `fr`.
    pub language: String,
    /// Whether no person wrote this, so that no machine answers it.
    pub auto_submitted: bool,
    /// When it was written, in milliseconds UTC; the moment of sending if `None`.
    pub written_at: Option<i64>,
    /// Files that go with it. Each reader pays for their weight.
    pub attachments: Vec<Attachment>,
    pub(crate) pieces: Vec<Piece>,
}

/// A file that goes with a letter. A clone shares its bytes, so that many letters carry one file.
#[derive(Clone, PartialEq, Eq)]
pub struct Attachment {
    /// As its reader sees it; letters that no mail header takes become hyphens.
    pub name: String,
    /// What it is, such as `application/pdf`.
    pub kind: &'static str,
    /// What is in it.
    pub bytes: Arc<[u8]>,
}

impl fmt::Debug for Attachment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Attachment({}, {} bytes)", self.kind, self.bytes.len())
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    Paragraph(String),
    Quote(String),
    Button { label: String, url: Url },
    Footer(String),
    FooterLink { label: String, url: Url },
}

impl Letter {
    /// An empty letter in French that no person wrote.
    pub fn new(to: Email, subject: impl Into<String>) -> Self {
        Self {
            to,
            subject: subject.into(),
            text: String::new(),
            html: None,
            unsubscribe: None,
            list_id: None,
            message_id: String::new(),
            references: Vec::new(),
            in_reply_to: None,
            returns_to: None,
            replies_to: None,
            asked: false,
            language: String::from("fr"),
            auto_submitted: true,
            written_at: None,
            attachments: Vec::new(),
            pieces: Vec::new(),
        }
    }

    /// Adds a paragraph; addresses of pages in it become links.
    pub fn paragraph(self, text: impl AsRef<str>) -> Self {
        self.with(Piece::Paragraph(text::tidy(text.as_ref())))
    }

    /// Adds someone's own words, set apart as a quotation.
    pub fn quote(self, text: impl AsRef<str>) -> Self {
        self.with(Piece::Quote(text::tidy(text.as_ref())))
    }

    /// Adds the one thing the reader is asked to do.
    pub fn button(self, label: impl AsRef<str>, url: &Url) -> Self {
        let (label, url) = (text::one_line(label.as_ref()), url.clone());
        self.with(Piece::Button { label, url })
    }

    /// Adds a sentence below the letter: who sends it and why.
    pub fn footer(self, text: impl AsRef<str>) -> Self {
        self.with(Piece::Footer(text::tidy(text.as_ref())))
    }

    /// Adds a link below the letter, such as the one that ends these letters.
    pub fn footer_link(self, label: impl AsRef<str>, url: &Url) -> Self {
        let (label, url) = (text::one_line(label.as_ref()), url.clone());
        self.with(Piece::FooterLink { label, url })
    }

    pub fn language(mut self, language: impl Into<String>) -> Self {
        self.language = language.into();
        self
    }

    pub fn message_id(mut self, local: impl Into<String>) -> Self {
        self.message_id = local.into();
        self
    }

    /// Sets what this letter answers, and places it in that thread.
    pub fn in_reply_to(mut self, local: impl Into<String>) -> Self {
        self.in_reply_to = Some(local.into());
        self
    }

    /// Adds a letter above this one in its thread, oldest first.
    pub fn reference(mut self, local: impl Into<String>) -> Self {
        self.references.push(local.into());
        self
    }

    pub fn unsubscribe(mut self, url: &Url) -> Self {
        self.unsubscribe = Some(url.clone());
        self
    }

    pub fn list_id(mut self, list: impl Into<String>) -> Self {
        self.list_id = Some(list.into());
        self
    }

    pub fn returns_to(mut self, address: Email) -> Self {
        self.returns_to = Some(address);
        self
    }

    /// Sets where an answer goes.
    pub fn replies_to(mut self, address: Email) -> Self {
        self.replies_to = Some(address);
        self
    }

    /// Says that its reader asked for it a moment ago.
    pub fn asked(mut self) -> Self {
        self.asked = true;
        self
    }

    /// Adds a file.
    pub fn attach(mut self, file: Attachment) -> Self {
        self.attachments.push(file);
        self
    }

    pub fn written_at(mut self, ms: i64) -> Self {
        self.written_at = Some(ms);
        self
    }

    /// The paragraphs of the plain text, as a reader sees them.
    pub fn paragraphs(&self) -> Vec<String> {
        text::paragraphs(&self.text)
    }

    /// The HTML part as it will be sent.
    pub fn light_html(&self) -> String {
        if let Some(html) = &self.html {
            return html.clone();
        }
        // Text set by hand wins over what the builder was given.
        if !self.pieces.is_empty() && text::render(&self.pieces) == self.text {
            return html::render(&self.subject, &self.language, &self.pieces);
        }
        let pieces: Vec<Piece> = self.paragraphs().into_iter().map(Piece::Paragraph).collect();
        html::render(&self.subject, &self.language, &pieces)
    }

    fn with(mut self, piece: Piece) -> Self {
        self.pieces.push(piece);
        self.text = text::render(&self.pieces);
        self
    }
}

impl fmt::Debug for Letter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Letter")
            .field("message_id", &self.message_id)
            .field("language", &self.language)
            .field("text_bytes", &self.text.len())
            .finish_non_exhaustive()
    }
}
