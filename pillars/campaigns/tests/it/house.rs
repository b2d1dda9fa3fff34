//! A house in which pages can be asked for: people with names, a log of staff, a room that makes
//! drafts, and what the outbox tells.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

use async_trait::async_trait;
use griot_campaigns::{Campaigns, RemindTasks, SendNews, TellEntry, TellTask};
use griot_contracts::{
    campaigns::CampaignId,
    duties::{Charge, Duties},
    packs::{PackedItem, Packs, Staying, Taking},
    people::{Contacts, PublicName, PublicNames, Reachable, StaffLog},
    planning::{DraftKind, Drafts, Proposal},
};
use griot_db::{Conn, DbError, Tx, outbox};
use griot_jobs::Job;
use griot_kernel::{Language, PersonId, Random, Timestamp};
use griot_pillar::Pillar;
use griot_web::{
    House, Member, Role,
    testing::{Client, TestHouse},
};

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
        unreachable!("no page of campaigns looks for people by name")
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
        let known = griot_campaigns::RIGHTS.iter().find(|one| one.name == capability).unwrap();
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

/// A room that keeps one kind of draft.
#[derive(Default)]
pub struct Desk(pub Mutex<Vec<Proposal>>);

#[async_trait]
impl Drafts for Desk {
    fn kinds(&self) -> &'static [DraftKind] {
        &[DraftKind { name: "desk.sms", key: "campaigns-menu-monday", order: 1 }]
    }

    async fn propose(
        &self,
        _: &mut Tx,
        kind: &str,
        proposal: &Proposal,
        _: (Timestamp, &dyn Random),
    ) -> Result<Option<String>, DbError> {
        assert_eq!(kind, "desk.sms");
        self.0.lock().unwrap().push(proposal.clone());
        Ok(Some("/desk/drafts/1".to_owned()))
    }
}

/// A room that keeps texts: what it gives, what it took, and what of it is somebody's.
#[derive(Default)]
pub struct Texts {
    pub gives: Mutex<Vec<PackedItem>>,
    pub stays: Mutex<Vec<Staying>>,
    pub took: Mutex<Vec<(PackedItem, Taking)>>,
    pub charges: Mutex<Vec<Charge>>,
}

#[async_trait]
impl Duties for Texts {
    async fn of(&self, _: &mut Conn, _: PersonId, _: Timestamp) -> Result<Vec<Charge>, DbError> {
        Ok(self.charges.lock().unwrap().clone())
    }
}

#[async_trait]
impl Packs for Texts {
    async fn give(&self, _: &mut Conn, _: CampaignId, _: Timestamp) -> Result<Vec<PackedItem>, DbError> {
        Ok(self.gives.lock().unwrap().clone())
    }

    async fn stays(&self, _: &mut Conn, _: CampaignId, _: Timestamp) -> Result<Vec<Staying>, DbError> {
        Ok(self.stays.lock().unwrap().clone())
    }

    fn network_key(&self, network: &str) -> Option<&'static str> {
        (network == "radio").then_some("campaigns-menu-monday")
    }

    async fn take(
        &self,
        _: &mut Tx,
        item: &PackedItem,
        taking: &Taking,
        _: (Timestamp, &dyn Random),
    ) -> Result<(), DbError> {
        self.took.lock().unwrap().push((item.clone(), taking.clone()));
        Ok(())
    }
}

/// Answers for the strategy.
pub fn mariam() -> Member {
    TestHouse::member("Mariam", &[Role::Director])
}

/// Leads campaigns, and adopts nothing.
pub fn boukary() -> Member {
    TestHouse::member("Boukary", &[Role::Campaigner])
}

/// Works for the section, and leads nothing.
pub fn adama() -> Member {
    TestHouse::member("Adama", &[Role::Trainer])
}

/// A member.
pub fn awa() -> Member {
    TestHouse::member("Awa", &[Role::Member])
}

fn all() -> Vec<Member> {
    vec![mariam(), boukary(), adama(), awa()]
}

pub struct Home {
    pub house: TestHouse,
    pub log: Arc<Log>,
    pub desk: Arc<Desk>,
    pub texts: Arc<Texts>,
    pub client: Client,
}

fn read<J: serde::de::DeserializeOwned>(payload: &str) -> J {
    serde_json::from_str(payload).unwrap()
}

/// A section without anything in it yet.
pub async fn home() -> Home {
    let (log, desk) = (Arc::new(Log::default()), Arc::new(Desk::default()));
    let mut answers = House::default();
    answers.provide::<dyn PublicNames>(Arc::new(People));
    answers.provide::<dyn Contacts>(Arc::new(People));
    answers.provide::<dyn StaffLog>(Arc::<Log>::clone(&log));
    let texts = Arc::new(Texts::default());
    answers.join::<dyn Packs>(Arc::<Texts>::clone(&texts));
    answers.join::<dyn Duties>(Arc::<Texts>::clone(&texts));
    answers.join::<dyn Drafts>(Arc::<Desk>::clone(&desk));
    answers.menu.extend_from_slice(griot_campaigns::MENU);
    Campaigns.introduce(&mut answers);
    let words = &[griot_i18n::WORDS, griot_campaigns::WORDS];
    let house = TestHouse::open(&[griot_mailroom::SCHEMA, griot_campaigns::SCHEMA], words, answers).await;
    let client = house.client(griot_campaigns::routes());
    Home { house, log, desk, texts, client }
}

impl Home {
    pub async fn as_one(&self, member: Member) -> Client {
        self.client.as_member(member).await
    }

    /// Does the jobs that lie in the outbox; a letter that could not leave is tried once more.
    pub async fn work(&self) {
        let section = &self.house.section;
        let mut tx = section.db.begin().await.unwrap();
        let lines = outbox::waiting(&mut tx, 100).await.unwrap();
        for line in &lines {
            outbox::remove(&mut tx, line.id).await.unwrap();
        }
        tx.commit().await.unwrap();
        for line in lines {
            let payload = line.payload.to_string();
            for _ in 0..2 {
                let done = match line.name.as_str() {
                    "campaigns.send-news" => read::<SendNews>(&payload).run(section).await,
                    "campaigns.tell-entry" => read::<TellEntry>(&payload).run(section).await,
                    "campaigns.tell-task" => read::<TellTask>(&payload).run(section).await,
                    "campaigns.remind-tasks" => read::<RemindTasks>(&payload).run(section).await,
                    _ => Ok(()),
                };
                if done.is_ok() {
                    break;
                }
            }
        }
    }

    /// What was told since this was asked last.
    pub async fn told(&self) -> Vec<String> {
        let mut tx = self.house.section.db.begin().await.unwrap();
        let lines = outbox::waiting(&mut tx, 100).await.unwrap();
        for line in &lines {
            outbox::remove(&mut tx, line.id).await.unwrap();
        }
        tx.commit().await.unwrap();
        lines.into_iter().map(|line| line.name).collect()
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

/// Where the first link to something below this path leads.
pub fn link(page: &str, start: &str) -> String {
    let (_, rest) =
        page.split_once(&format!("href=\"{start}")).unwrap_or_else(|| panic!("{start} in {page}"));
    format!("{start}{}", rest.split_once('"').unwrap().0)
}

/// Where an answer leads.
pub fn to(response: &axum::response::Response) -> String {
    response.headers()["location"].to_str().unwrap().to_owned()
}
