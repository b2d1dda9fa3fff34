//! What the store of skills promises, and what is let go of it.

use griot_kernel::{PersonId, Timestamp};
use griot_workshops::{
    SCHEMA,
    model::{Level, Moment, Skill, SkillMark, SkillWords},
    store::{people, programmes, skills},
};

use crate::factory::{day, id, programme};

pub fn skill(n: u128, name: &str) -> Skill {
    Skill {
        id: id(0x9000 + n).into(),
        words: SkillWords::typed(name, "On le voit.", "2").unwrap(),
        place: 1,
        is_retired: false,
        revision: 1,
    }
}

pub fn mark(person: PersonId, skill: &Skill, moment: Moment, level: Level, at: Timestamp) -> SkillMark {
    SkillMark {
        person,
        skill: skill.id,
        workshop: None,
        moment,
        level,
        at,
        by: Some(id(0xa).into()),
        contested: String::new(),
    }
}

griot_testkit::contract! { &[SCHEMA];
    async fn a_skill_is_kept_changed_and_put_in_the_past(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let training = programme(1, "ecrire");
        programmes::insert(&mut tx, &training).await.unwrap();
        let mut one = skill(1, "Écrire");
        one.words.programme = Some(training.id);
        skills::insert(&mut tx, &one).await.unwrap();
        skills::insert(&mut tx, &skill(2, "Mesurer")).await.unwrap();
        assert_eq!(skills::by_id(&mut tx, one.id).await.unwrap(), Some(one.clone()));
        one.is_retired = true;
        assert!(skills::save(&mut tx, &one).await.unwrap());
        assert!(!skills::save(&mut tx, &one).await.unwrap(), "somebody changed it");
        let names: Vec<_> = skills::list(&mut tx).await.unwrap().into_iter().map(|one| one.words.name).collect();
        assert_eq!(names, ["Mesurer", "Écrire"], "those of the past come last");
    }

    async fn there_is_one_mark_for_each_moment_and_it_can_be_contested(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let (awa, one) = (id(0xb).into(), skill(1, "Écrire"));
        skills::insert(&mut tx, &one).await.unwrap();
        let first = mark(awa, &one, Moment::Before, Level::Never, day(0));
        let second = SkillMark { level: Level::Alone, at: day(1), ..first.clone() };
        for each in [&first, &second] {
            skills::put_mark(&mut tx, each).await.unwrap();
        }
        assert_eq!(skills::marks_of(&mut tx, awa).await.unwrap(), std::slice::from_ref(&second));
        assert!(skills::contest(&mut tx, &second, "Pas encore.").await.unwrap());
        assert_eq!(skills::marks(&mut tx).await.unwrap()[0].contested, "Pas encore.");
        let own = SkillMark { by: Some(awa), ..second };
        skills::put_mark(&mut tx, &own).await.unwrap();
        assert!(!skills::contest(&mut tx, &own, "Non.").await.unwrap(), "nobody contests themselves");
        assert_eq!(skills::marks(&mut tx).await.unwrap(), [own]);
    }

    async fn the_step_proposed_last_is_remembered(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let one = skill(1, "Écrire");
        skills::insert(&mut tx, &one).await.unwrap();
        for address in ["/desk/strategy/roadmap/1", "/desk/strategy/roadmap/2"] {
            skills::remember_step(&mut tx, one.id, address, day(0)).await.unwrap();
        }
        assert_eq!(skills::steps(&mut tx).await.unwrap(), [(one.id, "/desk/strategy/roadmap/2".to_owned())]);
    }

    async fn what_someone_could_is_told_to_them_and_goes_with_them(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let (adama, awa, one) = (id(0xa).into(), id(0xb).into(), skill(1, "Écrire"));
        skills::insert(&mut tx, &one).await.unwrap();
        let noted = mark(awa, &one, Moment::Day30, Level::Alone, day(0));
        skills::put_mark(&mut tx, &noted).await.unwrap();
        skills::contest(&mut tx, &noted, "Pas encore.").await.unwrap();
        let own = people::own(&mut tx, awa).await.unwrap();
        assert_eq!(own, [("skill".into(), "Écrire".into(), "day30 2 Pas encore.".into(), day(0))]);
        let marks = people::marks(&mut tx, adama).await.unwrap();
        assert_eq!(marks, [("skill noted".into(), "Écrire".into(), Some(day(0)))]);
        people::erase(&mut tx, adama).await.unwrap();
        assert_eq!(skills::marks(&mut tx).await.unwrap()[0].by, None);
        people::erase(&mut tx, awa).await.unwrap();
        assert!(skills::marks(&mut tx).await.unwrap().is_empty());
    }
}
