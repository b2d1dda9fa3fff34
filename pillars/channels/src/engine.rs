//! Carries a delivery to its network: exactly once, or nobody knows and a person is told so.
//!
//! Each step is written before the next is made, under a lease. Before the one call that publishes,
//! the delivery is written as *armed*, with the words by which its text is known again; whatever
//! happens then, a delivery found armed is looked for and never simply sent again.

mod app;
mod back;
mod key;
mod taking;

use std::time::Duration;

use griot_db::DbError;
use griot_files::FileKey;
use griot_kernel::{Id, Random, Timestamp};
use griot_web::Section;
use uuid::Uuid;

use crate::{
    acts::settle,
    model::{
        channel::{Channel, KeyState},
        delivery::{ASKS, Back, BroughtPicture, Delivery, DeliveryId, KeptToken, LOOKS, State, pause},
        message::MessagePicture,
    },
    networks::{
        Account, Brought, Carried, Key, Line, Media, Remote, Sight, Token, Trouble, Wire, bluesky::tid,
    },
    store::{budgets, deliveries, keys, machine},
};

pub use back::take_back;
pub use key::{KeyFault, awake, open_key, seal_key};
pub(crate) use taking::{stands_still, take};

/// Nobody works longer than this on one step, since no call waits longer than four minutes.
const LEASE: Duration = Duration::from_secs(300);
/// What was brought is thrown away by networks when no text names it soon.
const FRESH: Duration = Duration::from_secs(120);
/// How often a key that opens nothing is tried.
const CLOSED: Duration = Duration::from_secs(3600);
/// How long a picture that a network still works on is left alone.
const SOON: Duration = Duration::from_secs(30);
/// How often a small act that collided with another is tried.
pub(crate) const COLLISIONS: u32 = 6;

/// Does a small act on `$tx`, again where another one came in between. What it writes must not rest
/// on what an earlier try changed outside.
macro_rules! act {
    ($section:expr, $tx:ident => $done:expr) => {{
        let mut collisions = 0;
        loop {
            let tried = async {
                let mut tx = $section.db.begin().await?;
                let $tx = &mut tx;
                let done = $done;
                tx.commit().await?;
                Ok::<_, griot_db::DbError>(done)
            };
            match tried.await {
                Err(griot_db::DbError::Conflict(_)) if collisions < $crate::engine::COLLISIONS => {
                    collisions += 1
                }
                tried => break tried,
            }
        }
    }};
}
pub(crate) use act;

/// What to do next with a delivery.
enum Next {
    /// The next step, now.
    On,
    /// It is written and let go.
    Rest,
}

/// Turns to a delivery that is due and carries it as far as it goes at this moment. Nothing is done
/// where somebody else works on it, or everything stands still.
pub async fn carry(section: &Section, wire: &dyn Wire, id: DeliveryId) -> Result<(), DbError> {
    let lease = Uuid::from_bytes(section.random.bytes());
    let Some((mut delivery, channel)) = take(section, id, lease).await? else { return Ok(()) };
    let mut hand = Hand { section, wire, lease, channel, account: None, woken_again: false };
    if delivery.state == State::Armed {
        // Whoever armed it did not come back: nobody knows how far the call came.
        delivery.state = State::Unknown;
    }
    loop {
        let next = match delivery.state {
            State::Waiting | State::Bringing | State::Ready if hand.is_late(&delivery) => {
                hand.end(&mut delivery, State::GaveUp).await?
            }
            state => match hand.open(&mut delivery).await? {
                Next::Rest => Next::Rest,
                Next::On => match state {
                    State::Waiting | State::Bringing => hand.bring(&mut delivery).await?,
                    State::Ready => hand.send(&mut delivery).await?,
                    State::Unknown => hand.look(&mut delivery).await?,
                    State::Armed | State::Confirmed | State::Rejected | State::GaveUp | State::Stopped => {
                        Next::Rest
                    }
                },
            },
        };
        if matches!(next, Next::Rest) {
            return Ok(());
        }
    }
}

/// By what wires reach the world.
pub fn line(section: &Section) -> Line<'_> {
    Line { fetcher: &section.fetcher, now: section.clock.now(), app: section }
}

/// What the act found that writes a delivery as armed.
enum Arming {
    /// The call may be made.
    Armed,
    /// Somebody else works on it.
    Lost,
    /// It was taken back meanwhile.
    Unwanted,
    /// Everything was stopped meanwhile, or its channel was.
    StandsStill,
}

/// Whoever works on one delivery.
struct Hand<'a> {
    section: &'a Section,
    wire: &'a dyn Wire,
    lease: Uuid,
    channel: Channel,
    account: Option<Account>,
    /// Whether the key was made anew from what its owner typed, since it opened nothing.
    woken_again: bool,
}

impl Hand<'_> {
    fn now(&self) -> Timestamp {
        self.section.clock.now()
    }

    fn is_late(&self, delivery: &Delivery) -> bool {
        delivery.not_after.is_some_and(|last| self.now() > last)
    }

    /// Writes how far it is and holds on to it.
    async fn keep(&self, delivery: &Delivery) -> Result<Next, DbError> {
        let until = self.now() + LEASE;
        let held = act!(self.section, tx => machine::step(tx, delivery, self.lease, Some(until)).await?)?;
        Ok(if held { Next::On } else { Next::Rest })
    }

    /// Writes how far it is and lets it go.
    async fn release(&self, delivery: &Delivery) -> Result<Next, DbError> {
        act!(self.section, tx => machine::step(tx, delivery, self.lease, None).await?)?;
        Ok(Next::Rest)
    }

    /// Lets it go until later. What was brought for it would be gone by then, unless that is soon.
    async fn wait(&self, delivery: &mut Delivery, until: Timestamp) -> Result<Next, DbError> {
        if delivery.state == State::Ready && until > self.now() + FRESH {
            delivery.state = State::Waiting;
            delivery.brought.clear();
        }
        delivery.next_at = Some(until);
        self.release(delivery).await
    }

    /// Writes how it ended, and what that means for its item, in one act.
    async fn end(&self, delivery: &mut Delivery, state: State) -> Result<Next, DbError> {
        let now = self.now();
        delivery.state = state;
        delivery.next_at = None;
        delivery.ended_at = Some(now);
        act!(self.section, tx => {
            if machine::step(tx, delivery, self.lease, None).await? {
                match state {
                    State::Confirmed => keys::checked(tx, self.channel.id, KeyState::Well, None, now).await?,
                    // What never came out is taken back by that.
                    _ => drop(machine::set_back(tx, delivery.id, Back::Done, now).await?),
                }
                settle::item(tx, delivery.item, now, self.section.random.as_ref()).await?;
            }
        })?;
        Ok(Next::Rest)
    }

    async fn confirm(&self, delivery: &mut Delivery, remote: Remote) -> Result<Next, DbError> {
        delivery.remote_id = Some(remote.id);
        delivery.remote_address = remote.address;
        forgive(delivery);
        self.end(delivery, State::Confirmed).await
    }

    /// Has the key at hand, renewed where that is needed.
    async fn open(&mut self, delivery: &mut Delivery) -> Result<Next, DbError> {
        if self.account.is_some() {
            return Ok(Next::On);
        }
        let (section, channel) = (self.section, &self.channel);
        let Some(account) = key::account(section, channel).await? else {
            return self.trouble(delivery, Trouble::Reauth).await;
        };
        match self.wire.wake(line(section), &account).await {
            Ok(None) => self.account = Some(account),
            Ok(Some(fresh)) => {
                let fresh = account.key.renewed(fresh);
                if !key::renew(section, channel.id, &fresh).await? {
                    // Somebody else renewed it first, or took it away: theirs is read at the next turn.
                    let soon = self.now() + SOON;
                    return self.wait(delivery, soon).await;
                }
                self.account = Some(Account { key: fresh, ..account });
            }
            // A door that stays shut says nothing of what went through it: it is looked for until it opens.
            Err(Trouble::Content(..)) if delivery.state == State::Unknown => {
                return self.trouble(delivery, Trouble::Unknown).await;
            }
            Err(trouble) => return self.trouble(delivery, trouble.harmless()).await,
        }
        Ok(Next::On)
    }

    /// Makes the key anew from what its owner typed, once, since a session may end before its time.
    /// Whether it opens now.
    async fn wake_again(&mut self) -> Result<bool, DbError> {
        let Some(account) = self.account.take().filter(|_| !self.woken_again) else { return Ok(false) };
        self.woken_again = true;
        if account.key.access.is_empty() || account.key.typed.is_empty() {
            return Ok(false);
        }
        let blank = Key { access: Default::default(), access_ends: None, ..account.key.clone() };
        let account = Account { key: blank, ..account };
        let Ok(Some(fresh)) = self.wire.wake(line(self.section), &account).await else { return Ok(false) };
        let fresh = account.key.renewed(fresh);
        let kept = key::renew(self.section, self.channel.id, &fresh).await?;
        self.account = Some(Account { key: fresh, ..account }).filter(|_| kept);
        Ok(kept)
    }

    /// Brings the next picture, or finds that all are there.
    async fn bring(&mut self, delivery: &mut Delivery) -> Result<Next, DbError> {
        let Some(account) = &self.account else { return Ok(Next::Rest) };
        let line = line(self.section);
        let brought = match delivery.brought.last() {
            Some(last) if !last.ready => {
                let name = last.name.clone();
                let asked = self.wire.ask(line, account, &name).await;
                delivery.brought.pop();
                asked
            }
            _ => match delivery.message.pictures.get(delivery.brought.len()) {
                None => {
                    delivery.state = State::Ready;
                    delivery.looks = 0;
                    return self.keep(delivery).await;
                }
                Some(picture) => match self.media(picture).await {
                    Some(media) => self.wire.bring(line, account, &media).await,
                    None => Err(Trouble::Transient),
                },
            },
        };
        delivery.state = State::Bringing;
        match brought {
            Ok(Brought::Ready(name)) => {
                delivery.brought.push(BroughtPicture { name, ready: true });
                delivery.looks = 0;
                self.keep(delivery).await
            }
            Ok(Brought::Pending(name)) => {
                delivery.brought.push(BroughtPicture { name, ready: false });
                delivery.looks += 1;
                if delivery.looks > ASKS {
                    let slow = Trouble::Content("channels-trouble-picture-slow", String::new());
                    return self.trouble(delivery, slow).await;
                }
                let soon = self.now() + SOON;
                self.wait(delivery, soon).await
            }
            Err(trouble) => self.trouble(delivery, trouble.harmless()).await,
        }
    }

    /// The file of a picture, if the house has it at hand.
    async fn media(&self, picture: &MessagePicture) -> Option<Media> {
        let key = FileKey::parse(&picture.key).ok()?;
        let bytes = self.section.files.get(&key).await.ok()?;
        Some(Media { bytes, alt: picture.alt.clone(), width: picture.width, height: picture.height })
    }

    /// The pictures that were brought, with what the network calls them.
    async fn carried(&self, delivery: &Delivery) -> Option<Vec<Carried>> {
        let mut all = Vec::new();
        for (brought, picture) in delivery.brought.iter().zip(&delivery.message.pictures) {
            all.push(Carried { name: brought.name.clone(), media: self.media(picture).await? });
        }
        Some(all)
    }

    /// Writes that the call is about to be made, makes it once, and writes what came of it.
    async fn send(&mut self, delivery: &mut Delivery) -> Result<Next, DbError> {
        if let Some(until) = self.rest_until().await? {
            return self.rest(delivery, until).await;
        }
        if let Some(until) = self.app_rests_until().await? {
            return self.trouble(delivery, Trouble::Rate(Some(until))).await;
        }
        let Some(account) = &self.account else { return Ok(Next::Rest) };
        let Some(carried) = self.carried(delivery).await else {
            return self.trouble(delivery, Trouble::Transient).await;
        };
        let now = self.now();
        let kept = delivery.token.get_or_insert_with(|| token_for(self.section.random.as_ref(), now));
        kept.key = key_of(delivery.id, &delivery.message.digest());
        let token = Token { key: kept.key.clone(), name: kept.name.clone(), at: kept.at };
        delivery.state = State::Armed;
        let window = Duration::from_secs(u64::try_from(self.wire.budget().seconds).unwrap_or(0));
        let armed = act!(self.section, tx => {
            // Whoever took the text back meanwhile wants it sent no more, although it is not out.
            let kept = deliveries::by_id(tx, delivery.id).await?;
            if kept.is_none_or(|kept| kept.back.is_some()) {
                Arming::Unwanted
            } else if stands_still(tx, self.channel.id).await? {
                Arming::StandsStill
            } else if machine::step(tx, delivery, self.lease, Some(now + LEASE)).await? {
                budgets::spend(tx, self.channel.id, now, now - window).await?;
                Arming::Armed
            } else {
                Arming::Lost
            }
        });
        match armed? {
            Arming::Armed => {}
            Arming::Lost => return Ok(Next::Rest),
            Arming::Unwanted => return self.end(delivery, State::Stopped).await,
            Arming::StandsStill => {
                delivery.state = State::Waiting;
                delivery.brought.clear();
                return self.wait(delivery, now).await;
            }
        }
        let line = line(self.section);
        match self.wire.send(line, account, &delivery.message, &carried, &token).await {
            Ok(remote) => self.confirm(delivery, remote).await,
            Err(Trouble::Unknown) => {
                delivery.state = State::Unknown;
                delivery.looks = 0;
                delivery.trouble = Some(Trouble::Unknown.as_str().to_owned());
                delivery.next_at = self.wire.sees().then(|| self.now() + pause(1));
                self.release(delivery).await
            }
            Err(trouble) => {
                delivery.state = State::Ready;
                self.trouble(delivery, trouble).await
            }
        }
    }

    /// Leaves the network alone until then, with everything else that is due there: otherwise each of
    /// thousands would be taken up only to find out the same.
    async fn rest(&self, delivery: &mut Delivery, until: Timestamp) -> Result<Next, DbError> {
        let (id, now) = (self.channel.id, self.now());
        act!(self.section, tx => machine::delay(tx, id, now, until, until > now + FRESH).await?)?;
        self.wait(delivery, until).await
    }

    /// Until when the network wants to be left alone, if it does.
    async fn rest_until(&self) -> Result<Option<Timestamp>, DbError> {
        let spent = budgets::of(&mut *self.section.db.read().await?, self.channel.id).await?;
        let (now, budget) = (self.now(), self.wire.budget());
        let Some(spent) = spent else { return Ok(None) };
        if let Some(until) = spent.until.filter(|until| *until > now) {
            return Ok(Some(until));
        }
        let ends = spent.since + Duration::from_secs(u64::try_from(budget.seconds).unwrap_or(0));
        Ok((spent.used >= budget.most && ends > now).then_some(ends))
    }

    /// Until when the app of the network makes no call for any account, if it rests.
    async fn app_rests_until(&self) -> Result<Option<Timestamp>, DbError> {
        if !self.wire.shares_app() {
            return Ok(None);
        }
        let until = budgets::app_rest(&mut *self.section.db.read().await?).await?;
        Ok(until.filter(|until| *until > self.now()))
    }

    /// Looks whether a text is out whose call got no answer, or was cut off.
    async fn look(&mut self, delivery: &mut Delivery) -> Result<Next, DbError> {
        let Some(account) = &self.account else { return Ok(Next::Rest) };
        let Some(kept) = &delivery.token else {
            // It cannot be: armed is written with its token. A person looks.
            delivery.next_at = None;
            return self.release(delivery).await;
        };
        let token = Token { key: kept.key.clone(), name: kept.name.clone(), at: kept.at };
        let names: Vec<String> = delivery.brought.iter().map(|picture| picture.name.clone()).collect();
        let line = line(self.section);
        let sight = if self.wire.sees() {
            self.wire.look(line, account, &delivery.message, &names, &token).await
        } else {
            Ok(Sight::Unknown)
        };
        match sight {
            Ok(Sight::There(remote)) => self.confirm(delivery, remote).await,
            Ok(Sight::Absent) => {
                delivery.state = State::Ready;
                self.trouble(delivery, Trouble::Transient).await
            }
            Err(trouble @ (Trouble::Reauth | Trouble::Rate(_))) => {
                delivery.state = State::Unknown;
                self.trouble(delivery, trouble).await
            }
            // Nothing was seen of the network itself: it is looked for until it answers.
            Err(_) => {
                delivery.state = State::Unknown;
                self.trouble(delivery, Trouble::Unknown).await
            }
            Ok(Sight::Unknown) => {
                delivery.state = State::Unknown;
                delivery.trouble = Some(Trouble::Unknown.as_str().to_owned());
                delivery.looks += 1;
                let more = self.wire.sees() && delivery.looks < LOOKS;
                delivery.next_at = more.then(|| self.now() + pause(delivery.looks + 1));
                self.release(delivery).await
            }
        }
    }

    /// Writes what went wrong, and when it is tried again if ever.
    async fn trouble(&mut self, delivery: &mut Delivery, trouble: Trouble) -> Result<Next, DbError> {
        let now = self.now();
        delivery.trouble = Some(trouble.as_str().to_owned());
        delivery.trouble_key = None;
        delivery.said = String::new();
        match trouble {
            Trouble::Content(key, said) => {
                delivery.trouble_key = Some(key.to_owned());
                delivery.said = said;
                self.end(delivery, State::Rejected).await
            }
            Trouble::Reauth if self.wake_again().await? => {
                delivery.trouble = None;
                self.keep(delivery).await
            }
            Trouble::Reauth => {
                let id = self.channel.id;
                act!(self.section, tx => keys::checked(tx, id, KeyState::Refused, None, now).await?)?;
                self.wait(delivery, now + CLOSED).await
            }
            Trouble::Rate(until) => {
                let until = until.filter(|until| *until > now).unwrap_or(now + pause(2));
                act!(self.section, tx => budgets::rest(tx, self.channel.id, until, now).await?)?;
                self.rest(delivery, until).await
            }
            Trouble::Transient | Trouble::Unknown => {
                delivery.tries += 1;
                self.wait(delivery, now + pause(delivery.tries)).await
            }
        }
    }
}

fn forgive(delivery: &mut Delivery) {
    delivery.tries = 0;
    delivery.looks = 0;
    delivery.trouble = None;
    delivery.trouble_key = None;
    delivery.said = String::new();
}

/// The same for the same content of the same delivery, so that a network that knows it answers what
/// it answered before; another for another text.
fn key_of(id: DeliveryId, digest: &[u8; 32]) -> String {
    let mut all = blake3::Hasher::new();
    all.update(id.as_uuid().as_bytes());
    all.update(digest);
    all.finalize().to_hex().to_string()
}

/// The name of a record, for networks on which the sender gives it: a TID of the AT Protocol, of
/// this moment.
fn token_for(random: &dyn Random, now: Timestamp) -> KeptToken {
    let [one, two] = random.bytes::<2>();
    KeptToken { key: String::new(), name: tid(now, u16::from_be_bytes([one, two])), at: now }
}

/// A new id for something that the engine or an act writes.
pub(crate) fn fresh<T>(random: &dyn Random, now: Timestamp) -> Id<T> {
    Id::new(now, random)
}
