//! The pages on which a blog is brought, and those of what is elsewhere.

use griot_kernel::{Id, PageRequest, Reading};
use griot_voices::{
    import::{ElsewhereFeed, ElsewhereItem},
    model::BlogState,
    store::{blogs, elsewhere, imports, lists, posts},
};
use griot_web::testing::text;

use crate::factory;
use crate::house::{Home, home, main_of, to};
use crate::import_files::WXR;

/// Does what lies in the outbox.
async fn work(home: &Home) {
    use griot_jobs::Job;
    use griot_voices::jobs::import::{FetchPictures, LookAtImport, RunImport, UndoImport};
    let section = &home.house.section;
    loop {
        let mut tx = section.db.begin().await.unwrap();
        let lines = griot_db::outbox::waiting(&mut tx, 500).await.unwrap();
        for line in &lines {
            griot_db::outbox::remove(&mut tx, line.id).await.unwrap();
        }
        tx.commit().await.unwrap();
        if lines.is_empty() {
            return;
        }
        for line in lines {
            let job = &line.payload;
            match line.name.as_str() {
                LookAtImport::NAME => {
                    serde_json::from_str::<LookAtImport>(job).unwrap().run(section).await.unwrap()
                }
                RunImport::NAME => {
                    serde_json::from_str::<RunImport>(job).unwrap().run(section).await.unwrap()
                }
                FetchPictures::NAME => {
                    serde_json::from_str::<FetchPictures>(job).unwrap().run(section).await.unwrap()
                }
                UndoImport::NAME => {
                    serde_json::from_str::<UndoImport>(job).unwrap().run(section).await.unwrap()
                }
                _ => {}
            }
        }
    }
}

#[tokio::test]
async fn a_member_sees_what_will_come_says_yes_and_takes_it_back() {
    let home = home().await;
    // The writings are of years that the clock of the house knows.
    home.house.clock.advance(std::time::Duration::from_secs(600 * 86_400));
    let awa = home.awa().await;
    let page = text(awa.get("/me/imports/new").await).await;
    assert!(page.contains("multipart/form-data") && page.contains("name=\"rights\""));
    let blog = home.blog.id.to_string();
    let fields = [("blog", blog.as_str()), ("as", "published"), ("rights", "yes"), ("address", "")];
    let sent = awa.upload("/me/imports/new", &fields, &[("file", "export.xml", WXR)]).await;
    assert_eq!(sent.status(), 303);
    let address = to(&sent);
    let moving = awa.get(&address).await;
    assert_eq!(moving.headers()["refresh"], "3", "the page asks for itself while work is under way");
    let page = main_of(&text(moving).await);
    assert!(page.contains("<progress aria-label") && page.contains("export.xml"), "{page}");
    assert_eq!(awa.get("/me/imports").await.headers()["refresh"], "3");

    work(&home).await;
    let page = main_of(&text(awa.get(&address).await).await);
    assert!(page.contains("31 billets") && page.contains("La marche du 8 mars"), "{page}");
    assert!(page.contains("dont 2 brouillons") && page.contains("value=\"run\""));
    let mut db = home.house.section.db.read().await.unwrap();
    assert_eq!(lists::of_blog(&mut db, home.blog.id, Reading::Start, 50).await.unwrap().items.len(), 1);
    drop(db);

    assert_eq!(awa.post(&address, &[("act", "run")]).await.status(), 303);
    // A form sent twice does it once.
    assert_eq!(awa.post(&address, &[("act", "run")]).await.status(), 303);
    work(&home).await;
    let page = main_of(&text(awa.get(&address).await).await);
    assert!(page.contains("Tout est là") && page.contains("31 billets venus"), "{page}");
    let list = main_of(&text(awa.get("/me/imports").await).await);
    assert!(list.contains("Carnets de route"));
    let post = text(home.client.get("/blogs/awa/un-puits-pour-lecole").await).await;
    assert!(
        post.contains("Carnets de route") && post.contains("http://carnets.example.org/2012/01/"),
        "{}",
        main_of(&post)
    );

    let question = main_of(&text(awa.get(&format!("{address}/undo")).await).await);
    assert!(
        question.contains("Retirer ce qui est venu de") && question.contains("value=\"undo\""),
        "{question}"
    );
    // A post that Awa changed stays.
    let mut tx = home.house.section.db.begin().await.unwrap();
    let mut kept = posts::by_slug(&mut tx, home.blog.id, "un-puits-pour-lecole").await.unwrap().unwrap();
    kept.revision += 1;
    kept.title = "Un puits, enfin".into();
    assert!(posts::update_words(&mut tx, &kept, kept.revision - 1).await.unwrap());
    tx.commit().await.unwrap();
    assert_eq!(awa.post(&address, &[("act", "undo")]).await.status(), 303);
    let page = main_of(&text(awa.get(&address).await).await);
    assert!(page.contains("0 sur 31"), "{page}");
    work(&home).await;
    let done = awa.get(&address).await;
    assert!(!done.headers().contains_key("refresh"));
    let page = main_of(&text(done).await);
    assert!(page.contains("a été retiré, sauf un billet") && page.contains("Oublier"), "{page}");
    let english = main_of(&text(awa.get(&format!("{address}?lang=en")).await).await);
    assert!(english.contains("except one post"), "{english}");
    let mut tx = home.house.section.db.begin().await.unwrap();
    posts::delete(&mut tx, kept.id).await.unwrap();
    tx.commit().await.unwrap();
    let mut db = home.house.section.db.read().await.unwrap();
    assert_eq!(lists::of_blog(&mut db, home.blog.id, Reading::Start, 50).await.unwrap().items.len(), 1);
}

#[tokio::test]
async fn a_trial_can_be_forgotten_and_a_repeated_one_says_what_is_here() {
    let home = home().await;
    home.house.clock.advance(std::time::Duration::from_secs(600 * 86_400));
    let awa = home.awa().await;
    let blog = home.blog.id.to_string();
    let fields = [("blog", blog.as_str()), ("as", "published"), ("rights", "yes"), ("address", "")];
    let files = [("file", "mes textes/export.xml", WXR)];
    let first = to(&awa.upload("/me/imports/new", &fields, &files).await);
    work(&home).await;
    awa.post(&first, &[("act", "run")]).await;
    work(&home).await;
    let second = to(&awa.upload("/me/imports/new", &fields, &files).await);
    work(&home).await;
    let page = main_of(&text(awa.get(&second).await).await);
    assert!(page.contains("dont 31 déjà ici") && page.contains("value=\"forget\""), "{page}");
    assert!(page.contains("export.xml") && !page.contains("mes textes"), "{page}");
    assert_eq!(home.binta().await.post(&second, &[("act", "forget")]).await.status(), 404);
    let done = awa.post(&second, &[("act", "forget")]).await;
    assert_eq!(to(&done), "/me/imports?done=forgotten");
    assert!(text(awa.get(&to(&done)).await).await.contains("Cet essai est oublié"));
    assert_eq!(awa.get(&second).await.status(), 404);
    // What brought something is taken back first.
    awa.post(&first, &[("act", "forget")]).await;
    assert_eq!(awa.get(&first).await.status(), 200);
    let mut tx = home.house.section.db.begin().await.unwrap();
    let id = first.rsplit('/').next().unwrap().parse().unwrap();
    assert!(!imports::forget(&mut tx, id).await.unwrap());
}

#[tokio::test]
async fn nobody_sees_or_moves_the_import_of_another() {
    let home = home().await;
    let awa = home.awa().await;
    let blog = home.blog.id.to_string();
    let fields = [("blog", blog.as_str()), ("rights", "yes")];
    let address = to(&awa.upload("/me/imports/new", &fields, &[("file", "x", WXR)]).await);
    let binta = home.binta().await;
    assert_eq!(binta.get(&address).await.status(), 404);
    assert_eq!(binta.post(&address, &[("act", "undo")]).await.status(), 404);
    assert_eq!(binta.upload("/me/imports/new", &fields, &[("file", "x", WXR)]).await.status(), 422);
    assert_eq!(home.client.get("/me/imports").await.status(), 303);
    assert_eq!(awa.post(&address, &[("act", "dance")]).await.status(), 400);
}

#[tokio::test]
async fn an_editor_of_the_blog_stops_what_another_brings_and_only_who_writes_takes_it_back() {
    let home = home().await;
    home.house.clock.advance(std::time::Duration::from_secs(600 * 86_400));
    home.let_binta_write().await;
    let (awa, binta) = (home.awa().await, home.binta().await);
    let blog = home.blog.id.to_string();
    let fields = [("blog", blog.as_str()), ("as", "published"), ("rights", "yes")];
    let address = to(&binta.upload("/me/imports/new", &fields, &[("file", "x", WXR)]).await);
    work(&home).await;
    let state = async || {
        let mut db = home.house.section.db.read().await.unwrap();
        let id = address.rsplit('/').next().unwrap().parse().unwrap();
        imports::by_id(&mut db, id).await.unwrap().unwrap().state.as_str()
    };
    // It is hers to begin; the editor of the blog finds it and does not begin it for her.
    assert!(text(awa.get(&format!("/me/blogs/{blog}")).await).await.contains(&address));
    assert!(!main_of(&text(awa.get(&address).await).await).contains("value=\"run\""));
    awa.post(&address, &[("act", "run")]).await;
    assert_eq!(state().await, "proposed");
    binta.post(&address, &[("act", "run")]).await;
    assert_eq!(state().await, "running");
    awa.post(&address, &[("act", "stop")]).await;
    assert_eq!(state().await, "stopped");

    let mut tx = home.house.section.db.begin().await.unwrap();
    griot_voices::store::blogs::remove_author(&mut tx, home.blog.id, factory::binta()).await.unwrap();
    tx.commit().await.unwrap();
    assert!(!main_of(&text(binta.get(&address).await).await).contains("/undo\""));
    binta.post(&address, &[("act", "undo")]).await;
    assert_eq!(state().await, "stopped", "who writes there no more takes nothing away from it");
    awa.post(&address, &[("act", "undo")]).await;
    assert_eq!(state().await, "undoing");
}

#[tokio::test]
async fn one_member_does_not_take_all_the_hands() {
    let home = home().await;
    let awa = home.awa().await;
    let blog = home.blog.id.to_string();
    let fields = [("blog", blog.as_str()), ("rights", "yes")];
    let begin = async || awa.upload("/me/imports/new", &fields, &[("file", "x", WXR)]).await;
    for _ in 0..3 {
        assert_eq!(begin().await.status(), 303);
    }
    let fourth = begin().await;
    assert_eq!(fourth.status(), 422);
    assert!(text(fourth).await.contains("Plusieurs de vos imports"));
    work(&home).await;
    assert_eq!(begin().await.status(), 303, "those before have been looked through");
    work(&home).await;
    let mut db = home.house.section.db.read().await.unwrap();
    let now = griot_kernel::Clock::now(home.house.clock.as_ref());
    assert_eq!(imports::allowance(&mut db, factory::awa(), now).await.unwrap(), (4, 0));
    let later = now + std::time::Duration::from_secs(1);
    assert_eq!(imports::allowance(&mut db, factory::awa(), later).await.unwrap(), (0, 0));
}

#[tokio::test]
async fn each_refusal_is_a_sentence() {
    let home = home().await;
    let awa = home.awa().await;
    let blog = home.blog.id.to_string();
    for (fields, file, sentence) in [
        (vec![("blog", blog.as_str())], None, "Dites que ces textes sont de vous"),
        (vec![("blog", "x"), ("rights", "yes")], None, "Choisissez un de vos blogs"),
        (vec![("blog", blog.as_str()), ("rights", "yes")], None, "Donnez une adresse ou un fichier."),
        (
            vec![("blog", blog.as_str()), ("rights", "yes"), ("address", "http://127.0.0.1/")],
            None,
            "pas sur l’Internet public",
        ),
        (
            vec![("blog", blog.as_str()), ("rights", "yes"), ("address", "ftp://x.example")],
            None,
            "ne peut pas être lu comme une page",
        ),
        (vec![("blog", blog.as_str()), ("rights", "yes")], Some(&b"Bonjour"[..]), "pas un export connu"),
        (vec![("blog", blog.as_str()), ("rights", "yes")], Some(&b""[..]), "Ce fichier est vide."),
        (
            vec![("blog", blog.as_str()), ("rights", "yes"), ("address", "x.example")],
            Some(WXR),
            "pas les deux",
        ),
    ] {
        let files: Vec<_> = file.map(|bytes| ("file", "f", bytes)).into_iter().collect();
        let answer = awa.upload("/me/imports/new", &fields, &files).await;
        assert_eq!(answer.status(), 422, "{sentence}");
        let page = main_of(&text(answer).await);
        assert!(page.contains(sentence) && page.contains("role=\"alert\""), "{page}");
    }
    let mut db = home.house.section.db.read().await.unwrap();
    assert!(imports::of_person(&mut db, factory::awa(), PageRequest::new(1, 5)).await.unwrap().is_empty());
}

#[tokio::test]
async fn what_is_elsewhere_is_read_by_all_chosen_by_staff_and_adapted_by_members() {
    let home = home().await;
    let section = &home.house.section;
    assert!(text(home.client.get("/elsewhere").await).await.contains("Aucune section sœur"));
    let moussa = home.moussa().await;
    assert_eq!(home.awa().await.get("/desk/elsewhere").await.status(), 403);
    let refused = moussa.post("/desk/elsewhere", &[("address", "http://10.0.0.1/feed")]).await;
    assert_eq!(refused.status(), 422);
    let fields = [("address", "https://soeur.example/feed"), ("licence", "CC BY-SA 4.0")];
    assert_eq!(moussa.post("/desk/elsewhere", &fields).await.status(), 303);
    let twice = moussa.post("/desk/elsewhere", &fields).await;
    assert!(main_of(&text(twice).await).contains("déjà suivi"));
    let desk = main_of(&text(moussa.get("/desk/elsewhere").await).await);
    assert!(desk.contains("soeur.example") && desk.contains("CC BY-SA 4.0"));

    let mut tx = section.db.begin().await.unwrap();
    let feed: ElsewhereFeed = elsewhere::feeds(&mut tx).await.unwrap().remove(0);
    elsewhere::update(&mut tx, &ElsewhereFeed { title: "Section sœur".into(), ..feed.clone() })
        .await
        .unwrap();
    let item = ElsewhereItem {
        id: Id::new(section.clock.now(), section.random.as_ref()),
        feed: feed.id,
        source_id: "1".into(),
        title: "L’eau <b>".into(),
        excerpt: "Un droit".into(),
        body: "<p>Un droit <img src=\"https://soeur.example/a.jpg\" alt=\"Puits\"></p>".into(),
        link: "https://soeur.example/eau".into(),
        language: None,
        published_at: factory::day(-3),
    };
    assert!(elsewhere::put(&mut tx, &item).await.unwrap());
    assert!(!elsewhere::put(&mut tx, &item).await.unwrap());
    tx.public_changed().await.unwrap();
    tx.commit().await.unwrap();

    let page = main_of(&text(home.client.get("/elsewhere").await).await);
    assert!(
        page.contains("https://soeur.example/eau")
            && page.contains("CC BY-SA 4.0")
            && !page.contains("Adapter"),
        "{page}"
    );
    let awa = home.awa().await;
    assert!(text(awa.get("/elsewhere").await).await.contains("Adapter ce texte"));
    let blog = home.blog.id.to_string();
    let act = format!("/elsewhere/{}/adapt", item.id);
    assert_eq!(home.binta().await.post(&act, &[("blog", &blog)]).await.status(), 403);
    let made = awa.post(&act, &[("blog", &blog)]).await;
    assert_eq!(made.status(), 303);
    let id = to(&made).rsplit('/').next().unwrap().parse().unwrap();
    let mut db = section.db.read().await.unwrap();
    let post = posts::by_id(&mut db, id).await.unwrap().unwrap();
    assert_eq!((post.canonical_url, post.source_name), (None, None), "an adaptation is first published here");
    assert!(
        post.body.contains("https://soeur.example/eau")
            && post.body.contains("CC BY-SA 4.0")
            && post.body.contains("Section sœur"),
        "{}",
        post.body
    );
    assert!(!post.body.contains("<img") && post.body.contains(">Puits</a>"), "{}", post.body);
    assert_eq!(post.id.as_uuid().get_version_num(), 4);
    drop(db);
    // Nothing is adapted into a blog that nobody writes any more.
    let mut tx = section.db.begin().await.unwrap();
    blogs::set_state(&mut tx, home.blog.id, BlogState::Open, BlogState::Closed).await.unwrap();
    tx.commit().await.unwrap();
    assert!(!text(awa.get("/elsewhere").await).await.contains("Adapter ce texte"));
    assert_eq!(awa.post(&act, &[("blog", &blog)]).await.status(), 403);

    let remove = format!("/desk/elsewhere/{}/remove", feed.id);
    assert_eq!(awa.get(&remove).await.status(), 403);
    let asked = main_of(&text(moussa.get(&remove).await).await);
    assert!(asked.contains("Ne plus suivre «") && asked.contains("Section sœur"), "{asked}");
    assert!(
        text(home.client.get("/elsewhere").await).await.contains("Section sœur"),
        "asking changes nothing"
    );
    assert_eq!(moussa.post(&remove, &[]).await.status(), 303);
    assert!(!text(home.client.get("/elsewhere").await).await.contains("Section sœur"));
    assert_eq!(moussa.get(&remove).await.status(), 404);
}
