//! Journalists from a table, their cuttings, and their addresses that take no letters.

use griot_delivery::Email;
use griot_mailroom::Mark;
use griot_web::testing::{Client, bytes, text};

use crate::{
    house::{Home, home, to},
    pages::page,
    press_letters::journalist,
};

const LIST: &str = "/desk/press/journalists";
const IMPORT: &str = "/desk/press/journalists/import";

async fn look(who: &Client, lines: &str) -> (u16, String) {
    let answer = who.upload(IMPORT, &[("lines", lines), ("language", "fr"), ("act", "look")], &[]).await;
    (answer.status().as_u16(), text(answer).await)
}

fn chips(page: &str) -> Vec<String> {
    let cut = |rest: &str| rest.split_once("\">").unwrap().1.split_once('<').unwrap().0.to_owned();
    page.split("<span class=\"chip").skip(1).map(cut).collect()
}

async fn stop(home: &Home, email: &str) {
    let mut tx = home.house.section.db.begin().await.unwrap();
    let mark = Mark::of(&home.house.section.keys, &Email::parse(email).unwrap());
    griot_mailroom::silence(&mut tx, mark, home.house.section.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
    home.work().await;
}

#[tokio::test]
async fn a_table_is_looked_at_line_by_line_before_anything_is_written() {
    let home = home().await;
    let fatou = home.fatou().await;
    journalist(&fatou, "Une", "une@exemple.bf", "fr", "eau").await;
    journalist(&fatou, "Deux", "deux@exemple.bf", "fr", "eau").await;
    stop(&home, "morte@exemple.bf").await;
    assert_eq!(home.awa().await.get(IMPORT).await.status(), 403);
    assert_eq!(home.awa().await.upload(IMPORT, &[("lines", "Nom;Adresse\na;b")], &[]).await.status(), 403);
    assert_eq!(look(&fatou, " ").await.0, 422);
    let (status, shown) = look(&fatou, "Awa;awa@exemple.bf").await;
    assert!(
        status == 422 && shown.contains("Les titres manquent") && shown.contains("Awa;awa@exemple.bf"),
        "{shown}"
    );

    let lines = "Nom;Adresse e-mail;Média;Sujet;Langue;Date de l'accord;Origine de l'accord\r\n\
        Trois;trois@exemple.bf;\"L’Écho; du soir\";eau;français;14/02/2013;carte de visite\r\n\
        Une;UNE@exemple.bf;L’Écho;;;;\r\n\
        Deux;deux@exemple.bf;;;;;\r\n\
        Quatre;quatre;;;;2013-02-01;carte\r\n\
        Cinq;cinq@exemple.bf;;;;;\r\n\
        Six;trois@exemple.bf;;;;2013-02-01;carte\r\n\
        Sept;sept@exemple.bf;;;;30/02/2013;carte\r\n\
        Huit;huit@exemple.bf;;;volapük ancien;2013-02-01;carte\r\n\
        ;neuf@exemple.bf;;;;2013-02-01;carte\r\n\
        Dix;;;;;2013-02-01;carte\r\n\
        Onze;morte@exemple.bf;;;;2013-02-01;carte\r\n\
        Douze;douze@exemple.bf;;;;2014-02-01;carte\r\n";
    let (status, shown) = look(&fatou, lines).await;
    assert_eq!(status, 200);
    let fates = chips(&shown);
    let expected = [
        "Nouvelle personne",
        "Sera mise à jour",
        "Déjà connue",
        "une adresse ne s’écrit pas",
        "il manque l’origine",
        "déjà plus haut",
        "ne se lit pas",
        "langue inconnue",
        "pas de nom",
        "pas d’adresse",
        "ne prend plus de lettres",
        "pas encore venue",
    ];
    assert_eq!(fates.len(), expected.len(), "{fates:?}");
    for (fate, words) in fates.iter().zip(expected) {
        assert!(fate.contains(words), "{words}: {fate}");
    }
    assert!(shown.contains("3 lignes seraient reprises") && shown.contains("Ligne 2"), "{shown}");
    assert!(!page(&fatou, LIST).await.contains("Trois"), "nothing is written yet");

    let bring = [("lines", lines), ("language", "fr"), ("act", "bring")];
    assert_eq!(to(&fatou.upload(IMPORT, &bring, &[]).await), format!("{LIST}?done=brought"));
    let shown = page(&fatou, LIST).await;
    assert!(
        shown.contains("Trois") && shown.contains("L’Écho; du soir") && shown.contains("Onze"),
        "{shown}"
    );
    assert!(!shown.contains("Cinq") && shown.contains("Adresse à corriger"), "{shown}");
    assert_eq!(fatou.upload(IMPORT, &bring, &[]).await.status(), 422, "nothing is left to bring");
    assert!(home.log.acts().contains(&"channels-log-journalists-brought"));
}

#[tokio::test]
async fn what_excel_writes_is_read_and_the_table_comes_back_as_it_went() {
    let home = home().await;
    let fatou = home.fatou().await;
    let latin = b"Name,Address,Medium,Phone,Consent date,Consent origin\r\n\
        =cmd(),a@exemple.bf,L\x92\xc9cho,+226 00,2013-02-01,@carte\r\n";
    let answer = fatou.upload(IMPORT, &[("language", "en")], &[("file", "presse.csv", latin)]).await;
    let shown = text(answer).await;
    assert!(shown.contains("1 ligne serait reprise") && shown.contains("L’Écho"), "{shown}");
    let kept = shown
        .split("<textarea name=\"lines\" hidden>\n")
        .nth(1)
        .unwrap()
        .split("</textarea>")
        .next()
        .unwrap();
    let fields = [("lines", kept), ("language", "en"), ("act", "bring")];
    assert_eq!(to(&fatou.upload(IMPORT, &fields, &[]).await), format!("{LIST}?done=brought"));
    assert_eq!(home.awa().await.post(&format!("{LIST}/export"), &[]).await.status(), 403);
    let answer = fatou.post(&format!("{LIST}/export"), &[]).await;
    assert_eq!(answer.headers()["content-type"], "text/csv; charset=utf-8");
    let table = text(answer).await;
    assert!(table.starts_with("\u{feff}\"Nom\";\"Adresse\""), "{table}");
    assert!(table.contains("\"'=cmd()\"") && table.contains("\"'+226 00\"") && table.contains("\"'@carte\""));
    let (_, shown) = look(&fatou, &table).await;
    assert!(shown.contains("Déjà connue"), "it says the same as before: {shown}");
    assert!(home.log.acts().contains(&"channels-log-journalists-exported"));
}

#[tokio::test]
async fn an_address_that_came_back_is_left_out_until_it_is_corrected() {
    let home = home().await;
    let fatou = home.fatou().await;
    journalist(&fatou, "Une", "une@exemple.bf", "fr", "eau").await;
    stop(&home, "une@exemple.bf").await;
    let shown = page(&fatou, LIST).await;
    assert!(shown.contains("Adresse à corriger") && shown.contains("Ne reçoit rien"), "{shown}");
    let ids = shown.split("journalists/").map(|rest| rest.split('"').next().unwrap());
    let one = format!("{LIST}/{}", ids.filter(|id| id.len() == 36).last().unwrap());
    assert!(page(&fatou, &one).await.contains("14 février 2013"));
    let with = |email: &'static str| {
        [
            ("name", "Une"),
            ("language", "fr"),
            ("email", email),
            ("consent", "carte"),
            ("consent_at", "2013-02-01"),
        ]
    };
    fatou.post(&one, &with("une@exemple.bf")).await;
    assert!(
        page(&fatou, &one).await.contains("plus rien ne lui est envoyé"),
        "the same address stays stopped"
    );
    journalist(&fatou, "Autre", "autre@exemple.bf", "fr", "eau").await;
    let refused = fatou.post(&one, &with("autre@exemple.bf")).await;
    assert_eq!(refused.status(), 422);
    assert!(text(refused).await.contains("plus rien ne lui est envoyé"));
    fatou.post(&one, &with("une.juste@exemple.bf")).await;
    assert!(!page(&fatou, &one).await.contains("plus rien ne lui est envoyé"));
    assert!(!page(&fatou, LIST).await.contains("Adresse à corriger"));
}

#[tokio::test]
async fn a_cutting_is_for_the_desk_alone() {
    let home = home().await;
    let fatou = home.fatou().await;
    let review = "/desk/press/review";
    let fields = [("medium", "Journal inventé"), ("day", "2013-02-14"), ("tone", "for")];
    let pdf: &[u8] = b"%PDF-1.7 une coupure";
    let bad = fatou.upload(review, &fields, &[("file", "a.pdf", b"rien")]).await;
    assert_eq!(bad.status(), 422);
    assert!(text(bad).await.contains("value=\"Journal inventé\""), "it comes back filled in");
    let mut picture = std::io::Cursor::new(Vec::new());
    image::DynamicImage::new_rgb8(64, 40).write_to(&mut picture, image::ImageFormat::Png).unwrap();
    let picture = picture.into_inner();
    for (name, file) in [("a.pdf", pdf), ("a.png", picture.as_slice())] {
        let answer = fatou.upload(review, &fields, &[("file", name, file)]).await;
        assert_eq!(to(&answer), format!("{review}?month=2013-02&done=saved"));
    }
    let shown = page(&fatou, &format!("{review}?month=2013-02")).await;
    let links: Vec<&str> = shown
        .split("href=\"")
        .map(|rest| rest.split('"').next().unwrap())
        .filter(|href| href.ends_with("/file"))
        .collect();
    assert_eq!(links.len(), 2, "{shown}");
    assert!(!shown.contains("/files/"), "no address that everybody could open");
    let mut kinds = Vec::new();
    for link in &links {
        assert_eq!(home.visitor().get(link).await.status(), 303, "strangers sign in first");
        let answer = fatou.get(link).await;
        assert!(answer.headers()["content-disposition"].to_str().unwrap().starts_with("attachment"));
        assert_eq!(answer.headers()["cache-control"], "no-store");
        kinds.push(answer.headers()["content-type"].to_str().unwrap().to_owned());
        let file = bytes(answer).await;
        assert!(file == pdf || file.starts_with(b"\xff\xd8"));
        let key = griot_files::FileKey::of(&file, "inside").unwrap();
        assert!(home.house.section.files.exists(&key).await.unwrap());
        assert_eq!(home.visitor().get(&format!("/files/{key}")).await.status(), 404, "not even by its key");
    }
    kinds.sort();
    assert_eq!(kinds, ["application/pdf", "image/jpeg"]);
    let plain = fatou.upload(review, &fields, &[]).await;
    assert_eq!(plain.status(), 303);
    assert_eq!(fatou.get(&format!("{review}/00000000-0000-0000-0000-000000000000/file")).await.status(), 404);
}
