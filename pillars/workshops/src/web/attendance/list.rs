//! The list of a meeting: who arrived and left, ticked by a trainer, one or many at a time.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::Response,
};
use griot_db::{Conn, DbError, Tx};
use griot_kernel::{PersonId, Timestamp};
use griot_web::{Answer, Form, Member, Section, Visitor, WebError};
use serde::Deserialize;

use super::{Room, TRAIN, claims, hour, moment_of, photos};
use crate::{
    model::{Claim, Enrolment, EnrolmentId, EnrolmentStage, Meeting, Method, Photo, Presence, Refusal},
    store::{self, attendance, enrolments},
    web::{
        programmes::Said,
        view::{Choice, lead, note, said},
    },
};

/// Somebody on the list.
pub(super) struct Row {
    pub id: String,
    pub name: String,
    pub href: String,
    pub is_there: bool,
    pub has_left: bool,
    pub is_ticked: bool,
    pub is_extra: bool,
    pub facts: String,
    pub is_late: bool,
    pub is_early: bool,
}

#[derive(Template)]
#[template(path = "attendance_meeting.html")]
pub(super) struct MeetingPage<'a> {
    v: &'a Visitor,
    at: String,
    back: String,
    title: String,
    when: String,
    count: String,
    rows: Vec<Row>,
    methods: Vec<Choice>,
    typed: TickForm,
    extra: super::add::AddForm,
    full: Option<String>,
    photos: Vec<photos::Shown>,
    claims: Vec<claims::Shown>,
    pub refusal: Option<String>,
    done: Option<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct TickForm {
    /// Those who are ticked.
    who: Vec<String>,
    /// What is said of them: `arrived`, `left`, `absent`.
    act: String,
    /// The same of one person: `arrived:ID`.
    one: String,
    /// At what hour; now where nothing is typed.
    when: String,
    /// From where it is known: `list` or `photo`.
    how: String,
}

/// Whom the list names: those with a place, and whoever is noted.
fn listed(all: Vec<Enrolment>, there: &[Presence]) -> Vec<Enrolment> {
    let noted = |one: &Enrolment| there.iter().any(|presence| presence.enrolment == one.id);
    let mut listed: Vec<Enrolment> =
        all.into_iter().filter(|one| one.stage == EnrolmentStage::Enrolled || noted(one)).collect();
    listed.sort_by_key(|one| griot_text::fold(&one.name));
    listed
}

/// What is known of somebody's presence, in a few words.
pub(super) fn facts(v: &Visitor, one: &Presence) -> String {
    let method = v.words.t(one.method.key());
    let arrived = v.words.put("attendance-since", "hour", hour(v, one.arrived_at));
    match one.left_at {
        Some(left) => {
            format!("{arrived} · {} · {method}", v.words.put("attendance-until", "hour", hour(v, left)))
        }
        None => format!("{arrived} · {method}"),
    }
}

/// The page of a meeting.
pub(super) async fn page<'a>(
    db: &mut Conn,
    v: &'a Visitor,
    room: &Room,
    (typed, extra): (TickForm, super::add::AddForm),
) -> Result<MeetingPage<'a>, WebError> {
    let meeting = &room.meeting;
    let there = attendance::of(db, meeting.id).await?;
    let all = enrolments::of(db, room.workshop.id).await?;
    let places = all.iter().filter(|one| one.stage == EnrolmentStage::Enrolled).count();
    let names: Vec<(EnrolmentId, String)> = all.iter().map(|one| (one.id, one.name.clone())).collect();
    let kept: Vec<Claim> = store::claims::of(db, meeting.id).await?;
    let pictures: Vec<Photo> = store::photos::of(db, meeting.id).await?;
    let rows = listed(all, &there).into_iter().map(|one| {
        let noted = there.iter().find(|presence| presence.enrolment == one.id);
        let id = one.id.to_string();
        Row {
            href: v.href(&format!("{}/people/{id}", room.at())),
            is_there: noted.is_some(),
            has_left: noted.is_some_and(|noted| noted.left_at.is_some()),
            is_ticked: typed.who.contains(&id),
            is_extra: one.stage != EnrolmentStage::Enrolled,
            facts: noted.map(|noted| facts(v, noted)).unwrap_or_default(),
            is_late: noted.is_some_and(|noted| meeting.is_late(noted.arrived_at)),
            is_early: noted.is_some_and(|noted| noted.left_at.is_some_and(|left| meeting.is_early(left))),
            name: one.name,
            id,
        }
    });
    let rows: Vec<Row> = rows.collect();
    let count = i64::try_from(there.len()).unwrap_or(i64::MAX);
    let places = i64::try_from(places).unwrap_or(i64::MAX);
    let full = (places >= room.workshop.words.capacity).then(|| {
        let values = [("places", room.workshop.words.capacity.into()), ("taken", places.into())];
        v.words.with("attendance-full", values)
    });
    let methods = [Method::List, Method::Photo].map(|method| Choice {
        value: method.as_str().to_owned(),
        label: v.words.t(method.key()),
        current: typed.how == method.as_str(),
    });
    Ok(MeetingPage {
        at: room.at(),
        back: v.href(&format!("{}/attendance", room.workshop.desk())),
        title: room.title(),
        when: room.when(v),
        count: v.words.count("attendance-count", count),
        rows,
        methods: methods.to_vec(),
        typed,
        extra,
        full,
        photos: pictures.iter().map(|one| photos::Shown::of(v, room, one)).collect(),
        claims: kept.iter().map(|one| claims::Shown::of(v, room, one, &names)).collect(),
        refusal: None,
        done: None,
        v,
    })
}

/// Who is at a meeting.
pub(super) async fn show(
    State(section): State<Section>,
    v: Visitor,
    Path((id, meeting)): Path<(String, String)>,
    Query(asked): Query<Said>,
) -> Result<Response, WebError> {
    v.require(&TRAIN)?;
    let mut db = section.db.read().await?;
    let room = Room::of(&mut db, &id, &meeting).await?;
    let mut page = page(&mut db, &v, &room, Default::default()).await?;
    page.done = said(&v, &asked.done);
    page.answer()
}

/// The moment at which something is said to have been: the hour that was typed on the day of the meeting, or now.
fn moment(v: &Visitor, meeting: &Meeting, typed: &str, now: Timestamp) -> Result<Timestamp, Refusal> {
    let at = match typed.trim() {
        "" => now,
        hour => {
            let day = v.settings.zone.day(meeting.starts_at);
            moment_of(v, &format!("{day}T{hour}"), None)?
        }
    };
    if meeting.is_on(at) { Ok(at) } else { Err(Refusal::NotDuring) }
}

#[derive(Clone, Copy)]
enum Act {
    Arrived,
    Left,
    Absent,
}

struct Tick<'a> {
    room: &'a Room,
    method: Method,
    by: PersonId,
    now: Timestamp,
}

impl Tick<'_> {
    fn presence(&self, who: EnrolmentId, at: Timestamp) -> Presence {
        Presence {
            enrolment: who,
            meeting: self.room.meeting.id,
            method: self.method,
            arrived_at: at,
            left_at: None,
            noted_at: self.now,
            by: Some(self.by),
        }
    }

    /// Says it of one person.
    async fn say(
        &self,
        tx: &mut Tx,
        who: EnrolmentId,
        (act, at): (Act, Timestamp),
    ) -> Result<Result<(), Refusal>, DbError> {
        let meeting = self.room.meeting.id;
        match act {
            Act::Arrived => {
                let presence = self.presence(who, at);
                if !attendance::note(tx, &presence).await? {
                    let known = attendance::one(tx, who, meeting).await?;
                    let left_at = known.and_then(|known| known.left_at).filter(|left| *left >= at);
                    attendance::amend(tx, &Presence { left_at, ..presence }).await?;
                }
            }
            Act::Left => {
                let Some(known) = attendance::one(tx, who, meeting).await? else {
                    return Ok(Err(Refusal::NotThere));
                };
                if at < known.arrived_at {
                    return Ok(Err(Refusal::EndsFirst));
                }
                let left = Presence { left_at: Some(at), noted_at: self.now, by: Some(self.by), ..known };
                attendance::amend(tx, &left).await?;
            }
            Act::Absent => {
                attendance::remove(tx, who, meeting).await?;
            }
        }
        Ok(Ok(()))
    }
}

/// Reads whom and what the form means.
async fn meant(
    tx: &mut Tx,
    room: &Room,
    form: &TickForm,
) -> Result<Result<(Vec<Enrolment>, Act), Refusal>, WebError> {
    let (act, who) = match form.one.split_once(':') {
        Some((act, who)) => (act, vec![who.to_owned()]),
        None => (form.act.as_str(), form.who.clone()),
    };
    let act = match act {
        "arrived" => Act::Arrived,
        "left" => Act::Left,
        "absent" => Act::Absent,
        _ => return Ok(Err(Refusal::BadChoice)),
    };
    if who.is_empty() {
        return Ok(Err(Refusal::NobodyTicked));
    }
    let mut found = Vec::new();
    for id in who.iter().take(5_000) {
        let Ok(id) = id.parse() else { return Ok(Err(Refusal::BadChoice)) };
        let one = enrolments::by_id(tx, id).await?.filter(|one| one.workshop == room.workshop.id);
        let Some(one) = one else { return Ok(Err(Refusal::BadChoice)) };
        found.push(one);
    }
    Ok(Ok((found, act)))
}

async fn ticked(
    (section, v, member): (&Section, &Visitor, &Member),
    tx: &mut Tx,
    room: &Room,
    form: &TickForm,
) -> Result<Result<(), Refusal>, WebError> {
    let now = section.clock.now();
    let (found, act) = match meant(tx, room, form).await? {
        Ok(meant) => meant,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let at = match act {
        Act::Absent => now,
        Act::Arrived | Act::Left => match moment(v, &room.meeting, &form.when, now) {
            Ok(at) => at,
            Err(refusal) => return Ok(Err(refusal)),
        },
    };
    let method = if form.how == Method::Photo.as_str() { Method::Photo } else { Method::List };
    let tick = Tick { room, method, by: member.id, now };
    let key = match act {
        Act::Arrived => "workshops-log-arrived",
        Act::Left => "workshops-log-left",
        Act::Absent => "workshops-log-absent",
    };
    for one in found {
        if let Err(refusal) = tick.say(tx, one.id, (act, at)).await? {
            return Ok(Err(refusal));
        }
        note(section, tx, member, key, &format!("enrolment {} meeting {}", one.id, room.meeting.id)).await?;
    }
    Ok(Ok(()))
}

/// Notes who arrived, left or was not there.
pub(super) async fn tick(
    State(section): State<Section>,
    v: Visitor,
    Path((id, meeting)): Path<(String, String)>,
    Form(form): Form<TickForm>,
) -> Result<Response, WebError> {
    let member = v.require(&TRAIN)?;
    let mut tx = section.db.begin().await?;
    let room = Room::of(&mut tx, &id, &meeting).await?;
    if let Err(refusal) = ticked((&section, &v, member), &mut tx, &room, &form).await? {
        // What was noted of some before another one was refused is not kept.
        drop(tx);
        let mut db = section.db.read().await?;
        let mut page = page(&mut db, &v, &room, (form, Default::default())).await?;
        page.refusal = Some(v.words.t(refusal.key()));
        return page.answer_form(true);
    }
    tx.commit().await?;
    lead(&v, &format!("{}?done=noted#list", room.at()))
}
