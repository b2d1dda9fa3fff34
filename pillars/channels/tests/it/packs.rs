//! Texts that leave in a kit, and come out of one.

use std::sync::Arc;

use griot_channels::{
    Channels, SCHEMA,
    model::{
        channel::{Channel, ChannelState},
        item::{Item, ItemId, Stage, Text},
        message::Visibility,
        network::Network,
        picture::{Consent, Picture},
        variant::Variant,
    },
    store::{channels, items, pictures, steps, texts},
};
use griot_contracts::packs::{PackedVariant, Packs, Taking};
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
        alts: Vec::new(),
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

fn kept() -> Channels {
    Channels::new(Arc::new(FixedClock::at(start())), Arc::new(chance()))
}

/// What stands in the log of an item for networks on which nobody speaks here.
async fn notes(tx: &mut Tx, item: ItemId) -> Vec<String> {
    let all = steps::of(tx, item, 50).await.unwrap();
    all.into_iter().filter(|step| step.act == "channels-act-kit-variant").map(|step| step.note).collect()
}

griot_testkit::contract! { &[SCHEMA];
    async fn what_was_approved_leaves_without_names_and_comes_in_as_a_draft_that_names_its_source(db: Db) {
        let kept = kept();
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
        assert_eq!((packed.networks(), packed.texts.len()), (vec!["facebook".to_owned()], 1));
        assert_eq!(packed.kept_back, ["Image 2", "Image 3", "Image 4"], "whoever is shown agreed to this section");
        assert!(!format!("{packed:?}").contains("Rose"), "no name goes along");

        // Other houses may let those go whom they show.
        let theirs = griot_contracts::packs::PackedPicture { people_agreed: true, file: "autre".into(), ..packed.pictures[0].clone() };
        packed.pictures.push(theirs);
        packed.source = "https://soeur.example.org/campaigns/eau".into();
        let other = Uuid::from_u128(0xf).into();
        let taking = Taking { campaign: other, by: person(2), from: "Section sœur".into() };
        kept.take(&mut tx, &packed, &taking, (later(1), &chance())).await.unwrap();
        let came = items::of_campaign(&mut tx, other, 10).await.unwrap();
        assert_eq!((came[0].stage, came[0].author), (Stage::Draft, Some(person(2))));
        assert_eq!(came[0].source_address.as_deref(), Some(packed.source.as_str()));
        assert_eq!(texts::variants(&mut tx, came[0].id).await.unwrap().len(), 1);
        let shown = pictures::of(&mut tx, came[0].id).await.unwrap();
        let who: Vec<_> = shown.iter().map(|one| (one.consent, one.consent_who.as_str())).collect();
        assert_eq!(who, [(Consent::Nobody, ""), (Consent::Missing, "Section sœur")], "asked anew");
    }

    async fn what_names_someone_is_not_approved_or_is_under_embargo_stays_and_says_why(db: Db) {
        let kept = kept();
        let mut tx = db.begin().await.unwrap();
        add(&mut tx, 1, Stage::Published, Sensitivity::NamedPerson).await;
        add(&mut tx, 2, Stage::Scheduled, Sensitivity::Minor).await;
        add(&mut tx, 3, Stage::InReview, Sensitivity::None).await;
        add(&mut tx, 4, Stage::Withdrawn, Sensitivity::None).await;
        let mut held = add(&mut tx, 5, Stage::Approved, Sensitivity::None).await;
        held.embargo_until = Some(later(60));
        assert!(items::update(&mut tx, &held, start()).await.unwrap());

        let campaign = Uuid::from_u128(0xe).into();
        assert!(kept.give(&mut tx, campaign, start()).await.unwrap().is_empty());
        let stays = kept.stays(&mut tx, campaign, start()).await.unwrap();
        let mut why: Vec<_> = stays.iter().map(|one| (one.title.as_str(), one.why_key)).collect();
        why.sort_unstable();
        assert_eq!(
            why,
            [
                ("Texte 1", "channels-stays-person"),
                ("Texte 2", "channels-stays-person"),
                ("Texte 3", "channels-stays-unapproved"),
                ("Texte 4", "channels-stays-over"),
                ("Texte 5", "channels-stays-embargo"),
            ]
        );
        assert!(stays.iter().any(|one| one.address == format!("/desk/items/{}", held.id)));
        let given = kept.give(&mut tx, campaign, later(60)).await.unwrap();
        assert_eq!(given.iter().map(|one| one.title.as_str()).collect::<Vec<_>>(), ["Texte 5"]);
        assert_eq!(kept.stays(&mut tx, campaign, later(60)).await.unwrap().len(), 4);
    }

    async fn warnings_words_and_readers_travel_by_network_and_nothing_is_lost(db: Db) {
        let kept = kept();
        let mut tx = db.begin().await.unwrap();
        let (facebook, radio, telegram) =
            (channel(1, Network::Facebook), channel(2, Network::Radio), channel(3, Network::Telegram));
        for one in [&facebook, &radio, &telegram] {
            channels::insert(&mut tx, one).await.unwrap();
        }
        let item = add(&mut tx, 1, Stage::Published, Sensitivity::None).await;
        let warned = Text { warning: "Violence".into(), ..text("De l’eau.") };
        texts::put(&mut tx, item.id, &warned).await.unwrap();
        let own = |channel: &Channel, body: &str| Variant {
            channel: channel.id,
            language: Language::FRENCH,
            body: Some(body.to_owned()),
            warning: "Image dure".to_owned(),
            letters: Default::default(),
            visibility: Visibility::Followers,
            without: Vec::new(),
        };
        texts::put_variant(&mut tx, item.id, &own(&facebook, "L’eau, sur la Page.")).await.unwrap();
        texts::put_variant(&mut tx, item.id, &own(&radio, "L’eau, à l’antenne.")).await.unwrap();
        let plain = griot_channels::acts::propose::plain_variant(&telegram, Language::FRENCH);
        texts::put_variant(&mut tx, item.id, &plain).await.unwrap();
        let also = griot_channels::acts::propose::plain_variant(&telegram, Language::ENGLISH);
        texts::put_variant(&mut tx, item.id, &also).await.unwrap();
        // Another channel that says the same in the same languages is no other account to others.
        let twin = channel(5, Network::Telegram);
        channels::insert(&mut tx, &twin).await.unwrap();
        for one in [&plain, &also] {
            texts::put_variant(&mut tx, item.id, &Variant { channel: twin.id, ..one.clone() }).await.unwrap();
        }

        let picture = crate::factory::picture(7, "Un puits");
        griot_channels::store::pictures::insert(&mut tx, &picture).await.unwrap();
        griot_channels::store::pictures::place(&mut tx, item.id, 0, picture.id).await.unwrap();
        let bare = Variant { without: vec![picture.id], ..own(&facebook, "L’eau, sur la Page.") };
        texts::put_variant(&mut tx, item.id, &bare).await.unwrap();

        let mut packed = kept.give(&mut tx, item.campaign.unwrap(), start()).await.unwrap().remove(0);
        assert_eq!(packed.variants[0].without, [packed.pictures[0].file.clone()]);
        assert_eq!(packed.networks(), ["facebook", "radio", "telegram"]);
        assert_eq!((packed.sensitivity, packed.texts[0].warning.as_str()), (Sensitivity::None, "Violence"));
        assert!(!format!("{packed:?}").contains(&facebook.id.to_string()), "no account goes along");
        let accounts: Vec<_> = packed.variants.iter().map(|one| (one.network.as_str(), one.account, one.language.to_string())).collect();
        let fr = |network| (network, 1, "fr".to_owned());
        assert_eq!(accounts, [fr("facebook"), fr("radio"), ("telegram", 1, "en".into()), fr("telegram")]);
        channels::update(&mut tx, &Channel { state: ChannelState::Closed, ..twin }).await.unwrap();

        // In the other house: no radio, two Pages of which one is in English, words that are unknown here.
        channels::update(&mut tx, &Channel { state: ChannelState::Closed, ..radio }).await.unwrap();
        let english = Channel { language: Language::ENGLISH, ..channel(4, Network::Facebook) };
        channels::insert(&mut tx, &english).await.unwrap();
        packed.sensitivity = Sensitivity::NamedPerson;
        packed.variants.push(PackedVariant {
            account: 2,
            body: Some("Water, on the Page.".into()),
            visibility: "friends".into(),
            ..PackedVariant::plain("facebook", Language::ENGLISH)
        });
        packed.variants.push(PackedVariant::plain("pigeon", Language::FRENCH));
        let taking =
            Taking { campaign: Uuid::from_u128(0xf).into(), by: person(2), from: "Section sœur".into() };
        kept.take(&mut tx, &packed, &taking, (later(1), &chance())).await.unwrap();
        let came = items::of_campaign(&mut tx, taking.campaign, 10).await.unwrap().remove(0);
        assert_eq!((came.stage, came.sensitivity), (Stage::Draft, Sensitivity::NamedPerson));
        assert_eq!(texts::of(&mut tx, came.id).await.unwrap(), [warned]);
        let there = texts::variants(&mut tx, came.id).await.unwrap();
        let on = |one: &Channel| there.iter().find(|variant| variant.channel == one.id).cloned();
        let [came_with] = &griot_channels::store::pictures::of(&mut tx, came.id).await.unwrap()[..] else { panic!() };
        let bare = Variant { without: vec![came_with.id], ..own(&facebook, "L’eau, sur la Page.") };
        assert_eq!(on(&facebook), Some(bare), "what it does not show travels");
        let in_english = on(&english).unwrap();
        assert_eq!((in_english.body.as_deref(), in_english.language), (Some("Water, on the Page."), Language::ENGLISH));
        assert_eq!(in_english.visibility, Visibility::Followers, "who may see it is never widened");
        let on_telegram: Vec<_> =
            there.iter().filter(|one| one.channel == telegram.id).map(|one| one.language).collect();
        assert_eq!((there.len(), on_telegram), (4, vec![Language::ENGLISH, Language::FRENCH]));
        let said = notes(&mut tx, came.id).await;
        assert_eq!(said.len(), 2, "{said:?}");
        assert!(said.contains(&"radio · fr · followers — Image dure — L’eau, à l’antenne.".to_owned()), "{said:?}");
        assert!(said.contains(&"pigeon · fr · public".to_owned()), "{said:?}");
        assert_eq!(kept.network_key("radio"), Some("channels-network-radio"));
        assert_eq!(kept.network_key("pigeon"), None);
    }
}
