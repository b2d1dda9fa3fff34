//! A letter of a newsletter: made once for a mailing, with a place for each reader's own way out.
//!
//! It is text first: no picture is loaded when it is opened, none stands in it that counts readers, and no
//! link leads over a counter. A picture is a link with the words that say what it shows.

use griot_delivery::{Email, Letter};
use griot_i18n::Words;
use griot_kernel::Timestamp;
use griot_text::Pictures;
use mrml::prelude::render::RenderOptions;
use url::Url;

use crate::model::{mailing::opened, message::Message};

const MJML: &str = include_str!("letter/letter.mjml");
/// Where each reader's own way out stands, until their letter is made.
const LEAVE: &str = "@LEAVE@";

/// The letter could not be laid out: a fault of the program.
#[derive(Debug, thiserror::Error)]
#[error("the letter could not be laid out: {0}")]
pub struct NotLaidOut(String);

/// Who writes, and why the reader gets it.
#[derive(Clone, Debug)]
pub struct From<'a> {
    /// The section.
    pub section: &'a str,
    /// The list.
    pub list: &'a str,
    /// The name of the list in addresses.
    pub list_slug: &'a str,
    /// The postal address of the section, where it has one.
    pub postal: &'a str,
    /// The site, without a slash at its end.
    pub site: &'a str,
    /// Where the letter can be read on the site.
    pub page: Option<String>,
}

/// A letter as all its readers get it.
#[derive(Clone, Debug)]
pub struct Sheet {
    subject: String,
    html: String,
    text: String,
    language: String,
    list: String,
}

/// What a reader sees of a message below its subject, as safe HTML with whole addresses.
pub fn body_html(message: &Message, site: &str, words: &Words) -> String {
    let (_, body) = opened(&message.text);
    let picture = words.t("channels-letter-picture");
    let html = griot_text::render(body, &Pictures { on_tap: Some(&picture) });
    let mut html = griot_text::clean_html(html.as_str(), Some(site)).into_string();
    if let Some(warning) = &message.warning {
        html = format!("<p><strong>{}</strong></p>{html}", escaped(warning));
    }
    for one in &message.pictures {
        let (key, alt) = (escaped(&one.key), escaped(&one.alt));
        html.push_str(&format!("<p><a href=\"{site}/files/{key}\">{} : {alt}</a></p>", escaped(&picture)));
    }
    html
}

impl Sheet {
    /// Lays a message out as a letter.
    pub fn new(message: &Message, from: &From<'_>, words: &Words) -> Result<Self, NotLaidOut> {
        let (subject, body) = opened(&message.text);
        let why = words.with(
            "channels-letter-why",
            [("list", from.list.to_owned().into()), ("section", from.section.to_owned().into())],
        );
        let site_base = format!("{}/", from.site);
        let mut foot = vec![escaped(&why)];
        if !from.postal.trim().is_empty() {
            foot.push(escaped(from.postal.trim()).replace('\n', "<br>"));
        }
        if let Some(page) = &from.page {
            foot.push(link(page, &words.t("channels-letter-on-site")));
        }
        foot.push(link(LEAVE, &words.t("channels-letter-leave")));
        let frame = mrml::parse(MJML)
            .map_err(|cause| NotLaidOut(cause.to_string()))?
            .element
            // Without names of fonts nothing is asked of other servers when the letter is opened.
            .render(&RenderOptions {
                fonts: Default::default(),
                disable_comments: true,
                ..Default::default()
            })
            .map_err(|cause| NotLaidOut(cause.to_string()))?;
        let direction = if message.language.is_right_to_left() { "rtl" } else { "ltr" };
        let html = fill(&frame, |name| match name {
            "LANGUAGE" => Some(message.language.to_string()),
            "DIRECTION" => Some(direction.to_owned()),
            "SUBJECT" | "HEADING" => Some(escaped(subject)),
            "SECTION" => Some(escaped(from.section)),
            "LIST" => Some(escaped(from.list)),
            "BODY" => Some(body_html(message, &site_base, words)),
            "FOOT" => Some(foot.join("<br><br>")),
            _ => None,
        });
        Ok(Self {
            text: text(message, subject, body, from, words, &why),
            subject: subject.to_owned(),
            html,
            language: message.language.to_string(),
            list: from.list_slug.to_owned(),
        })
    }

    /// The letter to one reader, who leaves the list at `leave`.
    pub fn to(&self, address: Email, leave: &Url, message_id: String, at: Timestamp) -> Letter {
        let mut letter = Letter::new(address, self.subject.clone())
            .language(self.language.clone())
            .list_id(self.list.clone())
            .unsubscribe(leave)
            .message_id(message_id)
            .written_at(at.as_millisecond());
        letter.text = self.text.replace(LEAVE, leave.as_str());
        letter.html = Some(self.html.replace(LEAVE, &escaped(leave.as_str())));
        letter
    }

    /// How it looks.
    pub fn html(&self) -> &str {
        &self.html
    }

    /// How it looks where only text is shown.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What it weighs on its way, about: both its parts.
    pub fn bytes(&self) -> u64 {
        u64::try_from(self.html.len() + self.text.len()).unwrap_or(u64::MAX)
    }
}

fn text(message: &Message, subject: &str, body: &str, from: &From<'_>, words: &Words, why: &str) -> String {
    let mut parts = vec![subject.to_owned()];
    parts.extend(message.warning.clone());
    parts.push(body.trim().to_owned());
    for one in &message.pictures {
        let picture = words.t("channels-letter-picture");
        parts.push(format!("{picture} : {}\n{}/files/{}", one.alt, from.site, one.key));
    }
    let mut foot = vec![why.to_owned()];
    foot.extend(Some(from.postal.trim().to_owned()).filter(|postal| !postal.is_empty()));
    if let Some(page) = &from.page {
        foot.push(format!("{}\n{page}", words.t("channels-letter-on-site")));
    }
    foot.push(format!("{}\n{LEAVE}", words.t("channels-letter-leave")));
    format!("{}\n\n-- \n{}\n", parts.join("\n\n"), foot.join("\n\n"))
}

fn link(href: &str, label: &str) -> String {
    format!("<a href=\"{}\">{}</a>", escaped(href), escaped(label))
}

/// Puts words where the frame names them. What they hold is not looked at again.
fn fill(frame: &str, words: impl Fn(&str) -> Option<String>) -> String {
    let mut out = String::with_capacity(frame.len() * 2);
    let mut rest = frame;
    while let Some((before, after)) = rest.split_once('@') {
        out.push_str(before);
        let named = after.split_once('@').and_then(|(name, rest)| Some((words(name)?, rest)));
        match named {
            Some((word, behind)) => {
                out.push_str(&word);
                rest = behind;
            }
            None => {
                out.push('@');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn words_stand_where_they_are_named_and_are_not_looked_at_again() {
        let word = |name: &str| (name == "A").then(|| "x@A@y".to_owned());
        assert_eq!(fill("1 @A@ 2 @media @A@", word), "1 x@A@y 2 @media x@A@y");
    }
}
