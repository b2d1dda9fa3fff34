//! Giving a campaign away and taking one over.

use std::io::{Cursor, Read, Write};

use griot_contracts::packs::{PackedItem, PackedPicture, PackedText, PackedVariant, Staying};
use griot_kernel::{Language, Sensitivity};
use griot_web::testing::{Client, bytes, text};
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

use crate::{
    factory::day,
    house::{Home, adama, boukary, field, home, main_of, mariam, to},
};

async fn main(client: &Client, path: &str) -> String {
    main_of(&text(client.get(path).await).await)
}

/// A picture of the library.
async fn picture(home: &Home) -> PackedPicture {
    let drawn = image::DynamicImage::new_rgb8(640, 480);
    let mut png = Cursor::new(Vec::new());
    drawn.write_to(&mut png, image::ImageFormat::Png).unwrap();
    let made = griot_files::picture(png.into_inner().into(), &griot_files::Limits::default()).await.unwrap();
    let stored = home.house.section.files.put_picture(&made).await.unwrap();
    PackedPicture {
        file: stored.renditions[0].key.as_str().to_owned(),
        stored: serde_json::to_string(&stored).unwrap(),
        alt: "Un puits".into(),
        language: Language::FRENCH,
        alts: vec![(Language::ENGLISH, "A well".into())],
        credit: "La section".into(),
        people_agreed: true,
        until: Some(day(300)),
    }
}

/// What a text says on the air, and nowhere else.
fn on_air() -> PackedVariant {
    PackedVariant {
        body: Some("Ici la section : de l’eau !".into()),
        warning: "Soif".into(),
        visibility: "unlisted".into(),
        ..PackedVariant::plain("radio", Language::FRENCH)
    }
}

fn packed(mark: &str, pictures: Vec<PackedPicture>) -> PackedItem {
    PackedItem {
        mark: mark.into(),
        title: format!("Texte {mark}"),
        language: Language::FRENCH,
        texts: vec![PackedText {
            language: Language::FRENCH,
            body: "De l’eau pour chaque école.".into(),
            warning: "Sécheresse".into(),
            link: "/campaigns/l-eau".into(),
        }],
        planned_at: Some(day(5)),
        out: true,
        variants: vec![PackedVariant::plain("facebook", Language::FRENCH), on_air()],
        sensitivity: Sensitivity::None,
        source: "/blogs/awa/eau".into(),
        pictures,
        kept_back: vec!["Une fillette au puits".into()],
    }
}

/// A house with a campaign and a text; the address of its desk, and its kit.
async fn with_a_kit() -> (Home, Client, String, Vec<u8>) {
    let home = home().await;
    let director = home.as_one(mariam()).await;
    let begun = to(&director.post("/desk/campaigns", &[("title", "L’eau")]).await);
    let at = begun.strip_suffix("/edit").unwrap().to_owned();
    let revision = field(&main(&director, &begun).await, "revision");
    let fields = [
        ("title", "L’eau"),
        ("message", "De l’eau **partout**."),
        ("languages", "fr"),
        ("risk", "elevated"),
        ("starts", "2013-02-14"),
        ("ends", "2013-03-14"),
        ("revision", revision.as_str()),
    ];
    assert_eq!(director.post(&begun, &fields).await.status(), 303);
    let shown = picture(&home).await;
    home.texts.gives.lock().unwrap().push(packed("a1", vec![shown]));
    let kit = kit(&director, &at).await;
    (home, director, at, kit)
}

async fn kit(client: &Client, at: &str) -> Vec<u8> {
    let answer = client.get(&format!("{at}/kit.zip?licence=CC+BY-SA+4.0")).await;
    assert_eq!(answer.status(), 200);
    bytes(answer).await.to_vec()
}

fn unpack(kit: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(kit)).unwrap();
    (0..archive.len())
        .map(|place| {
            let mut entry = archive.by_index(place).unwrap();
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).unwrap();
            (entry.name().to_owned(), bytes)
        })
        .collect()
}

fn pack(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

async fn bring(client: &Client, kit: &[u8]) -> axum::response::Response {
    client.upload("/desk/campaigns/kits", &[], &[("file", "kit.zip", kit)]).await
}

/// What is said of a kit that is not taken.
async fn refused(client: &Client, kit: &[u8]) -> String {
    let answer = bring(client, kit).await;
    assert_eq!(answer.status(), 422);
    main_of(&text(answer).await)
}

#[tokio::test]
async fn a_kit_holds_the_campaign_and_names_nobody() {
    let (home, director, at, kit) = with_a_kit().await;
    home.texts.stays.lock().unwrap().push(Staying {
        title: "Le récit de Fati".into(),
        address: "/desk/items/7".into(),
        why_key: "campaigns-menu-monday",
    });
    let page = main(&director, &format!("{at}/kit")).await;
    assert!(page.contains("<a href=\"/desk/items/7\">Le récit de Fati</a>"), "{page}");
    assert!(page.contains("Textes qui restent ici") && page.contains("Feuille du lundi"), "{page}");
    assert!(page.contains("Texte a1") && page.contains("Une fillette au puits"), "{page}");
    assert!(page.contains("1 image"), "{page}");
    let files = unpack(&kit);
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        [
            "texts/campaign.fr.md",
            "items/001.fr.md",
            "pictures/001-1.jpg",
            "items/001.radio-2.fr.md",
            "calendar.csv",
            "sources.md",
            "licence.txt",
            "items.json",
            "manifest.json",
            "manifest.sig",
        ]
    );
    let all: String = files.iter().map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned()).collect();
    assert!(all.contains("CC BY-SA 4.0") && all.contains("5;\"Texte a1\";facebook radio"), "{all}");
    for name in ["Mariam", "fillette", &mariam().id.to_string()] {
        assert!(!all.contains(name), "{name}");
    }
    let lead = home.as_one(boukary()).await;
    assert_eq!(lead.get(&format!("{at}/kit.zip")).await.status(), 403, "the director gives");
    let staff = home.as_one(adama()).await;
    assert_eq!(staff.get("/desk/campaigns/kits").await.status(), 403);
}

#[tokio::test]
async fn a_kit_is_looked_at_then_taken_over_once() {
    let (home, director, at, kit) = with_a_kit().await;
    let lead = home.as_one(boukary()).await;
    let seen = to(&bring(&lead, &kit).await);
    let page = main(&lead, &seen).await;
    assert!(page.contains("La signature tient") && page.contains("fait ici même"), "{page}");
    assert!(page.contains("<strong>partout</strong>") && page.contains("Texte a1"), "{page}");
    assert!(page.contains("Avec un avertissement de contenu") && page.contains("1 texte propre"), "{page}");
    assert!(page.contains("fr · facebook, Feuille du lundi"), "networks by their names: {page}");
    assert!(page.contains("Relecture de sûreté"), "it shows people: {page}");
    assert!(home.texts.took.lock().unwrap().is_empty(), "nothing is taken yet");

    let again = lead.post(&seen, &[("title", ""), ("starts", "2013-06-01")]).await;
    assert_eq!(again.status(), 422);
    assert!(text(again).await.contains("2013-06-01"));
    let done = to(&lead.post(&seen, &[("title", "L’eau, chez nous"), ("starts", "2013-06-01")]).await);
    assert!(done.ends_with("?done=kit-taken") && !done.starts_with(&at), "{done}");
    let page = main(&lead, &done).await;
    assert!(page.contains("L’eau, chez nous") && page.contains("CC BY-SA 4.0"), "{page}");
    assert!(page.contains("Idée") && page.contains("29 juin 2013"), "{page}");
    {
        let took = home.texts.took.lock().unwrap();
        let (item, taking) = took.first().unwrap();
        assert_eq!(item.planned_at.unwrap().day().to_string(), "2013-06-06");
        assert!(
            item.source.ends_with("/blogs/awa/eau") && item.source.starts_with("http"),
            "{}",
            item.source
        );
        assert_eq!((taking.by, item.pictures.len()), (boukary().id, 1));
        assert_eq!(item.pictures[0].until, Some(day(300)));
        assert_eq!(item.variants, [PackedVariant::plain("facebook", Language::FRENCH), on_air()]);
        assert_eq!(item.texts[0].warning, "Sécheresse");
        assert_eq!(item.sensitivity, Sensitivity::NamedPerson, "it shows people who agreed elsewhere");
    }

    home.texts.gives.lock().unwrap().push(packed("b2", Vec::new()));
    let newer = self::kit(&director, &at).await;
    let seen = to(&bring(&lead, &newer).await);
    let page = main(&lead, &seen).await;
    assert!(page.contains("déjà été repris") && page.contains("Déjà ici"), "{page}");
    let again = to(&lead.post(&seen, &[("title", "Autre"), ("starts", "")]).await);
    assert_eq!(again.split('?').next(), done.split('?').next());
    let took: Vec<String> =
        home.texts.took.lock().unwrap().iter().map(|(item, _)| item.mark.clone()).collect();
    assert_eq!(took, ["a1", "b2"], "only what is new");
    assert_eq!(lead.get(&seen).await.status(), 404, "it waits no more");
}

#[tokio::test]
async fn what_was_translated_travels_and_what_gets_another_title_is_looked_at() {
    let (home, director, at, _) = with_a_kit().await;
    let id = at.rsplit('/').next().unwrap();
    let board = format!("{at}/languages");
    let [title, message] = ["title", "message"].map(|part| format!("{id}:{part}"));
    let words = [("language", "en"), (title.as_str(), "Water at school"), (message.as_str(), "Water *now*.")];
    assert_eq!(director.post(&board, &words).await.status(), 303);
    let kit = self::kit(&director, &at).await;
    let lead = home.as_one(boukary()).await;
    let seen = to(&bring(&lead, &kit).await);
    let done = to(&lead.post(&seen, &[("title", "L’eau, chez nous"), ("starts", "2013-06-01")]).await);
    let there = done.split('?').next().unwrap();
    let page = text(lead.get(&format!("{there}/languages?language=en")).await).await;
    assert!(page.contains("Water at school") && page.contains("Water *now*."), "{page}");
    assert_eq!(page.matches("a changé depuis cette traduction").count(), 1, "the title is another: {page}");

    // A house that speaks the other language loses nothing, and one that speaks neither reads the first.
    let manifest: serde_json::Value = json(&unpack(&kit), "manifest.json");
    let (french, english) = (&manifest["words"]["fr"], &manifest["words"]["en"]);
    assert_eq!((&manifest["language"], &english["title"]), (&"fr".into(), &"Water at school".into()));
    for part in ["audiences", "key_messages"] {
        assert_eq!(french[part], english[part], "{part}");
    }
}

#[tokio::test]
async fn an_altered_kit_is_refused_with_the_name_of_the_file() {
    let (home, _, _, kit) = with_a_kit().await;
    let lead = home.as_one(boukary()).await;
    let files = unpack(&kit);
    for (place, (name, _)) in files.iter().enumerate() {
        let mut altered = files.clone();
        let last = altered[place].1.len() / 2;
        altered[place].1[last] ^= 1;
        let said = refused(&lead, &pack(&altered)).await;
        let named = said.contains(&format!("Le fichier {name} a été changé après la signature"));
        assert!(named || (name == "manifest.sig" && said.contains("manifest")), "{name}: {said}");
        let fewer: Vec<_> = files.iter().filter(|(other, _)| other != name).cloned().collect();
        let said = refused(&lead, &pack(&fewer)).await;
        let kit = if name == "manifest.json" { "pas un kit" } else { "manque" };
        assert!(said.contains(kit), "{name}: {said}");
    }
    let mut more = files.clone();
    more.push(("pictures/added.jpg".into(), vec![1]));
    assert!(refused(&lead, &pack(&more)).await.contains("pictures/added.jpg a été ajouté"));
    more.last_mut().unwrap().0 = "../outside.txt".into();
    assert!(refused(&lead, &pack(&more)).await.contains("mène hors du kit"));
    assert!(home.texts.took.lock().unwrap().is_empty());
}

#[tokio::test]
async fn what_is_no_kit_is_refused_with_a_sentence() {
    let (home, _, _, kit) = with_a_kit().await;
    let lead = home.as_one(boukary()).await;
    for (bad, said) in [
        (kit[..kit.len() / 2].to_vec(), "pas un ZIP entier"),
        (b"bonjour".to_vec(), "pas un ZIP entier"),
        (b"PK".to_vec(), "pas un ZIP entier"),
        (pack(&[("a.txt".into(), b"a".to_vec())]), "pas un kit"),
        (pack(&[("manifest.json".into(), vec![b' '; 40 << 20])]), "trop grand"),
    ] {
        let page = refused(&lead, &bad).await;
        assert!(page.contains(said), "{page}");
    }
    let nothing = lead.upload("/desk/campaigns/kits", &[("a", "b")], &[]).await;
    assert_eq!(nothing.status(), 422);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_who_take_the_same_kit_over_at_once_make_one_campaign() {
    let (home, _, _, kit) = with_a_kit().await;
    let lead = home.as_one(boukary()).await;
    let (one, two) = (to(&bring(&lead, &kit).await), to(&bring(&lead, &kit).await));
    let take = |seen: String| {
        let lead = lead.clone();
        tokio::spawn(async move { lead.post(&seen, &[("title", "L’eau"), ("starts", "")]).await.status() })
    };
    let (first, second) = (take(one), take(two));
    assert_eq!(
        (first.await.unwrap(), second.await.unwrap()),
        (http::StatusCode::SEE_OTHER, http::StatusCode::SEE_OTHER)
    );
    assert_eq!(home.texts.took.lock().unwrap().len(), 1);
}

/// The kit as the first version of the program made it: without warnings, words for networks, or a word on
/// whom it could endanger.
fn older(home: &Home, kit: &[u8]) -> Vec<u8> {
    let mut files = unpack(kit);
    files.retain(|(name, _)| !name.contains("radio"));
    let mut items: Vec<serde_json::Value> = json(&files, "items.json");
    for item in &mut items {
        let item = item.as_object_mut().unwrap();
        item.remove("variants");
        item.remove("sensitivity");
        item.insert("pictures".into(), serde_json::json!([]));
        for text in item["texts"].as_array_mut().unwrap() {
            text.as_object_mut().unwrap().remove("warning");
        }
    }
    set(&mut files, "items.json", serde_json::to_vec(&items).unwrap());
    let mut manifest: serde_json::Value = json(&files, "manifest.json");
    manifest["version"] = 1.into();
    let lines = manifest["files"].as_array_mut().unwrap();
    lines.retain(|line| !line["name"].as_str().unwrap().contains("radio"));
    for line in lines {
        let (_, bytes) = files.iter().find(|(name, _)| *name == line["name"].as_str().unwrap()).unwrap();
        let (length, sha256) = griot_crypto::checksum(bytes.as_slice()).unwrap();
        line["bytes"] = length.into();
        line["sha256"] = sha256.into();
    }
    sign(home, &mut files, &manifest);
    pack(&files)
}

fn json<T: serde::de::DeserializeOwned>(files: &[(String, Vec<u8>)], wanted: &str) -> T {
    serde_json::from_slice(&files.iter().find(|(name, _)| name == wanted).unwrap().1).unwrap()
}

fn set(files: &mut [(String, Vec<u8>)], wanted: &str, bytes: Vec<u8>) {
    files.iter_mut().find(|(name, _)| name == wanted).unwrap().1 = bytes;
}

fn sign(home: &Home, files: &mut [(String, Vec<u8>)], manifest: &serde_json::Value) {
    let text = serde_json::to_vec(manifest).unwrap();
    let mut signature: serde_json::Value = json(files, "manifest.sig");
    signature["signature"] =
        home.house.section.keys.house_signature(griot_campaigns::kit::PURPOSE, &text).into();
    set(files, "manifest.json", text);
    set(files, "manifest.sig", serde_json::to_vec(&signature).unwrap());
}

#[tokio::test]
async fn an_older_kit_is_read_and_its_texts_are_looked_at_and_a_later_one_is_not() {
    let (home, _, _, kit) = with_a_kit().await;
    let lead = home.as_one(boukary()).await;
    let seen = to(&bring(&lead, &older(&home, &kit)).await);
    let page = main(&lead, &seen).await;
    assert!(page.contains("Relecture de sûreté") && !page.contains("avertissement"), "{page}");
    assert_eq!(lead.post(&seen, &[("title", "L’eau"), ("starts", "")]).await.status(), 303);
    {
        let took = home.texts.took.lock().unwrap();
        let (item, _) = took.first().unwrap();
        let plain = |network| PackedVariant::plain(network, Language::FRENCH);
        assert_eq!(item.variants, [plain("facebook"), plain("radio")]);
        assert_eq!(item.sensitivity, Sensitivity::NamedPerson, "its house did not say");
        assert_eq!(item.texts[0].warning, "");
    }
    let mut files = unpack(&kit);
    let mut manifest: serde_json::Value = json(&files, "manifest.json");
    manifest["version"] = 3.into();
    sign(&home, &mut files, &manifest);
    assert!(refused(&lead, &pack(&files)).await.contains("version plus récente"));
}
