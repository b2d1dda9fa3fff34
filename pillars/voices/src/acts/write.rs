//! Beginning a post and saving its words.

use griot_db::{DbError, Tx};
use griot_kernel::{Id, Language, PersonId, Random, Timestamp, WorkId};
use griot_text::{Html, Pictures};

use crate::{
    acts::publish::tell,
    model::{Aim, AttachmentKind, Blog, Format, LeadPicture, Post, PostRefusal, PostState, PostWords, Tag},
    store::{attachments, drafts, posts, revisions, tags},
};

/// Signs of an excerpt.
const EXCERPT: usize = 220;

/// What a writer sends: words already judged, and what stands beside them.
#[derive(Clone, Debug)]
pub struct Sent {
    /// Title, text, first place of publication.
    pub words: PostWords,
    /// The language it is written in.
    pub language: Language,
    /// The post that it translates.
    pub translation_of: Option<WorkId>,
    /// What it is about.
    pub tags: Vec<Tag>,
}

/// Begins a post as a draft; of nobody in particular where the section itself speaks.
pub async fn begin(
    tx: &mut Tx,
    blog: &Blog,
    author: Option<PersonId>,
    sent: &Sent,
    now: Timestamp,
    random: &dyn Random,
) -> Result<Post, DbError> {
    let slug = posts::free_slug(tx, blog.id, &griot_text::slug(&sent.words.title), None).await?;
    let mut post = Post {
        id: Id::secret(random),
        blog: blog.id,
        author,
        slug,
        state: PostState::Draft,
        publish_at: None,
        not_after: None,
        published_at: None,
        canonical_url: None,
        source_name: None,
        language: sent.language,
        translation_of: sent.translation_of,
        revision: 1,
        title: String::new(),
        body: String::new(),
        format: Format::Markdown,
        excerpt: String::new(),
        picture: None,
        aim: Aim::default(),
        missed: None,
        created_at: now,
        updated_at: now,
    };
    take_words(&mut post, sent);
    posts::insert(tx, &post).await.map_err(DbError::overtaken)?;
    tags::set(tx, post.id, &sent.tags).await?;
    revisions::add(tx, &post, author).await?;
    Ok(post)
}

/// Saves a post over the revision `seen`, the one that the writer had before the
/// eyes. What everyone reads changes at once.
pub async fn save(
    tx: &mut Tx,
    before: &Post,
    sent: &Sent,
    seen: i64,
    by: PersonId,
    now: Timestamp,
) -> Result<Result<Post, PostRefusal>, DbError> {
    if before.revision != seen {
        return Ok(Err(PostRefusal::ChangedMeanwhile));
    }
    let is_for_readers = matches!(before.state, PostState::Published | PostState::Scheduled);
    if is_for_readers && !sent.words.has_body() {
        return Ok(Err(PostRefusal::NoBody));
    }
    let mut post = before.clone();
    post.language = sent.language;
    post.translation_of = sent.translation_of.filter(|id| *id != post.id);
    take_words(&mut post, sent);
    post.picture = lead_picture(tx, &post).await?.or_else(|| match post.format {
        Format::Html => before.picture.clone(),
        Format::Markdown => None,
    });
    let same_text = post.title == before.title && post.body == before.body;
    post.revision = before.revision + 1;
    post.updated_at = now;
    if !posts::update_words(tx, &post, seen).await? {
        return Ok(Err(PostRefusal::ChangedMeanwhile));
    }
    if !same_text {
        revisions::add(tx, &post, Some(by)).await?;
    }
    if post.published_at.is_none() && post.title != before.title {
        let slug = posts::free_slug(tx, post.blog, &griot_text::slug(&post.title), Some(post.id)).await?;
        posts::set_slug(tx, &post, &slug).await?;
        post.slug = slug;
    }
    tags::set(tx, post.id, &sent.tags).await?;
    drafts::forget(tx, post.id).await?;
    if post.state == PostState::Published {
        tell(tx, &post).await?;
    }
    Ok(Ok(post))
}

fn take_words(post: &mut Post, sent: &Sent) {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    post.title.clone_from(&sent.words.title);
    post.body.clone_from(&sent.words.body);
    post.canonical_url = some(&sent.words.canonical_url);
    post.source_name = some(&sent.words.source_name);
    post.excerpt = excerpt_of(post);
}

/// The first words of a post, as lists show them.
pub fn excerpt_of(post: &Post) -> String {
    griot_text::excerpt(&griot_text::plain(&body(post, None)), EXCERPT)
}

/// The text of a post for a page, set as its language wants it. With `on_tap`, pictures wait
/// behind a link that says these words.
pub fn body(post: &Post, on_tap: Option<&str>) -> Html {
    let clean = clean_body(post, on_tap);
    if post.language == Language::FRENCH { griot_text::typeset_french(clean) } else { clean }
}

fn clean_body(post: &Post, on_tap: Option<&str>) -> Html {
    let pictures = Pictures { on_tap };
    match post.format {
        Format::Markdown => griot_text::render(&post.body, &pictures),
        Format::Html => griot_text::show_html(&post.body, &pictures),
    }
}

/// The first picture of the post that stands in its text.
pub async fn lead_picture(tx: &mut Tx, post: &Post) -> Result<Option<LeadPicture>, DbError> {
    let brought = attachments::of_post(tx, post.id).await?;
    let mut first: Option<(usize, LeadPicture)> = None;
    for one in brought.iter().filter(|one| one.kind == AttachmentKind::Picture) {
        let stored: griot_files::StoredPicture =
            serde_json::from_str(&one.stored).map_err(DbError::unreadable("post_attachment"))?;
        let place = stored.renditions.iter().filter_map(|r| post.body.find(r.key.as_str())).min();
        let (Some(place), Some(small), Some(large)) = (place, stored.fitting(320), stored.fitting(800))
        else {
            continue;
        };
        if first.as_ref().is_none_or(|(known, _)| place < *known) {
            let lead = LeadPicture {
                small: small.key.as_str().to_owned(),
                large: large.key.as_str().to_owned(),
                width: small.width,
                height: small.height,
                alt: one.alt.clone(),
            };
            first = Some((place, lead));
        }
    }
    Ok(first.map(|(_, lead)| lead))
}
