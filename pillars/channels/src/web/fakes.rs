//! Accounts that pretend to be the section: a file for each, with what was seen, what its network was
//! told and what it answered, to be printed and handed on.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Redirect, Response},
};
use griot_contracts::planning::Proposal;
use griot_db::Conn;
use griot_files::{FilesError, Limits};
use griot_kernel::Id;
use griot_web::{Answer, Form, Section, Upload, Visitor, WebError};
use serde::Deserialize;
use uuid::Uuid;

use super::{
    hand::address,
    inbox::done,
    rights::INBOX,
    view::{self, Choice, Done, Names},
};
use crate::{
    acts::propose,
    model::{
        network::Network,
        rumour::{Fake, FakeId, FakeState, FakeStep},
    },
    store::fakes,
};

struct Line {
    href: String,
    name: String,
    network: String,
    state: String,
    mood: &'static str,
    day: String,
}

#[derive(Template)]
#[template(path = "fakes.html")]
struct FakesPage<'a> {
    v: &'a Visitor,
    lines: Vec<Line>,
    form: &'a FakeForm,
    networks: Vec<Choice>,
    refusal: Option<String>,
    done: Option<String>,
}

struct StepLine {
    state: String,
    words: String,
    proof: Option<String>,
    who: String,
    at: String,
}

#[derive(Template)]
#[template(path = "fake.html")]
struct FakePage<'a> {
    v: &'a Visitor,
    fake: &'a Fake,
    id: String,
    network: String,
    state: String,
    day: String,
    steps: Vec<StepLine>,
    states: Vec<Choice>,
    words: &'a str,
    refusal: Option<String>,
    done: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct FakeForm {
    network: String,
    address: String,
    name: String,
    harm: String,
}

fn mood(state: FakeState) -> &'static str {
    match state {
        FakeState::Removed => "ok",
        FakeState::Seen | FakeState::Refused => "bad",
        FakeState::Reported => "",
    }
}

/// Shows all of them.
pub(super) async fn list(
    State(section): State<Section>,
    v: Visitor,
    Query(query): Query<Done>,
) -> Result<Response, WebError> {
    v.require(&INBOX)?;
    let done = done(&v, &query.done);
    listed(&section, &v, &FakeForm::default(), None, done).await
}

async fn listed(
    section: &Section,
    v: &Visitor,
    form: &FakeForm,
    refusal: Option<&'static str>,
    done: Option<String>,
) -> Result<Response, WebError> {
    let all = fakes::list(&mut *section.db.read().await?).await?;
    let line = |one: Fake| Line {
        href: v.href(&format!("/desk/fakes/{}", one.id)),
        name: one.name,
        network: v.words.t(one.network.key()),
        state: v.words.t(one.state.key()),
        mood: mood(one.state),
        day: v.words.day(one.at),
    };
    let page = FakesPage {
        v,
        lines: all.into_iter().map(line).collect(),
        networks: view::networks(v, form.network.parse().ok()),
        form,
        refusal: refusal.map(|key| v.words.t(key)),
        done,
    };
    page.answer_form(refusal.is_some())
}

/// Notes one.
pub(super) async fn add(
    State(section): State<Section>,
    v: Visitor,
    Form(form): Form<FakeForm>,
) -> Result<Response, WebError> {
    let by = v.require(&INBOX)?.id;
    let now = section.clock.now();
    let Some(address) = address(&form.address) else {
        return listed(&section, &v, &form, Some("channels-refused-address"), None).await;
    };
    let line =
        |text: &str, most: usize| -> String { text.replace('\0', "").trim().chars().take(most).collect() };
    let (name, harm) = (line(&form.name, 200), line(&form.harm, 2_000));
    if name.is_empty() || harm.is_empty() {
        return listed(&section, &v, &form, Some("channels-refused-fake"), None).await;
    }
    let network: Network = form.network.parse().map_err(|_| WebError::BadRequest)?;
    let fake = Fake {
        id: Id::secret(section.random.as_ref()),
        network,
        address,
        name,
        harm,
        state: FakeState::Seen,
        at: now,
    };
    let mut tx = section.db.begin().await?;
    if !fakes::insert(&mut tx, &fake).await? {
        drop(tx);
        return listed(&section, &v, &form, Some("channels-refused-fake-known"), None).await;
    }
    let step =
        FakeStep { state: FakeState::Seen, words: fake.harm.clone(), proof: None, by: Some(by), at: now };
    fakes::add_step(&mut tx, Uuid::from_bytes(section.random.bytes()), fake.id, &step).await?;
    tx.commit().await?;
    Ok(Redirect::to(&v.href(&format!("/desk/fakes/{}?done=saved", fake.id))).into_response())
}

/// Shows the file of one.
pub(super) async fn show(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Query(query): Query<Done>,
) -> Result<Response, WebError> {
    v.require(&INBOX)?;
    let fake = find(&mut *section.db.read().await?, &id).await?;
    let done = done(&v, &query.done);
    page(&section, &v, &fake, "", None, done).await
}

async fn find(db: &mut Conn, id: &str) -> Result<Fake, WebError> {
    let id: FakeId = id.parse().map_err(|_| WebError::NotFound)?;
    fakes::by_id(db, id).await?.ok_or(WebError::NotFound)
}

async fn page(
    section: &Section,
    v: &Visitor,
    fake: &Fake,
    words: &str,
    refusal: Option<&'static str>,
    done: Option<String>,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let steps = fakes::steps(&mut db, fake.id).await?;
    let names = Names::of(section, &mut db, steps.iter().filter_map(|step| step.by)).await?;
    let proof = |step: &FakeStep| {
        let file = step.proof.as_ref()?.fitting(800)?;
        Some(format!("/files/{}", file.key))
    };
    let choice = |state: &FakeState| Choice {
        value: state.as_str().to_owned(),
        label: v.words.t(state.key()),
        chosen: *state == fake.state,
    };
    let page = FakePage {
        v,
        fake,
        id: fake.id.to_string(),
        network: v.words.t(fake.network.key()),
        state: v.words.t(fake.state.key()),
        day: v.words.date(fake.at),
        steps: steps
            .into_iter()
            .map(|step| StepLine {
                state: v.words.t(step.state.key()),
                proof: proof(&step),
                words: step.words,
                who: step.by.map_or_else(|| v.words.t("channels-someone"), |who| names.name(v, who)),
                at: v.words.moment(step.at),
            })
            .collect(),
        states: FakeState::ALL.iter().map(choice).collect(),
        words,
        refusal: refusal.map(|key| v.words.t(key)),
        done,
    };
    page.answer_form(refusal.is_some())
}

/// Adds what was seen or done, with a picture of it where there is one.
pub(super) async fn step(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    upload: Upload,
) -> Result<Response, WebError> {
    let by = v.require(&INBOX)?.id;
    let fake = find(&mut *section.db.read().await?, &id).await?;
    let words = upload.field("words").unwrap_or_default().replace('\0', "");
    let words: String = words.trim().chars().take(2_000).collect();
    let state = upload.field("state").and_then(|word| word.parse().ok()).unwrap_or(fake.state);
    if words.is_empty() {
        return page(&section, &v, &fake, &words, Some("channels-refused-step-empty"), None).await;
    }
    let proof = match upload.file("file") {
        None => None,
        Some(file) => match griot_files::picture(file.bytes.clone(), &Limits::default()).await {
            Err(refusal) => return page(&section, &v, &fake, &words, Some(refusal.key()), None).await,
            Ok(decoded) => match section.files.put_picture(&decoded).await {
                Ok(stored) => Some(stored),
                Err(FilesError::Full) => {
                    return page(&section, &v, &fake, &words, Some("channels-refused-full"), None).await;
                }
                Err(error) => return Err(error.into()),
            },
        },
    };
    let step = FakeStep { state, words, proof, by: Some(by), at: section.clock.now() };
    let mut tx = section.db.begin().await?;
    fakes::add_step(&mut tx, Uuid::from_bytes(section.random.bytes()), fake.id, &step).await?;
    tx.commit().await?;
    Ok(Redirect::to(&v.href(&format!("/desk/fakes/{id}?done=saved"))).into_response())
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Warn {}

/// Begins a text that warns the public of it, without leading anybody there.
pub(super) async fn warn(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(Warn {}): Form<Warn>,
) -> Result<Response, WebError> {
    let by = v.require(&INBOX)?.id;
    let moment = (section.clock.now(), section.random.as_ref());
    let mut tx = section.db.begin().await?;
    let fake = find(&mut tx, &id).await?;
    let said = [
        ("name", fake.name.clone().into()),
        ("network", v.words.t(fake.network.key()).into()),
        ("section", v.settings.name.clone().into()),
    ];
    let proposal = Proposal {
        by,
        title: v.words.put("channels-fake-warning-title", "name", &fake.name),
        body: v.words.with("channels-fake-warning", said),
        language: v.words.language(),
        source: None,
        campaign: None,
        line: None,
    };
    let item = propose::draft(&mut tx, "channels.networks", &proposal, moment).await?;
    let item = item.ok_or(WebError::NotFound)?;
    tx.commit().await?;
    Ok(Redirect::to(&v.href(&format!("/desk/items/{item}"))).into_response())
}
