//! What templates show: names, sentences, choices.

use std::collections::HashMap;

use griot_contracts::{
    campaigns::{CampaignName, Campaigns, LineName, Strategy},
    people::{PublicName, PublicNames},
};
use griot_db::Conn;
use griot_kernel::{Language, PersonId, Timestamp, Untimely, Zone};
use griot_web::{Section, Visitor, WebError};
use serde::Deserialize;

use crate::{
    acts::show::Obstacle,
    model::{
        channel::Channel,
        delivery::{Delivery, State as Sent},
        measure::Unit,
        message::{Used, unfit},
        network::Network,
    },
};

/// A choice in a list.
#[derive(Clone, Debug)]
pub struct Choice {
    /// As the form sends it.
    pub value: String,
    /// As it is shown.
    pub label: String,
    /// Whether it is the one that stands.
    pub chosen: bool,
}

/// The word in the address by which the page after an act says what was done.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Done {
    /// Known to the page that shows it; anything else says nothing.
    pub done: String,
}

/// The names of people on one page.
#[derive(Debug, Default)]
pub struct Names(HashMap<PersonId, PublicName>);

impl Names {
    /// Asks for the names of these people.
    pub async fn of(
        section: &Section,
        db: &mut Conn,
        people: impl Iterator<Item = PersonId>,
    ) -> Result<Self, WebError> {
        let mut people: Vec<PersonId> = people.collect();
        people.sort_unstable();
        people.dedup();
        if people.is_empty() {
            return Ok(Self::default());
        }
        Ok(Self(section.ask::<dyn PublicNames>()?.names(db, &people).await?))
    }

    /// The name of someone; of nobody in particular when they are gone.
    pub fn name(&self, v: &Visitor, person: PersonId) -> String {
        self.0.get(&person).map_or_else(|| v.words.t("channels-someone"), |found| found.name.clone())
    }
}

/// The campaigns to which something may be attached; none where no room has campaigns.
pub async fn campaigns(section: &Section, db: &mut Conn) -> Result<Vec<CampaignName>, WebError> {
    match section.ask::<dyn Campaigns>() {
        Ok(campaigns) => Ok(campaigns.taking(db).await?),
        Err(_) => Ok(Vec::new()),
    }
}

/// The lines of the strategy; none where no room has one.
pub async fn lines(section: &Section, db: &mut Conn) -> Result<Vec<LineName>, WebError> {
    match section.ask::<dyn Strategy>() {
        Ok(strategy) => Ok(strategy.lines(db).await?),
        Err(_) => Ok(Vec::new()),
    }
}

/// The sentence that says what stands in the way.
pub fn obstacle(v: &Visitor, one: &Obstacle) -> String {
    let language = one.language.map(|language| v.words.language_name(language)).unwrap_or_default();
    v.words.with(
        one.key,
        [("n", one.n.into()), ("name", one.name.clone().into()), ("language", language.into())],
    )
}

/// Why a text that waits does not fit its channel any more: the server takes less than it did.
pub fn shrank(v: &Visitor, one: &Delivery, channel: &Channel) -> Option<String> {
    let unfit =
        unfit(&one.message, &channel.limits()).into_iter().next().filter(|_| one.state == Sent::Waiting)?;
    let why = obstacle(v, &Obstacle::unfit(&unfit, channel));
    Some(v.words.put("channels-limit-shrank", "why", why))
}

/// How much of what a network takes is used: "212 of 500 signs".
pub fn used(v: &Visitor, used: &Used) -> String {
    let key = match used.unit {
        Unit::Words => "channels-used-words",
        Unit::Sms => "channels-used-sms",
        Unit::Utf16 | Unit::Characters | Unit::Graphemes | Unit::Weighted { .. } => "channels-used-signs",
    };
    let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    v.words.with(key, [("used", number(used.length).into()), ("most", number(used.most).into())])
}

/// The languages in which texts are written here, the chosen one marked.
pub fn languages(v: &Visitor, chosen: &str) -> Vec<Choice> {
    const TAGS: [&str; 8] = ["fr", "en", "mos", "dyu", "ff", "gux", "bm", "ar"];
    let known = TAGS.into_iter().filter(|tag| *tag != chosen);
    let tags = std::iter::once(chosen).chain(known);
    let choice = |tag: &str| {
        let language = tag.parse().ok()?;
        let label = v.words.language_name(language);
        Some(Choice { value: tag.to_owned(), label, chosen: tag == chosen })
    };
    tags.filter_map(choice).collect()
}

/// The networks, the chosen one marked.
pub fn networks(v: &Visitor, chosen: Option<Network>) -> Vec<Choice> {
    let choice = |network: Network| Choice {
        value: network.as_str().to_owned(),
        label: v.words.t(network.key()),
        chosen: chosen == Some(network),
    };
    Network::ALL.into_iter().map(choice).collect()
}

/// A moment as a field for a day and an hour shows it, or nothing.
pub fn local(zone: &Zone, at: Option<Timestamp>) -> String {
    at.map(|at| zone.field(at)).unwrap_or_default()
}

/// When a consent is over of which the last day was typed: with the end of that day in UTC, by which all kept
/// days are counted. Nothing where none was typed; or by a key why that is no day.
pub fn last_day(typed: &str) -> Result<Option<Timestamp>, &'static str> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    let end = Zone::UTC.read(&format!("{}T23:59", typed.trim()), None);
    end.map(Some).map_err(|_| "channels-refused-consent-until")
}

/// What someone typed into such a field, which showed `before`; or by a key why that is no moment.
pub fn moment(
    zone: &Zone,
    typed: &str,
    before: Option<Timestamp>,
) -> Result<Option<Timestamp>, &'static str> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    zone.read(typed, before).map(Some).map_err(|untimely| match untimely {
        Untimely::Skipped => "date-refused-skipped",
        Untimely::Unread => "channels-refused-no-hour",
    })
}

/// A channel by its name, and the language of a text where that is not the one it usually speaks.
pub fn spoken(v: &Visitor, channel: &Channel, language: Language) -> String {
    if channel.language == language {
        return channel.name.clone();
    }
    format!("{} · {}", channel.name, v.words.language_name(language))
}
