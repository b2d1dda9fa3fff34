use griot_contracts::people::Contacts;
use griot_db::Conn;
use griot_delivery::Letter;
use griot_i18n::Words;
use griot_jobs::{Job, JobError, enqueue};
use griot_kernel::PersonId;
use griot_web::Section;
use serde::{Deserialize, Serialize};
use url::Url;

use super::{
    alert::writer_name,
    recipient::{reach, sent},
};
use crate::{
    acts::moderate,
    model::{CommentId, CommentState, Recipient},
    store::{moderation, notices, notices::Due},
    web::MODERATE,
};

/// Comments that one letter tells of by name; the others are counted.
const NAMED: usize = 10;
/// Comments that one letter counts.
const MOST: i64 = 500;
/// People that one round looks at.
const MOST_PEOPLE: i64 = 1_000;

/// Tells someone who judges comments of those that wait.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct TellModerator {
    /// Whom.
    pub person: PersonId,
}

impl Job<Section> for TellModerator {
    const NAME: &'static str = "voices.tell-moderator";

    async fn run(&self, section: &Section) -> Result<(), JobError> {
        let now = section.clock.now();
        let mut db = section.db.read().await?;
        if !notices::reader(&mut db, self.person).await?.may_be_told(now) {
            return Ok(()); // told a moment ago, or not wanted
        }
        let everywhere = holders(section, &mut db).await?.contains(&self.person);
        let due = notices::due(&mut db, self.person, everywhere, MOST).await?;
        let Some(first) = due.first() else { return Ok(()) };
        let reached = reach(section, &mut db, Recipient::Person(self.person)).await?;
        if let Some((address, words)) = reached {
            let count = i64::try_from(due.len()).unwrap_or(i64::MAX);
            let mut letter =
                Letter::new(address, words.count("moderation-mail-subject", count)).message_id(format!(
                    "moderation-{}.{}",
                    first.comment.id.as_uuid().simple(),
                    self.person.as_uuid().simple()
                ));
            for one in due.iter().take(NAMED) {
                letter = letter
                    .paragraph(sentence(section, &mut db, &words, one).await?)
                    .quote(griot_text::excerpt(&one.comment.body, 280));
            }
            let more = due.len().saturating_sub(NAMED);
            if more > 0 {
                let more = i64::try_from(more).unwrap_or(i64::MAX);
                letter = letter.paragraph(words.count("moderation-mail-more", more));
            }
            let letter = footed(section, letter, &words, self.person, queue(everywhere, first))?;
            drop(db);
            sent(section.post.send(&letter).await)?;
        }
        let all: Vec<CommentId> = due.iter().map(|one| one.comment.id).collect();
        let mut tx = section.db.begin().await?;
        notices::told(&mut tx, self.person, &all, now).await?;
        Ok(tx.commit().await?)
    }
}

/// Asks for a letter to each of those who may judge something that waits.
pub async fn tell_moderators(section: Section) -> Result<(), JobError> {
    let now = section.clock.now();
    let mut db = section.db.read().await?;
    if moderation::counts(&mut db, None).await?.all() == 0 {
        return Ok(());
    }
    let everywhere = holders(&section, &mut db).await?;
    let mut wanted = notices::editors_to_tell(&mut db, now, MOST_PEOPLE).await?;
    for some in everywhere.chunks(notices::AT_ONCE) {
        wanted.extend(notices::holders_to_tell(&mut db, some, now).await?);
    }
    wanted.sort_unstable();
    wanted.dedup();
    drop(db);
    let mut tx = section.db.begin().await?;
    for person in wanted {
        enqueue(&mut tx, &TellModerator { person }).await?;
    }
    Ok(tx.commit().await?)
}

/// Who judges the comments of every blog.
async fn holders(section: &Section, db: &mut Conn) -> Result<Vec<PersonId>, JobError> {
    let contacts = section.ask::<dyn Contacts>().map_err(JobError::fail)?;
    Ok(contacts.holders(db, MODERATE.name).await?)
}

async fn sentence(section: &Section, db: &mut Conn, words: &Words, due: &Due) -> Result<String, JobError> {
    let name = writer_name(section, db, &due.comment, words).await?;
    let key = match due.comment.state {
        CommentState::Suspected => "moderation-mail-suspected",
        CommentState::Waiting => "moderation-mail-waiting",
        _ => "moderation-mail-reported",
    };
    Ok(words.with(key, [("name", name.into()), ("title", due.title.clone().into())]))
}

/// The queue in which the first of them stands.
fn queue(everywhere: bool, first: &Due) -> String {
    let base = if everywhere { "/desk/moderation" } else { "/me/comments" };
    let show = match first.comment.state {
        CommentState::Suspected => "suspected",
        CommentState::Waiting => "waiting",
        _ => "reported",
    };
    format!("{base}?show={show}")
}

/// Adds the way to the queue, why the letter comes and how to end it with one click.
fn footed(
    section: &Section,
    letter: Letter,
    words: &Words,
    person: PersonId,
    queue: String,
) -> Result<Letter, JobError> {
    let page: Url = section.url(&queue).parse().map_err(JobError::fail)?;
    let mark = moderate::stop_mark(&section.keys, person);
    let stop: Url =
        section.url(&format!("/unsubscribe/moderation/{mark}")).parse().map_err(JobError::fail)?;
    Ok(letter
        .language(words.language().as_str())
        .button(words.t("moderation-mail-button"), &page)
        .footer(words.put("moderation-mail-why", "section", &section.settings().name))
        .footer_link(words.t("alert-stop"), &stop)
        .unsubscribe(&stop)
        .list_id("moderation"))
}
