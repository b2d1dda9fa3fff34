use griot_contracts::{
    people::{MemberJoined, PersonErased, PublicNameChanged},
    publications::PublicationChanged,
    voices::{CommentPosted, CommentWithdrawn},
};
use griot_db::outbox;
use griot_home::{Home, model::ActKind, store};
use griot_kernel::{Event, Language, PersonId, Publication, Reading};
use griot_pillar::Pillar;
use griot_testkit::contract;
use uuid::Uuid;

use crate::{
    factory::{awa, binta, day, found, publication, work},
    town::Town,
};

const SCHEMAS: &[griot_db::Schema] = &[griot_web::SCHEMA, griot_jobs::SCHEMA, griot_home::SCHEMA];

async fn tell(town: &Town, event: &impl Event) {
    let mut tx = town.section.db.begin().await.unwrap();
    outbox::publish(&mut tx, event).await.unwrap();
    tx.commit().await.unwrap();
    town.hear().await;
}

/// The owner has it so and tells.
async fn publish(town: &Town, work: Publication) {
    let news = PublicationChanged { id: work.id, revision: work.revision };
    town.others.works.lock().unwrap().insert(work.id, work);
    tell(town, &news).await;
}

async fn title(town: &Town) -> Option<String> {
    let mut db = town.section.db.read().await.unwrap();
    store::by_work(&mut db, work(1), Language::FRENCH).await.unwrap().map(|line| line.title)
}

async fn kinds(town: &Town) -> Vec<(ActKind, Option<PersonId>)> {
    let mut db = town.section.db.read().await.unwrap();
    let groups = store::groups(&mut db, true, Reading::Start, 50).await.unwrap();
    groups.items.into_iter().map(|told| (told.group.kind, told.group.actor)).collect()
}

contract! { SCHEMAS;
    async fn a_work_comes_changes_and_goes_as_its_owner_has_it(db: Db) {
        let town = Town::on(db).await;
        let before = town.section.db.generation();
        publish(&town, publication(1, "L’eau", "Le puits.")).await;
        assert_eq!(title(&town).await.as_deref(), Some("L’eau"));
        assert_eq!(kinds(&town).await, [(ActKind::Published, Some(awa()))]);
        assert!(town.section.db.generation() > before, "cached pages go");

        publish(&town, Publication { revision: 3, ..publication(1, "L’eau revient", "Le puits.") }).await;
        assert_eq!(title(&town).await.as_deref(), Some("L’eau revient"));

        let asked = *town.others.asked.lock().unwrap();
        tell(&town, &PublicationChanged { id: work(1), revision: 2 }).await;
        assert_eq!(*town.others.asked.lock().unwrap(), asked, "old news is not asked about");

        // A withdrawal may come with the revision that is known.
        town.others.works.lock().unwrap().clear();
        tell(&town, &PublicationChanged { id: work(1), revision: 3 }).await;
        assert_eq!(title(&town).await, None);
        assert_eq!(kinds(&town).await, []);
        assert_eq!(found(&town.section.db, "eau", &Default::default()).await, []);
    }

    async fn a_place_is_found_and_is_no_news_of_its_own(db: Db) {
        let town = Town::on(db).await;
        let mut place = publication(1, "Carnet de l’eau", "Les puits et les pompes.");
        (place.kind, place.container, place.author) = ("blog".to_owned(), None, None);
        publish(&town, place).await;
        assert_eq!(kinds(&town).await, []);
        assert_eq!(found(&town.section.db, "pompe", &Default::default()).await, [work(1)]);
        let mut db = town.section.db.read().await.unwrap();
        assert!(store::recent(&mut db, Language::FRENCH, 9).await.unwrap().is_empty());
        assert!(store::newest_authors(&mut db, 9).await.unwrap().is_empty());
    }

    async fn comments_and_arrivals_are_noted_with_who_did_them(db: Db) {
        let town = Town::on(db).await;
        publish(&town, publication(1, "L’eau", "Le puits.")).await;
        let (by_binta, by_guest, removed) = (Uuid::from_u128(1), Uuid::from_u128(2), Uuid::from_u128(3));
        town.others.remarks.lock().unwrap().extend([(by_binta.into(), Some(binta())), (by_guest.into(), None)]);
        for comment in [by_binta, by_guest, removed] {
            tell(&town, &CommentPosted { work: work(1), comment: comment.into() }).await;
        }
        tell(&town, &MemberJoined { person: binta() }).await;
        assert_eq!(kinds(&town).await, [
            (ActKind::Joined, Some(binta())),
            (ActKind::Commented, None),
            (ActKind::Commented, Some(binta())),
            (ActKind::Published, Some(awa())),
        ]);
        let mut db = town.section.db.read().await.unwrap();
        assert_eq!(store::people(&mut db, 9).await.unwrap(), [binta()]);
    }

    async fn a_comment_taken_away_leaves_the_activity_and_may_come_back(db: Db) {
        let town = Town::on(db).await;
        publish(&town, publication(1, "L’eau", "Le puits.")).await;
        let comment = Uuid::from_u128(1);
        let (posted, withdrawn) = (
            CommentPosted { work: work(1), comment: comment.into() },
            CommentWithdrawn { work: work(1), comment: comment.into() },
        );
        let commented = (ActKind::Commented, Some(binta()));
        town.others.remarks.lock().unwrap().insert(comment.into(), Some(binta()));
        tell(&town, &posted).await;
        assert!(kinds(&town).await.contains(&commented));

        // What is told late about a comment that is back does no harm.
        tell(&town, &withdrawn).await;
        assert!(kinds(&town).await.contains(&commented));

        town.others.remarks.lock().unwrap().clear();
        let before = town.section.db.generation();
        tell(&town, &withdrawn).await;
        assert_eq!(kinds(&town).await, [(ActKind::Published, Some(awa()))]);
        assert!(town.section.db.generation() > before, "cached pages go");
    }

    async fn someone_erased_leaves_no_act_and_no_authorship(db: Db) {
        let town = Town::on(db).await;
        publish(&town, publication(1, "L’eau", "Le puits.")).await;
        tell(&town, &PublicNameChanged { person: awa() }).await;
        tell(&town, &PersonErased { person: awa() }).await;
        assert_eq!(kinds(&town).await, []);
        let mut db = town.section.db.read().await.unwrap();
        assert_eq!(store::people(&mut db, 9).await.unwrap(), []);
        let line = store::by_work(&mut db, work(1), Language::FRENCH).await.unwrap().unwrap();
        assert_eq!(line.author, None);
    }

    async fn one_can_have_and_erase_what_is_held_about_oneself(db: Db) {
        let town = Town::on(db).await;
        publish(&town, publication(1, "L’eau", "Le puits.")).await;
        let mut tx = town.section.db.begin().await.unwrap();
        let export = Home::new().export(&mut tx, awa()).await.unwrap();
        let act = &export.data["activity"][0];
        assert_eq!((act["what"].as_str(), act["day"].as_str()), (Some("published"), Some("2013-02-15")));
        assert_eq!(day(1).day().to_string(), "2013-02-15");
        Home::new().erase(&mut tx, awa()).await.unwrap();
        let export = Home::new().export(&mut tx, awa()).await.unwrap();
        assert_eq!(export.data["activity"].as_array().map(Vec::len), Some(0));
    }
}
