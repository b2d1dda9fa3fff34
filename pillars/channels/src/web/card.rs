//! Quote cards: a few words drawn as a picture of the library.

use askama::Template;
use axum::{
    extract::{Query, State},
    response::{IntoResponse, Redirect, Response},
};
use griot_files::{FilesError, Limits};
use griot_kernel::{Id, Timestamp};
use griot_print::{Card, CardError, Design, Format};
use griot_web::{Answer, Form, Section, Visitor, WebError};
use http::{HeaderValue, header};
use serde::Deserialize;
use unicode_segmentation::UnicodeSegmentation;

use super::{
    press::line,
    rights::WRITE,
    view::{self, Choice, languages},
};
use crate::{
    model::picture::{Consent, Picture},
    store::pictures,
};

/// The longest quotation, in signs as people count them.
const LONGEST: usize = 220;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct CardForm {
    act: String,
    words: String,
    who: String,
    design: String,
    format: String,
    language: String,
    consent_who: String,
    consent_for: String,
    consent_until: String,
}

#[derive(Template)]
#[template(path = "card.html")]
struct CardPage<'a> {
    v: &'a Visitor,
    form: &'a CardForm,
    designs: Vec<Choice>,
    formats: Vec<Choice>,
    languages: Vec<Choice>,
    shown: Option<(String, String)>,
    refusal: Option<String>,
}

const DESIGNS: [(&str, &str, Design); 3] = [
    ("cotton", "channels-card-cotton", Design::Cotton),
    ("indigo", "channels-card-indigo", Design::Indigo),
    ("sand", "channels-card-sand", Design::Sand),
];
const FORMATS: [(&str, &str, Format); 3] = [
    ("square", "channels-card-square", Format::Square),
    ("wide", "channels-card-wide", Format::Wide),
    ("story", "channels-card-story", Format::Story),
];

fn choices<T>(v: &Visitor, all: &[(&str, &str, T)], chosen: &str) -> Vec<Choice> {
    let choice = |(value, key, _): &(&str, &str, T)| Choice {
        value: (*value).to_owned(),
        label: v.words.t(key),
        chosen: *value == chosen,
    };
    all.iter().map(choice).collect()
}

fn chosen<T: Copy + Default>(all: &[(&str, &str, T)], word: &str) -> T {
    all.iter().find(|(value, ..)| *value == word).map(|(.., one)| *one).unwrap_or_default()
}

impl CardForm {
    fn card(&self, from: &str) -> Card {
        Card {
            words: line(&self.words, 2_000),
            who: line(&self.who, 80),
            from: from.to_owned(),
            design: chosen(&DESIGNS, &self.design),
            format: chosen(&FORMATS, &self.format),
        }
    }

    /// The address at which the card of this form is drawn.
    fn drawn(&self, v: &Visitor) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        for (name, value) in
            [("words", &self.words), ("who", &self.who), ("design", &self.design), ("format", &self.format)]
        {
            query.append_pair(name, value);
        }
        v.href(&format!("/desk/pictures/card/drawn?{}", query.finish()))
    }
}

/// Why a card is not drawn, as a sentence.
fn refused(v: &Visitor, error: &CardError) -> String {
    match error {
        CardError::Missing(letters) => {
            let letters: Vec<String> = letters.iter().take(8).map(char::to_string).collect();
            v.words.put("channels-refused-card-letters", "letters", letters.join(" "))
        }
        CardError::Empty => v.words.t("channels-refused-card-empty"),
        CardError::TooLong | CardError::NotMade => v.words.t("channels-refused-card-long"),
    }
}

/// What the card says, for whoever does not see it.
fn alt(v: &Visitor, card: &Card) -> String {
    let key = if card.who.is_empty() { "channels-card-alt" } else { "channels-card-alt-who" };
    v.words.with(key, [("words", card.words.clone().into()), ("who", card.who.clone().into())])
}

async fn draw(card: Card) -> Result<Result<Vec<u8>, CardError>, WebError> {
    tokio::task::spawn_blocking(move || griot_print::card(&card)).await.map_err(WebError::internal)
}

/// An empty form.
pub(super) async fn ask(v: Visitor) -> Result<Response, WebError> {
    v.require(&WRITE)?;
    let form = CardForm { language: v.settings.language.to_string(), ..CardForm::default() };
    page(&v, &form, None, None)
}

fn page(
    v: &Visitor,
    form: &CardForm,
    shown: Option<(String, String)>,
    refusal: Option<String>,
) -> Result<Response, WebError> {
    let is_refused = refusal.is_some();
    let page = CardPage {
        v,
        form,
        designs: choices(v, &DESIGNS, &form.design),
        formats: choices(v, &FORMATS, &form.format),
        languages: languages(v, &form.language),
        shown,
        refusal,
    };
    page.answer_form(is_refused)
}

/// The card as it will be, drawn for whoever makes it.
pub(super) async fn drawn(v: Visitor, Query(form): Query<CardForm>) -> Result<Response, WebError> {
    v.require(&WRITE)?;
    let bytes = draw(form.card(&v.settings.name)).await?.map_err(|_| WebError::NotFound)?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("image/png")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Ok((headers, bytes).into_response())
}

/// Who agreed, to what, until when: as typed, or by a key what is wrong with it. Nobody, where nobody is named.
fn consent(form: &CardForm, now: Timestamp) -> Result<(Consent, Option<Timestamp>), &'static str> {
    if form.who.trim().is_empty() {
        return Ok((Consent::Nobody, None));
    }
    if form.consent_who.trim().is_empty() {
        return Err("channels-refused-consent-who");
    }
    let until = view::last_day(&form.consent_until)?;
    if until.is_some_and(|until| until < now) {
        return Err("channels-refused-consent-until");
    }
    Ok((Consent::Given, until))
}

/// Shows the card, or keeps it as a picture of the library.
pub(super) async fn make(
    State(section): State<Section>,
    v: Visitor,
    Form(form): Form<CardForm>,
) -> Result<Response, WebError> {
    let by = v.require(&WRITE)?.id;
    let card = form.card(&v.settings.name);
    if card.words.graphemes(true).count() > LONGEST {
        return page(&v, &form, None, Some(v.words.t("channels-refused-card-long")));
    }
    let alt = alt(&v, &card);
    let bytes = match draw(card).await? {
        Ok(bytes) => bytes,
        Err(error) => return page(&v, &form, None, Some(refused(&v, &error))),
    };
    let shown = Some((form.drawn(&v), alt.clone()));
    if form.act != "keep" {
        return page(&v, &form, shown, None);
    }
    let now = section.clock.now();
    let (consent, consent_until) = match consent(&form, now) {
        Ok(consent) => consent,
        Err(key) => return page(&v, &form, shown, Some(v.words.t(key))),
    };
    let decoded = match griot_files::picture(bytes.into(), &Limits::default()).await {
        Ok(decoded) => decoded,
        Err(refusal) => return page(&v, &form, shown, Some(v.words.t(refusal.key()))),
    };
    let stored = match section.files.put_picture(&decoded).await {
        Ok(stored) => stored,
        Err(FilesError::Full) => return page(&v, &form, shown, Some(v.words.t("channels-refused-full"))),
        Err(error) => return Err(error.into()),
    };
    let named = consent == Consent::Given;
    let picture = Picture {
        id: Id::new(now, section.random.as_ref()),
        stored,
        alt,
        language: form.language.parse().unwrap_or(v.settings.language),
        alts: Vec::new(),
        credit: v.settings.name.clone(),
        consent,
        consent_who: if named { line(&form.consent_who, 300) } else { String::new() },
        consent_for: if named { line(&form.consent_for, 500) } else { String::new() },
        consent_until,
        by: Some(by),
        at: now,
    };
    let mut tx = section.db.begin().await?;
    pictures::insert(&mut tx, &picture).await?;
    tx.commit().await?;
    Ok(Redirect::to(&v.href(&format!("/desk/pictures/{}?done=saved", picture.id))).into_response())
}
