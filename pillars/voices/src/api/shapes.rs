//! What the API answers with.

use griot_contracts::people::PublicName;
use griot_kernel::WorkId;
use griot_web::Section;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    feeds::{
        FeedKind,
        gather::{Sound, large},
    },
    model::{Attachment, Tag},
    store::public::Published,
};

/// Who wrote something, as everyone may see it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct Author {
    /// The name they chose.
    pub name: String,
    /// Names their page, if they opened it.
    pub handle: Option<String>,
    /// Their page, if they opened it.
    pub url: Option<String>,
}

impl Author {
    pub fn of(section: &Section, known: &PublicName) -> Self {
        let handle = Some(known.handle.clone()).filter(|_| known.open);
        let url = handle.as_ref().map(|handle| section.url(&format!("/people/{handle}")));
        Self { name: known.name.clone(), handle, url }
    }

    /// Someone without an account.
    pub fn guest(name: &str) -> Self {
        Self { name: name.to_owned(), handle: None, url: None }
    }
}

/// The blog that a post stands in.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct InBlog {
    pub slug: String,
    pub title: String,
    pub url: String,
}

/// A tag.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct TagShape {
    /// For `?tag=`.
    pub slug: String,
    /// As people read it.
    pub name: String,
}

/// A picture that stands for a post.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct PictureShape {
    pub url: String,
    /// What it shows, for those who do not see it.
    pub alt: String,
}

/// A sound of a post.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct SoundShape {
    pub url: String,
    pub mime_type: String,
    pub bytes: u64,
    pub title: String,
}

/// A post in a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct PostShape {
    pub id: Uuid,
    /// Its page.
    pub url: String,
    /// Where it was first published, if elsewhere.
    pub canonical_url: Option<String>,
    pub title: String,
    /// Its first words.
    pub excerpt: String,
    pub language: String,
    /// The day on which it was published.
    #[schema(format = Date)]
    pub published: String,
    /// The day on which it was last changed.
    #[schema(format = Date)]
    pub updated: String,
    /// Nobody when the writer is gone.
    pub author: Option<Author>,
    pub blog: InBlog,
    pub tags: Vec<TagShape>,
    pub picture: Option<PictureShape>,
    pub sounds: Vec<SoundShape>,
}

impl PostShape {
    /// `tags` and `attachments` may be those of other posts too.
    pub fn of(
        section: &Section,
        one: Published,
        author: Option<&PublicName>,
        tags: &[(WorkId, Tag)],
        attachments: &[Attachment],
    ) -> Self {
        let at = one.at();
        let url = section.url(&one.path());
        let blog_url = section.url(&format!("/blogs/{}", one.blog_slug));
        let sounds = attachments.iter().filter_map(|sound| Sound::of(section, &one.post, sound));
        let sounds = sounds.map(|sound| SoundShape {
            url: sound.url,
            mime_type: sound.mime.to_owned(),
            bytes: sound.bytes,
            title: sound.title,
        });
        let tag = |tag: &Tag| TagShape { slug: tag.slug.clone(), name: tag.name.clone() };
        Self {
            id: one.post.id.as_uuid(),
            url,
            sounds: sounds.collect(),
            tags: tags.iter().filter(|(of, _)| *of == one.post.id).map(|(_, one)| tag(one)).collect(),
            picture: one
                .post
                .picture
                .as_ref()
                .map(|picture| PictureShape { url: large(section, picture), alt: picture.alt.clone() }),
            canonical_url: one.post.canonical_url,
            title: one.post.title,
            excerpt: one.post.excerpt,
            language: one.post.language.to_string(),
            published: at.day().to_string(),
            updated: one.post.updated_at.max(at).day().to_string(),
            author: author.map(|known| Author::of(section, known)),
            blog: InBlog { slug: one.blog_slug, title: one.blog_title, url: blog_url },
        }
    }
}

/// The addresses of feeds.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct FeedsShape {
    pub atom: String,
    pub json: String,
    /// Sounds only; blogs have one, people have none.
    pub podcast: Option<String>,
}

impl FeedsShape {
    pub fn of(section: &Section, path: impl Fn(FeedKind) -> String, heard: bool) -> Self {
        let url = |kind| section.url(&path(kind));
        Self {
            atom: url(FeedKind::Atom),
            json: url(FeedKind::Json),
            podcast: heard.then(|| url(FeedKind::Podcast)),
        }
    }
}
