//! An item: how it will look, how far it is, and what one may do with it.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::Response,
};
use griot_contracts::campaigns::Campaigns;
use griot_db::Conn;
use griot_web::{Answer, Member, Section, Visitor, WebError};

use super::{
    look::Look,
    reached::reached,
    rights::{APPROVE, PUBLISH, READ, SAFETY, WRITE, may_write},
    sent::{DeliveryView, delivery},
    view::{self, Done, Names, obstacle},
};
use crate::{
    acts::{
        plan::said_before,
        press, risk,
        show::{Obstacle, Whole},
    },
    model::{
        approval::{Preset, hex},
        audience::Reads,
        channel::Channel,
        item::{Item, ItemId, Move, Stage},
        message::{Message, cost, sms_text, used},
        network::Network,
        radio::Aired,
        variant::{Letters, Variant},
    },
    store::{deliveries, items, outcome, radio, steps, ways},
};

/// The last so many lines of its log.
const STEPS: i64 = 60;

struct TargetView {
    name: String,
    network: String,
    language: String,
    own: bool,
    visibility: Option<String>,
    look: Look,
    used: String,
    fits: bool,
    unfit: Vec<String>,
    cost: Option<String>,
    /// How many get it, and what that costs in all.
    readers: Option<String>,
    sms: Option<String>,
    /// What it would be with the other letters.
    otherwise: Option<String>,
    /// Where the letter can be seen, where it is one.
    letter: Option<String>,
}

struct PictureView {
    src: String,
    alt: String,
    credit: String,
}

struct StepView {
    what: String,
    who: Option<String>,
    at: String,
    note: String,
}

struct TextView {
    language: String,
    tag: String,
    body: String,
}

/// What the reader may do now.
#[derive(Debug, Default)]
struct May {
    edit: bool,
    submit: bool,
    approve: bool,
    safety: bool,
    send_back: bool,
    schedule: bool,
    unschedule: bool,
    withdraw: bool,
    archive: bool,
    reopen: bool,
    adapt: bool,
    drop: bool,
}

#[derive(Template)]
#[template(path = "item.html")]
struct ItemPage<'a> {
    v: &'a Visitor,
    item: &'a Item,
    digest: String,
    stage: String,
    sensitivity: Option<String>,
    /// Whether that of which it was made is not to be seen any more.
    sourceless: bool,
    planned: Option<String>,
    embargo: Option<String>,
    last: Option<String>,
    campaign: Option<(String, String)>,
    line: Option<String>,
    source: Option<String>,
    adapted: Option<String>,
    author: Option<String>,
    texts: Vec<TextView>,
    pictures: Vec<PictureView>,
    targets: Vec<TargetView>,
    deliveries: Vec<DeliveryView>,
    obstacles: Vec<String>,
    missing: Vec<String>,
    same: Vec<String>,
    steps: Vec<StepView>,
    may: May,
    hour: String,
    words: String,
    to_press: bool,
    aired: Option<String>,
    refusals: Vec<String>,
    done: Option<String>,
}

/// What is said after an act, by the word in the address.
fn sentence(word: &str) -> Option<&'static str> {
    Some(match word {
        "saved" => "channels-done-saved",
        "waiting" => "channels-done-waiting",
        "approved" => "channels-done-approved",
        "sent-back" => "channels-done-sent-back",
        "scheduled" => "channels-done-scheduled",
        "moved" => "channels-done-moved",
        "unscheduled" => "channels-done-unscheduled",
        "withdrawn" => "channels-done-withdrawn",
        "shelved" => "channels-done-shelved",
        "adapted" => "channels-done-adapted",
        "said" => "channels-done-said",
        _ => return None,
    })
}

/// What somebody typed before they were refused.
#[derive(Clone, Debug, Default)]
pub(super) struct Typed {
    pub hour: Option<String>,
    pub words: String,
}

/// Shows an item.
pub(super) async fn show(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Query(query): Query<Done>,
) -> Result<Response, WebError> {
    v.require(&READ)?;
    let mut db = section.db.read().await?;
    let whole = find(&mut db, &id).await?;
    page(&section, &mut db, &v, &whole, Vec::new(), &query.done, Typed::default()).await
}

/// Shows it again with what stood in the way.
pub(super) async fn refuse(
    section: &Section,
    db: &mut Conn,
    v: &Visitor,
    whole: &Whole,
    obstacles: Vec<Obstacle>,
    typed: Typed,
) -> Result<Response, WebError> {
    page(section, db, v, whole, obstacles, "", typed).await
}

/// The item that an address names.
pub(super) async fn find(db: &mut Conn, id: &str) -> Result<Whole, WebError> {
    let id: ItemId = id.parse().map_err(|_| WebError::NotFound)?;
    Whole::load(db, id).await?.ok_or(WebError::NotFound)
}

/// Whether somebody may approve this text: everywhere, on each of its channels, or in a team of two.
pub(super) async fn approves(db: &mut Conn, member: &Member, whole: &Whole) -> Result<bool, WebError> {
    Ok(member.may(&APPROVE)
        || small_team(db, member).await?
        || whole.approvers(db).await?.contains(&member.id))
}

async fn page(
    section: &Section,
    db: &mut Conn,
    v: &Visitor,
    whole: &Whole,
    refused: Vec<Obstacle>,
    done: &str,
    typed: Typed,
) -> Result<Response, WebError> {
    let (item, now) = (&whole.item, section.clock.now());
    let sent = deliveries::of(db, item.id).await?;
    let log = steps::of(db, item.id, STEPS).await?;
    let people = item.author.into_iter();
    let people = people.chain(log.iter().filter_map(|step| step.actor));
    let people = people.chain(sent.iter().filter_map(|one| one.ended_by));
    let names = Names::of(section, db, people).await?;
    let campaign = match (item.campaign, section.ask::<dyn Campaigns>()) {
        (Some(id), Ok(campaigns)) => campaigns.get(db, id).await?.map(|one| (v.href(&one.desk), one.title)),
        _ => None,
    };
    let line = view::lines(section, db).await?.into_iter().find(|line| Some(line.id) == item.line);
    let standing = whole.standing(db).await?;
    let writers = steps::writers(db, item.id).await?;
    let same = if item.stage.may_be_written() { said_before(db, whole, now).await? } else { Vec::new() };
    let small = match &v.member {
        Some(member) => small_team(db, member).await?,
        None => false,
    };
    let approves = match &v.member {
        Some(member) => approves(db, member, whole).await?,
        None => false,
    };
    let may = may(v, whole, &writers, (approves, small));
    let shows_obstacles = item.stage.may_be_written() && item.stage != Stage::Idea;
    let to_radio = whole.targets.iter().any(|(_, channel)| channel.network == Network::Radio);
    let aired = radio::of_item(db, item.id).await?;
    let page = ItemPage {
        v,
        item,
        digest: hex(&whole.digest()),
        stage: v.words.t(item.stage.key()),
        sourceless: items::source_is_gone(db, item.id).await?,
        sensitivity: (whole.sensitivity() > griot_kernel::Sensitivity::None)
            .then(|| v.words.t("channels-looked-at")),
        planned: item.planned_at.map(|at| v.words.moment(at)),
        embargo: item.embargo_until.filter(|at| *at > now).map(|at| v.words.moment(at)),
        last: item.not_after.map(|at| v.words.moment(at)),
        campaign,
        line: line.map(|line| line.text),
        source: item.source_address.as_deref().map(|address| v.href(address)),
        adapted: item.adapted_from.map(|from| v.href(&format!("/desk/items/{from}"))),
        author: item.author.map(|person| names.name(v, person)),
        texts: whole
            .texts
            .iter()
            .map(|text| TextView {
                language: v.words.language_name(text.language),
                tag: text.language.to_string(),
                body: crate::model::message::with_link(&text.body, Some(&text.link)),
            })
            .collect(),
        pictures: whole
            .pictures
            .iter()
            .map(|picture| PictureView {
                src: super::pictures::small(picture),
                alt: picture.alt.clone(),
                credit: picture.credit.clone(),
            })
            .collect(),
        targets: {
            let mut all = Vec::new();
            for (variant, channel) in &whole.targets {
                let said = whole.message(variant, channel);
                let reads = Reads::of(variant.language, &whole.spoken_on(channel.id), item.language);
                let readers = reached(db, v, (&said, channel), &reads).await?;
                all.push(TargetView { readers, ..target(v, whole, variant, channel) });
            }
            all
        },
        deliveries: {
            let mut all = Vec::new();
            for one in &sent {
                let href = v.href(&format!("/desk/newsletter/letters/{}", one.id));
                let letters = match super::letters::progress(db, v, one.id).await? {
                    Some(said) => Some((said, href)),
                    None => super::press::send::progress(db, v, one.id).await?,
                };
                let out = one.remote_id.as_deref().map(|remote| outcome::names(one.channel, remote));
                let answers = outcome::answers(db, &out.unwrap_or_default()).await?;
                let answers = (answers > 0).then(|| v.words.count("channels-brought-answers", answers));
                all.push(DeliveryView { letters, answers, ..delivery(v, whole, one, &names) });
            }
            all
        },
        obstacles: if shows_obstacles && refused.is_empty() {
            let mut all = whole.obstacles(now);
            let risky = risk::sms_obstacle(section, db, whole).await?;
            all.extend(risky.filter(|one| all.iter().all(|known| known.key != one.key)));
            all.iter().map(|one| obstacle(v, one)).collect()
        } else {
            Vec::new()
        },
        missing: missing(v, whole, standing),
        same: same
            .into_iter()
            .map(|(name, at)| {
                v.words.with("channels-same", [("name", name.into()), ("moment", v.words.moment(at).into())])
            })
            .collect(),
        steps: log
            .into_iter()
            .map(|step| StepView {
                what: v.words.t(&step.act),
                who: step.actor.map(|person| names.name(v, person)),
                at: v.words.moment(step.at),
                note: note(v, &step.note),
            })
            .collect(),
        may,
        hour: typed.hour.unwrap_or_else(|| view::local(&v.settings.zone, item.planned_at)),
        words: typed.words,
        to_press: press::goes_to_press(whole),
        aired: (to_radio || aired != Aired::default()).then(|| super::radio::sentence(v, aired)),
        refusals: refused.iter().map(|one| obstacle(v, one)).collect(),
        done: sentence(done).map(|key| v.words.t(key)),
    };
    page.answer_form(!page.refusals.is_empty())
}

/// A note of the log is somebody's words, or a moment as machines write it.
fn note(v: &Visitor, note: &str) -> String {
    note.parse().map_or_else(|_| note.to_owned(), |at| v.words.moment(at))
}

fn may(
    v: &Visitor,
    whole: &Whole,
    writers: &[griot_kernel::PersonId],
    (approves, small): (bool, bool),
) -> May {
    let Some(member) = &v.member else { return May::default() };
    let stage = whole.item.stage;
    let can = |wanted| stage.after(wanted).is_ok();
    let wrote = writers.contains(&member.id) || whole.item.author == Some(member.id);
    let (writes, publishes) = (may_write(member, &whole.item), member.may(&PUBLISH));
    let reviews = stage == Stage::InReview && !wrote;
    let needs_safety = whole.sensitivity() > griot_kernel::Sensitivity::None;
    May {
        edit: writes && stage.may_be_written(),
        submit: writes && can(Move::Submit),
        approve: reviews && approves,
        safety: reviews && needs_safety && (member.may(&SAFETY) || small),
        send_back: can(Move::RequestChanges) && (approves || member.may(&SAFETY)),
        schedule: publishes && can(Move::Schedule),
        unschedule: publishes && can(Move::Unschedule),
        withdraw: publishes && (can(Move::Withdraw) || stage == Stage::Withdrawn),
        archive: writes && can(Move::Archive) && !stage.is_out() && stage != Stage::Idea,
        reopen: writes && can(Move::Reopen),
        adapt: member.may(&WRITE) && stage != Stage::Idea,
        drop: writes && stage == Stage::Idea,
    }
}

/// In a team of two, whoever writes may also approve what the other wrote.
pub(super) async fn small_team(db: &mut Conn, member: &Member) -> Result<bool, WebError> {
    Ok(member.may(&WRITE) && ways::get(db).await?.preset == Some(Preset::Two))
}

fn missing(
    v: &Visitor,
    whole: &Whole,
    standing: Option<(crate::model::approval::Needed, crate::model::approval::Missing)>,
) -> Vec<String> {
    let item = &whole.item;
    if !matches!(item.stage, Stage::InReview | Stage::Draft | Stage::ChangesRequested) {
        return Vec::new();
    }
    let Some((_, missing)) = standing else { return Vec::new() };
    let mut all = Vec::new();
    if missing.tiers > 0 {
        all.push(v.words.count("channels-missing-tiers", i64::from(missing.tiers)));
    }
    if missing.safety {
        // Its writer may not have thought of whoever the picture shows.
        let shown = item.sensitivity == griot_kernel::Sensitivity::None;
        all.push(v.words.t(if shown { "channels-missing-safety-shown" } else { "channels-missing-safety" }));
    }
    all
}

/// What a message would cost with the other letters, where that says something else.
fn otherwise(
    v: &Visitor,
    whole: &Whole,
    (variant, channel): (&Variant, &Channel),
    message: &Message,
) -> Option<String> {
    let (letters, key) = match variant.letters {
        Letters::Plain => (Letters::Exact, "channels-sms-exact-would"),
        Letters::Exact => (Letters::Plain, "channels-sms-plain-would"),
    };
    let other = whole.message(&Variant { letters, ..variant.clone() }, channel);
    if sms_text(&other) == sms_text(message) {
        return None;
    }
    let parts = griot_delivery::sms::Weight::of(&sms_text(&other)).parts;
    let would = v.words.count(key, i64::try_from(parts).unwrap_or(i64::MAX));
    let price =
        cost(channel.network, &other, channel.cost).map(|price| v.words.count("channels-cost", price));
    Some(std::iter::once(would).chain(price).collect::<Vec<_>>().join(" · "))
}

fn target(v: &Visitor, whole: &Whole, variant: &Variant, channel: &Channel) -> TargetView {
    let message = whole.message(variant, channel);
    let used = used(&message, &channel.limits());
    let unfit = whole.unfit(variant, channel);
    let sms = (channel.network == Network::Sms).then(|| {
        let weight = griot_delivery::sms::Weight::of(&sms_text(&message));
        let key = match weight.alphabet {
            griot_delivery::sms::Alphabet::Gsm7 => "channels-sms-gsm7",
            griot_delivery::sms::Alphabet::Ucs2 => "channels-sms-ucs2",
        };
        v.words.count(key, i64::try_from(weight.parts).unwrap_or(i64::MAX))
    });
    let otherwise =
        (channel.network == Network::Sms).then(|| otherwise(v, whole, (variant, channel), &message));
    TargetView {
        name: channel.name.clone(),
        network: v.words.t(channel.network.key()),
        language: v.words.language_name(message.language),
        own: variant.body.is_some(),
        visibility: (message.visibility != crate::model::message::Visibility::Public)
            .then(|| v.words.t(super::edit::visibility_key(message.visibility))),
        cost: cost(channel.network, &message, channel.cost)
            .map(|francs| v.words.count("channels-cost", francs)),
        readers: None,
        used: view::used(v, &used),
        fits: unfit.is_empty(),
        unfit: unfit.iter().map(|one| obstacle(v, &Obstacle::unfit(one, channel))).collect(),
        sms,
        otherwise: otherwise.flatten(),
        letter: (channel.network == Network::Newsletter).then(|| {
            let of = format!("{}/letter/{}?language={}", whole.item.id, channel.id, variant.language);
            v.href(&format!("/desk/items/{of}"))
        }),
        look: Look::of(v, whole, (variant, channel), &message),
    }
}
