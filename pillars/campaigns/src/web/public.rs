//! What the public reads: the strategy in short, and the campaigns.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use griot_contracts::campaigns::Serves;
use griot_text::{Html, excerpt, typeset_words};
use griot_web::{Answer, Section, Visitor, WebError};

use super::{
    strategy::figure,
    view::{Figure, Link, Thing},
};
use crate::{
    model::{Campaign, Line, LineKind, Objective, Stage},
    store::{campaigns, measures, parts, versions},
};

/// Signs of a message in a list.
const SUMMARY: usize = 220;
/// Things of each room below a campaign.
const LATEST: i64 = 8;

struct PublicLine {
    text: String,
    detail: String,
    figure: Option<Figure>,
}

struct Group {
    title: String,
    lines: Vec<PublicLine>,
}

#[derive(Template)]
#[template(path = "public_strategy.html")]
struct StrategyPage<'a> {
    v: &'a Visitor,
    adopted: Option<String>,
    groups: Vec<Group>,
}

/// The lines of the version in force that are for everyone.
pub(super) async fn strategy(State(section): State<Section>, v: Visitor) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let version = versions::in_force(&mut db).await?;
    let lines = match &version {
        Some(version) => versions::lines(&mut db, version.number).await?,
        None => Vec::new(),
    };
    let known = measures::last(&mut db).await?;
    let group = |kind: &LineKind| {
        let shown = |line: &Line| line.kind == *kind && line.words.is_public;
        let lines = lines.iter().filter(|line| shown(line)).map(|line| PublicLine {
            text: typeset_words(&line.words.text, "fr"),
            detail: typeset_words(&line.words.detail, "fr"),
            figure: figure(&v, line, &known),
        });
        Group { title: v.words.t(kind.many_key()), lines: lines.collect() }
    };
    StrategyPage {
        v: &v,
        adopted: version.map(|one| {
            let values = [("number", one.number.into()), ("day", v.day(one.adopted_at).into())];
            v.words.with("strategy-public-adopted", values)
        }),
        groups: LineKind::ALL.iter().map(group).filter(|group| !group.lines.is_empty()).collect(),
    }
    .answer_public()
}

struct Card {
    href: String,
    title: String,
    summary: String,
    stage: String,
    is_running: bool,
    day: String,
}

#[derive(Template)]
#[template(path = "public_campaigns.html")]
struct ListPage<'a> {
    v: &'a Visitor,
    cards: Vec<Card>,
}

/// The campaigns that run or ran.
pub(super) async fn list(State(section): State<Section>, v: Visitor) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let mut all = campaigns::public(&mut db).await?;
    // Those that run come first.
    all.sort_by_key(|campaign| campaign.stage != Stage::Running);
    let card = |one: &Campaign| Card {
        href: v.href(&one.address()),
        title: typeset_words(&one.words.title, "fr"),
        summary: typeset_words(&summary(one), "fr"),
        stage: v.words.t(one.stage.key()),
        is_running: one.stage == Stage::Running,
        day: days(&v, one),
    };
    ListPage { v: &v, cards: all.iter().map(card).collect() }.answer_public()
}

/// The first words of what a campaign tells the public.
pub(crate) fn summary(campaign: &Campaign) -> String {
    excerpt(&griot_text::plain(&griot_text::markdown(&campaign.words.message)), SUMMARY)
}

/// From when until when a campaign runs or ran.
fn days(v: &Visitor, campaign: &Campaign) -> String {
    let from = campaign.words.starts.or(campaign.opened_at);
    let until = campaign.words.ends.or(campaign.closed_at);
    match (from, until) {
        (Some(from), Some(until)) => {
            let values = [("from", v.day(from).into()), ("until", v.day(until).into())];
            v.words.with("campaign-days", values)
        }
        (Some(from), None) => v.words.put("campaign-since", "day", v.day(from)),
        _ => String::new(),
    }
}

struct PublicWay {
    href: String,
    label: String,
    leads_out: bool,
}

#[derive(Template)]
#[template(path = "public_campaign.html")]
struct CampaignPage<'a> {
    v: &'a Visitor,
    title: String,
    summary: String,
    stage: String,
    days: String,
    message: Html,
    ways: Vec<PublicWay>,
    figures: Vec<Figure>,
    latest: Vec<Thing>,
    reached: String,
    learnt: String,
    desk: Option<Link>,
}

/// One campaign: what it says, what everyone can do now, what is new, how far it has come.
pub(super) async fn campaign(
    State(section): State<Section>,
    v: Visitor,
    Path(slug): Path<String>,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let campaign = campaigns::by_slug(&mut db, &slug).await?.ok_or(WebError::NotFound)?;
    if !campaign.stage.is_public() {
        // Nobody learns what the section prepares; what was seen once is gone.
        return Err(if campaign.opened_at.is_some() { WebError::Gone } else { WebError::NotFound });
    }
    let is_running = campaign.stage == Stage::Running;
    let ways = if is_running { parts::ways(&mut db, campaign.id).await? } else { Vec::new() };
    let ways = ways.into_iter().map(|way| PublicWay {
        leads_out: way.leads_out(),
        href: if way.leads_out() { way.address.clone() } else { v.href(&way.address) },
        label: typeset_words(&way.label, "fr"),
    });
    let objectives = parts::objectives(&mut db, campaign.id).await?;
    let mut latest = Vec::new();
    for who in section.all::<dyn Serves>() {
        latest.extend(who.of_campaign(&mut db, campaign.id, LATEST).await?);
    }
    latest.sort_by_key(|thing| std::cmp::Reverse(thing.at));
    let latest = latest.into_iter().filter_map(|thing| Thing::in_public(&v, thing));
    let evaluated = campaign.stage == Stage::Evaluated;
    let told = |text: &str| if evaluated { typeset_words(text, "fr") } else { String::new() };
    CampaignPage {
        title: typeset_words(&campaign.words.title, "fr"),
        summary: summary(&campaign),
        stage: v.words.t(campaign.stage.key()),
        days: days(&v, &campaign),
        message: griot_text::typeset_french(griot_text::markdown(&campaign.words.message)),
        ways: ways.collect(),
        figures: objectives.iter().map(|one| objective(&v, one)).collect(),
        latest: latest.take(12).collect(),
        reached: told(&campaign.evaluation.reached),
        learnt: told(&campaign.evaluation.learnt),
        desk: v
            .member
            .as_ref()
            .filter(|member| member.is_staff())
            .map(|_| Link { href: v.href(&campaign.desk()), label: v.words.t("campaign-see-desk") }),
        v: &v,
    }
    .answer_public()
}

/// The figure of an objective of a campaign.
pub(super) fn objective(v: &Visitor, one: &Objective) -> Figure {
    let known = one.value.zip(one.day).map(|(value, day)| (value, day, one.source.as_str()));
    Figure::of(v, &typeset_words(&one.text, "fr"), (one.goal, &one.unit), known, None)
}
