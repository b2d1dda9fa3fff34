//! Throwing drafts away, and the settings of a blog, as their users meet them.

use griot_kernel::Reading;
use griot_voices::{
    SCHEMA,
    model::{BlogState, PostState},
    store::{blogs, imports, posts, publishing},
};
use griot_web::testing::text;

use crate::{factory, house::*};

#[tokio::test]
async fn a_draft_goes_only_after_a_question() {
    let home = home().await;
    let draft = factory::post(2, &home.blog, "brouillon");
    let mut tx = home.house.section.db.begin().await.unwrap();
    posts::insert(&mut tx, &draft).await.unwrap();
    tx.commit().await.unwrap();
    let awa = home.awa().await;
    let editor = text(awa.get(&format!("/me/posts/{}", draft.id)).await).await;
    let path = format!("/me/posts/{}/delete", draft.id);
    assert!(editor.contains(&path) && !editor.contains("value=\"delete\""));
    for (address, question) in [(path.clone(), "Supprimer «"), (format!("{path}?lang=en"), "Delete “")] {
        let asked = main_of(&text(awa.get(&address).await).await);
        assert!(asked.contains(question) && asked.contains("Billet brouillon"), "{asked}");
    }
    assert_eq!(home.binta().await.get(&path).await.status(), 404);
    assert_eq!(home.binta().await.post(&path, &[]).await.status(), 404);
    let done = awa.post(&path, &[]).await;
    assert_eq!(to(&done), "/me/posts?done=deleted");
    assert!(text(awa.get(&to(&done)).await).await.contains("Le brouillon est supprimé."));
    // What is published is withdrawn first.
    let published = format!("/me/posts/{}/delete", home.post.id);
    assert_eq!(to(&awa.get(&published).await), format!("/me/posts/{}", home.post.id));
    assert_eq!(awa.post(&published, &[]).await.status(), 422);
}

#[tokio::test]
async fn settings_say_that_they_are_kept_and_offer_lists() {
    let home = home().await;
    let awa = home.awa().await;
    let path = format!("/me/blogs/{}", home.blog.id);
    let page = text(awa.get(&path).await).await;
    assert!(page.contains("<option value=\"mos\" lang=\"mos\">mooré (mos)</option>"), "{}", main_of(&page));
    assert!(page.contains("<option value=\"binta\">Binta</option>"), "{}", main_of(&page));
    assert!(!page.contains("<option value=\"awa\">"), "who writes there already is not offered");
    let fields = [
        ("title", "Le blog d’Awa"),
        ("slug", "awa"),
        ("language", "mooré"),
        ("theme", "2"),
        ("comments", "guests"),
        ("moderation", "everyone"),
    ];
    let done = awa.post(&path, &fields).await;
    assert_eq!(to(&done), format!("{path}?done=saved"));
    assert!(text(awa.get(&to(&done)).await).await.contains("C’est enregistré"));
    assert!(text(awa.get(&format!("{path}?done=saved&lang=en")).await).await.contains("Saved."));
    let mut tx = home.house.section.db.begin().await.unwrap();
    let kept = blogs::by_id(&mut tx, home.blog.id).await.unwrap().unwrap();
    assert_eq!(kept.language.to_string(), "mos");
    drop(tx);

    // A name does as well as an identifier.
    let authors = format!("{path}/authors");
    let done = awa.post(&authors, &[("act", "add"), ("handle", "Binta")]).await;
    assert_eq!(to(&done), format!("{path}?done=authors#authors"));
    let mut db = home.house.section.db.read().await.unwrap();
    assert_eq!(blogs::authors(&mut db, home.blog.id).await.unwrap().len(), 2);
}

#[tokio::test]
async fn a_post_for_later_says_its_day_and_hour() {
    let home = home().await;
    let draft = factory::post(2, &home.blog, "brouillon");
    let mut tx = home.house.section.db.begin().await.unwrap();
    posts::insert(&mut tx, &draft).await.unwrap();
    tx.commit().await.unwrap();
    let awa = home.awa().await;
    let path = format!("/me/posts/{}", draft.id);
    let fields = [
        ("act", "schedule"),
        ("revision", "1"),
        ("title", "Plus tard"),
        ("body", "Un texte."),
        ("language", "français"),
        ("publish_at", "2013-03-08T09:30"),
    ];
    let done = awa.upload(&path, &fields, &[]).await;
    assert_eq!(to(&done), format!("{path}?done=scheduled"));
    let page = main_of(&text(awa.get(&to(&done)).await).await);
    assert!(page.contains("Votre billet paraîtra le 8 mars 2013"), "{page}");
}

#[tokio::test]
async fn the_hour_of_a_post_is_that_of_the_section() {
    let home = home().await;
    let draft = factory::post(2, &home.blog, "brouillon");
    let mut tx = home.house.section.db.begin().await.unwrap();
    posts::insert(&mut tx, &draft).await.unwrap();
    let paris = "Europe/Paris".parse().unwrap();
    let settings = griot_web::Settings { zone: paris, ..griot_web::Settings::load(&mut tx).await.unwrap() };
    settings.save(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    let awa = home.awa().await;
    let path = format!("/me/posts/{}", draft.id);
    let at = |hour: &'static str| {
        [
            ("act", "schedule"),
            ("revision", "1"),
            ("title", "Plus tard"),
            ("body", "Un texte."),
            ("language", "français"),
            ("publish_at", hour),
        ]
    };
    let missing = awa.upload(&path, &at("2013-03-31T02:30"), &[]).await;
    assert_eq!(missing.status(), 422);
    let page = text(missing).await;
    assert!(
        page.contains("n’existe pas ce jour-là") && page.contains("value=\"2013-03-31T02:30\""),
        "{page}"
    );
    assert_eq!(to(&awa.upload(&path, &at("2013-04-01T09:30"), &[]).await), format!("{path}?done=scheduled"));
    let mut db = home.house.section.db.read().await.unwrap();
    let kept = posts::by_id(&mut db, draft.id).await.unwrap().unwrap();
    assert_eq!(kept.publish_at.unwrap().rfc3339(), "2013-04-01T07:30:00Z");
    drop(db);
    let page = text(awa.get(&path).await).await;
    assert!(page.contains("value=\"2013-04-01T09:30\"") && page.contains("à l’heure de Paris"), "{page}");
}

griot_testkit::contract! { &[SCHEMA];
    async fn a_blog_is_closed_and_opened_without_loss(db: Db) {
        let (blog, post) = factory::open_house(&db).await;
        let mut tx = db.begin().await.unwrap();
        let mut later = factory::post(2, &blog, "plus-tard");
        later.state = PostState::Scheduled;
        later.publish_at = Some(factory::day(9));
        posts::insert(&mut tx, &later).await.unwrap();
        let (open, gone) = (BlogState::Open, BlogState::Withdrawn);
        assert!(blogs::set_state(&mut tx, blog.id, open, gone).await.unwrap());
        assert!(!blogs::set_state(&mut tx, blog.id, open, gone).await.unwrap());
        assert!(blogs::by_slug(&mut tx, "awa").await.unwrap().is_none());
        assert_eq!(blogs::any_by_slug(&mut tx, "awa").await.unwrap().map(|b| b.state), Some(gone));
        assert!(blogs::list(&mut tx, Reading::Start, 9).await.unwrap().items.is_empty());
        assert_eq!(publishing::published_in(&mut tx, blog.id).await.unwrap(), [(post.id, 1)]);
        assert_eq!(publishing::withdraw_with_blog(&mut tx, blog.id, factory::day(3)).await.unwrap(), 1);
        assert_eq!(publishing::unschedule_with_blog(&mut tx, blog.id, factory::day(3)).await.unwrap(), 1);
        assert!(publishing::published_in(&mut tx, blog.id).await.unwrap().is_empty());
        assert_eq!(publishing::show_with_blog(&mut tx, blog.id, factory::day(4)).await.unwrap(), 1);
        assert_eq!(posts::by_id(&mut tx, later.id).await.unwrap().unwrap().state, PostState::Draft);
        assert_eq!(imports::stop_all(&mut tx, blog.id).await.unwrap(), 0);
    }
}

#[tokio::test]
async fn its_owner_closes_withdraws_and_opens_a_blog_after_a_question() {
    let home = home().await;
    home.let_binta_write().await;
    let awa = home.awa().await;
    let path = format!("/me/blogs/{}/close", home.blog.id);
    assert!(text(awa.get(&format!("/me/blogs/{}", home.blog.id)).await).await.contains("/close?to=closed"));
    let asked = main_of(&text(awa.get(&format!("{path}?to=closed")).await).await);
    assert!(asked.contains("Fermer «") && asked.contains("value=\"closed\""), "{asked}");
    assert!(text(awa.get(&format!("{path}?to=withdrawn&lang=en")).await).await.contains("from the public?"));
    assert_eq!(home.binta().await.post(&path, &[("act", "closed")]).await.status(), 404);

    assert_eq!(
        to(&awa.post(&path, &[("act", "closed")]).await),
        format!("/me/blogs/{}?done=closed", home.blog.id)
    );
    let page = text(home.client.get("/blogs/awa").await).await;
    assert!(page.contains("Ce blog est fermé") && page.contains("Billet premier"));
    let refused = home.binta().await.post("/blogs/awa/premier/comments", &[("body", "Trop tard")]).await;
    assert!(text(refused).await.contains("fermé"));
    assert!(text(awa.get("/me/posts/new").await).await.contains("Il vous faut d’abord un blog"));

    awa.post(&path, &[("act", "withdrawn")]).await;
    for gone in ["/blogs/awa", "/blogs/awa/premier"] {
        assert_eq!(home.client.get(gone).await.status(), 404, "{gone}");
    }
    assert!(!text(home.client.get("/blogs").await).await.contains("/blogs/awa"));
    let mine = text(awa.get("/me/posts").await).await;
    assert!(mine.contains("Billet premier") && mine.contains("retiré du public"), "{}", main_of(&mine));
    assert!(home.work().await.contains(&"publications.changed.v1".to_owned()), "the house is told");

    awa.post(&path, &[("act", "open")]).await;
    assert!(text(home.client.get("/blogs/awa/premier").await).await.contains("Billet premier"));
    assert_eq!(awa.post(&path, &[("act", "dance")]).await.status(), 400);
}
