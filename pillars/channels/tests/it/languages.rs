//! One text in several languages on one channel.

use griot_channels::{
    model::{
        delivery::State,
        item::{Item, ItemId, Stage},
        variant::Variant,
    },
    store::{deliveries, items, mailings, newsletters, subscribers, texts},
};
use griot_kernel::Language;
use griot_web::testing::text;

use crate::{
    factory,
    house::{Home, field, home, to},
    pages::{add_channel, approve, page, write},
};

fn id(path: &str) -> ItemId {
    path.trim_start_matches("/desk/items/").parse().unwrap()
}

async fn variants(home: &Home, path: &str) -> Vec<Variant> {
    texts::variants(&mut home.house.section.db.read().await.unwrap(), id(path)).await.unwrap()
}

#[tokio::test]
async fn a_text_goes_to_one_channel_in_two_languages_each_once() {
    let home = home().await;
    let fatou = home.fatou().await;
    let group = add_channel(&fatou, "whatsapp", "Groupe").await;
    let (language, body) = (format!("language_{group}"), format!("body_{group}"));
    let pieces = [
        (language.as_str(), "fr"),
        (body.as_str(), ""),
        (language.as_str(), "en"),
        (body.as_str(), "Water is a right."),
        // The piece that the form offers for one more.
        (language.as_str(), ""),
        (body.as_str(), ""),
    ];
    let path = write(&fatou, "L’eau", "L’eau est un droit.", &[&group], &pieces).await;
    let kept = variants(&home, &path).await;
    let said: Vec<_> = kept.iter().map(|one| (one.language, one.body.as_deref())).collect();
    assert_eq!(said, [(Language::ENGLISH, Some("Water is a right.")), (Language::FRENCH, None)]);

    let form = page(&fatou, &format!("{path}/edit")).await;
    assert_eq!(
        form.matches(&format!("name=\"language_{group}\"")).count(),
        3,
        "both, and one more is offered"
    );
    assert!(form.contains("Water is a right.") && form.contains("Ne plus l’envoyer dans cette langue"));
    let shown = page(&fatou, &path).await;
    assert!(shown.contains("Water is a right.") && shown.contains("anglais"), "{shown}");

    fatou.post(&path, &[("act", "submit")]).await;
    home.work().await;
    let letter = home.house.post.take().remove(0);
    assert!(
        letter.text.contains("Groupe · anglais") && letter.text.contains("Water is a right."),
        "{}",
        letter.text
    );
    approve(&home, &path).await;
    fatou.post(&path, &[("act", "schedule"), ("hour", "2013-02-14T10:00")]).await;
    let sent = deliveries::of(&mut home.house.section.db.read().await.unwrap(), id(&path)).await.unwrap();
    let mut said: Vec<_> =
        sent.iter().map(|one| (one.message.language.to_string(), one.message.text.as_str())).collect();
    said.sort_unstable();
    assert_eq!(said, [("en".to_owned(), "Water is a right."), ("fr".to_owned(), "L’eau est un droit.")]);

    // One text in two languages does not take its own readers away.
    let calendar = page(&fatou, "/desk/calendar").await;
    assert!(
        !calendar.contains("se suivent") && calendar.matches("</strong> L’eau").count() == 1,
        "{calendar}"
    );
    home.minutes(61).await;
    let today = page(&fatou, "/desk/today").await;
    assert!(today.contains("Groupe · anglais") && today.contains("</a> · Groupe</p>"), "{today}");
    let english = sent.iter().find(|one| one.message.language == Language::ENGLISH).unwrap();
    let hand = page(&fatou, &format!("/desk/hand/{}", english.id)).await;
    assert!(hand.contains("Groupe · anglais") && hand.contains("lang=\"en\">Water is a right."), "{hand}");
}

#[tokio::test]
async fn a_language_without_words_is_told_and_what_was_typed_stays() {
    let home = home().await;
    let fatou = home.fatou().await;
    let group = add_channel(&fatou, "whatsapp", "Groupe").await;
    let press = add_channel(&fatou, "press", "Journalistes").await;
    let (language, body) = (format!("language_{group}"), format!("body_{group}"));
    let path = write(&fatou, "L’eau", "Un droit.", &[&group], &[(&language, "mos"), (&body, "")]).await;
    let answer = fatou.post(&path, &[("act", "submit")]).await;
    assert_eq!(answer.status(), 422);
    let shown = text(answer).await;
    assert!(shown.contains("il n’y a pas de texte en mooré"), "{shown}");

    // A text in that language is enough: the channel then says that.
    let moore = [
        ("title", "L’eau"),
        ("language", "mos"),
        ("body", "Koom"),
        ("to", group.as_str()),
        ("revision", "1"),
    ];
    let with = moore.into_iter().chain([(language.as_str(), "mos"), (body.as_str(), "")]).collect::<Vec<_>>();
    assert!(to(&fatou.post(&format!("{path}/edit"), &with).await).ends_with("?done=saved"));
    assert_eq!(to(&fatou.post(&path, &[("act", "submit")]).await), format!("{path}?done=waiting"));

    let press_language = format!("language_{press}");
    let base = [
        ("title", "L’eau"),
        ("language", "fr"),
        ("body", "Un droit."),
        ("to", group.as_str()),
        ("to", press.as_str()),
    ];
    for (pieces, why) in [
        (
            [
                (language.as_str(), "fr"),
                (body.as_str(), "Un"),
                (language.as_str(), "fr"),
                (body.as_str(), "Deux"),
            ],
            "deux fois la même langue",
        ),
        (
            [
                (language.as_str(), "fr"),
                (body.as_str(), ""),
                (language.as_str(), ""),
                (body.as_str(), "Deux"),
            ],
            "en quelle langue",
        ),
        (
            [
                (press_language.as_str(), "fr"),
                (press_language.as_str(), "en"),
                (language.as_str(), "fr"),
                (body.as_str(), "Deux"),
            ],
            "plus de langues",
        ),
    ] {
        let fields: Vec<_> = base.into_iter().chain(pieces).collect();
        let answer = fatou.post("/desk/items/new", &fields).await;
        assert_eq!(answer.status(), 422, "{why}");
        let form = text(answer).await;
        assert!(form.contains(why) && form.contains(">Deux</textarea>"), "{why}: {form}");
    }
}

#[tokio::test]
async fn a_language_is_taken_away_and_two_who_write_at_once_see_it() {
    let home = home().await;
    let fatou = home.fatou().await;
    let group = add_channel(&fatou, "whatsapp", "Groupe").await;
    let (language, body) = (format!("language_{group}"), format!("body_{group}"));
    let both =
        [(language.as_str(), "fr"), (body.as_str(), ""), (language.as_str(), "en"), (body.as_str(), "Water")];
    let path = write(&fatou, "L’eau", "Un droit.", &[&group], &both).await;
    let base = [
        ("title", "L’eau"),
        ("language", "fr"),
        ("body", "Un droit."),
        ("to", group.as_str()),
        ("revision", "1"),
    ];
    let less =
        [(language.as_str(), "fr"), (body.as_str(), ""), (language.as_str(), "-"), (body.as_str(), "Water")];
    let fields: Vec<_> = base.into_iter().chain(less).collect();
    assert!(to(&fatou.post(&format!("{path}/edit"), &fields).await).ends_with("?done=saved"));
    assert_eq!(variants(&home, &path).await.len(), 1);

    // Whoever began before sees where theirs differs.
    let fields: Vec<_> = base.into_iter().chain(both).collect();
    let answer = fatou.post(&format!("{path}/edit"), &fields).await;
    assert_eq!(answer.status(), 422);
    let form = text(answer).await;
    assert!(form.contains("<dt>Groupe</dt>") && form.contains("français\u{a0}:"), "{form}");
    assert_eq!(variants(&home, &path).await.len(), 1, "nothing is overwritten");
}

#[tokio::test]
async fn each_reader_of_a_list_gets_the_letter_once_in_a_language_that_they_read() {
    let home = home().await;
    let section = &home.house.section;
    let mut tx = section.db.begin().await.unwrap();
    let (list, channel, due) = factory::mailing(&mut tx, 0).await;
    deliveries::stop(&mut tx, due.item, section.clock.now()).await.unwrap();
    for (n, tag) in (0..).zip(["fr", "en", "mos", "en", "de"]) {
        let coming = griot_channels::model::audience::Coming {
            language: tag.parse().unwrap(),
            ..factory::coming(&list, n)
        };
        subscribers::add(&mut tx, &coming, section.clock.now()).await.unwrap();
    }
    tx.commit().await.unwrap();
    let fatou = home.fatou().await;
    let (language, body) = (format!("language_{}", channel.id), format!("body_{}", channel.id));
    let pieces = [
        (language.as_str(), "fr"),
        (body.as_str(), ""),
        (language.as_str(), "en"),
        (body.as_str(), "# Water\n\nWater is a right."),
        // Nobody on the list reads this one.
        (language.as_str(), "dyu"),
        (body.as_str(), "# Ji\n\nJi."),
    ];
    let path = write(&fatou, "L’eau", "L’eau est un droit.", &[&channel.id.to_string()], &pieces).await;
    let bare =
        [(language.as_str(), "fr"), (body.as_str(), ""), (language.as_str(), "en"), (body.as_str(), "Water")];
    let other = write(&fatou, "L’eau", "L’eau est un droit.", &[&channel.id.to_string()], &bare).await;
    let answer = fatou.post(&other, &[("act", "submit")]).await;
    assert_eq!(answer.status(), 422);
    assert!(
        text(answer).await.contains("le texte en anglais n’a pas de titre"),
        "its subject would be French"
    );
    let proof = page(&fatou, &format!("{path}/letter/{}?language=en", channel.id)).await;
    assert!(proof.contains("Water is a right."), "{proof}");
    let proof = page(&fatou, &format!("{path}/letter/{}", channel.id)).await;
    assert!(proof.contains("language=fr"), "the text's own language: {proof}");
    fatou.post(&path, &[("act", "submit")]).await;
    approve(&home, &path).await;
    home.work().await;
    home.house.post.take();
    assert_eq!(
        to(&fatou.post(&path, &[("act", "schedule"), ("hour", "2013-02-14T09:02")]).await),
        format!("{path}?done=scheduled")
    );
    home.minutes(4).await;
    let mut got: Vec<_> =
        home.house.post.take().into_iter().map(|one| (one.to.as_str().to_owned(), one.language)).collect();
    got.sort_unstable();
    let languages: Vec<_> = got.iter().map(|(_, language)| language.as_str()).collect();
    assert_eq!(got.len(), 5, "each once: {got:?}");
    let mut people: Vec<_> = got.iter().map(|(to, _)| to).collect();
    people.dedup();
    assert_eq!((people.len(), languages.iter().filter(|one| **one == "en").count()), (5, 2), "{got:?}");
    let mut db = section.db.read().await.unwrap();
    assert!(newsletters::of(&mut db, channel.id).await.unwrap().is_some());
    let sent = deliveries::of(&mut db, id(&path)).await.unwrap();
    assert_eq!(sent.len(), 3);
    for one in &sent {
        let unread = one.message.language.as_str() == "dyu";
        assert_eq!(one.state, if unread { State::Stopped } else { State::Confirmed });
        assert!(mailings::of(&mut db, one.id).await.unwrap().is_some());
    }
    let Item { stage, .. } = items::by_id(&mut db, id(&path)).await.unwrap().unwrap();
    assert_eq!(stage, Stage::Published, "a language that nobody reads is no failure");
    drop(db);
    assert!(page(&fatou, &path).await.contains("Personne de la liste ne lit cette langue"));

    // Whoever reads another language meanwhile gets nothing twice when the letter goes once more.
    let english = sent.iter().find(|one| one.message.language == Language::ENGLISH).unwrap();
    let mut tx = section.db.begin().await.unwrap();
    for n in 1..=5 {
        let mark = subscribers::by_id(&mut tx, n).await.unwrap().unwrap().mark;
        subscribers::set_language(&mut tx, &mark, Language::ENGLISH).await.unwrap();
    }
    assert!(mailings::reopen(&mut tx, english.id).await.unwrap());
    assert!(mailings::open_again(&mut tx, english.id, section.clock.now()).await.unwrap());
    tx.commit().await.unwrap();
    home.minutes(3).await;
    let again = home.house.post.take();
    assert!(again.iter().all(|one| one.unsubscribe.is_none()), "no letter of the list: {again:?}");

    // After it was taken back, a correction in one language goes to all.
    fatou.post(&path, &[("act", "withdraw"), ("words", "Une faute")]).await;
    home.minutes(2).await;
    home.house.post.take();
    assert_eq!(fatou.post(&path, &[("act", "reopen")]).await.status(), 303);
    let revision = field(&page(&fatou, &format!("{path}/edit")).await, "revision");
    let id_of_channel = channel.id.to_string();
    let corrected = [
        ("title", "L’eau"),
        ("language", "fr"),
        ("body", "L’eau est un droit humain."),
        ("to", id_of_channel.as_str()),
        ("revision", revision.as_str()),
        (language.as_str(), "fr"),
        (body.as_str(), ""),
    ];
    assert!(to(&fatou.post(&format!("{path}/edit"), &corrected).await).ends_with("?done=saved"));
    fatou.post(&path, &[("act", "submit")]).await;
    approve(&home, &path).await;
    home.work().await;
    home.house.post.take();
    fatou.post(&path, &[("act", "schedule"), ("hour", "2013-02-14T10:00")]).await;
    home.minutes(60).await;
    let corrected = home.house.post.take().into_iter().filter(|one| one.unsubscribe.is_some()).count();
    assert_eq!(corrected, 5, "all of them, whatever they read");
}
