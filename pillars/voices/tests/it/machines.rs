//! A house as machines ask it: what feeds, API and export are tested with.

use std::{collections::HashMap, sync::Arc};

use async_trait::async_trait;
use axum::{body::Body, response::Response};
use griot_contracts::people::{PublicName, PublicNames};
use griot_db::{Conn, Db, DbError};
use griot_kernel::PersonId;
use griot_voices::{
    model::{Attachment, AttachmentKind, Blog, Format, LeadPicture, Post, tags as tags_of},
    store::{attachments, blogs, comments, posts, tags},
};
use griot_web::{
    House, Settings,
    testing::{Client, TestHouse, text},
};
use http::{Request, header};

use crate::factory::*;

/// Awa, whose page is open, and Binta, whose page is not.
#[derive(Debug)]
struct Named;

fn known() -> [PublicName; 2] {
    let name = |person, name: &str, handle: &str, open| PublicName {
        person,
        name: name.to_owned(),
        handle: handle.to_owned(),
        open,
        takes_part: true,
        picture: None,
    };
    [name(awa(), "Awa <Traoré>", "awa", true), name(binta(), "Binta", "binta", false)]
}

#[async_trait]
impl PublicNames for Named {
    async fn names(
        &self,
        _: &mut Conn,
        people: &[PersonId],
    ) -> Result<HashMap<PersonId, PublicName>, DbError> {
        Ok(known()
            .into_iter()
            .filter(|one| people.contains(&one.person))
            .map(|one| (one.person, one))
            .collect())
    }

    async fn members(&self, _: &mut Conn, _: i64) -> Result<Vec<PublicName>, DbError> {
        Ok(known().to_vec())
    }

    async fn called(
        &self,
        _: &mut Conn,
        words: &[String],
        open: bool,
        limit: usize,
    ) -> Result<Vec<PublicName>, DbError> {
        let called = |one: &PublicName| (one.open || !open) && griot_text::begins_words_of(&one.name, words);
        Ok(known().into_iter().filter(called).take(limit).collect())
    }

    async fn by_handle(&self, _: &mut Conn, handle: &str) -> Result<Option<PublicName>, DbError> {
        Ok(known().into_iter().find(|one| one.handle == handle))
    }
}

/// A section with Awa's blog, her first post, and one brought from elsewhere with a sound.
pub async fn house_on(db: Db) -> TestHouse {
    let mut house = House::default();
    house.provide::<dyn PublicNames>(Arc::new(Named));
    house.menu.extend_from_slice(griot_voices::MENU);
    let mut tx = db.begin().await.unwrap();
    Settings { name: "Section d’essai".into(), ..Settings::default() }.save(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    let house = TestHouse::open_on(db, WORDS, house).await;
    furnish(&house).await;
    house
}

/// The words that pages of this pillar need.
pub const WORDS: &[griot_i18n::WordFiles] = &[griot_i18n::WORDS, griot_voices::WORDS];

async fn furnish(house: &TestHouse) {
    let db = &house.section.db;
    let (blog, first) = open_house(db).await;
    let key = house.section.files.put(vec![7_u8; 1_234].into(), "mp3").await.unwrap();
    let picture = house.section.files.put(vec![9_u8; 432].into(), "jpg").await.unwrap();
    let second = brought(&blog, picture.as_str(), key.as_str());
    let mut tx = db.begin().await.unwrap();
    posts::insert(&mut tx, &second).await.unwrap();
    tags::set(&mut tx, second.id, &tags_of("Eau & assainissement")).await.unwrap();
    let sound = Attachment {
        id: id(0xa1).into(),
        post: Some(second.id),
        owner: Some(awa()),
        kind: AttachmentKind::Audio,
        alt: "Une voix".into(),
        stored: format!("{{\"key\":\"{key}\"}}"),
        bytes: 1_234,
        at: day(2),
    };
    attachments::insert(&mut tx, &sound).await.unwrap();
    comments::insert(&mut tx, &comment(1, &first, binta(), "Merci !")).await.unwrap();
    tx.commit().await.unwrap();
}

/// A post that was first published elsewhere.
pub fn brought(blog: &Blog, picture: &str, sound: &str) -> Post {
    let mut post = published(2, blog, "puits", day(3));
    post.title = "Le puits & l’eau ]]> \u{8}".into();
    post.format = Format::Html;
    post.body = format!(
        "<p>Un <em>puits</em> <a href=\"/blogs/awa/premier\">voir</a></p><p><img src=\"/files/{picture}\" alt=\"Puits\"></p><audio src=\"/files/{sound}\"></audio>"
    );
    post.canonical_url = Some("https://carnet.example/puits?a=1&b=2".into());
    post.source_name = Some("Carnet".into());
    post.picture = Some(LeadPicture {
        small: picture.to_owned(),
        large: picture.to_owned(),
        width: 320,
        height: 240,
        alt: "Puits".into(),
    });
    post
}

/// Adds `count` short posts, one a day.
pub async fn add_posts(db: &Db, count: u32) -> Blog {
    let blog = blogs::by_slug(&mut db.read().await.unwrap(), "awa").await.unwrap().unwrap();
    let mut tx = db.begin().await.unwrap();
    for n in 0..count {
        let one = published(100 + u128::from(n), &blog, &format!("court-{n}"), day(10 + i64::from(n)));
        posts::insert(&mut tx, &one).await.unwrap();
    }
    tx.commit().await.unwrap();
    blog
}

pub async fn ask(client: &Client, path: &str, headers: &[(&str, &str)]) -> Response {
    let mut request = Request::get(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    client.send(request.body(Body::empty()).unwrap()).await
}

pub fn of(response: &Response, name: header::HeaderName) -> String {
    response.headers().get(name).map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default()
}

pub async fn read(client: &Client, path: &str) -> String {
    let response = client.get(path).await;
    assert_eq!(response.status(), 200, "{path}");
    text(response).await
}
