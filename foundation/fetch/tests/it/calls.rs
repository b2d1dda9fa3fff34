//! Calls: whether one was made, and that nothing of it is shown.

use std::time::Duration;

use griot_fetch::{Call, CallError, FetchError, FetchPolicy, Fetcher};
use url::Url;

use crate::policy;
use crate::server::{HELLO, Server, Step, redirect};

fn url(port: u16, path: &str) -> Url {
    Url::parse(&format!("http://127.0.0.1:{port}{path}")).unwrap()
}

fn fetcher(port: u16) -> Fetcher {
    Fetcher::new(FetchPolicy { total_timeout: Duration::from_millis(500), ..policy(port) }).unwrap()
}

#[tokio::test]
async fn an_answer_comes_whatever_its_status_and_leads_nowhere_else() {
    let server = Server::start("127.0.0.1:0", |head| {
        let to = if head.starts_with("POST /moved") { redirect(307, "/other") } else { HELLO.to_owned() };
        vec![Step::Send(to.into())]
    })
    .await;
    let fetcher = fetcher(server.port);
    let hello = fetcher.call(Call::get(url(server.port, "/"))).await.unwrap();
    assert_eq!((hello.status, &hello.bytes[..], hello.header("etag")), (200, &b"hello"[..], Some("\"7\"")));
    let moved = fetcher.call(Call::post(url(server.port, "/moved")).body("text/plain", "x")).await.unwrap();
    assert_eq!((moved.status, server.hits()), (307, 2));
}

#[tokio::test]
async fn a_call_that_nobody_heard_is_told_from_one_that_nobody_answered() {
    let free = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = free.local_addr().unwrap().port();
    drop(free);
    let unheard = fetcher(port).call(Call::post(url(port, "/"))).await.unwrap_err();
    assert_eq!(unheard, CallError::NotSent(FetchError::Unreachable));
    let private = Fetcher::new(FetchPolicy::default()).unwrap();
    let private = private.call(Call::post(url(80, "/"))).await.unwrap_err();
    assert_eq!(private, CallError::NotSent(FetchError::PrivateAddress));
    for steps in [
        vec![],
        vec![b"HTTP/1.1 200 OK\r\n".to_vec()],
        vec![b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf".to_vec()],
        vec![b"no protocol at all".to_vec()],
        vec![b"HTTP/1.1 200 OK\r\n\r\n".to_vec(), vec![b'a'; 100_001]],
    ] {
        let shown = format!("{:?}", steps.first().map(|step| String::from_utf8_lossy(step).into_owned()));
        let server =
            Server::start("127.0.0.1:0", move |_| steps.iter().cloned().map(Step::Send).collect()).await;
        let error = fetcher(server.port).call(Call::post(url(server.port, "/"))).await.unwrap_err();
        assert!(error.was_sent(), "{shown}: {error:?}");
        assert_eq!(server.hits(), 1, "{shown}: never twice");
    }
    let slow = Server::start("127.0.0.1:0", |_| vec![Step::Wait(Duration::from_secs(5))]).await;
    let error = fetcher(slow.port).call(Call::post(url(slow.port, "/"))).await.unwrap_err();
    assert_eq!(error, CallError::Unanswered(FetchError::TooSlow));
}

#[tokio::test]
async fn nothing_of_a_call_or_its_answer_is_shown_but_the_server() {
    let server = Server::saying(HELLO.replace("hello", "SECRE")).await;
    let call = Call::post(url(server.port, "/botSECRET/getMe?key=SECRET"))
        .bearer("SECRET")
        .json(&serde_json::json!({ "password": "SECRET" }));
    assert_eq!(format!("{call:?}"), "Call(POST 127.0.0.1)");
    let called = fetcher(server.port).call(call).await.unwrap();
    assert_eq!(format!("{called:?}"), "Called(200, 5 bytes)");
}
