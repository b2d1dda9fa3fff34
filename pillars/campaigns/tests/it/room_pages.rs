//! The pages of the internal room.

use griot_web::testing::{Client, text};

use crate::house::{Home, adama, awa, boukary, field, home, link, main_of, mariam, to};

async fn main(client: &Client, path: &str) -> String {
    main_of(&text(client.get(path).await).await)
}

/// Writes into the room and returns the path of the entry, without what was said after.
async fn write(client: &Client, kind: &str, audience: &str, title: &str) -> String {
    let fields = [("kind", kind), ("audience", audience), ("title", title), ("body", "Un *texte*.")];
    let done = to(&client.post("/desk/room", &fields).await);
    done.strip_suffix("?done=added").unwrap().to_owned()
}

async fn all() -> (Home, Client, Client, Client) {
    let home = home().await;
    let (director, trainer, member) =
        (home.as_one(mariam()).await, home.as_one(adama()).await, home.as_one(awa()).await);
    (home, director, trainer, member)
}

#[tokio::test]
async fn everyone_reads_what_is_for_them_and_nothing_else() {
    let (_home, director, trainer, member) = all().await;
    let staff = write(&director, "thread", "staff", "Pour le bureau").await;
    let everyone = write(&director, "announcement", "members", "Pour tous").await;
    let page = main(&member, "/me/room").await;
    assert!(
        page.contains("Pour tous") && page.contains("à lire") && !page.contains("Pour le bureau"),
        "{page}"
    );
    assert!(!page.contains("Écrire dans l’espace interne"), "members reply");
    assert!(main(&trainer, "/desk/room").await.contains("Pour le bureau"));
    let hidden = staff.replace("/desk/", "/me/");
    for path in [hidden.as_str(), "/me/room/00000000-0000-0000-0000-000000000009", "/me/room/x"] {
        assert_eq!(member.get(path).await.status(), 404, "{path}");
        assert_eq!(member.post(&format!("{path}/reply"), &[("body", "Je lis")]).await.status(), 404);
    }
    assert_eq!(member.get(&everyone).await.status(), 403, "the desk is for staff");
    for refused in [
        trainer
            .post(
                "/desk/room",
                &[("kind", "announcement"), ("audience", "members"), ("title", "t"), ("body", "b")],
            )
            .await,
        trainer
            .post("/desk/room", &[("kind", "thread"), ("audience", "team"), ("title", "t"), ("body", "b")])
            .await,
        trainer
            .post(
                "/desk/room",
                &[("kind", "thread"), ("audience", "staff"), ("title", "Titre gardé"), ("body", "")],
            )
            .await,
        member
            .post("/me/room", &[("kind", "thread"), ("audience", "members"), ("title", "t"), ("body", "b")])
            .await,
    ] {
        assert_eq!(refused.status(), 422);
    }
}

#[tokio::test]
async fn an_announcement_knows_its_readers_and_a_thread_its_replies() {
    let (home, director, trainer, member) = all().await;
    let path = write(&director, "announcement", "members", "Lundi à 9 h").await;
    let own = path.replace("/desk/", "/me/");
    assert!(main(&member, &own).await.contains("Personne n’a encore dit l’avoir lu"));
    assert!(text(member.get("/me/room").await).await.contains("Espace interne (1)"), "it waits in the menu");
    assert_eq!(to(&member.post(&format!("{own}/read"), &[]).await), format!("{own}?done=read"));
    let page = main(&member, &own).await;
    assert!(
        page.contains("Lu par 1 personne") && page.contains("Awa (14 févr.)") && !page.contains("Je l’ai lu"),
        "{page}"
    );

    let empty = member.post(&format!("{own}/reply"), &[("body", " ")]).await;
    assert_eq!(empty.status(), 422);
    member
        .post(&format!("{own}/reply"), &[("body", "J’y serai, <script>alert(1)</script> **à l’heure**.")])
        .await;
    let page = main(&trainer, &path).await;
    assert!(page.contains("<strong>à l’heure</strong>") && !page.contains("<script"), "{page}");
    assert!(page.contains("1 réponse") && !page.contains("/reply/remove"), "{page}");
    let reply = field(&main(&director, &path).await, "reply");
    assert_eq!(trainer.post(&format!("{path}/reply/remove"), &[("reply", &reply)]).await.status(), 403);
    assert_eq!(director.post(&format!("{path}/reply/remove"), &[("reply", &reply)]).await.status(), 303);
    assert_eq!(home.log.take(), ["campaigns-log-reply-removed"]);
    assert_eq!(trainer.post(&format!("{path}/remove"), &[]).await.status(), 403);
    assert_eq!(to(&director.post(&format!("{path}/remove"), &[]).await), "/desk/room?done=removed");
    assert!(home.log.take().is_empty(), "what is one’s own needs no log");
}

#[tokio::test]
async fn one_decision_becomes_an_announcement_and_a_text_elsewhere_with_nothing_typed_again() {
    let (home, director, trainer, member) = all().await;
    let path = write(&director, "decision", "staff", "Nous lançons la campagne").await;
    let page = main(&director, &path).await;
    assert!(page.contains("En faire…") && page.contains("value=\"desk.sms\""), "{page}");
    let refused = trainer.post(&format!("{path}/announce"), &[("audience", "members")]).await;
    assert_eq!(refused.status(), 422, "only some speak to all members");
    let news = to(&director.post(&format!("{path}/announce"), &[("audience", "members")]).await);
    let page = main(&member, &news.replace("/desk/", "/me/")).await;
    assert!(page.contains("Nous lançons la campagne") && page.contains("<em>texte</em>"), "{page}");
    assert!(!page.contains("Tiré de"), "the decision itself is not for members");
    assert!(main(&director, &news).await.contains("Tiré de"));

    assert_eq!(to(&director.post(&format!("{path}/make"), &[("kind", "desk.sms")]).await), "/desk/drafts/1");
    let made = home.desk.0.lock().unwrap().clone();
    assert_eq!(
        (made.len(), made[0].title.as_str(), made[0].body.as_str()),
        (1, "Nous lançons la campagne", "Un *texte*.")
    );
    let page = main(&director, &path).await;
    assert!(page.contains("Ce qu’elle est devenue") && page.contains("href=\"/desk/drafts/1\""), "{page}");
    assert_eq!(director.post(&format!("{path}/make"), &[("kind", "desk.fax")]).await.status(), 422);
    assert_eq!(
        director
            .post(&format!("{news}/make").replace("?done=added", ""), &[("kind", "desk.sms")])
            .await
            .status(),
        422
    );
}

#[tokio::test]
async fn a_task_is_given_done_and_not_done_after_all() {
    let (home, director, trainer, member) = all().await;
    let owner = awa().id.to_string();
    let refused = director
        .post("/desk/room/tasks", &[("title", "Appeler"), ("owner", &owner), ("due", "demain")])
        .await;
    assert_eq!(refused.status(), 422);
    assert!(main_of(&text(refused).await).contains("value=\"Appeler\""));
    let done = director
        .post("/desk/room/tasks", &[("title", "Appeler"), ("owner", &owner), ("due", "2013-02-12")])
        .await;
    assert_eq!(to(&done), "/desk/room?done=added#tasks");
    let page = main(&member, "/me/room").await;
    assert!(page.contains("Appeler") && page.contains("en retard"), "{page}");
    let id = field(&page, "id");
    assert_eq!(trainer.post("/desk/room/tasks/done", &[("id", &id)]).await.status(), 403);
    assert_eq!(to(&member.post("/me/room/tasks/done", &[("id", &id)]).await), "/me/room?done=done#tasks");
    assert!(main(&member, "/me/room").await.contains("Pas encore faite"));
    assert!(!main(&director, "/desk/room").await.contains("Appeler"), "what is done is out of the way");
    assert_eq!(to(&member.post("/me/room/tasks/done", &[("id", &id)]).await), "/me/room?done=undone#tasks");
    assert!(home.log.take().is_empty());
    director.post("/desk/room/tasks/remove", &[("id", &id)]).await;
    assert_eq!(home.log.take(), ["campaigns-log-task-removed"]);
    let decision = write(&director, "decision", "staff", "Décidé entre nous").await;
    let entry = decision.rsplit('/').next().unwrap();
    let fields: [(&str, &str); 4] =
        [("title", "Porter la lettre"), ("owner", &owner), ("entry", entry), ("back", entry)];
    let done = director.post("/desk/room/tasks", &fields).await;
    assert_eq!(to(&done), format!("{decision}?done=added#tasks"));
    let page = main(&member, "/me/room").await;
    assert!(
        page.contains("Porter la lettre") && !page.contains(entry),
        "it is theirs to do, not to read: {page}"
    );
    let other = boukary().id.to_string();
    let to_others: [(&str, &str); 2] = [("title", "Fais-le"), ("owner", &other)];
    assert_eq!(member.post("/me/room/tasks", &to_others).await.status(), 422);
}

#[tokio::test]
async fn a_team_talks_among_itself() {
    let (home, director, _trainer, member) = all().await;
    let lead = home.as_one(boukary()).await;
    let at = to(&lead.post("/desk/campaigns", &[("title", "L’eau")]).await).replace("/edit", "");
    let campaign = at.rsplit('/').next().unwrap();
    lead.post(&format!("{at}/team"), &[("person", &awa().id.to_string())]).await;
    let fields = [
        ("kind", "thread"),
        ("audience", "team"),
        ("campaign", campaign),
        ("title", "Photos"),
        ("body", "Lesquelles ?"),
    ];
    let path = to(&lead.post("/desk/room", &fields).await).replace("/desk/", "/me/");
    assert!(main(&member, &path).await.contains("Lesquelles"));
    let room = main(&member, "/me/room").await;
    assert!(
        room.contains("Photos") && room.contains("Écrire dans l’espace interne"),
        "a mate writes to the team: {room}"
    );
    assert!(!room.contains("<option value=\"\">"), "a team is named: {room}");
    assert!(link(room.split("class=\"feed\"").nth(1).unwrap(), "/me/room/").len() > 30);
    lead.post(&format!("{at}/team/remove"), &[("person", &awa().id.to_string())]).await;
    assert_eq!(member.get(&path).await.status(), 404);
    assert_eq!(director.get(&path).await.status(), 200, "whoever leads campaigns reads every team");
}
