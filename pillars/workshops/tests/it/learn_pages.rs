//! The pages of courses, as learners read them.

use axum::body::Body;
use griot_kernel::Language;
use griot_web::testing::{bytes, text};
use griot_workshops::{
    model::{CourseAudience, Learner, Unit, UnitWords},
    store::{courses, learnings, questions, units},
};
use http::Request;

use crate::{
    factory::{course, course_words, day, id, question, question_words, unit},
    house::{adama, awa, boukary, home, issa, main_of, to},
    learn_school::{answers, enrol, page, plain, publish},
};

#[tokio::test]
async fn whoever_asks_sees_what_they_may_take() {
    let home = home().await;
    assert!(main_of(&page(&home.client, "/learn").await).contains("Aucun cours"));
    publish(&home, 1, "ouvert", CourseAudience::Everyone).await;
    publish(&home, 2, "membres", CourseAudience::Members).await;
    let third = publish(&home, 3, "inscrits", CourseAudience::Enrolled).await;
    enrol(&home, 1, &third, Some(issa().id)).await;

    let stranger = page(&home.client, "/learn").await;
    assert!(stranger.contains("/learn/ouvert") && !stranger.contains("/learn/membres"));
    assert!(!stranger.contains("/learn/inscrits"));
    let main = main_of(&stranger);
    assert!(main.contains("20 minutes") && main.contains("Ko") && main.contains("2 unités"), "{main}");
    let member = page(&home.as_one(awa()).await, "/learn").await;
    assert!(member.contains("/learn/membres") && !member.contains("/learn/inscrits"));
    assert!(page(&home.as_one(issa()).await, "/learn").await.contains("/learn/inscrits"));
    assert!(page(&home.as_one(adama()).await, "/learn").await.contains("/learn/inscrits"), "a trainer");

    assert_eq!(home.client.get("/learn/membres").await.status(), 303, "asked to sign in");
    assert_eq!(home.as_one(awa()).await.get("/learn/inscrits").await.status(), 403);
    for gone in ["/learn/rien", "/learn/ouvert/rien", "/learn/ouvert/rien/answers"] {
        assert_eq!(home.client.get(gone).await.status(), 404, "{gone}");
    }
}

#[tokio::test]
async fn a_stranger_answers_and_is_told_that_nothing_is_kept() {
    let home = home().await;
    let course = publish(&home, 1, "ouvert", CourseAudience::Everyone).await;
    let unit = page(&home.client, "/learn/ouvert/dire").await;
    assert!(
        unit.contains("rien n’est gardé") && unit.contains("/sign-in?back=") && unit.contains("/learn#code")
    );
    assert!(!unit.contains("name=\"id.q1\""));
    let response = home.client.post("/learn/ouvert/dire/answers", &plain(&answers(&unit, true))).await;
    assert_eq!(response.status(), 200);
    let result = main_of(&text(response).await);
    assert!(result.contains("4 sur 4") && result.contains("Réussi") && result.contains("pas été gardées"));
    let wrong = home.client.post("/learn/ouvert/dire/answers", &plain(&answers(&unit, false))).await;
    let wrong = main_of(&text(wrong).await);
    assert!(
        wrong.contains("0 sur 4") && wrong.contains("Parce que") && wrong.contains("Trois<br>Un<br>Deux"),
        "{wrong}"
    );
    assert!(wrong.contains("/learn/ouvert/dire?round=2#quiz"), "{wrong}");
    let second = page(&home.client, "/learn/ouvert/dire?round=2").await;
    assert_eq!(crate::house::field(&second, "round"), "2");
    let begun = home.client.post("/learn/ouvert/begin", &[]).await;
    assert_eq!(begun.status(), 303);
    assert!(to(&begun).starts_with("/sign-in"));
    let mut db = home.house.section.db.read().await.unwrap();
    assert!(learnings::of(&mut db, course.id, Learner::Person(awa().id)).await.unwrap().is_none());
}

#[tokio::test]
async fn a_member_finishes_a_course() {
    let home = home().await;
    let course = publish(&home, 1, "ouvert", CourseAudience::Everyone).await;
    let client = home.as_one(awa()).await;
    let before = page(&client, "/learn/ouvert/dire").await;
    assert!(before.contains("Commencer le cours") && !before.contains("name=\"round\""));
    let refused = client.post("/learn/ouvert/lire/read", &[]).await;
    assert_eq!(refused.status(), 422, "it was not begun");
    let begun = client.post("/learn/ouvert/begin", &[("unit", "lire")]).await;
    assert_eq!(to(&begun), "/learn/ouvert/lire?done=begun");
    assert!(page(&client, "/learn/ouvert/lire?done=begun").await.contains("J’ai lu cette unité"));
    let read = client.post("/learn/ouvert/lire/read", &[]).await;
    assert_eq!(to(&read), "/learn/ouvert/dire?done=read");
    assert!(main_of(&page(&client, "/learn/ouvert").await).contains("1 sur 2 unités faites"));

    let quiz = page(&client, "/learn/ouvert/dire").await;
    let all = answers(&quiz, false);
    let some: Vec<_> = all.iter().filter(|(name, _)| name != "q.q4").cloned().collect();
    let response = client.post("/learn/ouvert/dire/answers", &plain(&some)).await;
    assert_eq!(response.status(), 422);
    let again = text(response).await;
    assert!(
        again.contains("Il manque")
            && again.matches("checked").count() == 2
            && again.matches(" selected").count() == 3
    );
    assert_eq!(answers(&again, false), all, "the ids of the answers are the same");

    let sent = client.post("/learn/ouvert/dire/answers", &plain(&all)).await;
    assert_eq!(to(&sent), "/learn/ouvert/dire/answers?round=1");
    let twice = client.post("/learn/ouvert/dire/answers", &plain(&all)).await;
    assert_eq!(to(&twice), to(&sent));
    let learner = Learner::Person(awa().id);
    let mut db = home.house.section.db.read().await.unwrap();
    let learning = learnings::of(&mut db, course.id, learner).await.unwrap().unwrap();
    assert_eq!(learnings::attempts(&mut db, learning.at_version(), "dire").await.unwrap().len(), 4);
    drop(db);
    let result = main_of(&page(&client, &to(&sent)).await);
    assert!(result.contains("Pas encore réussi") && result.contains("Essayer de nouveau"), "{result}");

    let second = page(&client, "/learn/ouvert/dire").await;
    assert_eq!(crate::house::field(&second, "round"), "2");
    let sent = client.post("/learn/ouvert/dire/answers", &plain(&answers(&second, true))).await;
    let result = main_of(&page(&client, &to(&sent)).await);
    assert!(result.contains("Réussi") && result.contains("/learn/ouvert/dire/exercise"), "{result}");
    let shown = main_of(&page(&client, "/learn/ouvert").await);
    assert!(shown.contains("Terminé le 14 février 2013"), "{shown}");
    let mine = main_of(&page(&client, "/me/workshops").await);
    assert!(mine.contains("Premiers pas") && mine.contains("Terminé"), "{mine}");
}

#[tokio::test]
async fn a_form_of_other_questions_gets_a_sentence() {
    let home = home().await;
    publish(&home, 1, "ouvert", CourseAudience::Everyone).await;
    let client = home.as_one(awa()).await;
    client.post("/learn/ouvert/begin", &[]).await;
    let right = answers(&page(&client, "/learn/ouvert/dire").await, true);
    for (name, value) in [("q.autre", "1"), ("o.autre.2", "1"), ("id.autre", "x")] {
        let mut fields = plain(&right);
        fields.push((name, value));
        let response = client.post("/learn/ouvert/dire/answers", &fields).await;
        assert_eq!(response.status(), 422, "{name}");
        assert!(text(response).await.contains("ne sont plus celles"));
    }
    for round in ["", "0", "-1", "2", "9999999999999999999999", "x"] {
        let mut fields = plain(&right);
        fields[0] = ("round", round);
        assert_eq!(client.post("/learn/ouvert/dire/answers", &fields).await.status(), 422, "{round}");
    }
    assert_eq!(client.post("/learn/ouvert/dire/answers", &[]).await.status(), 422);
    assert_eq!(
        client.post("/learn/ouvert/lire/answers", &plain(&right)).await.status(),
        422,
        "nothing is asked there"
    );
    let mut long = plain(&right);
    let words = "a".repeat(300);
    long.retain(|(name, _)| *name != "q.q4");
    long.push(("q.q4", &words));
    let response = client.post("/learn/ouvert/dire/answers", &long).await;
    assert!(response.status() == 422 && text(response).await.contains("trop long"));
    assert_eq!(client.get("/learn/ouvert/dire/answers").await.status(), 303, "nothing was answered");
    assert_eq!(client.get("/learn/ouvert/dire/answers?round=7").await.status(), 303);
}

#[tokio::test]
async fn what_comes_first_is_named_and_only_reading_is_free() {
    let home = home().await;
    let first = publish(&home, 1, "premier", CourseAudience::Everyone).await;
    let second = publish(&home, 2, "second", CourseAudience::Everyone).await;
    let mut tx = home.house.section.db.begin().await.unwrap();
    courses::set_needs(&mut tx, second.id, &[first.id]).await.unwrap();
    tx.commit().await.unwrap();
    let client = home.as_one(awa()).await;
    let shown = main_of(&page(&client, "/learn/second").await);
    assert!(shown.contains("/learn/premier") && !shown.contains("Commencer le cours"), "{shown}");
    let unit = main_of(&page(&client, "/learn/second/dire").await);
    assert!(unit.contains("puis") && unit.contains("/learn/premier") && !unit.contains("name=\"round\""));
    let refused = client.post("/learn/second/begin", &[]).await;
    assert_eq!(refused.status(), 422);
    assert!(text(refused).await.contains("Un autre cours vient avant"));

    client.post("/learn/premier/begin", &[]).await;
    client.post("/learn/premier/lire/read", &[]).await;
    let quiz = page(&client, "/learn/premier/dire").await;
    client.post("/learn/premier/dire/answers", &plain(&answers(&quiz, true))).await;
    assert_eq!(to(&client.post("/learn/second/begin", &[]).await), "/learn/second?done=begun");
}

#[tokio::test]
async fn a_newer_version_waits_until_the_one_begun_is_finished() {
    let home = home().await;
    let one = publish(&home, 1, "ouvert", CourseAudience::Everyone).await;
    let client = home.as_one(awa()).await;
    client.post("/learn/ouvert/begin", &[]).await;
    let mut tx = home.house.section.db.begin().await.unwrap();
    questions::remove(&mut tx, one.id, 0, "q4").await.unwrap();
    units::put(&mut tx, one.id, 0, &Unit { place: 9, ..unit(9, "neuf") }).await.unwrap();
    let words = UnitWords::typed("Neuf", "Du neuf.", "").unwrap();
    units::put_words(&mut tx, (one.id, 0), "neuf", Language::FRENCH, &words).await.unwrap();
    courses::publish(&mut tx, one.id, 1, (None, "", day(0))).await.unwrap();
    tx.commit().await.unwrap();

    let shown = main_of(&page(&client, "/learn/ouvert").await);
    assert!(shown.contains("nouvelle version") && !shown.contains("Passer à la nouvelle"), "{shown}");
    assert!(!shown.contains("/learn/ouvert/neuf"));
    assert!(
        page(&home.client, "/learn/ouvert").await.contains("/learn/ouvert/neuf"),
        "others begin the new one"
    );
    client.post("/learn/ouvert/lire/read", &[]).await;
    let quiz = page(&client, "/learn/ouvert/dire").await;
    client.post("/learn/ouvert/dire/answers", &plain(&answers(&quiz, true))).await;
    assert!(page(&client, "/learn/ouvert").await.contains("Passer à la nouvelle"));
    client.post("/learn/ouvert/begin", &[]).await;
    let shown = main_of(&page(&client, "/learn/ouvert").await);
    assert!(shown.contains("/learn/ouvert/neuf") && !shown.contains("nouvelle version"), "{shown}");
    assert!(shown.matches("Fait<").count() == 2, "what was done stays done: {shown}");
}

#[tokio::test]
async fn a_code_opens_the_course_of_its_workshop_and_nothing_else() {
    let home = home().await;
    let mine = publish(&home, 1, "inscrits", CourseAudience::Enrolled).await;
    publish(&home, 2, "membres", CourseAudience::Members).await;
    let one = enrol(&home, 1, &mine, None).await;
    let lead = home.client.post("/learn", &[("code", "abcd-2345 ef21")]).await;
    assert_eq!(to(&lead), format!("{}/learn", one.address()));
    let list = page(&home.client, &to(&lead)).await;
    assert!(list.contains("/enrolments/ABCD2345EF21/learn/inscrits") && !main_of(&list).contains("membres"));
    let wrong = home.client.post("/learn", &[("code", "ZZZZ")]).await;
    assert_eq!(wrong.status(), 422);
    assert!(text(wrong).await.contains("value=\"ZZZZ\""));

    let base = "/enrolments/abcd2345ef21/learn";
    assert_eq!(home.client.get(&format!("{base}/membres")).await.status(), 404);
    let begun = home.client.post(&format!("{base}/inscrits/begin"), &[]).await;
    assert_eq!(to(&begun), "/enrolments/ABCD2345EF21/learn/inscrits?done=begun");
    home.client.post(&format!("{base}/inscrits/lire/read"), &[]).await;
    let quiz = page(&home.client, &format!("{base}/inscrits/dire")).await;
    let sent =
        home.client.post(&format!("{base}/inscrits/dire/answers"), &plain(&answers(&quiz, true))).await;
    assert!(page(&home.client, &to(&sent)).await.contains("Réussi"));

    let progress = main_of(
        &page(&home.as_one(adama()).await, &format!("/desk/workshops/{}/learning", one.workshop)).await,
    );
    assert!(
        progress.contains("Personne 1") && progress.contains("1 sur 1") && progress.contains("Terminé"),
        "{progress}"
    );
    assert_eq!(
        home.as_one(boukary())
            .await
            .get(&format!("/desk/workshops/{}/learning", one.workshop))
            .await
            .status(),
        403
    );

    let mut statuses = Vec::new();
    for n in 0..60 {
        statuses.push(home.client.get(&format!("/enrolments/XX{n}/learn")).await.status().as_u16());
    }
    assert_eq!((statuses.first(), statuses.last()), (Some(&404), Some(&429)));
    assert_eq!(home.client.get(&format!("{base}/inscrits")).await.status(), 200, "who knows theirs goes on");
}

#[tokio::test]
async fn a_code_opens_all_that_comes_before_however_far_back() {
    let home = home().await;
    let mut all = Vec::new();
    for (n, slug) in [(1, "premier"), (2, "second"), (3, "detour"), (4, "dernier"), (5, "apres")] {
        all.push(publish(&home, n, slug, CourseAudience::Enrolled).await);
    }
    let mut tx = home.house.section.db.begin().await.unwrap();
    for (of, needs) in [(1, vec![0]), (2, vec![0]), (3, vec![1, 2]), (4, vec![3])] {
        let needs: Vec<_> = needs.into_iter().map(|need: usize| all[need].id).collect();
        courses::set_needs(&mut tx, all[of].id, &needs).await.unwrap();
    }
    // A circle, which no page lets anybody make, ends all the same.
    courses::set_needs(&mut tx, all[0].id, &[all[3].id]).await.unwrap();
    tx.commit().await.unwrap();
    let one = enrol(&home, 1, &all[3], None).await;
    let mut db = home.house.section.db.read().await.unwrap();
    let opened = griot_workshops::acts::learn::opened_by(&mut db, &one).await.unwrap();
    assert_eq!(opened, [0, 1, 2, 3].map(|place: usize| all[place].id));
    drop(db);
    let visitor = home.client.as_visitor();
    let base = format!("{}/learn", one.address());
    assert_eq!(visitor.get(&format!("{base}/premier")).await.status(), 200);
    assert_eq!(
        visitor.get(&format!("{base}/premier/dire/exercise")).await.status(),
        303,
        "it is begun first"
    );
    assert_eq!(visitor.get(&format!("{base}/apres")).await.status(), 404);
    assert_eq!(visitor.get(&format!("{base}/apres/dire/exercise")).await.status(), 404);
}

#[tokio::test]
async fn a_member_sees_where_they_go_next() {
    let home = home().await;
    let client = home.as_one(awa()).await;
    assert!(page(&client, "/me/workshops").await.contains("aucun atelier"));
    let one = publish(&home, 1, "ouvert", CourseAudience::Everyone).await;
    let own = enrol(&home, 1, &one, Some(awa().id)).await;
    let mine = main_of(&page(&client, "/me/workshops").await);
    assert!(
        mine.contains(&own.address()) && mine.contains("Inscrit") && mine.contains("Maison des jeunes"),
        "{mine}"
    );
    // Signed in, they are the same learner by code and by account.
    client.post(&format!("{}/learn/ouvert/begin", own.address()), &[]).await;
    assert!(main_of(&page(&client, "/me/workshops").await).contains("0 sur 2 unités faites"));
    assert_eq!(home.client.get("/me/workshops").await.status(), 303);
}

#[tokio::test]
async fn the_code_of_a_member_opens_nothing_of_their_account() {
    let home = home().await;
    let one = publish(&home, 1, "ouvert", CourseAudience::Everyone).await;
    let place = enrol(&home, 1, &one, Some(awa().id)).await;
    let at = format!("{}/learn/ouvert", place.address());
    let client = home.as_one(awa()).await;
    client.post("/learn/ouvert/begin", &[]).await;
    client.post("/learn/ouvert/lire/read", &[]).await;
    assert!(main_of(&page(&client, &at).await).contains("1 sur 2 unités faites"));
    for stranger in [&home.client.as_visitor(), &home.as_one(issa()).await] {
        let shown = main_of(&page(stranger, &at).await);
        assert!(!shown.contains("1 sur 2 unités faites"), "{shown}");
        stranger.post(&format!("{at}/begin"), &[]).await;
        let quiz = page(stranger, &format!("{at}/dire")).await;
        stranger.post(&format!("{at}/dire/answers"), &plain(&answers(&quiz, false))).await;
    }
    let mut db = home.house.section.db.read().await.unwrap();
    let own = learnings::of(&mut db, one.id, Learner::Person(awa().id)).await.unwrap().unwrap();
    assert!(learnings::attempts(&mut db, own.at_version(), "dire").await.unwrap().is_empty());
    let by_code = learnings::of(&mut db, one.id, Learner::Enrolment(place.id)).await.unwrap().unwrap();
    assert_eq!(learnings::attempts(&mut db, by_code.at_version(), "dire").await.unwrap().len(), 8);
}

#[tokio::test]
async fn each_reads_in_their_language_and_sees_the_others_named() {
    let home = home().await;
    let one = publish(&home, 1, "ouvert", CourseAudience::Everyone).await;
    let mut tx = home.house.section.db.begin().await.unwrap();
    courses::put_words(&mut tx, (one.id, 0), Language::ENGLISH, &course_words("First steps")).await.unwrap();
    let words = UnitWords::typed("How", "Listen, then speak.", "Speak to somebody.").unwrap();
    units::put_words(&mut tx, (one.id, 0), "dire", Language::ENGLISH, &words).await.unwrap();
    courses::publish(&mut tx, one.id, 1, (None, "", day(0))).await.unwrap();
    tx.commit().await.unwrap();
    let english = main_of(&page(&home.client, "/learn?lang=en").await);
    assert!(english.contains("First steps") && english.contains("French"), "{english}");
    let unit = main_of(&page(&home.client, "/learn/ouvert/dire?lang=en").await);
    assert!(unit.contains("Listen, then speak.") && unit.contains("Question 1"), "{unit}");
    let french = page(&home.client, "/learn/ouvert/lire?lang=en").await;
    assert!(
        french.contains("<article class=\"stack\" lang=\"fr\">"),
        "what is not translated says its language"
    );
}

#[tokio::test]
async fn a_closed_course_is_for_those_who_began_it() {
    let home = home().await;
    let one = publish(&home, 1, "ouvert", CourseAudience::Everyone).await;
    let client = home.as_one(awa()).await;
    client.post("/learn/ouvert/begin", &[]).await;
    let mut tx = home.house.section.db.begin().await.unwrap();
    let closed = griot_workshops::model::Course { is_closed: true, ..one.clone() };
    assert!(courses::save(&mut tx, &closed, one.revision, day(1)).await.unwrap());
    tx.commit().await.unwrap();
    assert_eq!(home.client.get("/learn/ouvert").await.status(), 404);
    assert_eq!(home.as_one(issa()).await.post("/learn/ouvert/begin", &[]).await.status(), 404);
    assert!(page(&client, "/learn").await.contains("/learn/ouvert"));
    assert_eq!(client.get("/learn/ouvert/dire").await.status(), 200);
}

#[tokio::test]
async fn the_trainer_sees_who_did_not_begin() {
    let home = home().await;
    let course = publish(&home, 1, "ouvert", CourseAudience::Everyone).await;
    let one = enrol(&home, 1, &course, None).await;
    let adama = home.as_one(adama()).await;
    let at = format!("/desk/workshops/{}/learning", one.workshop);
    let shown = main_of(&page(&adama, &at).await);
    assert!(
        shown.contains("N’ont pas commencé") && shown.contains("Personne 1") && shown.contains("0 sur 1")
    );
    for gone in ["x", "00000000-0000-0000-0000-000000000000"] {
        assert_eq!(adama.get(&format!("/desk/workshops/{gone}/learning")).await.status(), 404);
    }
}

#[tokio::test]
async fn where_a_member_begins_says_what_they_learn() {
    let home = home().await;
    let one = publish(&home, 1, "ouvert", CourseAudience::Everyone).await;
    assert_eq!(home.house.section.house.shelves.len(), 1);
    enrol(&home, 1, &one, Some(awa().id)).await;
    let client = home.as_one(awa()).await;
    client.post("/learn/ouvert/begin", &[]).await;
    let mine = main_of(&page(&client, "/me/workshops").await);
    assert!(mine.contains("chip wait") && mine.contains("0 sur 2"), "{mine}");
}

#[tokio::test]
async fn the_largest_unit_of_the_house_is_a_light_page() {
    let home = home().await;
    let source = include_str!("learn_unit.md");
    let (head, body) = source.trim_start_matches("+++").split_once("+++").unwrap();
    let head: toml::Value = toml::from_str(head).unwrap();
    let asked = head["question"].as_array().unwrap();
    let one = course(1, "medias");
    let mut tx = home.house.section.db.begin().await.unwrap();
    courses::insert(&mut tx, &one).await.unwrap();
    courses::put_words(&mut tx, (one.id, 0), Language::FRENCH, &course_words("Les médias sociaux"))
        .await
        .unwrap();
    units::put(&mut tx, one.id, 0, &unit(1, "personnes")).await.unwrap();
    let exercise = head["exercise"]["text"].as_str().unwrap();
    let words = UnitWords::typed(head["title"].as_str().unwrap(), body, exercise).unwrap();
    units::put_words(&mut tx, (one.id, 0), "personnes", Language::FRENCH, &words).await.unwrap();
    for (place, each) in asked.iter().enumerate() {
        let mark = format!("q{place}");
        let mut words = question_words(each["text"].as_str().unwrap());
        if let Some(choices) = each.get("choice").and_then(|all| all.as_array()) {
            words.choices = choices.iter().map(|one| one.as_str().unwrap().to_owned()).collect();
        }
        questions::put(&mut tx, one.id, 0, &question(i64::try_from(place).unwrap(), "personnes", &mark))
            .await
            .unwrap();
        questions::put_words(&mut tx, (one.id, 0), &mark, Language::FRENCH, &words).await.unwrap();
    }
    courses::publish(&mut tx, one.id, 0, (None, "", day(0))).await.unwrap();
    tx.commit().await.unwrap();
    let client = home.client.clone();
    let shown = page(&client, "/learn/medias/personnes").await;
    assert!(shown.contains("name=\"q.q0\"") && !shown.contains("<img"));
    let style =
        shown.split("rel=\"stylesheet\" href=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    for packing in ["br", "gzip"] {
        let mut weight = 0;
        for path in ["/learn/medias/personnes", &style] {
            let request = Request::get(path).header("accept-encoding", packing).body(Body::empty()).unwrap();
            let response = client.send(request).await;
            assert_eq!(response.headers()["content-encoding"], packing, "{path}");
            weight += bytes(response).await.len();
        }
        assert!(weight <= 14 * 1024, "{packing}: {weight}");
    }
}

#[tokio::test]
async fn pictures_sound_and_sheets_say_what_they_weigh_first() {
    let home = home().await;
    let one = publish(&home, 1, "ouvert", CourseAudience::Everyone).await;
    let jpg = home.house.section.files.put("une image".into(), "jpg").await.unwrap();
    let mp3 = home.house.section.files.put("un son".into(), "mp3").await.unwrap();
    let pdf = home.house.section.files.put("une fiche".into(), "pdf").await.unwrap();
    let mut tx = home.house.section.db.begin().await.unwrap();
    for (n, kind, stored, size) in
        [(1, "picture", &jpg, 40_000), (2, "audio", &mp3, 200_000), (3, "pdf", &pdf, 90_000)]
    {
        const SQL: &str =
            "insert into course_file (id, course, version, unit, place, kind, language, name, stored,
            bytes, alt) values ($1, $2, 1, 'lire', $3, $4, '', $5, $6, $7, 'Ce qu’on voit')";
        griot_db::change!(&mut tx, conn => query(SQL)
            .bind(id(0x9000 + n))
            .bind(one.id.as_uuid())
            .bind(i64::try_from(n).unwrap())
            .bind(kind)
            .bind(format!("{kind} du cours"))
            .bind(stored.as_str())
            .bind(i64::from(size))
            .execute(conn))
        .unwrap();
    }
    tx.commit().await.unwrap();
    let full = page(&home.client, "/learn/ouvert/lire").await;
    assert!(full.contains("<img") && full.contains("preload=\"none\"") && full.contains("Ce qu’on voit"));
    assert!(full.contains("88\u{a0}Ko") || full.contains("88 Ko"), "{full}");
    let light = page(&home.client, "/learn/ouvert/lire?light=1").await;
    assert!(!light.contains("<img") && light.contains("40\u{a0}Ko") || light.contains("40 Ko"), "{light}");
    assert!(main_of(&full).contains("sans images"));
    let sheet = home.client.get(&format!("/learn/ouvert/lire/files/{}", id(0x9003))).await;
    assert!(sheet.headers()["content-disposition"].to_str().unwrap().starts_with("attachment"));
    assert_eq!(text(sheet).await, "une fiche");
    assert_eq!(home.client.get(&format!("/learn/ouvert/dire/files/{}", id(0x9003))).await.status(), 404);
    assert_eq!(home.client.get("/learn/ouvert/lire/files/x").await.status(), 404);
}
