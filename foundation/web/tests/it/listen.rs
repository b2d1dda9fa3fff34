//! Connections.

use std::time::{Duration, Instant};

use griot_web::{Patience, listen};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::oneshot,
    task::JoinHandle,
};

use crate::rooms::Rooms;

struct Open {
    address: std::net::SocketAddr,
    close: oneshot::Sender<()>,
    served: JoinHandle<()>,
    _rooms: Rooms,
}

async fn open(patience: Patience) -> Open {
    let rooms = Rooms::open().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (close, closed) = oneshot::channel::<()>();
    let doors = rooms.client.doors();
    let served = tokio::spawn(listen(listener, doors, patience, async move {
        let _ = closed.await;
    }));
    Open { address, close, served, _rooms: rooms }
}

async fn ask(address: std::net::SocketAddr) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(b"GET /hello HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n").await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    answer
}

#[tokio::test]
async fn whoever_connects_and_says_nothing_is_let_go() {
    let patience = Patience { silence: Duration::from_millis(200), ..Patience::default() };
    let house = open(patience).await;
    let half_a_form = "POST /say HTTP/1.1\r\nhost: localhost\r\ncontent-length: 5\r\n\r\nna";
    for half in ["", "GET /hello HT", "GET /hello HTTP/1.1\r\nhost: localhost\r\nx-slow: ", half_a_form] {
        let mut stream = TcpStream::connect(house.address).await.unwrap();
        stream.write_all(half.as_bytes()).await.unwrap();
        let mut rest = Vec::new();
        let read = tokio::time::timeout(Duration::from_secs(10), stream.read_to_end(&mut rest)).await;
        assert!(read.is_ok(), "still open after {half:?}");
    }
    assert!(ask(house.address).await.starts_with("HTTP/1.1 200"));
}

#[tokio::test]
async fn more_connections_than_there_are_places_wait_at_the_door() {
    let patience = Patience { connections: 1, silence: Duration::from_millis(500), ..Patience::default() };
    let house = open(patience).await;
    let silent = TcpStream::connect(house.address).await.unwrap();
    let began = Instant::now();
    // The place is free again when the silent one was let go, and then the other is answered.
    assert!(ask(house.address).await.starts_with("HTTP/1.1 200"));
    assert!(began.elapsed() >= Duration::from_millis(300), "{:?}", began.elapsed());
    drop(silent);
}

#[tokio::test]
async fn a_closing_house_takes_nobody_new_and_ends() {
    let house = open(Patience::default()).await;
    assert!(ask(house.address).await.starts_with("HTTP/1.1 200"));
    house.close.send(()).unwrap();
    tokio::time::timeout(Duration::from_secs(10), house.served).await.expect("it ends").unwrap();
    assert!(TcpStream::connect(house.address).await.is_err());
}
