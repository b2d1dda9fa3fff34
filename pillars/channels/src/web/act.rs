//! What is done with an item by a button.

use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use griot_web::{Form, Section, Visitor, WebError};
use serde::Deserialize;

use super::{
    item::{self, Typed},
    rights::{PUBLISH, READ, SAFETY, WRITE, may_write},
    view,
};
use crate::{
    acts::{
        approve::{self, Judged},
        plan::{self, Planned},
        propose, risk,
        show::Obstacle,
    },
    jobs,
    model::{approval::Kind, item::Move},
    store::{deliveries, items},
};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct ActForm {
    act: String,
    digest: String,
    hour: String,
    words: String,
}

enum Ended {
    Well(&'static str),
    Elsewhere(String),
    Refused(Vec<Obstacle>),
}

impl From<Planned> for Ended {
    fn from(planned: Planned) -> Self {
        match planned {
            Planned::Done => Self::Well("shelved"),
            Planned::Refused(obstacles) => Self::Refused(obstacles),
        }
    }
}

impl Ended {
    fn saying(self, word: &'static str) -> Self {
        if let Self::Well(_) = self { Self::Well(word) } else { self }
    }
}

impl From<Judged> for Ended {
    fn from(judged: Judged) -> Self {
        match judged {
            Judged::Waiting => Self::Well("waiting"),
            Judged::Approved => Self::Well("approved"),
            Judged::SentBack => Self::Well("sent-back"),
            Judged::Refused(obstacles) => Self::Refused(obstacles),
        }
    }
}

fn refused(key: &'static str) -> Ended {
    Ended::Refused(vec![Obstacle::of(key, "")])
}

/// Does it, or says what stands in the way.
pub(super) async fn act(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(form): Form<ActForm>,
) -> Result<Response, WebError> {
    let member = v.require(&READ)?;
    let (now, random) = (section.clock.now(), section.random.as_ref());
    let at = (now, random);
    let mut tx = section.db.begin().await?;
    let whole = item::find(&mut tx, &id).await?;
    let by = member.id;
    let need = |capability| v.require(capability).map(drop);
    let writes = || if may_write(member, &whole.item) { Ok(()) } else { Err(WebError::Forbidden) };
    let small = item::small_team(&mut tx, member).await?;
    let approves = item::approves(&mut tx, member, &whole).await?;
    let ended: Ended = match form.act.as_str() {
        "submit" => {
            writes()?;
            let judged = approve::submit(&mut tx, &whole, by, at).await?;
            if judged == Judged::Waiting {
                jobs::tell_approvers(&section, &mut tx, whole.item.id).await?;
            }
            judged.into()
        }
        "approve" | "safety" => {
            let kind = if form.act == "safety" { Kind::Safety } else { Kind::Text };
            let safe = small || member.may(&SAFETY);
            if !(if kind == Kind::Safety { safe } else { approves }) {
                return Err(WebError::Forbidden);
            }
            let seen = unhex(&form.digest);
            approve::approve(&mut tx, &whole, kind, by, &seen, at).await?.into()
        }
        "send-back" => {
            if !approves && !member.may(&SAFETY) {
                return Err(WebError::Forbidden);
            }
            approve::send_back(&mut tx, &whole, by, &form.words, at).await?.into()
        }
        "schedule" => {
            need(&PUBLISH)?;
            match view::moment(&v.settings.zone, &form.hour, whole.item.planned_at) {
                Ok(Some(hour)) => match risk::sms_obstacle(&section, &mut tx, &whole).await? {
                    Some(risky) => Planned::Refused(vec![risky]).into(),
                    None => {
                        Ended::from(plan::schedule(&mut tx, &whole, hour, by, at).await?).saying("scheduled")
                    }
                },
                Ok(None) => refused("channels-refused-no-hour"),
                Err(key) => refused(key),
            }
        }
        "now" => {
            need(&PUBLISH)?;
            match risk::sms_obstacle(&section, &mut tx, &whole).await? {
                Some(risky) => Planned::Refused(vec![risky]).into(),
                None => Ended::from(plan::schedule(&mut tx, &whole, now, by, at).await?).saying("scheduled"),
            }
        }
        "unschedule" => {
            need(&PUBLISH)?;
            Ended::from(plan::unschedule(&mut tx, &whole.item, (Some(by), ""), at).await?)
                .saying("unscheduled")
        }
        "withdraw" => {
            need(&PUBLISH)?;
            Ended::from(plan::withdraw(&mut tx, &whole.item, Some(by), &form.words, at).await?)
                .saying("withdrawn")
        }
        "archive" => {
            writes()?;
            plan::shelve(&mut tx, &whole.item, Move::Archive, by, at).await?.into()
        }
        "reopen" => {
            writes()?;
            plan::shelve(&mut tx, &whole.item, Move::Reopen, by, at).await?.into()
        }
        "adapt" => {
            need(&WRITE)?;
            let made = propose::adapt(&mut tx, &whole.item, by, at).await?;
            Ended::Elsewhere(format!("/desk/items/{made}?done=adapted"))
        }
        "drop" => {
            writes()?;
            items::delete_idea(&mut tx, whole.item.id).await?;
            Ended::Elsewhere("/desk/ideas".to_owned())
        }
        _ => return Err(WebError::BadRequest),
    };
    match ended {
        Ended::Well(done) => {
            tx.commit().await?;
            Ok(Redirect::to(&v.href(&format!("/desk/items/{}?done={done}", whole.item.id))).into_response())
        }
        Ended::Elsewhere(path) => {
            tx.commit().await?;
            Ok(Redirect::to(&v.href(&path)).into_response())
        }
        Ended::Refused(obstacles) => {
            drop(tx);
            let typed = Typed { hour: Some(form.hour).filter(|hour| !hour.is_empty()), words: form.words };
            let mut db = section.db.read().await?;
            item::refuse(&section, &mut db, &v, &whole, obstacles, typed).await
        }
    }
}

fn unhex(text: &str) -> Vec<u8> {
    let pairs = text.as_bytes().chunks(2).filter_map(|pair| std::str::from_utf8(pair).ok());
    pairs.filter_map(|pair| u8::from_str_radix(pair, 16).ok()).collect()
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct SayForm {
    say: String,
    address: String,
}

/// Takes what only a person can know of a delivery: that it is out, that it is not, that it is done by hand.
pub(super) async fn say(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(form): Form<SayForm>,
) -> Result<Response, WebError> {
    let by = v.require(&PUBLISH)?.id;
    let now = section.clock.now();
    let id = id.parse().map_err(|_| WebError::NotFound)?;
    let mut tx = section.db.begin().await?;
    let delivery = deliveries::by_id(&mut tx, id).await?.ok_or(WebError::NotFound)?;
    let address = super::hand::address(&form.address);
    if matches!(form.say.as_str(), "again" | "hand") {
        let whole = item::find(&mut tx, &delivery.item.to_string()).await?;
        if !plan::stands(&whole.item) {
            drop(tx);
            let gone = Obstacle::of("channels-refused-old-delivery", "");
            let mut db = section.db.read().await?;
            return item::refuse(&section, &mut db, &v, &whole, vec![gone], Typed::default()).await;
        }
    }
    let (done, act) = match form.say.as_str() {
        "out" => {
            let said = deliveries::say_out(&mut tx, id, by, address.as_deref(), now).await?;
            (said, "channels-act-said-out")
        }
        "not" => (deliveries::say_not(&mut tx, id, by, now).await?, "channels-act-said-not"),
        "hand" => (deliveries::by_hand(&mut tx, id, now).await?, "channels-act-by-hand"),
        "again" => (deliveries::send_again(&mut tx, id, now).await?, "channels-act-again"),
        "leave" => (deliveries::let_be(&mut tx, id, by).await?, "channels-act-let-be"),
        "back" => (deliveries::say_back(&mut tx, id, now).await?, "channels-act-said-back"),
        _ => return Err(WebError::BadRequest),
    };
    if done {
        plan::said(&mut tx, &delivery, act, by, "", (now, section.random.as_ref())).await?;
    }
    tx.commit().await?;
    let path = match form.say.as_str() {
        "hand" => format!("/desk/hand/{id}"),
        _ => format!("/desk/items/{}?done=said", delivery.item),
    };
    Ok(Redirect::to(&v.href(&path)).into_response())
}
