//! Whether a certificate is good: by its number, as far as its holder allows, or by what it bears itself.

use std::time::Duration;

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use griot_db::Conn;
use griot_web::{Answer, Form, Section, Visitor, WebError};
use http::{StatusCode, request::Parts};
use serde::Deserialize;

use super::super::view::lead;
use crate::{
    acts::certify,
    model::{Certificate, Checked, Shows, Statement},
    store::certificates,
};

/// So often one net may ask, and so soon one more.
const BURST: u32 = 60;
const EVERY: Duration = Duration::from_secs(10);

#[derive(Template)]
#[template(path = "certificates.html")]
struct AskPage<'a> {
    v: &'a Visitor,
    number: &'a str,
    statement: &'a str,
    fingerprint: String,
    key: String,
    refusal: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    number: String,
    statement: String,
}

fn page<'a>(section: &Section, v: &'a Visitor, asked: &'a Asked) -> AskPage<'a> {
    let key = certify::house_key(section);
    let (number, statement) = (asked.number.as_str(), asked.statement.as_str());
    AskPage { v, number, statement, fingerprint: key.fingerprint(), key: key.text(), refusal: None }
}

/// Says how certificates are checked.
pub(super) async fn ask(State(section): State<Section>, v: Visitor) -> Result<Response, WebError> {
    page(&section, &v, &Asked::default()).answer_public()
}

/// What is said of a certificate.
struct Said {
    chip: &'static str,
    label: String,
    sentence: String,
    facts: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "certificate_checked.html")]
struct CheckedPage<'a> {
    v: &'a Visitor,
    said: Option<Said>,
}

/// What is said to whoever has the number. A paper that was taken back is said as that, since its holder can still
/// show it; what its holder keeps to themselves is like what was never given.
fn by_number(v: &Visitor, one: &Certificate) -> Option<Said> {
    if let Some(revoked) = one.revoked.as_ref().filter(|_| !one.is_erased() && !one.is_hidden) {
        return Some(taken_back(v, v.day(day(v, revoked.at))));
    }
    let shows = one.says();
    if shows == Shows::Nothing {
        return None;
    }
    let fact = |key: &str, value: &str| (v.words.t(key), value.to_owned());
    let mut facts = vec![fact("certificate-number", &one.number), fact("certificate-title", &one.title)];
    if shows == Shows::Holder {
        facts.push(fact("certificate-name", &one.holder));
    }
    facts.push(fact("certificate-section", &one.section));
    facts.push((v.words.t("certificate-day"), v.day(one.issued_on)));
    Some(Said {
        chip: "ok",
        label: v.words.t("certificate-valid"),
        sentence: v.words.t("certificate-valid-how"),
        facts,
    })
}

fn day(v: &Visitor, at: griot_kernel::Timestamp) -> griot_kernel::Timestamp {
    griot_kernel::Timestamp::start_of(v.settings.zone.day(at))
}

fn taken_back(v: &Visitor, day: String) -> Said {
    Said {
        chip: "bad",
        label: v.words.t("certificate-revoked"),
        sentence: v.words.put("certificate-revoked-how", "day", day),
        facts: Vec::new(),
    }
}

/// What is known of a number.
pub(super) async fn show(
    State(section): State<Section>,
    v: Visitor,
    Path(number): Path<String>,
    parts: Parts,
) -> Result<Response, WebError> {
    section.limit(&parts, "workshops.certificate", BURST, EVERY)?;
    let mut db = section.db.read().await?;
    let found = certificates::by_number(&mut db, &Certificate::typed(&number)).await?;
    drop(db);
    let said = found.as_ref().and_then(|one| by_number(&v, one));
    let status = if said.is_some() { StatusCode::OK } else { StatusCode::NOT_FOUND };
    CheckedPage { v: &v, said }.answer_with(status)
}

async fn by_statement(
    section: &Section,
    db: &mut Conn,
    v: &Visitor,
    checked: &Checked,
) -> Result<Said, WebError> {
    let fingerprint = checked.key.fingerprint();
    if !checked.is_good {
        return Ok(Said {
            chip: "bad",
            label: v.words.t("certificate-altered"),
            sentence: v.words.t("certificate-altered-how"),
            facts: Vec::new(),
        });
    }
    let statement = &checked.statement;
    let is_ours = checked.key == certify::house_key(section);
    if is_ours
        && let Some(one) = certificates::by_number(db, &statement.number).await?
        && let Some(revoked) = one.revoked.as_ref().filter(|_| !one.is_erased())
    {
        return Ok(taken_back(v, v.day(day(v, revoked.at))));
    }
    let fact = |key: &str, value: &str| (v.words.t(key), value.to_owned());
    let day = statement.day.parse().map(griot_kernel::Timestamp::start_of).map(|day| v.day(day));
    let facts = vec![
        fact("certificate-number", &statement.number),
        fact("certificate-name", &statement.holder),
        fact("certificate-title", &statement.title),
        fact("certificate-section", &statement.section),
        fact("certificate-day", &day.unwrap_or_else(|_| statement.day.clone())),
        (v.words.t("certificate-hours"), v.words.number(statement.hours)),
        fact("certificate-fingerprint", &fingerprint),
    ];
    let (chip, label, sentence) = if is_ours {
        ("ok", "certificate-signed", "certificate-signed-how")
    } else {
        ("wait", "certificate-elsewhere", "certificate-elsewhere-how")
    };
    Ok(Said { chip, label: v.words.t(label), sentence: v.words.t(sentence), facts })
}

/// Leads on to a number, or checks what a certificate bears itself. Nothing of it is kept.
pub(super) async fn check(
    State(section): State<Section>,
    v: Visitor,
    parts: Parts,
    Form(asked): Form<Asked>,
) -> Result<Response, WebError> {
    section.limit(&parts, "workshops.certificate", BURST, EVERY)?;
    let refuse = |key: &str| {
        let mut page = page(&section, &v, &asked);
        page.refusal = Some(v.words.t(key));
        page.answer_form(true)
    };
    if !asked.number.is_empty() {
        return match Certificate::typed(&asked.number) {
            number if number.is_empty() => refuse("certificate-refused-number"),
            number => lead(&v, &format!("/certificates/{number}")),
        };
    }
    let Some(checked) = Statement::check(&asked.statement) else {
        return refuse("certificate-refused-statement");
    };
    let mut db = section.db.read().await?;
    let said = by_statement(&section, &mut db, &v, &checked).await?;
    CheckedPage { v: &v, said: Some(said) }.answer()
}
