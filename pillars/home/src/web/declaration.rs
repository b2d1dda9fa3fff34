use std::sync::LazyLock;

use askama::Template;
use axum::{extract::Query, response::Response};
use griot_web::{Answer, Visitor, WebError};
use serde::Deserialize;

/// The Declaration in one language.
struct Text {
    tag: &'static str,
    /// What its speakers call the language.
    name: &'static str,
    title: String,
    /// Headings and paragraphs, from a file that the program carries.
    html: String,
}

/// Read once from what the program carries, and the same in every section.
static TEXTS: LazyLock<[Text; 4]> = LazyLock::new(|| {
    [
        Text::read("fr", "Français", include_str!("../../data/udhr/fra.html")),
        Text::read("en", "English", include_str!("../../data/udhr/eng.html")),
        Text::read("mos", "Mòoré", include_str!("../../data/udhr/mos.html")),
        Text::read("dyu", "Julakan", include_str!("../../data/udhr/dyu.html")),
    ]
});

impl Text {
    fn read(tag: &'static str, name: &'static str, file: &str) -> Self {
        let between = |from: &str, to: &str| {
            let after = file.split_once(from).map_or("", |parts| parts.1);
            after.split_once(to).map_or("", |parts| parts.0).to_owned()
        };
        let lines: Vec<String> = between("</h1>", "</body>").lines().map(|l| l.trim().to_owned()).collect();
        Self {
            tag,
            name,
            title: between("<h1>", "</h1>"),
            html: lines
                .join("\n")
                .replace("<header>", "<header class=\"stack\">")
                .replace("data-number=\"", "class=\"stack\" id=\"article-")
                .trim()
                .to_owned(),
        }
    }
}

/// Which text is asked for.
#[derive(Debug, Deserialize)]
pub(super) struct Asked {
    text: Option<String>,
}

struct Choice {
    tag: &'static str,
    name: &'static str,
    href: String,
    current: bool,
}

#[derive(Template)]
#[template(path = "declaration.html")]
struct DeclarationPage<'a> {
    v: &'a Visitor,
    text: &'a Text,
    choices: Vec<Choice>,
}

/// The Universal Declaration of Human Rights, in the reader's language or another.
pub(super) async fn page(Query(asked): Query<Asked>, v: Visitor) -> Result<Response, WebError> {
    let wanted = asked.text.unwrap_or_else(|| v.words.language().to_string());
    let [french, ..] = &*TEXTS;
    let text = TEXTS.iter().find(|text| text.tag == wanted).unwrap_or(french);
    let choices = TEXTS.iter().map(|other| Choice {
        tag: other.tag,
        name: other.name,
        href: v.href(&format!("/rights?text={}", other.tag)),
        current: other.tag == text.tag,
    });
    DeclarationPage { v: &v, text, choices: choices.collect() }.answer_public()
}

#[cfg(test)]
mod tests {
    use super::TEXTS;

    #[test]
    fn every_text_has_thirty_articles_and_nothing_but_plain_tags() {
        for text in TEXTS.iter() {
            assert!(!text.title.is_empty(), "{}", text.tag);
            assert_eq!(text.html.matches("id=\"article-").count(), 30, "{}", text.tag);
            for tag in text.html.split('<').skip(1).filter_map(|rest| rest.split(['>', ' ']).next()) {
                let plain = ["header", "article", "h2", "p", "ol", "li"];
                assert!(plain.contains(&tag.trim_start_matches('/')), "{}: {tag}", text.tag);
            }
        }
    }
}
