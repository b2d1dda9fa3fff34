//! The pages of clubs: what trainers see and do, what whoever answers for a club may, and who sees whose name.

use std::sync::Arc;

use async_trait::async_trait;
use griot_contracts::campaigns::{CampaignId, CampaignName, Campaigns, Risk};
use griot_db::{Conn, DbError};
use griot_web::testing::{Client, text};
use griot_workshops::store::clubs;

use crate::{
    factory::id,
    house::{Home, adama, awa, boukary, field, home_with, issa, main_of, mariam, to},
};

/// One campaign that everybody sees, and one that is being prepared.
struct Plan;

fn campaign(n: u128) -> CampaignName {
    CampaignName {
        id: id(n).into(),
        title: if n == 1 { "Liberté de réunion" } else { "Encore secrète" }.to_owned(),
        risk: Risk::Normal,
        takes_things: true,
        desk: format!("/desk/campaigns/{n}"),
        public: (n == 1).then(|| "/campaigns/liberte".to_owned()),
    }
}

#[async_trait]
impl Campaigns for Plan {
    async fn taking(&self, _: &mut Conn) -> Result<Vec<CampaignName>, DbError> {
        Ok(vec![campaign(1), campaign(2)])
    }

    async fn get(&self, _: &mut Conn, asked: CampaignId) -> Result<Option<CampaignName>, DbError> {
        Ok([campaign(1), campaign(2)].into_iter().find(|one| one.id == asked))
    }
}

async fn house() -> (Home, Client) {
    let home = home_with(|house| house.provide::<dyn Campaigns>(Arc::new(Plan))).await;
    let trainer = home.as_one(adama()).await;
    (home, trainer)
}

async fn main(client: &Client, path: &str) -> String {
    main_of(&text(client.get(path).await).await)
}

/// The page that refuses this form.
async fn refused(client: &Client, path: &str, form: &[(&str, &str)]) -> String {
    let answer = client.post(path, form).await;
    assert_eq!(answer.status(), 422, "{path} {form:?}");
    let page = main_of(&text(answer).await);
    assert_eq!(page.matches("role=\"alert\"").count(), 1, "{page}");
    page
}

/// A club for which Awa answers: where staff see it, and where she does.
async fn club(trainer: &Client) -> (String, String) {
    let lead = awa().id.to_string();
    let form = [("name", "Jeunes de Kaya"), ("kind", "youth"), ("place", "Kaya"), ("coordinator", &lead)];
    let begun = to(&trainer.post("/desk/clubs", &form).await);
    let at = begun.strip_suffix("?done=added").unwrap().to_owned();
    let own = at.replace("/desk/", "/me/");
    (at, own)
}

const YOUNG: [(&str, &str); 6] = [
    ("name", "Fati Koné"),
    ("role", "ambassador"),
    ("minor", "1"),
    ("guardian", "Sa tante Salimata"),
    ("how", "lettre signée"),
    ("day", "2013-02-10"),
];

/// The same form with another word in one of its fields.
fn but<'a>(form: &[(&'a str, &'a str)], name: &str, value: &'a str) -> Vec<(&'a str, &'a str)> {
    form.iter().map(|(key, kept)| (*key, if *key == name { value } else { *kept })).collect()
}

#[tokio::test]
async fn clubs_are_begun_changed_closed_and_reopened() {
    let (home, trainer) = house().await;
    let page = main(&trainer, "/desk/clubs").await;
    assert!(page.contains("Il n’y a pas encore de club") && page.contains("pas publics"), "{page}");
    let page = main(&trainer, "/desk/clubs?lang=en").await;
    assert!(page.contains("There is no club yet") && page.contains("no direct messages"), "{page}");
    let (good, stranger) =
        ([("name", "Étudiants"), ("kind", "students"), ("coordinator", "")], id(77).to_string());
    let long = "x".repeat(121);
    for (name, value) in [
        ("name", ""),
        ("name", long.as_str()),
        ("kind", "sect"),
        ("coordinator", "x"),
        ("coordinator", &stranger),
    ] {
        let page = refused(&trainer, "/desk/clubs", &but(&good, name, value)).await;
        assert!(name == "name" || page.contains("value=\"Étudiants\""), "{page}");
        assert!(name == "kind" || page.contains("value=\"students\" selected"), "{page}");
    }
    assert!(home.log.take().is_empty());

    let (at, _) = club(&trainer).await;
    assert_eq!(home.log.take(), ["workshops-log-club-begun"]);
    let page = main(&trainer, "/desk/clubs").await;
    for words in ["Jeunes de Kaya", "Club de jeunes", "Coordination\u{a0}: Awa", "1 membre", "aucun résultat"]
    {
        assert!(page.contains(words), "{words} in {page}");
    }
    let revision = field(&main(&trainer, &at).await, "revision");
    let form =
        [("name", "Jeunes"), ("kind", "local"), ("place", ""), ("coordinator", ""), ("revision", &revision)];
    let page = refused(&trainer, &at, &but(&form, "name", " ")).await;
    assert!(page.contains("<details open>") && page.contains("value=\"local\" selected"), "{page}");
    assert_eq!(to(&trainer.post(&at, &form).await), format!("{at}?done=saved"));
    let page = refused(&trainer, &at, &but(&form, "name", "Trop tard")).await;
    assert!(page.contains("value=\"Trop tard\"") && page.contains("<h1>Jeunes</h1>"), "stale: {page}");
    assert!(page.contains("Personne pour le moment"), "{page}");

    let close = format!("{at}/close");
    refused(&trainer, &close, &[("wanted", "burn")]).await;
    assert_eq!(to(&trainer.post(&close, &[("wanted", "close")]).await), format!("{at}?done=club-closed"));
    assert_eq!(trainer.post(&close, &[("wanted", "close")]).await.status(), 303, "pressed twice");
    assert!(main(&trainer, "/desk/clubs").await.contains("Fermé"));
    refused(&trainer, &at, &form).await;
    refused(&trainer, &format!("{at}/members"), &YOUNG).await;
    let result = [("what", "Signatures"), ("figure", "1"), ("day", "2013-02-13")];
    refused(&trainer, &format!("{at}/results"), &result).await;
    let again = to(&trainer.post(&close, &[("wanted", "reopen")]).await);
    assert!(main(&trainer, &again).await.contains("Le club est rouvert."));
    let log = home.log.take();
    assert_eq!(
        log,
        ["workshops-log-club-changed", "workshops-log-club-closed", "workshops-log-club-reopened"]
    );
    assert_eq!(trainer.get("/desk/clubs/nulle-part").await.status(), 404);
    assert_eq!(trainer.get(&format!("/desk/clubs/{}", id(5))).await.status(), 404);
    assert_eq!(trainer.post(&format!("/desk/clubs/{}/members", id(5)), &YOUNG).await.status(), 404);
}

#[tokio::test]
async fn members_come_with_a_guardian_if_they_are_under_18_and_are_taken_away_when_asked() {
    let (home, trainer) = house().await;
    let (at, _) = club(&trainer).await;
    let members = format!("{at}/members");
    home.log.take();
    for (name, value) in [
        ("name", ""),
        ("role", "coordinator"),
        ("role", "king"),
        ("guardian", ""),
        ("how", ""),
        ("day", ""),
        ("day", "2013-02-30"),
        ("day", "2033-01-01"),
    ] {
        let page = refused(&trainer, &members, &but(&YOUNG, name, value)).await;
        for (field, kept) in YOUNG.iter().filter(|(field, _)| !["role", "minor", name].contains(field)) {
            assert!(page.contains(&format!("value=\"{kept}\"")), "{field} in {page}");
        }
    }
    refused(&trainer, &members, &but(&but(&YOUNG, "minor", ""), "how", "")).await;
    let (person, lead) = (issa().id.to_string(), awa().id.to_string());
    let house = [("person", person.as_str()), ("name", ""), ("role", "member")];
    refused(&trainer, &members, &but(&house, "name", "Issa")).await;
    refused(&trainer, &members, &but(&house, "person", "x")).await;
    refused(&trainer, &members, &but(&house, "person", &lead)).await;
    assert!(home.log.take().is_empty());

    assert_eq!(
        to(&trainer.post(&members, &but(&YOUNG, "minor", "")).await),
        format!("{at}?done=added#members")
    );
    refused(&trainer, &members, &but(&YOUNG, "name", "FATI koné")).await;
    assert_eq!(trainer.post(&members, &house).await.status(), 303);
    assert_eq!(home.log.take(), ["workshops-log-club-joined"; 2]);
    let page = main(&trainer, &at).await;
    for words in [
        "Fati Koné",
        "Moins de 18 ans",
        "Accord de Sa tante Salimata (lettre signée), 10 février 2013. Noté par Adama.",
        "Coordonne le club",
        "Ambassadeur",
        "3 membres",
        "L’accord noté est effacé",
    ] {
        assert!(page.contains(words), "{words} in {page}");
    }
    assert!(main(&trainer, "/desk/clubs").await.contains("3 membres (1 de moins de 18 ans)"));
    assert!(main(&trainer, "/desk/clubs?lang=en").await.contains("3 members (1 under 18)"));

    let mut db = home.house.section.db.read().await.unwrap();
    let club = clubs::list(&mut db).await.unwrap().remove(0);
    let all = clubs::members(&mut db, club.id).await.unwrap();
    drop(db);
    let of = |person| all.iter().find(|one| one.person == person).unwrap().id.to_string();
    let (young, leader, other) = (of(None), of(Some(awa().id)), of(Some(issa().id)));
    let role = format!("{members}/role");
    for bad in [(young.as_str(), "coordinator"), (&leader, "member"), ("x", "member")] {
        refused(&trainer, &role, &[("id", bad.0), ("role", bad.1)]).await;
    }
    assert_eq!(trainer.post(&role, &[("id", &other), ("role", "ambassador")]).await.status(), 303);
    let remove = format!("{members}/remove");
    refused(&trainer, &remove, &[("id", "x")]).await;
    for one in [&young, &leader] {
        assert_eq!(to(&trainer.post(&remove, &[("id", one)]).await), format!("{at}?done=removed#members"));
        refused(&trainer, &remove, &[("id", one)]).await;
    }
    let page = main(&trainer, &at).await;
    assert!(!page.contains("Salimata") && page.contains("Personne pour le moment"), "{page}");
    let log = home.log.take();
    assert_eq!(log, ["workshops-log-club-role", "workshops-log-club-left", "workshops-log-club-left"]);
}

#[tokio::test]
async fn somebody_under_18_is_not_made_coordinator() {
    let (_home, trainer) = house().await;
    let (at, _) = club(&trainer).await;
    let person = issa().id.to_string();
    let form = but(&YOUNG, "name", "");
    let form: Vec<_> = form.into_iter().chain([("person", person.as_str())]).collect();
    assert_eq!(trainer.post(&format!("{at}/members"), &form).await.status(), 303);
    let revision = field(&main(&trainer, &at).await, "revision");
    let form = [("name", "Jeunes"), ("kind", "youth"), ("coordinator", &person), ("revision", &revision)];
    let page = refused(&trainer, &at, &form).await;
    assert!(page.contains("ne coordonne pas un club") && page.contains("<dd>Awa</dd>"), "{page}");
    assert!(page.contains("<h1>Jeunes de Kaya</h1>"), "nothing is kept: {page}");
}

#[tokio::test]
async fn results_are_noted_summed_by_campaign_and_taken_back() {
    let (home, trainer) = house().await;
    let (at, own) = club(&trainer).await;
    let (results, secret, open) = (format!("{at}/results"), id(2).to_string(), id(1).to_string());
    let good = [("what", "Signatures"), ("figure", "1 200"), ("day", "2013-02-13"), ("campaign", &secret)];
    for (name, value) in [
        ("what", ""),
        ("figure", "beaucoup"),
        ("figure", "-1"),
        ("day", ""),
        ("day", "2033-01-01"),
        ("campaign", "x"),
    ] {
        let page = refused(&trainer, &results, &but(&good, name, value)).await;
        for (field, kept) in good.iter().filter(|(field, _)| *field != name) {
            assert!(page.contains(&format!("value=\"{kept}\"")), "{field} in {page}");
        }
    }
    for form in [&good[..], &but(&good, "figure", "34"), &but(&good, "campaign", "")] {
        assert_eq!(to(&trainer.post(&results, form).await), format!("{at}?done=added#results"));
    }
    let page = main(&trainer, &at).await;
    assert!(page.contains("href=\"/desk/campaigns/2\">Encore secrète</a>"), "{page}");
    assert!(page.contains("Signatures\u{a0}: 1\u{202f}234") && page.contains("noté par Adama"), "{page}");
    let page = main(&trainer, "/desk/clubs").await;
    assert!(page.contains("3 résultats") && page.contains("1\u{202f}234"), "{page}");

    let lead = home.as_one(awa()).await;
    refused(&lead, &format!("{own}/results"), &good).await;
    let noted = lead.post(&format!("{own}/results"), &but(&good, "campaign", &open)).await;
    assert_eq!(to(&noted), format!("{own}?done=added#results"));
    let page = main(&lead, &own).await;
    assert!(
        page.contains("href=\"/campaigns/liberte\">Liberté de réunion") && !page.contains("secrète"),
        "{page}"
    );
    assert!(page.contains("Une autre campagne") && !page.contains("/desk/"), "{page}");

    let mut db = home.house.section.db.read().await.unwrap();
    let club = clubs::list(&mut db).await.unwrap().remove(0);
    let first = clubs::results(&mut db, club.id).await.unwrap().remove(0).id.to_string();
    drop(db);
    home.log.take();
    let remove = format!("{results}/remove");
    assert_eq!(to(&trainer.post(&remove, &[("id", &first)]).await), format!("{at}?done=removed#results"));
    for gone in [first.as_str(), "x"] {
        refused(&trainer, &remove, &[("id", gone)]).await;
    }
    assert_eq!(home.log.take(), ["workshops-log-club-result-removed"]);
}

#[tokio::test]
async fn whoever_answers_for_a_club_sees_first_names_and_adds_people_without_account() {
    let (home, trainer) = house().await;
    let (at, own) = club(&trainer).await;
    trainer.post(&format!("{at}/members"), &YOUNG).await;
    home.log.take();
    let lead = home.as_one(awa()).await;
    assert!(main(&lead, "/me/clubs").await.contains(&format!("href=\"{own}\"")));
    let page = main(&lead, &own).await;
    assert!(page.contains("<strong>Fati</strong>") && page.contains("10 février 2013"), "{page}");
    for kept_back in ["Koné", "Salimata", "lettre", "/remove", "/close", "name=\"person\""] {
        assert!(!page.contains(kept_back), "{kept_back} in {page}");
    }
    let members = format!("{own}/members");
    let page = refused(&lead, &members, &but(&but(&YOUNG, "name", "Ali Sawadogo"), "guardian", "")).await;
    assert!(page.contains("value=\"Ali Sawadogo\"") && page.contains("value=\"lettre signée\""), "{page}");
    let person = issa().id.to_string();
    refused(&lead, &members, &[("person", &person), ("role", "member")]).await;
    let joined = lead.post(&members, &but(&YOUNG, "name", "Ali Sawadogo")).await;
    assert_eq!(to(&joined), format!("{own}?done=added#members"));
    let page = main(&lead, &format!("{own}?lang=en")).await;
    assert!(page.contains("<strong>Ali</strong>") && page.contains("Under 18"), "{page}");
    assert!(main(&trainer, &at).await.contains("Noté par Awa"));
    assert!(home.log.take().is_empty(), "this is no act of staff");
}

#[tokio::test]
async fn nobody_else_sees_a_club() {
    let (home, trainer) = house().await;
    let (at, own) = club(&trainer).await;
    let person = boukary().id.to_string();
    let other = [("name", "Étudiants"), ("kind", "students"), ("coordinator", person.as_str())];
    trainer.post("/desk/clubs", &other).await;
    let person = issa().id.to_string();
    trainer.post(&format!("{at}/members"), &[("person", &person), ("role", "member")]).await;
    let result = [("what", "Signatures"), ("figure", "1"), ("day", "2013-02-13")];
    // Boukary answers for another club, Issa is a plain member of this one, Mariam directs the section.
    for who in [boukary(), issa(), mariam()] {
        let client = home.as_one(who.clone()).await;
        assert_eq!(client.get(&own).await.status(), 404, "{}", who.name);
        assert_eq!(client.post(&format!("{own}/members"), &YOUNG).await.status(), 404, "{}", who.name);
        assert_eq!(client.post(&format!("{own}/results"), &result).await.status(), 404, "{}", who.name);
    }
    for who in [boukary(), issa(), awa()] {
        let client = home.as_one(who).await;
        assert_eq!(client.get("/desk/clubs").await.status(), 403);
        assert_eq!(client.post("/desk/clubs", &other).await.status(), 403);
        assert_eq!(client.get(&at).await.status(), 403);
        for path in
            ["", "/close", "/members", "/members/role", "/members/remove", "/results", "/results/remove"]
        {
            assert_eq!(client.post(&format!("{at}{path}"), &YOUNG).await.status(), 403, "{path}");
        }
    }
    let plain = main(&home.as_one(issa()).await, "/me/clubs").await;
    assert!(
        plain.contains("Jeunes de Kaya") && plain.contains("Membre") && !plain.contains("href=\"/me/clubs/")
    );
    let none = main(&home.as_one(mariam()).await, "/me/clubs?lang=en").await;
    assert!(none.contains("You are in no club"), "{none}");
    for path in ["/me/clubs", &own, "/desk/clubs", &at] {
        assert_eq!(home.client.get(path).await.status(), 303, "{path}: visitors are asked to sign in");
    }
    // Whoever answers for the club no longer is refused from then on.
    let lead = home.as_one(awa()).await;
    assert_eq!(lead.get(&own).await.status(), 200);
    let revision = field(&main(&trainer, &at).await, "revision");
    let form = [("name", "Jeunes"), ("kind", "youth"), ("coordinator", ""), ("revision", &revision)];
    assert_eq!(trainer.post(&at, &form).await.status(), 303);
    assert_eq!(lead.get(&own).await.status(), 404);
    assert_eq!(lead.post(&format!("{own}/members"), &YOUNG).await.status(), 404);
}
