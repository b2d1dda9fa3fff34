//! Plain text: paragraphs with links on their own lines, wrapped as
//! `format=flowed` (RFC 3676) so that narrow screens wrap it anew.

use crate::letter::Piece;

/// Columns of a wrapped line, its trailing space included.
const WIDTH: usize = 74;
/// What stands between a letter and what is below it.
const SIGNATURE: &str = "-- ";

/// The text of a letter, one line per paragraph.
pub(crate) fn render(pieces: &[Piece]) -> String {
    let (mut body, mut below) = (Vec::new(), Vec::new());
    for piece in pieces {
        match piece {
            Piece::Paragraph(text) => body.push(text.clone()),
            Piece::Quote(text) => body.push(quoted(text)),
            Piece::Button { label, url } => body.push(format!("{label}\n{url}")),
            Piece::Footer(text) => below.push(text.clone()),
            Piece::FooterLink { label, url } => below.push(format!("{label}\n{url}")),
        }
    }
    let mut text = body.join("\n\n");
    if !below.is_empty() {
        text = format!("{text}\n\n{SIGNATURE}\n{}", below.join("\n"));
    }
    text.push('\n');
    text
}

fn quoted(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(|line| format!("> {line}")).collect();
    lines.join("\n")
}

/// The blocks between blank lines.
pub(crate) fn paragraphs(text: &str) -> Vec<String> {
    tidy(text).split("\n\n").map(|block| block.trim().to_owned()).filter(|block| !block.is_empty()).collect()
}

/// Text without control characters, without trailing spaces, and with at most
/// one blank line in a row.
pub(crate) fn tidy(text: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for line in text.replace("\r\n", "\n").replace('\r', "\n").lines() {
        let line: String = line.chars().filter(|c| !c.is_control()).collect();
        let line = line.trim_end_matches(' ');
        let doubled = line.is_empty() && lines.last().is_none_or(String::is_empty);
        if !doubled {
            lines.push(line.to_owned());
        }
    }
    lines.join("\n").trim_end().to_owned()
}

/// Text for a header or a label: one line, without control characters.
pub(crate) fn one_line(text: &str) -> String {
    let spaced: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    // Only the plain space folds: French typography needs its narrow ones.
    let words: Vec<&str> = spaced.split(' ').filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// Wraps text for the wire. [`unflow`] undoes it.
pub(crate) fn flow(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        if line == SIGNATURE {
            out.push_str("-- \n");
            continue;
        }
        let (prefix, content) = match line.strip_prefix('>') {
            Some(rest) => ("> ", rest.strip_prefix(' ').unwrap_or(rest)),
            None => ("", line),
        };
        let mut current = String::new();
        for word in content.trim_end_matches(' ').split(' ') {
            let width = prefix.len() + current.chars().count() + word.chars().count() + 1;
            if !current.is_empty() && width > WIDTH {
                push_line(&mut out, prefix, &current);
                current.clear();
            }
            current.push_str(word);
            current.push(' ');
        }
        push_line(&mut out, prefix, current.trim_end_matches(' '));
    }
    out
}

fn push_line(out: &mut String, prefix: &str, line: &str) {
    let stuffed = prefix.is_empty() && (line.starts_with([' ', '>']) || line.starts_with("From "));
    out.push_str(if stuffed { " " } else { prefix });
    out.push_str(line);
    out.push('\n');
}

/// Joins the lines that [`flow`] wrapped.
pub(crate) fn unflow(text: &str) -> String {
    let mut out = String::new();
    let mut open: Option<bool> = None; // whether the unfinished line is a quotation
    for line in text.lines() {
        let line = line.strip_suffix('\r').unwrap_or(line);
        let (is_quote, content) = match line.strip_prefix('>') {
            Some(rest) => (true, rest.strip_prefix(' ').unwrap_or(rest)),
            None => (false, line.strip_prefix(' ').unwrap_or(line)),
        };
        match open {
            Some(quote) if quote == is_quote && line != SIGNATURE => {}
            Some(_) => out.push('\n'),
            None => {}
        }
        if open != Some(is_quote) && is_quote {
            out.push_str("> ");
        }
        out.push_str(content);
        open = (content.ends_with(' ') && line != SIGNATURE).then_some(is_quote);
        if open.is_none() {
            out.push('\n');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrapping_can_be_undone() {
        let long = "Une phrase assez longue pour être coupée deux fois, car elle ne dit \
                    rien et le dit longuement, ligne après ligne, jusqu’au bout de la page.";
        let link = format!("https://example.org/{}", "a".repeat(120));
        let text =
            format!("{long}\n\n> {long}\n> fin\n\nFrom here\nLire\u{202f}:\n{link}\n\n-- \nÀ bientôt\n");

        let flowed = flow(&text);

        assert!(flowed.lines().any(|line| line == link));
        assert!(flowed.lines().all(|line| line.chars().count() <= WIDTH || line == link));
        assert!(flowed.lines().any(|line| line == " From here"));
        assert_eq!(unflow(&flowed), text);
    }

    #[test]
    fn a_header_is_one_line_and_keeps_narrow_spaces() {
        assert_eq!(one_line(" a\r\nBcc: b \u{202f}!"), "a Bcc: b \u{202f}!");
    }

    #[test]
    fn blank_lines_do_not_pile_up() {
        assert_eq!(tidy("\n\na \r\n\r\n\r\n\u{7}b\n\n"), "a\n\nb");
    }
}
