//! Bytes and requests before a page can be read for the first time.

use anyhow::{Result, ensure};

use super::{Bench, Demo, Measured, Pages};
use crate::{
    figures::{Row, held, kilobytes},
    html::Asks,
    http::Visitor,
};

const BYTES: usize = 14_336;
const REQUESTS: usize = 2;

/// Front page, blog and longest post, as a browser asks for them.
pub async fn first_view(bench: &Bench) -> Measured {
    let demo = Demo::open(bench)?;
    let visitor = Visitor::new(demo.running.address);
    let mut rows = Vec::new();
    for (name, path) in Pages::of(&visitor).await?.all {
        rows.push(one(&visitor, name, &path).await?);
    }
    Ok(rows)
}

async fn one(visitor: &Visitor, name: &str, path: &str) -> Result<Row> {
    let page = visitor.get_packed(path).await?.body.len();
    let asks = Asks::of(&visitor.get(path).await?.text());
    let mut look = 0;
    for address in asks.stylesheets.iter().chain(asks.scripts.iter().filter(|address| !address.is_empty())) {
        let answer = visitor.get_packed(address).await?;
        ensure!(answer.status == 200, "{address} answers {}", answer.status);
        look += answer.body.len();
    }
    let bytes = page + look;
    let requests = asks.before_reading();
    let holds = bytes <= BYTES && requests <= REQUESTS && asks.scripts.is_empty();
    let told = format!(
        "{} ({} page + {} look), {requests} requests, {} scripts, {} pictures at once",
        kilobytes(bytes),
        kilobytes(page),
        kilobytes(look),
        asks.scripts.len(),
        asks.pictures.len(),
    );
    Ok(Row::new(
        format!("first view, {name}"),
        told,
        held("≤ 14 KB (14,336 bytes), ≤ 2 requests, no script", holds),
    ))
}
