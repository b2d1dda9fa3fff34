//! What ambassadors reached, on the desk of a campaign and in its evaluation.

use axum::{
    extract::{Path, State},
    response::Response,
};
use griot_db::Conn;
use griot_kernel::PersonId;
use griot_web::{Form, Section, Visitor, WebError};
use serde::Deserialize;

use super::{
    campaign::{again, of_path},
    campaign_parts::PartForm,
    view::{Names, lead},
};
use crate::{
    model::{Campaign, line_of},
    store::shares,
};

/// An ambassador as the team sees them.
pub(super) struct Carrier {
    pub person: String,
    pub name: String,
    pub club: String,
}

/// What came of the ambassadors of a campaign.
#[derive(Default)]
pub(super) struct Results {
    pub by_club: Vec<String>,
    pub by_person: Vec<String>,
    pub carriers: Vec<Carrier>,
}

impl Results {
    /// Those of a campaign; its team sees who the ambassadors are.
    pub async fn of(
        section: &Section,
        db: &mut Conn,
        v: &Visitor,
        campaign: &Campaign,
    ) -> Result<Self, WebError> {
        let carriers = shares::ambassadors(db, campaign.id).await?;
        let people = shares::by_person(db, campaign.id).await?;
        let all: Vec<PersonId> =
            carriers.iter().map(|one| one.person).chain(people.iter().map(|one| one.0)).collect();
        let names = Names::of(section, db, all).await?;
        let club = |(club, network, count): (String, String, i64)| {
            let club = if club.is_empty() { v.words.t("ambassador-no-club") } else { club };
            format!("{club} · {network} · {}", v.words.count("ambassador-shares", count))
        };
        let person = |(person, count): (PersonId, i64)| {
            format!("{} · {}", names.name(v, Some(person)), v.words.count("ambassador-shares", count))
        };
        Ok(Self {
            by_club: shares::by_club(db, campaign.id).await?.into_iter().map(club).collect(),
            by_person: people.into_iter().map(person).collect(),
            carriers: carriers
                .into_iter()
                .map(|one| Carrier {
                    person: one.person.to_string(),
                    name: names.name(v, Some(one.person)),
                    club: one.club,
                })
                .collect(),
        })
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct ClubForm {
    person: String,
    club: String,
}

/// The team of a campaign says for which club an ambassador stands.
pub(super) async fn name_club(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(form): Form<ClubForm>,
) -> Result<Response, WebError> {
    v.require(&super::LEAD)?;
    let person: PersonId = form.person.parse().map_err(|_| WebError::BadRequest)?;
    let mut tx = section.db.begin().await?;
    let campaign = of_path(&mut tx, &id).await?;
    let club = match line_of(&form.club, 80) {
        Ok(club) => club,
        Err(refusal) => {
            return again(&section, &mut tx, &v, &campaign, PartForm::default(), refusal).await;
        }
    };
    if !shares::set_club(&mut tx, campaign.id, person, &club).await? {
        return Err(WebError::NotFound);
    }
    tx.commit().await?;
    lead(&v, &format!("{}?done=saved#ambassadors", campaign.desk()))
}
