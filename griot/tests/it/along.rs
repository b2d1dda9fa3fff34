//! What a section takes along, and whether it is the same in another house.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::Read,
    path::Path,
};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::program::{Person, Program, command, says};

type Environment<'a> = &'a [(&'a str, &'a str)];
const ENGLISH: (&str, &str) = ("LANG", "en_GB.UTF-8");

/// What a command says, and whether it did what it was asked.
fn done(words: &[&str], folder: &Path, environment: Environment<'_>) -> (bool, String) {
    let output = command(words, folder, environment).output().unwrap();
    let said =
        format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    (output.status.success(), said)
}

fn obeyed(words: &[&str], folder: &Path, environment: Environment<'_>) -> String {
    let (well, said) = done(words, folder, environment);
    assert!(well, "{words:?}: {said}");
    said
}

fn refused(words: &[&str], folder: &Path, environment: Environment<'_>) -> String {
    let (well, said) = done(words, folder, environment);
    assert!(!well, "{words:?}: {said}");
    said
}

/// A folder in which the invented section lived, and its export.
async fn exported(drafts: bool) -> (TempDir, String) {
    let place = TempDir::new().unwrap();
    Program::start("demo", place.path(), &[]).await.stop();
    let to = place.path().join("export").to_str().unwrap().to_owned();
    let mut words = vec!["export", to.as_str()];
    words.extend(drafts.then_some("--drafts"));
    let said = obeyed(&words, place.path(), &[]);
    assert!(said.contains("Export écrit") && said.contains("fichiers"), "{said}");
    (place, to)
}

fn read(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

/// The text without what names a file of one house.
fn without_files(text: &str) -> String {
    let mut parts = text.split("/files/");
    let mut out = parts.next().unwrap().to_owned();
    for part in parts {
        // A digest and its folder, and the dot behind it.
        out.push_str("FILE");
        out.push_str(part.get(67..).unwrap());
    }
    out
}

/// Everything in an export that must be the same in every house, by the titles of blogs.
fn told(folder: &str) -> BTreeMap<String, Value> {
    let folder = Path::new(folder);
    let mut all = BTreeMap::new();
    for blog in read(&folder.join("blogs.json")).as_array().unwrap() {
        let file = File::open(folder.join(blog["zip"].as_str().unwrap())).unwrap();
        let mut zip = zip::ZipArchive::new(file).unwrap();
        let pictures = zip.file_names().filter(|name| name.starts_with("pictures/")).count();
        let mut text = String::new();
        zip.by_name("blog.json").unwrap().read_to_string(&mut text).unwrap();
        let inside: Value = serde_json::from_str(&text).unwrap();
        let slug_of = |id: &Value| {
            let found = inside["posts"].as_array().unwrap().iter().find(|post| &post["id"] == id);
            found.map(|post| post["slug"].clone())
        };
        let mut posts: Vec<Value> = inside["posts"].as_array().unwrap().iter().map(|post| {
            let comments: Vec<Value> = post["comments"].as_array().unwrap().iter().map(|comment| json!({
                "author": comment["author"], "day": comment["day"], "text": comment["text"],
                "answers": !comment["parent"].is_null(),
            })).collect();
            json!({
                "slug": post["slug"], "title": post["title"], "excerpt": post["excerpt"], "state": post["state"],
                "language": post["language"], "published": post["published"],
                "canonical_url": post["canonical_url"], "source_name": post["source_name"],
                "translation_of": slug_of(&post["translation_of"]), "tags": post["tags"],
                "format": post["format"], "body": without_files(post["body"].as_str().unwrap()),
                "comments": comments,
            })
        }).collect();
        posts.sort_by_key(|post| post["slug"].to_string());
        let what = json!({
            "about": blog["about"], "slug": blog["slug"], "kind": blog["kind"], "language": blog["language"],
            "pictures": pictures, "posts": posts,
        });
        all.insert(blog["title"].as_str().unwrap().to_owned(), what);
    }
    all
}

#[tokio::test]
async fn commands_that_cannot_be_obeyed_say_what_to_do() {
    let place = TempDir::new().unwrap();
    let here = place.path();
    fresh(here, &[]);
    fs::write(here.join("file.zip"), "x").unwrap();
    for (words, french, english) in [
        (
            &["user", "role", "awa-ouedraogo", "roi"][..],
            "editor           Rédaction",
            "editor           Editor",
        ),
        (&["user", "role", "personne", "editor"], "Personne de ce nom", "Nobody by this name"),
        (&["user", "reset-link", "personne@exemple.bf"], "Personne de ce nom", "Nobody by this name"),
        (&["backup", "nowhere/x.zip"], "il n’y a pas de dossier", "there is no folder"),
        (&["restore", "nowhere.zip"], "il n’y a pas de sauvegarde", "there is no backup"),
        (&["restore", "file.zip"], "contient déjà une maison", "holds a house already"),
        (&["serve", "--listen", "192.0.2.1:8080"], "pas celle de cette machine", "not one of this machine"),
        (&["dance"], "cette commande n’existe pas", "there is no such command"),
    ] {
        assert!(refused(words, here, &[]).contains(french), "{words:?}: {}", says(words, here, &[]));
        assert!(
            refused(words, here, &[ENGLISH]).contains(english),
            "{words:?}: {}",
            says(words, here, &[ENGLISH])
        );
    }
    let given = obeyed(&["user", "role", "awa-ouedraogo", "rédaction"], here, &[]);
    assert!(given.contains("Rôle donné") && given.contains("Rédaction"), "{given}");
    assert!(
        obeyed(&["user", "role", "awa-ouedraogo", "editor", "--take"], here, &[ENGLISH])
            .contains("taken back")
    );
}

/// A fresh house in which two people live.
fn fresh(place: &Path, environment: Environment<'_>) {
    obeyed(&["migrate"], place, environment);
    for (name, address) in [("Awa Ouédraogo", "awa@exemple.bf"), ("Issa Sawadogo", "issa@exemple.bf")] {
        obeyed(&["user", "add", name, address], place, environment);
    }
}

async fn comes_home(environment: Environment<'_>) {
    let (_there, export) = exported(false).await;
    let place = TempDir::new().unwrap();
    let here = place.path();
    fresh(here, environment);

    let unknown = refused(&["import", &export], here, environment);
    assert!(unknown.contains("--owner"), "{unknown}");
    let would = obeyed(&["import", &export, "--owner", "issa@exemple.bf"], here, environment);
    for needed in ["Carnet de Saaba (nouveau blog) · Awa Ouédraogo", "· Issa Sawadogo", "Rien n’a été écrit"]
    {
        assert!(would.contains(needed), "{needed} in {would}");
    }
    let before = here.join("before").to_str().unwrap().to_owned();
    obeyed(&["export", &before], here, environment);
    assert!(told(&before).is_empty(), "a look writes nothing");

    let bring = ["import", export.as_str(), "--owner", "issa@exemple.bf", "--yes"];
    let brought = obeyed(&bring, here, environment);
    assert!(brought.contains("Pour retirer ce qui est venu") && brought.contains("/undo"), "{brought}");
    let after = here.join("after").to_str().unwrap().to_owned();
    obeyed(&["export", &after], here, environment);
    let (wanted, got) = (told(&export), told(&after));
    assert!(wanted.len() > 3 && wanted.values().any(|blog| blog["pictures"].as_u64() > Some(1)));
    for (title, blog) in &wanted {
        assert_eq!(blog, &got[title], "{title}");
    }
    assert_eq!(wanted.len(), got.len());

    let again = obeyed(&bring, here, environment);
    assert!(again.contains("rien n’a changé") && !again.contains("/undo"), "{again}");
    let third = here.join("third").to_str().unwrap().to_owned();
    obeyed(&["export", &third], here, environment);
    assert_eq!(got, told(&third));

    let program = Program::start("serve", here, environment).await;
    let reader = Person::new(&program);
    let page = reader.get("/blogs/carnet-de-saaba").await;
    assert_eq!(page.status, 200);
    let picture = page.text.split("/files/").nth(1).expect("the blog shows a picture");
    let picture = picture.split(['"', ' ']).next().unwrap();
    assert_eq!(reader.file(&format!("/files/{picture}")).await.0, "image/jpeg");
}

#[tokio::test]
async fn an_export_comes_home_to_a_fresh_house_on_sqlite() {
    comes_home(&[]).await;
}

#[tokio::test]
async fn an_export_comes_home_to_a_fresh_house_on_postgres() {
    let Ok(server) = std::env::var("GRIOT_TEST_POSTGRES") else {
        assert!(std::env::var_os("CI").is_none(), "CI needs GRIOT_TEST_POSTGRES");
        eprintln!("skipped: GRIOT_TEST_POSTGRES names no server");
        return;
    };
    let url = griot_testkit::fresh_postgres_url(&server).await;
    comes_home(&[("GRIOT_DATABASE_URL", &url)]).await;
}

#[tokio::test]
async fn an_export_is_checked_and_what_was_harmed_is_named() {
    let (there, export) = exported(false).await;
    // Neither a house nor a key is needed for that.
    let anywhere = TempDir::new().unwrap();
    let check = |environment| done(&["verify", &export], anywhere.path(), environment);
    let (well, said) = check(&[]);
    assert!(well && said.contains("intacts"), "{said}");
    assert!(
        obeyed(&["verify", &format!("{export}/manifest.json")], anywhere.path(), &[ENGLISH])
            .contains("unharmed")
    );
    assert!(!anywhere.path().join("data").exists());

    let zip = format!("{export}/blogs/carnet-de-saaba.zip");
    let whole = fs::read(&zip).unwrap();
    let mut harmed = whole.clone();
    harmed[whole.len() / 2] ^= 1;
    fs::write(&zip, harmed).unwrap();
    let (well, said) = check(&[]);
    assert!(!well && said.contains("changé\u{a0}: blogs/carnet-de-saaba.zip"), "{said}");
    let import = refused(&["import", &export, "--yes"], there.path(), &[]);
    assert!(import.contains("cet export est abîmé"), "{import}");
    fs::remove_file(&zip).unwrap();
    fs::write(format!("{export}/extra.txt"), "x").unwrap();
    let (well, said) = check(&[ENGLISH]);
    assert!(
        !well && said.contains("missing: blogs/carnet-de-saaba.zip") && said.contains("extra: extra.txt"),
        "{said}"
    );
    fs::remove_file(format!("{export}/manifest.json")).unwrap();
    assert!(check(&[]).1.contains("interrompu"));
    assert!(
        refused(&["verify", &format!("{export}/README.txt")], anywhere.path(), &[])
            .contains("n’est pas le manifest.json")
    );
    assert!(refused(&["verify", "nowhere"], anywhere.path(), &[ENGLISH]).contains("there is nothing"));

    let full = refused(&["export", &export], there.path(), &[]);
    assert!(full.contains("n’est pas vide"), "{full}");
    let homeless = refused(&["export", "out"], anywhere.path(), &[]);
    assert!(homeless.contains("il n’y a pas de maison"), "{homeless}");
    assert!(!anywhere.path().join("out").exists());
}

#[tokio::test]
async fn nothing_private_goes_along_and_drafts_only_when_asked() {
    let all_in = |folder: &str| {
        let mut text = String::new();
        let mut waiting = vec![Path::new(folder).to_owned()];
        while let Some(path) = waiting.pop() {
            if path.is_dir() {
                waiting.extend(fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()));
            } else if path.extension().is_some_and(|end| end == "zip") {
                let mut zip = zip::ZipArchive::new(File::open(path).unwrap()).unwrap();
                for place in 0..zip.len() {
                    let mut bytes = Vec::new();
                    zip.by_index(place).unwrap().read_to_end(&mut bytes).unwrap();
                    text.push_str(&String::from_utf8_lossy(&bytes));
                }
            } else {
                text.push_str(&String::from_utf8_lossy(&fs::read(path).unwrap()));
            }
        }
        text
    };
    let (place, export) = exported(false).await;
    let text = all_in(&export);
    assert!(!text.contains("argon2") && !text.contains("\"draft\"") && !text.contains("\"scheduled\""));
    let addresses =
        text.split_whitespace().filter(|word| word.contains("@exemple") || word.contains("@example"));
    assert_eq!(addresses.count(), 0);
    let to = place.path().join("with").to_str().unwrap().to_owned();
    let said = obeyed(&["export", &to, "--drafts"], place.path(), &[ENGLISH]);
    assert!(said.contains("Drafts are in it"), "{said}");
    assert!(all_in(&to).contains("\"state\":\"draft\""));
    assert_eq!(read(&Path::new(&to).join("manifest.json"))["drafts"], true);
    assert_eq!(read(&Path::new(&export).join("manifest.json"))["drafts"], false);

    // What left this house and comes back is here already.
    let zip = format!("{to}/blogs/carnet-de-saaba.zip");
    let back = obeyed(&["import", &zip, "--blog", "carnet-de-saaba", "--yes"], place.path(), &[]);
    assert!(back.contains("rien n’a changé"), "{back}");
}

#[tokio::test]
async fn each_wrong_wish_gets_a_sentence() {
    let place = TempDir::new().unwrap();
    let here = place.path();
    let homeless = says(&["import", "x.xml", "--blog", "awa"], here, &[]);
    assert!(homeless.contains("il n’y a pas de maison"), "{homeless}");
    fresh(here, &[]);
    let rss = "<rss version='2.0'><channel><title>Là-bas</title><link>https://la-bas.example/</link>\
        <item><title>Un</title><guid>1</guid><description>Un puits</description></item></channel></rss>";
    fs::write(here.join("feed.xml"), rss).unwrap();
    fs::write(here.join("text.txt"), "Bonjour").unwrap();
    fs::write(here.join("empty.xml"), "").unwrap();
    let begun = obeyed(
        &["import", "feed.xml", "--new-blog", "Là-bas", "--owner", "awa-ouedraogo", "--yes"],
        here,
        &[],
    );
    assert!(begun.contains("/blogs/la-bas") && begun.contains("1 billet"), "{begun}");
    for (words, french, english) in [
        (
            &["nowhere.xml", "--blog", "la-bas"][..],
            "Il n’y a pas de fichier de ce nom",
            "There is no file of this name",
        ),
        (&["text.txt", "--blog", "la-bas"], "n’est pas un export connu", "not an export that is known"),
        (&["empty.xml", "--blog", "la-bas"], "Ce fichier est vide", "This file is empty"),
        (&["feed.xml", "--blog", "ailleurs"], "Aucun blog n’a cette adresse", "No blog has this address"),
        (
            &["feed.xml", "--blog", "la-bas", "--owner", "issa@exemple.bf"],
            "n’écrit pas dans ce blog",
            "does not write in this blog",
        ),
        (&["feed.xml", "--blog", "la-bas", "--owner", "personne"], "Personne de ce nom", "Nobody"),
        (&["feed.xml"], "dites dans quel blog", "say into which blog"),
        (&["feed.xml", "--new-blog", "Là-bas"], "de qui sera le nouveau blog", "whose the new blog will be"),
        (&["feed.xml", "--new-blog", "Là-bas", "--owner", "awa-ouedraogo"], "--blog la-bas", "--blog la-bas"),
        (&["feed.xml", "--new-blog", " ", "--owner", "awa-ouedraogo"], "titre", "title"),
        (&["http://127.0.0.1:9/", "--blog", "la-bas"], "page publique", "public"),
        (&[".", "--blog", "la-bas"], "ôtez --blog", "leave --blog"),
        (&["."], "n’a pas de manifest.json", "no manifest.json"),
    ] {
        let words = [&["import"][..], words].concat();
        assert!(refused(&words, here, &[]).contains(french), "{words:?}: {}", says(&words, here, &[]));
        assert!(
            refused(&words, here, &[ENGLISH]).contains(english),
            "{words:?}: {}",
            says(&words, here, &[ENGLISH])
        );
    }
}
