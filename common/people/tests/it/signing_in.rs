//! Signing in, waiting after wrong passphrases, codes, and the way back by a letter.

use std::time::Duration;

use griot_contracts::people::PublicNames;
use griot_people::{acts::roles, commands, second, store};
use griot_testkit::contract;
use griot_web::{
    Role, Settings,
    testing::{Client, text},
};

use crate::factory::{PASSPHRASE, Place, SCHEMAS, field, location, path_in};

async fn sign_in(place: &Place, client: &Client, name: &str, passphrase: &str) -> axum::response::Response {
    let address = place.address(name);
    client
        .post("/sign-in", &[("address", &address), ("passphrase", passphrase), ("back", "/people?page=1")])
        .await
}

contract! { SCHEMAS;
    async fn the_right_passphrase_opens_and_leads_where_one_wanted_to_go(db: Db) {
        let place = Place::open(db).await;
        place.member("Awa", &[]).await;
        assert_eq!(location(&place.client.get("/people").await), "/sign-in?back=%2Fpeople");
        let done = sign_in(&place, &place.client, "Awa", PASSPHRASE).await;
        assert_eq!(location(&done), "/people?page=1");
        assert!(text(place.client.get("/people").await).await.contains("Awa"));
        let out = place.client.post("/sign-out", &[]).await;
        assert_eq!(location(&out), "/");
        assert_eq!(place.client.get("/people").await.status(), 303);
    }

    async fn a_wrong_passphrase_and_an_unknown_address_look_alike(db: Db) {
        let place = Place::open(db).await;
        place.member("Awa", &[]).await;
        let wrong = text(sign_in(&place, &place.client, "Awa", "une autre phrase").await).await;
        let unknown = text(sign_in(&place, &place.client, "Personne", "une autre phrase").await).await;
        assert_eq!(wrong.replace("awa@", "?@"), unknown.replace("personne@", "?@"));
        assert!(wrong.contains("n’est pas la bonne") && !wrong.contains("une autre phrase"));
        assert!(place.client.cookie().is_none(), "no cookie before sign-in");
    }

    async fn where_to_go_back_is_a_path_of_this_site_only(db: Db) {
        let place = Place::open(db).await;
        place.member("Awa", &[]).await;
        let address = place.address("Awa");
        for away in ["https://elsewhere.example/", "//elsewhere.example/", "/\\elsewhere.example", "/\t/elsewhere.example", "/\u{b}/elsewhere.example"] {
            let fields = [("address", address.as_str()), ("passphrase", PASSPHRASE), ("back", away)];
            assert_eq!(location(&place.client.as_visitor().post("/sign-in", &fields).await), "/me", "{away}");
        }
        // Nor does the page of someone who is signed in already lead on to elsewhere.
        let hers = place.client.as_person(place.owner(&address).await.unwrap()).await;
        assert_eq!(location(&hers.get("/sign-in?back=%2F%09%2Felsewhere.example").await), "/me");
        assert_eq!(location(&hers.get("/sign-in?back=%2Fpeople").await), "/people");
    }

    async fn wrong_passphrases_make_wait_and_never_lock_out(db: Db) {
        let place = Place::open(db).await;
        place.member("Awa", &[]).await;
        for _ in 0..6 {
            sign_in(&place, &place.client, "Awa", "une autre phrase").await;
        }
        let early = sign_in(&place, &place.client, "Awa", PASSPHRASE).await;
        assert_eq!(early.status(), 429);
        assert!(early.headers().contains_key("retry-after"));
        assert!(text(early).await.contains("Trop d’essais"));
        place.house.clock.advance(Duration::from_secs(60));
        assert_eq!(location(&sign_in(&place, &place.client, "Awa", PASSPHRASE).await), "/people?page=1");
    }

    async fn a_letter_brings_a_new_passphrase_and_ends_every_session(db: Db) {
        let place = Place::open(db).await;
        let awa = place.member("Awa", &[]).await;
        let elsewhere = place.client.as_person(awa).await;
        let unknown = text(place.client.post("/reset", &[("address", "no@example.org")]).await).await;
        assert!(place.letters().await.is_empty());
        let known = text(place.client.post("/reset", &[("address", &place.address("Awa"))]).await).await;
        assert_eq!(known, unknown);
        let (_, reset) = place.letter().await;
        assert_eq!(place.client.get(&reset).await.status(), 200);
        assert_eq!(place.client.post(&reset, &[("passphrase", "court")]).await.status(), 422);
        assert_eq!(place.client.post(&reset, &[("passphrase", "mangue rivière lampe")]).await.status(), 200);
        // Sent twice, it is said again; whoever only has the link gets nothing more by it.
        assert_eq!(place.client.post(&reset, &[("passphrase", "mangue rivière lampe")]).await.status(), 200);
        assert_eq!(place.client.post(&reset, &[("passphrase", "tambour lampe 58")]).await.status(), 410);
        assert_eq!(place.client.get(&reset).await.status(), 410);
        assert_eq!(elsewhere.get("/me").await.status(), 303);
        assert_eq!(sign_in(&place, &place.client, "Awa", PASSPHRASE).await.status(), 422);
        assert_eq!(sign_in(&place, &place.client, "Awa", "mangue rivière lampe").await.status(), 303);
    }

    async fn letters_are_not_sent_without_end(db: Db) {
        let place = Place::open(db).await;
        place.member("Awa", &[]).await;
        let mut sent = 0;
        for _ in 0..7 {
            place.client.post("/reset", &[("address", &place.address("Awa"))]).await;
            sent += place.letters().await.len();
        }
        assert_eq!(sent, 4);
    }

    async fn a_reset_letter_waits_for_the_mail_server_and_its_links_count_once(db: Db) {
        let place = Place::open(db).await;
        let awa = place.member("Awa", &[]).await;
        let address = place.address("Awa");
        place.client.post("/reset", &[("address", &address)]).await;
        let (_, before) = place.letter().await;

        // The mail server is away for longer than letters of an hour.
        let away = griot_delivery::PostError::Retry("away".to_owned());
        place.house.post.fail(&away, 5);
        place.client.post("/reset", &[("address", &address)]).await;
        for _ in 0..5 {
            assert!(place.letters().await.is_empty());
            assert_eq!(place.client.get(&before).await.status(), 200, "the letter that came still opens");
            place.house.clock.advance(Duration::from_secs(1_000));
        }
        place.house.clock.advance(Duration::from_secs(1_000));
        let (_, reset) = place.letter().await;
        assert_eq!(place.client.get(&reset).await.status(), 200);
        assert_eq!(place.client.get(&before).await.status(), 410);
        let mut read = place.section().db.read().await.unwrap();
        let hour = place.section().clock.now() - Duration::from_secs(3_600);
        let links = store::links::count_since(&mut read, griot_people::model::link::Purpose::Reset, awa, hour).await.unwrap();
        assert_eq!(links, 1);
    }

    async fn a_suspended_member_is_told_so_after_the_right_passphrase_only(db: Db) {
        let place = Place::open(db).await;
        let admin = place.member("Salif", &[Role::Administrator]).await;
        let awa = place.member("Awa", &[]).await;
        let elsewhere = place.client.as_person(awa).await;
        let desk = place.client.as_person(admin).await;
        let id = awa.to_string();
        elsewhere.post("/me/profile", &[("name", "Awa"), ("language", "fr"), ("open_profile", "1")]).await;
        desk.post("/desk/roles/state", &[("person", &id), ("act", "suspend")]).await;
        assert_eq!(elsewhere.get("/me").await.status(), 303);
        assert_eq!(sign_in(&place, &place.client, "Awa", "une autre phrase").await.status(), 422);
        let told = sign_in(&place, &place.client, "Awa", PASSPHRASE).await;
        assert_eq!(told.status(), 403);
        assert!(text(told).await.contains("suspendu"));
        assert_eq!(place.reachable(awa).await, None);
        let names = place.section().ask::<dyn PublicNames>().unwrap();
        let mut db = place.section().db.read().await.unwrap();
        assert_eq!(names.by_handle(&mut db, "awa").await.unwrap(), None, "nobody is added anywhere by this handle");
        let shown = names.names(&mut db, &[awa]).await.unwrap().remove(&awa).unwrap();
        assert_eq!((shown.name.as_str(), shown.open, shown.takes_part), ("Awa", false, false));
        drop(db);
        desk.post("/desk/roles/state", &[("person", &id), ("act", "restore")]).await;
        assert_eq!(sign_in(&place, &place.client, "Awa", PASSPHRASE).await.status(), 303);
    }

    async fn a_code_is_asked_for_and_taken_once(db: Db) {
        let place = Place::open(db).await;
        let awa = place.member("Awa", &[]).await;
        let hers = place.client.as_person(awa).await;
        let page = text(hers.get("/me/security/codes").await).await;
        assert!(page.contains("<svg"));
        let sealed = field(&page, "sealed");
        let (_, letters) = page.split_once("<code>").unwrap();
        let secret: String = letters.split('<').next().unwrap().split(' ').collect();
        let code = |seconds: u64| {
            let secret = totp_rs::Secret::try_from_base32(&secret).unwrap();
            totp_rs::Builder::new().with_secret(secret).build().unwrap().generate(seconds).to_string()
        };
        let seconds = u64::try_from(crate::factory::now().as_millisecond() / 1_000).unwrap();
        let wrong = [("sealed", sealed.as_str()), ("code", "000000"), ("current", PASSPHRASE)];
        assert_eq!(hers.post("/me/security/codes", &wrong).await.status(), 422);
        let first = code(seconds);
        let right = [("sealed", sealed.as_str()), ("code", first.as_str()), ("current", PASSPHRASE)];
        let done = text(hers.post("/me/security/codes", &right).await).await;
        let recovery: Vec<&str> = done.split("<code>").skip(1).map(|rest| rest.split('<').next().unwrap()).collect();
        assert_eq!(recovery.len(), 10);

        let asked = text(sign_in(&place, &place.client, "Awa", PASSPHRASE).await).await;
        assert!(place.client.cookie().is_none(), "no cookie before the code");
        let pending = field(&asked, "pending");
        let give = async |code: &str| place.client.as_visitor().post("/sign-in/code", &[("pending", pending.as_str()), ("code", code)]).await;
        assert_eq!(give(&first).await.status(), 422, "the code that turned codes on is used up");
        assert_eq!(give(&code(seconds + 30)).await.status(), 303);
        assert_eq!(give(&code(seconds + 30)).await.status(), 422);
        let typed = recovery[0].to_lowercase();
        assert_eq!(give(&typed).await.status(), 303);
        assert_eq!(give(&typed).await.status(), 422);
        let forged = pending.replace(&awa.to_string(), &griot_kernel::PersonId::from(awa).to_string().replace('0', "1"));
        let answer = place.client.as_visitor().post("/sign-in/code", &[("pending", &forged), ("code", recovery[1])]).await;
        assert_eq!(location(&answer), "/sign-in");
        place.house.clock.advance(Duration::from_secs(301));
        assert_eq!(location(&give(recovery[1]).await), "/sign-in");
    }

    async fn a_code_opens_nothing_for_someone_who_was_suspended_meanwhile(db: Db) {
        let place = Place::open(db.clone()).await;
        let awa = place.member("Awa", &[]).await;
        let hash = second::recovery_hash(&place.section().keys, awa, "abcde-fghij");
        let mut tx = db.begin().await.unwrap();
        store::secrets::set_totp(&mut tx, awa, Some(b"sealed")).await.unwrap();
        store::recovery::replace(&mut tx, awa, &[hash]).await.unwrap();
        tx.commit().await.unwrap();
        let pending = field(&text(sign_in(&place, &place.client, "Awa", PASSPHRASE).await).await, "pending");
        let mut tx = db.begin().await.unwrap();
        roles::suspend(&mut tx, place.moment(), awa, None).await.unwrap().unwrap();
        tx.commit().await.unwrap();
        let answer = place.client.post("/sign-in/code", &[("pending", &pending), ("code", "abcde-fghij")]).await;
        assert_eq!(answer.status(), 403);
        assert!(text(answer).await.contains("suspendu"));
        assert!(place.client.cookie().is_none(), "nor is there a session that a restoration would open");
    }

    async fn staff_without_a_second_factor_hold_nothing_where_one_is_asked_for(db: Db) {
        let place = Place::open(db.clone()).await;
        let admin = place.member("Salif", &[Role::Administrator]).await;
        let desk = place.client.as_person(admin).await;
        assert_eq!(desk.get("/desk/log").await.status(), 200);
        let mut tx = db.begin().await.unwrap();
        let settings = Settings { second_factor_for_staff: true, ..Settings::default() };
        settings.save(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(desk.get("/desk/log").await.status(), 403);
        assert!(text(desk.get("/me/security").await).await.contains("second facteur"));
        let mut tx = db.begin().await.unwrap();
        store::secrets::set_totp(&mut tx, admin, Some(b"sealed")).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(desk.get("/desk/log").await.status(), 200);
    }

    async fn the_command_line_adds_a_person_and_lets_them_choose_a_passphrase(db: Db) {
        let place = Place::open(db).await;
        let section = place.section();
        let french = griot_kernel::Language::FRENCH;
        let added = commands::add_person(section, "Salif Zongo", "salif-zongo@example.org", french).await.unwrap();
        let again = commands::add_person(section, "Salif", "Salif-Zongo@Example.org", french).await.unwrap_err();
        assert_eq!(again.key(), Some("people-refused-known-address"));
        commands::set_role(section, "salif-zongo", Role::Administrator, true).await.unwrap();
        let last = commands::set_role(section, "salif-zongo@example.org", Role::Administrator, false).await.unwrap_err();
        assert_eq!(last.key(), Some("people-refused-last-administrator"));
        assert_eq!(commands::reset_link(section, "nobody").await.unwrap_err().key(), Some("people-refused-no-member"));
        let link = commands::reset_link(section, "salif-zongo").await.unwrap();
        assert_eq!(place.client.post(&path_in(&link), &[("passphrase", PASSPHRASE)]).await.status(), 200);
        assert_eq!(sign_in(&place, &place.client, "Salif Zongo", PASSPHRASE).await.status(), 303);
        assert_eq!(place.name_of(added).await.as_deref(), Some("Salif Zongo"));
    }
}
