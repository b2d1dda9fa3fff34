//! Giving certificates, and taking them back.

use axum::{
    extract::{Path, State},
    response::Response,
};
use griot_web::{Form, Section, Visitor, WebError};
use serde::Deserialize;

use super::{
    super::view::{id_of, lead, note},
    desk::{Known, Typed, page},
    paper,
};
use crate::{
    acts::certify,
    model::{Certificate, Enrolment, Refusal, line_of},
    store::certificates,
};

/// The longest name that a paper holds.
const NAME: usize = 80;
/// The longest word that is not broken on it.
const WORD: usize = 40;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct GiveForm {
    give: Vec<String>,
    who: Vec<String>,
    name: Vec<String>,
}

impl GiveForm {
    fn typed(&self) -> Typed {
        Typed {
            ticked: self.give.clone(),
            names: self.who.iter().cloned().zip(self.name.iter().cloned()).collect(),
        }
    }
}

fn name(typed: &str) -> Result<String, Refusal> {
    let name = line_of(typed, NAME)?;
    let is_long = name.split(' ').any(|word| word.chars().count() > WORD);
    match name {
        name if name.is_empty() => Err(Refusal::NoText),
        _ if is_long => Err(Refusal::TooLong),
        name => Ok(name),
    }
}

/// Those who are to get one, each with the name to be printed.
fn judged<'a>(known: &'a Known, typed: &Typed) -> Result<Vec<(&'a Enrolment, String)>, Refusal> {
    let mut chosen = Vec::new();
    if typed.ticked.is_empty() {
        return Err(Refusal::BadChoice);
    }
    for id in &typed.ticked {
        let one = known.people.iter().find(|one| one.id.to_string() == *id).ok_or(Refusal::BadChoice)?;
        if known.missing(one).is_some() {
            return Err(Refusal::NotNow);
        }
        chosen.push((one, name(typed.names.get(id).map_or(one.name.as_str(), String::as_str))?));
    }
    Ok(chosen)
}

/// Gives certificates to those who were ticked and have earned them.
pub(super) async fn give(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(form): Form<GiveForm>,
) -> Result<Response, WebError> {
    let member = v.require(&super::TRAIN)?;
    let mut tx = section.db.begin().await?;
    let known = Known::of(&mut tx, &id).await?;
    let typed = form.typed();
    let chosen =
        if known.is_time(section.clock.now()) { judged(&known, &typed) } else { Err(Refusal::NotNow) };
    let chosen = match chosen {
        Ok(chosen) => chosen,
        Err(refusal) => {
            return page(&section, &v, &known, Some(&typed), (Some(v.words.t(refusal.key())), None));
        }
    };
    for (one, name) in chosen {
        let did = known.did(one);
        if let Some(given) =
            certify::give(&section, &mut tx, known.ground(), (one, &name, &did), member).await?
        {
            note(&section, &mut tx, member, "workshops-log-certificate", &given.id.to_string()).await?;
        }
    }
    tx.commit().await?;
    lead(&v, &format!("{}?done=certified", known.at()))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct ExceptForm {
    who: String,
    name: String,
}

/// Gives one to somebody who has not earned it by the rule: that is noted as such.
pub(super) async fn except(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(form): Form<ExceptForm>,
) -> Result<Response, WebError> {
    let member = v.require(&super::TRAIN)?;
    let mut tx = section.db.begin().await?;
    let known = Known::of(&mut tx, &id).await?;
    let found = known.people.iter().find(|one| one.id.to_string() == form.who && one.counts());
    let judged = match found {
        None => Err(Refusal::BadChoice),
        Some(_) if !known.is_time(section.clock.now()) => Err(Refusal::NotNow),
        Some(one) => name(&form.name).map(|name| (one, name)),
    };
    let (one, name) = match judged {
        Ok(judged) => judged,
        Err(refusal) => {
            let names = std::iter::once((form.who, form.name)).collect();
            let typed = Typed { ticked: Vec::new(), names };
            return page(&section, &v, &known, Some(&typed), (Some(v.words.t(refusal.key())), None));
        }
    };
    let did = known.did(one);
    if let Some(given) = certify::give(&section, &mut tx, known.ground(), (one, &name, &did), member).await? {
        let act = "workshops-log-certificate-exception";
        note(&section, &mut tx, member, act, &given.id.to_string()).await?;
    }
    tx.commit().await?;
    lead(&v, &format!("{}?done=certified", known.at()))
}

fn of_path<'a>(known: &'a Known, certificate: &str) -> Result<&'a Certificate, WebError> {
    let id = id_of(certificate)?;
    known.given.iter().find(|one| one.id == id).ok_or(WebError::NotFound)
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct RevokeForm {
    why: String,
}

/// Takes a certificate back, for a reason that its holder reads.
pub(super) async fn revoke(
    State(section): State<Section>,
    v: Visitor,
    Path((id, certificate)): Path<(String, String)>,
    Form(form): Form<RevokeForm>,
) -> Result<Response, WebError> {
    let member = v.require(&super::TRAIN)?;
    let mut tx = section.db.begin().await?;
    let known = Known::of(&mut tx, &id).await?;
    let one = of_path(&known, &certificate)?;
    let refusal = match line_of(&form.why, 300) {
        Err(refusal) => Some(refusal),
        Ok(why) if why.is_empty() => Some(Refusal::NoText),
        Ok(why) => {
            let done = certificates::revoke(&mut tx, one.id, member.id, &why, section.clock.now()).await?;
            (!done).then_some(Refusal::NotNow)
        }
    };
    if let Some(refusal) = refusal {
        return page(&section, &v, &known, None, (Some(v.words.t(refusal.key())), None));
    }
    note(&section, &mut tx, member, "workshops-log-certificate-revoked", &one.id.to_string()).await?;
    tx.commit().await?;
    lead(&v, &format!("{}?done=saved", known.at()))
}

/// Puts one with another name in the place of one whose name was written wrong: the old paper is void.
pub(super) async fn replace(
    State(section): State<Section>,
    v: Visitor,
    Path((id, certificate)): Path<(String, String)>,
    Form(form): Form<ExceptForm>,
) -> Result<Response, WebError> {
    let member = v.require(&super::TRAIN)?;
    let mut tx = section.db.begin().await?;
    let known = Known::of(&mut tx, &id).await?;
    let old = of_path(&known, &certificate)?;
    let found = known.people.iter().find(|one| old.enrolment == Some(one.id));
    let judged = found.ok_or(Refusal::NotNow).and_then(|one| Ok((one, name(&form.name)?)));
    let replaced = match judged {
        Err(refusal) => Err(refusal),
        Ok((one, name)) => {
            let why = v.section().words(old.language).t("certificate-replaced");
            let who = (one, name.as_str(), &known.did(one));
            certify::replace(&section, &mut tx, known.ground(), (old, &why), who, member)
                .await?
                .ok_or(Refusal::NotNow)
        }
    };
    match replaced {
        Err(refusal) => page(&section, &v, &known, None, (Some(v.words.t(refusal.key())), None)),
        Ok(new) => {
            note(&section, &mut tx, member, "workshops-log-certificate-replaced", &new.id.to_string())
                .await?;
            tx.commit().await?;
            lead(&v, &format!("{}?done=certified", known.at()))
        }
    }
}

/// Gives back what was taken back.
pub(super) async fn restore(
    State(section): State<Section>,
    v: Visitor,
    Path((id, certificate)): Path<(String, String)>,
    Form(_): Form<RevokeForm>,
) -> Result<Response, WebError> {
    let member = v.require(&super::TRAIN)?;
    let mut tx = section.db.begin().await?;
    let known = Known::of(&mut tx, &id).await?;
    let one = of_path(&known, &certificate)?;
    // One that was replaced, or whose holder is gone, has no enrolment any more.
    if one.enrolment.is_none() || !certificates::give_back(&mut tx, one.id).await? {
        return page(&section, &v, &known, None, (Some(v.words.t(Refusal::NotNow.key())), None));
    }
    note(&section, &mut tx, member, "workshops-log-certificate-restored", &one.id.to_string()).await?;
    tx.commit().await?;
    lead(&v, &format!("{}?done=saved", known.at()))
}

/// One of them to be printed: not everybody has a printer, or an address.
pub(super) async fn print(
    State(section): State<Section>,
    v: Visitor,
    Path((id, certificate)): Path<(String, String)>,
) -> Result<Response, WebError> {
    v.require(&super::TRAIN)?;
    let mut db = section.db.read().await?;
    let known = Known::of(&mut db, &id).await?;
    paper::of(&section, db, of_path(&known, &certificate)?).await
}
