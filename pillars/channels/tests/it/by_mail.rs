//! What comes by mail: approvals that answer a letter, and what people write to the section.

use std::sync::Arc;

use griot_channels::Channels;
use griot_contracts::{
    mail::{MailAnswer, MailAnswers},
    people::Contacts,
};
use griot_delivery::{Email, Letter, PostError};
use griot_mailroom::{Taken, store::doors};
use griot_web::testing::Client;

use crate::{
    house::{Home, field, home},
    inbox::{done, first},
    pages::{add_channel, add_picture, approve, id_of, page, write},
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
    (taken, carried(home).await)
}

/// Has the rooms take what waits; what its writers are told.
async fn carried(home: &Home) -> Vec<Option<&'static str>> {
    let section = &home.house.section;
    let now = section.clock.now();
    let channels = Channels::new(Arc::clone(&section.clock), Arc::clone(&section.random));
    let contacts = section.ask::<dyn Contacts>().unwrap();
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
        told.push(channels.take(&mut tx, answer, (now, section.random.as_ref())).await.unwrap());
        tx.commit().await.unwrap();
    }
    told
}

/// Takes a mail to the section's own address.
async fn written(home: &Home, raw: &str) -> Taken {
    let section = &home.house.section;
    let own = Email::parse("section@exemple.bf").unwrap();
    let (raw, now) = (raw.replace('\n', "\r\n"), section.clock.now());
    let to: (&[String], &Email) = (&[], &own);
    let taken =
        griot_mailroom::take_for_inbox(&section.db, &section.keys, raw.as_bytes(), to, now).await.unwrap();
    assert!(carried(home).await.iter().all(|told| *told == Some("")), "a mail is answered by people");
    taken
}

const MAIL: &str = "From: Issa <issa@exemple.bf>\nTo: section@exemple.bf\nMessage-ID: <7@exemple.bf>\n\
     Subject: Un atelier ?\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n\
     --b\nContent-Type: text/plain; charset=utf-8\n\nVenez-vous mercredi ?\n\n> Ce que je cite\n\
     --b\nContent-Type: image/jpeg\nContent-Disposition: attachment; filename=a.jpg\n\nxx\n--b--\n";

#[tokio::test]
async fn a_mail_to_the_section_is_answered_in_its_thread_and_its_files_stay_in_the_mailbox() {
    let home = home().await;
    let (fatou, mariam) = (home.fatou().await, home.mariam().await);
    assert_eq!(written(&home, MAIL).await, Taken::Inbox);
    assert_eq!(written(&home, MAIL).await, Taken::Inbox);
    let path = first(&fatou).await;
    let shown = page(&fatou, &path).await;
    for seen in
        ["Un atelier ?", "Venez-vous mercredi", "Ce que je cite", "fichier joint", "peut être emprunté"]
    {
        assert!(shown.contains(seen), "{seen}: {shown}");
    }
    assert_eq!(shown.matches("Venez-vous mercredi").count(), 1, "the same mail again is one");
    assert!(shown.contains("issa@exemple.bf"), "whoever publishes sees who wrote");

    done(&fatou, &path, &[("act", "answer"), ("words", "Oui.\r\n\r\nÀ mercredi !")], "to-approve").await;
    let message = field(&page(&mariam, &path).await, "message");
    done(&mariam, &path, &[("act", "approve"), ("message", &message)], "on-its-way").await;
    home.house.post.fail(&PostError::Retry("occupé".into()), 1);
    home.work().await;
    home.work().await;
    let letters = home.house.post.take();
    let [letter] = letters.as_slice() else { panic!("{} letters", letters.len()) };
    assert_eq!((letter.to.as_str(), letter.subject.as_str()), ("issa@exemple.bf", "Re: Un atelier ?"));
    assert_eq!(letter.in_reply_to.as_deref(), Some("7@exemple.bf"));
    assert!(letter.text.contains("À mercredi") && !letter.auto_submitted, "{}", letter.text);

    let again = MAIL.replace("<7@", "<8@").replace("Venez-vous mercredi ?", "Merci beaucoup.");
    written(&home, &again).await;
    let shown = page(&fatou, &path).await;
    assert!(shown.contains("Merci beaucoup") && shown.contains("À mercredi"), "one person is one thread");
}

#[tokio::test]
async fn neither_machines_nor_the_section_itself_write_to_the_inbox_and_a_lost_answer_is_not_repeated() {
    let home = home().await;
    let fatou = home.fatou().await;
    for raw in [
        MAIL.replace("MIME", "Auto-Submitted: auto-replied\nMIME"),
        MAIL.replace("issa@", "section@"),
        MAIL.replace("From: Issa <issa@exemple.bf>\n", ""),
    ] {
        assert_eq!(written(&home, &raw).await, Taken::Strange);
    }
    written(&home, MAIL).await;
    let path = first(&fatou).await;
    done(&fatou, &path, &[("act", "testimony"), ("sure", "yes")], "testimony-told").await;
    home.house.post.fail(&PostError::Unsure("coupé".into()), 1);
    for _ in 0..3 {
        home.work().await;
    }
    assert!(home.house.post.letters().len() <= 1, "nobody knows whether it arrived: it does not go again");
    let mut read = home.house.section.db.read().await.unwrap();
    let left: i64 =
        griot_db::on!(read, conn => query_scalar("select count(*) from conversation").fetch_one(conn))
            .unwrap();
    assert_eq!(left, 0, "and nothing is left of it");
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
async fn by_night_a_yes_by_mail_waits_for_a_second_one() {
    let home = home().await;
    let fatou = home.fatou().await;
    // It was handed over in the evening, and is answered by night.
    home.house.clock.advance(std::time::Duration::from_secs(14 * 3_600));
    let (path, letter) = asked(&home, &fatou, &[]).await;
    let to = letter.replies_to.clone().unwrap();
    let (_, told) = given(&home, &answer("mariam@exemple.bf", &to, 1, "OK")).await;
    assert_eq!(told, [Some("channels-mail-answer-counted-off-hours")]);
    let shown = page(&fatou, &path).await;
    assert!(shown.contains("hors des heures") && !shown.contains("Approuvé</span>"), "{shown}");
    // At the desk, one is enough.
    approve(&home, &path).await;
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

#[tokio::test]
async fn what_a_letter_cannot_show_is_not_approved_by_answering_it() {
    let home = home().await;
    let fatou = home.fatou().await;
    let channel = add_channel(&fatou, "facebook", "La Page").await;
    for (consent, travels) in [("nobody", true), ("given", false)] {
        let said = [("alt", "Une cour"), ("language", "fr"), ("consent", consent), ("consent_who", "Rose")];
        let picture = add_picture(&fatou, &said).await;
        let more = [("picture", id_of(&picture)), ("warning", "Image dure")];
        let path = write(&fatou, "L’eau", "L’eau de la cour.", &[&channel], &more).await;
        fatou.post(&path, &[("act", "submit")]).await;
        home.work().await;
        for letter in home.house.post.take() {
            assert!(letter.replies_to.is_none(), "{}", letter.text);
            assert_eq!(letter.text.contains("L’eau de la cour."), travels, "{}", letter.text);
            assert_eq!(letter.text.contains("Avertissement"), travels, "{}", letter.text);
        }
    }
}
