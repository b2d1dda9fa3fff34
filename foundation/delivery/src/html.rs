//! Light HTML: no remote picture, no script, readable by day and by night.

use url::Url;

use crate::letter::Piece;
use crate::text::one_line;

const STYLE: &str = "\
body{margin:0 auto;max-width:36em;padding:1em;font:1em/1.5 system-ui,sans-serif;\
color:#1b1b1b;background:#fff;overflow-wrap:anywhere}\
a{color:#0b57a4}\
.b{display:inline-block;padding:.6em 1.1em;border-radius:.3em;background:#ffe600;color:#000;\
font-weight:700;text-decoration:none}\
blockquote{margin:1em 0;padding:0 1em;border-left:.25em solid #999}\
footer{margin-top:2em;border-top:1px solid #999;font-size:.875em}\
@media(prefers-color-scheme:dark){body{color:#eee;background:#161616}a{color:#8ec5ff}\
.b{background:#ffe600;color:#000}}";

/// The HTML of a letter.
pub(crate) fn render(title: &str, language: &str, pieces: &[Piece]) -> String {
    let (mut body, mut below) = (String::new(), String::new());
    for piece in pieces {
        match piece {
            Piece::Paragraph(text) => push_paragraphs(&mut body, text),
            Piece::Quote(text) => {
                body.push_str("<blockquote>");
                push_paragraphs(&mut body, text);
                body.push_str("</blockquote>\n");
            }
            Piece::Button { label, url } => {
                body.push_str(&format!("<p>{}</p>\n", link(label, url, " class=\"b\"")));
            }
            Piece::Footer(text) => push_paragraphs(&mut below, text),
            Piece::FooterLink { label, url } => {
                below.push_str(&format!("<p>{}</p>\n", link(label, url, "")));
            }
        }
    }
    let footer = match below.is_empty() {
        true => below,
        false => format!("<footer>\n{below}</footer>\n"),
    };
    let (title, language) = (escape(&one_line(title)), escape(language));
    format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\">\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{title}</title>\n<style>{STYLE}</style></head>\n\
         <body>\n{body}{footer}</body>\n</html>\n"
    )
}

fn push_paragraphs(out: &mut String, text: &str) {
    for block in text.split("\n\n") {
        let lines: Vec<String> = block.lines().map(linked).collect();
        out.push_str(&format!("<p>{}</p>\n", lines.join("<br>\n")));
    }
}

/// One line, its web addresses made into links.
fn linked(line: &str) -> String {
    let words: Vec<String> = line.split(' ').map(linked_word).collect();
    words.join(" ")
}

fn linked_word(word: &str) -> String {
    let start = word.find("https://").or_else(|| word.find("http://"));
    let Some((before, rest)) = start.and_then(|start| word.split_at_checked(start)) else {
        return escape(word);
    };
    let ends = |c: char| c.is_whitespace() || ".,;:!?)]}>»”’\"'".contains(c);
    let address = rest.trim_end_matches(ends);
    let after = rest.strip_prefix(address).unwrap_or_default();
    match Url::parse(address) {
        Ok(url) => format!("{}{}{}", escape(before), link(address, &url, ""), escape(after)),
        Err(_) => escape(word),
    }
}

fn link(label: &str, url: &Url, class: &str) -> String {
    let label = escape(label);
    // Nothing but a page or an address is worth a click in a letter.
    match url.scheme() {
        "http" | "https" | "mailto" => {
            format!("<a{class} href=\"{}\">{label}</a>", escape(url.as_str()))
        }
        _ => label,
    }
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_become_links_without_the_full_stop() {
        assert_eq!(
            linked("Voir https://example.org/a?b=1&c=2. <b>"),
            "Voir <a href=\"https://example.org/a?b=1&amp;c=2\">https://example.org/a?b=1&amp;c=2</a>. &lt;b&gt;"
        );
    }

    #[test]
    fn a_script_is_no_link() {
        let url = Url::parse("javascript:alert(1)").unwrap();
        assert_eq!(link("a", &url, ""), "a");
    }
}
