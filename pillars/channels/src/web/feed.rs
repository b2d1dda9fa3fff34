//! The calendar for other programs (iCalendar, RFC 5545), at an address that is a secret.

use std::{collections::HashSet, fmt::Write as _, time::Duration};

use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use griot_contracts::planning::{Scheduled, ScheduledWork};
use griot_crypto::Purpose;
use griot_kernel::{Random, Sensitivity, Timestamp};
use griot_web::{Form, Section, Visitor, WebError};
use http::header;
use serde::Deserialize;

use super::{
    calendar::named,
    rights::{PUBLISH, READ},
};
use crate::{
    model::item::{Item, ItemId},
    store::{calendar, ways},
};

const PURPOSE: Purpose = Purpose("channels.calendar");
const BEFORE: Duration = Duration::from_secs(60 * 86_400);
const AFTER: Duration = Duration::from_secs(370 * 86_400);
const MOST: i64 = 5_000;
/// A line holds so many bytes, and goes on in the next after a space.
const LINE: usize = 73;

/// The secret part of the address.
pub(super) fn secret(section: &Section, salt: &[u8]) -> String {
    section.keys.signature_text(PURPOSE, salt)
}

/// Gives the calendar to whoever has the address.
pub(super) async fn give(
    State(section): State<Section>,
    v: Visitor,
    Path(name): Path<String>,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let salt = ways::get(&mut db).await?.feed_salt;
    let known = name.strip_suffix(".ics").is_some_and(|text| section.keys.verify_text(PURPOSE, &salt, text));
    if !known {
        return Err(WebError::NotFound);
    }
    let now = section.clock.now();
    let items = calendar::items(&mut db, now - BEFORE, now + AFTER, MOST).await?;
    let showing = calendar::showing_people(&mut db, now - BEFORE, now + AFTER).await?;
    let mut works = Vec::new();
    for planner in section.all::<dyn Scheduled>() {
        works.extend(planner.list(&mut db, now - BEFORE, now + AFTER).await?);
    }
    let kind = [
        (header::CONTENT_TYPE, "text/calendar; charset=utf-8"),
        (header::CACHE_CONTROL, "private, no-store"),
    ];
    Ok((kind, calendar_text(&v, (&items, &showing), &works, now)).into_response())
}

/// The calendar, with the items of which the second part shows somebody.
fn calendar_text(
    v: &Visitor,
    (items, showing): (&[Item], &HashSet<ItemId>),
    works: &[ScheduledWork],
    now: Timestamp,
) -> String {
    let mut text = String::new();
    let mut line = |name: &str, value: &str| fold(&mut text, &format!("{name}:{value}"));
    line("BEGIN", "VCALENDAR");
    line("VERSION", "2.0");
    line("PRODID", "-//Griot//Griot//FR");
    line("X-WR-CALNAME", &escape(&v.settings.name));
    let mut event = |id: String, (at, whole_day): (Timestamp, bool), summary: &str, path: &str| {
        line("BEGIN", "VEVENT");
        line("UID", &format!("{id}@griot"));
        line("DTSTAMP", &stamp(now));
        // An event that begins on a day and says no end lasts that day (RFC 5545, 3.6.1).
        if whole_day {
            line("DTSTART;VALUE=DATE", &at.day().to_string().replace('-', ""));
        } else {
            line("DTSTART", &stamp(at));
            line("DURATION", "PT15M");
        }
        line("SUMMARY", &escape(summary));
        line("URL", &v.url(path));
        line("END", "VEVENT");
    };
    for item in items {
        let Some(at) = item.planned_at else { continue };
        // A calendar lies on telephones that are lost: what could endanger someone is not named in it.
        let title = if item.sensitivity > Sensitivity::None || showing.contains(&item.id) {
            v.words.t("channels-feed-sensitive")
        } else {
            item.title.clone()
        };
        let summary = format!("{title} ({})", v.words.t(item.stage.key()));
        event(item.id.to_string(), (at, false), &summary, &format!("/desk/items/{}", item.id));
    }
    // What other rooms plan, as the calendar shows it.
    for work in works {
        let summary = named(v, work);
        event(work.id.to_string(), (work.at, work.whole_day), &summary, &work.address);
    }
    let mut line = |name: &str, value: &str| fold(&mut text, &format!("{name}:{value}"));
    line("END", "VCALENDAR");
    text
}

fn stamp(at: Timestamp) -> String {
    at.rfc3339().replace(['-', ':'], "")
}

fn escape(text: &str) -> String {
    let plain = text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,");
    plain.replace(['\r', '\n'], " ")
}

fn fold(to: &mut String, line: &str) {
    let mut length = 0;
    for sign in line.chars() {
        if length + sign.len_utf8() > LINE {
            to.push_str("\r\n ");
            length = 1;
        }
        let _infallible = to.write_char(sign);
        length += sign.len_utf8();
    }
    to.push_str("\r\n");
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct NewAddress {}

/// Gives the calendar another address: whoever has the old one sees nothing any more.
pub(super) async fn renew(
    State(section): State<Section>,
    v: Visitor,
    Form(NewAddress {}): Form<NewAddress>,
) -> Result<Response, WebError> {
    v.require(&PUBLISH)?;
    let random: &dyn Random = section.random.as_ref();
    let mut tx = section.db.begin().await?;
    ways::set_salt(&mut tx, &random.bytes::<16>()).await?;
    tx.commit().await?;
    Ok(Redirect::to(&v.href("/desk/calendar/days?done=renewed")).into_response())
}

/// The whole address, for the page that shows it.
pub(super) async fn address(section: &Section, v: &Visitor) -> Result<String, WebError> {
    v.require(&READ)?;
    let salt = ways::get(&mut *section.db.read().await?).await?.feed_salt;
    Ok(section.url(&format!("/calendar/{}.ics", secret(section, &salt))))
}

#[cfg(test)]
mod tests {
    use super::{escape, fold};

    #[test]
    fn long_lines_are_folded_between_signs() {
        let mut text = String::new();
        fold(&mut text, &format!("SUMMARY:{}", "é".repeat(60)));
        assert!(text.ends_with("\r\n"));
        assert!(text.split("\r\n").all(|line| line.len() <= 75), "{text}");
        assert_eq!(text.replace("\r\n ", "").trim_end(), format!("SUMMARY:{}", "é".repeat(60)));
        assert_eq!(escape("a;b,c\\d\ne"), "a\\;b\\,c\\\\d e");
    }
}
