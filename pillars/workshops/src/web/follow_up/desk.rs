//! What came of a workshop, beside what the campaign wanted that it serves.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use griot_contracts::campaigns::Campaigns;
use griot_db::Conn;
use griot_web::{Answer, Section, Visitor, WebError};

use crate::{
    model::{Days, FEW, FollowUp, FollowWords, Hindrance, Programme},
    store::{enrolments, follow_ups, reports},
    web::{TRAIN, evaluation::workshop_of, title, view::Link},
};

struct Bar {
    label: String,
    share: i64,
    said: String,
}

/// What was answered after so many days.
struct Part {
    title: String,
    answered: String,
    /// Sentences, once enough answered.
    figures: Vec<String>,
    bars: Vec<Bar>,
    what: Vec<String>,
    hindrances: Vec<String>,
}

struct Figure {
    text: String,
    said: String,
}

#[derive(Template)]
#[template(path = "follow_up.html")]
struct FollowPage<'a> {
    v: &'a Visitor,
    back: String,
    title: String,
    present: String,
    parts: Vec<Part>,
    help: Vec<String>,
    campaign: Option<Link>,
    figures: Vec<Figure>,
}

/// Shows what came of a workshop.
pub(in crate::web) async fn show(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    v.require(&TRAIN)?;
    let mut db = section.db.read().await?;
    let (workshop, programme) = workshop_of(&mut db, &id).await?;
    let all = follow_ups::of(&mut db, workshop.id).await?;
    let parts = Days::ALL.map(|days| part(&v, days, &all)).into();
    let (campaign, figures) = aims(&section, &mut db, &v, &programme).await?;
    FollowPage {
        v: &v,
        back: v.href(&workshop.desk()),
        title: title(&workshop, &programme).to_owned(),
        present: v.words.count("follow-present", reports::count_present(&mut db, workshop.id).await?),
        parts,
        help: help(&mut db, &all).await?,
        campaign,
        figures,
    }
    .answer()
}

/// Who asked for help: they gave their name to the trainer by asking.
async fn help(db: &mut Conn, all: &[FollowUp]) -> Result<Vec<String>, WebError> {
    let mut names = Vec::new();
    for asked in all.iter().filter(|one| one.answered.as_ref().is_some_and(|(_, words)| words.wants_help)) {
        let Some(one) = enrolments::by_id(db, asked.enrolment).await? else { continue };
        if !names.contains(&one.name) {
            names.push(one.name);
        }
    }
    names.sort();
    Ok(names)
}

fn part(v: &Visitor, days: Days, all: &[FollowUp]) -> Part {
    let asked: Vec<&FollowUp> = all.iter().filter(|one| one.days == days).collect();
    let answers: Vec<&FollowWords> =
        asked.iter().filter_map(|one| one.answered.as_ref().map(|(_, words)| words)).collect();
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let given = count(answers.len());
    let mut part = Part {
        title: v.words.put("follow-after", "days", days.get()),
        answered: v
            .words
            .with("follow-answered", [("given", given.into()), ("asked", count(asked.len()).into())]),
        figures: Vec::new(),
        bars: Vec::new(),
        what: Vec::new(),
        hindrances: Vec::new(),
    };
    if given < FEW {
        if !asked.is_empty() {
            part.figures.push(v.words.t("follow-few"));
        }
        return part;
    }
    let publishing = count(answers.iter().filter(|words| words.published > 0).count());
    part.figures.push(v.words.count("follow-publishing", publishing));
    part.figures
        .push(v.words.count("follow-published", answers.iter().map(|words| words.published).sum::<i64>()));
    for one in Hindrance::ALL {
        let named = count(answers.iter().filter(|words| words.hindrances.contains(&one)).count());
        part.bars.push(Bar {
            label: v.words.t(one.key()),
            share: named * 100 / given,
            said: v.words.with("follow-named", [("count", named.into()), ("given", given.into())]),
        });
    }
    part.bars.sort_by_key(|bar| std::cmp::Reverse(bar.share));
    let texts = |text: fn(&FollowWords) -> &String| -> Vec<String> {
        let mut texts: Vec<String> =
            answers.iter().map(|words| text(words).clone()).filter(|text| !text.is_empty()).collect();
        // By their letters: an order that leads to nobody, and not from one list to the other.
        texts.sort();
        texts
    };
    part.what = texts(|words| &words.what);
    part.hindrances = texts(|words| &words.hindrance);
    part
}

/// The campaign that a programme serves, and where its objectives stand.
async fn aims(
    section: &Section,
    db: &mut Conn,
    v: &Visitor,
    programme: &Programme,
) -> Result<(Option<Link>, Vec<Figure>), WebError> {
    let (Some(id), Ok(campaigns)) = (programme.campaign, section.ask::<dyn Campaigns>()) else {
        return Ok((None, Vec::new()));
    };
    let Some(campaign) = campaigns.get(db, id).await? else { return Ok((None, Vec::new())) };
    let mut figures = Vec::new();
    for one in campaigns.objectives(db, id).await? {
        let said = match (one.value, one.day) {
            (Some(value), Some(day)) => v.words.with(
                "follow-aim",
                [
                    ("value", value.into()),
                    ("goal", one.goal.into()),
                    ("unit", one.unit.into()),
                    ("day", v.day(day).into()),
                ],
            ),
            _ => v.words.with("follow-aim-unknown", [("goal", one.goal.into()), ("unit", one.unit.into())]),
        };
        figures.push(Figure { text: one.text, said });
    }
    let link = Link { href: v.href(&campaign.desk), label: campaign.title };
    Ok((Some(link), figures))
}
