use std::time::Duration;

use griot_fetch::{Conditional, FetchError, Fetched, Fetcher};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpListener;
use url::Url;

use crate::server::{HELLO, Server, Step};
use crate::{body, fetch, policy};

#[tokio::test]
async fn a_page_comes_with_what_is_needed_to_ask_again() {
    let server = Server::saying(HELLO).await;
    let body = body(fetch(server.port, "/feed").await.unwrap());
    assert_eq!(&body.bytes[..], b"hello");
    assert_eq!(body.url_final.path(), "/feed");
    assert_eq!(body.moved_to, None);
    assert_eq!(body.content_type.as_deref(), Some("text/plain"));
    assert_eq!(body.etag.as_deref(), Some("\"7\""));
    assert_eq!(body.last_modified.as_deref(), Some("Sat, 08 Mar 2025 12:00:00 GMT"));
}

#[tokio::test]
async fn what_has_not_changed_is_not_sent_again() {
    let server = Server::start("127.0.0.1:0", |head| {
        let head = head.to_lowercase();
        let known = head.contains("if-none-match: \"7\"") && head.contains("if-modified-since: sat, 08 mar");
        let plain = head.contains("accept-encoding: identity") && head.contains("user-agent: griot/");
        assert!(plain && !head.contains("cookie") && !head.contains("referer"), "{head}");
        let answer = if known { "HTTP/1.1 304 Not Modified\r\nconnection: close\r\n\r\n" } else { HELLO };
        vec![Step::Send(answer.into())]
    })
    .await;
    let url = Url::parse(&format!("http://127.0.0.1:{}/", server.port)).unwrap();
    let fetcher = Fetcher::new(policy(server.port)).unwrap();
    let first = body(fetcher.get(&url, &Conditional::default()).await.unwrap());
    let known = Conditional { etag: first.etag, last_modified: first.last_modified };
    assert_eq!(fetcher.get(&url, &known).await, Ok(Fetched::NotModified));
}

#[tokio::test]
async fn a_304_that_nobody_asked_for_is_no_answer() {
    let server = Server::saying("HTTP/1.1 304 Not Modified\r\nconnection: close\r\n\r\n").await;
    assert_eq!(fetch(server.port, "/").await, Err(FetchError::Refused(304)));
}

#[tokio::test]
async fn refusals_are_told_apart() {
    for (status, error) in [
        (403, FetchError::Refused(403)),
        (404, FetchError::Refused(404)),
        (410, FetchError::Gone),
        (503, FetchError::Refused(503)),
        // A redirect to nowhere.
        (302, FetchError::Refused(302)),
    ] {
        let answer = format!("HTTP/1.1 {status} No\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
        let server = Server::saying(answer).await;
        assert_eq!(fetch(server.port, "/").await, Err(error));
    }
}

#[tokio::test]
async fn a_body_announced_too_large_is_not_read() {
    let server = Server::saying("HTTP/1.1 200 OK\r\ncontent-length: 100001\r\n\r\n").await;
    assert_eq!(fetch(server.port, "/").await, Err(FetchError::TooLarge));
    let monstrous = "HTTP/1.1 200 OK\r\ncontent-length: 18446744073709551614\r\n\r\n";
    let server = Server::saying(monstrous).await;
    assert!(fetch(server.port, "/").await.is_err());
}

#[tokio::test]
async fn a_body_of_exactly_the_limit_is_read() {
    let mut answer = b"HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n".to_vec();
    answer.extend(vec![b'a'; 100_000]);
    let server = Server::saying(answer.clone()).await;
    assert_eq!(body(fetch(server.port, "/").await.unwrap()).bytes.len(), 100_000);
    answer.push(b'a');
    let server = Server::saying(answer).await;
    assert_eq!(fetch(server.port, "/").await, Err(FetchError::TooLarge));
}

#[tokio::test]
async fn an_endless_body_is_cut() {
    let server = Server::start("127.0.0.1:0", |_| {
        vec![
            Step::Send(b"HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n".to_vec()),
            Step::Endless(vec![b'a'; 10_000], Duration::ZERO),
        ]
    })
    .await;
    assert_eq!(fetch(server.port, "/").await, Err(FetchError::TooLarge));
}

async fn in_a_hurry(port: u16) -> Result<Fetched, FetchError> {
    let mut policy = policy(port);
    policy.total_timeout = Duration::from_millis(400);
    let url = Url::parse(&format!("http://127.0.0.1:{port}/")).unwrap();
    Fetcher::new(policy).unwrap().get(&url, &Conditional::default()).await
}

#[tokio::test]
async fn a_body_that_drips_is_given_up() {
    let server = Server::start("127.0.0.1:0", |_| {
        vec![
            Step::Send(b"HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n".to_vec()),
            Step::Endless(b"a".to_vec(), Duration::from_millis(50)),
        ]
    })
    .await;
    assert_eq!(in_a_hurry(server.port).await, Err(FetchError::TooSlow));
}

#[tokio::test]
async fn headers_that_never_end_are_given_up() {
    let server = Server::start("127.0.0.1:0", |_| {
        vec![
            Step::Send(b"HTTP/1.1 200 OK\r\n".to_vec()),
            Step::Endless(b"a: b\r\n".to_vec(), Duration::from_millis(20)),
        ]
    })
    .await;
    assert_eq!(in_a_hurry(server.port).await, Err(FetchError::TooSlow));
    let silent = Server::start("127.0.0.1:0", |_| vec![Step::Wait(Duration::from_secs(60))]).await;
    assert_eq!(in_a_hurry(silent.port).await, Err(FetchError::TooSlow));
}

#[tokio::test]
async fn a_compressed_body_is_refused_unread() {
    let answer = "HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 3\r\nconnection: close\r\n\r\n\x1f\x08\x00";
    let server = Server::saying(answer).await;
    assert_eq!(fetch(server.port, "/").await, Err(FetchError::NotHttp));
}

#[tokio::test]
async fn a_server_of_another_protocol_is_not_http() {
    let server = Server::saying("220 mail.example.org ESMTP\r\n").await;
    assert_eq!(fetch(server.port, "/").await, Err(FetchError::NotHttp));
}

#[tokio::test]
async fn nobody_at_the_address_is_unreachable() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    drop(listener);
    assert_eq!(fetch(port, "/").await, Err(FetchError::Unreachable));
}

#[tokio::test]
async fn an_https_address_is_never_answered_in_the_clear() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            stream.write_all(HELLO.as_bytes()).await.unwrap();
        }
    });
    let url = Url::parse(&format!("https://127.0.0.1:{port}/")).unwrap();
    let answer = Fetcher::new(policy(port)).unwrap().get(&url, &Conditional::default()).await;
    assert_eq!(answer, Err(FetchError::Unreachable));
}
