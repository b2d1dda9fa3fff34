//! Courses as trainers work on them, page by page.

use griot_web::testing::{Client, text};
use griot_workshops::{course_pack, store::courses};

use crate::house::{Home, adama, awa, field, home, main_of, to};

/// A course with one unit; where they are worked on.
pub async fn begun(client: &Client) -> (String, String) {
    let answer = client.post("/desk/courses", &[("title", "Premiers pas"), ("language", "fr")]).await;
    assert_eq!(answer.status(), 303);
    let course = to(&answer).split('?').next().unwrap().to_owned();
    let answer = client.post(&format!("{course}/units"), &[("title", "Pourquoi parler ?")]).await;
    let unit = to(&answer).split('?').next().unwrap().to_owned();
    assert!(unit.ends_with("/units/pourquoi-parler"), "{unit}");
    (course, unit)
}

async fn page(client: &Client, path: &str) -> String {
    let answer = client.get(path).await;
    assert_eq!(answer.status(), 200, "{path}");
    text(answer).await
}

pub async fn write(client: &Client, unit: &str, language: &str, body: &str) -> axum::response::Response {
    let form = page(client, &format!("{unit}?language={language}")).await;
    let seen = field(&form, "seen");
    client
        .post(
            unit,
            &[
                ("language", language),
                ("title", "Pourquoi parler ?"),
                ("body", body),
                ("minutes", "20"),
                ("module", "0"),
                ("draw", "0"),
                ("pass", "60"),
                ("seen", &seen),
            ],
        )
        .await
}

async fn ask(client: &Client, unit: &str, fields: &[(&str, &str)]) -> (u16, String) {
    let answer = client.post(&format!("{unit}/questions"), fields).await;
    let status = answer.status().as_u16();
    (status, text(answer).await)
}

pub async fn trainer(home: &Home) -> Client {
    home.as_one(adama()).await
}

#[tokio::test]
async fn a_course_is_begun_written_and_published() {
    let home = home().await;
    let client = trainer(&home).await;
    let (course, unit) = begun(&client).await;
    let refused = client.post(&format!("{course}/publish"), &[("note", "Tout"), ("version", "0")]).await;
    assert_eq!(refused.status(), 422);
    let refused = main_of(&text(refused).await);
    assert!(refused.contains("n’a pas de texte dans la langue du cours") && refused.contains(">Tout<"));

    assert_eq!(
        write(&client, &unit, "fr", "À lire : *lentement* <script>alert(1)</script>").await.status(),
        303
    );
    let shown = main_of(&page(&client, &unit).await);
    assert!(shown.contains("À lire\u{a0}: <em>lentement</em>"), "{shown}");
    assert!(!shown.contains("<script>"), "what runs is shown nowhere");
    let asked =
        [("kind", "single"), ("text", "Vrai ?"), ("choices", "Non\nOui"), ("right", "2"), ("language", "fr")];
    assert_eq!(ask(&client, &unit, &asked).await.0, 303);
    let answer = client.post(&format!("{course}/publish"), &[("note", "Tout"), ("version", "0")]).await;
    assert_eq!(answer.status(), 303);
    let again = client.post(&format!("{course}/publish"), &[("note", "Encore"), ("version", "0")]).await;
    assert_eq!(again.status(), 409, "somebody published meanwhile");
    let shown = main_of(&page(&client, &course).await);
    assert!(shown.contains("Version 1") && shown.contains("Tout") && shown.contains("course.zip"));
    assert!(main_of(&page(&client, "/desk/courses").await).contains("Personne ne l’a commencé"));
}

#[tokio::test]
async fn what_cannot_be_answered_is_refused_and_stays_in_the_form() {
    let home = home().await;
    let client = trainer(&home).await;
    let (_, unit) = begun(&client).await;
    for (kind, choices, right, accepted) in [
        ("single", "Non\nOui", "3", ""),
        ("single", "Non\nOui", "1, 2", ""),
        ("single", "Non\nOui", "deux", ""),
        ("single", "Non\nOui", "0", ""),
        ("multiple", "Non\nOui", "", ""),
        ("order", "Un\nDeux\nTrois", "1, 2", ""),
        ("text", "", "", ""),
        ("other", "Non\nOui", "1", ""),
    ] {
        let fields = [
            ("kind", kind),
            ("text", "Laquelle ?"),
            ("choices", choices),
            ("right", right),
            ("accepted", accepted),
            ("language", "fr"),
        ];
        let (status, body) = ask(&client, &unit, &fields).await;
        assert_eq!(status, 422, "{kind} {right}");
        assert!(body.contains("Laquelle ?"), "what was typed is still there");
    }
    for (kind, choices, right, accepted) in [
        ("multiple", "Un\nDeux\nTrois", "1 3", ""),
        ("order", "Un\nDeux\nTrois", "3, 1, 2", ""),
        ("text", "", "", "blog\nun blog"),
    ] {
        let fields = [
            ("kind", kind),
            ("text", "Laquelle ?"),
            ("choices", choices),
            ("right", right),
            ("accepted", accepted),
            ("language", "fr"),
        ];
        assert_eq!(ask(&client, &unit, &fields).await.0, 303, "{kind}");
    }
    let fields = [("question", "nulle-part"), ("kind", "text"), ("text", "?"), ("language", "fr")];
    assert_eq!(ask(&client, &unit, &fields).await.0, 404);
    let first = [("question", "pourquoi-parler-q"), ("language", "fr"), ("way", "down")];
    assert_eq!(client.post(&format!("{unit}/questions/move"), &first).await.status(), 303);
    assert_eq!(client.post(&format!("{unit}/questions/remove"), &first).await.status(), 303);
    assert_eq!(client.post(&format!("{unit}/questions/remove"), &first).await.status(), 404);
}

#[tokio::test]
async fn a_translation_has_as_many_choices_and_may_lag() {
    let home = home().await;
    let client = trainer(&home).await;
    let (course, unit) = begun(&client).await;
    write(&client, &unit, "fr", "Texte.").await;
    let asked =
        [("kind", "single"), ("text", "Vrai ?"), ("choices", "Non\nOui"), ("right", "2"), ("language", "fr")];
    ask(&client, &unit, &asked).await;
    let words = [("language", "en"), ("title", "First steps"), ("seen", "")];
    assert_eq!(client.post(&format!("{course}/words"), &words).await.status(), 303);
    let shown = main_of(&page(&client, &course).await);
    assert!(shown.contains("Traductions en retard"), "{shown}");
    let form = page(&client, &format!("{unit}?language=en")).await;
    let seen = form.split("name=\"seen\" value=\"").nth(2).unwrap().split('"').next().unwrap().to_owned();
    let mut said = vec![
        ("question", "pourquoi-parler-q"),
        ("text", "True?"),
        ("choices", "No\nYes\nPerhaps"),
        ("language", "en"),
        ("seen", seen.as_str()),
    ];
    let (status, body) = ask(&client, &unit, &said).await;
    assert_eq!(status, 422);
    assert!(body.contains("autant de choix que l’original"));
    said[2] = ("choices", "No\nYes");
    assert_eq!(ask(&client, &unit, &said).await.0, 303);
    assert_eq!(ask(&client, &unit, &said).await.0, 409, "it was changed meanwhile");
    let new = [("kind", "single"), ("text", "New?"), ("choices", "a\nb"), ("right", "1"), ("language", "en")];
    assert_eq!(ask(&client, &unit, &new).await.0, 422, "first in the language of the course");
    write(&client, &unit, "en", "Text.").await;
    assert!(!main_of(&page(&client, &course).await).contains("Traductions en retard"));
}

#[tokio::test]
async fn a_stale_form_shows_both_texts() {
    let home = home().await;
    let client = trainer(&home).await;
    let (course, unit) = begun(&client).await;
    let old = field(&page(&client, &unit).await, "seen");
    write(&client, &unit, "fr", "Le texte de l’autre.").await;
    let fields = [
        ("language", "fr"),
        ("title", "Le mien"),
        ("body", "Mon texte."),
        ("minutes", "20"),
        ("module", "0"),
        ("draw", "0"),
        ("pass", "60"),
        ("seen", old.as_str()),
    ];
    let answer = client.post(&unit, &fields).await;
    assert_eq!(answer.status(), 409);
    let shown = main_of(&text(answer).await);
    assert!(shown.contains("Le texte de l’autre.") && shown.contains("Mon texte."), "{shown}");
    let mut preview = fields.to_vec();
    preview.push(("act", "preview"));
    assert_eq!(client.post(&unit, &preview).await.status(), 200);
    for (place, bad) in [(1, ("title", "")), (3, ("minutes", "beaucoup")), (6, ("pass", "101"))] {
        let mut fields = fields.to_vec();
        fields[place] = bad;
        assert_eq!(client.post(&unit, &fields).await.status(), 422, "{bad:?}");
    }
    let words = [("language", "fr"), ("title", "Autre"), ("seen", "ancien")];
    assert_eq!(client.post(&format!("{course}/words"), &words).await.status(), 409);
    for bad in [[("language", "français !"), ("title", "A")], [("language", "fr"), ("title", " ")]] {
        assert_eq!(client.post(&format!("{course}/words"), &bad).await.status(), 422);
    }
    let settle = [("audience", "members"), ("revision", "0")];
    assert_eq!(client.post(&course, &settle).await.status(), 409);
}

#[tokio::test]
async fn units_move_and_go_and_courses_make_no_circle() {
    let home = home().await;
    let client = trainer(&home).await;
    let (course, unit) = begun(&client).await;
    client.post(&format!("{course}/units"), &[("title", "Comment parler")]).await;
    let second = format!("{course}/units/comment-parler");
    let before = |page: &str| page.find("Comment parler").unwrap() < page.find("Pourquoi parler").unwrap();
    assert!(!before(&main_of(&page(&client, &course).await)));
    assert_eq!(client.post(&format!("{second}/move"), &[("way", "up")]).await.status(), 303);
    assert!(before(&main_of(&page(&client, &course).await)));
    assert_eq!(client.post(&format!("{unit}/remove"), &[]).await.status(), 303);
    assert_eq!(client.post(&format!("{unit}/remove"), &[]).await.status(), 404);
    assert_eq!(client.get(&unit).await.status(), 404);
    assert_eq!(client.post(&format!("{course}/units"), &[("title", "")]).await.status(), 422);

    let (other, _) = {
        let answer = client.post("/desk/courses", &[("title", "Premiers pas"), ("language", "fr")]).await;
        (to(&answer).split('?').next().unwrap().to_owned(), ())
    };
    let id = |at: &str| at.rsplit('/').next().unwrap().to_owned();
    let revision = field(&page(&client, &other).await, "revision");
    let needs = [("audience", "everyone"), ("needs", &id(&course)), ("revision", &revision)];
    assert_eq!(client.post(&other, &needs).await.status(), 303);
    let revision = field(&page(&client, &course).await, "revision");
    let circle = [("audience", "everyone"), ("needs", &id(&other)), ("revision", &revision)];
    let answer = client.post(&course, &circle).await;
    assert_eq!(answer.status(), 422);
    assert!(text(answer).await.contains("viendrait avant lui-même"));
    let nowhere = [("audience", "everyone"), ("needs", "nulle part"), ("revision", &revision)];
    assert_eq!(client.post(&course, &nowhere).await.status(), 422);
    for bad in [[("title", ""), ("language", "fr")], [("title", "A"), ("language", "?")]] {
        assert_eq!(client.post("/desk/courses", &bad).await.status(), 422);
    }
}

#[tokio::test]
async fn files_are_known_by_what_is_in_them() {
    let home = home().await;
    let client = trainer(&home).await;
    let (course, unit) = begun(&client).await;
    let at = format!("{unit}/files");
    let refused: [(&str, &[u8]); 6] = [
        ("fiche.pdf", b"<html><script>alert(1)</script></html>"),
        ("fiche.txt", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("fiche.pdf", b"%PDF-1.4 /OpenAction << /S /JavaScript >>"),
        ("fiche.odt", b"PK\x03\x04 abime"),
        ("fiche.txt", b"MZ\x90\x00\x03\x00\xff\xfe"),
        ("image.jpg", b"\xFF\xD8\xFFabime"),
    ];
    for (name, bytes) in refused {
        let answer =
            client.upload(&at, &[("language", "fr"), ("alt", "Une fiche")], &[("file", name, bytes)]).await;
        assert_eq!(answer.status(), 422, "{name}");
        assert!(text(answer).await.contains("Une fiche"));
    }
    assert_eq!(client.upload(&at, &[("alt", "")], &[]).await.status(), 422);
    let large = vec![b'a'; 5_000_001];
    assert_eq!(client.upload(&at, &[("alt", "")], &[("file", "a.txt", &large)]).await.status(), 422);
    let sheet = "nom;jour\nAwa;lundi\n".as_bytes();
    let answer = client.upload(&at, &[("language", "fr")], &[("file", "../Liste.exe", sheet)]).await;
    assert_eq!(answer.status(), 303);
    let shown = main_of(&page(&client, &unit).await);
    assert!(shown.contains("Liste.csv"), "{shown}");
    let href = shown.split("/files/").find(|part| part.contains("download")).unwrap();
    let file = href.split('"').next().unwrap().to_owned();
    let answer = client.get(&format!("{course}/files/{file}")).await;
    assert_eq!(answer.headers()["content-security-policy"], "sandbox; default-src 'none'");
    assert_eq!(text(answer).await.as_bytes(), sheet);
    let gone = [("file", file.as_str()), ("language", "fr")];
    assert_eq!(client.post(&format!("{at}/remove"), &gone).await.status(), 303);
    assert_eq!(client.post(&format!("{at}/remove"), &gone).await.status(), 404);
}

#[tokio::test]
async fn the_course_that_comes_with_griot_is_added_once_with_its_guide() {
    let home = home().await;
    let client = trainer(&home).await;
    assert!(main_of(&page(&client, "/desk/courses").await).contains("Ajouter le cours qui vient avec Griot"));
    let first = to(&client.post("/desk/courses/ship", &[]).await);
    assert_eq!(first, to(&client.post("/desk/courses/ship", &[]).await), "once");
    assert!(
        !main_of(&page(&client, "/desk/courses").await).contains("Ajouter le cours qui vient avec Griot")
    );
    let shown = main_of(&page(&client, first.split('?').next().unwrap()).await);
    assert_eq!(shown.matches("/move").count(), 12, "twelve units");
    assert!(!shown.contains("Traductions en retard") && !shown.contains("Avant de publier"), "{shown}");
    let mut db = home.house.section.db.read().await.unwrap();
    let course = courses::by_slug(&mut db, course_pack::SLUG).await.unwrap().unwrap();
    assert_eq!((course.version, course.source.as_str()), (1, "griot"));
    assert!(main_of(&page(&client, "/desk/courses/guide").await).contains("Les règles de la salle"));
    let pdf = client.get("/desk/courses/guide.pdf").await;
    assert_eq!(pdf.headers()["content-type"], "application/pdf");
    assert!(griot_web::testing::bytes(pdf).await.starts_with(b"%PDF-"));
}

#[tokio::test]
async fn only_trainers_work_on_courses() {
    let home = home().await;
    let (course, unit) = begun(&trainer(&home).await).await;
    let member = home.as_one(awa()).await;
    for path in ["/desk/courses", "/desk/courses/import", "/desk/courses/guide", &course, &unit] {
        assert_eq!(member.get(path).await.status(), 403, "{path}");
    }
    for path in ["/desk/courses/ship".to_owned(), format!("{course}/publish"), format!("{unit}/remove")] {
        assert_eq!(member.post(&path, &[]).await.status(), 403, "{path}");
    }
    let trainer = trainer(&home).await;
    for path in ["/desk/courses/nulle-part", "/desk/courses/import/look?file=ab/cd.course"] {
        assert_eq!(trainer.get(path).await.status(), 404, "{path}");
    }
}
