//! A trainer's report: who came, what they answered, what went well and what comes next; as a page, as a PDF for
//! the board, and as a table.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use griot_db::Conn;
use griot_i18n::Words;
use griot_print::{Bar, Bars, Block, Letterhead, Sheet, Span, Table};
use griot_web::{Answer, Form, Section, Visitor, WebError};
use http::{HeaderValue, StatusCode, header};
use serde::Deserialize;

use super::{
    Said,
    results::{self, Results},
    sentence, workshop_of,
};
use crate::{
    model::{Came, EnrolmentStage, Programme, ReportWords, Round, Workshop},
    store::{enrolments, meetings, reports},
    web::{
        TRAIN, title,
        view::{Link, lead, said},
        when,
    },
};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct ReportForm {
    went: String,
    difficult: String,
    next: String,
}

impl From<ReportWords> for ReportForm {
    fn from(words: ReportWords) -> Self {
        Self { went: words.went, difficult: words.difficult, next: words.next }
    }
}

/// All that a report says.
struct Whole {
    workshop: Workshop,
    programme: Programme,
    figures: Vec<(String, i64)>,
    results: Results,
    words: ReportWords,
}

#[derive(Template)]
#[template(path = "workshop_report.html")]
struct ReportPage<'a> {
    v: &'a Visitor,
    at: String,
    back: String,
    title: String,
    span: String,
    whole: &'a Whole,
    form: ReportForm,
    ways: Vec<Link>,
    sheets: Vec<Link>,
    refusal: Option<String>,
    done: Option<String>,
}

async fn whole(db: &mut Conn, words: &Words, id: &str) -> Result<Whole, WebError> {
    let (workshop, programme) = workshop_of(db, id).await?;
    let id = workshop.id;
    let came = Came::of(&meetings::of(db, id).await?, &reports::presences(db, id).await?);
    let figures = [
        ("report-enrolled", enrolments::count(db, id, EnrolmentStage::Enrolled).await?),
        ("report-waiting", enrolments::count(db, id, EnrolmentStage::Waiting).await?),
        ("report-came", came.any),
        ("report-whole", came.whole),
        ("report-late", came.late),
        ("report-certificates", reports::count_certificates(db, id).await?),
    ];
    let results = results::of(words, db, (&workshop, &programme)).await?;
    let report = reports::get(db, id).await?;
    Ok(Whole {
        figures: figures.map(|(key, count)| (words.t(key), count)).into(),
        results,
        words: report.map(|report| report.words).unwrap_or_default(),
        workshop,
        programme,
    })
}

fn page<'a>(v: &'a Visitor, whole: &'a Whole, form: ReportForm) -> ReportPage<'a> {
    let desk = whole.workshop.desk();
    let link = |path: String, label: String| Link { href: v.href(&path), label };
    let sheet = |round: Round| link(format!("{desk}/questions/{}", round.as_str()), v.words.t(round.key()));
    ReportPage {
        v,
        at: v.href(&format!("{desk}/report#refusal")),
        back: v.href(&desk),
        title: title(&whole.workshop, &whole.programme).to_owned(),
        span: when(&v.words, whole.workshop.starts_at, whole.workshop.ends_at),
        form,
        ways: vec![
            link(format!("{desk}/report.pdf"), v.words.t("report-pdf")),
            link(format!("{desk}/report.csv"), v.words.t("report-csv")),
            link(format!("{desk}/follow-up"), v.words.t("workshops-follow-title")),
            link(format!("{}/questions", whole.programme.desk()), v.words.t("evaluation-questions")),
        ],
        sheets: Round::ALL.map(sheet).into(),
        whole,
        refusal: None,
        done: None,
    }
}

/// Shows the report.
pub(in crate::web) async fn show(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Query(asked): Query<Said>,
) -> Result<Response, WebError> {
    v.require(&TRAIN)?;
    let mut db = section.db.read().await?;
    let whole = whole(&mut db, &v.words, &id).await?;
    let mut page = page(&v, &whole, whole.words.clone().into());
    page.done = said(&v, &asked.done);
    page.answer()
}

/// Keeps what a trainer writes.
pub(in crate::web) async fn save(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(form): Form<ReportForm>,
) -> Result<Response, WebError> {
    let member = v.require(&TRAIN)?;
    let mut tx = section.db.begin().await?;
    let words = match ReportWords::typed(&form.went, &form.difficult, &form.next) {
        Ok(words) => words,
        Err(refusal) => {
            let whole = whole(&mut tx, &v.words, &id).await?;
            let mut page = page(&v, &whole, form);
            page.refusal = Some(sentence(&v, refusal));
            return page.answer_with(StatusCode::UNPROCESSABLE_ENTITY);
        }
    };
    let (workshop, _) = workshop_of(&mut tx, &id).await?;
    reports::put(&mut tx, workshop.id, &words, (member.id, section.clock.now())).await?;
    tx.commit().await?;
    lead(&v, &format!("{}/report?done=saved", workshop.desk()))
}

/// The report as pages for the board. What participants wrote stays out: words may tell who wrote them.
pub(in crate::web) async fn pdf(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    v.require(&TRAIN)?;
    let mut db = section.db.read().await?;
    let whole = whole(&mut db, &v.words, &id).await?;
    drop(db);
    // A file name tells nothing: it lies in the list of downloads of a telephone.
    let name = "inline; filename=\"rapport.pdf\"";
    let sheet = sheet(&v, &whole);
    let made = tokio::task::spawn_blocking(move || griot_print::pdf(&sheet)).await;
    let bytes = made.map_err(WebError::internal)?.map_err(WebError::internal)?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/pdf")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static(name)),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Ok((headers, bytes).into_response())
}

fn sheet(v: &Visitor, whole: &Whole) -> Sheet {
    let (words, settings) = (&v.words, &v.settings);
    let title = title(&whole.workshop, &whole.programme).to_owned();
    let mut blocks = vec![
        Block::Heading(1, title.clone()),
        Block::text(when(&v.words, whole.workshop.starts_at, whole.workshop.ends_at)),
        Block::Heading(2, words.t("report-figures")),
        Block::Table(Table {
            widths: vec![3, 1],
            head: vec![words.t("report-what"), words.t("report-count")],
            rows: whole.figures.iter().map(|(what, count)| vec![what.clone(), count.to_string()]).collect(),
        }),
    ];
    if !whole.results.lines.is_empty() {
        blocks.push(Block::Heading(2, words.t("report-evaluation")));
        blocks.push(Block::text(words.t("evaluation-few-why")));
        for one in whole.results.all.iter().filter(|one| !one.bars.is_empty()) {
            let bar = |bar: &results::Bar| Bar {
                label: bar.label.clone(),
                value: u64::try_from(bar.share).unwrap_or_default(),
                said: bar.said.clone(),
            };
            let rows = one.bars.iter().map(bar).collect();
            blocks.push(Block::Bars(Bars { title: one.text.clone(), rows, most: 100 }));
        }
        blocks.push(Block::Table(Table {
            widths: vec![6, 3, 2, 3, 5],
            head: heads(words).into(),
            rows: whole.results.lines.iter().map(|line| cells(line).map(str::to_owned).into()).collect(),
        }));
    }
    let said = [
        ("report-went", &whole.words.went),
        ("report-difficult", &whole.words.difficult),
        ("report-next", &whole.words.next),
    ];
    for (key, text) in said.into_iter().filter(|(_, text)| !text.is_empty()) {
        blocks.push(Block::Heading(2, words.t(key)));
        blocks.extend(
            text.split("\n\n").map(|part| Block::Paragraph(vec![Span::plain(part.replace('\n', " "))])),
        );
    }
    Sheet {
        title: words.put("report-of", "title", &title),
        language: words.language().as_str().to_owned(),
        head: Some(Letterhead { name: settings.name.clone(), lines: vec![settings.tagline.clone()] }),
        blocks,
        foot: format!("{} · {}", settings.name, v.url("")),
    }
}

fn heads(words: &Words) -> [String; 5] {
    [
        words.t("report-column-question"),
        words.t("report-column-round"),
        words.t("report-column-answers"),
        words.t("report-column-mean"),
        words.t("report-column-spread"),
    ]
}

fn cells(line: &results::Line) -> [&str; 5] {
    [&line.question, &line.round, &line.answers, &line.mean, &line.spread]
}

/// The sums as a table that programs read.
pub(in crate::web) async fn csv(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    v.require(&TRAIN)?;
    let mut db = section.db.read().await?;
    let whole = whole(&mut db, &v.words, &id).await?;
    let mut text = String::from("\u{feff}");
    for (what, count) in &whole.figures {
        text.push_str(&row(&[what, &count.to_string()]));
    }
    text.push_str("\r\n");
    let heads = heads(&v.words);
    text.push_str(&row(&heads.each_ref().map(String::as_str)));
    for line in &whole.results.lines {
        text.push_str(&row(&cells(line)));
    }
    let name = "attachment; filename=\"rapport.csv\"";
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static(name)),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Ok((headers, text).into_response())
}

/// A row. A cell that a program of tables would take for a sum begins with an apostrophe.
fn row(cells: &[&str]) -> String {
    let cell = |text: &&str| {
        let sum = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
        format!("\"{}{}\"", if sum { "'" } else { "" }, text.replace('"', "\"\""))
    };
    cells.iter().map(cell).collect::<Vec<_>>().join(",") + "\r\n"
}
