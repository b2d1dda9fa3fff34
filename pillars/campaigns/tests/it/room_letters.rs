//! Letters of the internal room: what is new, once; and replies by answering one.

use std::{sync::Arc, time::Duration};

use griot_campaigns::{
    Campaigns, SCHEMA,
    model::{Audience, EntryKind, Pace},
    room_news,
    store::{digests, entries},
};
use griot_contracts::{
    mail::{MailAnswer, MailAnswers},
    people::Contacts,
};
use griot_delivery::{Email, Letter, PostError};
use griot_mailroom::{Taken, store::doors};
use griot_web::testing::{Client, text};

use crate::{
    factory::{awa, binta, day, entry, reader},
    house::{Home, adama, awa as member, home, mariam, to},
};

griot_testkit::contract! { &[SCHEMA];
    async fn somebody_is_told_once_and_as_often_as_they_chose(db: Db) {
        let mut tx = db.begin().await.unwrap();
        assert_eq!(digests::of(&mut tx, awa()).await.unwrap(), (Pace::Daily, griot_kernel::Timestamp::from_millisecond(0)));
        let news = entry(1, Audience::Members, EntryKind::Announcement);
        let staff = entry(2, Audience::Staff, EntryKind::Thread);
        for one in [&news, &staff] {
            entries::insert(&mut tx, one).await.unwrap();
        }
        let before = griot_kernel::Timestamp::from_millisecond(0);
        assert!(digests::any_since(&mut tx, before).await.unwrap());
        let seen = digests::news(&mut tx, &reader(binta(), false, false), before, 9).await.unwrap();
        assert_eq!(seen, [(news.id, news.words.title.clone(), true)]);
        let all = digests::news(&mut tx, &reader(binta(), true, false), before, 9).await.unwrap();
        assert_eq!(all.iter().map(|one| one.2).collect::<Vec<_>>(), [true, false]);
        assert!(digests::claim(&mut tx, binta(), before, day(1)).await.unwrap());
        assert!(!digests::claim(&mut tx, binta(), before, day(1)).await.unwrap(), "somebody else sends it");
        digests::give_back(&mut tx, binta(), before, day(1)).await.unwrap();
        assert!(digests::claim(&mut tx, binta(), before, day(2)).await.unwrap());
        digests::choose(&mut tx, binta(), Pace::Weekly).await.unwrap();
        assert_eq!(digests::of(&mut tx, binta()).await.unwrap(), (Pace::Weekly, day(2)));
        assert!(digests::tell_once(&mut tx, news.id, binta(), day(1)).await.unwrap());
        assert!(!digests::tell_once(&mut tx, news.id, binta(), day(1)).await.unwrap());
        assert!(digests::news(&mut tx, &reader(binta(), false, false), before, 9).await.unwrap().is_empty());
        digests::untell(&mut tx, news.id, binta()).await.unwrap();
        assert!(digests::tell_once(&mut tx, news.id, binta(), day(1)).await.unwrap());
    }
}

async fn write(client: &Client, audience: &str, title: &str, tell: &str) -> String {
    let fields = [
        ("kind", "thread"),
        ("audience", audience),
        ("title", title),
        ("body", "Un secret."),
        ("tell", tell),
    ];
    let done = to(&client.post("/desk/room", &fields).await);
    done.strip_suffix("?done=added").unwrap().to_owned()
}

fn to_whom(letters: &[Letter]) -> Vec<&str> {
    let mut all: Vec<&str> = letters.iter().map(|letter| letter.to.as_str()).collect();
    all.sort_unstable();
    all
}

#[tokio::test]
async fn what_is_new_is_told_once_a_day_without_the_words() {
    let home = home().await;
    let (director, awa) = (home.as_one(mariam()).await, home.as_one(member()).await);
    write(&director, "members", "Lundi à 9 h", "").await;
    write(&director, "staff", "Le budget", "").await;
    home.house.clock.advance(Duration::from_secs(3_600));
    room_news(home.house.section.clone()).await.unwrap();
    home.house.post.fail(&PostError::Retry("occupé".into()), 1);
    home.work().await;
    let letters = home.house.post.take();
    assert_eq!(to_whom(&letters), ["adama@exemple.bf", "awa@exemple.bf", "boukary@exemple.bf"]);
    for letter in &letters {
        assert!(letter.text.contains("Lundi à 9 h") && !letter.text.contains("secret"), "{}", letter.text);
        assert!(!letter.text.contains("budget"), "what is for the staff is only counted: {}", letter.text);
        assert_eq!(
            letter.text.contains("une autre"),
            letter.to.as_str() != "awa@exemple.bf",
            "{}",
            letter.text
        );
    }
    home.house.clock.advance(Duration::from_secs(86_400));
    room_news(home.house.section.clone()).await.unwrap();
    home.work().await;
    assert!(home.house.post.take().is_empty(), "nothing is told twice");

    assert_eq!(to(&awa.post("/me/room/digest", &[("pace", "none")]).await), "/me/room?done=saved");
    assert_eq!(awa.post("/me/room/digest", &[("pace", "hourly")]).await.status(), 400);
    write(&director, "members", "Mardi", "").await;
    home.house.clock.advance(Duration::from_secs(86_400));
    room_news(home.house.section.clone()).await.unwrap();
    room_news(home.house.section.clone()).await.unwrap();
    home.work().await;
    assert_eq!(to_whom(&home.house.post.take()), ["adama@exemple.bf", "boukary@exemple.bf"]);
}

/// Takes a mail as the mail server gives it; what its writer is told.
async fn answer(home: &Home, letter: &Letter, from: &str, words: &str) -> (Taken, Vec<Option<&'static str>>) {
    let section = &home.house.section;
    let now = section.clock.now();
    let door: &Email = letter.replies_to.as_ref().unwrap();
    let raw = format!(
        "From: {from}\r\nTo: {}\r\nMessage-ID: <{}@a>\r\nSubject: Re\r\n\r\n{words}\r\n",
        door.as_str(),
        words.len()
    );
    let taken = griot_mailroom::take(&section.db, &section.keys, raw.as_bytes(), &[], now).await.unwrap();
    let contacts: Arc<dyn Contacts> = section.ask::<dyn Contacts>().unwrap();
    let mut told = Vec::new();
    for came in doors::waiting(&mut section.db.read().await.unwrap(), 10).await.unwrap() {
        let mut tx = section.db.begin().await.unwrap();
        assert!(doors::taken(&mut tx, &came.id, now).await.unwrap());
        let answer = MailAnswer {
            kind: &came.kind,
            thing: came.thing,
            person: came.person,
            sender: &came.sender,
            detail: &came.detail,
            words: &came.words,
            contacts: contacts.as_ref(),
        };
        told.push(Campaigns.take(&mut tx, answer, (now, section.random.as_ref())).await.unwrap());
        tx.commit().await.unwrap();
    }
    (taken, told)
}

#[tokio::test]
async fn answering_a_letter_writes_into_the_thread_once_and_only_from_its_own_address() {
    let home = home().await;
    let (director, trainer) = (home.as_one(mariam()).await, home.as_one(adama()).await);
    let path = write(&director, "staff", "Qui vient lundi ?", "yes").await;
    home.work().await;
    home.work().await;
    let letters = home.house.post.take();
    assert_eq!(
        to_whom(&letters),
        ["adama@exemple.bf", "boukary@exemple.bf"],
        "not who wrote it, nor members"
    );
    let letter = letters.iter().find(|letter| letter.to.as_str() == "adama@exemple.bf").unwrap();
    assert!(!letter.subject.contains("lundi") && !letter.text.contains("secret"), "{}", letter.text);

    let (taken, told) = answer(&home, letter, "faux@exemple.bf", "Moi").await;
    assert_eq!((taken, told.len()), (Taken::Strange, 0));
    for _ in 0..2 {
        let (taken, _) = answer(&home, letter, "adama@exemple.bf", "Je viens, avec trois chaises.").await;
        assert_eq!(taken, Taken::Answer);
    }
    let page = text(trainer.get(&path).await).await;
    assert_eq!(page.matches("trois chaises").count(), 1, "the same mail again is one: {page}");
    assert!(page.contains("Adama"));

    home.house.clock.advance(Duration::from_secs(60));
    room_news(home.house.section.clone()).await.unwrap();
    home.work().await;
    assert!(home.house.post.take().is_empty(), "whoever had a letter of its own hears it once");
    director.post(&format!("{path}/remove"), &[]).await;
    let (_, told) = answer(&home, letter, "adama@exemple.bf", "Et deux tables.").await;
    assert_eq!(told, [Some("room-mail-gone")]);
}
