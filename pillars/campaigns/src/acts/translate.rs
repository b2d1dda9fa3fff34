//! What of a campaign or of the strategy the public reads, and in which languages.

use griot_db::{Conn, DbError};
use griot_kernel::Language;
use uuid::Uuid;

use crate::{
    model::{Campaign, Original, Part, STRATEGY, Stage, Translations},
    store::{parts, translations, versions},
};

/// What the public reads of a campaign, in the order of its page.
pub async fn of_campaign(db: &mut Conn, campaign: &Campaign) -> Result<Vec<Original>, DbError> {
    let id = campaign.id.as_uuid();
    let own = |part, words: &str| Original { thing: id, part, words: words.to_owned() };
    let mut all = vec![own(Part::Title, &campaign.words.title), own(Part::Message, &campaign.words.message)];
    let text = |thing: Uuid, words: String| Original { thing, part: Part::Text, words };
    let ways = parts::ways(db, campaign.id).await?.into_iter();
    all.extend(ways.map(|way| text(way.id.as_uuid(), way.label)));
    let objectives = parts::objectives(db, campaign.id).await?.into_iter();
    all.extend(objectives.map(|one| text(one.id.as_uuid(), one.text)));
    if campaign.stage == Stage::Evaluated {
        all.push(own(Part::Reached, &campaign.evaluation.reached));
        all.push(own(Part::Learnt, &campaign.evaluation.learnt));
    }
    all.retain(|one| !one.words.trim().is_empty());
    Ok(all)
}

/// What the public reads of the strategy in force.
pub async fn of_strategy(db: &mut Conn) -> Result<Vec<Original>, DbError> {
    let Some(version) = versions::in_force(db).await? else { return Ok(Vec::new()) };
    let mut all = Vec::new();
    for line in versions::lines(db, version.number).await?.into_iter().filter(|one| one.words.is_public) {
        let thing = line.id.as_uuid();
        all.push(Original { thing, part: Part::Text, words: line.words.text });
        all.push(Original { thing, part: Part::Detail, words: line.words.detail });
    }
    all.retain(|one| !one.words.trim().is_empty());
    Ok(all)
}

/// The language in which a campaign was written.
pub fn own_language(campaign: &Campaign, house: Language) -> Language {
    campaign.words.languages.first().copied().unwrap_or(house)
}

/// A campaign in a language: its own words, or all that was translated of them.
#[derive(Clone, Debug)]
pub struct Spoken {
    /// In which.
    pub language: Language,
    /// In which it was written.
    pub own: Language,
    /// What was translated; nothing where it is its own language.
    pub known: Translations,
    /// The other languages in which it can be read.
    pub others: Vec<Language>,
}

impl Spoken {
    /// A text in this language, or as it was written, and in which of the two it is.
    pub fn said<'w>(&'w self, thing: Uuid, part: Part, original: &'w str) -> (&'w str, Language) {
        match self.known.said(thing, part, original) {
            Some(words) => (words, self.language),
            None => (original, self.own),
        }
    }
}

/// A campaign as a reader of `wanted` reads it: in that language where its title and its message were
/// translated as they stand, else in its own.
pub async fn campaign(
    db: &mut Conn,
    campaign: &Campaign,
    (own, wanted): (Language, Language),
) -> Result<Spoken, DbError> {
    let id = campaign.id.as_uuid();
    let words = &campaign.words;
    let mut all = vec![(own, Translations::default())];
    for language in translations::languages(db, id).await?.into_iter().filter(|one| *one != own) {
        let known = translations::of(db, id, language).await?;
        let whole = known.said(id, Part::Title, &words.title).is_some()
            && known.said(id, Part::Message, &words.message).is_some();
        if whole {
            all.push((language, known));
        }
    }
    Ok(chosen(all, wanted))
}

/// The strategy as a reader of `wanted` reads it: in that language where something of it was translated.
pub async fn strategy(
    db: &mut Conn,
    originals: &[Original],
    (own, wanted): (Language, Language),
) -> Result<Spoken, DbError> {
    let mut all = vec![(own, Translations::default())];
    for language in translations::languages(db, STRATEGY).await?.into_iter().filter(|one| *one != own) {
        let known = translations::of(db, STRATEGY, language).await?;
        if originals.iter().any(|one| known.said(one.thing, one.part, &one.words).is_some()) {
            all.push((language, known));
        }
    }
    Ok(chosen(all, wanted))
}

fn chosen(mut all: Vec<(Language, Translations)>, wanted: Language) -> Spoken {
    // Its own comes first.
    let own = all.first().map_or(wanted, |(language, _)| *language);
    let place = all.iter().position(|(language, _)| *language == wanted).unwrap_or(0);
    let (language, known) = all.swap_remove(place);
    let mut others: Vec<Language> = all.into_iter().map(|(language, _)| language).collect();
    others.sort_unstable();
    Spoken { language, own, known, others }
}
