//! A house in which pages can be asked for: people with names, a log of staff, and what the outbox tells.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

use async_trait::async_trait;
use griot_contracts::{
    campaigns::Roadmap,
    people::{Contacts, PublicName, PublicNames, Reachable, StaffLog},
    planning::{DraftKind, Drafts, Proposal},
};
use griot_db::{Conn, Db, DbError, Schema, Tx, outbox};
use griot_kernel::{Language, PersonId, Random, Timestamp};
use griot_pillar::Pillar;
use griot_web::{
    House, Member, Role,
    testing::{Client, TestHouse},
};
use griot_workshops::Workshops;

pub struct People;

#[async_trait]
impl PublicNames for People {
    async fn names(
        &self,
        _: &mut Conn,
        people: &[PersonId],
    ) -> Result<HashMap<PersonId, PublicName>, DbError> {
        Ok(people.iter().filter_map(|person| Some((*person, name(*person)?))).collect())
    }

    async fn members(&self, _: &mut Conn, _: i64) -> Result<Vec<PublicName>, DbError> {
        Ok(all().into_iter().filter_map(|member| name(member.id)).collect())
    }

    async fn called(
        &self,
        _: &mut Conn,
        _: &[String],
        _: bool,
        _: usize,
    ) -> Result<Vec<PublicName>, DbError> {
        unreachable!("no page of trainings looks for people by name")
    }

    async fn by_handle(&self, _: &mut Conn, handle: &str) -> Result<Option<PublicName>, DbError> {
        Ok(all().into_iter().filter_map(|member| name(member.id)).find(|name| name.handle == handle))
    }
}

#[async_trait]
impl Contacts for People {
    async fn email(&self, _: &mut Conn, person: PersonId) -> Result<Option<Reachable>, DbError> {
        let reached = |name: PublicName| Reachable {
            email: format!("{}@exemple.bf", name.handle),
            language: Language::FRENCH,
        };
        Ok(name(person).map(reached))
    }

    async fn holders(&self, _: &mut Conn, capability: &str) -> Result<Vec<PersonId>, DbError> {
        let known = griot_workshops::RIGHTS.iter().find(|one| one.name == capability).unwrap();
        Ok(all().into_iter().filter(|member| member.may(known)).map(|member| member.id).collect())
    }
}

fn name(person: PersonId) -> Option<PublicName> {
    let found = all().into_iter().find(|member| member.id == person)?;
    Some(PublicName {
        person,
        name: found.name,
        handle: found.handle,
        open: false,
        takes_part: true,
        picture: None,
    })
}

#[derive(Default)]
pub struct Log(Mutex<Vec<(&'static str, String)>>);

#[async_trait]
impl StaffLog for Log {
    async fn note(&self, _: &mut Tx, _: PersonId, act: &'static str, subject: &str) -> Result<(), DbError> {
        self.0.lock().unwrap().push((act, subject.to_owned()));
        Ok(())
    }
}

impl Log {
    /// The acts since this was asked last.
    pub fn take(&self) -> Vec<&'static str> {
        std::mem::take(&mut *self.0.lock().unwrap()).into_iter().map(|(act, _)| act).collect()
    }
}

/// A room that keeps drafts of posts and of texts for the calendar.
#[derive(Default)]
pub struct Desk(pub Mutex<Vec<(String, Proposal)>>);

#[async_trait]
impl Drafts for Desk {
    fn kinds(&self) -> &'static [DraftKind] {
        &[
            DraftKind { name: "channels.item", key: "exercise-kind-draft", order: 1 },
            DraftKind { name: "voices.post", key: "exercise-kind-post", order: 2 },
        ]
    }

    async fn propose(
        &self,
        _: &mut Tx,
        kind: &str,
        proposal: &Proposal,
        _: (Timestamp, &dyn Random),
    ) -> Result<Option<String>, DbError> {
        if kind == "voices.post" && proposal.by == issa().id {
            // He keeps no blog.
            return Ok(None);
        }
        self.0.lock().unwrap().push((kind.to_owned(), proposal.clone()));
        Ok(Some(format!("/desk/drafts/{}", self.0.lock().unwrap().len())))
    }
}

/// Gives trainings.
pub fn adama() -> Member {
    TestHouse::member("Adama", &[Role::Trainer])
}

/// Answers for the strategy.
pub fn mariam() -> Member {
    TestHouse::member("Mariam", &[Role::Director])
}

/// Works for the section, and gives no trainings.
pub fn boukary() -> Member {
    TestHouse::member("Boukary", &[Role::Campaigner])
}

/// A member.
pub fn awa() -> Member {
    TestHouse::member("Awa", &[Role::Member])
}

/// Another member.
pub fn issa() -> Member {
    TestHouse::member("Issa", &[Role::Member])
}

fn all() -> Vec<Member> {
    vec![adama(), mariam(), boukary(), awa(), issa()]
}

pub struct Home {
    pub house: TestHouse,
    pub log: Arc<Log>,
    pub desk: Arc<Desk>,
    pub client: Client,
}

/// All tables that the pages of trainings need.
pub const SCHEMAS: &[Schema] = &[griot_web::SCHEMA, griot_mailroom::SCHEMA, griot_workshops::SCHEMA];

fn answers() -> (House, Arc<Log>, Arc<Desk>) {
    let (log, desk) = (Arc::new(Log::default()), Arc::new(Desk::default()));
    let mut answers = House::default();
    answers.provide::<dyn PublicNames>(Arc::new(People));
    answers.provide::<dyn Contacts>(Arc::new(People));
    answers.provide::<dyn StaffLog>(Arc::<Log>::clone(&log));
    answers.join::<dyn Drafts>(Arc::<Desk>::clone(&desk));
    answers.menu.extend_from_slice(griot_workshops::MENU);
    Workshops.introduce(&mut answers);
    (answers, log, desk)
}

const WORDS: &[griot_i18n::WordFiles] = &[griot_i18n::WORDS, griot_workshops::WORDS];

/// A section without anything in it yet, on SQLite.
pub async fn home() -> Home {
    let (answers, log, desk) = answers();
    let house = TestHouse::open(&[griot_workshops::SCHEMA], WORDS, answers).await;
    let client = house.client(griot_workshops::routes());
    Home { house, log, desk, client }
}

/// The same with what this adds to it.
pub async fn home_with(add: impl FnOnce(&mut House)) -> Home {
    let (mut answers, log, desk) = answers();
    add(&mut answers);
    let house = TestHouse::open(&[griot_workshops::SCHEMA], WORDS, answers).await;
    let client = house.client(griot_workshops::routes());
    Home { house, log, desk, client }
}

/// The same on a database that has its tables ([`SCHEMAS`]) already.
pub async fn home_on(db: Db) -> Home {
    let (answers, log, desk) = answers();
    let house = TestHouse::open_on(db, WORDS, answers).await;
    let client = house.client(griot_workshops::routes());
    Home { house, log, desk, client }
}

impl Home {
    pub async fn as_one(&self, member: Member) -> Client {
        self.client.as_member(member).await
    }

    /// What was told or is to be done since this was asked last: names and payloads.
    pub async fn told(&self) -> Vec<(String, String)> {
        let mut tx = self.house.section.db.begin().await.unwrap();
        let lines = outbox::waiting(&mut tx, 500).await.unwrap();
        for line in &lines {
            outbox::remove(&mut tx, line.id).await.unwrap();
        }
        tx.commit().await.unwrap();
        lines.into_iter().map(|line| (line.name, line.payload.to_string())).collect()
    }
}

/// The part of a page that is the page's own, with what was escaped set back.
pub fn main_of(page: &str) -> String {
    let (_, rest) = page.split_once("<main").unwrap();
    let (_, rest) = rest.split_once('>').unwrap();
    let (main, _) = rest.split_once("</main>").unwrap();
    main.replace("&#39;", "'").replace("&#38;", "&")
}

/// The value of the first hidden field of this name.
pub fn field(page: &str, name: &str) -> String {
    let start = format!("name=\"{name}\" value=\"");
    page.split_once(&start)
        .unwrap_or_else(|| panic!("{name} in {page}"))
        .1
        .split_once('"')
        .unwrap()
        .0
        .to_owned()
}

/// Where an answer leads.
pub fn to(response: &axum::response::Response) -> String {
    response.headers()["location"].to_str().unwrap().to_owned()
}

/// Where the first link to something below this path leads.
pub fn link(page: &str, start: &str) -> String {
    let (_, rest) =
        page.split_once(&format!("href=\"{start}")).unwrap_or_else(|| panic!("{start} in {page}"));
    format!("{start}{}", rest.split_once('"').unwrap().0)
}

/// A section without anything in it yet, on SQLite, whose strategy takes proposals.
pub async fn home_with_roadmap(roadmap: Arc<dyn Roadmap>) -> Home {
    let (mut answers, log, desk) = answers();
    answers.provide::<dyn Roadmap>(roadmap);
    let house = TestHouse::open(&[griot_workshops::SCHEMA], WORDS, answers).await;
    let client = house.client(griot_workshops::routes());
    Home { house, log, desk, client }
}
