//! What machines read of the blogs.

use feed_rs::{model::FeedType, parser};
use griot_voices::{
    SCHEMA, feeds,
    feeds::FeedKind,
    store::{blogs, publishing},
};
use griot_web::testing::{TestHouse, text};
use http::header;
use serde_json::Value;

use crate::{
    factory::*,
    machines::{add_posts, ask, house_on, of, read},
};

fn client(house: &TestHouse) -> griot_web::testing::Client {
    house.client(feeds::routes())
}

griot_testkit::contract! { &[griot_web::SCHEMA, SCHEMA];
    async fn an_atom_feed_is_read_back_as_it_was_meant(db: Db) {
        let house = house_on(db).await;
        for path in ["/feeds/all.atom", "/feeds/blogs/awa.atom", "/feeds/people/awa.atom"] {
            let feed = parser::parse(read(&client(&house), path).await.as_bytes()).unwrap();
            assert_eq!((feed.feed_type, feed.entries.len()), (FeedType::Atom, 2), "{path}");
            assert_eq!(feed.language.as_deref(), Some("fr"));
            let entry = &feed.entries[0];
            assert_eq!(entry.id, format!("urn:uuid:{}", id(0x9002)));
            assert_eq!(entry.title.as_ref().unwrap().content, "Le puits & l’eau ]]>");
            assert_eq!(entry.published.unwrap().to_rfc3339(), "2013-02-17T00:00:00+00:00");
            assert_eq!(entry.authors[0].name.as_deref().unwrap_or_default(), "Awa <Traoré>");
            assert_eq!(entry.authors[0].uri.as_deref(), Some("https://section.example/people/awa"));
            let link = |rel: &str| entry.links.iter().find(|l| l.rel.as_deref() == Some(rel)).unwrap();
            assert_eq!(link("alternate").href, "https://section.example/blogs/awa/puits");
            assert_eq!(link("canonical").href, "https://carnet.example/puits?a=1&b=2");
            assert_eq!(link("enclosure").length, Some(1_234));
            let content = entry.content.as_ref().unwrap().body.as_deref().unwrap();
            assert!(content.contains("href=\"https://section.example/blogs/awa/premier\""), "{content}");
            assert!(content.contains("<img src=\"https://section.example/files/"), "{content}");
        }
    }

    async fn a_json_feed_says_the_same(db: Db) {
        let house = house_on(db).await;
        let text = read(&client(&house), "/feeds/tags/eau-assainissement.json").await;
        assert_eq!(parser::parse(text.as_bytes()).unwrap().feed_type, FeedType::JSON);
        let feed: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
        assert_eq!(feed["title"], "Eau & assainissement · Section d’essai");
        let item = &feed["items"][0];
        assert_eq!(item["id"], format!("urn:uuid:{}", id(0x9002)));
        assert_eq!(item["external_url"], "https://carnet.example/puits?a=1&b=2");
        assert_eq!(item["date_published"], "2013-02-17T00:00:00Z");
        assert_eq!(item["language"], "fr");
        assert_eq!(item["attachments"][0]["mime_type"], "audio/mpeg");
        assert_eq!(item["attachments"][0]["size_in_bytes"], 1_234);
        assert_eq!(item["tags"][0], "Eau & assainissement");
    }

    async fn a_podcast_holds_the_posts_that_can_be_heard(db: Db) {
        let house = house_on(db).await;
        let text = read(&client(&house), "/feeds/blogs/awa.podcast").await;
        let feed = parser::parse(text.as_bytes()).unwrap();
        assert_eq!((feed.feed_type, feed.entries.len()), (FeedType::RSS2, 1));
        let media = &feed.entries[0].media[0].content[0];
        assert!(media.url.as_ref().unwrap().as_str().ends_with(".mp3"));
        assert_eq!((media.size, media.content_type.as_ref().unwrap().to_string()), (Some(1_234), "audio/mpeg".into()));
        assert!(text.contains("<pubDate>Sun, 17 Feb 2013 00:00:00 GMT</pubDate>"));
        for needed in ["itunes:author", "itunes:explicit", "itunes:category", "itunes:image"] {
            assert!(text.contains(needed), "{needed}");
        }
        assert_eq!(client(&house).get("/feeds/all.podcast").await.status(), 404);
    }

    async fn older_posts_stand_on_the_pages_that_follow(db: Db) {
        let house = house_on(db).await;
        add_posts(&house.section.db, 31).await;
        let first: Value = serde_json::from_str(&read(&client(&house), "/feeds/all.json").await).unwrap();
        assert_eq!(first["items"].as_array().unwrap().len(), 30);
        let next = first["next_url"].as_str().unwrap().strip_prefix("https://section.example").unwrap();
        assert!(next.starts_with("/feeds/all.json?after="), "{next}");
        let second: Value = serde_json::from_str(&read(&client(&house), next).await).unwrap();
        assert_eq!(second["items"].as_array().unwrap().len(), 3);
        assert!(second["next_url"].is_null());
        let atom = read(&client(&house), &next.replace(".json", ".atom")).await;
        assert!(atom.contains("rel=\"previous\"") && !atom.contains("rel=\"next\""), "{atom}");
        let last = second["items"][2]["id"].as_str().unwrap().rsplit(':').next().unwrap();
        assert_eq!(client(&house).get(&format!("/feeds/all.atom?after={last}")).await.status(), 404);
        let back = read(&client(&house), &format!("/feeds/all.json?before={last}")).await;
        assert_eq!(serde_json::from_str::<Value>(&back).unwrap()["items"].as_array().unwrap().len(), 30);
    }

    async fn who_knows_the_feed_gets_nothing_twice(db: Db) {
        let house = house_on(db).await;
        let first = client(&house).get("/feeds/all.atom").await;
        let (etag, day) = (of(&first, header::ETAG), of(&first, header::LAST_MODIFIED));
        assert_eq!(day, "Sun, 17 Feb 2013 00:00:00 GMT");
        assert_eq!(of(&first, header::CACHE_CONTROL), "public, no-cache");
        let known = [("if-none-match", etag.as_str())];
        let again = ask(&client(&house), "/feeds/all.atom", &known).await;
        assert_eq!(again.status(), 304);
        assert_eq!(text(again).await, "");

        // Once the day of the last change is over, its date is believed too.
        house.clock.advance(std::time::Duration::from_secs(10 * 86_400));
        let settled = of(&client(&house).get("/feeds/all.atom").await, header::LAST_MODIFIED);
        assert_eq!(settled, "Mon, 18 Feb 2013 00:00:00 GMT");
        let since = [("if-modified-since", settled.as_str())];
        assert_eq!(ask(&client(&house), "/feeds/all.atom", &since).await.status(), 304);

        let mut tx = house.section.db.begin().await.unwrap();
        assert!(publishing::withdraw(&mut tx, id(0x9002).into(), day_of(4)).await.unwrap());
        tx.commit().await.unwrap();
        assert_eq!(ask(&client(&house), "/feeds/all.atom", &known).await.status(), 200);
        assert_eq!(ask(&client(&house), "/feeds/all.atom", &since).await.status(), 200);
    }

    async fn a_feed_travels_packed(db: Db) {
        let house = house_on(db).await;
        let packed = ask(&client(&house), "/feeds/all.atom", &[("accept-encoding", "gzip")]).await;
        assert_eq!(of(&packed, header::CONTENT_ENCODING), "gzip");
        assert_eq!(of(&packed, header::VARY), "accept-encoding");
    }

    async fn a_feed_of_nobody_is_not_found_and_one_that_moved_leads_on(db: Db) {
        let house = house_on(db).await;
        for path in ["/feeds/blogs/nobody.atom", "/feeds/people/binta.atom", "/feeds/people/x.json",
            "/feeds/tags/feu.atom", "/feeds/all.rss", "/feeds/all", "/feeds/else/awa.atom", "/feeds/none.atom"] {
            assert_eq!(client(&house).get(path).await.status(), 404, "{path}");
        }
        let db = &house.section.db;
        let mut blog = blogs::by_slug(&mut db.read().await.unwrap(), "awa").await.unwrap().unwrap();
        let mut tx = db.begin().await.unwrap();
        blogs::remember_slug(&mut tx, blog.id, "awa").await.unwrap();
        blog.slug = "carnet".into();
        blogs::update(&mut tx, &blog).await.unwrap();
        tx.commit().await.unwrap();
        let moved = client(&house).get("/feeds/blogs/awa.atom").await;
        assert_eq!((moved.status().as_u16(), of(&moved, header::LOCATION)), (308, feeds::of_blog("carnet", FeedKind::Atom)));
    }

    async fn search_machines_find_the_parts_of_the_sitemap(db: Db) {
        let house = house_on(db).await;
        let index = read(&client(&house), "/sitemap.xml").await;
        assert!(index.contains("<loc>https://section.example/sitemaps/blogs.xml</loc>"), "{index}");
        assert!(index.contains("<loc>https://section.example/sitemaps/posts-2013-02.xml</loc>"), "{index}");
        assert_eq!(index.matches("<sitemap>").count(), 4);
        let posts = read(&client(&house), "/sitemaps/posts-2013-02.xml").await;
        assert!(posts.contains("<loc>https://section.example/blogs/awa/premier</loc>\n<lastmod>2013-02-14</lastmod>"), "{posts}");
        assert!(!posts.contains("puits"), "what was first published elsewhere is found there");
        assert!(read(&client(&house), "/sitemaps/blogs.xml").await.contains("/blogs/awa</loc>"));
        let pages = read(&client(&house), "/sitemaps/pages.xml").await;
        for (path, told) in [("/blogs", true), ("/elsewhere", true), ("/me/posts", false), ("/desk/featured", false)] {
            assert_eq!(pages.contains(&format!("<loc>https://section.example{path}</loc>")), told, "{path}");
        }
        let people = read(&client(&house), "/sitemaps/people.xml").await;
        assert!(people.contains("/people/awa</loc>") && !people.contains("binta"), "{people}");
        for path in ["/sitemaps/posts-2013-03.xml", "/sitemaps/posts-.xml", "/sitemaps/x.xml", "/sitemaps/posts-2013-02"] {
            assert_eq!(client(&house).get(path).await.status(), 404, "{path}");
        }
        let robots = read(&client(&house), "/robots.txt").await;
        for line in ["Disallow: /desk/", "Disallow: /me$", "Sitemap: https://section.example/sitemap.xml"] {
            assert!(robots.lines().any(|l| l == line), "{line}");
        }
    }

    async fn another_site_learns_how_to_show_a_post(db: Db) {
        let house = house_on(db).await;
        let page = "https://section.example/blogs/awa/puits";
        let address = feeds::oembed_of(&house.section, page);
        let path = address.strip_prefix("https://section.example").unwrap();
        let card: Value = serde_json::from_str(&read(&client(&house), path).await).unwrap();
        assert_eq!((&card["type"], &card["version"]), (&Value::from("link"), &Value::from("1.0")));
        assert_eq!(card["author_name"], "Awa <Traoré>");
        assert_eq!((&card["thumbnail_width"], &card["thumbnail_height"]), (&Value::from(320), &Value::from(240)));
        for (url, status) in [
            ("https%3A%2F%2Felsewhere.example%2Fblogs%2Fawa%2Fpuits", 404),
            ("https%3A%2F%2Fsection.example%2Fblogs%2Fawa%2Fnothing", 404),
            ("https%3A%2F%2Fsection.example%2Fblogs%2Fawa", 404),
            ("javascript%3Aalert(1)", 404),
            ("https%3A%2F%2Fsection.example%2Fblogs%2Fawa%2Fpuits&format=xml", 501),
            ("https%3A%2F%2Fsection.example%2Fblogs%2Fawa%2Fpuits&format=html", 400),
        ] {
            assert_eq!(client(&house).get(&format!("/oembed?url={url}")).await.status(), status, "{url}");
        }
    }
}

fn day_of(n: i64) -> griot_kernel::Timestamp {
    day(n)
}
