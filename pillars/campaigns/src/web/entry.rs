//! One entry of the internal room: its words, who read it, replies, tasks, and what it became.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::Response,
};
use griot_contracts::planning::{DraftKind, Drafts};
use griot_db::Conn;
use griot_text::Html;
use griot_web::{Answer, Section, Visitor, WebError};
use http::StatusCode;

use super::{
    files::{self, FileRow},
    room::{Asked, TaskRow, base, reader, task_row},
    view::{Choice, Link, Names, id_of, people, said},
};
use crate::{
    model::{Audience, Entry, EntryKind, Refusal},
    store::{self, campaigns, entries, lines, replies, tasks},
};

struct ReplyRow {
    id: String,
    author: String,
    when: String,
    body: Html,
    may_remove: bool,
}

#[derive(Template)]
#[template(path = "entry.html")]
struct EntryPage<'a> {
    v: &'a Visitor,
    base: &'static str,
    at: String,
    id: String,
    title: String,
    kind: String,
    audience: String,
    meta: String,
    body: Html,
    about: Vec<Link>,
    is_announcement: bool,
    has_read: bool,
    readers: Vec<String>,
    files: Vec<FileRow>,
    replies: Vec<ReplyRow>,
    reply: String,
    tasks: Vec<TaskRow>,
    owners: Vec<Choice>,
    day: String,
    /// For whom an announcement can be made of a decision.
    audiences: Vec<Choice>,
    drafts: Vec<DraftKind>,
    made: Vec<Link>,
    may_make: bool,
    may_remove: bool,
    is_staff: bool,
    refusal: Option<String>,
    done: Option<String>,
}

/// The entry of an address, if it is for this reader. What is for others looks as if it were not there.
pub(super) async fn of_path(db: &mut Conn, v: &Visitor, id: &str) -> Result<Entry, WebError> {
    let reader = reader(db, v.signed_in()?).await?;
    let entry = entries::by_id(db, id_of(id)?).await?.filter(|entry| reader.may_read(entry));
    entry.ok_or(WebError::NotFound)
}

/// What other rooms make drafts of, in their order.
pub(super) fn kinds(section: &Section) -> Vec<DraftKind> {
    let mut all: Vec<DraftKind> =
        section.all::<dyn Drafts>().iter().flat_map(|who| who.kinds().iter().copied()).collect();
    all.sort_by_key(|kind| kind.order);
    all
}

/// One entry.
pub(super) async fn show(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let entry = of_path(&mut db, &v, &id).await?;
    let mut page = page(&section, &mut db, &v, &entry, String::new()).await?;
    page.done = said(&v, &asked.done);
    page.answer()
}

/// The entry again with the reply that was typed and why something was not done.
pub(super) async fn again(
    section: &Section,
    db: &mut Conn,
    v: &Visitor,
    entry: &Entry,
    reply: String,
    refusal: Refusal,
) -> Result<Response, WebError> {
    let mut page = page(section, db, v, entry, reply).await?;
    page.refusal = Some(v.words.t(refusal.key()));
    page.answer_with(StatusCode::UNPROCESSABLE_ENTITY)
}

async fn page<'a>(
    section: &Section,
    db: &mut Conn,
    v: &'a Visitor,
    entry: &Entry,
    reply: String,
) -> Result<EntryPage<'a>, WebError> {
    let member = v.signed_in()?;
    let words = &entry.words;
    let readers = entries::readers(db, entry.id).await?;
    let answers = replies::of_entry(db, entry.id).await?;
    let to_do = tasks::of_entry(db, entry.id).await?;
    let hung = store::files::of_entry(db, entry.id).await?;
    let people_here = entry
        .by
        .into_iter()
        .chain(readers.iter().map(|(person, _)| *person))
        .chain(answers.iter().filter_map(|one| one.by))
        .chain(to_do.iter().filter_map(|task| task.owner))
        .chain(hung.iter().filter_map(|file| file.by));
    let names = Names::of(section, db, people_here.collect()).await?;
    let (base, is_staff) = (base(v), member.is_staff());
    let is_decision = words.kind == EntryKind::Decision;
    let may_clear = v.may(&super::ANNOUNCE);
    let audience = |one: &&Audience| **one != Audience::Team || words.campaign.is_some();
    let at = format!("{base}/{}", entry.id);
    let own = entry.by == Some(member.id) || may_clear;
    Ok(EntryPage {
        base,
        files: hung
            .iter()
            .map(|file| files::row(v, &names, &at, file, own || file.by == Some(member.id)))
            .collect(),
        at,
        id: entry.id.to_string(),
        title: words.title.clone(),
        kind: v.words.t(words.kind.key()),
        audience: v.words.t(words.audience.key()),
        meta: format!("{} · {}", names.name(v, entry.by), v.words.moment(entry.at)),
        body: griot_text::markdown(&words.body),
        about: about(db, v, entry).await?,
        is_announcement: words.kind == EntryKind::Announcement,
        has_read: entry.by == Some(member.id) || readers.iter().any(|(person, _)| *person == member.id),
        readers: readers
            .iter()
            .map(|(person, at)| format!("{} ({})", names.name(v, Some(*person)), v.words.short_day(*at)))
            .collect(),
        replies: answers
            .into_iter()
            .map(|one| ReplyRow {
                id: one.id.to_string(),
                author: names.name(v, one.by),
                when: v.words.moment(one.at),
                body: griot_text::markdown(&one.body),
                may_remove: one.by == Some(member.id) || may_clear,
            })
            .collect(),
        reply,
        tasks: to_do.iter().map(|task| task_row(v, &names, member, base, task)).collect(),
        owners: if is_staff { people(section, db, Some(member.id)).await? } else { Vec::new() },
        day: String::new(),
        audiences: Audience::ALL
            .iter()
            .filter(audience)
            .map(|one| Choice {
                value: one.as_str().to_owned(),
                label: v.words.t(one.key()),
                current: *one == words.audience,
            })
            .collect(),
        drafts: if is_decision { kinds(section) } else { Vec::new() },
        made: made(section, db, v, entry, base).await?,
        may_make: is_staff && is_decision,
        may_remove: own,
        is_staff,
        refusal: None,
        done: None,
        v,
    })
}

/// The campaign, the line and the decision that an entry is about.
async fn about(db: &mut Conn, v: &Visitor, entry: &Entry) -> Result<Vec<Link>, WebError> {
    let mut about = Vec::new();
    if let Some(id) = entry.words.campaign
        && let Some(campaign) = campaigns::by_id(db, id).await?
    {
        let is_staff = v.member.as_ref().is_some_and(griot_web::Member::is_staff);
        let href = if is_staff { campaign.desk() } else { campaign.address() };
        // What is only planned has no page for members yet.
        if is_staff || campaign.stage.is_public() {
            about.push(Link { href: v.href(&href), label: campaign.words.title });
        }
    }
    if let Some(id) = entry.words.line
        && let Some(line) = lines::by_id(db, id).await?
    {
        let label = format!("{} · {}", v.words.t(line.kind.key()), line.words.text);
        about.push(Link { href: v.href("/strategy"), label });
    }
    if let Some(id) = entry.source
        && let Some(source) = entries::by_id(db, id).await?
        && reader(db, v.signed_in()?).await?.may_read(&source)
    {
        let label = v.words.put("room-made-from", "title", source.words.title);
        about.push(Link { href: v.href(&format!("{}/{id}", base(v))), label });
    }
    Ok(about)
}

/// What a decision became, here and in other rooms.
async fn made(
    section: &Section,
    db: &mut Conn,
    v: &Visitor,
    entry: &Entry,
    base: &str,
) -> Result<Vec<Link>, WebError> {
    let reader = reader(db, v.signed_in()?).await?;
    let here = entries::made_here(db, entry.id).await?.into_iter().filter(|one| reader.may_read(one));
    let mut all: Vec<Link> = here
        .map(|one| Link {
            href: v.href(&format!("{base}/{}", one.id)),
            label: format!("{} · {}", v.words.t(one.words.kind.key()), v.day(one.at)),
        })
        .collect();
    let kinds = kinds(section);
    for one in entries::made(db, entry.id).await? {
        let known = kinds.iter().find(|kind| kind.name == one.kind);
        let kind = known.map_or_else(|| one.kind.clone(), |kind| v.words.t(kind.key));
        all.push(Link { href: v.href(&one.address), label: format!("{kind} · {}", v.day(one.at)) });
    }
    Ok(all)
}
