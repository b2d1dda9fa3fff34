//! What a post is for: the choices of the editor, and the page on which the staff say it.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Redirect, Response},
};
use griot_db::Conn;
use griot_web::{Answer, Form, Section, Visitor, WebError};
use http::StatusCode;
use serde::Deserialize;

use super::view::{Link, set as typeset};
use crate::{
    acts::{
        aim::{self, Choices, Chosen},
        staff,
    },
    answers::desk,
    model::{Aim, PostLine, PostState},
    store::{aims, posts},
};

/// What was chosen, and what stood there when it was: what nobody touched stays as it is by now.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct AimFields {
    pub campaign: Option<String>,
    pub campaign_was: String,
    pub line: Option<String>,
    pub line_was: String,
}

impl AimFields {
    /// As a post has it.
    pub fn of(aim: Aim) -> Self {
        let text = |id: Option<String>| id.unwrap_or_default();
        let campaign = text(aim.campaign.map(|id| id.to_string()));
        let line = text(aim.line.map(|id| id.to_string()));
        Self {
            campaign_was: campaign.clone(),
            campaign: Some(campaign),
            line_was: line.clone(),
            line: Some(line),
        }
    }

    /// What its writer changed.
    pub fn chosen(&self) -> Chosen {
        let changed = |now: &Option<String>, was: &str| now.clone().filter(|now| now != was);
        Chosen {
            campaign: changed(&self.campaign, &self.campaign_was),
            line: changed(&self.line, &self.line_was),
        }
    }
}

/// An entry of a list of which one is chosen.
pub(super) struct Choice {
    pub value: String,
    pub label: String,
    pub chosen: bool,
}

/// The lists; one in which there is nothing to choose is empty and not shown.
pub(super) struct Lists {
    pub campaigns: Vec<Choice>,
    pub lines: Vec<Choice>,
    pub campaign_was: String,
    pub line_was: String,
}

impl Lists {
    /// For this reader and a post that is for `now`; what was typed is chosen.
    pub async fn of(
        section: &Section,
        db: &mut Conn,
        v: &Visitor,
        now: Aim,
        typed: &AimFields,
    ) -> Result<Self, WebError> {
        let member = v.signed_in()?;
        let choices = Choices::of(section, db, member, now).await?;
        let campaigns = choices.campaigns.into_iter().chain(choices.before);
        let campaigns = campaigns.map(|one| (one.id.to_string(), one.title)).collect();
        let lines = choices.lines.into_iter();
        let lines = lines.map(|one| {
            let text = typeset(griot_kernel::Language::FRENCH, &one.text);
            (one.id.to_string(), format!("{} · {text}", v.words.t(one.kind_key)))
        });
        let had = |id: Option<String>| id.unwrap_or_default();
        let kept = if member.is_staff() { had(now.line.map(|id| id.to_string())) } else { String::new() };
        // The staff know every campaign that there is.
        let nameless = if member.is_staff() { "aim-campaign-gone" } else { "aim-campaign-hidden" };
        let campaign = (had(now.campaign.map(|id| id.to_string())), nameless);
        let line = (kept, "aim-line-gone");
        Ok(Self {
            campaigns: listed(v, campaigns, campaign, typed.campaign.as_deref()),
            lines: listed(v, lines.collect(), line, typed.line.as_deref()),
            campaign_was: typed.campaign_was.clone(),
            line_was: typed.line_was.clone(),
        })
    }

    /// Whether anything can be chosen.
    pub fn is_empty(&self) -> bool {
        self.campaigns.is_empty() && self.lines.is_empty()
    }
}

/// The list with what stood there before, also where it is not offered any more, and with "none" first.
fn listed(
    v: &Visitor,
    mut all: Vec<(String, String)>,
    (had, nameless): (String, &'static str),
    typed: Option<&str>,
) -> Vec<Choice> {
    if !had.is_empty() && all.iter().all(|(value, _)| *value != had) {
        all.push((had.clone(), v.words.t(nameless)));
    }
    if all.is_empty() {
        return Vec::new();
    }
    let typed = typed.unwrap_or(&had);
    let none = (String::new(), v.words.t("aim-none"));
    let choice = |(value, label): (String, String)| Choice { chosen: value == typed, value, label };
    std::iter::once(none).chain(all).map(choice).collect()
}

#[derive(Template)]
#[template(path = "aim.html")]
struct AimPage<'a> {
    v: &'a Visitor,
    title: String,
    blog: String,
    state: &'static str,
    day: Option<String>,
    page: Option<Link>,
    action: String,
    aims: Lists,
    campaign: Option<Link>,
    line: Option<String>,
    may_serve: bool,
    refusal: Option<String>,
    done: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    done: String,
}

/// What a post is for. Drafts are not the desk's.
pub(super) async fn show(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let (line, now) = known(&mut db, &id).await?;
    let mut page = page(&section, &mut db, &v, &line, now, &AimFields::of(now)).await?;
    page.done = (asked.done == "saved").then(|| v.words.t("editor-done-saved"));
    page.answer()
}

async fn known(db: &mut Conn, id: &str) -> Result<(PostLine, Aim), WebError> {
    let id = id.parse().map_err(|_| WebError::NotFound)?;
    let line = aims::known(db, id).await?.ok_or(WebError::NotFound)?;
    let post = posts::by_id(db, id).await?.ok_or(WebError::NotFound)?;
    Ok((line, post.aim))
}

async fn page<'a>(
    section: &Section,
    db: &mut Conn,
    v: &'a Visitor,
    line: &PostLine,
    now: Aim,
    typed: &AimFields,
) -> Result<AimPage<'a>, WebError> {
    let is_out = line.state == PostState::Published;
    let at = if is_out { line.published_at } else { line.publish_at };
    let aims = Lists::of(section, db, v, now, typed).await?;
    let served = now.line.map(|id| id.to_string());
    let served = aims.lines.iter().find(|one| Some(&one.value) == served.as_ref());
    let campaign = match now.campaign {
        Some(id) => aim::campaign(section, db, id).await?,
        None => None,
    };
    Ok(AimPage {
        v,
        title: typeset(line.language, &line.title),
        blog: line.blog_title.clone(),
        state: line.state.as_str(),
        day: at.map(|at| v.day(at)),
        page: is_out.then(|| Link {
            href: v.href(&format!("/blogs/{}/{}", line.blog_slug, line.slug)),
            label: v.words.t("my-posts-read"),
        }),
        action: desk(line.id),
        campaign: campaign.map(|one| Link { href: v.href(&one.desk), label: one.title }),
        line: served.map(|one| one.label.clone()),
        aims,
        may_serve: v.may(&super::SERVE),
        refusal: None,
        done: None,
    })
}

/// Says what a post is for.
pub(super) async fn save(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(form): Form<AimFields>,
) -> Result<Response, WebError> {
    let member = v.require(&super::SERVE)?;
    let mut tx = section.db.begin().await?;
    let (line, now) = known(&mut tx, &id).await?;
    match aim::judged(&section, &mut tx, member, now, &form.chosen()).await? {
        Ok(wanted) => {
            let post = posts::by_id(&mut tx, line.id).await?.ok_or(WebError::NotFound)?;
            if aim::set(&mut tx, &post, wanted).await? {
                staff::with_post(&section, &mut tx, member, &post, "voices-log-post-aimed").await?;
            }
            tx.commit().await?;
            Ok(Redirect::to(&v.href(&format!("{}?done=saved", desk(line.id)))).into_response())
        }
        Err(refusal) => {
            drop(tx);
            let mut db = section.db.read().await?;
            let mut page = page(&section, &mut db, &v, &line, now, &form).await?;
            page.refusal = Some(v.words.t(refusal.key()));
            page.answer_with(StatusCode::UNPROCESSABLE_ENTITY)
        }
    }
}
