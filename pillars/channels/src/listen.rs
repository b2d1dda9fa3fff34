//! What this pillar does when others tell something.

use std::{sync::Arc, time::Duration};

use futures::future::BoxFuture;
use griot_contracts::{
    people::{Contacts, PersonErased},
    publications::{PublicationChanged, Publications},
    voices::{CommentPosted, CommentWithdrawn, Comments},
};
use griot_crypto::Keys;
use griot_db::{DbError, Tx};
use griot_delivery::Email;
use griot_jobs::Jobs;
use griot_kernel::Found;
use griot_mailroom::{AddressLetGo, AddressStopped, Mark};
use griot_web::Section;

use crate::{
    Channels,
    acts::{
        news, plan, propose,
        receive::{Incoming, receive},
        roster, subscribe,
    },
    model::conversation::Source,
    store,
    web::rights::INBOX,
};

const NAME: &str = "channels";
/// What was said so long ago waits for no answer any more.
const NEWS: Duration = Duration::from_secs(14 * 86_400);
/// Places in which works stand are no news.
const PLACE: &str = "blog";

/// Lets this pillar hear what it hears.
pub(crate) fn listen(channels: &Channels, section: &Section, ear: &mut Jobs<Section>) {
    if let Ok(owners) = section.ask::<dyn Publications>() {
        let base = section.url("");
        ear.on(NAME, publication_changed(channels.clone(), owners, base));
    }
    if let Ok(comments) = section.ask::<dyn Comments>() {
        let team = section.ask::<dyn Contacts>().ok();
        ear.on(NAME, comment_posted(channels.clone(), comments, team));
        ear.on(NAME, on_comment_withdrawn);
    }
    ear.on(NAME, on_person_erased);
    ear.on(NAME, address_stopped(channels.clone(), section.keys.clone()));
    ear.on(NAME, address_let_go(section.keys.clone()));
}

/// Brings a comment into the inbox, unless one of the house wrote it or it is old. Its words stay where
/// they are.
fn comment_posted(
    channels: Channels,
    comments: Arc<dyn Comments>,
    team: Option<Arc<dyn Contacts>>,
) -> impl for<'t> Fn(&'t mut Tx, CommentPosted) -> BoxFuture<'t, Result<(), DbError>> + Send + Sync {
    move |tx, news| {
        let (channels, comments, team) = (channels.clone(), Arc::clone(&comments), team.clone());
        Box::pin(async move {
            let Some(said) = comments.words(tx, news.comment).await?.filter(|said| !said.at_home) else {
                return Ok(());
            };
            let now = channels.clock.now();
            // Whoever answers for the section asks it nothing.
            let of_team = match (&team, said.author) {
                (Some(team), Some(author)) => team.holders(tx, INBOX.name).await?.contains(&author),
                _ => false,
            };
            let remote = news.comment.to_string();
            if of_team || said.at + NEWS < now || store::messages::is_ours(tx, &remote).await? {
                return Ok(());
            }
            // Who wrote it, and what, is the blog's to know and to erase; here they are only known again.
            let who = said.author.map_or(said.name, |person| person.to_string());
            let who = blake3::hash(who.as_bytes()).to_hex().chars().take(32).collect::<String>();
            let incoming = Incoming {
                source: Source::Comment,
                channel: None,
                thread: &format!("{}/{who}", news.work),
                author: &who,
                remote: &remote,
                subject: "",
                body: "",
                files: 0,
                judged: &said.body,
                address: "",
                about: Some(&news.work.to_string()),
                private: false,
                at: said.at,
            };
            receive(tx, &incoming, (now, channels.random.as_ref())).await?;
            Ok(())
        })
    }
}

/// A comment that is not to be seen any more wants no answer.
async fn on_comment_withdrawn(tx: &mut Tx, news: CommentWithdrawn) -> Result<(), DbError> {
    store::messages::remove_remote(tx, &news.comment.to_string()).await
}

/// Proposes an item for whatever comes out, and lets the idea go when the work goes.
fn publication_changed(
    channels: Channels,
    owners: Arc<dyn Publications>,
    base: String,
) -> impl for<'t> Fn(&'t mut Tx, PublicationChanged) -> BoxFuture<'t, Result<(), DbError>> + Send + Sync {
    move |tx, told| {
        let (channels, owners, base) = (channels.clone(), Arc::clone(&owners), base.clone());
        Box::pin(async move {
            let moment = (channels.clock.now(), channels.random.as_ref());
            match owners.get(tx, told.id).await? {
                // What the section put on its site from here is no news for it.
                Found::Here(work) if plan::seen_on_site(tx, work.id, moment).await? => Ok(()),
                Found::Here(work) if work.kind != PLACE && work.kind != news::COMMUNIQUE => {
                    propose::from_publication(tx, &work, |path| format!("{base}{path}"), moment).await
                }
                Found::Here(_) => Ok(()),
                Found::Gone | Found::Unknown => {
                    plan::gone_from_site(tx, told.id, moment).await?;
                    propose::source_gone(tx, told.id, moment).await
                }
            }
        })
    }
}

/// Forgets whoever was erased.
async fn on_person_erased(tx: &mut Tx, news: PersonErased) -> Result<(), DbError> {
    store::erase::person(tx, news.person).await
}

/// Nothing is sent to an address any more: whoever asked for that has left, for others it does not exist. Of
/// the press, whoever has it gets nothing until their address is corrected.
fn address_stopped(
    channels: Channels,
    keys: Keys,
) -> impl for<'t> Fn(&'t mut Tx, AddressStopped) -> BoxFuture<'t, Result<(), DbError>> + Send + Sync {
    move |tx, news| {
        let (channels, keys) = (channels.clone(), keys.clone());
        Box::pin(async move {
            roster::stop(tx, &keys, news.mark, channels.clock.now()).await?;
            subscribe::stopped(tx, news.mark).await
        })
    }
}

/// Forgets the address of whoever was erased: on lists, in the roster of the press, and with what they wrote
/// from it.
fn address_let_go(
    keys: Keys,
) -> impl for<'t> Fn(&'t mut Tx, AddressLetGo) -> BoxFuture<'t, Result<(), DbError>> + Send + Sync {
    move |tx, news| {
        let keys = keys.clone();
        Box::pin(async move {
            store::subscribers::forget(tx, news.mark.as_bytes()).await?;
            roster::forget(tx, &keys, news.mark).await?;
            for author in store::conversations::writers(tx).await? {
                if Email::parse(&author).is_ok_and(|email| Mark::of(&keys, &email) == news.mark) {
                    store::conversations::forget_writer(tx, &author).await?;
                }
            }
            Ok(())
        })
    }
}
