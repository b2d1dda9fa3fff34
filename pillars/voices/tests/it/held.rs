//! What is somebody's in the blogs, for the day on which they leave.

use griot_contracts::duties::{Duties, Duty};
use griot_kernel::{Language, Timestamp};
use griot_pillar::Pillar;
use griot_voices::{
    SCHEMA, Voices,
    acts::bring,
    import::{ElsewhereFeed, Import, ImportState},
    model::{Blog, BlogState, Post, PostState, Role, Schedule},
    store::{blogs, elsewhere, held, imports, posts, publishing},
};
use griot_web::{House, testing::TestHouse};

use crate::{
    factory::{awa, binta, blog, day, moussa, post},
    house::{SCHEMAS, home_on},
    sources::feed,
};

fn now() -> Timestamp {
    day(0)
}

griot_testkit::contract! { SCHEMAS;
    async fn whoever_leaves_hands_over_blogs_hours_and_feeds_and_no_secret(db: Db) {
        let home = home_on(db).await;
        let section = &home.house.section;
        let mut tx = section.db.begin().await.unwrap();
        assert!(Voices.of(&mut tx, binta(), now()).await.unwrap().is_empty());

        let (alone, shared) = (blog(11, "seule"), blog(12, "ensemble"));
        let closed = Blog { title: "Ancien blog".into(), ..blog(13, "ferme") };
        let (secret, guest) = (blog(14, "retire"), blog(15, "invitee"));
        for one in [&alone, &shared, &closed, &secret] {
            blogs::insert(&mut tx, one).await.unwrap();
            blogs::set_author(&mut tx, one.id, binta(), Role::Editor).await.unwrap();
        }
        blogs::insert(&mut tx, &guest).await.unwrap();
        blogs::set_author(&mut tx, guest.id, binta(), Role::Author).await.unwrap();
        blogs::set_author(&mut tx, shared.id, awa(), Role::Editor).await.unwrap();
        blogs::set_author(&mut tx, alone.id, moussa(), Role::Author).await.unwrap();
        for (one, state) in [(&closed, BlogState::Closed), (&secret, BlogState::Withdrawn)] {
            assert!(blogs::set_state(&mut tx, one.id, BlogState::Open, state).await.unwrap());
        }
        for (n, author, hour) in [(1, binta(), Some(9)), (2, binta(), Some(4)), (3, binta(), None), (4, awa(), Some(5))] {
            let one = Post { author: Some(author), ..post(10 + n, &guest, &format!("billet-{n}")) };
            posts::insert(&mut tx, &one).await.unwrap();
            if let Some(hour) = hour {
                let when = Schedule { at: day(hour), not_after: None };
                assert!(publishing::schedule(&mut tx, one.id, PostState::Draft, when, now()).await.unwrap());
            }
        }
        let brought = |by, site: &str, is_feed, state| Import {
            by: Some(by),
            is_feed,
            address: Some("https://kaya.example/feed".into()),
            site: site.into(),
            state,
            ..bring::fresh(section, alone.id, by, false)
        };
        let follows = brought(binta(), "Carnets de Kaya", true, ImportState::Following);
        for one in [
            &follows,
            &brought(binta(), "", true, ImportState::Running),
            &brought(binta(), "Arrêté", true, ImportState::Stopped),
            &brought(binta(), "Un fichier", false, ImportState::Running),
            &brought(awa(), "D’Awa", true, ImportState::Following),
        ] {
            imports::insert(&mut tx, one).await.unwrap();
        }
        for (n, by, is_followed) in [(1, binta(), true), (2, binta(), false), (3, awa(), true)] {
            let sister = ElsewhereFeed { by: Some(by), is_followed, ..feed(n, &format!("https://s{n}.example/feed")) };
            elsewhere::add(&mut tx, &sister).await.unwrap();
            elsewhere::update(&mut tx, &sister).await.unwrap();
        }

        let edited = held::blogs(&mut tx, binta()).await.unwrap();
        let edited: Vec<_> = edited.iter().map(|(one, others)| (one.slug.as_str(), *others)).collect();
        assert_eq!(edited, [("ferme", false), ("ensemble", true), ("seule", false)]);
        let hours = held::posts(&mut tx, binta()).await.unwrap();
        assert_eq!(hours.iter().map(|one| one.schedule.at).collect::<Vec<_>>(), [day(4), day(9)]);
        let names: Vec<_> = held::followed(&mut tx, binta()).await.unwrap().into_iter().map(|one| one.1).collect();
        assert_eq!(names.len(), 2, "{names:?}");
        assert_eq!(held::sisters(&mut tx, binta()).await.unwrap(), ["Section sœur"]);

        let told = Voices.of(&mut tx, binta(), now()).await.unwrap();
        let kinds: Vec<_> = told.iter().map(|one| (one.title_key, one.duties.len())).collect();
        assert_eq!(
            kinds,
            [
                ("voices-held-alone", 2),
                ("voices-held-shared", 1),
                ("voices-held-posts", 2),
                ("voices-held-followed", 3),
            ]
        );
        assert!(told.is_sorted_by_key(|one| one.order));
        let has = |place: usize, label: &str, address: &str, day, state_key| {
            let duty = Duty { label: label.into(), address: address.into(), day, state_key };
            assert!(told[place].duties.contains(&duty), "{duty:?} in {:?}", told[place]);
        };
        has(0, "Le blog seule", "/blogs/seule", None, None);
        has(0, "Ancien blog", "/blogs/ferme", None, Some("blog-state-closed"));
        has(1, "Le blog ensemble", "/blogs/ensemble", None, None);
        let next = post(12, &guest, "billet-2");
        has(2, &next.title, &format!("/desk/posts/{}", next.id), Some(day(4)), Some("post-state-scheduled"));
        let address = format!("/me/imports/{}", follows.id);
        has(3, "Carnets de Kaya", &address, None, Some("import-state-following"));
        has(3, "Section sœur", "/desk/elsewhere", None, Some("voices-held-sister"));

        for language in [Language::FRENCH, Language::ENGLISH] {
            let words = section.words.words(language);
            for charge in &told {
                assert!(words.knows(charge.title_key), "{} in {language}", charge.title_key);
                let states = charge.duties.iter().filter_map(|one| one.state_key);
                assert!(states.into_iter().all(|key| words.knows(key)), "{charge:?} in {language}");
            }
        }
    }
}

#[tokio::test]
async fn the_sheet_of_whoever_leaves_asks_the_blogs_too() {
    let mut rooms = House::default();
    Voices.introduce(&mut rooms);
    let house = TestHouse::open(&[SCHEMA], &[], rooms).await;
    assert_eq!(house.section.all::<dyn Duties>().len(), 1);
}
