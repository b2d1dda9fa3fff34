//! A section that may ask this machine for pages, and a server for it to ask.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use axum::{
    Router,
    extract::State,
    http::{HeaderMap, StatusCode, Uri},
    response::{IntoResponse, Response},
};
use griot_db::{Conn, Db, DbError, outbox};
use griot_fetch::{FetchPolicy, Fetcher};
use griot_jobs::Job;
use griot_kernel::{PersonId, Reading};
use griot_voices::{
    acts::bring,
    import::{Import, ImportId, ImportState, detect},
    jobs::import::{
        FetchPictures, LookAtImport, LookElsewhere, RunImport, UndoImport, follow_elsewhere, follow_feeds,
    },
    model::{Blog, PostLine, Role},
    store,
};
use griot_web::{Doorkeeper, House, Member, Parts, Section, testing::TestHouse};
use serde::de::DeserializeOwned;

use crate::factory;

pub struct Desk {
    pub house: TestHouse,
    pub section: Section,
    pub blog: Blog,
    pub door: Arc<Door>,
}

/// Lets everyone in but those who were suspended.
#[derive(Default)]
pub struct Door(Mutex<Vec<PersonId>>);

impl Door {
    pub fn suspend(&self, person: PersonId) {
        self.0.lock().unwrap().push(person);
    }
}

#[async_trait]
impl Doorkeeper for Door {
    async fn member(&self, _: &mut Conn, person: PersonId) -> Result<Option<Member>, DbError> {
        let suspended = self.0.lock().unwrap().contains(&person);
        Ok((!suspended).then(|| Member { id: person, ..TestHouse::member("Membre", &[]) }))
    }
}

fn policy() -> FetchPolicy {
    FetchPolicy {
        allow_private: true,
        max_bytes: 400_000,
        total_timeout: Duration::from_secs(2),
        ..FetchPolicy::default()
    }
}

/// A section with an empty blog of Awa's.
pub async fn desk(db: Db) -> Desk {
    desk_with(db, policy()).await
}

/// The same with another blog, for tests that open more than one.
pub async fn desk_on(db: &Db, second: bool) -> Desk {
    let blog = if second { factory::blog(2, "binta") } else { factory::blog(1, "awa") };
    let desk = desk_of(db.clone(), policy(), blog).await;
    if second {
        // The same seed gives the same numbers: what is drawn next differs from the first desk’s.
        let _: [u8; 7] = desk.section.random.bytes();
    }
    desk
}

pub async fn desk_with(db: Db, policy: FetchPolicy) -> Desk {
    desk_of(db, policy, factory::blog(1, "awa")).await
}

async fn desk_of(db: Db, policy: FetchPolicy, blog: Blog) -> Desk {
    let house = TestHouse::open_on(db, &[griot_voices::WORDS], House::default()).await;
    let known = &house.section;
    let door = Arc::new(Door::default());
    let mut rooms = House::default();
    rooms.doorkeeper = Some(Arc::<Door>::clone(&door));
    let section = Section::open(Parts {
        db: known.db.clone(),
        files: known.files.clone(),
        keys: griot_crypto::Keys::generate(known.random.as_ref()),
        passphrases: griot_crypto::Passphrases::new(),
        words: known.words.clone(),
        post: Arc::clone(&known.post),
        sms: None,
        fetcher: Fetcher::new(policy).unwrap(),
        clock: Arc::clone(&known.clock),
        random: Arc::clone(&known.random),
        base_url: known.base_url.clone(),
        trusted_proxies: Vec::new(),
        demo: false,
        house: rooms,
    })
    .await
    .unwrap();
    house.clock.advance(Duration::from_secs(600 * 86_400));
    let mut tx = section.db.begin().await.unwrap();
    store::blogs::insert(&mut tx, &blog).await.unwrap();
    store::blogs::set_author(&mut tx, blog.id, factory::awa(), Role::Editor).await.unwrap();
    tx.commit().await.unwrap();
    Desk { house, section, blog, door }
}

pub fn import(desk: &Desk, state: ImportState) -> Import {
    Import { state, ..bring::fresh(&desk.section, desk.blog.id, factory::awa(), false) }
}

impl Desk {
    pub async fn get(&self, id: ImportId) -> Import {
        let mut db = self.section.db.read().await.unwrap();
        store::imports::by_id(&mut db, id).await.unwrap().unwrap()
    }

    /// Begins an import of a file that is ready to run.
    pub async fn file(&self, bytes: &'static [u8]) -> ImportId {
        let key = self.section.files.put(bytes.into(), "import").await.unwrap();
        let mut import = import(self, ImportState::Running);
        import.format = detect(bytes);
        import.source = Some(key.as_str().to_owned());
        self.insert(&import).await
    }

    pub async fn insert(&self, import: &Import) -> ImportId {
        let mut tx = self.section.db.begin().await.unwrap();
        store::imports::insert(&mut tx, import).await.unwrap();
        tx.commit().await.unwrap();
        import.id
    }

    /// Begins an import of a feed, and lets it be looked through.
    pub async fn feed(&self, address: &str) -> ImportId {
        let mut import = import(self, ImportState::Looking);
        import.is_feed = true;
        import.address = Some(address.to_owned());
        let id = self.insert(&import).await;
        LookAtImport { import: id }.run(&self.section).await.unwrap();
        id
    }

    pub async fn set(&self, id: ImportId, change: impl FnOnce(&mut Import)) {
        let mut import = self.get(id).await;
        let seen = import.state;
        change(&mut import);
        let mut tx = self.section.db.begin().await.unwrap();
        assert!(store::imports::update(&mut tx, &import, seen).await.unwrap());
        tx.commit().await.unwrap();
    }

    pub async fn run(&self, id: ImportId) -> Import {
        RunImport { import: id }.run(&self.section).await.unwrap();
        self.work().await;
        self.get(id).await
    }

    pub async fn undo(&self, id: ImportId) -> Import {
        self.set(id, |import| import.state = ImportState::Undoing).await;
        UndoImport { import: id }.run(&self.section).await.unwrap();
        self.get(id).await
    }

    /// Does the import jobs that lie in the outbox.
    pub async fn work(&self) {
        loop {
            let mut tx = self.section.db.begin().await.unwrap();
            let lines = outbox::waiting(&mut tx, 500).await.unwrap();
            for line in &lines {
                outbox::remove(&mut tx, line.id).await.unwrap();
            }
            tx.commit().await.unwrap();
            if lines.is_empty() {
                return;
            }
            for line in lines {
                match line.name.as_str() {
                    RunImport::NAME => read::<RunImport>(&line.payload).run(&self.section).await.unwrap(),
                    FetchPictures::NAME => {
                        read::<FetchPictures>(&line.payload).run(&self.section).await.unwrap()
                    }
                    UndoImport::NAME => read::<UndoImport>(&line.payload).run(&self.section).await.unwrap(),
                    LookAtImport::NAME => {
                        read::<LookAtImport>(&line.payload).run(&self.section).await.unwrap()
                    }
                    LookElsewhere::NAME => {
                        read::<LookElsewhere>(&line.payload).run(&self.section).await.unwrap()
                    }
                    _ => {}
                }
            }
        }
    }

    /// Moves the clock and asks the feeds that are due.
    pub async fn later(&self, hours: u64) {
        self.house.clock.advance(Duration::from_secs(hours * 3_600));
        follow_feeds(self.section.clone()).await.unwrap();
        follow_elsewhere(self.section.clone()).await.unwrap();
        self.work().await;
    }

    pub async fn published(&self) -> Vec<PostLine> {
        let mut db = self.section.db.read().await.unwrap();
        store::lists::of_blog(&mut db, self.blog.id, Reading::Start, 100).await.unwrap().items
    }

    /// What came and comes into the blog.
    pub async fn listed(&self) -> Vec<ImportId> {
        let mut db = self.section.db.read().await.unwrap();
        store::imports::of_blog(&mut db, self.blog.id, 10)
            .await
            .unwrap()
            .into_iter()
            .map(|import| import.id)
            .collect()
    }

    pub async fn all(&self, person: PersonId) -> Vec<PostLine> {
        let mut db = self.section.db.read().await.unwrap();
        store::lists::workbench(&mut db, person, None, Reading::Start, 100).await.unwrap().items
    }
}

fn read<J: DeserializeOwned>(payload: &str) -> J {
    serde_json::from_str(payload).unwrap()
}

/// What a server says at a path.
#[derive(Clone)]
pub struct Said {
    pub status: u16,
    pub kind: &'static str,
    pub body: Vec<u8>,
    pub etag: Option<&'static str>,
}

pub fn said(kind: &'static str, body: impl Into<Vec<u8>>) -> Said {
    Said { status: 200, kind, body: body.into(), etag: None }
}

type Shelf = Arc<Mutex<Vec<(String, Said)>>>;

/// A server on this machine.
#[derive(Clone)]
pub struct Elsewhere {
    pub base: String,
    shelf: Shelf,
    asked: Arc<Mutex<Vec<(String, bool)>>>,
}

impl Elsewhere {
    pub async fn open() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let here = Self { base, shelf: Arc::default(), asked: Arc::default() };
        let app = Router::new().fallback(answer).with_state(here.clone());
        tokio::spawn(async move { axum::serve(listener, app).await });
        here
    }

    pub fn put(&self, path: &str, said: Said) {
        let mut shelf = self.shelf.lock().unwrap();
        shelf.retain(|(known, _)| known != path);
        shelf.push((path.to_owned(), said));
    }

    pub fn at(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    /// Paths that were asked for, and whether only for what is new.
    pub fn asked(&self) -> Vec<(String, bool)> {
        std::mem::take(&mut self.asked.lock().unwrap())
    }
}

async fn answer(State(here): State<Elsewhere>, uri: Uri, headers: HeaderMap) -> Response {
    let mark = headers.get("if-none-match").and_then(|value| value.to_str().ok()).map(str::to_owned);
    here.asked.lock().unwrap().push((uri.path().to_owned(), mark.is_some()));
    let found =
        here.shelf.lock().unwrap().iter().find(|(path, _)| path == uri.path()).map(|(_, said)| said.clone());
    let Some(said) = found else { return StatusCode::NOT_FOUND.into_response() };
    if said.kind == "endless" {
        let chunks = futures::stream::repeat_with(|| Ok::<_, std::io::Error>(vec![b' '; 8_192]));
        return axum::body::Body::from_stream(chunks).into_response();
    }
    if said.etag.is_some() && said.etag == mark.as_deref() {
        return StatusCode::NOT_MODIFIED.into_response();
    }
    let status = StatusCode::from_u16(said.status).unwrap();
    let mut response = (status, [("content-type", said.kind)], said.body).into_response();
    if let Some(etag) = said.etag {
        response.headers_mut().insert("etag", etag.parse().unwrap());
    }
    response
}
