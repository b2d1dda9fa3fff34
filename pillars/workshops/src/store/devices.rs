//! The telephones and laptops that take a course along, and what they still hold.

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::{Id, Timestamp};
use uuid::Uuid;

use super::rows::moment;
use crate::model::{EnrolmentId, LearningId, WorkshopId};

/// Names a device; it makes its id itself.
pub type DeviceId = Id<Device>;

/// A device that took a course along.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device {
    /// Its id.
    pub id: DeviceId,
    /// The workshop for which it was taken, if it was by the code of an enrolment.
    pub workshop: Option<WorkshopId>,
    /// Whose learning it brings.
    pub learning: LearningId,
    /// What its owner calls it.
    pub label: String,
    /// So many answers it still holds, by its own count.
    pub held: i64,
    /// When it last brought something.
    pub synced_at: Timestamp,
}

/// Notes that a device was here, and what it still holds. A device that brings what another learner did keeps the
/// first one. Whether it is this learner's.
pub async fn put(tx: &mut Tx, device: &Device) -> Result<bool, DbError> {
    const SQL: &str = "insert into device (id, workshop, learning, label, taken_at, synced_at, held)
        values ($1, $2, $3, $4, $5, $5, $6)
        on conflict (id) do update set label = excluded.label, synced_at = excluded.synced_at,
            held = excluded.held
        where device.learning = excluded.learning";

    let changed = change!(tx, conn => query(SQL)
        .bind(device.id.as_uuid())
        .bind(device.workshop.map(WorkshopId::as_uuid))
        .bind(device.learning.as_uuid())
        .bind(&device.label)
        .bind(device.synced_at.as_millisecond())
        .bind(device.held)
        .execute(conn))?;
    Ok(changed > 0)
}

/// Notes that a device takes a course along now. It has brought nothing since, whatever it brought before. Whether it
/// is this learner's.
pub async fn take(
    tx: &mut Tx,
    id: DeviceId,
    (workshop, learning): (Option<WorkshopId>, LearningId),
    now: Timestamp,
) -> Result<bool, DbError> {
    const SQL: &str = "insert into device (id, workshop, learning, label, taken_at, synced_at, held)
        values ($1, $2, $3, '', $4, null, 0)
        on conflict (id) do update set taken_at = excluded.taken_at, synced_at = null
        where device.learning = excluded.learning";

    let changed = change!(tx, conn => query(SQL)
        .bind(id.as_uuid())
        .bind(workshop.map(WorkshopId::as_uuid))
        .bind(learning.as_uuid())
        .bind(now.as_millisecond())
        .execute(conn))?;
    Ok(changed > 0)
}

/// A device, as a trainer sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Whose it is.
    pub enrolment: EnrolmentId,
    /// What its owner calls it.
    pub label: String,
    /// So many answers it still held when it was here last.
    pub held: i64,
    /// When it was here last.
    pub at: Timestamp,
    /// Whether it took the course along then and was not back since: what it holds, nobody knows.
    pub is_out: bool,
}

/// The devices of those with a place in a workshop: those that were not back, then those that hold most.
pub async fn of_workshop(db: &mut Conn, workshop: WorkshopId) -> Result<Vec<Seen>, DbError> {
    const SQL: &str = "select e.id, d.label, d.held, coalesce(d.synced_at, d.taken_at),
            case when d.synced_at is null then 1 else 0 end
        from enrolment e join learning l on l.enrolment = e.id or l.person = e.person
            join device d on d.learning = l.id
        where e.workshop = $1 and e.stage = 'enrolled' order by 5 desc, d.held desc, 4 desc, d.id limit 1000";

    let rows: Vec<(Uuid, String, i64, i64, i32)> =
        on!(db, conn => query_as(SQL).bind(workshop.as_uuid()).fetch_all(conn))?;
    let seen = |(of, label, held, at, out): (Uuid, String, i64, i64, i32)| Seen {
        enrolment: of.into(),
        label,
        held,
        at: moment(at),
        is_out: out != 0,
    };
    Ok(rows.into_iter().map(seen).collect())
}
