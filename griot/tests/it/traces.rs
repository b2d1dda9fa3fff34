//! What leaves the house for a collector, when the program is built with traces.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpListener,
    sync::{Arc, Mutex},
    thread,
};

use tempfile::TempDir;

use crate::program::{Person, Program};

/// Where things were sent, and what.
type Sent = Arc<Mutex<Vec<(String, Vec<u8>)>>>;

/// A collector that keeps what it is sent.
fn collector() -> (String, Sent) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let kept = Arc::new(Mutex::new(Vec::new()));
    let taken = Arc::clone(&kept);
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = BufReader::new(stream.unwrap());
            let (mut head, mut length) = (String::new(), 0);
            stream.read_line(&mut head).unwrap();
            loop {
                let mut line = String::new();
                stream.read_line(&mut line).unwrap();
                let line = line.trim().to_ascii_lowercase();
                if let Some(said) = line.strip_prefix("content-length:") {
                    length = said.trim().parse().unwrap();
                }
                if line.is_empty() {
                    break;
                }
            }
            let mut body = vec![0; length];
            stream.read_exact(&mut body).unwrap();
            taken.lock().unwrap().push((head, body));
            let answer = b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
            stream.get_mut().write_all(answer).unwrap();
        }
    });
    (address, kept)
}

#[tokio::test]
async fn routes_and_kinds_of_jobs_are_traced_and_nobody_is() {
    let (address, kept) = collector();
    let place = TempDir::new().unwrap();
    let program = Program::start("demo", place.path(), &[("OTEL_EXPORTER_OTLP_ENDPOINT", &address)]).await;
    let awa = Person::enter(&program, "member").await;
    assert_eq!(awa.get("/blogs/carnet-de-saaba/une-reponse-de-la-mairie").await.status, 200);
    assert_eq!(awa.get("/tres-secret-4711").await.status, 404);
    awa.get("/report/4711").await;
    program.stop();

    let kept = kept.lock().unwrap();
    assert!(!kept.is_empty() && kept.iter().all(|(head, _)| head.starts_with("POST /v1/traces ")));
    let text: String = kept.iter().map(|(_, body)| String::from_utf8_lossy(body)).collect();
    for told in ["GET /blogs/{blog}/{post}", "http.response.status_code", "publications.changed.v1/home"] {
        assert!(text.contains(told), "{told} in {text}");
    }
    for nobody in ["carnet-de-saaba", "mairie", "4711", "/report", "127.0.0.1", "192.0.2.", "awa", "select "]
    {
        assert!(!text.to_lowercase().contains(nobody), "{nobody} in {text}");
    }
}
