//! Sends a mailing: one letter, or one message, to each who is on a list, by the batch, none of them twice.
//!
//! Letters are written down before the first one goes, in short acts that can be taken up again. Then a
//! batch is armed in one act, each letter is handed to the post outside of any act, and one act settles
//! what became of them. A letter found armed by a hand that is gone may have arrived: it is unsure, and a
//! person says whether it goes once more. What is certain not to have gone waits for a later try.

use std::time::Duration;

use griot_db::DbError;
use griot_kernel::Timestamp;
use griot_web::Section;
use uuid::Uuid;

use crate::{
    acts::{log, risk, settle},
    engine::{act, take},
    letter::{From, Sheet},
    model::{
        audience::Reads,
        channel::{Channel, ChannelState},
        delivery::{Back, Delivery, DeliveryId, State, pause},
        mailing::{Counts, LetterState, Mailing, Newsletter, minute, named, next_minute},
        message::sms_text,
        network::Network,
    },
    networks::Trouble,
    posting::{Done, Outcome, Posting},
    store::{
        audiences, channels, deliveries, items,
        letters::{self, Armed},
        machine, mailings, newsletters, texts, ways,
    },
};

/// How long a hand may be silent before another takes the mailing up.
const LEASE: Duration = Duration::from_secs(90);
/// So many letters are written down in one act.
const CHUNK: i64 = 2_000;
/// How long is waited for a gateway that is not there any more.
const CLOSED: Duration = Duration::from_secs(600);
/// The word of the subject that stands in addresses is no longer than this.
const SLUG: usize = 60;

/// How a turn with a mailing ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// Nothing more is to be done at this moment.
    Rest,
    /// Time was up, and more could go at once.
    More,
}

/// Turns to a mailing that is due and sends until `until`. Nothing is done where somebody else works on
/// it, or everything stands still.
pub async fn carry(section: &Section, id: DeliveryId, until: Timestamp) -> Result<Turn, DbError> {
    let lease = Uuid::from_bytes(section.random.bytes());
    let Some((delivery, channel)) = take(section, id, lease).await? else { return Ok(Turn::Rest) };
    let newsletter = newsletters::of(&mut *section.db.read().await?, channel.id).await?;
    let mut hand = Hand { section, lease, delivery, channel };
    let Some(newsletter) = newsletter else { return hand.reject("channels-trouble-no-list").await };
    if hand.is_late() {
        return hand.late().await;
    }
    if hand.channel.network == Network::Sms
        && let Some(turn) = hand.stays().await?
    {
        return Ok(turn);
    }
    if !hand.begin(&newsletter).await? || !hand.gather().await? {
        return Ok(Turn::Rest);
    }
    let posting = match hand.posting(&newsletter).await? {
        Ok(posting) => posting,
        Err(cause) => {
            tracing::error!(%cause, "a letter could not be laid out");
            return hand.reject("channels-trouble-letter").await;
        }
    };
    let turn = hand.send(&posting, until).await?;
    hand.tell_how_far().await?;
    Ok(turn)
}

/// The name of a mailing in addresses: the day and the subject, and something that no other mailing has.
pub(crate) fn slug_of(delivery: &Delivery) -> String {
    let subject: String = griot_text::slug(&named(&delivery.message.text)).chars().take(SLUG).collect();
    let id = delivery.id.as_uuid().simple().to_string();
    let short: String = id.chars().rev().take(6).collect();
    format!("{}-{}-{short}", delivery.due_at.day(), subject.trim_matches('-'))
}

/// Whoever works on one mailing.
struct Hand<'a> {
    section: &'a Section,
    lease: Uuid,
    delivery: Delivery,
    channel: Channel,
}

impl Hand<'_> {
    fn now(&self) -> Timestamp {
        self.section.clock.now()
    }

    fn is_late(&self) -> bool {
        self.delivery.not_after.is_some_and(|last| self.now() > last)
    }

    /// Whom it reaches by their language, beside what says the same on this channel in others.
    async fn reads(&self) -> Result<Reads, DbError> {
        let mut db = self.section.db.read().await?;
        let own = self.delivery.message.language;
        let item = items::by_id(&mut db, self.delivery.item).await?;
        // What went out before, and was taken back, is none of this round.
        let beside = texts::variants(&mut db, self.delivery.item).await?.into_iter();
        let beside = beside.filter(|one| one.channel == self.channel.id).map(|one| one.language);
        let all: Vec<_> = beside.chain([own]).collect();
        Ok(Reads::of(own, &all, item.map_or(own, |item| item.language)))
    }

    /// Writes the mailing down, with whom it reaches; what an earlier hand armed is unsure from now on.
    async fn begin(&mut self, newsletter: &Newsletter) -> Result<bool, DbError> {
        let slug = slug_of(&self.delivery);
        self.delivery.state = State::Bringing;
        let reads = self.reads().await?;
        act!(self.section, tx => {
            let part = match newsletter.segment {
                Some(id) => newsletters::segment(tx, id).await?.map(|one| one.part).unwrap_or_default(),
                None => Default::default(),
            };
            let mailing = Mailing {
                delivery: self.delivery.id,
                audience: Some(newsletter.audience),
                part,
                reads: reads.clone(),
                slug: slug.clone(),
                gathered_to: 0,
                gathered_at: None,
                ended_at: None,
            };
            let held = machine::step(tx, &self.delivery, self.lease, Some(self.now() + LEASE)).await?;
            // What another hand armed meanwhile is that hand's.
            if held {
                mailings::begin(tx, &mailing).await?;
                mailings::reopen(tx, self.delivery.id).await?;
                letters::doubt(tx, self.delivery.id).await?;
            }
            held
        })
    }

    /// Writes down a letter for each reader, one short act after the other. Whether all are written down.
    async fn gather(&mut self) -> Result<bool, DbError> {
        loop {
            let more = act!(self.section, tx => {
                let Some(mailing) = mailings::of(tx, self.delivery.id).await? else { return Ok(None) };
                let (None, Some(audience)) = (mailing.gathered_at, mailing.audience) else {
                    return Ok(Some(false));
                };
                let until = Some(self.now() + LEASE);
                if !machine::step(tx, &self.delivery, self.lease, until).await? {
                    return Ok(None);
                }
                let after = mailing.gathered_to;
                let reach = letters::reach(tx, audience, after, CHUNK).await?;
                let to = reach.unwrap_or(after);
                let whom = (&mailing.part, &mailing.reads);
                letters::gather(tx, self.delivery.id, audience, whom, (after, to)).await?;
                let done = reach.is_none().then(|| self.now());
                mailings::gathered(tx, self.delivery.id, to, done).await?;
                Some(reach.is_some())
            })?;
            match more {
                Some(true) => {}
                Some(false) => return Ok(true),
                None => return Ok(false),
            }
        }
    }

    /// Looks whether messages may go at all, before any does: not where the risk grew since they were
    /// planned. Without a gateway people send them, unless some are out already.
    async fn stays(&mut self) -> Result<Option<Turn>, DbError> {
        let mut db = self.section.db.read().await?;
        let item = items::by_id(&mut db, self.delivery.item).await?;
        let forbidden = match &item {
            Some(item) => risk::forbids_sms(self.section, &mut db, item).await?,
            None => true,
        };
        let begun = mailings::of(&mut db, self.delivery.id).await?.is_some();
        drop(db);
        if forbidden {
            return self.stop("channels-trouble-sms-risk").await.map(Some);
        }
        if self.section.sms.is_some() {
            return Ok(None);
        }
        if begun {
            self.delivery.trouble = Some(Trouble::Transient.as_str().to_owned());
            return self.wait(self.now() + CLOSED).await.map(Some);
        }
        let (id, key) = (self.delivery.id, "channels-trouble-no-gateway");
        act!(self.section, tx => machine::to_hands(tx, id, self.lease, key).await?)?;
        Ok(Some(Turn::Rest))
    }

    /// What all get.
    async fn posting(
        &mut self,
        newsletter: &Newsletter,
    ) -> Result<Result<Posting, crate::letter::NotLaidOut>, DbError> {
        if self.channel.network == Network::Sms {
            return Ok(Ok(Posting::Message(sms_text(&self.delivery.message))));
        }
        let mut db = self.section.db.read().await?;
        let mailing = mailings::of(&mut db, self.delivery.id).await?;
        let audience = audiences::by_id(&mut db, newsletter.audience).await?;
        drop(db);
        let language = self.delivery.message.language;
        let page = mailing
            .filter(|_| audience.as_ref().is_some_and(|list| list.public))
            .map(|mailing| self.section.url(&format!("/newsletter/{}", mailing.slug)));
        self.delivery.remote_address.clone_from(&page);
        let settings = self.section.settings();
        let from = From {
            section: &settings.name,
            list: audience.as_ref().map_or("", |list| list.name_in(language)),
            list_slug: audience.as_ref().map_or("", |list| list.slug.as_str()),
            postal: &newsletter.postal,
            site: &self.section.url(""),
            page,
        };
        let sheet = Sheet::new(&self.delivery.message, &from, &self.section.words(language));
        Ok(sheet.map(|sheet| Posting::Letter(Box::new(sheet))))
    }

    async fn send(&mut self, posting: &Posting, until: Timestamp) -> Result<Turn, DbError> {
        self.delivery.state = State::Ready;
        loop {
            if self.is_late() {
                return self.late().await;
            }
            let hand = Uuid::from_bytes(self.section.random.bytes());
            let batch = match self.arm(hand, posting.batch()).await? {
                Armory::Letters(batch) => batch,
                Armory::Until(at) => return self.wait(at).await,
                Armory::Nothing => return self.finish().await,
                Armory::Gone => return Ok(Turn::Rest),
            };
            let done = posting.hand_over(self.section, &self.delivery, batch).await;
            if let Some(later) = self.settle(hand, done).await? {
                return self.wait(later).await;
            }
            if self.now() >= until {
                self.wait(self.now()).await?;
                return Ok(Turn::More);
            }
        }
    }

    /// Arms what may go now, unless somebody stopped it.
    async fn arm(&self, hand: Uuid, most: i64) -> Result<Armory, DbError> {
        let (now, id) = (self.now(), self.delivery.id);
        act!(self.section, tx => {
            let open = channels::by_id(tx, self.channel.id).await?;
            let open = open.is_some_and(|channel| channel.state == ChannelState::Open);
            if !open || ways::get(tx).await?.cut_at.is_some() {
                // It goes on when the channel is opened again.
                machine::step(tx, &self.delivery, self.lease, None).await?;
                Armory::Gone
            } else if deliveries::by_id(tx, id).await?.is_none_or(|kept| kept.back.is_some())
                || !machine::step(tx, &self.delivery, self.lease, Some(now + LEASE)).await?
            {
                Armory::Gone
            } else {
                let Some(newsletter) = newsletters::of(tx, self.channel.id).await? else {
                    return Ok(Armory::Gone);
                };
                let allowed = newsletter.left_in(now).min(most);
                let armed = if allowed > 0 { letters::arm(tx, id, hand, now, allowed).await? } else { 0 };
                match (armed, letters::next_at(tx, id).await?) {
                    (1.., _) => {
                        let many = i64::try_from(armed).unwrap_or(i64::MAX);
                        newsletters::spend(tx, self.channel.id, minute(now), many).await?;
                        Armory::Letters(letters::armed(tx, id, hand).await?)
                    }
                    (0, None) => Armory::Nothing,
                    (0, Some(at)) if allowed > 0 => Armory::Until(at),
                    (0, Some(_)) => Armory::Until(next_minute(now)),
                }
            }
        })
    }

    /// Writes down what became of a batch, in one act. Until when to wait, if the post takes nothing.
    async fn settle(&mut self, hand: Uuid, done: Vec<Done>) -> Result<Option<Timestamp>, DbError> {
        let (now, id) = (self.now(), self.delivery.id);
        let away = !done.is_empty() && done.iter().all(|one| one.outcome == Outcome::Later);
        self.delivery.tries = if away { self.delivery.tries + 1 } else { 0 };
        self.delivery.trouble = away.then(|| Trouble::Transient.as_str().to_owned());
        act!(self.section, tx => {
            for Done { armed, outcome } in &done {
                let (state, tries, at) = match outcome {
                    Outcome::Sent => continue,
                    Outcome::Unsure => (LetterState::Unsure, armed.tries, now),
                    // Nothing left at all: no letter is to blame.
                    Outcome::Later if away => (LetterState::Waiting, armed.tries, now),
                    Outcome::Later => {
                        let tries = armed.tries + 1;
                        (LetterState::Waiting, tries, now + pause(tries))
                    }
                    Outcome::Refused => (LetterState::Refused, armed.tries, now),
                };
                letters::settle(tx, id, hand, armed.subscriber, state, (tries, at)).await?;
            }
            letters::settle_rest(tx, id, hand).await?;
        })?;
        Ok(away.then(|| now + pause(self.delivery.tries)))
    }

    /// Lets it go until later.
    async fn wait(&mut self, until: Timestamp) -> Result<Turn, DbError> {
        self.delivery.next_at = Some(until);
        act!(self.section, tx => machine::step(tx, &self.delivery, self.lease, None).await?)?;
        Ok(Turn::Rest)
    }

    /// All letters are settled: it is out, unless nobody got one.
    async fn finish(&mut self) -> Result<Turn, DbError> {
        let counts = letters::counts(&mut *self.section.db.read().await?, self.delivery.id).await?;
        if counts.any_gone() {
            self.end(State::Confirmed, None, &counts).await
        } else if counts.total() == 0 {
            self.nobody(&counts).await
        } else {
            self.end(State::Rejected, Some("channels-trouble-no-letter"), &counts).await
        }
    }

    /// There is nobody to write to. That is no failure of one language among several.
    async fn nobody(&mut self, counts: &Counts) -> Result<Turn, DbError> {
        let mailing = mailings::of(&mut *self.section.db.read().await?, self.delivery.id).await?;
        if mailing.is_none_or(|mailing| mailing.reads == Reads::Any) {
            return self.end(State::Rejected, Some("channels-trouble-nobody"), counts).await;
        }
        let (now, item) = (self.now(), self.delivery.item);
        let words = self.section.words(self.section.settings().language);
        let language = words.language_name(self.delivery.message.language);
        act!(self.section, tx => {
            let moment = (now, self.section.random.as_ref());
            log::note(tx, item, "channels-act-nobody-reads", None, None, &language, moment).await?;
        })?;
        self.end(State::Stopped, None, counts).await
    }

    /// What was armed and not settled is unsure, if this hand still holds the mailing.
    async fn doubt(&self) -> Result<(), DbError> {
        act!(self.section, tx => {
            if machine::step(tx, &self.delivery, self.lease, Some(self.now() + LEASE)).await? {
                letters::doubt(tx, self.delivery.id).await?;
            }
        })
    }

    /// Its last hour passed: what has not gone does not go.
    async fn late(&mut self) -> Result<Turn, DbError> {
        self.doubt().await?;
        let counts = letters::counts(&mut *self.section.db.read().await?, self.delivery.id).await?;
        let partly = counts.any_gone().then_some("channels-trouble-letters-late");
        self.end(State::GaveUp, partly, &counts).await
    }

    /// It may not go on: what has not gone does not go.
    async fn stop(&mut self, key: &'static str) -> Result<Turn, DbError> {
        self.doubt().await?;
        let counts = letters::counts(&mut *self.section.db.read().await?, self.delivery.id).await?;
        let state = if counts.any_gone() { State::GaveUp } else { State::Rejected };
        self.end(state, Some(key), &counts).await
    }

    async fn reject(&mut self, key: &'static str) -> Result<Turn, DbError> {
        self.end(State::Rejected, Some(key), &Counts::default()).await
    }

    /// Writes how it ended, and what that means for its item, in one act.
    async fn end(
        &mut self,
        state: State,
        trouble: Option<&'static str>,
        counts: &Counts,
    ) -> Result<Turn, DbError> {
        let (now, id) = (self.now(), self.delivery.id);
        self.delivery.state = state;
        self.delivery.next_at = None;
        self.delivery.ended_at = Some(now);
        self.delivery.trouble = trouble.map(|_| "content".to_owned());
        self.delivery.trouble_key = trouble.map(str::to_owned);
        self.delivery.remote_id = counts.any_gone().then(|| id.as_uuid().simple().to_string());
        act!(self.section, tx => {
            if machine::step(tx, &self.delivery, self.lease, None).await? {
                if !counts.any_gone() {
                    // What never came out is taken back by that.
                    machine::set_back(tx, id, Back::Done, now).await?;
                }
                mailings::count(tx, id, counts, Some(now)).await?;
                settle::item(tx, self.delivery.item, now, self.section.random.as_ref()).await?;
                tx.public_changed().await?;
            }
        })?;
        Ok(Turn::Rest)
    }

    /// Keeps the numbers of a mailing that is under way, so that pages need not count.
    async fn tell_how_far(&self) -> Result<(), DbError> {
        let id = self.delivery.id;
        act!(self.section, tx => {
            if let Some(mailing) = mailings::of(tx, id).await?.filter(|one| one.ended_at.is_none()) {
                let counts = letters::counts(tx, id).await?;
                mailings::count(tx, mailing.delivery, &counts, None).await?;
                tx.public_changed().await?;
            }
        })
    }
}

/// What there is to send.
enum Armory {
    /// These, now.
    Letters(Vec<Armed>),
    /// Some, but not before this.
    Until(Timestamp),
    /// Nothing any more.
    Nothing,
    /// Somebody stopped it, or took it over.
    Gone,
}
