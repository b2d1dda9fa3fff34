//! SMS to lists as the section runs them: lists and their words, whoever joins and leaves by telephone, whoever
//! is put down and asked, what a gateway reports, and what is too dangerous to be said this way.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use griot_channels::{
    SCHEMA, WORDS,
    jobs::forget_subscribers,
    model::{
        audience::{AudienceId, Standing},
        channel::{Channel, ChannelId},
        conversation::Source,
        delivery::State,
    },
    store::{audiences, channels, conversations, deliveries, letters, subscribers},
};
use griot_contracts::{
    campaigns::{CampaignId, CampaignName, Campaigns, Risk},
    planning::{Keywords, Reply, Spoken},
};
use griot_db::{Conn, DbError, Tx};
use griot_delivery::sms::SmsError;
use griot_web::testing::{Client, NoGateway, TestHouse, text};

use crate::{
    factory::start,
    house::{Home, answers, furnished, home, to},
    pages::{add_channel, approve, page, write},
};

/// The path of the address at which a gateway brings messages.
pub async fn gateway(home: &Home) -> String {
    let shown = page(&home.mariam().await, "/desk/inbox/ways").await;
    let address = shown.split("https://section.example/sms/in/").nth(1).unwrap();
    format!("/sms/in/{}", address.split('"').next().unwrap())
}

/// A telephone writes; what it is answered.
async fn says(home: &Home, from: &str, words: &str, id: &str) -> Vec<String> {
    let query: String = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("from", from)
        .append_pair("text", words)
        .append_pair("id", id)
        .finish();
    let answer = home.visitor().get(&format!("{}?{query}", gateway(home).await)).await;
    assert_eq!(answer.status(), 200);
    home.work().await;
    home.house.sms.take().into_iter().map(|sms| sms.text).collect()
}

/// Whether nothing that this telephone said lies in the inbox.
async fn inbox_is_empty(home: &Home) -> bool {
    let mut db = home.house.section.db.read().await.unwrap();
    let found = conversations::by_thread(&mut db, Source::Sms, "+22600000041").await.unwrap();
    found.is_none()
}

pub async fn sms_list(who: &Client, name: &str, keyword: &str) -> (String, AudienceId) {
    let fields =
        [("name_fr", name), ("promise_fr", "Un SMS par mois."), ("kind", "sms"), ("keyword", keyword)];
    let answer = who.post("/desk/newsletter", &fields).await;
    assert_eq!(answer.status(), 303, "{}", text(answer).await);
    let path = to(&answer).split('?').next().unwrap().to_owned();
    let id = path.rsplit('/').next().unwrap().parse().unwrap();
    (path, id)
}

async fn standings(home: &Home, list: AudienceId) -> Vec<(Standing, i64)> {
    let mut all = subscribers::counts(&mut home.house.section.db.read().await.unwrap(), list).await.unwrap();
    all.sort_by_key(|(standing, _)| standing.as_str());
    all
}

async fn refused(who: &Client, path: &str, fields: &[(&str, &str)], words: &str) -> String {
    let answer = who.post(path, fields).await;
    assert_eq!(answer.status(), 422, "{path}");
    let page = text(answer).await;
    assert!(page.contains(words), "{words} in {page}");
    page
}

/// A channel of SMS that writes to this list.
pub async fn writing(home: &Home, list: AudienceId) -> String {
    let fatou = home.fatou().await;
    let channel = add_channel(&fatou, "sms", "SMS aux clubs").await;
    let (settings, id) = (format!("/desk/newsletter/channels/{channel}"), list.to_string());
    let shown = page(&fatou, &settings).await;
    assert!(shown.contains("STOP : répondez STOP") && shown.contains("se lit chez l’opérateur"), "{shown}");
    let fields = [("list", id.as_str()), ("pace", "0"), ("foot", "STOP: répondez STOP")];
    assert_eq!(fatou.post(&settings, &fields).await.status(), 303);
    channel
}

/// Another room that answers to a word, and knows who writes.
#[derive(Default)]
struct Petitions(Mutex<Vec<(String, Vec<u8>)>>);

#[async_trait]
impl Keywords for Petitions {
    async fn claim(&self, _: &mut Tx, spoken: &Spoken<'_>) -> Result<Option<Reply>, DbError> {
        if spoken.keyword != "SIGNER" {
            return Ok(None);
        }
        if !spoken.from.is_empty() {
            let known = (format!("{} {}", spoken.from, spoken.rest), (spoken.mark)("petitions.phone"));
            self.0.lock().unwrap().push(known);
        }
        let values = vec![("section", "Pétitions".to_owned())];
        let key = "channels-sms-info-closed";
        Ok(Some(Reply { key, language: None, values, hours: Vec::new() }))
    }
}

struct Campaign(Mutex<Risk>);

#[async_trait]
impl Campaigns for Campaign {
    async fn taking(&self, db: &mut Conn) -> Result<Vec<CampaignName>, DbError> {
        Ok(self.get(db, uuid::Uuid::from_u128(9).into()).await?.into_iter().collect())
    }

    async fn get(&self, _: &mut Conn, id: CampaignId) -> Result<Option<CampaignName>, DbError> {
        let risk = *self.0.lock().unwrap();
        let (title, desk) = ("L’eau".to_owned(), "/desk/campaigns/1".to_owned());
        Ok(Some(CampaignName { id, title, risk, takes_things: true, desk, public: None }))
    }
}

#[tokio::test]
async fn a_telephone_joins_by_a_word_gets_what_is_due_and_leaves_by_stop() {
    let home = home().await;
    let fatou = home.fatou().await;
    let (list, id) = sms_list(&fatou, "Points d’eau", "Eau").await;
    assert!(page(&fatou, &list).await.contains("en envoyant EAU"));
    let channel = writing(&home, id).await;

    let told = says(&home, "+22600000041", "eau svp", "a1").await;
    assert_eq!(
        told,
        [
            "Section d'essai : vous recevrez nos SMS \" Points d'eau \". Pour ne plus rien recevoir, répondez STOP."
        ]
    );
    assert_eq!(says(&home, "+22600000041", "eau svp", "a1").await, [""; 0], "the gateway repeats itself");
    assert_eq!(says(&home, "+22600000041", "EAU", "a2").await, [""; 0], "is on it already");
    says(&home, "+22600000042", "Eau", "a3").await;
    assert!(inbox_is_empty(&home).await);
    let mut db = home.house.section.db.read().await.unwrap();
    let known = subscribers::confirmed_after(&mut db, id, 0, 9).await.unwrap();
    drop(db);
    assert_eq!(
        (known[0].consent.as_str(), known[0].confirmed_at),
        ("eau svp", Some(start())),
        "their words are kept"
    );
    assert!(page(&fatou, &list).await.contains("3 inscriptions par mot-clé"));

    // A text goes to both, once, with the line that says how to leave; it is counted before.
    let item = write(&fatou, "Le puits", "Samedi 8 h: nettoyage du puits.", &[&channel], &[]).await;
    let shown = page(&fatou, &item).await;
    assert!(shown.contains("STOP: répondez STOP"), "{shown}");
    assert!(shown.contains("1 SMS × 2 inscrits\u{202f}; le prix"), "{shown}");
    let mut tx = home.house.section.db.begin().await.unwrap();
    let kept: ChannelId = channel.parse().unwrap();
    let kept = channels::by_id(&mut tx, kept).await.unwrap().unwrap();
    channels::update(&mut tx, &Channel { cost: Some(15), ..kept }).await.unwrap();
    tx.commit().await.unwrap();
    assert!(page(&fatou, &item).await.contains("1 SMS × 2 inscrits = 30 francs environ"));
    fatou.post(&item, &[("act", "submit")]).await;
    approve(&home, &item).await;
    assert_eq!(fatou.post(&item, &[("act", "now")]).await.status(), 303);
    home.minutes(2).await;
    let sent = home.house.sms.take();
    let mut numbers: Vec<&str> = sent.iter().map(|sms| sms.to.as_str()).collect();
    numbers.sort_unstable();
    assert_eq!(numbers, ["+22600000041", "+22600000042"]);
    assert_eq!(sent[0].text, "Samedi 8 h: nettoyage du puits.\nSTOP: répondez STOP");

    // One telephone has it, the other never will.
    let db = &home.house.section.db;
    let at = item.rsplit('/').next().unwrap().parse().unwrap();
    let delivery = deliveries::of(&mut db.read().await.unwrap(), at).await.unwrap().remove(0);
    assert_eq!(delivery.state, State::Confirmed);
    for (sms, state) in sent.iter().zip(["1", "2"]) {
        let report = sms.report.clone().unwrap();
        assert!(!report.as_str().contains("2260000"), "no number stands in an address");
        for _ in 0..2 {
            assert_eq!(home.visitor().get(&format!("{}?state={state}", report.path())).await.status(), 200);
        }
    }
    let forged = format!("/sms/report/{}/faux?state=1", sent[1].name);
    assert_eq!(home.visitor().get(&forged).await.status(), 404);
    let mailing = format!("/desk/newsletter/letters/{}", delivery.id);
    let shown = page(&fatou, &mailing).await;
    assert!(
        shown.contains("SMS partis\u{a0}: 1 sur 2, refusés\u{a0}: 1")
            && shown.contains("Un téléphone a confirmé"),
        "{shown}"
    );
    assert!(shown.contains("Samedi 8 h"), "{shown}");
    assert!(page(&fatou, "/desk/newsletter").await.contains("SMS partis\u{a0}: 1 sur 2"));
    assert!(
        !page(&home.visitor(), "/newsletter").await.contains("Samedi 8 h"),
        "nothing of it is on the site"
    );

    // STOP is off at once, wherever the number stands, and is answered once.
    let (_, other) = sms_list(&fatou, "Écoles", "ECOLE").await;
    says(&home, "+22600000041", "école", "a4").await;
    let told = says(&home, "+22600000041", "Arrêt.", "a5").await;
    assert_eq!(told.len(), 1);
    assert!(told[0].contains("plus aucun de nos SMS"), "{told:?}");
    assert_eq!(says(&home, "+22600000041", "Arrêt.", "a5").await, [""; 0]);
    assert_eq!(says(&home, "+22600000041", "STOP", "a6").await, [""; 0]);
    assert_eq!(standings(&home, id).await, [(Standing::Confirmed, 1), (Standing::Left, 1)]);
    assert_eq!(standings(&home, other).await, [(Standing::Left, 1)]);
    let left = subscribers::by_id(&mut db.read().await.unwrap(), known[0].id).await.unwrap().unwrap();
    assert_eq!((left.address, left.consent.as_str()), (None, ""), "their number is forgotten");
    assert!(inbox_is_empty(&home).await);
    // An old message that a gateway brings once more does not bring them back; a new one of theirs does.
    assert_eq!(says(&home, "+22600000041", "eau svp", "a1").await, [""; 0]);
    assert_eq!(standings(&home, id).await, [(Standing::Confirmed, 1), (Standing::Left, 1)]);
    assert_eq!(says(&home, "+22600000041", "Eau", "a7").await.len(), 1);
    assert_eq!(standings(&home, id).await, [(Standing::Confirmed, 2)]);
}

#[tokio::test]
async fn a_number_that_staff_put_down_is_asked_and_answers_for_itself() {
    let home = home().await;
    let (fatou, mariam) = (home.fatou().await, home.mariam().await);
    let (list, id) = sms_list(&fatou, "Points d’eau", "").await;
    assert!(page(&fatou, &list).await.contains("Sans mot-clé"));
    let readers = format!("{list}/readers");
    let add = |number: &'static str, consent: &'static str| {
        [("act", "add"), ("address", number), ("consent", consent), ("language", "fr"), ("tag", "Kaya")]
    };
    assert_eq!(home.awa().await.get(&readers).await.status(), 403, "numbers are for few");
    assert_eq!(home.awa().await.post(&readers, &add("+22600000041", "Awa")).await.status(), 403);
    let shown =
        refused(&mariam, &readers, &add("zéro", "Awa, au marché"), "numéro de téléphone entier").await;
    assert!(shown.contains("value=\"zéro\"") && shown.contains("Awa, au marché"), "{shown}");
    refused(&mariam, &readers, &add("+22600000041", " "), "accord").await;
    assert_eq!(mariam.post(&readers, &add("+226 00 00 00 41", "Awa, au marché, le 14")).await.status(), 303);
    home.work().await;
    let asked = home.house.sms.take();
    assert_eq!((asked.len(), asked[0].to.as_str()), (1, "+22600000041"));
    assert!(asked[0].text.contains("Répondez OUI"), "{}", asked[0].text);
    assert_eq!(standings(&home, id).await, [(Standing::Pending, 1)], "nothing but the question");
    refused(&mariam, &readers, &add("+22600000041", "Awa"), "déjà").await;

    // Whoever was not asked and says yes speaks to people.
    assert_eq!(says(&home, "+22600000049", "Oui", "b0").await, [""; 0]);
    assert!(page(&mariam, "/desk/inbox").await.contains("+22600000049"));
    let told = says(&home, "+22600000041", "Oui !", "b1").await;
    assert_eq!(told.len(), 1);
    assert!(told[0].contains("Points d'eau"), "{told:?}");
    assert_eq!(says(&home, "+22600000041", "Oui !", "b1").await, [""; 0]);
    assert!(inbox_is_empty(&home).await);
    assert_eq!(standings(&home, id).await, [(Standing::Confirmed, 1)]);
    let shown = page(&mariam, &format!("{readers}?address=%2B226+00000041")).await;
    assert!(shown.contains("Awa, au marché, le 14") && shown.contains("Kaya"), "{shown}");

    // A column of numbers: looked at first, then each new one is asked.
    says(&home, "+22600000043", "STOP", "b2").await;
    let lines = "numéro\n+22600000041\n+22600000042;en\n+22600000042\n+22600000043\nabc\n";
    let file = [("file", "numeros.csv", lines.as_bytes())];
    let import = format!("{list}/import");
    let kept = text(mariam.upload(&import, &[("consent", ""), ("lines", lines)], &[]).await).await;
    assert!(kept.contains("+22600000042;en"), "what was typed is not lost: {kept}");
    let shown = text(mariam.upload(&import, &[("consent", "Feuille du club")], &file).await).await;
    for said in [
        "Une personne recevrait la question",
        "Une est déjà",
        "Une est partie",
        "deux fois",
        "lignes\u{a0}: 6",
    ] {
        assert!(shown.contains(said), "{said} in {shown}");
    }
    home.work().await;
    assert!(home.house.sms.take().is_empty(), "only looked at");
    let bring = [("act", "bring"), ("consent", "Feuille du club"), ("lines", lines)];
    assert!(to(&mariam.post(&readers, &bring).await).ends_with("done=brought&n=1"));
    home.work().await;
    let asked = home.house.sms.take();
    assert_eq!((asked.len(), asked[0].to.as_str()), (1, "+22600000042"));
    assert!(asked[0].text.contains("Answer YES"), "in their language: {}", asked[0].text);
    let csv = text(mariam.post(&format!("{list}/export"), &[]).await).await;
    assert!(csv.contains("22600000041") && !csv.contains("22600000042"), "{csv}");

    // Staff bring nobody back who said STOP, on no list.
    let (other, _) = sms_list(&fatou, "Écoles", "").await;
    refused(&mariam, &format!("{other}/readers"), &add("+22600000043", "Awa"), "répondu STOP").await;
    // Who does not answer is forgotten.
    home.house.clock.advance(std::time::Duration::from_secs(8 * 86_400));
    forget_subscribers(home.house.section.clone()).await.unwrap();
    assert_eq!(standings(&home, id).await, [(Standing::Confirmed, 1)]);
    assert!(home.log.acts().contains(&"channels-log-reader"));
}

#[tokio::test]
async fn a_question_whose_answer_is_lost_goes_once_and_one_that_was_not_taken_goes_again() {
    let home = home().await;
    let mariam = home.mariam().await;
    let (list, id) = sms_list(&mariam, "Points d’eau", "EAU").await;
    home.house.sms.fail(&SmsError::Retry("occupé".into()));
    home.house.sms.fail(&SmsError::Unknown);
    let add = [("act", "add"), ("address", "+22600000041"), ("consent", "Awa, le 14")];
    mariam.post(&format!("{list}/readers"), &add).await;
    for _ in 0..4 {
        home.work().await;
    }
    assert_eq!(home.house.sms.take().len(), 1);
    // Whoever says STOP before they were asked is not asked.
    let add = [("act", "add"), ("address", "+22600000042"), ("consent", "Awa, le 14")];
    mariam.post(&format!("{list}/readers"), &add).await;
    let told = says(&home, "+22600000042", "stop", "c1").await;
    assert!(told.iter().all(|text| !text.contains("OUI")) && told.len() == 1, "{told:?}");
    assert_eq!(standings(&home, id).await, [(Standing::Left, 1), (Standing::Pending, 1)]);
}

#[tokio::test]
async fn a_word_belongs_to_one_list_and_lists_are_asked_before_other_rooms() {
    let (log, mut rooms) = answers();
    let petitions = Arc::new(Petitions::default());
    rooms.join::<dyn Keywords>(Arc::<Petitions>::clone(&petitions));
    let home = furnished(log, TestHouse::open(&[SCHEMA], &[griot_i18n::WORDS, WORDS], rooms).await).await;
    let fatou = home.fatou().await;
    let new = |keyword: &'static str| [("name_fr", "Autre"), ("kind", "sms"), ("keyword", keyword)];
    let shown = refused(&fatou, "/desk/newsletter", &new("deux mots"), "un seul mot").await;
    assert!(shown.contains("deux mots") && shown.contains("value=\"sms\" checked"), "{shown}");
    refused(&fatou, "/desk/newsletter", &new("Stop"), "un seul mot").await;
    refused(&fatou, "/desk/newsletter", &new("signer"), "sert déjà ailleurs").await;
    let (list, id) = sms_list(&fatou, "Points d’eau", "EAU").await;
    refused(&fatou, "/desk/newsletter", &new("Eau"), "sert déjà ailleurs").await;
    let (other, second) = sms_list(&fatou, "Écoles", "").await;
    let save = |keyword: &'static str| [("name_fr", "Écoles"), ("keyword", keyword), ("public", "1")];
    refused(&fatou, &other, &save("EAU"), "sert déjà ailleurs").await;
    refused(&fatou, &other, &save("Signer"), "sert déjà ailleurs").await;
    assert_eq!(fatou.post(&other, &save("ecole")).await.status(), 303);
    assert_eq!(fatou.post(&list, &[("name_fr", "Points d’eau"), ("keyword", "eau")]).await.status(), 303);
    assert_eq!(home.awa().await.post(&other, &save("ecole")).await.status(), 403);
    let kept =
        audiences::by_id(&mut home.house.section.db.read().await.unwrap(), second).await.unwrap().unwrap();
    assert_eq!((kept.keyword.as_deref(), kept.public), (Some("ECOLE"), false), "never on the site");

    // The word of another room is still that room's, and a sentence is for people.
    let told = says(&home, "00226 00000045", "Signer  12 34", "d1").await;
    assert!(told.len() == 1 && told[0].contains("Pétitions"), "{told:?}");
    assert_eq!(says(&home, "+22600000045", "Signer  12 34", "d1").await, [""; 0], "brought again");
    let heard = std::mem::take(&mut *petitions.0.lock().unwrap());
    let mark = home.house.section.keys.digest(griot_crypto::Purpose("petitions.phone"), "+22600000045");
    assert_eq!(heard, [("+22600000045 12 34".to_owned(), mark.as_bytes().to_vec())]);
    assert!(inbox_is_empty(&home).await, "a room took it: nothing lies in the inbox");
    assert_eq!(says(&home, "+22600000046", "Eau sale chez nous depuis lundi", "d2").await, [""; 0]);
    assert!(page(&home.mariam().await, "/desk/inbox").await.contains("+22600000046"));
    assert_eq!(standings(&home, id).await, []);
    // Who asks who writes is told so, once a day.
    let told = says(&home, "+22600000041", "AIDE", "d3").await;
    assert!(told.len() == 1 && told[0].contains("EAU, ECOLE"), "{told:?}");
    assert_eq!(says(&home, "+22600000041", "Info ?", "d4").await, [""; 0]);
    assert!(inbox_is_empty(&home).await);
}

#[tokio::test]
async fn what_is_too_dangerous_goes_by_no_sms_by_program_or_by_hand() {
    let (log, mut rooms) = answers();
    let campaign = Arc::new(Campaign(Mutex::new(Risk::Normal)));
    rooms.provide::<dyn Campaigns>(Arc::<Campaign>::clone(&campaign));
    let home = furnished(log, TestHouse::open(&[SCHEMA], &[griot_i18n::WORDS, WORDS], rooms).await).await;
    let fatou = home.fatou().await;
    let (_, list) = sms_list(&fatou, "Points d’eau", "EAU").await;
    let by_program = writing(&home, list).await;
    let by_hand = add_channel(&fatou, "sms", "Téléphone de Fatou").await;
    let nine = uuid::Uuid::from_u128(9).to_string();
    for channel in [&by_program, &by_hand] {
        let more = [("campaign", nine.as_str())];
        let item = write(&fatou, "Le puits", "Samedi 8 h: nettoyage du puits.", &[channel], &more).await;
        *campaign.0.lock().unwrap() = Risk::Normal;
        fatou.post(&item, &[("act", "submit")]).await;
        approve(&home, &item).await;
        *campaign.0.lock().unwrap() = Risk::Elevated;
        assert!(page(&fatou, &item).await.contains("ne peut pas partir par SMS"));
        refused(&fatou, &item, &[("act", "now")], "ne peut pas partir par SMS").await;
        let hour = [("act", "schedule"), ("hour", "2013-02-15T09:00")];
        refused(&fatou, &item, &hour, "ne peut pas partir par SMS").await;
        // What was planned while it was calm and waits for hands is not shown to them any more.
        *campaign.0.lock().unwrap() = Risk::Normal;
        assert_eq!(fatou.post(&item, &[("act", "now")]).await.status(), 303);
        if channel == &by_hand {
            let at = item.rsplit('/').next().unwrap().parse().unwrap();
            let delivery =
                deliveries::of(&mut home.house.section.db.read().await.unwrap(), at).await.unwrap().remove(0);
            let hand = format!("/desk/hand/{}", delivery.id);
            assert!(page(&fatou, &hand).await.contains("nettoyage du puits"));
            *campaign.0.lock().unwrap() = Risk::High;
            let shown = page(&fatou, &hand).await;
            assert!(
                !shown.contains("nettoyage du puits") && shown.contains("ne peut pas partir par SMS"),
                "{shown}"
            );
        }
    }
    let named = [("sensitivity", "at-risk-person"), ("consent", "Dit oui le 14")];
    let item = write(&fatou, "Awa", "Awa parle samedi.", &[&by_hand], &named).await;
    assert!(page(&fatou, &item).await.contains("ne peut pas partir par SMS"));
    refused(&fatou, &item, &[("act", "submit")], "ne peut pas partir par SMS").await;
}

#[tokio::test]
async fn without_a_gateway_the_channel_says_so_and_people_send() {
    let (log, mut rooms) = answers();
    rooms.provide::<NoGateway>(Arc::new(NoGateway));
    let home = furnished(log, TestHouse::open(&[SCHEMA], &[griot_i18n::WORDS, WORDS], rooms).await).await;
    let fatou = home.fatou().await;
    let (list, id) = sms_list(&fatou, "Points d’eau", "EAU").await;
    let channel = writing(&home, id).await;
    let says = "Aucune passerelle SMS n’est réglée";
    assert!(page(&fatou, &format!("/desk/channels/{channel}")).await.contains(says));
    assert!(page(&fatou, &format!("/desk/newsletter/channels/{channel}")).await.contains(says));
    let readers = format!("{list}/readers");
    let add = [("act", "add"), ("address", "+22600000041"), ("consent", "Awa, le 14")];
    refused(&home.mariam().await, &readers, &add, "Sans passerelle SMS").await;
    let bring = [("act", "bring"), ("consent", "Feuille"), ("lines", "+22600000041")];
    refused(&home.mariam().await, &readers, &bring, "Sans passerelle SMS").await;

    let item = write(&fatou, "Le puits", "Samedi 8 h: nettoyage.", &[&channel], &[]).await;
    fatou.post(&item, &[("act", "submit")]).await;
    approve(&home, &item).await;
    assert_eq!(fatou.post(&item, &[("act", "now")]).await.status(), 303);
    home.minutes(2).await;
    let shown = page(&fatou, &item).await;
    assert!(shown.contains(says) && shown.contains("/desk/hand/"), "{shown}");
}

#[tokio::test]
async fn what_nobody_knows_is_decided_by_a_person_who_may() {
    let home = home().await;
    let fatou = home.fatou().await;
    let mut tx = home.house.section.db.begin().await.unwrap();
    let (_, _, due) = crate::factory::messages(&home.house.section, &mut tx, 3).await;
    tx.commit().await.unwrap();
    for _ in 0..3 {
        home.house.sms.fail(&SmsError::Unknown);
    }
    home.minutes(2).await;
    assert_eq!(home.house.sms.take().len(), 3);
    let path = format!("/desk/newsletter/letters/{}", due.id);
    let shown = page(&fatou, &path).await;
    assert!(shown.contains("+22600000001") && shown.contains("et payer"), "{shown}");
    let shown = page(&home.awa().await, &path).await;
    assert!(!shown.contains("+22600000001") && shown.contains("+226 •• •• 01"), "masked: {shown}");
    assert_eq!(home.awa().await.post(&path, &[("act", "again")]).await.status(), 403);
    assert_eq!(fatou.post(&path, &[("act", "again")]).await.status(), 303);
    home.minutes(2).await;
    assert_eq!(home.house.sms.take().len(), 3, "once more, by a word");
    let counts = letters::counts(&mut home.house.section.db.read().await.unwrap(), due.id).await.unwrap();
    assert_eq!((counts.sent, counts.unsure), (3, 0));
}
