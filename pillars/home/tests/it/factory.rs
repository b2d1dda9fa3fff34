//! Things to test with, made the same way every time.

use griot_db::{Db, Schema};
use griot_home::{
    model::{Act, ActKind, Filter, Query},
    store,
};
use griot_kernel::{
    Container, Image, Language, PersonId, Publication, Reading, Sensitivity, Timestamp, Version, WorkId,
};
use uuid::Uuid;

pub const SCHEMAS: &[Schema] = &[griot_home::SCHEMA];

pub fn awa() -> PersonId {
    Uuid::from_u128(0xa).into()
}

pub fn binta() -> PersonId {
    Uuid::from_u128(0xb).into()
}

pub fn work(n: u128) -> WorkId {
    Uuid::from_u128(0x9000 + n).into()
}

/// The workshop's day, and `n` days after.
pub fn day(n: i64) -> Timestamp {
    let first: Timestamp = "2013-02-14T09:30:00Z".parse().unwrap();
    Timestamp::from_millisecond(first.as_millisecond() + n * 86_400_000)
}

pub fn version(language: Language, title: &str, text: &str) -> Version {
    Version {
        language,
        title: title.to_owned(),
        address: format!("/blogs/awa/{}-{language}", griot_text::slug(title)),
        summary: text.chars().take(80).collect(),
        search_text: text.to_owned(),
    }
}

/// Work `n` by Awa, in French, published `n` days after the workshop.
pub fn publication(n: u32, title: &str, text: &str) -> Publication {
    Publication {
        id: work(n.into()),
        kind: "post".to_owned(),
        revision: 1,
        versions: vec![version(Language::FRENCH, title, text)],
        author: Some(awa()),
        container: Some(Container {
            title: "Le carnet d’Awa".to_owned(), address: "/blogs/awa".to_owned()
        }),
        tags: vec!["eau".to_owned()],
        image: Some(Image { address: "/files/well.jpg".to_owned(), alt: "Un puits".to_owned() }),
        published: day(n.into()),
        campaign: None,
        sensitivity: Sensitivity::None,
    }
}

pub fn act(n: u128, kind: ActKind, actor: Option<PersonId>, about: Option<WorkId>, at: Timestamp) -> Act {
    Act { id: Uuid::from_u128(n), kind, actor, work: about, at }
}

pub async fn keep(db: &Db, works: &[Publication]) {
    let mut tx = db.begin().await.unwrap();
    for one in works {
        store::keep(&mut tx, one).await.unwrap();
    }
    tx.commit().await.unwrap();
}

/// The ids of the works that answer, in order.
pub async fn found(db: &Db, typed: &str, filter: &Filter) -> Vec<WorkId> {
    let Some(query) = Query::read(typed) else { return Vec::new() };
    let mut db = db.read().await.unwrap();
    let hits = store::search(&mut db, Some(&query), filter, Reading::Start, 200).await.unwrap();
    hits.items.into_iter().map(|hit| hit.line.work).collect()
}
