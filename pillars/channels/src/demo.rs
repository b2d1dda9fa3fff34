//! The part of the invented section's story that is told in the calendar: a full month, what goes out
//! by hand and by itself, one text that failed, one that is sent and not confirmed, an inbox with work. Nobody and nothing
//! in it is real.

mod inbox;
mod letters;
mod press;
mod told;

use std::time::Duration;

use griot_contracts::{
    campaigns::{CampaignId, Campaigns, LineId, LineName, Strategy},
    publications::Site,
};
use griot_db::{DbError, Tx};
use griot_kernel::{Id, Language, PersonId, Sensitivity, Timestamp, Zone};
use griot_pillar::Story;
use griot_web::Section;
use uuid::Uuid;

use self::told::{CHANNELS, DAYS, Fate, TEXTS, ToldChannel, ToldText};
use crate::{
    acts::{log, propose, show::Whole, site},
    model::{
        approval::{Approval, Kind, Preset},
        channel::{Channel, ChannelState},
        delivery::{Delivery, KeptToken, State},
        item::{Item, ItemId, Stage, Text},
        network::Network,
        same,
        variant::Variant,
        week,
    },
    networks,
    store::{approvals, channels, days, deliveries, items, machine, said, texts, ways},
};

/// After this many seconds a text is out, in the story.
const A_MOMENT: Duration = Duration::from_secs(40);

/// Tells it.
pub async fn tell(section: &Section, tx: &mut Tx, story: &mut Story) -> Result<(), DbError> {
    let teller = Teller { section, story };
    let (Some(fatou), Some(mariam)) = (teller.person("fatou-traore"), teller.person("mariam-kabore")) else {
        return Ok(());
    };
    ways::set_preset(tx, Preset::Four).await?;
    for (day, month, title) in DAYS {
        let id = Id::secret(section.random.as_ref());
        let language = Language::FRENCH;
        days::insert(
            tx,
            &days::WorldDay { id, month: *month, day: *day, title: (*title).to_owned(), language },
        )
        .await?;
    }
    let lines = match section.ask::<dyn Strategy>() {
        Ok(strategy) => strategy.lines(tx).await?,
        Err(_) => Vec::new(),
    };
    let campaign = match section.ask::<dyn Campaigns>() {
        Ok(campaigns) => campaigns.taking(tx).await?.into_iter().find(|one| one.title.contains("eau")),
        Err(_) => None,
    };
    let mut all = Vec::new();
    for told in CHANNELS {
        let channel = teller.channel(told, &lines);
        // Where no room keeps pages there is no site to speak on.
        let Ok(channel) = site::placed(section, tx, channel).await? else { continue };
        channels::insert(tx, &channel).await?;
        channels::add_keeper(tx, channel.id, fatou).await?;
        said::set_keeps(tx, channel.id, matches!(channel.network, Network::Facebook | Network::Telegram))
            .await?;
        all.push(channel);
    }
    let cast = Cast { fatou, mariam, channels: all, lines, campaign: campaign.map(|one| one.id) };
    letters::lists(section, tx, &cast.channels, teller.at(-40, "10:00")).await?;
    letters::telephones(section, tx, &cast.channels, teller.at(-38, "10:00")).await?;
    for told in TEXTS {
        teller.text(tx, &cast, told).await?;
    }
    let moment = (story.today, section.random.as_ref());
    press::tell(section, tx, teller.story.today, fatou).await?;
    inbox::tell(tx, &cast.channels, (fatou, mariam), moment).await
}

/// Who and what the story needs.
struct Cast {
    fatou: PersonId,
    mariam: PersonId,
    channels: Vec<Channel>,
    lines: Vec<LineName>,
    campaign: Option<CampaignId>,
}

struct Teller<'a> {
    section: &'a Section,
    story: &'a Story,
}

impl Teller<'_> {
    fn person(&self, handle: &str) -> Option<PersonId> {
        self.story.person(handle).map(|person| person.id)
    }

    /// So many days after the day of the story, or before, at this hour.
    fn at(&self, days: i64, hour: &str) -> Timestamp {
        let day = week::later(self.story.today.day(), days);
        Zone::UTC.read(&format!("{day}T{hour}"), None).unwrap_or(self.story.today)
    }

    fn channel(&self, told: &ToldChannel, lines: &[LineName]) -> Channel {
        let begun = self.at(-50, "10:00");
        Channel {
            id: Id::new(begun, self.section.random.as_ref()),
            network: told.network,
            name: told.name.to_owned(),
            address: told.address.to_owned(),
            server: told.server.to_owned(),
            account: told.account.to_owned(),
            language: Language::FRENCH,
            by_hand: told.by_hand,
            state: ChannelState::Open,
            tiers: None,
            line: line(lines, told.serves),
            cost: told.cost,
            live: None,
            live_at: None,
            created_at: begun,
        }
    }

    async fn text(&self, tx: &mut Tx, cast: &Cast, told: &ToldText) -> Result<(), DbError> {
        let at = self.at(told.day, told.hour);
        let begun = at.min(self.story.today) - Duration::from_secs(3 * 86_400);
        let random = self.section.random.as_ref();
        let stage = match told.fate {
            Fate::Draft => Stage::Draft,
            Fate::Review => Stage::InReview,
            Fate::SentBack => Stage::ChangesRequested,
            Fate::Approved => Stage::Approved,
            Fate::Planned => Stage::Scheduled,
            Fate::Out => Stage::Published,
            Fate::Refused => Stage::PartlyPublished,
            Fate::Unknown | Fate::Hands => Stage::Publishing,
        };
        let item = Item {
            stage,
            planned_at: Some(at),
            author: Some(cast.fatou),
            campaign: cast.campaign.filter(|_| told.campaign),
            line: line(&cast.lines, told.line),
            sensitivity: if told.consent.is_empty() { Sensitivity::None } else { Sensitivity::NamedPerson },
            consent: told.consent.to_owned(),
            ..propose::blank(told.title, Language::FRENCH, (begun, random))
        };
        items::insert(tx, &item).await?;
        let text = Text {
            language: item.language,
            body: told.body.to_owned(),
            warning: String::new(),
            link: told.link.to_owned(),
        };
        texts::put(tx, item.id, &text).await?;
        for place in told.channels {
            let Some(channel) = cast.channels.get(*place) else { continue };
            let mut variant = propose::plain_variant(channel, item.language);
            let own = told.own.iter().find(|(of, _)| of == place);
            variant.body = own.map(|(_, words)| (*words).to_owned());
            texts::put_variant(tx, item.id, &variant).await?;
            for (_, words) in told.english.iter().filter(|(of, _)| of == place) {
                let plain = propose::plain_variant(channel, Language::ENGLISH);
                let also = Variant { body: Some((*words).to_owned()), ..plain };
                texts::put_variant(tx, item.id, &also).await?;
            }
        }
        self.story_of(tx, cast, &item, told, begun).await?;
        if !matches!(told.fate, Fate::Draft | Fate::Review | Fate::SentBack | Fate::Approved) {
            self.send(tx, cast, item.id, told, at).await?;
        }
        Ok(())
    }

    /// What was done with it, step by step.
    async fn story_of(
        &self,
        tx: &mut Tx,
        cast: &Cast,
        item: &Item,
        told: &ToldText,
        begun: Timestamp,
    ) -> Result<(), DbError> {
        let hour = |hours: u64| (begun + Duration::from_secs(hours * 3600), self.section.random.as_ref());
        let by = Some(cast.fatou);
        log::note(tx, item.id, "channels-act-begun", by, None, "", hour(0)).await?;
        if told.fate == Fate::Draft {
            return Ok(());
        }
        let Some(whole) = Whole::load(tx, item.id).await? else { return Ok(()) };
        let digest = whole.digest();
        log::note(tx, item.id, "channels-act-submitted", by, Some(&digest), "", hour(2)).await?;
        let other = Some(cast.mariam);
        match told.fate {
            Fate::Review => return Ok(()),
            Fate::SentBack => {
                let words = "Le chiffre n’a pas de source : ajoute le rapport, ou enlève-le.";
                return log::note(tx, item.id, "channels-act-sent-back", other, None, words, hour(20)).await;
            }
            _ => {}
        }
        let kinds = [Some(Kind::Text), (!told.consent.is_empty()).then_some(Kind::Safety)];
        for kind in kinds.into_iter().flatten() {
            let yes = Approval {
                kind,
                person: cast.mariam,
                digest: digest.to_vec(),
                at: hour(20).0,
                off_hours: false,
            };
            approvals::give(tx, item.id, &yes).await?;
        }
        log::note(tx, item.id, "channels-act-approved", other, Some(&digest), "", hour(20)).await?;
        let approved = Item { digest: Some(digest.to_vec()), ..item.clone() };
        items::update(tx, &approved, hour(20).0).await?;
        if told.fate != Fate::Approved {
            let planned = item.planned_at.map(Timestamp::rfc3339).unwrap_or_default();
            log::note(tx, item.id, "channels-act-scheduled", by, Some(&digest), &planned, hour(21)).await?;
        }
        Ok(())
    }

    async fn send(
        &self,
        tx: &mut Tx,
        cast: &Cast,
        id: ItemId,
        told: &ToldText,
        at: Timestamp,
    ) -> Result<(), DbError> {
        let Some(whole) = Whole::load(tx, id).await? else { return Ok(()) };
        for (variant, channel) in &whole.targets {
            let message = whole.message(variant, channel);
            let mark = same::mark(&message.text);
            // What goes out by itself in the story did so in the past: there is no network here.
            let past = at <= self.story.today;
            let here = matches!(channel.network, Network::Newsletter | Network::Site);
            let to_list = networks::to_list(channel.network);
            let by_hand = channel.by_hand || (!past && !here);
            let mut delivery = Delivery {
                id: Id::secret(self.section.random.as_ref()),
                item: id,
                channel: channel.id,
                state: State::Waiting,
                by_hand,
                message,
                due_at: at,
                not_after: Some(at + Duration::from_secs(4 * 86_400)),
                next_at: (!by_hand).then_some(at),
                tries: 0,
                looks: 0,
                brought: Vec::new(),
                token: None,
                trouble: None,
                trouble_key: None,
                said: String::new(),
                remote_id: None,
                remote_address: None,
                ended_at: None,
                ended_by: None,
                back: None,
            };
            deliveries::insert(tx, &delivery, &mark, at).await?;
            match told.fate {
                Fate::Planned | Fate::Hands => {}
                _ if by_hand => {
                    let out = at + Duration::from_secs(300);
                    deliveries::say_out(tx, delivery.id, cast.fatou, None, out).await?;
                }
                fate => {
                    end(&mut delivery, fate, at);
                    if channel.network == Network::Site {
                        self.put_on_site(tx, &mut delivery, channel).await?;
                    }
                    if to_list {
                        letters::sent(self.section, tx, (&mut delivery, channel.network)).await?;
                    }
                    self.write(tx, &delivery, at).await?;
                }
            }
        }
        Ok(())
    }

    /// The site is here: what was said there in the story can be read.
    async fn put_on_site(
        &self,
        tx: &mut Tx,
        delivery: &mut Delivery,
        channel: &Channel,
    ) -> Result<(), DbError> {
        let Ok(pages) = self.section.ask::<dyn Site>() else { return Ok(()) };
        let at = delivery.due_at + A_MOMENT;
        let out = site::publish(self.section, pages.as_ref(), tx, (delivery, channel), at).await?;
        if let Some((work, path)) = out {
            delivery.remote_id = Some(work.to_string());
            delivery.remote_address = Some(self.section.url(&path));
        }
        Ok(())
    }

    async fn write(&self, tx: &mut Tx, delivery: &Delivery, at: Timestamp) -> Result<(), DbError> {
        let lease = Uuid::from_bytes(self.section.random.bytes());
        machine::take(tx, delivery.id, lease, at, at + A_MOMENT).await?;
        machine::step(tx, delivery, lease, None).await?;
        machine::tell_once(tx, delivery.id, at).await.map(drop)
    }
}

/// The line of the strategy that says this.
fn line(lines: &[LineName], words: Option<&str>) -> Option<LineId> {
    let words = words?;
    lines.iter().find(|line| line.text.contains(words)).map(|line| line.id)
}

/// How a text that went out by itself ended.
fn end(delivery: &mut Delivery, fate: Fate, at: Timestamp) {
    delivery.next_at = None;
    delivery.ended_at = Some(at + A_MOMENT);
    let name = delivery.id.as_uuid().simple().to_string();
    delivery.token = Some(KeptToken { key: name.clone(), name: name.clone(), at });
    match fate {
        Fate::Unknown => {
            delivery.state = State::Unknown;
            delivery.ended_at = None;
            delivery.trouble = Some("unknown".to_owned());
        }
        Fate::Refused => {
            delivery.state = State::Rejected;
            delivery.trouble = Some("content".to_owned());
            delivery.trouble_key = Some("channels-trouble-too-long".to_owned());
            delivery.said = "Validation failed: Text character limit of 500 exceeded".to_owned();
        }
        _ => {
            delivery.state = State::Confirmed;
            delivery.remote_id = Some(name);
        }
    }
}
