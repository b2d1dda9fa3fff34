//! What somebody else looks at before it goes out, and what nobody may bring out behind their back.

use std::{sync::Arc, time::Duration};

use griot_channels::{
    Channels,
    acts::{
        news, propose,
        receive::{Incoming, receive},
        reply::{self, Answered},
    },
    model::{approval::Preset, conversation::Source, item::Stage},
    store::{conversations, items, messages, ways},
};
use griot_contracts::campaigns::Serves;
use griot_db::outbox;
use griot_kernel::{Found, Language, Publication, Random, Sensitivity, Timestamp, Version, WorkId};
use griot_web::{
    Role,
    testing::{Client, TestHouse, text},
};
use uuid::Uuid;

use crate::{
    factory::{chance, person, start},
    house::{Home, field, home, to},
    inbox::{done, first},
    pages::{add_channel, approve, page, write},
};

async fn refused(who: &Client, path: &str, fields: &[(&str, &str)], words: &str) {
    let answer = who.post(path, fields).await;
    assert_eq!(answer.status(), 422, "{path}");
    let page = text(answer).await;
    assert!(page.contains(words), "{words} in {page}");
}

async fn stage(home: &Home, path: &str) -> Stage {
    let id = path.rsplit('/').next().unwrap().parse().unwrap();
    items::by_id(&mut home.house.section.db.read().await.unwrap(), id).await.unwrap().unwrap().stage
}

/// What the form of an item holds, with some of it changed.
fn form<'a>(revision: &'a str, channel: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields = vec![
        ("title", "L’eau"),
        ("language", "fr"),
        ("body", "L’eau est un droit."),
        ("to", channel),
        ("revision", revision),
    ];
    for (name, value) in more {
        fields.retain(|(known, _)| known != name);
        fields.push((name, value));
    }
    fields
}

#[tokio::test]
async fn whoever_writes_does_not_move_what_waits_for_its_hour() {
    let home = home().await;
    let (fatou, awa) = (home.fatou().await, home.awa().await);
    let group = add_channel(&fatou, "whatsapp", "Groupe").await;
    let path =
        write(&awa, "L’eau", "L’eau est un droit.", &[&group], &[("embargo_until", "2013-02-20T10:00")])
            .await;
    awa.post(&path, &[("act", "submit")]).await;
    approve(&home, &path).await;
    fatou.post(&path, &[("act", "schedule"), ("hour", "2013-02-20T11:00")]).await;
    let edit = format!("{path}/edit");
    let shown = page(&awa, &edit).await;
    let revision = field(&shown, "revision");
    // Out at once, and the embargo is nothing.
    let now = form(&revision, &group, &[("planned_at", "2013-02-14T09:01")]);
    refused(&awa, &edit, &now, "seule une personne qui publie").await;
    assert_eq!(stage(&home, &path).await, Stage::Scheduled);
    let kept = [
        ("planned_at", "2013-02-20T11:00"),
        ("embargo_until", "2013-02-20T10:00"),
        ("not_after", "2013-02-20T18:00"),
    ];
    refused(&awa, &edit, &form(&revision, &group, &kept), "seule une personne qui publie").await;
    // Whoever publishes may, within what the embargo allows.
    let early = [("planned_at", "2013-02-19T11:00"), ("embargo_until", "2013-02-20T10:00")];
    assert_eq!(fatou.post(&edit, &form(&revision, &group, &early)).await.status(), 422);
    assert_eq!(fatou.post(&edit, &form(&revision, &group, &kept)).await.status(), 303);
    assert_eq!(stage(&home, &path).await, Stage::Scheduled, "what it says is what was approved");
}

#[tokio::test]
async fn what_was_taken_back_is_not_sent_again_by_an_old_button() {
    let home = home().await;
    let fatou = home.fatou().await;
    let (one, two) =
        (add_channel(&fatou, "whatsapp", "Un").await, add_channel(&fatou, "whatsapp", "Deux").await);
    let path =
        write(&fatou, "L’eau", "L’eau est un droit.", &[&one, &two], &[("not_after", "2013-02-14T10:00")])
            .await;
    fatou.post(&path, &[("act", "submit")]).await;
    approve(&home, &path).await;
    fatou.post(&path, &[("act", "now")]).await;
    home.minutes(2).await;
    home.house.post.take();
    let today = page(&fatou, "/desk/today").await;
    let hand =
        format!("/desk/hand/{}", today.split("/desk/hand/").nth(1).unwrap().split('"').next().unwrap());
    fatou.post(&hand, &[("act", "out")]).await;
    home.house.clock.advance(Duration::from_secs(7_200));
    home.minutes(2).await;
    // The other one was missed, and that is told, once.
    assert_eq!(stage(&home, &path).await, Stage::PartlyPublished);
    let letters = home.house.post.take();
    assert_eq!(
        letters.iter().filter(|one| one.subject.contains("n’est pas sorti")).count(),
        1,
        "{letters:?}"
    );
    home.minutes(2).await;
    assert!(home.house.post.take().is_empty());
    let shown = page(&fatou, &path).await;
    assert!(shown.contains("Laisser ainsi"), "{shown}");
    let missed = shown.split("/desk/deliveries/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let missed = format!("/desk/deliveries/{missed}");

    fatou.post(&path, &[("act", "withdraw"), ("words", "Accord repris")]).await;
    for say in ["again", "hand"] {
        refused(&fatou, &missed, &[("say", say)], "a été retiré ou récrit").await;
    }
    assert!(!page(&fatou, &path).await.contains("Laisser ainsi"));
}

#[tokio::test]
async fn what_some_channels_did_not_take_may_be_left_so() {
    let home = home().await;
    let fatou = home.fatou().await;
    let (one, two) =
        (add_channel(&fatou, "whatsapp", "Un").await, add_channel(&fatou, "whatsapp", "Deux").await);
    let path = write(&fatou, "L’eau", "L’eau.", &[&one, &two], &[("not_after", "2013-02-14T10:00")]).await;
    fatou.post(&path, &[("act", "submit")]).await;
    approve(&home, &path).await;
    fatou.post(&path, &[("act", "now")]).await;
    home.minutes(1).await;
    let today = page(&fatou, "/desk/today").await;
    let hand =
        format!("/desk/hand/{}", today.split("/desk/hand/").nth(1).unwrap().split('"').next().unwrap());
    fatou.post(&hand, &[("act", "out")]).await;
    home.house.clock.advance(Duration::from_secs(7_200));
    home.minutes(2).await;
    assert!(page(&fatou, "/desk/today").await.contains("Publié en partie"));
    let shown = page(&fatou, &path).await;
    let missed = shown.split("/desk/deliveries/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let answer = fatou.post(&format!("/desk/deliveries/{missed}"), &[("say", "leave")]).await;
    assert_eq!(to(&answer), format!("{path}?done=said"));
    assert_eq!(stage(&home, &path).await, Stage::Published);
    assert!(!page(&fatou, "/desk/today").await.contains("Publié en partie"));
}

#[tokio::test]
async fn a_communique_is_read_again_when_its_title_changes() {
    let home = home().await;
    let fatou = home.fatou().await;
    let press = add_channel(&fatou, "press", "La presse").await;
    let path = write(&fatou, "L’eau", "L’eau est un droit.", &[&press], &[]).await;
    fatou.post(&path, &[("act", "submit")]).await;
    approve(&home, &path).await;
    let edit = format!("{path}/edit");
    let revision = field(&page(&fatou, &edit).await, "revision");
    let named = form(&revision, &press, &[("title", "Rose Kinda a parlé")]);
    assert_eq!(fatou.post(&edit, &named).await.status(), 303);
    assert_eq!(stage(&home, &path).await, Stage::InReview);
    approve(&home, &path).await;
}

#[tokio::test]
async fn two_who_write_at_once_see_every_difference() {
    let home = home().await;
    let (fatou, mariam) = (home.fatou().await, home.mariam().await);
    let group = add_channel(&fatou, "whatsapp", "Groupe de Kaya").await;
    let path = write(&fatou, "L’eau", "L’eau est un droit.", &[&group], &[]).await;
    let edit = format!("{path}/edit");
    let revision = field(&page(&fatou, &edit).await, "revision");
    let own = format!("body_{group}");
    let risk =
        [("sensitivity", "at-risk-person"), ("consent", "Dit oui le 3"), (own.as_str(), "Mots du groupe")];
    assert_eq!(mariam.post(&edit, &form(&revision, &group, &risk)).await.status(), 303);
    let answer = fatou.post(&edit, &form(&revision, &group, &[("body", "Un autre texte.")])).await;
    assert_eq!(answer.status(), 422);
    let shown = text(answer).await;
    let theirs = shown.split("<dl>").nth(1).unwrap().split("</dl>").next().unwrap();
    for words in ["L’eau est un droit.", "Dit oui le 3", "Groupe de Kaya", "Mots du groupe"] {
        assert!(theirs.contains(words), "{words} in {theirs}");
    }
    assert!(!theirs.contains("<dt>Titre"), "what is the same is no difference: {theirs}");
    assert!(shown.contains("Un autre texte."), "nothing typed is lost");
}

#[tokio::test]
async fn somebody_approves_what_goes_to_their_channel_alone() {
    let home = home().await;
    let (fatou, awa) = (home.fatou().await, home.awa().await);
    let group = add_channel(&fatou, "whatsapp", "Groupe").await;
    let other = add_channel(&fatou, "whatsapp", "Autre").await;
    let handle = TestHouse::member("Awa", &[Role::Author]).handle;
    let let_approve = [("act", "let-approve"), ("person", handle.as_str())];
    assert_eq!(fatou.post(&format!("/desk/channels/{group}/act"), &let_approve).await.status(), 303);
    assert!(page(&fatou, &format!("/desk/channels/{group}")).await.contains("Qui approuve sur ce canal"));
    let both = write(&fatou, "Aux deux", "L’eau.", &[&group, &other], &[]).await;
    fatou.post(&both, &[("act", "submit")]).await;
    assert!(!page(&awa, &both).await.contains("value=\"approve\""), "one of them is not hers");
    let path = write(&fatou, "Au groupe", "L’eau.", &[&group], &[]).await;
    fatou.post(&path, &[("act", "submit")]).await;
    home.work().await;
    assert!(home.house.post.take().iter().any(|one| one.to.as_str().starts_with("awa@")));
    let digest = field(&page(&awa, &path).await, "digest");
    let answer = awa.post(&path, &[("act", "approve"), ("digest", &digest)]).await;
    assert_eq!(to(&answer), format!("{path}?done=approved"));
}

async fn written(home: &Home, author: &str, body: &str) -> String {
    let section = &home.house.section;
    let mut tx = section.db.begin().await.unwrap();
    let said = Incoming {
        source: Source::Mail,
        channel: None,
        thread: author,
        author,
        remote: body,
        subject: "Une question",
        body,
        files: 0,
        judged: body,
        address: "",
        about: None,
        private: true,
        at: section.clock.now(),
    };
    let moment = (section.clock.now(), section.random.as_ref());
    let one = receive(&mut tx, &said, moment).await.unwrap().unwrap();
    tx.commit().await.unwrap();
    format!("/desk/inbox/{}", one.id)
}

#[tokio::test]
async fn nothing_is_answered_while_everything_stands_still() {
    let home = home().await;
    let (fatou, mariam) = (home.fatou().await, home.mariam().await);
    let path = written(&home, "binta@exemple.bf", "Où payer ?").await;
    done(&fatou, &path, &[("act", "answer"), ("words", "Nulle part : c’est gratuit.")], "to-approve").await;
    home.work().await;
    let letters = home.house.post.take();
    let told: Vec<_> = letters.iter().map(|one| (one.to.as_str(), one.subject.as_str())).collect();
    assert_eq!(
        told,
        [("mariam@exemple.bf", "Une réponse attend votre accord")],
        "whoever may say yes is told"
    );
    assert!(letters.iter().all(|one| !one.text.contains("gratuit") && !one.text.contains("binta")));
    fatou.post("/desk/channels/cut", &[("act", "stop")]).await;
    let message = field(&page(&mariam, &path).await, "message");
    done(&mariam, &path, &[("act", "approve"), ("message", &message)], "on-its-way").await;
    home.work().await;
    assert!(home.house.post.take().is_empty(), "the page promised that nothing goes");
    fatou.post("/desk/channels/cut", &[("act", "go-on")]).await;
    home.work().await;
    let sent = home.house.post.take();
    assert_eq!(sent.iter().map(|one| one.to.as_str()).collect::<Vec<_>>(), ["binta@exemple.bf"]);
}

#[tokio::test]
async fn in_a_team_of_ten_two_say_yes_to_an_answer() {
    let home = home().await;
    let fatou = home.fatou().await;
    let section = &home.house.section;
    let mut tx = section.db.begin().await.unwrap();
    ways::set_preset(&mut tx, Preset::Ten).await.unwrap();
    tx.commit().await.unwrap();
    let path = written(&home, "binta@exemple.bf", "Où payer ?").await;
    done(&fatou, &path, &[("act", "answer"), ("words", "Nulle part.")], "to-approve").await;
    let mut tx = section.db.begin().await.unwrap();
    let answer = messages::to_approve(&mut tx, 9).await.unwrap().remove(0);
    assert_eq!(reply::approve(section, &mut tx, &answer, person(1)).await.unwrap(), Answered::ToApprove);
    let again = reply::approve(section, &mut tx, &answer, person(1)).await.unwrap();
    assert_eq!(again, Answered::Refused("channels-refused-yes-already"));
    assert_eq!(reply::approve(section, &mut tx, &answer, person(2)).await.unwrap(), Answered::OnItsWay);
}

#[tokio::test]
async fn an_answer_that_does_not_arrive_comes_back() {
    let home = home().await;
    let (fatou, mariam) = (home.fatou().await, home.mariam().await);
    let path = written(&home, "binta@exemple.bf", "Où payer ?").await;
    done(&fatou, &path, &[("act", "answer"), ("words", "Nulle part.")], "to-approve").await;
    let message = field(&page(&mariam, &path).await, "message");
    home.work().await;
    home.house.post.take();
    home.house.post.fail(&griot_delivery::PostError::Stopped, 1);
    done(&mariam, &path, &[("act", "approve"), ("message", &message)], "on-its-way").await;
    assert!(!page(&fatou, "/desk/inbox").await.contains("binta"), "the next word is theirs");
    home.work().await;
    assert_eq!(first(&fatou).await, path, "somebody owes an answer again");
    home.house.clock.advance(Duration::from_secs(60));
    home.watch_inbox().await;
    assert!(!home.house.post.take().is_empty(), "and is told");
}

#[tokio::test]
async fn an_answer_is_as_long_as_its_network_takes() {
    let home = home().await;
    let fatou = home.fatou().await;
    let channel = add_channel(&fatou, "bluesky", "Bluesky").await;
    let section = &home.house.section;
    let mut tx = section.db.begin().await.unwrap();
    let said = Incoming {
        source: Source::Bluesky,
        channel: Some(channel.parse().unwrap()),
        thread: "t",
        author: "@binta.example",
        remote: "r",
        subject: "",
        body: "Où payer ?",
        files: 0,
        judged: "Où payer ?",
        address: "https://bsky.app/profile/did:plc:inventee/post/1",
        about: None,
        private: false,
        at: section.clock.now(),
    };
    let one = receive(&mut tx, &said, (section.clock.now(), section.random.as_ref())).await.unwrap().unwrap();
    tx.commit().await.unwrap();
    let path = format!("/desk/inbox/{}", one.id);
    let long = "mot ".repeat(100);
    refused(&fatou, &path, &[("act", "answer"), ("words", &long)], "plus longue que ce que ce réseau").await;
    // Whoever may not see who they are sees no address that tells it.
    let editor = home.of(TestHouse::member("Issa", &[Role::Editor])).await;
    let shown = page(&editor, &path).await;
    assert!(
        shown.contains("Où payer") && !shown.contains("did:plc:inventee") && !shown.contains("@binta"),
        "{shown}"
    );
    assert!(page(&fatou, &path).await.contains("did:plc:inventee"));
    // The list can be narrowed.
    assert!(page(&fatou, "/desk/inbox?source=bluesky").await.contains("Où payer"));
    assert!(!page(&fatou, "/desk/inbox?source=mail").await.contains("Où payer"));
    assert!(!page(&fatou, "/desk/inbox?mine=1").await.contains("Où payer"));
}

fn post(id: WorkId) -> Publication {
    Publication {
        id,
        kind: "post".into(),
        revision: 1,
        versions: vec![Version {
            language: Language::FRENCH,
            title: "L’eau à Kaya".into(),
            address: "/blogs/kaya/eau".into(),
            summary: String::new(),
            search_text: String::new(),
        }],
        author: None,
        container: None,
        tags: Vec::new(),
        image: None,
        published: start(),
        campaign: None,
        sensitivity: Sensitivity::None,
    }
}

#[tokio::test]
async fn what_waits_for_its_hour_stops_when_its_source_is_taken_from_the_site() {
    let home = home().await;
    let fatou = home.fatou().await;
    let group = add_channel(&fatou, "whatsapp", "Groupe").await;
    let work: WorkId = Uuid::from_u128(0x77).into();
    let random = chance();
    let moment: (Timestamp, &dyn Random) = (start(), &random);
    let section = &home.house.section;
    let mut tx = section.db.begin().await.unwrap();
    propose::from_publication(&mut tx, &post(work), |path| format!("https://section.example{path}"), moment)
        .await
        .unwrap();
    let item = items::of_source(&mut tx, work).await.unwrap().unwrap();
    tx.commit().await.unwrap();
    let path = format!("/desk/items/{}", item.id);
    let edit = format!("{path}/edit");
    let revision = field(&page(&fatou, &edit).await, "revision");
    assert_eq!(fatou.post(&edit, &form(&revision, &group, &[])).await.status(), 303);
    fatou.post(&path, &[("act", "submit")]).await;
    approve(&home, &path).await;
    fatou.post(&path, &[("act", "schedule"), ("hour", "2013-02-15T09:00")]).await;
    assert_eq!(stage(&home, &path).await, Stage::Scheduled);
    let mut tx = section.db.begin().await.unwrap();
    propose::source_gone(&mut tx, work, moment).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(stage(&home, &path).await, Stage::Approved);
    assert!(page(&fatou, "/desk/today").await.contains("Leur source n’est plus visible"));
    assert!(page(&fatou, &path).await.contains("a été retirée du site"));
    let mut tx = section.db.begin().await.unwrap();
    propose::from_publication(&mut tx, &post(work), |path| path.to_owned(), moment).await.unwrap();
    tx.commit().await.unwrap();
    assert!(!page(&fatou, "/desk/today").await.contains("Leur source n’est plus visible"));
}

#[tokio::test]
async fn a_communique_is_a_work_of_the_house_while_anybody_may_read_it() {
    let home = home().await;
    let fatou = home.fatou().await;
    let press = add_channel(&fatou, "press", "La presse").await;
    let campaign = Uuid::from_u128(0xca);
    let of_campaign = [("campaign", &*campaign.to_string())];
    let path = write(&fatou, "L’eau", "L’eau est un droit.", &[&press], &of_campaign).await;
    fatou.post(&path, &[("act", "submit")]).await;
    approve(&home, &path).await;
    fatou.post(&path, &[("act", "now")]).await;
    home.minutes(1).await;
    let section = &home.house.section;
    let id: Uuid = path.rsplit('/').next().unwrap().parse().unwrap();
    let found = async || {
        let mut tx = section.db.begin().await.unwrap();
        news::publication(&mut tx, id.into(), section.clock.now()).await.unwrap()
    };
    assert_eq!(found().await, Found::Gone, "nobody has it yet");
    let today = page(&fatou, "/desk/today").await;
    let hand =
        format!("/desk/hand/{}", today.split("/desk/hand/").nth(1).unwrap().split('"').next().unwrap());
    fatou.post(&hand, &[("act", "out")]).await;
    let told = async || {
        griot_channels::jobs::keep_hours(section.clone()).await.unwrap();
        let mut tx = section.db.begin().await.unwrap();
        let lines = outbox::waiting(&mut tx, 100).await.unwrap();
        let news = lines.iter().filter(|line| line.name == "publications.changed.v1").count();
        for line in &lines {
            outbox::remove(&mut tx, line.id).await.unwrap();
        }
        tx.commit().await.unwrap();
        news
    };
    assert_eq!(told().await, 1);
    assert_eq!(told().await, 0, "once");
    let latest = async || {
        let room = Channels::new(Arc::clone(&section.clock), Arc::clone(&section.random));
        let mut db = section.db.read().await.unwrap();
        room.of_campaign(&mut db, campaign.into(), 9).await.unwrap().remove(0).public
    };
    assert_eq!(latest().await.as_deref(), Some("/press/2013-01"), "the campaign shows it");
    let Found::Here(work) = found().await else { panic!("it is public") };
    assert_eq!((work.kind.as_str(), work.versions[0].address.as_str()), ("communique", "/press/2013-01"));
    assert!(work.versions[0].search_text.contains("un droit"));
    fatou.post(&path, &[("act", "withdraw")]).await;
    assert_eq!(found().await, Found::Gone);
    assert_eq!(latest().await, None);
    assert_eq!(told().await, 1, "and that it is no more");
    let mut tx = section.db.begin().await.unwrap();
    assert_eq!(news::publication(&mut tx, Uuid::from_u128(1).into(), start()).await.unwrap(), Found::Unknown);
}

#[tokio::test]
async fn one_text_is_seen_in_five_weights() {
    let home = home().await;
    let fatou = home.fatou().await;
    let group = add_channel(&fatou, "whatsapp", "Groupe").await;
    let path = write(&fatou, "L’eau", &"L’eau est un droit. ".repeat(20), &[&group], &[]).await;
    let shown = page(&fatou, &format!("{path}/weights")).await;
    for name in ["Page du site", "Facebook", "300 signes", "Un SMS", "Radio, 30 secondes"] {
        assert!(shown.contains(name), "{name}");
    }
    assert_eq!(shown.matches("<del>").count(), 3, "too long for the short ones: {shown}");
    assert!(page(&fatou, &path).await.contains("Cinq poids"));
}

#[tokio::test]
async fn after_the_keys_are_forgotten_it_is_said_where_they_are_taken_back() {
    let home = home().await;
    let fatou = home.fatou().await;
    add_channel(&fatou, "telegram", "Notre canal").await;
    fatou.post("/desk/channels/cut", &[("act", "stop-and-forget")]).await;
    let shown = page(&fatou, "/desk/channels/cut").await;
    assert!(shown.contains("@BotFather") && shown.contains("Notre canal"), "{shown}");
    let mut db = home.house.section.db.read().await.unwrap();
    assert!(conversations::writers(&mut db).await.unwrap().is_empty());
}
