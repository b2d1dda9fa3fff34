//! What is measured, one file for each figure.

mod calendar;
mod due;
mod first_view;
mod growth;
mod import;
mod machine;
mod memory;
mod newsletter;
mod page;
mod ready;
mod search;

use std::path::PathBuf;

use anyhow::{Context, Result};
use tempfile::TempDir;

use crate::{
    figures::Row,
    html,
    http::Visitor,
    server::{Place, Running},
};

pub use calendar::calendar;
pub use due::due;
pub use first_view::first_view;
pub use growth::growth;
pub use import::import;
pub use machine::{Machine, today};
pub use memory::memory;
pub use newsletter::newsletter;
pub use page::page;
pub use ready::ready;
pub use search::{fill, search};

/// What every measure needs to know.
#[derive(Clone, Debug)]
pub struct Bench {
    /// The built program.
    pub griot: PathBuf,
    /// A PostgreSQL server for measures that want both databases.
    pub postgres: Option<String>,
    /// Seconds that a load lasts.
    pub seconds: u64,
}

/// The rows of a measure.
pub type Measured = Result<Vec<Row>>;

/// The invented section in a folder of its own, which goes with it.
#[derive(Debug)]
pub(crate) struct Demo {
    pub place: Place,
    pub running: Running,
    _folder: TempDir,
}

impl Demo {
    /// Tells the story in a fresh folder, and leaves the house open.
    pub fn open(bench: &Bench) -> Result<Self> {
        let folder = TempDir::with_prefix("griot-bench-")?;
        let place = Place::new(&bench.griot, folder.path(), None)?;
        let running = place.open("demo")?;
        Ok(Self { place, running, _folder: folder })
    }
}

/// The public pages that figures are told of.
#[derive(Clone, Debug)]
pub(crate) struct Pages {
    pub all: Vec<(&'static str, String)>,
}

impl Pages {
    /// The front page, the blog with the most to show, and the longest post.
    pub async fn of(visitor: &Visitor) -> Result<Self> {
        let mut found = walk(visitor).await?;
        found.sort();
        let longest = |depth| {
            let mut these = found.iter().filter(|(_, path)| path.split('/').count() == depth);
            these.next_back().map(|(_, path)| path.clone())
        };
        let blog = longest(BLOG).context("the section shows no blog")?;
        let post = longest(POST).context("the section shows no post")?;
        Ok(Self { all: vec![("front page", "/".to_owned()), ("blog", blog), ("longest post", post)] })
    }
}

const BLOG: usize = 3;
const POST: usize = 4;

/// The paths of all posts that links lead to, in order.
pub async fn pages_of_posts(visitor: &Visitor) -> Result<Vec<String>> {
    let mut posts: Vec<String> = walk(visitor).await?.into_iter().map(|(_, path)| path).collect();
    posts.retain(|path| path.split('/').count() == POST);
    posts.sort();
    Ok(posts)
}

/// Every blog and post that links lead to, with the bytes of its page.
async fn walk(visitor: &Visitor) -> Result<Vec<(usize, String)>> {
    let mut found = Vec::new();
    let mut waiting = vec!["/".to_owned(), "/blogs".to_owned()];
    let mut seen = waiting.clone();
    while let Some(path) = waiting.pop() {
        let page = visitor.get(&path).await?;
        if page.status != 200
            || !page.header("content-type").is_some_and(|kind| kind.starts_with("text/html"))
        {
            continue;
        }
        for next in html::paths(&page.text()) {
            let depth = next.split('/').count();
            if next.starts_with("/blogs/") && (BLOG..=POST).contains(&depth) && !seen.contains(&next) {
                seen.push(next.clone());
                waiting.push(next);
            }
        }
        if path.starts_with("/blogs/") {
            found.push((page.body.len(), path));
        }
    }
    Ok(found)
}
