//! What opens the front page, and ways to hear of a blog.

use griot_voices::{
    SCHEMA,
    store::{attachments, featured},
};
use griot_web::testing::text;

use crate::{
    factory::{chance, day, open_house},
    house::*,
};

griot_testkit::contract! { &[SCHEMA];
    async fn a_post_is_put_forward_once(db: Db) {
        let (blog, post) = open_house(&db).await;
        let mut tx = db.begin().await.unwrap();
        let choice = |starts, ends| featured::Featured {
            id: griot_kernel::Id::secret(&chance()),
            post: post.id,
            starts,
            ends,
            by: None,
        };
        featured::insert(&mut tx, &choice(day(-9), Some(day(-5))), day(-9)).await.unwrap();
        assert_eq!(featured::take_back(&mut tx, post.id, day(0)).await.unwrap(), 0, "the past stays");
        let second = featured::Featured { id: crate::factory::id(9).into(), ..choice(day(0), None) };
        featured::insert(&mut tx, &second, day(0)).await.unwrap();
        assert_eq!(featured::take_back(&mut tx, post.id, day(1)).await.unwrap(), 1);
        assert!(featured::choices(&mut tx, day(1)).await.unwrap().is_empty());
        assert!(!attachments::blog_has_sound(&mut tx, blog.id).await.unwrap());
    }
}

#[tokio::test]
async fn the_last_day_is_the_one_that_was_chosen_and_new_days_replace_the_old() {
    let home = home().await;
    let moussa = home.moussa().await;
    let post = text(moussa.get("/blogs/awa/premier").await).await;
    assert!(post.contains("/desk/featured?address=/blogs/awa/premier#add"), "{}", main_of(&post));
    assert!(!text(home.awa().await.get("/blogs/awa/premier").await).await.contains("/desk/featured"));
    let form = text(moussa.get("/desk/featured?address=/blogs/awa/premier").await).await;
    assert!(form.contains("value=\"/blogs/awa/premier\""));

    let choose =
        |ends: &'static str| [("address", "/blogs/awa/premier"), ("starts", "2013-02-15"), ("ends", ends)];
    let done = moussa.post("/desk/featured", &choose("2013-02-20")).await;
    assert_eq!(to(&done), "/desk/featured?done=added");
    let page = main_of(&text(moussa.get(&to(&done)).await).await);
    assert!(
        page.contains("À partir du 15 févr")
            && page.contains("20 févr")
            && !page.contains("21 févr")
            && page.contains("C’est enregistré"),
        "{page}"
    );
    let done = moussa.post("/desk/featured", &choose("2013-02-25")).await;
    assert_eq!(to(&done), "/desk/featured?done=replaced");
    let page = main_of(&text(moussa.get("/desk/featured?done=replaced&lang=en").await).await);
    assert_eq!(page.matches("/desk/featured/remove").count(), 1, "{page}");
    assert!(page.contains("take the place of the former"), "{page}");
}

#[tokio::test]
async fn a_blog_says_how_to_hear_of_it() {
    let home = home().await;
    let page = main_of(&text(home.client.get("/blogs/awa").await).await);
    assert!(page.contains("S’abonner") && page.contains("/feeds/blogs/awa.atom"), "{page}");
    assert!(page.contains("/feeds/blogs/awa.json"), "{page}");
    assert!(!page.contains(".podcast"), "there is no sound yet");
    let tag = main_of(&text(home.client.get("/blogs/awa?tag=eau&lang=en").await).await);
    assert!(tag.contains("/feeds/tags/eau.atom") && tag.contains("Subscribe"), "{tag}");

    let binta = home.binta().await;
    let done = binta.post("/follow/blogs/awa", &[("pace", "daily")]).await;
    assert_eq!(to(&done), "/blogs/awa?sent=follow");
    let page = main_of(&text(binta.get(&to(&done)).await).await);
    assert!(page.contains("value=\"daily\" selected") && page.contains("nous vous écrirons"), "{page}");
    binta.post("/follow/blogs/awa", &[("pace", "")]).await;
    let page = main_of(&text(binta.get("/blogs/awa").await).await);
    assert!(page.contains("value=\"\" selected"), "{page}");
}
