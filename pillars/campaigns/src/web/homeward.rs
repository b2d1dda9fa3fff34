//! Blogs that stand elsewhere, and bringing them home.

use askama::Template;
use axum::{
    extract::{Query, State},
    response::Response,
};
use griot_db::Conn;
use griot_kernel::Id;
use griot_web::{Answer, Form, Section, Visitor, WebError};
use http::StatusCode;
use serde::Deserialize;

use super::{
    strategy::Said,
    view::{Choice, Names, chosen_person, id_of, lead, note, people, said},
};
use crate::{
    model::{Blog, BlogMove, BlogState, Refusal, line_of, lines_of},
    store::blogs,
};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct BlogForm {
    address: String,
    author: String,
    notes: String,
    id: String,
    wanted: String,
    person: String,
}

struct Row {
    id: String,
    address: String,
    /// Where it is shown, if that is the web.
    href: Option<String>,
    author: String,
    notes: String,
    day: String,
    moves: Vec<(&'static str, String)>,
    /// Someone is asked who its author is here.
    joins: bool,
    /// The text of an invitation.
    text: Option<String>,
}

struct Group {
    title: String,
    rows: Vec<Row>,
}

#[derive(Template)]
#[template(path = "homeward.html")]
struct HomewardPage<'a> {
    v: &'a Visitor,
    groups: Vec<Group>,
    members: Vec<Choice>,
    form: &'a BlogForm,
    may_keep: bool,
    refusal: Option<String>,
    done: Option<String>,
}

/// The blogs by how far they have come.
pub(super) async fn show(
    State(section): State<Section>,
    v: Visitor,
    Query(asked): Query<Said>,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let form = BlogForm::default();
    let mut page = page(&section, &mut db, &v, &form).await?;
    page.done = said(&v, &asked.done);
    page.answer()
}

async fn page<'a>(
    section: &Section,
    db: &mut Conn,
    v: &'a Visitor,
    form: &'a BlogForm,
) -> Result<HomewardPage<'a>, WebError> {
    let all = blogs::list(db).await?;
    let names = Names::of(section, db, all.iter().filter_map(|blog| blog.person).collect()).await?;
    let may_keep = v.may(&super::KEEP);
    let group = |state: &BlogState| {
        let rows = all.iter().filter(|blog| blog.state == *state);
        let rows = rows.map(|blog| row(v, &names, blog, may_keep)).collect();
        Group { title: v.words.t(state.key()), rows }
    };
    Ok(HomewardPage {
        v,
        groups: BlogState::ALL.iter().map(group).filter(|group| !group.rows.is_empty()).collect(),
        members: if may_keep { people(section, db, None).await? } else { Vec::new() },
        form,
        may_keep,
        refusal: None,
        done: None,
    })
}

fn row(v: &Visitor, names: &Names, blog: &Blog, may_keep: bool) -> Row {
    let (key, at) = match blog.state {
        BlogState::Known => ("homeward-known-on", Some(blog.known_at)),
        BlogState::Invited => ("homeward-invited-on", blog.invited_at),
        BlogState::Joined => ("homeward-joined-on", blog.joined_at),
    };
    let author = match blog.person {
        Some(person) => names.name(v, Some(person)),
        None => blog.author_name.clone(),
    };
    let is_web = blog.address.starts_with("https://") || blog.address.starts_with("http://");
    let values = [
        ("name", blog.author_name.as_str().into()),
        ("address", blog.address.as_str().into()),
        ("section", v.settings.name.as_str().into()),
        ("link", v.url("/join").into()),
    ];
    let button = |wanted: BlogMove| (wanted.as_str(), v.words.t(wanted.key()));
    let moves: Vec<_> =
        if may_keep { blog.state.moves().into_iter().map(button).collect() } else { Vec::new() };
    Row {
        id: blog.id.to_string(),
        href: is_web.then(|| blog.address.clone()),
        address: blog.address.clone(),
        author,
        notes: blog.notes.clone(),
        day: at.map(|at| v.words.put(key, "day", v.day(at))).unwrap_or_default(),
        joins: may_keep && blog.state != BlogState::Joined,
        moves,
        text: (blog.state != BlogState::Joined).then(|| v.words.with("homeward-invitation", values)),
    }
}

async fn again(
    section: &Section,
    db: &mut Conn,
    v: &Visitor,
    form: &BlogForm,
    refusal: Refusal,
) -> Result<Response, WebError> {
    let mut page = page(section, db, v, form).await?;
    page.refusal = Some(v.words.t(refusal.key()));
    page.answer_with(StatusCode::UNPROCESSABLE_ENTITY)
}

fn judged(form: &BlogForm) -> Result<(String, String, String), Refusal> {
    let (address, author) = (line_of(&form.address, 300)?, line_of(&form.author, 120)?);
    if address.is_empty() || author.is_empty() {
        return Err(Refusal::NoText);
    }
    Ok((address, author, lines_of(&form.notes, 1_000)?))
}

/// Notes a blog.
pub(super) async fn add(
    State(section): State<Section>,
    v: Visitor,
    Form(form): Form<BlogForm>,
) -> Result<Response, WebError> {
    v.require(&super::KEEP)?;
    let mut tx = section.db.begin().await?;
    let (address, author_name, notes) = match judged(&form) {
        Ok(typed) => typed,
        Err(refusal) => return again(&section, &mut tx, &v, &form, refusal).await,
    };
    let blog = Blog {
        id: Id::secret(section.random.as_ref()),
        address,
        author_name,
        person: None,
        state: BlogState::Known,
        notes,
        known_at: section.clock.now(),
        invited_at: None,
        joined_at: None,
    };
    blogs::insert(&mut tx, &blog).await?;
    tx.commit().await?;
    lead(&v, "/desk/accounts/blogs?done=added")
}

/// Moves a blog on its way, or lets it leave.
pub(super) async fn go(
    State(section): State<Section>,
    v: Visitor,
    Form(form): Form<BlogForm>,
) -> Result<Response, WebError> {
    v.require(&super::KEEP)?;
    let wanted: BlogMove = form.wanted.parse().map_err(|_| WebError::BadRequest)?;
    let mut tx = section.db.begin().await?;
    let blog = blogs::by_id(&mut tx, id_of(&form.id)?).await?.ok_or(WebError::NotFound)?;
    let Ok(state) = blog.state.after(wanted) else {
        return again(&section, &mut tx, &v, &form, Refusal::NotNow).await;
    };
    let now = section.clock.now();
    let person = match (wanted, chosen_person(&section, &mut tx, &form.person).await?) {
        (BlogMove::Join, Ok(person)) => person,
        (BlogMove::Join, Err(_)) => {
            return again(&section, &mut tx, &v, &form, Refusal::BadChoice).await;
        }
        (BlogMove::Invite | BlogMove::Leave, _) => None,
    };
    let (invited_at, joined_at) = match state {
        BlogState::Known => (None, None),
        BlogState::Invited => (Some(now), None),
        BlogState::Joined => (blog.invited_at, Some(now)),
    };
    let moved = Blog { state, person, invited_at, joined_at, ..blog.clone() };
    if !blogs::go(&mut tx, &moved, blog.state).await? {
        return again(&section, &mut tx, &v, &form, Refusal::NotNow).await;
    }
    tx.commit().await?;
    lead(&v, "/desk/accounts/blogs?done=moved")
}

/// Forgets a blog and the name that stood beside it.
pub(super) async fn remove(
    State(section): State<Section>,
    v: Visitor,
    Form(form): Form<BlogForm>,
) -> Result<Response, WebError> {
    let member = v.require(&super::KEEP)?;
    let mut tx = section.db.begin().await?;
    let blog = blogs::by_id(&mut tx, id_of(&form.id)?).await?.ok_or(WebError::NotFound)?;
    blogs::remove(&mut tx, blog.id).await?;
    if blog.person.is_some() {
        note(&section, &mut tx, member, "campaigns-log-blog-forgotten", blog.person, "blog").await?;
    }
    tx.commit().await?;
    lead(&v, "/desk/accounts/blogs?done=removed")
}
