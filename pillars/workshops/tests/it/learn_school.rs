//! A course in a house, to be learnt from.

use griot_kernel::{Language, PersonId};
use griot_web::testing::text;
use griot_workshops::{
    model::{
        Course, CourseAudience, Enrolment, EnrolmentStage, ExerciseKind, Question, QuestionKind,
        QuestionWords, Unit, UnitWords,
    },
    store::{courses, enrolments, programmes, questions, units, workshops},
};

use crate::{
    factory::{
        course, course_words, day, enrolment, programme, question, question_words, unit, unit_words, workshop,
    },
    house::Home,
};

/// Publishes a course: a unit to be read, then one with a question of each kind and an exercise.
pub async fn publish(home: &Home, n: u128, slug: &str, audience: CourseAudience) -> Course {
    let one = Course { audience, ..course(n, slug) };
    let mut tx = home.house.section.db.begin().await.unwrap();
    courses::insert(&mut tx, &one).await.unwrap();
    courses::put_words(&mut tx, (one.id, 0), Language::FRENCH, &course_words("Premiers pas")).await.unwrap();
    units::put(&mut tx, one.id, 0, &unit(1, "lire")).await.unwrap();
    units::put_words(&mut tx, (one.id, 0), "lire", Language::FRENCH, &unit_words("Pourquoi")).await.unwrap();
    let asked = Unit { exercise: Some(ExerciseKind::Own), ..unit(2, "dire") };
    units::put(&mut tx, one.id, 0, &asked).await.unwrap();
    let words = UnitWords::typed("Comment", "Écouter, *puis* parler.", "Parlez à une personne.").unwrap();
    units::put_words(&mut tx, (one.id, 0), "dire", Language::FRENCH, &words).await.unwrap();
    for (place, kind, right) in [
        (1, QuestionKind::Single, vec![1]),
        (2, QuestionKind::Multiple, vec![0, 2]),
        (3, QuestionKind::Order, vec![2, 0, 1]),
        (4, QuestionKind::Text, vec![]),
    ] {
        let mark = format!("q{place}");
        let one_question = Question { kind, right, ..question(place, "dire", &mark) };
        let three = || vec!["Un".to_owned(), "Deux".to_owned(), "Trois".to_owned()];
        let words = QuestionWords {
            choices: if kind == QuestionKind::Text { Vec::new() } else { three() },
            accepted: if kind == QuestionKind::Text { vec!["bonjour".to_owned()] } else { Vec::new() },
            ..question_words(&format!("Question {place} ?"))
        };
        questions::put(&mut tx, one.id, 0, &one_question).await.unwrap();
        questions::put_words(&mut tx, (one.id, 0), &mark, Language::FRENCH, &words).await.unwrap();
    }
    courses::publish(&mut tx, one.id, 0, (None, "", day(0))).await.unwrap();
    let one = courses::by_id(&mut tx, one.id).await.unwrap().unwrap();
    tx.commit().await.unwrap();
    one
}

/// Somebody with a place in a workshop with this course.
pub async fn enrol(home: &Home, n: u128, of: &Course, person: Option<PersonId>) -> Enrolment {
    let mut tx = home.house.section.db.begin().await.unwrap();
    let slug = format!("prog-{n}");
    let programme = griot_workshops::model::Programme { course: Some(of.id), ..programme(n, &slug) };
    programmes::insert(&mut tx, &programme).await.unwrap();
    let held = workshop(n, &programme, 3);
    workshops::insert(&mut tx, &held).await.unwrap();
    let one = Enrolment {
        person,
        code: format!("ABCD2345EF{:02}", n + 20),
        ..enrolment(n, &held, EnrolmentStage::Enrolled)
    };
    enrolments::insert(&mut tx, &one).await.unwrap();
    tx.commit().await.unwrap();
    one
}

/// The answers to all four questions, right or wrong, with the ids of the form.
pub fn answers(page: &str, right: bool) -> Vec<(String, String)> {
    let mut fields: Vec<(String, String)> = vec![("round".to_owned(), crate::house::field(page, "round"))];
    for mark in ["q1", "q2", "q3", "q4"] {
        let name = format!("id.{mark}");
        if page.contains(&format!("name=\"{name}\"")) {
            fields.push((name.clone(), crate::house::field(page, &name)));
        }
    }
    let single = if right { "1" } else { "0" };
    fields.push(("q.q1".to_owned(), single.to_owned()));
    for place in if right { vec!["0", "2"] } else { vec!["1"] } {
        fields.push(("q.q2".to_owned(), place.to_owned()));
    }
    for (place, number) in if right { [(2, 1), (0, 2), (1, 3)] } else { [(0, 1), (1, 2), (2, 3)] } {
        fields.push((format!("o.q3.{place}"), number.to_string()));
    }
    fields.push(("q.q4".to_owned(), if right { "Bonjour !" } else { "salut" }.to_owned()));
    fields
}

/// As a client takes them.
pub fn plain(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

/// The page at this address.
pub async fn page(client: &griot_web::testing::Client, path: &str) -> String {
    let response = client.get(path).await;
    assert_eq!(response.status(), 200, "{path}");
    text(response).await
}
