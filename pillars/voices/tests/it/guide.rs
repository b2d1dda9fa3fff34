//! The examples of the guide for programs do what the guide says.

use std::{net::SocketAddr, path::Path, process::Stdio};

use axum::{ServiceExt, extract::Request};
use griot_voices::{
    MODERATE,
    api::{self, COMMENT, PUBLISH, READ_OWN, WRITE},
    model::Role,
    store::blogs,
};
use serde_json::Value;
use tokio::process::Command;

use crate::{factory, house::*};

/// The blocks of shell in a page of the guide.
fn blocks(language: &str) -> Vec<String> {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/guide").join(language).join("api.md");
    let page = std::fs::read_to_string(page).unwrap();
    let blocks = page.split("```sh\n").skip(1).filter_map(|rest| rest.split("```").next());
    blocks.filter(|block| block.contains("$SITE")).map(str::to_owned).collect()
}

fn picture() -> Vec<u8> {
    let mut jpeg = std::io::Cursor::new(Vec::new());
    image::DynamicImage::new_rgb8(40, 30).write_to(&mut jpeg, image::ImageFormat::Jpeg).unwrap();
    jpeg.into_inner()
}

/// Runs the examples one after another, as someone would who copies them.
async fn follow(language: &str, names: [&str; 2]) {
    let fresh = griot_testkit::sqlite(SCHEMAS).await;
    let home = home_on(fresh.db()).await;
    let mut tx = home.house.section.db.begin().await.unwrap();
    let blog = factory::blog(7, "carnet-de-saaba");
    blogs::insert(&mut tx, &blog).await.unwrap();
    blogs::set_author(&mut tx, blog.id, factory::awa(), Role::Editor).await.unwrap();
    tx.commit().await.unwrap();
    let client = home.house.client(api::routes());
    let awa = client.as_program(awa(), &[&READ_OWN, &WRITE, &PUBLISH, &COMMENT, &MODERATE]).await;

    let router = griot_web::assemble(&home.house.section, api::routes());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let site = format!("http://{}", listener.local_addr().unwrap());
    let service = ServiceExt::<Request>::into_make_service_with_connect_info::<SocketAddr>(router);
    let server = tokio::spawn(async move { axum::serve(listener, service).await });
    let folder = tempfile::tempdir().unwrap();
    for name in ["puits.jpg", "well.jpg"] {
        std::fs::write(folder.path().join(name), picture()).unwrap();
    }

    let mut post = String::new();
    let found = blocks(language);
    assert_eq!(found.len(), 9, "{language}");
    for block in found {
        let run = Command::new("sh")
            .arg("-ec")
            .arg(block.replace("curl ", "curl --silent --show-error --fail-with-body "))
            .current_dir(folder.path())
            .env("SITE", &site)
            .env(names[0], awa.token().unwrap())
            .env(names[1], &post)
            .stdin(Stdio::null())
            .output()
            .await
            .unwrap();
        let said = String::from_utf8_lossy(&run.stdout);
        assert!(run.status.success(), "{block}\n{said}{}", String::from_utf8_lossy(&run.stderr));
        let answer: Value = serde_json::from_str(&said).unwrap();
        if post.is_empty() {
            answer["id"].as_str().unwrap().clone_into(&mut post);
        }
    }
    server.abort();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_french_examples_work() {
    follow("fr", ["JETON", "BILLET"]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_english_examples_work() {
    follow("en", ["TOKEN", "POST"]).await;
}
