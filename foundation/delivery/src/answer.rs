//! What a person wrote: to answer a letter, their own words without what they quote; or to the section.

use mail_parser::{HeaderValue, MessageParser};

use crate::Email;

/// The longest answer that is read, in signs.
const LONGEST: usize = 10_000;

/// A mail that a person wrote.
#[derive(Clone, PartialEq, Eq)]
pub struct Answer {
    /// From which address, by its own word.
    pub from: Email,
    /// What its mail program calls it; empty where it calls it nothing.
    pub id: String,
    /// The subject line.
    pub subject: String,
    /// Their own words; empty where all is quoted.
    pub words: String,
    /// Everything that stands in it as text, quotations and all.
    pub whole: String,
    /// How many files hang on it.
    pub files: usize,
}

impl std::fmt::Debug for Answer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Answer(…)")
    }
}

impl Answer {
    /// Reads a mail. `None` for what no person wrote (a notice of holidays, a receipt, a list), and for
    /// what cannot be read or names no sender.
    pub fn read(raw: &[u8]) -> Option<Self> {
        let mail = MessageParser::default().parse(raw)?;
        let said = |name: &str| match mail.header(name) {
            Some(HeaderValue::Text(text)) => text.trim().to_lowercase(),
            Some(_) => "said".to_owned(),
            None => String::new(),
        };
        let by_machine = !matches!(said("Auto-Submitted").as_str(), "" | "no")
            || ["X-Autoreply", "X-Autorespond", "List-Id"].into_iter().any(|name| !said(name).is_empty())
            || matches!(said("Precedence").as_str(), "bulk" | "junk" | "list" | "auto_reply");
        if by_machine {
            return None;
        }
        let from = Email::parse(mail.from()?.first()?.address()?).ok()?;
        let text = mail.body_text(0).unwrap_or_default();
        let (words, whole) = (own_words(&text), kept(&text));
        let subject =
            mail.subject().unwrap_or_default().chars().filter(|c| !c.is_control()).take(200).collect();
        let id = mail.message_id().unwrap_or_default().to_owned();
        Some(Self { from, id, subject, words, whole, files: mail.attachment_count() })
    }
}

/// What stands above the first quoted line, less the line by which a mail program leads it in, and less
/// a signature.
fn own_words(text: &str) -> String {
    let mut own: Vec<&str> = Vec::new();
    for line in text.lines() {
        let line = line.trim_end();
        let is_signature = line == "--";
        let is_quote = line.starts_with('>') || line.starts_with("-----") || line.starts_with("_____");
        if is_signature || is_quote {
            break;
        }
        own.push(line);
    }
    let quoted = own.len() < text.lines().count();
    // “On Tuesday, Awa <awa@…> wrote:”, in whatever language, over one line or two.
    if quoted {
        while own.last().is_some_and(|line| line.is_empty()) {
            own.pop();
        }
        if own.last().is_some_and(|line| line.ends_with(':')) {
            own.pop();
            if own.last().is_some_and(|line| !line.is_empty() && line.contains(['@', '<', ',']))
                && own.len() > 1
            {
                own.pop();
            }
        }
    }
    kept(&own.join("\n"))
}

fn kept(text: &str) -> String {
    text.trim().chars().filter(|c| *c != '\0' && *c != '\r').take(LONGEST).collect()
}

#[cfg(test)]
mod tests {
    use super::Answer;

    fn mail(headers: &str, body: &str) -> Vec<u8> {
        format!("From: Awa <awa@example.org>\r\nSubject: Re: A lire\r\n{headers}\r\n{body}").into_bytes()
    }

    #[test]
    fn only_what_a_person_wrote_above_the_quotation_is_read() {
        for body in [
            "OK\r\n\r\n> Texte\r\n> suite",
            "OK\r\n\r\nLe jeu. 14 févr. 2013, Section <s@example.org> a écrit :\r\n> Texte",
            "OK\r\n\r\nOn Thu, Feb 14, 2013, Section\r\n<s@example.org> wrote:\r\n\r\n> Texte",
            "OK\r\n-- \r\nAwa",
            "OK\r\n________________________________\r\nDe : Section",
        ] {
            let read = Answer::read(&mail("Content-Type: text/plain; charset=utf-8\r\n", body)).unwrap();
            assert_eq!(read.words, "OK", "{body}");
            assert_eq!(read.from.as_str(), "awa@example.org");
        }
        let long = "Non : il manque\r\nle lieu.";
        assert_eq!(Answer::read(&mail("", long)).unwrap().words, "Non : il manque\nle lieu.");
    }

    #[test]
    fn a_machine_answers_nothing() {
        for header in ["Auto-Submitted: auto-replied\r\n", "Precedence: bulk\r\n", "List-Id: <a.b>\r\n"] {
            assert_eq!(Answer::read(&mail(header, "OK")), None, "{header}");
        }
        assert!(Answer::read(&mail("Auto-Submitted: no\r\n", "OK")).is_some());
        let quoted = Answer::read(&mail("", "> tout est cité")).unwrap();
        assert_eq!((quoted.words.as_str(), quoted.whole.as_str()), ("", "> tout est cité"));
        assert_eq!(Answer::read(b""), None);
    }
}
