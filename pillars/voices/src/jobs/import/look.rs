use griot_db::DbError;
use griot_fetch::{Body, FetchError};
use griot_files::FilesError;
use griot_jobs::{Job, JobError};
use griot_web::Section;
use serde::{Deserialize, Serialize};
use tokio::sync::mpsc;

use super::{is_own, prepare::id_of, spool};
use crate::{
    import::{
        About, Body as Text, Format, Import, ImportId, ImportState, ImportedPost, Piece, Preview,
        PreviewLine, charset_of, find_typed,
    },
    model::BlogId,
    store::imports,
};

/// Looks through a feed or a file and says what would come, before anything is written.
#[derive(Debug, Serialize, Deserialize)]
pub struct LookAtImport {
    /// Which import.
    pub import: ImportId,
}

impl Job<Section> for LookAtImport {
    const NAME: &'static str = "voices.look-at-import";
    const OUTSIDE: bool = true;

    async fn run(&self, section: &Section) -> Result<(), JobError> {
        let mut db = section.db.read().await?;
        let found = imports::by_id(&mut db, self.import).await?;
        drop(db);
        let Some(mut import) = found.filter(|one| one.state == ImportState::Looking) else { return Ok(()) };

        import.problem = None;
        let refused = if import.is_feed { fetch(section, &mut import).await? } else { None };
        match refused {
            Some(key) => refuse(&mut import, key),
            None => look(section, &mut import).await?,
        }
        import.updated_at = section.clock.now();
        let mut tx = section.db.begin().await?;
        imports::update(&mut tx, &import, ImportState::Looking).await?;
        Ok(tx.commit().await?)
    }
}

fn refuse(import: &mut Import, key: &str) {
    import.state = ImportState::Refused;
    import.problem = Some(key.to_owned());
}

/// Finds and keeps the feed; the answer is the key of what stood in the way.
async fn fetch(section: &Section, import: &mut Import) -> Result<Option<&'static str>, JobError> {
    let typed = import.address.clone().unwrap_or_default();
    match find_typed(&section.fetcher, &typed).await {
        Ok(found) => {
            import.address = Some(found.address.to_string());
            keep(section, import, &found.body).await?;
            Ok(None)
        }
        Err(why) => Ok(Some(why.key())),
    }
}

/// Keeps what was fetched as the file of the import.
pub(super) async fn keep(section: &Section, import: &mut Import, body: &Body) -> Result<(), JobError> {
    let key = section.files.put(body.bytes.clone(), "feed").await.map_err(|error| match error {
        FilesError::Full | FilesError::Unreachable => JobError::retry(error),
        _ => JobError::fail(error),
    })?;
    import.source = Some(key.as_str().to_owned());
    import.format = Some(Format::Feed);
    import.charset = body.content_type.as_deref().and_then(charset_of);
    import.etag.clone_from(&body.etag);
    import.last_modified.clone_from(&body.last_modified);
    Ok(())
}

async fn look(section: &Section, import: &mut Import) -> Result<(), JobError> {
    let pieces = spool::pieces(section, import).await?;
    let (about, preview) = through(section, Some(import.blog), pieces).await?;
    if !about.title.is_empty() {
        import.site = about.title.chars().take(120).collect();
    }
    import.site_link = about.link.filter(|link| link.starts_with("http")).or(import.site_link.take());
    import.language = about.language.or(import.language);
    import.total = preview.posts + preview.problem_count;
    match preview.refusal() {
        Some(key) => {
            let key = key.to_owned();
            refuse(import, &key);
        }
        None => import.state = ImportState::Proposed,
    }
    import.preview = Some(preview);
    Ok(())
}

/// What a file says of its blog, and what would come with it into `blog`.
pub(crate) async fn through(
    section: &Section,
    blog: Option<BlogId>,
    mut pieces: mpsc::Receiver<Piece>,
) -> Result<(About, Preview), DbError> {
    let (mut said, mut preview) = (About::default(), Preview::default());
    while let Some(piece) = pieces.recv().await {
        match piece {
            Piece::About(about) => said = about,
            Piece::Post(post) => {
                let text = post.body.text();
                let written = match &post.body {
                    Text::Html(_) | Text::Clean(_) => text.matches("<img").count(),
                    Text::Markdown(_) => text.matches("![").count() + text.matches("<img").count(),
                };
                if let Some(blog) = blog {
                    preview.here += i64::from(is_here(section, blog, &post).await?);
                }
                let at = post.published_at.filter(|at| crate::import::believable(*at, section.clock.now()));
                let line = PreviewLine { title: post.title.clone(), at, draft: post.draft };
                preview.count(line, post.comments.len(), written + post.pictures.len());
            }
            Piece::Problem(problem) => preview.trouble(problem),
        }
    }
    Ok((said, preview))
}

/// Whether the post came before, left from here, or stands in the blog under the address that it names.
async fn is_here(section: &Section, blog: BlogId, post: &ImportedPost) -> Result<bool, DbError> {
    let mut db = section.db.read().await?;
    let name = id_of(&post.source_id);
    if let Some(item) = imports::item(&mut db, blog, &name).await? {
        return Ok(item.post.is_some());
    }
    if is_own(&mut db, blog, &name).await? {
        return Ok(true);
    }
    match &post.link {
        Some(link) => Ok(imports::by_canonical(&mut db, blog, link).await?.is_some()),
        None => Ok(false),
    }
}

/// The key of a sentence about a feed that cannot be asked.
pub(super) fn key_of(error: FetchError) -> String {
    error.key().to_owned()
}
