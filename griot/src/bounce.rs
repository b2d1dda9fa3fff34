//! `griot bounce` and `griot inbox`: a mail that came to the return address or to the section itself,
//! handed over by the mail server.

use std::{
    io::{self, Read},
    process::ExitCode,
};

use anyhow::{Context, anyhow};
use griot_config::Config;
use griot_crypto::Keys;
use griot_kernel::{Clock, SystemClock};
use griot_mailroom::{Heard, Taken};

use crate::{
    house,
    say::{language, say},
    serve,
};

/// As much of a mail is read; what matters in a report stands at its beginning.
const READ: u64 = 1 << 20;
/// Where mail servers say which address a mail came to.
const VARIABLES: [&str; 2] = ["ORIGINAL_RECIPIENT", "RECIPIENT"];

/// How it ended, as mail servers understand it (`sysexits.h`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// The mail is taken, whatever it was.
    Taken,
    /// Not now: the mail server keeps it and tries again.
    Later,
}

impl Ended {
    /// The exit code.
    pub fn code(self) -> u8 {
        match self {
            Self::Taken => 0,
            Self::Later => 75,
        }
    }
}

impl From<Ended> for ExitCode {
    fn from(ended: Ended) -> Self {
        Self::from(ended.code())
    }
}

/// Which address the mail came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    /// The one to which letters come back.
    Returns,
    /// The section's own.
    Section,
}

impl At {
    fn command(self) -> &'static str {
        match self {
            Self::Returns => "griot bounce",
            Self::Section => "griot inbox",
        }
    }
}

/// Reads one mail on the standard input and does what follows from it. Whatever stands in the
/// way may be put right while the mail waits with its server: it is never sent back.
pub async fn run(config: anyhow::Result<Config>, at: At, to: &[String]) -> Ended {
    // A task of its own: a mail on which the program stumbles waits as well.
    let done = tokio::spawn(take(config, at, to.to_vec())).await;
    match done.map_err(anyhow::Error::from).flatten() {
        Ok(taken) => {
            tell(taken);
            Ended::Taken
        }
        Err(error) => {
            eprintln!("{} : {error:#}", at.command());
            Ended::Later
        }
    }
}

async fn take(config: anyhow::Result<Config>, at: At, to: Vec<String>) -> anyhow::Result<Taken> {
    // First of all, so that the mail server is not left with a broken pipe.
    let raw = tokio::task::spawn_blocking(read)
        .await?
        .context(say("le courriel ne peut pas être lu", "the mail cannot be read"))?;
    let config = config?;
    serve::log(&config);
    house::must_be_there(&config)?;
    let keys = Keys::open_existing(&config.key_file)
        .map_err(|error| anyhow!(error.sentence(language().as_str())))?;
    let db = house::open_db(&config).await?;
    let mut addresses = to;
    addresses.extend(VARIABLES.iter().filter_map(|name| std::env::var(name).ok()));
    let now = SystemClock.now();
    let taken = match at {
        At::Returns => griot_mailroom::take(&db, &keys, &raw, &addresses, now).await,
        At::Section => {
            let own = house::sender(&config)?.email;
            griot_mailroom::take_for_inbox(&db, &keys, &raw, (&addresses, &own), now).await
        }
    };
    db.close().await;
    taken.context(say(
        "la base ne prend rien pour l’instant\u{202f}; le serveur de courriel essaiera de nouveau",
        "the database takes nothing for now; the mail server will try again",
    ))
}

fn read() -> io::Result<Vec<u8>> {
    let mut raw = Vec::new();
    let mut input = io::stdin().lock();
    input.by_ref().take(READ).read_to_end(&mut raw)?;
    io::copy(&mut input, &mut io::sink())?;
    Ok(raw)
}

/// One line, which names nobody.
fn tell(taken: Taken) {
    match taken {
        Taken::News(what, Heard::Stopped(kind)) => {
            tracing::info!(%what, %kind, "a letter came back: nothing is sent to its address any more");
        }
        Taken::News(what, heard) => tracing::info!(%what, ?heard, "news of a letter was taken"),
        Taken::Noted(what) => tracing::info!(%what, "a mail about a letter was taken; nothing follows"),
        Taken::Answer => tracing::info!("an answer to a letter was taken"),
        Taken::Inbox => tracing::info!("a mail to the section was taken"),
        Taken::Strange => tracing::info!("a mail that speaks of no letter of ours was let go"),
    }
}
