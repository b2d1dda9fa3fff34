//! The way of a text from an empty form to the public, and what stands in its way.

use griot_web::testing::{Client, text};

use crate::house::{Home, field, home, to};

/// Adds a channel that is published by hand and returns its id.
pub async fn add_channel(who: &Client, network: &str, name: &str) -> String {
    let fields = [("network", network), ("name", name), ("language", "fr")];
    let answer = who.post("/desk/channels/new", &fields).await;
    assert_eq!(answer.status(), 303, "{}", text(answer).await);
    to(&answer).trim_start_matches("/desk/channels/").split('?').next().unwrap().to_owned()
}

/// Adds a channel that is an account on this server, still without its key, and returns its id.
pub async fn add_account(who: &Client, network: &str, (server, account): (&str, &str)) -> String {
    let name = format!("Notre {network}");
    let fields = [
        ("network", network),
        ("name", name.as_str()),
        ("server", server),
        ("account", account),
        ("language", "fr"),
    ];
    let answer = who.post("/desk/channels/new", &fields).await;
    assert_eq!(answer.status(), 303, "{}", text(answer).await);
    to(&answer).trim_start_matches("/desk/channels/").split('?').next().unwrap().to_owned()
}

/// A picture as telephones bring it.
pub fn png() -> Vec<u8> {
    let mut png = std::io::Cursor::new(Vec::new());
    image::DynamicImage::new_rgb8(640, 400).write_to(&mut png, image::ImageFormat::Png).unwrap();
    png.into_inner()
}

/// Adds a picture of which this is said to the library and returns where it is.
pub async fn add_picture(who: &Client, said: &[(&str, &str)]) -> String {
    let answer = who.upload("/desk/pictures", said, &[("file", "p.png", &png())]).await;
    assert_eq!(answer.status(), 303, "{}", text(answer).await);
    to(&answer).split('?').next().unwrap().to_owned()
}

/// The id at the end of the path of something.
pub fn id_of(path: &str) -> &str {
    path.rsplit('/').next().unwrap()
}

/// Writes a text for these channels and returns where it is.
pub async fn write(
    who: &Client,
    title: &str,
    body: &str,
    channels: &[&str],
    more: &[(&str, &str)],
) -> String {
    let mut fields = vec![("title", title), ("language", "fr"), ("body", body)];
    fields.extend(channels.iter().map(|id| ("to", *id)));
    fields.extend(more);
    let answer = who.post("/desk/items/new", &fields).await;
    assert_eq!(answer.status(), 303, "{}", text(answer).await);
    to(&answer).split('?').next().unwrap().to_owned()
}

pub async fn page(who: &Client, path: &str) -> String {
    let answer = who.get(path).await;
    assert_eq!(answer.status(), 200, "{path}");
    text(answer).await
}

/// Has Mariam approve what is shown to her.
pub async fn approve(home: &Home, path: &str) {
    let mariam = home.mariam().await;
    let digest = field(&page(&mariam, path).await, "digest");
    let answer = mariam.post(path, &[("act", "approve"), ("digest", &digest)]).await;
    assert_eq!(to(&answer), format!("{path}?done=approved"));
}

/// Has Mariam approve a text, and look for whom it could endanger.
pub async fn approve_with_care(home: &Home, path: &str) {
    let mariam = home.mariam().await;
    let digest = field(&page(&mariam, path).await, "digest");
    let answer = mariam.post(path, &[("act", "approve"), ("digest", &digest)]).await;
    assert_eq!(to(&answer), format!("{path}?done=waiting"));
    let answer = mariam.post(path, &[("act", "safety"), ("digest", &digest)]).await;
    assert_eq!(to(&answer), format!("{path}?done=approved"));
}

async fn refused(who: &Client, path: &str, fields: &[(&str, &str)], words: &str) -> String {
    let answer = who.post(path, fields).await;
    assert_eq!(answer.status(), 422);
    let page = text(answer).await;
    assert!(page.contains(words), "{words} in {page}");
    page
}

#[tokio::test]
async fn a_new_section_takes_the_days_of_the_world_and_leaves_some() {
    let home = home().await;
    let fatou = home.fatou().await;
    let own = [("act", "add"), ("day", "8"), ("month", "3"), ("title", "Notre 8 mars")];
    assert_eq!(fatou.post("/desk/calendar/days", &own).await.status(), 303);
    let offer = page(&fatou, "/desk/calendar/days").await;
    assert!(offer.contains("Ajouter les journées internationales (29)"), "{offer}");
    assert_eq!(fatou.post("/desk/calendar/days", &[("act", "usual")]).await.status(), 303);
    let days = page(&fatou, "/desk/calendar/days").await;
    assert!(days.contains("Contre la peine de mort") && days.contains("Notre 8 mars"), "{days}");
    assert!(!days.contains("Droits des femmes"), "what the section calls that day stays");
    assert!(!days.contains("Ajouter les journées internationales"), "there is nothing to add");
    assert!(page(&fatou, "/desk/calendar?at=2013-03-01").await.contains("Journée mondiale de l’eau"));
}

#[tokio::test]
async fn a_text_goes_from_an_empty_form_to_the_public_by_hand() {
    let home = home().await;
    let fatou = home.fatou().await;
    let nowhere = write(&fatou, "L’eau", "L’eau est un droit.", &[], &[]).await;
    refused(&fatou, &nowhere, &[("act", "submit")], "Il ne part sur aucun canal").await;

    let group = add_channel(&fatou, "whatsapp", "Groupe des membres").await;
    let path = write(&fatou, "L’eau", "L’eau est un droit.", &[&group], &[]).await;
    let answer = fatou.post(&path, &[("act", "submit")]).await;
    assert_eq!(to(&answer), format!("{path}?done=waiting"));
    let shown = page(&fatou, &path).await;
    assert!(shown.contains("En relecture") && shown.contains("une approbation"), "{shown}");
    assert!(!shown.contains("name=\"digest\""), "nobody approves what they wrote");
    refused(
        &home.mariam().await,
        &path,
        &[("act", "approve"), ("digest", "00")],
        "changé ce texte entre-temps",
    )
    .await;
    let awa = home.awa().await;
    assert_eq!(awa.post(&path, &[("act", "approve"), ("digest", "00")]).await.status(), 403);

    refused(&fatou, &path, &[("act", "schedule"), ("hour", "2013-02-14T18:00")], "n’est pas approuvé").await;
    approve(&home, &path).await;
    refused(&fatou, &path, &[("act", "schedule"), ("hour", "2013-02-13T18:00")], "Cette heure est passée")
        .await;
    let kept =
        refused(&fatou, &path, &[("act", "schedule"), ("hour", "demain")], "Donnez un jour et une heure")
            .await;
    assert!(kept.contains("value=\"demain\""), "the form comes back filled in");
    let answer = fatou.post(&path, &[("act", "schedule"), ("hour", "2013-02-14T09:02")]).await;
    assert_eq!(to(&answer), format!("{path}?done=scheduled"));
    assert!(page(&fatou, "/desk/calendar").await.contains("09:02</strong> L’eau"));

    assert!(page(&fatou, "/desk/today").await.contains("Tout est calme"));
    home.minutes(2).await;
    let today = page(&fatou, "/desk/today").await;
    assert!(today.contains("À publier à la main") && today.contains("Groupe des membres"), "{today}");
    let letters = home.house.post.letters();
    assert_eq!(letters.len(), 1, "told once");
    assert!(letters[0].subject.contains("À publier maintenant"), "{}", letters[0].subject);
    home.minutes(3).await;
    assert_eq!(home.house.post.letters().len(), 1);

    let hand = today.split("/desk/hand/").nth(1).unwrap().split('"').next().unwrap();
    let hand = format!("/desk/hand/{hand}");
    assert!(page(&fatou, &hand).await.contains("L’eau est un droit."));
    refused(&fatou, &hand, &[("act", "out"), ("address", "pas une adresse")], "ne mène à aucun site").await;
    let answer = fatou.post(&hand, &[("act", "out"), ("address", "https://chat.example/groupe/1")]).await;
    assert_eq!(to(&answer), "/desk/today?done=said");
    let shown = page(&fatou, &path).await;
    assert!(
        shown.contains("Publié") && shown.contains("dit par Fatou") && shown.contains("chat.example"),
        "{shown}"
    );
    assert!(page(&fatou, &hand).await.contains("Rien à faire ici"));
}

#[tokio::test]
async fn two_who_write_at_once_lose_nothing() {
    let home = home().await;
    let (fatou, mariam) = (home.fatou().await, home.mariam().await);
    let path = write(&fatou, "L’eau", "Premier texte.", &[], &[]).await;
    let edit = format!("{path}/edit");
    let revision = field(&page(&fatou, &edit).await, "revision");
    let form = |body: &'static str, revision: &str| {
        [("title", "L’eau"), ("language", "fr"), ("body", body), ("revision", revision)]
            .map(|(n, v)| (n.to_owned(), v.to_owned()))
    };
    let send = |who: Client, fields: [(String, String); 4]| {
        let edit = edit.clone();
        async move {
            let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
            who.post(&edit, &fields).await
        }
    };
    assert_eq!(send(mariam.clone(), form("Celui de Mariam.", &revision)).await.status(), 303);
    let answer = send(fatou.clone(), form("Celui de Fatou.", &revision)).await;
    assert_eq!(answer.status(), 422);
    let shown = text(answer).await;
    assert!(shown.contains("Celui de Mariam.") && shown.contains("Celui de Fatou."), "{shown}");
    assert!(page(&fatou, &path).await.contains("Celui de Mariam."), "nothing was overwritten");
    let fresh = field(&shown, "revision");
    assert_eq!(send(fatou.clone(), form("Les deux.", &fresh)).await.status(), 303);
    assert!(page(&fatou, &path).await.contains("Les deux."));
}

#[tokio::test]
async fn a_changed_word_takes_the_approval_and_the_hour_away() {
    let home = home().await;
    let fatou = home.fatou().await;
    let group = add_channel(&fatou, "whatsapp", "Groupe").await;
    let path = write(&fatou, "L’eau", "L’eau est un droit.", &[&group], &[]).await;
    fatou.post(&path, &[("act", "submit")]).await;
    approve(&home, &path).await;
    fatou.post(&path, &[("act", "schedule"), ("hour", "2013-02-15T09:00")]).await;
    let edit = format!("{path}/edit");
    let form = page(&fatou, &edit).await;
    assert!(form.contains("il faudra l’approuver de nouveau"));
    let revision = field(&form, "revision");
    let fields = [
        ("title", "L’eau"),
        ("language", "fr"),
        ("body", "L’eau est un droit !"),
        ("to", &group),
        ("revision", &revision),
        ("planned_at", "2013-02-15T09:00"),
    ];
    assert_eq!(fatou.post(&edit, &fields).await.status(), 303);
    let shown = page(&fatou, &path).await;
    assert!(shown.contains("En relecture") && shown.contains("arrêté"), "{shown}");
    home.minutes(3).await;
    assert!(page(&home.mariam().await, "/desk/today").await.contains("À relire"));
}

#[tokio::test]
async fn a_small_team_is_not_blocked_and_whoever_is_named_is_looked_after() {
    let home = home().await;
    let (fatou, mariam) = (home.fatou().await, home.mariam().await);
    assert_eq!(to(&mariam.post("/desk/channels/ways", &[("preset", "two")]).await), "/desk/channels/ways");
    assert_eq!(home.log.acts(), ["channels-log-ways"]);
    let group = add_channel(&fatou, "whatsapp", "Groupe").await;
    let path = write(&fatou, "L’eau", "L’eau est un droit.", &[&group], &[]).await;
    assert_eq!(to(&fatou.post(&path, &[("act", "submit")]).await), format!("{path}?done=approved"));

    let named =
        write(&fatou, "Le portrait", "Rose parle.", &[&group], &[("sensitivity", "named-person")]).await;
    refused(&fatou, &named, &[("act", "submit")], "dites qui a dit oui").await;
    let revision = field(&page(&fatou, &format!("{named}/edit")).await, "revision");
    let fields = [
        ("title", "Le portrait"),
        ("language", "fr"),
        ("body", "Rose parle."),
        ("to", &group),
        ("revision", &revision),
        ("sensitivity", "named-person"),
        ("consent", "Rose, pour ce texte, jusqu’en mars"),
    ];
    fatou.post(&format!("{named}/edit"), &fields).await;
    assert_eq!(to(&fatou.post(&named, &[("act", "submit")]).await), format!("{named}?done=waiting"));
    let digest = field(&page(&mariam, &named).await, "digest");
    let answer = mariam.post(&named, &[("act", "safety"), ("digest", &digest)]).await;
    assert_eq!(to(&answer), format!("{named}?done=approved"));
}

#[tokio::test]
async fn a_consent_taken_back_takes_the_texts_back_with_it() {
    let home = home().await;
    let fatou = home.fatou().await;
    let group = add_channel(&fatou, "whatsapp", "Groupe").await;
    let said = [("alt", ""), ("language", "fr"), ("consent", "missing")];
    let answer = fatou.upload("/desk/pictures", &said, &[("file", "p.png", &png())]).await;
    assert_eq!(answer.status(), 422);
    let said = [("alt", "Rose à l’atelier"), ("language", "fr"), ("consent", "missing")];
    let picture = add_picture(&fatou, &said).await;
    let id = id_of(&picture).to_owned();
    let path = write(&fatou, "Rose", "Voici Rose.", &[&group], &[("picture", &id)]).await;
    refused(&fatou, &path, &[("act", "submit")], "n’ont pas dit oui").await;
    let yes = [
        ("alt", "Rose à l’atelier"),
        ("language", "fr"),
        ("consent", "given"),
        ("consent_who", "Rose Kinda"),
    ];
    assert_eq!(to(&fatou.post(&picture, &yes).await), format!("{picture}?done=saved"));
    assert_eq!(home.log.acts(), ["channels-log-consent"]);
    fatou.post(&path, &[("act", "submit")]).await;
    assert!(page(&fatou, &path).await.contains("une image montre une personne"), "a second pair of eyes");
    approve_with_care(&home, &path).await;
    fatou.post(&path, &[("act", "now")]).await;
    home.minutes(1).await;
    let hand = page(&fatou, "/desk/today")
        .await
        .split("/desk/hand/")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .to_owned();
    assert!(page(&fatou, &format!("/desk/hand/{hand}")).await.contains("Rose à l’atelier"));
    fatou.post(&format!("/desk/hand/{hand}"), &[("act", "out")]).await;
    let no = [("alt", "Rose à l’atelier"), ("language", "fr"), ("consent", "withdrawn")];
    assert_eq!(to(&fatou.post(&picture, &no).await), format!("{picture}?done=pulled"));
    home.minutes(1).await;
    let shown = page(&fatou, &path).await;
    assert!(shown.contains("Retiré") && shown.contains("à retirer à la main"), "{shown}");
    let delivery = shown.split("/desk/deliveries/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    fatou.post(&format!("/desk/deliveries/{delivery}"), &[("say", "back")]).await;
    assert!(page(&fatou, &path).await.contains("retiré</span>"));
}

#[tokio::test]
async fn everything_stands_still_until_somebody_lets_it_go_on() {
    let home = home().await;
    let fatou = home.fatou().await;
    assert!(page(&fatou, "/desk/channels/cut").await.contains("Tout arrêter maintenant"));
    fatou.post("/desk/channels/cut", &[("act", "stop")]).await;
    assert!(page(&fatou, "/desk/today").await.contains("Tout est arrêté depuis"));
    fatou.post("/desk/channels/cut", &[("act", "go-on")]).await;
    assert!(!page(&fatou, "/desk/today").await.contains("Tout est arrêté depuis"));
    assert_eq!(home.log.acts(), ["channels-log-cut", "channels-log-go-on"]);
}

#[tokio::test]
async fn the_calendar_moves_what_may_move_and_is_read_elsewhere_by_its_secret() {
    let home = home().await;
    let fatou = home.fatou().await;
    let group = add_channel(&fatou, "whatsapp", "Groupe").await;
    let hour = [("planned_at", "2013-02-20T10:00")];
    let path = write(&fatou, "Marché", "Au marché.", &[&group], &hour).await;
    write(&fatou, "Concert", "Au concert.", &[&group], &[("planned_at", "2013-02-20T10:30")]).await;
    let month = page(&fatou, "/desk/calendar?at=2013-02-14").await;
    assert!(month.contains("10:00</strong> Marché") && month.contains("Un télescopage"), "{month}");
    for view in ["week", "list"] {
        let shown = page(&fatou, &format!("/desk/calendar?view={view}&at=2013-02-18")).await;
        assert!(shown.contains("Marché"), "{view}");
    }
    assert!(!page(&fatou, "/desk/calendar?at=2013-03-01&channel=x").await.contains("Marché"));
    let what = format!("item:{}", path.rsplit('/').next().unwrap());
    let day = [("what", what.as_str()), ("day", "2013-02-21"), ("back", "/desk/calendar")];
    assert_eq!(to(&fatou.post("/desk/calendar/move", &day).await), "/desk/calendar?done=moved");
    assert!(page(&fatou, &path).await.contains("21 février 2013"));
    let past = [("what", what.as_str()), ("hour", "2013-02-01T10:00"), ("back", "https://ailleurs.example/")];
    let shown = refused(&fatou, "/desk/calendar/move", &past, "Cette heure est passée").await;
    assert!(shown.contains("name=\"back\" value=\"/desk/calendar\"") && shown.contains("2013-02-01T10:00"));

    fatou
        .post(
            "/desk/calendar/days",
            &[("act", "add"), ("day", "8"), ("month", "3"), ("title", "Droits des femmes")],
        )
        .await;
    refused(
        &fatou,
        "/desk/calendar/days",
        &[("act", "add"), ("day", "31"), ("month", "2"), ("title", "x")],
        "un jour du calendrier",
    )
    .await;
    assert!(page(&fatou, "/desk/calendar?at=2013-03-01").await.contains("Droits des femmes"));

    let days = page(&fatou, "/desk/calendar/days").await;
    let feed =
        days.split("https://section.example/calendar/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let visitor = home.visitor();
    let ics = page(&visitor, &format!("/calendar/{feed}")).await;
    assert!(ics.starts_with("BEGIN:VCALENDAR\r\n") && ics.contains("DTSTART:20130221T100000Z"), "{ics}");
    assert_eq!(visitor.get("/calendar/autre.ics").await.status(), 404);
    fatou.post("/desk/calendar/feed", &[]).await;
    assert_eq!(visitor.get(&format!("/calendar/{feed}")).await.status(), 404, "the old address is closed");
}

#[tokio::test]
async fn a_form_with_a_fault_comes_back_filled_in() {
    let home = home().await;
    let fatou = home.fatou().await;
    for (name, value, words) in [
        ("title", "", "Donnez un titre"),
        ("link", "javascript:alert(1)", "Le lien doit commencer"),
        ("planned_at", "hier", "Donnez un jour et une heure"),
        ("not_after", "2013-02-14T10:00", "il serait trop tard"),
    ] {
        let mut fields = vec![
            ("title", "Titre"),
            ("language", "fr"),
            ("body", "Gardez-moi"),
            ("link", ""),
            ("planned_at", "2013-02-14T10:00"),
            ("not_after", ""),
        ];
        for field in &mut fields {
            if field.0 == name {
                field.1 = value;
            }
        }
        let shown = refused(&fatou, "/desk/items/new", &fields, words).await;
        assert!(shown.contains("Gardez-moi"), "{name}");
    }
    // A key would travel in the clear.
    for server in ["ftp://x", "http://mastodon.example"] {
        let fields = [("network", "mastodon"), ("name", "Le nôtre"), ("server", server), ("language", "fr")];
        let shown = refused(&fatou, "/desk/channels/new", &fields, "ne peut pas être appelé").await;
        assert!(shown.contains("value=\"Le nôtre\""));
    }
    assert_eq!(home.awa().await.get("/desk/channels/new").await.status(), 403);
}

#[tokio::test]
async fn a_channel_with_texts_waiting_is_not_closed() {
    let home = home().await;
    let fatou = home.fatou().await;
    let group = add_channel(&fatou, "whatsapp", "Groupe").await;
    let path = write(&fatou, "L’eau", "L’eau est un droit.", &[&group], &[]).await;
    fatou.post(&path, &[("act", "submit")]).await;
    approve(&home, &path).await;
    fatou.post(&path, &[("act", "schedule"), ("hour", "2013-02-15T09:00")]).await;
    let act = format!("/desk/channels/{group}/act");
    refused(&fatou, &act, &[("act", "close")], "Des textes attendent ce canal").await;
    fatou.post(&path, &[("act", "unschedule")]).await;
    assert_eq!(fatou.post(&act, &[("act", "close")]).await.status(), 303);
    refused(&fatou, &path, &[("act", "schedule"), ("hour", "2013-02-15T09:00")], "est fermé").await;
}

#[tokio::test]
async fn an_author_works_on_their_own_texts_alone() {
    let home = home().await;
    let (fatou, awa) = (home.fatou().await, home.awa().await);
    let hers = write(&fatou, "De Fatou", "Le texte de Fatou.", &[], &[]).await;
    let own = write(&awa, "D’Awa", "Le texte d’Awa.", &[], &[]).await;
    assert_eq!(awa.get(&format!("{own}/edit")).await.status(), 200);
    assert_eq!(awa.get(&format!("{hers}/edit")).await.status(), 403);
    let fields = [("title", "Autre"), ("language", "fr"), ("body", "Autre"), ("revision", "1")];
    assert_eq!(awa.post(&format!("{hers}/edit"), &fields).await.status(), 403);
    assert_eq!(awa.post(&hers, &[("act", "submit")]).await.status(), 403);
    let shown = page(&awa, &hers).await;
    assert!(shown.contains("Le texte de Fatou.") && !shown.contains("/edit"), "{shown}");
    assert_eq!(fatou.get(&format!("{own}/edit")).await.status(), 200, "an editor works on all");
}
