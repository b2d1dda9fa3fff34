//! The form in which an item is written: what it holds, and what is read from it.

use std::collections::HashMap;

use griot_db::Conn;
use griot_kernel::{Id, Language, Zone};
use griot_web::WebError;

use super::view;
use crate::{
    acts::{propose::plain_variant, show::Whole, write::Written},
    model::{
        channel::{Channel, ChannelState},
        item::{Item, Text, sensitivity, sensitivity_text},
        picture::PictureId,
        press::for_press_alone,
        variant::{Variant, most_languages},
    },
    store::{channels, pictures},
};

/// The longest text, in bytes: more than any network takes.
const LONGEST: usize = 100_000;

/// What the form holds, as typed.
#[derive(Clone, Debug, Default)]
pub(super) struct Fields(HashMap<String, Vec<String>>);

impl Fields {
    pub fn of(pairs: Vec<(String, String)>) -> Self {
        let mut all: HashMap<String, Vec<String>> = HashMap::new();
        for (name, value) in pairs {
            all.entry(name).or_default().push(value);
        }
        Self(all)
    }

    pub fn one(&self, name: &str) -> &str {
        self.0.get(name).and_then(|values| values.first()).map(String::as_str).unwrap_or_default()
    }

    pub fn all(&self, name: &str) -> &[String] {
        self.0.get(name).map(Vec::as_slice).unwrap_or_default()
    }

    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        self.0.insert(name.to_owned(), vec![value.into()]);
    }

    pub fn add(&mut self, name: &str, value: impl Into<String>) {
        self.0.entry(name.to_owned()).or_default().push(value.into());
    }
}

/// The form of an item that is there, in the language that is to be written and with hours of this zone.
pub(super) fn fields_of(zone: &Zone, whole: &Whole, wanted: &str) -> Fields {
    let item = &whole.item;
    let language = wanted.parse::<Language>().unwrap_or(item.language);
    let text = whole.texts.iter().find(|text| text.language == language);
    let mut fields = Fields::default();
    fields.set("title", item.title.as_str());
    fields.set("language", language.as_str());
    fields.set("body", text.map(|text| text.body.as_str()).unwrap_or_default());
    fields.set("warning", text.map(|text| text.warning.as_str()).unwrap_or_default());
    let link = text.or(whole.texts.first()).map(|text| text.link.as_str());
    fields.set("link", link.unwrap_or_default());
    fields.set("sensitivity", sensitivity_text(item.sensitivity));
    fields.set("consent", item.consent.as_str());
    fields.set("consent_until", item.consent_until.map(|at| at.day().to_string()).unwrap_or_default());
    fields.set("campaign", item.campaign.map(|id| id.to_string()).unwrap_or_default());
    fields.set("line", item.line.map(|id| id.to_string()).unwrap_or_default());
    fields.set("planned_at", view::local(zone, item.planned_at));
    fields.set("embargo_until", view::local(zone, item.embargo_until));
    fields.set("not_after", view::local(zone, item.not_after));
    for (variant, channel) in &whole.targets {
        let name = |field: &str| format!("{field}_{}", channel.id);
        if !fields.all("to").contains(&channel.id.to_string()) {
            fields.add("to", channel.id.to_string());
        }
        let piece = fields.all(&name("language")).len();
        for picture in whole.pictures.iter().filter(|_| channel.limits().pictures > 0) {
            let one = format!("{piece}:{}", picture.id);
            fields.add(&name("offer"), one.as_str());
            if variant.shows(picture) {
                fields.add(&name("show"), one);
            }
        }
        fields.add(&name("language"), variant.language.as_str());
        fields.add(&name("visibility"), variant.visibility.as_str());
        fields.add(&name("letters"), variant.letters.as_str());
        fields.add(&name("body"), variant.body.clone().unwrap_or_default());
        fields.add(&name("warning"), variant.warning.as_str());
    }
    for picture in &whole.pictures {
        fields.add("picture", picture.id.to_string());
    }
    fields
}

/// The channels to which an item may go.
pub(super) async fn open(db: &mut Conn) -> Result<Vec<Channel>, WebError> {
    let all = channels::list(db).await?;
    Ok(all.into_iter().filter(|channel| channel.state != ChannelState::Closed).collect())
}

/// Reads the form, or says by a key what is wrong with it.
pub(super) async fn read(
    db: &mut Conn,
    zone: &Zone,
    fields: &Fields,
    base: Item,
) -> Result<Result<Written, &'static str>, WebError> {
    let title = fields.one("title").trim();
    if title.is_empty() {
        return Ok(Err("channels-refused-no-title"));
    }
    if title.chars().count() > 200 {
        return Ok(Err("channels-refused-long-title"));
    }
    let body = fields.one("body").replace("\r\n", "\n");
    if body.len() > LONGEST {
        return Ok(Err("channels-refused-long-body"));
    }
    let Ok(written_in) = fields.one("language").parse::<Language>() else {
        return Ok(Err("channels-refused-no-language"));
    };
    let link = fields.one("link").trim();
    if !link.is_empty() && url::Url::parse(link).map_or(true, |url| !matches!(url.scheme(), "http" | "https"))
    {
        return Ok(Err("channels-refused-link"));
    }
    let hours = [
        ("planned_at", base.planned_at),
        ("embargo_until", base.embargo_until),
        ("not_after", base.not_after),
    ];
    let mut moments = [None; 3];
    for (read, (name, before)) in moments.iter_mut().zip(hours) {
        *read = match view::moment(zone, fields.one(name), before) {
            Ok(moment) => moment,
            Err(refusal) => return Ok(Err(refusal)),
        };
    }
    let [planned_at, embargo_until, not_after] = moments;
    if let (Some(at), Some(last)) = (planned_at, not_after)
        && last <= at
    {
        return Ok(Err("channels-refused-hour-too-late"));
    }
    let consent_until = match view::last_day(fields.one("consent_until")) {
        Ok(until) => until,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let item = Item {
        title: title.to_owned(),
        // A new item is in the language of its first text; later texts do not change that.
        language: if base.title.is_empty() { written_in } else { base.language },
        planned_at,
        embargo_until,
        not_after,
        sensitivity: sensitivity(fields.one("sensitivity")).unwrap_or_default(),
        consent: fields.one("consent").trim().chars().take(2_000).collect(),
        consent_until,
        campaign: fields.one("campaign").parse().ok(),
        line: fields.one("line").parse().ok(),
        ..base
    };
    let text = Text {
        language: written_in,
        body,
        warning: fields.one("warning").trim().chars().take(300).collect(),
        link: link.to_owned(),
    };
    let mut targets = Vec::new();
    for channel in open(db).await? {
        if !fields.all("to").contains(&channel.id.to_string()) {
            continue;
        }
        match variants(fields, &channel) {
            Ok(all) => targets.extend(all.into_iter().map(|variant| (variant, channel.clone()))),
            Err(refusal) => return Ok(Err(refusal)),
        }
    }
    if let (Some(at), Some(until)) = (planned_at, embargo_until)
        && at < until
        && !for_press_alone(&targets)
    {
        return Ok(Err("channels-refused-hour-embargo"));
    }
    let mut variants: Vec<Variant> = targets.into_iter().map(|(variant, _)| variant).collect();
    let mut chosen: Vec<PictureId> = Vec::new();
    for id in fields.all("picture") {
        let id: Id<_> = id.parse().map_err(|_| WebError::BadRequest)?;
        if pictures::by_id(db, id).await?.is_some() && !chosen.contains(&id) {
            chosen.push(id);
        }
    }
    for variant in &mut variants {
        variant.without.retain(|picture| chosen.contains(picture));
    }
    Ok(Ok(Written { item, text, variants, pictures: chosen }))
}

/// Says of a piece of the form that it is not to go out in that language any more.
pub(super) const NOT_ANY_MORE: &str = "-";

/// The pictures of the item that the form offers for the nth piece of a channel, and whether it shows them.
pub(super) fn offered(
    fields: &Fields,
    channel: &Channel,
    n: usize,
) -> impl Iterator<Item = (PictureId, bool)> {
    let of = |field: &str| fields.all(&format!("{field}_{}", channel.id));
    let (shown, piece) = (of("show"), n.to_string());
    of("offer").iter().take(500).filter_map(move |one| {
        let (of, picture) = one.split_once(':')?;
        (of == piece).then_some(())?;
        Some((picture.parse().ok()?, shown.contains(one)))
    })
}

/// How an item goes to a channel: fields of one name are those of one language after the other, and the
/// first is the channel's own where nobody says.
pub(super) fn variants(fields: &Fields, channel: &Channel) -> Result<Vec<Variant>, &'static str> {
    let all = |field: &str| fields.all(&format!("{field}_{}", channel.id));
    let nth = |field: &str, n: usize| all(field).get(n).map(String::as_str).unwrap_or_default();
    let mut variants: Vec<Variant> = Vec::new();
    for n in 0..all("language").len().max(1) {
        let body = nth("body", n).replace("\r\n", "\n");
        let body = Some(body).filter(|body| !body.trim().is_empty());
        let language: Language = match nth("language", n).trim() {
            "" if n == 0 => channel.language,
            NOT_ANY_MORE => continue,
            "" if body.is_none() => continue,
            tag => tag.parse().map_err(|_| "channels-refused-no-own-language")?,
        };
        if variants.iter().any(|known| known.language == language) {
            return Err("channels-refused-language-twice");
        }
        variants.push(Variant {
            channel: channel.id,
            language,
            body,
            warning: nth("warning", n).trim().chars().take(300).collect(),
            visibility: nth("visibility", n).parse().unwrap_or_default(),
            letters: nth("letters", n).parse().unwrap_or_default(),
            without: offered(fields, channel, n).filter(|(_, on)| !on).map(|(picture, _)| picture).collect(),
        });
    }
    if variants.is_empty() {
        variants.push(plain_variant(channel, channel.language));
    }
    if variants.len() > most_languages(channel.network) {
        return Err("channels-refused-too-many-languages");
    }
    Ok(variants)
}
