//! Items that other rooms propose: what was published, and texts that somebody wrote elsewhere.

use griot_contracts::planning::{DraftKind, Proposal};
use griot_db::{DbError, Tx};
use griot_kernel::{Id, Language, Publication, Random, Timestamp};

use super::{log, plan, write};
use crate::{
    model::{
        channel::{Channel, ChannelState},
        item::{Item, ItemId, Stage, Text},
        message::Visibility,
        network::Network,
        variant::{Letters, Variant},
    },
    store::{channels, items, pictures, texts},
};

/// What drafts are made of a text that somebody proposes.
pub const KINDS: [DraftKind; 3] = [
    DraftKind { name: "channels.press", key: "channels-draft-press", order: 20 },
    DraftKind { name: "channels.networks", key: "channels-draft-networks", order: 30 },
    DraftKind { name: "channels.sms", key: "channels-draft-sms", order: 40 },
];

/// So old a publication is no news any more.
const NEWS: std::time::Duration = std::time::Duration::from_secs(14 * 86_400);

/// A new item with nothing decided.
pub fn blank(title: &str, language: Language, (now, random): (Timestamp, &dyn Random)) -> Item {
    Item {
        id: Id::secret(random),
        title: title.to_owned(),
        language,
        stage: Stage::Draft,
        planned_at: None,
        embargo_until: None,
        not_after: None,
        sensitivity: griot_kernel::Sensitivity::None,
        consent: String::new(),
        consent_until: None,
        campaign: None,
        line: None,
        source: None,
        source_address: None,
        adapted_from: None,
        author: None,
        revision: 1,
        digest: None,
        created_at: now,
        updated_at: now,
    }
}

/// An idea for every work that comes out, with its words and its address. What was published long
/// ago, or has an item already, is none.
pub async fn from_publication(
    tx: &mut Tx,
    work: &Publication,
    base: impl Fn(&str) -> String,
    (now, random): (Timestamp, &dyn Random),
) -> Result<(), DbError> {
    let Some(version) = work.versions.first() else { return Ok(()) };
    if let Some(known) = items::of_source(tx, work.id).await? {
        return items::set_source_gone(tx, known.id, None).await.map(drop);
    }
    if work.published + NEWS < now {
        return Ok(());
    }
    let item = Item {
        stage: Stage::Idea,
        sensitivity: work.sensitivity,
        campaign: work.campaign.map(Into::into),
        source: Some(work.id),
        source_address: Some(version.address.clone()),
        ..blank(&version.title, version.language, (now, random))
    };
    let text = |version: &griot_kernel::Version| Text {
        language: version.language,
        body: match version.summary.trim() {
            "" => version.title.clone(),
            summary => format!("{}\n\n{summary}", version.title),
        },
        warning: String::new(),
        link: base(&version.address),
    };
    if write::begin(tx, &item, &text(version), (now, random)).await? {
        for other in work.versions.iter().skip(1) {
            texts::put(tx, item.id, &text(other)).await?;
        }
    }
    Ok(())
}

/// The work from which an item was made is not to be seen any more: an idea that nobody took up goes, what
/// waits for its hour waits no more, and of what is out people are told.
pub async fn source_gone(
    tx: &mut Tx,
    work: griot_kernel::WorkId,
    moment: (Timestamp, &dyn Random),
) -> Result<(), DbError> {
    let Some(item) = items::of_source(tx, work).await? else { return Ok(()) };
    if items::delete_idea(tx, item.id).await? || !items::set_source_gone(tx, item.id, Some(moment.0)).await? {
        return Ok(());
    }
    log::note(tx, item.id, "channels-act-source-gone", None, None, "", moment).await?;
    if item.stage == Stage::Scheduled {
        plan::unschedule(tx, &item, (None, ""), moment).await?;
    }
    Ok(())
}

/// A draft of a text that somebody wrote elsewhere, for the channels of that kind. Nothing is typed
/// twice. `None` when the kind is not one of ours.
pub async fn draft(
    tx: &mut Tx,
    kind: &str,
    proposal: &Proposal,
    moment: (Timestamp, &dyn Random),
) -> Result<Option<ItemId>, DbError> {
    let wanted = |channel: &Channel| match kind {
        "channels.press" => channel.network == Network::Press,
        "channels.sms" => channel.network == Network::Sms,
        _ => !matches!(
            channel.network,
            Network::Site | Network::Press | Network::Sms | Network::Radio | Network::Newsletter
        ),
    };
    if !KINDS.iter().any(|known| known.name == kind) {
        return Ok(None);
    }
    let item = Item {
        author: Some(proposal.by),
        campaign: proposal.campaign,
        line: proposal.line,
        ..blank(&proposal.title, proposal.language, moment)
    };
    let text = Text {
        language: proposal.language,
        body: griot_text::plain(&griot_text::markdown(&proposal.body)),
        warning: String::new(),
        link: String::new(),
    };
    write::begin(tx, &item, &text, moment).await?;
    for channel in channels::list(tx).await? {
        if channel.state != ChannelState::Closed && wanted(&channel) {
            texts::put_variant(tx, item.id, &plain_variant(&channel, proposal.language)).await?;
        }
    }
    Ok(Some(item.id))
}

/// An item goes to this channel with the common text.
pub fn plain_variant(channel: &Channel, language: Language) -> Variant {
    Variant {
        channel: channel.id,
        language,
        body: None,
        warning: String::new(),
        visibility: Visibility::Public,
        letters: Letters::default(),
        without: Vec::new(),
    }
}

/// A new item with the words of another, and where they come from.
pub async fn adapt(
    tx: &mut Tx,
    from: &Item,
    by: griot_kernel::PersonId,
    (now, random): (Timestamp, &dyn Random),
) -> Result<ItemId, DbError> {
    let item = Item {
        adapted_from: Some(from.id),
        author: Some(by),
        campaign: from.campaign,
        line: from.line,
        sensitivity: from.sensitivity,
        source_address: from.source_address.clone(),
        ..blank(&from.title, from.language, (now, random))
    };
    let all = texts::of(tx, from.id).await?;
    let empty =
        Text { language: item.language, body: String::new(), warning: String::new(), link: String::new() };
    let first = all.iter().find(|text| text.language == item.language).unwrap_or(&empty);
    write::begin(tx, &item, first, (now, random)).await?;
    for text in all.iter().filter(|text| text.language != item.language) {
        texts::put(tx, item.id, text).await?;
    }
    for variant in texts::variants(tx, from.id).await? {
        texts::put_variant(tx, item.id, &variant).await?;
    }
    for (place, picture) in (0..).zip(pictures::of(tx, from.id).await?) {
        pictures::place(tx, item.id, place, picture.id).await?;
    }
    Ok(item.id)
}
