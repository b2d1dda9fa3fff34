//! Kits of other houses: bringing one, seeing what is in it, taking it over.

use std::time::Duration;

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::Response,
};
use griot_db::Conn;
use griot_files::Incoming;
use griot_kernel::{Id, Sensitivity};
use griot_web::{Answer, Form, Section, Upload, Visitor, WebError};
use http::StatusCode;
use serde::Deserialize;

use super::{
    strategy::Said,
    view::{day_field, id_of, lead, network, said},
};
use crate::{
    acts::kit as acts,
    kit::{Kit, KitItem, MOST_BYTES, NotTaken, PURPOSE},
    model::{CampaignWords, day_of},
    store::kits::{self, KitId},
};

/// So long a kit waits for a decision.
const WAITS: Duration = Duration::from_secs(2 * 86_400);
/// A campaign is prepared for so long before it begins, unless somebody says otherwise.
const AHEAD: Duration = Duration::from_secs(30 * 86_400);

#[derive(Template)]
#[template(path = "kit_ask.html")]
struct AskPage<'a> {
    v: &'a Visitor,
    fingerprint: String,
    refusal: Option<String>,
    done: Option<String>,
}

impl<'a> AskPage<'a> {
    fn of(section: &Section, v: &'a Visitor) -> Self {
        Self { fingerprint: section.keys.house_key(PURPOSE).fingerprint(), refusal: None, done: None, v }
    }
}

/// Asks for a kit.
pub(super) async fn ask(
    State(section): State<Section>,
    v: Visitor,
    Query(asked): Query<Said>,
) -> Result<Response, WebError> {
    AskPage { done: said(&v, &asked.done), ..AskPage::of(&section, &v) }.answer()
}

fn refuse(section: &Section, v: &Visitor, why: &NotTaken) -> Result<Response, WebError> {
    let refusal = v.words.put(why.key(), "file", why.file());
    AskPage { refusal: Some(refusal), ..AskPage::of(section, v) }
        .answer_with(StatusCode::UNPROCESSABLE_ENTITY)
}

/// Takes the file of a kit, if every file in it is the one that was signed.
pub(super) async fn bring(
    State(section): State<Section>,
    v: Visitor,
    mut upload: Upload<Incoming>,
) -> Result<Response, WebError> {
    let member = v.require(&super::LEAD)?;
    let Some(file) = upload.take_file("file") else { return refuse(&section, &v, &NotTaken::NotWhole) };
    if file.bytes.length() > u64::try_from(MOST_BYTES).unwrap_or(u64::MAX) {
        return refuse(&section, &v, &NotTaken::TooMuch);
    }
    if !file.bytes.start().starts_with(b"PK") {
        return refuse(&section, &v, &NotTaken::NotWhole);
    }
    let key = section.files.put_incoming(file.bytes, "kit").await?;
    if let Err(refusal) = acts::open(&section, key.as_str()).await? {
        return refuse(&section, &v, &refusal);
    }
    let id: KitId = Id::secret(section.random.as_ref());
    let now = section.clock.now();
    let mut tx = section.db.begin().await?;
    kits::forget_older(&mut tx, now - WAITS).await?;
    kits::wait(&mut tx, id, key.as_str(), member.id, now).await?;
    tx.commit().await?;
    lead(&v, &format!("/desk/campaigns/kits/{id}"))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct TakeForm {
    title: String,
    starts: String,
    compared: String,
}

struct Line {
    title: String,
    about: String,
    notes: Vec<String>,
    here: bool,
}

#[derive(Template)]
#[template(path = "kit.html")]
struct KitPage<'a> {
    v: &'a Visitor,
    id: String,
    title: String,
    section: String,
    address: String,
    made: String,
    licence: &'static str,
    licence_address: &'static str,
    fingerprint: String,
    key_said: String,
    key_other: bool,
    message: griot_text::Html,
    items: Vec<Line>,
    pictures: String,
    here: Option<String>,
    form: TakeForm,
    refusal: Option<String>,
}

/// A kit that waits.
async fn waiting(section: &Section, db: &mut Conn, id: KitId) -> Result<Result<Kit, NotTaken>, WebError> {
    let file = kits::waiting(db, id).await?.ok_or(WebError::NotFound)?;
    match acts::open(section, &file).await {
        Err(WebError::NotFound) => Ok(Err(NotTaken::NotWhole)),
        opened => opened,
    }
}

/// Says what is in a kit, and who made it.
pub(super) async fn show(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let id: KitId = id_of(&id)?;
    let mut db = section.db.read().await?;
    let kit = match waiting(&section, &mut db, id).await? {
        Ok(kit) => kit,
        Err(refusal) => return refuse(&section, &v, &refusal),
    };
    let form = TakeForm {
        title: acts::words(&kit, section.settings().language).title,
        starts: day_field(Some(section.clock.now() + AHEAD)),
        compared: String::new(),
    };
    page(&section, &mut db, &v, (id, &kit), form).await?.answer()
}

async fn page<'a>(
    section: &Section,
    db: &mut Conn,
    v: &'a Visitor,
    (id, kit): (KitId, &Kit),
    form: TakeForm,
) -> Result<KitPage<'a>, WebError> {
    let (manifest, key) = (&kit.manifest, kit.key.text());
    let words = acts::words(kit, section.settings().language);
    let (key_said, key_other) = known(section, db, kit).await?;
    let campaign = kits::campaign_of(db, &key, &manifest.mark).await?;
    let there = match campaign {
        Some(campaign) => kits::items_taken(db, campaign).await?,
        None => Vec::new(),
    };
    let pictures: usize = kit.items.iter().map(|item| item.pictures.len()).sum();
    let items = kit.items.iter().map(|item| {
        let languages: Vec<&str> = item.texts.iter().map(|text| text.language.as_str()).collect();
        let networks: Vec<String> = item.networks.iter().map(|one| network(section, v, one)).collect();
        Line {
            title: item.title.clone(),
            about: [languages.join(", "), networks.join(", ")].join(" · "),
            notes: notes(v, item),
            here: there.contains(&item.mark),
        }
    });
    Ok(KitPage {
        v,
        id: id.to_string(),
        title: words.title,
        section: manifest.section.clone(),
        address: manifest.address.clone(),
        made: day_of(&manifest.made).ok().flatten().map(|day| v.day(day)).unwrap_or_default(),
        licence: manifest.licence.name(),
        licence_address: manifest.licence.address(),
        fingerprint: kit.key.fingerprint(),
        key_said: v.words.t(key_said),
        key_other,
        message: griot_text::markdown(&words.message),
        items: items.collect(),
        pictures: v.words.count("kit-pictures", i64::try_from(pictures).unwrap_or(i64::MAX)),
        here: campaign.map(|campaign| v.href(&format!("/desk/campaigns/{campaign}"))),
        form,
        refusal: None,
    })
}

/// What protects people in a text, and what it says of its own on networks.
fn notes(v: &Visitor, item: &KitItem) -> Vec<String> {
    let mut all = Vec::new();
    if acts::sensitivity(item) > Sensitivity::None {
        all.push(v.words.t("kit-item-person"));
    }
    let warnings = item.texts.iter().map(|text| &text.warning);
    if warnings.chain(item.variants.iter().map(|one| &one.warning)).any(|warning| !warning.is_empty()) {
        all.push(v.words.t("kit-item-warning"));
    }
    let own = item.variants.iter().filter(|one| one.file.is_some()).count();
    if own > 0 {
        all.push(v.words.count("kit-item-own", i64::try_from(own).unwrap_or(i64::MAX)));
    }
    all
}

/// What is known of the key that signed a kit, and whether the house at that address had another one.
async fn known(section: &Section, db: &mut Conn, kit: &Kit) -> Result<(&'static str, bool), WebError> {
    let key = kit.key.text();
    if kit.key == section.keys.house_key(PURPOSE) {
        return Ok(("kit-key-own", false));
    }
    Ok(match kits::known_key(db, &kit.manifest.address).await? {
        None => ("kit-key-first", false),
        Some(known) if known == key => ("kit-key-same", false),
        Some(_) => ("kit-key-other", true),
    })
}

/// Takes a kit over.
pub(super) async fn take(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(form): Form<TakeForm>,
) -> Result<Response, WebError> {
    let member = v.require(&super::LEAD)?;
    let id: KitId = id_of(&id)?;
    let mut db = section.db.read().await?;
    let kit = match waiting(&section, &mut db, id).await? {
        Ok(kit) => kit,
        Err(refusal) => return refuse(&section, &v, &refusal),
    };
    let (_, key_other) = known(&section, &mut db, &kit).await?;
    let typed = CampaignWords::title(&form.title)
        .and_then(|title| Ok((title, day_of(&form.starts)?)))
        .map_err(crate::model::Refusal::key);
    let typed = if key_other && form.compared != "yes" { Err("kit-refused-compare") } else { typed };
    let (title, starts) = match typed {
        Ok(typed) => typed,
        Err(refusal) => {
            let mut page = page(&section, &mut db, &v, (id, &kit), form).await?;
            page.refusal = Some(v.words.t(refusal));
            return page.answer_with(StatusCode::UNPROCESSABLE_ENTITY);
        }
    };
    drop(db);
    let (kit, pictures) = match acts::pictures(&section, kit).await {
        Ok(Ok(both)) => both,
        Ok(Err(refusal)) => return refuse(&section, &v, &refusal),
        Err(error) => return Err(error),
    };
    let wanted = acts::Wanted { title, starts, by: member.id };
    let mut tx = section.db.begin().await?;
    let Some(taken) = acts::take_over(&section, &mut tx, (id, &kit, &pictures), &wanted).await? else {
        return lead(&v, "/desk/campaigns");
    };
    tx.commit().await?;
    let done = if taken.again { "kit-again" } else { "kit-taken" };
    lead(&v, &format!("/desk/campaigns/{}?done={done}", taken.campaign))
}

/// Lets go of a kit.
pub(super) async fn forget(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(_): Form<Said>,
) -> Result<Response, WebError> {
    let mut tx = section.db.begin().await?;
    kits::forget(&mut tx, id_of(&id)?).await?;
    tx.commit().await?;
    lead(&v, "/desk/campaigns/kits?done=removed")
}
