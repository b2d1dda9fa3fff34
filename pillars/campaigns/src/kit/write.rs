//! Making a kit of a campaign.

use std::{collections::BTreeMap, fmt::Write as _, fs::File};

use griot_contracts::packs::{PackedItem, PackedPicture, PackedVariant};
use griot_crypto::checksum;
use griot_db::Conn;
use griot_files::FileKey;
use griot_kernel::{Language, Timestamp};
use griot_web::{
    Section, WebError,
    download::{Pack, nameless},
};

use super::{
    ITEMS, KIND, KitItem, KitPicture, KitText, KitVariant, KitWords, Licence, Line, MANIFEST, Manifest,
    PURPOSE, SIGNATURE, Signature, VERSION,
};
use crate::{
    acts::translate,
    model::{Campaign, Part},
};

struct Making {
    pack: Pack,
    files: Vec<Line>,
}

impl Making {
    async fn text(&mut self, name: &str, text: String) -> Result<(), WebError> {
        self.line(name, text.as_bytes())?;
        self.pack.text(name, text).await
    }

    /// Adds a file of the section. Whether it was there.
    async fn picture(&mut self, section: &Section, name: &str, key: &FileKey) -> Result<bool, WebError> {
        let Ok(bytes) = section.files.get(key).await else { return Ok(false) };
        self.line(name, &bytes)?;
        self.pack.file(name, false).await?;
        self.pack.bytes(bytes).await?;
        Ok(true)
    }

    fn line(&mut self, name: &str, bytes: &[u8]) -> Result<(), WebError> {
        let (bytes, sha256) = checksum(bytes).map_err(WebError::internal)?;
        self.files.push(Line { name: name.to_owned(), bytes, sha256 });
        Ok(())
    }
}

/// The kit of a campaign with these texts, as a file without a name.
pub async fn write(
    section: &Section,
    campaign: &Campaign,
    items: Vec<PackedItem>,
    licence: Licence,
) -> Result<File, WebError> {
    let words = &campaign.words;
    let home = section.url("/").trim_end_matches('/').to_owned();
    let mut making = Making { pack: Pack::begin(nameless()?), files: Vec::new() };
    let language = words.languages.first().copied().unwrap_or(section.settings().language);
    making.text(&format!("texts/campaign.{language}.md"), campaign_text(campaign)).await?;
    let first = words.starts.or(campaign.opened_at);
    let mut kept = Vec::new();
    for (number, item) in (1_u32..).zip(items) {
        kept.push(pack_item(section, &mut making, item, (number, first, &home)).await?);
    }
    making.text("calendar.csv", calendar(&kept)).await?;
    making.text("sources.md", sources(&kept, &section.url(&campaign.address()))).await?;
    let about = format!("{} · {}\n{}\n", licence.name(), section.settings().name, licence.address());
    making.text("licence.txt", about).await?;
    making.text(ITEMS, serde_json::to_string_pretty(&kept).map_err(WebError::internal)?).await?;
    let Making { mut pack, files } = making;
    let mut manifest = manifest(section, campaign, (licence, home, files));
    manifest
        .words
        .extend(translated(&mut *section.db.read().await?, campaign, section.settings().language).await?);
    let text = serde_json::to_string_pretty(&manifest).map_err(WebError::internal)?;
    let signature = Signature {
        algorithm: "ed25519".to_owned(),
        key: section.keys.house_key(PURPOSE).text(),
        signature: section.keys.house_signature(PURPOSE, text.as_bytes()),
    };
    pack.text(MANIFEST, text).await?;
    pack.text(SIGNATURE, serde_json::to_string_pretty(&signature).map_err(WebError::internal)?).await?;
    pack.end().await
}

/// The words of a campaign in the languages into which they were translated.
async fn translated(
    db: &mut Conn,
    campaign: &Campaign,
    house: Language,
) -> Result<BTreeMap<String, KitWords>, WebError> {
    let (id, own) = (campaign.id.as_uuid(), translate::own_language(campaign, house));
    let mut all = BTreeMap::new();
    for language in translate::campaign(db, campaign, (own, own)).await?.others {
        let spoken = translate::campaign(db, campaign, (own, language)).await?;
        let said = |part, text: &str| spoken.said(id, part, text).0.to_owned();
        let words = KitWords {
            title: said(Part::Title, &campaign.words.title),
            message: said(Part::Message, &campaign.words.message),
            // Nobody translates what only those read who speak for it.
            audiences: campaign.words.audiences.clone(),
            key_messages: campaign.words.key_messages.clone(),
        };
        all.insert(language.to_string(), words);
    }
    Ok(all)
}

fn manifest(
    section: &Section,
    campaign: &Campaign,
    (licence, address, files): (Licence, String, Vec<Line>),
) -> Manifest {
    let words = &campaign.words;
    let language = words.languages.first().copied().unwrap_or(section.settings().language);
    let said = KitWords {
        title: words.title.clone(),
        message: words.message.clone(),
        audiences: words.audiences.clone(),
        key_messages: words.key_messages.clone(),
    };
    Manifest {
        kind: KIND.to_owned(),
        version: VERSION,
        mark: campaign.id.to_string(),
        section: section.settings().name.clone(),
        address,
        campaign: section.url(&campaign.address()),
        made: section.clock.now().day().to_string(),
        licence,
        risk: words.risk,
        days: words.starts.zip(words.ends).map(|(starts, ends)| ends.days_since(starts)),
        language: language.to_string(),
        words: BTreeMap::from([(language.to_string(), said)]),
        files,
    }
}

async fn pack_item(
    section: &Section,
    making: &mut Making,
    item: PackedItem,
    (number, first, home): (u32, Option<Timestamp>, &str),
) -> Result<KitItem, WebError> {
    let (mut texts, networks) = (Vec::new(), item.networks());
    for text in item.texts {
        let file = format!("items/{number:03}.{}.md", text.language);
        making.text(&file, text.body).await?;
        texts.push(KitText {
            language: text.language.to_string(),
            warning: text.warning,
            link: whole(home, &text.link),
            file,
            body: String::new(),
        });
    }
    let mut pictures = Vec::new();
    let mut named: BTreeMap<String, String> = BTreeMap::new();
    for (place, picture) in (1_u32..).zip(item.pictures) {
        let file = format!("pictures/{number:03}-{place}.jpg");
        let Ok(key) = FileKey::parse(&picture.file) else { continue };
        if making.picture(section, &file, &key).await? {
            named.insert(picture.file.clone(), file.clone());
            pictures.push(kit_picture(file, picture));
        }
    }
    let mut variants = Vec::new();
    for (place, variant) in (1_u32..).zip(item.variants) {
        let without = variant.without.iter().filter_map(|file| named.get(file).cloned()).collect();
        let packed = pack_variant(making, variant, (number, place)).await?;
        variants.push(KitVariant { without, ..packed });
    }
    Ok(KitItem {
        mark: item.mark,
        title: item.title,
        language: item.language.to_string(),
        day: first.zip(item.planned_at).map(|(first, at)| at.days_since(first)),
        networks,
        variants,
        sensitivity: Some(item.sensitivity),
        source: whole(home, &item.source),
        texts,
        pictures,
    })
}

async fn pack_variant(
    making: &mut Making,
    variant: PackedVariant,
    (number, place): (u32, u32),
) -> Result<KitVariant, WebError> {
    let file = match variant.body {
        Some(body) => {
            let file = format!("items/{number:03}.{}-{place}.{}.md", variant.network, variant.language);
            making.text(&file, body).await?;
            Some(file)
        }
        None => None,
    };
    Ok(KitVariant {
        network: variant.network,
        account: variant.account,
        language: variant.language.to_string(),
        warning: variant.warning,
        visibility: variant.visibility,
        without: Vec::new(),
        file,
        body: String::new(),
    })
}

fn kit_picture(file: String, picture: PackedPicture) -> KitPicture {
    KitPicture {
        file,
        alt: picture.alt,
        language: picture.language.to_string(),
        alts: picture.alts.into_iter().map(|(language, alt)| (language.to_string(), alt)).collect(),
        credit: picture.credit,
        people_agreed: picture.people_agreed,
        until: picture.until.map(|until| until.day().to_string()),
    }
}

/// An address of the house as others can follow it.
fn whole(home: &str, address: &str) -> String {
    if address.starts_with('/') { format!("{home}{address}") } else { address.to_owned() }
}

fn campaign_text(campaign: &Campaign) -> String {
    let words = &campaign.words;
    let mut text = format!("# {}\n\n{}\n", words.title, words.message);
    for lines in [&words.key_messages, &words.audiences] {
        text.push('\n');
        for line in lines.lines().filter(|line| !line.trim().is_empty()) {
            let _ = writeln!(text, "- {line}");
        }
    }
    text
}

/// The days of the texts, for whoever has no program but a table.
fn calendar(items: &[KitItem]) -> String {
    let mut text = "day;title;networks\n".to_owned();
    for item in items {
        let day = item.day.map(|day| day.to_string()).unwrap_or_default();
        let title = item.title.replace('"', "\"\"");
        let _ = writeln!(text, "{day};\"{title}\";{}", item.networks.join(" "));
    }
    text
}

fn sources(items: &[KitItem], campaign: &str) -> String {
    let mut text = format!("- {campaign}\n");
    for item in items {
        if !item.source.is_empty() {
            let _ = writeln!(text, "- {} : {}", item.title, item.source);
        }
        for picture in &item.pictures {
            let _ = writeln!(text, "- {} : {}", picture.file, picture.credit);
        }
    }
    text
}
