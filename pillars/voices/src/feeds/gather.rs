//! Gathers what a feed holds, whichever way it is written afterwards.

use griot_contracts::people::{PublicName, PublicNames};
use griot_db::Conn;
use griot_files::{AudioKind, FileKey};
use griot_kernel::{Language, Part, PersonId, Reading, Timestamp, WorkId};
use griot_text::for_xml;
use griot_web::{Section, WebError, midnight};
use std::collections::HashMap;

use super::{FeedKind, of_all, of_blog, of_person, of_tag, text};
use crate::{
    model::{Attachment, AttachmentKind, LeadPicture, Post, Tag},
    store::{
        blogs,
        public::{self, Filter, Published},
    },
};

/// Posts of one feed page.
const SIZE: u32 = 30;

/// Which feed is asked for.
#[derive(Clone, Debug)]
pub(super) enum Wanted {
    All,
    Blog(String),
    Tag(String),
    Person(String),
}

/// What stands at the address of a feed.
#[derive(Debug)]
pub(super) enum Found {
    Feed(Box<Feed>),
    Moved(String),
}

/// A feed, before it is written.
#[derive(Debug)]
pub(super) struct Feed {
    pub id: String,
    pub title: String,
    pub about: String,
    pub language: Language,
    /// The page that shows the same.
    pub home: String,
    pub own: String,
    pub newest: String,
    pub newer: Option<String>,
    pub older: Option<String>,
    /// A day.
    pub updated: Timestamp,
    pub publisher: String,
    pub items: Vec<Item>,
}

/// A post in a feed.
#[derive(Debug)]
pub(super) struct Item {
    pub id: WorkId,
    pub url: String,
    pub canonical: Option<String>,
    pub title: String,
    pub summary: String,
    pub html: String,
    pub language: Language,
    /// A day.
    pub published: Timestamp,
    /// A day.
    pub updated: Timestamp,
    pub author: Option<Author>,
    pub tags: Vec<Tag>,
    pub picture: Option<String>,
    pub sounds: Vec<Sound>,
}

/// Who wrote a post, as everyone may see it.
#[derive(Clone, Debug)]
pub(crate) struct Author {
    pub name: String,
    pub url: Option<String>,
}

impl Author {
    pub fn of(section: &Section, known: &PublicName) -> Self {
        let url = known.open.then(|| section.url(&format!("/people/{}", known.handle)));
        Self { name: known.name.clone(), url }
    }
}

/// A sound of a post.
#[derive(Clone, Debug)]
pub(crate) struct Sound {
    pub url: String,
    pub mime: &'static str,
    pub bytes: u64,
    pub title: String,
}

impl Sound {
    /// The sound of an attachment of this post; `None` when it is none, or none that is played. What
    /// its writer took out of the text is not told.
    pub fn of(section: &Section, post: &Post, one: &Attachment) -> Option<Self> {
        let key =
            sound_key(one).filter(|key| one.post == Some(post.id) && post.body.contains(key.as_str()))?;
        let kinds = [AudioKind::Mp3, AudioKind::M4a, AudioKind::Opus];
        let kind = kinds.into_iter().find(|kind| kind.extension() == key.extension())?;
        Some(Self {
            url: section.url(&format!("/files/{key}")),
            mime: kind.mime(),
            bytes: u64::try_from(one.bytes).unwrap_or(0),
            title: one.alt.clone(),
        })
    }
}

/// Where the bytes of a sound lie.
pub(crate) fn sound_key(one: &Attachment) -> Option<FileKey> {
    if one.kind != AttachmentKind::Audio {
        return None;
    }
    let stored: serde_json::Value = serde_json::from_str(&one.stored).ok()?;
    FileKey::parse(stored.get("key")?.as_str()?).ok()
}

/// The names of these authors.
pub(crate) async fn names(
    section: &Section,
    db: &mut Conn,
    people: impl Iterator<Item = PersonId>,
) -> Result<HashMap<PersonId, PublicName>, WebError> {
    let mut people: Vec<PersonId> = people.collect();
    people.sort_unstable();
    people.dedup();
    if people.is_empty() {
        return Ok(HashMap::new());
    }
    Ok(section.ask::<dyn PublicNames>()?.names(db, &people).await?)
}

/// The name of the section, or of the house where it has none yet.
pub(crate) fn name_of(section: &Section) -> String {
    let name = section.settings().name.clone();
    if name.is_empty() { "Griot".to_owned() } else { name }
}

/// What the head of a feed says.
struct Head {
    filter: Filter,
    id: String,
    title: String,
    about: String,
    language: Language,
    home: String,
    own: String,
    since: Timestamp,
}

/// Gathers a part of a feed, read from one of its posts on.
pub(super) async fn feed(
    section: &Section,
    wanted: &Wanted,
    kind: FeedKind,
    reading: Reading<WorkId>,
) -> Result<Found, WebError> {
    let mut db = section.db.read().await?;
    let head = match head(section, &mut db, wanted, kind).await? {
        Ok(head) => head,
        Err(moved) => return Ok(Found::Moved(moved)),
    };
    let Part { items: posts, before, more } = public::posts(&mut db, &head.filter, reading, SIZE).await?;
    if posts.is_empty() && reading != Reading::Start {
        return Err(WebError::NotFound);
    }
    let at =
        |way: &str, one: Option<&Published>| one.map(|one| format!("{}?{way}={}", head.own, one.post.id));
    let newer = at("before", posts.first().filter(|_| before));
    let older = at("after", posts.last().filter(|_| more));
    let own = match reading {
        Reading::Start => head.own.clone(),
        Reading::After(id) => format!("{}?after={id}", head.own),
        Reading::Before(id) => format!("{}?before={id}", head.own),
    };
    let items = items(section, &mut db, posts).await?;
    let updated = items.iter().map(|item| item.updated).max().unwrap_or(head.since);
    Ok(Found::Feed(Box::new(Feed {
        own,
        newer,
        older,
        newest: head.own,
        id: head.id,
        title: head.title,
        about: head.about,
        language: head.language,
        home: head.home,
        updated: midnight(updated),
        publisher: name_of(section),
        items,
    })))
}

async fn head(
    section: &Section,
    db: &mut Conn,
    wanted: &Wanted,
    kind: FeedKind,
) -> Result<Result<Head, String>, WebError> {
    let name = name_of(section);
    let settings = section.settings();
    let plain = |path: String, home: String, title: String, filter: Filter| {
        let own = section.url(&path);
        let since = Timestamp::from_millisecond(0);
        let about = settings.tagline.clone();
        Head { filter, id: own.clone(), title, about, language: settings.language, home, own, since }
    };
    // Only a blog has a podcast: what a player shows needs one voice and one picture.
    if kind == FeedKind::Podcast && !matches!(wanted, Wanted::Blog(_)) {
        return Err(WebError::NotFound);
    }
    Ok(Ok(match wanted {
        Wanted::All => plain(of_all(kind), section.url("/blogs"), name, Filter::default()),
        Wanted::Blog(slug) => {
            let Some(blog) = blogs::by_slug(db, slug).await? else {
                let now = blogs::moved_to(db, slug).await?.ok_or(WebError::NotFound)?;
                return Ok(Err(of_blog(&now, kind)));
            };
            let filter =
                Filter { blog: Some(blog.id), heard: kind == FeedKind::Podcast, ..Filter::default() };
            Head {
                filter,
                id: format!("urn:uuid:{}", blog.id),
                title: blog.title,
                about: blog.about,
                language: blog.language,
                home: section.url(&format!("/blogs/{}", blog.slug)),
                own: section.url(&of_blog(&blog.slug, kind)),
                since: blog.created_at,
            }
        }
        Wanted::Tag(slug) => {
            let tag = public::tag(db, slug).await?.ok_or(WebError::NotFound)?;
            let filter = Filter { tag: Some(tag.slug), ..Filter::default() };
            plain(
                of_tag(slug, kind),
                section.url(&format!("/search?tag={slug}")),
                format!("{} · {name}", tag.name),
                filter,
            )
        }
        Wanted::Person(handle) => {
            let known = section.ask::<dyn PublicNames>()?.by_handle(db, handle).await?;
            let known = known.filter(|known| known.open).ok_or(WebError::NotFound)?;
            let filter = Filter { author: Some(known.person), ..Filter::default() };
            let home = section.url(&format!("/people/{}", known.handle));
            plain(of_person(&known.handle, kind), home, format!("{} · {name}", known.name), filter)
        }
    }))
}

async fn items(section: &Section, db: &mut Conn, posts: Vec<Published>) -> Result<Vec<Item>, WebError> {
    let ids: Vec<WorkId> = posts.iter().map(|one| one.post.id).collect();
    let tags = public::tags_of(db, &ids).await?;
    let attachments = public::attachments_of(db, &ids).await?;
    let names = names(section, db, posts.iter().filter_map(|one| one.post.author)).await?;
    let item = |one: Published| {
        let published = midnight(one.at());
        let url = section.url(&one.path());
        let html = for_xml(text::html_of(section, &one.post).as_str());
        let post = one.post;
        Item {
            id: post.id,
            url,
            html,
            published,
            updated: midnight(post.updated_at).max(published),
            author: post.author.and_then(|who| names.get(&who)).map(|known| Author::of(section, known)),
            tags: tags.iter().filter(|(of, _)| *of == post.id).map(|(_, tag)| tag.clone()).collect(),
            picture: post.picture.as_ref().map(|picture| large(section, picture)),
            sounds: attachments.iter().filter_map(|one| Sound::of(section, &post, one)).collect(),
            canonical: post.canonical_url,
            title: for_xml(&post.title),
            summary: for_xml(&post.excerpt),
            language: post.language,
        }
    };
    Ok(posts.into_iter().map(item).collect())
}

/// The full address of the picture that stands for a post.
pub(crate) fn large(section: &Section, picture: &LeadPicture) -> String {
    section.url(&format!("/files/{}", picture.large))
}
