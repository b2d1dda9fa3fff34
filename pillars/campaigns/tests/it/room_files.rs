//! Files in the internal room: for the readers of their entry, and gone with it.

use griot_campaigns::{
    SCHEMA,
    model::{Audience, EntryKind, RoomFile},
    store::{entries, files},
};
use griot_web::testing::{Client, text};

use crate::{
    factory::{awa, binta, day, entry, id, reader},
    house::{adama, awa as member, field, home, main_of, mariam, to},
};

fn file(n: u128, of: &griot_campaigns::model::Entry) -> RoomFile {
    RoomFile {
        id: id(0xf0 + n).into(),
        entry: of.id,
        name: format!("fichier {n}.pdf"),
        stored: format!("ab/{n}.room"),
        bytes: 1_200,
        by: Some(awa()),
        at: day(i64::try_from(n).unwrap()),
    }
}

griot_testkit::contract! { &[SCHEMA];
    async fn a_file_hangs_on_its_entry_for_its_readers(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let (open, closed) = (entry(1, Audience::Members, EntryKind::Thread), entry(2, Audience::Staff, EntryKind::Thread));
        for one in [&open, &closed] {
            entries::insert(&mut tx, one).await.unwrap();
        }
        let (one, two) = (file(1, &open), file(2, &closed));
        files::insert(&mut tx, &one).await.unwrap();
        files::insert(&mut tx, &two).await.unwrap();
        assert_eq!(files::by_id(&mut tx, one.id).await.unwrap(), Some(one.clone()));
        assert_eq!(files::of_entry(&mut tx, open.id).await.unwrap(), std::slice::from_ref(&one));
        let seen = files::list(&mut tx, &reader(binta(), false, false), 0, 9).await.unwrap();
        assert_eq!(seen, [(one.clone(), open.words.title.clone())]);
        let staff = files::list(&mut tx, &reader(binta(), true, false), 0, 9).await.unwrap();
        assert_eq!(staff.iter().map(|(file, _)| file.id).collect::<Vec<_>>(), [two.id, one.id]);
        assert_eq!(files::stored(&mut tx).await.unwrap().len(), 2);
        assert!(files::remove(&mut tx, one.id).await.unwrap());
        assert!(!files::remove(&mut tx, one.id).await.unwrap());
        entries::remove(&mut tx, closed.id).await.unwrap();
        assert!(files::stored(&mut tx).await.unwrap().is_empty(), "it goes with its entry");
    }
}

async fn main(client: &Client, path: &str) -> String {
    main_of(&text(client.get(path).await).await)
}

#[tokio::test]
async fn a_file_is_given_back_as_it_came_to_the_readers_of_its_entry_alone() {
    let home = home().await;
    let (director, trainer, awa) =
        (home.as_one(mariam()).await, home.as_one(adama()).await, home.as_one(member()).await);
    let words = [("kind", "thread"), ("audience", "staff"), ("title", "Budget"), ("body", "Lisez-le.")];
    let path = to(&director.post("/desk/room", &words).await);
    let path = path.strip_suffix("?done=added").unwrap();
    let up = format!("{path}/files");
    let sheet = b"<script>alert(1)</script>".as_slice();
    let none = director.upload(&up, &[], &[]).await;
    assert_eq!(none.status(), 422);
    let brought = director
        .upload(
            &up,
            &[],
            &[("file", "C:\\doc\\Budget \u{e9}.html", sheet), ("file", "b.csv", b"a;b".as_slice())],
        )
        .await;
    assert_eq!(to(&brought), format!("{path}?done=added#files"));
    let page = main(&trainer, path).await;
    assert!(page.contains("Budget é.html") && page.contains("b.csv"), "{page}");
    let before = page.split("Budget é.html").next().unwrap();
    let at = before.rsplit("/files/").next().unwrap().split('"').next().unwrap().to_owned();
    let given = trainer.get(&format!("{up}/{at}")).await;
    let header = |name: &str| given.headers().get(name).unwrap().to_str().unwrap().to_owned();
    assert_eq!(header("content-type"), "application/octet-stream", "it is never opened as a page");
    assert!(header("content-disposition").starts_with("attachment; filename*=UTF-8''"));
    assert!(header("content-security-policy").contains("sandbox"));
    assert_eq!(text(given).await.as_bytes(), sheet);

    let hidden = path.replace("/desk/", "/me/");
    for path in [format!("{hidden}/files/{at}"), format!("{hidden}/files/x")] {
        assert_eq!(awa.get(&path).await.status(), 404, "{path}");
    }
    assert_eq!(
        awa.upload(&format!("{hidden}/files"), &[], &[("file", "a.txt", b"a".as_slice())]).await.status(),
        404
    );
    assert!(!main(&awa, "/me/room/files").await.contains("Budget"));
    assert!(main(&trainer, "/desk/room/files").await.contains("Budget é.html"));

    let remove = format!("{path}/files/remove");
    assert_eq!(trainer.post(&remove, &[("file", &at)]).await.status(), 403);
    let shown = main(&director, path).await;
    assert_eq!(
        to(&director.post(&remove, &[("file", &field(&shown, "file"))]).await),
        format!("{path}?done=removed#files")
    );
    // Of another entry it is not this one's.
    let words = [("kind", "thread"), ("audience", "staff"), ("title", "Autre"), ("body", "x")];
    let other = to(&director.post("/desk/room", &words).await);
    let other = other.strip_suffix("?done=added").unwrap();
    let left = main(&director, path).await;
    let left = left.split("/files/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    assert_eq!(director.get(&format!("{other}/files/{left}")).await.status(), 404);
}
