//! What changes here when another pillar told something. Whoever is not there to be asked is not asked.

use std::sync::Arc;

use futures::future::BoxFuture;
use griot_contracts::{
    people::{MemberJoined, PersonErased, PublicNameChanged},
    publications::{PublicationChanged, Publications, Remark, Remarks},
    voices::{CommentPosted, CommentWithdrawn},
};
use griot_db::{DbError, Tx};
use griot_jobs::Jobs;
use griot_kernel::{Clock, Found, Publication};
use griot_web::Section;

use crate::{
    model::{Act, ActKind, PLACE},
    store,
};

const NAME: &str = "home";

/// Lets this pillar hear all public events.
pub(crate) fn listen(section: &Section, ear: &mut Jobs<Section>) {
    match section.ask::<dyn Publications>() {
        Ok(owners) => {
            ear.on(NAME, publication_changed(owners));
        }
        Err(nobody) => tracing::error!(error = %nobody, "no work will be shown"),
    }
    let clock = &section.clock;
    let remarks = section.ask::<dyn Remarks>().ok();
    ear.on(NAME, comment_posted(remarks.clone(), Arc::clone(clock)))
        .on(NAME, comment_withdrawn(remarks))
        .on(NAME, member_joined(Arc::clone(clock)))
        .on(NAME, public_name_changed(Arc::clone(clock)))
        .on(NAME, person_erased);
}

fn publication_changed(
    owners: Arc<dyn Publications>,
) -> impl for<'t> Fn(&'t mut Tx, PublicationChanged) -> BoxFuture<'t, Result<(), DbError>> + Send + Sync {
    move |tx, news| {
        let owners = Arc::clone(&owners);
        Box::pin(async move {
            // The owner is asked for the present state, so an equal revision may tell of a withdrawal.
            if store::revision(tx, news.id).await?.is_some_and(|kept| news.revision < kept) {
                return Ok(());
            }
            match owners.get(tx, news.id).await? {
                Found::Here(work) => show(tx, &work).await?,
                Found::Gone | Found::Unknown => store::take_down(tx, news.id).await?,
            }
            tx.public_changed().await
        })
    }
}

async fn show(tx: &mut Tx, work: &Publication) -> Result<(), DbError> {
    store::keep(tx, work).await?;
    if work.kind == PLACE {
        return Ok(());
    }
    let act = Act {
        id: work.id.as_uuid(),
        kind: ActKind::Published,
        actor: work.author,
        work: Some(work.id),
        at: work.published,
    };
    store::note(tx, &act).await
}

fn comment_posted(
    remarks: Option<Arc<dyn Remarks>>,
    clock: Arc<dyn Clock>,
) -> impl for<'t> Fn(&'t mut Tx, CommentPosted) -> BoxFuture<'t, Result<(), DbError>> + Send + Sync {
    move |tx, news| {
        let (remarks, now) = (remarks.clone(), clock.now());
        Box::pin(async move {
            let Remark { author: actor, at } = match remarks {
                None => Remark { author: None, at: now },
                Some(remarks) => match remarks.remark(tx, news.comment).await? {
                    Found::Here(remark) => remark,
                    Found::Gone | Found::Unknown => return Ok(()),
                },
            };
            let (id, work) = (news.comment.as_uuid(), Some(news.work));
            store::note(tx, &Act { id, kind: ActKind::Commented, actor, work, at }).await?;
            tx.public_changed().await
        })
    }
}

fn comment_withdrawn(
    remarks: Option<Arc<dyn Remarks>>,
) -> impl for<'t> Fn(&'t mut Tx, CommentWithdrawn) -> BoxFuture<'t, Result<(), DbError>> + Send + Sync {
    move |tx, news| {
        let remarks = remarks.clone();
        Box::pin(async move {
            // It may be back by the time that this is heard.
            if let Some(remarks) = remarks
                && let Found::Here(_) = remarks.remark(tx, news.comment).await?
            {
                return Ok(());
            }
            store::forget_act(tx, news.comment.as_uuid()).await?;
            tx.public_changed().await
        })
    }
}

fn member_joined(
    clock: Arc<dyn Clock>,
) -> impl for<'t> Fn(&'t mut Tx, MemberJoined) -> BoxFuture<'t, Result<(), DbError>> + Send + Sync {
    move |tx, news| {
        let (id, person, at) = (news.person.as_uuid(), news.person, clock.now());
        Box::pin(async move {
            store::meet(tx, person, at).await?;
            let act = Act { id, kind: ActKind::Joined, actor: Some(person), work: None, at };
            store::note(tx, &act).await
        })
    }
}

fn public_name_changed(
    clock: Arc<dyn Clock>,
) -> impl for<'t> Fn(&'t mut Tx, PublicNameChanged) -> BoxFuture<'t, Result<(), DbError>> + Send + Sync {
    move |tx, news| {
        let now = clock.now();
        Box::pin(async move {
            store::meet(tx, news.person, now).await?;
            tx.public_changed().await
        })
    }
}

async fn person_erased(tx: &mut Tx, news: PersonErased) -> Result<(), DbError> {
    store::forget_person(tx, news.person).await?;
    tx.public_changed().await
}
