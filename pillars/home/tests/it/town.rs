//! A section with this pillar in it, and people who answer as others would.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
    time::Duration,
};

use async_trait::async_trait;
use axum::{body::Body, extract::Path, response::Response};
use griot_contracts::{
    people::{PublicName, PublicNames},
    publications::{Featured, OutsidePlace, OutsidePlaces, Publications, Remark, Remarks},
    voices::Comment,
};
use griot_crypto::{Keys, Passphrases};
use griot_db::{Conn, Db, DbError, Tx};
use griot_delivery::MemoryPost;
use griot_fetch::{FetchPolicy, Fetcher};
use griot_files::Files;
use griot_home::Home;
use griot_i18n::Catalog;
use griot_jobs::{Jobs, Worker};
use griot_kernel::{FixedClock, Found, Id, PersonId, Publication, SeededRandom, Timestamp, WorkId};
use griot_pillar::Pillar;
use griot_text::begins_words_of;
use griot_web::{
    Access, Doorkeeper, Doors, Entry, House, Member, Parts, Place, Routes, Section, Session, WebError,
    assemble, sessions,
};
use http::Request;
use http_body_util::BodyExt;
use tempfile::TempDir;
use tower::ServiceExt;

use crate::factory::day;

pub struct Town {
    pub section: Section,
    pub others: Arc<Others>,
    clock: Arc<FixedClock>,
    app: Doors,
    _folder: TempDir,
    _fresh: Option<griot_testkit::Fresh>,
}

/// What stands in the house beside this pillar.
#[derive(Default)]
pub struct Others {
    pub works: Mutex<HashMap<WorkId, Publication>>,
    pub asked: Mutex<u32>,
    pub names: Mutex<Vec<PublicName>>,
    pub featured: Mutex<Vec<WorkId>>,
    pub remarks: Mutex<HashMap<Id<Comment>, Option<PersonId>>>,
    pub places: Mutex<Vec<OutsidePlace>>,
}

#[async_trait]
impl Publications for Others {
    async fn get(&self, _: &mut Tx, id: WorkId) -> Result<Found<Publication>, DbError> {
        *self.asked.lock().unwrap() += 1;
        Ok(self.works.lock().unwrap().get(&id).cloned().map_or(Found::Gone, Found::Here))
    }
}

#[async_trait]
impl PublicNames for Others {
    async fn names(
        &self,
        _: &mut Conn,
        people: &[PersonId],
    ) -> Result<HashMap<PersonId, PublicName>, DbError> {
        let names = self.names.lock().unwrap();
        Ok(names.iter().filter(|n| people.contains(&n.person)).map(|n| (n.person, n.clone())).collect())
    }

    async fn members(&self, _: &mut Conn, _: i64) -> Result<Vec<PublicName>, DbError> {
        Ok(self.names.lock().unwrap().clone())
    }

    async fn called(
        &self,
        _: &mut Conn,
        words: &[String],
        open: bool,
        limit: usize,
    ) -> Result<Vec<PublicName>, DbError> {
        let names = self.names.lock().unwrap();
        let called = |n: &&PublicName| (n.open || !open) && begins_words_of(&n.name, words);
        Ok(names.iter().filter(called).take(limit).cloned().collect())
    }

    async fn by_handle(&self, _: &mut Conn, handle: &str) -> Result<Option<PublicName>, DbError> {
        Ok(self.names.lock().unwrap().iter().find(|n| n.handle == handle).cloned())
    }
}

#[async_trait]
impl Featured for Others {
    async fn featured(&self, _: &mut Conn, _: Timestamp) -> Result<Vec<WorkId>, DbError> {
        Ok(self.featured.lock().unwrap().clone())
    }
}

#[async_trait]
impl Remarks for Others {
    async fn remark(&self, _: &mut Tx, comment: Id<Comment>) -> Result<Found<Remark>, DbError> {
        let here = |author: &Option<PersonId>| {
            Found::Here(Remark { author: *author, at: Timestamp::from_millisecond(1_360_900_000_000) })
        };
        Ok(self.remarks.lock().unwrap().get(&comment).map_or(Found::Gone, here))
    }
}

#[async_trait]
impl OutsidePlaces for Others {
    async fn list(&self, _: &mut Conn, _: i64) -> Result<Vec<OutsidePlace>, DbError> {
        Ok(self.places.lock().unwrap().clone())
    }
}

#[async_trait]
impl Doorkeeper for Others {
    async fn member(&self, _: &mut Conn, person: PersonId) -> Result<Option<Member>, DbError> {
        Ok(Some(Member {
            id: person,
            name: "Quelqu’un".to_owned(),
            handle: "quelquun".to_owned(),
            language: None,
            light: false,
            grants: Vec::new(),
            second: griot_web::Second::None,
        }))
    }
}

const BLOGS: Entry =
    Entry::new("/blogs", "home-door-speak", Place::Main, Access::Public("a door of the tests"), 20);

impl Town {
    pub async fn new() -> Self {
        Self::build(false, None).await
    }

    /// The invented section of `griot demo`, with blogs in it.
    pub async fn demo() -> Self {
        Self::build(true, None).await
    }

    /// On a database that a contract test gives.
    pub async fn on(db: Db) -> Self {
        Self::build(false, Some(db)).await
    }

    async fn build(demo: bool, db: Option<Db>) -> Self {
        let schemas = [griot_web::SCHEMA, griot_jobs::SCHEMA, griot_home::SCHEMA];
        let (db, fresh) = match db {
            Some(db) => (db, None),
            None => {
                let fresh = griot_testkit::sqlite(&schemas).await;
                (fresh.db(), Some(fresh))
            }
        };
        let folder = TempDir::new().unwrap();
        let others = Arc::new(Others::default());
        let mut house = House::default();
        house.menu.extend(Home::new().menu());
        if demo {
            house.menu.push(BLOGS);
        }
        house.doorkeeper = Some(others.clone());
        house.provide::<dyn Publications>(others.clone());
        house.provide::<dyn PublicNames>(others.clone());
        house.provide::<dyn Featured>(others.clone());
        house.provide::<dyn Remarks>(others.clone());
        house.provide::<dyn OutsidePlaces>(others.clone());
        let random = Arc::new(SeededRandom::new(7));
        let clock = Arc::new(FixedClock::at(day(30)));
        let parts = Parts {
            db,
            files: Files::open(&format!("file://{}", folder.path().display())).unwrap(),
            keys: Keys::generate(random.as_ref()),
            passphrases: Passphrases::new(),
            words: Catalog::gather(&[griot_i18n::WORDS, griot_web::WORDS, griot_home::WORDS]).unwrap(),
            post: Arc::new(MemoryPost::new()),
            sms: None,
            fetcher: Fetcher::new(FetchPolicy::default()).unwrap(),
            clock: clock.clone(),
            random,
            base_url: "http://127.0.0.1:8080/".parse().unwrap(),
            trusted_proxies: Vec::new(),
            demo,
            house,
        };
        let section = Section::open(parts).await.unwrap();
        let enter = Routes::new().get("/test/enter/{person}", Access::Public("a test"), enter);
        let app = assemble(&section, Home::new().routes().merge(enter));
        Self { section, others, clock, app, _folder: folder, _fresh: fresh }
    }

    /// A person under a name of their choice.
    pub fn settle(&self, person: PersonId, name: &str, handle: &str, open: bool) {
        self.others.names.lock().unwrap().push(PublicName {
            person,
            name: name.to_owned(),
            handle: handle.to_owned(),
            open,
            takes_part: true,
            picture: None,
        });
    }

    /// Lets every listener hear what was told.
    pub async fn hear(&self) {
        let mut jobs = Jobs::new();
        Home::new().listen(&self.section, &mut jobs);
        let (db, clock) = (self.section.db.clone(), self.section.clock.clone());
        Worker::new(db, clock, jobs, self.section.clone()).run_until_idle().await.unwrap();
    }

    /// Lets a minute pass in which works are read again by the rules of now.
    pub async fn reread(&self) {
        let mut jobs = Jobs::new();
        Home::new().jobs(&mut jobs);
        let (db, clock) = (self.section.db.clone(), self.section.clock.clone());
        let worker = Worker::new(db, clock, jobs, self.section.clone());
        worker.run_until_idle().await.unwrap();
        self.clock.advance(Duration::from_secs(60));
        worker.run_until_idle().await.unwrap();
    }

    /// What this pillar tells whoever keeps the house running.
    pub async fn doctor(&self) -> Vec<griot_pillar::Finding> {
        Home::new().doctor(&self.section).await
    }

    /// The page as a visitor gets it.
    pub async fn get(&self, address: &str) -> Response {
        self.ask(Request::get(address)).await
    }

    /// The text of a page, which must be there.
    pub async fn page(&self, address: &str) -> String {
        text(self.get(address).await).await
    }

    /// The text of a page as a member gets it.
    pub async fn page_for_member(&self, address: &str) -> String {
        let entered = self.get("/test/enter/00000000-0000-0000-0000-00000000000c").await;
        let cookie = entered.headers()["set-cookie"].to_str().unwrap();
        let cookie = cookie.split(';').next().unwrap();
        text(self.ask(Request::get(address).header("cookie", cookie)).await).await
    }

    async fn ask(&self, request: http::request::Builder) -> Response {
        self.app.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap()
    }
}

async fn enter(session: Session, Path(person): Path<PersonId>) -> Result<&'static str, WebError> {
    sessions::sign_in(&session, person, "test").await?;
    Ok("entered")
}

pub async fn text(answer: Response) -> String {
    assert_eq!(answer.status(), 200);
    let bytes = answer.into_body().collect().await.unwrap().to_bytes();
    String::from_utf8(bytes.to_vec()).unwrap()
}
