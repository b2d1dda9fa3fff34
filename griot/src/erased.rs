//! Erasures are remembered beside the data folder, never inside a backup, so that a
//! restored backup does not bring back someone who asked to go. Only ids are kept.

use std::{
    fs::{self, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
    sync::Arc,
};

use futures::future::BoxFuture;
use griot_config::Config;
use griot_contracts::people::{Contacts, PersonErased};
use griot_db::{DbError, Tx};
use griot_delivery::Email;
use griot_jobs::Jobs;
use griot_kernel::PersonId;
use griot_mailroom::Mark;
use griot_web::Section;

use crate::compose::Pillars;

/// Where they are remembered: beside the key.
pub fn file(config: &Config) -> PathBuf {
    config.key_file.with_extension("erased")
}

/// Remembers every erasure as it is told. Noting one twice does no harm.
pub fn listen(config: &Config, ear: &mut Jobs<Section>) {
    let file: Arc<Path> = file(config).into();
    ear.on("erasures", hear(file));
}

fn hear(file: Arc<Path>) -> impl for<'t> Fn(&'t mut Tx, PersonErased) -> BoxFuture<'t, Result<(), DbError>> {
    move |_, news| {
        let noted = note(&file, news.person).map_err(DbError::unreadable("erasures"));
        Box::pin(async move { noted })
    }
}

fn note(file: &Path, person: PersonId) -> io::Result<()> {
    use std::os::unix::fs::OpenOptionsExt;

    let mut out = OpenOptions::new().create(true).append(true).mode(0o600).open(file)?;
    out.write_all(format!("{person}\n").as_bytes())?;
    out.sync_all()
}

/// Erases again whoever was erased and is here none the less, because an older copy of the
/// database was put back. Done at every start, since not every copy is put back by `restore`.
/// Returns how many were here.
pub async fn replay(config: &Config, section: &Section, pillars: &Pillars) -> anyhow::Result<usize> {
    let text = match fs::read_to_string(file(config)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(0),
        text => text?,
    };
    let people: Vec<PersonId> = text.lines().filter_map(|line| line.trim().parse().ok()).collect();
    let back = griot_people::commands::still_here(section, &people).await?;
    for person in &back {
        // Two servers may start at once, each with the same list.
        while let Err(error) = erase(section, pillars, *person).await {
            if !matches!(error, DbError::Conflict(_)) {
                return Err(error.into());
            }
        }
    }
    Ok(back.len())
}

async fn erase(section: &Section, pillars: &Pillars, person: PersonId) -> Result<(), DbError> {
    let mut tx = section.db.begin().await?;
    let contacts = section.ask::<dyn Contacts>().map_err(DbError::unreadable("contact_point"))?;
    let contact = contacts.email(&mut tx, person).await?;
    if let Some(email) = contact.and_then(|contact| Email::parse(&contact.email).ok()) {
        griot_mailroom::let_go(&mut tx, Mark::of(&section.keys, &email)).await?;
    }
    pillars.erase(&mut tx, person).await?;
    tx.commit().await
}
