//! The tokens by which a member's programs act: what each may do, until when, when it last came.

use askama::Template;
use axum::{
    extract::{Query, State},
    response::{IntoResponse, Redirect, Response},
};
use griot_web::{
    Answer, Form, Visitor, WebError,
    tokens::{self, ApiToken, Power},
};
use http::StatusCode;
use serde::Deserialize;

use super::{PageQuery, join::Refusal, moment, security, twice};
use crate::{
    Section,
    acts::tokens as acts,
    model::token::{self, DAYS, Wish},
};

#[derive(Template)]
#[template(path = "tokens.html")]
struct TokensPage<'a> {
    v: &'a Visitor,
    tokens: Vec<Line>,
    choices: Vec<Choice>,
    days: Vec<(u16, bool)>,
    form: &'a TokenForm,
    fresh: Option<String>,
    mark: String,
    refusal: Option<Refusal>,
    done: Option<String>,
}

/// A token in the list.
struct Line {
    id: String,
    name: String,
    allows: Vec<String>,
    ends: String,
    ended: bool,
    used: String,
}

/// Something that a token may be given.
struct Choice {
    name: &'static str,
    label: String,
    ticked: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct TokenForm {
    name: String,
    allows: Vec<String>,
    days: String,
    current: String,
    mark: String,
}

async fn build<'a>(
    section: &Section,
    v: &'a Visitor,
    form: &'a TokenForm,
) -> Result<TokensPage<'a>, WebError> {
    let member = v.signed_in()?;
    let now = section.clock.now();
    let mut db = section.db.read().await?;
    let offered = tokens::powers(section, &mut db, member).await?;
    let line = |token: ApiToken| Line {
        id: token.id.to_string(),
        allows: token.allows.iter().map(|name| label(v, &offered, name)).collect(),
        ends: v.words.date(token.ends_at),
        ended: token.ends_at <= now,
        used: match token.used_on {
            Some(day) => v.words.put("people-token-used", "day", v.words.date(day)),
            None => v.words.t("people-token-unused"),
        },
        name: token.name,
    };
    let tokens = tokens::of(&mut db, member.id).await?.into_iter().map(line).collect();
    let choice = |power: &Power| Choice {
        name: power.capability.name,
        label: v.words.t(power.key),
        ticked: form.allows.iter().any(|name| name == power.capability.name),
    };
    let wanted = if form.days.is_empty() { "90" } else { form.days.as_str() };
    Ok(TokensPage {
        v,
        tokens,
        choices: offered.iter().map(choice).collect(),
        days: DAYS.into_iter().map(|days| (days, days.to_string() == wanted)).collect(),
        form,
        fresh: None,
        mark: twice::mark(section),
        refusal: None,
        done: None,
    })
}

/// What a capability lets a program do; one that its owner lost is named as it is.
fn label(v: &Visitor, offered: &[Power], name: &str) -> String {
    let known = offered.iter().find(|power| power.capability.name == name);
    known.map_or_else(|| v.words.put("people-token-lost", "name", name), |power| v.words.t(power.key))
}

pub(super) async fn page(
    State(section): State<Section>,
    v: Visitor,
    Query(query): Query<PageQuery>,
) -> Result<Response, WebError> {
    let form = TokenForm::default();
    let mut page = build(&section, &v, &form).await?;
    page.done = query.done(&v);
    page.answer()
}

/// Makes a token and shows it; the form that is sent twice shows the same one.
pub(super) async fn make(
    State(section): State<Section>,
    v: Visitor,
    Form(form): Form<TokenForm>,
) -> Result<Response, WebError> {
    let member = v.signed_in()?;
    let refused = async |field, key| {
        let mut page = build(&section, &v, &form).await?;
        page.refusal = Some(Refusal { field, key });
        page.answer_with(StatusCode::UNPROCESSABLE_ENTITY)
    };
    let mut db = section.db.read().await?;
    let offered = tokens::powers(&section, &mut db, member).await?;
    drop(db);
    let offered: Vec<&str> = offered.iter().map(|power| power.capability.name).collect();
    let wish = match Wish::judged(&form.name, &form.allows, &form.days, &offered) {
        Ok(wish) => wish,
        Err(refusal) => return refused(field(refusal), refusal.key()).await,
    };
    if !security::is_own_passphrase(&section, &v, &form.current).await? {
        return refused("current", "people-refused-current").await;
    }
    let words = [form.name.as_str(), &form.allows.join(" "), &form.days];
    let secret = twice::secret(&section, member, &form.mark, &words);
    let mut tx = section.db.begin().await?;
    if let Err(refusal) = acts::make(&mut tx, moment(&section), member, &wish, &secret).await? {
        drop(tx);
        return refused(field(refusal), refusal.key()).await;
    }
    tx.commit().await?;
    let empty = TokenForm::default();
    let mut page = build(&section, &v, &empty).await?;
    page.fresh = Some(tokens::text(&secret));
    page.answer()
}

/// The field of the form that a refusal is about.
fn field(refusal: token::Refusal) -> &'static str {
    match refusal {
        token::Refusal::NoName | token::Refusal::LongName | token::Refusal::Many => "name",
        token::Refusal::Nothing => "allows",
        token::Refusal::NoEnd => "days",
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct RevokeForm {
    token: String,
}

pub(super) async fn revoke(
    State(section): State<Section>,
    v: Visitor,
    Form(form): Form<RevokeForm>,
) -> Result<Response, WebError> {
    let id = form.token.parse().map_err(|_| WebError::BadRequest)?;
    let mut tx = section.db.begin().await?;
    acts::revoke(&mut tx, moment(&section), v.signed_in()?, id).await?;
    tx.commit().await?;
    Ok(Redirect::to("/me/tokens?done=token-revoked").into_response())
}
