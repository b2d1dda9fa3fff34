//! Letters that came back (RFC 3464, and the older ways of saying so).

use mail_parser::{Message, MessageParser};

use crate::report::{Block, blocks, report_part, token_of, value};
use crate::status;

/// How much of a report written for people is read.
const READ: usize = 4096;

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
const DELAYED: [&str; 4] = ["delay", "warning", "retard", "retry timeout exceeded"];

/// A letter did not arrive, or not yet.
#[derive(Clone, PartialEq, Eq)]
pub struct Bounce {
    /// The letter's bounce token.
    pub token: String,
    /// Whether the address itself takes no letters. A full mailbox, a server
    /// out of reach or an unwelcome sender is not the address's fault.
    pub permanent: bool,
    /// The status code, such as `5.1.1`, where there is one.
    pub status: Option<String>,
}

/// Reads a returned letter. `None` for any other mail (a person's answer, a
/// holiday notice, a receipt) and for one without our token.
pub fn bounce(raw: &[u8]) -> Option<Bounce> {
    let mail = MessageParser::default().parse(raw)?;
    let (permanent, status) = match report_part(&mail, "delivery-status") {
        Some(report) => formal(&report)?,
        None => informal(&mail)?,
    };
    let token = token_of(&mail)?;
    Some(Bounce { token, permanent, status })
}

/// What a delivery report says: the worst of its recipients counts.
fn formal(report: &str) -> Option<(bool, Option<String>)> {
    let blocks = blocks(report);
    let verdicts = blocks.iter().filter_map(verdict);
    verdicts.max_by_key(|(permanent, _)| *permanent)
}

fn verdict(block: &Block) -> Option<(bool, Option<String>)> {
    let action = value(block, "action")?.to_ascii_lowercase();
    // Some servers add a comment behind the word.
    let failed = action.starts_with("fail");
    if !failed && !action.starts_with("delay") {
        return None;
    }
    let status = value(block, "status").and_then(status::find);
    let said = value(block, "diagnostic-code").and_then(status::find);
    let status = match status {
        // "Something went wrong": what the other server said is more exact.
        Some(vague) if vague.ends_with(".0.0") => said.or(Some(vague)),
        exact => exact.or(said),
    };
    let is_final = status.as_deref().is_none_or(status::is_final_for_recipient);
    Some((failed && is_final, status))
}

/// What a report in plain words says, if it is one.
fn informal(mail: &Message<'_>) -> Option<(bool, Option<String>)> {
    let subject = mail.subject().unwrap_or_default().to_lowercase();
    let named = mail.header_raw("X-Failed-Recipients").is_some();
    let is_returned = RETURNED.iter().any(|word| subject.contains(word));
    let is_report = named || (is_from_daemon(mail) && is_returned);
    if !is_report {
        return None;
    }
    let body = mail.body_text(0).unwrap_or_default();
    let start: String = body.chars().take(READ).collect();
    let lower = start.to_lowercase();
    let delayed = DELAYED.iter().any(|word| subject.contains(word) || lower.contains(word));
    let status = status::find(&start);
    let is_final = status.as_deref().is_none_or(status::is_final_for_recipient);
    Some((is_final && !delayed, status))
}

fn is_from_daemon(mail: &Message<'_>) -> bool {
    let from = mail.from().and_then(|from| from.first());
    let address = from.and_then(|from| from.address()).unwrap_or_default();
    let local = address.split('@').next().unwrap_or_default();
    let daemons = ["mailer-daemon", "postmaster", "mail-daemon", "mdaemon"];
    daemons.iter().any(|name| local.eq_ignore_ascii_case(name))
}

impl std::fmt::Debug for Bounce {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Bounce")
            .field("permanent", &self.permanent)
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}
