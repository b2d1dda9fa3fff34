//! Writing an item: the common text, what it shows, where it goes, and what each channel says of its own.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Redirect, Response},
};
use griot_db::Conn;
use griot_kernel::{Language, Sensitivity};
use griot_web::{Answer, Form, Section, Visitor, WebError};
use serde::Deserialize;

use super::{
    fields::{Fields, fields_of, open, read, variants},
    item::find,
    pieces::ChannelField,
    rights::{PUBLISH, WRITE, may_write},
    view::{self, Choice},
};
use crate::{
    acts::{
        log, propose,
        show::Whole,
        write::{self, Saved},
    },
    jobs,
    model::{
        channel::ChannelId,
        item::{Item, SENSITIVITIES, Stage, hour, sensitivity, sensitivity_key, sensitivity_text},
        message::Visibility,
        picture::PictureId,
        press::for_press_alone,
        variant::Variant,
    },
    store::{items, keys, pictures},
};

/// So many pictures of the library are offered.
const OFFERED: i64 = 24;

/// The fields of the common text, and how each is called.
const FIELDS: [(&str, &str); 12] = [
    ("title", "channels-field-title"),
    ("body", "channels-field-body"),
    ("link", "channels-field-link"),
    ("sensitivity", "channels-field-sensitivity"),
    ("consent", "channels-field-consent"),
    ("consent_until", "channels-field-consent-until"),
    ("warning", "channels-field-warning"),
    ("planned_at", "channels-field-hour"),
    ("embargo_until", "channels-field-embargo"),
    ("not_after", "channels-field-last"),
    ("campaign", "channels-fact-campaign"),
    ("line", "channels-fact-line"),
];

/// The message that says who may see a text.
pub(super) fn visibility_key(one: Visibility) -> &'static str {
    match one {
        Visibility::Public => "channels-visibility-public",
        Visibility::Unlisted => "channels-visibility-unlisted",
        Visibility::Followers => "channels-visibility-followers",
    }
}

struct PictureField {
    id: String,
    src: String,
    alt: String,
    on: bool,
}

#[derive(Template)]
#[template(path = "edit.html")]
struct EditPage<'a> {
    v: &'a Visitor,
    action: String,
    /// What the draft on the device is called …
    draft: String,
    /// … and of which state of the item it is; nothing where it names somebody: a device may be lost.
    device: Option<String>,
    cancel: String,
    heading: String,
    fields: &'a Fields,
    revision: String,
    languages: Vec<Choice>,
    other_texts: Vec<(String, String)>,
    sensitivities: Vec<Choice>,
    campaigns: Vec<Choice>,
    lines: Vec<Choice>,
    channels: Vec<ChannelField>,
    pictures: Vec<PictureField>,
    refusal: Option<String>,
    theirs: Vec<Difference>,
    reopens: bool,
}

impl EditPage<'_> {
    fn field(&self, name: &str) -> &str {
        self.fields.one(name)
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    text: String,
    day: String,
    campaign: String,
    /// A picture of the library that it is to show.
    picture: String,
}

/// An empty form.
pub(super) async fn ask(
    State(section): State<Section>,
    v: Visitor,
    Query(wanted): Query<Wanted>,
) -> Result<Response, WebError> {
    v.require(&WRITE)?;
    let mut db = section.db.read().await?;
    let mut fields = Fields::default();
    fields.set("language", v.settings.language.as_str());
    if wanted.day.len() == 10 {
        fields.set("planned_at", format!("{}T09:00", wanted.day));
    }
    fields.set("campaign", wanted.campaign);
    if !wanted.picture.is_empty() {
        fields.add("picture", wanted.picture);
    }
    page(&section, &mut db, &v, None, &fields, None, Vec::new()).await
}

/// The form of an item that is there.
pub(super) async fn show(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, WebError> {
    let member = v.require(&WRITE)?;
    let mut db = section.db.read().await?;
    let whole = find(&mut db, &id).await?;
    if !may_write(member, &whole.item) {
        return Err(WebError::Forbidden);
    }
    if !whole.item.stage.may_be_written() {
        return Ok(Redirect::to(&v.href(&format!("/desk/items/{}", whole.item.id))).into_response());
    }
    let mut fields = fields_of(&v.settings.zone, &whole, &wanted.text);
    if !wanted.picture.is_empty() && !fields.all("picture").contains(&wanted.picture) {
        fields.add("picture", wanted.picture);
    }
    page(&section, &mut db, &v, Some(&whole), &fields, None, Vec::new()).await
}

async fn page(
    section: &Section,
    db: &mut Conn,
    v: &Visitor,
    whole: Option<&Whole>,
    fields: &Fields,
    refusal: Option<&'static str>,
    theirs: Vec<Difference>,
) -> Result<Response, WebError> {
    let item = whole.map(|whole| &whole.item);
    let (action, heading) = match item {
        Some(item) => {
            (format!("/desk/items/{}/edit", item.id), v.words.put("channels-edit", "title", &item.title))
        }
        None => ("/desk/items/new".to_owned(), v.words.t("channels-new")),
    };
    let chosen = |name: &str, value: &str| fields.one(name) == value;
    let none = || Choice { value: String::new(), label: v.words.t("channels-none"), chosen: false };
    let sensitivities = SENSITIVITIES.into_iter().map(|one| {
        let value = sensitivity_text(one).to_owned();
        Choice { chosen: chosen("sensitivity", &value), label: v.words.t(sensitivity_key(one)), value }
    });
    let campaigns = view::campaigns(section, db).await?.into_iter().map(|one| {
        let value = one.id.to_string();
        Choice { chosen: chosen("campaign", &value), label: one.title, value }
    });
    let lines = view::lines(section, db).await?.into_iter().map(|one| {
        let value = one.id.to_string();
        Choice {
            chosen: chosen("line", &value),
            label: format!("{} · {}", v.words.t(one.kind_key), one.text),
            value,
        }
    });
    let library = pictures::list(db, 0, OFFERED).await?;
    let shown = whole.map(|whole| whole.pictures.clone()).unwrap_or_default();
    let mut offered = shown.clone();
    offered.extend(library.into_iter().filter(|one| !shown.iter().any(|other| other.id == one.id)));
    // Those that were chosen elsewhere in the library come first.
    for id in fields.all("picture").iter().filter_map(|id| id.parse::<PictureId>().ok()).take(20) {
        if !offered.iter().any(|one| one.id == id) {
            offered.splice(..0, pictures::by_id(db, id).await?);
        }
    }
    let keyed: Vec<ChannelId> = keys::list(db).await?.into_iter().map(|key| key.channel).collect();
    let all = open(db).await?;
    let channel_fields =
        all.iter().map(|channel| ChannelField::of(v, fields, channel, (&keyed, &offered))).collect();
    let newest = match &v.member {
        Some(member) if item.is_none() => items::newest_of(db, member.id).await?,
        _ => None,
    };
    let page = EditPage {
        v,
        draft: item.map_or_else(|| "new".to_owned(), |item| item.id.to_string()),
        device: match item {
            Some(item) => (item.sensitivity == Sensitivity::None).then(|| item.revision.to_string()),
            // What they begin after this one is another.
            None => Some(newest.map(|id| id.to_string()).unwrap_or_default()),
        },
        cancel: item.map_or_else(|| "/desk/calendar".to_owned(), |item| format!("/desk/items/{}", item.id)),
        action,
        heading,
        fields,
        revision: item.map(|item| item.revision.to_string()).unwrap_or_default(),
        languages: view::languages(v, fields.one("language")),
        other_texts: whole
            .map(|whole| {
                let other = |tag: &str| (tag.to_owned(), v.words.language_name(language(tag)));
                let here = fields.one("language").to_owned();
                let tags = view::languages(v, &here).into_iter().map(|choice| choice.value);
                tags.filter(|tag| *tag != here && known(whole, tag)).map(|tag| other(&tag)).collect()
            })
            .unwrap_or_default(),
        sensitivities: sensitivities.collect(),
        campaigns: std::iter::once(none()).chain(campaigns).collect(),
        lines: std::iter::once(none()).chain(lines).collect(),
        channels: channel_fields,
        pictures: offered
            .iter()
            .map(|picture| {
                let id = picture.id.to_string();
                PictureField {
                    on: fields.all("picture").contains(&id),
                    src: super::pictures::small(picture),
                    alt: picture.alt.clone(),
                    id,
                }
            })
            .collect(),
        refusal: refusal.map(|key| v.words.t(key)),
        theirs,
        reopens: item.is_some_and(|item| matches!(item.stage, Stage::Approved | Stage::Scheduled)),
    };
    page.answer_form(page.refusal.is_some())
}

fn known(whole: &Whole, tag: &str) -> bool {
    whole.texts.iter().any(|text| text.language.as_str() == tag)
}

fn language(tag: &str) -> Language {
    tag.parse().unwrap_or(Language::FRENCH)
}

/// Begins an item.
pub(super) async fn begin(
    State(section): State<Section>,
    v: Visitor,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, WebError> {
    let by = v.require(&WRITE)?.id;
    let (now, random) = (section.clock.now(), section.random.as_ref());
    let fields = Fields::of(pairs);
    let mut tx = section.db.begin().await?;
    let blank = Item { author: Some(by), ..propose::blank("", Language::FRENCH, (now, random)) };
    let written = match read(&mut tx, &v.settings.zone, &fields, blank).await? {
        Ok(written) => written,
        Err(refusal) => {
            drop(tx);
            let mut db = section.db.read().await?;
            return page(&section, &mut db, &v, None, &fields, Some(refusal), Vec::new()).await;
        }
    };
    write::begin(&mut tx, &written.item, &written.text, (now, random)).await?;
    for variant in &written.variants {
        crate::store::texts::put_variant(&mut tx, written.item.id, variant).await?;
    }
    for (place, picture) in (0..).zip(&written.pictures) {
        pictures::place(&mut tx, written.item.id, place, *picture).await?;
    }
    tx.commit().await?;
    Ok(Redirect::to(&v.href(&format!("/desk/items/{}?done=saved", written.item.id))).into_response())
}

/// Saves an item.
pub(super) async fn save(
    State(section): State<Section>,
    v: Visitor,
    Path(id): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, WebError> {
    let member = v.require(&WRITE)?;
    let by = member.id;
    let (now, random) = (section.clock.now(), section.random.as_ref());
    let fields = Fields::of(pairs);
    let mut tx = section.db.begin().await?;
    let whole = find(&mut tx, &id).await?;
    if !may_write(member, &whole.item) {
        return Err(WebError::Forbidden);
    }
    let revision = fields.one("revision").parse().unwrap_or(0);
    let base = Item { revision, ..whole.item.clone() };
    let written = match read(&mut tx, &v.settings.zone, &fields, base).await? {
        Ok(written) => written,
        Err(refusal) => {
            drop(tx);
            let mut db = section.db.read().await?;
            return page(&section, &mut db, &v, Some(&whole), &fields, Some(refusal), Vec::new()).await;
        }
    };
    let hours = |item: &Item| (item.planned_at, item.embargo_until, item.not_after);
    if whole.item.stage == Stage::Scheduled && hours(&whole.item) != hours(&written.item) {
        // What waits for its hour is moved by whoever may set hours, as in the calendar.
        let fits =
            |at| hour(&written.item, at, now, for_press_alone(&whole.targets)).map_err(|one| one.key());
        let refusal = match written.item.planned_at {
            _ if !v.may(&PUBLISH) => Some("channels-refused-hour-publisher"),
            Some(at) if at != whole.item.planned_at.unwrap_or(now) || at > now => fits(at).err(),
            _ => None,
        };
        if refusal.is_some() {
            drop(tx);
            let mut db = section.db.read().await?;
            return page(&section, &mut db, &v, Some(&whole), &fields, refusal, Vec::new()).await;
        }
    }
    match write::save(&mut tx, &written, by, (now, random)).await? {
        Saved::Done(after) => {
            if after.item.stage == Stage::Idea {
                // Whoever writes it takes it up.
                items::set_stage(&mut tx, after.item.id, Stage::Idea, Stage::Draft, now).await?;
                log::note(&mut tx, after.item.id, "channels-act-begun", Some(by), None, "", (now, random))
                    .await?;
            }
            if after.item.stage == Stage::InReview && after.digest() != whole.digest() {
                // The letters that were sent show what it does not say any more.
                jobs::tell_approvers(&section, &mut tx, after.item.id).await?;
            }
            tx.commit().await?;
            Ok(Redirect::to(&v.href(&format!("/desk/items/{}?done=saved", after.item.id))).into_response())
        }
        Saved::Overtaken(theirs) => {
            drop(tx);
            let mut db = section.db.read().await?;
            let differ = differences(&section, &mut db, &v, &fields, &theirs).await?;
            let refusal = Some("channels-refused-overtaken");
            page(&section, &mut db, &v, Some(&theirs), &fields, refusal, differ).await
        }
        Saved::Closed => Ok(Redirect::to(&v.href(&format!("/desk/items/{id}"))).into_response()),
    }
}

/// A field in which two differ who wrote at once: what the other one saved.
struct Difference {
    label: String,
    theirs: String,
}

/// Wherever what somebody else saved meanwhile is not what the form holds.
async fn differences(
    section: &Section,
    db: &mut Conn,
    v: &Visitor,
    mine: &Fields,
    theirs: &Whole,
) -> Result<Vec<Difference>, WebError> {
    let saved = fields_of(&v.settings.zone, theirs, mine.one("language"));
    let campaigns = view::campaigns(section, db).await?;
    let lines = view::lines(section, db).await?;
    let said = |name: &str| {
        let value = saved.one(name);
        let shown = match name {
            "sensitivity" => sensitivity(value).map(|one| v.words.t(sensitivity_key(one))),
            "campaign" => {
                campaigns.iter().find(|one| one.id.to_string() == value).map(|one| one.title.clone())
            }
            "line" => lines.iter().find(|one| one.id.to_string() == value).map(|one| one.text.clone()),
            "planned_at" | "embargo_until" | "not_after" => {
                view::moment(&v.settings.zone, value, None).ok().flatten().map(|at| v.words.moment(at))
            }
            _ => Some(value.to_owned()).filter(|value| !value.trim().is_empty()),
        };
        shown.unwrap_or_else(|| v.words.t("channels-none"))
    };
    let same = |name: &str| {
        saved.one(name).replace("\r\n", "\n").trim() == mine.one(name).replace("\r\n", "\n").trim()
    };
    let mut all: Vec<Difference> = FIELDS
        .into_iter()
        .filter(|(name, _)| !same(name))
        .map(|(name, key)| Difference { label: v.words.t(key), theirs: said(name) })
        .collect();
    for channel in open(db).await? {
        let id = channel.id.to_string();
        let goes = |fields: &Fields| fields.all("to").contains(&id);
        let kept = variants(&saved, &channel);
        if goes(&saved) == goes(mine) && (!goes(mine) || kept == variants(mine, &channel)) {
            continue;
        }
        let theirs = if goes(&saved) {
            let common = || v.words.t("channels-differs-common");
            let said = |one: Variant| {
                let body = one.body.clone().unwrap_or_else(common);
                let language = v.words.language_name(one.language);
                let left = theirs.pictures.iter().filter(|picture| one.without.contains(&picture.id));
                let left = left.map(|picture| v.words.put("channels-differs-without", "alt", &picture.alt));
                let body = std::iter::once(body).chain(left).collect::<Vec<_>>().join("\n");
                v.words.with("channels-differs-in", [("language", language.into()), ("text", body.into())])
            };
            kept.unwrap_or_default().into_iter().map(said).collect::<Vec<_>>().join("\n\n")
        } else {
            v.words.t("channels-differs-not-there")
        };
        all.push(Difference { label: channel.name, theirs });
    }
    let sorted = |fields: &Fields| {
        let mut all = fields.all("picture").to_vec();
        all.sort_unstable();
        all
    };
    if sorted(&saved) != sorted(mine) {
        let alts: Vec<_> = theirs.pictures.iter().map(|picture| picture.alt.as_str()).collect();
        let theirs = if alts.is_empty() { v.words.t("channels-none") } else { alts.join("\n") };
        all.push(Difference { label: v.words.t("channels-pictures"), theirs });
    }
    Ok(all)
}
