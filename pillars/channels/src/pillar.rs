use std::sync::Arc;

use async_trait::async_trait;
use griot_contracts::{
    campaigns::{Evidences, Serves, Weekly},
    duties::Duties,
    mail::MailAnswers,
    packs::Packs,
    planning::{Drafts, Standstill},
};
use griot_db::{Conn, DbError, Schema, Tx};
use griot_i18n::WordFiles;
use griot_jobs::{Jobs, Schedule};
use griot_kernel::{Clock, Found, PersonId, Publication, Random, WorkId};
use griot_pillar::{Export, Field, Named, Pillar, Resealed, Silent, Story};
use griot_web::{Capability, Entry, House, Routes, Section};
use serde_json::json;

use crate::{acts::news, demo, jobs, listen, reseal, seizure, store, web};

/// The calendar, what it says, and the channels on which it says it.
#[derive(Clone, Debug)]
pub struct Channels {
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) random: Arc<dyn Random>,
}

impl Channels {
    /// On the clock and the chance of the house.
    pub fn new(clock: Arc<dyn Clock>, random: Arc<dyn Random>) -> Self {
        Self { clock, random }
    }
}

#[async_trait]
impl Pillar for Channels {
    fn name(&self) -> &'static str {
        "channels"
    }

    fn schema(&self) -> Schema {
        crate::SCHEMA
    }

    fn words(&self) -> WordFiles {
        crate::WORDS
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
        house.join::<dyn Drafts>(Arc::new(self.clone()));
        house.join::<dyn Serves>(Arc::new(self.clone()));
        house.join::<dyn Evidences>(Arc::new(self.clone()));
        house.join::<dyn Weekly>(Arc::new(self.clone()));
        house.join::<dyn Duties>(Arc::new(self.clone()));
        house.join::<dyn MailAnswers>(Arc::new(self.clone()));
        house.join::<dyn Packs>(Arc::new(self.clone()));
        house.provide::<dyn Standstill>(Arc::new(self.clone()));
        house.waiting.push(Arc::new(self.clone()));
    }

    fn jobs(&self, floor: &mut Jobs<Section>) {
        floor
            .add::<jobs::Carry>()
            .add::<jobs::SendPress>()
            .add::<jobs::TellKeeper>()
            .add::<jobs::TellKeyEnds>()
            .add::<jobs::AskSubscriber>()
            .add::<jobs::SendProof>()
            .add::<jobs::SendAnswer>()
            .add::<jobs::SendNote>()
            .add::<jobs::TellApprover>()
            .add::<jobs::Hear>()
            .add::<jobs::TellWaiting>()
            .add::<jobs::TellReview>()
            .every(Schedule::Minutes(1), "channels.keep-hours", jobs::keep_hours)
            .every(Schedule::Minutes(1), "channels.watch", jobs::watch)
            .every(Schedule::Minutes(3), "channels.hear", jobs::hear_all)
            .every(Schedule::Minutes(10), "channels.watch-inbox", jobs::watch_inbox)
            .every(Schedule::Daily { hour: 4 }, "channels.sweep-inbox", jobs::sweep_inbox)
            .every(Schedule::Daily { hour: 0 }, "channels.end-consents", jobs::end_consents)
            .every(Schedule::Daily { hour: 4 }, "channels.forget-subscribers", jobs::forget_subscribers)
            .every_outside(Schedule::Daily { hour: 5 }, "channels.look-after-keys", jobs::look_after_keys);
    }

    fn listen(&self, section: &Section, ear: &mut Jobs<Section>) {
        listen::listen(self, section, ear);
    }

    async fn publication(&self, tx: &mut Tx, id: WorkId) -> Result<Found<Publication>, DbError> {
        news::publication(tx, id, self.clock.now()).await
    }

    async fn erase(&self, tx: &mut Tx, person: PersonId) -> Result<(), DbError> {
        store::erase::person(tx, person).await
    }

    async fn export(&self, db: &mut Conn, person: PersonId) -> Result<Export, DbError> {
        let acts = store::erase::acts(db, person).await?;
        let acts: Vec<_> = acts
            .into_iter()
            .map(|(act, title, day)| json!({ "act": act, "title": title, "day": day }))
            .collect();
        let answers: Vec<_> = store::erase::answers(db, person)
            .await?
            .into_iter()
            .map(|(words, day)| json!({ "words": words, "day": day }))
            .collect();
        let kept = store::erase::kept(db, person).await?;
        let lists = store::subscribers::of_member(db, person).await?;
        let lists: Vec<_> = lists
            .into_iter()
            .map(|one| json!({ "list": one.audience, "address": one.address, "since": one.asked_at.day() }))
            .collect();
        let data = json!({ "acts": acts, "channels": kept, "answers": answers, "lists": lists });
        Ok(Export { data, files: Vec::new() })
    }

    async fn demo(&self, section: &Section, tx: &mut Tx, story: &mut Story) -> Result<(), DbError> {
        demo::tell(section, tx, story).await
    }

    async fn name_files(&self, db: &mut Conn, named: &mut Named) -> Result<(), DbError> {
        store::files::name(db, named).await
    }

    async fn reseal(&self, section: &Section) -> Result<Resealed, DbError> {
        reseal::all(section).await
    }

    async fn sealed_with(&self, db: &mut Conn, mark: &[u8]) -> Result<u64, DbError> {
        Ok(u64::try_from(store::keys::sealed_with(db, mark).await?).unwrap_or(0))
    }

    fn sealed(&self) -> &'static [Field] {
        seizure::FIELDS
    }

    fn silent(&self) -> &'static [Silent] {
        seizure::SILENT
    }
}
