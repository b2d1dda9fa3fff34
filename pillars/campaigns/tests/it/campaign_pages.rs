//! The pages of campaigns, for staff and for everyone.

use griot_campaigns::{Campaigns, store::campaigns};
use griot_kernel::{Found, Sensitivity};
use griot_pillar::Pillar;
use griot_web::testing::{Client, text};

use crate::house::{Home, adama, awa, boukary, field, home, main_of, to};

async fn main(client: &Client, path: &str) -> String {
    main_of(&text(client.get(path).await).await)
}

/// A house with a planned campaign that has its words; the address of its desk.
async fn with_a_campaign() -> (Home, Client, String) {
    let home = home().await;
    let lead = home.as_one(boukary()).await;
    let begun = to(&lead.post("/desk/campaigns", &[("title", "L’eau à l’école")]).await);
    let at = begun.strip_suffix("/edit").unwrap().to_owned();
    let page = main(&lead, &begun).await;
    let revision = field(&page, "revision");
    let fields = [
        ("title", "L’eau à l’école"),
        ("message", "Un point d’eau **par école**."),
        ("languages", "fr, mos"),
        ("risk", "elevated"),
        ("starts", "2013-02-01"),
        ("ends", "2013-03-31"),
        ("revision", revision.as_str()),
    ];
    assert_eq!(to(&lead.post(&begun, &fields).await), format!("{at}?done=saved"));
    go(&lead, &at, "plan").await;
    (home, lead, at)
}

async fn go(client: &Client, at: &str, wanted: &str) {
    let done = client.post(&format!("{at}/move"), &[("wanted", wanted)]).await;
    assert_eq!(done.status(), 303, "{wanted}");
}

#[tokio::test]
async fn a_campaign_goes_from_idea_to_evaluation_and_the_house_is_told() {
    let (home, lead, at) = with_a_campaign().await;
    assert!(home.told().await.is_empty(), "nobody is told of what is prepared");
    assert_eq!(home.client.get("/campaigns/l-eau-a-l-ecole").await.status(), 404);
    assert!(main(&home.client, "/campaigns").await.contains("Aucune campagne en ce moment"));

    go(&lead, &at, "open").await;
    assert_eq!(home.told().await, ["campaigns.opened.v1", "publications.changed.v1"]);
    let public = main(&home.client, "/campaigns/l-eau-a-l-ecole").await;
    assert!(
        public.contains("<strong>par école</strong>")
            && public.contains("Du 1er février 2013 au 31 mars 2013"),
        "{public}"
    );
    assert!(main(&home.client, "/campaigns?lang=en").await.contains("Running"));

    let refused =
        lead.post(&format!("{at}/evaluation"), &[("planned", "a"), ("reached", "b"), ("learnt", "c")]).await;
    assert_eq!(refused.status(), 422, "it still runs");
    assert!(main_of(&text(refused).await).contains("possible là où en est la chose"));
    go(&lead, &at, "close").await;
    assert_eq!(home.told().await, ["campaigns.closed.v1", "publications.changed.v1"]);
    let refused =
        lead.post(&format!("{at}/evaluation"), &[("planned", "Vingt écoles"), ("reached", "")]).await;
    assert_eq!(refused.status(), 422);
    assert!(main_of(&text(refused).await).contains("Vingt écoles</textarea>"));
    let told = [("planned", "Vingt écoles"), ("reached", "Douze écoles"), ("learnt", "Commencer plus tôt")];
    assert_eq!(
        to(&lead.post(&format!("{at}/evaluation"), &told).await),
        format!("{at}/evaluation?done=saved")
    );
    let public = main(&home.client, "/campaigns/l-eau-a-l-ecole").await;
    assert!(public.contains("Douze écoles") && public.contains("Évaluée"), "{public}");
    assert!(main(&lead, &format!("{at}/evaluation")).await.contains("<p>Vingt écoles</p>"));
    assert_eq!(home.log.take(), ["campaigns-log-opened", "campaigns-log-closed", "campaigns-log-evaluated"]);
}

#[tokio::test]
async fn what_was_opened_too_early_is_taken_back_at_once() {
    let (home, lead, at) = with_a_campaign().await;
    go(&lead, &at, "open").await;
    let slug = "/campaigns/l-eau-a-l-ecole";
    assert_eq!(home.client.get(slug).await.status(), 200);
    let mut tx = home.house.section.db.begin().await.unwrap();
    let campaign = campaigns::by_slug(&mut tx, "l-eau-a-l-ecole").await.unwrap().unwrap();
    let Found::Here(work) = Campaigns.publication(&mut tx, campaign.id.cast()).await.unwrap() else {
        panic!("it is public");
    };
    assert_eq!((work.kind.as_str(), work.sensitivity), ("campaign", Sensitivity::NamedPerson));
    assert_eq!((work.versions[0].address.as_str(), work.revision), (slug, campaign.revision));
    assert_eq!(work.versions[0].search_text.trim(), "Un point d’eau par école.");
    drop(tx);

    go(&lead, &at, "take-back").await;
    assert_eq!(home.client.get(slug).await.status(), 410, "it was here, and is gone");
    assert!(!main(&home.client, "/campaigns").await.contains("L’eau"));
    let mut tx = home.house.section.db.begin().await.unwrap();
    assert_eq!(Campaigns.publication(&mut tx, campaign.id.cast()).await.unwrap(), Found::Gone);
    assert_eq!(
        Campaigns.publication(&mut tx, griot_kernel::WorkId::from(uuid::Uuid::nil())).await.unwrap(),
        Found::Unknown
    );
}

#[tokio::test]
async fn nothing_opens_without_words_for_the_public() {
    let home = home().await;
    let lead = home.as_one(boukary()).await;
    let empty = lead.post("/desk/campaigns", &[("title", "  ")]).await;
    assert_eq!(empty.status(), 422);
    let at = to(&lead.post("/desk/campaigns", &[("title", "Une idée")]).await).replace("/edit", "");
    let refused = lead.post(&format!("{at}/move"), &[("wanted", "open")]).await;
    assert_eq!(refused.status(), 422);
    go(&lead, &at, "plan").await;
    let refused = lead.post(&format!("{at}/move"), &[("wanted", "open")]).await;
    assert!(main_of(&text(refused).await).contains("Écrivez d’abord ce que la campagne dit au public"));
    assert_eq!(lead.post(&format!("{at}/forget"), &[]).await.status(), 422, "it is more than an idea");
    let again = to(&lead.post("/desk/campaigns", &[("title", "Une idée")]).await).replace("/edit", "");
    assert_ne!(at, again);
    assert_eq!(to(&lead.post(&format!("{again}/forget"), &[]).await), "/desk/campaigns?done=removed");
}

#[tokio::test]
async fn what_hangs_on_a_campaign_is_added_measured_and_refused_with_a_sentence() {
    let (home, lead, at) = with_a_campaign().await;
    go(&lead, &at, "open").await;
    let bad =
        lead.post(&format!("{at}/ways"), &[("label", "Signer"), ("address", "javascript:alert(1)")]).await;
    assert_eq!(bad.status(), 422);
    let page = main_of(&text(bad).await);
    assert!(page.contains("Cette adresse ne mène nulle part") && page.contains("value=\"Signer\""), "{page}");
    for (path, fields) in [
        ("ways", vec![("label", "Signer"), ("address", "https://section.example/petitions/eau")]),
        ("objectives", vec![("text", "Des signatures"), ("goal", "1 000"), ("unit", "signatures")]),
        (
            "costs",
            vec![("kind", "airtime"), ("what", "Appels"), ("amount", "12 500 F CFA"), ("day", "2013-02-10")],
        ),
    ] {
        let done = lead.post(&format!("{at}/{path}"), &fields).await;
        assert_eq!(to(&done), format!("{at}?done=added#{path}"), "{path}");
    }
    let added = lead.post(&format!("{at}/team"), &[("person", &awa().id.to_string())]).await;
    assert_eq!(to(&added), format!("{at}?done=added#team"));
    let stranger = uuid::Uuid::from_u128(99).to_string();
    assert_eq!(lead.post(&format!("{at}/team"), &[("person", &stranger)]).await.status(), 422);
    let page = main(&lead, &at).await;
    assert!(page.contains("12\u{202f}500 F CFA") && page.contains("<span>Awa</span>"), "{page}");
    let (_, objectives) = page.split_once("id=\"objectives\"").unwrap();
    let id = field(objectives, "id");
    let done = lead
        .post(
            &format!("{at}/objectives/measure"),
            &[("id", &id), ("value", "412"), ("day", "2013-02-12"), ("source", "cahiers")],
        )
        .await;
    assert_eq!(to(&done), format!("{at}?done=measured#objectives"));
    let public = main(&home.client, "/campaigns/l-eau-a-l-ecole").await;
    assert!(
        public.contains("href=\"/petitions/eau\"") && public.contains("412 sur 1\u{202f}000 signatures"),
        "{public}"
    );
    assert!(!public.contains("12\u{202f}500"), "costs are the section’s own");
    let trainer = home.as_one(adama()).await;
    let page = main(&trainer, &at).await;
    assert!(page.contains("412 sur") && !page.contains("<form"), "{page}");
    assert_eq!(trainer.post(&format!("{at}/costs"), &[]).await.status(), 403);
}

#[tokio::test]
async fn two_who_write_at_once_see_both_texts() {
    let (_home, lead, at) = with_a_campaign().await;
    let stale = [
        ("title", "Autre"),
        ("message", "Mon texte"),
        ("languages", "fr"),
        ("risk", "normal"),
        ("revision", "1"),
    ];
    let answer = lead.post(&format!("{at}/edit"), &stale).await;
    assert_eq!(answer.status(), 409);
    let page = main_of(&text(answer).await);
    assert!(
        page.contains("Mon texte</textarea>") && page.contains("Un point d’eau **par école**."),
        "{page}"
    );
    let ends_first = [
        ("title", "A"),
        ("risk", "normal"),
        ("starts", "2013-03-01"),
        ("ends", "2013-02-01"),
        ("revision", "9"),
    ];
    let refused = lead.post(&format!("{at}/edit"), &ends_first).await;
    assert_eq!(refused.status(), 422);
    assert!(main_of(&text(refused).await).contains("La fin vient avant le début"));
}
