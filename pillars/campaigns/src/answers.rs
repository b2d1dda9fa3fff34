//! What other rooms may ask of this one, and what it says when all are asked.

use async_trait::async_trait;
use griot_contracts::campaigns::{
    Brought, CampaignFigure, CampaignId, CampaignName, Campaigns as AsksCampaigns, Evidence, Evidences,
    LineId, LineName, Serves, Serving, Strategy, WeekPart, WeekThing, Weekly,
};
use griot_db::{Conn, DbError};
use griot_kernel::Timestamp;
use griot_web::{Member, Waiting};

use crate::{
    Campaigns,
    model::{AccountState, BlogState, Campaign, LineKind, Objective, Stage, Step, Task},
    store::{self, serving::Orphan},
    web,
};

/// Things of a part of the Monday sheet.
const OF_A_PART: usize = 12;

fn named(campaign: Campaign) -> CampaignName {
    CampaignName {
        id: campaign.id,
        risk: campaign.words.risk,
        takes_things: campaign.stage.takes_things(),
        desk: campaign.desk(),
        public: campaign.stage.is_public().then(|| campaign.address()),
        title: campaign.words.title,
    }
}

#[async_trait]
impl AsksCampaigns for Campaigns {
    async fn taking(&self, db: &mut Conn) -> Result<Vec<CampaignName>, DbError> {
        let all = store::campaigns::list(db).await?;
        Ok(all.into_iter().map(named).filter(|one| one.takes_things).collect())
    }

    async fn get(&self, db: &mut Conn, id: CampaignId) -> Result<Option<CampaignName>, DbError> {
        Ok(store::campaigns::by_id(db, id).await?.map(named))
    }

    async fn objectives(&self, db: &mut Conn, id: CampaignId) -> Result<Vec<CampaignFigure>, DbError> {
        let figure = |one: Objective| CampaignFigure {
            text: one.text,
            goal: one.goal,
            unit: one.unit,
            value: one.value,
            day: one.day,
        };
        Ok(store::parts::objectives(db, id).await?.into_iter().map(figure).collect())
    }
}

#[async_trait]
impl Strategy for Campaigns {
    async fn lines(&self, db: &mut Conn) -> Result<Vec<LineName>, DbError> {
        let Some(version) = store::versions::in_force(db).await? else { return Ok(Vec::new()) };
        let lines = store::versions::lines(db, version.number).await?;
        let kinds = LineKind::ALL.iter().filter(|kind| kind.is_served());
        let named = kinds
            .flat_map(|kind| lines.iter().filter(|line| line.kind == *kind))
            .map(|line| LineName { id: line.id, kind_key: line.kind.key(), text: line.words.text.clone() });
        Ok(named.collect())
    }
}

#[async_trait]
impl Serves for Campaigns {
    async fn orphans(&self, db: &mut Conn, limit: i64) -> Result<Vec<Serving>, DbError> {
        let mut all = store::serving::campaigns_without(db, limit).await?;
        all.extend(store::serving::steps_without(db, limit).await?);
        let serving = |one: Orphan| match one {
            Orphan::Campaign(id, title, stage, at) => Serving {
                title,
                kind_key: "campaigns-campaign",
                state_key: stage.key(),
                address: format!("/desk/campaigns/{id}"),
                public: None,
                at: Some(at),
            },
            Orphan::Step(id, title, state, at) => Serving {
                title,
                kind_key: "campaigns-step",
                state_key: state.key(),
                address: format!("/desk/strategy/roadmap/{id}"),
                public: None,
                at: Some(at),
            },
        };
        let mut all: Vec<Serving> = all.into_iter().map(serving).collect();
        all.sort_by_key(|one| std::cmp::Reverse(one.at));
        all.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        Ok(all)
    }

    async fn count(&self, db: &mut Conn, line: LineId) -> Result<i64, DbError> {
        store::serving::count(db, line).await
    }

    async fn of_campaign(&self, _: &mut Conn, _: CampaignId, _: i64) -> Result<Vec<Serving>, DbError> {
        // What hangs on a campaign here stands on its own page already.
        Ok(Vec::new())
    }
}

const VERSION: &str = "campaigns.version:";
const ACCOUNT: &str = "campaigns.account:";
const BLOG: &str = "campaigns.blog:";
const OPENED: &str = "campaigns.opened:";
const EVALUATED: &str = "campaigns.evaluated:";

#[async_trait]
impl Evidences for Campaigns {
    async fn lately(&self, db: &mut Conn, since: Timestamp, limit: i64) -> Result<Vec<Evidence>, DbError> {
        let mut all = Vec::new();
        for one in store::versions::list(db).await? {
            all.push(version(&one));
        }
        all.extend(store::accounts::list(db).await?.iter().filter_map(account));
        all.extend(store::blogs::list(db).await?.iter().filter_map(blog));
        for one in store::campaigns::public(db).await? {
            all.extend(opened(&one));
            all.extend(evaluated(&one));
        }
        all.retain(|one| one.at >= since);
        all.sort_by(|one, two| two.at.cmp(&one.at).then_with(|| one.mark.cmp(&two.mark)));
        all.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        Ok(all)
    }

    async fn find(&self, db: &mut Conn, mark: &str) -> Result<Option<Evidence>, DbError> {
        if let Some(number) = mark.strip_prefix(VERSION).and_then(|number| number.parse().ok()) {
            return Ok(store::versions::by_number(db, number).await?.as_ref().map(version));
        }
        if let Some(id) = mark.strip_prefix(ACCOUNT).and_then(|id| id.parse().ok()) {
            return Ok(store::accounts::by_id(db, id).await?.as_ref().and_then(account));
        }
        if let Some(id) = mark.strip_prefix(BLOG).and_then(|id| id.parse().ok()) {
            return Ok(store::blogs::by_id(db, id).await?.as_ref().and_then(blog));
        }
        let campaign = mark.strip_prefix(OPENED).or_else(|| mark.strip_prefix(EVALUATED));
        if let Some(id) = campaign.and_then(|id| id.parse().ok()) {
            let tell = if mark.starts_with(OPENED) { opened } else { evaluated };
            return Ok(store::campaigns::by_id(db, id).await?.as_ref().and_then(tell));
        }
        Ok(None)
    }
}

fn version(one: &crate::model::Version) -> Evidence {
    Evidence {
        mark: format!("{VERSION}{}", one.number),
        key: "evidence-version",
        title: one.number.to_string(),
        address: format!("/desk/strategy/versions/{}", one.number),
        at: one.adopted_at,
    }
}

fn account(one: &crate::model::Account) -> Option<Evidence> {
    let at = one.ours_at.filter(|_| one.words.state == AccountState::Ours)?;
    Some(Evidence {
        mark: format!("{ACCOUNT}{}", one.id),
        key: "evidence-account",
        title: format!("{} · {}", one.words.network, one.words.address),
        address: "/desk/accounts".to_owned(),
        at,
    })
}

fn blog(one: &crate::model::Blog) -> Option<Evidence> {
    let at = one.joined_at.filter(|_| one.state == BlogState::Joined)?;
    Some(Evidence {
        mark: format!("{BLOG}{}", one.id),
        key: "evidence-blog",
        title: one.address.clone(),
        address: "/desk/accounts/blogs".to_owned(),
        at,
    })
}

fn opened(one: &Campaign) -> Option<Evidence> {
    let at = one.opened_at.filter(|_| one.stage.is_public())?;
    Some(Evidence {
        mark: format!("{OPENED}{}", one.id),
        key: "evidence-opened",
        title: one.words.title.clone(),
        address: one.desk(),
        at,
    })
}

fn evaluated(one: &Campaign) -> Option<Evidence> {
    let at = one.evaluated_at.filter(|_| one.stage == Stage::Evaluated)?;
    Some(Evidence {
        mark: format!("{EVALUATED}{}", one.id),
        key: "evidence-evaluated",
        title: one.words.title.clone(),
        address: format!("{}/evaluation", one.desk()),
        at,
    })
}

#[async_trait]
impl Weekly for Campaigns {
    async fn week(
        &self,
        db: &mut Conn,
        from: Timestamp,
        until: Timestamp,
        now: Timestamp,
    ) -> Result<Vec<WeekPart>, DbError> {
        let today = Timestamp::start_of(now.day());
        let begin = Timestamp::from_millisecond(0);
        // What is late is not also due.
        let due_from = from.max(today);
        let (tasks, steps) = if due_from < until {
            (store::tasks::due(db, due_from, until).await?, store::steps::due(db, due_from, until).await?)
        } else {
            (Vec::new(), Vec::new())
        };
        let over = until.min(today);
        let late_tasks = store::tasks::due(db, begin, over).await?;
        let late_steps = store::steps::due(db, begin, over).await?;
        let part = |title_key, none_key, order, things: Vec<WeekThing>| WeekPart {
            title_key,
            none_key,
            order,
            count: i64::try_from(things.len()).unwrap_or(i64::MAX),
            things: things.into_iter().take(OF_A_PART).collect(),
        };
        let (done, closed) =
            (store::tasks::done(db, from, until).await?, store::steps::closed(db, from, until).await?);
        Ok(vec![
            part("week-done", "week-done-none", 15, made(done, closed)),
            part("week-due", "week-due-none", 20, things(tasks, steps, today)),
            part("week-late", "week-late-none", 40, things(late_tasks, late_steps, today)),
        ])
    }

    async fn brought(
        &self,
        db: &mut Conn,
        from: Timestamp,
        until: Timestamp,
    ) -> Result<Vec<Brought>, DbError> {
        let shared = |(id, title, count): (CampaignId, String, i64)| Brought {
            title,
            address: format!("/desk/campaigns/{id}"),
            facts: vec![("week-shares", count)],
        };
        Ok(store::shares::of_days(db, from, until).await?.into_iter().map(shared).collect())
    }
}

/// What was done in a week, the first first.
fn made(tasks: Vec<Task>, steps: Vec<Step>) -> Vec<WeekThing> {
    let tasks = tasks.into_iter().map(|task| WeekThing {
        address: task.desk(),
        title: task.title,
        at: task.done_at,
        note_key: "week-task",
        count: 0,
    });
    let steps = steps.into_iter().map(|step| WeekThing {
        address: step.desk(),
        at: step.closed.map(|(at, _)| at),
        note_key: "week-step",
        count: 0,
        title: step.words.title,
    });
    let mut all: Vec<WeekThing> = tasks.chain(steps).collect();
    all.sort_by_key(|thing| thing.at);
    all
}

fn things(tasks: Vec<Task>, steps: Vec<Step>, today: Timestamp) -> Vec<WeekThing> {
    let days = |due: Option<Timestamp>| due.map_or(0, |due| today.days_since(due).max(0));
    let note = |late: i64, due, over| if late > 0 { over } else { due };
    let tasks = tasks.into_iter().map(|task| {
        let late = days(task.due);
        WeekThing {
            address: task.desk(),
            title: task.title,
            at: task.due,
            note_key: note(late, "week-task", "week-task-late"),
            count: late,
        }
    });
    let steps = steps.into_iter().map(|step| {
        let late = days(step.words.due);
        WeekThing {
            address: step.desk(),
            at: step.words.due,
            note_key: note(late, "week-step", "week-step-late"),
            count: late,
            title: step.words.title,
        }
    });
    let mut all: Vec<WeekThing> = tasks.chain(steps).collect();
    all.sort_by_key(|thing| thing.at);
    all
}

#[async_trait]
impl Waiting for Campaigns {
    async fn waiting(&self, db: &mut Conn, member: &Member) -> Result<Vec<(&'static str, i64)>, DbError> {
        let reader = crate::model::Reader {
            person: member.id,
            is_staff: member.is_staff(),
            leads: member.may(&web::LEAD),
            teams: store::teams::of_person(db, member.id).await?.into_iter().collect(),
        };
        let unread = store::entries::unread(db, &reader).await?;
        Ok(vec![("/me/room", unread), ("/desk/room", unread)])
    }
}
