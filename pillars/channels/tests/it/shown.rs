//! What one channel shows and another does not: pictures of an item, and letters.

use griot_channels::{
    SCHEMA,
    acts::{propose::plain_variant, show::Whole},
    model::{
        item::{ItemId, Text},
        message::sms_text,
        network::Network,
        picture::PictureId,
        variant::{Letters, Variant, message},
    },
    store::{channels, items, pictures, texts},
};
use griot_db::Tx;
use griot_delivery::sms::{Alphabet, Weight};
use griot_kernel::Language;
use griot_web::testing::text;

use crate::{
    factory::{self, channel, item, picture},
    house::{Home, field, home, to},
    pages::{add_channel, approve, page},
};

async fn library(tx: &mut Tx) -> [PictureId; 2] {
    let both = [picture(1, "Le puits"), picture(2, "L’école")];
    for one in &both {
        pictures::insert(tx, one).await.unwrap();
    }
    both.map(|one| one.id)
}

#[test]
fn a_message_keeps_its_letters_for_those_who_pay_for_them() {
    let place = channel(1, Network::Sms);
    let one = item(1);
    let texts = [Text { body: "Sɩda ye ça".into(), ..factory::text("") }];
    let plain = plain_variant(&place, Language::FRENCH);
    let exact = Variant { letters: Letters::Exact, warning: "Ça".into(), ..plain.clone() };
    let cheap = Variant { warning: "Ça".into(), ..plain };
    let of = |variant: &Variant| sms_text(&message(&one, &texts, &[], variant, Network::Sms));
    assert_eq!(of(&exact), "Ça\n\nSɩda ye ça");
    assert_eq!(Weight::of(&of(&exact)).alphabet, Alphabet::Ucs2);
    assert_eq!(Weight::of(&of(&cheap)).alphabet, Alphabet::Gsm7, "{}", of(&cheap));
}

griot_testkit::contract! { &[SCHEMA];
    async fn a_variant_remembers_what_it_does_not_show(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let [well, school] = library(&mut tx).await;
        let place = channel(1, Network::Mastodon);
        channels::insert(&mut tx, &place).await.unwrap();
        let one = item(1);
        items::insert(&mut tx, &one).await.unwrap();
        for (n, id) in [(0, well), (1, school)] {
            pictures::place(&mut tx, one.id, n, id).await.unwrap();
        }
        let plain = plain_variant(&place, Language::FRENCH);
        let bare = Variant { without: vec![well], body: Some("Bonjour".into()), ..plain.clone() };
        texts::put_variant(&mut tx, one.id, &bare).await.unwrap();
        let english = Variant { language: Language::ENGLISH, without: vec![well, school], ..bare.clone() };
        texts::put_variant(&mut tx, one.id, &english).await.unwrap();
        let kept = texts::variants(&mut tx, one.id).await.unwrap();
        assert_eq!(kept, [english.clone(), bare.clone()], "each language has its own");
        let whole = Whole::load(&mut tx, one.id).await.unwrap().unwrap();
        let alts = |variant: &Variant| -> Vec<String> {
            whole.message(variant, &place).pictures.into_iter().map(|one| one.alt).collect()
        };
        assert_eq!((alts(&bare), alts(&english)), (vec!["L’école".to_owned()], Vec::new()));
        assert_eq!(alts(&plain).len(), 2, "without a word it shows them all");
        let before = whole.digest();
        texts::put_variant(&mut tx, one.id, &Variant { without: Vec::new(), ..bare }).await.unwrap();
        let after = Whole::load(&mut tx, one.id).await.unwrap().unwrap();
        assert_ne!(after.digest(), before, "who approved it approved other pictures");
        texts::remove_variant(&mut tx, one.id, place.id, Language::ENGLISH).await.unwrap();
        texts::put_variant(&mut tx, one.id, &Variant { without: Vec::new(), ..english }).await.unwrap();
        assert!(texts::variants(&mut tx, one.id).await.unwrap().iter().all(|one| one.without.is_empty()));
    }
}

async fn shown(home: &Home, path: &str) -> Vec<(String, Vec<String>)> {
    let id: ItemId = path.trim_start_matches("/desk/items/").parse().unwrap();
    let whole = Whole::load(&mut home.house.section.db.read().await.unwrap(), id).await.unwrap().unwrap();
    let one = |(variant, channel): &(Variant, _)| {
        let channel: &griot_channels::model::channel::Channel = channel;
        let alts = whole.message(variant, channel).pictures.into_iter().map(|one| one.alt).collect();
        (channel.name.clone(), alts)
    };
    whole.targets.iter().map(one).collect()
}

#[tokio::test]
async fn a_picture_is_left_out_on_one_channel_alone() {
    let home = home().await;
    let fatou = home.fatou().await;
    let mut tx = home.house.section.db.begin().await.unwrap();
    let [well, school] = library(&mut tx).await.map(|id| id.to_string());
    tx.commit().await.unwrap();
    let group = add_channel(&fatou, "whatsapp", "Groupe").await;
    let radio = add_channel(&fatou, "radio", "Radio").await;
    let site = add_channel(&fatou, "facebook", "Page").await;
    let fields = [
        ("title", "L’eau"),
        ("language", "fr"),
        ("body", "De l’eau pour tous."),
        ("to", group.as_str()),
        ("to", radio.as_str()),
        ("to", site.as_str()),
        ("picture", well.as_str()),
        ("picture", school.as_str()),
    ];
    let answer = fatou.post("/desk/items/new", &fields).await;
    let path = to(&answer).split('?').next().unwrap().to_owned();
    let item = page(&fatou, &path).await;
    assert!(item.contains("Groupe : 1 image au plus") || item.contains("image"), "{item}");

    let edit = format!("{path}/edit");
    let form = page(&fatou, &edit).await;
    let (offer, show) = (format!("offer_{group}"), format!("show_{group}"));
    assert!(form.contains(&format!("name=\"{offer}\" value=\"0:{well}\"")), "{form}");
    assert!(!form.contains(&format!("name=\"offer_{radio}\"")), "nobody sees a picture on the radio");
    let revision = field(&form, "revision");
    let (one, two) = (format!("0:{well}"), format!("0:{school}"));
    let mut again: Vec<(&str, &str)> = vec![("revision", &revision)];
    again.extend(fields);
    again.extend([
        (offer.as_str(), one.as_str()),
        (offer.as_str(), two.as_str()),
        (show.as_str(), two.as_str()),
    ]);
    assert_eq!(to(&fatou.post(&edit, &again).await), format!("{path}?done=saved"));
    let both = vec!["Le puits".to_owned(), "L’école".to_owned()];
    let expected = [("Groupe", vec!["L’école".to_owned()]), ("Page", both), ("Radio", Vec::new())];
    assert_eq!(shown(&home, &path).await, expected.map(|(name, alts)| (name.to_owned(), alts)));
    let form = page(&fatou, &edit).await;
    assert!(form.contains(&format!("name=\"{show}\" value=\"{two}\" checked")), "{form}");
    assert!(form.contains(&format!("name=\"{show}\" value=\"{one}\">")), "{form}");

    // A form that is refused comes back with what was ticked.
    let mut empty: Vec<(&str, &str)> = again.clone();
    empty.retain(|(name, _)| *name != "title");
    let refused = fatou.post(&edit, &empty).await;
    assert_eq!(refused.status(), 422);
    let refused = text(refused).await;
    assert!(refused.contains(&format!("name=\"{show}\" value=\"{one}\">")), "{refused}");
    // A picture that the text does not show is left out of nothing.
    let foreign = format!("0:{}", griot_channels::model::channel::ChannelId::from(uuid::Uuid::from_u128(9)));
    let revision = field(&page(&fatou, &edit).await, "revision");
    let mut forged = again.clone();
    forged.retain(|(name, _)| *name != "revision");
    forged.extend([("revision", revision.as_str()), (offer.as_str(), foreign.as_str())]);
    assert_eq!(to(&fatou.post(&edit, &forged).await), format!("{path}?done=saved"));
    // Somebody who saved meanwhile is told what differs.
    let overtaken = text(
        fatou
            .post(&edit, &{
                let mut old = again.clone();
                old.push((show.as_str(), one.as_str()));
                old
            })
            .await,
    )
    .await;
    assert!(overtaken.contains("Sans l’image «\u{a0}Le puits\u{a0}»"), "{overtaken}");

    fatou.post(&path, &[("act", "submit")]).await;
    approve(&home, &path).await;
    let item = page(&fatou, &path).await;
    assert!(item.contains("class=\"look chat\"") && item.contains("class=\"look spoken\""), "{item}");
    let copy = to(&fatou.post(&path, &[("act", "adapt")]).await).split('?').next().unwrap().to_owned();
    assert_eq!(shown(&home, &copy).await, shown(&home, &path).await, "an adapted text shows the same");
}
