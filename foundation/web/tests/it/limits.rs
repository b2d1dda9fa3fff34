//! How often an act may be done, and what the log says of it.

use std::{
    io::{self, Write},
    net::SocketAddr,
    sync::{Arc, Mutex},
    time::Duration,
};

use axum::{
    body::Body,
    extract::{ConnectInfo, State},
};
use griot_web::{
    House, Routes, Section, WebError,
    testing::{Client, TestHouse},
};
use http::{Request, header, request::Parts};

use crate::rooms::{EVERYONE, Rooms};

async fn knock(State(section): State<Section>, parts: Parts) -> Result<(), WebError> {
    section.limit(&parts, "knock", 2, Duration::from_secs(60))?;
    Ok(())
}

async fn status(client: &Client, peer: &str, forwarded: Option<&str>) -> u16 {
    let mut request = Request::get("/knock").body(Body::empty()).unwrap();
    request.extensions_mut().insert(ConnectInfo(peer.parse::<SocketAddr>().unwrap()));
    if let Some(list) = forwarded {
        request.headers_mut().insert("x-forwarded-for", list.parse().unwrap());
    }
    client.send(request).await.status().as_u16()
}

#[tokio::test]
async fn an_allowance_belongs_to_a_net_and_is_not_widened_by_lies() {
    let house = TestHouse::open(&[], &[], House::default()).await;
    let client = house.client(Routes::new().get("/knock", EVERYONE, knock));
    for wanted in [200, 200, 429] {
        assert_eq!(status(&client, "192.0.2.1:4711", None).await, wanted);
    }
    // Whoever writes the header themselves is still counted by where they stand.
    assert_eq!(status(&client, "192.0.2.1:4712", Some("198.51.100.7")).await, 429);
    assert_eq!(status(&client, "192.0.2.2:4711", None).await, 200);
    // A proxy of this machine is believed, its last word only.
    for wanted in [200, 200, 429] {
        assert_eq!(status(&client, "127.0.0.1:80", Some("1.2.3.4, 203.0.113.9")).await, wanted);
    }
    assert_eq!(status(&client, "127.0.0.1:80", Some("203.0.113.10")).await, 200);
    // A proxy that the operator named is believed, through each other one, and no further.
    for (list, wanted) in [("203.0.113.20", 200), ("203.0.113.20, 10.88.0.9", 200), ("203.0.113.20", 429)] {
        assert_eq!(status(&client, "10.88.0.2:80", Some(list)).await, wanted, "{list}");
    }
    assert_eq!(status(&client, "10.88.0.2:80", Some("203.0.113.21")).await, 200);
    for (list, wanted) in
        [("1.1.1.1, 203.0.113.30", 200), ("2.2.2.2, 203.0.113.30", 200), ("3.3.3.3, 203.0.113.30", 429)]
    {
        assert_eq!(status(&client, "10.88.0.2:80", Some(list)).await, wanted, "what a visitor wrote: {list}");
    }
    // What is no address ends the list.
    assert_eq!(status(&client, "10.88.0.3:80", Some("unknown")).await, 200);
    // A proxy that nobody named is a visitor like any other.
    for wanted in [200, 200, 429] {
        assert_eq!(status(&client, "10.89.0.2:80", Some("203.0.113.40")).await, wanted);
    }
    // All of a /64 is one net.
    for (peer, wanted) in [("[2001:db8::1]:1", 200), ("[2001:db8::2]:1", 200), ("[2001:db8::3]:1", 429)] {
        assert_eq!(status(&client, peer, None).await, wanted);
    }
    assert_eq!(status(&client, "[2001:db8:0:1::1]:1", None).await, 200);

    house.clock.advance(Duration::from_secs(60));
    assert_eq!(status(&client, "192.0.2.1:4711", None).await, 200);
}

#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn the_log_has_one_line_for_a_request_and_names_nobody() {
    let rooms = Rooms::open().await;
    let awa = rooms.client.as_member(TestHouse::member("Awa", &[])).await;
    let lines = Lines::default();
    let writer = lines.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::DEBUG)
        .with_writer(move || writer.clone())
        .with_ansi(false)
        .finish();
    let guard = tracing::subscriber::set_default(subscriber);
    let mut request = Request::get("/mine?q=private-words")
        .header(header::USER_AGENT, "private-agent")
        .header("x-forwarded-for", "203.0.113.9")
        .body(Body::empty())
        .unwrap();
    request.extensions_mut().insert(ConnectInfo("192.0.2.1:4711".parse::<SocketAddr>().unwrap()));
    awa.send(request).await;
    awa.get("/private-path").await;
    drop(guard);

    let log = String::from_utf8(lines.0.lock().unwrap().clone()).unwrap();
    assert_eq!(log.lines().filter(|line| line.contains("GET /mine 200")).count(), 1, "{log}");
    assert_eq!(log.lines().filter(|line| line.contains("GET none 404")).count(), 1, "{log}");
    let cookie = awa.cookie().unwrap();
    for private in ["private", "203.0.113.9", "192.0.2.1", "Awa", &cookie, &awa.csrf()] {
        assert!(!log.contains(private), "{private} in {log}");
    }
}
