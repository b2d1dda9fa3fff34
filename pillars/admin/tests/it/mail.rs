//! Where mails went, and what an administrator does about it.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use axum::response::Response;
use griot_admin::{Admin, RUN, routes};
use griot_contracts::people::StaffLog;
use griot_db::{Db, DbError, Schema, Tx};
use griot_delivery::{Email, Fault, KeptPost, Letter, Post, PostError, ReturnAddress};
use griot_jobs::{Jobs, Queue, Worker};
use griot_kernel::{FixedClock, PersonId, SharedClock};
use griot_mailroom::{
    Kind, Mark, Taken, acts,
    store::{
        stops,
        tally::{self, What},
    },
};
use griot_pillar::Pillar;
use griot_web::{
    House,
    testing::{Client, TestHouse, text},
};

const SCHEMAS: &[Schema] = &[griot_web::SCHEMA, griot_jobs::SCHEMA, griot_mailroom::SCHEMA];
const AWA: &str = "awa@example.org";

#[derive(Default)]
struct Log(Mutex<Vec<String>>);

#[async_trait]
impl StaffLog for Log {
    async fn note(&self, _: &mut Tx, _: PersonId, act: &'static str, on: &str) -> Result<(), DbError> {
        self.0.lock().unwrap().push(format!("{act} {on}"));
        Ok(())
    }
}

struct Place {
    house: TestHouse,
    admin: Client,
    log: Arc<Log>,
    kept: Option<KeptPost>,
}

impl Place {
    async fn open(db: Db) -> Self {
        Self::keeping(db, None).await
    }

    /// A house without a mail server, which keeps its letters.
    async fn keeping(db: Db, kept: Option<KeptPost>) -> Self {
        let log = Arc::new(Log::default());
        let mut rooms = House::default();
        rooms.provide::<dyn StaffLog>(Arc::<Log>::clone(&log));
        let address = ReturnAddress::parse("retours@section.example").unwrap();
        rooms.provide::<ReturnAddress>(Arc::new(address));
        let clock: SharedClock = Arc::new(FixedClock::at("2013-02-14T09:00:00Z".parse().unwrap()));
        rooms.provide::<Queue>(Arc::new(Queue::new(db.clone(), clock)));
        if let Some(kept) = &kept {
            rooms.provide::<KeptPost>(Arc::new(kept.clone()));
        }
        let words = [griot_i18n::WORDS, Admin.words()];
        let house = TestHouse::open_on(db, &words, rooms).await;
        let admin = house.client(routes()).as_member(TestHouse::able("Moussa", &RUN)).await;
        Self { house, admin, log, kept }
    }

    fn mark(&self, address: &str) -> Mark {
        Mark::of(&self.house.section.keys, &Email::parse(address).unwrap())
    }

    async fn hear(&self, address: &str, kind: Kind) {
        let now = self.house.section.clock.now();
        let mut tx = self.house.section.db.begin().await.unwrap();
        acts::hear(&mut tx, self.mark(address), kind, now, now).await.unwrap();
        tx.commit().await.unwrap();
    }

    async fn is_stopped(&self, address: &str) -> bool {
        let mut db = self.house.section.db.read().await.unwrap();
        stops::standing(&mut db, self.mark(address)).await.unwrap().is_some()
    }

    async fn page(&self, path: &str) -> String {
        let response = self.admin.get(path).await;
        assert_eq!(response.status(), 200, "{path}");
        text(response).await
    }

    async fn write(&self, to: &str) {
        let now = self.house.section.clock.now().as_millisecond();
        let letter = Letter::new(Email::parse(to).unwrap(), format!("À {to}")).written_at(now);
        self.kept.as_ref().unwrap().send(&letter).await.unwrap();
    }

    async fn lift(&self, fields: &[(&str, &str)]) -> Response {
        self.admin.post("/admin/mail/lift", fields).await
    }

    async fn work(&self) {
        let section = &self.house.section;
        let mut jobs = Jobs::new();
        Admin.jobs(&mut jobs);
        Admin.listen(section, &mut jobs);
        let clock: SharedClock = Arc::<FixedClock>::clone(&self.house.clock);
        Worker::new(section.db.clone(), clock, jobs, section.clone()).run_until_idle().await.unwrap();
    }
}

fn to(response: &Response) -> &str {
    response.headers()["location"].to_str().unwrap()
}

fn kept_in(folder: &tempfile::TempDir) -> KeptPost {
    KeptPost::open(folder.path(), &"Section <griot@section.example>".parse().unwrap()).unwrap()
}

griot_testkit::contract! { SCHEMAS;
    async fn kept_letters_to_someone_who_is_erased_go_with_them(db: Db) {
        let folder = tempfile::tempdir().unwrap();
        let place = Place::keeping(db, Some(kept_in(&folder))).await;
        for to in [AWA, "binta@example.org", "AWA@example.org"] {
            place.write(to).await;
        }
        let mut tx = place.house.section.db.begin().await.unwrap();
        griot_mailroom::let_go(&mut tx, place.mark(AWA)).await.unwrap();
        tx.commit().await.unwrap();
        place.work().await;
        let page = place.page("/admin/mail").await;
        assert!(page.contains("À binta@example.org") && !page.to_lowercase().contains(AWA), "{page}");
        assert!(page.contains("Un message reste 30 jours"), "{page}");
    }

    async fn who_read_a_kept_letter_is_noted_without_its_address(db: Db) {
        let folder = tempfile::tempdir().unwrap();
        let place = Place::keeping(db, Some(kept_in(&folder))).await;
        place.write(AWA).await;
        let id = place.kept.as_ref().unwrap().list(1, None).await.unwrap()[0].id.clone();
        place.page("/admin/mail").await;
        assert!(place.log.0.lock().unwrap().is_empty(), "the list shows no text");
        assert!(place.page(&format!("/admin/mail/{id}")).await.contains(AWA));
        assert_eq!(*place.log.0.lock().unwrap(), [format!("staff-act-mail-read letter {id}")]);
        assert_eq!(place.admin.get("/admin/mail/99999").await.status(), 404);
        assert_eq!(place.log.0.lock().unwrap().len(), 1);
    }

    async fn kept_letters_go_after_thirty_days(db: Db) {
        let folder = tempfile::tempdir().unwrap();
        let place = Place::keeping(db, Some(kept_in(&folder))).await;
        place.work().await;
        place.write(AWA).await;
        let day = std::time::Duration::from_secs(86_400);
        for (days, left) in [(20, 1), (9, 1), (2, 0)] {
            place.house.clock.advance(day * days);
            place.work().await;
            assert_eq!(place.kept.as_ref().unwrap().list(10, None).await.unwrap().len(), left);
        }
    }

    async fn the_page_counts_and_shows_no_address(db: Db) {
        let place = Place::open(db).await;
        assert!(place.page("/admin/mail").await.contains("Aucune adresse n’est arrêtée"));
        place.hear(AWA, Kind::Hard).await;
        place.hear("binta@example.org", Kind::Complaint).await;
        place.hear("rama@example.org", Kind::Soft).await;
        let mut tx = place.house.section.db.begin().await.unwrap();
        for what in [What::Sent, What::Sent, What::Dead] {
            tally::add(&mut tx, what, place.house.section.clock.now()).await.unwrap();
        }
        tx.commit().await.unwrap();
        let page = place.page("/admin/mail").await;
        for said in [
            "1 adresse n’existe pas",
            "1 personne a signalé",
            "2 lettres remises",
            "1 revenue\u{a0}: l’adresse n’existe pas",
            "retours@section.example",
            "14 février 2013",
        ] {
            assert!(page.contains(said), "{said}: {page}");
        }
        assert!(!page.contains("example.org"));
        let english = place.page("/admin/mail?lang=en").await;
        assert!(english.contains("1 address does not exist") && english.contains("2 letters handed over"));
    }

    async fn an_address_is_lifted_by_typing_it(db: Db) {
        let place = Place::open(db).await;
        place.hear(AWA, Kind::Hard).await;
        assert_eq!(to(&place.lift(&[("address", "AWA@example.org ")]).await), "/admin/mail?done=lifted");
        assert!(!place.is_stopped(AWA).await);
        assert!(place.page("/admin/mail?done=lifted").await.contains("partent de nouveau"));
        assert_eq!(*place.log.0.lock().unwrap(), ["staff-act-mail-lifted hard"], "the log names no address");
    }

    async fn what_cannot_be_lifted_comes_back_filled_in_with_a_sentence(db: Db) {
        let place = Place::open(db).await;
        for (typed, sentence) in [("pas une adresse", "Ce n’est pas une adresse"), (AWA, "n’est pas arrêtée")] {
            let refused = place.lift(&[("address", typed)]).await;
            assert_eq!(refused.status(), 422);
            let page = text(refused).await;
            assert!(page.contains(sentence) && page.contains(&format!("value=\"{typed}\"")), "{page}");
        }
    }

    async fn a_wish_is_undone_only_for_whoever_changed_their_mind(db: Db) {
        let place = Place::open(db).await;
        place.hear(AWA, Kind::Asked).await;
        let refused = place.lift(&[("address", AWA)]).await;
        assert_eq!(refused.status(), 422);
        let page = text(refused).await;
        assert!(page.contains("name=\"sure\"") && page.contains("changé d’avis"), "{page}");
        assert!(place.is_stopped(AWA).await);
        place.lift(&[("address", AWA), ("sure", "1")]).await;
        assert!(!place.is_stopped(AWA).await);
    }

    async fn a_day_on_which_a_server_erred_is_lifted_whole(db: Db) {
        let place = Place::open(db).await;
        for address in [AWA, "binta@example.org"] {
            place.hear(address, Kind::Hard).await;
        }
        let page = place.page("/admin/mail").await;
        assert!(page.contains("2 adresses"), "{page}");
        let (_, rest) = page.split_once("name=\"day\" value=\"").unwrap();
        let day = rest.split('"').next().unwrap();
        let lifted = place.admin.post("/admin/mail/lift-day", &[("day", day)]).await;
        assert_eq!(to(&lifted), "/admin/mail?done=day-lifted");
        assert!(!place.is_stopped(AWA).await && !place.is_stopped("binta@example.org").await);
        assert_eq!(place.admin.post("/admin/mail/lift-day", &[("day", "x")]).await.status(), 400);
        assert_eq!(*place.log.0.lock().unwrap(), ["staff-act-mail-day-lifted 2013-02-14"]);
    }

    async fn letters_that_a_server_refused_for_days_are_all_run_again_with_one_button(db: Db) {
        let place = Place::open(db).await;
        for _ in 0..2 {
            place.house.post.fail(&PostError::Refused { fault: Fault::Sender, cause: "554".into() }, 1);
            place.admin.post("/admin/mail/try", &[]).await;
            place.work().await;
        }
        assert!(place.page("/admin/jobs").await.contains("Tout relancer"));
        assert_eq!(to(&place.admin.post("/admin/jobs/again", &[]).await), "/admin/jobs");
        place.work().await;
        assert_eq!(place.house.post.take().len(), 2);
        assert!(place.page("/admin/jobs").await.contains("Aucun travail n’a échoué"));
        assert_eq!(*place.log.0.lock().unwrap(), ["staff-act-jobs-again jobs"]);
    }

    async fn a_letter_tries_the_way_back_and_is_known_when_it_comes_round(db: Db) {
        let place = Place::open(db).await;
        assert!(place.page("/admin/mail").await.contains("Rien n’en est encore revenu"));
        assert_eq!(to(&place.admin.post("/admin/mail/try", &[]).await), "/admin/mail?done=tried");
        place.work().await;
        let letter = place.house.post.take().remove(0);
        assert!(letter.to.as_str().starts_with("retours+"));
        let section = &place.house.section;
        let raw = format!("From: x@section.example\r\nTo: {}\r\n\r\nx\r\n", letter.to.as_str());
        let taken = griot_mailroom::take(&section.db, &section.keys, raw.as_bytes(), &[], section.clock.now());
        assert_eq!(taken.await.unwrap(), Taken::Noted(What::Probe));
        let page = place.page("/admin/mail").await;
        assert!(page.contains("revenu pour la dernière fois le") && page.contains("14 février 2013"), "{page}");
        let mut db = section.db.read().await.unwrap();
        assert_eq!(stops::counts(&mut db).await.unwrap(), []);
    }
}
