use std::time::Duration;

use axum::{
    extract::{Path, State},
    http::request::Parts,
    response::{IntoResponse, Redirect, Response},
};
use griot_delivery::Email;
use griot_web::{Form, Section, Visitor, WebError, confirmations};
use serde::Deserialize;

use super::{post, reading, threads::Typed};
use crate::{
    acts::{
        comment::{Leaving, leave as take},
        follow,
    },
    jobs::ConfirmComment,
    model::{
        CommentRefusal, CommentState, Pace, Recipient, Target, TargetKind, Writer, comment_body, may_comment,
    },
};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct CommentForm {
    body: String,
    parent: String,
    name: String,
    address: String,
    follow: String,
    replies: String,
    time: String,
}

impl CommentForm {
    fn typed(self, refusal: String) -> Typed {
        Typed {
            refusal: Some(refusal),
            parent: self.parent.parse().ok(),
            body: self.body,
            name: self.name,
            address: self.address,
            follow: !self.follow.is_empty(),
            replies: !self.replies.is_empty(),
            ..Typed::default()
        }
    }
}

/// Takes a comment, or shows the post again with the reason why not.
pub(super) async fn leave(
    State(section): State<Section>,
    v: Visitor,
    Path((blog, slug)): Path<(String, String)>,
    parts: Parts,
    Form(form): Form<CommentForm>,
) -> Result<Response, WebError> {
    section.limit(&parts, "comment", 30, Duration::from_secs(20))?;
    let now = section.clock.now();
    let mut tx = section.db.begin().await?;
    let (blog, about) = reading::post_at(&mut tx, &blog, &slug).await?;
    let checked = check(&section, &v, &form);
    let allowed = may_comment(&blog, v.member.is_some());
    let (body, guest) = match allowed.and(checked) {
        Ok(fine) => fine,
        Err(refusal) => {
            let typed = form.typed(v.words.t(refusal.key()));
            return post::again(&section, &mut tx, &v, &blog, &about, typed).await;
        }
    };
    let writer = match (&v.member, guest) {
        (Some(member), _) => Writer::Member(member.id),
        (None, Some((_, address))) if !confirmations::take(&mut tx, &section.keys, &address, now).await? => {
            let typed = form.typed(v.words.t(CommentRefusal::ManyLetters.key()));
            return post::again(&section, &mut tx, &v, &blog, &about, typed).await;
        }
        (None, Some((name, address))) => {
            let language = v.words.language();
            let random = section.random.as_ref();
            let id = follow::guest(&mut tx, &section.keys, &address, language, now, random).await?;
            Writer::Guest { guest: Some(id), name }
        }
        (None, None) => return Err(WebError::BadRequest),
    };
    let at_home = match &v.member {
        Some(member) => reading::at_home(&mut tx, member, &blog).await?,
        None => false,
    };
    let leaving = Leaving {
        blog: &blog,
        post: &about,
        parent: form.parent.parse().ok(),
        writer,
        body,
        at_home,
        first_comments: i64::from(v.settings.trust_after_comments),
    };
    let comment = match take(&mut tx, &leaving, now, section.random.as_ref()).await? {
        Ok(comment) => comment,
        Err(refusal) => {
            let typed = form.typed(v.words.t(refusal.key()));
            return post::again(&section, &mut tx, &v, &blog, &about, typed).await;
        }
    };
    let wants_news = !form.follow.is_empty();
    match comment.state {
        CommentState::Unconfirmed => {
            let replies = !form.replies.is_empty();
            let job = ConfirmComment { comment: comment.id, follow: wants_news, replies };
            griot_jobs::enqueue(&mut tx, &job).await?;
        }
        _ => {
            if let (true, Some(member)) = (wants_news, &v.member) {
                let who = Recipient::Person(member.id);
                let target = Target { kind: TargetKind::Post, id: about.id.as_uuid() };
                let random = section.random.as_ref();
                follow::set(&mut tx, who, target, Some(Pace::Immediate), now, random).await?;
            }
        }
    }
    tx.commit().await?;

    let path = format!("/blogs/{}/{}", blog.slug, about.slug);
    let id = comment.id.as_uuid().simple();
    let to = match comment.state {
        CommentState::Shown => comment.path(&blog.slug, &about.slug),
        CommentState::Unconfirmed => format!("{path}?sent=check-mail#comments"),
        CommentState::Suspected => format!("{path}?comment={id}&sent=suspected#comments"),
        _ => format!("{path}?comment={id}&sent=waiting#comments"),
    };
    Ok(Redirect::to(&v.href(&to)).into_response())
}

type Fine = (String, Option<(String, Email)>);

/// The words, and a guest's name and address, or why they are not taken.
fn check(section: &Section, v: &Visitor, form: &CommentForm) -> Result<Fine, CommentRefusal> {
    let body = comment_body(&form.body)?;
    if v.member.is_some() {
        return Ok((body, None));
    }
    if !section.time_token_holds(&form.time) {
        return Err(CommentRefusal::TooOld);
    }
    let name: String = griot_text::name(&form.name).chars().take(60).collect();
    if name.is_empty() {
        return Err(CommentRefusal::NoName);
    }
    let address = Email::parse(&form.address).map_err(|_| CommentRefusal::BadAddress)?;
    Ok((body, Some((name, address))))
}
