//! Writing, from the first word to the page.

use std::time::Duration;

use griot_kernel::Clock;
use griot_voices::{
    model::{Format, Post, PostState},
    store::{attachments, drafts, posts, revisions},
};
use griot_web::testing::{Client, text};

use crate::{factory, house::*};

/// Begins a draft called « Le marché » and returns its path in the editor.
async fn draft(home: &Home, writer: &Client) -> String {
    let blog = home.blog.id.to_string();
    let response = writer.post("/me/posts/new", &[("title", "Le marché"), ("blog", &blog)]).await;
    to(&response)
}

async fn kept(home: &Home, path: &str) -> Post {
    let id = path.rsplit('/').next().unwrap().parse().unwrap();
    let mut db = home.house.section.db.read().await.unwrap();
    posts::by_id(&mut db, id).await.unwrap().unwrap()
}

async fn send(writer: &Client, path: &str, fields: &[(&str, &str)]) -> axum::response::Response {
    let page = text(writer.get(path).await).await;
    let revision = field(&page, "revision");
    let mut all = vec![("revision", revision.as_str())];
    for (name, value) in [("title", "Le marché"), ("body", "Des *mots*."), ("language", "fr")] {
        if !fields.iter().any(|(given, _)| *given == name) {
            all.push((name, value));
        }
    }
    all.extend_from_slice(fields);
    writer.upload(path, &all, &[]).await
}

#[tokio::test]
async fn a_post_is_begun_written_and_published_without_any_script() {
    let home = home().await;
    let awa = home.awa().await;
    let path = draft(&home, &awa).await;
    let page = text(awa.get(&path).await).await;
    insta::assert_snapshot!("editor", main_of(&page).replace(&field(&page, "csrf"), "[csrf]"));

    let begun = kept(&home, &path).await;
    assert_eq!(begun.id.as_uuid().get_version_num(), 4, "an id that everyone reads tells no hour");
    let response = send(&awa, &path, &[("act", "publish"), ("tags", "Eau, Marché")]).await;
    assert_eq!(to(&response), format!("{path}?done=published"));
    let page = text(home.client.get("/blogs/awa/le-marche").await).await;
    assert!(page.contains("<em>mots</em>") && page.contains("?tag=marche"));
    assert_eq!(home.work().await, ["publications.changed.v1"]);
    assert!(text(awa.get("/me/posts").await).await.contains("publié"));
}

#[tokio::test]
async fn nothing_empty_is_published_and_what_was_typed_stays() {
    let home = home().await;
    let awa = home.awa().await;
    let path = draft(&home, &awa).await;
    let response = send(&awa, &path, &[("act", "publish"), ("body", "  "), ("tags", "Gardé")]).await;
    assert_eq!(response.status(), 422);
    let page = text(response).await;
    assert!(page.contains("Il n’y a encore rien à lire.") && page.contains("value=\"Gardé\""));
    let response = send(&awa, &path, &[("canonical_url", "javascript:alert(1)")]).await;
    assert!(text(response).await.contains("L’adresse de première publication"));
    let response = awa.post("/me/posts/new", &[("title", " "), ("blog", "x")]).await;
    assert_eq!(response.status(), 422);
}

#[tokio::test]
async fn nobody_overwrites_what_another_saved_meanwhile() {
    let home = home().await;
    home.let_binta_write().await;
    let awa = home.awa().await;
    let path = draft(&home, &awa).await;
    let old = field(&text(awa.get(&path).await).await, "revision");
    send(&awa, &path, &[("body", "Le premier texte.")]).await;
    let fields = [
        ("revision", old.as_str()),
        ("title", "Le marché"),
        ("body", "Le second texte."),
        ("language", "fr"),
    ];
    let response = awa.upload(&path, &fields, &[]).await;
    assert_eq!(response.status(), 422);
    let page = text(response).await;
    assert!(page.contains("entre-temps") && page.contains("Le second texte."));
    assert_eq!(kept(&home, &path).await.body, "Le premier texte.");
}

#[tokio::test]
async fn a_scheduled_post_appears_at_its_hour_and_one_too_late_does_not() {
    let home = home().await;
    let awa = home.awa().await;
    let path = draft(&home, &awa).await;
    let past = send(&awa, &path, &[("act", "schedule"), ("publish_at", "2013-02-13T09:00")]).await;
    assert!(text(past).await.contains("Cette heure est passée."));
    let fields = [("act", "schedule"), ("publish_at", "2013-02-14T12:00"), ("not_after", "2013-02-14T18:00")];
    assert_eq!(to(&send(&awa, &path, &fields).await), format!("{path}?done=scheduled"));
    let sweep = || griot_voices::jobs::keep_hours(home.house.section.clone());
    sweep().await.unwrap();
    assert_eq!(kept(&home, &path).await.state, PostState::Scheduled);
    home.house.clock.advance(Duration::from_secs(3 * 3_600));
    sweep().await.unwrap();
    let shown = kept(&home, &path).await;
    assert_eq!((shown.state, shown.published_at), (PostState::Published, Some(home.house.clock.now())));

    let late = draft(&home, &awa).await;
    let fields = [("act", "schedule"), ("publish_at", "2013-02-14T13:00"), ("not_after", "2013-02-14T14:00")];
    send(&awa, &late, &fields).await;
    home.house.clock.advance(Duration::from_secs(24 * 3_600));
    sweep().await.unwrap();
    assert_eq!(kept(&home, &late).await.state, PostState::Draft);
    assert!(text(awa.get("/me/posts").await).await.contains("son heure limite était passée"));

    // Its author is told once, and the post goes on saying so until it is dealt with.
    sweep().await.unwrap();
    home.work().await;
    let letters = home.house.post.take();
    assert_eq!(letters.len(), 1);
    assert_eq!((letters[0].to.as_str(), letters[0].asked), ("awa@exemple.bf", false));
    let said = letters[0].text.replace(&late, "/me/posts/[id]");
    insta::assert_snapshot!("letter_too_late", format!("{}\n\n{said}", letters[0].subject));
    for _ in 0..2 {
        assert!(text(awa.get(&late).await).await.contains("son heure limite était passée"));
        send(&awa, &late, &[("act", "save")]).await;
    }
    send(&awa, &late, &[("act", "publish")]).await;
    assert!(!text(awa.get(&late).await).await.contains("son heure limite était passée"));
}

#[tokio::test]
async fn an_author_who_dealt_with_it_is_not_told_that_it_was_too_late() {
    let home = home().await;
    let awa = home.awa().await;
    let late = draft(&home, &awa).await;
    let fields = [("act", "schedule"), ("publish_at", "2013-02-14T13:00"), ("not_after", "2013-02-14T14:00")];
    send(&awa, &late, &fields).await;
    home.house.clock.advance(Duration::from_secs(24 * 3_600));
    griot_voices::jobs::keep_hours(home.house.section.clone()).await.unwrap();
    send(&awa, &late, &[("act", "publish")]).await;
    home.work().await;
    assert_eq!(home.house.post.take(), []);
}

#[tokio::test]
async fn what_the_editor_keeps_by_itself_is_seen_by_nobody_and_comes_back() {
    let home = home().await;
    let awa = home.awa().await;
    let path = format!("/me/posts/{}", home.post.id);
    let fields = [("title", "Billet premier"), ("body", "À moitié écrit")];
    let response = awa.post(&format!("{path}/autosave"), &fields).await;
    assert_eq!(text(response).await, r#"{"version":"1"}"#);
    assert!(!text(home.client.get("/blogs/awa/premier").await).await.contains("À moitié"));
    let page = text(awa.get(&path).await).await;
    assert!(page.contains("À moitié écrit") && page.contains("n’est pas encore enregistré"));
    awa.post(&format!("{path}/discard"), &[]).await;
    let mut db = home.house.section.db.read().await.unwrap();
    assert_eq!(drafts::of_post(&mut db, home.post.id).await.unwrap(), None);
}

#[tokio::test]
async fn an_earlier_text_is_compared_and_restored() {
    let home = home().await;
    let awa = home.awa().await;
    let path = draft(&home, &awa).await;
    send(&awa, &path, &[("body", "Un petit puits")]).await;
    send(&awa, &path, &[("body", "Un grand puits")]).await;
    let id = kept(&home, &path).await.id;
    let page = text(awa.get(&format!("{path}/revisions?number=2")).await).await;
    assert!(page.contains("<del>petit</del><ins>grand</ins>"), "{page}");
    let response = awa.post(&format!("{path}/revisions"), &[("number", "2")]).await;
    assert_eq!(to(&response), format!("{path}?done=restored"));
    assert_eq!(kept(&home, &path).await.body, "Un petit puits");
    let mut db = home.house.section.db.read().await.unwrap();
    assert_eq!(revisions::list(&mut db, id, 10).await.unwrap().len(), 4);
}

#[tokio::test]
async fn a_reading_link_opens_a_draft_until_it_is_closed() {
    let home = home().await;
    let awa = home.awa().await;
    let path = draft(&home, &awa).await;
    send(&awa, &path, &[("act", "preview-link"), ("body", "Pas encore public.")]).await;
    let page = text(awa.get(&path).await).await;
    let (_, rest) = page.split_once("https://section.example/preview/").unwrap();
    let link = format!("/preview/{}", rest.split_once('"').unwrap().0);
    let response = home.client.get(&link).await;
    assert_eq!(response.headers()["x-robots-tag"], "noindex");
    assert!(text(response).await.contains("Pas encore public."));
    assert_eq!(home.client.get("/preview/x.y").await.status(), 410);
    send(&awa, &path, &[("act", "preview-off")]).await;
    assert_eq!(home.client.get(&link).await.status(), 410);
}

#[tokio::test]
async fn a_reading_link_of_before_does_not_open_what_was_withdrawn() {
    let home = home().await;
    let awa = home.awa().await;
    let path = draft(&home, &awa).await;
    send(&awa, &path, &[("act", "preview-link"), ("body", "Un nom qui met en danger.")]).await;
    let page = text(awa.get(&path).await).await;
    let (_, rest) = page.split_once("https://section.example/preview/").unwrap();
    let link = format!("/preview/{}", rest.split_once('"').unwrap().0);
    send(&awa, &path, &[("act", "publish"), ("body", "Un nom qui met en danger.")]).await;
    send(&awa, &path, &[("act", "withdraw"), ("body", "Un nom qui met en danger.")]).await;
    assert_eq!(kept(&home, &path).await.state, PostState::Withdrawn);
    assert_eq!(home.client.get(&link).await.status(), 410);
}

#[tokio::test]
async fn others_do_not_see_the_workbench() {
    let home = home().await;
    let path = draft(&home, &home.awa().await).await;
    let binta = home.binta().await;
    for place in ["", "/preview", "/revisions"] {
        assert_eq!(binta.get(&format!("{path}{place}")).await.status(), 404, "{place}");
    }
    assert_eq!(home.client.get(&path).await.status(), 303);
    assert_eq!(
        home.moussa().await.get(&path).await.status(),
        200,
        "an editor of the section works on any draft"
    );
}

#[tokio::test]
async fn a_text_is_hung_on_another_only_where_its_writer_writes() {
    let home = home().await;
    let awa = home.awa().await;
    let binta = home.binta().await;
    let secret = draft(&home, &awa).await;
    let fields = [
        ("kind", "person"),
        ("title", "Binta"),
        ("about", ""),
        ("language", "fr"),
        ("theme", "3"),
        ("comments", "members"),
        ("moderation", "newcomers"),
    ];
    let blog = to(&binta.post("/me/blogs/new", &fields).await);
    let blog = blog.rsplit('=').next().unwrap();
    let path = to(&binta.post("/me/posts/new", &[("title", "Le marché"), ("blog", blog)]).await);
    let mut sentences = Vec::new();
    // Published, a draft of another, and nothing at all: the form tells them apart for nobody.
    for address in ["/blogs/awa/premier", "/blogs/awa/le-marche", "/blogs/awa/rien"] {
        let response = send(&binta, &path, &[("translation_of", address)]).await;
        assert_eq!(response.status(), 422, "{address}");
        let page = text(response).await;
        assert!(page.contains("n’est pas de ceux que vous pouvez lier"), "{address}");
        sentences.push(main_of(&page).replace(address, "?").replace(&field(&page, "csrf"), "?"));
    }
    assert!(sentences.windows(2).all(|two| two[0] == two[1]));

    home.let_binta_write().await;
    assert_eq!(
        to(&send(&binta, &path, &[("translation_of", "/blogs/awa/premier")]).await),
        format!("{path}?done=saved")
    );
    assert_eq!(kept(&home, &path).await.translation_of, Some(home.post.id));
    assert_eq!(send(&binta, &path, &[("translation_of", "/blogs/awa/le-marche")]).await.status(), 422);
    // What was linked stays so when its writer writes there no more.
    let mut tx = home.house.section.db.begin().await.unwrap();
    griot_voices::store::blogs::remove_author(&mut tx, home.blog.id, crate::factory::binta()).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(send(&binta, &path, &[("translation_of", "/blogs/awa/premier")]).await.status(), 303);
    assert!(awa.get(&secret).await.status().is_success());
}

#[tokio::test]
async fn a_picture_comes_with_what_it_shows_or_not_at_all() {
    let home = home().await;
    let awa = home.awa().await;
    let path = draft(&home, &awa).await;
    let picture = griot_voices::demo_picture(1);
    let fields = [
        ("act", "attach"),
        ("title", "Le marché"),
        ("body", "Avant."),
        ("revision", "1"),
        ("language", "fr"),
    ];
    let response = awa.upload(&path, &fields, &[("file", "puits.png", &picture)]).await;
    assert_eq!(response.status(), 422);
    assert!(text(response).await.contains("Décrivez en quelques mots"));

    let with_alt: Vec<_> = fields.into_iter().chain([("alt", "Un puits")]).collect();
    let response = awa.upload(&path, &with_alt, &[("file", "puits.png", &picture)]).await;
    assert_eq!(to(&response), format!("{path}?done=attached"));
    let post = kept(&home, &path).await;
    assert!(post.body.starts_with("Avant.\n\n![Un puits](/files/"), "{}", post.body);
    let lead = post.picture.unwrap();
    assert_eq!(lead.alt, "Un puits");
    let file = home.client.get(&format!("/files/{}", lead.small)).await;
    assert_eq!(file.headers()["content-type"], "image/jpeg");
    assert!(file.headers()["cache-control"].to_str().unwrap().contains("immutable"));

    let response =
        awa.upload(&format!("{path}/upload"), &[("alt", "x")], &[("file", "a.png", b"not a picture")]).await;
    assert_eq!(response.status(), 422);
    assert!(text(response).await.contains("Ce fichier n’est ni une image"));
    // Who may not write there is told so before anything is decoded.
    let foreign = home
        .binta()
        .await
        .upload(&format!("{path}/upload"), &[("alt", "x")], &[("file", "a.png", b"not a picture")])
        .await;
    assert_eq!(foreign.status(), 404);
    let mut tx = home.house.section.db.begin().await.unwrap();
    let kept = attachments::of_post(&mut tx, post.id).await.unwrap();
    assert_eq!(kept.len(), 1);
    let heavy = griot_voices::model::Attachment {
        id: griot_kernel::Id::secret(&crate::factory::chance()),
        bytes: 500_000_000,
        ..kept[0].clone()
    };
    attachments::insert(&mut tx, &heavy).await.unwrap();
    tx.commit().await.unwrap();
    let full =
        awa.upload(&format!("{path}/upload"), &[("alt", "Un puits")], &[("file", "a.png", &picture)]).await;
    assert_eq!(full.status(), 422);
    assert!(text(full).await.contains("500 Mo au plus"));
    home.house.clock.advance(Duration::from_secs(8 * 86_400));
    let again = home
        .awa()
        .await
        .upload(&format!("{path}/upload"), &[("alt", "Un puits")], &[("file", "a.png", &picture)])
        .await;
    assert_eq!(again.status(), 200);
}

/// Three seconds that Chromium recorded.
const VOICE: &[u8] = include_bytes!("../../../../foundation/files/tests/data/chromium.webm");

#[tokio::test]
async fn a_recorded_voice_becomes_a_sound_that_every_browser_plays() {
    let home = home().await;
    let awa = home.awa().await;
    let path = draft(&home, &awa).await;
    let response =
        awa.upload(&format!("{path}/upload"), &[("alt", "Awa salue")], &[("file", "voice", VOICE)]).await;
    assert_eq!(response.status(), 200);
    let told: serde_json::Value = serde_json::from_str(&text(response).await).unwrap();
    let (src, words) = (told["url"].as_str().unwrap(), told["words"].as_str().unwrap());
    assert!(
        src.ends_with(".opus") && words.contains("[Awa salue (") && words.contains("<audio controls"),
        "{words}"
    );
    let sound = home.client.get(src).await;
    assert_eq!(sound.headers()["content-type"], "audio/ogg");
    assert!(griot_web::testing::bytes(sound).await.starts_with(b"OggS"));
}

#[tokio::test]
async fn only_the_editor_may_open_the_microphone() {
    let home = home().await;
    let awa = home.awa().await;
    let path = draft(&home, &awa).await;
    let refused = awa.upload(&path, &[("act", "save"), ("title", "")], &[]).await;
    assert_eq!(refused.status(), 422);
    for answer in [awa.get(&path).await, refused] {
        let headers = answer.headers();
        assert!(headers["permissions-policy"].to_str().unwrap().contains("microphone=(self)"));
        assert!(headers["content-security-policy"].to_str().unwrap().contains("media-src 'self' blob:;"));
    }
    for path in ["/me/posts", "/blogs/awa/premier"] {
        let answer = awa.get(path).await;
        assert!(answer.headers()["permissions-policy"].to_str().unwrap().contains("microphone=()"), "{path}");
        assert!(!answer.headers()["content-security-policy"].to_str().unwrap().contains("blob:"), "{path}");
    }
}

#[tokio::test]
async fn a_post_from_elsewhere_says_why_it_has_no_toolbar_and_takes_pictures_in_its_own_manner() {
    let home = home().await;
    let brought =
        Post { format: Format::Html, body: "<p>Avant.</p>".into(), ..factory::post(7, &home.blog, "venu") };
    let mut tx = home.house.section.db.begin().await.unwrap();
    posts::insert(&mut tx, &brought).await.unwrap();
    tx.commit().await.unwrap();
    let awa = home.awa().await;
    let path = format!("/me/posts/{}", brought.id);
    let page = text(awa.get(&path).await).await;
    assert!(
        page.contains("Ce billet vient d’un autre site") && !page.contains("data-editor-toolbar"),
        "{page}"
    );
    assert!(page.contains("data-voice"), "a voice needs no Markdown");

    let fields = [
        ("act", "attach"),
        ("title", "Venu"),
        ("body", "<p>Avant.</p>"),
        ("revision", "1"),
        ("language", "fr"),
        ("alt", "Un puits"),
    ];
    awa.upload(&path, &fields, &[("file", "puits.png", &griot_voices::demo_picture(1))]).await;
    let post = kept(&home, &path).await;
    assert!(
        post.body.contains("<p><img src=\"/files/") && post.body.contains("alt=\"Un puits\""),
        "{}",
        post.body
    );
}

#[tokio::test]
async fn a_blog_is_begun_and_keeps_an_editor() {
    let home = home().await;
    let binta = home.binta().await;
    let fields = [
        ("kind", "person"),
        ("title", "Binta écrit"),
        ("about", "Ma vie."),
        ("language", "fr"),
        ("theme", "3"),
        ("comments", "members"),
        ("moderation", "newcomers"),
    ];
    let response = binta.post("/me/blogs/new", &fields).await;
    assert!(to(&response).starts_with("/me/posts/new?blog="));
    let id: griot_voices::model::BlogId = to(&response).rsplit('=').next().unwrap().parse().unwrap();
    assert_eq!(id.as_uuid().get_version_num(), 4);
    assert!(text(home.client.get("/blogs/binta-ecrit").await).await.contains("Ma vie."));
    let again = binta.post("/me/blogs/new", &fields).await;
    assert_eq!(to(&again), to(&response), "the same form twice begins one blog");
    let again = home.moussa().await.post("/me/blogs/new", &fields).await;
    assert!(text(again).await.contains("Un autre blog a, ou a eu, cette adresse."));
    let section: Vec<_> =
        fields.into_iter().filter(|(n, _)| *n != "kind").chain([("kind", "section")]).collect();
    assert_eq!(binta.post("/me/blogs/new", &section).await.status(), 403);

    let awa = home.awa().await;
    let path = format!("/me/blogs/{}", home.blog.id);
    let authors = format!("{path}/authors");
    assert_eq!(binta.get(&path).await.status(), 404);
    assert!(
        text(awa.post(&authors, &[("act", "add"), ("handle", "nobody")]).await)
            .await
            .contains("Personne ne porte ce nom")
    );
    awa.post(&authors, &[("act", "add"), ("handle", "binta")]).await;
    // Nobody asked her: she is told, and not named in public before she publishes.
    home.work().await;
    let letters = home.house.post.take();
    assert_eq!((letters.len(), letters[0].to.as_str()), (1, "binta@exemple.bf"));
    assert!(letters[0].text.contains("vous permet d’y écrire") && letters[0].text.contains("/me/posts"));
    let shown = text(home.client.get("/blogs/awa").await).await;
    assert!(shown.contains("Awa") && !shown.contains("Binta"));
    let nobody = griot_kernel::PersonId::secret(&crate::factory::chance()).to_string();
    for act in ["add", "editor"] {
        assert_eq!(awa.post(&authors, &[("act", act), ("person", &nobody)]).await.status(), 422, "{act}");
    }
    let last = awa.post(&authors, &[("act", "remove"), ("handle", "awa")]).await;
    assert!(text(last).await.contains("Un blog garde toujours"));
    assert!(!text(awa.get(&path).await).await.contains("<option value=\"binta\">"));
    let leave = format!("{path}/leave");
    assert!(text(binta.get("/me/posts").await).await.contains(&leave));
    let asked = main_of(&text(binta.get(&leave).await).await);
    assert!(asked.contains("Ne plus écrire dans «") && asked.contains("vous y ajoute"), "{asked}");
    assert!(text(binta.get("/me/posts").await).await.contains(&leave), "asking changes nothing");
    assert_eq!(to(&binta.post(&leave, &[]).await), "/me/posts?left=done");
    assert_eq!(binta.get(&leave).await.status(), 404);
    assert_eq!(binta.post(&leave, &[]).await.status(), 404);
    let page = text(awa.get(&path).await).await;
    assert!(page.contains("<option value=\"binta\">"), "she is offered again, and does not write there");
    assert_eq!(to(&awa.post(&leave, &[]).await), "/me/posts?left=last-editor");
    assert!(text(awa.get("/me/posts?left=last-editor").await).await.contains("Un blog garde toujours"));
}

#[tokio::test]
async fn editors_put_posts_forward() {
    let home = home().await;
    let moussa = home.moussa().await;
    let fields = [("address", "/blogs/awa/premier"), ("starts", "2013-02-14"), ("ends", "2013-02-20")];
    assert_eq!(moussa.post("/desk/featured", &fields).await.status(), 303);
    let page = text(moussa.get("/desk/featured").await).await;
    assert!(page.contains("Billet premier") && page.contains("en ce moment"));
    let wrong = [("address", "/blogs/awa/rien"), ("starts", "2013-02-14"), ("ends", "")];
    assert!(text(moussa.post("/desk/featured", &wrong).await).await.contains("Aucun billet publié"));
    assert_eq!(home.binta().await.get("/desk/featured").await.status(), 403);
}

#[tokio::test]
async fn who_only_writes_in_a_blog_is_not_led_to_its_settings() {
    let home = home().await;
    home.let_binta_write().await;
    let settings = format!("/me/blogs/{}", home.blog.id);
    let hers = text(home.binta().await.get("/me/posts").await).await;
    assert!(hers.contains("/blogs/awa") && !hers.contains(&format!("{settings}\"")), "{}", main_of(&hers));
    let owners = text(home.awa().await.get("/me/posts").await).await;
    assert!(owners.contains(&format!("{settings}\"")));
}
