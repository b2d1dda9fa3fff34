use std::collections::HashMap;

use griot_db::DbError;
use griot_fetch::{Conditional, FetchError, Fetched};
use griot_files::{FilesError, Limits, StoredPicture};
use griot_jobs::{Job, JobError, enqueue};
use griot_web::Section;
use serde::{Deserialize, Serialize};
use tokio::time::Instant;
use url::Url;

use super::{TURN, again_when_overtaken, run::rest, write::attach};
use crate::{
    import::{ImportId, ImportState, Problem},
    model::{Format, LeadPicture, Post},
    store::{imports, imports::Item, posts},
};

/// The width of pictures within a text.
pub(super) const IN_TEXT: u32 = 800;
/// Pictures of one post that are fetched.
const MOST: usize = 40;
/// Problems with pictures stand behind those of the file.
const FIRST_NUMBER: i64 = 1_000_000_000;

/// Fetches the pictures of what an import brought, one after the other, and points the
/// posts at our own copies.
#[derive(Debug, Serialize, Deserialize)]
pub struct FetchPictures {
    /// Which import.
    pub import: ImportId,
}

impl Job<Section> for FetchPictures {
    const NAME: &'static str = "voices.fetch-pictures";
    const OUTSIDE: bool = true;

    async fn run(&self, section: &Section) -> Result<(), JobError> {
        let began = Instant::now();
        loop {
            let mut db = section.db.read().await?;
            let import = imports::by_id(&mut db, self.import).await?;
            let Some(import) = import.filter(|one| one.state == ImportState::Pictures) else { return Ok(()) };
            let item = imports::without_pictures(&mut db, import.id, 1).await?.into_iter().next();
            let post = match item.as_ref().and_then(|item| item.post) {
                Some(id) => posts::by_id(&mut db, id).await?,
                None => None,
            };
            drop(db);
            let Some(item) = item else {
                return Ok(again_when_overtaken!(finish(section, self.import).await)?);
            };
            let (fetched, post) = match post.filter(|post| post.revision == item.revision) {
                Some(mut post) => (fetch_all(section, &mut post).await?, Some(post)),
                None => (Vec::new(), None),
            };
            let tired = began.elapsed() > TURN;
            again_when_overtaken!(settle(section, &item, post.as_ref(), &fetched, tired).await)?;
            if tired {
                return Ok(());
            }
        }
    }
}

/// A picture that was fetched, or why it was not.
type Fetch = Result<StoredPicture, &'static str>;

/// Fetches the pictures of a post and changes its text. What cannot be had becomes a link
/// to where it is, so that no reader's device asks there unasked.
async fn fetch_all(section: &Section, post: &mut Post) -> Result<Vec<Fetch>, JobError> {
    let html = match post.format {
        Format::Html => griot_text::clean_html(&post.body, None),
        Format::Markdown => griot_text::markdown(&post.body),
    };
    let mut all = Vec::new();
    let mut ours = HashMap::new();
    let mut lost = Vec::new();
    for address in griot_text::pictures_of(&html) {
        let fetched =
            if all.len() < MOST { fetch(section, &address).await? } else { Err("import-problem-pictures") };
        match fetched.as_ref().ok().and_then(|stored| stored.fitting(IN_TEXT)) {
            Some(fitting) => {
                ours.insert(address, address_of(fitting.key.as_str()));
            }
            None => lost.push(address),
        }
        if let (None, Ok(stored)) = (&post.picture, &fetched) {
            post.picture = lead_of(stored, "");
        }
        all.push(fetched);
    }
    match post.format {
        Format::Html => {
            let shown = griot_text::replace_pictures(&html, &ours).into_string();
            post.body = if lost.is_empty() { shown } else { without_pictures(&shown) };
        }
        Format::Markdown => {
            for (from, to) in &ours {
                post.body = post.body.replace(from.as_str(), to);
            }
        }
    }
    Ok(all)
}

/// The picture at `address`, kept. Only what may be mended by waiting is an error.
async fn fetch(section: &Section, address: &str) -> Result<Fetch, JobError> {
    let Ok(url) = Url::parse(address) else { return Ok(Err(FetchError::BadAddress.key())) };
    let body = match section.fetcher.get(&url, &Conditional::default()).await {
        Ok(Fetched::Body(body)) => body,
        Ok(Fetched::NotModified) => return Ok(Err(FetchError::NotHttp.key())),
        Err(error) => return Ok(Err(error.key())),
    };
    match griot_files::picture(body.bytes, &Limits::default()).await {
        Ok(picture) => match section.files.put_picture(&picture).await {
            Ok(stored) => Ok(Ok(stored)),
            Err(error @ (FilesError::Full | FilesError::Unreachable)) => Err(JobError::retry(error)),
            Err(error) => Err(JobError::fail(error)),
        },
        Err(refusal) => Ok(Err(refusal.key())),
    }
}

/// Clean HTML whose pictures elsewhere are links.
pub(crate) fn without_pictures(html: &str) -> String {
    let clean = griot_text::clean_html(html, None);
    let written = |address: String| (address.replace('&', "&amp;"), address);
    let elsewhere: HashMap<String, String> =
        griot_text::pictures_of(&clean).into_iter().map(written).collect();
    griot_text::clean_html(&as_links(clean.as_str(), &elsewhere), None).into_string()
}

/// Turns every picture at one of these addresses into a link there. They stand under the way in
/// which HTML writes them.
fn as_links(html: &str, elsewhere: &HashMap<String, String>) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, after)) = rest.split_once("<img ") {
        out.push_str(before);
        let (tag, behind) = after.split_once('>').unwrap_or((after, ""));
        let source = tag.split_once("src=\"").and_then(|(_, source)| source.split('"').next());
        if let Some((written, address)) = source.and_then(|source| elsewhere.get_key_value(source)) {
            let alt = tag.split_once("alt=\"").and_then(|(_, alt)| alt.split('"').next()).unwrap_or_default();
            let name = address.rsplit('/').next().unwrap_or(address);
            let words =
                if alt.is_empty() { name.replace('&', "&amp;").replace('<', "&lt;") } else { alt.to_owned() };
            out.push_str(&format!("<a href=\"{written}\">{words}</a>"));
        } else {
            out.push_str("<img ");
            out.push_str(tag);
            out.push('>');
        }
        rest = behind;
    }
    out.push_str(rest);
    out
}

/// Where a kept picture is shown.
pub(super) fn address_of(key: &str) -> String {
    format!("/files/{key}")
}

/// The picture as the one that stands for its post.
pub(super) fn lead_of(stored: &StoredPicture, alt: &str) -> Option<LeadPicture> {
    let (small, large) = (stored.fitting(320)?, stored.fitting(IN_TEXT)?);
    Some(LeadPicture {
        small: small.key.as_str().to_owned(),
        large: large.key.as_str().to_owned(),
        width: small.width,
        height: small.height,
        alt: alt.to_owned(),
    })
}

async fn settle(
    section: &Section,
    item: &Item,
    post: Option<&Post>,
    fetched: &[Fetch],
    tired: bool,
) -> Result<(), DbError> {
    let now = section.clock.now();
    let mut tx = section.db.begin().await?;
    if let Some(post) = post
        && imports::settle_pictures(&mut tx, post).await?
    {
        for stored in fetched.iter().flatten() {
            attach(&mut tx, section, post, stored, now).await?;
        }
        let waiting = imports::waiting_for_pictures(&mut tx, item.import).await?;
        for (place, key) in (0_i64..).zip(fetched.iter().filter_map(|one| one.as_ref().err())) {
            let number = FIRST_NUMBER.saturating_sub(waiting * 100) + place.min(99);
            imports::note_problem(&mut tx, item.import, number, &Problem::at(&post.title, key)).await?;
        }
        tx.public_changed().await?;
    }
    imports::put_item(&mut tx, &Item { pictures: false, ..item.clone() }).await?;
    if tired {
        enqueue(&mut tx, &FetchPictures { import: item.import }).await?;
    }
    tx.commit().await
}

async fn finish(section: &Section, id: ImportId) -> Result<(), DbError> {
    let mut tx = section.db.begin().await?;
    let Some(mut import) = imports::by_id(&mut tx, id).await? else { return Ok(()) };
    rest(section, &mut import);
    import.updated_at = section.clock.now();
    imports::update(&mut tx, &import, ImportState::Pictures).await?;
    tx.commit().await
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::{as_links, without_pictures};

    #[test]
    fn a_picture_that_cannot_be_had_becomes_a_link() {
        let html = "<p><img src=\"https://a.example/x.jpg?a=1&amp;b=2\" alt=\"Un puits\"> et <img src=\"/files/y.jpg\" alt=\"\"></p>";
        let address = "https://a.example/x.jpg?a=1&b=2".to_owned();
        let elsewhere = HashMap::from([(address.replace('&', "&amp;"), address)]);
        assert_eq!(
            as_links(html, &elsewhere),
            "<p><a href=\"https://a.example/x.jpg?a=1&amp;b=2\">Un puits</a> et <img src=\"/files/y.jpg\" alt=\"\"></p>"
        );
    }

    #[test]
    fn a_text_of_thousands_of_pictures_is_gone_through_once() {
        let many: String = (0..20_000).map(|n| format!("<img src=https://a.example/{n}>")).collect();
        let linked = without_pictures(&many);
        assert!(!linked.contains("<img") && linked.matches("<a href=").count() > 9_000);
    }
}
