//! What older Ghosts keep: cards, marks and sections in lists of numbers.

use std::collections::HashSet;
use std::fmt::Write as _;

use griot_text::MAX_HTML;
use serde_json::Value;

/// Bytes of the longest text that comes of it: sections and marks are named by number, so a
/// short document could unfold without end. What stands further behind is left out anyway.
const LONGEST: usize = 4 * MAX_HTML;
/// Marks that one word opens, and attributes that one mark has.
const MOST_MARKS: usize = 20;

/// The text as HTML, or nothing if it is not in that form.
pub fn html(text: &str) -> Option<String> {
    let document: Value = serde_json::from_str(text).ok()?;
    let sections = document.get("sections")?.as_array()?;
    let mut out = String::new();
    let mut shown = HashSet::new();
    for section in sections {
        if out.len() > LONGEST {
            break;
        }
        write_section(&document, section, &mut shown, &mut out);
    }
    Some(out)
}

fn at(value: &Value, place: usize) -> Option<&Value> {
    value.as_array()?.get(place)
}

fn number(value: &Value, place: usize) -> Option<usize> {
    usize::try_from(at(value, place)?.as_u64()?).ok()
}

/// Writes a section. A card is written where it is named first.
fn write_section(document: &Value, section: &Value, shown: &mut HashSet<usize>, out: &mut String) {
    let name = |place| at(section, place).and_then(Value::as_str).unwrap_or("p");
    match number(section, 0) {
        Some(1) => {
            let tag = element(name(1));
            let _ = write!(out, "<{tag}>");
            if let Some(markers) = at(section, 2) {
                write_markers(document, markers, out);
            }
            let _ = writeln!(out, "</{tag}>");
        }
        Some(2) => {
            let address = name(1);
            let _ = writeln!(out, "<p><img src=\"{}\" alt=\"\"></p>", quoted(address));
        }
        Some(3) => {
            let tag = if name(1) == "ol" { "ol" } else { "ul" };
            let _ = writeln!(out, "<{tag}>");
            for item in at(section, 2).and_then(Value::as_array).into_iter().flatten() {
                out.push_str("<li>");
                write_markers(document, item, out);
                out.push_str("</li>\n");
            }
            let _ = writeln!(out, "</{tag}>");
        }
        Some(10) => {
            let card = number(section, 1)
                .filter(|place| shown.insert(*place))
                .and_then(|place| at(document.get("cards")?, place));
            if let Some(card) = card {
                write_card(card, out);
            }
        }
        _ => {}
    }
}

fn element(name: &str) -> &str {
    match name {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "blockquote" | "pre" | "aside" => name,
        _ => "p",
    }
}

/// `[kind, [marks opened], marks closed, text]`
fn write_markers(document: &Value, markers: &Value, out: &mut String) {
    let mut open: Vec<String> = Vec::new();
    for marker in markers.as_array().into_iter().flatten() {
        if out.len() + open.len() > LONGEST {
            break;
        }
        for mark in at(marker, 1).and_then(Value::as_array).into_iter().flatten().take(MOST_MARKS) {
            let place = mark.as_u64().and_then(|n| usize::try_from(n).ok());
            let markup = place.and_then(|place| at(document.get("markups")?, place));
            let (start, end) = markup.map_or_else(Default::default, mark_of);
            out.push_str(&start);
            open.push(end);
        }
        if number(marker, 0) == Some(0) {
            out.push_str(&escaped(at(marker, 3).and_then(Value::as_str).unwrap_or_default()));
        } else {
            out.push_str("<br>");
        }
        for _ in 0..number(marker, 2).unwrap_or(0).min(open.len()) {
            out.push_str(&open.pop().unwrap_or_default());
        }
    }
    while let Some(end) = open.pop() {
        out.push_str(&end);
    }
}

fn mark_of(markup: &Value) -> (String, String) {
    match at(markup, 0).and_then(Value::as_str) {
        Some(tag @ ("strong" | "b" | "em" | "i" | "code" | "s" | "u" | "sub" | "sup")) => {
            (format!("<{tag}>"), format!("</{tag}>"))
        }
        Some("a") => {
            let pairs = at(markup, 1).and_then(Value::as_array).into_iter().flatten().take(MOST_MARKS);
            let mut names = pairs.skip_while(|name| name.as_str() != Some("href"));
            let address = names.nth(1).and_then(Value::as_str).filter(|address| address.len() <= 2_000);
            (format!("<a href=\"{}\">", quoted(address.unwrap_or_default())), "</a>".to_owned())
        }
        _ => Default::default(),
    }
}

/// `[name, {…}]`
fn write_card(card: &Value, out: &mut String) {
    let name = at(card, 0).and_then(Value::as_str).unwrap_or_default();
    let said =
        |key: &str| at(card, 1).and_then(|load| load.get(key)).and_then(Value::as_str).unwrap_or_default();
    match name {
        "html" => out.push_str(said("html")),
        "embed" | "bookmark" => {
            let _ =
                writeln!(out, "<p><a href=\"{0}\">{1}</a></p>", quoted(said("url")), escaped(said("url")));
        }
        "markdown" | "card-markdown" => out.push_str(griot_text::markdown(said("markdown")).as_str()),
        "image" => {
            let (src, alt) = (quoted(said("src")), quoted(said("alt")));
            let _ = writeln!(
                out,
                "<figure><img src=\"{src}\" alt=\"{alt}\"><figcaption>{}</figcaption></figure>",
                said("caption")
            );
        }
        "code" => {
            let _ = writeln!(out, "<pre><code>{}</code></pre>", escaped(said("code")));
        }
        "hr" => out.push_str("<hr>\n"),
        _ => {}
    }
}

/// Text that stands between tags.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Text that stands in an attribute.
pub fn quoted(text: &str) -> String {
    escaped(text).replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, html};

    #[test]
    fn sections_marks_and_cards_become_html() {
        let text = r#"{"version":"0.3.1","markups":[["strong"],["a",["href","https://exemple.bf"]]],"atoms":[["soft-return","",{}]],
            "cards":[["image",{"src":"/a.jpg","alt":"Puits","caption":"Le puits"}],["hr",{}]],
            "sections":[[1,"h2",[[0,[],0,"Été <b>"]]],[1,"p",[[0,[0],0,"gras "],[0,[1],2,"et lié"],[1,[],0,0],[0,[],0,"fin"]]],
            [3,"ul",[[[0,[],0,"un"]],[[0,[],0,"deux"]]]],[10,0],[10,1],[10,9]]}"#;
        let wanted = "<h2>Été &lt;b&gt;</h2>\n<p><strong>gras <a href=\"https://exemple.bf\">et lié</a></strong><br>fin</p>\n<ul>\n<li>un</li>\n<li>deux</li>\n</ul>\n<figure><img src=\"/a.jpg\" alt=\"Puits\"><figcaption>Le puits</figcaption></figure>\n<hr>\n";
        assert_eq!(html(text).as_deref(), Some(wanted));
        assert_eq!(html("{}"), None);
    }

    #[test]
    fn what_is_named_a_thousand_times_does_not_unfold_without_end() {
        let long = "a".repeat(1_000);
        let marked = format!("[0,[{}],0,\"\"]", ["0"; 500].join(","));
        for (part, rest) in [(marked.as_str(), ""), ("[0,[0],1,\"b\"]", ""), ("[0,[],0,\"b\"]", ",[10,0]")] {
            let markers = vec![part; 20_000].join(",");
            let sections = format!("[1,\"p\",[{markers}]]{}", rest.repeat(20_000));
            let text = format!(
                "{{\"markups\":[[\"a\",[\"href\",\"{long}\"]]],\"cards\":[[\"html\",{{\"html\":\"{long}\"}}]],\"sections\":[{sections}]}}"
            );
            let made = html(&text).unwrap();
            assert!(made.len() < 2 * LONGEST, "{}", made.len());
            assert!(
                made.matches(&format!("<p>{long}")).count() <= 1
                    && made.matches(&long).count() < 2 * LONGEST / 1_000
            );
        }
    }
}
