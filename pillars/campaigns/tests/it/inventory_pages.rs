//! The pages of the inventory of accounts and of the blogs to bring home.

use griot_web::testing::{Client, text};

use crate::house::{adama, awa, boukary, field, home, link, main_of, mariam, to};

async fn main(client: &Client, path: &str) -> String {
    main_of(&text(client.get(path).await).await)
}

#[tokio::test]
async fn an_account_that_hangs_on_one_person_is_shown_and_handed_over() {
    let home = home().await;
    let director = home.as_one(mariam()).await;
    assert!(main(&director, "/desk/accounts").await.contains("Aucun compte noté"));
    let owner = boukary().id.to_string();
    let twice: [(&str, &str); 5] = [
        ("network", "Facebook"),
        ("address", "f.example"),
        ("state", "ours"),
        ("owner", &owner),
        ("second", &owner),
    ];
    let refused = director.post("/desk/accounts/new", &twice).await;
    assert_eq!(refused.status(), 422);
    let page = main_of(&text(refused).await);
    assert!(page.contains("ne fait qu’une personne") && page.contains("value=\"f.example\""), "{page}");

    assert_eq!(to(&director.post("/desk/accounts/new", &twice[..4]).await), "/desk/accounts?done=added");
    let list = main(&director, "/desk/accounts").await;
    assert!(
        list.contains("il manque une deuxième personne") && list.contains("il manque un chemin de retour"),
        "{list}"
    );
    assert!(list.contains("1 compte dépend d’une seule personne"), "{list}");

    let sheet = main(&director, &format!("/desk/accounts/handover?person={owner}")).await;
    assert!(sheet.contains("☐ Facebook") && sheet.contains("mot de passe changé"), "{sheet}");
    let (account, to_whom) = (field(&sheet, "account"), awa().id.to_string());
    let hand = [("person", owner.as_str()), ("account", &account), ("to", &to_whom), ("revision", "1")];
    let done = director.post("/desk/accounts/handover", &hand).await;
    assert!(to(&done).ends_with("done=handed"));
    let again = director.post("/desk/accounts/handover", &hand).await;
    assert_eq!(again.status(), 422, "it was handed over already");
    let list = main(&director, "/desk/accounts").await;
    assert!(list.contains("Awa") && !list.contains("Boukary"), "{list}");
    assert_eq!(home.log.take(), ["campaigns-log-account", "campaigns-log-handed-over"]);

    let path = link(
        &list
            .replace("/desk/accounts/new", "")
            .replace("/desk/accounts/blogs", "")
            .replace("/desk/accounts/handover", ""),
        "/desk/accounts/",
    );
    let stale = [("network", "Facebook"), ("address", "f.example"), ("state", "lost"), ("revision", "1")];
    assert_eq!(director.post(&path, &stale).await.status(), 409);
    let fresh = [("network", "Facebook"), ("address", "f.example"), ("state", "lost"), ("revision", "2")];
    assert_eq!(to(&director.post(&path, &fresh).await), "/desk/accounts?done=saved");
    assert!(main(&director, "/desk/accounts").await.contains("perdu"));
    assert_eq!(to(&director.post(&format!("{path}/remove"), &[]).await), "/desk/accounts?done=removed");
    let trainer = home.as_one(adama()).await;
    assert_eq!(trainer.get("/desk/accounts").await.status(), 200);
    assert_eq!(trainer.get(&path).await.status(), 403);
}

#[tokio::test]
async fn a_blog_is_invited_comes_and_may_leave() {
    let home = home().await;
    let director = home.as_one(mariam()).await;
    let at = "/desk/accounts/blogs";
    let page = main(&director, at).await;
    assert!(page.contains("/me/imports") && page.contains("repartir avec tout quand ils veulent"), "{page}");
    let refused = director.post(at, &[("address", "https://z.example"), ("author", "")]).await;
    assert_eq!(refused.status(), 422);
    assert!(main_of(&text(refused).await).contains("value=\"https://z.example\""));
    director.post(at, &[("address", "https://z.example"), ("author", "Zénabou")]).await;
    let page = main(&director, at).await;
    assert!(page.contains("Bonjour Zénabou, nous lisons https://z.example"), "{page}");
    let (_, card) = page.split_once("<h2>Connus</h2>").unwrap();
    let id = field(card, "id");
    let go = |wanted: &'static str, person: String| {
        let (director, id) = (director.clone(), id.clone());
        async move {
            director
                .post("/desk/accounts/blogs/move", &[("id", &id), ("wanted", wanted), ("person", &person)])
                .await
        }
    };
    assert_eq!(to(&go("invite", String::new()).await), "/desk/accounts/blogs?done=moved");
    assert_eq!(go("join", "99".to_owned()).await.status(), 422, "nobody of that name");
    assert_eq!(to(&go("join", awa().id.to_string()).await), "/desk/accounts/blogs?done=moved");
    assert_eq!(go("join", String::new()).await.status(), 422, "it is here already");
    let page = main(&director, at).await;
    assert!(page.contains("Arrivés") && page.contains("<strong>Awa</strong>"), "{page}");
    go("leave", String::new()).await;
    assert!(main(&director, at).await.contains("Connus"));
    assert_eq!(
        to(&director.post("/desk/accounts/blogs/remove", &[("id", &id)]).await),
        "/desk/accounts/blogs?done=removed"
    );
    assert!(main(&director, at).await.contains("Aucun blog noté"));
    assert_eq!(
        home.as_one(boukary()).await.post(at, &[("address", "x"), ("author", "y")]).await.status(),
        403
    );
}
