//! What an author takes along, and that it can be read.

use std::{
    collections::HashMap,
    io::{Cursor, Read},
};

use axum::response::Response;
use griot_voices::{
    SCHEMA, export,
    import::{self, Format, Hints, ImportedPost, Piece},
    model::Role,
    store::{blogs, posts},
};
use griot_web::testing::{Client, TestHouse, bytes, text};
use http::header;
use serde_json::Value;

use crate::{
    factory::*,
    machines::{add_posts, house_on, of},
};

const EXPORT: &str = "/me/blogs/awa/export";

async fn as_person(house: &TestHouse, person: griot_kernel::PersonId) -> Client {
    let mut member = TestHouse::member("Quelqu’un", &[]);
    member.id = person;
    house.client(export::routes()).as_member(member).await
}

async fn take(client: &Client, what: &str) -> Response {
    let response = client.post(EXPORT, &[("what", what)]).await;
    assert_eq!(response.status(), 200, "{what}");
    response
}

/// The files of an archive.
fn unpack(archive: &[u8]) -> HashMap<String, Vec<u8>> {
    let mut zip = zip::ZipArchive::new(Cursor::new(archive)).unwrap();
    let mut files = HashMap::new();
    for n in 0..zip.len() {
        let mut file = zip.by_index(n).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        assert!(files.insert(file.name().to_owned(), bytes).is_none(), "{} stands twice", file.name());
    }
    files
}

fn words<'a>(files: &'a HashMap<String, Vec<u8>>, name: &str) -> &'a str {
    let bytes = files.get(name).unwrap_or_else(|| panic!("{name} is missing among {:?}", files.keys()));
    std::str::from_utf8(bytes).unwrap()
}

/// The places that a page leads to within the archive, seen from its root.
fn places(page: &str, folder: &str) -> Vec<String> {
    let values = page.split([' ', '>']).filter_map(|word| {
        let value = word.strip_prefix("href=\"").or_else(|| word.strip_prefix("src=\""))?;
        value.split('"').next()
    });
    let local = values.filter(|value| !value.contains("://"));
    local
        .map(|value| match value.strip_prefix("../") {
            Some(up) => up.to_owned(),
            None => format!("{folder}{value}"),
        })
        .collect()
}

fn read_back(format: Format, bytes: Vec<u8>) -> Vec<ImportedPost> {
    let pieces = import::read(format, Cursor::new(bytes), &Hints::default());
    let post = |piece| match piece {
        Piece::Post(post) => Some(*post),
        Piece::About(_) => None,
        Piece::Problem(problem) => panic!("{problem:?}"),
    };
    pieces.filter_map(post).collect()
}

griot_testkit::contract! { &[griot_web::SCHEMA, SCHEMA];
    async fn the_archive_is_read_without_a_network(db: Db) {
        let house = house_on(db).await;
        let client = as_person(&house, awa()).await;
        let response = take(&client, "zip").await;
        assert_eq!(of(&response, header::CONTENT_DISPOSITION), "attachment; filename=\"awa.zip\"");
        let files = unpack(&bytes(response).await);

        let mut seen = 0;
        for (name, page) in files.iter().filter(|(name, _)| name.ends_with(".html")) {
            let folder = if name.starts_with("posts/") { "posts/" } else { "" };
            for place in places(std::str::from_utf8(page).unwrap(), folder) {
                assert!(files.contains_key(&place), "{name} leads to {place}");
                seen += 1;
            }
        }
        assert!(seen >= 8, "the pages lead to one another, to pictures and to sounds: {seen}");
        let post = words(&files, "posts/2013-02-17-puits.html");
        for needed in ["src=\"../pictures/", "src=\"../audio/", "href=\"2013-02-15-premier.html\"",
            "https://carnet.example/puits?a=1&#38;b=2", "Le puits &#38; l’eau", "lang=\"fr\""] {
            assert!(post.contains(needed), "{needed} in {post}");
        }
        assert!(words(&files, "posts/2013-02-15-premier.html").contains("Merci\u{202f}!"));
        assert!(words(&files, "index.html").contains("14 février 2013"));
        assert!(!post.contains("<script") && !words(&files, "style.css").is_empty());
        let json: Value = serde_json::from_str(words(&files, "blog.json")).unwrap();
        assert_eq!(json["posts"].as_array().unwrap().len(), 2);
        assert_eq!(json["posts"][0]["comments"][0]["author"], "Binta");
        let markdown = words(&files, "markdown/2013-02-17-puits.md");
        assert!(markdown.starts_with("---\nid: \"urn:uuid:") && markdown.contains("\"../pictures/"), "{markdown}");
    }

    async fn what_wordpress_reads_we_read_too(db: Db) {
        let house = house_on(db).await;
        let client = as_person(&house, awa()).await;
        let alone = bytes(take(&client, "wxr").await).await.to_vec();
        let files = unpack(&bytes(take(&client, "zip").await).await);
        assert_eq!(files["blog.wxr.xml"], alone);
        assert_eq!(import::detect(&alone), Some(Format::Wxr));

        let back = read_back(Format::Wxr, alone);
        let slugs: Vec<_> = back.iter().filter_map(|post| post.slug.as_deref()).collect();
        assert_eq!(slugs, ["premier", "puits"]);
        let puits = &back[1];
        assert_eq!(puits.source_id, format!("urn:uuid:{}", id(0x9002)));
        assert_eq!(puits.title, "Le puits & l’eau ]]>");
        assert_eq!(puits.published_at, Some(day(3)));
        assert_eq!(puits.tags, ["Eau & assainissement"]);
        assert_eq!(puits.author_name.as_deref(), Some("Awa <Traoré>"));
        assert!(puits.body.text().contains("src=\"https://section.example/files/"), "{}", puits.body.text());
        assert!(puits.pictures[0].starts_with("https://section.example/files/") && !puits.draft);
        let said = &back[0].comments[0];
        assert_eq!((said.author_name.as_str(), said.at), ("Binta", Some(at("2013-02-15T00:00:00Z"))));
        assert!(matches!(&said.words, import::Words::Html(html) if html.contains("Merci !")));
    }

    async fn the_sources_can_be_brought_back_as_a_folder(db: Db) {
        let house = house_on(db).await;
        let files = unpack(&bytes(take(&as_person(&house, awa()).await, "zip").await).await);
        let mut folder = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in files.iter().filter(|(name, _)| name.starts_with("markdown/")) {
            folder.start_file(name.as_str(), zip::write::SimpleFileOptions::default()).unwrap();
            std::io::Write::write_all(&mut folder, content).unwrap();
        }
        let mut back = read_back(Format::Markdown, folder.finish().unwrap().into_inner());
        back.sort_by_key(|post| post.published_at.map(griot_kernel::Timestamp::as_millisecond));
        assert_eq!(back.len(), 2);
        assert_eq!((back[1].title.as_str(), back[1].slug.as_deref()), ("Le puits & l’eau ]]>", Some("puits")));
        assert_eq!((back[1].published_at, back[1].tags.as_slice()), (Some(day(3)), ["Eau & assainissement".to_owned()].as_slice()));
        assert_eq!(back[1].link.as_deref(), Some("https://carnet.example/puits?a=1&b=2"));
    }

    async fn an_archive_of_ours_is_read_back_with_all_that_belongs_to_it(db: Db) {
        let house = house_on(db).await;
        let zip = bytes(take(&as_person(&house, awa()).await, "zip").await).await.to_vec();
        let back = read_back(Format::Markdown, zip.clone());
        assert_eq!(back.len(), 2);
        let puits = back.iter().find(|post| post.slug.as_deref() == Some("puits")).unwrap();
        assert_eq!(puits.source_id, format!("urn:uuid:{}", id(0x9002)));
        assert_eq!((puits.published_at, puits.draft), (Some(day(3)), false));
        assert_eq!(puits.link.as_deref(), Some("https://carnet.example/puits?a=1&b=2"));
        assert_eq!(puits.source_name.as_deref(), Some("Carnet"));
        let kinds: Vec<_> = puits.enclosed.iter().map(|one| one.reference.rsplit('.').next().unwrap()).collect();
        assert_eq!(kinds, ["jpg", "mp3"]);
        assert!(puits.enclosed.iter().all(|one| puits.body.text().contains(&one.reference)));
        assert!(matches!(&puits.body, import::Body::Clean(html) if html.contains("href=\"/blogs/awa/premier\"")));
        let first = back.iter().find(|post| post.slug.as_deref() == Some("premier")).unwrap();
        assert_eq!(first.link, None);
        assert_eq!(first.comments[0].words, import::Words::Plain("Merci !".into()));

        // A list that is cut, or no list at all, is said.
        for (list, key) in [
            (&b"{\"blog\":{},\"posts\":["[..], "import-problem-cut"),
            (b"{\"blog\":{},\"posts\":[{\"id\":", "import-problem-cut"),
            (b"{\"blog\":{},\"posts\":[{\"id\":5}]}", "import-problem-broken-item"),
            (b"{\"blog\":{},\"posts\":[]}", "import-problem-no-posts"),
            (b"[]", "import-problem-broken-archive"),
            (b"", "import-problem-broken-archive"),
        ] {
            let mut folder = zip::ZipWriter::new(Cursor::new(Vec::new()));
            for (name, content) in [("index.html", &b""[..]), ("blog.wxr.xml", b""), ("blog.json", list)] {
                folder.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
                std::io::Write::write_all(&mut folder, content).unwrap();
            }
            let bytes = folder.finish().unwrap().into_inner();
            let pieces = import::read(Format::Markdown, Cursor::new(bytes), &Hints::default());
            let problems: Vec<_> = pieces.filter_map(|piece| match piece {
                Piece::Problem(problem) => Some(problem.key),
                _ => None,
            }).collect();
            assert_eq!(problems, [key], "{}", String::from_utf8_lossy(list));
        }
    }

    async fn only_its_authors_take_a_blog_along_and_drafts_stay_with_their_writers(db: Db) {
        let house = house_on(db).await;
        let db = &house.section.db;
        let blog = blogs::by_slug(&mut db.read().await.unwrap(), "awa").await.unwrap().unwrap();
        let mut tx = db.begin().await.unwrap();
        posts::insert(&mut tx, &post(7, &blog, "secret")).await.unwrap();
        tx.commit().await.unwrap();
        let stranger = house.client(export::routes());
        assert_eq!(stranger.get(EXPORT).await.status(), 303);
        let binta_asks = as_person(&house, binta()).await;
        assert_eq!(binta_asks.get(EXPORT).await.status(), 404);
        assert_eq!(binta_asks.post(EXPORT, &[("what", "zip")]).await.status(), 404);

        let mut tx = db.begin().await.unwrap();
        blogs::set_author(&mut tx, blog.id, binta(), Role::Author).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(binta_asks.get(EXPORT).await.status(), 200);
        let hers = unpack(&bytes(take(&binta_asks, "zip").await).await);
        assert!(!hers.contains_key("posts/draft-secret.html"));
        assert!(!hers.values().any(|file| String::from_utf8_lossy(file).contains("secret")));
        let awa_asks = as_person(&house, awa()).await;
        let page = text(awa_asks.get(&format!("/me/blogs/{}/export", blog.id)).await).await;
        assert!(page.contains("name=\"what\" value=\"zip\""), "{page}");
        let all = unpack(&bytes(take(&awa_asks, "zip").await).await);
        assert!(words(&all, "index.html").contains("posts/draft-secret.html"));
        assert_eq!(awa_asks.post(EXPORT, &[("what", "pdf")]).await.status(), 400);
    }

    async fn a_lost_file_does_not_keep_the_rest_from_being_saved(db: Db) {
        let house = house_on(db).await;
        add_posts(&house.section.db, 65).await;
        let key = griot_files::FileKey::of(&[9_u8; 432], "jpg").unwrap();
        house.section.files.delete(&key).await.unwrap();
        let client = as_person(&house, awa()).await;
        let files = unpack(&bytes(take(&client, "zip").await).await);
        assert_eq!(files.keys().filter(|name| name.starts_with("posts/")).count(), 67);
        let online = format!("src=\"https://section.example/files/{key}\"");
        assert!(words(&files, "posts/2013-02-17-puits.html").contains(&online));
        for _ in 0..4 {
            take(&client, "wxr").await;
        }
        assert_eq!(client.post(EXPORT, &[("what", "wxr")]).await.status(), 429);
    }
}
