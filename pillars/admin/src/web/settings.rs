use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use griot_contracts::people::StaffLog;
use griot_delivery::Email;
use griot_kernel::{Language, Zone};
use griot_web::{Answer, Form, Second, Section, Settings, Visitor, WebError};
use serde::Deserialize;
use url::Url;

/// The longest name of a section, in characters.
const NAME: usize = 80;
const TAGLINE: usize = 120;
/// The longest web address.
const CONTACT: usize = 300;

#[derive(Template)]
#[template(path = "desk.html")]
struct DeskPage<'a> {
    v: &'a Visitor,
}

#[derive(Template)]
#[template(path = "settings.html")]
struct SettingsPage<'a> {
    v: &'a Visitor,
    form: SettingsForm,
    languages: Vec<(String, String)>,
    zones: Vec<Area>,
    refusal: Option<&'static str>,
    saved: bool,
}

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct SettingsForm {
    name: String,
    #[serde(default)]
    tagline: String,
    language: String,
    #[serde(default)]
    zone: String,
    second_factor: Option<String>,
    open: Option<String>,
    #[serde(default)]
    trust_after: String,
    #[serde(default)]
    safety: String,
}

/// The ways to every page of the staff.
pub(crate) async fn desk(v: Visitor) -> Result<Response, WebError> {
    DeskPage { v: &v }.answer()
}

pub(crate) async fn show(State(section): State<Section>, v: Visitor) -> Result<Response, WebError> {
    let settings = section.settings();
    let on = |yes: bool| yes.then(|| "on".to_owned());
    let form = SettingsForm {
        name: settings.name.clone(),
        tagline: settings.tagline.clone(),
        language: settings.language.to_string(),
        zone: settings.zone.to_string(),
        second_factor: on(settings.second_factor_for_staff),
        open: on(settings.open_to_requests),
        trust_after: settings.trust_after_comments.to_string(),
        safety: settings.safety.clone(),
    };
    page(&section, &v, form, None)
}

pub(crate) async fn save(
    State(section): State<Section>,
    v: Visitor,
    Form(form): Form<SettingsForm>,
) -> Result<Response, WebError> {
    let member = v.signed_in()?;
    let (name, tagline) = (form.name.trim(), form.tagline.trim());
    let language = form.language.parse::<Language>().ok().filter(|l| section.words.languages().contains(l));
    // A form that was opened before it asked for this changes nothing of it.
    let zone = Some(form.zone.as_str()).filter(|name| !name.is_empty());
    let zone = zone.map_or_else(|| Ok(section.settings().zone.clone()), str::parse::<Zone>);
    let Ok(zone) = zone else {
        return page(&section, &v, form, Some("settings-refused-zone"));
    };
    let trust_after = form.trust_after.trim().parse::<u32>().ok().filter(|n| *n <= 50);
    let (Some(language), Some(trust_after_comments)) = (language, trust_after) else {
        return page(&section, &v, form, Some("settings-refused-trust"));
    };
    if name.is_empty() || name.chars().count() > NAME || tagline.chars().count() > TAGLINE {
        return page(&section, &v, form, Some("settings-refused-name"));
    }
    let Some(safety) = contact(&form.safety) else {
        return page(&section, &v, form, Some("settings-refused-safety"));
    };
    // Whoever asks it of all would be the first to stand before a closed desk.
    let begins = form.second_factor.is_some() && !section.settings().second_factor_for_staff;
    if begins && member.second != Second::Stands {
        return page(&section, &v, form, Some("settings-refused-second-factor"));
    }
    let log = section.ask::<dyn StaffLog>()?;

    let mut tx = section.db.begin().await?;
    let settings = Settings {
        name: name.to_owned(),
        tagline: tagline.to_owned(),
        language,
        zone,
        second_factor_for_staff: form.second_factor.is_some(),
        trust_after_comments,
        open_to_requests: form.open.is_some(),
        safety,
    };
    settings.save(&mut tx).await?;
    log.note(&mut tx, member.id, "staff-act-settings-changed", "section").await?;
    tx.commit().await?;

    Ok(Redirect::to(&v.href("/admin?saved=1")).into_response())
}

/// A contact as typed: an e-mail address, an https address, or none. Nothing when it is neither.
fn contact(typed: &str) -> Option<String> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Some(String::new());
    }
    if let Ok(email) = Email::parse(typed) {
        return Some(email.as_str().to_owned());
    }
    let url = Url::parse(typed).ok()?;
    let plain = url.scheme() == "https" && url.username().is_empty() && url.password().is_none();
    (plain && url.as_str().len() <= CONTACT).then(|| url.to_string())
}

fn page(
    section: &Section,
    v: &Visitor,
    form: SettingsForm,
    refusal: Option<&'static str>,
) -> Result<Response, WebError> {
    let named = |l: Language| (l.to_string(), section.words(l).t("frame-language-name"));
    let languages = section.words.languages().into_iter().map(named).collect();
    let saved = v.here().contains("saved=1");
    let status = if refusal.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    SettingsPage { v, form, languages, zones: areas(v), refusal, saved }.answer_with(status)
}

/// A part of the world with its places.
struct Area {
    name: String,
    zones: Vec<(Zone, String)>,
}

fn areas(v: &Visitor) -> Vec<Area> {
    let mut all: Vec<Area> = Vec::new();
    for zone in Zone::all() {
        let name = zone.area().map_or_else(|| v.words.t("settings-zone-none"), str::to_owned);
        let place = zone.name().split_once('/').map_or(zone.name(), |(_, place)| place).replace('_', " ");
        match all.last_mut().filter(|area| area.name == name) {
            Some(area) => area.zones.push((zone, place)),
            None => all.push(Area { name, zones: vec![(zone, place)] }),
        }
    }
    all
}
