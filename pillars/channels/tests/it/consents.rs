//! A consent that ends on its day.

use std::time::Duration;

use griot_channels::{
    jobs::end_consents,
    store::{items, pictures},
};

use crate::{
    house::{home, to},
    pages::{add_channel, add_picture, approve_with_care, id_of, page, write},
};

#[tokio::test]
async fn a_consent_that_ends_takes_the_texts_back_on_its_day_and_once() {
    let home = home().await;
    let fatou = home.fatou().await;
    let group = add_channel(&fatou, "whatsapp", "Groupe").await;
    let said = [
        ("alt", "Rose à l’atelier"),
        ("language", "fr"),
        ("consent", "given"),
        ("consent_who", "Rose Kinda"),
        ("consent_until", "2013-02-16"),
    ];
    let picture = add_picture(&fatou, &said).await;
    let path = write(&fatou, "Rose", "Voici Rose.", &[&group], &[("picture", id_of(&picture))]).await;
    fatou.post(&path, &[("act", "submit")]).await;
    approve_with_care(&home, &path).await;
    fatou.post(&path, &[("act", "now")]).await;
    home.minutes(1).await;
    let today = page(&fatou, "/desk/today").await;
    let hand = today.split("/desk/hand/").nth(1).unwrap().split('"').next().unwrap();
    fatou.post(&format!("/desk/hand/{hand}"), &[("act", "out")]).await;

    let section = home.house.section.clone();
    let ended = async || {
        pictures::ended(&mut section.db.read().await.unwrap(), section.clock.now(), 10).await.unwrap()
    };
    end_consents(section.clone()).await.unwrap();
    assert!(page(&fatou, &path).await.contains("Publié"), "until its day it stands");
    home.house.clock.advance(Duration::from_secs(3 * 86_400));
    assert_eq!(ended().await.len(), 1);
    for _ in 0..2 {
        end_consents(section.clone()).await.unwrap();
    }
    let shown = page(&fatou, &path).await;
    assert!(shown.contains("Retiré") && shown.contains("arrivé à sa fin"), "{shown}");
    assert_eq!(shown.matches("arrivé à sa fin").count(), 1, "{shown}");
    assert!(ended().await.is_empty());
}

#[tokio::test]
async fn a_text_that_names_somebody_is_taken_back_when_their_consent_ends() {
    let home = home().await;
    let fatou = home.fatou().await;
    let group = add_channel(&fatou, "whatsapp", "Groupe").await;
    let named = [("sensitivity", "named-person"), ("consent", "Rose Kinda, pour son nom")];
    let over: Vec<_> = named.into_iter().chain([("consent_until", "2013-02-13")]).collect();
    let path = write(&fatou, "Rose", "Rose Kinda parle.", &[&group], &over).await;
    let answer = fatou.post(&path, &[("act", "submit")]).await;
    assert_eq!(answer.status(), 422);
    assert!(griot_web::testing::text(answer).await.contains("sera fini à cette heure-là"));

    let until: Vec<_> = named.into_iter().chain([("consent_until", "2013-02-16")]).collect();
    let path = write(&fatou, "Rose", "Rose Kinda parle.", &[&group], &until).await;
    assert!(page(&fatou, &format!("{path}/edit")).await.contains("value=\"2013-02-16\""));
    fatou.post(&path, &[("act", "submit")]).await;
    approve_with_care(&home, &path).await;
    let shown = page(&fatou, &path).await;
    assert!(shown.contains("jusqu’au 16 février 2013"), "{shown}");
    fatou.post(&path, &[("act", "schedule"), ("hour", "2013-02-15T10:00")]).await;
    // Nor does it wait for an hour at which nobody may be named any more.
    let what = format!("item:{}", id_of(&path));
    let later = [("what", what.as_str()), ("day", "2013-02-20"), ("back", "/desk/calendar")];
    let answer = fatou.post("/desk/calendar/move", &later).await;
    assert_eq!(answer.status(), 422);
    assert!(griot_web::testing::text(answer).await.contains("sera fini à cette heure-là"));
    assert!(page(&fatou, &path).await.contains("15 février 2013"));
    let section = home.house.section.clone();
    let over = async || {
        items::consent_over(&mut section.db.read().await.unwrap(), section.clock.now(), 9).await.unwrap()
    };
    end_consents(section.clone()).await.unwrap();
    assert!(page(&fatou, &path).await.contains("Programmé"));
    home.house.clock.advance(Duration::from_secs(3 * 86_400));
    assert_eq!(over().await.len(), 1);
    end_consents(section.clone()).await.unwrap();
    assert!(over().await.is_empty());
    let shown = page(&fatou, &path).await;
    assert!(shown.contains("Approuvé") && !shown.contains("Programmé</span>"), "it waits no more: {shown}");
    assert!(shown.contains("arrivé à sa fin") || shown.contains("est fini"), "and it is said why: {shown}");
    let today = page(&fatou, "/desk/today").await;
    assert!(today.contains("Approuvé, mais pas parti") && today.contains("Rose"), "{today}");
    let answer = fatou.post(&path, &[("act", "schedule"), ("hour", "2013-02-18T10:00")]).await;
    assert_eq!(answer.status(), 422, "nor does it again");
}

#[tokio::test]
async fn a_picture_is_described_in_each_language_of_a_text() {
    let home = home().await;
    let fatou = home.fatou().await;
    let group = add_channel(&fatou, "whatsapp", "Groupe").await;
    let said = [("alt", "Une carte"), ("language", "fr"), ("consent", "nobody")];
    let at = add_picture(&fatou, &said).await;
    let picture = id_of(&at);
    let (language, body) = (format!("language_{group}"), format!("body_{group}"));
    let pieces = [
        ("picture", picture),
        (language.as_str(), "fr"),
        (body.as_str(), ""),
        (language.as_str(), "en"),
        (body.as_str(), "The map"),
    ];
    let path = write(&fatou, "La carte", "La carte est là.", &[&group], &pieces).await;
    let answer = fatou.post(&path, &[("act", "submit")]).await;
    assert_eq!(answer.status(), 422);
    let shown = griot_web::testing::text(answer).await;
    assert!(shown.contains("dites en anglais ce qu’elle montre"), "{shown}");

    for (others, why) in [
        (vec![("other_language", ""), ("other_alt", "A map")], "en quelle langue"),
        (vec![("other_language", "fr"), ("other_alt", "Carte")], "deux fois dans la même langue"),
    ] {
        let fields: Vec<_> = said.into_iter().chain(others).collect();
        let answer = fatou.post(&at, &fields).await;
        assert_eq!(answer.status(), 422, "{why}");
        assert!(griot_web::testing::text(answer).await.contains(why), "{why}");
    }
    let english = said.into_iter().chain([("other_language", "en"), ("other_alt", "A map")]);
    let fields: Vec<_> = english.chain([("other_language", ""), ("other_alt", "")]).collect();
    assert_eq!(to(&fatou.post(&at, &fields).await), format!("{at}?done=saved"));
    assert!(page(&fatou, &at).await.contains(">A map</textarea>"));
    assert_eq!(to(&fatou.post(&path, &[("act", "submit")]).await), format!("{path}?done=waiting"));
    let shown = page(&fatou, &path).await;
    let found = page(&fatou, &format!("/desk/pictures?q=MAP&for={}", path.rsplit('/').next().unwrap())).await;
    assert!(found.contains(&format!("{path}/edit?picture={picture}")), "{found}");
    assert!(page(&fatou, "/desk/pictures?q=puits").await.contains("Aucune image ne dit"));
    let empty = write(&fatou, "Sans image", "La carte.", &[&group], &[]).await;
    let form = page(&fatou, &format!("{empty}/edit?picture={picture}")).await;
    assert!(form.contains(&format!("value=\"{picture}\" checked")), "{form}");
    assert!(shown.contains("alt=\"A map\"") && shown.contains("alt=\"Une carte\""), "{shown}");
}
