//! The pages of skills: the grid, the gaps, and what one says of oneself.

use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex},
};

use async_trait::async_trait;
use griot_contracts::campaigns::{ProposedStep, Roadmap};
use griot_db::{Conn, DbError, Tx};
use griot_kernel::{Random, Timestamp};
use griot_web::testing::{Client, text};
use griot_workshops::{
    model::{Level, Moment, Skill},
    store::skills,
};

use crate::{
    factory::day,
    house::{Home, adama, awa, boukary, field, home, home_with_roadmap, main_of, to},
    skills::{mark, skill},
};

/// The direction's list: what was proposed, and whether it waits still.
#[derive(Default)]
struct Steps(Mutex<Vec<(ProposedStep, bool)>>);

#[async_trait]
impl Roadmap for Steps {
    async fn propose(
        &self,
        _: &mut Tx,
        step: &ProposedStep,
        _: (Timestamp, &dyn Random),
    ) -> Result<Option<String>, DbError> {
        let mut all = self.0.lock().unwrap();
        all.push((step.clone(), true));
        Ok(Some(format!("/desk/strategy/roadmap/{}", all.len() - 1)))
    }

    async fn is_open(&self, _: &mut Conn, address: &str) -> Result<bool, DbError> {
        let place: usize = address.rsplit('/').next().unwrap().parse().unwrap();
        Ok(self.0.lock().unwrap()[place].1)
    }
}

async fn main(client: &Client, path: &str) -> String {
    main_of(&text(client.get(path).await).await)
}

async fn with_skill(home: &Home) -> Skill {
    let one = skill(1, "Écrire court");
    let mut tx = home.house.section.db.begin().await.unwrap();
    skills::insert(&mut tx, &one).await.unwrap();
    tx.commit().await.unwrap();
    one
}

#[tokio::test]
async fn a_section_begins_with_the_usual_skills_and_changes_them() {
    let home = home().await;
    let trainer = home.as_one(adama()).await;
    assert_eq!(to(&trainer.post("/desk/skills/usual", &[]).await), "/desk/skills?done=added");
    assert_eq!(trainer.post("/desk/skills/usual", &[]).await.status(), 422, "once");
    let page = main(&trainer, "/desk/skills").await;
    assert!(page.contains("Vérifier une rumeur") && page.contains("Il manque 2 personnes"), "{page}");
    for (name, wanted) in [("", "2"), ("Chanter", "beaucoup"), ("Chanter", "-1")] {
        let refused = trainer.post("/desk/skills", &[("name", name), ("wanted", wanted)]).await;
        assert_eq!(refused.status(), 422);
        let page = main_of(&text(refused).await);
        assert!(page.contains("role=\"alert\"") && page.contains(&format!("value=\"{wanted}\"")), "{page}");
    }
    let bad = [("name", "Chanter"), ("wanted", "1"), ("programme", "x")];
    assert_eq!(trainer.post("/desk/skills", &bad).await.status(), 422);
    assert_eq!(trainer.post("/desk/skills", &[("name", "Chanter"), ("wanted", "1")]).await.status(), 303);
    assert!(main(&trainer, "/desk/skills").await.contains("Chanter"));
}

#[tokio::test]
async fn a_skill_is_changed_unless_somebody_was_faster_and_put_in_the_past() {
    let home = home().await;
    let (trainer, at) = (home.as_one(adama()).await, with_skill(&home).await.desk());
    let revision = field(&main(&trainer, &at).await, "revision");
    let form = [("name", "Écrire"), ("wanted", "3"), ("revision", revision.as_str())];
    assert_eq!(to(&trainer.post(&at, &form).await), format!("{at}?done=saved"));
    assert_eq!(trainer.post(&at, &form).await.status(), 422, "stale");
    assert_eq!(to(&trainer.post(&format!("{at}/retire"), &[]).await), format!("{at}?done=retired"));
    assert!(main(&trainer, "/desk/skills").await.contains("Du passé"));
    assert!(!main(&trainer, "/me/skills").await.contains("Écrire"), "nobody is asked for it");
    assert_eq!(trainer.get("/desk/skills/nothing").await.status(), 404);
}

#[tokio::test]
async fn a_trainer_notes_and_the_person_sees_contests_and_answers() {
    let home = home().await;
    let (trainer, member, one) =
        (home.as_one(adama()).await, home.as_one(awa()).await, with_skill(&home).await);
    let at = format!("/desk/skills/people/{}", awa().id);
    let level = format!("level-{}", one.id);
    for bad in [[("moment", "someday"), (level.as_str(), "1")], [("moment", "before"), (level.as_str(), "9")]]
    {
        assert_eq!(trainer.post(&at, &bad).await.status(), 422, "{bad:?}");
    }
    let noted = trainer.post(&at, &[("moment", "day30"), (&level, "1")]).await;
    assert_eq!(to(&noted), format!("{at}?moment=day30&done=saved"));
    assert_eq!(home.log.take(), ["workshops-log-skills-noted"]);
    assert!(main(&trainer, "/desk/skills?moment=day30").await.contains("Avec de l’aide"));
    assert!(main(&trainer, &one.desk()).await.contains("Awa"));

    let page = main(&member, "/me/skills?moment=day30").await;
    assert!(
        page.contains("Vous seul et l’équipe de formation") && page.contains("Je ne suis pas d’accord"),
        "{page}"
    );
    let skill = one.id.to_string();
    let empty = [("skill", skill.as_str()), ("moment", "day30"), ("words", " ")];
    assert_eq!(member.post("/me/skills/contest", &empty).await.status(), 422);
    let nothing = [("skill", skill.as_str()), ("moment", "day90"), ("words", "Non.")];
    assert_eq!(member.post("/me/skills/contest", &nothing).await.status(), 422, "nothing is noted");
    let words = [("skill", skill.as_str()), ("moment", "day30"), ("words", "Je le fais sans aide.")];
    assert_eq!(
        to(&member.post("/me/skills/contest", &words).await),
        "/me/skills?moment=day30&done=contested"
    );
    assert!(main(&trainer, &at).await.contains("Je le fais sans aide."));
    let said = member.post("/me/skills", &[("moment", "day30"), (&level, "2")]).await;
    assert_eq!(to(&said), "/me/skills?moment=day30&done=saved");
    let page = main(&trainer, &at).await;
    assert!(page.contains("Dit par la personne") && !page.contains("Je le fais sans aide."), "{page}");
    assert!(home.log.take().is_empty(), "one's own word is no act of staff");
}

#[tokio::test]
async fn only_trainers_see_what_others_can_do() {
    let home = home().await;
    let one = with_skill(&home).await;
    let person = format!("/desk/skills/people/{}", awa().id);
    for who in [awa(), boukary()] {
        let client = home.as_one(who).await;
        for path in ["/desk/skills", &one.desk(), &person] {
            assert_eq!(client.get(path).await.status(), 403, "{path}");
            assert_eq!(client.post(path, &[]).await.status(), 403, "{path}");
        }
        assert_eq!(client.post(&format!("{}/propose", one.desk()), &[]).await.status(), 403);
    }
    let trainer = home.as_one(adama()).await;
    let nobody = "/desk/skills/people/00000000-0000-0000-0000-000000000001";
    assert_eq!(trainer.get(nobody).await.status(), 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_gap_is_proposed_once_while_its_step_is_open() {
    let steps = Arc::new(Steps::default());
    let home = home_with_roadmap(Arc::<Steps>::clone(&steps)).await;
    let (trainer, one) = (home.as_one(adama()).await, with_skill(&home).await);
    let at = format!("{}/propose", one.desk());
    let propose = || {
        let (trainer, at) = (trainer.clone(), at.clone());
        tokio::spawn(async move { trainer.post(&at, &[]).await.status().as_u16() })
    };
    let (first, second) = (propose(), propose());
    let answers = BTreeSet::from([first.await.unwrap(), second.await.unwrap()]);
    assert_eq!(answers, BTreeSet::from([303, 422]));
    let (step, _) = steps.0.lock().unwrap()[0].clone();
    assert!(step.title.contains('2') && step.title.contains("Écrire court"), "{}", step.title);
    assert!(step.proof.starts_with("Atelier tenu"), "{}", step.proof);
    assert!(main(&trainer, "/desk/skills").await.contains("href=\"/desk/strategy/roadmap/0\""));

    steps.0.lock().unwrap()[0].1 = false;
    assert_eq!(trainer.post(&at, &[]).await.status(), 303, "the other one is done with");
    steps.0.lock().unwrap()[1].1 = false;
    let mut tx = home.house.section.db.begin().await.unwrap();
    for who in [adama().id, awa().id] {
        skills::put_mark(&mut tx, &mark(who, &one, Moment::Day90, Level::Alone, day(0))).await.unwrap();
    }
    tx.commit().await.unwrap();
    assert_eq!(trainer.post(&at, &[]).await.status(), 422, "nobody is lacking");
    assert!(!main(&trainer, "/desk/skills").await.contains("Il manque"));
}

#[tokio::test]
async fn without_a_strategy_a_proposal_is_refused_with_a_sentence() {
    let home = home().await;
    let (trainer, one) = (home.as_one(adama()).await, with_skill(&home).await);
    assert_eq!(trainer.post(&format!("{}/propose", one.desk()), &[]).await.status(), 422);
}

#[tokio::test]
async fn a_refused_form_keeps_what_was_typed() {
    let home = home().await;
    let (trainer, member, one) =
        (home.as_one(adama()).await, home.as_one(awa()).await, with_skill(&home).await);
    let (at, level) = (format!("/desk/skills/people/{}", awa().id), format!("level-{}", one.id));
    let other = format!("level-{}", crate::factory::id(9));
    let bad = [("moment", "day90"), (level.as_str(), "2"), (other.as_str(), "9")];
    for (client, path) in [(&trainer, at.as_str()), (&member, "/me/skills")] {
        let refused = client.post(path, &bad).await;
        assert_eq!(refused.status(), 422);
        let page = main_of(&text(refused).await);
        assert!(page.contains("value=\"day90\" selected"), "{page}");
        assert!(page.contains("value=\"2\" selected"), "{page}");
    }
    trainer.post(&at, &[("moment", "day30"), (&level, "1")]).await;
    let (skill, long) = (one.id.to_string(), "long ".repeat(61));
    let about = |moment| [("skill", skill.as_str()), ("moment", moment), ("words", long.as_str())];
    let page = main_of(&text(member.post("/me/skills/contest", &about("day30")).await).await);
    assert!(page.contains("<details open>") && page.contains(&format!("value=\"{long}\"")), "{page}");
    let page = main_of(&text(member.post("/me/skills/contest", &about("day90")).await).await);
    assert!(page.contains(&format!("<blockquote><p>{long}</p>")), "{page}");
}
