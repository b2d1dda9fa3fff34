//! Who mentions the account, answers or quotes it:
//! <https://docs.bsky.app/docs/api/app-bsky-notification-list-notifications>.

use std::time::Duration;

use async_trait::async_trait;
use griot_fetch::Call;
use griot_kernel::Timestamp;
use http::HeaderName;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{Bluesky, POST, ask, method, read, remote, repo, with_key};
use crate::networks::{
    Account, Line, Remote, Token, Trouble,
    ear::{About, Ear, FRESH, Heard, News, Reply, moment},
};

/// Who knows what was said to whom: the servers of accounts pass such questions on to it.
const VIEW: &str = "did:web:api.bsky.app#bsky_appview";
/// What is something said to the section, of all that it is told.
const SAID: [&str; 3] = ["mention", "reply", "quote"];
/// The most that a page holds.
const MOST: &str = "100";
/// So many pages are read back in one turn.
const PAGES: u32 = 5;
/// So many pages are read back in all: whoever has more for us tells the same again.
const FAR: u32 = 400;
/// The longest name of a page that is kept.
const LONGEST: usize = 1_000;

/// How far the notifications were read, which come the newest first. Where the way back to what was heard
/// before was not walked to its end it is kept as JSON; else the newest moment alone.
#[derive(Serialize, Deserialize)]
struct Read {
    v: u8,
    /// All before this was heard.
    floor: jiff::Timestamp,
    /// The newest that was seen on this way back.
    newest: jiff::Timestamp,
    /// The page with which the way goes on; the first where it begins anew.
    older: Option<String>,
    /// So many pages of it were read.
    pages: u32,
}

impl Read {
    fn of(cursor: &str, now: Timestamp) -> Self {
        if let Ok(read) = serde_json::from_str(cursor) {
            return read;
        }
        // What is older than some days is no news the first time.
        let floor = cursor.parse().unwrap_or_else(|_| (now - FRESH).to_jiff());
        Self { v: 1, floor, newest: floor, older: None, pages: 0 }
    }

    /// Takes what a page holds. Whether the way goes on from there.
    fn take(&mut self, page: Page, account: &Account, news: &mut Vec<News>) -> bool {
        self.pages += 1;
        let oldest = page.notifications.last().map(|last| last.indexed_at);
        for one in page.notifications {
            // Several may be of one moment: what was heard before comes again and is known.
            if one.indexed_at >= self.floor {
                self.newest = self.newest.max(one.indexed_at);
                news.extend(told(one, account));
            }
        }
        let next = page.cursor.filter(|next| next.len() <= LONGEST && Some(next) != self.older.as_ref());
        let more = next.is_some() && oldest.is_none_or(|oldest| oldest >= self.floor) && self.pages < FAR;
        if more {
            self.older = next;
        } else {
            *self = Self { v: 1, floor: self.newest, newest: self.newest, older: None, pages: 0 };
        }
        more
    }

    fn kept(&self) -> String {
        if self.older.is_none() && self.newest == self.floor {
            return self.floor.to_string();
        }
        serde_json::to_string(self).unwrap_or_else(|_| self.floor.to_string())
    }
}

#[derive(Deserialize)]
struct Page {
    notifications: Vec<Notification>,
    cursor: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Notification {
    uri: String,
    cid: String,
    author: Author,
    reason: String,
    /// Of a quotation, what is quoted.
    reason_subject: Option<String>,
    record: Record,
    indexed_at: jiff::Timestamp,
}

#[derive(Deserialize)]
struct Author {
    handle: String,
    did: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Record {
    text: String,
    reply: Option<Place>,
}

#[derive(Deserialize)]
struct Place {
    root: Strong,
}

/// A record as another names it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Strong {
    uri: String,
    cid: String,
}

/// What an answer has to name, as [`News::remote`] holds it: as JSON.
#[derive(Serialize, Deserialize)]
struct Answered {
    root: Strong,
    parent: Strong,
}

#[async_trait]
impl Ear for Bluesky {
    async fn hear(&self, line: Line<'_>, account: &Account, cursor: &str) -> Result<Heard, Trouble> {
        let mut read = Read::of(cursor, line.now);
        let mut news = Vec::new();
        let mut more = true;
        let mut turn = 0;
        while more && turn < PAGES {
            match page(line, account, read.older.as_deref()).await.map_err(Trouble::harmless) {
                Ok(page) => more = read.take(page, account, &mut news),
                // The server does not know the page any more with which it should go on.
                Err(Trouble::Content(..)) if read.older.is_some() => read.older = None,
                Err(trouble) if turn == 0 => return Err(trouble),
                // What was read is kept; the rest waits for the next hour.
                Err(trouble) => {
                    tracing::debug!(trouble = trouble.as_str(), "not all was read back");
                    more = false;
                }
            }
            turn += 1;
        }
        news.sort_by_key(|one| one.at);
        Ok(Heard { news, cursor: read.kept(), more })
    }

    /// A record of this name is the same record again.
    fn repeats(&self) -> Option<Duration> {
        Some(Duration::from_secs(365 * 86_400))
    }

    async fn answer(
        &self,
        line: Line<'_>,
        account: &Account,
        reply: Reply<'_>,
        token: &Token,
    ) -> Result<Remote, Trouble> {
        let place: Answered = serde_json::from_str(reply.to)
            .map_err(|_| Trouble::Content("channels-trouble-refused", String::new()))?;
        let body = json!({
            "repo": repo(account),
            "collection": POST,
            "rkey": token.name,
            "record": {
                "$type": POST,
                "text": reply.text,
                "createdAt": token.at.rfc3339(),
                "reply": place,
            },
            "swapRecord": null,
        });
        let post = Call::post(method(account, "com.atproto.repo.putRecord")?).json(&body);
        ask(line, account, with_key(account, post)).await?;
        Ok(remote(account, token))
    }
}

async fn page(line: Line<'_>, account: &Account, older: Option<&str>) -> Result<Page, Trouble> {
    let mut url = method(account, "app.bsky.notification.listNotifications")?;
    {
        let mut query = url.query_pairs_mut();
        query.append_pair("limit", MOST);
        if let Some(older) = older {
            query.append_pair("cursor", older);
        }
    }
    let get = Call::get(url).header(HeaderName::from_static("atproto-proxy"), VIEW);
    read(&ask(line, account, with_key(account, get)).await?)
}

fn told(one: Notification, account: &Account) -> Option<News> {
    if !SAID.contains(&one.reason.as_str()) {
        return None;
    }
    let itself = Strong { uri: one.uri, cid: one.cid };
    let name = itself.uri.rsplit('/').next().unwrap_or_default().to_owned();
    let root = one.record.reply.map(|place| place.root);
    // Whoever answers below somebody else's text, or mentions the section there, answers none of ours.
    let answered = root.as_ref().map(|root| root.uri.clone()).or(one.reason_subject);
    let ours = format!("at://{}/", repo(account));
    let about = answered.filter(|uri| uri.starts_with(&ours)).map(About::here);
    let root = root.unwrap_or_else(|| itself.clone());
    Some(News {
        remote: serde_json::to_string(&Answered { root, parent: itself }).ok()?,
        address: format!("https://bsky.app/profile/{}/post/{name}", one.author.did),
        thread: one.author.did,
        author: format!("@{}", one.author.handle),
        // A post without words is a picture, a film or somebody else's post.
        files: i64::from(one.record.text.is_empty()),
        text: one.record.text,
        about,
        private: false,
        at: moment(one.indexed_at),
    })
}
