//! What the strategy and its campaigns may ask about posts: what serves them, what proves a step, what
//! belongs on the Monday sheet. Drafts are their writers' own and are told to nobody.

use async_trait::async_trait;
use griot_contracts::campaigns::{
    CampaignId, Evidence, Evidences, LineId, Serves, Serving, WeekPart, WeekThing, Weekly,
};
use griot_db::{Conn, DbError};
use griot_kernel::{Timestamp, WorkId};

use crate::{
    Voices,
    model::{PostLine, PostState},
    store::{aims, lists, publishing},
};

/// A sheet holds no more lines of one part.
const SHEET: i64 = 12;
const POST: &str = "voices.post:";

/// Where staff see what a post is for.
pub fn desk(post: WorkId) -> String {
    format!("/desk/posts/{post}")
}

fn page(line: &PostLine) -> String {
    format!("/blogs/{}/{}", line.blog_slug, line.slug)
}

fn title(line: &PostLine) -> String {
    griot_text::typeset_words(&line.title, line.language.as_str())
}

fn serving(line: PostLine) -> Serving {
    let is_out = line.state == PostState::Published;
    Serving {
        title: title(&line),
        kind_key: "voices-kind-post",
        state_key: if is_out { "post-state-published" } else { "post-state-scheduled" },
        address: desk(line.id),
        public: is_out.then(|| page(&line)),
        at: if is_out { line.published_at } else { line.publish_at },
    }
}

#[async_trait]
impl Serves for Voices {
    async fn orphans(&self, db: &mut Conn, limit: i64) -> Result<Vec<Serving>, DbError> {
        Ok(aims::without_line(db, limit).await?.into_iter().map(serving).collect())
    }

    async fn count(&self, db: &mut Conn, line: LineId) -> Result<i64, DbError> {
        aims::count_of_line(db, line).await
    }

    async fn of_campaign(
        &self,
        db: &mut Conn,
        campaign: CampaignId,
        limit: i64,
    ) -> Result<Vec<Serving>, DbError> {
        Ok(aims::of_campaign(db, campaign, limit).await?.into_iter().map(serving).collect())
    }
}

fn evidence(line: PostLine) -> Option<Evidence> {
    let at = line.published_at?;
    Some(Evidence {
        mark: format!("{POST}{}", line.id),
        key: "voices-evidence-published",
        title: title(&line),
        address: page(&line),
        at,
    })
}

#[async_trait]
impl Evidences for Voices {
    async fn lately(&self, db: &mut Conn, since: Timestamp, limit: i64) -> Result<Vec<Evidence>, DbError> {
        let until = Timestamp::from_millisecond(i64::MAX);
        Ok(aims::out(db, since, until, limit).await?.into_iter().filter_map(evidence).collect())
    }

    async fn find(&self, db: &mut Conn, mark: &str) -> Result<Option<Evidence>, DbError> {
        let Some(id) = mark.strip_prefix(POST).and_then(|id| id.parse().ok()) else { return Ok(None) };
        Ok(lists::line(db, id).await?.and_then(evidence))
    }
}

#[async_trait]
impl Weekly for Voices {
    async fn week(
        &self,
        db: &mut Conn,
        from: Timestamp,
        until: Timestamp,
        _now: Timestamp,
    ) -> Result<Vec<WeekPart>, DbError> {
        let out = aims::out(db, from, until, SHEET).await?;
        let due = publishing::planned(db, from, until).await?;
        let came = |line: PostLine| WeekThing {
            title: format!("{} · {}", title(&line), line.blog_title),
            address: page(&line),
            at: line.published_at,
            note_key: "comments-count",
            count: line.comments,
        };
        let comes = |one: &publishing::Planned| WeekThing {
            title: one.title.clone(),
            address: desk(one.id),
            at: Some(one.schedule.at),
            note_key: "post-state-scheduled",
            count: 0,
        };
        Ok(vec![
            WeekPart {
                title_key: "voices-week-out",
                none_key: "voices-week-out-none",
                order: 10,
                count: aims::count_out(db, from, until).await?,
                things: out.into_iter().map(came).collect(),
            },
            WeekPart {
                title_key: "voices-week-due",
                none_key: "voices-week-due-none",
                order: 20,
                count: i64::try_from(due.len()).unwrap_or(i64::MAX),
                things: due.iter().take(usize::try_from(SHEET).unwrap_or(0)).map(comes).collect(),
            },
        ])
    }
}
