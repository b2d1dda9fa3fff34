use std::sync::Arc;

use async_trait::async_trait;
use griot_contracts::publications::Showcase;
use griot_db::{Conn, DbError, Schema, Tx};
use griot_i18n::WordFiles;
use griot_jobs::{Jobs, Schedule};
use griot_kernel::{PersonId, WorkId};
use griot_pillar::{Export, Field, Finding, Named, Pillar, Silent};
use griot_web::{Entry, House, Routes, Section};
use serde_json::json;

use crate::{SCHEMA, WORDS, listen, reread, seizure, store, web};

/// The front page, recent activity, search, the tour and the Declaration.
#[derive(Clone, Copy, Debug, Default)]
pub struct Home;

impl Home {
    /// As the binary lists it.
    pub fn new() -> Self {
        Self
    }
}

#[async_trait]
impl Pillar for Home {
    fn name(&self) -> &'static str {
        "home"
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

    fn menu(&self) -> &'static [Entry] {
        web::MENU
    }

    fn introduce(&self, house: &mut House) {
        house.provide::<dyn Showcase>(Arc::new(*self));
    }

    fn jobs(&self, jobs: &mut Jobs<Section>) {
        jobs.every(Schedule::Minutes(1), "home.reread", reread::reread);
    }

    fn listen(&self, section: &Section, ear: &mut Jobs<Section>) {
        listen::listen(section, ear);
    }

    async fn erase(&self, tx: &mut Tx, person: PersonId) -> Result<(), DbError> {
        store::forget_person(tx, person).await?;
        tx.public_changed().await
    }

    async fn name_files(&self, _db: &mut Conn, _named: &mut Named) -> Result<(), DbError> {
        Ok(())
    }

    async fn export(&self, db: &mut Conn, person: PersonId) -> Result<Export, DbError> {
        let acts = store::acts_of(db, person).await?;
        let act = |act: &crate::model::Act| json!({ "what": act.kind.as_str(), "day": act.at.day().to_string(), "work": act.work });
        let data = json!({ "activity": acts.iter().map(act).collect::<Vec<_>>() });
        Ok(Export { data, files: Vec::new() })
    }

    /// How far reading again after a change of rules has come; nothing when it is done.
    async fn doctor(&self, section: &Section) -> Vec<Finding> {
        let waiting = async { store::count_outdated(&mut *section.db.read().await?).await };
        match waiting.await {
            Ok(waiting) if waiting > 0 => {
                vec![Finding {
                    key: "home-found-rereading",
                    detail: waiting.to_string(),
                    cause: None,
                    well: true,
                }]
            }
            // A database that does not answer is told of elsewhere.
            _ => Vec::new(),
        }
    }

    fn sealed(&self) -> &'static [Field] {
        seizure::FIELDS
    }

    fn silent(&self) -> &'static [Silent] {
        seizure::SILENT
    }
}

#[async_trait]
impl Showcase for Home {
    async fn take_down(&self, tx: &mut Tx, work: WorkId) -> Result<(), DbError> {
        store::take_down(tx, work).await?;
        tx.public_changed().await
    }
}
