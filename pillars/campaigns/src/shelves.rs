//! What this room puts on the page on which a member begins: what they are to do, and to read.

use async_trait::async_trait;
use griot_db::{Conn, DbError};
use griot_kernel::PersonId;
use griot_web::{Shelf, Shelves, Thing, Visitor, Way};

use crate::{
    Campaigns,
    store::{steps, tasks},
};

/// So many of each kind: the lists are one step away.
const FEW: usize = 5;

#[async_trait]
impl Shelves for Campaigns {
    async fn own(&self, db: &mut Conn, v: &Visitor) -> Result<Vec<Shelf>, DbError> {
        let Some(member) = &v.member else { return Ok(Vec::new()) };
        let to_do = tasks::of_person(db, member.id).await?;
        let to_do = to_do.into_iter().filter(|task| task.done_at.is_none()).take(FEW).map(|task| Thing {
            href: v.href("/me/room#tasks"),
            note: task.due.map(|due| v.words.put("task-due-on", "day", v.day(due))).unwrap_or_default(),
            text: task.title,
            lang: None,
        });
        let mut things: Vec<Thing> = to_do.collect();
        if member.is_staff() {
            let own = steps::adopted_of(db, member.id).await?;
            things.extend(own.into_iter().take(FEW).map(|step| {
                Thing {
                    href: v.href(&step.desk()),
                    note: step
                        .words
                        .due
                        .map(|due| v.words.put("step-due-on", "day", v.day(due)))
                        .unwrap_or_default(),
                    text: step.words.title,
                    lang: None,
                }
            }));
        }
        if things.is_empty() {
            return Ok(Vec::new());
        }
        let ways = vec![Way { href: v.href("/me/room"), label: v.words.t("campaigns-menu-room") }];
        Ok(vec![Shelf { title: v.words.t("tasks-mine"), hint: None, things, ways }])
    }

    async fn public(&self, _: &mut Conn, _: &Visitor, _: PersonId, _: &str) -> Result<Vec<Shelf>, DbError> {
        // Who is in a team, and what they do there, is nobody's business outside.
        Ok(Vec::new())
    }
}
