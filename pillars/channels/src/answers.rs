//! What other pillars may ask about texts and channels.

use async_trait::async_trait;
use griot_contracts::{
    campaigns::{
        Brought, CampaignId, Evidence, Evidences, LineId, Serves, Serving, WeekPart, WeekThing, Weekly,
    },
    planning::{DraftKind, Drafts, Proposal, Standstill},
};
use griot_db::{Conn, DbError, Tx};
use griot_kernel::{Random, Timestamp};
use griot_web::{Member, Waiting};

use crate::{
    Channels,
    acts::propose,
    brought,
    jobs::LATE,
    model::{
        approval::Preset,
        delivery::State as Sent,
        item::{Item, Stage},
    },
    store::{calendar, channels, communiques, conversations, deliveries, items, ways},
    web::rights::{APPROVE, INBOX, PUBLISH, SAFETY, WRITE},
};

/// A sheet holds no more lines of one part.
const SHEET: i64 = 60;
/// Evidence is looked for among so many deliveries.
const LOOKED_AT: i64 = 500;

#[async_trait]
impl Drafts for Channels {
    fn kinds(&self) -> &'static [DraftKind] {
        &propose::KINDS
    }

    async fn propose(
        &self,
        tx: &mut Tx,
        kind: &str,
        proposal: &Proposal,
        moment: (Timestamp, &dyn Random),
    ) -> Result<Option<String>, DbError> {
        let made = propose::draft(tx, kind, proposal, moment).await?;
        Ok(made.map(|item| format!("/desk/items/{item}")))
    }
}

fn serving(item: Item) -> Serving {
    Serving {
        title: item.title,
        kind_key: "channels-kind-item",
        state_key: item.stage.key(),
        address: format!("/desk/items/{}", item.id),
        public: None,
        at: item.planned_at,
    }
}

#[async_trait]
impl Serves for Channels {
    async fn orphans(&self, db: &mut Conn, limit: i64) -> Result<Vec<Serving>, DbError> {
        let mut all: Vec<Serving> = items::without_line(db, limit).await?.into_iter().map(serving).collect();
        let nameless = channels::list(db).await?.into_iter().filter(|channel| {
            channel.line.is_none() && channel.state != crate::model::channel::ChannelState::Closed
        });
        all.extend(nameless.map(|channel| Serving {
            title: channel.name,
            kind_key: "channels-kind-channel",
            state_key: channel.state.key(),
            address: format!("/desk/channels/{}", channel.id),
            public: Some(channel.address).filter(|address| !address.is_empty()),
            at: None,
        }));
        all.truncate(usize::try_from(limit).unwrap_or(0));
        Ok(all)
    }

    async fn count(&self, db: &mut Conn, line: LineId) -> Result<i64, DbError> {
        items::count_of_line(db, line).await
    }

    async fn of_campaign(
        &self,
        db: &mut Conn,
        campaign: CampaignId,
        limit: i64,
    ) -> Result<Vec<Serving>, DbError> {
        let mut all = Vec::new();
        for item in items::of_campaign(db, campaign, limit).await? {
            // The public reads communiqués by their title; the titles of other texts are the team's.
            let shown = communiques::shown_at(db, item.id).await?.is_some();
            let number = if shown { communiques::of(db, item.id).await? } else { None };
            let public = number.and_then(|one| one.name()).map(|number| format!("/press/{number}"));
            all.push(Serving { public, ..serving(item) });
        }
        Ok(all)
    }
}

const ITEM: &str = "channels.item:";
const CHANNEL: &str = "channels.channel:";

#[async_trait]
impl Evidences for Channels {
    async fn lately(&self, db: &mut Conn, since: Timestamp, limit: i64) -> Result<Vec<Evidence>, DbError> {
        let until = Timestamp::from_millisecond(i64::MAX);
        let mut all: Vec<Evidence> = Vec::new();
        for line in calendar::deliveries(db, since, until, LOOKED_AT).await? {
            let mark = format!("{ITEM}{}", line.item);
            if line.state == Sent::Confirmed && !all.iter().any(|known| known.mark == mark) {
                all.push(Evidence {
                    mark,
                    key: "channels-evidence-published",
                    title: line.title,
                    address: format!("/desk/items/{}", line.item),
                    at: line.due_at,
                });
            }
        }
        for channel in channels::list(db).await?.into_iter().filter(|channel| channel.created_at >= since) {
            all.push(Evidence {
                mark: format!("{CHANNEL}{}", channel.id),
                key: "channels-evidence-channel",
                title: channel.name,
                address: format!("/desk/channels/{}", channel.id),
                at: channel.created_at,
            });
        }
        all.sort_by_key(|one| std::cmp::Reverse(one.at));
        all.truncate(usize::try_from(limit).unwrap_or(0));
        Ok(all)
    }

    async fn find(&self, db: &mut Conn, mark: &str) -> Result<Option<Evidence>, DbError> {
        if let Some(id) = mark.strip_prefix(ITEM).and_then(|id| id.parse().ok()) {
            let Some(item) = items::by_id(db, id).await? else { return Ok(None) };
            let out = deliveries::of(db, id).await?.into_iter().filter(|one| one.state == Sent::Confirmed);
            let at = out.map(|one| one.due_at).min();
            return Ok(at.map(|at| Evidence {
                mark: mark.to_owned(),
                key: "channels-evidence-published",
                title: item.title,
                address: format!("/desk/items/{id}"),
                at,
            }));
        }
        let Some(id) = mark.strip_prefix(CHANNEL).and_then(|id| id.parse().ok()) else { return Ok(None) };
        let channel = channels::by_id(db, id).await?;
        Ok(channel.map(|channel| Evidence {
            mark: mark.to_owned(),
            key: "channels-evidence-channel",
            title: channel.name,
            address: format!("/desk/channels/{id}"),
            at: channel.created_at,
        }))
    }
}

#[async_trait]
impl Weekly for Channels {
    async fn week(
        &self,
        db: &mut Conn,
        from: Timestamp,
        until: Timestamp,
        now: Timestamp,
    ) -> Result<Vec<WeekPart>, DbError> {
        let mut all = calendar::deliveries(db, from, until, SHEET * 20).await?;
        if (from..until).contains(&now) {
            // What is late stays so, whichever week it is of.
            all.extend(calendar::unsettled(db, from, SHEET).await?);
        }
        let names: std::collections::HashMap<_, _> =
            channels::list(db).await?.into_iter().map(|channel| (channel.id, channel.name)).collect();
        let part = |title_key, none_key, note_key, order, wanted: &dyn Fn(&calendar::Line) -> bool| {
            let found: Vec<_> = all.iter().filter(|line| wanted(line)).collect();
            let thing = |line: &&calendar::Line| WeekThing {
                title: match names.get(&line.channel) {
                    Some(name) => format!("{} · {name}", line.title),
                    None => line.title.clone(),
                },
                address: format!("/desk/items/{}", line.item),
                at: Some(line.due_at),
                note_key,
                count: 0,
            };
            WeekPart {
                title_key,
                none_key,
                order,
                count: i64::try_from(found.len()).unwrap_or(i64::MAX),
                things: found.iter().take(usize::try_from(SHEET).unwrap_or(0)).map(thing).collect(),
            }
        };
        let late = now - LATE;
        let waiting = conversations::overdue(db, now, SHEET).await?;
        let unanswered = WeekPart {
            title_key: "channels-week-unanswered",
            none_key: "channels-week-unanswered-none",
            order: 30,
            count: i64::try_from(waiting.len()).unwrap_or(i64::MAX),
            things: waiting
                .into_iter()
                .map(|one| WeekThing {
                    // Who waits is not for a sheet that lies on tables, nor for all who read it.
                    title: format!("№ {}", one.number()),
                    address: String::new(),
                    at: one.due_at,
                    note_key: one.source.key(),
                    count: 0,
                })
                .collect(),
        };
        Ok(vec![
            unanswered,
            part("channels-week-out", "channels-week-out-none", "channels-delivery-confirmed", 10, &|line| {
                line.state == Sent::Confirmed
            }),
            part("channels-week-due", "channels-week-due-none", "channels-delivery-waiting", 20, &|line| {
                line.state.is_open() && line.due_at > late
            }),
            part("channels-week-late", "channels-week-late-none", "channels-week-not-out", 40, &|line| {
                line.state != Sent::Confirmed && line.due_at <= late
            }),
        ])
    }

    async fn brought(
        &self,
        db: &mut Conn,
        from: Timestamp,
        until: Timestamp,
    ) -> Result<Vec<Brought>, DbError> {
        brought::since(db, from, until).await
    }
}

#[async_trait]
impl Waiting for Channels {
    async fn waiting(&self, db: &mut Conn, member: &Member) -> Result<Vec<(&'static str, i64)>, DbError> {
        let mut all = 0;
        let of_two = member.may(&WRITE) && ways::get(db).await?.preset == Some(Preset::Two);
        all += match member.may(&APPROVE) || member.may(&SAFETY) {
            true => items::count_at(db, Stage::InReview).await?,
            false => items::count_to_approve(db, member.id, of_two).await?,
        };
        if member.may(&PUBLISH) {
            let now = self.clock.now();
            all += deliveries::count_wanting(db, now, now - LATE).await?;
        }
        let mut waiting = vec![("/desk/today", all)];
        if member.may(&INBOX) {
            waiting.push(("/desk/inbox", conversations::count_open(db, Some(member.id)).await?));
        }
        Ok(waiting)
    }
}

#[async_trait]
impl Standstill for Channels {
    async fn since(&self, db: &mut Conn) -> Result<Option<Timestamp>, DbError> {
        Ok(ways::get(db).await?.cut_at)
    }
}
