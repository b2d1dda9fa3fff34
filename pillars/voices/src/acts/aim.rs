//! Saying what a post is for: its campaign, and the line of the strategy that it serves.

use griot_contracts::campaigns::{CampaignId, CampaignName, Campaigns, LineName, Strategy};
use griot_db::{Conn, DbError, Tx};
use griot_web::{Member, Section, WebError};

use crate::{
    acts::publish::tell,
    model::{Aim, Post, PostRefusal, PostState},
    store::aims,
};

/// What somebody may choose from.
#[derive(Debug)]
pub struct Choices {
    /// Campaigns to which something may be attached. What the section prepares is shown to its staff only.
    pub campaigns: Vec<CampaignName>,
    /// Lines of the strategy in force, for the staff.
    pub lines: Vec<LineName>,
    /// The campaign that was chosen before, if this reader may know it and it takes nothing any more.
    pub before: Option<CampaignName>,
}

impl Choices {
    /// What this member may choose for a post that is for `aim` now.
    pub async fn of(section: &Section, db: &mut Conn, member: &Member, aim: Aim) -> Result<Self, WebError> {
        let mut all = Self { campaigns: Vec::new(), lines: Vec::new(), before: None };
        let may_know = |one: &CampaignName| member.is_staff() || one.public.is_some();
        // Where no room has campaigns, or a strategy, there is nothing to choose.
        if let Ok(campaigns) = section.ask::<dyn Campaigns>() {
            all.campaigns = campaigns.taking(db).await?;
            all.campaigns.retain(may_know);
            if let Some(id) = aim.campaign.filter(|id| all.campaigns.iter().all(|one| one.id != *id)) {
                all.before = campaign(section, db, id).await?.filter(may_know);
            }
        }
        if let Ok(strategy) = section.ask::<dyn Strategy>()
            && member.is_staff()
        {
            all.lines = strategy.lines(db).await?;
        }
        Ok(all)
    }
}

/// The campaign with this id, whatever its state.
pub async fn campaign(
    section: &Section,
    db: &mut Conn,
    id: CampaignId,
) -> Result<Option<CampaignName>, DbError> {
    match section.ask::<dyn Campaigns>() {
        Ok(campaigns) => campaigns.get(db, id).await,
        Err(_) => Ok(None),
    }
}

/// What a writer chose, where they were asked: an id, or nothing for none.
#[derive(Clone, Debug, Default)]
pub struct Chosen {
    /// The campaign.
    pub campaign: Option<String>,
    /// The line of the strategy.
    pub line: Option<String>,
}

/// What a post will be for that was for `before`, or why that cannot be. What was chosen before stays,
/// also where it could not be chosen any more.
pub async fn judged(
    section: &Section,
    db: &mut Conn,
    member: &Member,
    before: Aim,
    chosen: &Chosen,
) -> Result<Result<Aim, PostRefusal>, WebError> {
    let choices = Choices::of(section, db, member, before).await?;
    let mut aim = before;
    if let Some(typed) = &chosen.campaign {
        let offered = choices.campaigns.iter().map(|one| one.id).chain(before.campaign);
        match picked(typed, offered) {
            Some(campaign) => aim.campaign = campaign,
            None => return Ok(Err(PostRefusal::CampaignClosed)),
        }
    }
    if let Some(typed) = &chosen.line {
        let offered = choices.lines.iter().map(|one| one.id).chain(before.line);
        match picked(typed, offered) {
            Some(line) => aim.line = line,
            None => return Ok(Err(PostRefusal::NoSuchLine)),
        }
    }
    if aim.line != before.line && !member.is_staff() {
        return Err(WebError::Forbidden);
    }
    Ok(Ok(aim))
}

/// None of them for an empty text, one of them for its id, and nothing for anything else.
fn picked<T: ToString>(typed: &str, mut offered: impl Iterator<Item = T>) -> Option<Option<T>> {
    match typed.trim() {
        "" => Some(None),
        typed => offered.find(|one| one.to_string() == typed).map(Some),
    }
}

/// Says what a post is for. Pages that show it, or will not any more, go. Returns whether it changed.
pub async fn set(tx: &mut Tx, post: &Post, aim: Aim) -> Result<bool, DbError> {
    if post.aim == aim {
        return Ok(false);
    }
    aims::set(tx, post.id, aim).await?;
    if post.state == PostState::Published {
        tell(tx, post).await?;
    }
    Ok(true)
}
