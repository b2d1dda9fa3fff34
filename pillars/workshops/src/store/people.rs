//! What is kept here of a person, and letting go of it.

use griot_db::{Conn, DbError, Tx, change, on};
use griot_kernel::{PersonId, Timestamp};

use super::rows::moment;

/// Lets go of someone: what they enrolled in, learnt and could goes; certificates lose their name, so that only
/// whoever holds the paper knows whose it was; what they did for others stays without their name. Safe to repeat.
pub async fn erase(tx: &mut Tx, person: PersonId) -> Result<(), DbError> {
    const STEPS: [&str; 21] = [
        "update programme set created_by = null where created_by = $1",
        "update workshop set created_by = null where created_by = $1",
        "delete from workshop_trainer where person = $1",
        "update enrolment set by_person = null where by_person = $1",
        "update certificate set person = null, holder = '', signature = '', revoked_why = '', shows_title = 0, shows_holder = 0
            where person = $1",
        "delete from learning where person = $1",
        "delete from enrolment where person = $1",
        "update course set created_by = null where created_by = $1",
        "update course_version set by_person = null where by_person = $1",
        "update exercise set judged_by = null where judged_by = $1",
        "update attendance set by_person = null where by_person = $1",
        "update attendance_photo set by_person = null where by_person = $1",
        "update certificate set issued_by = null where issued_by = $1",
        "update certificate set revoked_by = null where revoked_by = $1",
        "update workshop_report set by_person = null where by_person = $1",
        "delete from skill_mark where person = $1",
        "update skill_mark set by_person = null where by_person = $1",
        "update club set coordinator = null where coordinator = $1",
        "delete from club_member where person = $1",
        "update club_member set guardian_by = null where guardian_by = $1",
        "update club_result set by_person = null where by_person = $1",
    ];

    for step in STEPS {
        change!(tx, conn => query(step).bind(person.as_uuid()).execute(conn))?;
    }
    Ok(())
}

/// What bears someone's mark: what kind of thing, its title, and when where that is known.
pub async fn marks(
    db: &mut Conn,
    person: PersonId,
) -> Result<Vec<(String, String, Option<Timestamp>)>, DbError> {
    const SQL: &str = "select 'programme begun' as what, title, created_at as at from programme where created_by = $1
        union all select 'workshop prepared', slug, created_at from workshop where created_by = $1
        union all select 'workshop given', w.slug, w.starts_at from workshop_trainer t
            join workshop w on w.id = t.workshop where t.person = $1
        union all select 'enrolment typed', w.slug, e.at from enrolment e
            join workshop w on w.id = e.workshop where e.by_person = $1
        union all select 'course begun', slug, created_at from course where created_by = $1
        union all select 'course published', c.slug, v.at from course_version v
            join course c on c.id = v.course where v.by_person = $1
        union all select 'exercise judged', title, judged_at from exercise where judged_by = $1
        union all select 'presence noted', w.slug, a.noted_at from attendance a
            join enrolment e on e.id = a.enrolment join workshop w on w.id = e.workshop where a.by_person = $1
        union all select 'list photographed', w.slug, p.at from attendance_photo p
            join workshop_meeting m on m.id = p.meeting join workshop w on w.id = m.workshop where p.by_person = $1
        union all select 'certificate issued', number, issued_on from certificate where issued_by = $1
        union all select 'certificate revoked', number, revoked_at from certificate where revoked_by = $1
        union all select 'workshop reported on', w.slug, r.at from workshop_report r
            join workshop w on w.id = r.workshop where r.by_person = $1
        union all select 'skill noted', s.name, k.at from skill_mark k
            join skill s on s.id = k.skill where k.by_person = $1
        union all select 'club coordinated', name, created_at from club where coordinator = $1
        union all select 'guardian noted', '', guardian_at from club_member where guardian_by = $1
        union all select 'club result noted', what, day from club_result where by_person = $1
        order by 1, 2, 3";

    let rows: Vec<(String, String, Option<i64>)> =
        on!(db, conn => query_as(SQL).bind(person.as_uuid()).fetch_all(conn))?;
    Ok(rows.into_iter().map(|(what, title, at)| (what, title, at.map(moment))).collect())
}

/// What someone took part in and was given: what kind of thing, its title, how it stands, and when.
pub async fn own(
    db: &mut Conn,
    person: PersonId,
) -> Result<Vec<(String, String, String, Timestamp)>, DbError> {
    const SQL: &str =
        "select 'enrolment' as what, w.slug as title, e.stage as stands, e.at as at from enrolment e
            join workshop w on w.id = e.workshop where e.person = $1
        union all select 'presence', w.slug, a.method, a.arrived_at from attendance a
            join enrolment e on e.id = a.enrolment join workshop w on w.id = e.workshop where e.person = $1
        union all select 'follow-up', w.slug, f.what || ' ' || f.hindrances || ' ' || f.hindrance, f.asked_at from follow_up f
            join enrolment e on e.id = f.enrolment join workshop w on w.id = e.workshop where e.person = $1
        union all select 'course', c.slug, case when l.finished_at is null then 'begun' else 'finished' end,
            l.begun_at from learning l join course c on c.id = l.course where l.person = $1
        union all select 'answer', t.question, t.answer, t.at from attempt t
            join learning l on l.id = t.learning where l.person = $1
        union all select 'exercise', x.title, x.body, x.at from exercise x
            join learning l on l.id = x.learning where l.person = $1
        union all select 'certificate', number, title, issued_on from certificate where person = $1
        union all select 'skill', s.name, k.moment || ' ' || cast(k.level as text) || ' ' || k.contested, k.at from skill_mark k
            join skill s on s.id = k.skill where k.person = $1
        union all select 'club', c.name, m.role || ' ' || m.guardian, m.since from club_member m
            join club c on c.id = m.club where m.person = $1
        order by 4, 1, 2";

    let rows: Vec<(String, String, String, i64)> =
        on!(db, conn => query_as(SQL).bind(person.as_uuid()).fetch_all(conn))?;
    Ok(rows.into_iter().map(|(what, title, stands, at)| (what, title, stands, moment(at))).collect())
}
