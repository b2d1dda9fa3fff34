//! What the section said elsewhere, as its own site keeps it.

use griot_channels::{
    SCHEMA,
    model::{
        delivery::{Delivery, State},
        item::{Item, Stage},
        network::Network,
    },
    store::{channels, deliveries, items, said},
};
use griot_kernel::Sensitivity;
use griot_web::testing::Client;

use crate::{
    factory::{channel, delivery, item, later, person, start},
    house::{Home, home, to},
    pages::{add_channel, approve, page, write},
};

/// Publishes a text by hand: where its item is.
async fn out(home: &Home, fatou: &Client, title: &str, body: &str, to_channel: &str) -> String {
    let path = write(fatou, title, body, &[to_channel], &[]).await;
    fatou.post(&path, &[("act", "submit")]).await;
    approve(home, &path).await;
    fatou.post(&path, &[("act", "now")]).await;
    home.minutes(1).await;
    let today = page(fatou, "/desk/today").await;
    let hand =
        format!("/desk/hand/{}", today.split("/desk/hand/").nth(1).unwrap().split('"').next().unwrap());
    fatou.post(&hand, &[("act", "out"), ("address", "https://reseau.example/1")]).await;
    path
}

#[tokio::test]
async fn what_was_said_stays_readable_here_until_it_is_taken_back() {
    let home = home().await;
    let fatou = home.fatou().await;
    assert!(page(&home.visitor(), "/said").await.contains("Rien pour l’instant"));
    let facebook = add_channel(&fatou, "facebook", "Notre page").await;
    let group = add_channel(&fatou, "whatsapp", "Groupe des membres").await;
    let long = format!("L’eau pour tous est un <b>droit</b>.\n{}", "mot ".repeat(200));
    let path = out(&home, &fatou, "Titre de travail", &long, &facebook).await;
    out(&home, &fatou, "Entre nous", "La réunion est à dix heures.", &group).await;
    let shown = page(&home.visitor(), "/said").await;
    assert!(
        shown.contains("février 2013") && shown.contains("L’eau pour tous") && shown.contains("Facebook"),
        "{shown}"
    );
    assert!(
        shown.contains("https://reseau.example/1") && shown.contains("Lire tout") && !shown.contains("<b>")
    );
    assert!(!shown.contains("Entre nous"), "a group is not the public");
    assert!(!shown.contains("Titre de travail"), "what the team calls it is the team's");
    let feed = page(&home.visitor(), "/feeds/said.atom").await;
    assert!(feed.contains("L’eau pour tous") && !feed.contains("Entre nous"), "{feed}");
    assert!(!feed.contains("Titre de travail"));
    let one = format!("/said/{}", shown.split("/said/").nth(1).unwrap().split('"').next().unwrap());
    assert!(page(&home.visitor(), &one).await.matches("mot ").count() > 190);

    let switch = format!("/desk/channels/{facebook}/said");
    assert_eq!(home.awa().await.post(&switch, &[]).await.status(), 403);
    assert_eq!(to(&fatou.post(&switch, &[]).await), format!("/desk/channels/{facebook}?done=saved"));
    assert!(!page(&home.visitor(), "/said").await.contains("L’eau pour tous"));
    assert_eq!(home.visitor().get(&one).await.status(), 404);
    fatou.post(&switch, &[("keep", "1")]).await;
    assert!(page(&home.visitor(), "/said").await.contains("L’eau pour tous"));
    let sms = add_channel(&fatou, "sms", "Téléphones").await;
    let wrong = fatou.post(&format!("/desk/channels/{sms}/said"), &[("keep", "1")]).await;
    assert_eq!(wrong.status(), 400, "what is sent to telephones is for those who asked");

    fatou.post(&path, &[("act", "withdraw"), ("words", "Une erreur")]).await;
    assert!(!page(&home.visitor(), "/said").await.contains("L’eau pour tous"), "at once");
    assert_eq!(home.visitor().get(&one).await.status(), 404);
}

griot_testkit::contract! { &[SCHEMA];
    async fn only_what_everybody_may_read_is_said_again(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let places = [(1, Network::Facebook), (2, Network::Press), (3, Network::Sms), (4, Network::Telegram)];
        for (n, network) in places {
            let place = channel(n, network);
            channels::insert(&mut tx, &place).await.unwrap();
            assert!(!said::keeps(&mut tx, place.id).await.unwrap());
            said::set_keeps(&mut tx, place.id, n != 4).await.unwrap();
            said::set_keeps(&mut tx, place.id, n != 4).await.unwrap();
            assert_eq!(said::keeps(&mut tx, place.id).await.unwrap(), n != 4);
        }
        let base = |n| Item { stage: Stage::Published, ..item(n) };
        let all = [
            (base(1), 1),
            (base(2), 1),
            (Item { sensitivity: Sensitivity::NamedPerson, ..base(3) }, 1),
            (Item { stage: Stage::Withdrawn, ..base(4) }, 1),
            (Item { embargo_until: Some(later(99)), ..base(5) }, 1),
            (base(6), 2),
            (base(7), 3),
            (base(8), 4),
            (base(9), 1),
        ];
        let mut ids = Vec::new();
        for (n, (one, place)) in (1..).zip(&all) {
            items::insert(&mut tx, one).await.unwrap();
            let networks = places.map(|(_, network)| network);
            let place = channel(*place, networks[usize::try_from(*place).unwrap() - 1]);
            let way = Delivery { state: State::Waiting, ..delivery(n, one, &place, start()) };
            deliveries::insert(&mut tx, &way, &[1; 32], start()).await.unwrap();
            let at = later(u64::try_from(n).unwrap());
            deliveries::say_out(&mut tx, way.id, person(1), None, at).await.unwrap();
            ids.push(way.id);
        }
        deliveries::want_back(&mut tx, all[8].0.id, later(10)).await.unwrap();
        let shown = said::list(&mut tx, later(20), 0, 10).await.unwrap();
        assert_eq!(shown.iter().map(|one| one.id).collect::<Vec<_>>(), [ids[1], ids[0]]);
        let second = said::list(&mut tx, later(20), 1, 10).await.unwrap();
        assert_eq!(second.iter().map(|one| one.id).collect::<Vec<_>>(), [ids[0]]);
        assert!(said::one(&mut tx, ids[0], later(20)).await.unwrap().is_some());
        for hidden in [2, 3, 5, 6, 7, 8] {
            assert!(said::one(&mut tx, ids[hidden], later(20)).await.unwrap().is_none(), "{hidden}");
        }
        assert!(said::one(&mut tx, ids[4], later(20)).await.unwrap().is_none());
        assert!(said::one(&mut tx, ids[4], later(99)).await.unwrap().is_some(), "when its embargo ends");
    }
}
