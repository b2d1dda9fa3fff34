//! Those who carry a campaign, and what is kept of what they share.

use griot_campaigns::{
    Campaigns, SCHEMA,
    model::{Ambassador, Campaign, Share, Stage},
    store::{campaigns, people, shares},
};
use griot_contracts::{
    campaigns::{Risk, Weekly},
    packs::{PackedItem, PackedText, PackedVariant},
};
use griot_db::Tx;
use griot_kernel::{Language, PersonId, Sensitivity};
use griot_web::testing::text;

use crate::{
    factory::{awa, binta, campaign, day, id},
    house::{awa as member, boukary, field, home, main_of, mariam, to},
};

fn ambassador(person: PersonId, club: &str) -> Ambassador {
    Ambassador { person, club: club.into(), since: day(0) }
}

fn share(n: u128, campaign: &Campaign, by: PersonId) -> Share {
    Share {
        id: id(0x8000 + n).into(),
        campaign: campaign.id,
        by,
        network: "Facebook".into(),
        address: "https://facebook.com/awa/1".into(),
        day: day(0),
    }
}

async fn with(tx: &mut Tx, risk: Risk) -> Campaign {
    let mut one = campaign(1, "eau", Stage::Running);
    one.words.risk = risk;
    campaigns::insert(tx, &one).await.unwrap();
    shares::join(tx, one.id, &ambassador(awa(), "Club de Kaya")).await.unwrap();
    one
}

fn kept(marks: &[(String, String, Option<griot_kernel::Timestamp>)]) -> Vec<&str> {
    marks
        .iter()
        .map(|mark| mark.0.as_str())
        .filter(|what| *what == "shared" || *what == "ambassador")
        .collect()
}

griot_testkit::contract! { &[SCHEMA];
    async fn a_person_stands_beside_a_share_only_where_the_risk_is_normal(db: Db) {
        for risk in Risk::ALL {
            let mut tx = db.begin().await.unwrap();
            let one = with(&mut tx, risk).await;
            assert!(shares::add(&mut tx, &share(1, &one, awa())).await.unwrap());
            assert!(!shares::add(&mut tx, &share(2, &one, binta())).await.unwrap(), "no ambassador");
            let clubs = shares::by_club(&mut tx, one.id).await.unwrap();
            assert_eq!(clubs, [("Club de Kaya".into(), "Facebook".into(), 1)]);
            let named = shares::by_person(&mut tx, one.id).await.unwrap();
            let marks = people::marks(&mut tx, awa()).await.unwrap();
            if risk == Risk::Normal {
                assert_eq!(named, [(awa(), 1)]);
                assert_eq!(kept(&marks), ["ambassador", "shared"]);
            } else {
                assert!(named.is_empty());
                assert_eq!(kept(&marks), ["ambassador"], "nothing leads from a share to a person");
            }
        }
    }

    async fn raising_the_risk_takes_people_away_from_what_was_shared_in_the_same_act(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let mut one = with(&mut tx, Risk::Normal).await;
        shares::add(&mut tx, &share(1, &one, awa())).await.unwrap();
        shares::unname(&mut tx, one.id).await.unwrap();
        assert_eq!(shares::by_person(&mut tx, one.id).await.unwrap().len(), 1, "the risk is normal");

        one.words.risk = Risk::Elevated;
        assert!(campaigns::save(&mut tx, one.id, 1, &one.words).await.unwrap());
        one.words.risk = Risk::Normal;
        assert!(campaigns::save(&mut tx, one.id, 2, &one.words).await.unwrap());
        assert!(shares::by_person(&mut tx, one.id).await.unwrap().is_empty(), "it does not come back");
        assert_eq!(kept(&people::marks(&mut tx, awa()).await.unwrap()), ["ambassador"]);
        assert_eq!(shares::by_club(&mut tx, one.id).await.unwrap().len(), 1);
    }

    async fn shares_are_counted_by_campaign_and_day(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let one = with(&mut tx, Risk::High).await;
        campaigns::insert(&mut tx, &campaign(2, "air", Stage::Running)).await.unwrap();
        for (n, on) in [(1, day(0)), (2, day(6)), (3, day(7))] {
            assert!(shares::add(&mut tx, &Share { day: on, ..share(n, &one, awa()) }).await.unwrap());
        }
        let week = shares::of_days(&mut tx, day(0), day(7)).await.unwrap();
        assert_eq!(week, [(one.id, one.words.title.clone(), 2)]);
        assert!(shares::of_days(&mut tx, day(8), day(15)).await.unwrap().is_empty());
        let told = Campaigns.brought(&mut tx, day(0), day(7)).await.unwrap();
        assert_eq!((told.len(), told[0].facts.as_slice()), (1, [("week-shares", 2)].as_slice()));
        assert_eq!(told[0].address, one.desk());
    }

    async fn an_ambassador_leaves_and_the_club_keeps_what_was_shared(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let one = with(&mut tx, Risk::Normal).await;
        assert!(shares::set_club(&mut tx, one.id, awa(), "Club de Ouaga").await.unwrap());
        assert!(!shares::set_club(&mut tx, one.id, binta(), "Club").await.unwrap());
        assert_eq!(shares::ambassador(&mut tx, one.id, awa()).await.unwrap(), Some(ambassador(awa(), "Club de Ouaga")));
        shares::join(&mut tx, one.id, &Ambassador { since: day(9), ..ambassador(awa(), "Club de Kaya") }).await.unwrap();
        assert_eq!(shares::ambassadors(&mut tx, one.id).await.unwrap(), [ambassador(awa(), "Club de Kaya")]);
        shares::add(&mut tx, &share(1, &one, awa())).await.unwrap();
        shares::leave(&mut tx, one.id, awa()).await.unwrap();
        shares::unname_one(&mut tx, one.id, awa()).await.unwrap();
        assert!(kept(&people::marks(&mut tx, awa()).await.unwrap()).is_empty());
        assert_eq!(shares::by_club(&mut tx, one.id).await.unwrap().len(), 1);

        shares::join(&mut tx, one.id, &ambassador(awa(), "")).await.unwrap();
        shares::add(&mut tx, &share(2, &one, awa())).await.unwrap();
        people::erase(&mut tx, awa()).await.unwrap();
        assert!(kept(&people::marks(&mut tx, awa()).await.unwrap()).is_empty());
        assert!(shares::ambassadors(&mut tx, one.id).await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn a_member_volunteers_shares_and_leaves() {
    let home = home().await;
    let director = home.as_one(mariam()).await;
    let begun = to(&director.post("/desk/campaigns", &[("title", "L’eau")]).await);
    let at = begun.strip_suffix("/edit").unwrap().to_owned();
    let page = main_of(&text(director.get(&begun).await).await);
    let revision = field(&page, "revision");
    let words = [("title", "L’eau"), ("message", "De l’eau."), ("languages", "fr"), ("risk", "normal")];
    let fields: Vec<_> = words.into_iter().chain([("revision", revision.as_str())]).collect();
    assert_eq!(director.post(&begun, &fields).await.status(), 303);
    let awa = home.as_one(member()).await;
    assert_eq!(awa.get("/me/kits/l-eau").await.status(), 404, "nothing is seen before it runs");
    for wanted in ["plan", "open"] {
        director.post(&format!("{at}/move"), &[("wanted", wanted)]).await;
    }
    assert!(main_of(&text(awa.get("/me/kits").await).await).contains("L’eau"));
    assert_eq!(awa.post("/me/kits/l-eau/share", &[("network", "Facebook")]).await.status(), 422);
    let joined = to(&awa.post("/me/kits/l-eau/join", &[("club", "Club de Kaya")]).await);
    let page = main_of(&text(awa.get(&joined).await).await);
    assert!(page.contains("Club de Kaya") && page.contains("/campaigns/l-eau"), "{page}");
    let bad = awa.post("/me/kits/l-eau/share", &[("network", "Facebook"), ("address", "facebook")]).await;
    assert_eq!(bad.status(), 422);
    assert!(text(bad).await.contains("value=\"facebook\""));
    for address in ["", "https://facebook.com/1"] {
        let done = awa.post("/me/kits/l-eau/share", &[("network", "Facebook"), ("address", address)]).await;
        assert_eq!(done.status(), 303);
    }
    let lead = home.as_one(boukary()).await;
    let desk = main_of(&text(lead.get(&at).await).await);
    assert!(
        desk.contains("Club de Kaya · Facebook · 2 partages") && desk.contains("Awa · 2 partages"),
        "{desk}"
    );
    let person = member().id.to_string();
    let named =
        lead.post(&format!("{at}/ambassadors"), &[("person", &person), ("club", "Club de Ouaga")]).await;
    assert_eq!(named.status(), 303);
    let sheet = main_of(&text(lead.get(&format!("{at}/evaluation")).await).await);
    assert!(sheet.contains("2 partages"), "{sheet}");
    let monday = main_of(&text(lead.get("/desk/monday").await).await);
    let (_, brought) = monday.split_once("Ce que cela a apporté").unwrap();
    assert!(brought.contains(&format!("<a href=\"{at}\">L’eau</a>")), "{brought}");
    assert!(brought.contains("2 partages par des ambassadeurs"), "{brought}");

    assert!(to(&awa.post("/me/kits/l-eau/leave", &[]).await).contains("left"));
    let desk = main_of(&text(lead.get(&at).await).await);
    assert!(desk.contains("2 partages") && !desk.contains("Awa · 2"), "{desk}");
    assert_eq!(home.client.get("/me/kits").await.status(), 303, "visitors sign in first");
}

#[tokio::test]
async fn a_text_is_shown_as_each_network_says_it_with_its_warning() {
    let home = home().await;
    let mut tx = home.house.section.db.begin().await.unwrap();
    campaigns::insert(&mut tx, &campaign(1, "eau", Stage::Running)).await.unwrap();
    tx.commit().await.unwrap();
    let text = |language, body: &str, warning: &str| PackedText {
        language,
        body: body.into(),
        warning: warning.into(),
        link: "/petitions/eau".into(),
    };
    let own = |network: &str, body: &str, visibility: &str| PackedVariant {
        body: Some(body.into()),
        visibility: visibility.into(),
        ..PackedVariant::plain(network, Language::FRENCH)
    };
    home.texts.gives.lock().unwrap().push(PackedItem {
        mark: "a1".into(),
        title: "L’eau".into(),
        language: Language::FRENCH,
        texts: vec![text(Language::FRENCH, "De l’eau.", "Sécheresse"), text(Language::ENGLISH, "Water.", "")],
        variants: vec![
            PackedVariant::plain("facebook", Language::FRENCH),
            PackedVariant::plain("telegram", Language::FRENCH),
            PackedVariant { warning: "Soif".into(), ..own("radio", "Ici la section.", "public") },
            own("mastodon", "Entre nous.", "followers"),
        ],
        sensitivity: Sensitivity::None,
        planned_at: None,
        out: true,
        source: String::new(),
        pictures: Vec::new(),
        kept_back: Vec::new(),
    });
    // What the section has not said yet is not for members to say.
    let early = PackedItem {
        mark: "a2".into(),
        out: false,
        texts: vec![text(Language::FRENCH, "Pas encore.", "")],
        ..home.texts.gives.lock().unwrap()[0].clone()
    };
    home.texts.gives.lock().unwrap().push(early);
    let awa = home.as_one(member()).await;
    let joined = to(&awa.post("/me/kits/eau/join", &[("club", "")]).await);
    let page = main_of(&griot_web::testing::text(awa.get(&joined).await).await);
    let cards: Vec<&str> = page.split("<div class=\"card\">").skip(1).collect();
    assert_eq!(cards.len(), 3, "{page}");
    assert!(cards[0].contains("facebook, telegram") && cards[0].contains("De l’eau."), "{page}");
    assert!(cards[0].contains("en avertissement\u{a0}: Sécheresse"), "{page}");
    assert!(cards[0].contains("/petitions/eau</textarea>"), "{page}");
    assert!(cards[1].contains("lang=\"en\"") && !cards[1].contains("avertissement"), "{page}");
    assert!(cards[2].contains("Feuille du lundi") && cards[2].contains("Soif"), "{page}");
    assert!(cards[2].contains("Ici la section.</textarea>"), "its own words say the link themselves");
    assert!(!page.contains("Entre nous"), "what is for those who follow is not passed on");
}
