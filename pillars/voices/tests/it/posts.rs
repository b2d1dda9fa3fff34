use std::sync::Arc;

use async_trait::async_trait;
use griot_db::{Conn, DbError};
use griot_kernel::{Part, PersonId, Reading, Timestamp, WorkId};
use griot_voices::{
    SCHEMA,
    jobs::keep_hours,
    model::{
        Attachment, AttachmentKind, LeadPicture, Missed, PostLine, PostState, Schedule, tags as tags_of,
    },
    store::{
        attachments, blogs, drafts, export, featured, imports, lists, posts, publishing, revisions, tags,
    },
};

use griot_web::{Doorkeeper, House, Member, testing::TestHouse};

use crate::factory::*;

const FIRST: Reading<WorkId> = Reading::Start;

/// Lets everyone take part.
struct Everyone;

#[async_trait]
impl Doorkeeper for Everyone {
    async fn member(&self, _: &mut Conn, id: PersonId) -> Result<Option<Member>, DbError> {
        Ok(Some(Member { id, ..TestHouse::member("Awa", &[]) }))
    }
}

fn slugs(lines: &[PostLine]) -> Vec<&str> {
    lines.iter().map(|line| line.slug.as_str()).collect()
}

griot_testkit::contract! { &[griot_web::SCHEMA, SCHEMA];
    async fn a_post_comes_back_as_it_was_kept(db: Db) {
        let (blog, _) = open_house(&db).await;
        let mut full = published(2, &blog, "complet", day(3));
        full.canonical_url = Some("https://exemple.bf/complet".into());
        full.source_name = Some("Carnet".into());
        full.picture = Some(LeadPicture {
            small: "ab/abc.jpg".into(), large: "cd/cde.jpg".into(), width: 320, height: 240, alt: "Un puits".into(),
        });
        let mut tx = db.begin().await.unwrap();
        posts::insert(&mut tx, &full).await.unwrap();
        assert_eq!(posts::by_id(&mut tx, full.id).await.unwrap(), Some(full.clone()));
        assert_eq!(posts::by_slug(&mut tx, blog.id, "complet").await.unwrap(), Some(full));
    }

    async fn words_saved_over_another_revision_are_refused(db: Db) {
        let (_, mut post) = open_house(&db).await;
        let mut tx = db.begin().await.unwrap();
        post.title = "Deuxième".into();
        post.revision = 2;
        assert!(posts::update_words(&mut tx, &post, 1).await.unwrap());
        assert!(!posts::update_words(&mut tx, &post, 1).await.unwrap());
        assert_eq!(posts::by_id(&mut tx, post.id).await.unwrap().unwrap().title, "Deuxième");
    }

    async fn copied_pictures_settle_into_the_post_and_its_revision_unless_it_moved_on(db: Db) {
        let (_, mut post) = open_house(&db).await;
        let mut tx = db.begin().await.unwrap();
        revisions::add(&mut tx, &post, post.author).await.unwrap();
        post.body = "Avec nos propres images".into();
        assert!(imports::settle_pictures(&mut tx, &post).await.unwrap());
        assert_eq!(posts::by_id(&mut tx, post.id).await.unwrap().unwrap().body, post.body);
        assert_eq!(revisions::one(&mut tx, post.id, post.revision).await.unwrap().unwrap().body, post.body);
        post.revision += 1;
        assert!(!imports::settle_pictures(&mut tx, &post).await.unwrap());
    }

    async fn a_free_address_is_found_beside_those_that_were_ever_used(db: Db) {
        let (blog, post) = open_house(&db).await;
        let mut tx = db.begin().await.unwrap();
        assert_eq!(posts::free_slug(&mut tx, blog.id, "premier", None).await.unwrap(), "premier-2");
        assert_eq!(posts::free_slug(&mut tx, blog.id, "premier", Some(post.id)).await.unwrap(), "premier");
        posts::set_slug(&mut tx, &post, "autre").await.unwrap();
        assert_eq!(posts::moved_to(&mut tx, blog.id, "premier").await.unwrap().as_deref(), Some("autre"));
        assert_eq!(posts::moved_to(&mut tx, blog.id, "autre").await.unwrap(), None);
        assert!(posts::slug_taken(&mut tx, blog.id, "premier", None).await.unwrap());
        assert_eq!(posts::free_slug(&mut tx, blog.id, "premier", None).await.unwrap(), "premier-2");
    }

    async fn the_first_day_of_publication_stays(db: Db) {
        let (blog, _) = open_house(&db).await;
        let draft = post(2, &blog, "neuf");
        let mut tx = db.begin().await.unwrap();
        posts::insert(&mut tx, &draft).await.unwrap();
        assert!(publishing::publish(&mut tx, draft.id, PostState::Draft, day(2)).await.unwrap());
        assert!(!publishing::publish(&mut tx, draft.id, PostState::Draft, day(2)).await.unwrap());
        posts::set_preview(&mut tx, draft.id, Some(&[1; 16])).await.unwrap();
        assert!(publishing::withdraw(&mut tx, draft.id, day(3)).await.unwrap());
        assert_eq!(posts::preview_salt(&mut tx, draft.id).await.unwrap(), None, "what is taken back is taken back from all");
        posts::set_preview(&mut tx, draft.id, Some(&[2; 16])).await.unwrap();
        assert!(publishing::publish(&mut tx, draft.id, PostState::Withdrawn, day(40)).await.unwrap());
        assert_eq!(posts::preview_salt(&mut tx, draft.id).await.unwrap(), None);
        let kept = posts::by_id(&mut tx, draft.id).await.unwrap().unwrap();
        assert_eq!((kept.state, kept.published_at), (PostState::Published, Some(day(2))));
        assert_eq!(lists::months(&mut tx, blog.id).await.unwrap(), [("2013-02".to_owned(), 2)]);
    }

    async fn a_scheduled_post_is_due_at_its_hour_and_goes_back_when_it_is_too_late(db: Db) {
        let (blog, _) = open_house(&db).await;
        let draft = post(2, &blog, "marche");
        let mut tx = db.begin().await.unwrap();
        posts::insert(&mut tx, &draft).await.unwrap();
        let when = Schedule { at: day(5), not_after: Some(day(6)) };
        assert!(publishing::schedule(&mut tx, draft.id, PostState::Draft, when, day(2)).await.unwrap());
        assert_eq!(publishing::due(&mut tx, day(4), 10).await.unwrap().len(), 0);
        let due = publishing::due(&mut tx, day(7), 10).await.unwrap();
        assert_eq!((due.len(), due[0].not_after), (1, Some(day(6))));
        assert!(publishing::unschedule(&mut tx, draft.id, Some(Missed::TooLate), day(7)).await.unwrap());
        let kept = posts::by_id(&mut tx, draft.id).await.unwrap().unwrap();
        assert_eq!(kept.missed, Some(Missed::TooLate));
        assert_eq!((kept.state, kept.publish_at), (PostState::Draft, None));
    }

    async fn a_post_that_was_given_another_hour_meanwhile_waits_for_it(db: Db) {
        let mut open = House::default();
        open.doorkeeper = Some(Arc::new(Everyone));
        let house = TestHouse::open_on(db.clone(), &[], open).await;
        let section = house.section.clone();
        let (blog, _) = open_house(&db).await;
        let draft = post(2, &blog, "marche");
        let mut tx = db.begin().await.unwrap();
        posts::insert(&mut tx, &draft).await.unwrap();
        let soon = Schedule { at: day(0), not_after: None };
        assert!(publishing::schedule(&mut tx, draft.id, PostState::Draft, soon, day(-1)).await.unwrap());
        tx.commit().await.unwrap();

        // Its writer holds the act in which it gets another hour while the sweep begins.
        let mut tx = db.begin().await.unwrap();
        let later = Schedule { at: day(9), not_after: None };
        assert!(publishing::schedule(&mut tx, draft.id, PostState::Scheduled, later, day(0)).await.unwrap());
        let sweep = tokio::spawn(async move { keep_hours(section).await });
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
        tx.commit().await.unwrap();
        // On PostgreSQL the sweep may find itself overtaken; its job then runs again.
        if sweep.await.unwrap().is_err() {
            keep_hours(house.section.clone()).await.unwrap();
        }
        let mut tx = db.begin().await.unwrap();
        let kept = posts::by_id(&mut tx, draft.id).await.unwrap().unwrap();
        assert_eq!((kept.state, kept.publish_at), (PostState::Scheduled, Some(day(9))));
        drop(tx);

        house.clock.advance(std::time::Duration::from_secs(9 * 86_400));
        keep_hours(house.section.clone()).await.unwrap();
        let mut tx = db.begin().await.unwrap();
        assert_eq!(posts::by_id(&mut tx, draft.id).await.unwrap().unwrap().state, PostState::Published);
    }

    async fn lists_show_what_is_published_newest_first(db: Db) {
        let (blog, first) = open_house(&db).await;
        let second = published(2, &blog, "second", day(20));
        let mut tx = db.begin().await.unwrap();
        posts::insert(&mut tx, &second).await.unwrap();
        posts::insert(&mut tx, &post(3, &blog, "brouillon")).await.unwrap();
        tags::set(&mut tx, second.id, &tags_of("Eau, Droits des femmes")).await.unwrap();

        let shown = |part: Part<PostLine>| part.items.into_iter().map(|line| line.slug).collect::<Vec<_>>();
        assert_eq!(shown(lists::newest(&mut tx, FIRST, 10).await.unwrap()), ["second", "premier"]);
        assert_eq!(shown(lists::of_blog(&mut tx, blog.id, FIRST, 10).await.unwrap()), ["second", "premier"]);
        assert_eq!(shown(lists::of_month(&mut tx, blog.id, "2013-03", FIRST, 10).await.unwrap()), ["second"]);
        assert_eq!(shown(lists::of_tag(&mut tx, blog.id, "eau", FIRST, 10).await.unwrap()), ["second"]);
        assert_eq!(shown(lists::by_author(&mut tx, awa(), FIRST, 10).await.unwrap()), ["second", "premier"]);
        assert_eq!(lists::workbench(&mut tx, awa(), None, FIRST, 10).await.unwrap().items.len(), 3);
        let drafts = lists::workbench(&mut tx, awa(), Some(PostState::Draft), FIRST, 10).await.unwrap();
        assert_eq!(shown(drafts), ["brouillon"]);
        assert_eq!(lists::workbench(&mut tx, binta(), None, FIRST, 10).await.unwrap().items.len(), 0);
        assert_eq!(slugs(&lists::unfinished(&mut tx, awa(), 5).await.unwrap()), ["brouillon"]);
        assert!(lists::unfinished(&mut tx, binta(), 5).await.unwrap().is_empty());
        assert_eq!(lists::before(&mut tx, &second).await.unwrap().unwrap().id, first.id);
        assert_eq!(lists::after(&mut tx, &first).await.unwrap().unwrap().id, second.id);
        assert!(lists::after(&mut tx, &second).await.unwrap().is_none());
        assert_eq!(lists::line(&mut tx, first.id).await.unwrap().unwrap().blog_slug, "awa");
        assert_eq!(tags::of_post(&mut tx, second.id).await.unwrap().len(), 2);
        assert_eq!(tags::of_blog(&mut tx, blog.id).await.unwrap()[0].1, 1);
    }

    async fn a_list_is_read_from_a_post_on_and_back(db: Db) {
        let (blog, first) = open_house(&db).await;
        let mut tx = db.begin().await.unwrap();
        for n in 2..6 {
            let post = published(n, &blog, &format!("p{n}"), day(5));
            posts::insert(&mut tx, &post).await.unwrap();
            tags::set(&mut tx, post.id, &tags_of("Eau")).await.unwrap();
        }
        let page = lists::of_blog(&mut tx, blog.id, FIRST, 2).await.unwrap();
        assert_eq!((slugs(&page.items), page.before, page.more), (vec!["p5", "p4"], false, true));
        let next = lists::of_blog(&mut tx, blog.id, Reading::After(page.items[1].id), 2).await.unwrap();
        assert_eq!((slugs(&next.items), next.before, next.more), (vec!["p3", "p2"], true, true));
        let last = lists::of_blog(&mut tx, blog.id, Reading::After(next.items[1].id), 2).await.unwrap();
        assert_eq!((slugs(&last.items), last.before, last.more), (vec!["premier"], true, false));
        let back = lists::of_blog(&mut tx, blog.id, Reading::Before(first.id), 2).await.unwrap();
        assert_eq!((slugs(&back.items), back.before, back.more), (vec!["p3", "p2"], true, true));
        let tagged = lists::of_tag(&mut tx, blog.id, "eau", Reading::Before(back.items[1].id), 9).await.unwrap();
        assert_eq!((slugs(&tagged.items), tagged.before), (vec!["p5", "p4", "p3"], false));
        let month = lists::of_month(&mut tx, blog.id, "2013-02", Reading::After(back.items[1].id), 9).await.unwrap();
        assert_eq!(slugs(&month.items), ["premier"]);
        let own = lists::workbench(&mut tx, awa(), None, Reading::After(next.items[1].id), 9).await.unwrap();
        assert_eq!(own.items.last().map(|line| line.id), Some(first.id));
        // A post that is not there any more leads to the beginning.
        let gone = lists::newest(&mut tx, Reading::After(id(0xdead).into()), 9).await.unwrap();
        assert_eq!((gone.items.len(), gone.before), (5, false));
    }

    async fn the_margins_of_a_blog_follow_every_change(db: Db) {
        let (blog, first) = open_house(&db).await;
        let mut tx = db.begin().await.unwrap();
        let margins = async |tx: &mut griot_db::Tx| {
            let entry = blogs::entry(tx, "awa").await.unwrap().unwrap();
            let tags = tags::of_blog(tx, blog.id).await.unwrap().into_iter().map(|(tag, n)| (tag.slug, n));
            let writers = blogs::published_by(tx, blog.id).await.unwrap();
            (entry.posts, entry.newest, lists::months(tx, blog.id).await.unwrap(), tags.collect::<Vec<_>>(), writers)
        };
        let month = |name: &str, n| (name.to_owned(), n);
        let second = griot_voices::model::Post { author: Some(binta()), ..published(2, &blog, "second", day(20)) };
        posts::insert(&mut tx, &second).await.unwrap();
        tags::set(&mut tx, second.id, &tags_of("Eau, Terre")).await.unwrap();
        tags::set(&mut tx, first.id, &tags_of("Eau")).await.unwrap();
        let both = (2, Some(day(20)), vec![month("2013-03", 1), month("2013-02", 1)],
            vec![month("eau", 2), month("terre", 1)], vec![awa(), binta()]);
        assert_eq!(margins(&mut tx).await, both);

        assert!(publishing::withdraw(&mut tx, second.id, day(21)).await.unwrap());
        let one = (1, Some(day(1)), vec![month("2013-02", 1)], vec![month("eau", 1)], vec![awa()]);
        assert_eq!(margins(&mut tx).await, one);
        assert!(publishing::publish(&mut tx, second.id, PostState::Withdrawn, day(22)).await.unwrap());
        assert_eq!(margins(&mut tx).await, both);
        tags::set(&mut tx, second.id, &tags_of("Terre")).await.unwrap();
        assert_eq!(margins(&mut tx).await.3, [month("eau", 1), month("terre", 1)]);

        griot_voices::store::erase::person(&mut tx, binta()).await.unwrap();
        assert_eq!(margins(&mut tx).await.4, [awa()], "who is erased stands in no margin");
        posts::delete(&mut tx, second.id).await.unwrap();
        assert_eq!(margins(&mut tx).await, (1, Some(day(1)), vec![month("2013-02", 1)], vec![month("eau", 1)], vec![awa()]));
        posts::delete(&mut tx, first.id).await.unwrap();
        assert_eq!(margins(&mut tx).await, (0, None, vec![], vec![], vec![]));
    }

    async fn revisions_and_the_saved_draft_keep_what_was_written(db: Db) {
        let (_, mut post) = open_house(&db).await;
        let mut tx = db.begin().await.unwrap();
        revisions::add(&mut tx, &post, Some(awa())).await.unwrap();
        post.revision = 2;
        post.body = "Autre chose".into();
        revisions::add(&mut tx, &post, None).await.unwrap();
        let all = revisions::list(&mut tx, post.id, 10).await.unwrap();
        assert_eq!(all.iter().map(|r| r.number).collect::<Vec<_>>(), [2, 1]);
        assert_eq!(revisions::one(&mut tx, post.id, 1).await.unwrap().unwrap().by, Some(awa()));

        let saved = drafts::SavedDraft { title: "T".into(), body: "à moitié".into(), at: day(2) };
        drafts::save(&mut tx, post.id, &saved, awa()).await.unwrap();
        let later = drafts::SavedDraft { body: "presque".into(), ..saved };
        drafts::save(&mut tx, post.id, &later, awa()).await.unwrap();
        assert_eq!(drafts::of_post(&mut tx, post.id).await.unwrap(), Some(later));
        drafts::forget(&mut tx, post.id).await.unwrap();
        assert_eq!(drafts::of_post(&mut tx, post.id).await.unwrap(), None);
    }

    async fn a_copy_holds_what_the_editor_kept_what_was_brought_and_reported(db: Db) {
        let (_, post) = open_house(&db).await;
        let mut tx = db.begin().await.unwrap();
        let saved = drafts::SavedDraft { title: "T".into(), body: "à moitié".into(), at: day(2) };
        drafts::save(&mut tx, post.id, &saved, awa()).await.unwrap();
        let said = comment(1, &post, binta(), "Une injure");
        griot_voices::store::comments::insert(&mut tx, &said).await.unwrap();
        griot_voices::store::moderation::report(&mut tx, id(1), said.id, Some(awa()), "injure", day(3)).await.unwrap();
        assert_eq!(export::drafts(&mut tx, awa()).await.unwrap(), [("T".to_owned(), "à moitié".to_owned(), day(2))]);
        assert_eq!(export::reports(&mut tx, awa()).await.unwrap(), [("injure".to_owned(), day(3))]);
        assert_eq!((export::drafts(&mut tx, binta()).await.unwrap().len(), export::reports(&mut tx, binta()).await.unwrap().len()), (0, 0));
        let copy = griot_voices::acts::export::person(&mut tx, awa()).await.unwrap().data;
        assert_eq!((&copy["kept_by_the_editor"][0]["text"], &copy["reports"][0]["reason"]), (&"à moitié".into(), &"injure".into()));
        assert_eq!(copy["imports"].as_array().map(Vec::len), Some(0));
    }

    async fn a_preview_link_works_until_the_next_one(db: Db) {
        let (_, post) = open_house(&db).await;
        let mut tx = db.begin().await.unwrap();
        posts::set_preview(&mut tx, post.id, Some(&[1; 16])).await.unwrap();
        assert_eq!(posts::preview_salt(&mut tx, post.id).await.unwrap(), Some(vec![1; 16]));
        posts::set_preview(&mut tx, post.id, None).await.unwrap();
        assert_eq!(posts::preview_salt(&mut tx, post.id).await.unwrap(), None);
    }

    async fn translations_know_one_another(db: Db) {
        let (blog, post) = open_house(&db).await;
        let mut english = published(2, &blog, "first", day(2));
        english.language = griot_kernel::Language::ENGLISH;
        english.translation_of = Some(post.id);
        let mut tx = db.begin().await.unwrap();
        posts::insert(&mut tx, &english).await.unwrap();
        assert_eq!(posts::translations(&mut tx, &post).await.unwrap()[0].id, english.id);
        assert_eq!(posts::translations(&mut tx, &english).await.unwrap()[0].id, post.id);
        posts::delete(&mut tx, post.id).await.unwrap();
        assert_eq!(posts::by_id(&mut tx, english.id).await.unwrap().unwrap().translation_of, None);
    }

    async fn featured_posts_keep_to_their_days(db: Db) {
        let (_, post) = open_house(&db).await;
        let choice = featured::Featured {
            id: id(0xfe).into(), post: post.id, starts: day(2), ends: Some(day(4)), by: Some(awa()),
        };
        let mut tx = db.begin().await.unwrap();
        featured::insert(&mut tx, &choice, day(1)).await.unwrap();
        assert_eq!(featured::now(&mut tx, day(1), 5).await.unwrap().len(), 0);
        assert_eq!(featured::now(&mut tx, day(3), 5).await.unwrap()[0].id, post.id);
        assert_eq!(featured::now(&mut tx, day(4), 5).await.unwrap().len(), 0);
        assert_eq!(featured::choices(&mut tx, day(3)).await.unwrap(), std::slice::from_ref(&choice));
        assert!(featured::turned(&mut tx, day(1), day(2)).await.unwrap());
        assert!(!featured::turned(&mut tx, day(2), day(3)).await.unwrap());
        assert_eq!(featured::post_of(&mut tx, choice.id).await.unwrap(), Some(post.id));
        assert!(featured::remove(&mut tx, choice.id).await.unwrap());
        assert!(!featured::remove(&mut tx, choice.id).await.unwrap());
    }

    async fn what_a_person_made_is_handed_to_them_whole(db: Db) {
        let (blog, post) = open_house(&db).await;
        let mut tx = db.begin().await.unwrap();
        posts::insert(&mut tx, &crate::factory::post(2, &blog, "brouillon")).await.unwrap();
        let said = comment(1, &post, awa(), "Un mot");
        griot_voices::store::comments::insert(&mut tx, &said).await.unwrap();
        assert_eq!(export::posts(&mut tx, awa()).await.unwrap().len(), 2);
        assert_eq!(export::posts(&mut tx, binta()).await.unwrap().len(), 0);
        assert_eq!(export::comments(&mut tx, awa()).await.unwrap(), [said]);
        assert_eq!(export::attachments(&mut tx, awa()).await.unwrap(), []);
        let all = griot_voices::acts::export::person(&mut tx, awa()).await.unwrap();
        assert_eq!(all.data["posts"].as_array().unwrap().len(), 2);
    }

    async fn attachments_stay_with_their_post(db: Db) {
        let (_, post) = open_house(&db).await;
        let one = Attachment {
            id: id(0xa7).into(), post: Some(post.id), owner: Some(awa()), kind: AttachmentKind::Picture,
            alt: "Un puits".into(), stored: "{}".into(), bytes: 9, at: Timestamp::from_millisecond(5),
        };
        let mut tx = db.begin().await.unwrap();
        attachments::insert(&mut tx, &one).await.unwrap();
        assert_eq!(attachments::of_post(&mut tx, post.id).await.unwrap(), std::slice::from_ref(&one));
        assert_eq!(attachments::by_id(&mut tx, one.id).await.unwrap(), Some(one.clone()));
        assert_eq!(attachments::weight(&mut tx, awa(), one.at).await.unwrap(), 9);
        assert_eq!(attachments::weight(&mut tx, awa(), Timestamp::from_millisecond(6)).await.unwrap(), 0);
        assert_eq!(attachments::weight(&mut tx, binta(), one.at).await.unwrap(), 0);
        attachments::remove(&mut tx, one.id).await.unwrap();
        assert_eq!(attachments::by_id(&mut tx, one.id).await.unwrap(), None);
    }
}
