//! Beginning a blog, its settings and its authors.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Redirect, Response},
};
use griot_contracts::people::{PublicName, PublicNames};
use griot_db::{Conn, Tx};
use griot_jobs::enqueue;
use griot_kernel::PersonId;
use griot_web::{Answer, Form, Section, Visitor, WebError};
use http::StatusCode;
use serde::Deserialize;

use super::{
    close, imports, reading,
    sure::SurePage,
    view::{Byline, Names},
};
use crate::{
    acts::{begin, publication, staff},
    jobs::{TellAuthor, TellBlog},
    model::{Blog, BlogId, BlogKind, BlogRefusal, BlogState, BlogWords, Role, language_named, languages},
    store::{self, blogs},
};

/// Imports that the settings list.
const MOST_IMPORTS: i64 = 50;
/// Members from whom the form lets one choose.
const MOST_MEMBERS: i64 = 500;

/// The fields as they are typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Fields {
    kind: String,
    title: String,
    slug: String,
    about: String,
    language: String,
    theme: String,
    comments: String,
    moderation: String,
}

struct Writer {
    person: PersonId,
    byline: Byline,
    is_editor: bool,
}

#[derive(Template)]
#[template(path = "blog_form.html")]
struct BlogForm<'a> {
    v: &'a Visitor,
    fields: Fields,
    blog: Option<&'a Blog>,
    action: String,
    may_section: bool,
    writers: Vec<Writer>,
    imports: Vec<imports::Line>,
    refusal: Option<String>,
    done: Option<String>,
    /// Why someone was not let in or go, said beside the form that asked it.
    pen_refusal: Option<String>,
    handle: String,
    /// Handles and names to choose from.
    members: Vec<(String, String)>,
    languages: Vec<(String, &'static str)>,
}

impl BlogForm<'_> {
    /// The blog, when everyone may read it.
    fn public(&self) -> Option<&Blog> {
        self.blog.filter(|blog| blog.state != BlogState::Withdrawn)
    }

    fn may_close(&self) -> bool {
        self.blog.is_some_and(|blog| close::may_close(self.v, blog))
    }

    fn themes(&self) -> [&'static str; 6] {
        ["1", "2", "3", "4", "5", "6"]
    }
}

impl Fields {
    fn of(blog: &Blog) -> Self {
        Self {
            kind: blog.kind.as_str().to_owned(),
            title: blog.title.clone(),
            slug: blog.slug.clone(),
            about: blog.about.clone(),
            language: blog.language.to_string(),
            theme: blog.theme.to_string(),
            comments: blog.comments.as_str().to_owned(),
            moderation: blog.moderation.as_str().to_owned(),
        }
    }

    /// Puts what was typed into a blog, or says why it is not taken.
    fn put_into(&self, blog: &mut Blog) -> Result<(), BlogRefusal> {
        let words = BlogWords { title: self.title.clone(), about: self.about.clone() }.judged()?;
        blog.title = words.title;
        blog.about = words.about;
        let theme = self.theme.parse::<u8>().ok().filter(|theme| (1..=6).contains(theme));
        blog.theme = theme.ok_or(BlogRefusal::BadChoice)?;
        blog.language = language_named(&self.language).ok_or(BlogRefusal::BadChoice)?;
        blog.comments = self.comments.parse().map_err(|_| BlogRefusal::BadChoice)?;
        blog.moderation = self.moderation.parse().map_err(|_| BlogRefusal::BadChoice)?;
        let wanted = match self.slug.trim() {
            "" => griot_text::slug(&blog.title),
            typed => typed.to_lowercase(),
        };
        if griot_text::slug(&wanted) != wanted || wanted == "new" {
            return Err(BlogRefusal::BadAddress);
        }
        blog.slug = wanted;
        Ok(())
    }
}

fn fresh(v: &Visitor) -> Fields {
    Fields {
        kind: "person".to_owned(),
        language: v.words.language().to_string(),
        theme: "1".to_owned(),
        comments: "members".to_owned(),
        moderation: "newcomers".to_owned(),
        ..Fields::default()
    }
}

fn may_section(v: &Visitor) -> bool {
    v.may(&super::SECTION_BLOG)
}

fn new_page(v: &Visitor, fields: Fields, refusal: Option<BlogRefusal>) -> BlogForm<'_> {
    let languages = languages::choices(&fields.language);
    BlogForm {
        v,
        fields,
        blog: None,
        action: v.href("/me/blogs/new"),
        may_section: may_section(v),
        writers: Vec::new(),
        imports: Vec::new(),
        refusal: refusal.map(|refusal| v.words.t(refusal.key())),
        done: None,
        pen_refusal: None,
        handle: String::new(),
        members: Vec::new(),
        languages,
    }
}

/// The form of a new blog.
pub(super) async fn ask(v: Visitor) -> Result<Response, WebError> {
    v.signed_in()?;
    new_page(&v, fresh(&v), None).answer()
}

/// Begins a blog; who begins it edits it.
pub(super) async fn begin(
    State(section): State<Section>,
    v: Visitor,
    Form(fields): Form<Fields>,
) -> Result<Response, WebError> {
    let member = v.signed_in()?;
    let kind = fields.kind.parse::<BlogKind>().unwrap_or(BlogKind::Person);
    if kind == BlogKind::Section && !may_section(&v) {
        return Err(WebError::Forbidden);
    }
    let mut blog = begin::fresh(&section, kind, member.id, v.words.language());
    let mut tx = section.db.begin().await?;
    let judged = fields.put_into(&mut blog);
    if judged.is_ok()
        && let Some(same) = blogs::by_slug(&mut tx, &blog.slug).await?
        && same.is_begun_again_by(&blog)
    {
        // The same form sent twice: the blog is there already.
        return Ok(Redirect::to(&v.href(&format!("/me/posts/new?blog={}", same.id))).into_response());
    }
    let judged = match judged {
        Ok(()) => begin::begin(&mut tx, &blog).await?,
        refused => refused,
    };
    if let Err(refusal) = judged {
        return new_page(&v, fields, Some(refusal)).answer_with(StatusCode::UNPROCESSABLE_ENTITY);
    }
    tx.commit().await?;
    Ok(Redirect::to(&v.href(&format!("/me/posts/new?blog={}", blog.id))).into_response())
}

/// A blog that this member edits.
pub(super) async fn own(db: &mut Conn, v: &Visitor, id: &str) -> Result<Blog, WebError> {
    let member = v.signed_in()?;
    let id: BlogId = id.parse().map_err(|_| WebError::NotFound)?;
    let blog = blogs::by_id(db, id).await?.ok_or(WebError::NotFound)?;
    let role = blogs::role_of(db, id, member.id).await?;
    if role == Some(Role::Editor) || reading::edits_all(member, &blog) {
        Ok(blog)
    } else {
        Err(WebError::NotFound)
    }
}

async fn page<'a>(
    section: &Section,
    db: &mut Conn,
    v: &'a Visitor,
    blog: &'a Blog,
    fields: Fields,
    refusal: Option<&str>,
) -> Result<BlogForm<'a>, WebError> {
    let authors = blogs::authors(db, blog.id).await?;
    let brought = store::imports::of_blog(db, blog.id, MOST_IMPORTS).await?;
    let mut members = section.ask::<dyn PublicNames>()?.members(db, MOST_MEMBERS).await?;
    members.retain(|one| !authors.iter().any(|(person, _)| *person == one.person));
    let names = Names::of(section, db, authors.iter().map(|(person, _)| *person)).await?;
    let writer = |(person, role): &(PersonId, Role)| Writer {
        person: *person,
        byline: names.byline(v, Some(*person)),
        is_editor: *role == Role::Editor,
    };
    Ok(BlogForm {
        v,
        action: v.href(&format!("/me/blogs/{}", blog.id)),
        may_section: false,
        writers: authors.iter().map(writer).collect(),
        imports: brought.iter().map(|import| imports::Line::of(v, import)).collect(),
        refusal: refusal.map(|key| v.words.t(key)),
        done: None,
        pen_refusal: None,
        handle: String::new(),
        members: members.into_iter().map(|one| (one.handle, one.name)).collect(),
        languages: languages::choices(&fields.language),
        fields,
        blog: Some(blog),
    })
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    done: Option<String>,
}

/// What is said after an act, by the word in the address.
fn sentence(word: &str) -> Option<&'static str> {
    Some(match word {
        "saved" => "blog-done-saved",
        "authors" => "blog-done-authors",
        "open" => "blog-done-open",
        "closed" => "blog-done-closed",
        "withdrawn" => "blog-done-withdrawn",
        _ => return None,
    })
}

/// The settings of a blog.
pub(super) async fn show(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let blog = own(&mut db, &v, &id).await?;
    let mut page = page(&section, &mut db, &v, &blog, Fields::of(&blog), None).await?;
    page.done = wanted.done.as_deref().and_then(sentence).map(|key| v.words.t(key));
    page.answer()
}

/// Takes new settings; an address that is left leads on to the new one.
pub(super) async fn change(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(fields): Form<Fields>,
) -> Result<Response, WebError> {
    let mut tx = section.db.begin().await?;
    let before = own(&mut tx, &v, &id).await?;
    let mut blog = before.clone();
    let judged = match fields.put_into(&mut blog) {
        Ok(()) if blogs::slug_taken(&mut tx, &blog.slug, Some(blog.id)).await? => {
            Err(BlogRefusal::AddressTaken)
        }
        judged => judged,
    };
    if let Err(refusal) = judged {
        let page = page(&section, &mut tx, &v, &before, fields, Some(refusal.key())).await?;
        return page.answer_with(StatusCode::UNPROCESSABLE_ENTITY);
    }
    if blog.slug != before.slug {
        blogs::remember_slug(&mut tx, blog.id, &before.slug).await?;
    }
    blogs::update(&mut tx, &blog).await?;
    if (&blog.slug, &blog.title) != (&before.slug, &before.title) {
        enqueue(&mut tx, &TellBlog { blog: blog.id }).await?;
    }
    publication::tell_blog(&mut tx, blog.id).await?;
    staff::with_blog(&section, &mut tx, v.signed_in()?, &blog, "voices-log-blog-changed").await?;
    tx.public_changed().await?;
    tx.commit().await?;
    Ok(Redirect::to(&v.href(&format!("/me/blogs/{}?done=saved", blog.id))).into_response())
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct AuthorForm {
    act: String,
    handle: String,
    person: String,
}

/// Lets someone write here, makes them an editor, or lets them go. A blog keeps an editor.
pub(super) async fn authors(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(form): Form<AuthorForm>,
) -> Result<Response, WebError> {
    let mut tx = section.db.begin().await?;
    let blog = own(&mut tx, &v, &id).await?;
    // Who is of the staff is asked before someone is let in or go: it may be they themselves.
    let member = v.signed_in()?;
    let role = blogs::role_of(&mut tx, blog.id, member.id).await?;
    match set_author(&section, &mut tx, &blog, &form).await? {
        Err(key) => {
            let mut page = page(&section, &mut tx, &v, &blog, Fields::of(&blog), None).await?;
            page.pen_refusal = Some(v.words.t(key));
            page.handle = form.handle;
            return page.answer_with(StatusCode::UNPROCESSABLE_ENTITY);
        }
        Ok((person, act)) if role != Some(Role::Editor) => {
            let thing = format!("blog {}", blog.id);
            staff::note(&section, &mut tx, member, act, Some(person), &thing).await?;
        }
        Ok(_) => {}
    }
    tx.public_changed().await?;
    tx.commit().await?;
    Ok(Redirect::to(&v.href(&format!("/me/blogs/{}?done=authors#authors", blog.id))).into_response())
}

fn has_editor_beside(all: &[(PersonId, Role)], person: PersonId) -> bool {
    all.iter().any(|(other, role)| *role == Role::Editor && *other != person)
}

async fn is_here(section: &Section, tx: &mut Tx, person: PersonId) -> Result<bool, WebError> {
    let names = section.ask::<dyn PublicNames>()?.names(tx, &[person]).await?;
    Ok(names.get(&person).is_some_and(|found| found.takes_part))
}

/// Asks a member whether they will write in a blog no more.
pub(super) async fn ask_leave(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let member = v.signed_in()?;
    let id: BlogId = id.parse().map_err(|_| WebError::NotFound)?;
    let mut db = section.db.read().await?;
    let blog = blogs::by_id(&mut db, id).await?.ok_or(WebError::NotFound)?;
    blogs::role_of(&mut db, id, member.id).await?.ok_or(WebError::NotFound)?;
    let page = SurePage {
        v: &v,
        question: v.words.put("blog-leave-question", "title", &blog.title),
        quote: None,
        how: v.words.t("blog-leave-how"),
        action: v.href(&format!("/me/blogs/{id}/leave")),
        act: "leave",
        button: v.words.t("my-posts-leave"),
        back: v.href("/me/posts"),
    };
    page.answer()
}

/// A member writes in a blog no more, by their own choice. A blog keeps an editor.
pub(super) async fn leave(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(_): Form<AuthorForm>,
) -> Result<Response, WebError> {
    let member = v.signed_in()?;
    let id: BlogId = id.parse().map_err(|_| WebError::NotFound)?;
    let mut tx = section.db.begin().await?;
    let all = blogs::authors(&mut tx, id).await?;
    let own = all.iter().find(|(person, _)| *person == member.id).ok_or(WebError::NotFound)?;
    if own.1 == Role::Editor && !has_editor_beside(&all, member.id) {
        return Ok(Redirect::to(&v.href("/me/posts?left=last-editor")).into_response());
    }
    blogs::remove_author(&mut tx, id, member.id).await?;
    tx.public_changed().await?;
    tx.commit().await?;
    Ok(Redirect::to(&v.href("/me/posts?left=done")).into_response())
}

/// Whom it concerned, and what the log of the staff says of it.
async fn set_author(
    section: &Section,
    tx: &mut Tx,
    blog: &Blog,
    form: &AuthorForm,
) -> Result<Result<(PersonId, &'static str), &'static str>, WebError> {
    let person = match form.person.parse::<PersonId>() {
        Ok(person) => person,
        Err(_) => {
            let handle = form.handle.trim().trim_start_matches('@').rsplit('/').next().unwrap_or_default();
            let people = section.ask::<dyn PublicNames>()?;
            match people.by_handle(tx, handle).await? {
                Some(found) => found.person,
                None => match named(&people.members(tx, MOST_MEMBERS).await?, &form.handle) {
                    Some(person) => person,
                    None => return Ok(Err("blog-refused-nobody")),
                },
            }
        }
    };
    let all = blogs::authors(tx, blog.id).await?;
    let known = all.iter().any(|(known, _)| *known == person);
    let other_editor = has_editor_beside(&all, person);
    match form.act.as_str() {
        "add" if known => {}
        "add" if !is_here(section, tx, person).await? => return Ok(Err("blog-refused-nobody")),
        "add" => {
            blogs::set_author(tx, blog.id, person, Role::Author).await?;
            enqueue(tx, &TellAuthor { blog: blog.id, person }).await?;
        }
        "editor" | "author" | "remove" if !known => return Ok(Err("blog-refused-nobody")),
        "editor" => blogs::set_author(tx, blog.id, person, Role::Editor).await?,
        "author" | "remove" if !other_editor => return Ok(Err(BlogRefusal::LastEditor.key())),
        "author" => blogs::set_author(tx, blog.id, person, Role::Author).await?,
        "remove" => drop(blogs::remove_author(tx, blog.id, person).await?),
        _ => return Err(WebError::BadRequest),
    }
    let noted = match form.act.as_str() {
        "add" => "voices-log-author-added",
        "remove" => "voices-log-author-removed",
        "editor" => "voices-log-author-editor",
        _ => "voices-log-author-author",
    };
    Ok(Ok((person, noted)))
}

/// The one member who bears this name, as it is written or without accents.
fn named(members: &[PublicName], typed: &str) -> Option<PersonId> {
    let wanted = griot_text::fold(typed.trim());
    let mut found = members.iter().filter(|one| griot_text::fold(&one.name) == wanted);
    match (found.next(), found.next()) {
        (Some(one), None) => Some(one.person),
        _ => None,
    }
}
