//! Who mentions the account, answers or quotes it:
//! <https://docs.bsky.app/docs/api/app-bsky-notification-list-notifications>.

use std::time::Duration;

use async_trait::async_trait;
use griot_fetch::Call;
use http::HeaderName;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{Bluesky, POST, ask, method, read, remote, repo, with_key};
use crate::networks::{
    Account, Line, Remote, Token, Trouble,
    ear::{Ear, Heard, News, Reply, moment},
};

/// Who knows what was said to whom: the servers of accounts pass such questions on to it.
const VIEW: &str = "did:web:api.bsky.app#bsky_appview";
/// What is something said to the section, of all that it is told.
const SAID: [&str; 3] = ["mention", "reply", "quote"];
/// So many pages are read back at a time.
const PAGES: usize = 5;

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
        let mut news = Vec::new();
        let mut newest = cursor.to_owned();
        let mut older: Option<String> = None;
        for _ in 0..PAGES {
            let page = page(line, account, older.as_deref()).await.map_err(Trouble::harmless)?;
            let count = page.notifications.len();
            // Moments of the network are of one shape, so that they sort as text does.
            let fresh: Vec<_> = page
                .notifications
                .into_iter()
                .filter(|one| one.indexed_at.to_string().as_str() > cursor)
                .collect();
            let all_fresh = fresh.len() == count && count > 0;
            for one in fresh {
                newest = newest.max(one.indexed_at.to_string());
                news.extend(told(one));
            }
            older = page.cursor;
            // The first time one page is enough: what is older is no news.
            if !all_fresh || cursor.is_empty() || older.is_none() {
                break;
            }
        }
        news.sort_by_key(|one| one.at);
        Ok(Heard { news, cursor: newest })
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
        query.append_pair("limit", "50");
        if let Some(older) = older {
            query.append_pair("cursor", older);
        }
    }
    let get = Call::get(url).header(HeaderName::from_static("atproto-proxy"), VIEW);
    read(&ask(line, account, with_key(account, get)).await?)
}

fn told(one: Notification) -> Option<News> {
    if !SAID.contains(&one.reason.as_str()) {
        return None;
    }
    let itself = Strong { uri: one.uri, cid: one.cid };
    let name = itself.uri.rsplit('/').next().unwrap_or_default().to_owned();
    let root = one.record.reply.map_or_else(|| itself.clone(), |place| place.root);
    Some(News {
        remote: serde_json::to_string(&Answered { root, parent: itself }).ok()?,
        address: format!("https://bsky.app/profile/{}/post/{name}", one.author.did),
        thread: one.author.did,
        author: format!("@{}", one.author.handle),
        // A post without words is a picture, a film or somebody else's post.
        files: i64::from(one.record.text.is_empty()),
        text: one.record.text,
        private: false,
        at: moment(one.indexed_at),
    })
}
