//! What people write below what a Page published:
//! <https://developers.facebook.com/docs/graph-api/reference/page-post/comments/>.

use async_trait::async_trait;
use griot_fetch::Call;
use serde::Deserialize;
use serde_json::json;

use super::{Facebook, Made, ask, node, read};
use crate::networks::{
    Account, Line, Remote, Token, Trouble,
    ear::{Ear, Heard, News, Reply, moment},
};

/// What is read of the Page's last texts: their last comments, answers to comments among them.
const FIELDS: &str = "id,comments.filter(stream).order(reverse_chronological).limit(50){id,message,from,created_time,permalink_url}";

#[derive(Deserialize)]
struct Feed {
    data: Vec<Post>,
}

#[derive(Deserialize)]
struct Post {
    id: String,
    comments: Option<Comments>,
}

#[derive(Deserialize)]
struct Comments {
    data: Vec<Comment>,
}

#[derive(Deserialize)]
struct Comment {
    id: String,
    #[serde(default)]
    message: String,
    /// Left out where the app may not know it.
    from: Option<Person>,
    created_time: jiff::Timestamp,
    permalink_url: Option<String>,
}

#[derive(Deserialize)]
struct Person {
    id: String,
    #[serde(default)]
    name: String,
}

#[async_trait]
impl Ear for Facebook {
    async fn hear(&self, line: Line<'_>, account: &Account, cursor: &str) -> Result<Heard, Trouble> {
        let mut url = node(account, account.name.trim(), "/feed")?;
        url.query_pairs_mut().append_pair("fields", FIELDS).append_pair("limit", "25");
        let answer = ask(line, account, Call::get(url)).await.map_err(Trouble::harmless)?;
        let feed: Feed = read(&answer).map_err(Trouble::harmless)?;
        let since: i64 = cursor.parse().unwrap_or(i64::MIN);
        let mut newest = since;
        let mut news = Vec::new();
        for post in feed.data {
            for one in post.comments.into_iter().flat_map(|comments| comments.data) {
                let at = one.created_time.as_second();
                // Several may be of one second: what was heard before comes again and is known.
                if at < since {
                    continue;
                }
                newest = newest.max(at);
                let own = one.from.as_ref().is_some_and(|from| from.id == account.name.trim());
                if !own {
                    news.push(told(&post.id, one));
                }
            }
        }
        news.sort_by_key(|one| one.at);
        let cursor = if newest == i64::MIN { String::new() } else { newest.to_string() };
        Ok(Heard { news, cursor })
    }

    async fn answer(
        &self,
        line: Line<'_>,
        account: &Account,
        reply: Reply<'_>,
        _token: &Token,
    ) -> Result<Remote, Trouble> {
        let url = node(account, reply.to, "/comments")?;
        let call = Call::post(url).json(&json!({ "message": reply.text }));
        let made: Made = read(&ask(line, account, call).await?)?;
        Ok(Remote { address: Some(format!("https://www.facebook.com/{}", made.id)), id: made.id })
    }
}

/// Where nobody may know who wrote it, each comment is a thread of its own.
fn told(post: &str, one: Comment) -> News {
    let (who, name) = one.from.map_or_else(|| (one.id.clone(), String::new()), |from| (from.id, from.name));
    News {
        thread: format!("{post}/{who}"),
        author: name,
        // A comment without words is a picture or a sticker.
        files: i64::from(one.message.is_empty()),
        text: one.message,
        address: one.permalink_url.unwrap_or_default(),
        private: false,
        at: moment(one.created_time),
        remote: one.id,
    }
}
