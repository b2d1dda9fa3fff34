//! Taking over a campaign of another house.

use std::{collections::HashMap, time::Duration};

use griot_contracts::{
    campaigns::CampaignId,
    packs::{PackedItem, PackedPicture, PackedText, PackedVariant, Packs, Taking},
};
use griot_db::{DbError, Tx};
use griot_files::Limits;
use griot_kernel::{Language, PersonId, Sensitivity, Timestamp};
use griot_web::{Section, WebError};
use tokio::task::spawn_blocking;

use crate::{
    kit::{self, Kit, KitItem, KitPicture, KitVariant, KitWords, NotTaken},
    model::{CampaignWords, Part, Translation, day_of},
    store::{
        campaigns,
        kits::{self, KitId, Origin},
        translations,
    },
};

/// The longest text of a kit.
const MOST_SIGNS: usize = 20_000;
/// The longest warning of one.
const MOST_WARNING: usize = 300;

/// What somebody decided about a kit.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// What the campaign is called here.
    pub title: String,
    /// Its first day here.
    pub starts: Option<Timestamp>,
    /// Who takes it over.
    pub by: PersonId,
}

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Taken {
    /// The campaign here.
    pub campaign: CampaignId,
    /// Whether it was here before.
    pub again: bool,
    /// How many texts are new.
    pub items: usize,
}

/// The pictures of a kit as they are kept here, by the name of their file.
pub type Pictures = HashMap<String, griot_files::StoredPicture>;

/// Opens a kit that waits.
pub async fn open(section: &Section, file: &str) -> Result<Result<Kit, NotTaken>, WebError> {
    let key = file.parse().map_err(WebError::internal)?;
    let file = section.files.open_local(&key).await?;
    spawn_blocking(move || kit::open(file)).await.map_err(WebError::internal)
}

/// Makes the pictures of a kit anew, so that nothing of them is kept but what is seen.
pub async fn pictures(
    section: &Section,
    mut kit: Kit,
) -> Result<Result<(Kit, Pictures), NotTaken>, WebError> {
    let mut made = Pictures::new();
    let names: Vec<String> =
        kit.items.iter().flat_map(|item| &item.pictures).map(|picture| picture.file.clone()).collect();
    for name in names {
        if made.contains_key(&name) {
            continue;
        }
        let wanted = name.clone();
        let (back, bytes) = spawn_blocking(move || {
            let bytes = kit.picture(&wanted);
            (kit, bytes)
        })
        .await
        .map_err(WebError::internal)?;
        kit = back;
        let bytes = match bytes {
            Ok(bytes) => bytes,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let Ok(picture) = griot_files::picture(bytes.into(), &Limits::default()).await else {
            return Ok(Err(NotTaken::BadPicture(name)));
        };
        made.insert(name, section.files.put_picture(&picture).await?);
    }
    Ok(Ok((kit, made)))
}

/// Takes a kit over: a campaign that is an idea, and its texts as drafts. What is here already is left as
/// it is. `None` when somebody else took it over at the same moment.
pub async fn take_over(
    section: &Section,
    tx: &mut Tx,
    (id, kit, pictures): (KitId, &Kit, &Pictures),
    wanted: &Wanted,
) -> Result<Option<Taken>, DbError> {
    let (now, manifest) = (section.clock.now(), &kit.manifest);
    let key = kit.key.text();
    let known = kits::campaign_of(tx, &key, &manifest.mark).await?;
    let campaign = match known {
        Some(campaign) => campaign,
        None => {
            let campaign = begin(section, tx, kit, wanted).await?;
            let origin = Origin {
                section: clean(&manifest.section, 200),
                address: web_address(&manifest.campaign),
                licence: manifest.licence.name().to_owned(),
                at: now,
            };
            if !kits::take(tx, (&key, &manifest.mark), campaign, &origin).await? {
                return Ok(None);
            }
            campaign
        }
    };
    let mut items = 0;
    if let Some(keeper) = section.all::<dyn Packs>().first() {
        let taking = Taking { campaign, by: wanted.by, from: clean(&manifest.section, 200) };
        let first = campaigns::by_id(tx, campaign).await?.and_then(|here| here.words.starts);
        for item in &kit.items {
            if kits::take_item(tx, campaign, &clean(&item.mark, 80)).await? {
                let packed = unpacked(item, pictures, (first, &web_address(&manifest.campaign)))?;
                keeper.take(tx, &packed, &taking, (now, section.random.as_ref())).await?;
                items += 1;
            }
        }
    }
    kits::know_key(tx, &manifest.address, &key, now).await?;
    kits::forget(tx, id).await?;
    Ok(Some(Taken { campaign, again: known.is_some(), items }))
}

async fn begin(section: &Section, tx: &mut Tx, kit: &Kit, wanted: &Wanted) -> Result<CampaignId, DbError> {
    let campaign = super::campaign::begin(section, tx, wanted.title.clone(), wanted.by).await?;
    let said = words(kit, section.settings().language);
    let mut languages: Vec<Language> =
        kit.manifest.words.keys().filter_map(|tag| tag.parse().ok()).take(12).collect();
    // What it says here comes first; the others are translations of that.
    let own = own_words(kit, section.settings().language).map(|(tag, _)| tag);
    languages.sort_by_key(|language| Some(language.as_str()) != own);
    let length = kit.manifest.days.and_then(|days| u64::try_from(days).ok()).filter(|days| *days < 4_000);
    let words = CampaignWords {
        title: wanted.title.clone(),
        message: clean(&said.message, MOST_SIGNS),
        audiences: clean(&said.audiences, 2_000),
        key_messages: clean(&said.key_messages, 4_000),
        languages: if languages.is_empty() { campaign.words.languages } else { languages },
        risk: kit.manifest.risk,
        starts: wanted.starts,
        ends: wanted.starts.zip(length).map(|(starts, days)| starts + Duration::from_secs(86_400 * days)),
    };
    campaigns::save(tx, campaign.id, campaign.revision, &words).await?;
    let id = campaign.id.as_uuid();
    for (tag, other) in kit.manifest.words.iter().filter(|(tag, _)| Some(tag.as_str()) != own).take(12) {
        let Ok(language) = tag.parse::<Language>() else { continue };
        // Whoever gave it another title here reads beside it that this one was not translated.
        let all = [
            (Part::Title, clean(&other.title, 120), &said.title),
            (Part::Message, clean(&other.message, MOST_SIGNS), &words.message),
        ];
        for (part, translated, original) in all {
            let original = original.clone();
            if !translated.trim().is_empty() {
                let one = Translation { thing: id, part, language, words: translated, original };
                translations::put(tx, id, &one).await?;
            }
        }
    }
    Ok(campaign.id)
}

/// The words of a kit in the language of this house, or in another.
pub fn words(kit: &Kit, language: Language) -> KitWords {
    own_words(kit, language).map(|(_, words)| words.clone()).unwrap_or_default()
}

fn own_words(kit: &Kit, language: Language) -> Option<(&str, &KitWords)> {
    let all = &kit.manifest.words;
    let of = |tag: &str| all.get_key_value(tag);
    let found = of(language.as_str()).or_else(|| of(&kit.manifest.language)).or_else(|| all.iter().next());
    found.map(|(tag, words)| (tag.as_str(), words))
}

/// Whom a text of a kit could endanger. Where its house did not say, or people are seen, somebody looks here
/// too, whoever agreed elsewhere.
pub fn sensitivity(item: &KitItem) -> Sensitivity {
    let said = item.sensitivity.unwrap_or(Sensitivity::NamedPerson);
    let shows_people = item.pictures.iter().any(|picture| picture.people_agreed);
    if shows_people { said.max(Sensitivity::NamedPerson) } else { said }
}

fn variants(item: &KitItem, language: impl Fn(&str) -> Language) -> Vec<PackedVariant> {
    if item.variants.is_empty() {
        let first = language(&item.language);
        return item
            .networks
            .iter()
            .take(100)
            .map(|one| PackedVariant::plain(&clean(one, 40), first))
            .collect();
    }
    let variant = |one: &KitVariant| PackedVariant {
        network: clean(&one.network, 40),
        account: one.account,
        language: language(&one.language),
        body: one.file.as_ref().map(|_| clean(&one.body, MOST_SIGNS)),
        warning: clean(&one.warning, MOST_WARNING),
        visibility: clean(&one.visibility, 40),
        without: one.without.iter().take(20).map(|file| clean(file, 200)).collect(),
    };
    item.variants.iter().map(variant).collect()
}

/// What a picture shows in other languages, each once; a language that cannot be read is left out.
fn alts(one: &KitPicture) -> Vec<(Language, String)> {
    let mut all: Vec<(Language, String)> = Vec::new();
    for (tag, alt) in one.alts.iter().take(20) {
        let Ok(language) = tag.parse::<Language>() else { continue };
        if *tag != one.language && !all.iter().any(|(known, _)| *known == language) {
            all.push((language, clean(alt, 1_500)));
        }
    }
    all
}

fn unpacked(
    item: &KitItem,
    pictures: &Pictures,
    (first, campaign): (Option<Timestamp>, &str),
) -> Result<PackedItem, DbError> {
    let language = |tag: &str| tag.parse().unwrap_or(Language::FRENCH);
    let source = web_address(&item.source);
    let day = item.day.filter(|day| (-3_999..4_000).contains(day));
    let picture = |one: &KitPicture| {
        pictures.get(&one.file).map(|stored| {
            Ok(PackedPicture {
                stored: serde_json::to_string(stored).map_err(DbError::unreadable("picture"))?,
                file: one.file.clone(),
                alt: clean(&one.alt, 1_500),
                language: language(&one.language),
                alts: alts(one),
                credit: clean(&one.credit, 200),
                people_agreed: one.people_agreed,
                until: one.until.as_deref().and_then(|day| day_of(day).ok().flatten()),
            })
        })
    };
    Ok(PackedItem {
        mark: item.mark.clone(),
        title: clean(&item.title, 200),
        language: language(&item.language),
        texts: item
            .texts
            .iter()
            .map(|text| PackedText {
                language: language(&text.language),
                body: clean(&text.body, MOST_SIGNS),
                warning: clean(&text.warning, MOST_WARNING),
                link: web_address(&text.link),
            })
            .collect(),
        out: false,
        planned_at: first
            .zip(day)
            .map(|(first, day)| Timestamp::from_millisecond(first.as_millisecond() + day * 86_400_000)),
        variants: variants(item, language),
        sensitivity: sensitivity(item),
        source: if source.is_empty() { campaign.to_owned() } else { source },
        pictures: item.pictures.iter().filter_map(picture).collect::<Result<_, DbError>>()?,
        kept_back: Vec::new(),
    })
}

/// A text of strangers without signs that no text has, and not longer than this.
fn clean(text: &str, most: usize) -> String {
    text.replace("\r\n", "\n").chars().filter(|sign| *sign == '\n' || !sign.is_control()).take(most).collect()
}

/// An address of the web; nothing if it is anything else.
fn web_address(text: &str) -> String {
    let text = clean(text, 500);
    if text.starts_with("https://") || text.starts_with("http://") { text } else { String::new() }
}
