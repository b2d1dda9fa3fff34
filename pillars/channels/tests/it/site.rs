//! The section's own site as a channel.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use griot_channels::{
    acts::plan,
    jobs::Carry,
    model::{
        delivery::{Back, Delivery, State},
        item::{ItemId, Stage},
        network::Network,
    },
    store::{channels, deliveries, items, machine},
};
use griot_contracts::publications::{Place, Showcase, Site, SitePlace, SiteText};
use griot_db::{Conn, Db, DbError, Tx};
use griot_jobs::Job;
use griot_kernel::{Id, Language, Random, Timestamp, WorkId};
use griot_web::testing::text;
use uuid::Uuid;

use crate::{
    factory::{chance, channel, delivery, item, later, start},
    house::{Home, TABLES, home_on, to},
    pages::{add_channel, approve, page, write},
};

/// The room that keeps pages, as its contract says it.
#[derive(Default)]
struct Pages {
    closed: Mutex<bool>,
    out: Mutex<Vec<SiteText>>,
    gone: Mutex<Vec<WorkId>>,
}

fn work(n: usize) -> WorkId {
    Uuid::from_u128(0x5100 + u128::try_from(n).unwrap()).into()
}

fn place(n: u128) -> Id<Place> {
    Uuid::from_u128(0x5000 + n).into()
}

#[async_trait]
impl Site for Pages {
    async fn places(&self, _: &mut Conn) -> Result<Vec<SitePlace>, DbError> {
        let one =
            |n, title: &str| SitePlace { id: place(n), title: title.into(), address: format!("/blogs/b{n}") };
        let closed = *self.closed.lock().unwrap();
        Ok(if closed {
            Vec::new()
        } else {
            vec![one(1, "Le blog de la section"), one(2, "Le blog des clubs")]
        })
    }

    async fn publish(
        &self,
        _: &mut Tx,
        at: Id<Place>,
        text: &SiteText,
        _: (Timestamp, &dyn Random),
    ) -> Result<Option<(WorkId, String)>, DbError> {
        if *self.closed.lock().unwrap() || at != place(1) {
            return Ok(None);
        }
        let mut out = self.out.lock().unwrap();
        out.push(text.clone());
        Ok(Some((work(out.len()), format!("/blogs/b1/texte-{}", out.len()))))
    }

    async fn withdraw(&self, _: &mut Tx, work: WorkId, _: Timestamp) -> Result<(), DbError> {
        self.gone.lock().unwrap().push(work);
        Ok(())
    }
}

#[derive(Default)]
struct Window(Mutex<Vec<WorkId>>);

#[async_trait]
impl Showcase for Window {
    async fn take_down(&self, _: &mut Tx, work: WorkId) -> Result<(), DbError> {
        self.0.lock().unwrap().push(work);
        Ok(())
    }
}

async fn house(db: Db) -> (Home, Arc<Pages>, Arc<Window>) {
    let (pages, window) = (Arc::new(Pages::default()), Arc::new(Window::default()));
    let home = home_on(db, |house| {
        house.provide::<dyn Site>(Arc::<Pages>::clone(&pages));
        house.provide::<dyn Showcase>(Arc::<Window>::clone(&window));
    })
    .await;
    (home, pages, window)
}

fn id(path: &str) -> ItemId {
    path.trim_start_matches("/desk/items/").parse().unwrap()
}

async fn sent(home: &Home, path: &str) -> Vec<Delivery> {
    deliveries::of(&mut home.house.section.db.read().await.unwrap(), id(path)).await.unwrap()
}

griot_testkit::contract! { TABLES;
    async fn a_text_becomes_a_post_at_its_hour_once_and_is_taken_back(db: Db) {
        let (home, pages, window) = house(db).await;
        let fatou = home.fatou().await;
        let site = add_channel(&fatou, "site", "Le site").await;
        let settings = page(&fatou, &format!("/desk/channels/{site}")).await;
        assert!(settings.contains("Le blog de la section") && settings.contains("Le blog des clubs"), "{settings}");
        assert!(!settings.contains("name=\"server\"") && !settings.contains("name=\"by_hand\""), "{settings}");
        assert!(page(&fatou, "/desk/channels").await.contains("publié par Griot, sans compte"));

        let (language, body) = (format!("language_{site}"), format!("body_{site}"));
        let pieces = [
            (language.as_str(), "fr"), (body.as_str(), ""),
            (language.as_str(), "en"), (body.as_str(), "# Water for all\n\nNine schools of ten."),
        ];
        let words = "Neuf écoles sur dix.\nEt la vôtre ?";
        let path = write(&fatou, "L’eau pour tous", words, &[&site], &pieces).await;
        fatou.post(&path, &[("act", "submit")]).await;
        approve(&home, &path).await;
        fatou.post(&path, &[("act", "schedule"), ("hour", "2013-02-14T10:00")]).await;
        home.minutes(59).await;
        assert!(pages.out.lock().unwrap().is_empty(), "not before its hour");
        home.minutes(3).await;
        let section = &home.house.section;
        for _ in 0..3 {
            Carry { channel: site.parse().unwrap() }.run(section).await.unwrap();
        }
        let out = pages.out.lock().unwrap().clone();
        assert_eq!(out.len(), 2, "each language once");
        let french = out.iter().find(|one| one.language == Language::FRENCH).unwrap();
        assert_eq!((french.title.as_str(), french.body.as_str()), ("L’eau pour tous", "Neuf écoles sur dix.  \nEt la vôtre ?"));
        let english = out.iter().find(|one| one.language == Language::ENGLISH).unwrap();
        assert_eq!((english.title.as_str(), english.body.as_str()), ("Water for all", "Nine schools of ten."));
        assert_eq!(out[0].translation_of, None);
        assert_eq!(out[1].translation_of, Some(work(1)), "one text in two languages");
        let shown = page(&fatou, &path).await;
        assert!(shown.contains("/blogs/b1/texte-1") && shown.contains("/blogs/b1/texte-2"), "{shown}");
        let all = sent(&home, &path).await;
        assert!(all.iter().all(|one| one.state == State::Confirmed && !one.by_hand));

        // What is there is known by the name of its work, also when somebody there takes it away.
        let mut tx = section.db.begin().await.unwrap();
        let one = deliveries::on_site(&mut tx, work(1)).await.unwrap().unwrap();
        assert!(deliveries::on_site(&mut tx, work(9)).await.unwrap().is_none());
        let chance = chance();
        let random: &dyn Random = &chance;
        let moment = (start(), random);
        plan::gone_from_site(&mut tx, work(1), moment).await.unwrap();
        plan::gone_from_site(&mut tx, work(1), moment).await.unwrap();
        assert!(!plan::seen_on_site(&mut tx, work(9), moment).await.unwrap(), "somebody else's");
        let back = async |tx: &mut Tx| deliveries::by_id(tx, one.id).await.unwrap().unwrap().back;
        assert_eq!(back(&mut tx).await, Some(Back::Done));
        // Published there once more, it is out: it can be taken back.
        assert!(plan::seen_on_site(&mut tx, work(1), moment).await.unwrap());
        assert_eq!(back(&mut tx).await, None);
        deliveries::set_on_site(&mut tx, one.id, Some(Back::Done), start()).await.unwrap();
        tx.commit().await.unwrap();
        assert!(page(&fatou, &path).await.contains("Retiré du site par quelqu’un de la rédaction"));

        fatou.post(&path, &[("act", "withdraw"), ("words", "Une erreur")]).await;
        home.minutes(1).await;
        assert_eq!(*pages.gone.lock().unwrap(), [work(2)]);
        assert_eq!(*window.0.lock().unwrap(), [work(2)], "in the same act it is shown nowhere");
        assert!(sent(&home, &path).await.iter().all(|one| one.back == Some(Back::Done)));

        // An editor there publishes what was withdrawn: it goes once more.
        let mut tx = section.db.begin().await.unwrap();
        assert!(plan::seen_on_site(&mut tx, work(2), moment).await.unwrap());
        tx.commit().await.unwrap();
        home.minutes(1).await;
        assert_eq!(*pages.gone.lock().unwrap(), [work(2), work(2)]);
        assert_eq!(*window.0.lock().unwrap(), [work(2), work(2)]);
    }
}

griot_testkit::contract! { TABLES;
    async fn a_place_that_takes_nothing_any_more_is_said_and_nothing_is_lost(db: Db) {
        let (home, pages, _) = house(db).await;
        let fatou = home.fatou().await;
        let site = add_channel(&fatou, "site", "Le site").await;
        let settings = format!("/desk/channels/{site}");
        let other = [("name", "Le site"), ("language", "fr"), ("account", "quelque part"), ("by_hand", "1")];
        let refused = fatou.post(&settings, &other).await;
        assert_eq!(refused.status(), 422);
        assert!(text(refused).await.contains("Ouvrez d’abord un blog"));
        let clubs = place(2).to_string();
        let chosen = [("name", "Le site"), ("language", "fr"), ("account", clubs.as_str()), ("by_hand", "1")];
        assert_eq!(to(&fatou.post(&settings, &chosen).await), format!("{settings}?done=saved"));
        let kept = channels::by_id(&mut home.house.section.db.read().await.unwrap(), site.parse().unwrap()).await.unwrap().unwrap();
        assert!(kept.address.ends_with("/blogs/b2") && !kept.by_hand, "nobody publishes there by hand");

        let path = write(&fatou, "L’eau", "Neuf écoles sur dix.", &[&site], &[]).await;
        fatou.post(&path, &[("act", "submit")]).await;
        approve(&home, &path).await;
        fatou.post(&path, &[("act", "now")]).await;
        home.minutes(1).await;
        assert!(pages.out.lock().unwrap().is_empty());
        let shown = page(&fatou, &path).await;
        assert!(shown.contains("ne prend plus de textes"), "{shown}");
        assert_eq!(sent(&home, &path).await[0].state, State::Rejected);

        let section_blog = place(1).to_string();
        let back = [("name", "Le site"), ("language", "fr"), ("account", section_blog.as_str())];
        fatou.post(&settings, &back).await;
        let again = shown.split("/desk/deliveries/").nth(1).unwrap().split('"').next().unwrap().to_owned();
        fatou.post(&format!("/desk/deliveries/{again}"), &[("say", "again")]).await;
        home.minutes(1).await;
        assert_eq!(pages.out.lock().unwrap().len(), 1, "sent again, it is there");
        assert_eq!(sent(&home, &path).await[0].state, State::Confirmed);

        *pages.closed.lock().unwrap() = true;
        let fields = [("network", "site"), ("name", "Un autre"), ("language", "fr")];
        let refused = fatou.post("/desk/channels/new", &fields).await;
        assert_eq!(refused.status(), 422);
        let form = text(refused).await;
        assert!(form.contains("Ouvrez d’abord un blog") && form.contains("value=\"Un autre\""), "{form}");
    }
}

griot_testkit::contract! { TABLES;
    async fn what_is_too_late_or_has_no_words_does_not_come_out(db: Db) {
        let (home, pages, _) = house(db).await;
        let fatou = home.fatou().await;
        let site = add_channel(&fatou, "site", "Le site").await;
        let long = format!("# {}\n\nMots", "é".repeat(201));
        for (words, why) in [(long.as_str(), "Le titre est trop long pour Le site"), ("# Un titre sans rien\n", "il n’y a ni texte ni image")] {
            let path = write(&fatou, "Un titre", words, &[&site], &[]).await;
            let shown = page(&fatou, &path).await;
            assert!(shown.contains(why), "{why} in {shown}");
        }

        let section = &home.house.section;
        let mut tx = section.db.begin().await.unwrap();
        let at = griot_channels::model::channel::Channel { account: place(1).to_string(), ..channel(5, Network::Site) };
        channels::insert(&mut tx, &at).await.unwrap();
        let one = griot_channels::model::item::Item { stage: Stage::Scheduled, ..item(5) };
        let other = griot_channels::model::item::Item { stage: Stage::Scheduled, ..item(6) };
        for one in [&one, &other] {
            items::insert(&mut tx, one).await.unwrap();
        }
        let now = section.clock.now();
        let late = Delivery {
            due_at: start(), next_at: Some(start()), not_after: Some(start()),
            ..delivery(5, &one, &at, start())
        };
        deliveries::insert(&mut tx, &late, &[3; 32], now).await.unwrap();
        let unwanted = Delivery {
            due_at: start(), next_at: Some(start()), not_after: Some(later(9_000_000)),
            ..delivery(6, &other, &at, start())
        };
        deliveries::insert(&mut tx, &unwanted, &[4; 32], now).await.unwrap();
        deliveries::stop(&mut tx, other.id, now).await.unwrap();
        tx.commit().await.unwrap();
        home.house.clock.advance(std::time::Duration::from_secs(60));
        Carry { channel: at.id }.run(section).await.unwrap();
        let mut db = section.db.read().await.unwrap();
        let state = async |db: &mut Conn, id| deliveries::by_id(db, id).await.unwrap().unwrap().state;
        assert_eq!(state(&mut db, late.id).await, State::GaveUp);
        assert_eq!(state(&mut db, unwanted.id).await, State::Stopped);
        assert!(pages.out.lock().unwrap().is_empty());
        assert!(machine::due(&mut db, at.id, later(9_999_999), 10).await.unwrap().is_empty());
    }
}
