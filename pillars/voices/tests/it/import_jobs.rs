//! What bringing a blog promises, on SQLite and on PostgreSQL alike.

use std::io::Cursor;

use griot_fetch::FetchPolicy;
use griot_jobs::Job;
use griot_kernel::{Id, PageRequest};
use griot_voices::{
    SCHEMA,
    import::{ElsewhereFeed, ImportState},
    jobs::import::{RunImport, sweep},
    model::{PostState, Writer},
    store::{comments, elsewhere, imports, posts, public, revisions},
};

use crate::factory::{awa, binta, comment};
use crate::import_files::{RSS, WXR};
use crate::import_house::{Elsewhere, Said, desk, desk_on, desk_with, import, said};

const TABLES: [griot_db::Schema; 2] = [griot_web::SCHEMA, SCHEMA];

fn picture() -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    image::DynamicImage::new_rgb8(400, 300).write_to(&mut out, image::ImageFormat::Png).unwrap();
    out.into_inner()
}

fn feed(items: &str) -> String {
    format!(
        "<rss version='2.0'><channel><title>Carnets</title><link>http://carnets.example.org/</link><language>fr</language>{items}</channel></rss>"
    )
}

fn item(n: u32, text: &str) -> String {
    format!(
        "<item><guid>g{n}</guid><title>Billet {n}</title><link>http://carnets.example.org/{n}</link>
         <pubDate>Thu, 1{n} Oct 2013 09:30:00 +0000</pubDate><description>{text}</description></item>"
    )
}

griot_testkit::contract! { &TABLES;
    async fn a_wordpress_comes_with_its_dates_comments_tags_and_the_place_it_was_first_published(db: Db) {
        let desk = desk(db).await;
        let id = desk.file(WXR).await;
        let done = desk.run(id).await;
        // Its host is invented: the pictures cannot be had, and the posts stay all the same.
        assert_eq!((done.state, done.made, done.total, done.source), (ImportState::Done, 31, 31, None));
        assert_eq!((desk.published().await.len(), desk.all(awa()).await.len()), (29, 31));

        let mut db = desk.section.db.read().await.unwrap();
        let post = posts::by_slug(&mut db, desk.blog.id, "un-puits-pour-lecole").await.unwrap().unwrap();
        assert_eq!(post.published_at.unwrap().rfc3339(), "2012-01-27T08:30:00Z");
        assert_eq!(post.id.as_uuid().get_version_num(), 4);
        assert_eq!(post.canonical_url.as_deref(), Some("http://carnets.example.org/2012/01/un-puits-pour-lecole/"));
        assert!(!post.body.contains("<img"), "no reader asks elsewhere for a picture: {}", post.body);
        assert!(post.body.contains("<a href=\"http://carnets.example.org/wp-content/uploads/"));
        let words = public::comments(&mut db, post.id, None, 50).await.unwrap();
        let Writer::Guest { guest: None, name } = &words[0].writer else { panic!("someone from elsewhere") };
        assert_eq!((words.len(), name.as_str()), (1, "Moussa"));
        assert!(!imports::problems(&mut db, id).await.unwrap().is_empty(), "the pictures are named");
        assert_eq!(revisions::one(&mut db, post.id, 1).await.unwrap().unwrap().body, post.body);
    }

    async fn a_bare_address_is_tried_without_tls_too_and_a_trial_is_forgotten(db: Db) {
        let desk = desk(db).await;
        let here = Elsewhere::open().await;
        here.put("/feed/", said("application/rss+xml", RSS));
        let bare = here.at("/feed/").trim_start_matches("http://").to_owned();
        let id = desk.feed(&bare).await;
        desk.work().await;
        let seen = desk.get(id).await;
        assert_eq!((seen.state, seen.address.as_deref()), (ImportState::Proposed, Some(here.at("/feed/").as_str())));
        let mut tx = desk.section.db.begin().await.unwrap();
        assert!(imports::forget(&mut tx, id).await.unwrap());
        assert!(!imports::forget(&mut tx, id).await.unwrap());
        assert!(imports::by_id(&mut tx, id).await.unwrap().is_none());
    }

    async fn bringing_the_same_file_twice_changes_nothing(db: Db) {
        let desk = desk(db).await;
        let first = desk.file(WXR).await;
        desk.run(first).await;
        let before = desk.all(awa()).await;
        let second = desk.file(WXR).await;
        let done = desk.run(second).await;
        assert_eq!((done.state, done.made, done.changed, done.kept), (ImportState::Done, 0, 0, 0));
        assert_eq!(desk.all(awa()).await, before);
        // The feed of the same blog brings nothing twice either.
        let here = Elsewhere::open().await;
        here.put("/feed/", said("application/rss+xml", RSS));
        let feed = desk.feed(&here.at("/feed/")).await;
        desk.set(feed, |import| import.state = ImportState::Running).await;
        let done = desk.run(feed).await;
        assert_eq!((done.state, done.made), (ImportState::Following, 0));
        assert_eq!(desk.all(awa()).await.len(), 31);
    }

    async fn undoing_takes_back_what_nobody_touched(db: Db) {
        let desk = desk(db).await;
        let id = desk.file(WXR).await;
        desk.run(id).await;
        let all = desk.published().await;
        let mut tx = desk.section.db.begin().await.unwrap();
        let mut edited = posts::by_id(&mut tx, all[0].id).await.unwrap().unwrap();
        edited.title = "À moi".into();
        edited.revision += 1;
        assert!(posts::update_words(&mut tx, &edited, edited.revision - 1).await.unwrap());
        let answered = posts::by_id(&mut tx, all[1].id).await.unwrap().unwrap();
        comments::insert(&mut tx, &comment(1, &answered, binta(), "Merci")).await.unwrap();
        assert!(imports::has_answers(&mut tx, answered.id).await.unwrap());
        tx.commit().await.unwrap();

        let undone = desk.undo(id).await;
        assert_eq!((undone.state, undone.kept), (ImportState::Undone, 1));
        let left = desk.all(awa()).await;
        let states: Vec<_> = left.iter().map(|line| (line.id == edited.id, line.state)).collect();
        assert_eq!(states.len(), 2);
        assert!(states.contains(&(true, PostState::Published)) && states.contains(&(false, PostState::Withdrawn)));
        // What was taken back may come again.
        let again = desk.file(WXR).await;
        assert_eq!(desk.run(again).await.made, 29);
    }

    async fn a_file_that_nobody_imported_goes_after_a_week(db: Db) {
        let desk = desk(db).await;
        let (kept, left) = (desk.file(WXR).await, desk.file(RSS).await);
        desk.set(left, |import| import.state = ImportState::Proposed).await;
        let source = desk.get(left).await.source.unwrap();
        let file = griot_files::FileKey::parse(&source).unwrap();
        sweep(desk.section.clone()).await.unwrap();
        assert!(desk.section.files.exists(&file).await.unwrap(), "it may still be looked at");

        let mut tx = desk.section.db.begin().await.unwrap();
        let later = desk.section.clock.now() + std::time::Duration::from_secs(8 * 86_400);
        let abandoned = imports::abandoned(&mut tx, later, 10).await.unwrap();
        assert_eq!(abandoned.iter().map(|import| import.id).collect::<Vec<_>>(), [left]);
        imports::drop_source(&mut tx, left).await.unwrap();
        tx.commit().await.unwrap();
        sweep(desk.section.clone()).await.unwrap();
        let mut db = desk.section.db.read().await.unwrap();
        assert!(!imports::needs(&mut db, &source).await.unwrap(), "nobody names it: the house sweeps it out");
        drop(db);
        let needed = griot_files::FileKey::parse(&desk.get(kept).await.source.unwrap()).unwrap();
        assert!(desk.section.files.exists(&needed).await.unwrap());
    }

    async fn an_import_goes_on_where_a_dead_server_left_it(db: Db) {
        let desk = desk(db).await;
        let id = desk.file(WXR).await;
        // As if the server had died after ten posts and their transaction.
        desk.set(id, |import| import.done = 10).await;
        let done = desk.run(id).await;
        assert_eq!((done.made, done.done), (21, 31));
        // And as if the progress of a batch had been seen by two workers.
        desk.set(id, |import| (import.state, import.done) = (ImportState::Running, 31)).await;
        let (one, two) = (RunImport { import: id }, RunImport { import: id });
        let (one, two) = tokio::join!(one.run(&desk.section), two.run(&desk.section));
        assert!(one.is_ok() || two.is_ok() || desk.get(id).await.source.is_none());
        assert_eq!(desk.all(awa()).await.len(), 21);
    }

    async fn a_feed_is_followed_politely_and_brings_what_changed(db: Db) {
        let (desk, here) = (desk(db).await, Elsewhere::open().await);
        here.put("/", said("text/html", "<link type=application/rss+xml rel=alternate href='/flux'>"));
        here.put("/p.png", said("image/png", picture()));
        let body = item(0, "Un &lt;img src='p.png' alt='Puits'&gt; puits").replace("http://carnets.example.org", &here.base);
        here.put("/flux", Said { etag: Some("\"1\""), ..said("application/rss+xml", feed(&body)) });
        let id = desk.feed(&here.at("/")).await;
        let seen = desk.get(id).await;
        assert_eq!((seen.state, seen.site.as_str(), seen.address), (ImportState::Proposed, "Carnets", Some(here.at("/flux"))));
        let preview = seen.preview.unwrap();
        assert_eq!((preview.posts, preview.pictures, preview.first[0].title.as_str()), (1, 1, "Billet 0"));
        assert!(desk.all(awa()).await.is_empty(), "nothing is written before the member said yes");

        desk.set(id, |import| import.state = ImportState::Running).await;
        assert_eq!(desk.run(id).await.state, ImportState::Following);
        let line = desk.published().await.remove(0);
        let mut db = desk.section.db.read().await.unwrap();
        let post = posts::by_id(&mut db, line.id).await.unwrap().unwrap();
        assert!(post.body.contains("<img src=\"/files/") && post.body.contains("alt=\"Puits\""), "{}", post.body);
        assert!(post.picture.is_some());
        drop(db);

        here.asked();
        desk.later(1).await;
        assert_eq!(here.asked(), [("/flux".to_owned(), true)], "only what is new is asked for");
        desk.later(0).await;
        assert!(here.asked().is_empty(), "it is not asked again at once");

        // One changes there, one is new, and one that a member changed here stays.
        here.put("/flux", said("application/rss+xml", feed(&(item(0, "Autre puits") + &item(1, "Neuf")))));
        desk.later(5).await;
        let now = desk.get(id).await;
        assert_eq!((now.state, now.made, now.changed, now.kept), (ImportState::Following, 2, 1, 0));
        let mut tx = desk.section.db.begin().await.unwrap();
        let mut mine = posts::by_id(&mut tx, line.id).await.unwrap().unwrap();
        assert_eq!(mine.body, "Autre puits");
        mine.title = "À moi".into();
        mine.revision += 1;
        assert!(posts::update_words(&mut tx, &mine, mine.revision - 1).await.unwrap());
        tx.commit().await.unwrap();
        here.put("/flux", said("application/rss+xml", feed(&(item(0, "Encore autre") + &item(1, "Neuf")))));
        desk.later(48).await;
        let now = desk.get(id).await;
        assert_eq!((now.made, now.changed, now.kept), (2, 1, 1));

        here.put("/flux", Said { status: 410, ..said("text/plain", "") });
        desk.later(48).await;
        let now = desk.get(id).await;
        assert_eq!((now.state, now.problem.as_deref()), (ImportState::Stopped, Some("fetch-refused-gone")));
        desk.later(48).await;
        assert_eq!(here.asked().iter().filter(|(path, _)| path == "/flux").count(), 3, "what is gone is not asked again");
    }

    async fn nobody_goes_on_publishing_by_a_feed_once_they_may_not_write(db: Db) {
        for suspended in [true, false] {
            let (desk, here) = (desk_on(&db, suspended).await, Elsewhere::open().await);
            here.put("/flux", said("application/rss+xml", feed(&item(0, "Un puits"))));
            let id = desk.feed(&here.at("/flux")).await;
            desk.set(id, |import| import.state = ImportState::Running).await;
            assert_eq!(desk.run(id).await.state, ImportState::Following);
            assert_eq!(desk.published().await.len(), 1);

            if suspended {
                desk.door.suspend(awa());
            } else {
                let mut tx = desk.section.db.begin().await.unwrap();
                griot_voices::store::blogs::remove_author(&mut tx, desk.blog.id, awa()).await.unwrap();
                tx.commit().await.unwrap();
            }
            here.put("/flux", said("application/rss+xml", feed(&(item(0, "Autre puits") + &item(1, "Neuf")))));
            desk.later(5).await;
            let stopped = desk.get(id).await;
            assert_eq!((stopped.state, stopped.problem.as_deref(), stopped.next_at), (ImportState::Stopped, Some("import-problem-may-not-write"), None));
            assert_eq!((desk.published().await.len(), stopped.changed), (1, 0), "neither new posts nor new words");
            here.asked();
            desk.later(48).await;
            assert!(here.asked().is_empty(), "and nobody is asked any more");
            assert_eq!(desk.listed().await, [id]);
        }
    }

    async fn how_much_someone_brings_is_known(db: Db) {
        let desk = desk(db).await;
        let mut first = import(&desk, ImportState::Running);
        desk.insert(&first).await;
        first.id = Id::secret(desk.section.random.as_ref());
        first.state = ImportState::Proposed;
        desk.insert(&first).await;
        let now = desk.section.clock.now();
        let mut db = desk.section.db.read().await.unwrap();
        assert_eq!(imports::allowance(&mut db, awa(), now).await.unwrap(), (2, 1));
        assert_eq!(imports::allowance(&mut db, awa(), now + std::time::Duration::from_secs(1)).await.unwrap(), (0, 1));
        assert_eq!(imports::allowance(&mut db, binta(), now).await.unwrap(), (0, 0));
    }

    async fn what_cannot_be_fetched_is_said_in_a_sentence(db: Db) {
        let (desk, here) = (desk(db).await, Elsewhere::open().await);
        here.put("/endless", said("endless", ""));
        here.put("/page", said("text/html", "<p>Rien</p>"));
        here.put("/empty", said("application/rss+xml", feed("")));
        for (path, key) in [
            ("/endless", "fetch-refused-too-large"),
            ("/page", "import-refused-no-feed"),
            ("/missing", "fetch-refused-status"),
            ("/empty", "import-problem-no-posts"),
        ] {
            let id = desk.feed(&here.at(path)).await;
            let import = desk.get(id).await;
            assert_eq!((import.state, import.problem.as_deref()), (ImportState::Refused, Some(key)), "{path}");
        }
        let words = desk.section.words(griot_kernel::Language::FRENCH);
        for key in ["fetch-refused-too-large", "fetch-refused-private-address", "import-refused-no-feed", "picture-refused-damaged"] {
            assert!(words.knows(key), "{key}");
        }
    }

    async fn a_private_address_is_never_asked(db: Db) {
        let (desk, here) = (desk_with(db, FetchPolicy::default()).await, Elsewhere::open().await);
        here.put("/feed", said("application/rss+xml", feed(&item(0, "secret"))));
        let id = desk.feed(&here.at("/feed")).await;
        let import = desk.get(id).await;
        assert_eq!(import.state, ImportState::Refused);
        assert!(matches!(import.problem.as_deref(), Some("fetch-refused-private-address" | "fetch-refused-bad-address")));
        assert!(here.asked().is_empty());
    }

    async fn an_export_cut_in_the_middle_leaves_what_was_read(db: Db) {
        let desk = desk(db).await;
        let id = desk.file(&WXR[..WXR.len() / 2]).await;
        let done = desk.run(id).await;
        assert!(done.made > 5 && done.state == ImportState::Done);
        let mut db = desk.section.db.read().await.unwrap();
        assert!(imports::problems(&mut db, id).await.unwrap().iter().any(|(_, key)| key == "import-problem-cut"));
    }

    async fn imports_are_found_by_person_time_and_file(db: Db) {
        let desk = desk(db).await;
        let mut one = import(&desk, ImportState::Following);
        one.is_feed = true;
        one.address = Some("https://exemple.bf/feed".into());
        one.source = Some("ab".into());
        let id = desk.insert(&one).await;
        desk.set(id, |import| import.next_at = Some(import.at)).await;
        let mut tx = desk.section.db.begin().await.unwrap();
        assert_eq!(imports::of_person(&mut tx, awa(), PageRequest::new(1, 5)).await.unwrap().len(), 1);
        assert_eq!(imports::due(&mut tx, one.at, 5).await.unwrap().len(), 1);
        assert_eq!(imports::following(&mut tx, desk.blog.id, "https://exemple.bf/feed").await.unwrap().unwrap().id, id);
        assert!(imports::needs(&mut tx, "ab").await.unwrap() && !imports::needs(&mut tx, "cd").await.unwrap());
        let item = imports::Item {
            blog: desk.blog.id, source_id: "g".into(), import: id, is_feed: true, post: None,
            digest: vec![1], revision: 1, pictures: true,
        };
        imports::put_item(&mut tx, &item).await.unwrap();
        assert_eq!(imports::item(&mut tx, desk.blog.id, "g").await.unwrap(), Some(item.clone()));
        assert_eq!(imports::items(&mut tx, id, "", 5).await.unwrap(), std::slice::from_ref(&item));
        assert_eq!(imports::items(&mut tx, id, "g", 5).await.unwrap(), []);
        assert_eq!(imports::without_pictures(&mut tx, id, 5).await.unwrap(), [item]);
        assert_eq!(imports::waiting_for_pictures(&mut tx, id).await.unwrap(), 1);
        imports::forget_item(&mut tx, desk.blog.id, "g").await.unwrap();
        assert_eq!(imports::item(&mut tx, desk.blog.id, "g").await.unwrap(), None);
        assert_eq!(imports::by_canonical(&mut tx, desk.blog.id, "https://x").await.unwrap(), None);
        let problem = griot_voices::import::Problem { place: "3".into(), key: "import-problem-cut" };
        imports::note_problem(&mut tx, id, 1, &problem).await.unwrap();
        imports::note_problem(&mut tx, id, 1, &problem).await.unwrap();
        assert_eq!(imports::problems(&mut tx, id).await.unwrap().len(), 1);
        imports::forget_problems(&mut tx, id).await.unwrap();
        assert!(imports::problems(&mut tx, id).await.unwrap().is_empty());
        imports::erase(&mut tx, awa()).await.unwrap();
        assert!(imports::by_id(&mut tx, id).await.unwrap().is_none());
    }

    async fn what_sister_sections_publish_is_kept_and_renewed(db: Db) {
        let (desk, here) = (desk(db).await, Elsewhere::open().await);
        here.put("/flux", said("application/rss+xml", feed(&(item(0, "Un") + &item(1, "Deux")))));
        let now = desk.section.clock.now();
        let sister = ElsewhereFeed {
            id: Id::new(now, desk.section.random.as_ref()), address: here.at("/flux"), title: String::new(),
            site_link: None, licence: "CC BY 4.0".into(), is_followed: true, etag: None, last_modified: None,
            next_at: now, quiet: 0, failures: 0, problem: None, by: Some(awa()), at: now,
        };
        let mut tx = desk.section.db.begin().await.unwrap();
        elsewhere::add(&mut tx, &sister).await.unwrap();
        assert_eq!(elsewhere::due(&mut tx, now, 5).await.unwrap().len(), 1);
        tx.commit().await.unwrap();
        desk.later(0).await;
        let mut db = desk.section.db.read().await.unwrap();
        let items = elsewhere::newest(&mut db, PageRequest::new(1, 10)).await.unwrap();
        assert_eq!(items.iter().map(|one| one.title.as_str()).collect::<Vec<_>>(), ["Billet 1", "Billet 0"]);
        assert_eq!(elsewhere::item(&mut db, items[0].id).await.unwrap().unwrap().body, "Deux");
        assert_eq!(elsewhere::feed(&mut db, sister.id).await.unwrap().unwrap().title, "Carnets");
        drop(db);
        here.put("/flux", said("application/rss+xml", feed(&item(0, "Un, changé"))));
        desk.later(30).await;
        let mut tx = desk.section.db.begin().await.unwrap();
        let items = elsewhere::newest(&mut tx, PageRequest::new(1, 10)).await.unwrap();
        assert_eq!((items.len(), items[1].excerpt.as_str()), (2, "Un, changé"));
        elsewhere::forget_old(&mut tx, sister.id).await.unwrap();
        assert_eq!(elsewhere::feeds(&mut tx).await.unwrap().len(), 1);
        assert!(elsewhere::remove(&mut tx, sister.id).await.unwrap());
        assert!(elsewhere::newest(&mut tx, PageRequest::new(1, 10)).await.unwrap().is_empty());
    }
}

/// The resident memory of this process, in KB.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

#[test]
fn ten_thousand_posts_are_read_in_little_memory() {
    use std::io::{Seek, Write};
    let mut file = tempfile::tempfile().unwrap();
    let text = "<p>L’été fut long ; la parole, brève.</p>\n".repeat(100);
    writeln!(file, "<rss xmlns:wp='http://wordpress.org/export/1.2/'><channel><title>T</title><wp:wxr_version>1.2</wp:wxr_version>").unwrap();
    for n in 0..10_000 {
        writeln!(file, "<item><guid>g{n}</guid><title>Billet {n}</title><content:encoded><![CDATA[{text}]]></content:encoded><wp:post_type>post</wp:post_type><wp:status>publish</wp:status></item>").unwrap();
    }
    writeln!(file, "</channel></rss>").unwrap();
    file.rewind().unwrap();
    let before = resident();
    let (mut count, mut most) = (0, before);
    for piece in griot_voices::import::read(griot_voices::import::Format::Wxr, file, &Default::default()) {
        if matches!(piece, griot_voices::import::Piece::Post(_)) {
            count += 1;
        }
        if count % 500 == 0 {
            most = most.max(resident());
        }
    }
    assert_eq!(count, 10_000);
    assert!(most - before < 16_000, "reading 45 MB took {} KB", most - before);
}
