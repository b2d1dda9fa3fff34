//! What the public reads: the strategy in short, and the campaigns.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::Response,
};
use griot_contracts::campaigns::Serves;
use griot_kernel::Language;
use griot_text::{Html, excerpt, typeset_words};
use griot_web::{Answer, Section, Visitor, WebError};
use serde::Deserialize;
use uuid::Uuid;

use super::{
    strategy::figure,
    view::{Figure, Link, Thing},
};
use crate::{
    acts::translate::{self, Spoken},
    model::{Campaign, Line, LineKind, Objective, Part, Stage},
    store::{campaigns, measures, parts, versions},
};

/// Signs of a message in a list.
const SUMMARY: usize = 220;
/// Things of each room below a campaign.
const LATEST: i64 = 8;

struct PublicLine {
    text: Told,
    detail: Told,
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
    others: Vec<Other>,
    groups: Vec<Group>,
}

/// In which language something is to be read; in the reader's without.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    text: String,
}

impl Wanted {
    fn of(&self, v: &Visitor) -> Language {
        self.text.parse().unwrap_or(v.words.language())
    }
}

/// Words that are shown, set as their language wants it.
struct Told {
    words: String,
    /// Their language.
    tag: String,
}

/// The way to the same in another language.
struct Other {
    href: String,
    label: String,
    tag: String,
}

impl Spoken {
    /// A text in this language, or as it was written.
    fn told(&self, thing: Uuid, part: Part, original: &str) -> Told {
        let (words, language) = self.said(thing, part, original);
        Told { words: typeset_words(words, language.as_str()), tag: language.to_string() }
    }

    /// The ways to the same in the other languages.
    fn ways(&self, v: &Visitor, path: &str) -> Vec<Other> {
        let way = |one: &Language| Other {
            href: v.href(&format!("{path}?text={one}")),
            label: v.words.language_name(*one),
            tag: one.to_string(),
        };
        self.others.iter().map(way).collect()
    }
}

/// The lines of the version in force that are for everyone.
pub(super) async fn strategy(
    State(section): State<Section>,
    v: Visitor,
    Query(wanted): Query<Wanted>,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let version = versions::in_force(&mut db).await?;
    let lines = match &version {
        Some(version) => versions::lines(&mut db, version.number).await?,
        None => Vec::new(),
    };
    let known = measures::last(&mut db).await?;
    let originals = translate::of_strategy(&mut db).await?;
    let languages = (v.settings.language, wanted.of(&v));
    let spoken = translate::strategy(&mut db, &originals, languages).await?;
    let group = |kind: &LineKind| {
        let shown = |line: &Line| line.kind == *kind && line.words.is_public;
        let lines = lines.iter().filter(|line| shown(line)).map(|line| {
            let thing = line.id.as_uuid();
            let said = |part, words: &str| spoken.told(thing, part, words);
            let figure = figure(&v, line, &known);
            PublicLine {
                text: said(Part::Text, &line.words.text),
                detail: said(Part::Detail, &line.words.detail),
                figure,
            }
        });
        Group { title: v.words.t(kind.many_key()), lines: lines.collect() }
    };
    StrategyPage {
        v: &v,
        adopted: version.map(|one| {
            let values = [("number", one.number.into()), ("day", v.day(one.adopted_at).into())];
            v.words.with("strategy-public-adopted", values)
        }),
        others: spoken.ways(&v, "/strategy"),
        groups: LineKind::ALL.iter().map(group).filter(|group| !group.lines.is_empty()).collect(),
    }
    .answer_public()
}

struct Card {
    href: String,
    title: String,
    summary: String,
    /// The language of both, where it is not the reader's.
    tag: Option<String>,
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
    let mut cards = Vec::new();
    for one in &all {
        let own = translate::own_language(one, v.settings.language);
        let spoken = translate::campaign(&mut db, one, (own, v.words.language())).await?;
        let (tag, id) = (spoken.language, one.id.as_uuid());
        cards.push(Card {
            href: v.href(&one.address()),
            title: spoken.told(id, Part::Title, &one.words.title).words,
            summary: typeset_words(
                &summary(spoken.said(id, Part::Message, &one.words.message).0),
                tag.as_str(),
            ),
            tag: (tag != v.words.language()).then(|| tag.to_string()),
            stage: v.words.t(one.stage.key()),
            is_running: one.stage == Stage::Running,
            day: days(&v, one),
        });
    }
    ListPage { v: &v, cards }.answer_public()
}

/// The first words of what a campaign tells the public.
pub(crate) fn summary(message: &str) -> String {
    excerpt(&griot_text::plain(&griot_text::markdown(message)), SUMMARY)
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
    label: Told,
    leads_out: bool,
}

#[derive(Template)]
#[template(path = "public_campaign.html")]
struct CampaignPage<'a> {
    v: &'a Visitor,
    title: String,
    summary: String,
    /// In which language it is shown.
    tag: String,
    others: Vec<Other>,
    stage: String,
    days: String,
    message: Html,
    ways: Vec<PublicWay>,
    /// Each with the language of its words.
    figures: Vec<(Figure, String)>,
    latest: Vec<Thing>,
    /// What was reached, and what was learnt, once that is said.
    came: Option<(Told, Told)>,
    desk: Option<Link>,
}

/// One campaign: what it says, what everyone can do now, what is new, how far it has come.
pub(super) async fn campaign(
    State(section): State<Section>,
    v: Visitor,
    Path(slug): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let campaign = campaigns::by_slug(&mut db, &slug).await?.ok_or(WebError::NotFound)?;
    if !campaign.stage.is_public() {
        // Nobody learns what the section prepares; what was seen once is gone.
        return Err(if campaign.opened_at.is_some() { WebError::Gone } else { WebError::NotFound });
    }
    let own = translate::own_language(&campaign, v.settings.language);
    let spoken = translate::campaign(&mut db, &campaign, (own, wanted.of(&v))).await?;
    let id = campaign.id.as_uuid();
    let is_running = campaign.stage == Stage::Running;
    let ways = if is_running { parts::ways(&mut db, campaign.id).await? } else { Vec::new() };
    let ways = ways.into_iter().map(|way| PublicWay {
        leads_out: way.leads_out(),
        href: if way.leads_out() { way.address.clone() } else { v.href(&way.address) },
        label: spoken.told(way.id.as_uuid(), Part::Text, &way.label),
    });
    let ways = ways.collect();
    let objectives = parts::objectives(&mut db, campaign.id).await?;
    let mut latest = Vec::new();
    for who in section.all::<dyn Serves>() {
        latest.extend(who.of_campaign(&mut db, campaign.id, LATEST).await?);
    }
    latest.sort_by_key(|thing| std::cmp::Reverse(thing.at));
    let latest = latest.into_iter().filter_map(|thing| Thing::in_public(&v, thing));
    let evaluated = campaign.stage == Stage::Evaluated;
    let told = |part, text: &str| spoken.told(id, part, text);
    let (message, _) = spoken.said(id, Part::Message, &campaign.words.message);
    let html = griot_text::markdown(message);
    CampaignPage {
        title: told(Part::Title, &campaign.words.title).words,
        summary: summary(message),
        tag: spoken.language.to_string(),
        others: spoken.ways(&v, &campaign.address()),
        stage: v.words.t(campaign.stage.key()),
        days: days(&v, &campaign),
        message: if spoken.language == Language::FRENCH { griot_text::typeset_french(html) } else { html },
        ways,
        figures: objectives
            .iter()
            .map(|one| {
                let said = spoken.told(one.id.as_uuid(), Part::Text, &one.text);
                (Figure { text: said.words, ..objective(&v, one) }, said.tag)
            })
            .collect(),
        latest: latest.take(12).collect(),
        came: evaluated.then(|| {
            let came = &campaign.evaluation;
            (told(Part::Reached, &came.reached), told(Part::Learnt, &came.learnt))
        }),
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
