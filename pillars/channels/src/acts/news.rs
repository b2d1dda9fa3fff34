//! Communiqués that anybody may read are works of the section like others: found by search, told of in the
//! list of what happened.

use griot_contracts::publications::PublicationChanged;
use griot_db::{DbError, Tx, outbox};
use griot_kernel::{Found, Publication, Timestamp, Version, WorkId};

use super::{press, show::Whole};
use crate::{model::item::ItemId, store::communiques};

/// The kind of work that a communiqué is.
pub const COMMUNIQUE: &str = "communique";
/// The longest summary, in signs.
const SUMMARY: usize = 200;

/// Tells the house of communiqués that are public since now, or no more.
pub async fn tell(tx: &mut Tx, now: Timestamp) -> Result<(), DbError> {
    for (item, is_public) in communiques::untold(tx, now).await? {
        communiques::set_shown(tx, item, is_public.then_some(now)).await?;
        let news = PublicationChanged { id: item.as_uuid().into(), revision: now.as_millisecond() };
        outbox::publish(tx, &news).await?;
    }
    Ok(())
}

/// A communiqué as the public may see it.
pub async fn publication(tx: &mut Tx, id: WorkId, now: Timestamp) -> Result<Found<Publication>, DbError> {
    let item: ItemId = id.as_uuid().into();
    let Some(one) = communiques::of(tx, item).await? else { return Ok(Found::Unknown) };
    let shown = communiques::shown_at(tx, item).await?;
    let is_public = communiques::is_public(tx, item, now).await?;
    let (Some(shown), Some(number), true) = (shown, one.name(), is_public) else { return Ok(Found::Gone) };
    let Some(whole) = Whole::load(tx, item).await? else { return Ok(Found::Gone) };
    let version = |language| {
        let press::Said { language, title, text } = press::said(&whole, Some(language));
        Version {
            language,
            title,
            address: format!("/press/{number}"),
            summary: griot_text::excerpt(&text, SUMMARY),
            search_text: text,
        }
    };
    Ok(Found::Here(Publication {
        id,
        kind: COMMUNIQUE.to_owned(),
        revision: shown.as_millisecond(),
        versions: whole.texts.iter().map(|text| version(text.language)).collect(),
        author: None,
        container: None,
        tags: Vec::new(),
        image: None,
        published: whole.item.planned_at.unwrap_or(whole.item.updated_at),
        campaign: whole.item.campaign.map(|campaign| campaign.as_uuid()),
        sensitivity: whole.sensitivity(),
    }))
}
