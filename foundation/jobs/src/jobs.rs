use std::{
    collections::{HashMap, HashSet},
    fmt,
    future::Future,
    sync::Arc,
};

use futures::future::BoxFuture;
use griot_db::{Db, DbError, Tx, outbox};
use griot_kernel::Event;
use serde::de::DeserializeOwned;

use crate::{Job, JobError, Schedule, store::Lane};

/// How often a listener whose act collided with another is tried again at once.
const COLLISIONS: u32 = 5;

/// What a handler needs for one run.
pub(crate) struct Run<C> {
    pub db: Db,
    pub ctx: C,
    pub line: Option<i64>,
    pub payload: String,
}

pub(crate) type Handler<C> = Arc<dyn Fn(Run<C>) -> BoxFuture<'static, Result<(), JobError>> + Send + Sync>;

/// What the house does behind the acts: jobs, listeners and schedules, by name.
///
/// `C` is what a job works with; it is cloned for each run.
pub struct Jobs<C> {
    pub(crate) handlers: HashMap<String, Handler<C>>,
    pub(crate) listeners: HashMap<&'static str, Vec<String>>,
    pub(crate) schedules: Vec<(String, Schedule)>,
    outside: HashSet<String>,
}

impl<C> Default for Jobs<C> {
    fn default() -> Self {
        Self {
            handlers: HashMap::new(),
            listeners: HashMap::new(),
            schedules: Vec::new(),
            outside: HashSet::new(),
        }
    }
}

impl<C> fmt::Debug for Jobs<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut names: Vec<&String> = self.handlers.keys().collect();
        names.sort();
        f.debug_tuple("Jobs").field(&names).finish()
    }
}

/// An `async fn(&mut Tx, E) -> Result<(), DbError>`: what [`Jobs::on`] takes.
pub trait Hears<'t, E>: Send + Sync {
    /// What the function answers with.
    type Hearing: Future<Output = Result<(), DbError>> + Send + 't;

    /// Hears `news` within `tx`.
    fn hear(&self, tx: &'t mut Tx, news: E) -> Self::Hearing;
}

impl<'t, E, F, R> Hears<'t, E> for F
where
    F: Fn(&'t mut Tx, E) -> R + Send + Sync,
    R: Future<Output = Result<(), DbError>> + Send + 't,
{
    type Hearing = R;

    fn hear(&self, tx: &'t mut Tx, news: E) -> R {
        self(tx, news)
    }
}

impl<C: Clone + Send + Sync + 'static> Jobs<C> {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Knows how to do jobs of kind `J`.
    ///
    /// Panics, as do the other two, when the name is taken already.
    pub fn add<J: Job<C>>(&mut self) -> &mut Self {
        if J::OUTSIDE {
            self.outside.insert(J::NAME.to_owned());
        }
        self.insert(J::NAME.to_owned(), |run| {
            Box::pin(async move { read::<J>(&run.payload)?.run(&run.ctx).await })
        })
    }

    /// Lets `hear` know of every `E`, each in an act of its own that changes something
    /// once. `listener` names it among all who hear `E`: the pillar's own name.
    ///
    /// Listeners hear one another's news in the order of the outbox as long as one server
    /// works and nothing has to be tried again: what must not be overtaken carries a revision.
    pub fn on<E, F>(&mut self, listener: &'static str, hear: F) -> &mut Self
    where
        E: Event,
        F: for<'t> Hears<'t, E> + 'static,
    {
        let name = format!("{}/{listener}", E::NAME);
        self.listeners.entry(E::NAME).or_default().push(name.clone());
        let hear = Arc::new(hear);
        self.insert(name, move |run| {
            let hear = Arc::clone(&hear);
            Box::pin(async move { heard(&run, listener, hear.as_ref()).await })
        })
    }

    /// Does `act` once in every slot of `schedule`, however many servers there are, and
    /// once for all the slots that passed while none was running. A slot whose
    /// predecessor is still being done is left out.
    pub fn every<F, R>(&mut self, schedule: Schedule, name: &str, act: F) -> &mut Self
    where
        F: Fn(C) -> R + Send + Sync + 'static,
        R: Future<Output = Result<(), JobError>> + Send + 'static,
    {
        let name = format!("every/{name}");
        self.schedules.push((name.clone(), schedule));
        self.insert(name, move |run| Box::pin(act(run.ctx)))
    }

    /// The same for an act that waits for servers of others; see [`Job::OUTSIDE`].
    pub fn every_outside<F, R>(&mut self, schedule: Schedule, name: &str, act: F) -> &mut Self
    where
        F: Fn(C) -> R + Send + Sync + 'static,
        R: Future<Output = Result<(), JobError>> + Send + 'static,
    {
        self.outside.insert(format!("every/{name}"));
        self.every(schedule, name, act)
    }

    fn insert<F>(&mut self, name: String, handler: F) -> &mut Self
    where
        F: Fn(Run<C>) -> BoxFuture<'static, Result<(), JobError>> + Send + Sync + 'static,
    {
        assert!(!self.handlers.contains_key(&name), "two jobs or listeners are called {name}");
        self.handlers.insert(name, Arc::new(handler));
        self
    }
}

impl<C> Jobs<C> {
    /// The names of all jobs, listeners and schedules.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.handlers.keys().map(String::as_str)
    }

    /// Whose hands do the job or schedule of this name.
    pub(crate) fn lane(&self, name: &str) -> Lane {
        if self.outside.contains(name) { Lane::Outside } else { Lane::Job }
    }
}

async fn heard<C, E, F>(run: &Run<C>, listener: &str, hear: &F) -> Result<(), JobError>
where
    E: Event,
    F: for<'t> Hears<'t, E>,
{
    let line = run.line.ok_or_else(|| JobError::fail("an event without a line of the outbox"))?;
    let mut collisions = 0;
    loop {
        match heard_once(&run.db, line, listener, hear, read(&run.payload)?).await {
            Err(DbError::Conflict(_)) if collisions < COLLISIONS => collisions += 1,
            done => return Ok(done?),
        }
    }
}

async fn heard_once<E, F>(db: &Db, line: i64, listener: &str, hear: &F, news: E) -> Result<(), DbError>
where
    E: Event,
    F: for<'t> Hears<'t, E>,
{
    let mut tx = db.begin().await?;
    if outbox::hear_once(&mut tx, line, listener).await? {
        hear.hear(&mut tx, news).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// A payload that cannot be read is not repeated in the error: it may hold anything.
fn read<P: DeserializeOwned>(payload: &str) -> Result<P, JobError> {
    serde_json::from_str(payload).map_err(|error| {
        JobError::fail(format!(
            "the payload cannot be read (column {}, {:?})",
            error.column(),
            error.classify()
        ))
    })
}
