//! Who mentions the account, and answers to them:
//! <https://docs.joinmastodon.org/methods/notifications/>.

use std::time::Duration;

use async_trait::async_trait;
use http::{HeaderName, Method};
use serde::{Deserialize, de::IgnoredAny};
use serde_json::json;

use super::{Mastodon, REMEMBERED, Status, ask, asked, at, read};
use crate::networks::{
    Account, Line, Remote, Token, Trouble,
    ear::{About, Ear, FEW, Heard, News, Reply, moment, words_of},
};

#[derive(Deserialize)]
struct Notification {
    id: String,
    account: Author,
    status: Option<Said>,
}

#[derive(Deserialize)]
struct Author {
    acct: String,
}

#[derive(Deserialize)]
struct Said {
    id: String,
    url: Option<String>,
    content: String,
    #[serde(default)]
    spoiler_text: String,
    visibility: String,
    in_reply_to_id: Option<String>,
    #[serde(default)]
    media_attachments: Vec<IgnoredAny>,
    created_at: jiff::Timestamp,
}

#[async_trait]
impl Ear for Mastodon {
    async fn hear(&self, line: Line<'_>, account: &Account, cursor: &str) -> Result<Heard, Trouble> {
        let mut url = at(account, "/api/v1/notifications")?;
        {
            let mut query = url.query_pairs_mut();
            query.append_pair("types[]", "mention").append_pair("limit", "40");
            if !cursor.is_empty() {
                query.append_pair("min_id", cursor);
            }
        }
        let answer = ask(line, account, asked(account, Method::GET, url)).await.map_err(Trouble::harmless)?;
        let mut all: Vec<Notification> = read(&answer).map_err(Trouble::harmless)?;
        // The newest comes first.
        let next = all.first().map_or_else(|| cursor.to_owned(), |newest| newest.id.clone());
        // Servers leave out what they filter, so that a short page is not yet the last. The first time the
        // newest came, and what is before them is no news.
        let more = !cursor.is_empty() && next != cursor;
        all.reverse();
        Ok(Heard { news: all.into_iter().filter_map(news).collect(), cursor: next, more })
    }

    fn repeats(&self) -> Option<Duration> {
        Some(REMEMBERED)
    }

    async fn answer(
        &self,
        line: Line<'_>,
        account: &Account,
        reply: Reply<'_>,
        token: &Token,
    ) -> Result<Remote, Trouble> {
        let body = json!({
            // Whoever is not named in an answer is not told of it.
            "status": format!("@{} {}", reply.author.trim_start_matches('@'), reply.text),
            "in_reply_to_id": reply.to,
            "media_ids": [],
            "sensitive": false,
            "visibility": if reply.private { "direct" } else { "unlisted" },
        });
        let once = HeaderName::from_static("idempotency-key");
        let url = at(account, "/api/v1/statuses")?;
        let post = asked(account, Method::POST, url).header(once, &token.key).json(&body);
        let status: Status = read(&ask(line, account, post).await?)?;
        Ok(Remote { id: status.id, address: status.url })
    }
}

fn news(one: Notification) -> Option<News> {
    let said = one.status?;
    let words = words_of(&said.content);
    let text = match said.spoiler_text.trim() {
        "" => words,
        warning => format!("{warning}\n\n{words}"),
    };
    let private = !matches!(said.visibility.as_str(), "public" | "unlisted");
    // What few may read is no part of what everybody reads: it is answered as it was said.
    let thread = if private { format!("{}{FEW}", one.account.acct) } else { one.account.acct.clone() };
    Some(News {
        remote: said.id,
        thread,
        author: format!("@{}", one.account.acct),
        text,
        files: i64::try_from(said.media_attachments.len()).unwrap_or(i64::MAX),
        address: said.url.unwrap_or_default(),
        about: said.in_reply_to_id.map(About::here),
        private,
        at: moment(said.created_at),
    })
}
