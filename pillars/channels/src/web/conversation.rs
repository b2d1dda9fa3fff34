//! One conversation: what was said, what is answered, and what else is done about it.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Redirect, Response},
};
use griot_contracts::people::{Contacts, PublicNames};
use griot_db::Conn;
use griot_kernel::PersonId;
use griot_web::{Answer, Form, Member, Section, Visitor, WebError};
use serde::Deserialize;
use uuid::Uuid;

use super::{
    inbox::{done, said, who},
    rights::{INBOX, NAMES},
    view::{Choice, Names},
};
use crate::{
    acts::reply::{self, Answered, Approves},
    model::conversation::{
        Conversation, ConversationId, Direction, InboxMessage, MessageState, Source, Standing,
    },
    store::{
        canned, conversations,
        messages::{self, Note},
        rumours,
    },
};

struct Line {
    id: String,
    out: bool,
    who: String,
    body: String,
    address: Option<String>,
    title: Option<String>,
    files: Option<String>,
    at: String,
    state: Option<String>,
    mood: &'static str,
    trouble: Option<String>,
    may_approve: bool,
    may_settle: bool,
}

struct NoteLine {
    who: String,
    body: String,
    at: String,
}

struct Ready {
    title: String,
    body: String,
    approved: bool,
}

#[derive(Template)]
#[template(path = "conversation.html")]
struct ConversationPage<'a> {
    v: &'a Visitor,
    id: String,
    who: String,
    source: String,
    state: String,
    due: Option<String>,
    label: String,
    set_aside: bool,
    warning: Option<&'static str>,
    lines: Vec<Line>,
    notes: Vec<NoteLine>,
    ready: Vec<Ready>,
    people: Vec<Choice>,
    may_answer: bool,
    private: bool,
    told_safely: bool,
    spam: bool,
    open: bool,
    typed: &'a str,
    refusal: Option<String>,
    done: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    done: String,
    canned: String,
}

/// Shows one.
pub(super) async fn show(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, WebError> {
    v.require(&INBOX)?;
    let done = done(&v, &wanted.done);
    let typed = match wanted.canned.parse::<Uuid>() {
        Ok(id) => {
            let all = canned::list(&mut *section.db.read().await?).await?;
            let one = all.into_iter().find(|one| one.id == id.into());
            one.map(|one| reply::filled(&one.body, &section)).unwrap_or_default()
        }
        Err(_) => String::new(),
    };
    page(&section, &v, &id, &typed, None, done).await
}

async fn page(
    section: &Section,
    v: &Visitor,
    id: &str,
    typed: &str,
    refusal: Option<&'static str>,
    done: Option<String>,
) -> Result<Response, WebError> {
    let id: ConversationId = id.parse().map_err(|_| WebError::NotFound)?;
    let mut db = section.db.read().await?;
    let one = conversations::by_id(&mut db, id).await?.filter(|one| !one.handed_over);
    let one = one.ok_or(WebError::NotFound)?;
    let all = messages::of(&mut db, id).await?;
    let notes = messages::notes(&mut db, id).await?;
    let people =
        all.iter().filter_map(|message| message.by).chain(notes.iter().filter_map(|note| note.person));
    let names = Names::of(section, &mut db, people).await?;
    let approves = match &v.member {
        Some(member) => Approves::of(&mut db, member).await?.has(&one),
        None => false,
    };
    let mut author = None;
    let mut lines = Vec::new();
    for message in &all {
        let (line, name) = line(section, v, &mut db, (&one, approves), message, &names).await?;
        author = author.or(name);
        lines.push(line);
    }
    let asked = lines.iter().rev().find(|line| !line.out);
    let may_answer = asked.is_some_and(|line| !line.body.is_empty() || line.files.is_some());
    let page = ConversationPage {
        v,
        id: one.id.to_string(),
        who: who(v, &one, author.as_deref()),
        source: v.words.t(one.source.key()),
        state: v.words.t(one.standing.key()),
        due: one.due_at.map(|due| v.words.moment(due)),
        label: one.label.clone(),
        set_aside: one.set_aside,
        warning: one.source.warning(),
        lines,
        notes: notes
            .into_iter()
            .map(|note| NoteLine {
                who: note.person.map_or_else(|| v.words.t("channels-someone"), |who| names.name(v, who)),
                body: note.body,
                at: v.words.moment(note.at),
            })
            .collect(),
        ready: canned::list(&mut db)
            .await?
            .into_iter()
            .map(|ready| Ready {
                title: ready.title,
                body: format!("/desk/inbox/{}?canned={}#answer", one.id, ready.id),
                approved: ready.approved_by.is_some(),
            })
            .collect(),
        people: assignees(section, v, &mut db, one.assignee).await?,
        may_answer,
        private: one.private,
        told_safely: one.can_answer_privately(),
        spam: one.standing == Standing::Spam,
        open: one.standing.is_open(),
        typed,
        refusal: refusal.map(|key| v.words.t(key)),
        done,
    };
    page.answer_form(refusal.is_some())
}

async fn line(
    section: &Section,
    v: &Visitor,
    db: &mut Conn,
    (one, approves): (&Conversation, bool),
    message: &InboxMessage,
    names: &Names,
) -> Result<(Line, Option<String>), WebError> {
    let out = message.direction == Direction::Out;
    // What we answered below a post stands there; here it is kept as it was written.
    let said = if out { None } else { Some(said(section, db, one, Some(message)).await?) };
    let author = said.as_ref().and_then(|said| said.author.clone());
    let body = said.as_ref().map_or_else(|| message.body.clone(), |said| said.body.clone());
    let address = match &said {
        Some(said) => said.address.clone(),
        None => Some(message.address.clone()).filter(|address| address.starts_with("https://")),
    };
    // An address on a network tells who they are.
    let address = address.filter(|_| v.may(&NAMES) || one.source == Source::Comment);
    let mine = v.member.as_ref().map(|member| member.id) == message.by;
    let subject = Some(message.subject.clone()).filter(|subject| !subject.is_empty());
    let said_yes = match &v.member {
        Some(member) if message.state == MessageState::ToApprove => {
            messages::said_yes(db, message.id, member.id).await?
        }
        _ => false,
    };
    let line = Line {
        id: message.id.to_string(),
        out,
        who: match message.by {
            _ if !out => who(v, one, author.as_deref()),
            Some(person) => names.name(v, person),
            None => v.settings.name.clone(),
        },
        body,
        address,
        title: said.and_then(|said| said.title).or(subject),
        files: (message.files > 0).then(|| {
            let mailed = one.source == Source::Mail;
            let key = if mailed { "channels-inbox-files" } else { "channels-inbox-files-there" };
            v.words.count(key, message.files)
        }),
        at: v.words.moment(message.at),
        state: out.then(|| v.words.t(message.state.key())),
        mood: match message.state {
            MessageState::Sent | MessageState::Delivered => "ok",
            MessageState::Refused | MessageState::Unknown => "bad",
            _ => "",
        },
        trouble: message.trouble.as_deref().map(|key| v.words.put(key, "said", &message.said)),
        may_approve: message.state == MessageState::ToApprove && approves && !mine && !said_yes,
        may_settle: message.state == MessageState::Unknown,
    };
    Ok((line, author))
}

/// Who may answer for it: whoever may read the inbox.
pub(super) async fn assignees(
    section: &Section,
    v: &Visitor,
    db: &mut Conn,
    chosen: Option<PersonId>,
) -> Result<Vec<Choice>, WebError> {
    let mut people = section.ask::<dyn Contacts>()?.holders(db, INBOX.name).await?;
    people.extend(chosen.filter(|person| !people.contains(person)));
    let names = section.ask::<dyn PublicNames>()?.names(db, &people).await?;
    let nobody =
        Choice { value: String::new(), label: v.words.t("channels-nobody"), chosen: chosen.is_none() };
    let mut all: Vec<Choice> = names
        .into_values()
        .map(|name| Choice {
            value: name.person.to_string(),
            label: name.name,
            chosen: chosen == Some(name.person),
        })
        .collect();
    all.sort_by(|one, two| one.label.cmp(&two.label));
    all.insert(0, nobody);
    Ok(all)
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct ActForm {
    act: String,
    words: String,
    person: String,
    label: String,
    message: String,
    sure: String,
}

/// Does what was asked.
pub(super) async fn act(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(form): Form<ActForm>,
) -> Result<Response, WebError> {
    let member = v.require(&INBOX)?;
    let by = member.id;
    let known: ConversationId = id.parse().map_err(|_| WebError::NotFound)?;
    let now = section.clock.now();
    let mut tx = section.db.begin().await?;
    let one = conversations::by_id(&mut tx, known).await?.filter(|one| !one.handed_over);
    let one = one.ok_or(WebError::NotFound)?;
    let words = form.words.replace("\r\n", "\n").replace('\0', "").trim().to_owned();
    let standing = |standing| Conversation { standing, due_at: None, ..one.clone() };
    let mut to = format!("/desk/inbox/{id}");
    let done = match form.act.as_str() {
        "answer" => match reply::answer(&section, &mut tx, &one, by, &form.words).await? {
            Answered::OnItsWay => "on-its-way",
            Answered::Out => "out",
            Answered::ToApprove => "to-approve",
            Answered::Refused(key) => {
                drop(tx);
                return page(&section, &v, &id, &form.words, Some(key), None).await;
            }
        },
        "approve" | "send-back" | "was-sent" | "was-not" => {
            let message = form.message.parse().map_err(|_| WebError::BadRequest)?;
            let message = messages::by_id(&mut tx, message).await?;
            let message = message.filter(|message| message.conversation == one.id);
            let message = message.ok_or(WebError::NotFound)?;
            match settle(&section, &mut tx, &form.act, (&one, &message), member).await? {
                Ok(done) => done,
                Err(key) => {
                    drop(tx);
                    return page(&section, &v, &id, "", Some(key), None).await;
                }
            }
        }
        "note" if words.is_empty() => {
            drop(tx);
            return page(&section, &v, &id, "", Some("channels-refused-note-empty"), None).await;
        }
        "note" => {
            let id = Uuid::from_bytes(section.random.bytes());
            let body = words.chars().take(2_000).collect();
            messages::add_note(&mut tx, one.id, &Note { id, person: Some(by), body, at: now }).await?;
            "saved"
        }
        "assign" => {
            let person = form.person.parse::<PersonId>().ok();
            if let Some(person) = person {
                let may = section.ask::<dyn Contacts>()?.holders(&mut tx, INBOX.name).await?;
                if !may.contains(&person) {
                    return Err(WebError::BadRequest);
                }
            }
            let standing = match (person, one.standing) {
                (Some(_), Standing::New) => Standing::Assigned,
                (None, Standing::Assigned) => Standing::New,
                (_, other) => other,
            };
            let label = form.label.trim().chars().take(60).collect();
            let changed = Conversation { assignee: person, standing, label, ..one.clone() };
            conversations::update(&mut tx, &changed).await?;
            "saved"
        }
        "done" => {
            conversations::update(&mut tx, &standing(Standing::Done)).await?;
            to = "/desk/inbox".to_owned();
            "saved"
        }
        "spam" => {
            conversations::update(&mut tx, &standing(Standing::Spam)).await?;
            to = "/desk/inbox".to_owned();
            "saved"
        }
        "reopen" => {
            let standing = if one.assignee.is_some() { Standing::Assigned } else { Standing::New };
            conversations::update(&mut tx, &Conversation { standing, ..one.clone() }).await?;
            "saved"
        }
        "aside" | "back" => {
            let moved = Conversation { set_aside: form.act == "aside", ..one.clone() };
            conversations::update(&mut tx, &moved).await?;
            "saved"
        }
        "rumour" => {
            let last = messages::last_in(&mut tx, one.id).await?;
            let claim = said(&section, &mut tx, &one, last.as_ref()).await?.body;
            let rumour = reply::rumour(&claim, v.words.t(one.source.key()), by, &section);
            rumours::put(&mut tx, &rumour, now).await?;
            to = format!("/desk/rumours/{}", rumour.id);
            "saved"
        }
        "testimony" if form.sure != "yes" => {
            drop(tx);
            return page(&section, &v, &id, "", Some("channels-refused-testimony-unsure"), None).await;
        }
        "testimony" => {
            let words = reply::testimony_words(&section, &mut tx).await?;
            let told = reply::hand_over(&section, &mut tx, &one, by, &words).await?;
            to = "/desk/inbox".to_owned();
            if told { "testimony-told" } else { "testimony-untold" }
        }
        _ => return Err(WebError::BadRequest),
    };
    tx.commit().await?;
    Ok(Redirect::to(&v.href(&format!("{to}?done={done}"))).into_response())
}

/// What is decided of an answer: by somebody else before it goes, or by whoever looked whether it went.
async fn settle(
    section: &Section,
    tx: &mut griot_db::Tx,
    act: &str,
    (one, message): (&Conversation, &InboxMessage),
    member: &Member,
) -> Result<Result<&'static str, &'static str>, WebError> {
    let judges = matches!(act, "approve" | "send-back");
    if judges && !Approves::of(tx, member).await?.has(one) {
        return Err(WebError::Forbidden);
    }
    let state = match act {
        "approve" => {
            return Ok(match reply::approve(section, tx, message, member.id).await? {
                Answered::OnItsWay => Ok("on-its-way"),
                Answered::Out => Ok("out"),
                Answered::ToApprove => Ok("to-approve"),
                Answered::Refused(key) => Err(key),
            });
        }
        "send-back" if message.state == MessageState::ToApprove => MessageState::Refused,
        "was-sent" if message.state == MessageState::Unknown => MessageState::Sent,
        "was-not" if message.state == MessageState::Unknown => MessageState::Refused,
        _ => return Ok(Err("channels-refused-changed-meanwhile")),
    };
    let settled = InboxMessage { state, ..message.clone() };
    messages::step(tx, &settled, message.state).await?;
    Ok(Ok(if act == "send-back" { "sent-back" } else { "saved" }))
}
