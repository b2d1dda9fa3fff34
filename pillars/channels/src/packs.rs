//! Texts of a campaign on their way into a kit, and out of one.

use async_trait::async_trait;
use griot_contracts::{
    campaigns::CampaignId,
    packs::{PackedItem, PackedPicture, PackedText, Packs, Taking},
};
use griot_db::{Conn, DbError, Tx};
use griot_kernel::{Id, Random, Sensitivity, Timestamp};

use crate::{
    Channels,
    acts::{propose, write},
    model::{
        channel::ChannelState,
        item::{Item, Stage, Text},
        picture::{Consent, Picture},
    },
    store::{channels, items, pictures, texts},
};

/// Texts of one kit.
const MOST: i64 = 200;

/// Whether a text may leave the house.
fn may_leave(item: &Item) -> bool {
    let approved = matches!(item.stage, Stage::Approved | Stage::Scheduled) || item.stage.is_out();
    approved && matches!(item.sensitivity, Sensitivity::None | Sensitivity::NamedPerson)
}

fn packed(picture: Picture) -> Result<PackedPicture, DbError> {
    let largest = picture.stored.renditions.iter().max_by_key(|one| one.width);
    Ok(PackedPicture {
        file: largest.map(|one| one.key.as_str().to_owned()).unwrap_or_default(),
        stored: serde_json::to_string(&picture.stored).map_err(DbError::unreadable("picture"))?,
        people_agreed: picture.consent == Consent::Given,
        alt: picture.alt,
        language: picture.language,
        credit: picture.credit,
        until: picture.consent_until,
    })
}

async fn give(db: &mut Conn, item: Item, now: Timestamp) -> Result<PackedItem, DbError> {
    let mut networks = Vec::new();
    for variant in texts::variants(db, item.id).await? {
        if let Some(channel) = channels::by_id(db, variant.channel).await? {
            networks.push(channel.network.as_str().to_owned());
        }
    }
    networks.sort_unstable();
    networks.dedup();
    let (shown, kept): (Vec<_>, Vec<_>) =
        pictures::of(db, item.id).await?.into_iter().partition(|picture| picture.may_be_shown(now));
    let text = |text: Text| PackedText { language: text.language, body: text.body, link: text.link };
    Ok(PackedItem {
        mark: item.id.to_string(),
        texts: texts::of(db, item.id).await?.into_iter().map(text).collect(),
        pictures: shown.into_iter().map(packed).collect::<Result<_, _>>()?,
        kept_back: kept.into_iter().map(|picture| picture.alt).collect(),
        title: item.title,
        language: item.language,
        planned_at: item.planned_at,
        networks,
        source: item.source_address.unwrap_or_default(),
    })
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
        for item in items::of_campaign(db, campaign, MOST).await?.into_iter().filter(may_leave) {
            all.push(give(db, item, now).await?);
        }
        all.sort_by(|one, two| (one.planned_at, &one.mark).cmp(&(two.planned_at, &two.mark)));
        Ok(all)
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
            source_address: Some(packed.source.clone()).filter(|source| !source.is_empty()),
            ..propose::blank(&packed.title, packed.language, moment)
        };
        let text = |one: &PackedText| Text {
            language: one.language,
            body: one.body.clone(),
            warning: String::new(),
            link: one.link.clone(),
        };
        let empty = PackedText { language: packed.language, body: String::new(), link: String::new() };
        let first = packed.texts.iter().find(|one| one.language == packed.language).unwrap_or(&empty);
        write::begin(tx, &item, &text(first), moment).await?;
        for other in packed.texts.iter().filter(|one| one.language != packed.language) {
            texts::put(tx, item.id, &text(other)).await?;
        }
        for channel in channels::list(tx).await? {
            let wanted = packed.networks.iter().any(|network| network == channel.network.as_str());
            if wanted && channel.state != ChannelState::Closed {
                texts::put_variant(tx, item.id, &propose::plain_variant(&channel, packed.language)).await?;
            }
        }
        for (place, one) in (0..).zip(&packed.pictures) {
            let consent = if one.people_agreed { Consent::Given } else { Consent::Nobody };
            let picture = Picture {
                id: Id::new(moment.0, moment.1),
                stored: serde_json::from_str(&one.stored).map_err(DbError::unreadable("picture"))?,
                alt: one.alt.clone(),
                language: one.language,
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
        }
        Ok(())
    }
}
