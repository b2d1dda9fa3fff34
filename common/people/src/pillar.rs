//! What people bring to the binary.

use std::sync::Arc;

use async_trait::async_trait;
use griot_contracts::people::{Contacts, PublicNames, StaffLog};
use griot_db::{Conn, DbError, Schema, Tx};
use griot_files::FileKey;
use griot_i18n::WordFiles;
use griot_jobs::{Jobs, Schedule};
use griot_kernel::PersonId;
use griot_pillar::{Bundle, Export, Field, Named, NotTaken, Pillar, Resealed, Silent, Story};
use griot_web::{Capability, Doorkeeper, Entry, House, Routes, sessions, tokens};
use serde_json::json;

use crate::{People, SCHEMA, Section, WORDS, along, demo, jobs, reseal, seizure, store, web};

#[async_trait]
impl Pillar for People {
    fn name(&self) -> &'static str {
        "people"
    }

    fn schema(&self) -> Schema {
        SCHEMA
    }

    fn words(&self) -> WordFiles {
        WORDS
    }

    fn routes(&self) -> Routes {
        web::routes()
    }

    fn rights(&self) -> &'static [&'static Capability] {
        web::rights::ALL
    }

    fn menu(&self) -> &'static [Entry] {
        web::MENU
    }

    fn introduce(&self, house: &mut House) {
        house.provide::<dyn PublicNames>(Arc::new(self.clone()));
        house.provide::<dyn Contacts>(Arc::new(self.clone()));
        house.provide::<dyn StaffLog>(Arc::new(self.clone()));
        house.waiting.push(Arc::new(self.clone()));
        let doorkeeper: Arc<dyn Doorkeeper> = Arc::new(self.clone());
        house.doorkeeper = Some(doorkeeper);
    }

    fn jobs(&self, jobs: &mut Jobs<Section>) {
        jobs.add::<jobs::SendConfirmation>()
            .add::<jobs::SendInvitation>()
            .add::<jobs::SendRefusal>()
            .add::<jobs::SendReset>()
            .add::<jobs::SendAddressConfirmation>()
            .add::<jobs::TellOldAddress>()
            .add::<jobs::TellEditors>()
            .add::<jobs::TellEditor>()
            .add::<jobs::TellOwner>()
            .add::<jobs::TellAnswered>()
            .every(Schedule::Minutes(1), "people.take-answers", jobs::take_answers)
            .every(Schedule::Daily { hour: 3 }, "people.sweep", jobs::sweep);
    }

    /// What people hold goes in the act that tells the others; doing it again changes nothing.
    async fn erase(&self, tx: &mut Tx, person: PersonId) -> Result<(), DbError> {
        crate::acts::leave::forget(tx, person, self.now()).await
    }

    async fn export(&self, db: &mut Conn, person: PersonId) -> Result<Export, DbError> {
        let Some(found) = store::persons::by_id(db, person).await? else { return Ok(Export::default()) };
        let roles = store::grants::of(db, person).await?;
        let consents = store::consents::of(db, person).await?;
        let keys = store::passkeys::of(db, person).await?;
        let open = sessions::of(db, person, self.now()).await?;
        let programs = tokens::of(db, person).await?;
        let acts = store::staff::about(db, person).await?;
        let picture = found.picture.as_deref().and_then(|key| FileKey::parse(key).ok());
        let data = json!({
            "name": found.name,
            "handle": found.handle,
            "about": found.about,
            "language": found.language,
            "open_profile": found.open_profile,
            "joined": found.joined_at.rfc3339(),
            "email": store::contacts::email_of(db, person).await?,
            "email_to_confirm": store::addresses::waiting_of(db, person).await?,
            "one_time_codes": store::secrets::of(db, person).await?.totp.is_some(),
            "passkeys": keys.iter().map(|k| json!({ "name": k.name, "added": k.created_at.rfc3339() }))
                .collect::<Vec<_>>(),
            "sessions": open.iter().map(|s| json!({
                "device": s.device, "begun": s.created_at.rfc3339(), "seen": s.seen_at.rfc3339(),
            })).collect::<Vec<_>>(),
            "tokens": programs.into_iter().map(|token| token.name).collect::<Vec<_>>(),
            // Who of the staff it was stays theirs; what it was is the person's to know.
            "staff_log": acts.iter().map(|line| json!({
                "act": line.act, "by_oneself": line.actor == Some(person), "on": line.subject, "at": line.at.rfc3339(),
            })).collect::<Vec<_>>(),
            "roles": roles.iter().map(|g| json!({ "role": g.role, "scope": g.scope })).collect::<Vec<_>>(),
            "consents": consents.iter().map(|c| json!({
                "purpose": c.purpose, "answer": c.answer.as_str(), "text_version": c.text_version,
                "channel": c.channel, "at": c.at.rfc3339(),
            })).collect::<Vec<_>>(),
        });
        Ok(Export { data, files: picture.map(|key| ("picture.jpg".to_owned(), key)).into_iter().collect() })
    }

    async fn take_along(
        &self,
        section: &Section,
        _drafts: bool,
        bundle: &mut Bundle,
    ) -> Result<(), NotTaken> {
        along::profiles(section, bundle).await
    }

    async fn demo(&self, section: &Section, tx: &mut Tx, story: &mut Story) -> Result<(), DbError> {
        demo::tell(section, tx, story).await
    }

    async fn name_files(&self, db: &mut Conn, named: &mut Named) -> Result<(), DbError> {
        for picture in store::persons::pictures(db).await? {
            named.read(&picture);
        }
        Ok(())
    }

    async fn reseal(&self, section: &Section) -> Result<Resealed, DbError> {
        reseal::all(section).await
    }

    async fn sealed_with(&self, db: &mut Conn, mark: &[u8]) -> Result<u64, DbError> {
        reseal::left(db, mark).await
    }

    fn sealed(&self) -> &'static [Field] {
        seizure::FIELDS
    }

    fn silent(&self) -> &'static [Silent] {
        seizure::SILENT
    }
}
