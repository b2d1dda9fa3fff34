//! Showing a post to everyone, now or later, and taking it back.

use griot_contracts::{
    files::FilesLetGo,
    people::Contacts,
    publications::{PublicationChanged, Showcase},
};
use griot_db::{Conn, DbError, Tx, outbox};
use griot_kernel::{Id, PersonId, Random, Timestamp, WorkId};
use griot_web::Section;

use crate::{
    acts::pen,
    jobs::TellMissed,
    model::{
        Missed, Move, Pace, Post, PostRefusal, PostState, Recipient, Role, Schedule, Subscription, Target,
        TargetKind,
    },
    store::{blogs, posts, publishing, subscriptions},
    web::EDIT_ALL,
};

/// Tells the house that a post came out, changed or went. Cached pages go.
pub async fn tell(tx: &mut Tx, post: &Post) -> Result<(), DbError> {
    outbox::publish(tx, &PublicationChanged { id: post.id, revision: post.revision }).await?;
    tx.public_changed().await
}

/// Tells the house that a post went, and has it shown nowhere from this act on: the news of it
/// may be heard late.
pub async fn tell_gone(section: &Section, tx: &mut Tx, id: WorkId, revision: i64) -> Result<(), DbError> {
    take_down(section, tx, id).await?;
    outbox::publish(tx, &PublicationChanged { id, revision }).await?;
    tx.public_changed().await
}

/// Has a work shown nowhere from this act on.
pub async fn take_down(section: &Section, tx: &mut Tx, id: WorkId) -> Result<(), DbError> {
    match section.ask::<dyn Showcase>() {
        Ok(showcase) => showcase.take_down(tx, id).await,
        // Where no room shows works, there is nobody to ask.
        Err(_) => Ok(()),
    }
}

/// Publishes a post now. Its author hears of comments from then on.
pub async fn now(
    tx: &mut Tx,
    post: &Post,
    now: Timestamp,
    random: &dyn Random,
) -> Result<Result<(), PostRefusal>, DbError> {
    if post.body.trim().is_empty() {
        return Ok(Err(PostRefusal::NoBody));
    }
    if post.state.after(Move::Publish).is_err() || !publishing::publish(tx, post.id, post.state, now).await? {
        return Ok(Err(PostRefusal::NotNow));
    }
    if let Some(author) = post.author {
        propose_alerts(tx, post, author, now, random).await?;
    }
    tell(tx, post).await?;
    Ok(Ok(()))
}

/// Has the author of a post hear of its comments, unless they once said that they would not.
pub async fn propose_alerts(
    tx: &mut Tx,
    post: &Post,
    author: PersonId,
    now: Timestamp,
    random: &dyn Random,
) -> Result<(), DbError> {
    let wish = Subscription {
        id: Id::secret(random),
        target: Target { kind: TargetKind::Post, id: post.id.as_uuid() },
        recipient: Recipient::Person(author),
        pace: Pace::Immediate,
        active: true,
    };
    subscriptions::propose(tx, &wish, now).await
}

/// Has a post published later.
pub async fn later(
    tx: &mut Tx,
    post: &Post,
    schedule: Schedule,
    now: Timestamp,
) -> Result<Result<(), PostRefusal>, DbError> {
    if post.body.trim().is_empty() {
        return Ok(Err(PostRefusal::NoBody));
    }
    let may = post.state.after(Move::Schedule).is_ok();
    if !may || !publishing::schedule(tx, post.id, post.state, schedule, now).await? {
        return Ok(Err(PostRefusal::NotNow));
    }
    if post.state == PostState::Published {
        tell(tx, post).await?;
    }
    Ok(Ok(()))
}

/// Has a post not published later.
pub async fn not_later(tx: &mut Tx, post: &Post, now: Timestamp) -> Result<Result<(), PostRefusal>, DbError> {
    let done =
        post.state.after(Move::Unschedule).is_ok() && publishing::unschedule(tx, post.id, None, now).await?;
    Ok(if done { Ok(()) } else { Err(PostRefusal::NotNow) })
}

/// Takes a post back.
pub async fn withdraw(
    section: &Section,
    tx: &mut Tx,
    post: &Post,
) -> Result<Result<(), PostRefusal>, DbError> {
    let now = section.clock.now();
    if post.state.after(Move::Withdraw).is_err() || !publishing::withdraw(tx, post.id, now).await? {
        return Ok(Err(PostRefusal::NotNow));
    }
    tell_gone(section, tx, post.id, post.revision).await?;
    Ok(Ok(()))
}

/// Throws a post away for good.
pub async fn delete(tx: &mut Tx, post: &Post) -> Result<Result<(), PostRefusal>, DbError> {
    if !post.state.may_be_deleted() {
        return Ok(Err(PostRefusal::NotNow));
    }
    posts::delete(tx, post.id).await?;
    outbox::publish(tx, &FilesLetGo {}).await?;
    if post.published_at.is_some() {
        let gone = Post { revision: post.revision + 1, ..post.clone() };
        tell(tx, &gone).await?;
    }
    Ok(Ok(()))
}

/// Does what a scheduled post's hour asks: publishes it, or makes it a draft again when it cannot
/// come out, and has those told who can mend that.
pub async fn keep_hour(
    section: &Section,
    tx: &mut Tx,
    post: &Post,
    moment: Timestamp,
) -> Result<(), DbError> {
    let Some(at) = post.publish_at else { return Ok(()) };
    let schedule = Schedule { at, not_after: post.not_after };
    match stands_in_the_way(section, tx, post, schedule.due(moment)).await? {
        Some(why) => hold_back(section, tx, post, why, moment).await,
        None => now(tx, post, moment, section.random.as_ref()).await.map(drop),
    }
}

async fn stands_in_the_way(
    section: &Section,
    db: &mut Conn,
    post: &Post,
    due: Move,
) -> Result<Option<Missed>, DbError> {
    if due == Move::Expire {
        return Ok(Some(Missed::TooLate));
    }
    let writes = match blogs::by_id(db, post.blog).await? {
        Some(blog) => pen::writes(section, db, post.author, &blog).await?,
        None => false,
    };
    Ok(match writes {
        false => Some(Missed::NoPen),
        true if post.body.trim().is_empty() => Some(Missed::NoWords),
        true => None,
    })
}

/// The post is a draft again, and whoever can mend it is told, once.
async fn hold_back(
    section: &Section,
    tx: &mut Tx,
    post: &Post,
    why: Missed,
    now: Timestamp,
) -> Result<(), DbError> {
    if !publishing::unschedule(tx, post.id, Some(why), now).await? {
        return Ok(());
    }
    let moment = if why == Missed::TooLate { post.not_after } else { post.publish_at };
    let readers = match why {
        Missed::NoPen => keepers(section, tx, post).await?,
        Missed::TooLate | Missed::NoWords => post.author.into_iter().collect(),
    };
    for person in readers {
        let job = TellMissed { post: post.id, person, why, moment: moment.unwrap_or(now) };
        griot_jobs::enqueue(tx, &job).await?;
    }
    Ok(())
}

/// Who looks after a post whose author cannot: the other editors of its blog; where there are none,
/// those who work on every blog.
async fn keepers(section: &Section, db: &mut Conn, post: &Post) -> Result<Vec<PersonId>, DbError> {
    let authors = blogs::authors(db, post.blog).await?;
    let editors =
        authors.into_iter().filter(|(person, role)| *role == Role::Editor && Some(*person) != post.author);
    let editors: Vec<PersonId> = editors.map(|(person, _)| person).collect();
    match section.ask::<dyn Contacts>() {
        Ok(contacts) if editors.is_empty() => contacts.holders(db, EDIT_ALL.name).await,
        _ => Ok(editors),
    }
}
