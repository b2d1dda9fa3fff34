//! Answers by mail: each goes to the room whose letter it answers, and its writer is told what came of it.

use std::time::Duration;

use griot_contracts::{
    mail::{MailAnswer, MailAnswers},
    people::Contacts,
};
use griot_db::DbError;
use griot_jobs::{Job, JobError, enqueue};
use griot_kernel::PersonId;
use griot_mailroom::store::doors::{self, Came};
use serde::{Deserialize, Serialize};

use super::{letter_to, name_of, page, send};
use crate::Section;

/// So many are taken in one turn.
const TURN: i64 = 100;
/// How often an act that collided with another is done again at once.
const COLLISIONS: u32 = 6;
/// That an answer came is kept so long, so that the same mail given again is known.
const KEPT: Duration = Duration::from_secs(14 * 86_400);

/// Takes what waits, one act for each.
pub async fn take_answers(section: Section) -> Result<(), JobError> {
    let waiting = doors::waiting(&mut *section.db.read().await?, TURN).await?;
    for came in waiting {
        let mut collisions = 0;
        loop {
            match take(&section, &came).await {
                Err(DbError::Conflict(_)) if collisions < COLLISIONS => collisions += 1,
                done => break done?,
            }
        }
    }
    Ok(())
}

async fn take(section: &Section, came: &Came) -> Result<(), DbError> {
    let now = section.clock.now();
    let Ok(contacts) = section.ask::<dyn Contacts>() else { return Ok(()) };
    let mut tx = section.db.begin().await?;
    if !doors::taken(&mut tx, &came.id, now).await? {
        return Ok(());
    }
    let answer = MailAnswer {
        kind: &came.kind,
        thing: came.thing,
        person: came.person,
        sender: &came.sender,
        detail: &came.detail,
        words: &came.words,
        contacts: contacts.as_ref(),
    };
    let mut said = None;
    for room in section.all::<dyn MailAnswers>() {
        said = room.take(&mut tx, answer, (now, section.random.as_ref())).await?;
        if said.is_some() {
            break;
        }
    }
    if let (Some(key), Some(person)) = (said.filter(|key| !key.is_empty()), came.person) {
        enqueue(&mut tx, &TellAnswered { person, key: key.to_owned() }).await?;
    }
    tx.commit().await
}

/// Lets go of doors that are shut and of answers taken long ago.
pub(super) async fn sweep(section: &Section) -> Result<(), JobError> {
    let now = section.clock.now();
    let mut tx = section.db.begin().await?;
    doors::sweep(&mut tx, now, now - KEPT).await?;
    Ok(tx.commit().await?)
}

/// Tells a member what came of their answer.
#[derive(Debug, Serialize, Deserialize)]
pub struct TellAnswered {
    /// Whom.
    pub person: PersonId,
    /// The message that says it.
    pub key: String,
}

impl Job<Section> for TellAnswered {
    const NAME: &'static str = "people.tell-answered";

    async fn run(&self, section: &Section) -> Result<(), JobError> {
        let letter = letter_to(section, self.person, "people-mail-answered-subject").await?;
        let Some((letter, words)) = letter else { return Ok(()) };
        let letter = letter
            .paragraph(words.put(&self.key, "section", name_of(section)))
            .button(words.t("people-mail-answered-button"), &page(section, "/desk")?);
        send(section, letter).await.map(drop)
    }
}
