//! A text as a record: <https://github.com/bluesky-social/atproto/blob/main/lexicons/app/bsky/feed/post.json>.

use griot_kernel::Timestamp;
use serde_json::{Value, json};
use url::Url;

use super::{POST, Picture, mention::Mention};
use crate::{
    model::{
        measure::{hashtags, links},
        message::Message,
    },
    networks::answer::before,
};

/// The longest word after a `#` that the network takes, in bytes.
const LONGEST_TAG: usize = 640;

/// The record of a text. Nothing in it changes when it is made again. Pictures come before a card, which has
/// no place for what a picture shows.
pub(super) fn of(message: &Message, mentions: &[Mention], pictures: &[Picture], at: Timestamp) -> Value {
    let text = words(message);
    let mut record = json!({
        "$type": POST,
        "text": text,
        "createdAt": at.rfc3339(),
        "langs": [message.language.as_str()],
    });
    let mut add = |name: &str, value: Value| {
        if let Some(fields) = record.as_object_mut() {
            fields.insert(name.to_owned(), value);
        }
    };
    let facets = facets(&text, mentions);
    if !facets.is_empty() {
        add("facets", Value::Array(facets));
    }
    if !pictures.is_empty() {
        let images: Vec<Value> = pictures.iter().map(image).collect();
        add("embed", json!({ "$type": "app.bsky.embed.images", "images": images }));
    } else if let Some(card) = message.link.as_deref().and_then(|link| card(&message.text, link)) {
        add("embed", card);
    }
    if !before(message.warning.as_deref()).is_empty() {
        // The network knows four labels that one may give to one's own text; the others are of nudity.
        let values = json!([{ "val": "graphic-media" }]);
        add("labels", json!({ "$type": "com.atproto.label.defs#selfLabels", "values": values }));
    }
    record
}

/// The text as it stands there: the network knows no warnings, so that one stands before it.
pub(super) fn words(message: &Message) -> String {
    format!("{}{}", before(message.warning.as_deref()), message.text)
}

fn image(picture: &Picture) -> Value {
    let mut image = json!({ "alt": picture.alt, "image": picture.blob });
    if picture.width > 0
        && picture.height > 0
        && let Some(fields) = image.as_object_mut()
    {
        fields.insert("aspectRatio".into(), json!({ "width": picture.width, "height": picture.height }));
    }
    image
}

/// A card under the text: the network reads no page by itself.
fn card(text: &str, link: &str) -> Option<Value> {
    let url = Url::parse(link).ok()?;
    let host = url.host_str()?;
    let first = text.lines().map(str::trim).find(|line| !line.is_empty() && *line != link);
    let external = json!({ "uri": link, "title": first.unwrap_or(host), "description": host });
    Some(json!({ "$type": "app.bsky.embed.external", "external": external }))
}

/// What can be pressed in a text, by ranges of its bytes in UTF-8.
fn facets(text: &str, mentions: &[Mention]) -> Vec<Value> {
    let facet = |range: &std::ops::Range<usize>, feature: Value| {
        let index = json!({ "byteStart": range.start, "byteEnd": range.end });
        json!({ "index": index, "features": [feature] })
    };
    let links = links(text).into_iter().filter_map(|range| {
        let uri = text.get(range.clone())?;
        Some(facet(&range, json!({ "$type": "app.bsky.richtext.facet#link", "uri": uri })))
    });
    let tags = hashtags(text).into_iter().filter_map(|range| {
        let tag = text.get(range.clone())?.trim_start_matches('#');
        let fits = tag.len() <= LONGEST_TAG && tag.chars().count() <= LONGEST_TAG / 10;
        fits.then(|| facet(&range, json!({ "$type": "app.bsky.richtext.facet#tag", "tag": tag })))
    });
    let mentions = mentions
        .iter()
        .map(|one| facet(&one.range, json!({ "$type": "app.bsky.richtext.facet#mention", "did": one.did })));
    links.chain(tags).chain(mentions).collect()
}

#[cfg(test)]
mod tests {
    use super::{card, facets};

    #[test]
    fn what_can_be_pressed_is_found_by_bytes_not_by_signs() {
        let text = "L’été à Bobo : https://é.bf/eau, #Forêt";
        let found: Vec<(&str, String)> = facets(text, &[])
            .iter()
            .map(|facet| {
                let place = |name: &str| usize::try_from(facet["index"][name].as_u64().unwrap()).unwrap();
                (text.get(place("byteStart")..place("byteEnd")).unwrap(), facet["features"][0].to_string())
            })
            .collect();
        assert_eq!(found[0].0, "https://é.bf/eau");
        assert_eq!(found[1].0, "#Forêt");
        assert!(found[1].1.contains(r#""tag":"Forêt""#), "{}", found[1].1);
        assert!(facets(&format!("#{}", "é".repeat(65)), &[]).is_empty(), "the network takes 64 signs");
    }

    #[test]
    fn a_card_bears_the_first_line_or_the_name_of_the_site() {
        let title = |text| card(text, "https://a.bf/eau").unwrap()["external"]["title"].clone();
        assert_eq!(title("De l’eau pour tous\n\nhttps://a.bf/eau"), "De l’eau pour tous");
        assert_eq!(title("https://a.bf/eau"), "a.bf");
    }
}
