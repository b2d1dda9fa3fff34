//! From a post as it was brought to a post of ours, without touching the database.

use bytes::Bytes;
use griot_files::{Limits, StoredPicture};
use griot_jobs::JobError;
use griot_kernel::{Language, Timestamp};
use griot_text::Html;
use griot_web::Section;

use crate::{
    import::{Body, Import, ImportedComment, ImportedPost, Problem, Words, believable},
    model::{Format, LeadPicture, StoredAudio, Tag, comment_body, tags as tags_of},
};

/// Signs of a title.
const TITLE: usize = 200;
/// Names from elsewhere that are longer are known by their digest.
const LONGEST_ID: usize = 400;
/// Comments of one post that are taken along.
const MOST_COMMENTS: usize = 2_000;

/// A post ready to be written.
pub(super) struct Prepared {
    pub source_id: String,
    pub digest: Vec<u8>,
    pub title: String,
    pub body: String,
    pub format: Format,
    pub wanted_slug: String,
    pub language: Option<Language>,
    pub canonical_url: Option<String>,
    pub source_name: Option<String>,
    pub translation_of: Option<String>,
    pub published_at: Option<Timestamp>,
    pub created_at: Timestamp,
    pub draft: bool,
    pub tags: Vec<Tag>,
    pub comments: Vec<Comment>,
    pub pictures: Vec<StoredPicture>,
    pub sounds: Vec<StoredAudio>,
    pub lead: Option<LeadPicture>,
    /// Whether pictures still lie elsewhere.
    pub remote: bool,
    pub problems: Vec<Problem>,
}

/// A comment ready to be written.
pub(super) struct Comment {
    pub source_id: String,
    pub parent: Option<String>,
    pub name: String,
    pub body: String,
    pub at: Option<Timestamp>,
}

/// Makes a post of ours. Pictures that came with it are kept on the way.
pub(super) async fn prepare(
    section: &Section,
    import: &Import,
    post: ImportedPost,
) -> Result<Prepared, JobError> {
    let now = section.clock.now();
    let digest = digest(&post);
    let mut problems = Vec::new();
    let place = if post.title.is_empty() { post.source_id.clone() } else { post.title.clone() };
    let most = match &post.body {
        Body::Html(_) | Body::Clean(_) => griot_text::MAX_HTML,
        Body::Markdown(_) => griot_text::MAX_SOURCE,
    };
    if post.body.text().chars().count() > most {
        problems.push(Problem::at(&place, "import-problem-text-too-long"));
    }
    let (mut body, format) = match &post.body {
        Body::Html(html) => (html_of(import, &post, html), Format::Html),
        Body::Clean(html) => (griot_text::clean_html(html, None).into_string(), Format::Html),
        Body::Markdown(text) => (text.chars().take(most).collect(), Format::Markdown),
    };
    let (mut pictures, mut sounds, mut lead) = (Vec::new(), Vec::new(), None);
    for enclosed in post.enclosed {
        let key = match keep(section, enclosed.bytes).await? {
            Ok(Kept::Picture(stored)) => {
                lead = lead.or_else(|| super::pictures::lead_of(&stored, ""));
                let key = stored.fitting(super::pictures::IN_TEXT).map(|one| one.key.as_str().to_owned());
                pictures.push(stored);
                key
            }
            Ok(Kept::Sound(stored)) => {
                let key = stored.key.clone();
                sounds.push(stored);
                Some(key)
            }
            Err(refusal) => {
                problems.push(Problem::at(&place, refusal));
                None
            }
        };
        if let Some(key) = key {
            body = body.replace(&enclosed.reference, &super::pictures::address_of(&key));
        }
    }
    let html = match format {
        Format::Html => griot_text::clean_html(&body, None),
        Format::Markdown => griot_text::markdown(&body),
    };
    let date = post.published_at.or(post.updated_at);
    let published_at = date.filter(|at| believable(*at, now));
    if date.is_some() && published_at.is_none() {
        problems.push(Problem::at(&place, "import-problem-date"));
    }
    let title = title_of(&post.title, &html, published_at.unwrap_or(import.at));
    let wanted = post.slug.filter(|slug| !slug.contains('%')).unwrap_or_default();
    let wanted_slug = match griot_text::slug(&wanted) {
        slug if slug == "n" && !wanted.starts_with('n') => griot_text::slug(&title),
        slug => slug,
    };
    Ok(Prepared {
        source_id: id_of(&post.source_id),
        digest,
        wanted_slug,
        language: post.language.or(import.language),
        canonical_url: post.link.filter(|link| is_page(link)),
        source_name: post.source_name,
        translation_of: post.translation_of.as_deref().map(id_of),
        // A day that nobody knows is the day on which it came.
        published_at: (!post.draft).then(|| published_at.unwrap_or(import.at)),
        created_at: published_at.unwrap_or(import.at),
        draft: post.draft,
        tags: tags_of(&post.tags.join(",")),
        comments: post.comments.into_iter().take(MOST_COMMENTS).filter_map(|one| comment(one, now)).collect(),
        remote: !griot_text::pictures_of(&html).is_empty(),
        title,
        body,
        format,
        pictures,
        sounds,
        lead,
        problems,
    })
}

/// A file that came with a text and is kept.
enum Kept {
    Picture(StoredPicture),
    Sound(StoredAudio),
}

/// Keeps a picture or a sound, or says by a key why it is neither.
async fn keep(section: &Section, bytes: Bytes) -> Result<Result<Kept, &'static str>, JobError> {
    let refusal = match griot_files::picture(bytes.clone(), &Limits::default()).await {
        Ok(picture) => {
            let stored = section.files.put_picture(&picture).await.map_err(JobError::retry)?;
            return Ok(Ok(Kept::Picture(stored)));
        }
        Err(refusal) => refusal,
    };
    let heard = tokio::task::spawn_blocking(move || griot_files::audio(&bytes)).await;
    let Ok(audio) = heard.map_err(JobError::fail)? else { return Ok(Err(refusal.key())) };
    let key = section.files.put(audio.content, audio.extension).await.map_err(JobError::retry)?;
    Ok(Ok(Kept::Sound(StoredAudio {
        key: key.as_str().to_owned(),
        mime: audio.mime.to_owned(),
        bytes: audio.bytes,
    })))
}

/// Clean HTML with absolute addresses, the leading picture in front if it stands nowhere else.
fn html_of(import: &Import, post: &ImportedPost, html: &str) -> String {
    let base = [post.link.as_deref(), import.address.as_deref(), import.site_link.as_deref()];
    let base = base.into_iter().flatten().find(|base| base.starts_with("http"));
    let lead = post.pictures.first().filter(|picture| {
        let name = picture.rsplit('/').next().unwrap_or_default();
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        !stem.is_empty() && !html.contains(stem)
    });
    let lead = lead.map(|picture| format!("<p><img src=\"{}\" alt=\"\"></p>\n", picture.replace('"', "%22")));
    griot_text::clean_html(&format!("{}{html}", lead.unwrap_or_default()), base).into_string()
}

fn title_of(title: &str, html: &Html, at: Timestamp) -> String {
    let title: String = title.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(TITLE).collect();
    if !title.is_empty() {
        return title;
    }
    let words = griot_text::excerpt(&griot_text::plain(html), 60);
    if words.is_empty() { at.day().to_string() } else { words }
}

/// What the post is known by, short enough to be looked up.
pub(super) fn id_of(source_id: &str) -> String {
    let id = source_id.trim();
    if id.is_empty() || id.len() > LONGEST_ID {
        blake3::hash(id.as_bytes()).to_hex().to_string()
    } else {
        id.to_owned()
    }
}

fn is_page(link: &str) -> bool {
    link.len() <= 2_000
        && url::Url::parse(link).is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
}

/// What a post says, so that a change is seen.
fn digest(post: &ImportedPost) -> Vec<u8> {
    let mut hasher = blake3::Hasher::new();
    let published = post.published_at.map_or(0, Timestamp::as_millisecond).to_be_bytes();
    for part in [post.title.as_bytes(), post.body.text().as_bytes(), &published, &[u8::from(post.draft)]] {
        hasher.update(&u64::try_from(part.len()).unwrap_or(0).to_be_bytes());
        hasher.update(part);
    }
    for tag in &post.tags {
        hasher.update(tag.as_bytes());
        hasher.update(b"\0");
    }
    hasher.finalize().as_bytes().to_vec()
}

fn comment(one: ImportedComment, now: Timestamp) -> Option<Comment> {
    let text = match one.words {
        Words::Html(html) => griot_text::plain(&griot_text::clean_html(&html, None)),
        Words::Plain(text) => text,
    };
    let short: String = text.chars().take(5_000).collect();
    let name: String = griot_text::name(&one.author_name).chars().take(80).collect();
    Some(Comment {
        source_id: one.source_id,
        parent: one.parent,
        name: if name.is_empty() { "?".to_owned() } else { name },
        body: comment_body(&short).ok()?,
        at: one.at.filter(|at| believable(*at, now)),
    })
}
