//! The section speaks on its own site.

use griot_contracts::publications::{Place, Site, SitePicture, SiteText};
use griot_files::{FileKey, StoredPicture, StoredRendition};
use griot_kernel::{Id, Language, Random};
use griot_voices::{
    SCHEMA, Voices,
    model::{BlogKind, BlogState, PostState},
    store::{attachments, blogs, posts},
};

use crate::factory::*;

fn picture() -> SitePicture {
    let file = |width: u32| StoredRendition {
        width,
        height: width / 2,
        bytes: u64::from(width) * 100,
        key: FileKey::of(&width.to_be_bytes(), "jpg").unwrap(),
    };
    let stored =
        StoredPicture { width: 1600, height: 800, renditions: vec![file(320), file(800), file(1600)] };
    SitePicture { stored: serde_json::to_string(&stored).unwrap(), alt: "Un puits [neuf]".to_owned() }
}

fn text() -> SiteText {
    SiteText {
        title: "L’eau pour tous".to_owned(),
        body: "Neuf écoles sur dix.".to_owned(),
        language: Language::FRENCH,
        translation_of: None,
        pictures: vec![picture()],
        campaign: Some(id(0x77).into()),
        line: None,
    }
}

griot_testkit::contract! { &[SCHEMA];
    async fn a_text_of_the_section_comes_out_in_nobodys_name(db: Db) {
        let (own, _) = open_house(&db).await;
        let mut tx = db.begin().await.unwrap();
        assert_eq!(Voices.places(&mut tx).await.unwrap(), [], "a member’s blog is theirs");
        let team = griot_voices::model::Blog { kind: BlogKind::Team, ..blog(7, "equipe") };
        let house = griot_voices::model::Blog { kind: BlogKind::Section, ..blog(8, "section") };
        for one in [&team, &house] {
            blogs::insert(&mut tx, one).await.unwrap();
        }
        let all = blogs::of_house(&mut tx).await.unwrap();
        assert_eq!(all.iter().map(|one| one.slug.as_str()).collect::<Vec<_>>(), ["section", "equipe"]);
        let places = Voices.places(&mut tx).await.unwrap();
        let place: Id<Place> = places[0].id;
        assert_eq!((places[0].title.as_str(), places[0].address.as_str()), ("Le blog section", "/blogs/section"));

        let chance = chance();
        let random: &dyn Random = &chance;
        let moment = (day(3), random);
        let (work, address) = Voices.publish(&mut tx, place, &text(), moment).await.unwrap().unwrap();
        assert_eq!(address, "/blogs/section/l-eau-pour-tous");
        let post = posts::by_id(&mut tx, work).await.unwrap().unwrap();
        assert_eq!((post.author, post.state, post.published_at), (None, PostState::Published, Some(day(3))));
        assert_eq!(post.aim.campaign, Some(id(0x77).into()));
        assert!(post.body.starts_with("Neuf écoles sur dix.\n\n![Un puits  neuf ](/files/"), "{}", post.body);
        let lead = post.picture.clone().unwrap();
        assert_eq!((lead.alt.as_str(), lead.width), ("Un puits [neuf]", 320));
        let kept = attachments::of_post(&mut tx, work).await.unwrap();
        assert_eq!(kept.iter().map(|one| (one.owner, one.bytes)).collect::<Vec<_>>(), [(None, 160_000)]);

        let english = SiteText {
            title: "Water for all".to_owned(), language: Language::ENGLISH, translation_of: Some(work),
            body: "Nine schools of ten.".to_owned(), pictures: Vec::new(), ..text()
        };
        let (other, _) = Voices.publish(&mut tx, place, &english, moment).await.unwrap().unwrap();
        let translations = posts::translations(&mut tx, &post).await.unwrap();
        assert_eq!(translations.iter().map(|one| one.id).collect::<Vec<_>>(), [other]);

        let third = SiteText {
            title: "Koom".to_owned(), language: "mos".parse().unwrap(), translation_of: Some(other),
            body: "Koom fãa.".to_owned(), pictures: Vec::new(), ..text()
        };
        let (third, _) = Voices.publish(&mut tx, place, &third, moment).await.unwrap().unwrap();
        let third = posts::by_id(&mut tx, third).await.unwrap().unwrap();
        assert_eq!(third.translation_of, Some(work), "all name the first");
        assert_eq!(posts::translations(&mut tx, &third).await.unwrap().len(), 2);

        Voices.withdraw(&mut tx, work, day(4)).await.unwrap();
        Voices.withdraw(&mut tx, work, day(5)).await.unwrap();
        Voices.withdraw(&mut tx, id(1).into(), day(5)).await.unwrap();
        assert_eq!(posts::by_id(&mut tx, work).await.unwrap().unwrap().state, PostState::Withdrawn);

        // Nothing is begun where it cannot come out.
        let long = SiteText { title: "é".repeat(201), ..text() };
        let empty = SiteText { body: " ".to_owned(), pictures: Vec::new(), ..text() };
        for (place, refused) in [(place, &long), (place, &empty), (own.id.cast(), &text()), (id(9).into(), &text())] {
            assert_eq!(Voices.publish(&mut tx, place, refused, moment).await.unwrap(), None);
        }
        assert!(blogs::set_state(&mut tx, house.id, BlogState::Open, BlogState::Closed).await.unwrap());
        assert_eq!(Voices.publish(&mut tx, place, &text(), moment).await.unwrap(), None);
        assert_eq!(blogs::of_house(&mut tx).await.unwrap().len(), 1);
    }
}
