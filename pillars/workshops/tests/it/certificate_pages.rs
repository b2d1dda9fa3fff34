//! The pages of certificates: for trainers, holders and whoever is shown one.

use griot_jobs::Job;
use griot_web::testing::{Client, bytes, text};
use griot_workshops::{
    acts::{
        certify::{self, PURPOSE},
        enrol,
    },
    jobs::certificates::TellCertificate,
    model::{Certificate, Contact, Enrolment, Programme},
    store::{certificates, enrolments, people, workshops},
};

use crate::{
    certificates::{Scene, main, scene, was_at},
    house::{Home, adama, awa, boukary, home, issa, main_of, to},
};

/// A house in which the workshop of two days ago was given: Awa was at all meetings, Salif at two.
async fn held(change: impl FnOnce(&mut Programme)) -> (Home, Scene, Client) {
    let home = home().await;
    let mut tx = home.house.section.db.begin().await.unwrap();
    let scene = scene(&mut tx, change).await;
    for meeting in &scene.meetings {
        was_at(&mut tx, &scene.people[0], meeting).await;
    }
    for meeting in &scene.meetings[..2] {
        was_at(&mut tx, &scene.people[1], meeting).await;
    }
    tx.commit().await.unwrap();
    let trainer = home.as_one(adama()).await;
    (home, scene, trainer)
}

fn desk(scene: &Scene) -> String {
    format!("{}/certificates", scene.workshop.desk())
}

async fn given(home: &Home, scene: &Scene, of: usize) -> Certificate {
    let mut db = home.house.section.db.read().await.unwrap();
    certificates::of_enrolment(&mut db, scene.people[of].id).await.unwrap().unwrap()
}

/// Gives Awa hers.
async fn give(home: &Home, scene: &Scene, trainer: &Client) -> Certificate {
    let id = scene.people[0].id.to_string();
    let fields = [("give", id.as_str()), ("who", id.as_str()), ("name", " Awa  Ouédraogo ")];
    assert_eq!(to(&trainer.post(&desk(scene), &fields).await), format!("{}?done=certified", desk(scene)));
    given(home, scene, 0).await
}

#[tokio::test]
async fn a_trainer_sees_who_earned_one_and_gives_it() {
    let (home, scene, trainer) = held(|_| {}).await;
    let page = main(&trainer, &desk(&scene)).await;
    assert!(page.contains("Il faut avoir été là à 80 % des rencontres"), "{page}");
    assert!(page.contains("Présence à 2 des 5 rencontres\u{202f}; il en faut 4."), "{page}");
    assert!(page.find("<legend>Awa</legend>").unwrap() < page.find("<strong>Salif</strong>").unwrap());
    assert!(
        main(&trainer.reading("en"), &desk(&scene)).await.contains("Was at 2 of 5 meetings; 4 are needed.")
    );

    let (one, two) = (scene.people[0].id.to_string(), scene.people[1].id.to_string());
    let refuse: [(&[(&str, &str)], &str); 5] = [
        (&[], "Un des choix n’est pas possible"),
        (&[("give", "no-id"), ("who", "no-id"), ("name", "X")], "Un des choix n’est pas possible"),
        (&[("give", &two), ("who", &two), ("name", "Salif")], "Ce n’est pas possible là où en est la chose"),
        (&[("give", &one), ("who", &one), ("name", "  ")], "Un champ obligatoire est vide"),
        (&[("give", &one), ("who", &one), ("name", &"long ".repeat(40))], "Un texte est trop long"),
    ];
    for (fields, sentence) in refuse {
        let refused = trainer.post(&desk(&scene), fields).await;
        assert_eq!(refused.status(), 422, "{fields:?}");
        let page = main_of(&text(refused).await);
        assert!(page.contains(sentence), "{fields:?}: {page}");
    }
    let typed = [
        ("give", one.as_str()),
        ("who", one.as_str()),
        ("name", "long long long long long long long long long long long long long long long long long"),
    ];
    assert!(main_of(&text(trainer.post(&desk(&scene), &typed).await).await).contains("value=\"long long"));
    assert!(home.told().await.is_empty() && home.log.take().is_empty(), "nothing was given");

    let certificate = give(&home, &scene, &trainer).await;
    assert_eq!(certificate.holder, "Awa Ouédraogo");
    assert_eq!(home.log.take(), ["workshops-log-certificate"]);
    let told: Vec<String> = home.told().await.into_iter().map(|(name, _)| name).collect();
    assert_eq!(told, ["workshops.certificate-issued.v1", "workshops.tell-certificate"]);
    let page = main(&trainer, &format!("{}?done=certified", desk(&scene))).await;
    assert!(page.contains(&certificate.number) && page.contains("Les attestations sont données"), "{page}");
    give(&home, &scene, &trainer).await;
    assert!(home.told().await.is_empty(), "pressed twice, given once");

    let fields = [("who", two.as_str()), ("name", "Salif")];
    trainer.post(&format!("{}/exception", desk(&scene)), &fields).await;
    assert_eq!(home.log.take(), ["workshops-log-certificate-exception"]);
    assert_eq!(given(&home, &scene, 1).await.hours, 4, "two meetings of two hours");
    for fields in [[("who", "no-id"), ("name", "X")], [("who", one.as_str()), ("name", "")]] {
        assert_eq!(trainer.post(&format!("{}/exception", desk(&scene)), &fields).await.status(), 422);
    }
    for client in [home.client.clone(), home.as_one(boukary()).await, home.as_one(awa()).await] {
        assert_ne!(client.get(&desk(&scene)).await.status(), 200);
        assert_ne!(client.post(&desk(&scene), &[]).await.status(), 200);
    }
    for wrong in [
        "/desk/workshops/none/certificates",
        "/desk/workshops/00000000-0000-0000-0000-000000000000/certificates",
    ] {
        assert_eq!(trainer.get(wrong).await.status(), 404);
    }
}

#[tokio::test]
async fn none_is_given_before_the_last_meeting_or_by_a_training_without_one() {
    let (home, scene, trainer) = held(|one| one.certificate.title = String::new()).await;
    assert!(main(&trainer, &desk(&scene)).await.contains("ne donne pas d’attestation"));
    let id = scene.people[0].id.to_string();
    let fields = [("give", id.as_str()), ("who", id.as_str()), ("name", "Awa")];
    assert_eq!(trainer.post(&desk(&scene), &fields).await.status(), 422);
    drop(home);

    let home = crate::house::home().await;
    let mut tx = home.house.section.db.begin().await.unwrap();
    let scene = scene_of_tomorrow(&mut tx).await;
    tx.commit().await.unwrap();
    let trainer = home.as_one(adama()).await;
    assert!(main(&trainer, &desk(&scene)).await.contains("à partir du début de la dernière rencontre"));
    let refused =
        trainer.post(&format!("{}/exception", desk(&scene)), &[("who", &id), ("name", "Awa")]).await;
    assert_eq!(refused.status(), 422);
}

async fn scene_of_tomorrow(tx: &mut griot_db::Tx) -> Scene {
    let mut scene = scene(tx, |_| {}).await;
    for meeting in &mut scene.meetings {
        meeting.starts_at = meeting.starts_at + std::time::Duration::from_secs(4 * 86_400);
        meeting.ends_at = meeting.ends_at + std::time::Duration::from_secs(4 * 86_400);
        griot_workshops::store::meetings::put(tx, meeting).await.unwrap();
    }
    scene
}

/// A page as everybody gets it, without the number that was asked for.
async fn asked(client: &Client, number: &str) -> (u16, String) {
    let answer = client.get(&format!("/certificates/{number}")).await;
    (answer.status().as_u16(), text(answer).await.replace(number, "…"))
}

#[tokio::test]
async fn a_private_certificate_is_like_none_until_its_holder_opens_it() {
    let (home, scene, trainer) = held(|_| {}).await;
    let one = give(&home, &scene, &trainer).await;
    let public = home.client.as_visitor();
    let unknown = asked(&public, "GR-2222-2222-2222").await;
    assert_eq!(unknown.0, 404);
    assert_eq!(asked(&public, &one.number).await, unknown, "byte for byte");
    assert_eq!(asked(&public, "nonsense").await, unknown);

    let holder = home.as_one(awa()).await;
    let own = one.own();
    let page = main(&holder, &own).await;
    assert!(page.contains("Awa Ouédraogo") && page.contains("Votre attestation est privée"), "{page}");
    assert!(main(&holder, "/me/certificates").await.contains(&own));
    for (shows, says, not) in [("title", "Formation medias", "Awa"), ("holder", "Awa Ouédraogo", "Issa")] {
        let done = holder.post(&format!("{own}/shows"), &[("shows", shows)]).await;
        assert_eq!(to(&done), format!("{own}?done=saved"));
        let page = main(&public, &one.address()).await;
        assert!(page.contains("Valable") && page.contains(says) && !page.contains(not), "{page}");
        assert!(page.contains("14 février 2013") && !page.contains("09"), "the day, never the hour: {page}");
    }
    assert!(main(&public.reading("en"), &one.address()).await.contains("still valid"));
    assert_eq!(holder.post(&format!("{own}/shows"), &[("shows", "all")]).await.status(), 422);
    holder.post(&format!("{own}/shows"), &[("shows", "nothing")]).await;
    assert_eq!(asked(&public, &one.number).await, unknown);

    let other = home.as_one(issa()).await;
    assert_eq!(other.get(&own).await.status(), 404, "another member");
    assert_eq!(other.post(&format!("{own}/shows"), &[("shows", "holder")]).await.status(), 404);
    let by_code = format!("/enrolments/{}/certificate", scene.people[0].code);
    assert!(main(&public, &by_code).await.contains("Awa Ouédraogo"));
    let done = public.post(&format!("{by_code}/shows"), &[("shows", "title")]).await;
    assert_eq!(to(&done), format!("{by_code}?done=saved"));
    assert_eq!(public.get("/enrolments/CODE22222222/certificate").await.status(), 404);
    assert_eq!(public.get(&format!("/enrolments/{}/certificate", scene.people[1].code)).await.status(), 404);
}

#[tokio::test]
async fn nobody_under_18_is_named_in_public() {
    let (home, scene, trainer) = held(|_| {}).await;
    let mut tx = home.house.section.db.begin().await.unwrap();
    let minor = Enrolment { is_minor: true, ..scene.people[0].clone() };
    enrolments::save(&mut tx, &minor).await.unwrap();
    tx.commit().await.unwrap();
    let one = give(&home, &scene, &trainer).await;
    let holder = home.as_one(awa()).await;
    assert!(!main(&holder, &one.own()).await.contains("avec mon nom"));
    assert_eq!(holder.post(&format!("{}/shows", one.own()), &[("shows", "holder")]).await.status(), 422);
    assert_eq!(holder.post(&format!("{}/shows", one.own()), &[("shows", "title")]).await.status(), 303);
}

#[tokio::test]
async fn one_that_was_taken_back_is_said_as_that_and_can_be_given_back() {
    let (home, scene, trainer) = held(|_| {}).await;
    let one = give(&home, &scene, &trainer).await;
    let code = one.code().unwrap();
    home.log.take();
    let at = format!("{}/{}", desk(&scene), one.id);
    for why in ["  ", &"x".repeat(400)] {
        assert_eq!(trainer.post(&format!("{at}/revoke"), &[("why", why)]).await.status(), 422);
    }
    assert_eq!(trainer.post(&format!("{at}/restore"), &[]).await.status(), 422, "it stands");
    trainer.post(&format!("{at}/revoke"), &[("why", "Donnée à la mauvaise personne")]).await;
    assert_eq!(trainer.post(&format!("{at}/revoke"), &[("why", "Encore")]).await.status(), 422);
    let public = home.client.as_visitor();
    let page = main(&public, &one.address()).await;
    assert!(page.contains("Cette attestation a été retirée le 14 février 2013"), "{page}");
    for secret in ["Awa", "Formation medias", "mauvaise personne"] {
        assert!(!page.contains(secret), "{secret} in {page}");
    }
    let page = main_of(&text(public.post("/certificates", &[("statement", &code)]).await).await);
    assert!(page.contains("a été retirée") && !page.contains("Awa"), "{page}");
    let holder = home.as_one(awa()).await;
    let page = main(&holder, &one.own()).await;
    assert!(page.contains("Donnée à la mauvaise personne") && !page.contains("/pdf"), "{page}");
    assert_eq!(holder.get(&format!("{}/pdf", one.own())).await.status(), 404);

    assert_eq!(
        to(&trainer.post(&format!("{at}/restore"), &[]).await),
        format!("{}?done=saved", desk(&scene))
    );
    assert_eq!(home.log.take(), ["workshops-log-certificate-revoked", "workshops-log-certificate-restored"]);
    assert_eq!(asked(&public, &one.number).await.0, 404, "it is private again");
    assert_eq!(trainer.post(&format!("{}/none/revoke", desk(&scene)), &[("why", "x")]).await.status(), 404);
}

#[tokio::test]
async fn a_name_that_was_written_wrong_is_written_anew_and_the_old_paper_is_void() {
    let (home, scene, trainer) = held(|_| {}).await;
    let old = give(&home, &scene, &trainer).await;
    home.log.take();
    let at = format!("{}/{}", desk(&scene), old.id);
    assert_eq!(trainer.post(&format!("{at}/replace"), &[("name", " ")]).await.status(), 422);
    trainer.post(&format!("{at}/replace"), &[("name", "Awa Ouedraogo Zongo")]).await;
    let new = given(&home, &scene, 0).await;
    assert_eq!(new.holder, "Awa Ouedraogo Zongo");
    assert_ne!(new.number, old.number);
    assert_eq!(home.log.take(), ["workshops-log-certificate-replaced"]);
    let public = home.client.as_visitor();
    assert!(main(&public, &old.address()).await.contains("a été retirée"));
    assert_eq!(asked(&public, &new.number).await.0, 404, "it is private");
    assert_eq!(trainer.post(&format!("{at}/replace"), &[("name", "Encore")]).await.status(), 422);
    assert_eq!(trainer.post(&format!("{at}/restore"), &[]).await.status(), 422, "one stands in its place");
}

#[tokio::test]
async fn the_paper_says_who_what_and_when_and_names_nobody_in_its_file_name() {
    let (home, scene, trainer) = held(|_| {}).await;
    let section = home.house.section.clone();
    let mut tx = section.db.begin().await.unwrap();
    workshops::set_trainers(&mut tx, scene.workshop.id, &[adama().id]).await.unwrap();
    tx.commit().await.unwrap();
    let one = give(&home, &scene, &trainer).await;
    let holder = home.as_one(awa()).await;
    let desk_pdf = format!("{}/{}/pdf", desk(&scene), one.id);
    let by_code = format!("/enrolments/{}/certificate/pdf", scene.people[0].code);
    for (client, path) in
        [(&holder, format!("{}/pdf", one.own())), (&trainer, desk_pdf.clone()), (&home.client, by_code)]
    {
        let answer = client.get(&path).await;
        assert_eq!(answer.status(), 200, "{path}");
        assert_eq!(answer.headers()["content-type"], "application/pdf");
        assert_eq!(answer.headers()["content-disposition"], "inline; filename=\"document.pdf\"");
        assert_eq!(answer.headers()["cache-control"], "no-store");
        let file = bytes(answer).await;
        assert!(file.starts_with(b"%PDF-"));
    }
    let sign = certify::sign(&section, &one).unwrap();
    assert!(sign.starts_with(&format!("https://section.example{}#GRIOT1-", one.address())));
    let paper = format!("{:?}", certify::paper(&section, &one, sign.clone(), vec!["Adama".to_owned()]));
    for word in ["Attestation", "Awa Ouédraogo", "Formation medias", "Adama", "14 février 2013", &one.number]
    {
        assert!(paper.contains(word), "{word} in {paper}");
    }
    for client in [home.client.as_visitor(), home.as_one(issa()).await] {
        assert_ne!(client.get(&format!("{}/pdf", one.own())).await.status(), 200);
        assert_ne!(client.get(&desk_pdf).await.status(), 200);
    }
}

#[tokio::test]
async fn a_sensitive_training_is_shown_to_nobody() {
    let (home, scene, trainer) = held(|one| one.words.is_sensitive = true).await;
    let one = give(&home, &scene, &trainer).await;
    let holder = home.as_one(awa()).await;
    let page = main(&holder, &one.own()).await;
    assert!(page.contains("ne se montre jamais en public") && page.contains("Formation medias"), "{page}");
    for shows in ["title", "holder"] {
        assert_eq!(holder.post(&format!("{}/shows", one.own()), &[("shows", shows)]).await.status(), 422);
    }
    // Even if the row said otherwise.
    let mut tx = home.house.section.db.begin().await.unwrap();
    certificates::set_shows(&mut tx, one.id, griot_workshops::model::Shows::Holder).await.unwrap();
    tx.commit().await.unwrap();
    let public = home.client.as_visitor();
    assert_eq!(asked(&public, &one.number).await, asked(&public, "GR-2222-2222-2222").await);
    let page =
        main_of(&text(public.post("/certificates", &[("statement", &one.code().unwrap())]).await).await);
    assert!(page.contains("Signature bonne") && !page.contains("Formation medias"), "{page}");
}

#[tokio::test]
async fn a_statement_is_checked_without_its_number_being_known() {
    let (home, scene, trainer) = held(|_| {}).await;
    let one = give(&home, &scene, &trainer).await;
    let public = home.client.as_visitor();
    let post = async |statement: &str| public.post("/certificates", &[("statement", statement)]).await;
    let code = one.code().unwrap();
    let address = format!("https://section.example{}#{code}", one.address());
    for brought in [code.as_str(), address.as_str()] {
        let page = main_of(&text(post(brought).await).await);
        assert!(page.contains("Signature bonne") && page.contains("Awa Ouédraogo"), "{page}");
    }
    let mut changed = one.statement();
    changed.holder = "Issa".to_owned();
    let page = main_of(&text(post(&changed.written(&one.house_key, &one.signature).unwrap()).await).await);
    assert!(page.contains("Signature fausse") && !page.contains("Issa"), "{page}");
    let elsewhere = griot_crypto::Keys::generate(&griot_kernel::SeededRandom::new(77));
    let key = elsewhere.house_key(PURPOSE);
    let theirs = changed.written(&key.text(), &elsewhere.house_signature(PURPOSE, &changed.message(&key)));
    let page = main_of(&text(post(&theirs.unwrap()).await).await);
    assert!(page.contains("Signée par une autre maison") && page.contains(&key.fingerprint()), "{page}");
    for nothing in ["", "GR-7K3M-9QXW-2PTA", "<script>alert(1)</script>"] {
        let refused = post(nothing).await;
        assert_eq!(refused.status(), 422);
        let page = text(refused).await;
        assert!(page.contains("QR d’attestation") && !page.contains("<script>alert"), "{nothing}");
    }

    let page = main(&public, "/certificates").await;
    assert!(page.contains(&one.house_key), "{page}");
    let typed = one.number.to_lowercase().replace('-', " ");
    assert_eq!(to(&public.post("/certificates", &[("number", &typed)]).await), one.address());
    let kept = to(&public.post("/certificates?lang=en", &[("number", &typed)]).await);
    assert_eq!(kept, format!("{}?lang=en", one.address()));
    let refused = public.post("/certificates", &[("number", "12 \"")]).await;
    assert_eq!(refused.status(), 422);
    assert!(text(refused).await.contains("value=\"12 &#34;\""));
}

#[tokio::test]
async fn numbers_are_not_guessed_by_trying() {
    let (home, _, _) = held(|_| {}).await;
    let public = home.client.as_visitor();
    let mut answers = Vec::new();
    for n in 0..70_u8 {
        let number = griot_workshops::model::number_of([n; 16]);
        answers.push(public.get(&format!("/certificates/{number}")).await.status().as_u16());
    }
    assert!(answers.starts_with(&[404; 50]) && answers.ends_with(&[429; 5]), "{answers:?}");
    assert_eq!(public.post("/certificates", &[("statement", "x")]).await.status(), 429);
}

#[tokio::test]
async fn an_erased_person_leaves_nothing_to_be_asked_about() {
    let (home, scene, trainer) = held(|_| {}).await;
    let one = give(&home, &scene, &trainer).await;
    let mut tx = home.house.section.db.begin().await.unwrap();
    certificates::set_shows(&mut tx, one.id, griot_workshops::model::Shows::Holder).await.unwrap();
    certificates::revoke(&mut tx, one.id, adama().id, "x", home.house.section.clock.now()).await.unwrap();
    people::erase(&mut tx, awa().id).await.unwrap();
    tx.commit().await.unwrap();
    let public = home.client.as_visitor();
    assert_eq!(asked(&public, &one.number).await, asked(&public, "GR-2222-2222-2222").await);
    let page = main(&trainer, &desk(&scene)).await;
    assert!(page.contains(&one.number) && !page.contains("Awa"), "{page}");
}

#[tokio::test]
async fn a_letter_names_neither_the_person_nor_the_training() {
    let (home, scene, trainer) = held(|_| {}).await;
    let section = home.house.section.clone();
    let mut tx = section.db.begin().await.unwrap();
    let contact = Contact { email: "salif@exemple.bf".to_owned(), ..Contact::default() };
    let guest =
        Enrolment { sealed: enrol::seal(&section, scene.people[1].id, &contact), ..scene.people[1].clone() };
    enrolments::save(&mut tx, &guest).await.unwrap();
    tx.commit().await.unwrap();
    let one = give(&home, &scene, &trainer).await;
    let id = scene.people[1].id.to_string();
    trainer.post(&format!("{}/exception", desk(&scene)), &[("who", &id), ("name", "Salif")]).await;
    let two = given(&home, &scene, 1).await;
    for certificate in [one.id, two.id, one.id] {
        TellCertificate { certificate }.run(&section).await.unwrap();
    }
    let sent = home.house.post.take();
    assert_eq!(sent.len(), 2, "each is told once");
    for (letter, way) in sent.iter().zip([one.own(), format!("/enrolments/{}/certificate", guest.code)]) {
        let all = letter.light_html();
        assert!(all.contains(&way), "{all}");
        assert_eq!(letter.subject, "Un document vous attend");
        let words = letter.paragraphs().join("\n");
        for secret in ["Awa", "Salif", "medias"] {
            assert!(!words.contains(secret), "{secret} in {words}");
        }
    }
}
