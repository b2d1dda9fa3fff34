//! Clubs and local groups: who belongs to them, and what they brought about.

use griot_contracts::campaigns::CampaignId;
use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::PersonId;
use uuid::Uuid;

use super::rows::{all, millis, moment, read};
use crate::model::{
    Club, ClubId, ClubMember, ClubMemberId, ClubResult, ClubResultId, ClubRole, ClubTotal, ClubWords,
};

macro_rules! columns {
    () => {
        "select c.id, c.name, c.kind, c.place, c.coordinator, c.is_closed, c.revision, c.created_at from club c "
    };
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    name: String,
    kind: String,
    place: String,
    coordinator: Option<Uuid>,
    is_closed: i64,
    revision: i64,
    created_at: i64,
}

impl TryFrom<Row> for Club {
    type Error = DbError;

    fn try_from(row: Row) -> Result<Self, DbError> {
        Ok(Self {
            id: row.id.into(),
            words: ClubWords { name: row.name, kind: read("club", &row.kind)?, place: row.place },
            coordinator: row.coordinator.map(Into::into),
            is_closed: row.is_closed != 0,
            revision: row.revision,
            created_at: moment(row.created_at),
        })
    }
}

#[derive(sqlx::FromRow)]
struct MemberRow {
    id: Uuid,
    club: Uuid,
    person: Option<Uuid>,
    name: String,
    role: String,
    is_minor: i64,
    guardian: String,
    guardian_at: Option<i64>,
    guardian_by: Option<Uuid>,
    since: i64,
}

impl TryFrom<MemberRow> for ClubMember {
    type Error = DbError;

    fn try_from(row: MemberRow) -> Result<Self, DbError> {
        Ok(Self {
            id: row.id.into(),
            club: row.club.into(),
            person: row.person.map(Into::into),
            name: row.name,
            role: read("club_member", &row.role)?,
            is_minor: row.is_minor != 0,
            guardian: row.guardian,
            guardian_at: row.guardian_at.map(moment),
            guardian_by: row.guardian_by.map(Into::into),
            since: moment(row.since),
        })
    }
}

/// Keeps a new club.
pub async fn insert(tx: &mut Tx, club: &Club) -> Result<(), DbError> {
    const SQL: &str = "insert into club (id, name, kind, place, coordinator, is_closed, revision, created_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8)";

    change!(tx, conn => query(SQL)
        .bind(club.id.as_uuid())
        .bind(&club.words.name)
        .bind(club.words.kind.as_str())
        .bind(&club.words.place)
        .bind(club.coordinator.map(PersonId::as_uuid))
        .bind(i64::from(club.is_closed))
        .bind(club.revision)
        .bind(club.created_at.as_millisecond())
        .execute(conn))
    .map(drop)
}

/// Changes a club, if nobody else changed it since it was read. Whether it did.
pub async fn save(tx: &mut Tx, club: &Club) -> Result<bool, DbError> {
    const SQL: &str = "update club set name = $3, kind = $4, place = $5, coordinator = $6, is_closed = $7,
            revision = revision + 1 where id = $1 and revision = $2";

    let changed = change!(tx, conn => query(SQL)
        .bind(club.id.as_uuid())
        .bind(club.revision)
        .bind(&club.words.name)
        .bind(club.words.kind.as_str())
        .bind(&club.words.place)
        .bind(club.coordinator.map(PersonId::as_uuid))
        .bind(i64::from(club.is_closed))
        .execute(conn))?;
    Ok(changed > 0)
}

/// The club with this id.
pub async fn by_id(db: &mut Conn, id: ClubId) -> Result<Option<Club>, DbError> {
    const SQL: &str = concat!(columns!(), "where c.id = $1");

    let row: Option<Row> = on!(db, conn => query_as(SQL).bind(id.as_uuid()).fetch_optional(conn))?;
    row.map(Club::try_from).transpose()
}

/// The club with this id, for an act on it: until that act ends, no other one changes who is in it.
pub async fn hold(tx: &mut Tx, id: ClubId) -> Result<Option<Club>, DbError> {
    const SQL: &str = "update club set revision = revision where id = $1";

    change!(tx, conn => query(SQL).bind(id.as_uuid()).execute(conn))?;
    by_id(tx, id).await
}

/// All clubs, those of the past last.
pub async fn list(db: &mut Conn) -> Result<Vec<Club>, DbError> {
    const SQL: &str = concat!(columns!(), "order by c.is_closed, c.name, c.id limit 500");

    let rows: Vec<Row> = on!(db, conn => query_as(SQL).fetch_all(conn))?;
    all(rows)
}

/// The clubs for which someone answers and that are not closed.
pub async fn coordinated_by(db: &mut Conn, person: PersonId) -> Result<Vec<Club>, DbError> {
    const SQL: &str =
        concat!(columns!(), "where c.coordinator = $1 and c.is_closed = 0 order by c.name, c.id");

    let rows: Vec<Row> = on!(db, conn => query_as(SQL).bind(person.as_uuid()).fetch_all(conn))?;
    all(rows)
}

/// The clubs to which someone belongs or for which they answer.
pub async fn of_person(db: &mut Conn, person: PersonId) -> Result<Vec<Club>, DbError> {
    const SQL: &str = concat!(
        columns!(),
        "where c.coordinator = $1 or c.id in (select club from club_member where person = $1)
         order by c.is_closed, c.name, c.id"
    );

    let rows: Vec<Row> = on!(db, conn => query_as(SQL).bind(person.as_uuid()).fetch_all(conn))?;
    all(rows)
}

/// Takes somebody into a club. Whether they are new in it.
pub async fn add_member(tx: &mut Tx, member: &ClubMember) -> Result<bool, DbError> {
    const SQL: &str = "insert into club_member
            (id, club, person, name, role, is_minor, guardian, guardian_at, guardian_by, since)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing";

    let added = change!(tx, conn => query(SQL)
        .bind(member.id.as_uuid())
        .bind(member.club.as_uuid())
        .bind(member.person.map(PersonId::as_uuid))
        .bind(&member.name)
        .bind(member.role.as_str())
        .bind(i64::from(member.is_minor))
        .bind(&member.guardian)
        .bind(millis(member.guardian_at))
        .bind(member.guardian_by.map(PersonId::as_uuid))
        .bind(member.since.as_millisecond())
        .execute(conn))?;
    Ok(added > 0)
}

/// Says what somebody is in a club.
pub async fn set_role(tx: &mut Tx, id: ClubMemberId, role: ClubRole) -> Result<(), DbError> {
    const SQL: &str = "update club_member set role = $2 where id = $1";

    change!(tx, conn => query(SQL).bind(id.as_uuid()).bind(role.as_str()).execute(conn)).map(drop)
}

/// Lets somebody go from a club. Whether they were in it.
pub async fn remove_member(tx: &mut Tx, club: ClubId, id: ClubMemberId) -> Result<bool, DbError> {
    const SQL: &str = "delete from club_member where club = $1 and id = $2";

    let gone = change!(tx, conn => query(SQL).bind(club.as_uuid()).bind(id.as_uuid()).execute(conn))?;
    Ok(gone > 0)
}

/// Those who belong to a club, whoever came first first.
pub async fn members(db: &mut Conn, club: ClubId) -> Result<Vec<ClubMember>, DbError> {
    const SQL: &str =
        "select id, club, person, name, role, is_minor, guardian, guardian_at, guardian_by, since
        from club_member where club = $1 order by since, id limit 1000";

    let rows: Vec<MemberRow> = on!(db, conn => query_as(SQL).bind(club.as_uuid()).fetch_all(conn))?;
    all(rows)
}

/// How many belong to each club, and how many of them are under 18.
pub async fn sizes(db: &mut Conn) -> Result<Vec<(ClubId, i64, i64)>, DbError> {
    const SQL: &str = "select club, count(*), cast(sum(is_minor) as bigint) from club_member group by club";

    let rows: Vec<(Uuid, i64, i64)> = on!(db, conn => query_as(SQL).fetch_all(conn))?;
    Ok(rows.into_iter().map(|(club, count, minors)| (club.into(), count, minors)).collect())
}

/// How many results each club noted.
pub async fn result_counts(db: &mut Conn) -> Result<Vec<(ClubId, i64)>, DbError> {
    const SQL: &str = "select club, count(*) from club_result group by club";

    let rows: Vec<(Uuid, i64)> = on!(db, conn => query_as(SQL).fetch_all(conn))?;
    Ok(rows.into_iter().map(|(club, count)| (club.into(), count)).collect())
}

/// Notes a result.
pub async fn add_result(tx: &mut Tx, result: &ClubResult) -> Result<(), DbError> {
    const SQL: &str = "insert into club_result (id, club, campaign, what, figure, day, by_person)
        values ($1, $2, $3, $4, $5, $6, $7)";

    change!(tx, conn => query(SQL)
        .bind(result.id.as_uuid())
        .bind(result.club.as_uuid())
        .bind(result.campaign.map(CampaignId::as_uuid))
        .bind(&result.what)
        .bind(result.figure)
        .bind(result.day.as_millisecond())
        .bind(result.by.map(PersonId::as_uuid))
        .execute(conn))
    .map(drop)
}

/// Takes a result back. Whether it was one of this club.
pub async fn remove_result(tx: &mut Tx, club: ClubId, id: ClubResultId) -> Result<bool, DbError> {
    const SQL: &str = "delete from club_result where club = $1 and id = $2";

    let gone = change!(tx, conn => query(SQL).bind(club.as_uuid()).bind(id.as_uuid()).execute(conn))?;
    Ok(gone > 0)
}

/// The results of a club, the newest first.
pub async fn results(db: &mut Conn, club: ClubId) -> Result<Vec<ClubResult>, DbError> {
    const SQL: &str = "select id, campaign, what, figure, day, by_person from club_result
        where club = $1 order by day desc, id limit 500";

    type Row = (Uuid, Option<Uuid>, String, i64, i64, Option<Uuid>);
    let rows: Vec<Row> = on!(db, conn => query_as(SQL).bind(club.as_uuid()).fetch_all(conn))?;
    let result = |(id, campaign, what, figure, day, by): Row| ClubResult {
        id: id.into(),
        club,
        campaign: campaign.map(Into::into),
        what,
        figure,
        day: moment(day),
        by: by.map(Into::into),
    };
    Ok(rows.into_iter().map(result).collect())
}

fn total((campaign, what, figure, results): (Option<Uuid>, String, i64, i64)) -> ClubTotal {
    ClubTotal { campaign: campaign.map(Into::into), what, figure, results }
}

/// The results of a club, summed by campaign and by what was counted.
pub async fn totals_of(db: &mut Conn, club: ClubId) -> Result<Vec<ClubTotal>, DbError> {
    const SQL: &str = "select campaign, what, cast(sum(figure) as bigint), count(*) from club_result
        where club = $1 group by campaign, what order by what, campaign limit 500";

    let rows: Vec<(Option<Uuid>, String, i64, i64)> =
        on!(db, conn => query_as(SQL).bind(club.as_uuid()).fetch_all(conn))?;
    Ok(rows.into_iter().map(total).collect())
}

/// The results of all clubs, summed by campaign and by what was counted.
pub async fn totals(db: &mut Conn) -> Result<Vec<ClubTotal>, DbError> {
    const SQL: &str = "select campaign, what, cast(sum(figure) as bigint), count(*) from club_result
        group by campaign, what order by what, campaign limit 500";

    let rows: Vec<(Option<Uuid>, String, i64, i64)> = on!(db, conn => query_as(SQL).fetch_all(conn))?;
    Ok(rows.into_iter().map(total).collect())
}
