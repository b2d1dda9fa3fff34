//! Things to test with, made the same way every time.

use std::sync::Arc;

use async_trait::async_trait;
use axum::response::Response;
use griot_contracts::people::{Contacts, PublicNames};
use griot_crypto::Keys;
use griot_db::{Conn, Db, DbError, Schema};
use griot_delivery::{Email, Letter};
use griot_jobs::{Jobs, Worker};
use griot_kernel::{Id, Language, PersonId, SeededRandom, SharedClock, Timestamp};
use griot_people::{
    People, SCHEMA, Section, WORDS,
    acts::{Moment, join, join::Newcomer, roles},
    copy::{Belongings, Rooms},
    model::{
        person::{Person, State},
        request::{self, JoinRequest},
    },
    store::{self, grants::RoleGrant},
    web,
};
use griot_pillar::Pillar;
use griot_web::{
    Capability, House, Member, Role,
    testing::{Client, TestHouse},
    tokens::{Power, Powers},
};

pub const SCHEMAS: &[Schema] = &[griot_web::SCHEMA, griot_jobs::SCHEMA, griot_mailroom::SCHEMA, SCHEMA];
pub const PASSPHRASE: &str = "tortue balafon 47";

pub fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub fn now() -> Timestamp {
    at("2013-02-14T09:00:00Z")
}

pub fn random(seed: u64) -> SeededRandom {
    SeededRandom::new(seed)
}

pub fn person(name: &str, random: &SeededRandom) -> Person {
    Person {
        id: Id::new(now(), random),
        handle: griot_people::model::handle::from_name(name),
        name: name.to_owned(),
        about: String::new(),
        picture: None,
        open_profile: false,
        language: Language::FRENCH,
        light: false,
        state: State::Member,
        joined_at: now(),
    }
}

pub async fn member(db: &Db, name: &str, random: &SeededRandom) -> PersonId {
    let person = person(name, random);
    let mut tx = db.begin().await.unwrap();
    store::persons::insert(&mut tx, &person).await.unwrap();
    tx.commit().await.unwrap();
    person.id
}

pub fn grant(person: PersonId, role: Role) -> RoleGrant {
    RoleGrant { person, role: role.to_string(), scope: store::grants::SECTION.to_owned() }
}

pub fn asking(name: &str, address: &str, random: &SeededRandom) -> JoinRequest {
    JoinRequest {
        id: Id::new(now(), random),
        name: name.to_owned(),
        about: "Bonjour".to_owned(),
        address: address.to_owned(),
        language: Language::FRENCH,
        state: request::State::Unconfirmed,
        invitation: None,
        reason: String::new(),
        created_at: now(),
        decided_by: None,
    }
}

pub fn digest(text: &str) -> [u8; 32] {
    Keys::generate(&random(9)).digest(griot_crypto::Purpose("test"), text).0
}

/// What members of these tests may let their programs do.
pub const WEAVE: Capability = Capability { name: "test.cloth.weave", roles: &[Role::Member] };

struct Loom;

#[async_trait]
impl Powers for Loom {
    async fn powers(&self, _: &mut Conn, _: &Member) -> Result<Vec<Power>, DbError> {
        Ok(vec![Power { capability: &WEAVE, key: "people-menu-me" }])
    }
}

/// A section with its people, a visitor who asks for their pages, and the work behind them.
pub struct Place {
    pub house: TestHouse,
    pub client: Client,
    pub people: People,
    worker: Worker<Section>,
}

impl Place {
    pub async fn open(db: Db) -> Self {
        Self::open_beside(db, |_| {}).await
    }

    /// The same beside other rooms.
    pub async fn open_beside(db: Db, others: impl FnOnce(&mut House)) -> Self {
        let clock: SharedClock = Arc::new(griot_kernel::FixedClock::at(now()));
        let people = People::new(clock, Arc::new(random(3)), web::rights::ALL.to_vec());
        let mut rooms = House::default();
        people.introduce(&mut rooms);
        rooms.menu.extend(web::MENU);
        rooms.powers.push(Arc::new(Loom));
        others(&mut rooms);
        let all: Vec<Arc<dyn Pillar>> = vec![Arc::new(people.clone())];
        rooms.provide::<dyn Belongings>(Arc::new(Rooms::new(all)));
        let house = TestHouse::open_on(db.clone(), &[griot_i18n::WORDS, WORDS], rooms).await;

        let mut jobs = Jobs::new();
        people.jobs(&mut jobs);
        let clock: SharedClock = Arc::<griot_kernel::FixedClock>::clone(&house.clock);
        let worker = Worker::new(db, clock, jobs, house.section.clone());
        let client = house.client(web::routes());
        Self { house, client, people, worker }
    }

    pub fn section(&self) -> &Section {
        &self.house.section
    }

    pub fn moment(&self) -> Moment<'_> {
        Moment { now: self.section().clock.now(), random: self.section().random.as_ref() }
    }

    /// Makes a member with a passphrase and these roles.
    pub async fn member(&self, name: &str, held: &[Role]) -> PersonId {
        let address = self.address(name);
        let email = Email::parse(&address).unwrap();
        let salt = self.section().random.bytes();
        let newcomer = Newcomer {
            name: name.to_owned(),
            about: "Quelques mots.".to_owned(),
            address,
            digest: griot_people::digest(&self.section().keys, &email),
            language: Language::FRENCH,
            passphrase: Some(self.section().passphrases.hash(PASSPHRASE, salt).await.unwrap()),
        };
        let mut tx = self.section().db.begin().await.unwrap();
        let id = join::add(&mut tx, self.moment(), &newcomer).await.unwrap().unwrap();
        for role in held {
            roles::give(&mut tx, self.moment(), &grant(id, *role), None).await.unwrap().unwrap();
        }
        tx.commit().await.unwrap();
        id
    }

    pub fn address(&self, name: &str) -> String {
        format!("{}@example.org", griot_people::model::handle::from_name(name))
    }

    /// Does the work that waits and takes the letters that it wrote.
    pub async fn letters(&self) -> Vec<Letter> {
        self.worker.run_until_idle().await.unwrap();
        self.house.post.take()
    }

    /// The one letter, and the path of the link in it.
    pub async fn letter(&self) -> (Letter, String) {
        let mut letters = self.letters().await;
        assert_eq!(letters.len(), 1, "one letter");
        let letter = letters.remove(0);
        let path = path_in(&letter.text);
        (letter, path)
    }

    pub async fn time_mark(&self) -> String {
        let page = griot_web::testing::text(self.client.get("/join").await).await;
        field(&page, "time")
    }

    pub async fn name_of(&self, id: PersonId) -> Option<String> {
        let names = self.section().ask::<dyn PublicNames>().unwrap();
        let mut db = self.section().db.read().await.unwrap();
        names.names(&mut db, &[id]).await.unwrap().remove(&id).map(|shown| shown.name)
    }

    pub async fn reachable(&self, id: PersonId) -> Option<String> {
        let contacts = self.section().ask::<dyn Contacts>().unwrap();
        let mut db = self.section().db.read().await.unwrap();
        contacts.email(&mut db, id).await.unwrap().map(|found| found.email)
    }

    pub async fn owner(&self, address: &str) -> Option<PersonId> {
        let email = Email::parse(address).unwrap();
        let digest = griot_people::digest(&self.section().keys, &email);
        let mut db = self.section().db.read().await.unwrap();
        store::contacts::owner_of_email(&mut db, &digest).await.unwrap()
    }
}

/// The mark of a known browser that an answer sets, as the browser sends it back.
pub fn known(response: &Response) -> Option<String> {
    let set = response.headers().get_all("set-cookie").iter().map(|value| value.to_str().unwrap());
    set.filter(|value| value.starts_with("__Host-known="))
        .find_map(|value| value.split(';').next())
        .map(str::to_owned)
}

/// The first path of the test section in a letter.
pub fn path_in(text: &str) -> String {
    let (_, rest) = text.split_once("https://section.example").expect("a link");
    rest.split(|c: char| c.is_whitespace() || c == '>' || c == ')').next().unwrap().to_owned()
}

/// What a hidden field of a page holds.
pub fn field(page: &str, name: &str) -> String {
    let (_, rest) = page.split_once(&format!("name=\"{name}\" value=\"")).expect("the field");
    rest.split('"').next().unwrap().to_owned()
}

pub fn location(response: &Response) -> String {
    response.headers().get("location").map(|to| to.to_str().unwrap().to_owned()).unwrap_or_default()
}
