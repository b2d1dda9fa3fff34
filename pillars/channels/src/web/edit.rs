//! Writing an item: the common text, what it shows, where it goes, and what each channel says of its own.

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Redirect, Response},
};
use griot_db::Conn;
use griot_kernel::Language;
use griot_web::{Answer, Form, Section, Visitor, WebError};
use serde::Deserialize;

use super::{
    fields::{Fields, fields_of, open, read},
    item::find,
    rights::{WRITE, may_write},
    view::{self, Choice},
};
use crate::{
    acts::{
        log, propose,
        show::Whole,
        write::{self, Saved, Written},
    },
    jobs,
    model::{
        channel::{Channel, ChannelId},
        item::{Item, SENSITIVITIES, Stage, sensitivity_key, sensitivity_text},
        message::Visibility,
        network::Network,
    },
    store::{items, keys, pictures},
};

/// So many pictures of the library are offered.
const OFFERED: i64 = 24;

/// The message that says who may see a text.
pub(super) fn visibility_key(one: Visibility) -> &'static str {
    match one {
        Visibility::Public => "channels-visibility-public",
        Visibility::Unlisted => "channels-visibility-unlisted",
        Visibility::Followers => "channels-visibility-followers",
    }
}

struct ChannelField {
    id: String,
    name: String,
    network: String,
    on: bool,
    speaks: Vec<Choice>,
    visibilities: Vec<Choice>,
    body: String,
    warning: String,
    most: String,
    spoken: bool,
    by_hand: bool,
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
    theirs: Option<String>,
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
    for channel in open(&mut db).await? {
        fields.set(&format!("language_{}", channel.id), channel.language.as_str());
    }
    page(&section, &mut db, &v, None, &fields, None, None).await
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
    let fields = fields_of(&whole, &wanted.text);
    page(&section, &mut db, &v, Some(&whole), &fields, None, None).await
}

async fn page(
    section: &Section,
    db: &mut Conn,
    v: &Visitor,
    whole: Option<&Whole>,
    fields: &Fields,
    refusal: Option<&'static str>,
    theirs: Option<String>,
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
    let keyed: Vec<ChannelId> = keys::list(db).await?.into_iter().map(|key| key.channel).collect();
    let all = open(db).await?;
    let channel_fields = all.iter().map(|channel| channel_field(v, fields, channel, &keyed)).collect();
    let page = EditPage {
        v,
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

fn channel_field(v: &Visitor, fields: &Fields, channel: &Channel, keyed: &[ChannelId]) -> ChannelField {
    let id = channel.id.to_string();
    let of = |field: &str| fields.one(&format!("{field}_{id}")).to_owned();
    let speaks = match of("language") {
        tag if tag.is_empty() => channel.language.to_string(),
        tag => tag,
    };
    let visibility = of("visibility");
    let choice = |one: Visibility| Choice {
        value: one.as_str().to_owned(),
        label: v.words.t(visibility_key(one)),
        chosen: one.as_str() == visibility,
    };
    ChannelField {
        on: fields.all("to").contains(&id),
        name: channel.name.clone(),
        network: v.words.t(channel.network.key()),
        speaks: view::languages(v, &speaks),
        visibilities: if channel.network == Network::Mastodon {
            Visibility::ALL.into_iter().map(choice).collect()
        } else {
            Vec::new()
        },
        body: of("body"),
        warning: of("warning"),
        most: super::channel::longest(v, &channel.limits()),
        spoken: channel.network.is_spoken(),
        by_hand: channel.by_hand || !keyed.contains(&channel.id),
        id,
    }
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
    let written = match read(&mut tx, &fields, blank).await? {
        Ok(written) => written,
        Err(refusal) => {
            drop(tx);
            let mut db = section.db.read().await?;
            return page(&section, &mut db, &v, None, &fields, Some(refusal), None).await;
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
    let written = match read(&mut tx, &fields, base).await? {
        Ok(written) => written,
        Err(refusal) => {
            drop(tx);
            let mut db = section.db.read().await?;
            return page(&section, &mut db, &v, Some(&whole), &fields, Some(refusal), None).await;
        }
    };
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
            let words = differences(&written, &theirs);
            let refusal = Some("channels-refused-overtaken");
            page(&section, &mut db, &v, Some(&theirs), &fields, refusal, Some(words)).await
        }
        Saved::Closed => Ok(Redirect::to(&v.href(&format!("/desk/items/{id}"))).into_response()),
    }
}

/// What somebody else saved meanwhile, in the language that was being written.
fn differences(written: &Written, theirs: &Whole) -> String {
    let text = theirs.texts.iter().find(|text| text.language == written.text.language);
    let body = text.map(|text| text.body.as_str()).unwrap_or_default();
    format!("{}\n\n{body}", theirs.item.title)
}
