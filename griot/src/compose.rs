//! The one list of pillars, and who answers whom. Nothing else in the program names a pillar.

use std::{iter, sync::Arc};

use async_trait::async_trait;
use griot_admin::{Admin, Rooms};
use griot_campaigns::Campaigns;
use griot_channels::Channels;
use griot_contracts::publications::Publications;
use griot_db::{Conn, DbError, Schema, Tx};
use griot_home::Home;
use griot_i18n::{BadWords, Catalog, Words};
use griot_jobs::Jobs;
use griot_kernel::{Clock, Found, PersonId, Publication, Random, SystemClock, SystemRandom, WorkId};
use griot_people::{People, copy::Belongings};
use griot_pillar::{Bundle, Export, Field, Finding, Named, NotTaken, Pillar, Resealed, Silent};
use griot_voices::Voices;
use griot_web::{House, Route, Routes, Section};
use griot_workshops::Workshops;

/// What the command line brings from elsewhere, and into which room.
pub use griot_voices::commands as blogs;
/// What certificates say of themselves: whoever has the paper checks it without a house.
pub use griot_workshops::model::{Checked as CheckedCertificate, Statement as CertificateStatement};

/// The rooms of the house, in the order in which their tables are made.
#[derive(Clone)]
pub struct Pillars(Arc<Vec<Box<dyn Pillar>>>);

impl std::fmt::Debug for Pillars {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.0.iter().map(|p| p.name())).finish()
    }
}

/// All of them. People come first, since the others' stories are told of them.
pub fn pillars(clock: &Arc<dyn Clock>, random: &Arc<dyn Random>) -> Pillars {
    let others: [Box<dyn Pillar>; 6] = [
        Box::new(Campaigns),
        Box::new(Voices),
        Box::new(Channels::new(Arc::clone(clock), Arc::clone(random))),
        Box::new(Workshops),
        Box::new(Home::new()),
        Box::new(Admin),
    ];
    let rights = others.iter().flat_map(|pillar| pillar.rights().iter().copied()).collect();
    let people = People::new(Arc::clone(clock), Arc::clone(random), rights);
    let first: Box<dyn Pillar> = Box::new(people);
    Pillars(Arc::new(iter::once(first).chain(others).collect()))
}

impl Pillars {
    /// All of them on the machine's own clock and chance: for whoever opens no section.
    pub fn all() -> Self {
        let (clock, random): (Arc<dyn Clock>, Arc<dyn Random>) =
            (Arc::new(SystemClock), Arc::new(SystemRandom));
        pillars(&clock, &random)
    }

    /// The tables of the foundation and of every room.
    pub fn schemas(&self) -> Vec<Schema> {
        [griot_db::SCHEMA, griot_jobs::SCHEMA, griot_web::SCHEMA, griot_mailroom::SCHEMA]
            .into_iter()
            .chain(self.0.iter().map(|p| p.schema()).filter(|s| !s.steps.is_empty()))
            .collect()
    }

    /// The words of the whole house.
    pub fn words(&self) -> Result<Catalog, BadWords> {
        let mut rooms = vec![griot_i18n::WORDS, griot_web::WORDS];
        rooms.extend(self.0.iter().map(|p| p.words()));
        Catalog::gather(&rooms)
    }

    /// The ways in, and who answers which question.
    pub fn house(&self) -> House {
        let mut house = House::default();
        for pillar in self.0.iter() {
            house.menu.extend_from_slice(pillar.menu());
            pillar.introduce(&mut house);
        }
        house.provide::<dyn Publications>(Arc::new(self.clone()));
        house.provide::<dyn Rooms>(Arc::new(self.clone()));
        house.provide::<dyn Belongings>(Arc::new(self.clone()));
        house.provide::<Self>(Arc::new(self.clone()));
        house
    }

    /// Every route of the house.
    pub fn routes(&self) -> Routes {
        self.0.iter().fold(Routes::new(), |all, pillar| all.merge(pillar.routes()))
    }

    /// What each route promises, with the room it belongs to; those that no room brings are the house's.
    pub fn route_list(&self) -> Vec<(&'static str, Route)> {
        let of = |p: &dyn Pillar| p.routes().list().iter().map(|r| (p.name(), r.clone())).collect::<Vec<_>>();
        let own = griot_web::own_routes().into_iter().map(|route| ("house", route));
        self.0.iter().flat_map(|p| of(p.as_ref())).chain(own).collect()
    }

    /// Everything that is done behind the pages.
    pub fn jobs(&self, section: &Section) -> Jobs<Section> {
        let mut jobs = Jobs::new();
        for pillar in self.0.iter() {
            pillar.jobs(&mut jobs);
            pillar.listen(section, &mut jobs);
        }
        jobs
    }

    /// Lets every room let go of someone. Safe to repeat.
    pub async fn erase(&self, tx: &mut Tx, person: PersonId) -> Result<(), DbError> {
        for pillar in self.0.iter() {
            pillar.erase(tx, person).await?;
        }
        Ok(())
    }

    /// Notes every file that a room needs.
    pub async fn name_files(&self, db: &mut Conn, named: &mut Named) -> Result<(), DbError> {
        for pillar in self.0.iter() {
            pillar.name_files(db, named).await?;
        }
        Ok(())
    }

    /// Lets every room put into the bundle what it shows to the public.
    pub async fn take_along(
        &self,
        section: &Section,
        drafts: bool,
        bundle: &mut Bundle,
    ) -> Result<(), NotTaken> {
        for pillar in self.0.iter() {
            pillar.take_along(section, drafts, bundle).await?;
        }
        Ok(())
    }

    /// What the binary and every room find out about the house.
    pub async fn all_findings(&self, section: &Section, words: &Words) -> Vec<Finding> {
        let mut findings = crate::doctor::findings(section, words).await;
        for pillar in self.0.iter() {
            findings.extend(pillar.doctor(section).await);
        }
        findings
    }

    /// Lets every room seal anew what older keys sealed.
    pub async fn reseal(&self, section: &Section) -> Result<Resealed, DbError> {
        let mut all = Resealed::default();
        for pillar in self.0.iter() {
            let Resealed { sealed, closed } = pillar.reseal(section).await?;
            all = Resealed { sealed: all.sealed + sealed, closed: all.closed + closed };
        }
        Ok(all)
    }

    /// How much the key of this mark still seals, in all rooms.
    pub async fn sealed_with(&self, db: &mut Conn, mark: &[u8]) -> Result<u64, DbError> {
        let mut all = 0;
        for pillar in self.0.iter() {
            all += pillar.sealed_with(db, mark).await?;
        }
        Ok(all)
    }

    /// What a seizure reveals of every room.
    pub fn all_fields(&self) -> Vec<Field> {
        self.0.iter().flat_map(|pillar| pillar.sealed().iter().copied()).collect()
    }

    /// The columns that tell nothing of a person.
    pub fn all_silent(&self) -> Vec<Silent> {
        self.0.iter().flat_map(|pillar| pillar.silent().iter().copied()).collect()
    }

    /// Tells the story of the invented section, room after room.
    pub async fn tell(
        &self,
        section: &Section,
        tx: &mut Tx,
        story: &mut griot_pillar::Story,
    ) -> Result<(), DbError> {
        for pillar in self.0.iter() {
            pillar.demo(section, tx, story).await?;
        }
        Ok(())
    }
}

#[async_trait]
impl Publications for Pillars {
    async fn get(&self, tx: &mut Tx, id: WorkId) -> Result<Found<Publication>, DbError> {
        for pillar in self.0.iter() {
            match pillar.publication(tx, id).await? {
                Found::Unknown => {}
                found => return Ok(found),
            }
        }
        Ok(Found::Unknown)
    }
}

#[async_trait]
impl Belongings for Pillars {
    async fn of(&self, db: &mut Conn, person: PersonId) -> Result<Vec<(&'static str, Export)>, DbError> {
        let mut all = Vec::new();
        for pillar in self.0.iter() {
            all.push((pillar.name(), pillar.export(db, person).await?));
        }
        Ok(all)
    }
}

#[async_trait]
impl Rooms for Pillars {
    async fn findings(&self, section: &Section, words: &Words) -> Vec<Finding> {
        self.all_findings(section, words).await
    }

    fn fields(&self) -> Vec<(&'static str, &'static [Field])> {
        self.0.iter().map(|p| (p.name(), p.sealed())).collect()
    }
}
