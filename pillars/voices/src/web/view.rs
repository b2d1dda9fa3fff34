//! What templates show: names, posts in lists, links.

use std::collections::HashMap;

use griot_contracts::people::{PublicName, PublicNames};
use griot_db::Conn;
use griot_kernel::{Language, Page, Part, PersonId};
use griot_web::{Section, Visitor, WebError};

use crate::{
    feeds::FeedKind,
    model::{BlogKind, LeadPicture, PostLine},
};

/// A link with its words.
#[derive(Clone, Debug)]
pub struct Link {
    /// Where to.
    pub href: String,
    /// Words.
    pub label: String,
}

/// Words that someone wrote, set as their language wants it: for pages, never for the forms in which
/// they are changed.
pub fn set(language: Language, words: &str) -> String {
    griot_text::typeset_words(words, language.as_str())
}

/// A feed, as the head of a page tells programs of it.
#[derive(Clone, Debug)]
pub struct Alternate {
    /// Its content type.
    pub mime: &'static str,
    /// What it is called.
    pub title: String,
    /// Where it is.
    pub href: String,
}

/// The feeds of one thing, which lie at `path`.
pub fn alternates(title: &str, path: impl Fn(FeedKind) -> String) -> Vec<Alternate> {
    let one = |kind: FeedKind| Alternate { mime: kind.mime(), title: title.to_owned(), href: path(kind) };
    vec![one(FeedKind::Atom), one(FeedKind::Json)]
}

/// Who wrote something, as this reader may see it.
#[derive(Clone, Debug)]
pub struct Byline {
    /// The name chosen.
    pub name: String,
    /// The page of that person, where this reader may open it.
    pub href: Option<String>,
    /// Two letters for the round mark.
    pub initials: String,
}

/// The names of people on one page.
#[derive(Debug)]
pub struct Names(HashMap<PersonId, PublicName>);

impl Names {
    /// Asks for the names of these people.
    pub async fn of(
        section: &Section,
        db: &mut Conn,
        people: impl Iterator<Item = PersonId>,
    ) -> Result<Self, WebError> {
        let mut people: Vec<PersonId> = people.collect();
        people.sort_unstable();
        people.dedup();
        if people.is_empty() {
            return Ok(Self(HashMap::new()));
        }
        Ok(Self(section.ask::<dyn PublicNames>()?.names(db, &people).await?))
    }

    /// Whether someone takes part now.
    pub fn takes_part(&self, person: PersonId) -> bool {
        self.0.get(&person).is_some_and(|found| found.takes_part)
    }

    /// The byline of someone; of nobody in particular when they are gone.
    pub fn byline(&self, v: &Visitor, person: Option<PersonId>) -> Byline {
        match person.and_then(|person| self.0.get(&person)) {
            Some(found) => {
                let may_open = found.open || v.member.is_some();
                Byline {
                    name: found.name.clone(),
                    href: may_open.then(|| v.href(&format!("/people/{}", found.handle))),
                    initials: initials(&found.name),
                }
            }
            None => Byline { name: v.words.t("byline-gone"), href: None, initials: "·".to_owned() },
        }
    }

    /// The byline of a post. What nobody in particular wrote in the section's blog or a team's is theirs.
    pub fn of_post(&self, v: &Visitor, author: Option<PersonId>, (kind, title): (BlogKind, &str)) -> Byline {
        match author {
            None if kind != BlogKind::Person => {
                Byline { name: title.to_owned(), href: None, initials: initials(title) }
            }
            author => self.byline(v, author),
        }
    }
}

/// The first letters of the first two words of a name.
pub fn initials(name: &str) -> String {
    let letters = name.split_whitespace().filter_map(|word| word.chars().next()).take(2);
    letters.flat_map(char::to_uppercase).collect()
}

/// A picture in a list.
#[derive(Clone, Debug)]
pub struct PictureView {
    /// Address.
    pub src: String,
    /// A larger one, for wide screens.
    pub large: String,
    /// Width.
    pub width: u32,
    /// Height.
    pub height: u32,
    /// What it shows.
    pub alt: String,
}

/// A post in a list.
#[derive(Clone, Debug)]
pub struct Card {
    /// Its page.
    pub href: String,
    /// Title.
    pub title: String,
    /// First words.
    pub excerpt: String,
    /// The day, never the hour.
    pub day: String,
    /// For machines: the day as `2013-02-14`.
    pub date: String,
    /// The language, when it is not the reader's.
    pub language: Option<String>,
    /// Who wrote it.
    pub byline: Byline,
    /// Comments that everyone reads.
    pub comments: i64,
    /// The picture that stands for it.
    pub picture: Option<PictureView>,
}

/// The address of a file of the section, from the root of the site.
pub fn file(key: &str) -> String {
    format!("/files/{key}")
}

/// A small picture for a list.
pub fn small_picture(picture: &LeadPicture) -> PictureView {
    PictureView {
        src: file(&picture.small),
        large: file(&picture.large),
        width: picture.width,
        height: picture.height,
        alt: picture.alt.clone(),
    }
}

/// Posts as this reader sees them in a list.
pub async fn cards(
    section: &Section,
    db: &mut Conn,
    v: &Visitor,
    lines: &[PostLine],
) -> Result<Vec<Card>, WebError> {
    let names = Names::of(section, db, lines.iter().filter_map(|line| line.author)).await?;
    let card = |line: &PostLine| {
        let at = line.published_at.unwrap_or(line.updated_at);
        Card {
            href: v.href(&format!("/blogs/{}/{}", line.blog_slug, line.slug)),
            title: set(line.language, &line.title),
            excerpt: set(line.language, &line.excerpt),
            day: v.day(at),
            date: at.day().to_string(),
            language: (line.language != v.words.language()).then(|| line.language.to_string()),
            byline: names.of_post(v, line.author, (line.blog_kind, &line.blog_title)),
            comments: line.comments,
            // In light mode a list shows words only.
            picture: line.picture.as_ref().filter(|_| !v.light).map(small_picture),
        }
    };
    Ok(lines.iter().map(card).collect())
}

/// The way to the page before and after this one of a long list.
#[derive(Clone, Debug)]
pub struct Pages {
    /// What stands before.
    pub before: Option<String>,
    /// What the way there is called.
    pub before_key: &'static str,
    /// What follows: "More…".
    pub more: Option<String>,
}

impl Pages {
    /// The ways from `page`, at `path`, which may hold a query.
    pub fn of<T>(v: &Visitor, page: &Page<T>, path: &str) -> Self {
        let joint = if path.contains('?') { '&' } else { '?' };
        let number = |n: u32| if n == 1 { v.href(path) } else { v.href(&format!("{path}{joint}page={n}")) };
        Self {
            before: (page.number > 1).then(|| number(page.number - 1)),
            before_key: "pages-newer",
            more: page.more.then(|| number(page.number + 1)),
        }
    }

    /// The ways on from a part of a list that is read from one thing on, at `path`, which may hold a
    /// query; `mark` is what an address says of a thing.
    pub fn along<T>(v: &Visitor, part: &Part<T>, path: &str, mark: impl Fn(&T) -> String) -> Self {
        let joint = if path.contains('?') { '&' } else { '?' };
        let way = |word: &str, one: &T| v.href(&format!("{path}{joint}{word}={}", mark(one)));
        Self {
            before: part.items.first().filter(|_| part.before).map(|one| way("before", one)),
            before_key: "pages-newer",
            more: part.items.last().filter(|_| part.more).map(|one| way("after", one)),
        }
    }

    /// The same ways in a list that begins with the oldest.
    pub fn oldest_first(self) -> Self {
        Self { before_key: "pages-older", ..self }
    }
}
