//! The inventory of accounts, and the blogs to bring home.

use griot_campaigns::{
    SCHEMA,
    model::{AccountState, AccountWords, Blog, BlogState},
    store::{accounts, blogs},
};

use crate::factory::{account, awa, binta, blog, day};

griot_testkit::contract! { &[SCHEMA];
    async fn an_account_is_kept_with_both_who_answer_for_it(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let (one, two) = (account(1, "Facebook"), account(2, "Bluesky"));
        for account in [&one, &two] {
            accounts::insert(&mut tx, account).await.unwrap();
        }
        assert_eq!(accounts::by_id(&mut tx, one.id).await.unwrap(), Some(one.clone()));
        assert_eq!(accounts::list(&mut tx).await.unwrap(), [two.clone(), one.clone()]);
        let words = AccountWords { state: AccountState::Lost, second: None, ..one.words.clone() };
        assert!(accounts::save(&mut tx, one.id, 1, &words, None, day(1)).await.unwrap());
        assert!(!accounts::save(&mut tx, one.id, 1, &one.words, None, day(1)).await.unwrap(), "stale");
        assert_eq!(accounts::of_person(&mut tx, binta()).await.unwrap(), std::slice::from_ref(&two));
        assert_eq!(accounts::of_person(&mut tx, awa()).await.unwrap().len(), 2);
        assert!(accounts::remove(&mut tx, one.id).await.unwrap());
        assert!(!accounts::remove(&mut tx, one.id).await.unwrap());
    }

    async fn a_blog_moves_only_from_where_it_stands(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let (one, two) = (blog(1, "Zénabou"), blog(2, "Adjara"));
        for blog in [&one, &two] {
            blogs::insert(&mut tx, blog).await.unwrap();
        }
        let here = Blog {
            state: BlogState::Joined,
            person: Some(awa()),
            joined_at: Some(day(0)),
            ..one.clone()
        };
        assert!(blogs::go(&mut tx, &here, BlogState::Known).await.unwrap());
        assert!(!blogs::go(&mut tx, &here, BlogState::Known).await.unwrap());
        assert_eq!(blogs::by_id(&mut tx, one.id).await.unwrap(), Some(here.clone()));
        assert_eq!(blogs::list(&mut tx).await.unwrap(), [two, here.clone()]);
        assert_eq!(blogs::of_person(&mut tx, awa()).await.unwrap(), [here]);
        assert!(blogs::remove(&mut tx, one.id).await.unwrap());
    }
}
