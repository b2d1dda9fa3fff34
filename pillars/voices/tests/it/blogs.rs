use griot_kernel::Reading;
use griot_voices::{
    SCHEMA,
    model::{BlogState, Role},
    store::{blogs, posts},
};

use crate::factory::*;

griot_testkit::contract! { &[SCHEMA];
    async fn those_who_published_in_a_blog_are_its_writers(db: Db) {
        let (blog, _) = open_house(&db).await;
        let mut tx = db.begin().await.unwrap();
        blogs::set_author(&mut tx, blog.id, binta(), Role::Author).await.unwrap();
        assert_eq!(blogs::published_by(&mut tx, blog.id).await.unwrap(), [awa()]);
        let draft = griot_voices::model::Post { author: Some(binta()), ..post(2, &blog, "brouillon") };
        griot_voices::store::posts::insert(&mut tx, &draft).await.unwrap();
        assert_eq!(blogs::published_by(&mut tx, blog.id).await.unwrap(), [awa()]);
        let early = griot_voices::model::Post { author: Some(binta()), ..published(3, &blog, "ancien", day(-9)) };
        griot_voices::store::posts::insert(&mut tx, &early).await.unwrap();
        assert_eq!(blogs::published_by(&mut tx, blog.id).await.unwrap(), [binta(), awa()]);
    }

    async fn a_blog_comes_back_as_it_was_kept(db: Db) {
        let (kept, _) = open_house(&db).await;
        let mut read = db.read().await.unwrap();
        assert_eq!(blogs::by_slug(&mut read, "awa").await.unwrap(), Some(kept.clone()));
        assert_eq!(blogs::by_id(&mut read, kept.id).await.unwrap(), Some(kept));
        assert_eq!(blogs::by_slug(&mut read, "binta").await.unwrap(), None);
    }

    async fn two_blogs_never_share_an_address(db: Db) {
        open_house(&db).await;
        let mut tx = db.begin().await.unwrap();
        let twin = blogs::insert(&mut tx, &blog(2, "awa")).await;
        assert!(matches!(twin, Err(griot_db::DbError::Taken(_))));
    }

    async fn an_address_that_a_blog_left_leads_on_and_stays_taken(db: Db) {
        let (mut blog, _) = open_house(&db).await;
        let mut tx = db.begin().await.unwrap();
        blogs::remember_slug(&mut tx, blog.id, "awa").await.unwrap();
        blog.slug = "awa-ecrit".to_owned();
        blog.title = "Awa écrit".to_owned();
        blogs::update(&mut tx, &blog).await.unwrap();

        assert_eq!(blogs::moved_to(&mut tx, "awa").await.unwrap().as_deref(), Some("awa-ecrit"));
        assert_eq!(blogs::moved_to(&mut tx, "awa-ecrit").await.unwrap(), None);
        assert!(blogs::slug_taken(&mut tx, "awa", None).await.unwrap());
        assert!(!blogs::slug_taken(&mut tx, "awa", Some(blog.id)).await.unwrap());
        assert_eq!(blogs::by_id(&mut tx, blog.id).await.unwrap(), Some(blog));
    }

    async fn authors_come_and_go(db: Db) {
        let (blog, _) = open_house(&db).await;
        let mut tx = db.begin().await.unwrap();
        blogs::set_author(&mut tx, blog.id, binta(), Role::Author).await.unwrap();
        assert_eq!(blogs::authors(&mut tx, blog.id).await.unwrap(), [(awa(), Role::Editor), (binta(), Role::Author)]);
        blogs::set_author(&mut tx, blog.id, binta(), Role::Editor).await.unwrap();
        assert_eq!(blogs::role_of(&mut tx, blog.id, binta()).await.unwrap(), Some(Role::Editor));
        assert_eq!(blogs::of_person(&mut tx, binta()).await.unwrap().len(), 1);
        assert!(blogs::remove_author(&mut tx, blog.id, binta()).await.unwrap());
        assert!(!blogs::remove_author(&mut tx, blog.id, binta()).await.unwrap());
        assert_eq!(blogs::role_of(&mut tx, blog.id, binta()).await.unwrap(), None);
    }

    async fn the_list_begins_with_the_newest_post(db: Db) {
        open_house(&db).await;
        let mut tx = db.begin().await.unwrap();
        let quiet = blog(2, "quiet");
        let lively = blog(3, "lively");
        blogs::insert(&mut tx, &quiet).await.unwrap();
        blogs::insert(&mut tx, &lively).await.unwrap();
        posts::insert(&mut tx, &published(2, &lively, "hier", day(9))).await.unwrap();
        posts::insert(&mut tx, &post(3, &quiet, "brouillon")).await.unwrap();

        let list = blogs::list(&mut tx, Reading::Start, 10).await.unwrap().items;
        let seen: Vec<_> = list.iter().map(|e| (e.blog.slug.as_str(), e.posts)).collect();
        assert_eq!(seen, [("lively", 1), ("awa", 1), ("quiet", 0)]);
        assert_eq!(list[0].newest, Some(day(9)));
        let next = blogs::list(&mut tx, Reading::After(lively.id), 1).await.unwrap();
        assert_eq!((next.items[0].blog.slug.as_str(), next.before, next.more), ("awa", true, true));
        let back = blogs::list(&mut tx, Reading::Before(quiet.id), 1).await.unwrap();
        assert_eq!((back.items[0].blog.slug.as_str(), back.before, back.more), ("awa", true, true));

        assert!(blogs::set_state(&mut tx, quiet.id, BlogState::Open, BlogState::Withdrawn).await.unwrap());
        let first = blogs::every(&mut tx, None, 2).await.unwrap();
        let rest = blogs::every(&mut tx, Some(first[1].id), 2).await.unwrap();
        let slugs: Vec<_> = first.iter().chain(&rest).map(|blog| blog.slug.as_str()).collect();
        assert_eq!(slugs, ["awa", "quiet", "lively"]);
    }
}
