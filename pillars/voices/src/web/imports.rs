//! Bringing a blog from elsewhere: beginning, seeing what will come, going on, taking back.

use std::time::Duration;

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Redirect, Response},
};
use griot_db::{Conn, DbError};
use griot_files::Incoming;
use griot_jobs::enqueue;
use griot_kernel::{Page, PageRequest, PersonId};
use griot_web::{Access, Answer, Form, Routes, Section, Upload, Visitor, WebError};
use http::{HeaderValue, StatusCode, header};
use serde::Deserialize;

use super::{
    reading,
    sure::SurePage,
    view::{Link, Pages},
};
use crate::{
    acts::{bring, staff},
    import::{Import, ImportId, ImportState, Preview, detect},
    jobs::import::{LookAtImport, RunImport},
    model::{Blog, Role},
    store::{blogs, imports},
};

/// The largest file that is taken.
const MOST_BYTES: usize = 64 * 1024 * 1024;
/// Imports that one person begins within a day.
const MOST_A_DAY: i64 = 20;
/// Imports of one person that are worked on at a time.
const MOST_AT_ONCE: i64 = 3;
const A_DAY: Duration = Duration::from_secs(86_400);
/// The form around the file.
const FORM_BYTES: usize = 64 * 1024;

/// The pages and acts of imports.
pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/me/imports", Access::Member, list)
        .get("/me/imports/new", Access::Member, ask)
        .upload("/me/imports/new", Access::Member, MOST_BYTES + FORM_BYTES, begin)
        .get("/me/imports/{import}", Access::Member, show)
        .post("/me/imports/{import}", Access::Member, act)
        .get("/me/imports/{import}/undo", Access::Member, ask_undo)
}

/// An import as its member sees it.
pub(super) struct Line {
    pub href: String,
    pub title: String,
    pub state: ImportState,
    pub day: String,
    done: i64,
    total: i64,
    progress: String,
    file_name: Option<String>,
}

impl Line {
    pub(super) fn of(v: &Visitor, import: &Import) -> Self {
        let total = import.total.max(import.done).max(1);
        // What is taken back counts down.
        let done = if import.state == ImportState::Undoing { total - import.done } else { import.done };
        Self {
            href: v.href(&format!("/me/imports/{}", import.id)),
            title: title_of(v, import),
            state: import.state,
            day: v.day(import.at),
            progress: v.words.with("import-progress-count", [("done", done.into()), ("total", total.into())]),
            done,
            total,
            file_name: import.file_name.clone(),
        }
    }
}

/// What it is called: by its own name, its address, or the day it was brought.
fn title_of(v: &Visitor, import: &Import) -> String {
    let address = import
        .address
        .as_deref()
        .map(|text| text.trim_start_matches("https://").trim_start_matches("http://").trim_end_matches('/'));
    match (import.site.as_str(), address) {
        ("", Some(address)) => address.to_owned(),
        ("", None) if import.file_name.is_some() => import.file_name.clone().unwrap_or_default(),
        ("", None) => v.words.put("import-file-of", "day", v.day(import.at)),
        (site, _) => site.to_owned(),
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Wanted {
    page: Option<u32>,
    done: Option<String>,
}

#[derive(Template)]
#[template(path = "import_list.html")]
struct ListPage<'a> {
    v: &'a Visitor,
    lines: Page<Line>,
    pages: Pages,
    done: Option<String>,
}

/// What a member brought and is bringing.
async fn list(
    State(section): State<Section>,
    v: Visitor,
    Query(wanted): Query<Wanted>,
) -> Result<Response, WebError> {
    let request = PageRequest::new(wanted.page.unwrap_or(1), 20);
    let mut db = section.db.read().await?;
    let page = request.page(imports::of_person(&mut db, v.signed_in()?.id, request).await?);
    let lines = page.map(|import| Line::of(&v, &import));
    let pages = Pages::of(&v, &lines, "/me/imports");
    let moving = lines.items.iter().any(|line| line.state.is_moving());
    let done = wanted.done.filter(|word| word == "forgotten").map(|_| v.words.t("import-forgotten"));
    Ok(by_itself(ListPage { v: &v, lines, pages, done }.answer()?, moving))
}

/// What a member typed.
#[derive(Debug, Default)]
struct Typed {
    blog: String,
    address: String,
    as_drafts: bool,
    rights: bool,
}

#[derive(Template)]
#[template(path = "import_new.html")]
struct NewPage<'a> {
    v: &'a Visitor,
    blogs: Vec<Blog>,
    typed: &'a Typed,
    refusal: Option<String>,
}

/// Asks where the blog is.
async fn ask(State(section): State<Section>, v: Visitor) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let mut blogs = blogs::of_person(&mut db, v.signed_in()?.id).await?;
    blogs.retain(Blog::is_open);
    NewPage { v: &v, blogs, typed: &Typed { as_drafts: true, ..Typed::default() }, refusal: None }.answer()
}

/// Takes an address or a file, and has it looked through.
async fn begin(
    State(section): State<Section>,
    v: Visitor,
    mut upload: Upload<Incoming>,
) -> Result<Response, WebError> {
    let member = v.signed_in()?;
    let said = |name: &str| upload.field(name).unwrap_or_default().trim().to_owned();
    let typed = Typed {
        blog: said("blog"),
        address: said("address"),
        as_drafts: said("as") != "published",
        rights: said("rights") == "yes",
    };
    let mut db = section.db.read().await?;
    let mut blogs = blogs::of_person(&mut db, member.id).await?;
    blogs.retain(Blog::is_open);
    drop(db);
    let made = make(&section, member.id, &blogs, &typed, &mut upload).await?;
    match made {
        Ok(import) => Ok(Redirect::to(&v.href(&format!("/me/imports/{import}"))).into_response()),
        Err(key) => {
            let refusal = Some(v.words.t(key));
            NewPage { v: &v, blogs, typed: &typed, refusal }.answer_with(StatusCode::UNPROCESSABLE_ENTITY)
        }
    }
}

async fn make(
    section: &Section,
    by: PersonId,
    blogs: &[Blog],
    typed: &Typed,
    upload: &mut Upload<Incoming>,
) -> Result<Result<ImportId, &'static str>, WebError> {
    if !typed.rights {
        return Ok(Err("import-refused-rights"));
    }
    let Some(blog) = blogs.iter().find(|blog| blog.id.to_string() == typed.blog) else {
        return Ok(Err("import-refused-no-blog"));
    };
    let mut db = section.db.read().await?;
    let since = section.clock.now() - A_DAY;
    let (begun_today, moving) = imports::allowance(&mut db, by, since).await?;
    drop(db);
    if begun_today >= MOST_A_DAY || moving >= MOST_AT_ONCE {
        return Ok(Err("import-refused-many"));
    }
    let mut import = bring::fresh(section, blog.id, by, typed.as_drafts);
    let mut asked = None;
    match (upload.take_file("file"), typed.address.as_str()) {
        (None, _) if upload.empty.iter().any(|field| field == "file") => {
            return Ok(Err("import-refused-empty-file"));
        }
        (None, "") => return Ok(Err("import-refused-nothing")),
        (Some(_), address) if !address.is_empty() => return Ok(Err("import-refused-both")),
        (Some(file), _) => {
            let Some(format) = detect(file.bytes.start()) else {
                return Ok(Err("import-refused-unknown-file"));
            };
            let key = section.files.put_incoming(file.bytes, "import").await?;
            import.format = Some(format);
            import.source = Some(key.as_str().to_owned());
            import.file_name = file_name(&file.name);
        }
        (None, typed) => match section.fetcher.address(typed) {
            Ok(address) => {
                import.is_feed = true;
                // A bare address is tried with and without TLS.
                let bare = !typed.contains("://");
                import.address = Some(if bare { typed.to_owned() } else { address.to_string() });
                asked = Some(address.to_string());
            }
            Err(error) => return Ok(Err(error.key())),
        },
    }
    let mut tx = section.db.begin().await?;
    if let Some(address) = &asked
        && let Some(known) = imports::following(&mut tx, blog.id, address).await?
    {
        return Ok(if known.by == Some(by) { Ok(known.id) } else { Err("import-refused-followed") });
    }
    bring::begin(&mut tx, &import).await?;
    tx.commit().await?;
    Ok(Ok(import.id))
}

/// A title that will come.
struct Coming {
    title: String,
    day: Option<String>,
    draft: bool,
}

#[derive(Template)]
#[template(path = "import.html")]
struct ImportPage<'a> {
    v: &'a Visitor,
    import: &'a Import,
    line: Line,
    blog: Link,
    preview: Option<&'a Preview>,
    coming: Vec<Coming>,
    span: Option<(String, String)>,
    problems: Vec<(String, String)>,
    more_problems: i64,
    problem: Option<String>,
    next: Option<String>,
    waiting_pictures: i64,
    is_looking: bool,
    may_run: bool,
    may_follow: bool,
    may_undo: bool,
    may_again: bool,
    may_forget: bool,
    undone: Option<String>,
}

/// How far an import is, or what will come with it.
async fn show(
    State(section): State<Section>,
    v: Visitor,
    Path(import): Path<ImportId>,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let Seen { import, blog, own, writes } = seen(&mut db, &v, import).await?;
    let before = matches!(import.state, ImportState::Proposed | ImportState::Refused);
    let preview = import.preview.as_ref().filter(|_| before);
    let named = match preview {
        Some(preview) => preview.problems.clone(),
        None => imports::problems(&mut db, import.id).await?,
    };
    let shown = i64::try_from(named.len()).unwrap_or(i64::MAX);
    let coming = preview.map(|preview| preview.first.as_slice()).unwrap_or_default();
    let open = blog.is_open();
    let page = ImportPage {
        line: Line::of(&v, &import),
        blog: Link { href: v.href(&format!("/blogs/{}", blog.slug)), label: blog.title },
        coming: coming
            .iter()
            .map(|one| Coming { title: one.title.clone(), day: one.at.map(|at| v.day(at)), draft: one.draft })
            .collect(),
        span: preview.and_then(|preview| Some((v.day(preview.oldest?), v.day(preview.newest?)))),
        problems: named.into_iter().map(|(place, key)| (place, v.words.t(&key))).collect(),
        more_problems: preview.map_or(0, |preview| preview.problem_count - shown),
        problem: import.problem.as_deref().map(|key| v.words.t(key)),
        next: import.next_at.filter(|_| import.state == ImportState::Following).map(|at| v.words.moment(at)),
        waiting_pictures: imports::waiting_for_pictures(&mut db, import.id).await?,
        is_looking: import.state == ImportState::Looking,
        may_run: own && writes && open && import.state.may_begin(),
        may_again: own && may_again(&import),
        may_forget: own && import.state.may_forget(),
        may_follow: own && writes && open && may_follow(&import),
        may_undo: writes && import.state.may_undo(),
        undone: (import.state == ImportState::Undone)
            .then(|| v.words.count("import-undone-kept", import.kept)),
        preview,
        v: &v,
        import: &import,
    };
    Ok(by_itself(page.answer()?, import.state.is_moving()))
}

/// While work is under way the page asks for itself again, without a script.
fn by_itself(mut response: Response, moving: bool) -> Response {
    if moving {
        response.headers_mut().insert(header::REFRESH, HeaderValue::from_static("3"));
    }
    response
}

/// Whether the address may be asked again from the beginning: what brought nothing, or what was
/// taken back.
fn may_again(import: &Import) -> bool {
    import.state.may_look_again() || (import.state == ImportState::Undone && import.is_feed)
}

/// The name of a file as its owner knows it: without a folder, and no longer than a line.
fn file_name(name: &str) -> Option<String> {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let name: String = last.chars().filter(|c| !c.is_control()).take(80).collect();
    Some(name.trim().to_owned()).filter(|name| !name.is_empty())
}

/// Asks whether what came should be taken back.
async fn ask_undo(
    State(section): State<Section>,
    v: Visitor,
    Path(import): Path<ImportId>,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let Seen { import, writes, .. } = seen(&mut db, &v, import).await?;
    let here = v.href(&format!("/me/imports/{}", import.id));
    if !writes || !import.state.may_undo() {
        return Ok(Redirect::to(&here).into_response());
    }
    let page = SurePage {
        v: &v,
        question: v.words.put("import-undo-question", "title", title_of(&v, &import)),
        quote: None,
        how: v.words.t("import-undo-how"),
        action: here.clone(),
        act: "undo",
        button: v.words.t("import-undo"),
        back: here,
    };
    page.answer()
}

fn may_follow(import: &Import) -> bool {
    import.is_feed && import.state == ImportState::Stopped && import.source.is_some()
}

/// An import, as someone who may look at it stands to it.
struct Seen {
    import: Import,
    blog: Blog,
    /// Whether they began it.
    own: bool,
    /// Whether they write in its blog.
    writes: bool,
}

/// The import, for whoever began it and for the editors of its blog, who stop it and take it back.
async fn seen(db: &mut Conn, v: &Visitor, id: ImportId) -> Result<Seen, WebError> {
    let member = v.signed_in()?;
    let import = imports::by_id(db, id).await?.ok_or(WebError::NotFound)?;
    let blog = blogs::by_id(db, import.blog).await?.ok_or(WebError::NotFound)?;
    let role = blogs::role_of(db, blog.id, member.id).await?;
    let own = import.by == Some(member.id);
    let edits = role == Some(Role::Editor) || reading::edits_all(member, &blog);
    if !own && !edits {
        return Err(WebError::NotFound);
    }
    Ok(Seen { import, blog, own, writes: role.is_some() || edits })
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct ActForm {
    act: String,
}

/// Goes on with an import, stops it, or takes it back. What cannot be done from where it
/// stands changes nothing, so a form sent twice does it once.
async fn act(
    State(section): State<Section>,
    v: Visitor,
    Path(import): Path<ImportId>,
    Form(form): Form<ActForm>,
) -> Result<Response, WebError> {
    let member = v.signed_in()?;
    let mut tx = section.db.begin().await?;
    let Seen { mut import, blog, own, writes } = seen(&mut tx, &v, import).await?;
    let open = blog.is_open();
    let seen = import.state;
    import.updated_at = section.clock.now();
    match form.act.as_str() {
        "run" if own && writes && open => {
            bring::run(&mut tx, &mut import).await?;
        }
        "again" if own && may_again(&import) => {
            import.state = ImportState::Looking;
            (import.problem, import.total) = (None, 0);
            (import.done, import.made, import.changed, import.kept) = (0, 0, 0, 0);
            save(&mut tx, &import, seen).await?;
            enqueue(&mut tx, &LookAtImport { import: import.id }).await?;
        }
        "stop" if seen.may_stop() => {
            import.state = ImportState::Stopped;
            import.next_at = None;
            save(&mut tx, &import, seen).await?;
            staff::with_import(&section, &mut tx, member, &import, "voices-log-import-stopped").await?;
        }
        "follow" if may_follow(&import) && own && writes && open => {
            // From where it was stopped; what is here already does not come twice.
            import.state = ImportState::Running;
            (import.failures, import.quiet, import.problem) = (0, 0, None);
            save(&mut tx, &import, seen).await?;
            enqueue(&mut tx, &RunImport { import: import.id }).await?;
        }
        "undo" if writes => {
            if bring::undo(&mut tx, &mut import).await? {
                staff::with_import(&section, &mut tx, member, &import, "voices-log-import-undone").await?;
            }
        }
        "forget" if own && bring::forget(&mut tx, &import).await? => {
            tx.commit().await?;
            return Ok(Redirect::to(&v.href("/me/imports?done=forgotten")).into_response());
        }
        "run" | "again" | "stop" | "follow" | "undo" | "forget" => {}
        _ => return Err(WebError::BadRequest),
    }
    tx.commit().await?;
    Ok(Redirect::to(&v.href(&format!("/me/imports/{}", import.id))).into_response())
}

async fn save(tx: &mut griot_db::Tx, import: &Import, seen: ImportState) -> Result<(), DbError> {
    imports::update(tx, import, seen).await.map(drop)
}
