//! "E-mail me when comments are left", and not any more.

use std::time::Duration;

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    http::request::Parts,
    response::{IntoResponse, Redirect, Response},
};
use griot_contracts::people::Contacts;
use griot_db::{Conn, Tx};
use griot_delivery::Email;
use griot_kernel::Id;
use griot_mailroom::{Mark, store::stops};
use griot_web::{Answer, Form, Section, Visitor, WebError, confirmations};
use serde::Deserialize;

use super::{moderation_letters, post, reading, threads::Typed, view::Link};
use crate::{
    acts::follow as acts,
    jobs::ConfirmFollow,
    model::{Blog, CommentRefusal, Pace, Post, Recipient, Subscription, SubscriptionId, Target, TargetKind},
    store::{blogs, posts, subscriptions},
};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct FollowForm {
    kind: String,
    pace: String,
    address: String,
    time: String,
}

/// Keeps a member's wish, or asks a guest to confirm one.
pub(super) async fn set(
    State(section): State<Section>,
    v: Visitor,
    Path((blog, slug)): Path<(String, String)>,
    parts: Parts,
    Form(form): Form<FollowForm>,
) -> Result<Response, WebError> {
    section.limit(&parts, "follow", 30, Duration::from_secs(20))?;
    let now = section.clock.now();
    let mut tx = section.db.begin().await?;
    let (blog, about) = reading::post_at(&mut tx, &blog, &slug).await?;
    let sent = match &v.member {
        Some(member) => {
            let target = match form.kind.as_str() {
                "blog" => Target { kind: TargetKind::Blog, id: blog.id.as_uuid() },
                _ => Target { kind: TargetKind::Post, id: about.id.as_uuid() },
            };
            let pace = form.pace.parse::<Pace>().ok();
            let who = Recipient::Person(member.id);
            acts::set(&mut tx, who, target, pace, now, section.random.as_ref()).await?;
            if pace.is_some() { "follow" } else { "follow-off" }
        }
        None => {
            let address = Email::parse(&form.address).ok().filter(|_| section.time_token_holds(&form.time));
            let Some(address) = address else {
                let refusal = Some(v.words.t(CommentRefusal::BadAddress.key()));
                let typed = Typed { refusal, address: form.address, ..Typed::default() };
                return post::again(&section, &mut tx, &v, &blog, &about, typed).await;
            };
            if let Err(refusal) = ask_guest(&section, &mut tx, &v, &about, &address).await? {
                let refusal = Some(v.words.t(refusal.key()));
                let typed = Typed { refusal, address: form.address, ..Typed::default() };
                return post::again(&section, &mut tx, &v, &blog, &about, typed).await;
            }
            "follow-check-mail"
        }
    };
    tx.commit().await?;
    let to = format!("/blogs/{}/{}?sent={sent}#comments", blog.slug, about.slug);
    Ok(Redirect::to(&v.href(&to)).into_response())
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct BlogForm {
    pace: String,
}

/// Keeps a member's wish about all posts of a blog.
pub(super) async fn set_blog(
    State(section): State<Section>,
    v: Visitor,
    Path(slug): Path<String>,
    Form(form): Form<BlogForm>,
) -> Result<Response, WebError> {
    let who = Recipient::Person(v.signed_in()?.id);
    let mut tx = section.db.begin().await?;
    let blog = blogs::by_slug(&mut tx, &slug).await?.ok_or(WebError::NotFound)?;
    let target = Target { kind: TargetKind::Blog, id: blog.id.as_uuid() };
    let pace = form.pace.parse::<Pace>().ok();
    acts::set(&mut tx, who, target, pace, section.clock.now(), section.random.as_ref()).await?;
    tx.commit().await?;
    let sent = if pace.is_some() { "follow" } else { "follow-off" };
    Ok(Redirect::to(&v.href(&format!("/blogs/{}?sent={sent}", blog.slug))).into_response())
}

/// Answers alike whether the address follows already or not: who follows is nobody else's business.
async fn ask_guest(
    section: &Section,
    tx: &mut Tx,
    v: &Visitor,
    post: &Post,
    address: &Email,
) -> Result<Result<(), CommentRefusal>, WebError> {
    let (now, random) = (section.clock.now(), section.random.as_ref());
    if !confirmations::take(tx, &section.keys, address, now).await? {
        return Ok(Err(CommentRefusal::ManyLetters));
    }
    let id = acts::guest(tx, &section.keys, address, v.words.language(), now, random).await?;
    let wish = Subscription { active: false, ..acts::wish_for_post(post, Recipient::Guest(id), random) };
    if let Some(kept) = subscriptions::ask(tx, &wish, now).await?
        && !kept.active
    {
        griot_jobs::enqueue(tx, &ConfirmFollow { subscription: kept.id }).await?;
    }
    Ok(Ok(()))
}

#[derive(Template)]
#[template(path = "unsubscribe.html")]
struct StopPage<'a> {
    v: &'a Visitor,
    action: String,
    done: bool,
    about: Option<Link>,
    guest: Option<String>,
}

/// The way to what is kept of a guest.
fn guest_page(section: &Section, v: &Visitor, wish: &Subscription) -> Option<String> {
    match wish.recipient {
        Recipient::Guest(guest) => {
            Some(v.href(&format!("/guest/{}", acts::guest_mark(&section.keys, guest))))
        }
        Recipient::Person(_) => None,
    }
}

/// Asks whether the letters should end: a page with one button.
pub(super) async fn ask_stop(
    State(section): State<Section>,
    v: Visitor,
    Path(mark): Path<String>,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let wish = acts::by_stop_mark(&mut db, &section.keys, &mark).await?.ok_or(WebError::Gone)?;
    let about = about(&mut db, &v, &wish).await?;
    let action = v.href(&format!("/unsubscribe/{mark}"));
    let guest = guest_page(&section, &v, &wish);
    StopPage { v: &v, action, done: !wish.active, about, guest }.answer()
}

/// Ends the letters: by the button of the page, or by the mail program itself (RFC 8058).
pub(super) async fn stop(
    State(section): State<Section>,
    v: Visitor,
    Path(mark): Path<String>,
) -> Result<Response, WebError> {
    let mut tx = section.db.begin().await?;
    let wish = acts::by_stop_mark(&mut tx, &section.keys, &mark).await?.ok_or(WebError::Gone)?;
    acts::end(&mut tx, wish.id).await?;
    let about = about(&mut tx, &v, &wish).await?;
    tx.commit().await?;
    let guest = guest_page(&section, &v, &wish);
    StopPage { v: &v, action: String::new(), done: true, about, guest }.answer()
}

struct Line {
    id: SubscriptionId,
    about: Link,
    kind: TargetKind,
    pace: Pace,
}

#[derive(Template)]
#[template(path = "alerts.html")]
struct AlertsPage<'a> {
    v: &'a Visitor,
    lines: Vec<Line>,
    /// Whether letters about comments to judge come, for whoever judges some.
    judges: Option<bool>,
    done: Option<String>,
    /// Whether no letter reaches the member.
    stopped: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    done: Option<String>,
}

/// All that a member follows.
pub(super) async fn list(
    State(section): State<Section>,
    v: Visitor,
    Query(wanted): Query<Wanted>,
) -> Result<Response, WebError> {
    let member = v.signed_in()?;
    let mut db = section.db.read().await?;
    let mut lines = Vec::new();
    for wish in subscriptions::all_of_person(&mut db, member.id).await? {
        if let Some(about) = about(&mut db, &v, &wish).await? {
            lines.push(Line { id: wish.id, about, kind: wish.target.kind, pace: wish.pace });
        }
    }
    let judges = moderation_letters::wish_of(&mut db, member).await?;
    let done = wanted.done.filter(|word| word == "saved").map(|_| v.words.t("alerts-saved"));
    let contact = section.ask::<dyn Contacts>()?.email(&mut db, member.id).await?;
    let stopped = match contact.and_then(|contact| Email::parse(&contact.email).ok()) {
        Some(address) => stops::standing(&mut db, Mark::of(&section.keys, &address)).await?.is_some(),
        None => false,
    };
    AlertsPage { v: &v, lines, judges, done, stopped }.answer()
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct EndForm {
    id: String,
    pace: String,
}

/// Ends what a member follows, or changes how soon the letters come.
pub(super) async fn end(
    State(section): State<Section>,
    v: Visitor,
    Form(form): Form<EndForm>,
) -> Result<Response, WebError> {
    let who = Recipient::Person(v.signed_in()?.id);
    let id: SubscriptionId = form.id.parse::<Id<Subscription>>().map_err(|_| WebError::BadRequest)?;
    let mut tx = section.db.begin().await?;
    let wish = subscriptions::by_id(&mut tx, id).await?.filter(|w| w.recipient == who);
    let wish = wish.ok_or(WebError::NotFound)?;
    let pace = form.pace.parse::<Pace>().ok();
    let (now, random) = (section.clock.now(), section.random.as_ref());
    acts::set(&mut tx, who, wish.target, pace, now, random).await?;
    tx.commit().await?;
    Ok(Redirect::to(&v.href("/me/alerts?done=saved")).into_response())
}

/// What a wish is about; `None` when it is not there any more.
async fn about(db: &mut Conn, v: &Visitor, wish: &Subscription) -> Result<Option<Link>, WebError> {
    let blog_link =
        |blog: &Blog| Link { href: v.href(&format!("/blogs/{}", blog.slug)), label: blog.title.clone() };
    Ok(match wish.target.kind {
        TargetKind::Replies => Some(Link { href: v.href("/me/alerts"), label: v.words.t("follow-replies") }),
        TargetKind::Blog => blogs::by_id(db, wish.target.id.into()).await?.as_ref().map(blog_link),
        TargetKind::Post => {
            let Some(post) = posts::by_id(db, wish.target.id.into()).await? else { return Ok(None) };
            let Some(blog) = blogs::by_id(db, post.blog).await? else { return Ok(None) };
            let href = v.href(&format!("/blogs/{}/{}", blog.slug, post.slug));
            Some(Link { href, label: post.title })
        }
    })
}
