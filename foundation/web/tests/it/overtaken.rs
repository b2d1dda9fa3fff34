//! An act that another one overtook is done again.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use griot_db::{DbError, sqlx};
use griot_web::{
    Form, House, Routes, WebError,
    testing::{Client, TestHouse, text},
};

use crate::rooms::{EVERYONE, Said};

/// A form whose act is overtaken this many times.
async fn overtaken(times: usize) -> (TestHouse, Client, Arc<AtomicUsize>) {
    refused(times, || WebError::Conflict("another act".into())).await
}

/// A form whose act is refused so this many times.
async fn refused(times: usize, why: fn() -> WebError) -> (TestHouse, Client, Arc<AtomicUsize>) {
    let tries = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&tries);
    let act = move |Form(said): Form<Said>| {
        let nth = counted.fetch_add(1, Ordering::SeqCst);
        async move { if nth < times { Err(why()) } else { Ok(said.word.join(",")) } }
    };
    let house = TestHouse::open(&[], &[], House::default()).await;
    let client = house.client(Routes::new().post("/act", EVERYONE, act));
    (house, client, tries)
}

#[tokio::test]
async fn it_gets_the_same_form_again() {
    let (_house, client, tries) = overtaken(4).await;
    let answer = client.post("/act", &[("word", "tisser")]).await;
    assert_eq!(text(answer).await, "tisser");
    assert_eq!(tries.load(Ordering::SeqCst), 5);
}

#[tokio::test]
async fn after_five_tries_the_visitor_is_asked_to_come_back() {
    let (_house, client, tries) = overtaken(9).await;
    let answer = client.post("/act", &[("word", "tisser")]).await;
    assert_eq!(answer.status(), 503);
    assert!(answer.headers().contains_key("retry-after"));
    assert!(text(answer).await.contains("Rien n’est perdu"));
    assert_eq!(tries.load(Ordering::SeqCst), 5);
}

#[tokio::test]
async fn what_another_wrote_first_is_found_at_the_second_try() {
    let taken = || WebError::from(DbError::Taken(sqlx::Error::RowNotFound));
    let (_house, client, tries) = refused(1, taken).await;
    let answer = client.post("/act", &[("word", "tisser")]).await;
    assert_eq!(text(answer).await, "tisser");
    assert_eq!(tries.load(Ordering::SeqCst), 2);

    let (_house, client, _) = refused(9, taken).await;
    let answer = client.post("/act", &[("word", "tisser")]).await;
    assert_eq!(answer.status(), 409);
    assert!(text(answer).await.contains("Quelqu’un vient de faire la même chose"));
}
