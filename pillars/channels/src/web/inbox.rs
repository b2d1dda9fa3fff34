//! What people say to the section, in one place: what waits for an answer first.

use std::collections::HashMap;

use askama::Template;
use axum::{
    extract::{Query, State},
    response::Response,
};
use griot_contracts::voices::{CommentWords, Comments};
use griot_db::Conn;
use griot_kernel::{PageRequest, PersonId};
use griot_web::{Answer, Section, Visitor, WebError};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;

use super::{
    rights::{INBOX, KEEP_INBOX, NAMES},
    view::{Choice, Names},
};
use crate::{
    acts::reply::Approves,
    model::conversation::{Conversation, InboxMessage, Source, Standing},
    store::{
        conversations::{self, Only},
        ears, inbox, messages,
    },
};

/// So much of what was said is shown in the list.
const GLIMPSE: usize = 160;

/// The lists, by the word in the address.
const LISTS: [(&str, &str); 5] = [
    ("open", "channels-inbox-open"),
    ("waiting", "channels-standing-waiting"),
    ("done", "channels-standing-done"),
    ("aside", "channels-inbox-aside"),
    ("spam", "channels-standing-spam"),
];

struct Tab {
    href: String,
    label: String,
    here: bool,
}

struct Line {
    href: String,
    who: String,
    source: String,
    glimpse: String,
    at: String,
    state: String,
    late: bool,
    assignee: Option<String>,
    label: String,
}

struct Review {
    href: String,
    body: String,
}

#[derive(Template)]
#[template(path = "inbox.html")]
struct InboxPage<'a> {
    v: &'a Visitor,
    sources: Vec<Choice>,
    labels: Vec<Choice>,
    mine: bool,
    /// Whether only a part of the list is shown …
    narrowed: bool,
    /// … and by what, for the addresses of its other pages.
    asked: String,
    tabs: Vec<Tab>,
    lines: Vec<Line>,
    reviews: Vec<Review>,
    list: &'static str,
    number: u32,
    more: bool,
    besieged: bool,
    deaf: Vec<String>,
    may_keep: bool,
    done: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    source: String,
    label: String,
    mine: String,
    list: String,
    page: Option<u32>,
    done: String,
}

/// Shows one of the lists.
pub(super) async fn show(
    State(section): State<Section>,
    v: Visitor,
    Query(wanted): Query<Wanted>,
) -> Result<Response, WebError> {
    v.require(&INBOX)?;
    let now = section.clock.now();
    let mut db = section.db.read().await?;
    let list = LISTS.into_iter().map(|(word, _)| word).find(|word| *word == wanted.list).unwrap_or("open");
    let request = PageRequest::new(wanted.page.unwrap_or(1), 30);
    let (skip, most) = (request.skip(), request.limit_and_one());
    let me = v.member.as_ref().map(|member| member.id);
    let only = Only {
        source: wanted.source.parse().ok(),
        label: wanted.label.chars().take(60).collect(),
        assignee: me.filter(|_| wanted.mine == "1"),
    };
    let found = match list {
        "waiting" => conversations::list(&mut db, Standing::Waiting, &only, (skip, most)).await?,
        "done" => conversations::list(&mut db, Standing::Done, &only, (skip, most)).await?,
        "spam" => conversations::list(&mut db, Standing::Spam, &only, (skip, most)).await?,
        _ => conversations::open(&mut db, list == "aside", &only, (skip, most)).await?,
    };
    let found = request.page(found);
    let people = found.items.iter().filter_map(|one| one.assignee);
    let names = Names::of(&section, &mut db, people).await?;
    let mut lines = Vec::new();
    for one in &found.items {
        let last = messages::last_in(&mut db, one.id).await?;
        let said = said(&section, &mut db, one, last.as_ref()).await?;
        lines.push(Line {
            href: v.href(&format!("/desk/inbox/{}", one.id)),
            who: who(&v, one, said.author.as_deref()),
            source: v.words.t(one.source.key()),
            glimpse: griot_text::excerpt(&said.body, GLIMPSE),
            at: v.words.moment(one.last_at),
            state: v.words.t(one.standing.key()),
            late: one.due_at.is_some_and(|due| due < now),
            assignee: one.assignee.map(|person| names.name(&v, person)),
            label: one.label.clone(),
        });
    }
    let mut reviews = Vec::new();
    if let Some(member) = v.member.as_ref().filter(|_| list == "open") {
        let approves = Approves::of(&mut db, member).await?;
        for message in messages::to_approve(&mut db, 30).await? {
            let of = conversations::by_id(&mut db, message.conversation).await?;
            if !of.is_some_and(|one| approves.has(&one)) {
                continue;
            }
            reviews.push(Review {
                href: v.href(&format!("/desk/inbox/{}", message.conversation)),
                body: griot_text::excerpt(&message.body, GLIMPSE),
            });
        }
    }
    let mut deaf = Vec::new();
    for channel in crate::store::channels::list(&mut db).await? {
        if let Some(key) = ears::of(&mut db, channel.id).await?.trouble {
            deaf.push(format!("{} : {}", channel.name, v.words.put(&key, "said", "")));
        }
    }
    let tab = |(word, key): (&'static str, &'static str)| Tab {
        href: v.href(&format!("/desk/inbox?list={word}")),
        label: v.words.t(key),
        here: word == list,
    };
    let sources = Source::ALL.into_iter().map(|one| Choice {
        value: one.as_str().to_owned(),
        label: v.words.t(one.key()),
        chosen: only.source == Some(one),
    });
    let labels = conversations::labels(&mut db).await?.into_iter();
    let labels = labels.map(|label| Choice { value: label.clone(), chosen: only.label == label, label });
    let page = InboxPage {
        v: &v,
        sources: sources.collect(),
        labels: labels.collect(),
        mine: only.assignee.is_some(),
        narrowed: only != Only::default(),
        asked: format!(
            "&source={}&label={}&mine={}",
            only.source.map_or("", Source::as_str),
            utf8_percent_encode(&only.label, NON_ALPHANUMERIC),
            i64::from(only.assignee.is_some())
        ),
        tabs: LISTS.into_iter().map(tab).collect(),
        lines,
        reviews,
        list,
        number: found.number,
        more: found.more,
        besieged: inbox::ways(&mut db).await?.siege.since.is_some(),
        deaf,
        may_keep: v.may(&KEEP_INBOX),
        done: done(&v, &wanted.done),
    };
    page.answer()
}

/// What is said after an act.
pub(super) fn done(v: &Visitor, word: &str) -> Option<String> {
    let key = match word {
        "on-its-way" => "channels-done-answer-on-its-way",
        "out" => "channels-done-answer-out",
        "to-approve" => "channels-done-answer-to-approve",
        "saved" => "channels-done-saved",
        "testimony-told" => "channels-done-testimony-told",
        "testimony-untold" => "channels-done-testimony-untold",
        "relieved" => "channels-done-relieved",
        "sent-back" => "channels-done-answer-back",
        _ => return None,
    };
    Some(v.words.t(key))
}

/// What somebody said, from where it is kept.
pub(super) struct Said {
    pub body: String,
    /// A name that the source's own keeper gives; else the conversation's is shown.
    pub author: Option<String>,
    pub address: Option<String>,
    pub title: Option<String>,
}

/// The words of a message: a comment's are its blog's.
pub(super) async fn said(
    section: &Section,
    db: &mut Conn,
    conversation: &Conversation,
    message: Option<&InboxMessage>,
) -> Result<Said, WebError> {
    let nothing = Said { body: String::new(), author: None, address: None, title: None };
    let Some(message) = message else { return Ok(nothing) };
    if conversation.source != Source::Comment {
        let address = Some(message.address.clone()).filter(|address| address.starts_with("https://"));
        return Ok(Said { body: message.body.clone(), address, ..nothing });
    }
    let (Ok(comments), Ok(id)) = (section.ask::<dyn Comments>(), message.remote.parse()) else {
        return Ok(nothing);
    };
    let Some(words) = comments.words(db, id).await? else { return Ok(nothing) };
    let CommentWords { author, name, body, title, address, .. } = words;
    let author = match author {
        Some(person) => name_of(section, db, person).await?,
        None => Some(name),
    };
    Ok(Said { body, author, address: Some(address), title: Some(title) })
}

async fn name_of(section: &Section, db: &mut Conn, person: PersonId) -> Result<Option<String>, WebError> {
    let names = section.ask::<dyn griot_contracts::people::PublicNames>()?;
    let found: HashMap<_, _> = names.names(db, &[person]).await?;
    Ok(found.get(&person).map(|name| name.name.clone()))
}

/// Who speaks, for those who may know it; for the others a number. A comment is signed in public.
pub(super) fn who(v: &Visitor, conversation: &Conversation, author: Option<&str>) -> String {
    let named = match author {
        Some(author) if !author.is_empty() => author,
        _ if v.may(&NAMES) && conversation.source != Source::Comment => conversation.author.as_str(),
        _ => "",
    };
    if named.is_empty() {
        return v.words.put("channels-inbox-person", "n", conversation.number());
    }
    named.to_owned()
}
