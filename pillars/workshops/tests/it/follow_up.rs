//! Asking what became of a workshop, and what is seen of the answers.

use std::{sync::Arc, time::Duration};

use async_trait::async_trait;
use griot_contracts::campaigns::{CampaignFigure, CampaignId, CampaignName, Campaigns, Risk};
use griot_db::{Conn, DbError};
use griot_delivery::PostError;
use griot_jobs::Job;
use griot_web::testing::text;
use griot_workshops::{
    acts::enrol,
    jobs::follow_up::{AskFollowUp, ask, blend},
    model::{Contact, Enrolment, EnrolmentStage, Workshop},
    store::{enrolments, meetings, programmes, workshops},
};

use crate::{
    evaluation::present,
    factory::{day, enrolment, id, meeting, programme, workshop},
    house::{Home, adama, awa, home, home_with, main_of, to},
};

const DAY: Duration = Duration::from_secs(86_400);

struct Scene {
    home: Home,
    workshop: Workshop,
    people: Vec<Enrolment>,
}

fn reached_by(home: &Home, n: u128, workshop: &Workshop, contact: &Contact) -> Enrolment {
    let one = enrolment(n, workshop, EnrolmentStage::Enrolled);
    Enrolment { sealed: enrol::seal(&home.house.section, one.id, contact), ..one }
}

fn mail(address: &str) -> Contact {
    Contact { email: address.to_owned(), ..Contact::default() }
}

fn phone(number: &str) -> Contact {
    Contact { phone: number.to_owned(), ..Contact::default() }
}

/// A member, four by e-mail, one by telephone, one who cannot be reached, and one who was not there.
async fn scene(home: Home, is_sensitive: bool, sms: bool) -> Scene {
    let mut programme = programme(1, "medias");
    programme.words.is_sensitive = is_sensitive;
    programme.campaign = Some(id(0xc).into());
    let mut workshop = workshop(1, &programme, 0);
    workshop.words.sms = sms;
    let contacts = [
        Contact::default(),
        mail("a@exemple.bf"),
        mail("b@exemple.bf"),
        mail("c@exemple.bf"),
        mail("d@exemple.bf"),
        phone("+22670123456"),
        Contact::default(),
        mail("absente@exemple.bf"),
    ];
    let mut tx = home.house.section.db.begin().await.unwrap();
    programmes::insert(&mut tx, &programme).await.unwrap();
    workshops::insert(&mut tx, &workshop).await.unwrap();
    meetings::put(&mut tx, &meeting(1, &workshop)).await.unwrap();
    let mut people = Vec::new();
    for (n, contact) in (1..).zip(&contacts) {
        let mut one = reached_by(&home, n, &workshop, contact);
        if n == 1 {
            one.person = Some(awa().id);
        }
        enrolments::insert(&mut tx, &one).await.unwrap();
        if n < 8 {
            present(&mut tx, &one, meeting(1, &workshop).id.as_uuid(), workshop.starts_at, None).await;
        }
        people.push(one);
    }
    tx.commit().await.unwrap();
    Scene { home, workshop, people }
}

/// Does what the daily job asked for; what could not leave is tried once more.
async fn work(home: &Home) -> usize {
    let section = home.house.section.clone();
    ask(section.clone()).await.unwrap();
    let told = home.told().await;
    for (name, payload) in &told {
        assert_eq!(name, "workshops.ask-follow-up");
        let job: AskFollowUp = serde_json::from_str(payload).unwrap();
        if job.run(&section).await.is_err() {
            job.run(&section).await.unwrap();
        }
        // Done again, since a server may die in the middle: nobody is written to twice.
        job.run(&section).await.unwrap();
    }
    told.len()
}

#[tokio::test]
async fn everybody_who_was_there_is_written_to_once_at_thirty_and_at_ninety_days() {
    let one = scene(home().await, false, true).await;
    let (house, workshop) = (&one.home.house, &one.workshop);
    assert_eq!(work(&one.home).await, 0);
    house.clock.advance(DAY * 29);
    assert_eq!(work(&one.home).await, 0, "not before thirty days");
    house.clock.advance(DAY * 2);
    house.post.fail(&PostError::Retry("occupé".into()), 1);
    assert_eq!(work(&one.home).await, 6, "one cannot be reached, one was not there");
    let letters = house.post.take();
    let mut to: Vec<&str> = letters.iter().map(|letter| letter.to.as_str()).collect();
    to.sort_unstable();
    assert_eq!(to, ["a@exemple.bf", "awa@exemple.bf", "b@exemple.bf", "c@exemple.bf", "d@exemple.bf"]);
    let said = letters.iter().find(|letter| letter.to.as_str() == "a@exemple.bf").unwrap();
    assert!(said.subject.contains("Formation medias"));
    let body = said.light_html();
    assert!(body.contains(&format!("{}/follow-up/30", one.people[1].address())), "{body}");
    assert!(body.contains("/follow-up-off"));
    let messages = house.sms.take();
    assert_eq!(messages.len(), 1);
    assert!(messages[0].text.contains(&format!("{}/follow-up/30", one.people[5].address())));
    assert!(!messages[0].text.contains("medias"));
    assert_eq!(work(&one.home).await, 0, "nobody twice");
    let off = format!("{}/follow-up-off", one.people[1].address());
    let visitor = one.home.client.as_visitor();
    assert!(text(visitor.get(&off).await).await.contains("Voulez-vous arrêter"));
    assert_eq!(visitor.post(&off, &[]).await.status(), 303);
    assert!(text(visitor.get(&off).await).await.contains("C’est noté"));
    house.clock.advance(DAY * 60);
    assert_eq!(work(&one.home).await, 5, "one wanted no more");
    assert!(house.post.take().iter().all(|letter| letter.to.as_str() != "a@exemple.bf"));
    house.clock.advance(DAY * 30);
    assert_eq!(work(&one.home).await, 0);
    blend(house.section.clone()).await.unwrap();
    assert!(workshop.was_held(day(1)));
}

#[tokio::test]
async fn letters_of_a_sensitive_training_say_nothing_and_telephones_are_left_alone() {
    let one = scene(home().await, true, false).await;
    one.home.house.clock.advance(DAY * 31);
    assert_eq!(work(&one.home).await, 5, "the telephone is no way");
    assert!(one.home.house.sms.take().is_empty());
    for letter in one.home.house.post.take() {
        let all = format!("{} {}", letter.subject, letter.light_html()).to_lowercase();
        for word in ["medias", "formation", "atelier", "kaya"] {
            assert!(!all.contains(word), "{word} in {all}");
        }
    }
    let place = format!("{}/follow-up/30", one.people[1].address());
    let page = main_of(&text(one.home.client.get(&place).await).await);
    assert!(!page.contains("medias") && page.contains("Et depuis"));
}

#[tokio::test]
async fn whoever_comes_late_to_the_list_is_not_asked_any_more() {
    let one = scene(home().await, false, true).await;
    one.home.house.clock.advance(DAY * 46);
    assert_eq!(work(&one.home).await, 0);
}

struct Plan;

#[async_trait]
impl Campaigns for Plan {
    async fn taking(&self, _: &mut Conn) -> Result<Vec<CampaignName>, DbError> {
        Ok(Vec::new())
    }

    async fn get(&self, _: &mut Conn, id: CampaignId) -> Result<Option<CampaignName>, DbError> {
        let (title, desk) = ("L’eau à Kaya".to_owned(), "/desk/campaigns/1".to_owned());
        Ok(Some(CampaignName { id, title, risk: Risk::Normal, takes_things: true, desk, public: None }))
    }

    async fn objectives(&self, _: &mut Conn, _: CampaignId) -> Result<Vec<CampaignFigure>, DbError> {
        let figure = |value| CampaignFigure {
            text: "Signer".to_owned(),
            goal: 5_000,
            unit: "signatures".to_owned(),
            value,
            day: Some(day(20)),
        };
        Ok(vec![figure(Some(1_200)), figure(None)])
    }
}

#[tokio::test]
async fn answers_are_seen_in_sum_from_five_on_beside_the_objectives() {
    let home = home_with(|house| house.provide::<dyn Campaigns>(Arc::new(Plan))).await;
    let one = scene(home, false, true).await;
    let visitor = one.home.client.as_visitor();
    let follow = format!("{}/follow-up", one.workshop.desk());
    let place = |n: usize| format!("{}/follow-up/30", one.people[n].address());
    assert!(text(visitor.get(&place(0)).await).await.contains("viendra plus tard"));
    assert_eq!(visitor.post(&place(0), &[("published", "1")]).await.status(), 422);
    one.home.house.clock.advance(DAY * 31);
    work(&one.home).await;
    // Whoever signed in a month ago has to do so again.
    let desk = one.home.as_one(adama()).await;
    for wrong in [
        vec![("published", "beaucoup"), ("what", "Un texte")],
        vec![("published", "-1"), ("what", "Un texte")],
        vec![("published", "1"), ("what", "Un texte"), ("stops", "laziness")],
    ] {
        let refused = visitor.post(&place(0), &wrong).await;
        assert_eq!(refused.status(), 422);
        assert!(text(refused).await.contains("Un texte</textarea>"), "what was typed stays");
    }
    for n in 0..5 {
        let page = main_of(&text(desk.get(&follow).await).await);
        assert!(!page.contains("Secret de") && !page.contains("publications en tout"), "{n}: {page}");
        let what = format!("Secret de {n}");
        let count = n.to_string();
        let mut fields = vec![("published", count.as_str()), ("what", &what), ("stops", "fear")];
        if n == 0 {
            fields.extend([("stops", "time"), ("hindrance", "Le forfait"), ("help", "yes")]);
        }
        let done = visitor.post(&place(n), &fields).await;
        assert_eq!(to(&done), format!("{}?done=thanks", place(n)));
    }
    // Whoever was not there is not asked; whoever could not be reached may answer by the address all the same.
    assert!(text(visitor.get(&place(7)).await).await.contains("aux personnes qui étaient présentes"));
    assert_eq!(visitor.post(&place(7), &[("published", "9")]).await.status(), 422);
    assert!(text(visitor.get(&place(6)).await).await.contains("<form"));
    // Somebody corrects what they said; it is still one answer.
    visitor.post(&place(1), &[("published", "4"), ("what", "Corrigé"), ("stops", "fear")]).await;
    let own = main_of(&text(visitor.get(&place(1)).await).await);
    assert!(
        own.contains(r#"value="4""#) && own.contains("Corrigé") && own.contains(r#"value="fear" checked"#)
    );
    let page = main_of(&text(desk.get(&follow).await).await);
    assert!(page.contains("7 personnes étaient présentes."), "{page}");
    assert!(page.contains("5 réponses sur 6 demandées"));
    assert!(
        page.contains("4 personnes ont publié quelque chose.") && page.contains("13 publications en tout.")
    );
    assert!(page.contains("5 sur 5") && page.contains("1 sur 5") && page.contains("Le forfait"));
    assert!(page.contains("Secret de 4") && page.contains("Corrigé") && !page.contains("Secret de 1"));
    assert!(page.contains("Personne 1") && !page.contains("Personne 2"), "one asked for help by name");
    assert!(
        page.contains("L’eau à Kaya")
            && page.contains("signatures, le")
            && page.contains("pas encore mesuré")
    );
    assert!(page.contains("Ils ne disent pas que l’un vient de l’autre."));
    assert_eq!(one.home.as_one(awa()).await.get(&follow).await.status(), 403);
    one.home.house.clock.advance(DAY * 65);
    assert!(text(visitor.get(&place(0)).await).await.contains("est passé"));
    for wrong in ["31", "abc", "-30"] {
        let wrong = format!("{}/follow-up/{wrong}", one.people[0].address());
        assert_eq!(visitor.get(&wrong).await.status(), 404);
    }
}

#[tokio::test]
async fn no_page_shows_the_name_of_a_message() {
    let one = scene(home().await, false, true).await;
    one.home.house.clock.advance(DAY * 31);
    work(&one.home).await;
    let desk = one.home.as_one(adama()).await;
    let (workshop, code) = (one.workshop.desk(), one.people[0].address());
    let questions = format!("/desk/workshops/programmes/{}/questions", one.workshop.programme);
    desk.post(&format!("{questions}/usual"), &[]).await;
    let pages = [
        questions,
        format!("{workshop}/report"),
        format!("{workshop}/follow-up"),
        format!("{workshop}/questions/after"),
        format!("{code}/questions/before"),
        format!("{code}/follow-up/30"),
        format!("{code}/follow-up/90"),
        format!("{code}/follow-up-off"),
    ];
    for page in pages {
        for language in ["fr", "en"] {
            let answer = desk.reading(language).get(&page).await;
            assert_eq!(answer.status(), 200, "{page}");
            let shown = text(answer).await;
            let keys = include_str!("../../i18n/fr.ftl").lines().filter_map(|line| line.split_once(" = "));
            for (key, _) in keys.filter(|(key, _)| !key.contains(['{', ' '])) {
                assert!(!shown.contains(&format!(">{key}<")), "{key} in {page}");
            }
            assert!(!shown.contains('{'), "a variable is left in {page}");
        }
    }
}
