use griot_contracts::people::Contacts;
use griot_db::{DbError, Tx};
use griot_delivery::{Email, Letter};
use griot_jobs::{Job, JobError, enqueue};
use griot_kernel::{PersonId, Sensitivity};
use griot_mailroom::doors::{About, open_door};
use griot_web::Section;
use serde::{Deserialize, Serialize};
use url::Url;

use crate::{
    acts::show::Whole,
    model::{
        approval::hex,
        item::{ItemId, Stage},
    },
    store::{approvals, steps},
    web::rights::{APPROVE, SAFETY},
};

/// The letters of this room that can be answered: a text that waits for a yes.
pub const APPROVAL: &str = "channels.approve";

/// Shows somebody a text that waits for their yes, which they may give by answering the letter.
#[derive(Debug, Serialize, Deserialize)]
pub struct TellApprover {
    /// Which.
    pub item: ItemId,
    /// Whom.
    pub person: PersonId,
}

/// Has all told who may say yes to a text and did not write it.
pub async fn tell_approvers(section: &Section, tx: &mut Tx, item: ItemId) -> Result<(), DbError> {
    let Ok(contacts) = section.ask::<dyn Contacts>() else { return Ok(()) };
    let Some(whole) = Whole::load(tx, item).await? else { return Ok(()) };
    let mut people = contacts.holders(tx, APPROVE.name).await?;
    people.extend(whole.approvers(tx).await?);
    if whole.sensitivity() >= Sensitivity::NamedPerson {
        people.extend(contacts.holders(tx, SAFETY.name).await?);
    }
    let mut not = steps::writers(tx, item).await?;
    not.extend(whole.item.author);
    let digest = whole.digest();
    let given = approvals::of(tx, item).await?;
    not.extend(given.into_iter().filter(|one| one.digest == digest).map(|one| one.person));
    people.retain(|person| !not.contains(person));
    people.sort_unstable();
    people.dedup();
    for person in people {
        enqueue(tx, &TellApprover { item, person }).await?;
    }
    Ok(())
}

impl Job<Section> for TellApprover {
    const NAME: &'static str = "channels.tell-approver";

    async fn run(&self, section: &Section) -> Result<(), JobError> {
        let contacts = section.ask::<dyn Contacts>().map_err(JobError::fail)?;
        let mut db = section.db.read().await?;
        let Some(whole) = Whole::load(&mut db, self.item).await? else { return Ok(()) };
        if whole.item.stage != Stage::InReview {
            return Ok(()); // somebody was faster
        }
        let Some(reader) = contacts.email(&mut db, self.person).await? else { return Ok(()) };
        drop(db);
        let words = section.words(reader.language);
        let to = Email::parse(&reader.email).map_err(JobError::fail)?;
        let page: Url = section.url(&format!("/desk/items/{}", self.item)).parse().map_err(JobError::fail)?;
        let letter = Letter::new(to.clone(), words.t("channels-mail-approve-subject"))
            .language(words.language().as_str());
        // Whoever is named or shown is not named in a letter, which lies in mailboxes for years.
        let may_travel = whole.sensitivity() == Sensitivity::None;
        let mut letter = if may_travel {
            let letter = letter.paragraph(&whole.item.title);
            whole.targets.iter().fold(letter, |letter, (variant, channel)| {
                let spoken = words.language_name(variant.language);
                let about = format!("{} · {spoken}", channel.name);
                let message = whole.message(variant, channel);
                let warning = message
                    .warning
                    .iter()
                    .map(|warning| words.put("channels-mail-approve-warning", "warning", warning));
                warning.fold(letter.paragraph(about), Letter::paragraph).quote(&message.text)
            })
        } else {
            letter.paragraph(words.t("channels-mail-approve-safety"))
        };
        let digest = hex(&whole.digest());
        if may_travel && whole.is_all_words() && section.post.answers_at("re-a").is_some() {
            let about = About {
                kind: APPROVAL,
                thing: self.item.as_uuid(),
                person: Some(self.person),
                detail: &digest,
            };
            let mut tx = section.db.begin().await?;
            let moment = (section.clock.now(), section.random.as_ref());
            let code = open_door(&mut tx, &section.keys, about, &to, moment).await?;
            tx.commit().await?;
            if let Some(address) = section.post.answers_at(&code) {
                letter = letter.paragraph(words.t("channels-mail-approve-how")).replies_to(address);
            }
        }
        if may_travel && !whole.is_all_words() {
            letter = letter.paragraph(words.t("channels-mail-approve-look"));
        }
        let letter = letter
            .button(words.t("channels-mail-button"), &page)
            .message_id(format!(
                "approve-{}-{}-{}",
                self.item.as_uuid().simple(),
                self.person.as_uuid().simple(),
                digest.get(..16).unwrap_or_default()
            ))
            .footer(words.put("channels-mail-why", "section", &section.settings().name));
        section.post.send(&letter).await.map_err(JobError::retry)
    }
}
