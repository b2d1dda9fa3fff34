//! The wall: the code of now, large and for cameras. The page comes anew by itself.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use griot_web::{Answer, Section, Visitor, WebError};
use http::{HeaderValue, header};
use qrcode::{EcLevel, QrCode, render::svg};

use super::{Room, TRAIN, hour};
use crate::{acts::attend, model::Codes, store::attendance};

/// Seconds after which the page comes anew.
const EVERY: HeaderValue = HeaderValue::from_static("15");

#[derive(Template)]
#[template(path = "attendance_wall.html")]
struct WallPage<'a> {
    v: &'a Visitor,
    back: String,
    title: String,
    when: String,
    code: Option<String>,
    picture: String,
    address: String,
    count: String,
    hour: String,
    closed: Option<String>,
}

/// An address for the camera of a telephone, as SVG.
fn picture(address: &str) -> String {
    QrCode::with_error_correction_level(address, EcLevel::M)
        .map(|code| {
            let svg = code.render::<svg::Color<'_>>().min_dimensions(280, 280).build();
            svg.split_once("?>").map_or(svg.clone(), |(_, picture)| picture.to_owned())
        })
        .unwrap_or_default()
}

/// Six digits in two groups, as they are read aloud.
fn grouped(code: &str) -> String {
    let (first, second) = code.split_at_checked(Codes::DIGITS / 2).unwrap_or((code, ""));
    format!("{first} {second}")
}

/// The code of now.
pub(super) async fn show(
    State(section): State<Section>,
    v: Visitor,
    Path((id, meeting)): Path<(String, String)>,
) -> Result<Response, WebError> {
    v.require(&TRAIN)?;
    let now = section.clock.now();
    let mut db = section.db.read().await?;
    let room = Room::of(&mut db, &id, &meeting).await?;
    let count = attendance::count(&mut db, room.meeting.id).await?;
    drop(db);
    let closed = attend::on_now(&room.workshop, &[room.meeting], now).err();
    let code = closed.is_none().then(|| Codes::of(&room.workshop, &room.meeting).at(now));
    let address = v.url(&format!("/presence/{}", room.workshop.slug));
    let read = code.as_ref().map(|code| picture(&format!("{address}?code={code}")));
    let page = WallPage {
        back: v.href(&room.at()),
        title: room.title(),
        when: room.when(&v),
        picture: read.unwrap_or_default(),
        code: code.as_deref().map(grouped),
        address,
        count: v.words.count("attendance-count", count),
        hour: hour(&v, now),
        closed: closed.map(|why| v.words.t(why.key())),
        v: &v,
    };
    let mut response = page.answer()?;
    response.headers_mut().insert(header::REFRESH, EVERY);
    Ok(response)
}
