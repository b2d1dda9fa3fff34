//! Texts of a campaign on their way into a kit, and out of one.

use std::collections::BTreeMap;

use async_trait::async_trait;
use griot_contracts::{
    campaigns::CampaignId,
    packs::{PackedItem, PackedPicture, PackedText, PackedVariant, Packs, Staying, Taking},
};
use griot_db::{Conn, DbError, Tx};
use griot_kernel::{Id, Random, Sensitivity, Timestamp};

use crate::{
    Channels,
    acts::{log, propose, write},
    model::{
        channel::{Channel, ChannelState},
        item::{Item, ItemId, Stage, Text},
        message::Visibility,
        network::Network,
        picture::{Consent, Picture, PictureId},
        variant::{Letters, Variant, most_languages},
    },
    store::{channels, items, pictures, texts},
};

/// Texts of one kit.
const MOST: i64 = 200;

/// Why a text stays in the house; `None`: it may leave. A consent was given to this section alone, and an
/// embargo is kept by whoever knows of it.
fn stays(item: &Item, now: Timestamp) -> Option<&'static str> {
    if item.sensitivity > Sensitivity::None {
        return Some("channels-stays-person");
    }
    match item.stage {
        Stage::Idea | Stage::Draft | Stage::InReview | Stage::ChangesRequested => {
            Some("channels-stays-unapproved")
        }
        Stage::Failed | Stage::Withdrawn | Stage::Expired | Stage::Archived => Some("channels-stays-over"),
        _ if item.embargo_until.is_some_and(|until| until > now) => Some("channels-stays-embargo"),
        Stage::Approved
        | Stage::Scheduled
        | Stage::Publishing
        | Stage::Published
        | Stage::PartlyPublished => None,
    }
}

/// The largest file of a picture; it names the picture in a kit.
fn largest(picture: &Picture) -> String {
    let largest = picture.stored.renditions.iter().max_by_key(|one| one.width);
    largest.map(|one| one.key.as_str().to_owned()).unwrap_or_default()
}

fn packed(picture: Picture) -> Result<PackedPicture, DbError> {
    Ok(PackedPicture {
        file: largest(&picture),
        stored: serde_json::to_string(&picture.stored).map_err(DbError::unreadable("picture"))?,
        // Whoever is shown agreed to be shown by this section, and stays here.
        people_agreed: false,
        alt: picture.alt,
        language: picture.language,
        alts: picture.alts,
        credit: picture.credit,
        until: picture.consent_until,
    })
}

/// Where an item goes and what it says there, by network: accounts that say the same are one, and which
/// accounts they are tells others nothing.
async fn detached(db: &mut Conn, item: ItemId, shown: &[Picture]) -> Result<Vec<PackedVariant>, DbError> {
    let mut accounts: BTreeMap<&'static str, Vec<Vec<PackedVariant>>> = BTreeMap::new();
    let mut last = None;
    for variant in texts::variants(db, item).await? {
        let Some(channel) = channels::by_id(db, variant.channel).await? else { continue };
        let known = accounts.entry(channel.network.as_str()).or_default();
        if last != Some(channel.id) {
            known.push(Vec::new());
        }
        last = Some(channel.id);
        if let Some(said) = known.last_mut() {
            let without = shown.iter().filter(|one| !variant.shows(one)).map(largest).collect();
            said.push(PackedVariant {
                network: channel.network.as_str().to_owned(),
                account: 1,
                language: variant.language,
                body: variant.body,
                warning: variant.warning,
                visibility: variant.visibility.as_str().to_owned(),
                without,
            });
        }
    }
    let mut all = Vec::new();
    for known in accounts.into_values() {
        let mut apart: Vec<Vec<PackedVariant>> = Vec::new();
        for said in known {
            if !apart.contains(&said) {
                apart.push(said);
            }
        }
        for (account, said) in (1..).zip(apart) {
            all.extend(said.into_iter().map(|one| PackedVariant { account, ..one }));
        }
    }
    Ok(all)
}

async fn give(db: &mut Conn, item: Item) -> Result<PackedItem, DbError> {
    let (shown, kept): (Vec<_>, Vec<_>) =
        pictures::of(db, item.id).await?.into_iter().partition(|picture| picture.consent == Consent::Nobody);
    let variants = detached(db, item.id, &shown).await?;
    let text = |text: Text| PackedText {
        language: text.language,
        body: text.body,
        warning: text.warning,
        link: text.link,
    };
    Ok(PackedItem {
        mark: item.id.to_string(),
        texts: texts::of(db, item.id).await?.into_iter().map(text).collect(),
        pictures: shown.into_iter().map(packed).collect::<Result<_, _>>()?,
        kept_back: kept.into_iter().map(|picture| picture.alt).collect(),
        variants,
        title: item.title,
        language: item.language,
        planned_at: item.planned_at,
        out: item.stage.is_out(),
        sensitivity: item.sensitivity,
        source: item.source_address.unwrap_or_default(),
    })
}

/// What a text of a kit says on this channel: what one account of its network says, that which speaks the
/// channel's language if there is one.
fn wanted<'p>(packed: &'p PackedItem, channel: &Channel) -> Vec<&'p PackedVariant> {
    let of = || packed.variants.iter().filter(|one| one.network == channel.network.as_str());
    let Some(best) = of().find(|one| one.language == channel.language).or_else(|| of().next()) else {
        return Vec::new();
    };
    if most_languages(channel.network) == 1 {
        return vec![best];
    }
    of().filter(|one| one.account == best.account).collect()
}

/// Lets a text of a kit go to the channels of its networks. What is said on networks on which nobody speaks
/// here stands in the log of the text, word by word.
async fn put_variants(
    tx: &mut Tx,
    item: ItemId,
    packed: &PackedItem,
    shown: &[(String, PictureId)],
    (now, random): (Timestamp, &dyn Random),
) -> Result<(), DbError> {
    let mut placed: Vec<&PackedVariant> = Vec::new();
    for channel in channels::list(tx).await?.into_iter().filter(|one| one.state != ChannelState::Closed) {
        for one in wanted(packed, &channel) {
            let variant = Variant {
                channel: channel.id,
                language: one.language,
                body: one.body.clone(),
                warning: one.warning.clone(),
                // A word that is unknown here narrows, and never widens, who may see it.
                visibility: one.visibility.parse().unwrap_or(Visibility::Followers),
                // What a message costs is for whoever pays it to choose.
                letters: Letters::default(),
                without: shown
                    .iter()
                    .filter(|(file, _)| one.without.contains(file))
                    .map(|(_, id)| *id)
                    .collect(),
            };
            texts::put_variant(tx, item, &variant).await?;
            placed.push(one);
        }
    }
    for one in packed.variants.iter().filter(|one| !placed.contains(one)) {
        let about = format!("{} · {} · {}", one.network, one.language, one.visibility);
        let parts = [about.as_str(), one.warning.as_str(), one.body.as_deref().unwrap_or_default()];
        let words: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        log::note(tx, item, "channels-act-kit-variant", None, None, &words.join(" — "), (now, random))
            .await?;
    }
    Ok(())
}

#[async_trait]
impl Packs for Channels {
    async fn give(
        &self,
        db: &mut Conn,
        campaign: CampaignId,
        now: Timestamp,
    ) -> Result<Vec<PackedItem>, DbError> {
        let mut all = Vec::new();
        let of = items::of_campaign(db, campaign, MOST).await?;
        for item in of.into_iter().filter(|item| stays(item, now).is_none()) {
            all.push(give(db, item).await?);
        }
        all.sort_by(|one, two| (one.planned_at, &one.mark).cmp(&(two.planned_at, &two.mark)));
        Ok(all)
    }

    async fn stays(
        &self,
        db: &mut Conn,
        campaign: CampaignId,
        now: Timestamp,
    ) -> Result<Vec<Staying>, DbError> {
        let staying = |item: Item| {
            stays(&item, now).map(|why_key| Staying {
                address: format!("/desk/items/{}", item.id),
                title: item.title,
                why_key,
            })
        };
        Ok(items::of_campaign(db, campaign, MOST).await?.into_iter().filter_map(staying).collect())
    }

    fn network_key(&self, network: &str) -> Option<&'static str> {
        network.parse().ok().map(Network::key)
    }

    async fn take(
        &self,
        tx: &mut Tx,
        packed: &PackedItem,
        taking: &Taking,
        moment: (Timestamp, &dyn Random),
    ) -> Result<(), DbError> {
        let item = Item {
            author: Some(taking.by),
            campaign: Some(taking.campaign),
            planned_at: packed.planned_at,
            sensitivity: packed.sensitivity,
            source_address: Some(packed.source.clone()).filter(|source| !source.is_empty()),
            ..propose::blank(&packed.title, packed.language, moment)
        };
        let text = |one: &PackedText| Text {
            language: one.language,
            body: one.body.clone(),
            warning: one.warning.clone(),
            link: one.link.clone(),
        };
        let empty = PackedText {
            language: packed.language,
            body: String::new(),
            warning: String::new(),
            link: String::new(),
        };
        let first = packed.texts.iter().find(|one| one.language == packed.language).unwrap_or(&empty);
        write::begin(tx, &item, &text(first), moment).await?;
        for other in packed.texts.iter().filter(|one| one.language != packed.language) {
            texts::put(tx, item.id, &text(other)).await?;
        }
        let mut shown: Vec<(String, PictureId)> = Vec::new();
        for (place, one) in (0..).zip(&packed.pictures) {
            // Whoever is shown agreed elsewhere, to others: they are asked again before they are shown here.
            let consent = if one.people_agreed { Consent::Missing } else { Consent::Nobody };
            let picture = Picture {
                id: Id::new(moment.0, moment.1),
                stored: serde_json::from_str(&one.stored).map_err(DbError::unreadable("picture"))?,
                alt: one.alt.clone(),
                language: one.language,
                alts: one.alts.clone(),
                credit: one.credit.clone(),
                consent,
                consent_who: if one.people_agreed { taking.from.clone() } else { String::new() },
                consent_for: String::new(),
                consent_until: one.until,
                by: Some(taking.by),
                at: moment.0,
            };
            pictures::insert(tx, &picture).await?;
            pictures::place(tx, item.id, place, picture.id).await?;
            shown.push((one.file.clone(), picture.id));
        }
        put_variants(tx, item.id, packed, &shown, moment).await
    }
}
