//! Thirty and ninety days after a workshop everybody who was there is asked what became of it: once each.

use std::time::Duration;

use griot_db::{Conn, DbError};
use griot_delivery::{
    Email, Letter, PostError,
    sms::{Phone, Sms, SmsError, transliterated},
};
use griot_jobs::{Job, JobError, enqueue};
use griot_kernel::{Id, Language};
use griot_web::Section;
use serde::{Deserialize, Serialize};
use url::Url;
use uuid::Uuid;

use crate::{
    acts::follow_up::{Reach, reach},
    model::{Days, Enrolment, EnrolmentId, Programme, Stage, Workshop},
    store::{enrolments, evaluations, follow_ups, programmes, workshops},
    web::title,
};

/// So many are asked in one act.
const AT_ONCE: i64 = 200;
/// Answers come, and are written anew, for so long after a workshop.
const FRESH: Duration = Duration::from_secs(16 * 86_400);

/// Has everybody asked who is due today. Whoever cannot be reached is looked at again tomorrow.
pub async fn ask(section: Section) -> Result<(), JobError> {
    let now = section.clock.now();
    for days in Days::ALL {
        let mut after: EnrolmentId = Id::from(Uuid::nil());
        loop {
            let mut tx = section.db.begin().await?;
            let due = follow_ups::due(&mut tx, days, days.ended(now), (after, AT_ONCE)).await?;
            let Some(last) = due.last() else { break };
            after = *last;
            for enrolment in due {
                let Some((one, workshop, _)) = found(&mut tx, enrolment).await? else { continue };
                if reach(&section, &mut tx, (&one, &workshop)).await?.is_none() {
                    continue;
                }
                if follow_ups::ask(&mut tx, enrolment, days, now).await? {
                    enqueue(&mut tx, &AskFollowUp { enrolment, days: days.get() }).await?;
                }
            }
            tx.commit().await?;
        }
    }
    Ok(())
}

/// Writes the answers to evaluations anew in an order that tells nothing.
pub async fn blend(section: Section) -> Result<(), JobError> {
    let mut tx = section.db.begin().await?;
    evaluations::shuffle(&mut tx, section.clock.now() - FRESH).await?;
    Ok(tx.commit().await?)
}

async fn found(db: &mut Conn, id: EnrolmentId) -> Result<Option<(Enrolment, Workshop, Programme)>, DbError> {
    let Some(one) = enrolments::by_id(db, id).await? else { return Ok(None) };
    let Some(workshop) = workshops::by_id(db, one.workshop).await? else { return Ok(None) };
    let Some(programme) = programmes::by_id(db, workshop.programme).await? else { return Ok(None) };
    Ok(Some((one, workshop, programme)))
}

/// Asks somebody what became of a workshop.
#[derive(Debug, Serialize, Deserialize)]
pub struct AskFollowUp {
    /// Whom.
    pub enrolment: EnrolmentId,
    /// After how many days.
    pub days: i64,
}

impl Job<Section> for AskFollowUp {
    const NAME: &'static str = "workshops.ask-follow-up";
    const OUTSIDE: bool = true;

    async fn run(&self, section: &Section) -> Result<(), JobError> {
        let Some(days) = Days::of(self.days) else { return Ok(()) };
        let mut db = section.db.read().await?;
        let Some((one, workshop, programme)) = found(&mut db, self.enrolment).await? else { return Ok(()) };
        let is_open = workshop.stage == Stage::Open && days.is_open(workshop.ends_at, section.clock.now());
        if !is_open || follow_ups::is_off(&mut db, one.id).await? {
            return Ok(());
        }
        let Some(way) = reach(section, &mut db, (&one, &workshop)).await? else { return Ok(()) };
        drop(db);
        // Noted before it is sent: of two that ask the same, one is too many.
        let mut tx = section.db.begin().await?;
        if !enrolments::tell_once(&mut tx, one.id, &days.word()).await? {
            return Ok(());
        }
        tx.commit().await?;
        let sent = match way {
            Reach::Mail(to, language) => {
                let letter = letter(section, (&one, &workshop, &programme), days, (to, language))?;
                match section.post.send(&letter).await {
                    Err(error @ PostError::Retry(_)) => Err(JobError::retry(error)),
                    // Whatever else became of it, nobody writes twice.
                    _ => Ok(()),
                }
            }
            Reach::Phone(to) => message(section, &one, days, to).await,
        };
        if sent.is_err() {
            let mut tx = section.db.begin().await?;
            enrolments::untell(&mut tx, one.id, &days.word()).await?;
            tx.commit().await?;
        }
        sent
    }
}

fn address(one: &Enrolment, days: Days) -> String {
    format!("{}/follow-up/{}", one.address(), days.get())
}

/// The message to a telephone: it says nothing of a training, whichever it was.
async fn message(section: &Section, one: &Enrolment, days: Days, to: Phone) -> Result<(), JobError> {
    let Some(gateway) = &section.sms else { return Ok(()) };
    let words = section.words(one.language);
    let name = section.settings().name.clone();
    let link = section.url(&address(one, days));
    let text = words.with("follow-sms", [("section", name.into()), ("link", link.into())]);
    let name = format!("{}-{}", one.id.as_uuid().simple(), days.get());
    match gateway.send(&Sms { to, text: transliterated(&text), name, report: None }).await {
        Err(SmsError::Retry(cause)) => Err(JobError::retry(cause)),
        Ok(()) | Err(SmsError::Refused(_) | SmsError::Unknown) => Ok(()),
    }
}

/// The letter. Of a training that is sensitive it says neither the name nor that it was one.
fn letter(
    section: &Section,
    (one, workshop, programme): (&Enrolment, &Workshop, &Programme),
    days: Days,
    (to, language): (Email, Language),
) -> Result<Letter, JobError> {
    let words = section.words(language);
    let page: Url = section.url(&address(one, days)).parse().map_err(JobError::fail)?;
    let off: Url =
        section.url(&format!("{}/follow-up-off", one.address())).parse().map_err(JobError::fail)?;
    let name = section.settings().name.clone();
    let (letter, why) = if programme.words.is_sensitive {
        let letter = Letter::new(to, words.put("follow-mail-plain-subject", "section", &name));
        (letter.paragraph(words.t("follow-mail-plain")), "follow-mail-plain-why")
    } else {
        let title = title(workshop, programme);
        let day = words.day(workshop.starts_at);
        let letter = Letter::new(to, words.put("follow-mail-subject", "title", title))
            .paragraph(words.with("follow-mail", [("title", title.to_owned().into()), ("day", day.into())]));
        (letter, "follow-mail-why")
    };
    Ok(letter
        .language(words.language().as_str())
        .message_id(format!("follow-{}-{}", one.id.as_uuid().simple(), days.get()))
        .paragraph(words.t("follow-mail-how"))
        .button(words.t("follow-mail-button"), &page)
        .footer(words.put(why, "section", &name))
        .footer_link(words.t("follow-mail-off"), &off))
}
