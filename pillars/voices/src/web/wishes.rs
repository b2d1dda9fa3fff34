//! What someone follows, in a list in which each wish can be changed, ended and taken up again.

use std::time::Duration;

use griot_db::{Conn, Tx};
use griot_kernel::{Id, Page, PageRequest, Timestamp};
use griot_web::{Section, Visitor, WebError};
use serde::Deserialize;
use uuid::Uuid;

use super::view::Link;
use crate::{
    acts::follow as acts,
    model::{Pace, Subscription, SubscriptionId, TargetKind},
    store::subscriptions,
};

/// Wishes on a page.
const SIZE: u32 = 50;
/// How long what was ended can be taken up again from the list.
const ENDED: Duration = Duration::from_secs(90 * 86_400);

/// A wish in the list.
pub(super) struct Wish {
    pub id: SubscriptionId,
    pub kind: TargetKind,
    /// The post or blog; nothing for the answers to one's own comments.
    pub about: Option<Link>,
    pub pace: Pace,
    pub stands: bool,
    /// Whether those that were ended begin here.
    pub ended_from_here: bool,
}

/// What someone, a member or a guest, follows, and then what they ended lately; with `pace`, at this
/// pace alone.
pub(super) async fn of(
    db: &mut Conn,
    v: &Visitor,
    recipient: Uuid,
    pace: Option<Pace>,
    page: u32,
) -> Result<Page<Wish>, WebError> {
    let request = PageRequest::new(page, SIZE);
    let since = v.section().clock.now() - ENDED;
    let found = subscriptions::followed(db, recipient, pace, since, request).await?;
    let mut stood = true;
    Ok(request.page(found).map(|one| {
        let stands = one.wish.active;
        let ended_from_here = std::mem::replace(&mut stood, stands) && !stands;
        Wish {
            id: one.wish.id,
            kind: one.wish.target.kind,
            about: one.about.map(|(path, label)| Link { href: v.href(&path), label }),
            pace: one.wish.pace,
            stands,
            ended_from_here,
        }
    }))
}

/// What is sent of one wish.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct WishForm {
    pub id: String,
    pub pace: String,
}

/// Changes how soon the letters of one wish of `recipient` come, ends it, or takes it up again.
pub(super) async fn change(
    section: &Section,
    tx: &mut Tx,
    recipient: Uuid,
    form: &WishForm,
    now: Timestamp,
) -> Result<(), WebError> {
    let id: SubscriptionId = form.id.parse::<Id<Subscription>>().map_err(|_| WebError::BadRequest)?;
    let wish = subscriptions::by_id(tx, id).await?.filter(|wish| wish.recipient.as_uuid() == recipient);
    let wish = wish.ok_or(WebError::NotFound)?;
    let pace = form.pace.parse::<Pace>().ok();
    acts::set(tx, wish.recipient, wish.target, pace, now, section.random.as_ref()).await?;
    Ok(())
}
