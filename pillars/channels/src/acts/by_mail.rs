//! What comes by mail. An approval: “OK”, from the address that the letter went to, for exactly the form
//! that it showed. And what people write to the section.

use async_trait::async_trait;
use griot_contracts::mail::{MailAnswer, MailAnswers};
use griot_db::{DbError, Tx};
use griot_kernel::{PersonId, Random, Timestamp};
use griot_mailroom::doors::{Envelope, INBOX};
use griot_web::Settings;

use super::{
    approve::{self, Judged},
    receive::{Incoming, receive},
    show::Whole,
};
use crate::{
    Channels,
    jobs::APPROVAL,
    model::{
        approval::{Approval, Kind, hex, is_off_hours},
        conversation::Source,
    },
    web::rights::APPROVE,
};

/// Words that say yes, folded.
const YES: [&str; 9] = ["ok", "oui", "yes", "d accord", "accord", "approuve", "j approuve", "approved", "go"];
/// Words that say no, before what should change.
const NO: [&str; 5] = ["non", "no", "pas d accord", "refus", "refuse"];

/// What an answer says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// Yes, and nothing else.
    Yes,
    /// Something should change: this.
    No(String),
    /// It cannot be told.
    Unclear,
}

/// Reads an answer. A yes with a condition is none.
pub fn said(words: &str) -> Said {
    let flat = |text: &str| {
        let folded = griot_text::fold(text);
        folded
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    };
    let whole = flat(words);
    if YES.contains(&whole.as_str()) {
        return Said::Yes;
    }
    let begins = |no: &&str| whole == **no || whole.starts_with(&format!("{no} "));
    if NO.iter().any(begins) {
        return Said::No(words.trim().chars().take(2_000).collect());
    }
    Said::Unclear
}

#[async_trait]
impl MailAnswers for Channels {
    async fn take(
        &self,
        tx: &mut Tx,
        answer: MailAnswer<'_>,
        moment: (Timestamp, &dyn Random),
    ) -> Result<Option<&'static str>, DbError> {
        if answer.kind == INBOX {
            return written(tx, answer, moment).await.map(Some);
        }
        let (APPROVAL, Some(person)) = (answer.kind, answer.person) else { return Ok(None) };
        let Some(whole) = Whole::load(tx, answer.thing.into()).await? else {
            return Ok(Some("channels-mail-answer-gone"));
        };
        let mut may = answer.contacts.holders(tx, APPROVE.name).await?;
        may.extend(whole.approvers(tx).await?);
        if !may.contains(&person) {
            return Ok(Some("channels-mail-answer-may-not"));
        }
        judge(tx, &whole, person, answer, moment).await.map(Some)
    }
}

/// What somebody wrote to the section goes into the inbox, and nothing is sent back by itself: the address
/// may be borrowed.
async fn written(
    tx: &mut Tx,
    mail: MailAnswer<'_>,
    moment: (Timestamp, &dyn Random),
) -> Result<&'static str, DbError> {
    let envelope = Envelope::read(mail.detail);
    let thread = mail.sender.to_lowercase();
    let remote = match envelope.id.as_str() {
        "" => moment.0.as_millisecond().to_string(),
        id => id.to_owned(),
    };
    let incoming = Incoming {
        source: Source::Mail,
        channel: None,
        thread: &thread,
        author: mail.sender,
        remote: &remote,
        subject: &envelope.subject,
        body: mail.words,
        files: envelope.files,
        judged: &format!("{} {}", envelope.subject, mail.words),
        address: "",
        about: None,
        private: true,
        at: moment.0,
    };
    receive(tx, &incoming, moment).await?;
    Ok("")
}

async fn judge(
    tx: &mut Tx,
    whole: &Whole,
    person: PersonId,
    answer: MailAnswer<'_>,
    moment: (Timestamp, &dyn Random),
) -> Result<&'static str, DbError> {
    let digest = whole.digest();
    let zone = Settings::load(tx).await?.zone;
    let off_hours = is_off_hours(zone.shown(moment.0));
    let judged = match said(answer.words) {
        Said::Unclear => return Ok("channels-mail-answer-unclear"),
        // Another form than the one that was shown is not approved by this.
        Said::Yes if hex(&digest) != answer.detail => return Ok("channels-mail-answer-changed"),
        Said::Yes => {
            let yes = Approval { kind: Kind::Text, person, digest: digest.to_vec(), at: moment.0, off_hours };
            approve::accept(tx, whole, &yes, moment).await?
        }
        Said::No(words) => approve::send_back(tx, whole, person, &words, moment).await?,
    };
    Ok(match judged {
        Judged::Waiting if off_hours => "channels-mail-answer-counted-off-hours",
        Judged::Waiting => "channels-mail-answer-counted",
        Judged::Approved => "channels-mail-answer-approved",
        Judged::SentBack => "channels-mail-answer-sent-back",
        Judged::Refused(_) => "channels-mail-answer-changed",
    })
}

#[cfg(test)]
mod tests {
    use super::{Said, said};

    #[test]
    fn a_yes_with_a_condition_is_no_yes() {
        for words in ["OK", "ok.", "Oui !", "D’accord", "d'accord\n", "J’approuve."] {
            assert_eq!(said(words), Said::Yes, "{words}");
        }
        for words in ["OK mais changez la date", "oui, non", "Bonjour", "", "Merci"] {
            assert_eq!(said(words), Said::Unclear, "{words}");
        }
        assert_eq!(said("Non : il manque le lieu."), Said::No("Non : il manque le lieu.".into()));
        assert_eq!(said("Nonobstant"), Said::Unclear);
    }
}
