//! The pages of evaluations and reports, as their readers get them.

use std::time::Duration;

use griot_web::testing::{Client, bytes, text};
use griot_workshops::{
    model::{Answered, AskedWhen, Enrolment, EvaluationQuestion, Programme, Round, Workshop},
    store::{enrolments, evaluations, programmes, workshops},
};

use crate::{
    evaluation::{asked, held, present},
    factory::meeting,
    house::{Home, adama, awa, home, main_of, to},
};

const HOUR: u64 = 3_600;

async fn scene(people: u128) -> (Home, Client, Programme, Workshop, Vec<Enrolment>) {
    let home = home().await;
    let mut tx = home.house.section.db.begin().await.unwrap();
    let (programme, workshop, people) = held(&mut tx, people).await;
    tx.commit().await.unwrap();
    let desk = home.as_one(adama()).await;
    (home, desk, programme, workshop, people)
}

async fn questions(home: &Home, programme: &Programme) -> Vec<EvaluationQuestion> {
    let mut db = home.house.section.db.read().await.unwrap();
    evaluations::of(&mut db, programme.id).await.unwrap()
}

#[tokio::test]
async fn a_trainer_prepares_questions() {
    let (home, desk, programme, ..) = scene(0).await;
    let place = format!("{}/questions", programme.desk());
    assert!(main_of(&text(desk.get(&place).await).await).contains("Il n’y a pas encore de question."));
    assert_eq!(to(&desk.post(&format!("{place}/usual"), &[]).await), format!("{place}?done=added"));
    desk.post(&format!("{place}/usual"), &[]).await;
    let usual = questions(&home, &programme).await;
    assert_eq!(usual.len(), 12, "twice proposed, once asked");
    assert_eq!(usual[0].text, "Je sais choisir à qui je parle.");
    let new = [("text", "Avez-vous un blog ?"), ("when", "before"), ("kind", "yes")];
    desk.post(&place, &new).await;
    let added = questions(&home, &programme).await.pop().unwrap();
    assert_eq!((added.when, added.kind, added.place), (AskedWhen::Before, Answered::Yes, 13));
    let own = format!("{place}/{}", added.id);
    desk.post(&format!("{own}/move"), &[("way", "up")]).await;
    assert_eq!(questions(&home, &programme).await[11].id, added.id);
    assert_eq!(desk.post(&format!("{own}/move"), &[("way", "sideways")]).await.status(), 422);
    let changed = [("text", "Tenez-vous un blog ?"), ("when", "before"), ("kind", "yes")];
    assert_eq!(to(&desk.post(&own, &changed).await), format!("{place}?done=saved"));
    assert!(main_of(&text(desk.get(&own).await).await).contains("Tenez-vous un blog"));
    desk.post(&format!("{own}/remove"), &[]).await;
    assert_eq!(questions(&home, &programme).await.len(), 12);
    assert_eq!(desk.get(&own).await.status(), 404);
    for wrong in [
        [("text", " "), ("when", "before"), ("kind", "yes")],
        [("text", "Quoi ?"), ("when", "never"), ("kind", "yes")],
        [("text", "Quoi ?"), ("when", "before"), ("kind", "dance")],
    ] {
        let answer = desk.post(&place, &wrong).await;
        assert_eq!(answer.status(), 422);
        assert!(text(answer).await.contains(wrong[0].1.trim()), "what was typed stays");
    }
    assert_eq!(desk.get("/desk/workshops/programmes/nothing/questions").await.status(), 404);
    assert_eq!(home.as_one(awa()).await.get(&place).await.status(), 403);
}

#[tokio::test]
async fn a_question_that_was_answered_keeps_its_answers_and_its_words() {
    let (home, desk, programme, workshop, people) = scene(1).await;
    let one = asked(1, &programme, AskedWhen::Before, Answered::Scale);
    let mut tx = home.house.section.db.begin().await.unwrap();
    evaluations::put(&mut tx, &one).await.unwrap();
    tx.commit().await.unwrap();
    let name = one.id.to_string();
    home.client.post(&format!("{}/questions/before", people[0].address()), &[(&name, "2")]).await;
    let own = format!("{}/questions/{}", programme.desk(), one.id);
    assert!(text(desk.get(&own).await).await.contains("ont déjà répondu"));
    desk.post(&own, &[("text", "Autre question"), ("when", "before"), ("kind", "scale")]).await;
    let all = questions(&home, &programme).await;
    assert_eq!((all[0].text.as_str(), all[0].is_retired), ("Autre question", false));
    assert_eq!((all[1].text.as_str(), all[1].is_retired), ("Question 1", true));
    let mut db = home.house.section.db.read().await.unwrap();
    let spreads = evaluations::spreads(&mut db, workshop.id).await.unwrap();
    assert_eq!(spreads.keys().collect::<Vec<_>>(), [&(one.id, Round::Before)]);
    drop(db);
    let page = text(desk.get(&format!("{}/report", workshop.desk())).await).await;
    assert!(page.contains("Question 1") && page.contains("Autre question"));
}

#[tokio::test]
async fn participants_answer_in_their_time_and_once() {
    let (home, desk, programme, workshop, people) = scene(1).await;
    desk.post(&format!("{}/questions/usual", programme.desk()), &[]).await;
    let all = questions(&home, &programme).await;
    let visitor = home.client.as_visitor();
    let place = |round: &str| format!("{}/questions/{round}", people[0].address());
    let own = main_of(&text(visitor.get(&people[0].address()).await).await);
    assert!(
        own.contains(&place("before")) && !own.contains(&place("after")),
        "only what can be answered now"
    );
    // It is nine in the morning of the day, and the workshop lasts until half past four.
    let page = main_of(&text(visitor.get(&place("before")).await).await);
    assert!(page.contains("sans votre nom") && page.contains("Je sais protéger mes comptes."));
    assert!(!page.contains("L’atelier me sera utile."));
    let early = main_of(&text(visitor.get(&place("after")).await).await);
    assert!(early.contains("s’ouvrent vers la fin") && !early.contains("<form"));
    let name = all[0].id.to_string();
    assert_eq!(visitor.post(&place("after"), &[(&name, "3")]).await.status(), 422);
    for (field, value) in [(name.as_str(), "6"), (name.as_str(), ""), ("autre", "3")] {
        let refused = visitor.post(&place("before"), &[(field, value), (&all[1].id.to_string(), "")]).await;
        assert_eq!(refused.status(), 422, "{field} {value}");
    }
    let second = all[1].id.to_string();
    let refused = visitor.post(&place("before"), &[(&name, "9"), (&second, "4")]).await;
    assert!(text(refused).await.contains(r#"value="4" checked"#), "what was chosen stays");
    assert_eq!(to(&visitor.post(&place("before"), &[(&name, "3")]).await), place("before"));
    assert!(text(visitor.get(&place("before")).await).await.contains("Merci, vous avez répondu."));
    assert_eq!(visitor.post(&place("before"), &[(&name, "5")]).await.status(), 303);
    let mut db = home.house.section.db.read().await.unwrap();
    let spreads = evaluations::spreads(&mut db, workshop.id).await.unwrap();
    assert_eq!((spreads[&(all[0].id, Round::Before)].count(), spreads.len()), (1, 1));
    drop(db);
    home.house.clock.advance(Duration::from_secs(4 * HOUR));
    assert!(text(visitor.get(&place("satisfaction")).await).await.contains("L’atelier me sera utile."));
    home.house.clock.advance(Duration::from_secs(15 * 24 * HOUR));
    assert!(text(visitor.get(&place("after")).await).await.contains("est passé"));
    assert_eq!(visitor.post(&place("after"), &[(&name, "3")]).await.status(), 422);
    assert_eq!(visitor.get(&place("later")).await.status(), 404);
    assert_eq!(visitor.get("/enrolments/NOBODY234567/questions/before").await.status(), 404);
}

#[tokio::test]
async fn whoever_waits_or_a_cancelled_workshop_is_told_so() {
    let (home, desk, programme, workshop, people) = scene(1).await;
    desk.post(&format!("{}/questions/usual", programme.desk()), &[]).await;
    let place = format!("{}/questions/before", people[0].address());
    let mut tx = home.house.section.db.begin().await.unwrap();
    use griot_workshops::model::{EnrolmentStage, Stage};
    let stages = (EnrolmentStage::Enrolled, EnrolmentStage::Waiting);
    assert!(enrolments::go(&mut tx, people[0].id, stages, workshop.starts_at).await.unwrap());
    tx.commit().await.unwrap();
    assert!(text(home.client.get(&place).await).await.contains("pour les personnes qui ont une place"));
    let mut tx = home.house.section.db.begin().await.unwrap();
    let stages = (EnrolmentStage::Waiting, EnrolmentStage::Enrolled);
    enrolments::go(&mut tx, people[0].id, stages, workshop.starts_at).await.unwrap();
    let stages = (Stage::Open, Stage::Cancelled);
    assert!(workshops::go(&mut tx, workshop.id, stages, (None, None)).await.unwrap());
    tx.commit().await.unwrap();
    assert!(text(home.client.get(&place).await).await.contains("n’a pas lieu"));
}

#[tokio::test]
async fn of_four_answers_nothing_is_shown_and_of_five_the_sum() {
    let (home, desk, programme, workshop, _) = scene(0).await;
    let scale = asked(1, &programme, AskedWhen::Both, Answered::Scale);
    let safe = asked(2, &programme, AskedWhen::Satisfaction, Answered::Yes);
    let words = asked(3, &programme, AskedWhen::Satisfaction, Answered::Text);
    let mut tx = home.house.section.db.begin().await.unwrap();
    for one in [&scale, &safe, &words] {
        evaluations::put(&mut tx, one).await.unwrap();
    }
    tx.commit().await.unwrap();
    let (report, sheet) = (format!("{}/report", workshop.desk()), format!("{}/questions", workshop.desk()));
    let names = [&scale, &safe, &words].map(|one| one.id.to_string());
    for n in 1..=5 {
        let page = text(desk.get(&report).await).await;
        let table = text(desk.get(&format!("{report}.csv")).await).await;
        assert!(!page.contains("sur 5 en moyenne") && !page.contains("Écrit"), "{n}");
        assert!(table.contains("moins de 5") && !table.contains("% de oui"), "{table}");
        desk.post(&format!("{sheet}/after"), &[(&names[0], "4")]).await;
        let own = format!("Écrit {n}");
        let fields = [(names[1].as_str(), if n == 1 { "0" } else { "1" }), (&names[2], &own)];
        assert_eq!(
            to(&desk.post(&format!("{sheet}/satisfaction"), &fields).await),
            format!("{sheet}/satisfaction?done=sheet")
        );
    }
    let page = main_of(&text(desk.get(&report).await).await);
    assert!(page.contains("4,0 sur 5 en moyenne") && page.contains("80\u{202f}% de oui"), "{page}");
    assert!((1..=5).all(|n| page.contains(&format!("Écrit {n}"))));
    assert!(page.contains("Avant l’atelier\u{a0}: moins de cinq réponses"), "nobody was asked before");
    let table = text(desk.get(&format!("{report}.csv")).await).await;
    assert!(table.contains("\"Question 1\",\"Après l’atelier\",\"5\",\"4,0 sur 5 en moyenne\""), "{table}");
    assert!(!table.contains("Écrit"), "words stay out of the table");
    assert_eq!(home.log.take().len(), 10);
    let paper = bytes(desk.get(&format!("{report}.pdf")).await).await;
    assert!(paper.starts_with(b"%PDF"), "with bars");
    let empty = desk.post(&format!("{sheet}/after"), &[(names[0].as_str(), "")]).await;
    assert_eq!(empty.status(), 422);
}

#[tokio::test]
async fn a_report_counts_says_and_prints_without_a_name() {
    let (home, desk, _, workshop, people) = scene(2).await;
    let mut tx = home.house.section.db.begin().await.unwrap();
    let one = meeting(1, &workshop).id.as_uuid();
    present(&mut tx, &people[0], one, workshop.starts_at, None).await;
    tx.commit().await.unwrap();
    let report = format!("{}/report", workshop.desk());
    let said = [("went", "La salle était calme.\n\nEt fraîche."), ("difficult", ""), ("next", "=SUM(1)")];
    assert_eq!(to(&desk.post(&report, &said).await), format!("{report}?done=saved"));
    let page = main_of(&text(desk.get(&report).await).await);
    assert!(page.contains("<dt>Inscrits avec une place</dt><dd>2</dd>"));
    assert!(
        page.contains("<dt>Présents du début à la fin</dt><dd>1</dd>")
            && page.contains("La salle était calme.")
    );
    assert!(!page.contains("Personne 1"));
    let long = "x".repeat(4_001);
    let refused = desk.post(&report, &[("went", long.as_str())]).await;
    assert_eq!(refused.status(), 422);
    assert!(text(refused).await.contains(&long));
    let paper = desk.get(&format!("{report}.pdf")).await;
    assert_eq!(paper.headers()["content-type"], "application/pdf");
    assert!(bytes(paper).await.starts_with(b"%PDF"));
    let table = text(desk.get(&format!("{report}.csv")).await).await;
    assert!(table.contains("\"Venus\",\"1\"") && !table.contains("Personne"));
    assert_eq!(home.as_one(awa()).await.get(&report).await.status(), 403);
    assert_eq!(desk.get("/desk/workshops/nothing/report").await.status(), 404);
    let mut tx = home.house.section.db.begin().await.unwrap();
    let known = programmes::by_id(&mut tx, workshop.programme).await.unwrap();
    assert!(known.is_some());
}
