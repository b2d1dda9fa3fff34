//! The page of an ambassador: choosing to be one, ready texts, saying what was shared.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::Response,
};
use griot_contracts::packs::{PackedItem, PackedText, PackedVariant, Packs};
use griot_db::Conn;
use griot_kernel::{Id, Language, Timestamp};
use griot_web::{Answer, Form, Member, Section, Visitor, WebError};
use http::StatusCode;
use serde::Deserialize;

use super::{
    strategy::Said,
    view::{Link, lead, network, said},
};
use crate::{
    model::{Ambassador, Campaign, Refusal, Share, Stage, line_of},
    store::{campaigns, shares},
};

#[derive(Template)]
#[template(path = "ambassador_list.html")]
struct ListPage<'a> {
    v: &'a Visitor,
    campaigns: Vec<(Link, bool)>,
    done: Option<String>,
}

/// The campaigns that can be carried now.
pub(super) async fn list(
    State(section): State<Section>,
    v: Visitor,
    Query(asked): Query<Said>,
) -> Result<Response, WebError> {
    let member = v.signed_in()?;
    let mut db = section.db.read().await?;
    let mut all = Vec::new();
    for one in campaigns::public(&mut db).await? {
        let mine = shares::ambassador(&mut db, one.id, member.id).await?.is_some();
        if one.stage == Stage::Running || mine {
            all.push((Link { href: v.href(&address(&one)), label: one.words.title }, mine));
        }
    }
    ListPage { campaigns: all, done: said(&v, &asked.done), v: &v }.answer()
}

fn address(campaign: &Campaign) -> String {
    format!("/me/kits/{}", campaign.slug)
}

async fn of_path(db: &mut Conn, slug: &str) -> Result<Campaign, WebError> {
    let campaign = campaigns::by_slug(db, slug).await?.ok_or(WebError::NotFound)?;
    if campaign.stage.is_public() { Ok(campaign) } else { Err(WebError::NotFound) }
}

struct Text {
    id: String,
    title: String,
    networks: String,
    lang: String,
    warning: String,
    words: String,
}

struct Picture {
    src: String,
    alt: String,
    credit: String,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct ShareForm {
    club: String,
    network: String,
    address: String,
}

#[derive(Template)]
#[template(path = "ambassador.html")]
struct KitPage<'a> {
    v: &'a Visitor,
    at: String,
    title: String,
    public: String,
    runs: bool,
    named: bool,
    mine: Option<Ambassador>,
    since: String,
    texts: Vec<Text>,
    pictures: Vec<Picture>,
    form: ShareForm,
    refusal: Option<String>,
    done: Option<String>,
}

async fn page<'a>(
    section: &Section,
    db: &mut Conn,
    v: &'a Visitor,
    campaign: &Campaign,
) -> Result<KitPage<'a>, WebError> {
    let member = v.signed_in()?;
    let mine = shares::ambassador(db, campaign.id, member.id).await?;
    let (mut texts, mut pictures) = (Vec::new(), Vec::new());
    let now = section.clock.now();
    if mine.is_some() {
        for keeper in section.all::<dyn Packs>() {
            let given = keeper.give(db, campaign.id, now).await?;
            // What the section itself has not said yet is not for members to say.
            for item in given.into_iter().filter(|item| item.out) {
                texts.extend(ready(section, v, campaign, &item));
                pictures.extend(item.pictures.into_iter().map(|one| Picture {
                    src: format!("/files/{}", one.file),
                    alt: one.alt,
                    credit: one.credit,
                }));
            }
        }
    }
    Ok(KitPage {
        at: address(campaign),
        title: campaign.words.title.clone(),
        public: v.url(&campaign.address()),
        runs: campaign.stage == Stage::Running,
        named: campaign.words.risk == griot_contracts::campaigns::Risk::Normal,
        since: mine.as_ref().map(|mine| v.day(mine.since)).unwrap_or_default(),
        form: ShareForm {
            club: mine.as_ref().map(|mine| mine.club.clone()).unwrap_or_default(),
            ..ShareForm::default()
        },
        mine,
        texts,
        pictures,
        refusal: None,
        done: None,
        v,
    })
}

/// What can be copied of a text: its words in each language, and what it says of its own on a network.
fn ready(section: &Section, v: &Visitor, campaign: &Campaign, item: &PackedItem) -> Vec<Text> {
    let mut all: Vec<Text> = Vec::new();
    let mut add = |network: Option<String>, lang: String, warning: &str, words: String| {
        let same = |one: &Text| one.lang == lang && one.warning == warning && one.words == words;
        if let Some(known) = all.iter().position(same).and_then(|place| all.get_mut(place)) {
            let names = [known.networks.clone(), network.unwrap_or_default()];
            known.networks = names.into_iter().filter(|name| !name.is_empty()).collect::<Vec<_>>().join(", ");
            return;
        }
        all.push(Text {
            id: format!("text-{}-{}", item.mark, all.len()),
            title: item.title.clone(),
            networks: network.unwrap_or_default(),
            lang,
            warning: warning.to_owned(),
            words,
        });
    };
    for text in &item.texts {
        let words = [text.body.trim(), link(v, campaign, &text.link).as_str()].join("\n\n");
        add(None, text.language.to_string(), &text.warning, words);
    }
    // What is meant for those who follow is not passed on to everyone.
    for variant in item.variants.iter().filter(|one| one.visibility != "followers") {
        let name = Some(network(section, v, &variant.network));
        let common = common(item, variant);
        let warning = match (variant.warning.as_str(), common) {
            ("", Some(text)) => text.warning.as_str(),
            (own, _) => own,
        };
        match (&variant.body, common) {
            // What has words of its own says the link where it wants it.
            (Some(own), _) => add(name, variant.language.to_string(), warning, own.trim().to_owned()),
            (None, Some(text)) => {
                let words = [text.body.trim(), link(v, campaign, &text.link).as_str()].join("\n\n");
                add(name, text.language.to_string(), warning, words);
            }
            (None, None) => {}
        }
    }
    all
}

/// What a text says in the language of a variant, or in its first.
fn common<'i>(item: &'i PackedItem, variant: &PackedVariant) -> Option<&'i PackedText> {
    let of = |wanted: Language| item.texts.iter().find(|text| text.language == wanted);
    of(variant.language).or_else(|| of(item.language)).or_else(|| item.texts.first())
}

/// Where a text leads: where it says, or to the campaign.
fn link(v: &Visitor, campaign: &Campaign, link: &str) -> String {
    match link {
        "" => v.url(&campaign.address()),
        path if path.starts_with('/') => v.url(path),
        whole => whole.to_owned(),
    }
}

/// What an ambassador of a campaign has at hand.
pub(super) async fn show(
    State(section): State<Section>,
    v: Visitor,
    Path(slug): Path<String>,
    Query(asked): Query<Said>,
) -> Result<Response, WebError> {
    let mut db = section.db.read().await?;
    let campaign = of_path(&mut db, &slug).await?;
    let mut page = page(&section, &mut db, &v, &campaign).await?;
    page.done = said(&v, &asked.done);
    page.answer()
}

/// What a member does here.
#[derive(Clone, Copy)]
enum Act {
    Join,
    Share,
}

async fn change(
    section: &Section,
    v: &Visitor,
    slug: &str,
    form: ShareForm,
    act: Act,
) -> Result<Response, WebError> {
    let member = v.signed_in()?;
    let mut tx = section.db.begin().await?;
    let campaign = of_path(&mut tx, slug).await?;
    let done = match act {
        _ if campaign.stage != Stage::Running => Err(Refusal::NotNow),
        Act::Join => join(section, &mut tx, &campaign, member, &form).await?,
        Act::Share => share(section, &mut tx, &campaign, member, &form).await?,
    };
    if let Err(refusal) = done {
        let mut page = page(section, &mut tx, v, &campaign).await?;
        page.form = form;
        page.refusal = Some(v.words.t(refusal.key()));
        return page.answer_with(StatusCode::UNPROCESSABLE_ENTITY);
    }
    tx.commit().await?;
    let done = match act {
        Act::Join => "joined",
        Act::Share => "shared",
    };
    lead(v, &format!("{}?done={done}", address(&campaign)))
}

fn today(section: &Section) -> Timestamp {
    Timestamp::start_of(section.clock.now().day())
}

async fn join(
    section: &Section,
    tx: &mut griot_db::Tx,
    campaign: &Campaign,
    member: &Member,
    form: &ShareForm,
) -> Result<Result<(), Refusal>, WebError> {
    let club = match line_of(&form.club, 80) {
        Ok(club) => club,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let one = Ambassador { person: member.id, club, since: today(section) };
    shares::join(tx, campaign.id, &one).await?;
    Ok(Ok(()))
}

async fn share(
    section: &Section,
    tx: &mut griot_db::Tx,
    campaign: &Campaign,
    member: &Member,
    form: &ShareForm,
) -> Result<Result<(), Refusal>, WebError> {
    let (network, address) = match Share::typed(&form.network, &form.address) {
        Ok(typed) => typed,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let share = Share {
        id: Id::secret(section.random.as_ref()),
        campaign: campaign.id,
        by: member.id,
        network,
        address,
        day: today(section),
    };
    Ok(if shares::add(tx, &share).await? { Ok(()) } else { Err(Refusal::NotNow) })
}

/// A member chooses to carry a campaign, or says for which club.
pub(super) async fn volunteer(
    State(section): State<Section>,
    v: Visitor,
    Path(slug): Path<String>,
    Form(form): Form<ShareForm>,
) -> Result<Response, WebError> {
    change(&section, &v, &slug, form, Act::Join).await
}

/// An ambassador says what they shared.
pub(super) async fn shared(
    State(section): State<Section>,
    v: Visitor,
    Path(slug): Path<String>,
    Form(form): Form<ShareForm>,
) -> Result<Response, WebError> {
    change(&section, &v, &slug, form, Act::Share).await
}

/// A member carries a campaign no more; what they shared stays without them.
pub(super) async fn leave(
    State(section): State<Section>,
    v: Visitor,
    Path(slug): Path<String>,
    Form(_): Form<Said>,
) -> Result<Response, WebError> {
    let member = v.signed_in()?;
    let mut tx = section.db.begin().await?;
    let campaign = of_path(&mut tx, &slug).await?;
    shares::leave(&mut tx, campaign.id, member.id).await?;
    shares::unname_one(&mut tx, campaign.id, member.id).await?;
    tx.commit().await?;
    lead(&v, "/me/kits?done=left")
}
