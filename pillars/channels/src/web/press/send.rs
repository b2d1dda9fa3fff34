//! Sending a communiqué from the page where it is published by hand: a letter to each journalist chosen.

use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use griot_db::Conn;
use griot_jobs::enqueue;
use griot_web::{Form, Section, Visitor, WebError};
use serde::Deserialize;

use crate::{
    acts::plan,
    jobs::SendPress,
    model::{
        delivery::{Delivery, DeliveryId, State as Sent},
        network::Network,
        press::{Journalist, LetterState, PressLetter},
    },
    store::{channels, communiques, deliveries, items, journalists},
    web::{rights::PUBLISH, view::Choice},
};

/// A letter as the page shows it.
pub(in crate::web) struct LetterLine {
    pub id: String,
    pub name: String,
    pub medium: String,
    pub state: String,
    pub mood: &'static str,
    pub at: String,
    /// Whether a person may say what became of it.
    pub open: bool,
    pub unknown: bool,
}

/// What the page by hand shows of a delivery to the press.
#[derive(Default)]
pub(in crate::web) struct PressHand {
    pub paper: String,
    pub may_send: bool,
    pub ready: i64,
    /// How many are left out, since letters to their address arrive no more.
    pub stopped: i64,
    pub languages: Vec<Choice>,
    pub beats: Vec<Choice>,
    pub letters: Vec<LetterLine>,
}

impl PressHand {
    /// What is to be shown of this delivery.
    pub async fn of(
        section: &Section,
        db: &mut Conn,
        v: &Visitor,
        delivery: &Delivery,
    ) -> Result<Self, WebError> {
        let now = section.clock.now();
        let all = journalists::list(db).await?;
        let letters = journalists::letters(db, delivery.id).await?;
        let ready: Vec<&Journalist> = all
            .iter()
            .filter(|one| one.takes_letters(now))
            .filter(|one| !letters.iter().any(|letter| letter.journalist == one.id))
            .collect();
        let choice = |value: String, label: String| Choice { value, label, chosen: false };
        let mut languages = vec![choice(String::new(), v.words.t("channels-press-all-languages"))];
        let mut beats = vec![choice(String::new(), v.words.t("channels-press-all-beats"))];
        for one in &ready {
            let tag = one.language.to_string();
            if !languages.iter().any(|known| known.value == tag) {
                languages.push(choice(tag, v.words.language_name(one.language)));
            }
            if !one.beat.is_empty() && !beats.iter().any(|known| known.value == one.beat) {
                beats.push(choice(one.beat.clone(), one.beat.clone()));
            }
        }
        let line = |letter: &PressLetter| {
            let who = all.iter().find(|one| one.id == letter.journalist)?;
            Some(LetterLine {
                id: letter.journalist.to_string(),
                name: who.name.clone(),
                medium: who.medium.clone(),
                state: v.words.t(letter.state.key()),
                mood: match letter.state {
                    LetterState::Sent | LetterState::Published => "ok",
                    LetterState::Refused | LetterState::Unknown => "bad",
                    LetterState::Waiting | LetterState::Armed => "wait",
                },
                at: v.words.moment(letter.at),
                open: matches!(letter.state, LetterState::Sent | LetterState::Unknown),
                unknown: letter.state == LetterState::Unknown,
            })
        };
        Ok(Self {
            paper: v.href(&format!("/desk/items/{}/communique.pdf", delivery.item)),
            may_send: may_send(section, delivery),
            stopped: i64::try_from(all.iter().filter(|one| one.stopped_at.is_some()).count())
                .unwrap_or(i64::MAX),
            ready: i64::try_from(ready.len()).unwrap_or(i64::MAX),
            languages,
            beats,
            letters: letters.iter().filter_map(line).collect(),
        })
    }
}

/// How many letters of a delivery there are, and where they are seen; nothing where there are none.
pub(in crate::web) async fn progress(
    db: &mut Conn,
    v: &Visitor,
    delivery: DeliveryId,
) -> Result<Option<(String, String)>, WebError> {
    let letters = journalists::letters(db, delivery).await?;
    let gone = |one: &&PressLetter| matches!(one.state, LetterState::Sent | LetterState::Published);
    let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let sent = number(letters.iter().filter(gone).count());
    let values = [("sent", sent.into()), ("all", number(letters.len()).into())];
    let said = v.words.with("channels-press-progress", values);
    let shown = !letters.is_empty() && v.may(&PUBLISH);
    Ok(shown.then(|| (said, v.href(&format!("/desk/hand/{delivery}#letters")))))
}

/// Whether letters may go out now: its hour came, and nobody took it back.
fn may_send(section: &Section, delivery: &Delivery) -> bool {
    delivery.due_at <= section.clock.now()
        && matches!(delivery.state, Sent::Waiting | Sent::GaveUp | Sent::Confirmed)
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct SendForm {
    language: String,
    beat: String,
}

/// Lets a letter wait for each journalist chosen, and says that the communiqué is out.
pub(in crate::web) async fn send(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(form): Form<SendForm>,
) -> Result<Response, WebError> {
    let by = v.require(&PUBLISH)?.id;
    let now = section.clock.now();
    let id = id.parse().map_err(|_| WebError::NotFound)?;
    let mut tx = section.db.begin().await?;
    let delivery = deliveries::by_id(&mut tx, id).await?.ok_or(WebError::NotFound)?;
    let channel = channels::by_id(&mut tx, delivery.channel).await?.ok_or(WebError::NotFound)?;
    let numbered = communiques::of(&mut tx, delivery.item).await?.is_some_and(|one| one.number.is_some());
    let item = items::by_id(&mut tx, delivery.item).await?.ok_or(WebError::NotFound)?;
    let ready = numbered && plan::stands(&item) && may_send(&section, &delivery);
    if channel.network != Network::Press || !ready {
        return Err(WebError::BadRequest);
    }
    let mut count = 0_u32;
    for one in journalists::list(&mut tx).await? {
        let chosen = (form.language.is_empty() || form.language == one.language.as_str())
            && (form.beat.is_empty() || form.beat == one.beat);
        if chosen && one.takes_letters(now) && journalists::add_letter(&mut tx, id, one.id, now).await? {
            count += 1;
        }
    }
    if count > 0 {
        enqueue(&mut tx, &SendPress { delivery: id }).await?;
        deliveries::say_out(&mut tx, id, by, None, now).await?;
        let words = v.words.count("channels-press-sent-to", count);
        let random = section.random.as_ref();
        plan::said(&mut tx, &delivery, "channels-act-press-sent", by, &words, (now, random)).await?;
    }
    tx.commit().await?;
    Ok(Redirect::to(&v.href(&format!("/desk/hand/{id}?done=sending#letters"))).into_response())
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct LetterForm {
    journalist: String,
    say: String,
}

/// Takes what only a person can know of a letter: that it came back, that something was published of it,
/// that one of which nobody knows is to be sent again.
pub(in crate::web) async fn say(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(form): Form<LetterForm>,
) -> Result<Response, WebError> {
    v.require(&PUBLISH)?;
    let now = section.clock.now();
    let id = id.parse().map_err(|_| WebError::NotFound)?;
    let journalist = form.journalist.parse().map_err(|_| WebError::NotFound)?;
    let moves = match form.say.as_str() {
        "published" => {
            [(LetterState::Sent, LetterState::Published), (LetterState::Unknown, LetterState::Published)]
        }
        "refused" => {
            [(LetterState::Sent, LetterState::Refused), (LetterState::Unknown, LetterState::Refused)]
        }
        "again" => [(LetterState::Unknown, LetterState::Waiting); 2],
        _ => return Err(WebError::BadRequest),
    };
    let mut tx = section.db.begin().await?;
    let mut moved = false;
    for (from, to) in moves {
        moved = moved || journalists::move_letter(&mut tx, (id, journalist), from, to, now).await?;
    }
    if moved && form.say == "again" {
        enqueue(&mut tx, &SendPress { delivery: id }).await?;
    }
    tx.commit().await?;
    Ok(Redirect::to(&v.href(&format!("/desk/hand/{id}?done=saved#letters"))).into_response())
}
