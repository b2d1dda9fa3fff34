//! Radio: the stations and what they come to, the spoken texts of an item, and when they were on the air.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Redirect, Response},
};
use griot_contracts::campaigns::Campaigns;
use griot_db::Conn;
use griot_files::FilesError;
use griot_kernel::{Id, Timestamp};
use griot_web::{Answer, Form, Section, Upload, Visitor, WebError};
use http::StatusCode;
use serde::Deserialize;

use super::{
    item::find,
    press::{
        Done, day, day_field, line,
        review::{month, month_name},
    },
    rights::{KEEP, READ, WRITE},
    view::{Choice, languages},
};
use crate::{
    acts::{show::Whole, write},
    jobs,
    model::{
        channel::Channel,
        network::Network,
        radio::{Aired, Broadcast, Sound, Station, StoredSound},
        week,
    },
    store::{channels, radio},
};

/// The heaviest request: a sound and the form around it.
pub(super) const MOST_BYTES: usize = 26_000_000;

/// "Heard 12 times, declared 3 times, 45 000 F".
pub(super) fn sentence(v: &Visitor, aired: Aired) -> String {
    let values = [
        ("heard", aired.heard.into()),
        ("declared", aired.declared.into()),
        ("cost", v.words.number(aired.cost).into()),
    ];
    v.words.with("channels-radio-aired", values)
}

struct StationLine {
    href: String,
    name: String,
    about: String,
    aired: String,
}

#[derive(Template)]
#[template(path = "radio.html")]
struct RadioPage<'a> {
    v: &'a Visitor,
    month: String,
    before: String,
    after: String,
    stations: Vec<StationLine>,
    campaigns: Vec<(String, String)>,
    done: Option<String>,
}

/// Which month is wanted.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    month: String,
}

/// The stations, and what a month came to.
pub(super) async fn list(
    State(section): State<Section>,
    v: Visitor,
    Query(wanted): Query<Wanted>,
    Query(done): Query<Done>,
) -> Result<Response, WebError> {
    v.require(&READ)?;
    let first = month(&wanted.month, section.clock.now());
    let (next, last) = (week::other_month(first, 1), week::other_month(first, -1));
    let (from, until) = (Timestamp::start_of(first), Timestamp::start_of(next));
    let mut db = section.db.read().await?;
    let mut stations = Vec::new();
    for channel in channels::list(&mut db).await? {
        if channel.network != Network::Radio {
            continue;
        }
        let station = radio::station(&mut db, channel.id).await?.unwrap_or_default();
        let aired = radio::of_station(&mut db, channel.id, from, until).await?;
        let about = [station.frequency, station.places, station.languages];
        stations.push(StationLine {
            href: v.href(&format!("/desk/press/radio/{}", channel.id)),
            name: channel.name,
            about: about.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "),
            aired: sentence(&v, aired),
        });
    }
    let mut campaigns = Vec::new();
    for (id, aired) in radio::of_campaigns(&mut db, from, until).await? {
        let title = match (id, section.ask::<dyn Campaigns>()) {
            (Some(id), Ok(known)) => known.get(&mut db, id).await?.map(|one| one.title),
            _ => None,
        };
        campaigns
            .push((title.unwrap_or_else(|| v.words.t("channels-radio-no-campaign")), sentence(&v, aired)));
    }
    RadioPage {
        v: &v,
        month: v.words.month(first.year(), first.month()),
        before: v.href(&format!("/desk/press/radio?month={}", month_name(last))),
        after: v.href(&format!("/desk/press/radio?month={}", month_name(next))),
        stations,
        campaigns,
        done: done.sentence(&v),
    }
    .answer()
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct StationForm {
    frequency: String,
    places: String,
    languages: String,
    audience: String,
    price: String,
    contact: String,
}

#[derive(Template)]
#[template(path = "station.html")]
struct StationPage<'a> {
    v: &'a Visitor,
    id: String,
    name: String,
    form: &'a StationForm,
    may_keep: bool,
    refusal: Option<String>,
}

async fn channel(db: &mut Conn, id: &str) -> Result<Channel, WebError> {
    let id = id.parse().map_err(|_| WebError::NotFound)?;
    let found = channels::by_id(db, id).await?.filter(|one| one.network == Network::Radio);
    found.ok_or(WebError::NotFound)
}

/// A station.
pub(super) async fn station(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    v.require(&READ)?;
    let mut db = section.db.read().await?;
    let channel = channel(&mut db, &id).await?;
    let kept = radio::station(&mut db, channel.id).await?.unwrap_or_default();
    let form = StationForm {
        frequency: kept.frequency,
        places: kept.places,
        languages: kept.languages,
        audience: kept.audience,
        price: kept.price.map(|price| price.to_string()).unwrap_or_default(),
        contact: kept.contact,
    };
    StationPage { v: &v, id, name: channel.name, form: &form, may_keep: v.may(&KEEP), refusal: None }.answer()
}

/// Keeps what is known of a station.
pub(super) async fn save_station(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(form): Form<StationForm>,
) -> Result<Response, WebError> {
    v.require(&KEEP)?;
    let mut tx = section.db.begin().await?;
    let channel = channel(&mut tx, &id).await?;
    let Ok(price) = francs(&form.price) else {
        let refusal = Some(v.words.t("channels-refused-francs"));
        return StationPage { v: &v, id, name: channel.name, form: &form, may_keep: true, refusal }
            .answer_with(StatusCode::UNPROCESSABLE_ENTITY);
    };
    let station = Station {
        frequency: line(&form.frequency, 60),
        places: line(&form.places, 300),
        languages: line(&form.languages, 200),
        audience: line(&form.audience, 300),
        price,
        contact: line(&form.contact, 300),
    };
    radio::put_station(&mut tx, channel.id, &station).await?;
    tx.commit().await?;
    Ok(Redirect::to(&v.href("/desk/press/radio?done=saved")).into_response())
}

/// A sum as people type it, or nothing.
fn francs(typed: &str) -> Result<Option<i64>, ()> {
    let digits: String = typed.chars().filter(|c| !c.is_whitespace() && *c != 'F').collect();
    if digits.is_empty() {
        return Ok(None);
    }
    digits.parse().ok().filter(|sum| (0..=1_000_000_000).contains(sum)).map(Some).ok_or(())
}

/// A spoken text as pages show it.
pub(super) struct SoundLine {
    pub language: String,
    pub src: String,
    pub size: String,
}

/// The spoken texts of an item.
pub(super) async fn sounds(
    db: &mut Conn,
    v: &Visitor,
    item: crate::model::item::ItemId,
) -> Result<Vec<SoundLine>, WebError> {
    let line = |one: Sound| SoundLine {
        language: v.words.language_name(one.language),
        src: format!("/files/{}", one.stored.key),
        size: v.words.bytes(one.stored.bytes),
    };
    Ok(radio::sounds(db, item).await?.into_iter().map(line).collect())
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct AiredForm {
    act: String,
    channel: String,
    day: String,
    heard: String,
    heard_by: String,
    times: String,
    cost: String,
    broadcast: String,
}

struct BroadcastLine {
    id: String,
    day: String,
    station: String,
    words: String,
    who: String,
}

#[derive(Template)]
#[template(path = "item_radio.html")]
struct ItemRadioPage<'a> {
    v: &'a Visitor,
    id: String,
    title: String,
    aired: String,
    sounds: Vec<SoundLine>,
    lines: Vec<BroadcastLine>,
    form: &'a AiredForm,
    stations: Vec<Choice>,
    languages: Vec<Choice>,
    may_write: bool,
    refusal: Option<String>,
    done: Option<String>,
}

/// What of an item the radio says: its sounds and its broadcasts.
pub(super) async fn item(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Query(done): Query<Done>,
) -> Result<Response, WebError> {
    v.require(&READ)?;
    let mut db = section.db.read().await?;
    let whole = find(&mut db, &id).await?;
    let form = AiredForm {
        day: day_field(Some(section.clock.now())),
        heard: "1".to_owned(),
        times: "1".to_owned(),
        ..AiredForm::default()
    };
    page(&mut db, &v, &whole, &form, (None, done.sentence(&v))).await
}

async fn page(
    db: &mut Conn,
    v: &Visitor,
    whole: &Whole,
    form: &AiredForm,
    (refusal, done): (Option<&'static str>, Option<String>),
) -> Result<Response, WebError> {
    let id = whole.item.id;
    let all = channels::list(db).await?;
    let name = |id| all.iter().find(|one| one.id == id).map(|one| one.name.clone()).unwrap_or_default();
    let line = |one: Broadcast| BroadcastLine {
        id: one.id.to_string(),
        day: v.words.day(one.day),
        station: name(one.channel),
        words: v.words.with(
            if one.heard { "channels-radio-heard" } else { "channels-radio-declared" },
            [("times", one.times.into()), ("cost", v.words.number(one.cost).into())],
        ),
        who: one.heard_by,
    };
    let radios = all.iter().filter(|one| one.network == Network::Radio);
    let stations = radios.map(|one| Choice {
        value: one.id.to_string(),
        label: one.name.clone(),
        chosen: form.channel == one.id.to_string(),
    });
    let page = ItemRadioPage {
        v,
        id: id.to_string(),
        title: whole.item.title.clone(),
        aired: sentence(v, radio::of_item(db, id).await?),
        sounds: sounds(db, v, id).await?,
        lines: radio::broadcasts(db, id).await?.into_iter().map(line).collect(),
        form,
        stations: stations.collect(),
        languages: languages(v, whole.item.language.as_str()),
        may_write: v.may(&WRITE),
        refusal: refusal.map(|key| v.words.t(key)),
        done,
    };
    page.answer_form(refusal.is_some())
}

fn read(form: &AiredForm, whole: &Whole, at: Timestamp) -> Result<Broadcast, &'static str> {
    let day = day(&form.day).ok().flatten().ok_or("channels-refused-press-day")?;
    if day > at {
        return Err("channels-refused-day-to-come");
    }
    let times = form.times.trim().parse().ok().filter(|times| (1..=1000).contains(times));
    Ok(Broadcast {
        id: Id::from(uuid::Uuid::nil()),
        item: whole.item.id,
        channel: form.channel.parse().map_err(|_| "channels-refused-no-station")?,
        day,
        heard: form.heard == "1",
        heard_by: line(&form.heard_by, 150),
        times: times.ok_or("channels-refused-times")?,
        cost: francs(&form.cost).map_err(|()| "channels-refused-francs")?.unwrap_or(0),
        by: None,
        at,
    })
}

/// Writes down that a station said it, or takes a line out.
pub(super) async fn log(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(form): Form<AiredForm>,
) -> Result<Response, WebError> {
    let by = v.require(&WRITE)?.id;
    let now = section.clock.now();
    let mut tx = section.db.begin().await?;
    let whole = find(&mut tx, &id).await?;
    if form.act == "remove" {
        let broadcast = form.broadcast.parse().map_err(|_| WebError::NotFound)?;
        radio::remove_broadcast(&mut tx, whole.item.id, broadcast).await?;
        tx.commit().await?;
        return Ok(Redirect::to(&v.href(&format!("/desk/items/{id}/radio?done=removed"))).into_response());
    }
    let mut one = match read(&form, &whole, now) {
        Ok(one) => one,
        Err(refusal) => return page(&mut tx, &v, &whole, &form, (Some(refusal), None)).await,
    };
    channel(&mut tx, &form.channel).await?;
    one.id = Id::new(now, section.random.as_ref());
    one.by = Some(by);
    radio::add_broadcast(&mut tx, &one).await?;
    tx.commit().await?;
    Ok(Redirect::to(&v.href(&format!("/desk/items/{id}/radio?done=saved"))).into_response())
}

/// Keeps the spoken text of a language.
pub(super) async fn bring(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    upload: Upload,
) -> Result<Response, WebError> {
    let by = v.require(&WRITE)?.id;
    let now = section.clock.now();
    let mut db = section.db.read().await?;
    let whole = find(&mut db, &id).await?;
    let form = AiredForm { day: day_field(Some(now)), times: "1".to_owned(), ..AiredForm::default() };
    if !whole.item.stage.may_be_written() {
        return page(&mut db, &v, &whole, &form, (Some("channels-refused-sound-late"), None)).await;
    }
    let language = upload.field("language").and_then(|tag| tag.parse().ok());
    let (Some(file), Some(language)) = (upload.file("file"), language) else {
        return page(&mut db, &v, &whole, &form, (Some("channels-refused-no-sound"), None)).await;
    };
    let bytes = file.bytes.clone();
    let heard = tokio::task::spawn_blocking(move || griot_files::audio(&bytes)).await;
    let audio = match heard.map_err(WebError::internal)? {
        Ok(audio) => audio,
        Err(refusal) => return page(&mut db, &v, &whole, &form, (Some(refusal.key()), None)).await,
    };
    let key = match section.files.put(audio.content, audio.extension).await {
        Ok(key) => key,
        Err(FilesError::Full) => {
            return page(&mut db, &v, &whole, &form, (Some("channels-refused-full"), None)).await;
        }
        Err(error) => return Err(error.into()),
    };
    drop(db);
    let stored =
        StoredSound { key: key.as_str().to_owned(), mime: audio.mime.to_owned(), bytes: audio.bytes };
    let sound = Sound { item: whole.item.id, language, stored, by: Some(by), at: now };
    let mut tx = section.db.begin().await?;
    let before = find(&mut tx, &id).await?;
    if !before.item.stage.may_be_written() {
        drop(tx);
        let mut db = section.db.read().await?;
        return page(&mut db, &v, &before, &form, (Some("channels-refused-sound-late"), None)).await;
    }
    radio::put_sound(&mut tx, &sound).await?;
    // What is heard is a part of what was approved.
    let mut after = find(&mut tx, &id).await?;
    if after.digest() != before.digest() {
        write::reread(&mut tx, &mut after, "channels-act-sound", by, (now, section.random.as_ref())).await?;
        jobs::tell_approvers(&section, &mut tx, after.item.id).await?;
    }
    tx.commit().await?;
    Ok(Redirect::to(&v.href(&format!("/desk/items/{id}/radio?done=saved"))).into_response())
}

#[cfg(test)]
mod tests {
    use super::francs;

    #[test]
    fn sums_are_read_as_people_type_them() {
        assert_eq!(francs("45 000 F"), Ok(Some(45_000)));
        assert_eq!(francs("  "), Ok(None));
        for bad in ["beaucoup", "-5", "1e9", "9999999999"] {
            assert!(francs(bad).is_err(), "{bad}");
        }
    }
}
