//! A newsletter as the section runs it: lists, parts, people on paper, lists kept elsewhere, proofs, progress.

use griot_channels::{
    jobs::forget_subscribers,
    model::{audience::Standing, delivery::State},
    store::{audiences, deliveries, erase, letters, newsletters, subscribers},
};
use griot_mailroom::{Mark, silence};
use griot_web::testing::text;

use crate::{
    factory::{self, coming, person, start},
    house::{Home, home, to},
    pages::{add_channel, approve, page, write},
};

async fn list_of(home: &Home) -> (String, griot_channels::model::audience::AudienceId) {
    let fatou = home.fatou().await;
    let fields = [("name_fr", "La lettre du mois"), ("promise_fr", "Une par mois."), ("public", "1")];
    let answer = fatou.post("/desk/newsletter", &fields).await;
    let path = to(&answer).split('?').next().unwrap().to_owned();
    let id = path.rsplit('/').next().unwrap().parse().unwrap();
    (path, id)
}

#[tokio::test]
async fn an_approved_text_goes_to_a_list_at_its_hour() {
    let home = home().await;
    let fatou = home.fatou().await;
    assert!(page(&fatou, "/desk/newsletter").await.contains("pas encore de liste"));
    let (list, audience) = list_of(&home).await;
    assert!(page(&fatou, &list).await.contains("La lettre du mois"));
    assert!(
        text(fatou.post("/desk/newsletter", &[("name_fr", "La lettre du mois")]).await)
            .await
            .contains("déjà ce nom")
    );

    // Somebody on paper.
    let readers = format!("{list}/readers");
    let nothing = [("act", "add"), ("address", "awa@example.org"), ("consent", " ")];
    assert_eq!(fatou.post(&readers, &nothing).await.status(), 422);
    for address in ["awa@example.org", "binta@example.org"] {
        let fields = [("act", "add"), ("address", address), ("consent", "Feuille du 14"), ("tag", "Bobo")];
        assert_eq!(fatou.post(&readers, &fields).await.status(), 303);
    }
    let shown = page(&fatou, &format!("{readers}?address=AWA%40example.org")).await;
    assert!(shown.contains("Feuille du 14") && shown.contains("sur papier"), "{shown}");
    assert_eq!(home.awa().await.get(&readers).await.status(), 403, "addresses are for few");

    // A part of it, counted as it stands.
    let part = [("act", "add"), ("name", "Bobo"), ("tag", "Bobo")];
    assert_eq!(fatou.post(&format!("{list}/segments"), &part).await.status(), 303);
    assert!(page(&fatou, &list).await.contains("2 personnes"));
    let segment = newsletters::segments(&mut home.house.section.db.read().await.unwrap(), audience)
        .await
        .unwrap()
        .remove(0)
        .id
        .to_string();

    // A text on a channel that writes to nobody yet has no hour.
    let channel = add_channel(&fatou, "newsletter", "Notre lettre").await;
    let item = write(&fatou, "L’eau", "L’eau est un *droit*.", &[&channel], &[]).await;
    fatou.post(&item, &[("act", "submit")]).await;
    approve(&home, &item).await;
    assert!(text(fatou.post(&item, &[("act", "now")]).await).await.contains("n’écrit encore à aucune liste"));
    let settings = format!("/desk/newsletter/channels/{channel}");
    let wrong = [("list", audience.to_string()), ("pace", "vite".into())];
    let wrong: Vec<(&str, &str)> = wrong.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(fatou.post(&settings, &wrong).await.status(), 422);
    let id = audience.to_string();
    let fields = [("list", id.as_str()), ("segment", &segment), ("pace", "600"), ("postal", "BP 12")];
    assert_eq!(fatou.post(&settings, &fields).await.status(), 303);
    // Who reads it is a part of what is approved: that is read again.
    assert!(page(&fatou, &item).await.contains("En relecture"));
    approve(&home, &item).await;
    home.work().await;
    home.house.post.take();
    let used = [("act", "remove"), ("segment", segment.as_str())];
    assert!(
        text(fatou.post(&format!("{list}/segments"), &used).await).await.contains("changez d’abord le canal")
    );

    // How it looks, and a proof.
    let letter = format!("{item}/letter/{channel}");
    let shown = page(&fatou, &letter).await;
    assert!(shown.contains("L’eau est un *droit*.") && shown.contains("Elle pèse"), "{shown}");
    let look = fatou.get(&format!("{letter}/look")).await;
    let policy = look.headers().get("content-security-policy").unwrap().to_str().unwrap().to_owned();
    assert!(policy.contains("sandbox") && policy.contains("default-src 'none'"), "{policy}");
    assert!(text(look).await.contains("<em>droit</em>"));
    fatou.post(&letter, &[]).await;
    home.work().await;
    let proof = home.house.post.take().remove(0);
    assert_eq!(
        (proof.subject.as_str(), proof.to.as_str(), proof.unsubscribe),
        ("[Épreuve] L’eau", "fatou@exemple.bf", None)
    );

    assert_eq!(fatou.post(&item, &[("act", "now")]).await.status(), 303);
    home.minutes(2).await;
    assert_eq!(home.house.post.take().len(), 2);
    let shown = page(&fatou, &item).await;
    assert!(
        shown.contains("Lettres parties\u{a0}: 2 sur 2, refusées\u{a0}: 0, sans confirmation\u{a0}: 0"),
        "{shown}"
    );
    let listed = page(&fatou, "/desk/newsletter").await;
    assert!(listed.contains("Lettres parties\u{a0}: 2 sur 2"), "{listed}");

    // Taken back: what went is named, and can be read on the site no more.
    assert!(page(&home.visitor(), "/newsletter").await.contains(">L’eau</a>"));
    fatou.post(&item, &[("act", "withdraw"), ("words", "Une erreur")]).await;
    home.minutes(2).await;
    let delivery = deliveries::of(
        &mut home.house.section.db.read().await.unwrap(),
        item.rsplit('/').next().unwrap().parse().unwrap(),
    )
    .await
    .unwrap()
    .remove(0);
    let shown = page(&fatou, &format!("/desk/newsletter/letters/{}", delivery.id)).await;
    assert!(shown.contains("ne peuvent pas être reprises"), "{shown}");
    assert!(!page(&home.visitor(), "/newsletter").await.contains(">L’eau</a>"));
    assert!(home.log.acts().contains(&"channels-log-reader"));
}

#[tokio::test]
async fn a_list_kept_elsewhere_is_looked_at_before_it_is_brought() {
    let home = home().await;
    let fatou = home.fatou().await;
    let (list, audience) = list_of(&home).await;
    let readers = format!("{list}/readers");
    let db = &home.house.section.db;
    let mark =
        |address: &str| Mark::of(&home.house.section.keys, &griot_delivery::Email::parse(address).unwrap());
    let mut tx = db.begin().await.unwrap();
    silence(&mut tx, mark("moussa@example.org"), start()).await.unwrap();
    tx.commit().await.unwrap();
    let add = [("act", "add"), ("address", "awa@example.org"), ("consent", "Feuille")];
    fatou.post(&readers, &add).await;

    let lines = "adresse;langue\nawa@example.org;fr\nbinta@example.org;en\nbinta@example.org;en\nmoussa@example.org\nrien@\n";
    let file = [("file", "liste.csv", lines.as_bytes().to_vec())];
    let file: Vec<(&str, &str, &[u8])> =
        file.iter().map(|(field, name, bytes)| (*field, *name, bytes.as_slice())).collect();
    let answer = fatou.upload(&format!("{list}/import"), &[("consent", "")], &file).await;
    assert_eq!(answer.status(), 422);
    let answer = fatou.upload(&format!("{list}/import"), &[("consent", "Liste de 2012")], &file).await;
    let shown = text(answer).await;
    for said in
        ["Une personne serait inscrite", "Une est déjà", "Une est partie", "deux fois", "lignes\u{a0}: 6"]
    {
        assert!(shown.contains(said), "{said} in {shown}");
    }
    let count = async || subscribers::counts(&mut db.read().await.unwrap(), audience).await.unwrap();
    assert_eq!(count().await, [(Standing::Confirmed, 1)], "only looked at");
    let bring = [("act", "bring"), ("consent", "Liste de 2012"), ("lines", lines)];
    assert!(to(&fatou.post(&readers, &bring).await).ends_with("done=brought&n=1"));
    assert_eq!(count().await, [(Standing::Confirmed, 2)]);

    let file = fatou.post(&format!("{list}/export"), &[]).await;
    assert_eq!(file.headers().get("content-type").unwrap(), "text/csv; charset=utf-8");
    let file = text(file).await;
    assert_eq!(file.lines().count(), 3, "{file}");
    assert!(file.contains("\"binta@example.org\",\"en\""), "{file}");

    // Somebody who left is not brought back.
    let found = subscribers::of_mark(&mut db.read().await.unwrap(), mark("binta@example.org").as_bytes())
        .await
        .unwrap()
        .remove(0);
    let leave = [("act", "leave"), ("reader", &found.id.to_string())];
    fatou.post(&readers, &leave).await;
    assert!(to(&fatou.post(&readers, &bring).await).ends_with("n=0"));
}

#[tokio::test]
async fn dead_addresses_wishes_members_and_old_letters_are_let_go() {
    let home = home().await;
    let db = &home.house.section.db;
    let mut tx = db.begin().await.unwrap();
    let (list, _, delivery) = factory::mailing(&mut tx, 0).await;
    for n in 1..=4 {
        let address = griot_delivery::Email::parse(&format!("lectrice{n}@example.org")).unwrap();
        let mark = Mark::of(&home.house.section.keys, &address).as_bytes().to_vec();
        let member = (n == 3).then(|| person(3));
        let one = griot_channels::model::audience::Coming { mark, member, ..coming(&list, n) };
        subscribers::add(&mut tx, &one, start()).await.unwrap();
    }
    let marks: Vec<Vec<u8>> = subscribers::confirmed_after(&mut tx, list.id, 0, 9)
        .await
        .unwrap()
        .into_iter()
        .map(|one| one.mark)
        .collect();
    let mark = |n: usize| Mark::try_from(marks[n].as_slice()).unwrap();
    griot_mailroom::acts::hear(&mut tx, mark(0), griot_mailroom::Kind::Hard, start(), start()).await.unwrap();
    silence(&mut tx, mark(1), start()).await.unwrap();
    erase::person(&mut tx, person(3)).await.unwrap();
    tx.commit().await.unwrap();
    home.work().await;
    let mut tx = db.begin().await.unwrap();
    let mut counts = subscribers::counts(&mut tx, list.id).await.unwrap();
    counts.sort_by_key(|(standing, _)| standing.as_str());
    assert_eq!(counts, [(Standing::Bounced, 1), (Standing::Confirmed, 1), (Standing::Left, 1)]);
    tx.commit().await.unwrap();

    home.minutes(1).await;
    let letter = home.house.post.take();
    assert_eq!(letter.len(), 1);
    home.house.clock.advance(std::time::Duration::from_secs(31 * 86_400));
    forget_subscribers(home.house.section.clone()).await.unwrap();
    let mut read = db.read().await.unwrap();
    assert_eq!(letters::counts(&mut read, delivery.id).await.unwrap().total(), 0, "who got it is forgotten");
    assert_eq!(deliveries::by_id(&mut read, delivery.id).await.unwrap().unwrap().state, State::Confirmed);
    drop(read);
    let shown = page(&home.fatou().await, &format!("/desk/newsletter/letters/{}", delivery.id)).await;
    assert!(shown.contains("Lettres parties\u{a0}: 1 sur 1"), "the numbers stay: {shown}");
    assert_eq!(audiences::list(&mut db.read().await.unwrap()).await.unwrap().len(), 1);
}
