//! Beginning a campaign, moving it on, and telling the house of it.

use griot_contracts::{
    campaigns::{CampaignClosed, CampaignId, CampaignOpened},
    publications::{PublicationChanged, Showcase},
};
use griot_db::{Conn, DbError, Tx, outbox};
use griot_kernel::{Found, Id, Language, PersonId, Publication, Version, WorkId};
use griot_web::Section;

use super::translate;
use crate::{
    model::{Campaign, CampaignWords, Evaluation, Move, Part, Refusal, Stage},
    store::{campaigns, parts, teams},
    web,
};

/// Among works, a campaign is one of these.
const KIND: &str = "campaign";
/// Addresses that are tried before chance helps.
const TRIES: u32 = 50;

/// Begins a campaign as an idea; whoever had it is in its team.
pub async fn begin(section: &Section, tx: &mut Tx, title: String, by: PersonId) -> Result<Campaign, DbError> {
    let id: CampaignId = Id::secret(section.random.as_ref());
    let campaign = Campaign {
        id,
        slug: free_slug(tx, id, &title).await?,
        words: CampaignWords {
            title,
            languages: vec![section.settings().language],
            ..CampaignWords::default()
        },
        stage: Stage::Idea,
        opened_at: None,
        closed_at: None,
        evaluated_at: None,
        evaluation: Evaluation::default(),
        revision: 1,
        created_by: Some(by),
        created_at: section.clock.now(),
    };
    campaigns::insert(tx, &campaign).await?;
    teams::add(tx, id, by).await?;
    Ok(campaign)
}

/// An address that no campaign has.
pub(super) async fn free_slug(db: &mut Conn, id: CampaignId, title: &str) -> Result<String, DbError> {
    let wanted = match griot_text::slug(title) {
        none if none.is_empty() => "campagne".to_owned(),
        slug => slug,
    };
    let mut slug = wanted.clone();
    for number in 2..TRIES {
        if campaigns::by_slug(db, &slug).await?.is_none() {
            return Ok(slug);
        }
        slug = format!("{wanted}-{number}");
    }
    Ok(format!("{wanted}-{id}"))
}

/// Moves a campaign on and tells whoever must know.
pub async fn go(
    section: &Section,
    tx: &mut Tx,
    campaign: &Campaign,
    wanted: Move,
) -> Result<Result<Stage, Refusal>, DbError> {
    let Ok(to) = campaign.stage.after(wanted) else { return Ok(Err(Refusal::NotNow)) };
    if to == Stage::Running && campaign.words.message.is_empty() {
        return Ok(Err(Refusal::NoMessage));
    }
    let now = section.clock.now();
    let days = match wanted {
        Move::Open => (campaign.opened_at.or(Some(now)), None, None),
        Move::Close => (campaign.opened_at, Some(now), None),
        Move::Reopen => (campaign.opened_at, None, None),
        Move::Evaluate => (campaign.opened_at, campaign.closed_at, Some(now)),
        Move::Plan | Move::TakeBack => (campaign.opened_at, None, None),
    };
    if !campaigns::go(tx, campaign.id, campaign.stage, to, days).await? {
        return Ok(Err(Refusal::NotNow));
    }
    match wanted {
        Move::Open | Move::Reopen => {
            outbox::publish(tx, &CampaignOpened { campaign: campaign.id }).await?;
        }
        Move::Close => outbox::publish(tx, &CampaignClosed { campaign: campaign.id }).await?,
        Move::TakeBack => {
            // It must not be shown until the news of it is heard.
            if let Ok(showcase) = section.ask::<dyn Showcase>() {
                showcase.take_down(tx, campaign.id.cast()).await?;
            }
            outbox::publish(tx, &CampaignClosed { campaign: campaign.id }).await?;
        }
        Move::Plan | Move::Evaluate => {}
    }
    if campaign.stage.is_public() || to.is_public() {
        tell(tx, campaign.id, campaign.revision + 1).await?;
    }
    Ok(Ok(to))
}

/// Tells the house that what the public may see of a campaign changed. Cached pages go.
pub async fn tell(tx: &mut Tx, id: CampaignId, revision: i64) -> Result<(), DbError> {
    outbox::publish(tx, &PublicationChanged { id: id.cast(), revision }).await?;
    tx.public_changed().await
}

/// Notes that something that hangs on a campaign changed, and tells the house if the public sees it.
pub async fn touch(tx: &mut Tx, campaign: &Campaign) -> Result<(), DbError> {
    let revision = campaigns::touch(tx, campaign.id).await?.unwrap_or(campaign.revision);
    if campaign.stage.is_public() { tell(tx, campaign.id, revision).await } else { Ok(()) }
}

/// The campaign with this id, as the public may see it now.
pub async fn publication(tx: &mut Tx, id: WorkId) -> Result<Found<Publication>, DbError> {
    let Some(campaign) = campaigns::by_id(tx, id.cast()).await? else { return Ok(Found::Unknown) };
    let (true, Some(published)) = (campaign.stage.is_public(), campaign.opened_at) else {
        return Ok(Found::Gone);
    };
    let words = &campaign.words;
    let goals = parts::objectives(tx, campaign.id).await?;
    let own = translate::own_language(&campaign, Language::FRENCH);
    let others = translate::campaign(tx, &campaign, (own, own)).await?.others;
    let mut versions = Vec::new();
    for language in std::iter::once(own).chain(others) {
        let spoken = translate::campaign(tx, &campaign, (own, language)).await?;
        let said = |thing, part, text| spoken.said(thing, part, text).0;
        let message = said(id.as_uuid(), Part::Message, &words.message);
        let goals: Vec<&str> =
            goals.iter().map(|goal| said(goal.id.as_uuid(), Part::Text, &goal.text)).collect();
        let address = campaign.address();
        versions.push(Version {
            language,
            title: said(id.as_uuid(), Part::Title, &words.title).to_owned(),
            address: if language == own { address } else { format!("{address}?text={language}") },
            summary: web::summary(message),
            search_text: format!(
                "{}\n{}",
                griot_text::plain(&griot_text::markdown(message)),
                goals.join("\n")
            ),
        });
    }
    Ok(Found::Here(Publication {
        id,
        kind: KIND.to_owned(),
        revision: campaign.revision,
        versions,
        author: None,
        container: None,
        tags: Vec::new(),
        image: None,
        published,
        campaign: Some(campaign.id.as_uuid()),
        sensitivity: campaign.sensitivity(),
    }))
}
