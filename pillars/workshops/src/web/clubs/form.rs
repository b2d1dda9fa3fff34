//! What the forms of a club send, and what they come to.

use griot_contracts::{
    campaigns::{CampaignName, Campaigns},
    people::PublicNames,
};
use griot_db::{Conn, Tx};
use griot_kernel::{Id, PersonId};
use griot_web::{Section, WebError};
use serde::Deserialize;

use crate::{
    acts,
    model::{Club, ClubResult, ClubRole, ClubWords, Eyes, Refusal, line_of},
    store::clubs,
};

/// What a club says of itself, and who answers for it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct ClubForm {
    pub name: String,
    pub kind: String,
    pub place: String,
    pub coordinator: String,
    pub revision: i64,
}

impl ClubForm {
    pub fn of(club: &Club) -> Self {
        Self {
            name: club.words.name.clone(),
            kind: club.words.kind.as_str().to_owned(),
            place: club.words.place.clone(),
            coordinator: club.coordinator.map(|person| person.to_string()).unwrap_or_default(),
            revision: club.revision,
        }
    }

    /// What was typed, judged; whoever answered for the club already may go on, even without taking part now.
    pub async fn judged(
        &self,
        section: &Section,
        db: &mut Conn,
        known: Option<PersonId>,
    ) -> Result<Result<(ClubWords, Option<PersonId>), Refusal>, WebError> {
        let words = match ClubWords::typed(&self.name, &self.kind, &self.place) {
            Ok(words) => words,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let chosen = self.coordinator.trim();
        if chosen.is_empty() || known.is_some_and(|person| person.to_string() == chosen) {
            return Ok(Ok((words, known.filter(|_| !chosen.is_empty()))));
        }
        Ok(taking_part(section, db, chosen).await?.map(|person| (words, Some(person))))
    }
}

/// Somebody of the house who was chosen and takes part.
async fn taking_part(
    section: &Section,
    db: &mut Conn,
    typed: &str,
) -> Result<Result<PersonId, Refusal>, WebError> {
    let Ok(person) = typed.trim().parse::<PersonId>() else { return Ok(Err(Refusal::BadChoice)) };
    let found = section.ask::<dyn PublicNames>()?.names(db, &[person]).await?.remove(&person);
    Ok(found.filter(|one| one.takes_part).map(|_| person).ok_or(Refusal::BadChoice))
}

/// Who comes into a club.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct MemberForm {
    pub person: String,
    pub name: String,
    pub role: String,
    pub minor: String,
    pub guardian: String,
    pub how: String,
    pub day: String,
}

impl MemberForm {
    /// Whether this is somebody under 18: where somebody consents for them, they are, ticked or not.
    fn is_minor(&self) -> bool {
        [&self.minor, &self.guardian, &self.how, &self.day].iter().any(|typed| !typed.trim().is_empty())
    }
}

/// A role that a form may give: who answers for a club is chosen elsewhere.
pub(super) fn role_of(typed: &str) -> Result<ClubRole, Refusal> {
    let role = typed.parse().map_err(|_| Refusal::BadChoice)?;
    if role == ClubRole::Coordinator { Err(Refusal::BadChoice) } else { Ok(role) }
}

/// Takes whoever was typed into a club that is held.
pub(super) async fn join(
    section: &Section,
    tx: &mut Tx,
    club: &Club,
    form: &MemberForm,
    (by, eyes): (PersonId, Eyes),
) -> Result<Result<(), Refusal>, WebError> {
    let judged = line_of(&form.name, 120).and_then(|name| Ok((name, role_of(&form.role)?)));
    let (name, role) = match judged {
        Ok(judged) => judged,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let person = match (form.person.trim(), name.is_empty()) {
        ("", true) => return Ok(Err(Refusal::NoText)),
        ("", false) => None,
        (_, false) => return Ok(Err(Refusal::OneOrOther)),
        _ if eyes != Eyes::Trainer => return Ok(Err(Refusal::BadChoice)),
        (chosen, true) => match taking_part(section, tx, chosen).await? {
            Ok(person) => Some(person),
            Err(refusal) => return Ok(Err(refusal)),
        },
    };
    let mut one = acts::clubs::somebody(section, club.id, person, name);
    one.role = role;
    let said = (form.guardian.as_str(), form.how.as_str(), form.day.as_str());
    if let Err(refusal) = one.consent(form.is_minor(), said, (section.clock.now(), by)) {
        return Ok(Err(refusal));
    }
    Ok(acts::clubs::join(tx, club, &one).await?)
}

/// What a club brought about.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct ResultForm {
    pub what: String,
    pub figure: String,
    pub day: String,
    pub campaign: String,
}

/// The campaigns that a result may serve. Whoever only answers for a club sees those that everyone sees.
pub(super) async fn campaigns(
    section: &Section,
    db: &mut Conn,
    eyes: Eyes,
) -> Result<Vec<CampaignName>, WebError> {
    // Where nobody answers for campaigns, there are none to choose.
    let Ok(who) = section.ask::<dyn Campaigns>() else { return Ok(Vec::new()) };
    let mut all = who.taking(db).await?;
    all.retain(|one| eyes == Eyes::Trainer || one.public.is_some());
    Ok(all)
}

/// Notes the result that was typed for a club that is held.
pub(super) async fn note(
    section: &Section,
    tx: &mut Tx,
    club: &Club,
    form: &ResultForm,
    (by, eyes): (PersonId, Eyes),
) -> Result<Result<(), Refusal>, WebError> {
    if club.is_closed {
        return Ok(Err(Refusal::NotNow));
    }
    let typed = ClubResult::typed(&form.what, &form.figure, &form.day, section.clock.now());
    let (what, figure, day) = match typed {
        Ok(typed) => typed,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let chosen = form.campaign.trim();
    let offered = campaigns(section, tx, eyes).await?;
    let campaign = offered.iter().find(|one| one.id.to_string() == chosen).map(|one| one.id);
    if campaign.is_none() && !chosen.is_empty() {
        return Ok(Err(Refusal::BadChoice));
    }
    let id = Id::secret(section.random.as_ref());
    let result = ClubResult { id, club: club.id, campaign, what, figure, day, by: Some(by) };
    clubs::add_result(tx, &result).await?;
    Ok(Ok(()))
}
