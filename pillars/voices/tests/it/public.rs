use griot_kernel::{Language, Reading};
use griot_voices::{
    SCHEMA,
    model::{Attachment, AttachmentKind, CommentState, PostState, tags as tags_of},
    store::{
        attachments, blogs, comments, posts,
        public::{self, Filter, Published},
        tags,
    },
};

use crate::factory::*;

fn slugs(found: &[Published]) -> Vec<&str> {
    found.iter().map(|one| one.post.slug.as_str()).collect()
}

fn sound(n: u128, post: &griot_voices::model::Post) -> Attachment {
    Attachment {
        id: id(0xa00 + n).into(),
        post: Some(post.id),
        owner: Some(awa()),
        kind: AttachmentKind::Audio,
        alt: "Une voix".into(),
        stored: "{}".into(),
        bytes: 9,
        at: day(1),
    }
}

griot_testkit::contract! { &[SCHEMA];
    async fn each_filter_narrows_what_machines_read(db: Db) {
        let (blog, first) = open_house(&db).await;
        let other = crate::factory::blog(2, "binta");
        let second = published(2, &blog, "second", day(20));
        let mut third = published(3, &other, "third", day(20));
        third.language = Language::ENGLISH;
        third.author = Some(binta());
        let mut tx = db.begin().await.unwrap();
        blogs::insert(&mut tx, &other).await.unwrap();
        posts::insert(&mut tx, &second).await.unwrap();
        posts::insert(&mut tx, &third).await.unwrap();
        posts::insert(&mut tx, &post(4, &blog, "brouillon")).await.unwrap();
        tags::set(&mut tx, second.id, &tags_of("Eau")).await.unwrap();
        attachments::insert(&mut tx, &sound(1, &first)).await.unwrap();

        let mut found = Vec::new();
        for filter in [
            Filter::default(),
            Filter { blog: Some(blog.id), ..Filter::default() },
            Filter { author: Some(binta()), ..Filter::default() },
            Filter { tag: Some("eau".into()), ..Filter::default() },
            Filter { language: Some(Language::ENGLISH), ..Filter::default() },
            Filter { since: Some(day(20)), ..Filter::default() },
            Filter { heard: true, ..Filter::default() },
            Filter { blog: Some(blog.id), tag: Some("eau".into()), author: Some(binta()), ..Filter::default() },
        ] {
            found.push(slugs(&public::posts(&mut tx, &filter, Reading::Start, 10).await.unwrap().items).join(" "));
        }
        assert_eq!(found, [
            "third second premier", "second premier", "third", "second", "third", "third second", "premier",
            "",
        ]);
        let all = Filter::default();
        let next = public::posts(&mut tx, &all, Reading::After(third.id), 1).await.unwrap();
        assert_eq!((slugs(&next.items), next.before, next.more), (vec!["second"], true, true));
        let tagged = Filter { tag: Some("eau".into()), ..Filter::default() };
        let back = public::posts(&mut tx, &tagged, Reading::Before(first.id), 9).await.unwrap();
        assert_eq!((slugs(&back.items), back.before), (vec!["second"], false));
        assert_eq!(public::post(&mut tx, second.id).await.unwrap().unwrap().path(), "/blogs/awa/second");
        assert!(public::post(&mut tx, id(0x9004).into()).await.unwrap().is_none());
        assert!(public::was_shown(&mut tx, first.id).await.unwrap());
        assert!(!public::was_shown(&mut tx, id(0x9004).into()).await.unwrap());
        assert_eq!(public::tag(&mut tx, "eau").await.unwrap().unwrap().name, "Eau");
        assert_eq!(public::tag(&mut tx, "feu").await.unwrap(), None);
    }

    async fn what_hangs_on_posts_is_read_at_once(db: Db) {
        let (blog, first) = open_house(&db).await;
        let second = published(2, &blog, "second", day(20));
        let mut tx = db.begin().await.unwrap();
        posts::insert(&mut tx, &second).await.unwrap();
        tags::set(&mut tx, first.id, &tags_of("Eau")).await.unwrap();
        tags::set(&mut tx, second.id, &tags_of("Eau, Air")).await.unwrap();
        attachments::insert(&mut tx, &sound(1, &second)).await.unwrap();

        let both = [first.id, second.id];
        let found = public::tags_of(&mut tx, &both).await.unwrap();
        assert_eq!(found.iter().filter(|(of, _)| *of == second.id).count(), 2);
        assert_eq!(found.len(), 3);
        assert_eq!(public::attachments_of(&mut tx, &both).await.unwrap(), [sound(1, &second)]);
        assert_eq!(public::attachments_of(&mut tx, &[]).await.unwrap(), []);
    }

    async fn comments_are_read_on_from_one_to_the_next(db: Db) {
        let (_, post) = open_house(&db).await;
        let mut tx = db.begin().await.unwrap();
        for n in 1..5 {
            let mut one = comment(n, &post, binta(), &format!("mot {n}"));
            if n == 3 {
                one.state = CommentState::Waiting;
            }
            comments::insert(&mut tx, &one).await.unwrap();
        }
        let first = public::comments(&mut tx, post.id, None, 2).await.unwrap();
        assert_eq!(first.iter().map(|c| c.body.as_str()).collect::<Vec<_>>(), ["mot 1", "mot 2"]);
        let last = &first[1];
        let rest = public::comments(&mut tx, post.id, Some((last.at, last.id)), 10).await.unwrap();
        assert_eq!(rest.iter().map(|c| c.body.as_str()).collect::<Vec<_>>(), ["mot 4"]);
    }

    async fn search_machines_are_led_to_what_was_first_published_here(db: Db) {
        let (blog, first) = open_house(&db).await;
        let mut brought = published(2, &blog, "ailleurs", day(2));
        brought.canonical_url = Some("https://exemple.bf/ailleurs".into());
        let mut tx = db.begin().await.unwrap();
        posts::insert(&mut tx, &brought).await.unwrap();
        blogs::insert(&mut tx, &crate::factory::blog(2, "vide")).await.unwrap();
        assert_eq!(public::months(&mut tx).await.unwrap(), ["2013-02"]);
        let place = ("/blogs/awa/premier".to_owned(), first.updated_at);
        assert_eq!(public::post_places(&mut tx, "2013-02", 10).await.unwrap(), [place]);
        assert_eq!(public::post_places(&mut tx, "2013-03", 10).await.unwrap(), []);
        assert_eq!(public::blog_places(&mut tx, 10).await.unwrap(), [("/blogs/awa".to_owned(), day(2))]);
    }

    async fn a_whole_blog_is_read_piece_by_piece(db: Db) {
        let (blog, first) = open_house(&db).await;
        let draft = post(2, &blog, "brouillon");
        let mut tx = db.begin().await.unwrap();
        posts::insert(&mut tx, &draft).await.unwrap();
        let one = public::whole_blog(&mut tx, blog.id, None, 1).await.unwrap();
        assert_eq!(one, std::slice::from_ref(&first));
        let rest = public::whole_blog(&mut tx, blog.id, Some(first.id), 9).await.unwrap();
        assert_eq!(rest, std::slice::from_ref(&draft));
        let outline = public::outline(&mut tx, blog.id).await.unwrap();
        assert_eq!(outline.iter().map(|o| (o.id, o.state)).collect::<Vec<_>>(), [
            (first.id, PostState::Published), (draft.id, PostState::Draft),
        ]);
    }
}
