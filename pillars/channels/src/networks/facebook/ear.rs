//! What people write below what a Page published, and where they name it:
//! <https://developers.facebook.com/docs/graph-api/reference/object/comments/> and
//! <https://developers.facebook.com/docs/graph-api/reference/page/tagged/>.
//!
//! The texts of a Page come the newest first, and so do the comments below each. One turn reads the last
//! texts with their last comments; now and then it walks further back, so that an older text is heard too. What
//! stands below a text and was not read to its end is kept as [`way::Open`] and read on in the next turn. Pages are
//! asked for by the name that `paging.cursors.after` gives
//! (<https://developers.facebook.com/docs/graph-api/results/>); the address in `next` is never called.

mod way;

use std::time::Duration;

use async_trait::async_trait;
use griot_fetch::Call;
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::json;

use super::{Facebook, Made, ask, node, read};
use crate::networks::{
    Account, Line, Remote, Token, Trouble,
    ear::{About, Ear, Heard, News, Reply, moment},
};
use way::{Edge, Open, Way};

/// What is read of the Page's texts: their last comments, answers to comments among them.
const FIELDS: &str = "id,created_time,comments.filter(stream).order(reverse_chronological).limit(50){id,message,from,created_time,permalink_url}";
/// What is read of a comment, or of a text that names the Page.
const SAID: &str = "id,message,from,created_time,permalink_url";
/// So many texts are read at once.
const TEXTS: &str = "25";
/// So many calls are made in one turn.
const CALLS: u32 = 12;
/// So many of them walk back through older texts.
const BACK: u32 = 4;
/// Older texts, and those that name the Page, are asked for so often.
const SLOW: Duration = Duration::from_secs(600);
/// Where the app may not know who names the Page, that is asked again so often.
const QUIET: Duration = Duration::from_secs(86_400);
/// Below texts that are older than this nobody is heard, unless they are the Page's last ones.
const OLD: Duration = Duration::from_secs(30 * 86_400);

#[derive(Deserialize)]
struct Listed<T> {
    data: Vec<T>,
    paging: Option<Paging>,
}

#[derive(Deserialize)]
struct Paging {
    cursors: Option<Cursors>,
    /// Where more would be; that it is there says that there is more.
    next: Option<serde::de::IgnoredAny>,
}

#[derive(Deserialize)]
struct Cursors {
    after: Option<String>,
}

impl<T> Listed<T> {
    /// The name of the page after this one, if there is one.
    fn after(&self) -> Option<String> {
        let paging = self.paging.as_ref().filter(|paging| paging.next.is_some())?;
        paging.cursors.as_ref()?.after.clone().filter(|after| after.len() <= way::LONGEST)
    }
}

#[derive(Deserialize)]
struct Post {
    id: String,
    created_time: Option<jiff::Timestamp>,
    comments: Option<Listed<Comment>>,
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

/// One turn of listening.
struct Turn<'a> {
    line: Line<'a>,
    account: &'a Account,
    way: Way,
    news: Vec<News>,
    calls: u32,
}

#[async_trait]
impl Ear for Facebook {
    async fn hear(&self, line: Line<'_>, account: &Account, cursor: &str) -> Result<Heard, Trouble> {
        let way = Way::of(cursor, line.now);
        let mut turn = Turn { line, account, way, news: Vec::new(), calls: 0 };
        let outcome = turn.listen().await;
        let whole = outcome.is_ok();
        if let Err(trouble) = outcome {
            // One text whose page never comes is put behind the others, also where it was asked for first.
            let goes_round = matches!(trouble, Trouble::Transient | Trouble::Unknown) && !turn.way.has_room();
            if turn.calls <= 1 && !goes_round {
                return Err(trouble);
            }
            // What was read is kept; the rest waits for the next hour.
            tracing::debug!(trouble = trouble.as_str(), "not all was read");
        }
        turn.news.sort_by_key(|one| one.at);
        let more = whole && !turn.way.open.is_empty();
        Ok(Heard { news: turn.news, cursor: turn.way.kept(), more })
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

impl Turn<'_> {
    async fn listen(&mut self) -> Result<(), Trouble> {
        // Where much is still to be read, nothing is begun before that.
        if self.way.has_room() {
            let since = self.way.since();
            let last = self.texts(None).await?;
            let after = last.after();
            self.take(last.data, since);
            if self.way.is_slow_due(self.line.now) {
                self.way.slow_at = (self.line.now + SLOW).to_jiff().as_second();
                self.way.name_page(self.account.name.trim(), self.line.now);
                self.walk_back(after).await?;
            }
        }
        while self.calls < CALLS
            && let Some(open) = self.way.open.first().cloned()
        {
            self.read_on(open).await?;
        }
        Ok(())
    }

    /// Walks back through texts older than the last ones, as far as one turn goes.
    async fn walk_back(&mut self, after: Option<String>) -> Result<(), Trouble> {
        let mut next = self.way.begin_round(after);
        let oldest = (self.line.now - OLD).to_jiff();
        for _ in 0..BACK {
            let Some(after) = next.take().filter(|_| self.way.has_room()) else { break };
            let page = match self.texts(Some(&after)).await {
                // That name of a page is not known any more: the walk begins anew the next time.
                Err(Trouble::Content(..)) => {
                    self.way.give_up();
                    break;
                }
                page => page?,
            };
            let is_old = |post: &Post| post.created_time.is_some_and(|at| at < oldest);
            next = page.after().filter(|next| *next != after && !page.data.iter().any(is_old));
            let since = self.way.round_since();
            self.take(page.data, since);
            self.way.go_on(next.clone());
        }
        Ok(())
    }

    async fn texts(&mut self, after: Option<&str>) -> Result<Listed<Post>, Trouble> {
        let page = self.account.name.trim();
        self.get(page, "/feed", &[("fields", FIELDS), ("limit", TEXTS)], after).await
    }

    /// Hears what stands below texts; what is not there to its end stays open.
    fn take(&mut self, posts: Vec<Post>, since: i64) {
        for post in posts {
            let Some(below) = post.comments else { continue };
            let after = below.after();
            let oldest = self.hear(&post.id, below.data, since);
            if let Some(after) = after.filter(|_| oldest.is_some_and(|oldest| oldest >= since)) {
                self.way.leave_open(Open::below(post.id, after, since));
            }
        }
    }

    /// Hears what is younger than `since`. The hour of the oldest that came.
    fn hear(&mut self, post: &str, said: Vec<Comment>, since: i64) -> Option<i64> {
        let mut oldest = None;
        for one in said {
            let at = one.created_time.as_second();
            oldest = Some(at);
            // What was heard before comes again and is known.
            if at < since {
                continue;
            }
            self.way.saw(at);
            if one.from.as_ref().is_none_or(|from| from.id != self.account.name.trim()) {
                self.news.push(told(post, one));
            }
        }
        oldest
    }

    /// Reads one page of what was left open.
    async fn read_on(&mut self, open: Open) -> Result<(), Trouble> {
        let fields: &[(&str, &str)] = match open.edge {
            Edge::Comments => &[
                ("fields", SAID),
                ("filter", "stream"),
                ("order", "reverse_chronological"),
                ("limit", "100"),
            ],
            Edge::Tagged => &[("fields", SAID), ("limit", TEXTS)],
        };
        let page: Listed<Comment> =
            match self.get(&open.node, open.edge.path(), fields, open.after.as_deref()).await {
                Err(Trouble::Content(key, said)) => {
                    self.refused(&open, key, &said);
                    return Ok(());
                }
                Err(trouble) => {
                    self.way.put_off();
                    return Err(trouble);
                }
                Ok(page) => page,
            };
        let next = page.after().filter(|next| Some(next) != open.after.as_ref());
        let oldest = match open.edge {
            Edge::Comments => self.hear(&open.node, page.data, open.floor),
            Edge::Tagged => self.hear_naming(page.data, open.floor),
        };
        // An empty page is not yet the last one: the network leaves out what this key may not see.
        let goes_on = oldest.is_none_or(|oldest| oldest >= open.floor);
        self.way.turn_page(next.filter(|_| goes_on));
        Ok(())
    }

    /// Whoever names the Page begins a conversation of their own.
    fn hear_naming(&mut self, texts: Vec<Comment>, since: i64) -> Option<i64> {
        let mut oldest = None;
        for one in texts {
            let at = one.created_time.as_second();
            oldest = Some(at);
            self.way.tagged = self.way.tagged.max(at);
            if at >= since && one.from.as_ref().is_none_or(|from| from.id != self.account.name.trim()) {
                self.news.push(told(&one.id.clone(), one));
            }
        }
        oldest
    }

    fn refused(&mut self, open: &Open, key: &'static str, said: &str) {
        if open.edge == Edge::Tagged {
            // Most often the permission was not given: comments are heard all the same.
            self.way.quiet_until = (self.line.now + QUIET).to_jiff().as_second();
            self.way.close();
        } else if open.after.is_some() {
            // A name of a page is forgotten with the comment that it points at.
            self.way.again();
        } else {
            tracing::warn!(key, said, "what stands below a text cannot be read to its end");
            self.way.close();
        }
    }

    async fn get<T: DeserializeOwned>(
        &mut self,
        name: &str,
        edge: &str,
        fields: &[(&str, &str)],
        after: Option<&str>,
    ) -> Result<Listed<T>, Trouble> {
        self.calls += 1;
        let mut url = node(self.account, name, edge)?;
        url.query_pairs_mut().extend_pairs(fields).extend_pairs(after.map(|after| ("after", after)));
        let answer = ask(self.line, self.account, Call::get(url)).await.map_err(Trouble::harmless)?;
        read(&answer).map_err(Trouble::harmless)
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
        // A text of somebody else answers nothing of ours.
        about: (post != one.id).then(|| About::here(post.to_owned())),
        private: false,
        at: moment(one.created_time),
        remote: one.id,
    }
}
