//! Letters about what someone has to do: that they were given it, and that its day comes or has passed. A
//! letter lies in mailboxes for years: it says the title of what all members may read, and of the rest only
//! that it is there.

use std::time::Duration;

use griot_contracts::{campaigns::Risk, people::Contacts};
use griot_db::{Conn, DbError};
use griot_delivery::{Email, Letter, PostError};
use griot_i18n::Words;
use griot_jobs::{Job, JobError, enqueue};
use griot_kernel::{PersonId, Timestamp};
use griot_web::Section;
use serde::{Deserialize, Serialize};
use url::Url;

use crate::{
    model::{Audience, StepState, Task, TaskId},
    store::{campaigns, digests, entries, steps, tasks},
};

const DAY: Duration = Duration::from_secs(86_400);
/// So many days after its day one is reminded of what is not done.
const LATE: [u32; 3] = [1, 7, 30];
/// So many are named in one letter; the others are counted.
const NAMED: usize = 20;
/// Where tasks are, and what the way there is called.
const ROOM: (&str, &str) = ("room-mail-button", "/me/room#tasks");
/// Where steps are.
const ROADMAP: (&str, &str) = ("campaigns-menu-roadmap", "/desk/strategy/roadmap");

/// The days of which people are reminded today: tomorrow, today, and some that passed.
fn days(section: &Section) -> Vec<Timestamp> {
    let today = Timestamp::start_of(section.settings().zone.day(section.clock.now()));
    let late = LATE.into_iter().map(|days| today - DAY * days);
    [today + DAY, today].into_iter().chain(late).collect()
}

/// Has everybody reminded who has something to do that is due.
pub async fn room_tasks(section: Section) -> Result<(), JobError> {
    let days = days(&section);
    let mut db = section.db.read().await?;
    let mut people = tasks::owners_due(&mut db, &days).await?;
    people.extend(steps::owners_due(&mut db, &days).await?);
    drop(db);
    people.sort_unstable();
    people.dedup();
    let mut tx = section.db.begin().await?;
    for person in people {
        enqueue(&mut tx, &RemindTasks { person }).await?;
    }
    Ok(tx.commit().await?)
}

/// Whether everybody in the house may know what a task is called: it came from something that all members read.
/// Any other is for the staff, a team or its owner, and neither the calendar nor a mailbox knows who looks.
pub(crate) async fn is_open(db: &mut Conn, task: &Task) -> Result<bool, DbError> {
    let entry = match task.entry {
        Some(id) => entries::by_id(db, id).await?,
        None => None,
    };
    if entry.is_none_or(|entry| entry.words.audience != Audience::Members) {
        return Ok(false);
    }
    let Some(id) = task.campaign else { return Ok(true) };
    Ok(campaigns::by_id(db, id).await?.is_some_and(|campaign| campaign.words.risk == Risk::Normal))
}

/// A letter to someone, with its way to what it speaks of and out of such letters.
fn letter(
    section: &Section,
    words: &Words,
    (to, subject): (Email, String),
    (label, place): (&str, &str),
) -> Result<Letter, JobError> {
    let place: Url = section.url(place).parse().map_err(JobError::fail)?;
    let choice: Url = section.url("/me/room#digest").parse().map_err(JobError::fail)?;
    Ok(Letter::new(to, subject)
        .language(words.language().as_str())
        .button(words.t(label), &place)
        .footer(words.put("room-mail-why", "section", &section.settings().name))
        .footer_link(words.t("room-mail-choice"), &choice))
}

/// Tells somebody that they were given a task.
#[derive(Debug, Serialize, Deserialize)]
pub struct TellTask {
    /// Which.
    pub task: TaskId,
}

impl Job<Section> for TellTask {
    const NAME: &'static str = "campaigns.tell-task";

    async fn run(&self, section: &Section) -> Result<(), JobError> {
        let contacts = section.ask::<dyn Contacts>().map_err(JobError::fail)?;
        let mut db = section.db.read().await?;
        let Some(task) = tasks::by_id(&mut db, self.task).await? else { return Ok(()) };
        let Some(owner) = task.owner.filter(|_| task.done_at.is_none()) else { return Ok(()) };
        let Some(reached) = contacts.email(&mut db, owner).await? else { return Ok(()) };
        if !digests::reminds(&mut db, owner).await? {
            return Ok(());
        }
        let open = is_open(&mut db, &task).await?;
        drop(db);
        let words = section.words(reached.language);
        let to = Email::parse(&reached.email).map_err(JobError::fail)?;
        let subject = if open { task.title.clone() } else { words.t("room-mail-task-subject") };
        let mut letter = letter(section, &words, (to, subject), ROOM)?
            .message_id(format!("task-{}", self.task.as_uuid().simple()))
            .paragraph(words.t("room-mail-task"));
        if let Some(due) = task.due {
            letter = letter.paragraph(words.put("room-mail-task-due", "day", words.day(due)));
        }
        let mut tx = section.db.begin().await?;
        if !tasks::tell_once(&mut tx, self.task, section.clock.now()).await? {
            return Ok(());
        }
        tx.commit().await?;
        match section.post.send(&letter).await {
            Err(error @ PostError::Retry(_)) => {
                let mut tx = section.db.begin().await?;
                tasks::untell(&mut tx, self.task).await?;
                tx.commit().await?;
                Err(JobError::retry(error))
            }
            // Whatever else became of it, the page says the same.
            _ => Ok(()),
        }
    }
}

/// Reminds somebody of what they have to do, once a day at most.
#[derive(Debug, Serialize, Deserialize)]
pub struct RemindTasks {
    /// Whom.
    pub person: PersonId,
}

impl RemindTasks {
    /// What is due of theirs: the lines to be named, how many tasks more there are, and how many steps.
    async fn due(
        &self,
        section: &Section,
        db: &mut Conn,
        words: &Words,
    ) -> Result<(Vec<String>, usize, usize), DbError> {
        let days = days(section);
        let is_due = |due: Option<Timestamp>| due.filter(|due| days.contains(due));
        let (mut named, mut others, mut of_roadmap) = (Vec::new(), 0, 0);
        for task in tasks::of_person(db, self.person).await? {
            let Some(due) = is_due(task.due).filter(|_| task.done_at.is_none()) else { continue };
            if named.len() < NAMED && is_open(db, &task).await? {
                let day = words.day(due);
                named.push(
                    words.with("room-mail-remind-line", [("title", task.title.into()), ("day", day.into())]),
                );
            } else {
                others += 1;
            }
        }
        for step in steps::open_of(db, self.person).await? {
            if step.state == StepState::Adopted && is_due(step.words.due).is_some() {
                of_roadmap += 1;
            }
        }
        Ok((named, others, of_roadmap))
    }
}

impl Job<Section> for RemindTasks {
    const NAME: &'static str = "campaigns.remind-tasks";

    async fn run(&self, section: &Section) -> Result<(), JobError> {
        let contacts = section.ask::<dyn Contacts>().map_err(JobError::fail)?;
        let mut db = section.db.read().await?;
        let Some(reached) = contacts.email(&mut db, self.person).await? else { return Ok(()) };
        if !digests::reminds(&mut db, self.person).await? {
            return Ok(());
        }
        let words = section.words(reached.language);
        let (named, others, of_roadmap) = self.due(section, &mut db, &words).await?;
        drop(db);
        let all = named.len() + others + of_roadmap;
        if all == 0 {
            return Ok(());
        }
        let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        let to = Email::parse(&reached.email).map_err(JobError::fail)?;
        let subject = words.count("room-mail-remind-subject", count(all));
        let today = Timestamp::start_of(section.settings().zone.day(section.clock.now()));
        let place = if all == of_roadmap { ROADMAP } else { ROOM };
        let mut letter = letter(section, &words, (to, subject), place)?.message_id(format!(
            "tasks-{}-{}",
            self.person.as_uuid().simple(),
            today.day()
        ));
        for line in named {
            letter = letter.paragraph(line);
        }
        if others > 0 {
            letter = letter.paragraph(words.count("room-mail-remind-others", count(others)));
        }
        if of_roadmap > 0 {
            letter = letter.paragraph(words.count("room-mail-remind-steps", count(of_roadmap)));
        }
        // Noted before it is sent: of two letters that say the same, one is too many.
        let mut tx = section.db.begin().await?;
        if !digests::claim_day(&mut tx, self.person, today).await? {
            return Ok(());
        }
        tx.commit().await?;
        match section.post.send(&letter).await {
            Err(error @ PostError::Retry(_)) => {
                let mut tx = section.db.begin().await?;
                digests::free_day(&mut tx, self.person, today).await?;
                tx.commit().await?;
                Err(JobError::retry(error))
            }
            _ => Ok(()),
        }
    }
}
