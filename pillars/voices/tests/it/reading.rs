//! Pages that everyone reads.

use griot_voices::store::{blogs, posts, publishing};
use griot_web::testing::text;

use crate::{factory::*, house::*};

#[tokio::test]
async fn a_reader_finds_the_post_and_the_way_to_join() {
    let home = home().await;
    let response = home.client.get("/blogs/awa/premier").await;
    assert_eq!(response.status(), 200);
    let page = text(response).await;
    assert!(!page.contains("<script src"), "a reading page needs no script");
    assert!(!page.contains("09:00"), "the day, never the hour");
    insta::assert_snapshot!("post_for_a_stranger", main_of(&page).replace(&field(&page, "time"), "[time]"));
}

#[tokio::test]
async fn a_members_only_blog_says_so_with_the_way_in_beside_it() {
    let mut home = home().await;
    home.blog.comments = griot_voices::model::CommentPolicy::Members;
    let mut tx = home.house.section.db.begin().await.unwrap();
    blogs::update(&mut tx, &home.blog).await.unwrap();
    tx.public_changed().await.unwrap();
    tx.commit().await.unwrap();
    let page = text(home.client.get("/blogs/awa/premier").await).await;
    assert!(page.contains("Vous devez être membre de Section d’essai pour ajouter des commentaires."));
    assert!(page.contains("href=\"/join\"") && page.contains("/sign-in?back="));
}

#[tokio::test]
async fn machines_read_what_the_page_is() {
    let home = home().await;
    let page = text(home.client.get("/blogs/awa/premier").await).await;
    let (_, rest) = page.split_once("<script type=\"application/ld+json\">").unwrap();
    let (json, _) = rest.split_once("</script>").unwrap();
    let data: serde_json::Value = serde_json::from_str(json).unwrap();
    assert_eq!(data["headline"], "Billet premier");
    assert_eq!(data["datePublished"], "2013-02-15");
    assert!(page.contains("property=\"og:title\" content=\"Billet premier\""));
    assert!(page.contains("rel=\"canonical\" href=\"https://section.example/blogs/awa/premier\""));
    let (_, rest) = page.split_once("type=\"application/json+oembed\" href=\"").unwrap();
    let (address, _) = rest.split_once('"').unwrap();
    assert!(address.starts_with("https://section.example/oembed?format=json&"), "{address}");
    assert!(address.ends_with("url=https%3A%2F%2Fsection.example%2Fblogs%2Fawa%2Fpremier"), "{address}");
}

#[tokio::test]
async fn the_lists_lead_to_the_posts() {
    let home = home().await;
    let blogs = text(home.client.get("/blogs").await).await;
    insta::assert_snapshot!("blogs", main_of(&blogs));
    let blog = text(home.client.get("/blogs/awa").await).await;
    insta::assert_snapshot!("blog", main_of(&blog));
    for path in ["/blogs/awa?month=2013-02", "/blogs/awa?tag=eau"] {
        assert!(text(home.client.get(path).await).await.contains("Billet premier"), "{path}");
    }
    for path in ["/blogs/nobody", "/blogs/awa/nothing", "/blogs/awa?tag=nothing", "/blogs/awa?month=hier"] {
        assert_eq!(home.client.get(path).await.status(), 404, "{path}");
    }
}

#[tokio::test]
async fn everything_is_there_in_english_too() {
    let home = home().await;
    let page = text(home.client.reading("en").get("/blogs/awa/premier").await).await;
    assert!(page.contains("E-mail me when comments are left") && page.contains("1 minute to read"));
}

#[tokio::test]
async fn an_address_that_was_left_leads_on() {
    let mut home = home().await;
    let mut tx = home.house.section.db.begin().await.unwrap();
    posts::set_slug(&mut tx, &home.post, "nouveau").await.unwrap();
    blogs::remember_slug(&mut tx, home.blog.id, "awa").await.unwrap();
    home.blog.slug = "chez-awa".into();
    blogs::update(&mut tx, &home.blog).await.unwrap();
    tx.commit().await.unwrap();
    let response = home.client.get("/blogs/awa/premier").await;
    assert_eq!((response.status().as_u16(), to(&response)), (308, "/blogs/chez-awa/premier".to_owned()));
    let response = home.client.get("/blogs/chez-awa/premier").await;
    assert_eq!((response.status().as_u16(), to(&response)), (308, "/blogs/chez-awa/nouveau".to_owned()));
}

#[tokio::test]
async fn a_post_that_was_withdrawn_is_gone_and_a_draft_was_never_there() {
    let home = home().await;
    let mut tx = home.house.section.db.begin().await.unwrap();
    posts::insert(&mut tx, &post(2, &home.blog, "brouillon")).await.unwrap();
    publishing::withdraw(&mut tx, home.post.id, day(2)).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(home.client.get("/blogs/awa/premier").await.status(), 410);
    assert_eq!(home.client.get("/blogs/awa/brouillon").await.status(), 404);
}

#[tokio::test]
async fn in_light_mode_pictures_wait_for_a_tap() {
    let home = home().await;
    let key = format!("/files/ab/ab{}.jpg", "0".repeat(62));
    let mut shown = published(3, &home.blog, "image", day(2));
    shown.body = format!("![Un puits]({key})");
    let mut tx = home.house.section.db.begin().await.unwrap();
    posts::insert(&mut tx, &shown).await.unwrap();
    tx.commit().await.unwrap();
    let full = text(home.client.get("/blogs/awa/image").await).await;
    assert!(full.contains("<img"), "{full}");
    let light = text(home.client.get("/blogs/awa/image?light=1").await).await;
    assert!(!light.contains("<img") && light.contains("Un puits"), "{light}");
}
