//! The load client against the reference, which is a server like any other.
#![cfg(test)]

mod search;

use std::{path::Path, time::Duration};

use griot_bench::{
    http::Visitor,
    load::{Load, page_request, run},
    server::Running,
};

fn reference(bytes: usize) -> Running {
    Running::reference_at(Path::new(env!("CARGO_BIN_EXE_griot-reference")), bytes).unwrap()
}

fn load(running: &Running, path: &str, most: usize) -> Load {
    Load {
        address: running.address,
        requests: vec![page_request(path)],
        connections: 4,
        time: Duration::from_secs(20),
        most,
    }
}

#[tokio::test]
async fn every_answer_is_counted_with_its_bytes() {
    let running = reference(5_000);
    let outcome = run(load(&running, "/", 50)).await.unwrap();
    assert_eq!(outcome.times.len(), 200);
    assert_eq!(outcome.bytes, 200 * 5_000);
    assert!(outcome.percentile(50) <= outcome.percentile(99));
    assert!(outcome.rate() > 0.0);
}

#[tokio::test]
async fn an_answer_that_is_no_page_ends_the_run() {
    let running = reference(10);
    let trouble = run(load(&running, "/nothing", 5)).await.unwrap_err();
    assert!(trouble.to_string().contains("404"), "{trouble}");
}

#[tokio::test]
async fn a_load_stops_when_its_time_is_over() {
    let running = reference(10);
    let outcome =
        run(Load { time: Duration::from_millis(200), ..load(&running, "/", usize::MAX) }).await.unwrap();
    assert!(outcome.took < Duration::from_secs(10));
}

#[tokio::test]
async fn a_visitor_reads_a_whole_page_and_memory_is_told() {
    let running = reference(70_000);
    let page = Visitor::new(running.address).get_packed("/").await.unwrap();
    assert_eq!((page.status, page.body.len(), page.header("content-encoding")), (200, 70_000, Some("br")));
    let memory = running.memory().unwrap();
    assert!(0 < memory.own && memory.own <= memory.now && memory.now <= memory.most);
    running.stop().unwrap();
}
