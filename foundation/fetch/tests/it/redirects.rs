use std::collections::VecDeque;
use std::io;
use std::net::IpAddr;
use std::sync::{Arc, Mutex};

use griot_fetch::{Conditional, FetchError, FetchPolicy, Fetched, Fetcher, Found, Lookup};
use url::Url;

use crate::server::{HELLO, Server, Step, redirect};
use crate::{body, fetch, policy};

/// A name server that changes its mind: each question gets the next answer.
#[derive(Debug)]
struct Fickle(Mutex<VecDeque<Vec<IpAddr>>>);

impl Fickle {
    fn saying(answers: &[&[[u8; 4]]]) -> Arc<Self> {
        let answers = answers.iter().map(|answer| answer.iter().copied().map(IpAddr::from).collect());
        Arc::new(Self(Mutex::new(answers.collect())))
    }

    fn left(&self) -> usize {
        self.0.lock().unwrap().len()
    }
}

impl Lookup for Fickle {
    fn addresses(&self, _name: &str) -> Found {
        let next = self.0.lock().unwrap().pop_front();
        Box::pin(async move { next.ok_or_else(|| io::Error::other("no more answers")) })
    }
}

async fn ask(port: u16, lookup: Arc<Fickle>, policy: FetchPolicy) -> Result<Fetched, FetchError> {
    let url = Url::parse(&format!("http://fickle.example:{port}/")).unwrap();
    Fetcher::with_lookup(policy, lookup).unwrap().get(&url, &Conditional::default()).await
}

const HERE: [u8; 4] = [127, 0, 0, 1];
const INSIDE: [u8; 4] = [127, 0, 0, 2];

#[tokio::test]
async fn redirects_are_followed_and_remembered() {
    let server = Server::start("127.0.0.1:0", |head| {
        let answer = match head.split(' ').nth(1).unwrap() {
            "/old" => redirect(301, "/moved#part"),
            "/moved" => redirect(302, "today"),
            _ => HELLO.to_owned(),
        };
        vec![Step::Send(answer.into_bytes())]
    })
    .await;
    let body = body(fetch(server.port, "/old").await.unwrap());
    assert_eq!(body.url_final.path(), "/today");
    assert_eq!(body.moved_to.unwrap().path(), "/moved");
    assert_eq!(server.hits(), 3);
}

#[tokio::test]
async fn redirects_come_to_an_end() {
    let server = Server::saying(redirect(302, "/again")).await;
    assert_eq!(fetch(server.port, "/").await, Err(FetchError::TooManyRedirects));
    assert_eq!(server.hits(), 6, "the first request and five redirects");
}

#[tokio::test]
async fn a_redirect_to_a_private_address_is_refused() {
    let inside = Server::start("127.0.0.2:0", |_| vec![Step::Send(HELLO.into())]).await;
    let targets = [
        (format!("http://127.0.0.2:{}/", inside.port), FetchError::PrivateAddress),
        (format!("//127.0.0.2:{}/", inside.port), FetchError::PrivateAddress),
        (format!("http://0x7f000002:{}/", inside.port), FetchError::PrivateAddress),
        (format!("http://[::ffff:127.0.0.2]:{}/", inside.port), FetchError::PrivateAddress),
        ("http://localhost:22/".to_owned(), FetchError::BadAddress),
        ("http://user:secret@example.org/".to_owned(), FetchError::BadAddress),
        ("file:///etc/passwd".to_owned(), FetchError::NotHttp),
        ("ftp://127.0.0.2/".to_owned(), FetchError::NotHttp),
    ];
    for (target, error) in targets {
        let server = Server::saying(redirect(302, &target)).await;
        let mut policy = policy(server.port);
        policy.ports.extend([inside.port, 80]);
        let url = Url::parse(&format!("http://127.0.0.1:{}/", server.port)).unwrap();
        let answer = Fetcher::new(policy).unwrap().get(&url, &Conditional::default()).await;
        assert_eq!(answer, Err(error), "{target}");
    }
    assert_eq!(inside.hits(), 0);
}

#[tokio::test]
async fn a_name_that_changes_its_mind_reaches_nothing() {
    let server = Server::saying(redirect(302, "/next")).await;
    let port = server.port;
    let inside = Server::start(&format!("127.0.0.2:{port}"), |_| vec![Step::Send(HELLO.into())]).await;
    let lookup = Fickle::saying(&[&[HERE], &[INSIDE]]);
    let answer = ask(port, Arc::clone(&lookup), policy(port)).await;
    assert_eq!(answer, Err(FetchError::PrivateAddress));
    assert_eq!((server.hits(), inside.hits()), (1, 0));
    assert_eq!(lookup.left(), 0, "the name was asked at each step, and once for each");
}

#[tokio::test]
async fn among_several_addresses_only_the_admitted_are_tried() {
    let server = Server::saying(HELLO).await;
    let port = server.port;
    let inside = Server::start(&format!("127.0.0.2:{port}"), |_| vec![Step::Send(HELLO.into())]).await;
    let answer = ask(port, Fickle::saying(&[&[INSIDE, HERE, [10, 0, 0, 1]]]), policy(port)).await;
    assert!(answer.is_ok());
    assert_eq!((server.hits(), inside.hits()), (1, 0));
}

#[tokio::test]
async fn a_name_without_address_is_unreachable() {
    assert_eq!(ask(80, Fickle::saying(&[&[]]), policy(80)).await, Err(FetchError::Unreachable));
    assert_eq!(ask(80, Fickle::saying(&[]), policy(80)).await, Err(FetchError::Unreachable));
}

#[tokio::test]
async fn tests_may_lift_the_guard() {
    let server = Server::start("127.0.0.2:0", |_| vec![Step::Send(HELLO.into())]).await;
    let policy = FetchPolicy { allow_private: true, ..FetchPolicy::default() };
    assert!(ask(server.port, Fickle::saying(&[&[INSIDE]]), policy).await.is_ok());
}
