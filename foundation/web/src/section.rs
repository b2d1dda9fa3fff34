use std::{
    any::{Any, TypeId, type_name},
    collections::HashMap,
    fmt,
    ops::Deref,
    sync::{
        Arc, PoisonError, RwLock,
        atomic::{AtomicU64, Ordering},
    },
};

use griot_crypto::{Keys, Passphrases};
use griot_db::{Db, DbError};
use griot_delivery::{Post, sms::SmsPost};
use griot_fetch::Fetcher;
use griot_files::Files;
use griot_i18n::{Catalog, Words};
use griot_kernel::{Clock, Language, Random};
use ipnet::IpNet;
use url::Url;

use crate::{Doorkeeper, Entry, Limits, Settings, Shelves, Waiting, cache::PageCache, tokens::Powers};

/// Everything that a request or a job touches. Cheap to clone; there are no globals.
#[derive(Clone)]
pub struct Section(Arc<Inner>);

/// What a section is made of.
pub struct Inner {
    /// What the house is made of and the binary put together.
    parts: Parts,
    /// How often each act may be done.
    pub limits: Limits,
    pub(crate) cache: PageCache,
    settings: RwLock<Arc<Settings>>,
    settings_generation: AtomicU64,
}

/// The parts that the binary puts together.
pub struct Parts {
    /// The database.
    pub db: Db,
    /// Pictures, sound, sheets.
    pub files: Files,
    /// The keys of the section.
    pub keys: Keys,
    /// Hashes passphrases, a few at a time.
    pub passphrases: Passphrases,
    /// The words of the house.
    pub words: Catalog,
    /// Sends mail.
    pub post: Arc<dyn Post>,
    /// Sends messages to telephones, where a gateway is set.
    pub sms: Option<Arc<dyn SmsPost>>,
    /// Fetches addresses that users give.
    pub fetcher: Fetcher,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Gives chance.
    pub random: Arc<dyn Random>,
    /// Where the public finds the section.
    pub base_url: Url,
    /// Where proxies stand whose word about a visitor's address is believed.
    pub trusted_proxies: Vec<IpNet>,
    /// Whether this is the invented section of `griot demo`.
    pub demo: bool,
    /// The rooms and who answers in them.
    pub house: House,
}

/// The rooms of the house and who answers which question in them.
#[derive(Default)]
pub struct House {
    /// The ways in that the pillars offer.
    pub menu: Vec<Entry>,
    /// Knows who may come in.
    pub doorkeeper: Option<Arc<dyn Doorkeeper>>,
    /// Know what waits behind the ways in.
    pub waiting: Vec<Arc<dyn Waiting>>,
    /// Fill the pages about someone.
    pub shelves: Vec<Arc<dyn Shelves>>,
    /// Know what a member may hand to a token.
    pub powers: Vec<Arc<dyn Powers>>,
    answers: HashMap<TypeId, Box<dyn Any + Send + Sync>>,
    choirs: HashMap<TypeId, Vec<Box<dyn Any + Send + Sync>>>,
}

impl House {
    /// Says who answers the questions of the trait `T`.
    pub fn provide<T: ?Sized + Send + Sync + 'static>(&mut self, who: Arc<T>) {
        self.answers.insert(TypeId::of::<T>(), Box::new(who));
    }

    /// Adds one of those who answer the questions of the trait `T` each for its own things.
    pub fn join<T: ?Sized + Send + Sync + 'static>(&mut self, who: Arc<T>) {
        self.choirs.entry(TypeId::of::<T>()).or_default().push(Box::new(who));
    }

    /// Whoever answers the questions of the trait `T`, if anybody does.
    pub(crate) fn find<T: ?Sized + Send + Sync + 'static>(&self) -> Option<Arc<T>> {
        self.answers.get(&TypeId::of::<T>()).and_then(|who| who.downcast_ref::<Arc<T>>()).cloned()
    }
}

/// Nobody in this house answers the question: the binary forgot to introduce them.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("nobody answers {0}")]
pub struct NotProvided(&'static str);

impl Section {
    /// Opens the section; its settings are read from the database.
    pub async fn open(parts: Parts) -> Result<Self, DbError> {
        let generation = parts.db.generation();
        let settings = Settings::load(&mut *parts.db.read().await?).await?;
        Ok(Self(Arc::new(Inner {
            limits: Limits::new(Arc::clone(&parts.random)),
            cache: PageCache::default(),
            settings: RwLock::new(Arc::new(settings)),
            settings_generation: AtomicU64::new(generation),
            parts,
        })))
    }

    /// Whoever answers the questions of the trait `T`, such as `dyn PublicNames`.
    pub fn ask<T: ?Sized + Send + Sync + 'static>(&self) -> Result<Arc<T>, NotProvided> {
        self.parts.house.find().ok_or(NotProvided(type_name::<T>()))
    }

    /// All who answer the questions of the trait `T` each for its own things, such as
    /// `dyn Scheduled`, in the order of the rooms; perhaps nobody.
    pub fn all<T: ?Sized + Send + Sync + 'static>(&self) -> Vec<Arc<T>> {
        let choir = self.parts.house.choirs.get(&TypeId::of::<T>());
        choir.into_iter().flatten().filter_map(|who| who.downcast_ref::<Arc<T>>()).cloned().collect()
    }

    /// What the section chose about itself, as last read.
    pub fn settings(&self) -> Arc<Settings> {
        Arc::clone(&self.0.settings.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Reads the settings anew when something public changed since they were read.
    pub(crate) async fn refresh_settings(&self) -> Result<(), DbError> {
        let now = self.db.generation();
        if self.0.settings_generation.load(Ordering::Acquire) != now {
            let fresh = Settings::load(&mut *self.db.read().await?).await?;
            *self.0.settings.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(fresh);
            self.0.settings_generation.store(now, Ordering::Release);
        }
        Ok(())
    }

    /// The words of the house in `language`, or in French if it does not speak that, with hours as clocks
    /// show them where the section is.
    pub fn words(&self, language: Language) -> Words {
        self.words.words(language).in_zone(self.settings().zone.clone())
    }

    /// The full address of a path of this site.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base_url.as_str().trim_end_matches('/'))
    }
}

impl Deref for Section {
    type Target = Inner;
    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl Deref for Inner {
    type Target = Parts;
    fn deref(&self) -> &Parts {
        &self.parts
    }
}

impl fmt::Debug for Section {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Section({})", self.base_url)
    }
}
impl fmt::Debug for Inner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.parts, f)
    }
}
impl fmt::Debug for Parts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Parts({})", self.base_url)
    }
}
impl fmt::Debug for House {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "House({} ways in)", self.menu.len())
    }
}
