//! U+0000, which PostgreSQL does not hold: broken exports write it raw, as an escape, or into a name.

use griot_jobs::Job;
use griot_voices::{
    SCHEMA,
    import::{ImportState, detect},
    jobs::import::LookAtImport,
    store::posts,
};

use crate::import_files::zipped;
use crate::import_house::{Elsewhere, desk, said};

const TABLES: [griot_db::Schema; 2] = [griot_web::SCHEMA, SCHEMA];

const WXR: &str = "<rss version='2.0' xmlns:wp='http://wordpress.org/export/1.2/' \
    xmlns:content='http://purl.org/rss/1.0/modules/content/' xmlns:dc='http://purl.org/dc/elements/1.1/'>\
    <channel><title>Car\0nets&#0;</title><link>http://a.example/</link><wp:wxr_version>1.2</wp:wxr_version>\
    <item><title>Un pu\0its&#0;</title><link>http://a.example/1</link><guid>g\0&#0;1</guid>\
    <dc:creator>A\0wa</dc:creator><category domain='post_tag' nicename='e'><![CDATA[E\0au]]></category>\
    <wp:post_type>post</wp:post_type><wp:status>publish</wp:status><wp:post_name>un-pu\0its&#0;</wp:post_name>\
    <content:encoded><![CDATA[<p>Le pu\0its&#0; est plein.</p>]]></content:encoded>\
    <wp:comment><wp:comment_id>1\0</wp:comment_id><wp:comment_author>Mous\0sa</wp:comment_author>\
    <wp:comment_approved>1</wp:comment_approved><wp:comment_content>Mer\0ci &#0;</wp:comment_content>\
    </wp:comment></item></channel></rss>";

const GHOST: &str = r#"{"db":[{"meta":{"version":"5.0"},"data":{"posts":[{"id":"1\u0000","title":"Un pu\u0000its",
    "slug":"un-pu\u0000its","html":"<p>Le pu\u0000its est plein.</p>","status":"published","type":"post",
    "published_at":"2013-02-14T09:30:00.000Z"}],"tags":[{"id":"t","name":"E\u0000au"}],
    "posts_tags":[{"post_id":"1\u0000","tag_id":"t"}]}}]}"#;

const JSON: &str = r#"{"version":"https://jsonfeed.org/version/1.1","title":"Car\u0000nets",
    "home_page_url":"http://a.example/","items":[{"id":"1\u0000","url":"http://a.example/1",
    "title":"Un pu\u0000its","content_html":"<p>Le pu\u0000its est plein.</p>","tags":["E\u0000au"],
    "date_published":"2013-02-14T09:30:00Z"}]}"#;

fn markdown() -> Vec<u8> {
    zipped(&[
        (
            "un\0-puits.md",
            "---\ntitle: \"Un pu\0its\"\ntags: [E\0au]\nauthor: A\0wa\n---\nLe pu\0its est plein.".as_bytes(),
        ),
        ("im\0age.txt", b"rien"),
    ])
}

griot_testkit::contract! { &TABLES;
    async fn a_file_that_is_full_of_it_is_brought_without_it(db: Db) {
        let desk = desk(db).await;
        let files = [("wxr", WXR.into()), ("ghost", GHOST.into()), ("json", JSON.into()), ("md", markdown())];
        for (name, bytes) in files {
            let bytes: &'static [u8] = Vec::leak(bytes);
            assert!(detect(bytes).is_some(), "{name}");
            let id = desk.file(bytes).await;
            desk.set(id, |import| import.state = ImportState::Looking).await;
            LookAtImport { import: id }.run(&desk.section).await.unwrap();
            let seen = desk.get(id).await;
            assert_eq!(seen.state, ImportState::Proposed, "{name}: {:?}", seen.problem);
            desk.set(id, |import| import.state = ImportState::Running).await;
            let done = desk.run(id).await;
            assert_eq!((done.state, done.made + done.changed), (ImportState::Done, 1), "{name}");

            let mut tx = desk.section.db.begin().await.unwrap();
            let lines = desk.published().await;
            let post = posts::by_id(&mut tx, lines[0].id).await.unwrap().unwrap();
            assert!(post.body.contains("est plein") && !post.body.contains('\0'), "{name}: {:?}", post.body);
            assert!(post.title.replace([' ', '\u{fffd}'], "").starts_with("Unpuits"), "{name}: {:?}", post.title);
            drop(tx);
            desk.undo(id).await;
            assert!(desk.published().await.is_empty(), "{name}");
        }
    }

    async fn a_feed_that_is_followed_is_read_without_it(db: Db) {
        let desk = desk(db).await;
        let here = Elsewhere::open().await;
        here.put("/feed.json", said("application/feed+json", JSON));
        let id = desk.feed(&here.at("/feed.json")).await;
        desk.set(id, |import| import.state = ImportState::Running).await;
        let done = desk.run(id).await;
        assert_eq!((done.state, done.made), (ImportState::Following, 1));
        assert_eq!(desk.published().await[0].title, "Un puits");
    }
}
