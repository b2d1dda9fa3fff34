//! Approving by an answer to a letter.

use std::sync::Arc;

use griot_channels::Channels;
use griot_contracts::{
    mail::{MailAnswer, MailAnswers},
    people::Contacts,
};
use griot_delivery::{Email, Letter};
use griot_mailroom::{Taken, store::doors};
use griot_web::testing::Client;

use crate::{
    house::{Home, home},
    pages::{add_channel, page, write},
};

/// A text that waits, and the letter that shows it.
async fn asked(home: &Home, fatou: &Client, more: &[(&str, &str)]) -> (String, Letter) {
    let channel = add_channel(fatou, "whatsapp", "Groupe").await;
    let path = write(fatou, "L’eau", "L’eau est un droit.", &[&channel], more).await;
    fatou.post(&path, &[("act", "submit")]).await;
    home.work().await;
    let letters = home.house.post.take();
    assert_eq!(letters.len(), 1, "one to whoever approves, none to whoever wrote it");
    (path, letters.into_iter().next().unwrap())
}

fn answer(from: &str, to: &Email, id: u8, words: &str) -> Vec<u8> {
    let text = format!(
        "From: {from}\nTo: {}\nMessage-ID: <{id}@exemple.bf>\nSubject: Re: A lire\n\
         Content-Type: text/plain; charset=utf-8\n\n{words}\n\n> L’eau est un droit.\n",
        to.as_str()
    );
    text.replace('\n', "\r\n").into_bytes()
}

/// Takes a mail as the mail server gives it, and what waits then; what its writer is told.
async fn given(home: &Home, raw: &[u8]) -> (Taken, Vec<Option<&'static str>>) {
    let section = &home.house.section;
    let now = section.clock.now();
    let taken = griot_mailroom::take(&section.db, &section.keys, raw, &[], now).await.unwrap();
    let channels = Channels::new(Arc::clone(&section.clock), Arc::clone(&section.random));
    let contacts = section.ask::<dyn Contacts>().unwrap();
    let mut told = Vec::new();
    for came in doors::waiting(&mut *section.db.read().await.unwrap(), 10).await.unwrap() {
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
        told.push(channels.take(&mut tx, answer, (now, section.random.as_ref())).await.unwrap());
        tx.commit().await.unwrap();
    }
    (taken, told)
}

#[tokio::test]
async fn ok_from_the_address_that_was_written_to_approves_what_the_letter_showed() {
    let home = home().await;
    let fatou = home.fatou().await;
    let (path, letter) = asked(&home, &fatou, &[]).await;
    assert_eq!(letter.to.as_str(), "mariam@exemple.bf");
    assert!(
        letter.text.contains("L’eau est un droit.") && letter.text.contains("répondez OK"),
        "{}",
        letter.text
    );
    let door = letter.replies_to.clone().unwrap();

    let (stranger, told) = given(&home, &answer("faux@exemple.bf", &door, 1, "OK")).await;
    assert_eq!((stranger, told.len()), (Taken::Strange, 0), "from another address nobody comes in");
    let (_, told) = given(&home, &answer("mariam@exemple.bf", &door, 2, "OK, mais changez la date")).await;
    assert_eq!(told, [Some("channels-mail-answer-unclear")]);
    let raw = answer("mariam@exemple.bf", &door, 3, "OK");
    let (taken, told) = given(&home, &raw).await;
    assert_eq!((taken, told), (Taken::Answer, vec![Some("channels-mail-answer-approved")]));
    assert!(page(&fatou, &path).await.contains("Approuvé"));
    let (_, again) = given(&home, &raw).await;
    assert!(again.is_empty(), "the same mail again is one");
}

#[tokio::test]
async fn a_changed_text_is_not_approved_by_an_older_letter_and_no_sends_it_back() {
    let home = home().await;
    let fatou = home.fatou().await;
    let (path, old) = asked(&home, &fatou, &[]).await;
    let shown = page(&fatou, &format!("{path}/edit")).await;
    let revision = crate::house::field(&shown, "revision");
    let channel = shown.split("name=\"to\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let fields = [
        ("revision", revision.as_str()),
        ("title", "L’eau"),
        ("language", "fr"),
        ("body", "L’eau est à tous."),
        ("to", channel.as_str()),
    ];
    assert_eq!(fatou.post(&format!("{path}/edit"), &fields).await.status(), 303);
    fatou.post(&path, &[("act", "submit")]).await;
    home.work().await;
    let new = home.house.post.take().into_iter().next().unwrap();
    let (_, told) = given(&home, &answer("mariam@exemple.bf", &old.replies_to.unwrap(), 1, "OK")).await;
    assert_eq!(told, [Some("channels-mail-answer-changed")]);
    let door = new.replies_to.unwrap();
    let (_, told) = given(&home, &answer("mariam@exemple.bf", &door, 2, "Non : il manque le lieu.")).await;
    assert_eq!(told, [Some("channels-mail-answer-sent-back")]);
    assert!(page(&fatou, &path).await.contains("il manque le lieu"));
}

#[tokio::test]
async fn a_text_that_names_somebody_does_not_travel_by_mail() {
    let home = home().await;
    let fatou = home.fatou().await;
    let more = [("sensitivity", "named-person"), ("consent", "Accord écrit du 3 février")];
    let channel = add_channel(&fatou, "whatsapp", "Groupe").await;
    let path = write(&fatou, "L’eau", "Issa a porté plainte.", &[&channel], &more).await;
    fatou.post(&path, &[("act", "submit")]).await;
    home.work().await;
    let letters = home.house.post.take();
    assert!(!letters.is_empty());
    for letter in letters {
        assert!(!letter.text.contains("Issa") && letter.replies_to.is_none(), "{}", letter.text);
    }
}
