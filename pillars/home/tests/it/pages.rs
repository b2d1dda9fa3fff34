use griot_home::{model::ActKind, store};
use griot_kernel::{Container, Language, Publication};

use griot_contracts::publications::OutsidePlace;

use crate::{
    factory::{act, awa, binta, day, keep, publication, version, work},
    town::{Town, text},
};

/// Ten posts of Awa, one of them commented by Binta, who has joined; Binta keeps to herself.
async fn lived_in(town: &Town) {
    town.settle(awa(), "Awa Ouédraogo", "awa", true);
    town.settle(binta(), "Binta Traoré", "binta", false);
    let works: Vec<Publication> = (1..=10)
        .map(|n| {
            publication(
                n,
                &format!("Billet {n} <sur> l’eau"),
                &format!("Le puits {n} & la pompe sont à sec."),
            )
        })
        .collect();
    keep(&town.section.db, &works).await;
    let mut tx = town.section.db.begin().await.unwrap();
    for one in &works {
        let published =
            act(one.id.as_uuid().as_u128(), ActKind::Published, one.author, Some(one.id), one.published);
        store::note(&mut tx, &published).await.unwrap();
    }
    let comment = act(1, ActKind::Commented, Some(binta()), Some(work(1)), day(20));
    store::note(&mut tx, &comment).await.unwrap();
    store::note(&mut tx, &act(2, ActKind::Joined, Some(binta()), None, day(20))).await.unwrap();
    store::meet(&mut tx, awa(), day(0)).await.unwrap();
    store::meet(&mut tx, binta(), day(20)).await.unwrap();
    tx.public_changed().await.unwrap();
    tx.commit().await.unwrap();
}

fn packed(page: &str) -> usize {
    let mut out = Vec::new();
    let params = brotli::enc::BrotliEncoderParams { quality: 6, ..Default::default() };
    brotli::BrotliCompress(&mut page.as_bytes(), &mut out, &params).unwrap();
    out.len()
}

/// The address behind a link of a page.
fn way(page: &str, rel: &str) -> String {
    let before = page.split(&format!("\" rel=\"{rel}\"")).next().unwrap();
    assert_ne!(before, page, "no way to the {rel}");
    before.rsplit("href=\"").next().unwrap().replace("&#38;", "&")
}

#[tokio::test]
async fn the_front_page_of_an_empty_section_says_what_to_do() {
    let page = Town::new().await.page("/").await;
    assert!(page.contains("La maison est ouverte"));
    assert!(page.contains("href=\"/join\"") && page.contains("href=\"/sign-in\""));
    assert_eq!(page.matches("<h1").count(), 1);
    assert!(!page.contains("home-"), "a message without words: {page}");
}

#[tokio::test]
async fn the_front_page_shows_what_is_featured_then_the_last() {
    let town = Town::new().await;
    lived_in(&town).await;
    let newest = town.page("/").await;
    assert!(newest.find("Billet 10 ").unwrap() < newest.find("Billet 9 ").unwrap());

    *town.others.featured.lock().unwrap() = vec![work(77), work(2), work(4)];
    let chosen = town.page("/?light=0").await;
    assert!(chosen.find("Billet 2 ").unwrap() < chosen.find("Billet 4 ").unwrap());
    assert!(chosen.find("Billet 4 ").unwrap() < chosen.find("Billet 10 ").unwrap());
    assert_eq!(chosen.matches("<h1").count(), 1);
    assert!(chosen.contains("&lt;sur&gt;") || chosen.contains("&#60;sur&#62;"), "titles are text");
    assert!(chosen.contains("alt=\"Un puits\""));
    assert!(!town.page("/?light=1").await.contains("<img"), "light mode shows no picture");
}

#[tokio::test]
async fn a_visitor_sees_open_people_only_and_days_without_hours() {
    let town = Town::new().await;
    lived_in(&town).await;
    for address in ["/", "/activity", "/search?q=puits", "/tour"] {
        let page = town.page(address).await;
        assert!(!page.contains("a rejoint"), "{address}");
        assert!(!page.contains("/people/binta"), "{address}");
        assert!(!page.contains("9 h 30") && !page.contains("09:30"), "{address}");
    }
    assert!(town.page("/").await.contains("/people/awa"));
    let inside = town.page_for_member("/activity").await;
    assert!(inside.contains("Binta Traoré a rejoint la section") && inside.contains("/people/binta"));
    assert!(!inside.contains("id=\"join\""));
}

#[tokio::test]
async fn activity_is_told_in_sentences_by_page() {
    let town = Town::new().await;
    lived_in(&town).await;
    let mut tx = town.section.db.begin().await.unwrap();
    for n in 1..=20_u32 {
        let more =
            act(500 + u128::from(n), ActKind::Commented, Some(awa()), Some(work(1)), day(-i64::from(n)));
        store::note(&mut tx, &more).await.unwrap();
    }
    let twice = act(900, ActKind::Commented, Some(binta()), Some(work(2)), day(20));
    store::note(&mut tx, &twice).await.unwrap();
    tx.commit().await.unwrap();

    let first = town.page("/activity").await;
    assert!(first.contains("Binta Traoré a laissé 2 commentaires"));
    assert!(first.contains("Awa Ouédraogo a publié un billet") && first.contains("24 févr."));
    assert!(first.contains("Le puits 10"), "with the excerpt");
    assert!(!first.contains("rel=\"prev\""));
    let second = town.page(&format!("{}&lang=en", way(&first, "next"))).await;
    assert!(second.contains("Awa Ouédraogo left a comment"));
    assert!(way(&second, "next").ends_with("&lang=en"));
    let back = town.page(&way(&second, "prev").replace("&lang=en", "")).await;
    assert_eq!(way(&back, "next"), way(&first, "next"));
    assert!(!back.contains("rel=\"prev\""), "nothing stands before the first page");
    for beyond in ["/activity?after=1999-01-01.0", "/activity?after=1999-01-01.400"] {
        assert!(town.page(beyond).await.contains("pas d’activité plus ancienne"));
    }
    assert_eq!(way(&town.page("/activity?page=99&after=x").await, "next"), way(&first, "next"));
}

#[tokio::test]
async fn a_search_marks_its_words_and_says_what_to_do_when_nothing_is_found() {
    let town = Town::new().await;
    lived_in(&town).await;
    let page = town.page("/search?q=PUITS+sec").await;
    assert!(page.contains("<mark>puits</mark>") && page.contains("<mark>sec</mark>"));
    assert_eq!(page.matches("<h3").count(), 10);

    let none = town.page("/search?q=girafe&tag=%23Eau&year=2013").await;
    assert!(none.contains("Rien trouvé pour") && none.contains("essayez un mot plus court"));
    assert!(none.contains("href=\"/search?q=girafe\""), "a way without the filters");
    assert!(none.contains("value=\"Eau\""), "filters stay in the form as they were typed");

    for odd in [
        "/search",
        "/search?q=",
        "/search?q=%22%27%3B--&page=-1&year=abc&language=!",
        "/search?page=9&q=puits",
        "/search?page=9&q=puits&after=x",
        "/search?page=-9&q=puits&before=r0",
        "/search?page=4294967295&q=puits&after=r1",
    ] {
        let answer = town.get(odd).await;
        assert_eq!(answer.status(), 200, "{odd}");
    }
    let script = town.page("/search?q=%3Cscript%3Ealert(1)%3C/script%3E").await;
    assert!(!script.contains("<script>"));
}

#[tokio::test]
async fn people_are_found_by_name_where_they_are_open_or_the_reader_is_a_member() {
    let town = Town::new().await;
    lived_in(&town).await;
    assert!(town.page("/search?q=ouedraogo").await.contains("/people/awa"));
    assert!(town.page("/search?q=bint").await.contains("Rien trouvé"));
    assert!(town.page_for_member("/search?q=bint+traore").await.contains("/people/binta"));
}

#[tokio::test]
async fn results_come_by_page_with_the_filters_kept() {
    let town = Town::new().await;
    lived_in(&town).await;
    keep(&town.section.db, &[publication(11, "Encore l’eau", "Un puits de plus.")]).await;
    let first = town.page("/search?q=puits&tag=eau&lang=en").await;
    let next = way(&first, "next");
    assert!(next.starts_with("/search?q=puits&tag=eau&page=2&after="), "{next}");
    assert!(next.ends_with("&lang=en"), "{next}");
    let second = town.page(&next.replace("&lang=en", "")).await;
    assert_eq!(second.matches("<h3").count(), 1);
    assert!(second.contains("page 2"));
    let back = town.page(&way(&second, "prev")).await;
    assert_eq!(way(&back, "next"), next.replace("&lang=en", ""));
    assert!(!back.contains("rel=\"prev\"") && !back.contains("page 1"));
}

#[tokio::test]
async fn a_text_in_another_language_says_so() {
    let town = Town::new().await;
    let mut english = publication(1, "Water", "…");
    english.versions = vec![version(Language::ENGLISH, "Water", "The well is dry.")];
    keep(&town.section.db, &[english]).await;
    assert!(town.page("/?lang=fr").await.contains("lang=\"en\"><a class=\"plain\""));
    assert!(!town.page("/?lang=en").await.contains("lang=\"en\"><a class=\"plain\""));
}

#[tokio::test]
async fn the_invented_section_opens_on_its_story() {
    let town = Town::demo().await;
    lived_in(&town).await;
    let page = town.page("/").await;
    assert!(page.contains("Nos membres bloguaient chacun de leur côté. Voici leur maison commune."));
    assert!(page.contains("S’exprimer") && !page.contains("Mobiliser"), "only doors that lead somewhere");
    assert!(page.contains("action=\"/demo/enter\"") && page.contains("name=\"as\" value=\"trainer\""));
    assert_eq!(page.matches("<h1").count(), 1);
    let real = Town::new().await.page("/").await;
    assert!(!real.contains("/demo/enter") && !real.contains("bloguaient"));
}

#[tokio::test]
async fn the_tour_shows_the_stops_that_stand_and_the_blogs_of_the_first() {
    let town = Town::demo().await;
    lived_in(&town).await;
    let page = town.page("/tour").await;
    assert!(page.contains("id=\"stop-1\"") && !page.contains("id=\"stop-2\""));
    assert!(page.contains("Le carnet d’Awa") && page.contains("10 billets"));

    let here = Container { title: "Blog de Binta".to_owned(), address: "/blogs/binta".to_owned() };
    let place = |source: &str| OutsidePlace {
        here: here.clone(),
        source: source.to_owned(),
        keeper: Some(binta()),
        works: 1,
    };
    *town.others.places.lock().unwrap() = vec![place("https://binta.example/"), place("javascript:alert(1)")];
    let page = town.page("/tour?lang=en").await;
    assert!(page.contains("href=\"https://binta.example/\"") && page.contains("Binta Traoré"));
    assert!(!page.contains("javascript:"));

    let nowhere = Town::new().await.page("/tour").await;
    assert!(nowhere.contains("dès que le premier blog est ouvert"));
}

#[tokio::test]
async fn the_declaration_is_read_in_four_languages() {
    let town = Town::new().await;
    assert!(town.page("/rights").await.contains("Tout individu a droit à la vie"));
    assert!(town.page("/rights?lang=en").await.contains("Everyone has the right to life"));
    assert!(town.page("/rights?text=mos").await.contains("<article lang=\"mos\""));
    assert!(town.page("/rights?text=dyu").await.contains("id=\"article-30\""));
    assert!(town.page("/rights?text=xx").await.contains("lang=\"fr\" dir=\"ltr\""));
}

#[tokio::test]
async fn every_page_is_small_without_script_and_shared() {
    let town = Town::demo().await;
    lived_in(&town).await;
    let long = "Un très long récit du puits, raconté jour après jour. ".repeat(400);
    let works: Vec<_> =
        (20..60).map(|n| publication(n, &format!("Puits, récit {n} de la série"), &long)).collect();
    keep(&town.section.db, &works).await;
    // The stylesheet comes to 3 KB; together they stay below 14 KB.
    for address in ["/", "/activity", "/search?q=puits", "/tour", "/rights", "/rights?text=dyu"] {
        let answer = town.get(address).await;
        assert!(answer.headers().contains_key("etag"), "{address} is shared");
        let page = text(answer).await;
        assert!(packed(&page) < 11_000, "{address}: {} bytes", packed(&page));
        assert!(!page.contains("<script") && !page.contains("style="), "{address}");
    }
}

#[tokio::test]
async fn filters_answer_as_people_type_them_and_offer_what_there_is() {
    let town = Town::new().await;
    let mut works: Vec<Publication> = (1..=70)
        .map(|n| {
            let mut one = publication(n, &format!("Billet {n}"), "Le puits.");
            let address = format!("/blogs/b{}", if n > 62 { 62 } else { n });
            one.container = Some(Container { title: format!("Carnet {n}"), address });
            one
        })
        .collect();
    works[0].tags = vec!["droits-des-femmes".to_owned()];
    works[1].versions = vec![version("mos".parse().unwrap(), "Koom", "Koom ya vɩɩm.")];
    keep(&town.section.db, &works).await;

    for typed in ["Droits%20des%20femmes", "%23droits-des-femmes", "DROITS%20des%20Femmes"] {
        let page = town.page(&format!("/search?tag={typed}")).await;
        assert!(page.contains("Billet 1<"), "{typed}: {page}");
        assert!(page.contains("/feeds/tags/droits-des-femmes.atom"), "{typed}: {page}");
    }
    assert!(town.page("/search?tag=Droits%20des%20femmes").await.contains("value=\"Droits des femmes\""));
    let page = town.page("/search").await;
    assert!(page.contains("<option value=\"mos\">mooré</option>"), "{page}");
    assert!(
        page.contains("<option value=\"fr\">français</option>") && !page.contains("value=\"en\""),
        "{page}"
    );
    assert!(!page.contains("/blogs/b9\""), "sixty places at most");
    let chosen = town.page("/search?blog=%2Fblogs%2Fb9").await;
    assert!(chosen.contains("<option value=\"/blogs/b9\" selected>Carnet 9</option>"), "{chosen}");
}

#[tokio::test]
async fn blogs_and_the_pages_of_the_house_are_found_beside_texts() {
    let town = Town::new().await;
    let mut blog = publication(1, "Carnet de l’eau", "Les puits et les pompes.");
    (blog.kind, blog.container, blog.author, blog.image) = ("blog".to_owned(), None, None, None);
    keep(&town.section.db, &[blog]).await;
    let page = town.page("/search?q=pompes").await;
    assert!(page.contains("<span class=\"chip\">Blog</span>") && page.contains("Carnet de l"), "{page}");
    let page = town.page("/search?q=droits+de+l%27homme").await;
    let (_, rest) = page.split_once("<h2>Pages</h2>").unwrap();
    assert!(rest.split_once("</ul>").unwrap().0.contains("href=\"/rights\""), "{page}");
    assert!(!town.page("/search?q=pompes").await.contains("<h2>Pages</h2>"));
    assert!(
        !town.page("/search?q=chercher&kind=post").await.contains("<h2>Pages</h2>"),
        "filters are for texts"
    );
}
