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
use griot_kernel::Page;
use griot_mailroom::{Mark, store::stops};
use griot_web::{Answer, Form, Section, Visitor, WebError, confirmations};
use serde::Deserialize;

use super::{
    moderation_letters, post, reading,
    threads::{self, Typed, TypedWish},
    view::{Link, Pages},
    wishes::{self, Wish, WishForm},
};
use crate::{
    acts::follow as acts,
    jobs::ConfirmFollow,
    model::{Blog, CommentRefusal, Pace, Post, Recipient, Subscription, Target, TargetKind},
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
            let pace = form.pace.parse().unwrap_or(Pace::Immediate);
            let asked = match check(&section, &form) {
                Ok(address) => ask_guest(&section, &mut tx, &v, &about, &address, pace).await?,
                Err(refusal) => Err(refusal),
            };
            if let Err(refusal) = asked {
                let refusal = Some(v.words.t(refusal.key()));
                let wish = TypedWish { refusal, address: form.address, pace: form.pace };
                let typed = Typed { wish, ..Typed::default() };
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

/// A guest's address, or why it is not taken.
fn check(section: &Section, form: &FollowForm) -> Result<Email, CommentRefusal> {
    if !section.time_token_holds(&form.time) {
        return Err(CommentRefusal::TooOld);
    }
    Email::parse(&form.address).map_err(|_| CommentRefusal::BadAddress)
}

/// Answers alike whether the address follows already or not: who follows is nobody else's business.
async fn ask_guest(
    section: &Section,
    tx: &mut Tx,
    v: &Visitor,
    post: &Post,
    address: &Email,
    pace: Pace,
) -> Result<Result<(), CommentRefusal>, WebError> {
    let (now, random) = (section.clock.now(), section.random.as_ref());
    if !confirmations::take(tx, &section.keys, address, now).await? {
        return Ok(Err(CommentRefusal::ManyLetters));
    }
    let id = acts::guest(tx, &section.keys, address, v.words.language(), now, random).await?;
    let wish =
        Subscription { active: false, ..acts::wish_for_post(post, Recipient::Guest(id), pace, random) };
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
    let about = about(&section, &mut db, &v, &wish).await?;
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
    acts::end(&mut tx, wish.id, section.clock.now()).await?;
    let about = about(&section, &mut tx, &v, &wish).await?;
    tx.commit().await?;
    let guest = guest_page(&section, &v, &wish);
    StopPage { v: &v, action: String::new(), done: true, about, guest }.answer()
}

#[derive(Template)]
#[template(path = "alerts.html")]
struct AlertsPage<'a> {
    v: &'a Visitor,
    /// How soon answers to the member's own comments are told (`immediate`, `daily` or nothing).
    replies: &'static str,
    wishes: Page<Wish>,
    pages: Pages,
    act: String,
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
    page: Option<u32>,
}

/// All that a member follows, and what they ended lately.
pub(super) async fn list(
    State(section): State<Section>,
    v: Visitor,
    Query(wanted): Query<Wanted>,
) -> Result<Response, WebError> {
    let member = v.signed_in()?;
    let who = Recipient::Person(member.id);
    let mut db = section.db.read().await?;
    let replies = threads::pace(&mut db, who, subscriptions::replies_to(who)).await?;
    let number = wanted.page.unwrap_or(1);
    let mut wishes = wishes::of(&mut db, &v, member.id.as_uuid(), None, number).await?;
    let pages = Pages::of(&v, &wishes, "/me/alerts");
    wishes.items.retain(|wish| wish.kind != TargetKind::Replies);
    let judges = moderation_letters::wish_of(&mut db, member).await?;
    let done = wanted.done.filter(|word| word == "saved").map(|_| v.words.t("alerts-saved"));
    let contact = section.ask::<dyn Contacts>()?.email(&mut db, member.id).await?;
    let stopped = match contact.and_then(|contact| Email::parse(&contact.email).ok()) {
        Some(address) => stops::standing(&mut db, Mark::of(&section.keys, &address)).await?.is_some(),
        None => false,
    };
    AlertsPage { v: &v, replies, wishes, pages, act: v.href("/me/alerts"), judges, done, stopped }.answer()
}

/// Changes how soon the letters of one wish come, ends it, or takes it up again. Without a wish, it
/// is the one for answers to the member's own comments.
pub(super) async fn change(
    State(section): State<Section>,
    v: Visitor,
    Form(form): Form<WishForm>,
) -> Result<Response, WebError> {
    let member = v.signed_in()?;
    let now = section.clock.now();
    let mut tx = section.db.begin().await?;
    if form.id.is_empty() {
        let (who, random) = (Recipient::Person(member.id), section.random.as_ref());
        // A "no" is kept even before the first comment, which would propose these letters.
        acts::propose_replies(&mut tx, who, now, random).await?;
        let target = subscriptions::replies_to(who);
        acts::set(&mut tx, who, target, form.pace.parse().ok(), now, random).await?;
    } else {
        wishes::change(&section, &mut tx, member.id.as_uuid(), &form, now).await?;
    }
    tx.commit().await?;
    Ok(Redirect::to(&v.href("/me/alerts?done=saved")).into_response())
}

/// What a wish is about; `None` when it is not there any more.
async fn about(
    section: &Section,
    db: &mut Conn,
    v: &Visitor,
    wish: &Subscription,
) -> Result<Option<Link>, WebError> {
    let blog_link =
        |blog: &Blog| Link { href: v.href(&format!("/blogs/{}", blog.slug)), label: blog.title.clone() };
    Ok(match wish.target.kind {
        TargetKind::Replies => {
            let href = guest_page(section, v, wish).unwrap_or_else(|| v.href("/me/alerts"));
            Some(Link { href, label: v.words.t("follow-replies") })
        }
        TargetKind::Blog => blogs::by_id(db, wish.target.id.into()).await?.as_ref().map(blog_link),
        TargetKind::Post => {
            let Some(post) = posts::by_id(db, wish.target.id.into()).await? else { return Ok(None) };
            let Some(blog) = blogs::by_id(db, post.blog).await? else { return Ok(None) };
            let href = v.href(&format!("/blogs/{}/{}", blog.slug, post.slug));
            Some(Link { href, label: post.title })
        }
    })
}
