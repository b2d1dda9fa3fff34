//! The pages of programmes, workshops and enrolments, for staff and for everyone.

use griot_web::testing::{Client, text};
use griot_workshops::model::Refusal;

use crate::{
    enrolling::letters,
    house::{Home, adama, awa, boukary, field, home, main_of, to},
};

async fn main(client: &Client, path: &str) -> String {
    main_of(&text(client.get(path).await).await)
}

/// A house with an announced workshop of two places on 21 February; its desk and its public address.
async fn announced() -> (Home, Client, String, String) {
    let home = home().await;
    let trainer = home.as_one(adama()).await;
    let begun = to(&trainer.post("/desk/workshops/programmes", &[("title", "Premiers pas")]).await);
    let programme = begun.strip_suffix("/edit").unwrap().to_owned();
    let page = main(&trainer, &begun).await;
    let revision = field(&page, "revision");
    let fields = [
        ("title", "Premiers pas"),
        ("summary", "Découvrir les médias sociaux : un jour."),
        ("description", "Apportez **un téléphone**."),
        ("language", "fr"),
        ("audience", "everyone"),
        ("certificate_title", "Attestation"),
        ("certificate_share", "80"),
        ("revision", revision.as_str()),
    ];
    assert_eq!(to(&trainer.post(&begun, &fields).await), format!("{programme}?done=saved"));
    let span = [("starts", "2013-02-21T08:30"), ("ends", "2013-02-21T16:30")];
    let begun = to(&trainer.post(&format!("{programme}/workshops"), &span).await);
    let desk = begun.strip_suffix("/edit").unwrap().to_owned();
    let refused = trainer.post(&format!("{desk}/go"), &[("wanted", "announce")]).await;
    assert_eq!(refused.status(), 422, "nobody knows where");
    let revision = field(&main(&trainer, &begun).await, "revision");
    let fields = [
        ("area", "Kaya"),
        ("place", "Maison des jeunes"),
        ("languages", "fr, mos"),
        ("capacity", "2"),
        ("until", "2013-02-20T18:00"),
        ("access", "Rampe"),
        ("revision", revision.as_str()),
    ];
    assert_eq!(to(&trainer.post(&begun, &fields).await), format!("{desk}?done=saved"));
    let gone = trainer.post(&format!("{desk}/go"), &[("wanted", "announce")]).await;
    assert_eq!(to(&gone), format!("{desk}?done=announced"));
    (home, trainer, desk, "/workshops/premiers-pas-2013-02-21".to_owned())
}

fn time(page: &str) -> String {
    field(page, "time")
}

#[tokio::test]
async fn a_workshop_is_prepared_announced_and_shown_to_everyone() {
    let (home, trainer, desk, public) = announced().await;
    let told: Vec<String> = home.told().await.into_iter().map(|(name, _)| name).collect();
    assert_eq!(told, ["workshops.announced.v1", "publications.changed.v1"]);
    let page = main(&home.client, &public).await;
    for words in [
        "Découvrir les médias sociaux",
        "<strong>un téléphone</strong>",
        "Kaya",
        "2 places libres",
        "jeudi 21 février 2013, de 8\u{a0}h\u{a0}30 à 16\u{a0}h\u{a0}30",
    ] {
        assert!(page.contains(words), "{words} in {page}");
    }
    assert!(!page.contains("Maison des jeunes"), "the exact place is for those who come: {page}");
    assert!(main(&home.client, "/workshops").await.contains("Premiers pas"));
    assert!(main(&home.client, "/workshops?lang=en").await.contains("2 seats left"));
    assert!(main(&trainer, &desk).await.contains("Personne n’est encore inscrit"));
    assert!(main(&trainer, "/desk/workshops").await.contains("0 sur 2"));
    let other = home.as_one(boukary()).await;
    assert_eq!(other.get(&desk).await.status(), 403);
    assert_eq!(home.client.get("/workshops/nulle-part").await.status(), 404);
    let back = trainer.post(&format!("{desk}/go"), &[("wanted", "take-back")]).await;
    assert_eq!(back.status(), 303);
    assert_eq!(home.client.get(&public).await.status(), 410);
}

#[tokio::test]
async fn a_visitor_enrols_confirms_sees_the_place_and_withdraws() {
    let (home, _, _, public) = announced().await;
    letters(&home).await;
    let visitor = &home.client;
    let time = time(&text(visitor.get(&public).await).await);
    let enrol = format!("{public}/enrol");
    let bad = visitor.post(&enrol, &[("name", "Fatou"), ("email", "fatou"), ("time", &time)]).await;
    assert_eq!(bad.status(), 422);
    let page = main_of(&text(bad).await);
    assert!(page.contains("value=\"Fatou\"") && page.contains("value=\"fatou\""), "{page}");
    assert!(page.contains("n’est pas complète"), "{page}");
    let old = visitor.post(&enrol, &[("name", "Fatou"), ("email", "fatou@exemple.bf")]).await;
    assert_eq!(old.status(), 422, "without the mark of the page");
    let fields =
        [("name", "Fatou"), ("email", "fatou@exemple.bf"), ("needs", "une rampe"), ("time", time.as_str())];
    let done = visitor.post(&enrol, &fields).await;
    assert_eq!(to(&done), format!("{public}/asked"));
    assert!(main(visitor, &to(&done)).await.contains("encore un pas"));
    assert_eq!(letters(&home).await, ["À confirmer\u{a0}: Premiers pas"]);
    let code = code_of(&home, "Fatou").await;
    let own = format!("/enrolments/{code}");
    let page = main(visitor, &own).await;
    assert!(page.contains("Oui, je viens") && !page.contains("Maison des jeunes"), "{page}");
    assert!(main(visitor, &public).await.contains("2 places libres"), "nothing is kept before that");
    assert_eq!(to(&visitor.post(&format!("{own}/confirm"), &[]).await), format!("{own}?done=confirmed"));
    assert_eq!(visitor.post(&format!("{own}/confirm"), &[]).await.status(), 303, "pressed twice");
    let page = main(visitor, &own).await;
    assert!(page.contains("Maison des jeunes") && page.contains("Votre place est gardée"), "{page}");
    let ics = text(visitor.get(&format!("{own}/workshop.ics")).await).await;
    assert!(ics.contains("DTSTART:20130221T083000Z") && ics.contains("SUMMARY:Premiers pas"), "{ics}");
    let saved = visitor.post(&own, &[("name", "Fatou Z."), ("needs", "rien")]).await;
    assert_eq!(to(&saved), format!("{own}?done=saved"));
    assert_eq!(visitor.post(&own, &[("name", "  ")]).await.status(), 422);
    assert_eq!(to(&visitor.post(&format!("{own}/withdraw"), &[]).await), format!("{own}?done=withdrawn"));
    assert_eq!(to(&visitor.post(&format!("{own}/come-back"), &[]).await), format!("{own}?done=back"));
    assert_eq!(visitor.get("/enrolments/AAAABBBBCCCC").await.status(), 404);
    assert!(main(visitor, &format!("{own}/forget")).await.contains("Effacer"));
    let gone = visitor.post(&format!("{own}/forget"), &[]).await;
    assert!(main_of(&text(gone).await).contains("C’est effacé"));
    assert_eq!(visitor.get(&own).await.status(), 404);
    assert!(main(visitor, &public).await.contains("2 places libres"), "the place is free again");
}

async fn code_of(home: &Home, name: &str) -> String {
    let mut db = home.house.section.db.read().await.unwrap();
    let kept = griot_workshops::store::workshops::by_slug(&mut db, "premiers-pas-2013-02-21")
        .await
        .unwrap()
        .unwrap();
    let all = griot_workshops::store::enrolments::of(&mut db, kept.id).await.unwrap();
    all.into_iter().find(|one| one.name == name).unwrap().code
}

#[tokio::test]
async fn whoever_did_not_ask_erases_it() {
    let (home, _, _, public) = announced().await;
    let time = time(&text(home.client.get(&public).await).await);
    let fields = [("name", "Fatou"), ("email", "fatou@exemple.bf"), ("time", time.as_str())];
    home.client.post(&format!("{public}/enrol"), &fields).await;
    let own = format!("/enrolments/{}", code_of(&home, "Fatou").await);
    let gone = home.client.post(&format!("{own}/not-me"), &[]).await;
    assert!(main_of(&text(gone).await).contains("effacé"));
    assert_eq!(home.client.get(&own).await.status(), 404);
}

#[tokio::test]
async fn a_member_enrols_with_one_click_and_a_third_person_waits() {
    let (home, trainer, desk, public) = announced().await;
    let member = home.as_one(awa()).await;
    let own = to(&member.post(&format!("{public}/enrol"), &[("name", "Awa")]).await);
    assert!(own.starts_with("/enrolments/"), "{own}");
    assert_eq!(to(&member.post(&format!("{public}/enrol"), &[("name", "Awa")]).await), own);
    assert!(main(&member, &public).await.contains("Voir mon inscription"));
    let somebody =
        |name: &'static str, phone: &'static str| [("name", name), ("phone", phone), ("paper", "1")];
    let enrol = format!("{desk}/enrol");
    let second = trainer.post(&enrol, &somebody("Moussa", "+226 70 00 00 01")).await;
    assert_eq!(to(&second), format!("{desk}?done=enrolled#enrolled"));
    let again = trainer.post(&enrol, &somebody("Moussa", "+226 70 00 00 01")).await;
    assert_eq!(again.status(), 422);
    let sentence = main_of(&text(again).await);
    assert!(sentence.contains("déjà inscrite") && sentence.contains("value=\"Moussa\""), "{sentence}");
    assert_eq!(Refusal::Known.key(), "workshops-refused-known");
    let third = trainer.post(&enrol, &somebody("Salif", "+226 70 00 00 02")).await;
    assert_eq!(to(&third), format!("{desk}?done=waiting#enrolled"));
    let minor = trainer.post(&enrol, &[("name", "Alima"), ("minor", "1")]).await;
    assert_eq!(minor.status(), 422);
    assert!(main_of(&text(minor).await).contains("Avant 18 ans"));
    let page = main(&trainer, &desk).await;
    assert!(page.contains("Salif") && page.contains("+22670000002") && page.contains("Sur papier"), "{page}");
    assert!(main(&home.client, &public).await.contains("Complet"));
    assert_eq!(home.log.take(), ["workshops-log-enrolled"; 2]);
    // Awa withdraws at the desk: Salif moves up.
    let (_, rest) = page.split_once("Awa").unwrap();
    let id = field(rest, "id");
    let done = trainer.post(&format!("{desk}/enrolled"), &[("id", &id), ("wanted", "withdraw")]).await;
    assert_eq!(to(&done), format!("{desk}?done=saved"));
    assert!(main(&trainer, "/desk/workshops").await.contains("2 sur 2"));
    let list = main(&trainer, &format!("{desk}/list")).await;
    assert!(list.contains("Moussa") && list.contains("Salif") && !list.contains("Awa"), "{list}");
    let pdf = griot_web::testing::bytes(trainer.get(&format!("{desk}/list.pdf")).await).await;
    assert!(pdf.starts_with(b"%PDF-"));
}

#[tokio::test]
async fn meetings_are_added_moved_and_taken_away_and_those_who_come_are_told() {
    let (home, trainer, desk, public) = announced().await;
    let member = home.as_one(awa()).await;
    member.post(&format!("{public}/enrol"), &[("name", "Awa")]).await;
    letters(&home).await;
    let meetings = format!("{desk}/meetings");
    let bad = [("starts", "2013-02-22T12:00"), ("ends", "2013-02-22T08:00")];
    let refused = trainer.post(&meetings, &bad).await;
    assert_eq!(refused.status(), 422);
    assert!(main_of(&text(refused).await).contains("La fin vient avant le début"));
    let good = [("starts", "2013-02-22T08:00"), ("ends", "2013-02-22T12:00")];
    assert_eq!(to(&trainer.post(&meetings, &good).await), format!("{desk}?done=added"));
    assert_eq!(letters(&home).await, ["Changement\u{a0}: Premiers pas"]);
    let page = main(&trainer, &desk).await;
    let (_, rest) = page.split_once("id=\"meetings\"").unwrap();
    let first = field(rest, "id");
    let same = [("id", first.as_str()), ("starts", "2013-02-21T08:30"), ("ends", "2013-02-21T16:30")];
    assert_eq!(to(&trainer.post(&meetings, &same).await), format!("{desk}?done=saved"));
    assert!(letters(&home).await.is_empty(), "nothing changed");
    assert!(
        main(&home.client, "/workshops")
            .await
            .contains("du jeudi 21 février 2013 au vendredi 22 février 2013")
    );
    let page = main(&trainer, &desk).await;
    let (_, rest) = page.split_once("id=\"meetings\"").unwrap();
    let id = field(rest, "id");
    assert_eq!(
        to(&trainer.post(&format!("{meetings}/remove"), &[("id", &id)]).await),
        format!("{desk}?done=removed")
    );
    let page = main(&trainer, &desk).await;
    let (_, rest) = page.split_once("id=\"meetings\"").unwrap();
    let last = trainer.post(&format!("{meetings}/remove"), &[("id", &field(rest, "id"))]).await;
    assert_eq!(last.status(), 422, "the last one stays");
    let cancelled = trainer.post(&format!("{desk}/go"), &[("wanted", "cancel")]).await;
    assert_eq!(to(&cancelled), format!("{desk}?done=cancelled"));
    assert!(letters(&home).await.contains(&"Annulé\u{a0}: Premiers pas".to_owned()));
    assert!(main(&home.client, &public).await.contains("n’aura pas lieu"));
    let late = member.post(&format!("{public}/enrol"), &[("name", "Awa")]).await;
    assert_eq!(late.status(), 422);
}

#[tokio::test]
async fn a_training_for_some_is_not_shown_to_others_and_one_that_is_over_takes_nobody() {
    let (home, trainer, desk, public) = announced().await;
    let page = main(&trainer, &desk).await;
    let programme = crate::house::link(&page, "/desk/workshops/programmes/");
    let edit = format!("{programme}/edit");
    let revision = field(&main(&trainer, &edit).await, "revision");
    let fields = |audience: &'static str, revision: &str| {
        vec![
            ("title", "Premiers pas".to_owned()),
            ("language", "fr".to_owned()),
            ("audience", audience.to_owned()),
            ("certificate_share", "80".to_owned()),
            ("revision", revision.to_owned()),
        ]
    };
    let send = |fields: Vec<(&'static str, String)>| {
        let (trainer, edit) = (trainer.clone(), edit.clone());
        async move {
            let fields: Vec<(&str, &str)> =
                fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            trainer.post(&edit, &fields).await
        }
    };
    assert_eq!(send(fields("roles", &revision)).await.status(), 422, "which roles?");
    assert_eq!(send(fields("members", &revision)).await.status(), 303);
    let stale = send(fields("everyone", &revision)).await;
    assert_eq!(stale.status(), 422);
    assert!(main_of(&text(stale).await).contains("Quelqu’un a changé"));
    assert_eq!(home.client.get(&public).await.status(), 404, "a visitor is no member");
    let member = home.as_one(awa()).await;
    assert_eq!(member.get(&public).await.status(), 200);
    home.house.clock.advance(std::time::Duration::from_secs(7 * 86_400));
    let late = member.post(&format!("{public}/enrol"), &[("name", "Awa")]).await;
    assert_eq!(late.status(), 422);
    assert!(main_of(&text(late).await).contains("closes"));
}
