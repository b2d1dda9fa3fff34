//! Who is there: codes, lists, and what is checked later.

mod add;
mod claims;
mod list;
mod paper;
mod person;
mod photos;
mod presence;
mod sync;
mod wall;

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use griot_db::Conn;
use griot_kernel::{Timestamp, Untimely};
use griot_web::{Access, Answer, Routes, Section, Visitor, WebError};

use super::{TRAIN, desk::of_path, title, view::id_of, when};
use crate::{
    model::{EnrolmentStage, Meeting, Programme, Refusal, Workshop, share},
    store::{attendance, enrolments, meetings},
};

/// Those who give trainings.
const ONLY: Access = Access::Needs(&TRAIN);
/// Why anybody may say that they are there.
const OPEN: Access = Access::Public("those who come say that they are there, with a code of their enrolment");
/// The heaviest photograph that is taken.
const PHOTO: usize = 12 << 20;

/// Its routes.
pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/desk/workshops/{id}/attendance", ONLY, overview)
        .get("/desk/workshops/{id}/attendance/{meeting}", ONLY, list::show)
        .post("/desk/workshops/{id}/attendance/{meeting}", ONLY, list::tick)
        .post("/desk/workshops/{id}/attendance/{meeting}/add", ONLY, add::add)
        .get("/desk/workshops/{id}/attendance/{meeting}/wall", ONLY, wall::show)
        .get("/desk/workshops/{id}/attendance/{meeting}/sheet.pdf", ONLY, paper::sheet)
        .upload("/desk/workshops/{id}/attendance/{meeting}/photos", ONLY, PHOTO, photos::bring)
        .get("/desk/workshops/{id}/attendance/{meeting}/photos/{photo}", ONLY, photos::give)
        .post("/desk/workshops/{id}/attendance/{meeting}/photos/{photo}/remove", ONLY, photos::remove)
        .post("/desk/workshops/{id}/attendance/{meeting}/claims/{claim}", ONLY, claims::judge)
        .get("/desk/workshops/{id}/attendance/{meeting}/people/{enrolment}", ONLY, person::show)
        .post("/desk/workshops/{id}/attendance/{meeting}/people/{enrolment}", ONLY, person::save)
        .get("/presence/{slug}", OPEN, presence::show)
        .post("/presence/{slug}", OPEN, presence::submit)
        .post("/presence/{slug}/sync", OPEN, sync::sync)
}

/// Where somebody is noted: a meeting, of which workshop, of which programme.
struct Room {
    workshop: Workshop,
    programme: Programme,
    meeting: Meeting,
}

impl Room {
    /// The meeting of the path.
    async fn of(db: &mut Conn, id: &str, meeting: &str) -> Result<Self, WebError> {
        let (workshop, programme) = of_path(db, id).await?;
        let found = meetings::by_id(db, id_of(meeting)?).await?;
        let meeting = found.filter(|one| one.workshop == workshop.id).ok_or(WebError::NotFound)?;
        Ok(Self { workshop, programme, meeting })
    }

    fn at(&self) -> String {
        format!("{}/attendance/{}", self.workshop.desk(), self.meeting.id)
    }

    fn title(&self) -> String {
        title(&self.workshop, &self.programme).to_owned()
    }

    fn when(&self, v: &Visitor) -> String {
        when(&v.words, self.meeting.starts_at, self.meeting.ends_at)
    }
}

/// An hour as clocks show it where the section is.
fn hour(v: &Visitor, at: Timestamp) -> String {
    v.settings.zone.shown(at).strftime("%H:%M").to_string()
}

/// A moment that was typed with its day.
fn moment_of(v: &Visitor, typed: &str, before: Option<Timestamp>) -> Result<Timestamp, Refusal> {
    v.settings.zone.read(typed, before).map_err(|why| match why {
        Untimely::Unread => Refusal::NoMoment,
        Untimely::Skipped => Refusal::SkippedHour,
    })
}

struct Line {
    href: String,
    wall: String,
    when: String,
    count: String,
    is_on: bool,
}

struct Share {
    name: String,
    came: String,
    share: i64,
}

#[derive(Template)]
#[template(path = "attendance.html")]
struct OverviewPage<'a> {
    v: &'a Visitor,
    at: String,
    title: String,
    lines: Vec<Line>,
    shares: Vec<Share>,
    address: String,
}

/// All meetings of a workshop, and who came to how many of them.
async fn overview(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    v.require(&TRAIN)?;
    let now = section.clock.now();
    let mut db = section.db.read().await?;
    let (workshop, programme) = of_path(&mut db, &id).await?;
    let all = meetings::of(&mut db, workshop.id).await?;
    let mut lines = Vec::new();
    for meeting in &all {
        let at = format!("{}/attendance/{}", workshop.desk(), meeting.id);
        lines.push(Line {
            wall: v.href(&format!("{at}/wall")),
            href: v.href(&at),
            when: when(&v.words, meeting.starts_at, meeting.ends_at),
            count: v.words.count("attendance-count", attendance::count(&mut db, meeting.id).await?),
            is_on: meeting.is_on(now),
        });
    }
    let held = all.iter().filter(|one| one.starts_at <= now).count();
    let held = i64::try_from(held).unwrap_or(i64::MAX);
    let came = attendance::counts(&mut db, workshop.id).await?;
    let mut shares = Vec::new();
    for one in enrolments::of(&mut db, workshop.id).await? {
        let times = came.get(&one.id).copied().unwrap_or(0);
        if one.stage != EnrolmentStage::Enrolled && times == 0 {
            continue;
        }
        let values = [("came", times.into()), ("of", held.into())];
        shares.push(Share {
            name: one.name,
            came: v.words.with("attendance-came", values),
            share: share(times, held),
        });
    }
    shares.sort_by_key(|one| griot_text::fold(&one.name));
    OverviewPage {
        at: workshop.desk(),
        title: title(&workshop, &programme).to_owned(),
        lines,
        shares: if held > 0 { shares } else { Vec::new() },
        address: v.url(&format!("/presence/{}", workshop.slug)),
        v: &v,
    }
    .answer()
}
