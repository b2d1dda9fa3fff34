//! What tests of pages need: a section that stands still in time, and clients
//! that ask it as visitors and as members do. Behind the feature `testing`.
//!
//! ```no_run
//! # async fn example() {
//! use griot_web::{Access, Form, House, Routes, testing::{TestHouse, text}};
//!
//! let house = TestHouse::open(&[], &[], House::default()).await;
//! let routes = Routes::new().get("/hello", Access::Public("a greeting"), || async { "hello" });
//! let client = house.client(routes);
//! assert_eq!(text(client.get("/hello").await).await, "hello");
//!
//! let awa = client.as_member(TestHouse::member("Awa", &[])).await;
//! awa.post("/hello", &[("name", "Awa")]).await; // cookie and csrf go with it
//! # }
//! ```
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot be set up must fail")]

mod client;

use std::{
    collections::HashMap,
    fmt,
    sync::{Arc, Mutex, PoisonError},
};

use async_trait::async_trait;
use griot_crypto::{Keys, Passphrases};
use griot_db::{Conn, Db, DbError, Schema};
use griot_delivery::{
    KeptPost, MemoryPost, Post, ReturnAddress,
    sms::{MemorySms, SmsPost},
};
use griot_fetch::{FetchPolicy, Fetcher};
use griot_files::Files;
use griot_i18n::{Catalog, WordFiles};
use griot_kernel::{FixedClock, PersonId, Random, SeededRandom, SharedClock, Timestamp};
use griot_mailroom::Outgoing;
use griot_testkit::Fresh;
use tempfile::TempDir;
use url::Url;

pub use self::client::{Client, bytes, text};
use crate::{
    Capability, Doorkeeper, Grant, House, Member, Parts, Role, Routes, SCHEMA, Scope, Second, Section, WORDS,
};

/// A house that holds this has no gateway for messages to telephones.
#[derive(Clone, Copy, Debug)]
pub struct NoGateway;

/// A section of its own for one test; it goes when it is dropped.
pub struct TestHouse {
    /// The section.
    pub section: Section,
    /// Stands at 14 February 2013, 09:00 UTC, until it is moved.
    pub clock: Arc<FixedClock>,
    /// Keeps what the section sends.
    pub post: MemoryPost,
    /// The messages that were sent to telephones.
    pub sms: MemorySms,
    door: Arc<TestDoor>,
    _fresh: Option<Fresh>,
    _folder: TempDir,
}

/// The doorkeeper of a house without people: lets in the members that a test sent.
#[derive(Default)]
struct TestDoor(Mutex<HashMap<PersonId, Member>>);

#[async_trait]
impl Doorkeeper for TestDoor {
    async fn member(&self, _: &mut Conn, person: PersonId) -> Result<Option<Member>, DbError> {
        Ok(self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&person).cloned())
    }
}

impl TestHouse {
    /// Opens a section on a fresh SQLite database with the tables and words of the frame
    /// and these. Without a doorkeeper in `house`, a double lets in whoever a test signs in.
    pub async fn open(schemas: &[Schema], words: &[WordFiles], house: House) -> Self {
        let all: Vec<Schema> = [SCHEMA, griot_mailroom::SCHEMA].iter().chain(schemas).copied().collect();
        let fresh = griot_testkit::sqlite(&all).await;
        let db = fresh.db();
        Self { _fresh: Some(fresh), ..Self::open_on(db, words, house).await }
    }

    /// Opens a section on a database that has its tables already: for tests that are run
    /// on both, with `griot_testkit::contract!`.
    pub async fn open_on(db: Db, words: &[WordFiles], mut house: House) -> Self {
        let folder = TempDir::new().unwrap();
        let clock = Arc::new(FixedClock::at("2013-02-14T09:00:00Z".parse::<Timestamp>().unwrap()));
        let random: Arc<dyn Random> = Arc::new(SeededRandom::new(2013));
        let post = MemoryPost::new();
        // As in the program: a house that keeps its letters has no mail server.
        let carrier: Arc<dyn Post> = match house.find::<KeptPost>() {
            Some(kept) => kept,
            // Where letters go wrong on purpose, the test brings a post of its own.
            None => house.find::<dyn Post>().unwrap_or_else(|| Arc::new(post.clone())),
        };
        // Where servers of others stand on this machine, the test says so.
        let policy = house.find::<FetchPolicy>().map(|policy| policy.as_ref().clone()).unwrap_or_default();
        let door = Arc::new(TestDoor::default());
        house.doorkeeper.get_or_insert_with(|| Arc::<TestDoor>::clone(&door));
        let rooms: Vec<WordFiles> = [WORDS].iter().chain(words).copied().collect();
        let keys = Keys::generate(random.as_ref());
        let returns = ReturnAddress::parse("retours@section.example").unwrap();
        let sms = MemorySms::new();
        // Where a gateway goes wrong on purpose, or there is none, the test says so.
        let own = house.find::<dyn SmsPost>().unwrap_or_else(|| Arc::new(sms.clone()));
        let carries = house.find::<NoGateway>().is_none().then_some(own);
        let ticking: SharedClock = Arc::<FixedClock>::clone(&clock);
        let outgoing = Outgoing::new(carrier, db.clone(), keys.clone(), ticking, Some(returns));
        let section = Section::open(Parts {
            db,
            files: Files::open(folder.path().to_str().expect("a folder of tests has a plain name")).unwrap(),
            keys,
            passphrases: Passphrases::new(),
            words: Catalog::gather(&rooms).unwrap(),
            post: Arc::new(outgoing),
            sms: carries,
            fetcher: Fetcher::new(policy).unwrap(),
            clock: Arc::<FixedClock>::clone(&clock),
            random,
            base_url: Url::parse("https://section.example").unwrap(),
            trusted_proxies: ["127.0.0.0/8", "::1/128", "10.88.0.0/16"]
                .map(|net| net.parse().unwrap())
                .to_vec(),
            demo: false,
            house,
        })
        .await
        .unwrap();
        Self { section, clock, post, sms, door, _fresh: None, _folder: folder }
    }

    /// A visitor who asks for these routes, with every layer of the house around them.
    pub fn client(&self, routes: Routes) -> Client {
        Client::new(self.section.clone(), Arc::clone(&self.door), crate::assemble(&self.section, routes))
    }

    /// Someone called `name` who holds these roles everywhere in the section.
    pub fn member(name: &str, roles: &[Role]) -> Member {
        let digest = blake3::hash(name.as_bytes());
        let uuid = uuid::Uuid::from_slice(digest.as_bytes().get(..16).unwrap_or_default()).unwrap();
        Member {
            id: uuid.into(),
            name: name.to_owned(),
            handle: name.to_lowercase().replace(' ', "-"),
            language: None,
            light: false,
            grants: roles.iter().map(|role| Grant { role: *role, scope: Scope::Section }).collect(),
            second: Second::None,
        }
    }

    /// Someone who may do this everywhere, by the first role that allows it.
    pub fn able(name: &str, capability: &Capability) -> Member {
        Self::member(name, capability.roles.get(..1).unwrap_or_default())
    }
}

impl TestDoor {
    fn know(&self, member: Member) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(member.id, member);
    }

    fn forget(&self, person: PersonId) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&person);
    }
}

impl fmt::Debug for TestHouse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TestHouse({:?})", self.section)
    }
}
