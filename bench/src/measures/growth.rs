//! Pages of a house that has been written in for years, as members and staff open them: nothing
//! comes from a cache.

mod fill;

use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use griot_db::Db;
use tempfile::TempDir;
use uuid::Uuid;

use self::fill::{BLOGS, House, fill};
use super::{Bench, Measured};
use crate::{
    chance::Dice,
    figures::{Row, count, held, time},
    http::Visitor,
    load::{Load, page_request_of, run},
    server::{Place, Running},
};

/// What a page of one's own or of the desk may take.
pub(super) const BUDGET: Duration = Duration::from_millis(20);
/// How often each kind of page is opened.
const VISITS: usize = 200;
/// As many as the house has to a server of PostgreSQL.
const CONNECTIONS: usize = 16;
/// A statement gets its lasting plan after five times, if that is no worse (PostgreSQL, `plan_cache_mode`).
const PLANNED: usize = 8;

/// Opens every kind of page whose list grows, on SQLite and, where a server is known, on PostgreSQL.
pub async fn growth(bench: &Bench, posts: u32) -> Measured {
    let mut rows = on_one(bench, posts, None).await?;
    if let Some(server) = &bench.postgres {
        let url = griot_testkit::fresh_postgres_url(server).await;
        rows.extend(on_one(bench, posts, Some(url)).await?);
    }
    Ok(rows)
}

async fn on_one(bench: &Bench, posts: u32, database: Option<String>) -> Measured {
    let name = if database.is_some() { "PostgreSQL" } else { "SQLite" };
    let folder = TempDir::with_prefix("griot-bench-")?;
    let place = Place::new(&bench.griot, folder.path(), database.clone())?;
    place.open("demo")?.stop()?;
    let house = House { posts };

    let start = Instant::now();
    let db = match &database {
        Some(url) => Db::open_postgres(url).await?,
        None => Db::open_sqlite(&place.data().join("griot.db")).await?,
    };
    let among = fill(&db, house).await?;
    db.close().await;
    eprintln!("{name}: {posts} posts written in {}", time(start.elapsed()));

    let running = place.open("demo")?;
    let mut rows = Vec::new();
    for page in pages(house, &among) {
        let outcome = page
            .open(&running)
            .await
            .with_context(|| format!("{} on {name}; the log says:\n{}", page.what, place.last_words()))?;
        eprintln!("{name}: {}: {}", page.what, outcome.0);
        let (told, most) = outcome;
        let what = format!("{} among {} posts, {name}", page.what, count(f64::from(posts)));
        rows.push(Row::new(what, told, held("p99 < 20 ms", most < BUDGET)));
    }
    running.stop()?;
    Ok(rows)
}

/// One kind of page, and addresses of it.
pub(super) struct Kind {
    pub what: &'static str,
    pub who: &'static str,
    pub paths: Vec<String>,
}

impl Kind {
    /// Opens it many times as one who is signed in: what is told of that, and the time of the slowest.
    pub async fn open(&self, running: &Running) -> Result<(String, Duration)> {
        let mut visitor = Visitor::new(running.address);
        visitor.enter(self.who).await?;
        let cookie = visitor.cookie.context("nobody came in")?;
        let requests: Vec<Vec<u8>> = self.paths.iter().map(|path| page_request_of(path, &cookie)).collect();
        let address = running.address;
        let one = Load { address, requests, connections: 1, time: Duration::from_secs(20), most: 1 };
        let first = run(one.clone()).await?.percentile(99);
        // A connection of the house to its database plans anew what it is asked the first few times, for
        // hours to come: what that costs is told by the first visit, and not counted among the others.
        run(Load { connections: CONNECTIONS, most: PLANNED, ..one.clone() }).await?;
        let outcome = run(Load { most: VISITS, ..one }).await?;
        let (middle, most) = (outcome.percentile(50), outcome.percentile(99));
        Ok((format!("p50 {}, p99 {}, the first {}", time(middle), time(most), time(first)), most))
    }
}

/// Every kind, each with addresses that differ where the page takes one.
fn pages(house: House, among: &[Uuid]) -> Vec<Kind> {
    let mut dice = Dice::new(3);
    let mut many = |make: &dyn Fn(u32) -> String| -> Vec<String> {
        let posts = u64::from(house.posts);
        let one = |_| make(1 + u32::try_from(dice.below(posts)).unwrap_or(0));
        (0..VISITS).map(one).collect()
    };
    let blog = |post: u32| 2 + post % (BLOGS - 1);
    let of_post = |post: u32| format!("/blogs/carnet-{}/billet-{post}", house.blog_of(post));
    let kind = |what, who, paths| Kind { what, who, paths };
    let one = |path: &str| vec![path.to_owned()];
    let deep = among.iter().map(|id| format!("/blogs/carnet-1?after={id}")).collect();
    vec![
        kind("front page", "member", one("/")),
        kind("list of blogs", "member", one("/blogs")),
        kind("blog", "member", many(&|n| format!("/blogs/carnet-{}", blog(n)))),
        kind("large blog", "member", one("/blogs/carnet-1")),
        kind("deep in a large blog", "member", deep),
        kind(
            "month of a blog",
            "member",
            many(&|n| format!("/blogs/carnet-{}?month=2009-0{}", blog(n), 1 + n % 9)),
        ),
        kind("tag of a blog", "member", many(&|n| format!("/blogs/carnet-1?tag=mot-{}", 10 * (n % 4)))),
        kind("post", "member", many(&of_post)),
        kind("activity", "member", one("/activity")),
        kind("members", "member", one("/people")),
        kind("someone", "member", many(&|n| format!("/people/membre-{}", 1 + n % house.members()))),
        kind("someone who writes a lot", "member", one("/people/awa-ouedraogo")),
        kind("one's own page", "member", one("/me")),
        kind("one's own posts", "member", one("/me/posts")),
        kind("posts that staff may work on", "administrator", one("/me/posts")),
        kind("comments that wait", "officer", one("/desk/moderation")),
        kind("the desk's own page", "officer", one("/me")),
        kind("posts to put forward", "officer", one("/desk/featured")),
        kind("people at the desk", "administrator", one("/desk/people")),
        kind("roles", "administrator", one("/desk/roles")),
        kind("health", "administrator", one("/admin/health")),
        kind("feed of the section", "member", one("/feeds/all.atom")),
        kind("feed of a tag", "member", many(&|n| format!("/feeds/tags/mot-{}.atom", n % 1_037))),
        kind("API: posts", "member", one("/api/v1/posts")),
        kind("API: posts under a tag", "member", many(&|n| format!("/api/v1/posts?tag=mot-{}", n % 1_037))),
        kind("API: blogs", "member", one("/api/v1/blogs")),
        kind("sitemap", "member", one("/sitemap.xml")),
        kind("month of the sitemap", "member", many(&|n| format!("/sitemaps/posts-2009-0{}.xml", 1 + n % 9))),
        kind(
            "search for someone",
            "member",
            many(&|n| format!("/search?q=membre+{}", 1 + n % house.members())),
        ),
        kind("what one follows", "member", one("/me/alerts")),
        kind("comments that were hidden", "officer", one("/desk/moderation?show=hidden")),
        kind("elsewhere in the movement", "member", one("/elsewhere")),
        kind("the tour", "member", one("/tour")),
    ]
}
