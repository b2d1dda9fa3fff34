//! Ambassadors, and what they shared. Who shared what is kept only while the risk of the campaign is
//! normal: each statement that writes a share asks for the risk itself.

use griot_contracts::campaigns::CampaignId;
use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::{PersonId, Timestamp};
use uuid::Uuid;

use super::rows::moment;
use crate::model::{Ambassador, Share};

/// Lines that a page shows.
const MOST: i64 = 200;

/// Someone carries a campaign from this day on, or for another club.
pub async fn join(tx: &mut Tx, campaign: CampaignId, one: &Ambassador) -> Result<(), DbError> {
    const SQL: &str = "insert into ambassador (campaign, person, club, since) values ($1, $2, $3, $4)
        on conflict (campaign, person) do update set club = excluded.club";

    change!(tx, conn => query(SQL)
        .bind(campaign.as_uuid())
        .bind(one.person.as_uuid())
        .bind(&one.club)
        .bind(one.since.as_millisecond())
        .execute(conn))
    .map(drop)
}

/// Someone carries it no more.
pub async fn leave(tx: &mut Tx, campaign: CampaignId, person: PersonId) -> Result<(), DbError> {
    const SQL: &str = "delete from ambassador where campaign = $1 and person = $2";

    change!(tx, conn => query(SQL).bind(campaign.as_uuid()).bind(person.as_uuid()).execute(conn)).map(drop)
}

/// What someone shared for a campaign stays with their club, without them.
pub async fn unname_one(tx: &mut Tx, campaign: CampaignId, person: PersonId) -> Result<(), DbError> {
    const SQL: &str = "update share set person = null, address = '' where campaign = $1 and person = $2";

    change!(tx, conn => query(SQL).bind(campaign.as_uuid()).bind(person.as_uuid()).execute(conn)).map(drop)
}

/// Names the club of an ambassador. Whether there is such a one.
pub async fn set_club(
    tx: &mut Tx,
    campaign: CampaignId,
    person: PersonId,
    club: &str,
) -> Result<bool, DbError> {
    const SQL: &str = "update ambassador set club = $3 where campaign = $1 and person = $2";

    let changed = change!(tx, conn => query(SQL)
        .bind(campaign.as_uuid())
        .bind(person.as_uuid())
        .bind(club)
        .execute(conn))?;
    Ok(changed > 0)
}

/// The ambassadors of a campaign, by club.
pub async fn ambassadors(db: &mut Conn, campaign: CampaignId) -> Result<Vec<Ambassador>, DbError> {
    const SQL: &str = "select person, club, since from ambassador where campaign = $1 order by club, since, person limit $2";

    let rows: Vec<(Uuid, String, i64)> =
        on!(db, conn => query_as(SQL).bind(campaign.as_uuid()).bind(MOST).fetch_all(conn))?;
    let one = |(person, club, since): (Uuid, _, _)| Ambassador {
        person: person.into(),
        club,
        since: moment(since),
    };
    Ok(rows.into_iter().map(one).collect())
}

/// Someone as an ambassador of a campaign.
pub async fn ambassador(
    db: &mut Conn,
    campaign: CampaignId,
    person: PersonId,
) -> Result<Option<Ambassador>, DbError> {
    const SQL: &str = "select club, since from ambassador where campaign = $1 and person = $2";

    let row: Option<(String, i64)> = on!(db, conn => query_as(SQL)
        .bind(campaign.as_uuid())
        .bind(person.as_uuid())
        .fetch_optional(conn))?;
    Ok(row.map(|(club, since)| Ambassador { person, club, since: moment(since) }))
}

/// Keeps what an ambassador shared; without them, and without its address, unless the risk is normal.
/// Whether they are an ambassador.
pub async fn add(tx: &mut Tx, share: &Share) -> Result<bool, DbError> {
    const SQL: &str = "insert into share (id, campaign, person, club, network, address, day)
        select $1, c.id,
            (select n.person from ambassador n where n.campaign = c.id and n.person = $3
                and c.risk = 'normal'),
            a.club, $4, case when c.risk = 'normal' then $5 else '' end, $6
        from campaign c join ambassador a on a.campaign = c.id
        where c.id = $2 and a.person = $3";

    let added = change!(tx, conn => query(SQL)
        .bind(share.id.as_uuid())
        .bind(share.campaign.as_uuid())
        .bind(share.by.as_uuid())
        .bind(&share.network)
        .bind(&share.address)
        .bind(share.day.as_millisecond())
        .execute(conn))?;
    Ok(added > 0)
}

/// Once the risk is not normal any more, nobody stands beside what was shared.
pub async fn unname(tx: &mut Tx, campaign: CampaignId) -> Result<(), DbError> {
    const SQL: &str = "update share set person = null, address = '' where campaign = $1
        and exists (select 1 from campaign c where c.id = share.campaign and c.risk <> 'normal')";

    change!(tx, conn => query(SQL).bind(campaign.as_uuid()).execute(conn)).map(drop)
}

/// How often each club shared on each network.
pub async fn by_club(db: &mut Conn, campaign: CampaignId) -> Result<Vec<(String, String, i64)>, DbError> {
    const SQL: &str = "select club, network, count(*) from share where campaign = $1
        group by club, network order by club, network limit $2";

    on!(db, conn => query_as(SQL).bind(campaign.as_uuid()).bind(MOST).fetch_all(conn))
}

/// How often each campaign was shared from `from` to before `until`, by its title; those that nobody shared
/// are left out.
pub async fn of_days(
    db: &mut Conn,
    from: Timestamp,
    until: Timestamp,
) -> Result<Vec<(CampaignId, String, i64)>, DbError> {
    const SQL: &str = "select c.id, c.title, count(*) from share s join campaign c on c.id = s.campaign
        where s.day >= $1 and s.day < $2 group by c.id, c.title order by c.title, c.id limit $3";

    let rows: Vec<(Uuid, String, i64)> = on!(db, conn => query_as(SQL)
        .bind(from.as_millisecond())
        .bind(until.as_millisecond())
        .bind(MOST)
        .fetch_all(conn))?;
    Ok(rows.into_iter().map(|(id, title, count)| (id.into(), title, count)).collect())
}

/// How often each person shared who may be named, the busiest first.
pub async fn by_person(db: &mut Conn, campaign: CampaignId) -> Result<Vec<(PersonId, i64)>, DbError> {
    const SQL: &str = "select s.person, count(*) from share s join campaign c on c.id = s.campaign
        where s.campaign = $1 and s.person is not null and c.risk = 'normal'
        group by s.person order by 2 desc, 1 limit $2";

    let rows: Vec<(Uuid, i64)> =
        on!(db, conn => query_as(SQL).bind(campaign.as_uuid()).bind(MOST).fetch_all(conn))?;
    Ok(rows.into_iter().map(|(person, count)| (person.into(), count)).collect())
}
