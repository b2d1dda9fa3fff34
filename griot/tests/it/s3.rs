//! A house whose files lie in a bucket: `griot serve` with `GRIOT_FILES_URL`.

use tempfile::TempDir;

use crate::{
    program::{Person, Program, says},
    seaweed::S3,
};

#[tokio::test]
async fn a_post_with_a_picture_lives_in_a_bucket() {
    let Some(s3) = S3::find().await else { return };
    let url = s3.url("house");
    let environment = [("GRIOT_FILES_URL", url.as_str())];
    let place = TempDir::new().unwrap();
    let mut program = Program::start("demo", place.path(), &environment).await;
    assert!(
        says(&["doctor"], place.path(), &environment).contains("✓ Les fichiers s’écrivent et se relisent")
    );

    let awa = Person::enter(&program, "member").await;
    let csrf = awa.csrf("/me/posts/new").await;
    let draft = awa.draft(&csrf, "Le puits du seau").await;
    let picture = griot_voices::demo_picture(4711);
    let upload = format!("{draft}/upload");
    let fields = [("csrf", csrf.as_str()), ("alt", "Un puits peint")];
    let told: serde_json::Value =
        serde_json::from_str(&awa.upload(&upload, &fields, &picture).await.text).unwrap();
    let body = format!("L’eau est revenue.\n\n{}", told["words"].as_str().unwrap());
    let fields = [
        ("csrf", csrf.as_str()),
        ("act", "publish"),
        ("revision", "1"),
        ("title", "Le puits du seau"),
        ("body", &body),
        ("language", "fr"),
    ];
    let published = awa.upload(&draft, &fields, b"").await;
    assert_eq!(published.status, 303, "{}", published.text);

    let visitor = Person::new(&program);
    let page = visitor.get("/blogs/carnet-de-saaba/le-puits-du-seau").await;
    assert!(page.status == 200 && page.text.contains("alt=\"Un puits peint\""), "{}", page.text);
    let src = told["url"].as_str().unwrap();
    assert!(page.text.contains(src), "{src}");
    let (kind, bytes) = visitor.file(src).await;
    assert_eq!(kind, "image/jpeg");
    assert!(bytes.starts_with(&[0xFF, 0xD8, 0xFF]));
    assert!(!place.path().join("data/files").exists(), "nothing of it lies on this machine");

    // What the story brought came through the same door.
    let blog = visitor.get("/blogs/carnet-de-saaba").await.text;
    let (_, after) = blog.split_once("src=\"/files/").expect("a post of the story shows a picture");
    let told = after.split('"').next().unwrap();
    assert_eq!(visitor.file(&format!("/files/{told}")).await.0, "image/jpeg");

    if std::env::var_os("GRIOT_TEST_S3").is_some() {
        return; // the server is somebody else’s, and stays
    }
    drop(s3);
    let upload = awa
        .upload(
            &upload,
            &[("csrf", csrf.as_str()), ("alt", "Un autre puits")],
            &griot_voices::demo_picture(7),
        )
        .await;
    assert_eq!(upload.status, 503, "{}", upload.text);
    assert!(upload.text.contains("Rien n’est perdu"), "{}", upload.text);
    assert_eq!(
        visitor.get("/blogs/carnet-de-saaba/le-puits-du-seau").await.status,
        200,
        "the words are still read"
    );
    assert!(says(&["doctor"], place.path(), &environment).contains("✗ Les fichiers ne s’écrivent pas"));
    assert!(program.lives(), "{}", program.said());
}
