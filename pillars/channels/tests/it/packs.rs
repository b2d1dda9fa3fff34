//! Texts that leave in a kit, and come out of one.

use std::sync::Arc;

use griot_channels::{
    Channels, SCHEMA,
    model::{
        item::{Item, Stage},
        network::Network,
        picture::{Consent, Picture},
    },
    store::{channels, items, pictures, texts},
};
use griot_contracts::packs::{Packs, Taking};
use griot_db::Tx;
use griot_files::{FileKey, StoredPicture, StoredRendition};
use griot_kernel::{FixedClock, Language, Sensitivity};
use uuid::Uuid;

use crate::factory::{chance, channel, item, later, person, start, text};

fn picture(n: u128, consent: Consent) -> Picture {
    let key = FileKey::of(&n.to_be_bytes(), "jpg").unwrap();
    let file = StoredRendition { width: 320, height: 200, bytes: 9_000, key };
    Picture {
        id: Uuid::from_u128(0xb000 + n).into(),
        stored: StoredPicture { width: 320, height: 200, renditions: vec![file] },
        alt: format!("Image {n}"),
        language: Language::FRENCH,
        credit: "La section".into(),
        consent,
        consent_who: "Rose Kinda".into(),
        consent_for: String::new(),
        consent_until: (consent == Consent::Given).then(|| later(60)),
        by: Some(person(1)),
        at: start(),
    }
}

async fn add(tx: &mut Tx, n: u128, stage: Stage, sensitivity: Sensitivity) -> Item {
    let campaign = Some(Uuid::from_u128(0xe).into());
    let one = Item { stage, sensitivity, campaign, planned_at: Some(later(5)), ..item(n) };
    items::insert(tx, &one).await.unwrap();
    texts::put(tx, one.id, &text("De l’eau.")).await.unwrap();
    one
}

griot_testkit::contract! { &[SCHEMA];
    async fn what_was_approved_leaves_without_names_and_comes_in_as_a_draft_that_names_its_source(db: Db) {
        let kept = Channels::new(Arc::new(FixedClock::at(start())), Arc::new(chance()));
        let mut tx = db.begin().await.unwrap();
        channels::insert(&mut tx, &channel(1, Network::Facebook)).await.unwrap();
        let approved = add(&mut tx, 1, Stage::Approved, Sensitivity::None).await;
        add(&mut tx, 2, Stage::Draft, Sensitivity::None).await;
        add(&mut tx, 3, Stage::Published, Sensitivity::AtRiskPerson).await;
        let variant = griot_channels::acts::propose::plain_variant(&channel(1, Network::Facebook), Language::FRENCH);
        texts::put_variant(&mut tx, approved.id, &variant).await.unwrap();
        for (n, consent) in (1..).zip([Consent::Nobody, Consent::Given, Consent::Missing, Consent::Withdrawn]) {
            let one = picture(n, consent);
            pictures::insert(&mut tx, &one).await.unwrap();
            pictures::place(&mut tx, approved.id, i64::try_from(n).unwrap(), one.id).await.unwrap();
        }

        let campaign = Uuid::from_u128(0xe).into();
        let given = kept.give(&mut tx, campaign, start()).await.unwrap();
        assert_eq!(given.len(), 1, "only what was approved and endangers nobody");
        let mut packed = given.into_iter().next().unwrap();
        assert_eq!((packed.networks.as_slice(), packed.texts.len()), (["facebook".to_owned()].as_slice(), 1));
        assert_eq!(packed.kept_back, ["Image 3", "Image 4"]);
        assert!(!format!("{packed:?}").contains("Rose"), "no name goes along");
        let later_on = kept.give(&mut tx, campaign, later(61)).await.unwrap();
        assert_eq!(later_on[0].kept_back.len(), 3, "a consent that ended");

        packed.source = "https://soeur.example.org/campaigns/eau".into();
        let other = Uuid::from_u128(0xf).into();
        let taking = Taking { campaign: other, by: person(2), from: "Section sœur".into() };
        kept.take(&mut tx, &packed, &taking, (later(1), &chance())).await.unwrap();
        let came = items::of_campaign(&mut tx, other, 10).await.unwrap();
        assert_eq!((came[0].stage, came[0].author), (Stage::Draft, Some(person(2))));
        assert_eq!(came[0].source_address.as_deref(), Some(packed.source.as_str()));
        assert_eq!(texts::variants(&mut tx, came[0].id).await.unwrap().len(), 1);
        let shown = pictures::of(&mut tx, came[0].id).await.unwrap();
        assert_eq!((shown[1].consent, shown[1].consent_who.as_str()), (Consent::Given, "Section sœur"));
        assert_eq!(shown[1].consent_until, Some(later(60)));
    }
}
