//! Letters that came back (RFC 3464, and the older ways of saying so).

use mail_parser::Message;

use crate::report::{Block, blocks, value};
use crate::returned::News;
use crate::{Email, Fault, status};

/// How much of a report written for people is read.
const READ: usize = 4096;
/// Recipients of one report that are looked at: a letter of ours has one.
const RECIPIENTS: usize = 20;

/// Words in the subjects of reports that are written for people only.
const RETURNED: [&str; 11] = [
    "undeliver",
    "delivery status",
    "delivery fail",
    "delivery has failed",
    "delivery notification",
    "failure notice",
    "mail delivery",
    "returned mail",
    "returned to sender",
    "non remis",
    "non distribu",
];
/// Words that say the letter may still arrive.
const DELAYED: [&str; 3] = ["delay", "warning", "retard"];
/// Words that say it was tried for days.
const EXPIRED: &str = "retry timeout exceeded";

/// A letter did not arrive.
#[derive(Clone, PartialEq, Eq)]
pub struct Failed {
    /// Whose fault it is said to be.
    pub fault: Fault,
    /// The status code, such as `5.1.1`, where there is one.
    pub status: Option<String>,
    /// The addresses that the report names, where it names any. A letter that was
    /// passed on fails at another address than it was sent to.
    pub recipients: Vec<Email>,
}

/// What a delivery report says: the worst of its recipients counts.
pub(crate) fn formal(report: &str, mail: &Message<'_>) -> News {
    let blocks = blocks(report);
    let mut delayed = false;
    let mut worst: Option<Failed> = None;
    for block in blocks.iter().take(RECIPIENTS) {
        let Some(action) = value(block, "action").map(str::to_ascii_lowercase) else { continue };
        // Some servers add a comment behind the word.
        if action.starts_with("delay") {
            delayed = true;
        } else if action.starts_with("fail") {
            let failed = failed(block, mail);
            if worst.as_ref().is_none_or(|known| failed.fault > known.fault) {
                worst = Some(failed);
            }
        }
    }
    match worst {
        Some(failed) => News::Bounce(failed),
        None if delayed => News::Delay,
        None => News::Other,
    }
}

fn failed(block: &Block, mail: &Message<'_>) -> Failed {
    let recipients: Vec<Email> =
        ["original-recipient", "final-recipient"].iter().filter_map(|name| recipient(block, name)).collect();
    let diagnosis = value(block, "diagnostic-code").unwrap_or_default();
    let (status, words) = match value(block, "status").and_then(status::find) {
        // "Something went wrong": what the other server said is more exact. Some report it
        // nowhere but in the words for people (OpenSMTPD).
        None => exact(None, diagnosis, &recipients, mail),
        Some(vague) if status::is_vague(&vague) => exact(Some(vague), diagnosis, &recipients, mail),
        exact => (exact, diagnosis.to_owned()),
    };
    Failed { fault: status::fault(status.as_deref(), &words), status, recipients }
}

fn exact(
    vague: Option<String>,
    diagnosis: &str,
    recipients: &[Email],
    mail: &Message<'_>,
) -> (Option<String>, String) {
    let words = if diagnosis.is_empty() { line_about(recipients, mail) } else { diagnosis.to_owned() };
    (status::find(&words).or(vague), words)
}

/// The line of the text for people that names the recipient: `awa@example.org: 552 5.2.2 full`.
fn line_about(recipients: &[Email], mail: &Message<'_>) -> String {
    let text = beginning(mail).to_lowercase();
    let names_one = |line: &&str| recipients.iter().any(|one| line.contains(&one.key()));
    text.lines().find(names_one).unwrap_or_default().to_owned()
}

/// An address in a report: `rfc822; awa@example.org`.
fn recipient(block: &Block, name: &str) -> Option<Email> {
    let (_, address) = value(block, name)?.split_once(';')?;
    Email::parse(address.trim().trim_start_matches('<').trim_end_matches('>')).ok()
}

/// What a report in plain words says, if it is one.
pub(crate) fn informal(mail: &Message<'_>) -> News {
    let subject = mail.subject().unwrap_or_default().to_lowercase();
    let named = mail.header_raw("X-Failed-Recipients");
    let is_returned = RETURNED.iter().any(|word| subject.contains(word));
    if named.is_none() && !(is_from_daemon(mail) && is_returned) {
        return News::Other;
    }
    let start = beginning(mail);
    let lower = start.to_lowercase();
    if lower.contains(EXPIRED) {
        return News::Bounce(Failed { fault: Fault::Mailbox, status: None, recipients: Vec::new() });
    }
    if DELAYED.iter().any(|word| subject.contains(word) || lower.contains(word)) {
        return News::Delay;
    }
    let words = around_address(&lower);
    let status = status::find(&words).or_else(|| status::find(&start));
    let recipients = named.unwrap_or_default().split(',').filter_map(|one| Email::parse(one).ok()).collect();
    News::Bounce(Failed { fault: status::fault(status.as_deref(), &words), status, recipients })
}

/// The first line that names an address, and the two below it: the rest is politeness, in
/// which every word may occur.
fn around_address(text: &str) -> String {
    let lines: Vec<&str> = text.lines().skip_while(|line| !line.contains('@')).take(3).collect();
    if lines.is_empty() { text.to_owned() } else { lines.join("\n") }
}

fn beginning(mail: &Message<'_>) -> String {
    let body = mail.body_text(0).unwrap_or_default();
    body.chars().take(READ).collect()
}

fn is_from_daemon(mail: &Message<'_>) -> bool {
    let from = mail.from().and_then(|from| from.first());
    let address = from.and_then(|from| from.address()).unwrap_or_default();
    let local = address.split('@').next().unwrap_or_default();
    let daemons = ["mailer-daemon", "postmaster", "mail-daemon", "mdaemon"];
    daemons.iter().any(|name| local.eq_ignore_ascii_case(name))
}

impl std::fmt::Debug for Failed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Failed")
            .field("fault", &self.fault)
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}
