//! Messages from telephones, as a gateway brings them, and what it reports of ours. The addresses are
//! secrets; whoever has them may bring whatever they like, so they are given to the gateway alone.

use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use griot_contracts::planning::{Keywords, Reply, Spoken};
use griot_crypto::Purpose;
use griot_db::{DbError, Tx};
use griot_delivery::sms::{Phone, Report};
use griot_kernel::Timestamp;
use griot_web::{Form, Section, WebError};
use http::header;
use serde::Deserialize;
use url::Url;

use crate::{
    acts::{
        erased,
        phone::{self, Brought as Said},
        receive::{Incoming, receive},
    },
    engine::act,
    jobs,
    model::conversation::{InboxMessage, LONGEST, MessageState, Source},
    posting::named,
    store::{conversations, inbox, messages},
};

const PURPOSE: Purpose = Purpose("channels.sms");

/// What a gateway says of a message, by the names that Kannel's guide and most others use.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Brought {
    #[serde(alias = "From", alias = "sender", alias = "msisdn", alias = "phone")]
    from: String,
    #[serde(alias = "Body", alias = "message", alias = "msg", alias = "content")]
    text: String,
    #[serde(alias = "MessageSid", alias = "messageId", alias = "message_id")]
    id: String,
}

/// What a gateway says became of a message of ours.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Reported {
    state: String,
}

/// The secret address at which a gateway brings messages.
pub(super) async fn address(section: &Section) -> Result<String, DbError> {
    let salt = inbox::ways(&mut *section.db.read().await?).await?.sms_salt;
    Ok(section.url(&format!("/sms/in/{}", section.keys.signature_text(PURPOSE, &salt))))
}

/// Where a gateway tells what became of the message of this name.
pub(crate) async fn report(section: &Section, name: &str) -> Option<Url> {
    let secret = section.keys.signature_text(PURPOSE, name.as_bytes());
    section.url(&format!("/sms/report/{name}/{secret}")).parse().ok()
}

/// Takes a message that a gateway brings in an address.
pub(super) async fn bring(
    State(section): State<Section>,
    Path(key): Path<String>,
    Query(brought): Query<Brought>,
) -> Result<Response, WebError> {
    take(&section, &key, &brought).await
}

/// Takes a message that a gateway brings as a form.
pub(super) async fn bring_form(
    State(section): State<Section>,
    Path(key): Path<String>,
    Form(brought): Form<Brought>,
) -> Result<Response, WebError> {
    take(&section, &key, &brought).await
}

/// The answer is empty: what is answered goes its own way.
async fn take(section: &Section, key: &str, brought: &Brought) -> Result<Response, WebError> {
    let ways = inbox::ways(&mut *section.db.read().await?).await?;
    if !section.keys.verify_text(PURPOSE, &ways.sms_salt, key) {
        return Err(WebError::NotFound);
    }
    let Ok(from) = Phone::parse(&brought.from, &ways.home) else {
        // A short number is an operator's own: its advertisements are nobody's question.
        return Ok(nothing());
    };
    let now = section.clock.now();
    let random = section.random.as_ref();
    // Where the gateway names nothing, the same words within the same minute are the same message.
    let remote = match brought.id.trim() {
        "" => blake3::hash(format!("{}/{}", now.as_millisecond() / 60_000, brought.text).as_bytes())
            .to_hex()
            .to_string(),
        id => id.chars().take(200).collect(),
    };
    let said = Incoming {
        source: Source::Sms,
        channel: None,
        thread: from.as_str(),
        author: from.as_str(),
        remote: &remote,
        subject: "",
        body: &brought.text,
        files: 0,
        judged: &brought.text,
        address: "",
        about: None,
        private: true,
        at: now,
    };
    let brought = Said { from: &from, text: &brought.text, remote: &remote };
    act!(section, tx => {
        if erased::was(tx, &section.keys, (Source::Sms, from.as_str(), &remote)).await? {
            return Ok(());
        }
        // Lists come first: whoever says STOP says it to nobody else.
        if phone::hear(section, tx, brought, now).await? {
            // Nothing of it lies in the inbox.
        } else if let Some(answer) = claimed(section, tx, brought, now).await? {
            // Nor of what a room took. What the gateway brings again is not answered again.
            erased::note(tx, &section.keys, (Source::Sms, from.as_str(), &remote), now).await?;
            phone::say(section, tx, from.as_str(), &answer, None, now).await?;
        } else {
            receive(tx, &said, (now, random)).await?;
        }
    })?;
    Ok(nothing())
}

fn nothing() -> Response {
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8"), (header::CACHE_CONTROL, "no-store")], "")
        .into_response()
}

/// What a room answers whose word stands first in the message.
async fn claimed(
    section: &Section,
    tx: &mut Tx,
    said: Said<'_>,
    now: Timestamp,
) -> Result<Option<String>, DbError> {
    let text = said.text.trim();
    let (word, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let word = griot_text::fold(word).to_uppercase();
    let keys = section.keys.clone();
    let from = said.from.as_str().to_owned();
    let mark = move |purpose| keys.digest(Purpose(purpose), &from).as_bytes().to_vec();
    let spoken = Spoken { from: said.from.as_str(), keyword: &word, rest: rest.trim(), at: now, mark: &mark };
    for room in section.all::<dyn Keywords>() {
        if let Some(reply) = room.claim(tx, &spoken).await? {
            return Ok(Some(sentence(section, &reply)));
        }
    }
    Ok(None)
}

/// The words of an answer.
fn sentence(section: &Section, reply: &Reply) -> String {
    let words = section.words(reply.language.unwrap_or(section.settings().language));
    let hour = |at: Timestamp| words.zone().shown(at).strftime("%H:%M").to_string();
    let texts = reply.values.iter().map(|(name, text)| (*name, text.clone().into()));
    let hours = reply.hours.iter().map(|(name, at)| (*name, hour(*at).into()));
    words.with(reply.key, texts.chain(hours)).chars().take(LONGEST).collect()
}

/// Takes what became of a message.
pub(super) async fn reported(
    State(section): State<Section>,
    Path((name, key)): Path<(String, String)>,
    Query(reported): Query<Reported>,
) -> Result<Response, WebError> {
    if !section.keys.verify_text(PURPOSE, name.as_bytes(), &key) {
        return Err(WebError::NotFound);
    }
    let state = match Report::read(&reported.state) {
        Some(Report::Delivered) => MessageState::Delivered,
        Some(Report::Failed) => MessageState::Refused,
        Some(Report::OnItsWay) | None => return Ok(nothing()),
    };
    if let Some((delivery, subscriber)) = named(&name) {
        let now = section.clock.now();
        let arrived = (state == MessageState::Delivered).then_some(now);
        act!(section, tx => phone::reported(tx, delivery, subscriber, arrived).await?)?;
        return Ok(nothing());
    }
    let id = name.parse::<uuid::Uuid>().map_err(|_| WebError::NotFound)?;
    act!(section, tx => {
        if let Some(message) = messages::by_id(tx, id.into()).await? {
            let from = message.state;
            // A report also settles what nobody knew.
            if matches!(from, MessageState::Sent | MessageState::Unknown | MessageState::Armed) {
                let lost = state == MessageState::Refused;
                let trouble = lost.then(|| "channels-trouble-not-delivered".to_owned());
                let conversation = message.conversation;
                messages::step(tx, &InboxMessage { state, trouble, ..message }, from).await?;
                // Whoever asked heard nothing: somebody answers them again.
                if let Some(left) = conversations::by_id(tx, conversation).await?.filter(|_| lost) {
                    conversations::update(tx, &jobs::reopened(left, section.clock.now())).await?;
                }
            }
        }
    })?;
    Ok(nothing())
}
