//! Exercises on pages: handed in by members and by those who have a code, judged by trainers.

use griot_jobs::Job;
use griot_kernel::Language;
use griot_web::{
    Member, Waiting,
    testing::{Client, text},
};
use griot_workshops::{
    Exercises,
    acts::enrol,
    jobs::exercises::TellExercise,
    model::{
        Contact, Course, Enrolment, EnrolmentStage, ExerciseKind, ExerciseStage, Learner, Learning,
        Programme, Unit, UnitWords,
    },
    store::{courses, enrolments, exercises, learnings, programmes, units, workshops},
};

use crate::{
    factory::{course, course_words, enrolment, learning, programme, unit, workshop},
    house::{Home, adama, awa, boukary, field, home, issa, main_of, mariam, to},
};

const QUEUE: &str = "/desk/exercises";

fn learnt() -> Course {
    Course { version: 1, ..course(1, "premiers-pas") }
}

/// A course whose units `post`, `draft` and `own` have exercises, which Awa and Issa began, and a workshop of it.
async fn with_course() -> (Home, Enrolment) {
    let home = home().await;
    let mut tx = home.house.section.db.begin().await.unwrap();
    let one = learnt();
    courses::insert(&mut tx, &one).await.unwrap();
    courses::put_words(&mut tx, (one.id, 1), Language::FRENCH, &course_words("Premiers pas")).await.unwrap();
    let kinds = [("post", ExerciseKind::Post), ("draft", ExerciseKind::Draft), ("own", ExerciseKind::Own)];
    for (place, (mark, kind)) in (1..).zip(kinds) {
        let made = Unit { exercise: Some(kind), ..unit(place, mark) };
        units::put(&mut tx, one.id, 1, &made).await.unwrap();
        let words =
            UnitWords::typed(&format!("Leçon {mark}"), "À lire.", "Écrivez *trois phrases*.").unwrap();
        units::put_words(&mut tx, (one.id, 1), mark, Language::FRENCH, &words).await.unwrap();
    }
    units::put(&mut tx, one.id, 1, &unit(4, "sans")).await.unwrap();
    for (n, person) in [(1, awa()), (2, issa())] {
        learnings::begin(&mut tx, &learning(n, &one, person.id)).await.unwrap();
    }
    let given = Programme { course: Some(one.id), ..programme(1, "reseaux") };
    programmes::insert(&mut tx, &given).await.unwrap();
    let held = workshop(1, &given, 0);
    workshops::insert(&mut tx, &held).await.unwrap();
    let mut guest = enrolment(1, &held, EnrolmentStage::Enrolled);
    let contact = Contact { email: "fatou@exemple.bf".to_owned(), ..Contact::default() };
    guest.sealed = enrol::seal(&home.house.section, guest.id, &contact);
    enrolments::insert(&mut tx, &guest).await.unwrap();
    let theirs = Learning { learner: Some(Learner::Enrolment(guest.id)), ..learning(3, &one, awa().id) };
    learnings::begin(&mut tx, &theirs).await.unwrap();
    tx.commit().await.unwrap();
    (home, guest)
}

fn at(unit: &str) -> String {
    format!("/learn/premiers-pas/{unit}/exercise")
}

async fn main(client: &Client, path: &str) -> String {
    main_of(&text(client.get(path).await).await)
}

async fn hand_in(client: &Client, path: &str, title: &str) {
    let fields = [("title", title), ("body", "De l’eau **à l’école**."), ("language", "fr")];
    assert_eq!(to(&client.post(path, &fields).await), format!("{path}?done=handed"));
}

/// The desk of the exercise that waits longest, and the moment of its text.
async fn first(home: &Home) -> (String, String) {
    let mut db = home.house.section.db.read().await.unwrap();
    let one = exercises::handed(&mut db).await.unwrap().remove(0);
    (one.desk(), one.at.as_millisecond().to_string())
}

/// Does what is to be told: to whom, and what each letter says.
async fn letters(home: &Home) -> Vec<(String, String)> {
    for (name, payload) in home.told().await {
        if name == TellExercise::NAME {
            let job: TellExercise = serde_json::from_str(&payload).unwrap();
            job.run(&home.house.section).await.unwrap();
        }
    }
    let letters = home.house.post.take();
    letters
        .into_iter()
        .map(|one| (one.to.as_str().to_owned(), format!("{}\n{}", one.subject, one.text)))
        .collect()
}

async fn waiting(home: &Home, member: Member) -> i64 {
    let mut db = home.house.section.db.read().await.unwrap();
    let all = Exercises.waiting(&mut db, &member).await.unwrap();
    all.iter().map(|(_, count)| count).sum()
}

#[tokio::test]
async fn an_exercise_comes_back_with_a_remark_and_then_becomes_a_draft_once() {
    let (home, _) = with_course().await;
    let (learner, trainer) = (home.as_one(awa()).await, home.as_one(adama()).await);
    let page = main(&learner, &at("draft")).await;
    assert!(page.contains("<em>trois phrases</em>") && page.contains("ne nommez aucune personne"), "{page}");
    let bad = learner.post(&at("draft"), &[("title", "Seul"), ("body", " "), ("language", "fr")]).await;
    assert_eq!(bad.status(), 422);
    assert!(main_of(&text(bad).await).contains("value=\"Seul\""), "it comes back filled in");
    hand_in(&learner, &at("draft"), "De l’eau").await;
    assert_eq!((waiting(&home, adama()).await, waiting(&home, boukary()).await), (1, 0));

    let queue = main(&trainer, QUEUE).await;
    assert!(queue.contains("<strong>à l’école</strong>") && queue.contains("Awa"), "in full: {queue}");
    assert!(queue.contains("cela ne se défait pas"));
    let read_at = field(&queue, "read_at");
    let (desk, _) = first(&home).await;
    let empty = trainer.post(&format!("{desk}/return"), &[("read_at", &read_at), ("remark", " ")]).await;
    assert_eq!(empty.status(), 422, "giving back needs a remark");
    let remark = [("read_at", read_at.as_str()), ("remark", "Dites où.")];
    assert_eq!(to(&trainer.post(&format!("{desk}/return"), &remark).await), format!("{QUEUE}?done=returned"));
    let told = letters(&home).await;
    assert_eq!(told.len(), 1);
    let (to_whom, letter) = &told[0];
    assert!(to_whom.contains("awa@") && letter.contains("/learn/premiers-pas/draft/exercise"), "{letter}");
    for secret in ["eau", "Dites", "Premiers pas"] {
        assert!(!letter.contains(secret), "{secret} in {letter}");
    }
    assert!(main(&learner, &at("draft")).await.contains("Dites où."));

    hand_in(&learner, &at("draft"), "De l’eau à Kaya").await;
    let old = [("read_at", read_at.as_str()), ("way", "channels.item")];
    let stale = trainer.post(&format!("{desk}/approve"), &old).await;
    assert_eq!(stale.status(), 422, "nobody approves other words than they read");
    assert!(home.desk.0.lock().unwrap().is_empty());
    let (_, read_at) = first(&home).await;
    let bad = [("read_at", read_at.as_str()), ("way", "voices.post")];
    assert_eq!(trainer.post(&format!("{desk}/approve"), &bad).await.status(), 422, "no draft for a blog");
    let good = [("read_at", read_at.as_str()), ("way", "channels.item"), ("remark", "Bravo")];
    let done = trainer.post(&format!("{desk}/approve"), &good).await;
    assert_eq!(to(&done), format!("{desk}?done=drafted"));
    assert_eq!(trainer.post(&format!("{desk}/approve"), &good).await.status(), 422, "once");
    let (kind, proposal) = home.desk.0.lock().unwrap()[0].clone();
    assert_eq!(
        (kind.as_str(), proposal.by, proposal.title.as_str()),
        ("channels.item", awa().id, "De l’eau à Kaya")
    );
    assert_eq!((proposal.body.as_str(), proposal.campaign), ("De l’eau **à l’école**.", None));
    assert_eq!(home.desk.0.lock().unwrap().len(), 1);
    assert!(main(&trainer, &to(&done)).await.contains("href=\"/desk/drafts/1\""));
    assert_eq!(letters(&home).await.len(), 1);

    let page = main(&learner, &at("draft")).await;
    assert!(page.contains("Approuvé") && page.contains("Bravo") && !page.contains("<form"), "{page}");
    let late = [("title", "Autre"), ("body", "Autre"), ("language", "fr")];
    assert_eq!(learner.post(&at("draft"), &late).await.status(), 422);
    assert_eq!(home.log.take(), ["workshops-log-exercise-returned", "workshops-log-exercise-approved"]);
}

#[tokio::test]
async fn a_post_goes_to_the_blog_and_without_one_to_the_calendar() {
    let (home, _) = with_course().await;
    let trainer = home.as_one(adama()).await;
    hand_in(&home.as_one(awa()).await, &at("post"), "De l’eau").await;
    let (desk, read_at) = first(&home).await;
    let post = |read_at: String| [("read_at", read_at), ("way", "voices.post".to_owned())];
    let send = |fields: [(&'static str, String); 2], desk: String| {
        let trainer = trainer.clone();
        async move {
            let fields: Vec<(&str, &str)> =
                fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            trainer.post(&format!("{desk}/approve"), &fields).await
        }
    };
    assert_eq!(send(post(read_at), desk).await.status(), 303);
    assert_eq!(home.desk.0.lock().unwrap()[0].0, "voices.post");

    hand_in(&home.as_one(issa()).await, &at("post"), "Sans blog").await;
    let (desk, read_at) = first(&home).await;
    let refused = send(post(read_at.clone()), desk.clone()).await;
    assert_eq!(refused.status(), 422);
    assert!(main_of(&text(refused).await).contains("n’a pas de blog ouvert"));
    assert!(main(&home.as_one(issa()).await, &at("post")).await.contains("href=\"/me/blogs/new\""));
    let calendar = [("read_at", read_at), ("way", "channels.item".to_owned())];
    assert_eq!(send(calendar, desk).await.status(), 303);
    assert_eq!(home.desk.0.lock().unwrap().len(), 2);
}

#[tokio::test]
async fn whoever_has_a_code_needs_no_account() {
    let (home, guest) = with_course().await;
    let visitor = home.client.as_visitor();
    let path = format!("{}{}", guest.address(), at("post"));
    hand_in(&visitor, &path, "Par code").await;
    assert!(main(&visitor, &path).await.contains("Par code"));
    assert!(!main(&visitor, &path).await.contains("/me/blogs/new"), "a blog needs an account");
    for wrong in ["AUTRECODE000", "CODE00000002"] {
        let path = format!("/enrolments/{wrong}{}", at("post"));
        assert_eq!(visitor.get(&path).await.status(), 404);
        let fields = [("title", "x"), ("body", "x"), ("language", "fr")];
        assert_eq!(visitor.post(&path, &fields).await.status(), 404);
    }
    let trainer = home.as_one(adama()).await;
    let queue = main(&trainer, QUEUE).await;
    assert!(queue.contains("Personne 1") && !queue.contains("value=\"voices.post\""), "{queue}");
    let (desk, read_at) = first(&home).await;
    let fields = [("read_at", read_at.as_str()), ("way", "channels.item")];
    assert_eq!(trainer.post(&format!("{desk}/approve"), &fields).await.status(), 303);
    assert_eq!(home.desk.0.lock().unwrap()[0].1.by, adama().id, "the trainer answers for it");
    let told = letters(&home).await;
    assert!(told[0].0.contains("fatou@exemple.bf") && told[0].1.contains(&guest.address()), "{told:?}");
}

#[tokio::test]
async fn the_code_of_a_member_shows_nothing_that_they_handed_in() {
    let (home, guest) = with_course().await;
    let mut tx = home.house.section.db.begin().await.unwrap();
    let held = workshops::by_id(&mut tx, guest.workshop).await.unwrap().unwrap();
    let place = Enrolment {
        person: Some(awa().id),
        code: "CODEDAWA0001".to_owned(),
        ..enrolment(9, &held, EnrolmentStage::Enrolled)
    };
    enrolments::insert(&mut tx, &place).await.unwrap();
    tx.commit().await.unwrap();
    let awa = home.as_one(awa()).await;
    hand_in(&awa, &at("post"), "Mes trois phrases").await;
    let by_code = format!("{}{}", place.address(), at("post"));
    assert!(main(&awa, &by_code).await.contains("Mes trois phrases"));
    for stranger in [&home.client.as_visitor(), &home.as_one(issa()).await] {
        assert_eq!(stranger.get(&by_code).await.status(), 303, "there is nothing that they began");
        let fields = [("title", "Autre"), ("body", "Autre."), ("language", "fr")];
        stranger.post(&by_code, &fields).await;
    }
    assert!(main(&awa, &at("post")).await.contains("Mes trois phrases"));
}

#[tokio::test]
async fn what_one_did_oneself_is_told_and_becomes_no_draft() {
    let (home, _) = with_course().await;
    let (learner, trainer) = (home.as_one(awa()).await, home.as_one(adama()).await);
    hand_in(&learner, &at("own"), "").await;
    let (desk, read_at) = first(&home).await;
    assert!(main(&trainer, QUEUE).await.contains("Leçon own"), "it is called as its unit");
    let done = trainer.post(&format!("{desk}/approve"), &[("read_at", &read_at)]).await;
    assert_eq!(to(&done), format!("{desk}?done=approved"));
    assert!(home.desk.0.lock().unwrap().is_empty());
    let queue = main(&trainer, QUEUE).await;
    assert!(queue.contains("Aucun exercice n’attend") && queue.contains("Déjà relus"), "{queue}");
}

#[tokio::test]
async fn strangers_and_wrong_addresses_find_nothing() {
    let (home, _) = with_course().await;
    let learner = home.as_one(awa()).await;
    assert_eq!(home.client.as_visitor().get(&at("post")).await.status(), 303, "one signs in first");
    for path in [at("sans"), at("nulle-part"), "/learn/rien/post/exercise".to_owned()] {
        assert_eq!(learner.get(&path).await.status(), 404, "{path}");
    }
    let other = home.as_one(mariam()).await;
    assert_eq!(to(&other.get(&at("post")).await), "/learn/premiers-pas", "one begins the course first");
    assert_eq!(learner.get(QUEUE).await.status(), 403);
    let trainer = home.as_one(adama()).await;
    for path in ["x", "018f0000-0000-7000-8000-000000000000"] {
        assert_eq!(trainer.get(&format!("{QUEUE}/{path}")).await.status(), 404);
    }
    hand_in(&learner, &at("post"), "De l’eau").await;
    let (desk, _) = first(&home).await;
    assert_eq!(learner.post(&format!("{desk}/approve"), &[("read_at", "1")]).await.status(), 403);
    assert_eq!(trainer.post(&format!("{desk}/approve"), &[("read_at", "hier")]).await.status(), 400);
    let elsewhere = main(&trainer, &format!("{QUEUE}?course=nulle-part")).await;
    assert!(elsewhere.contains("Aucun exercice n’attend"));
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_trainers_at_once_one_makes_the_draft() {
    let (home, _) = with_course().await;
    hand_in(&home.as_one(awa()).await, &at("draft"), "De l’eau").await;
    let (desk, read_at) = first(&home).await;
    let approve = |client: Client| {
        let (desk, read_at) = (desk.clone(), read_at.clone());
        tokio::spawn(async move {
            let fields = [("read_at", read_at.as_str()), ("way", "channels.item")];
            client.post(&format!("{desk}/approve"), &fields).await.status().as_u16()
        })
    };
    let (one, two) = (approve(home.as_one(adama()).await), approve(home.as_one(mariam()).await));
    let mut answers = [one.await.unwrap(), two.await.unwrap()];
    answers.sort_unstable();
    assert_eq!(answers, [303, 422]);
    assert_eq!(home.desk.0.lock().unwrap().len(), 1);
    let mut db = home.house.section.db.read().await.unwrap();
    assert_eq!(exercises::judged(&mut db, 9).await.unwrap()[0].stage, ExerciseStage::Approved);
}
