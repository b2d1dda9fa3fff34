//! What people say to the section, from the moment it comes to the answer that reaches them.

use std::time::Duration;

use griot_channels::{
    model::conversation::{Conversation, Direction, Source},
    store::{channels, conversations, messages},
};
use griot_delivery::sms::SmsError;
use griot_web::testing::{Client, text};

use crate::{
    doubles::{self, Fault, Stage},
    factory::start,
    house::{self, Home, field, home, to},
    inbox_stores::{conversation, message},
    pages::{add_account, add_channel, page},
};

/// The path of the address at which a gateway brings messages.
async fn gateway(home: &Home) -> String {
    let shown = page(&home.mariam().await, "/desk/inbox/ways").await;
    let address = shown.split("https://section.example/sms/in/").nth(1).unwrap();
    format!("/sms/in/{}", address.split('"').next().unwrap())
}

pub async fn bring(home: &Home, from: &str, words: &str, id: &str) {
    let query: String = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("from", from)
        .append_pair("text", words)
        .append_pair("id", id)
        .finish();
    let answer = home.visitor().get(&format!("{}?{query}", gateway(home).await)).await;
    assert_eq!(
        (answer.status().as_u16(), text(answer).await.as_str()),
        (200, ""),
        "Kannel would send any word on"
    );
}

/// The first conversation of the list.
pub async fn first(who: &Client) -> String {
    let shown = page(who, "/desk/inbox").await;
    let list = shown.split("class=\"feed\"").nth(1).unwrap();
    list.split("href=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

pub async fn done(who: &Client, path: &str, fields: &[(&str, &str)], word: &str) {
    let answer = who.post(path, fields).await;
    let told = to(&answer);
    assert_eq!(told.split("done=").nth(1), Some(word), "{told} {}", text(answer).await);
}

#[tokio::test]
async fn an_sms_is_answered_by_two_people_and_its_number_is_seen_by_few() {
    let home = home().await;
    let (fatou, mariam) = (home.fatou().await, home.mariam().await);
    bring(&home, "70000001", "Quand ouvrez-vous ?", "a1").await;
    bring(&home, "+226 70 00 00 01", "Quand ouvrez-vous ?", "a1").await;
    let path = first(&fatou).await;
    let shown = page(&mariam, &path).await;
    assert_eq!(shown.matches("Quand ouvrez-vous").count(), 1, "the same message again is one");
    assert!(shown.contains("+22670000001") && shown.contains("dit à l’opérateur"), "{shown}");

    done(&fatou, &path, &[("act", "answer"), ("words", "Le matin, dès 8 h.")], "to-approve").await;
    home.work().await;
    assert!(home.house.sms.take().is_empty(), "nobody else said yes");
    assert!(page(&mariam, "/desk/inbox").await.contains("Réponses à relire"));
    let message = field(&page(&mariam, &path).await, "message");
    let own = fatou.post(&path, &[("act", "approve"), ("message", &message)]).await;
    assert_eq!(own.status(), 403, "who may not approve does not");
    done(&mariam, &path, &[("act", "approve"), ("message", &message)], "on-its-way").await;
    home.work().await;
    let sent = home.house.sms.take();
    assert_eq!(
        sent.iter().map(|sms| (sms.to.as_str(), sms.text.as_str())).collect::<Vec<_>>(),
        [("+22670000001", "Le matin, dès 8 h.")]
    );
    let report = sent.first().unwrap().report.clone().unwrap();
    let reported = home.visitor().get(&format!("{}?state=1", report.path())).await;
    assert_eq!(reported.status(), 200);
    assert!(page(&fatou, &path).await.contains("Arrivée au téléphone"));
    // Another answer never reaches the telephone: whoever asked is owed one again.
    done(&fatou, &path, &[("act", "answer"), ("words", "Demain aussi.")], "to-approve").await;
    let message = field(&page(&mariam, &path).await, "message");
    done(&mariam, &path, &[("act", "approve"), ("message", &message)], "on-its-way").await;
    home.work().await;
    let lost = home.house.sms.take().into_iter().next().unwrap().report.unwrap();
    assert!(!page(&fatou, "/desk/inbox").await.contains(&path), "it is answered");
    assert_eq!(home.visitor().get(&format!("{}?state=2", lost.path())).await.status(), 200);
    assert!(page(&fatou, "/desk/inbox").await.contains(&path), "it is owed an answer");
    let forged = format!("/sms/report/{}/faux?state=2", sent.first().unwrap().name);
    assert_eq!(home.visitor().get(&forged).await.status(), 404);
    assert_eq!(home.visitor().get("/sms/in/faux?from=70000001&text=a").await.status(), 404);
}

#[tokio::test]
async fn an_sms_whose_answer_is_lost_is_not_sent_twice_and_a_person_looks() {
    let home = home().await;
    let mariam = home.mariam().await;
    bring(&home, "70000001", "Bonjour", "a1").await;
    let path = first(&mariam).await;
    let fatou = home.fatou().await;
    done(&fatou, &path, &[("act", "answer"), ("words", "Bonjour à vous")], "to-approve").await;
    let message = field(&page(&mariam, &path).await, "message");
    home.house.sms.fail(&SmsError::Retry("occupé".into()));
    home.house.sms.fail(&SmsError::Unknown);
    done(&mariam, &path, &[("act", "approve"), ("message", &message)], "on-its-way").await;
    for _ in 0..4 {
        home.work().await;
    }
    assert_eq!(home.house.sms.take().len(), 1, "what was not taken went again, what nobody knows did not");
    let shown = page(&mariam, &path).await;
    assert!(shown.contains("Envoyée, non confirmée"), "{shown}");
    let message = field(&shown, "message");
    done(&fatou, &path, &[("act", "was-sent"), ("message", &message)], "saved").await;
    assert!(!page(&mariam, &path).await.contains("non confirmée"));
}

#[tokio::test]
async fn a_canned_answer_goes_without_waiting_once_somebody_else_approved_it() {
    let home = home().await;
    let (fatou, mariam) = (home.fatou().await, home.mariam().await);
    let empty =
        fatou.post("/desk/inbox/canned", &[("act", "put"), ("language", "fr"), ("title", "Horaires")]).await;
    assert_eq!(empty.status(), 422);
    assert!(text(empty).await.contains("value=\"Horaires\""), "the form comes back filled in");
    let put = [("act", "put"), ("language", "fr"), ("title", "Horaires"), ("body", "{section} ouvre à 8 h.")];
    done(&fatou, "/desk/inbox/canned", &put, "saved").await;
    let shown = page(&mariam, "/desk/inbox/canned").await;
    let (id, body) = (field(&shown, "id"), "{section} ouvre à 8 h.");
    assert_eq!(
        fatou.post("/desk/inbox/canned", &[("act", "approve"), ("id", &id), ("body", body)]).await.status(),
        403
    );
    let other =
        mariam.post("/desk/inbox/canned", &[("act", "approve"), ("id", &id), ("body", "Autre chose")]).await;
    assert_eq!(other.status(), 422, "what was read is approved");
    done(&mariam, "/desk/inbox/canned", &[("act", "approve"), ("id", &id), ("body", body)], "saved").await;

    bring(&home, "70000001", "Quand ?", "a1").await;
    let path = first(&fatou).await;
    let typed = page(&fatou, &format!("{path}?canned={id}")).await;
    assert!(typed.contains("Section d’essai ouvre à 8 h."), "{typed}");
    let answer = [("act", "answer"), ("words", "Section d’essai ouvre à 8 h.")];
    done(&fatou, &path, &answer, "on-its-way").await;
    home.work().await;
    assert_eq!(home.house.sms.take().len(), 1);

    let other = home.awa().await;
    assert_eq!(other.post("/desk/inbox/canned", &[("act", "remove"), ("id", &id)]).await.status(), 403);
    done(&fatou, "/desk/inbox/canned", &[("act", "remove"), ("id", &id)], "saved").await;
    assert!(!page(&fatou, "/desk/inbox/canned").await.contains("Horaires"));
}

#[tokio::test]
async fn a_testimony_is_erased_here_and_answered_safely_and_then_nothing_is_left() {
    let home = home().await;
    let fatou = home.fatou().await;
    bring(&home, "70000001", "Ils ont frappé mon frère.", "a1").await;
    let path = first(&fatou).await;
    let unsure = fatou.post(&path, &[("act", "testimony")]).await;
    assert_eq!(unsure.status(), 422);
    done(&fatou, &path, &[("act", "testimony"), ("sure", "yes")], "testimony-told").await;
    assert_eq!(fatou.get(&path).await.status(), 404);
    let db = &home.house.section.db;
    let words = async || {
        let mut read = db.read().await.unwrap();
        let all: Vec<String> =
            griot_db::on!(read, conn => query_scalar("select body from inbox_message").fetch_all(conn))
                .unwrap();
        all.join(" ")
    };
    assert!(!words().await.contains("frère"), "the words are gone at once");
    home.work().await;
    let sent = home.house.sms.take();
    assert!(
        sent.first().unwrap().text.contains("ce chemin n'est pas sur"),
        "{:?}",
        sent.first().unwrap().text
    );
    let mut read = db.read().await.unwrap();
    let left: i64 =
        griot_db::on!(read, conn => query_scalar("select count(*) from conversation").fetch_one(conn))
            .unwrap();
    assert_eq!(left, 0, "and the number with the answer");
}

#[tokio::test]
async fn what_somebody_says_after_a_testimony_is_not_lost_with_it_and_the_testimony_does_not_come_back() {
    let home = home().await;
    let fatou = home.fatou().await;
    bring(&home, "70000001", "Ils ont frappé mon frère.", "a1").await;
    let path = first(&fatou).await;
    done(&fatou, &path, &[("act", "testimony"), ("sure", "yes")], "testimony-told").await;
    // The safe answer has not gone yet when they write again, and the gateway repeats itself.
    bring(&home, "70000001", "Êtes-vous là ?", "a2").await;
    bring(&home, "70000001", "Ils ont frappé mon frère.", "a1").await;
    home.work().await;
    assert_eq!(home.house.sms.take().len(), 1, "the safe answer, once");
    bring(&home, "70000001", "Ils ont frappé mon frère.", "a1").await;
    let shown = page(&fatou, &first(&fatou).await).await;
    assert!(shown.contains("Êtes-vous là ?") && !shown.contains("frère"), "{shown}");
    let mut read = home.house.section.db.read().await.unwrap();
    let left: i64 =
        griot_db::on!(read, conn => query_scalar("select count(*) from conversation").fetch_one(conn))
            .unwrap();
    assert_eq!(left, 1);
}

#[tokio::test]
async fn under_siege_what_strangers_shout_lies_aside_and_is_kept_as_evidence() {
    let home = home().await;
    let (fatou, mariam) = (home.fatou().await, home.mariam().await);
    bring(&home, "70000001", "Bonjour", "a1").await;
    home.house.clock.advance(Duration::from_secs(60));
    let siege = [("act", "besiege"), ("words", "traîtres\r\nvendus"), ("strangers", "yes")];
    done(&mariam, "/desk/inbox/ways", &siege, "saved").await;
    bring(&home, "70000002", "Bonjour aussi", "b1").await;
    bring(&home, "70000001", "Merci", "a2").await;
    let open = page(&fatou, "/desk/inbox").await;
    assert!(open.contains("Merci") && !open.contains("Bonjour aussi"), "{open}");
    assert!(open.contains("assiégée"));
    bring(&home, "70000001", "Vous êtes des TRAITRES !", "a3").await;
    assert!(!page(&fatou, "/desk/inbox").await.contains("TRAITRES"), "also from somebody known");
    assert!(page(&fatou, "/desk/inbox?list=aside").await.contains("Bonjour aussi"));
    let sheet = page(&mariam, "/desk/inbox/evidence").await;
    assert!(
        sheet.contains("TRAITRES") && sheet.contains("+22670000002") && sheet.contains("BLAKE3"),
        "{sheet}"
    );
    assert_eq!(home.awa().await.get("/desk/inbox/evidence").await.status(), 403);
    done(&mariam, "/desk/inbox/ways", &[("act", "calm")], "saved").await;
    bring(&home, "70000003", "Bonsoir", "c1").await;
    assert!(page(&fatou, "/desk/inbox").await.contains("Bonsoir"));
}

#[tokio::test]
async fn whoever_is_on_duty_has_what_comes_and_is_told_when_it_waits_too_long() {
    let home = home().await;
    let (fatou, mariam) = (home.fatou().await, home.mariam().await);
    let day = griot_kernel::Timestamp::start_of(start().day()).as_millisecond().to_string();
    let person = crate::house::fatou().id.to_string();
    done(
        &mariam,
        "/desk/inbox/ways",
        &[("act", "duty"), ("duty_day", &day), ("duty_person", &person)],
        "saved",
    )
    .await;
    bring(&home, "70000001", "Bonjour", "a1").await;
    assert!(page(&mariam, "/desk/inbox").await.contains("Pris en charge · Fatou"));
    home.house.clock.advance(Duration::from_secs(25 * 3_600));
    home.watch_inbox().await;
    home.watch_inbox().await;
    let letters = home.house.post.take();
    assert_eq!(letters.len(), 1, "once");
    let letter = letters.first().unwrap();
    assert!(letter.subject.contains("attend une réponse"));
    assert!(!letter.light_html().contains("Bonjour"), "neither words nor numbers leave the house");
    assert!(page(&fatou, "/desk/inbox").await.contains("En retard"));
    let none = mariam.post("/desk/inbox/ways", &[("act", "relieve")]).await;
    assert_eq!(none.status(), 422);
    done(&mariam, "/desk/inbox/ways", &[("act", "relieve"), ("person", &person)], "relieved").await;
    assert!(page(&mariam, "/desk/inbox").await.contains("Nouveau"));
    let wrong = [("act", "ways"), ("hours", "0"), ("home", "226")];
    let refused = mariam.post("/desk/inbox/ways", &wrong).await;
    assert_eq!(refused.status(), 422);
}

#[tokio::test]
async fn a_mention_on_a_network_is_heard_once_and_answered_there_once() {
    let double = doubles::mastodon::Mastodon::start(Stage::at(start())).await;
    let home = home().await;
    let fatou = home.fatou().await;
    let channel = add_account(&fatou, "mastodon", (&double.address, "section")).await;
    fatou.post(&format!("/desk/channels/{channel}/key"), &[("key", doubles::mastodon::KEY)]).await;
    double.mention("binta", "<p>Il y a longtemps</p>", "public");
    for kept in &mut double.world.lock().unwrap().mentions {
        kept["status"]["created_at"] = "2012-11-02T08:00:00.000Z".into();
    }
    double.mention("awa", "<p>Où est l’eau ?</p>", "public");
    home.listen().await;
    home.listen().await;
    let path = first(&fatou).await;
    let shown = page(&fatou, &path).await;
    assert!(shown.contains("Où est l’eau") && shown.contains("Tout le monde lira cette réponse"), "{shown}");
    let inbox = page(&fatou, "/desk/inbox").await;
    assert_eq!(inbox.matches("Où est l’eau").count(), 1);
    assert!(!inbox.contains("Il y a longtemps"), "what was said long before we listened is no news");

    double.stage.fault("POST /api/v1/statuses", Fault::CutAfter);
    done(&fatou, &path, &[("act", "answer"), ("words", "À Tampouy.")], "to-approve").await;
    let mariam = home.mariam().await;
    let message = field(&page(&mariam, &path).await, "message");
    done(&mariam, &path, &[("act", "approve"), ("message", &message)], "on-its-way").await;
    for _ in 0..3 {
        home.work().await;
        home.house.clock.advance(Duration::from_secs(400));
    }
    assert_eq!(double.texts(), ["@awa À Tampouy."], "the server knows the same answer again");
    // Whoever approves on this channel says yes to answers there, too.
    done(&mariam, &path, &[("act", "answer"), ("words", "Et à Dapoya.")], "to-approve").await;
    assert!(!page(&fatou, &path).await.contains("value=\"approve\""));
    let mut tx = home.house.section.db.begin().await.unwrap();
    channels::add_approver(&mut tx, channel.parse().unwrap(), house::fatou().id).await.unwrap();
    tx.commit().await.unwrap();
    assert!(page(&fatou, "/desk/inbox").await.contains("Et à Dapoya"), "it is among the answers to be read");
    let message = field(&page(&fatou, &path).await, "message");
    done(&fatou, &path, &[("act", "approve"), ("message", &message)], "on-its-way").await;
    home.work().await;
    assert_eq!(double.texts().len(), 2);
    assert!(page(&fatou, &path).await.contains("Envoyée"));

    double.world.lock().unwrap().revoked = true;
    home.listen().await;
    assert!(page(&fatou, "/desk/inbox").await.contains("n’est plus écouté"));
}

#[tokio::test]
async fn an_answer_that_would_stand_at_once_waits_while_everything_is_stopped() {
    let home = home().await;
    let (fatou, mariam) = (home.fatou().await, home.mariam().await);
    let one = Conversation { source: Source::Comment, channel: None, ..conversation(1) };
    let mut tx = home.house.section.db.begin().await.unwrap();
    conversations::insert(&mut tx, &one).await.unwrap();
    messages::insert(&mut tx, &message(1, &one, Direction::In)).await.unwrap();
    tx.commit().await.unwrap();
    let path = format!("/desk/inbox/{}", one.id);
    done(&fatou, &path, &[("act", "answer"), ("words", "Merci de nous lire.")], "to-approve").await;
    let waiting = field(&page(&mariam, &path).await, "message");
    mariam.post("/desk/channels/cut", &[("act", "stop")]).await;
    let answer = mariam.post(&path, &[("act", "approve"), ("message", &waiting)]).await;
    assert_eq!(answer.status(), 422);
    let shown = text(answer).await;
    assert!(shown.contains("Tout est arrêté") && shown.contains("Merci de nous lire"), "{shown}");
    // In a team of two it would stand at once.
    mariam.post("/desk/channels/ways", &[("preset", "two")]).await;
    let answer = fatou.post(&path, &[("act", "answer"), ("words", "À bientôt.")]).await;
    assert_eq!(answer.status(), 422);
    assert!(text(answer).await.contains("Gardez vos mots"));
    assert!(page(&mariam, &path).await.contains("value=\"approve\""), "it waits on for a yes");
}

#[tokio::test]
async fn a_rumour_goes_from_a_message_to_a_text_and_is_checked_between() {
    let home = home().await;
    let fatou = home.fatou().await;
    add_channel(&fatou, "whatsapp", "Groupe").await;
    bring(&home, "70000001", "On dit que le puits est empoisonné", "a1").await;
    let path = first(&fatou).await;
    let answer = fatou.post(&path, &[("act", "rumour")]).await;
    let rumour = to(&answer).split('?').next().unwrap().to_owned();
    assert!(!page(&fatou, &rumour).await.contains("70000001"), "who said it is not told on");
    let early =
        [("act", "answer"), ("verdict", "false"), ("answer", "L’eau a été analysée : elle est bonne.")];
    let refused = fatou.post(&rumour, &early).await;
    assert_eq!(refused.status(), 422);
    assert!(text(refused).await.contains("elle est bonne"), "nothing typed is lost");
    let wrong = [("act", "check"), ("words", "Analyse"), ("link", "pas une adresse")];
    assert_eq!(fatou.post(&rumour, &wrong).await.status(), 422);
    done(&fatou, &rumour, &[("act", "check"), ("words", "Analyse du laboratoire, 12 février")], "saved")
        .await;
    let answered = fatou.post(&rumour, &early).await;
    let item = to(&answered);
    assert!(item.starts_with("/desk/items/"), "{item}");
    assert!(page(&fatou, &item).await.contains("elle est bonne"));
    assert!(page(&fatou, "/desk/rumours").await.contains("Faux"));
}

#[tokio::test]
async fn a_fake_account_has_a_file_and_becomes_a_warning() {
    let home = home().await;
    let fatou = home.fatou().await;
    let fields = [
        ("network", "facebook"),
        ("address", "pages.example/fausse-section"),
        ("name", "La section officielle"),
        ("harm", "Demande de l’argent par téléphone"),
    ];
    let refused = fatou.post("/desk/fakes", &[("network", "facebook"), ("address", "nulle part")]).await;
    assert_eq!(refused.status(), 422);
    let answer = fatou.post("/desk/fakes", &fields).await;
    let path = to(&answer).split('?').next().unwrap().to_owned();
    assert_eq!(fatou.post("/desk/fakes", &fields).await.status(), 422, "it has a file already");
    let shown = page(&fatou, &path).await;
    assert!(shown.contains("Demande de l’argent"), "{shown}");
    assert!(!shown.contains("href=\"https://pages.example"), "nobody is led there");
    let warned = fatou.post(&format!("{path}/warn"), &[]).await;
    let item = page(&fatou, &to(&warned)).await;
    assert!(item.contains("Ce n’est pas nous"), "{item}");
}

#[tokio::test]
async fn the_rules_of_the_house_are_for_everyone_and_the_section_writes_its_own() {
    let home = home().await;
    let shown = page(&home.visitor(), "/house-rules").await;
    assert!(shown.contains("On ne met personne en danger"));
    let own = [("act", "text"), ("kind", "rules"), ("language", "fr"), ("body", "**Nos** règles <script>")];
    done(&home.mariam().await, "/desk/inbox/ways", &own, "saved").await;
    let shown = page(&home.visitor(), "/house-rules").await;
    assert!(shown.contains("<strong>Nos</strong> règles") && !shown.contains("<script>"), "{shown}");
}
