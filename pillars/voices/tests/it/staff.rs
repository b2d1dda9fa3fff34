//! Whoever works on other people's things by a right over every blog leaves a line in the log.

use griot_kernel::{Id, WorkId};
use griot_voices::{
    import::ImportState,
    model::{BlogKind, Format, Role},
    store::{blogs, featured, imports, posts, revisions},
};
use griot_web::testing::{Client, TestHouse, text};
use http::Method;
use serde_json::json;

use crate::{
    factory::{self, day, id},
    house::*,
};

/// What one does with a post in the editor, and what the log says of it.
const IN_THE_EDITOR: &[(&str, &str, &str)] = &[
    ("save", "Un autre texte.", "voices-log-post-edited"),
    ("publish", "Un autre texte.", "voices-log-post-published"),
    ("withdraw", "Un autre texte.", "voices-log-post-withdrawn"),
    ("schedule", "Un autre texte.", "voices-log-post-scheduled"),
    ("unschedule", "Un autre texte.", "voices-log-post-unscheduled"),
    ("preview-link", "Un autre texte.", "voices-log-preview-made"),
    ("preview-off", "Un autre texte.", "voices-log-preview-closed"),
];

/// Does everything that can be done in a blog, with post `n` and import `n`; returns what the log says
/// of each step: what was expected, and the lines.
async fn everything(
    home: &Home,
    client: &Client,
    n: u128,
) -> Vec<(&'static str, Vec<(&'static str, String)>)> {
    let section = &home.house.section;
    let mut blog = factory::blog(n, &format!("equipe-{n}"));
    blog.kind = BlogKind::Team;
    let post = factory::post(n, &blog, "billet");
    let mut import = griot_voices::acts::bring::fresh(section, blog.id, factory::awa(), true);
    import.id = Id::from(id(0x1000 + n));
    import.state = ImportState::Following;
    let mut tx = section.db.begin().await.unwrap();
    blogs::insert(&mut tx, &blog).await.unwrap();
    blogs::set_author(&mut tx, blog.id, factory::awa(), Role::Editor).await.unwrap();
    posts::insert(&mut tx, &post).await.unwrap();
    revisions::add(&mut tx, &post, Some(factory::awa())).await.unwrap();
    imports::insert(&mut tx, &import).await.unwrap();
    tx.commit().await.unwrap();

    let mut seen = Vec::new();
    let mut step = |expected: &'static str, status: u16| {
        assert_eq!(status / 100, if expected == "voices-log-post-file" { 2 } else { 3 }, "{expected}");
        seen.push((expected, home.log.take()));
    };
    let path = format!("/me/posts/{}", post.id);
    for (act, body, expected) in IN_THE_EDITOR {
        let revision = field(&text(client.get(&path).await).await, "revision");
        let fields = [
            ("act", *act),
            ("revision", revision.as_str()),
            ("title", "Billet billet"),
            ("body", *body),
            ("language", "fr"),
            ("publish_at", "2013-03-08T09:30"),
        ];
        let done = client.upload(&path, &fields, &[]).await;
        step(expected, done.status().as_u16());
    }
    let done = client.post(&format!("{path}/revisions"), &[("number", "1")]).await;
    step("voices-log-post-restored", done.status().as_u16());
    let picture = griot_voices::demo_picture(1);
    let files = [("file", "puits.png", &picture[..])];
    let done = client.upload(&format!("{path}/upload"), &[("alt", "Un puits")], &files).await;
    step("voices-log-post-file", done.status().as_u16());
    let done = client.post(&format!("{path}/discard"), &[]).await;
    step("voices-log-post-draft-dropped", done.status().as_u16());
    let done = client.post(&format!("{path}/delete"), &[]).await;
    step("voices-log-post-deleted", done.status().as_u16());

    let settings = format!("/me/blogs/{}", blog.id);
    let fields = [
        ("title", "Autre nom"),
        ("slug", blog.slug.as_str()),
        ("language", "fr"),
        ("theme", "1"),
        ("comments", "guests"),
        ("moderation", "newcomers"),
    ];
    let done = client.post(&settings, &fields).await;
    step("voices-log-blog-changed", done.status().as_u16());
    let binta = factory::binta().to_string();
    for (act, expected) in [
        ("add", "voices-log-author-added"),
        ("editor", "voices-log-author-editor"),
        ("author", "voices-log-author-author"),
        ("remove", "voices-log-author-removed"),
    ] {
        let done = client.post(&format!("{settings}/authors"), &[("act", act), ("person", &binta)]).await;
        step(expected, done.status().as_u16());
    }
    for (to, expected) in [("stop", "voices-log-import-stopped"), ("undo", "voices-log-import-undone")] {
        let done = client.post(&format!("/me/imports/{}", import.id), &[("act", to)]).await;
        step(expected, done.status().as_u16());
    }
    for (to, expected) in [
        ("closed", "voices-log-blog-closed"),
        ("withdrawn", "voices-log-blog-withdrawn"),
        ("open", "voices-log-blog-opened"),
    ] {
        let done = client.post(&format!("{settings}/close"), &[("act", to)]).await;
        step(expected, done.status().as_u16());
    }
    seen
}

#[tokio::test]
async fn every_act_by_a_right_over_all_blogs_leaves_a_line_and_work_on_ones_own_leaves_none() {
    let home = home().await;
    let moussa = home.moussa().await;
    for (expected, lines) in everything(&home, &moussa, 0x20).await {
        let acts: Vec<&str> = lines.iter().map(|(act, _)| *act).collect();
        // Who goes back to an earlier text by hand also changes the text.
        assert_eq!(acts, [expected], "{lines:?}");
        let whose = if expected.contains("author-") { factory::binta() } else { factory::awa() };
        assert!(lines[0].1.starts_with(&format!("person {whose} ")), "{lines:?}");
    }
    let awa = home.awa().await;
    for (expected, lines) in everything(&home, &awa, 0x21).await {
        assert_eq!(lines, [], "{expected}: whoever edits a blog works on what is theirs to work on");
    }
}

#[tokio::test]
async fn a_writer_of_the_blog_who_changes_what_another_wrote_there_by_right_leaves_a_line() {
    let home = home().await;
    let mut tx = home.house.section.db.begin().await.unwrap();
    blogs::set_author(&mut tx, home.blog.id, moussa().id, Role::Author).await.unwrap();
    tx.commit().await.unwrap();
    let path = format!("/me/posts/{}", home.post.id);
    let fields =
        [("act", "save"), ("revision", "1"), ("title", "Billet"), ("body", "Autre."), ("language", "fr")];
    assert_eq!(home.moussa().await.upload(&path, &fields, &[]).await.status(), 303);
    let post = home.post.id;
    assert_eq!(
        home.log.take(),
        [("voices-log-post-edited", format!("person {} post {post}", factory::awa()))]
    );
}

#[tokio::test]
async fn a_blog_that_is_taken_along_by_right_leaves_a_line() {
    let home = home().await;
    let client = home.house.client(griot_voices::export::routes());
    let path = format!("/me/blogs/{}/export", home.blog.id);
    let taken = client.as_member(moussa()).await.post(&path, &[("what", "zip")]).await;
    assert_eq!(taken.status(), 200);
    let line = format!("person {} blog {}", factory::awa(), home.blog.id);
    assert_eq!(home.log.take(), [("voices-log-blog-exported", line)]);
    assert_eq!(client.as_member(awa()).await.post(&path, &[("what", "wxr")]).await.status(), 200);
    assert_eq!(home.log.take(), []);
}

#[tokio::test]
async fn a_program_leaves_the_same_lines() {
    let home = home().await;
    // A program does what a member may, by a right that a member of the staff holds.
    let roles = [griot_web::Role::Member, griot_web::Role::Editor];
    let member = TestHouse::member("Moussa", &roles);
    let all = [&griot_voices::api::WRITE, &griot_voices::api::PUBLISH];
    let client = home.house.client(griot_voices::api::routes()).as_program(member, &all).await;
    let post = home.post.id;
    let path = format!("/api/v1/me/posts/{post}");
    let seen = [("if-match", "1")];
    let done = client.send_json(Method::PATCH, &path, &seen, &json!({"body": "Autre."})).await;
    assert_eq!(done.status(), 200, "{}", text(done).await);
    for act in ["withdraw", "publish"] {
        let done = client.send_json(Method::POST, &format!("{path}/{act}"), &[], &json!({})).await;
        assert_eq!(done.status(), 200, "{act}");
    }
    let acts = home.log.acts();
    assert_eq!(acts, ["voices-log-post-edited", "voices-log-post-withdrawn", "voices-log-post-published"]);
}

#[tokio::test]
async fn what_the_section_puts_forward_and_follows_stands_in_the_log() {
    let home = home().await;
    let moussa = home.moussa().await;
    let fields = [("address", "/blogs/awa/premier"), ("starts", "2013-02-14"), ("ends", "")];
    assert_eq!(moussa.post("/desk/featured", &fields).await.status(), 303);
    let line = format!("person {} post {}", factory::awa(), home.post.id);
    assert_eq!(home.log.take(), [("voices-log-featured", line.clone())]);
    let mut db = home.house.section.db.read().await.unwrap();
    let choice = featured::choices(&mut db, day(0)).await.unwrap().remove(0);
    assert_eq!(featured::post_of(&mut db, choice.id).await.unwrap(), Some(home.post.id));
    drop(db);
    moussa.post("/desk/featured/remove", &[("id", &choice.id.to_string())]).await;
    assert_eq!(home.log.take(), [("voices-log-unfeatured", line)]);

    let fields = [("address", "https://soeur.example/feed"), ("licence", "")];
    assert_eq!(moussa.post("/desk/elsewhere", &fields).await.status(), 303);
    let mut db = home.house.section.db.read().await.unwrap();
    let feed = griot_voices::store::elsewhere::feeds(&mut db).await.unwrap().remove(0).id;
    drop(db);
    moussa.post(&format!("/desk/elsewhere/{feed}/remove"), &[]).await;
    let followed = ("voices-log-elsewhere-followed", format!("feed {feed}"));
    assert_eq!(home.log.take(), [followed, ("voices-log-elsewhere-left", format!("feed {feed}"))]);
}

/// Long HTML that was brought, with a picture at its end.
#[tokio::test]
async fn light_mode_holds_for_what_was_brought_however_long_it_is() {
    let home = home().await;
    let mut brought = factory::published(7, &home.blog, "long", day(1));
    brought.format = Format::Html;
    brought.id = WorkId::from(id(0x9777));
    brought.body = "<p>Un paragraphe *tel quel*.</p>\n\n    <p>Deux.</p>\n".repeat(5_000);
    brought.body.push_str("<p><img src=\"/files/puits.jpg\" alt=\"Un puits\"></p>");
    assert!(brought.body.len() > 200_000);
    let mut tx = home.house.section.db.begin().await.unwrap();
    posts::insert(&mut tx, &brought).await.unwrap();
    tx.commit().await.unwrap();
    let light = main_of(&text(home.client.get("/blogs/awa/long?light=1").await).await);
    assert!(!light.contains("<img") && light.contains("Un puits (image)"));
    assert!(!light.contains("<em>") && !light.contains("<code>"), "HTML stays HTML");
    assert!(text(home.client.get("/blogs/awa/long").await).await.contains("<img"));
}
