//! A house in which pages can be asked for and jobs are done.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

use async_trait::async_trait;
use griot_channels::{
    SCHEMA, WORDS,
    acts::{roster, subscribe},
    jobs::{
        AskSubscriber, Carry, Hear, SendAnswer, SendNote, SendPress, SendProof, TellApprover, TellKeeper,
        TellKeyEnds, TellReview, TellWaiting, hear_all, keep_hours, watch, watch_inbox,
    },
    store,
};
use griot_contracts::people::{Contacts, PublicName, PublicNames, Reachable, StaffLog};
use griot_db::{Conn, Db, DbError, Schema, Tx, outbox};
use griot_fetch::FetchPolicy;
use griot_jobs::Job;
use griot_kernel::{Language, PersonId};
use griot_mailroom::AddressStopped;
use griot_web::{
    House, Member, Role,
    testing::{Client, TestHouse},
};

pub struct People;

pub fn fatou() -> Member {
    TestHouse::member("Fatou", &[Role::Editor, Role::Publisher, Role::ChannelOwner])
}

pub fn mariam() -> Member {
    TestHouse::member("Mariam", &[Role::Director])
}

pub fn awa() -> Member {
    TestHouse::member("Awa", &[Role::Author])
}

fn name(person: PersonId) -> Option<PublicName> {
    let found = [fatou(), mariam(), awa()].into_iter().find(|member| member.id == person)?;
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
impl PublicNames for People {
    async fn names(
        &self,
        _: &mut Conn,
        people: &[PersonId],
    ) -> Result<HashMap<PersonId, PublicName>, DbError> {
        Ok(people.iter().filter_map(|person| Some((*person, name(*person)?))).collect())
    }

    async fn members(&self, _: &mut Conn, _: i64) -> Result<Vec<PublicName>, DbError> {
        Ok([fatou(), mariam(), awa()].into_iter().filter_map(|member| name(member.id)).collect())
    }

    async fn called(
        &self,
        _: &mut Conn,
        _: &[String],
        _: bool,
        _: usize,
    ) -> Result<Vec<PublicName>, DbError> {
        unreachable!("no page of channels looks for people by name")
    }

    async fn by_handle(&self, _: &mut Conn, handle: &str) -> Result<Option<PublicName>, DbError> {
        let all = [fatou(), mariam(), awa()];
        Ok(all.into_iter().filter_map(|member| name(member.id)).find(|name| name.handle == handle))
    }
}

#[async_trait]
impl Contacts for People {
    async fn email(&self, _: &mut Conn, person: PersonId) -> Result<Option<Reachable>, DbError> {
        Ok(name(person).map(|name| Reachable {
            email: format!("{}@exemple.bf", name.handle),
            language: Language::FRENCH,
        }))
    }

    async fn holders(&self, _: &mut Conn, capability: &str) -> Result<Vec<PersonId>, DbError> {
        Ok(match capability {
            "channels.items.approve" => vec![mariam().id],
            "channels.inbox" => vec![fatou().id, mariam().id],
            _ => vec![fatou().id],
        })
    }
}

#[derive(Default)]
pub struct Log(Mutex<Vec<&'static str>>);

#[async_trait]
impl StaffLog for Log {
    async fn note(&self, _: &mut Tx, _: PersonId, act: &'static str, _: &str) -> Result<(), DbError> {
        self.0.lock().unwrap().push(act);
        Ok(())
    }
}

impl Log {
    pub fn acts(&self) -> Vec<&'static str> {
        self.0.lock().unwrap().clone()
    }
}

pub struct Home {
    pub house: TestHouse,
    pub log: Arc<Log>,
    client: Client,
}

/// The tables that a home needs.
pub const TABLES: &[Schema] = &[griot_web::SCHEMA, griot_jobs::SCHEMA, griot_mailroom::SCHEMA, SCHEMA];

/// A home on a database that has [`TABLES`], in which others answer too: for contracts.
pub async fn home_on(db: Db, others: impl FnOnce(&mut House)) -> Home {
    let (log, mut answers) = answers();
    others(&mut answers);
    furnished(log, TestHouse::open_on(db, &[griot_i18n::WORDS, WORDS], answers).await).await
}

/// A section that works as a team of four. Servers on this machine may be reached.
pub async fn home() -> Home {
    let (log, answers) = answers();
    furnished(log, TestHouse::open(&[SCHEMA], &[griot_i18n::WORDS, WORDS], answers).await).await
}

pub fn answers() -> (Arc<Log>, House) {
    let log = Arc::new(Log::default());
    let mut answers = House::default();
    answers.provide::<dyn PublicNames>(Arc::new(People));
    answers.provide::<dyn Contacts>(Arc::new(People));
    answers.provide::<dyn StaffLog>(Arc::<Log>::clone(&log));
    answers.provide::<FetchPolicy>(Arc::new(FetchPolicy { allow_private: true, ..FetchPolicy::default() }));
    answers.menu.extend_from_slice(griot_channels::MENU);
    (log, answers)
}

pub async fn furnished(log: Arc<Log>, house: TestHouse) -> Home {
    let mut tx = house.section.db.begin().await.unwrap();
    let settings = griot_web::Settings { name: "Section d’essai".into(), ..griot_web::Settings::default() };
    settings.save(&mut tx).await.unwrap();
    store::ways::set_preset(&mut tx, griot_channels::model::approval::Preset::Four).await.unwrap();
    tx.commit().await.unwrap();
    let client = house.client(griot_channels::routes());
    Home { house, log, client }
}

impl Home {
    pub async fn fatou(&self) -> Client {
        self.client.as_member(fatou()).await
    }

    pub async fn mariam(&self) -> Client {
        self.client.as_member(mariam()).await
    }

    pub async fn awa(&self) -> Client {
        self.client.as_member(awa()).await
    }

    pub async fn of(&self, member: Member) -> Client {
        self.client.as_member(member).await
    }

    pub fn visitor(&self) -> Client {
        self.client.as_visitor()
    }

    /// Lets so many minutes pass, one after the other, with what the house does in each.
    pub async fn minutes(&self, many: u64) {
        for _ in 0..many {
            self.house.clock.advance(std::time::Duration::from_secs(60));
            keep_hours(self.house.section.clone()).await.unwrap();
            watch(self.house.section.clone()).await.unwrap();
            self.work().await;
        }
    }

    /// Listens what people answer on the networks.
    pub async fn listen(&self) {
        hear_all(self.house.section.clone()).await.unwrap();
        self.work().await;
    }

    /// Has those told for whom people wait.
    pub async fn watch_inbox(&self) {
        watch_inbox(self.house.section.clone()).await.unwrap();
        self.work().await;
    }

    /// Does the jobs that lie in the outbox.
    pub async fn work(&self) {
        let section = &self.house.section;
        let mut tx = section.db.begin().await.unwrap();
        let lines = outbox::waiting(&mut tx, 100).await.unwrap();
        for line in &lines {
            outbox::remove(&mut tx, line.id).await.unwrap();
        }
        tx.commit().await.unwrap();
        for line in lines {
            match line.name.as_str() {
                "channels.carry" => read::<Carry>(&line.payload).run(section).await.unwrap(),
                "channels.send-press" => read::<SendPress>(&line.payload).run(section).await.unwrap(),
                "channels.tell-keeper" => read::<TellKeeper>(&line.payload).run(section).await.unwrap(),
                "channels.tell-key-ends" => read::<TellKeyEnds>(&line.payload).run(section).await.unwrap(),
                "channels.tell-approver" => read::<TellApprover>(&line.payload).run(section).await.unwrap(),
                "channels.ask-subscriber" => read::<AskSubscriber>(&line.payload).run(section).await.unwrap(),
                "channels.send-proof" => read::<SendProof>(&line.payload).run(section).await.unwrap(),
                "mailroom.address-stopped.v1" => {
                    let mut tx = section.db.begin().await.unwrap();
                    let mark = read::<AddressStopped>(&line.payload).mark;
                    roster::stop(&mut tx, &section.keys, mark, section.clock.now()).await.unwrap();
                    subscribe::stopped(&mut tx, mark).await.unwrap();
                    tx.commit().await.unwrap();
                }
                // Others hear it.
                "publications.changed.v1" => {}
                "channels.tell-review" => read::<TellReview>(&line.payload).run(section).await.unwrap(),
                "channels.tell-waiting" => read::<TellWaiting>(&line.payload).run(section).await.unwrap(),
                "channels.send-note" => {
                    let job = read::<SendNote>(&line.payload);
                    if job.run(section).await.is_err() {
                        let mut tx = section.db.begin().await.unwrap();
                        griot_jobs::enqueue(&mut tx, &job).await.unwrap();
                        tx.commit().await.unwrap();
                    }
                }
                "channels.hear" => read::<Hear>(&line.payload).run(section).await.unwrap(),
                // What could not be sent now is tried again at the next turn.
                "channels.send-answer" => {
                    let job = read::<SendAnswer>(&line.payload);
                    if job.run(section).await.is_err() {
                        let mut tx = section.db.begin().await.unwrap();
                        griot_jobs::enqueue(&mut tx, &job).await.unwrap();
                        tx.commit().await.unwrap();
                    }
                }
                // The house itself deletes what no room names.
                "files.let-go.v1" => {}
                other => panic!("nobody does {other}"),
            }
        }
    }
}

fn read<J: serde::de::DeserializeOwned>(payload: &str) -> J {
    serde_json::from_str(payload).unwrap()
}

/// Where an answer leads.
pub fn to(response: &axum::response::Response) -> String {
    response.headers().get("location").map(|to| to.to_str().unwrap().to_owned()).unwrap_or_default()
}

/// The value of a hidden field.
pub fn field(page: &str, name: &str) -> String {
    let start = format!("name=\"{name}\" value=\"");
    page.split_once(&start).unwrap().1.split_once('"').unwrap().0.to_owned()
}
