//! What this pillar lets go of when somebody is erased, and what it holds about them.

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::PersonId;

use super::rows::moment;

/// Forgets somebody: what they wrote for the section stays the section's, without their name.
pub async fn person(tx: &mut Tx, person: PersonId) -> Result<(), DbError> {
    const KEEPER: &str = "delete from channel_keeper where person = $1";
    const APPROVER: &str = "delete from channel_approver where person = $1";
    const ITEM: &str = "update item set author = null where author = $1";
    const STEP: &str = "update item_step set actor = null where actor = $1";
    const APPROVAL: &str = "delete from approval where person = $1";
    const DELIVERY: &str = "update delivery set ended_by = null where ended_by = $1";
    const PICTURE: &str = "update picture set by_person = null where by_person = $1";
    const WAYS: &str = "update ways set cut_by = null where cut_by = $1";

    const CLIP: &str = "update press_clip set by_person = null where by_person = $1";
    const REPLY: &str = "update press_reply set by_person = null where by_person = $1";
    const SOUND: &str = "update sound set by_person = null where by_person = $1";
    const BROADCAST: &str = "update broadcast set by_person = null where by_person = $1";
    const ASSIGNEE: &str = "update conversation set assignee = null,
        state = case when state = 'assigned' then 'new' else state end where assignee = $1";
    const ANSWER: &str = "update inbox_message set by_person = null where by_person = $1";
    const ANSWER_APPROVED: &str = "update inbox_message set approved_by = null where approved_by = $1";
    const YES: &str = "delete from inbox_yes where person = $1";
    const NOTE: &str = "update inbox_note set person = null where person = $1";
    const CANNED: &str = "update canned set by_person = null where by_person = $1";
    const CANNED_APPROVED: &str = "update canned set approved_by = null where approved_by = $1";
    const DUTY: &str = "delete from duty where person = $1";
    const SIEGE: &str = "update inbox_ways set besieged_by = null where besieged_by = $1";
    const RUMOUR: &str = "update rumour set owner = null where owner = $1";
    const CHECK: &str = "update rumour_check set person = null where person = $1";
    const FAKE: &str = "update fake_step set person = null where person = $1";

    let texts = [KEEPER, APPROVER, ITEM, STEP, APPROVAL, DELIVERY, PICTURE, WAYS];
    let inbox = [ASSIGNEE, ANSWER, ANSWER_APPROVED, YES, NOTE, CANNED, CANNED_APPROVED, DUTY, SIEGE];
    let press = [CLIP, REPLY, SOUND, BROADCAST];
    super::subscribers::forget_member(tx, person).await?;
    for sql in texts.into_iter().chain(inbox).chain([RUMOUR, CHECK, FAKE]).chain(press) {
        change!(tx, conn => query(sql).bind(person.as_uuid()).execute(conn))?;
    }
    Ok(())
}

/// What somebody did here: each act, with the title of the item and the day.
pub async fn acts(db: &mut Conn, person: PersonId) -> Result<Vec<(String, String, String)>, DbError> {
    const SQL: &str = "select item_step.act, item.title, item_step.at from item_step
        join item on item.id = item_step.item where item_step.actor = $1
        order by item_step.at, item_step.id limit 20000";

    let rows: Vec<(String, String, i64)> =
        on!(db, conn => query_as(SQL).bind(person.as_uuid()).fetch_all(conn))?;
    let act = |(act, title, at): (String, String, i64)| (act, title, moment(at).day().to_string());
    Ok(rows.into_iter().map(act).collect())
}

/// The names of the channels that somebody keeps.
pub async fn kept(db: &mut Conn, person: PersonId) -> Result<Vec<String>, DbError> {
    const SQL: &str =
        "select channel.name from channel_keeper join channel on channel.id = channel_keeper.channel
        where channel_keeper.person = $1 order by channel.name limit 500";

    on!(db, conn => query_scalar(SQL).bind(person.as_uuid()).fetch_all(conn))
}

/// What somebody wrote in the inbox: answers and notes, each with its day.
pub async fn answers(db: &mut Conn, person: PersonId) -> Result<Vec<(String, String)>, DbError> {
    const SQL: &str = "select body, at from inbox_message where by_person = $1
        union all select body, at from inbox_note where person = $1 order by 2, 1 limit 20000";

    let rows: Vec<(String, i64)> = on!(db, conn => query_as(SQL).bind(person.as_uuid()).fetch_all(conn))?;
    Ok(rows.into_iter().map(|(body, at)| (body, moment(at).day().to_string())).collect())
}
