//! The press review: what came out, month by month.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Redirect, Response},
};
use bytes::Bytes;
use griot_db::Conn;
use griot_files::{FileKey, FilesError, Limits};
use griot_kernel::{Id, Timestamp};
use griot_web::{Answer, Form, Section, Upload, Visitor, WebError};
use http::{HeaderValue, header};
use jiff::civil::Date;
use serde::Deserialize;

use super::{Done, day, day_field, line, tally};
use crate::{
    acts::press,
    model::{
        press::{Clip, Cutting, Tone},
        week,
    },
    store::{communiques, items, reviews},
    web::{
        hand::address,
        rights::{READ, WRITE},
        view::Choice,
    },
};

/// The heaviest request: a clipping and the form around it.
pub(in crate::web) const MOST_BYTES: usize = 16_000_000;
/// The extension under which cuttings are kept: one that the house gives to nobody who asks for files.
const INSIDE: &str = "inside";
const PDF: &str = "pdf";

#[derive(Clone, Debug, Default)]
struct ClipForm {
    item: String,
    medium: String,
    title: String,
    link: String,
    day: String,
    tone: String,
}

struct Line {
    id: String,
    day: String,
    medium: String,
    title: String,
    link: String,
    tone: String,
    communique: Option<(String, String)>,
    file: Option<(String, String)>,
}

#[derive(Template)]
#[template(path = "review.html")]
struct ReviewPage<'a> {
    v: &'a Visitor,
    month: String,
    before: String,
    after: String,
    lines: Vec<Line>,
    tally: Option<String>,
    form: &'a ClipForm,
    tones: Vec<Choice>,
    communiques: Vec<Choice>,
    may_write: bool,
    refusal: Option<String>,
    done: Option<String>,
}

/// Which month is wanted.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Wanted {
    month: String,
    item: String,
}

/// The first day of the month that somebody asked for, or of this one.
pub(in crate::web) fn month(wanted: &str, now: Timestamp) -> Date {
    format!("{wanted}-01").parse::<Date>().unwrap_or(now.day()).first_of_month()
}

/// A month as an address names it.
pub(in crate::web) fn month_name(day: Date) -> String {
    format!("{:04}-{:02}", day.year(), day.month())
}

/// What came out in a month.
pub(in crate::web) async fn list(
    State(section): State<Section>,
    v: Visitor,
    Query(wanted): Query<Wanted>,
    Query(done): Query<Done>,
) -> Result<Response, WebError> {
    v.require(&READ)?;
    let now = section.clock.now();
    let form = ClipForm {
        item: wanted.item,
        day: day_field(Some(now)),
        tone: Tone::Neutral.as_str().to_owned(),
        ..ClipForm::default()
    };
    let mut db = section.db.read().await?;
    page(&mut db, &v, month(&wanted.month, now), &form, (None, done.sentence(&v))).await
}

async fn page(
    db: &mut Conn,
    v: &Visitor,
    first: Date,
    form: &ClipForm,
    (refusal, done): (Option<&'static str>, Option<String>),
) -> Result<Response, WebError> {
    let (next, last) = (week::other_month(first, 1), week::other_month(first, -1));
    let clips = reviews::clips(db, Timestamp::start_of(first), Timestamp::start_of(next)).await?;
    let mut choices =
        vec![Choice { value: String::new(), label: v.words.t("channels-review-none"), chosen: false }];
    for id in communiques::list(db, 50).await? {
        let Some(item) = items::by_id(db, id).await? else { continue };
        choices.push(Choice {
            value: id.to_string(),
            label: item.title,
            chosen: form.item == id.to_string(),
        });
    }
    let tally = tally(v, &clips);
    let mut lines = Vec::new();
    for clip in clips {
        let communique = match clip.item {
            Some(id) => {
                let one = communiques::of(db, id).await?.unwrap_or_default();
                Some((v.href(&format!("/desk/items/{id}/communique")), press::name(&v.words, &one)))
            }
            None => None,
        };
        let weight = kept(&clip).map(|(_, _, bytes)| v.words.bytes(bytes));
        lines.push(Line {
            id: clip.id.to_string(),
            day: v.words.day(clip.day),
            tone: v.words.t(clip.tone.key()),
            file: weight.map(|size| {
                let href = v.href(&format!("/desk/press/review/{}/file", clip.id));
                (href, v.words.put("channels-review-file", "size", size))
            }),
            medium: clip.medium,
            title: clip.title,
            link: clip.link,
            communique,
        });
    }
    let page = ReviewPage {
        v,
        month: v.words.month(first.year(), first.month()),
        before: v.href(&format!("/desk/press/review?month={}", month_name(last))),
        after: v.href(&format!("/desk/press/review?month={}", month_name(next))),
        lines,
        tally,
        form,
        tones: Tone::ALL
            .into_iter()
            .map(|tone| Choice {
                value: tone.as_str().to_owned(),
                label: v.words.t(tone.key()),
                chosen: form.tone == tone.as_str(),
            })
            .collect(),
        communiques: choices,
        may_write: v.may(&WRITE),
        refusal: refusal.map(|key| v.words.t(key)),
        done,
    };
    page.answer_form(refusal.is_some())
}

/// Enters what came out.
pub(in crate::web) async fn add(
    State(section): State<Section>,
    v: Visitor,
    upload: Upload,
) -> Result<Response, WebError> {
    let by = v.require(&WRITE)?.id;
    let now = section.clock.now();
    let of = |name: &str| upload.field(name).unwrap_or_default().to_owned();
    let form = ClipForm {
        item: of("item"),
        medium: of("medium"),
        title: of("title"),
        link: of("link"),
        day: of("day"),
        tone: of("tone"),
    };
    let mut clip = match read(&form) {
        Ok(clip) => Clip { id: Id::new(now, section.random.as_ref()), by: Some(by), at: now, ..clip },
        Err(refusal) => {
            let mut db = section.db.read().await?;
            return page(&mut db, &v, month("", now), &form, (Some(refusal), None)).await;
        }
    };
    if let Some(file) = upload.file("file") {
        match cutting(&section, file.bytes.clone()).await? {
            Ok(paper) => clip.paper = Some(paper),
            Err(refusal) => {
                let mut db = section.db.read().await?;
                return page(&mut db, &v, month("", now), &form, (Some(refusal), None)).await;
            }
        }
    }
    let mut tx = section.db.begin().await?;
    if let Some(item) = clip.item
        && items::by_id(&mut tx, item).await?.is_none()
    {
        return Err(WebError::BadRequest);
    }
    reviews::add_clip(&mut tx, &clip).await?;
    tx.commit().await?;
    let month = month_name(clip.day.day());
    Ok(Redirect::to(&v.href(&format!("/desk/press/review?month={month}&done=saved"))).into_response())
}

/// Keeps what somebody cut out: a PDF as it is, a picture without what its camera wrote into it.
async fn cutting(section: &Section, bytes: Bytes) -> Result<Result<Cutting, &'static str>, WebError> {
    let (bytes, kind) = if bytes.starts_with(b"%PDF-") {
        (bytes, PDF)
    } else {
        match griot_files::picture(bytes, &Limits::default()).await {
            Ok(picture) => match picture.renditions.into_iter().max_by_key(|one| one.width) {
                Some(widest) => (widest.bytes, "jpg"),
                None => return Ok(Err("channels-refused-clipping")),
            },
            Err(refusal) => return Ok(Err(refusal.key())),
        }
    };
    let weight = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    match section.files.put(bytes, INSIDE).await {
        Ok(key) => Ok(Ok(Cutting { key: key.as_str().to_owned(), kind: kind.to_owned(), bytes: weight })),
        Err(FilesError::Full) => Ok(Err("channels-refused-full")),
        Err(error) => Err(error.into()),
    }
}

/// Where the file of an article is, what it is, and how heavy.
fn kept(clip: &Clip) -> Option<(&str, &str, u64)> {
    let old = || clip.stored.as_ref().and_then(|stored| stored.fitting(1200));
    match &clip.paper {
        Some(paper) => Some((&paper.key, &paper.kind, paper.bytes)),
        None => old().map(|file| (file.key.as_str(), "jpg", file.bytes)),
    }
}

/// Gives the file of an article to the desk, to be kept and never to be shown by a page.
pub(in crate::web) async fn file(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    v.require(&READ)?;
    let id = id.parse().map_err(|_| WebError::NotFound)?;
    let clip = reviews::clip(&mut *section.db.read().await?, id).await?.ok_or(WebError::NotFound)?;
    let (key, kind, _) = kept(&clip).ok_or(WebError::NotFound)?;
    let key = FileKey::parse(key).map_err(|_| WebError::NotFound)?;
    let bytes = section.files.get(&key).await?;
    let (mime, name) = match kind {
        PDF => ("application/pdf", "attachment; filename=\"coupure.pdf\""),
        _ => ("image/jpeg", "attachment; filename=\"coupure.jpg\""),
    };
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(mime)),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static(name)),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Ok((headers, bytes).into_response())
}

fn read(form: &ClipForm) -> Result<Clip, &'static str> {
    let medium = line(&form.medium, 150);
    if medium.is_empty() {
        return Err("channels-refused-no-medium");
    }
    let link = match form.link.trim() {
        "" => String::new(),
        typed => address(typed).ok_or("channels-refused-address")?,
    };
    let day = day(&form.day).ok().flatten().ok_or("channels-refused-press-day")?;
    Ok(Clip {
        id: Id::from(uuid::Uuid::nil()),
        item: form.item.parse().ok(),
        medium,
        title: line(&form.title, 300),
        link,
        day,
        tone: Tone::of(&form.tone).ok_or("channels-refused-tone")?,
        stored: None,
        paper: None,
        by: None,
        at: day,
    })
}

/// A form that says nothing more than its address.
#[derive(Debug, Deserialize)]
pub(in crate::web) struct Removed {}

/// Takes an article out again.
pub(in crate::web) async fn remove(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(Removed {}): Form<Removed>,
) -> Result<Response, WebError> {
    v.require(&WRITE)?;
    let id = id.parse().map_err(|_| WebError::NotFound)?;
    let mut tx = section.db.begin().await?;
    if !reviews::remove_clip(&mut tx, id).await? {
        return Err(WebError::NotFound);
    }
    tx.commit().await?;
    Ok(Redirect::to(&v.href("/desk/press/review?done=removed")).into_response())
}
