use std::collections::HashSet;
use std::io::Cursor;

use griot_db::DbError;
use griot_fetch::{Body, Conditional, FetchError, Fetched};
use griot_jobs::{Job, JobError};
use griot_kernel::Id;
use griot_web::Section;
use serde::{Deserialize, Serialize};
use url::Url;

use super::again_when_overtaken;
use crate::{
    import::{
        About, ElsewhereFeed, ElsewhereItem, FeedId, Format, Hints, ImportedPost, MOST_FAILURES, NoFeed,
        Piece, believable, charset_of, detect, find, pause,
    },
    store::elsewhere,
};

/// Feeds that one sweep asks.
const MOST: i64 = 30;
/// Items of one answer that are kept.
const ITEMS: usize = 200;

/// Asks the feeds of sister sections whose time has come for news, each site once.
pub async fn follow_elsewhere(section: Section) -> Result<(), JobError> {
    let mut db = section.db.read().await?;
    let due = elsewhere::due(&mut db, section.clock.now(), MOST).await?;
    drop(db);
    let mut asked = HashSet::new();
    for feed in due {
        let host = Url::parse(&feed.address).ok().and_then(|url| url.host_str().map(str::to_owned));
        if asked.insert(host) {
            ask(&section, feed).await?;
        }
    }
    Ok(())
}

/// Asks a feed for news at once, after it was added.
#[derive(Debug, Serialize, Deserialize)]
pub struct LookElsewhere {
    /// Which feed.
    pub feed: FeedId,
}

impl Job<Section> for LookElsewhere {
    const NAME: &'static str = "voices.look-elsewhere";
    const OUTSIDE: bool = true;

    async fn run(&self, section: &Section) -> Result<(), JobError> {
        let mut db = section.db.read().await?;
        let feed = elsewhere::feed(&mut db, self.feed).await?;
        drop(db);
        match feed {
            Some(feed) => ask(section, feed).await,
            None => Ok(()),
        }
    }
}

async fn ask(section: &Section, mut feed: ElsewhereFeed) -> Result<(), JobError> {
    let known = Conditional { etag: feed.etag.clone(), last_modified: feed.last_modified.clone() };
    let answer = match Url::parse(&feed.address) {
        // At first only the address of a blog is known.
        Ok(address) if feed.title.is_empty() => match find(&section.fetcher, &address).await {
            Ok(found) => {
                feed.site_link = feed.site_link.or(Some(address.to_string()));
                Ok((Some(found.address), Some(found.body)))
            }
            Err(why) => Err(why),
        },
        Ok(address) => match section.fetcher.get(&address, &known).await {
            Ok(Fetched::Body(body)) => Ok((body.moved_to.clone(), Some(*body))),
            Ok(Fetched::NotModified) => Ok((None, None)),
            Err(error) => Err(NoFeed::Fetch(error)),
        },
        Err(_) => Err(NoFeed::Fetch(FetchError::BadAddress)),
    };
    let mut items = Vec::new();
    match answer {
        Ok((_, None)) => {
            feed.quiet += 1;
            (feed.failures, feed.problem) = (0, None);
        }
        Ok((moved, Some(body))) => {
            if let Some(address) = moved {
                feed.address = address.to_string();
            }
            (feed.failures, feed.problem) = (0, None);
            feed.etag.clone_from(&body.etag);
            feed.last_modified.clone_from(&body.last_modified);
            items = read(section, &mut feed, &body).await?;
        }
        Err(why) => {
            feed.failures += 1;
            feed.problem = Some(why.key().to_owned());
            let gone = why == NoFeed::Fetch(FetchError::Gone);
            feed.is_followed = !gone && feed.failures < MOST_FAILURES;
        }
    }
    Ok(again_when_overtaken!(settle(section, feed.clone(), &items).await)?)
}

/// What stands in the feed, on a thread of its own.
async fn read(
    section: &Section,
    feed: &mut ElsewhereFeed,
    body: &Body,
) -> Result<Vec<ElsewhereItem>, JobError> {
    if detect(&body.bytes) != Some(Format::Feed) {
        feed.failures += 1;
        feed.problem = Some(NoFeed::None.key().to_owned());
        return Ok(Vec::new());
    }
    let hints = Hints {
        charset: body.content_type.as_deref().and_then(charset_of),
        base: Some(body.url_final.to_string()),
    };
    let bytes = body.bytes.clone();
    let pieces = tokio::task::spawn_blocking(move || {
        crate::import::read(Format::Feed, Cursor::new(bytes), &hints).take(ITEMS).collect::<Vec<_>>()
    });
    let mut items = Vec::new();
    for piece in pieces.await.map_err(JobError::retry)? {
        match piece {
            Piece::About(About { title, link, .. }) => {
                if !title.is_empty() {
                    feed.title = title.chars().take(120).collect();
                }
                feed.site_link = link.or(feed.site_link.take());
            }
            Piece::Post(post) => items.extend(item(section, feed, *post)),
            Piece::Problem(_) => {}
        }
    }
    if feed.title.is_empty() {
        feed.title = Url::parse(&feed.address)
            .ok()
            .and_then(|url| url.host_str().map(str::to_owned))
            .unwrap_or_default();
    }
    Ok(items)
}

fn item(section: &Section, feed: &ElsewhereFeed, post: ImportedPost) -> Option<ElsewhereItem> {
    let now = section.clock.now();
    let link = post.link.filter(|link| link.len() < 2_000 && link.starts_with("http"))?;
    let text = griot_text::clean_html(post.body.text(), Some(&link));
    let excerpt = griot_text::excerpt(&griot_text::plain(&text), 300);
    let title: String = post.title.chars().take(200).collect();
    Some(ElsewhereItem {
        id: Id::new(now, section.random.as_ref()),
        feed: feed.id,
        source_id: if post.source_id.len() > 400 { link.clone() } else { post.source_id },
        title: if title.is_empty() { griot_text::excerpt(&excerpt, 60) } else { title },
        excerpt,
        body: text.into_string(),
        link,
        language: post.language,
        published_at: post.published_at.filter(|at| believable(*at, now)).unwrap_or(now).min(now),
    })
}

async fn settle(section: &Section, mut feed: ElsewhereFeed, items: &[ElsewhereItem]) -> Result<(), DbError> {
    let mut tx = section.db.begin().await?;
    let mut news = false;
    for item in items {
        news |= elsewhere::put(&mut tx, item).await?;
    }
    if !items.is_empty() {
        feed.quiet = if news { 0 } else { feed.quiet + 1 };
        elsewhere::forget_old(&mut tx, feed.id).await?;
    }
    if news {
        tx.public_changed().await?;
    }
    feed.next_at = section.clock.now() + pause(feed.quiet, feed.failures);
    elsewhere::update(&mut tx, &feed).await?;
    tx.commit().await
}
