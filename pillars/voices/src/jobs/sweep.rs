use std::time::Duration;

use griot_contracts::planning::Standstill;
use griot_jobs::{JobError, enqueue};
use griot_mailroom::Mark;
use griot_web::Section;

use super::SendDigest;
use crate::{
    acts::{follow, publication, publish},
    model::PostState,
    store::{alerts, blogs, comments, featured, guests, posts, publishing},
};

/// Posts that one sweep looks at; the next comes a minute later.
const MOST: i64 = 50;
/// How long it is known which address was told of a comment.
const TOLD: Duration = Duration::from_secs(31 * 86_400);
/// Guests of whom nothing is shown and who follow nothing are forgotten after a year.
const IDLE: Duration = Duration::from_secs(365 * 86_400);
/// What guests did not confirm is forgotten after a week.
const UNCONFIRMED: Duration = Duration::from_secs(7 * 86_400);

/// Publishes what waited for its hour, each post in an act of its own; none while the section stopped everything.
pub async fn keep_hours(section: Section) -> Result<(), JobError> {
    let now = section.clock.now();
    let mut db = section.db.read().await?;
    let stopped = match section.ask::<dyn Standstill>() {
        Ok(standstill) => standstill.since(&mut db).await?.is_some(),
        Err(_) => false,
    };
    let due = if stopped { Vec::new() } else { publishing::due(&mut db, now, MOST).await? };
    let turned = featured::turned(&mut db, now - Duration::from_secs(90), now).await?;
    drop(db);
    for seen in due {
        let mut tx = section.db.begin().await?;
        // Its writer may have given it another hour since the list was read.
        let post = posts::by_id(&mut tx, seen.id).await?;
        let post = post.filter(|post| post.state == PostState::Scheduled && post.publish_at <= Some(now));
        if let Some(post) = post {
            publish::keep_hour(&section, &mut tx, &post, now).await?;
            tx.commit().await?;
        }
    }
    if turned {
        let mut tx = section.db.begin().await?;
        tx.public_changed().await?;
        tx.commit().await?;
    }
    Ok(())
}

/// Tells the house of the blogs that were there before they could be found; once it has, it finds none.
pub async fn tell_old_blogs(section: Section) -> Result<(), JobError> {
    loop {
        let mut tx = section.db.begin().await?;
        let blogs = blogs::tell_old(&mut tx, MOST).await?;
        if blogs.is_empty() {
            return Ok(());
        }
        for blog in blogs {
            publication::tell_blog(&mut tx, blog).await?;
        }
        tx.commit().await?;
    }
}

/// Asks for the daily letters.
pub async fn digests(section: Section) -> Result<(), JobError> {
    let mut db = section.db.read().await?;
    let readers = alerts::digest_readers(&mut db, 100_000).await?;
    drop(db);
    for chunk in readers.chunks(500) {
        let mut tx = section.db.begin().await?;
        for recipient in chunk {
            enqueue(&mut tx, &SendDigest { recipient: *recipient }).await?;
        }
        tx.commit().await?;
    }
    Ok(())
}

/// Forgets what guests never confirmed, guests who left long ago, and which addresses were told of comments.
pub async fn forget(section: Section) -> Result<(), JobError> {
    let now = section.clock.now();
    let before = now - UNCONFIRMED;
    let mut tx = section.db.begin().await?;
    alerts::forget_addresses(&mut tx, now - TOLD).await?;
    comments::drop_unconfirmed(&mut tx, before).await?;
    guests::drop_unconfirmed(&mut tx, before).await?;
    guests::drop_idle(&mut tx, now - IDLE).await?;
    tx.commit().await?;
    mark_guests(&section).await
}

/// Gives a mark to those who came before there were marks; once they all have one, it finds none.
async fn mark_guests(section: &Section) -> Result<(), JobError> {
    loop {
        let mut tx = section.db.begin().await?;
        let guests = guests::unmarked(&mut tx, MOST).await?;
        if guests.is_empty() {
            return Ok(());
        }
        for guest in guests {
            // One that cannot be opened any more stands for no address.
            let address = follow::address(&section.keys, &guest);
            let mark = address.map_or(Mark::PROBE, |address| Mark::of(&section.keys, &address));
            guests::set_mark(&mut tx, guest.id, mark).await?;
        }
        tx.commit().await?;
    }
}
