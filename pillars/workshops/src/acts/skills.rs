//! Noting what people can do, and proposing the training that is lacking.

use std::collections::HashSet;

use griot_contracts::campaigns::{ProposedStep, Roadmap};
use griot_db::{Conn, DbError, Tx};
use griot_kernel::{Id, PersonId};
use griot_web::Section;

use crate::{
    model::{Level, Moment, Refusal, Skill, SkillId, SkillMark, SkillWords, able, missing},
    store::{programmes, skills},
};

/// Keeps a new skill.
pub async fn add(section: &Section, tx: &mut Tx, words: SkillWords) -> Result<SkillId, DbError> {
    let id = Id::new(section.clock.now(), section.random.as_ref());
    let skill = Skill { id, words, place: 0, is_retired: false, revision: 1 };
    skills::insert(tx, &skill).await?;
    Ok(id)
}

/// Notes the levels that changed, of skills that are asked for. How many that were.
pub async fn note(
    section: &Section,
    tx: &mut Tx,
    (person, by): (PersonId, PersonId),
    moment: Moment,
    levels: &[(SkillId, Level)],
) -> Result<usize, DbError> {
    let asked: HashSet<_> =
        skills::list(tx).await?.into_iter().filter(|one| !one.is_retired).map(|one| one.id).collect();
    let known = skills::marks_of(tx, person).await?;
    let mut noted = 0;
    for (skill, level) in levels.iter().copied().filter(|(skill, _)| asked.contains(skill)) {
        let before = known.iter().find(|mark| mark.skill == skill && mark.moment == moment);
        if before.is_some_and(|mark| mark.level == level && mark.contested.is_empty()) {
            continue;
        }
        let mark = SkillMark {
            person,
            skill,
            workshop: before.and_then(|mark| mark.workshop),
            moment,
            level,
            at: section.clock.now(),
            by: Some(by),
            contested: String::new(),
        };
        skills::put_mark(tx, &mark).await?;
        noted += 1;
    }
    Ok(noted)
}

/// The step proposed for a skill that still waits, if there is one.
pub async fn open_step(section: &Section, db: &mut Conn, skill: SkillId) -> Result<Option<String>, DbError> {
    let Ok(roadmap) = section.ask::<dyn Roadmap>() else { return Ok(None) };
    for (id, address) in skills::steps(db).await? {
        if id == skill && roadmap.is_open(db, &address).await? {
            return Ok(Some(address));
        }
    }
    Ok(None)
}

/// Proposes to the roadmap that those whom a skill lacks be trained, unless that is proposed already.
/// `words` makes title and proof of the number of people.
pub async fn propose(
    section: &Section,
    tx: &mut Tx,
    skill: &Skill,
    people: &HashSet<PersonId>,
    words: impl Fn(i64) -> (String, String) + Send,
) -> Result<Result<String, Refusal>, DbError> {
    let Ok(roadmap) = section.ask::<dyn Roadmap>() else { return Ok(Err(Refusal::NotNow)) };
    let able = able(&skills::marks(tx).await?, people).get(&skill.id).copied().unwrap_or(0);
    let lacking = missing(skill, able);
    if lacking == 0 || open_step(section, tx, skill.id).await?.is_some() {
        return Ok(Err(Refusal::NotNow));
    }
    let line = match skill.words.programme {
        Some(id) => programmes::by_id(tx, id).await?.and_then(|programme| programme.line),
        None => None,
    };
    let (title, proof) = words(lacking);
    let now = section.clock.now();
    let step = ProposedStep { title, proof, line };
    let Some(address) = roadmap.propose(tx, &step, (now, section.random.as_ref())).await? else {
        return Ok(Err(Refusal::TooLong));
    };
    skills::remember_step(tx, skill.id, &address, now).await?;
    Ok(Ok(address))
}
