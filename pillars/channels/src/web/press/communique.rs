//! A communiqué at the desk: where it is dated, who speaks, what to say, its paper, and what came of it.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Redirect, Response},
};
use griot_db::Conn;
use griot_kernel::Language;
use griot_print::Sheet;
use griot_web::{Answer, Form, Section, Visitor, WebError};
use http::{HeaderValue, header};
use serde::Deserialize;

use super::{Done, line, lines, recipients, tally};
use crate::{
    acts::{
        communique,
        press::{self, House},
        show::Whole,
        write,
    },
    jobs,
    model::{
        item::Stage,
        press::{Communique, PressWays},
    },
    store::{communiques, deliveries, journalists, reviews},
    web::{
        item::find,
        rights::{READ, WRITE, may_write},
    },
};

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct CommuniqueForm {
    place: String,
    speaker: String,
    speaker_phone: String,
    speaker_email: String,
    speaker_consent: String,
    points: String,
}

struct ClipLine {
    day: String,
    medium: String,
    title: String,
    tone: String,
    link: String,
}

struct Version {
    language: String,
    href: String,
}

#[derive(Template)]
#[template(path = "communique.html")]
struct CommuniquePage<'a> {
    v: &'a Visitor,
    id: String,
    name: String,
    title: String,
    stage: String,
    mood: &'static str,
    embargo: Option<String>,
    versions: Vec<Version>,
    public: Option<String>,
    form: &'a CommuniqueForm,
    letters: Vec<(String, i64)>,
    tally: Option<String>,
    clips: Vec<ClipLine>,
    may_write: bool,
    has_points: bool,
    /// Who gets it when the program sends it, and where that is chosen.
    recipients: Option<(String, String)>,
    refusal: Option<String>,
    done: Option<String>,
}

/// Shows it.
pub(in crate::web) async fn show(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Query(done): Query<Done>,
) -> Result<Response, WebError> {
    v.require(&READ)?;
    let mut db = section.db.read().await?;
    let whole = find(&mut db, &id).await?;
    let kept = match communiques::of(&mut db, whole.item.id).await? {
        Some(kept) => kept,
        None => press::blank(&communiques::ways(&mut db).await?, section.random.as_ref()),
    };
    let form = CommuniqueForm {
        place: kept.place.clone(),
        speaker: kept.speaker.clone(),
        speaker_phone: kept.speaker_phone.clone(),
        speaker_email: kept.speaker_email.clone(),
        speaker_consent: kept.speaker_consent.clone(),
        points: kept.points.clone(),
    };
    page(&section, &mut db, &v, (&whole, &kept), &form, (None, done.sentence(&v))).await
}

async fn page(
    section: &Section,
    db: &mut Conn,
    v: &Visitor,
    (whole, kept): (&Whole, &Communique),
    form: &CommuniqueForm,
    (refusal, done): (Option<&'static str>, Option<String>),
) -> Result<Response, WebError> {
    let item = &whole.item;
    let mut letters: Vec<(String, i64)> = Vec::new();
    for delivery in deliveries::of(db, item.id).await? {
        for letter in journalists::letters(db, delivery.id).await? {
            let word = v.words.t(letter.state.key());
            match letters.iter_mut().find(|(known, _)| *known == word) {
                Some((_, count)) => *count += 1,
                None => letters.push((word, 1)),
            }
        }
    }
    let clips = reviews::clips_of(db, item.id).await?;
    let now = section.clock.now();
    let is_public = communiques::public(db, now, 1000).await?.contains(&item.id);
    let version = |language: Language| Version {
        language: v.words.language_name(language),
        href: v.href(&format!("/desk/items/{}/communique.pdf?text={language}", item.id)),
    };
    let member = v.signed_in()?;
    let page = CommuniquePage {
        v,
        id: item.id.to_string(),
        name: press::name(&v.words, kept),
        title: item.title.clone(),
        stage: v.words.t(item.stage.key()),
        mood: item.stage.mood(),
        embargo: press::embargo(&v.words, whole, now),
        versions: whole.texts.iter().map(|text| version(text.language)).collect(),
        public: kept.name().filter(|_| is_public).map(|number| v.href(&format!("/press/{number}"))),
        form,
        letters,
        tally: tally(v, &clips),
        clips: clips
            .into_iter()
            .map(|clip| ClipLine {
                day: v.words.day(clip.day),
                medium: clip.medium,
                title: clip.title,
                tone: v.words.t(clip.tone.key()),
                link: clip.link,
            })
            .collect(),
        may_write: may_write(member, item),
        has_points: !kept.points.is_empty(),
        recipients: recipients::said(db, v, whole, now).await?,
        refusal: refusal.map(|key| v.words.t(key)),
        done,
    };
    page.answer_form(refusal.is_some())
}

/// Keeps where it is dated, who speaks and what to say.
pub(in crate::web) async fn save(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(form): Form<CommuniqueForm>,
) -> Result<Response, WebError> {
    let member = v.require(&WRITE)?;
    let mut tx = section.db.begin().await?;
    let whole = find(&mut tx, &id).await?;
    if !may_write(member, &whole.item) {
        return Err(WebError::Forbidden);
    }
    let before = communiques::of(&mut tx, whole.item.id).await?;
    let before = before.unwrap_or(press::blank(&PressWays::default(), section.random.as_ref()));
    let one = Communique {
        place: line(&form.place, 100),
        speaker: line(&form.speaker, 150),
        speaker_phone: line(&form.speaker_phone, 60),
        speaker_email: line(&form.speaker_email, 200),
        speaker_consent: line(&form.speaker_consent, 500),
        points: lines(&form.points, 8_000),
        ..before.clone()
    };
    let refusal = if !one.speaker.is_empty() && one.speaker_consent.is_empty() {
        Some("channels-refused-speaker-consent")
    } else if !whole.item.stage.may_be_written()
        && one != (Communique { points: one.points.clone(), ..before.clone() })
    {
        Some("channels-refused-communique-out")
    } else if !one.speaker_email.is_empty() && griot_delivery::Email::parse(&one.speaker_email).is_err() {
        Some("channels-refused-email")
    } else {
        None
    };
    if refusal.is_some() {
        return page(&section, &mut tx, &v, (&whole, &before), &form, (refusal, None)).await;
    }
    communiques::put(&mut tx, whole.item.id, &one).await?;
    let mut after = find(&mut tx, &id).await?;
    if after.digest() != whole.digest() {
        let moment = (section.clock.now(), section.random.as_ref());
        write::reread(&mut tx, &mut after, "channels-act-written", member.id, moment).await?;
        if after.item.stage == Stage::InReview {
            jobs::tell_approvers(&section, &mut tx, after.item.id).await?;
        }
    }
    tx.commit().await?;
    Ok(Redirect::to(&v.href(&format!("/desk/items/{id}/communique?done=saved"))).into_response())
}

/// Which text is wanted.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Wanted {
    text: String,
}

/// Its paper, as it would be sent now.
pub(in crate::web) async fn paper(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, WebError> {
    v.require(&READ)?;
    let mut db = section.db.read().await?;
    let whole = find(&mut db, &id).await?;
    let one = communiques::of(&mut db, whole.item.id).await?.unwrap_or_default();
    let ways = communiques::ways(&mut db).await?;
    drop(db);
    given(&section, &whole, &one, &ways, wanted.text.parse().ok()).await
}

/// The paper of a communiqué in this language, as a file.
pub(in crate::web) async fn given(
    section: &Section,
    whole: &Whole,
    one: &Communique,
    ways: &PressWays,
    wanted: Option<Language>,
) -> Result<Response, WebError> {
    let bytes = communique::pdf(section, (whole, one), ways, wanted).await.map_err(WebError::internal)?;
    shown(bytes, &communique::file_name(one))
}

/// What to say, on paper for whoever speaks.
pub(in crate::web) async fn points(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    v.require(&READ)?;
    let mut db = section.db.read().await?;
    let whole = find(&mut db, &id).await?;
    let one = communiques::of(&mut db, whole.item.id).await?.filter(|one| !one.points.is_empty());
    let one = one.ok_or(WebError::NotFound)?;
    let ways = communiques::ways(&mut db).await?;
    drop(db);
    let settings = section.settings();
    let site = section.url("");
    let house = House { name: &settings.name, tagline: &settings.tagline, site: &site, ways: &ways };
    file(press::points(&v.words, &house, &whole, &one), "a-dire.pdf").await
}

async fn file(sheet: Sheet, name: &str) -> Result<Response, WebError> {
    let bytes = tokio::task::spawn_blocking(move || griot_print::pdf(&sheet)).await;
    shown(bytes.map_err(WebError::internal)?.map_err(WebError::internal)?, name)
}

fn shown(bytes: Vec<u8>, name: &str) -> Result<Response, WebError> {
    let shown = HeaderValue::try_from(format!("inline; filename=\"{name}\"")).map_err(WebError::internal)?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/pdf")),
        (header::CONTENT_DISPOSITION, shown),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Ok((headers, bytes).into_response())
}
