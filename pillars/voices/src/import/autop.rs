//! What WordPress does to a text before it shows it: paragraphs out of blank lines, and
//! pictures out of words in square brackets.

use std::collections::HashMap;

use griot_text::MAX_HTML;

use super::near;

/// Elements that stand by themselves.
const BLOCKS: [&str; 24] = [
    "p",
    "div",
    "ul",
    "ol",
    "li",
    "table",
    "thead",
    "tbody",
    "tr",
    "td",
    "th",
    "blockquote",
    "pre",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "section",
    "iframe",
    "video",
];
/// Forms and the like: what stands there is made by a program that stays behind.
const LEFT_BEHIND: [&str; 8] = [
    "contact-form-7",
    "contact-form",
    "contact-field",
    "wpforms",
    "gravityform",
    "mc4wp_form",
    "sitemap",
    "polldaddy",
];

/// How long the words in a bracket may be.
const BRACKET: usize = 4_000;
/// How long what stands between two brackets may be.
const BETWEEN: usize = 20_000;
/// Bytes of the longest text that is read, and of the longest that comes of it: what stands
/// further behind is left out anyway.
const LONGEST: usize = 4 * MAX_HTML + 4;

/// The text as WordPress would show it. `pictures` leads from the number of an attachment to
/// its address.
pub fn shown(text: &str, pictures: &HashMap<String, String>) -> String {
    let text = brackets(near(text, LONGEST), pictures);
    if text.contains("<!-- wp:") || text.contains("<p>") || text.contains("<p ") {
        return text;
    }
    paragraphs(&text)
}

/// A paragraph for each block of lines, unless it is an element that stands by itself.
fn paragraphs(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    let mut within_pre = false;
    for part in text.split("\n\n") {
        let part = part.trim_matches('\n');
        if part.is_empty() {
            continue;
        }
        if within_pre || stands_alone(part) {
            out.push_str(part);
            out.push_str("\n\n");
        } else {
            out.push_str("<p>");
            out.push_str(&part.replace('\n', "<br>\n"));
            out.push_str("</p>\n");
        }
        let opened = part.matches("<pre").count() + usize::from(within_pre);
        within_pre = opened > part.matches("</pre").count();
    }
    out
}

fn stands_alone(part: &str) -> bool {
    let Some(after) = part.trim_start().strip_prefix('<') else { return false };
    let name = after.trim_start_matches('/');
    let name: String = name.chars().take_while(char::is_ascii_alphanumeric).collect();
    name.is_empty() || BLOCKS.contains(&name.to_ascii_lowercase().as_str())
}

fn brackets(text: &str, pictures: &HashMap<String, String>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('[') {
        out.push_str(before);
        // A few words in brackets can stand for many pictures.
        if out.len() > LONGEST {
            return out;
        }
        match bracket(after, pictures) {
            Some((shown, left)) => {
                out.push_str(&shown);
                rest = left;
            }
            None => {
                out.push('[');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

/// What the words after a `[` become, and what follows them.
fn bracket<'a>(after: &'a str, pictures: &HashMap<String, String>) -> Option<(String, &'a str)> {
    let (inside, _) = near(after, BRACKET).split_once(']')?;
    let rest = after.get(inside.len() + 1..)?;
    let name = inside.split([' ', '\n', '\t', '/']).next()?;
    if let Some(closed) = name.is_empty().then(|| inside.trim_start_matches('/').trim()) {
        return LEFT_BEHIND.contains(&closed).then(|| (String::new(), rest));
    }
    match name {
        "caption" | "wp_caption" => {
            let (body, rest) = closed(rest, name)?;
            let said = value(inside, "caption").unwrap_or_default();
            let (picture, words) = match body.rfind('>').map(|at| body.split_at(at + 1)) {
                Some((picture, words)) => (picture, words.trim()),
                None => ("", body.trim()),
            };
            let words = if words.is_empty() { said } else { words.to_owned() };
            Some((format!("\n\n<figure>{picture}<figcaption>{words}</figcaption></figure>\n\n"), rest))
        }
        "gallery" => {
            let ids = value(inside, "ids").or_else(|| value(inside, "include")).unwrap_or_default();
            let shown: String = ids
                .split(',')
                .filter_map(|id| pictures.get(id.trim()))
                .map(|address| format!("<p><img src=\"{address}\" alt=\"\"></p>\n"))
                .collect();
            Some((format!("\n\n{shown}\n\n"), rest))
        }
        "embed" => {
            let (address, rest) = closed(rest, name)?;
            Some((link(address.trim()), rest))
        }
        "audio" | "video" | "youtube" => {
            let address =
                ["src", "mp3", "m4a", "ogg", "mp4", "webm"].iter().find_map(|kind| value(inside, kind));
            let plain = || inside.split_once('=').map(|(_, address)| address.trim().to_owned());
            let address = address.or_else(plain)?;
            let rest = rest.strip_prefix(&format!("[/{name}]")).unwrap_or(rest);
            Some((link(&address), rest))
        }
        _ if LEFT_BEHIND.contains(&name) => Some((String::new(), rest)),
        _ => None,
    }
}

/// What stands before the bracket that closes `name`, and what follows it. Brackets of one name
/// do not nest, so nothing is looked through twice.
fn closed<'a>(rest: &'a str, name: &str) -> Option<(&'a str, &'a str)> {
    let own = near(rest, BETWEEN).split(&format!("[{name}")).next()?;
    let (body, _) = own.split_once(&format!("[/{name}]"))?;
    Some((body, rest.get(body.len() + name.len() + 3..)?))
}

fn link(address: &str) -> String {
    if !address.starts_with("http") || address.contains(['"', '<', '>']) {
        return String::new();
    }
    format!("<p><a href=\"{address}\">{address}</a></p>")
}

/// The value of `name="…"`.
fn value(inside: &str, name: &str) -> Option<String> {
    let (_, after) = inside.split_once(&format!("{name}="))?;
    let quote = after.chars().next()?;
    match quote {
        '"' | '\'' => after.split(quote).nth(1).map(str::to_owned),
        _ => after.split([' ', ']']).next().map(str::to_owned),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::{LONGEST, shown};

    fn plain(text: &str) -> String {
        let pictures = HashMap::from([("7".to_owned(), "https://exemple.bf/7.jpg".to_owned())]);
        shown(text, &pictures)
    }

    #[test]
    fn blank_lines_become_paragraphs_where_there_are_none() {
        assert_eq!(
            plain("Un\ndeux\n\n<ul><li>a</li></ul>\n\n\ntrois"),
            "<p>Un<br>\ndeux</p>\n<ul><li>a</li></ul>\n\n<p>trois</p>\n"
        );
        assert_eq!(plain("<p>Un</p>\n\n<p>deux</p>"), "<p>Un</p>\n\n<p>deux</p>");
        assert_eq!(plain("<pre>a\n\nb</pre>"), "<pre>a\n\nb</pre>\n\n");
    }

    #[test]
    fn pictures_in_brackets_are_pictures() {
        assert!(
            plain("[caption id=\"x\"]<img src='a.jpg' /> Le puits[/caption]")
                .contains("<figure><img src='a.jpg' /><figcaption>Le puits</figcaption></figure>")
        );
        assert!(plain("[gallery ids=\"7,8\"]").contains("<img src=\"https://exemple.bf/7.jpg\""));
        assert_eq!(
            plain("<p>[embed]https://exemple.bf/v[/embed]</p>"),
            "<p><p><a href=\"https://exemple.bf/v\">https://exemple.bf/v</a></p></p>"
        );
        assert_eq!(
            plain("[caption]a[caption]b[/caption]"),
            "<p>[caption]a</p>\n<figure><figcaption>b</figcaption></figure>\n\n"
        );
        assert_eq!(
            plain("<p>[1] note [sic], [contact-form-7 id=\"3\"] fin</p>"),
            "<p>[1] note [sic],  fin</p>"
        );
    }

    #[test]
    fn ten_megabytes_of_brackets_are_read_at_once_and_stay_short() {
        let gallery = format!("[gallery ids=\"{}\"]", "7,".repeat(1_900));
        for part in [
            "[",
            "]",
            "[]",
            "[[/",
            "[caption]",
            "[caption][embed]",
            "[wp_caption][/caption]",
            "[embed]",
            "[audio ",
            "[gallery ids=",
            "<pre",
            "\n\n",
            "[/contact-form]",
            "[caption]é",
            gallery.as_str(),
        ] {
            let made = plain(&part.repeat(10_000_000 / part.len()));
            assert!(made.len() <= 3 * LONGEST, "{part}: {}", made.len());
        }
    }
}
