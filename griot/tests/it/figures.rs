//! What an operator reads of requests, and what nobody reads.

use std::{net::TcpListener, time::Duration};

use tempfile::TempDir;

use crate::program::{Person, Program};

/// The figure at the end of the only line that begins so.
fn figure(page: &str, begin: &str) -> f64 {
    let line = page.lines().find(|line| line.starts_with(begin));
    let line = line.unwrap_or_else(|| panic!("{begin} in {page}"));
    line.rsplit(' ').next().unwrap().parse().unwrap()
}

#[tokio::test]
async fn requests_are_counted_by_route_and_name_nobody() {
    let place = TempDir::new().unwrap();
    let private = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string();
    let program = Program::start("demo", place.path(), &[("GRIOT_METRICS_LISTEN", &private)]).await;
    let reader = Person::new(&program);
    let post = "/blogs/carnet-de-saaba/une-reponse-de-la-mairie";
    assert_eq!(reader.get("/blogs/carnet-de-saaba/jamais-ecrit").await.status, 404);
    assert_eq!(reader.get("/tres-secret-4711").await.status, 404);
    assert_eq!(reader.get("/me/posts").await.status, 303);
    for path in ["/report", "/report/4711", "/mailbox", "/mailbox/4711"] {
        reader.get(path).await;
    }

    let figures = || async { reqwest::get(format!("http://{private}/metrics")).await?.text().await };
    let hits = "griot_page_cache_hits_total ";
    // What is still told of the story empties the memory at first.
    let mut asked = 0.0;
    loop {
        assert_eq!(reader.get(post).await.status, 200);
        asked += 1.0;
        let page = figures().await.unwrap();
        if page.lines().any(|line| line.starts_with(hits)) && figure(&page, hits) >= 2.0 {
            break;
        }
        assert!(asked < 500.0, "nothing is given from memory: {page}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }

    let page = figures().await.unwrap();
    let route = "route=\"/blogs/{blog}/{post}\"";
    let made = figure(&page, &format!("griot_requests_total{{{route},method=\"GET\",status=\"2xx\"}}"));
    assert_eq!(made + figure(&page, hits), asked);
    assert_eq!(figure(&page, &format!("griot_requests_total{{{route},method=\"GET\",status=\"4xx\"}}")), 1.0);
    assert_eq!(figure(&page, "griot_requests_total{route=\"none\",method=\"GET\",status=\"4xx\"}"), 1.0);
    assert_eq!(figure(&page, "griot_requests_total{route=\"/me/posts\",method=\"GET\",status=\"3xx\"}"), 1.0);
    assert_eq!(figure(&page, &format!("griot_request_seconds_count{{{route}}}")), made + 1.0);
    assert_eq!(figure(&page, &format!("griot_request_seconds_bucket{{{route},le=\"+Inf\"}}")), made + 1.0);
    assert_eq!(figure(&page, "griot_requests_in_flight "), 0.0);
    for nobody in ["carnet-de-saaba", "mairie", "4711", "/report", "/mailbox", "192.0.2."] {
        assert!(!page.contains(nobody), "{nobody} in {page}");
    }
    assert_eq!(reader.get("/metrics").await.status, 404, "the figures are not for the public");
}
