//! Press and radio as their pages are walked.

use griot_web::testing::{Client, bytes, text};

use crate::{
    house::{Home, field, home, to},
    pages::{add_channel, approve, page, write},
};

async fn refused(who: &Client, path: &str, fields: &[(&str, &str)], words: &str) -> String {
    let answer = who.post(path, fields).await;
    assert_eq!(answer.status(), 422, "{path}");
    let page = text(answer).await;
    assert!(page.contains(words), "{words} in {page}");
    page
}

async fn pdf(who: &Client, path: &str) -> Vec<u8> {
    let answer = who.get(path).await;
    assert_eq!(answer.status(), 200, "{path}");
    assert_eq!(answer.headers()["content-type"], "application/pdf");
    let file = bytes(answer).await.to_vec();
    assert!(file.starts_with(b"%PDF-"));
    file
}

/// A communiqué that is approved: where it is.
async fn approved(home: &Home, more: &[(&str, &str)]) -> String {
    let fatou = home.fatou().await;
    let press = add_channel(&fatou, "press", "La presse").await;
    let path =
        write(&fatou, "L’eau est un droit", "L’eau.\n\n- une fontaine\n- un prix", &[&press], more).await;
    fatou.post(&path, &[("act", "submit")]).await;
    approve(home, &path).await;
    path
}

async fn journalist(who: &Client, name: &str, email: &str, language: &str) {
    let fields = [
        ("name", name),
        ("medium", "Le Quotidien inventé"),
        ("beat", "eau"),
        ("language", language),
        ("email", email),
        ("consent", "par téléphone"),
        ("consent_at", "2013-02-01"),
    ];
    let answer = who.post("/desk/press/journalists", &fields).await;
    assert_eq!(answer.status(), 303, "{}", text(answer).await);
}

#[tokio::test]
async fn a_communique_gets_its_number_its_paper_and_its_letters() {
    let home = home().await;
    let fatou = home.fatou().await;
    assert!(page(&fatou, "/desk/press").await.contains("Aucun communiqué"));
    let path = approved(&home, &[]).await;
    let desk = format!("{path}/communique");
    assert!(page(&fatou, &desk).await.contains("n° 2013-01"));
    assert!(page(&fatou, &path).await.contains("Page du communiqué"));
    let kept = refused(&fatou, &desk, &[("place", "Kaya"), ("speaker", "Awa")], "accepté").await;
    assert!(kept.contains("value=\"Kaya\"") && kept.contains("value=\"Awa\""), "it comes back filled in");
    refused(&fatou, &desk, &[("speaker_email", "pas une adresse")], "ne s’écrit pas ainsi").await;
    let said = [
        ("place", "Kaya"),
        ("speaker", "Awa Ouédraogo"),
        ("speaker_phone", "+226 00 00 00 00"),
        ("speaker_consent", "d’accord le 10 février"),
        ("points", "- L’eau d’abord"),
    ];
    assert_eq!(to(&fatou.post(&desk, &said).await), format!("{desk}?done=saved"));
    // Who reads it is told of whom to ask: that is read again.
    assert!(page(&fatou, &path).await.contains("En relecture"));
    approve(&home, &path).await;
    pdf(&fatou, &format!("{path}/communique.pdf")).await;
    pdf(&fatou, &format!("{path}/points.pdf")).await;
    assert_eq!(home.visitor().get("/press/2013-01").await.status(), 404, "it is not out");
    assert_eq!(home.visitor().get(&desk).await.status(), 303, "strangers sign in first");

    journalist(&fatou, "Une", "une@exemple.bf", "fr").await;
    journalist(&fatou, "Deux", "deux@exemple.bf", "fr").await;
    journalist(&fatou, "Trois", "trois@exemple.bf", "en").await;
    fatou.post(&path, &[("act", "now")]).await;
    home.minutes(1).await;
    home.house.post.take();
    let today = page(&fatou, "/desk/today").await;
    let hand =
        format!("/desk/hand/{}", today.split("/desk/hand/").nth(1).unwrap().split('"').next().unwrap());
    assert!(page(&fatou, &hand).await.contains("Envoyer à 3 journalistes"));
    let sent = fatou.post(&format!("{hand}/letters"), &[("language", "fr"), ("beat", "")]).await;
    assert_eq!(to(&sent), format!("{hand}?done=sending#letters"));
    home.work().await;
    home.work().await;
    let letters = home.house.post.take();
    assert_eq!(letters.len(), 2, "one for each, and none for whoever reads English");
    assert!(letters.iter().all(|one| one.subject.contains("2013-01") && one.text.contains("Awa Ouédraogo")));
    assert!(page(&fatou, &hand).await.contains("Envoyer à 1 journaliste"));

    let link = letters[0].text.split_whitespace().find(|word| word.contains("/press/2013-01/")).unwrap();
    let link = format!("/press/{}", link.split("/press/").nth(1).unwrap());
    pdf(&home.visitor(), &link).await;
    pdf(&home.visitor(), "/press/2013-01/communique.pdf").await;
    assert_eq!(home.visitor().get("/press/2013-01/0000.pdf").await.status(), 404);
    let shown = page(&home.visitor(), "/press/2013-01").await;
    assert!(shown.contains("Kaya, le") && shown.contains("+226 00 00 00 00") && !shown.contains("d’abord"));
    assert!(page(&home.visitor(), "/press").await.contains("L’eau est un droit"));
    let feed = page(&home.visitor(), "/feeds/press.atom").await;
    assert!(
        feed.contains("https://section.example/press/2013-01") && feed.contains("une fontaine"),
        "{feed}"
    );
    let out = [("place", "Bobo-Dioulasso"), ("points", "- L’eau d’abord")];
    refused(&fatou, &desk, &out, "Ce communiqué est parti").await;

    let one = field(&page(&fatou, &hand).await, "journalist");
    fatou.post(&format!("{hand}/letter"), &[("journalist", &one), ("say", "published")]).await;
    assert!(page(&fatou, &desk).await.contains("Publiée 1"));
    home.mariam().await.post(&path, &[("act", "withdraw"), ("words", "Une erreur")]).await;
    assert_eq!(home.visitor().get("/press/2013-01").await.status(), 404);
    assert!(!page(&home.visitor(), "/feeds/press.atom").await.contains("2013-01"));
    assert_eq!(home.visitor().get(&link).await.status(), 404, "what was taken back opens to nobody");
    fatou.post(&path, &[("act", "reopen")]).await;
    assert!(page(&fatou, &path).await.contains("Brouillon"));
    assert_eq!(home.visitor().get(&link).await.status(), 404, "nor does what nobody approved yet");
}

#[tokio::test]
async fn each_language_of_a_communique_has_its_own_title() {
    let home = home().await;
    let fatou = home.fatou().await;
    let press = add_channel(&fatou, "press", "La presse").await;
    let page_of = add_channel(&fatou, "facebook", "Page").await;
    let both = [press.as_str(), page_of.as_str()];
    let path = write(&fatou, "L’eau est un droit", "Neuf écoles sur dix.", &both, &[]).await;
    let edit = format!("{path}/edit");
    let revision = field(&page(&fatou, &edit).await, "revision");
    let english = [
        ("revision", revision.as_str()),
        ("title", "L’eau est un droit"),
        ("language", "en"),
        ("body", "# Water is a right\n\nNine schools of ten."),
        ("to", press.as_str()),
        ("to", page_of.as_str()),
    ];
    assert_eq!(fatou.post(&edit, &english).await.status(), 303);
    fatou.post(&path, &[("act", "submit")]).await;
    approve(&home, &path).await;
    journalist(&fatou, "Une", "une@exemple.bf", "fr").await;
    journalist(&fatou, "Trois", "trois@exemple.bf", "en").await;
    fatou.post(&path, &[("act", "now")]).await;
    home.minutes(1).await;
    home.house.post.take();
    let today = page(&fatou, "/desk/today").await;
    let hands = today
        .split("/desk/hand/")
        .skip(1)
        .map(|rest| format!("/desk/hand/{}", rest.split('"').next().unwrap()));
    for hand in hands {
        fatou.post(&format!("{hand}/letters"), &[]).await;
    }
    home.work().await;
    home.work().await;
    let letters = home.house.post.take();
    let to_english = letters.iter().find(|one| one.language == "en").unwrap();
    assert!(to_english.subject.contains("Water is a right"), "{}", to_english.subject);
    assert!(
        to_english.text.contains("Nine schools") && !to_english.text.contains('#'),
        "{}",
        to_english.text
    );
    let to_french = letters.iter().find(|one| one.language == "fr").unwrap();
    assert!(to_french.subject.contains("L’eau est un droit"), "{}", to_french.subject);
    let list = page(&home.visitor(), "/press?lang=en").await;
    assert!(list.contains("Water is a right") && !list.contains("L’eau est un droit"), "{list}");
    assert!(page(&home.visitor(), "/press").await.contains("L’eau est un droit"));
    let one = page(&home.visitor(), "/press/2013-01?lang=en").await;
    assert!(one.contains("<h1 lang=\"en\">Water is a right") || one.contains("Water is a right"), "{one}");
    assert!(!one.contains("# Water"), "{one}");
}

#[tokio::test]
async fn under_an_embargo_it_goes_to_the_press_and_not_to_the_public() {
    let home = home().await;
    let fatou = home.fatou().await;
    let path = approved(&home, &[("embargo_until", "2013-02-20T10:00")]).await;
    journalist(&fatou, "Une", "une@exemple.bf", "fr").await;
    let answer = fatou.post(&path, &[("act", "now")]).await;
    assert_eq!(to(&answer), format!("{path}?done=scheduled"));
    home.minutes(1).await;
    home.house.post.take();
    let today = page(&fatou, "/desk/today").await;
    let hand =
        format!("/desk/hand/{}", today.split("/desk/hand/").nth(1).unwrap().split('"').next().unwrap());
    fatou.post(&format!("{hand}/letters"), &[]).await;
    home.work().await;
    home.work().await;
    let letters = home.house.post.take();
    assert!(letters[0].text.contains("EMBARGO"), "{}", letters[0].text);
    assert_eq!(home.visitor().get("/press/2013-01").await.status(), 404);
    assert!(!page(&home.visitor(), "/press").await.contains("L’eau"));
    home.house.clock.advance(std::time::Duration::from_secs(7 * 86_400));
    assert_eq!(home.visitor().get("/press/2013-01").await.status(), 200);
}

#[tokio::test]
async fn a_letter_that_was_not_answered_waits_for_a_person() {
    let home = home().await;
    let fatou = home.fatou().await;
    let path = approved(&home, &[]).await;
    journalist(&fatou, "Une", "une@exemple.bf", "fr").await;
    fatou.post(&path, &[("act", "now")]).await;
    home.minutes(1).await;
    home.house.post.take();
    let today = page(&fatou, "/desk/today").await;
    let hand =
        format!("/desk/hand/{}", today.split("/desk/hand/").nth(1).unwrap().split('"').next().unwrap());
    home.house.post.fail(&griot_delivery::PostError::Unsure("pas de réponse".into()), 1);
    fatou.post(&format!("{hand}/letters"), &[]).await;
    home.work().await;
    home.work().await;
    assert!(home.house.post.take().is_empty());
    let shown = page(&fatou, &hand).await;
    assert!(shown.contains("Peut-être partie") && shown.contains("Envoyer encore"), "{shown}");
    let one = field(&shown, "journalist");
    fatou.post(&format!("{hand}/letter"), &[("journalist", &one), ("say", "again")]).await;
    home.work().await;
    home.work().await;
    assert_eq!(home.house.post.take().len(), 1);
}

#[tokio::test]
async fn journalists_are_refused_with_a_sentence_and_forgotten() {
    let home = home().await;
    let fatou = home.fatou().await;
    let list = "/desk/press/journalists";
    assert_eq!(home.awa().await.get(list).await.status(), 403, "names are not for everybody");
    refused(&fatou, list, &[("name", ""), ("medium", "Journal")], "nom").await;
    refused(&fatou, list, &[("name", "Une"), ("email", "x")], "ne s’écrit pas ainsi").await;
    refused(&fatou, list, &[("name", "Une"), ("consent", "oui")], "depuis quel jour").await;
    refused(&fatou, list, &[("name", "Une"), ("consent_until", "demain")], "Donnez un jour").await;
    journalist(&fatou, "Une", "une@exemple.bf", "fr").await;
    let again = [("name", "Autre"), ("email", "UNE@exemple.bf")];
    assert!(refused(&fatou, list, &again, "a cette adresse").await.contains("value=\"Autre\""));
    let shown = page(&fatou, list).await;
    let ids = shown.split("journalists/").map(|rest| rest.split('"').next().unwrap());
    let one = format!("{list}/{}", ids.filter(|id| id.len() == 36).last().unwrap());
    assert!(page(&fatou, &one).await.contains("par téléphone"));
    assert_eq!(to(&fatou.post(&one, &[("act", "forget")]).await), format!("{list}?done=forgotten"));
    assert_eq!(fatou.get(&one).await.status(), 404);
}

#[tokio::test]
async fn the_press_review_counts_by_tone_and_the_reply_has_its_day() {
    let home = home().await;
    let fatou = home.fatou().await;
    let path = approved(&home, &[]).await;
    let item = path.trim_start_matches("/desk/items/");
    let review = "/desk/press/review";
    let fields = [("medium", "Journal inventé"), ("day", "2013-02-14"), ("tone", "for"), ("item", item)];
    let bad = fatou.upload(review, &[("medium", "Journal"), ("tone", "for"), ("day", "hier")], &[]).await;
    assert_eq!(bad.status(), 422);
    let bad = fatou.upload(review, &fields, &[("file", "a.png", b"rien")]).await;
    assert_eq!(bad.status(), 422, "what is no picture is not kept");
    let answer = fatou.upload(review, &fields, &[]).await;
    assert_eq!(to(&answer), format!("{review}?month=2013-02&done=saved"));
    assert!(
        page(&fatou, &format!("{path}/communique"))
            .await
            .contains("Pour : 1".replace(' ', "\u{a0}").as_str())
            || page(&fatou, &format!("{path}/communique")).await.contains("Pour")
    );
    let shown = page(&fatou, &format!("{review}?month=2013-02")).await;
    let clip = format!("{review}/{}", shown.split("review/").nth(1).unwrap().split('"').next().unwrap());
    assert_eq!(to(&fatou.post(&clip, &[]).await), format!("{review}?done=removed"));
    assert_eq!(fatou.post(&clip, &[]).await.status(), 404);

    let replies = "/desk/press/replies";
    refused(&fatou, replies, &[("said", ""), ("medium", "J")], "Écrivez ce qui a été dit").await;
    refused(&fatou, "/desk/press/ways", &[("reply_days", "0")], "nombre de jours").await;
    fatou.post("/desk/press/ways", &[("reply_days", "8"), ("place", "Kaya")]).await;
    let said = [("said", "La section ment."), ("medium", "Journal inventé"), ("said_on", "2013-02-10")];
    assert_eq!(to(&fatou.post(replies, &said).await), format!("{replies}?done=saved"));
    let shown = page(&fatou, replies).await;
    assert!(shown.contains("18 février 2013"), "{shown}");
    let one = format!("{replies}/{}", shown.split("replies/").nth(1).unwrap().split('"').next().unwrap());
    let begun = to(&fatou.post(&one, &[("act", "write")]).await);
    assert!(page(&fatou, &begun).await.contains("La section ment."));
    fatou.post(&one, &[("act", "refused")]).await;
    assert!(page(&fatou, replies).await.contains("Refusée"));
}

#[tokio::test]
async fn a_station_says_it_and_the_sums_are_shown() {
    let home = home().await;
    let fatou = home.fatou().await;
    let station = add_channel(&fatou, "radio", "Radio inventée").await;
    let path = write(&fatou, "L’eau", "Un spot de trente secondes.", &[&station], &[]).await;
    let about = format!("/desk/press/radio/{station}");
    refused(&fatou, &about, &[("price", "beaucoup")], "en chiffres").await;
    let known = [("frequency", "98.4 FM"), ("places", "Kaya"), ("price", "5 000")];
    assert_eq!(to(&fatou.post(&about, &known).await), "/desk/press/radio?done=saved");
    let radio = format!("{path}/radio");
    let aired = |day: &'static str, heard: &'static str, times: &'static str, cost: &'static str| {
        [
            ("channel", station.clone()),
            ("day", day.into()),
            ("heard", heard.into()),
            ("times", times.into()),
            ("cost", cost.into()),
        ]
    };
    for (fields, words) in [
        (aired("2013-02-30", "1", "1", ""), "Donnez un jour"),
        (aired("2013-03-30", "1", "1", ""), "pas encore venu"),
        (aired("2013-02-12", "1", "0", ""), "combien de fois"),
        (aired("2013-02-12", "1", "1", "cher"), "en chiffres"),
    ] {
        let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        refused(&fatou, &radio, &fields, words).await;
    }
    for fields in [aired("2013-02-12", "1", "12", "40 000"), aired("2013-02-13", "0", "3", "5000")] {
        let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        assert_eq!(to(&fatou.post(&radio, &fields).await), format!("{radio}?done=saved"));
    }
    let shown = page(&fatou, &path).await;
    assert!(shown.contains("Entendu 12 fois, déclaré 3 fois"), "{shown}");
    assert!(page(&fatou, "/desk/press/radio?month=2013-02").await.contains("Entendu 12 fois"));
    assert!(page(&fatou, "/desk/press/radio?month=2013-01").await.contains("Entendu 0 fois"));

    let sound =
        std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/../../foundation/files/tests/data/webkit.m4a"));
    let sound = sound.unwrap();
    let bad =
        fatou.upload(&format!("{path}/sound"), &[("language", "fr")], &[("file", "a.mp3", b"rien")]).await;
    assert_eq!(bad.status(), 422);
    let answer =
        fatou.upload(&format!("{path}/sound"), &[("language", "mos")], &[("file", "a.m4a", &sound)]).await;
    assert_eq!(to(&answer), format!("{radio}?done=saved"));
    assert!(page(&fatou, &radio).await.contains("<audio controls"));
}

#[tokio::test]
async fn a_card_is_looked_at_and_then_kept() {
    let home = home().await;
    let fatou = home.fatou().await;
    let card = "/desk/pictures/card";
    refused(&fatou, card, &[("words", " ")], "Écrivez la phrase").await;
    let bad =
        refused(&fatou, card, &[("words", "Debout ✊"), ("design", "indigo")], "n’a pas ces signes").await;
    assert!(bad.contains("Debout ✊"), "it comes back filled in");
    let long = "ɛ".repeat(221);
    refused(&fatou, card, &[("words", &long)], "trop longue").await;
    let mut fields =
        vec![("words", "L’eau n’attend pas."), ("who", "Awa, de Kaya"), ("format", "wide"), ("act", "show")];
    let answer = fatou.post(card, &fields).await;
    assert_eq!(answer.status(), 200);
    let shown = text(answer).await;
    let src = shown
        .split("<img src=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .replace("&amp;", "&")
        .replace("&#38;", "&");
    let drawn = fatou.get(&src).await;
    assert_eq!(
        (drawn.status().as_u16(), drawn.headers()["content-type"].to_str().unwrap()),
        (200, "image/png")
    );
    fields[3].1 = "keep";
    refused(&fatou, card, &fields, "Dites qui a dit oui").await;
    fields.push(("consent_who", "Awa, par écrit"));
    let kept = to(&fatou.post(card, &fields).await);
    let shown = page(&fatou, kept.split('?').next().unwrap()).await;
    assert!(shown.contains("L’eau n’attend pas.") && shown.contains("dit par Awa, de Kaya"), "{shown}");
    assert!(shown.contains("Awa, par écrit"));
}
