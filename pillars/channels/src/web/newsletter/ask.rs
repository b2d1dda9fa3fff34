//! What the section sends, and the one form by which one asks for it.

use std::time::Duration;

use askama::Template;
use axum::{
    extract::{Query, State},
    http::request::Parts,
    response::{IntoResponse, Redirect, Response},
};
use griot_contracts::people::Contacts;
use griot_db::Conn;
use griot_delivery::Email;
use griot_jobs::enqueue;
use griot_kernel::{PageRequest, PersonId};
use griot_web::{Answer, Form, Section, Visitor, WebError, confirmations};
use http::StatusCode;
use serde::Deserialize;

use super::{ListChoice, choices};
use crate::{
    acts::subscribe::{self, Wish},
    jobs::AskSubscriber,
    model::{audience::AudienceId, mailing::opened},
    store::{audiences, deliveries, mailings},
    web::view::{self, Choice},
};

/// So many letters that were sent stand on a page.
const SIZE: u32 = 20;

/// What the form holds, as typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct AskForm {
    address: String,
    language: String,
    list: Vec<String>,
    time: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Wanted {
    sent: String,
    page: Option<u32>,
}

struct IssueLine {
    href: String,
    title: String,
    day: String,
    language: String,
}

#[derive(Template)]
#[template(path = "newsletter.html")]
struct NewsletterPage<'a> {
    v: &'a Visitor,
    lists: Vec<ListChoice>,
    languages: Vec<Choice>,
    address: &'a str,
    issues: Vec<IssueLine>,
    number: u32,
    more: bool,
    sent: bool,
    refusal: Option<String>,
}

/// Shows it.
pub(in crate::web) async fn show(
    State(section): State<Section>,
    v: Visitor,
    Query(wanted): Query<Wanted>,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    page(&mut db, &v, &AskForm::default(), &wanted, None).await
}

async fn page(
    db: &mut Conn,
    v: &Visitor,
    form: &AskForm,
    wanted: &Wanted,
    refusal: Option<String>,
) -> Result<Response, WebError> {
    let request = PageRequest::new(wanted.page.unwrap_or(1), SIZE);
    let found = request.page(mailings::public_list(db, request.skip(), request.limit_and_one()).await?);
    let mut issues = Vec::new();
    for mailing in &found.items {
        let Some(delivery) = deliveries::by_id(db, mailing.delivery).await? else { continue };
        issues.push(IssueLine {
            href: v.href(&format!("/newsletter/{}", mailing.slug)),
            title: opened(&delivery.message.text).0.to_owned(),
            day: v.words.day(delivery.due_at),
            language: delivery.message.language.to_string(),
        });
    }
    let lists = audiences::list(db).await?;
    let on: Vec<AudienceId> = form.list.iter().filter_map(|id| id.parse().ok()).collect();
    let own = v.words.language().to_string();
    let page = NewsletterPage {
        v,
        // Where there is one list only, nobody has to choose it.
        lists: choices(
            v,
            &lists,
            &on,
            refusal.is_none() && lists.iter().filter(|one| one.public).count() == 1,
        ),
        languages: view::languages(v, if form.language.is_empty() { &own } else { &form.language }),
        address: &form.address,
        issues,
        number: found.number,
        more: found.more,
        sent: wanted.sent == "letter",
        refusal,
    };
    match page.refusal {
        Some(_) => page.answer_with(StatusCode::UNPROCESSABLE_ENTITY),
        None => page.answer_public(),
    }
}

/// Notes a wish and has whoever owns the address asked. The answer is the same whoever that is.
pub(in crate::web) async fn ask(
    State(section): State<Section>,
    v: Visitor,
    parts: Parts,
    Form(form): Form<AskForm>,
) -> Result<Response, WebError> {
    section.limit(&parts, "newsletter", 20, Duration::from_secs(60))?;
    let now = section.clock.now();
    let wanted: Vec<AudienceId> = form.list.iter().filter_map(|id| id.parse().ok()).collect();
    let refusal = match Email::parse(&form.address) {
        _ if !section.time_token_holds(&form.time) => Err("channels-refused-too-old"),
        Err(_) => Err("channels-refused-address-mail"),
        Ok(_) if wanted.is_empty() => Err("channels-refused-no-list"),
        Ok(address) => Ok(address),
    };
    let mut tx = section.db.begin().await?;
    let address = match refusal {
        Ok(address) if confirmations::take(&mut tx, &section.keys, &address, now).await? => address,
        Ok(_) => return again(&section, tx, &v, &form, "channels-refused-many-letters").await,
        Err(key) => return again(&section, tx, &v, &form, key).await,
    };
    let member = member_of(&section, &mut tx, &v, &address).await?;
    let language = form.language.parse().unwrap_or(v.words.language());
    let wish = Wish { address, language, audiences: wanted, member };
    if let Some(subscriber) = subscribe::ask(&mut tx, &section.keys, &wish, now).await? {
        enqueue(&mut tx, &AskSubscriber { subscriber }).await?;
    }
    tx.commit().await?;
    Ok(Redirect::to(&v.href("/newsletter?sent=letter#sent")).into_response())
}

async fn again(
    section: &Section,
    tx: griot_db::Tx,
    v: &Visitor,
    form: &AskForm,
    key: &'static str,
) -> Result<Response, WebError> {
    drop(tx);
    let mut db = section.db.read().await?;
    page(&mut db, v, form, &Wanted::default(), Some(v.words.t(key))).await
}

/// Who asks, if they are signed in and the address is their own.
async fn member_of(
    section: &Section,
    db: &mut Conn,
    v: &Visitor,
    address: &Email,
) -> Result<Option<PersonId>, WebError> {
    let (Some(member), Ok(contacts)) = (&v.member, section.ask::<dyn Contacts>()) else { return Ok(None) };
    let own = contacts.email(db, member.id).await?.and_then(|found| Email::parse(&found.email).ok());
    Ok(own.filter(|own| own.key() == address.key()).map(|_| member.id))
}
