//! Files that hang on entries of the internal room.

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::PersonId;
use uuid::Uuid;

use super::rows::moment;
use crate::model::{EntryId, FileId, Reader, RoomFile};

type Row = (Uuid, Uuid, String, String, i64, Option<Uuid>, i64);

fn file((id, entry, name, stored, bytes, by, at): Row) -> RoomFile {
    let (id, by) = (id.into(), by.map(Into::into));
    RoomFile { id, entry: entry.into(), name, stored, bytes, by, at: moment(at) }
}

/// Hangs a file on an entry.
pub async fn insert(tx: &mut Tx, file: &RoomFile) -> Result<(), DbError> {
    const SQL: &str = "insert into room_file (id, entry, name, stored, bytes, by_person, at)
        values ($1, $2, $3, $4, $5, $6, $7)";

    change!(tx, conn => query(SQL)
        .bind(file.id.as_uuid())
        .bind(file.entry.as_uuid())
        .bind(&file.name)
        .bind(&file.stored)
        .bind(file.bytes)
        .bind(file.by.map(PersonId::as_uuid))
        .bind(file.at.as_millisecond())
        .execute(conn))
    .map(drop)
}

/// The file with this id.
pub async fn by_id(db: &mut Conn, id: FileId) -> Result<Option<RoomFile>, DbError> {
    const SQL: &str = "select id, entry, name, stored, bytes, by_person, at from room_file where id = $1";

    let row: Option<Row> = on!(db, conn => query_as(SQL).bind(id.as_uuid()).fetch_optional(conn))?;
    Ok(row.map(file))
}

/// The files of an entry, the oldest first.
pub async fn of_entry(db: &mut Conn, entry: EntryId) -> Result<Vec<RoomFile>, DbError> {
    const SQL: &str = "select id, entry, name, stored, bytes, by_person, at from room_file where entry = $1
        order by at, name, id limit 200";

    let rows: Vec<Row> = on!(db, conn => query_as(SQL).bind(entry.as_uuid()).fetch_all(conn))?;
    Ok(rows.into_iter().map(file).collect())
}

/// What hangs on entries that this reader may read, the newest first, at most `limit`, without the first
/// `skip`: each with the title of its entry.
pub async fn list(
    db: &mut Conn,
    reader: &Reader,
    skip: i64,
    limit: i64,
) -> Result<Vec<(RoomFile, String)>, DbError> {
    const SQL: &str = "select f.id, f.entry, f.name, f.stored, f.bytes, f.by_person, f.at, e.title
        from room_file f join room_entry e on e.id = f.entry
        where e.audience = 'members' or e.by_person = $1 or (e.audience = 'staff' and $2 = 1)
            or (e.audience = 'team' and ($3 = 1 or exists (select 1 from campaign_member m
                where m.campaign = e.campaign and m.person = $1)))
        order by f.at desc, f.id desc limit $4 offset $5";

    type Titled = (Uuid, Uuid, String, String, i64, Option<Uuid>, i64, String);
    let rows: Vec<Titled> = on!(db, conn => query_as(SQL)
        .bind(reader.person.as_uuid())
        .bind(i64::from(reader.is_staff))
        .bind(i64::from(reader.leads))
        .bind(limit)
        .bind(skip)
        .fetch_all(conn))?;
    let titled = |(id, entry, name, stored, bytes, by, at, title): Titled| {
        (file((id, entry, name, stored, bytes, by, at)), title)
    };
    Ok(rows.into_iter().map(titled).collect())
}

/// Takes a file away. Returns whether it was there.
pub async fn remove(tx: &mut Tx, id: FileId) -> Result<bool, DbError> {
    const SQL: &str = "delete from room_file where id = $1";

    Ok(change!(tx, conn => query(SQL).bind(id.as_uuid()).execute(conn))? > 0)
}

/// The names under which all of them are kept.
pub async fn stored(db: &mut Conn) -> Result<Vec<String>, DbError> {
    const SQL: &str = "select stored from room_file";

    on!(db, conn => query_scalar(SQL).fetch_all(conn))
}
