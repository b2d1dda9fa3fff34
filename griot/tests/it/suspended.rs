//! What someone who is suspended can still do: read, as everyone does.

use griot_kernel::PersonId;
use tempfile::TempDir;

use crate::program::{ADMIN, Answer, PASSPHRASE, Person, Program, command, field};

const AWA: &str = "awa@example.org";
const POST: &str = "/blogs/carnet-de-kaya/le-puits";

/// What a program of Awa’s is answered when it comments.
async fn program_comments(at: &str, post: &str, token: &str, words: &str) -> u16 {
    let asked = reqwest::Client::new()
        .post(format!("{at}/api/v1/posts/{post}/comments"))
        .bearer_auth(token)
        .json(&serde_json::json!({ "text": words }));
    asked.send().await.unwrap().status().as_u16()
}

/// The id of whoever stands on the desk under this name.
fn person_named(desk: &str, name: &str) -> PersonId {
    let card = desk.split("<article").find(|card| card.contains(&format!(">{name}</a>"))).unwrap();
    field(card, "person").parse().unwrap()
}

#[tokio::test]
async fn whoever_is_suspended_posts_comments_and_automates_nothing_until_they_are_restored() {
    let place = TempDir::new().unwrap();
    let program = Program::start("serve", place.path(), &[]).await;
    let admin = Person::open_section(&program).await;
    let added = command(&["user", "add", "Awa", AWA], place.path(), &[]).output().unwrap();
    let said = String::from_utf8(added.stdout).unwrap();
    let (_, token) = said.split_once("/reset/").expect("a link");
    let mut awa = Person::new(&program);
    let chosen = awa.post(&format!("/reset/{}", token.trim()), &[("passphrase", PASSPHRASE)]).await;
    assert_eq!(chosen.status, 200, "{}", chosen.text);
    assert_eq!(awa.sign_in(AWA, PASSPHRASE).await.location, "/me");

    let csrf = awa.csrf("/me/blogs/new").await;
    awa.open_blog(&csrf, "Carnet de Kaya").await;
    let draft = awa.draft(&csrf, "Le puits").await;
    assert_eq!(awa.save(&csrf, &draft, "Le puits", "publish").await.status, 303);
    let next = awa.draft(&csrf, "Le marché").await;
    let comments = format!("{POST}/comments");
    assert_eq!(awa.post(&comments, &[("csrf", &csrf), ("body", "Avant.")]).await.status, 303);
    let fields = [
        ("csrf", csrf.as_str()),
        ("name", "Téléphone"),
        ("allows", "voices.comments.write"),
        ("days", "30"),
        ("current", PASSPHRASE),
    ];
    let made = awa.post("/me/tokens", &fields).await.text;
    let (_, rest) = made.split_once("griot_").expect("the token is shown");
    let token = format!("griot_{}", rest.split('<').next().unwrap());
    let post = draft.rsplit('/').next().unwrap();
    let site = awa.at("");
    assert_eq!(program_comments(&site, post, &token, "Par programme, avant.").await, 201);

    let desk = admin.get("/desk/roles").await.text;
    let person = person_named(&desk, "Awa").to_string();
    let csrf_of_admin = field(&desk, "csrf");
    let judge = async |act: &str| -> Answer {
        admin.post("/desk/roles/state", &[("csrf", &csrf_of_admin), ("person", &person), ("act", act)]).await
    };
    assert_eq!(judge("suspend").await.location, "/desk/roles?done=state");

    // The page that lay open, its form already filled in, is worth nothing any more.
    for refused in [
        awa.save(&csrf, &next, "Le marché", "publish").await,
        awa.post("/me/posts/new", &[("csrf", &csrf), ("title", "Encore")]).await,
    ] {
        assert!(refused.location.starts_with("/sign-in"), "{refused:?}");
    }
    let refused = awa.post(&comments, &[("csrf", &csrf), ("body", "Après.")]).await;
    assert_eq!(refused.status, 422);
    assert!(refused.text.contains("Seuls les membres commentent ici"), "{}", refused.text);
    assert_eq!(program_comments(&site, post, &token, "Par programme, après.").await, 401);
    let told = awa.sign_in(AWA, PASSPHRASE).await;
    assert!(told.status == 403 && told.text.contains("suspendu"), "{}", told.text);
    assert!(awa.get("/me").await.location.starts_with("/sign-in"));
    let page = awa.get(POST).await;
    assert!(page.status == 200 && page.text.contains("L’eau est revenue."), "reading is for everyone");
    assert!(!page.text.contains("Après.") && !page.text.contains("après."), "{}", page.text);
    assert_eq!(awa.get("/blogs/carnet-de-kaya/le-marche").await.status, 404);

    assert_eq!(judge("restore").await.location, "/desk/roles?done=state");
    assert_eq!(awa.sign_in(AWA, PASSPHRASE).await.location, "/me");
    let csrf = awa.csrf("/me/posts/new").await;
    assert_eq!(awa.save(&csrf, &next, "Le marché", "publish").await.status, 303);
    assert_eq!(awa.post(&comments, &[("csrf", &csrf), ("body", "De retour.")]).await.status, 303);
    assert_eq!(
        program_comments(&site, post, &token, "Par programme, de retour.").await,
        401,
        "a token that was revoked stays so"
    );
    assert!(admin.get("/desk/log").await.text.contains(ADMIN.0));
}
