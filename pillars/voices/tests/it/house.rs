//! A house in which pages can be asked for: people with names and addresses, a
//! log of staff, and the jobs that acts ask for.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

use async_trait::async_trait;
use griot_contracts::people::{Contacts, PublicName, PublicNames, Reachable, StaffLog};
use griot_db::{Conn, Db, DbError, Schema, Tx, outbox};
use griot_jobs::Job;
use griot_kernel::{Language, PersonId};
use griot_voices::{
    jobs::{
        ConfirmComment, ConfirmFollow, SendAlert, SendDigest, TellAuthor, TellBlog, TellMissed, TellModerator,
    },
    model::{Blog, Post, Role},
    store,
};
use griot_web::{
    House, Member,
    testing::{Client, TestHouse},
};

use crate::factory;

#[derive(Default)]
pub struct Log(Mutex<Vec<(&'static str, String)>>);

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
        Ok([awa(), binta(), moussa()].into_iter().filter_map(|m| name(m.id)).collect())
    }

    async fn called(
        &self,
        _: &mut Conn,
        _: &[String],
        _: bool,
        _: usize,
    ) -> Result<Vec<PublicName>, DbError> {
        unreachable!("no page of voices looks for people by name")
    }

    async fn by_handle(&self, _: &mut Conn, handle: &str) -> Result<Option<PublicName>, DbError> {
        Ok([awa(), binta(), moussa()].into_iter().filter_map(|m| name(m.id)).find(|n| n.handle == handle))
    }
}

fn name(person: PersonId) -> Option<PublicName> {
    let found = [awa(), binta(), moussa()].into_iter().find(|member| member.id == person)?;
    Some(PublicName {
        person,
        name: found.name,
        handle: found.handle,
        open: false,
        takes_part: true,
        picture: None,
    })
}

#[async_trait]
impl Contacts for People {
    async fn email(&self, _: &mut Conn, person: PersonId) -> Result<Option<Reachable>, DbError> {
        let handle = name(person).map(|name| name.handle);
        Ok(handle
            .map(|handle| Reachable { email: format!("{handle}@exemple.bf"), language: Language::FRENCH }))
    }

    async fn holders(&self, _: &mut Conn, _: &str) -> Result<Vec<PersonId>, DbError> {
        Ok(vec![moussa().id])
    }
}

#[async_trait]
impl StaffLog for Log {
    async fn note(&self, _: &mut Tx, _: PersonId, act: &'static str, subject: &str) -> Result<(), DbError> {
        self.0.lock().unwrap().push((act, subject.to_owned()));
        Ok(())
    }
}

impl Log {
    pub fn acts(&self) -> Vec<&'static str> {
        self.0.lock().unwrap().iter().map(|(act, _)| *act).collect()
    }

    /// The lines since this was asked last: what was done, and to what.
    pub fn take(&self) -> Vec<(&'static str, String)> {
        std::mem::take(&mut *self.0.lock().unwrap())
    }
}

/// Writes the blog.
pub fn awa() -> Member {
    Member { id: factory::awa(), ..TestHouse::member("Awa", &[griot_web::Role::Member]) }
}

/// Reads and comments.
pub fn binta() -> Member {
    Member { id: factory::binta(), ..TestHouse::member("Binta", &[griot_web::Role::Member]) }
}

/// Works at the desk.
pub fn moussa() -> Member {
    TestHouse::member("Moussa", &[griot_web::Role::Editor])
}

pub struct Home {
    pub house: TestHouse,
    pub log: Arc<Log>,
    pub client: Client,
    pub blog: Blog,
    pub post: Post,
}

/// A section with Awa's blog and one published post, its name set.
pub async fn home() -> Home {
    let (log, answers) = answers();
    let house = TestHouse::open(&[griot_voices::SCHEMA], WORDS, answers).await;
    furnished(log, house).await
}

/// The same where other rooms answer too.
pub async fn home_with(others: impl FnOnce(&mut House)) -> Home {
    let (log, mut answers) = answers();
    others(&mut answers);
    let house = TestHouse::open(&[griot_voices::SCHEMA], WORDS, answers).await;
    furnished(log, house).await
}

/// The tables of a home whose worker does what is asked for.
pub const SCHEMAS: &[Schema] =
    &[griot_web::SCHEMA, griot_jobs::SCHEMA, griot_mailroom::SCHEMA, griot_voices::SCHEMA];

/// The same on a database that has its tables: [`SCHEMAS`].
pub async fn home_on(db: Db) -> Home {
    let (log, answers) = answers();
    furnished(log, TestHouse::open_on(db, WORDS, answers).await).await
}

const WORDS: &[griot_i18n::WordFiles] = &[griot_i18n::WORDS, griot_voices::WORDS];

fn answers() -> (Arc<Log>, House) {
    let log = Arc::new(Log::default());
    let mut answers = House::default();
    answers.provide::<dyn PublicNames>(Arc::new(People));
    answers.provide::<dyn Contacts>(Arc::new(People));
    answers.provide::<dyn StaffLog>(Arc::<Log>::clone(&log));
    answers.menu.extend_from_slice(griot_voices::MENU);
    answers.waiting.push(Arc::new(griot_voices::Voices));
    answers.powers.push(Arc::new(griot_voices::Voices));
    (log, answers)
}

async fn furnished(log: Arc<Log>, house: TestHouse) -> Home {
    let mut tx = house.section.db.begin().await.unwrap();
    let settings = griot_web::Settings { name: "Section d’essai".into(), ..griot_web::Settings::default() };
    settings.save(&mut tx).await.unwrap();
    let (mut blog, post) = factory::house(&mut tx).await;
    blog.comments = griot_voices::model::CommentPolicy::Guests;
    store::blogs::update(&mut tx, &blog).await.unwrap();
    store::tags::set(&mut tx, post.id, &griot_voices::model::tags("Eau, Santé")).await.unwrap();
    tx.commit().await.unwrap();
    let client = house.client(griot_voices::routes());
    Home { house, log, client, blog, post }
}

impl Home {
    pub async fn awa(&self) -> Client {
        self.client.as_member(awa()).await
    }

    pub async fn binta(&self) -> Client {
        self.client.as_member(binta()).await
    }

    pub async fn moussa(&self) -> Client {
        self.client.as_member(moussa()).await
    }

    /// Lets Binta write in Awa's blog.
    pub async fn let_binta_write(&self) {
        let mut tx = self.house.section.db.begin().await.unwrap();
        store::blogs::set_author(&mut tx, self.blog.id, factory::binta(), Role::Author).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// Does the jobs that lie in the outbox and says what else was told.
    pub async fn work(&self) -> Vec<String> {
        let section = &self.house.section;
        let mut tx = section.db.begin().await.unwrap();
        let lines = outbox::waiting(&mut tx, 100).await.unwrap();
        for line in &lines {
            outbox::remove(&mut tx, line.id).await.unwrap();
        }
        tx.commit().await.unwrap();
        let mut told = Vec::new();
        for line in lines {
            match line.name.as_str() {
                "voices.send-alert" => read::<SendAlert>(&line.payload).run(section).await.unwrap(),
                "voices.send-digest" => read::<SendDigest>(&line.payload).run(section).await.unwrap(),
                "voices.confirm-comment" => read::<ConfirmComment>(&line.payload).run(section).await.unwrap(),
                "voices.tell-author" => read::<TellAuthor>(&line.payload).run(section).await.unwrap(),
                "voices.confirm-follow" => read::<ConfirmFollow>(&line.payload).run(section).await.unwrap(),
                "voices.tell-moderator" => read::<TellModerator>(&line.payload).run(section).await.unwrap(),
                "voices.tell-missed" => read::<TellMissed>(&line.payload).run(section).await.unwrap(),
                "voices.tell-blog" => read::<TellBlog>(&line.payload).run(section).await.unwrap(),
                _ => told.push(line.name),
            }
        }
        told
    }
}

fn read<J: serde::de::DeserializeOwned>(payload: &str) -> J {
    serde_json::from_str(payload).unwrap()
}

/// The part of a page that is the page's own.
pub fn main_of(page: &str) -> String {
    let (_, rest) = page.split_once("<main").unwrap();
    let (_, rest) = rest.split_once('>').unwrap();
    let (main, _) = rest.split_once("</main>").unwrap();
    main.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// The value of a hidden field.
pub fn field(page: &str, name: &str) -> String {
    let start = format!("name=\"{name}\" value=\"");
    page.split_once(&start).unwrap().1.split_once('"').unwrap().0.to_owned()
}

/// Where an answer leads.
pub fn to(response: &axum::response::Response) -> String {
    response.headers()["location"].to_str().unwrap().to_owned()
}
