//! The internal room: what was announced, talked over and decided, and what is to be done.

use askama::Template;
use axum::{
    extract::{Query, State},
    response::Response,
};
use griot_contracts::campaigns::CampaignId;
use griot_db::Conn;
use griot_kernel::Id;
use griot_web::{Answer, Form, Member, Section, Visitor, WebError};
use http::StatusCode;
use serde::Deserialize;

use super::{
    tasks::TaskForm,
    view::{Choice, Names, chosen, lead, line_choices, people, said},
};
use crate::{
    jobs,
    model::{Audience, Campaign, Entry, EntryKind, EntryWords, Pace, Reader, Refusal, Task},
    store::{campaigns, digests, entries, replies, tasks, teams},
};

/// Entries on a page.
const SIZE: i64 = 20;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    pub done: String,
    pub page: i64,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct EntryForm {
    kind: String,
    audience: String,
    campaign: String,
    line: String,
    title: String,
    body: String,
    /// Whether its readers are told at once.
    tell: String,
}

struct Row {
    href: String,
    title: String,
    kind: String,
    audience: String,
    meta: String,
    replies: Option<String>,
    is_unread: bool,
}

/// A task as pages list it.
pub(super) struct TaskRow {
    pub id: String,
    pub title: String,
    pub owner: String,
    pub day: Option<String>,
    /// Its day as a field shows it.
    pub due: String,
    pub is_late: bool,
    pub is_done: bool,
    pub may_change: bool,
    pub entry: Option<String>,
}

#[derive(Template)]
#[template(path = "room.html")]
struct RoomPage<'a> {
    v: &'a Visitor,
    base: &'static str,
    rows: Vec<Row>,
    newer: Option<String>,
    older: Option<String>,
    tasks: Vec<TaskRow>,
    at_desk: bool,
    form: &'a EntryForm,
    kinds: Vec<Choice>,
    audiences: Vec<Choice>,
    campaigns: Vec<Choice>,
    lines: Vec<Choice>,
    owners: Vec<Choice>,
    task: TaskForm,
    paces: Vec<Choice>,
    /// Whether the reader is reminded of what they have to do.
    reminds: bool,
    may_write: bool,
    /// They write to teams alone, so a campaign is always named.
    only_teams: bool,
    refusal: Option<String>,
    refused_task: Option<String>,
    done: Option<String>,
}

/// Where the reader stands: among their own pages, or at the desk.
pub(super) fn base(v: &Visitor) -> &'static str {
    if v.is_under("/desk") { "/desk/room" } else { "/me/room" }
}

/// Who reads, as the room knows them.
pub(super) async fn reader(db: &mut Conn, member: &Member) -> Result<Reader, WebError> {
    Ok(Reader {
        person: member.id,
        is_staff: member.is_staff(),
        leads: member.may(&super::LEAD),
        teams: teams::of_person(db, member.id).await?.into_iter().collect(),
    })
}

/// To whom someone may write, and whether at all.
fn audiences(v: &Visitor, reader: &Reader) -> Vec<Audience> {
    let may = |audience: &&Audience| match audience {
        Audience::Staff => reader.is_staff,
        Audience::Members => v.may(&super::ANNOUNCE),
        Audience::Team => reader.leads || !reader.teams.is_empty(),
    };
    Audience::ALL.iter().filter(may).copied().collect()
}

/// The campaigns about which someone may write.
async fn own_campaigns(db: &mut Conn, reader: &Reader) -> Result<Vec<Campaign>, WebError> {
    let all = campaigns::list(db).await?;
    Ok(all.into_iter().filter(|one| reader.leads || reader.teams.contains(&one.id)).collect())
}

/// The room, as this reader may see it.
pub(super) async fn show(
    State(section): State<Section>,
    v: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let form = EntryForm { kind: "thread".to_owned(), ..EntryForm::default() };
    let mut page = page(&section, &mut db, &v, &form, asked.page).await?;
    page.done = said(&v, &asked.done);
    page.answer()
}

async fn page<'a>(
    section: &Section,
    db: &mut Conn,
    v: &'a Visitor,
    form: &'a EntryForm,
    number: i64,
) -> Result<RoomPage<'a>, WebError> {
    let member = v.signed_in()?;
    let reader = reader(db, member).await?;
    let (base, number) = (base(v), number.clamp(0, 10_000));
    let at_desk = base == "/desk/room";
    let mut all = entries::list(db, &reader, number * SIZE, SIZE + 1).await?;
    let more = i64::try_from(all.len()).unwrap_or(0) > SIZE;
    all.truncate(usize::try_from(SIZE).unwrap_or(usize::MAX));
    let shown = if at_desk { tasks::open(db).await? } else { tasks::of_person(db, member.id).await? };
    let shown = visible(db, &reader, shown).await?;
    let people_here = all.iter().filter_map(|one| one.by).chain(shown.iter().filter_map(|task| task.owner));
    let names = Names::of(section, db, people_here.collect()).await?;
    let counts = replies::counts(db).await?;
    let mut rows = Vec::new();
    for one in &all {
        let is_read = one.words.kind != EntryKind::Announcement
            || one.by == Some(member.id)
            || entries::has_read(db, one.id, member.id).await?;
        rows.push(Row {
            href: v.href(&format!("{base}/{}", one.id)),
            title: one.words.title.clone(),
            kind: v.words.t(one.words.kind.key()),
            audience: v.words.t(one.words.audience.key()),
            meta: format!("{} · {}", names.name(v, one.by), v.day(one.at)),
            replies: counts.get(&one.id).map(|count| v.words.count("room-replies", *count)),
            is_unread: !is_read,
        });
    }
    let campaigns = own_campaigns(db, &reader).await?;
    let may_write = audiences(v, &reader);
    let (pace, _) = digests::of(db, member.id).await?;
    let paces = Pace::ALL;
    let at = |number: i64| v.href(&format!("{base}?page={number}"));
    Ok(RoomPage {
        v,
        base,
        rows,
        newer: (number > 0).then(|| at(number - 1)),
        older: more.then(|| at(number + 1)),
        tasks: shown.iter().map(|task| task_row(v, &names, member, base, task)).collect(),
        at_desk,
        kinds: EntryKind::ALL.iter().map(|kind| choice(v, kind.as_str(), kind.key(), &form.kind)).collect(),
        audiences: may_write.iter().map(|one| choice(v, one.as_str(), one.key(), &form.audience)).collect(),
        campaigns: campaigns.into_iter().map(|one| named(one, &form.campaign)).collect(),
        lines: line_choices(db, v, form.line.parse().ok().as_slice()).await?,
        owners: if at_desk { people(section, db, Some(member.id)).await? } else { Vec::new() },
        task: TaskForm::default(),
        paces: paces.iter().map(|one| choice(v, one.as_str(), one.key(), pace.as_str())).collect(),
        reminds: digests::reminds(db, member.id).await?,
        may_write: !may_write.is_empty(),
        only_teams: may_write == [Audience::Team],
        form,
        refusal: None,
        refused_task: None,
        done: None,
    })
}

fn choice(v: &Visitor, value: &str, key: &str, current: &str) -> Choice {
    Choice { value: value.to_owned(), label: v.words.t(key), current: value == current }
}

fn named(campaign: Campaign, current: &str) -> Choice {
    let value = campaign.id.to_string();
    Choice { current: value == current, value, label: campaign.words.title }
}

/// The tasks of which this reader may know: a task that came from an entry is for its readers.
pub(super) async fn visible(db: &mut Conn, reader: &Reader, all: Vec<Task>) -> Result<Vec<Task>, WebError> {
    let mut seen = Vec::new();
    for task in all {
        let own = task.owner == Some(reader.person) || task.by == Some(reader.person);
        let source = match task.entry {
            Some(entry) => entries::by_id(db, entry).await?,
            None => None,
        };
        let may = match (&source, task.campaign) {
            (Some(entry), _) => reader.may_read(entry),
            (None, Some(campaign)) => reader.leads || reader.teams.contains(&campaign),
            (None, None) => reader.is_staff,
        };
        match (own, may) {
            (_, true) => seen.push(task),
            // What they are to do is theirs to know; where it was decided may not be.
            (true, false) => seen.push(Task { entry: None, ..task }),
            (false, false) => {}
        }
    }
    Ok(seen)
}

/// A task, ready for a template.
pub(super) fn task_row(v: &Visitor, names: &Names, member: &Member, base: &str, task: &Task) -> TaskRow {
    TaskRow {
        id: task.id.to_string(),
        title: task.title.clone(),
        owner: names.name(v, task.owner),
        day: match task.done_at {
            Some(at) => Some(v.words.put("task-done-on", "day", v.day(at))),
            None => task.due.map(|due| v.words.put("task-due-on", "day", v.day(due))),
        },
        due: task.due.map(|due| due.day().to_string()).unwrap_or_default(),
        is_late: task.is_late(v.section().clock.now()),
        is_done: task.done_at.is_some(),
        may_change: super::tasks::may_change(v, member, task),
        entry: task.entry.map(|id| v.href(&format!("{base}/{id}"))),
    }
}

fn typed(form: &EntryForm) -> Result<EntryWords, Refusal> {
    let choices = || {
        let kind: EntryKind = form.kind.parse().ok()?;
        let audience: Audience = form.audience.parse().ok()?;
        Some((kind, audience, chosen(&form.campaign).ok()?, chosen(&form.line).ok()?))
    };
    let (kind, audience, campaign, line) = choices().ok_or(Refusal::BadChoice)?;
    let words =
        EntryWords { kind, audience, campaign, line, title: form.title.clone(), body: form.body.clone() };
    words.judged()
}

/// Writes into the room.
pub(super) async fn write(
    State(section): State<Section>,
    v: Visitor,
    Form(form): Form<EntryForm>,
) -> Result<Response, WebError> {
    let member = v.signed_in()?;
    let mut tx = section.db.begin().await?;
    let reader = reader(&mut tx, member).await?;
    let judged = match typed(&form) {
        Ok(words) if !audiences(&v, &reader).contains(&words.audience) => Err(Refusal::BadChoice),
        Ok(words) if !may_name(&mut tx, &reader, words.campaign).await? => Err(Refusal::BadChoice),
        judged => judged,
    };
    let words = match judged {
        Ok(words) => words,
        Err(refusal) => {
            let mut page = page(&section, &mut tx, &v, &form, 0).await?;
            page.refusal = Some(v.words.t(refusal.key()));
            return page.answer_with(StatusCode::UNPROCESSABLE_ENTITY);
        }
    };
    let now = section.clock.now();
    let entry =
        Entry { id: Id::secret(section.random.as_ref()), words, source: None, by: Some(member.id), at: now };
    entries::insert(&mut tx, &entry).await?;
    if form.tell == "yes" {
        jobs::tell_at_once(&section, &mut tx, &entry).await?;
    }
    tx.commit().await?;
    lead(&v, &format!("{}/{}?done=added", base(&v), entry.id))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct PaceForm {
    pace: String,
    reminds: String,
}

/// Chooses how often one hears by mail what is new, and whether one is reminded of what one has to do.
pub(super) async fn choose_pace(
    State(section): State<Section>,
    v: Visitor,
    Form(form): Form<PaceForm>,
) -> Result<Response, WebError> {
    let member = v.signed_in()?;
    let pace: Pace = form.pace.parse().map_err(|_| WebError::BadRequest)?;
    let mut tx = section.db.begin().await?;
    digests::choose(&mut tx, member.id, pace).await?;
    digests::choose_reminds(&mut tx, member.id, form.reminds == "1").await?;
    tx.commit().await?;
    lead(&v, &format!("{}?done=saved", base(&v)))
}

/// Whether someone may write about this campaign; about none, everyone may.
pub(super) async fn may_name(
    db: &mut Conn,
    reader: &Reader,
    campaign: Option<CampaignId>,
) -> Result<bool, WebError> {
    let Some(id) = campaign else { return Ok(true) };
    Ok((reader.leads || reader.teams.contains(&id)) && campaigns::by_id(db, id).await?.is_some())
}

/// The room again with the task that was typed and why it was not taken.
pub(super) async fn again_with_task(
    section: &Section,
    db: &mut Conn,
    v: &Visitor,
    task: TaskForm,
    refusal: Refusal,
) -> Result<Response, WebError> {
    let form = EntryForm { kind: "thread".to_owned(), ..EntryForm::default() };
    let mut page = page(section, db, v, &form, 0).await?;
    page.refused_task = Some(v.words.t(refusal.key()));
    page.task = task;
    page.answer_with(StatusCode::UNPROCESSABLE_ENTITY)
}
