//! A course as one signed ZIP: what is given is what is taken, and nothing that was altered.

use std::io::{Cursor, Read, Write};

use griot_kernel::Language;
use griot_web::testing::{Client, bytes, text};
use griot_workshops::{
    acts,
    course_pack::{self, BadText, parse},
    model::Course,
    store::courses,
};
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

use crate::{
    course_pages::trainer,
    house::{Home, field, home, main_of, to},
};

type Files = Vec<(String, Vec<u8>)>;

fn unpack(zip: &[u8]) -> Files {
    let mut archive = ZipArchive::new(Cursor::new(zip)).unwrap();
    let read = |number| {
        let mut file = archive.by_index(number).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        (file.name().to_owned(), bytes)
    };
    (0..ZipArchive::new(Cursor::new(zip)).unwrap().len()).map(read).collect()
}

fn packed(files: &Files) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

async fn shipped(home: &Home) -> (Client, String, Vec<u8>) {
    let client = trainer(home).await;
    let at = to(&client.post("/desk/courses/ship", &[]).await).split('?').next().unwrap().to_owned();
    let zip = bytes(client.get(&format!("{at}/course.zip")).await).await.to_vec();
    (client, at, zip)
}

async fn bring(client: &Client, zip: &[u8]) -> Result<String, String> {
    let answer = client.upload("/desk/courses/import", &[], &[("file", "cours.zip", zip)]).await;
    match answer.status().as_u16() {
        303 => Ok(to(&answer)),
        422 => Err(main_of(&text(answer).await)),
        other => panic!("{other}"),
    }
}

#[test]
fn every_unit_that_comes_with_griot_is_read_alike_in_both_languages() {
    let bundle = course_pack::shipped().unwrap();
    assert_eq!((bundle.units.len(), bundle.languages()), (12, vec![Language::ENGLISH, Language::FRENCH]));
    assert_eq!((bundle.missing(), bundle.lagging()), (vec![], vec![]));
    for (number, one) in (1..).zip(&bundle.units) {
        assert_eq!(one.words.len(), 2);
        assert!(one.unit.exercise.is_some() && one.questions.len() >= 3, "{}", one.unit.mark);
        assert_eq!(one.unit.draw, if (8..=10).contains(&number) { 3 } else { 0 });
        for (question, words) in &one.questions {
            let (fr, en) = (&words[&Language::FRENCH], &words[&Language::ENGLISH]);
            assert_eq!(fr.choices.len(), en.choices.len(), "{}", question.mark);
            assert_eq!((question.judged(fr), question.judged(en)), (Ok(()), Ok(())));
        }
        for language in [Language::FRENCH, Language::ENGLISH] {
            assert!(one.weight(language) < 14_000, "{} {}", one.unit.mark, one.weight(language));
            let written = course_pack::written(one, language).unwrap();
            assert_eq!(parse(&written, &one.unit.mark).unwrap().words, one.words[&language]);
        }
    }
}

#[test]
fn a_text_that_is_no_unit_is_refused() {
    let good = "+++\ntitle = \"A\"\nminutes = 5\n+++\nTexte.\n";
    assert!(parse(good, "a").is_ok());
    for (text, why) in [
        ("Texte.", BadText::Head),
        ("+++\ntitle = \"A\"\n+++\nTexte.\n", BadText::Head),
        ("+++\ntitle = \"A\"\nminutes = 0\n+++\nTexte.\n", BadText::Head),
        ("+++\ntitle = \"A\"\nminutes = 5\nrun = \"x\"\n+++\nTexte.\n", BadText::Head),
        ("+++\ntitle = \"\"\nminutes = 5\n+++\nTexte.\n", BadText::Body),
        ("+++\ntitle = \"A\"\nminutes = 5\n+++\n \n", BadText::Body),
        (
            "+++\ntitle = \"A\"\nminutes = 5\n[[question]]\nid = \"q\"\nkind = \"single\"\ntext = \"?\"\nchoice = [\"a\", \"b\"]\nright = [0]\nwhy = \"\"\n+++\nT\n",
            BadText::Question,
        ),
    ] {
        assert_eq!(parse(text, "a"), Err(why), "{text}");
    }
    assert_eq!(parse(good, "Pas une marque"), Err(BadText::Head));
}

#[tokio::test]
async fn a_course_given_is_the_course_taken() {
    let (one, two) = (home().await, home().await);
    let (_, _, zip) = shipped(&one).await;
    let client = trainer(&two).await;
    let look = bring(&client, &zip).await.unwrap();
    let page = text(client.get(&look).await).await;
    let shown = main_of(&page);
    assert!(
        shown.contains("Les médias sociaux au service des droits humains") && shown.contains("Version 1")
    );
    let file = field(&page, "file");
    let answer = client.post("/desk/courses/import/take", &[("file", &file)]).await;
    assert_eq!(answer.status(), 303);
    let mut db = two.house.section.db.read().await.unwrap();
    let course = courses::by_mark(&mut db, course_pack::MARK).await.unwrap().unwrap();
    assert_eq!(course.version, 0, "it is a draft");
    let taken = acts::course::load(&mut db, &course, Course::DRAFT).await.unwrap();
    let given = course_pack::shipped().unwrap();
    assert_eq!((taken.words, taken.units), (given.words, given.units));
}

#[tokio::test]
async fn a_course_that_is_here_becomes_a_draft_and_overwrites_no_version() {
    let home = home().await;
    let (client, at, zip) = shipped(&home).await;
    let unit = format!("{at}/units/why");
    client.post(&format!("{unit}/remove"), &[]).await;
    let look = bring(&client, &zip).await.unwrap();
    let page = text(client.get(&look).await).await;
    assert!(main_of(&page).contains("Ce cours est déjà ici"));
    let file = field(&page, "file");
    assert_eq!(client.post("/desk/courses/import/take", &[("file", &file)]).await.status(), 303);
    assert_eq!(client.get(&unit).await.status(), 200, "the draft is what was brought");
    let mut db = home.house.section.db.read().await.unwrap();
    let course = courses::by_mark(&mut db, course_pack::MARK).await.unwrap().unwrap();
    assert_eq!((course.version, courses::versions(&mut db, course.id).await.unwrap().len()), (1, 1));
    assert_eq!(client.post("/desk/courses/import/take", &[("file", "../../etc/passwd")]).await.status(), 404);
}

#[tokio::test]
async fn a_zip_that_was_altered_in_any_way_is_refused() {
    let home = home().await;
    let (client, _, zip) = shipped(&home).await;
    let files = unpack(&zip);
    let place = |name: &str| files.iter().position(|(one, _)| one.starts_with(name)).unwrap();
    let with = |change: &dyn Fn(&mut Files)| {
        let mut files = files.clone();
        change(&mut files);
        packed(&files)
    };
    assert!(bring(&client, &packed(&files)).await.is_ok(), "packed anew it is the same");
    for number in 0..files.len() {
        let altered = with(&|files| {
            let middle = files[number].1.len() / 2;
            files[number].1[middle] ^= 1;
        });
        let said = bring(&client, &altered).await.unwrap_err();
        assert!(said.contains("Rien n’a été pris"), "{} {said}", files[number].0);
        let said = bring(&client, &with(&|files| drop(files.remove(number)))).await.unwrap_err();
        assert!(said.contains("role=\"alert\""), "{}", files[number].0);
    }
    let unit = place("units/");
    for (what, sentence) in [
        (with(&|files| files.push(("files/x.svg".into(), b"<svg/>".to_vec()))), "n’a pas été signé"),
        (with(&|files| files.push(("../x.md".into(), b"x".to_vec()))), "veut s’écrire ailleurs"),
        (with(&|files| files.push(("/etc/x".into(), b"x".to_vec()))), "veut s’écrire ailleurs"),
        (with(&|files| files[unit].1 = vec![0; 40 << 20]), "n’est pas celui qui a été signé"),
        (with(&|files| files[place("manifest.sig")].1 = b"{}".to_vec()), "n’est pas celui qui a été signé"),
        (packed(&vec![("a.txt".into(), b"x".to_vec())]), "n’est pas un cours"),
        (b"%PDF-".to_vec(), "n’est pas un fichier ZIP entier"),
        (zip[..zip.len() / 2].to_vec(), "n’est pas un fichier ZIP entier"),
        (packed(&(0..3_001).map(|n| (format!("f{n}"), Vec::new())).collect()), "trop grand"),
    ] {
        let said = bring(&client, &what).await.unwrap_err();
        assert!(said.contains(sentence), "{sentence}: {said}");
    }
    let none = client.upload("/desk/courses/import", &[], &[]).await;
    assert_eq!(none.status(), 422);
}

/// A ZIP with these files, signed by this house, whatever is in it.
fn signed(home: &Home, mut files: Files) -> Vec<u8> {
    files.retain(|(name, _)| !name.starts_with("manifest."));
    let lines: Vec<_> = files
        .iter()
        .map(|(name, bytes)| {
            let (size, sha256) = griot_crypto::checksum(bytes.as_slice()).unwrap();
            serde_json::json!({ "name": name, "bytes": size, "sha256": sha256 })
        })
        .collect();
    let manifest = serde_json::json!({
        "kind": "griot-course", "version": 1, "mark": "autre", "course_version": 1, "section": "Ailleurs",
        "address": "https://ailleurs.exemple", "made": "2013-02-14", "files": lines
    })
    .to_string();
    let keys = &home.house.section.keys;
    let signature = serde_json::json!({
        "algorithm": "ed25519",
        "key": keys.house_key(course_pack::PURPOSE).text(),
        "signature": keys.house_signature(course_pack::PURPOSE, manifest.as_bytes())
    });
    files.push(("manifest.json".into(), manifest.into_bytes()));
    files.push(("manifest.sig".into(), signature.to_string().into_bytes()));
    packed(&files)
}

#[tokio::test]
async fn a_signature_makes_nothing_good_that_is_not() {
    let home = home().await;
    let (client, _, zip) = shipped(&home).await;
    let files = unpack(&zip);
    assert!(bring(&client, &signed(&home, files.clone())).await.is_ok());
    let mut page = files.clone();
    page.push(("files/page.html".into(), b"<script>alert(1)</script>".to_vec()));
    assert!(
        bring(&client, &signed(&home, page)).await.unwrap_err().contains("n’est pas d’une sorte permise")
    );
    let unit = files.iter().position(|(name, _)| name.starts_with("units/")).unwrap();
    let mut text = files.clone();
    text[unit].1 = b"+++\nbroken".to_vec();
    assert!(bring(&client, &signed(&home, text)).await.unwrap_err().contains("être lu comme une unité"));
    // A picture that is a page is found out when it is taken, and nothing is kept.
    let order = files.iter().position(|(name, _)| name == "course.json").unwrap();
    let mut named = files.clone();
    let mut json: serde_json::Value = serde_json::from_slice(&named[order].1).unwrap();
    json["units"][0]["files"] = serde_json::json!([
        { "file": "files/01-1.jpg", "kind": "picture", "language": null, "name": "a.jpg", "alt": "Une case" }
    ]);
    named[order].1 = json.to_string().into_bytes();
    named.push(("files/01-1.jpg".into(), b"<svg onload=\"alert(1)\"/>".to_vec()));
    let look = bring(&client, &signed(&home, named)).await.unwrap();
    let file = look.split("file=").nth(1).unwrap();
    let answer = client.post("/desk/courses/import/take", &[("file", file)]).await;
    assert_eq!(answer.status(), 422);
    let mut db = home.house.section.db.read().await.unwrap();
    assert!(courses::by_mark(&mut db, "autre").await.unwrap().is_none());
}
