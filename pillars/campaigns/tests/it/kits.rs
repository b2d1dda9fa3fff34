//! What the store of kits promises, on SQLite and on PostgreSQL alike.

use griot_campaigns::{
    SCHEMA,
    model::Stage,
    store::{
        campaigns,
        kits::{self, Origin},
        people,
    },
};

use crate::factory::{awa, campaign, day, id};

fn origin() -> Origin {
    Origin {
        section: "Section sœur".into(),
        address: "https://soeur.example.org/campaigns/eau".into(),
        licence: "CC BY 4.0".into(),
        at: day(0),
    }
}

griot_testkit::contract! { &[SCHEMA];
    async fn a_kit_waits_for_a_decision_and_not_for_ever(db: Db) {
        let mut tx = db.begin().await.unwrap();
        kits::wait(&mut tx, id(1).into(), "ab/cd.kit", awa(), day(0)).await.unwrap();
        kits::wait(&mut tx, id(2).into(), "ef/01.kit", awa(), day(3)).await.unwrap();
        assert_eq!(kits::waiting(&mut tx, id(1).into()).await.unwrap().as_deref(), Some("ab/cd.kit"));
        assert_eq!(kits::files(&mut tx).await.unwrap().len(), 2);
        kits::forget_older(&mut tx, day(2)).await.unwrap();
        assert_eq!(kits::waiting(&mut tx, id(1).into()).await.unwrap(), None);
        assert_eq!(people::marks(&mut tx, awa()).await.unwrap().len(), 1);
        people::erase(&mut tx, awa()).await.unwrap();
        assert!(people::marks(&mut tx, awa()).await.unwrap().is_empty());
        kits::forget(&mut tx, id(2).into()).await.unwrap();
        assert!(kits::files(&mut tx).await.unwrap().is_empty());
    }

    async fn the_key_of_a_house_is_remembered_by_its_address(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let at = "https://soeur.example.org";
        assert_eq!(kits::known_key(&mut tx, at).await.unwrap(), None);
        for key in ["aa", "aa", "bb"] {
            kits::know_key(&mut tx, at, key, day(0)).await.unwrap();
            assert_eq!(kits::known_key(&mut tx, at).await.unwrap().as_deref(), Some(key));
        }
    }

    async fn the_same_kit_makes_no_doubles_and_a_forgotten_one_may_come_again(db: Db) {
        let mut tx = db.begin().await.unwrap();
        for n in 1..=2 {
            campaigns::insert(&mut tx, &campaign(n, &format!("eau-{n}"), Stage::Idea)).await.unwrap();
        }
        let (one, two) = (id(0x2001).into(), id(0x2002).into());
        assert!(kits::take(&mut tx, ("aa", "m"), one, &origin()).await.unwrap());
        assert!(!kits::take(&mut tx, ("aa", "m"), two, &origin()).await.unwrap());
        assert_eq!(kits::campaign_of(&mut tx, "aa", "m").await.unwrap(), Some(one));
        assert_eq!(kits::campaign_of(&mut tx, "bb", "m").await.unwrap(), None, "another house");
        assert_eq!(kits::origin(&mut tx, one).await.unwrap(), Some(origin()));
        assert!(kits::take_item(&mut tx, one, "i").await.unwrap());
        assert!(!kits::take_item(&mut tx, one, "i").await.unwrap());
        assert_eq!(kits::items_taken(&mut tx, one).await.unwrap(), ["i"]);

        assert!(campaigns::forget_idea(&mut tx, one).await.unwrap());
        assert_eq!(kits::campaign_of(&mut tx, "aa", "m").await.unwrap(), None);
        assert!(kits::take(&mut tx, ("aa", "m"), two, &origin()).await.unwrap());
    }
}
