//! Search among so many posts: the page, asked for over the line, each question new.

use std::{collections::BTreeSet, path::Path, time::Duration, time::Instant};

use anyhow::{Context, Result, ensure};
use griot_db::{Db, change};
use griot_home::store;
use griot_kernel::{Container, Id, Language, Publication, SeededRandom, Sensitivity, Timestamp, Version};
use tempfile::TempDir;

use super::{Bench, Measured};
use crate::{
    chance::Dice,
    figures::{Row, count, held, time},
    french,
    load::{Load, page_request, run},
    server::Place,
};

const WORDS_IN_A_POST: u64 = 150;
const QUESTIONS: usize = 400;
const BATCH: u32 = 500;
const BUDGET: Duration = Duration::from_millis(20);
/// 1 January 2005, the first day of a post.
const FIRST: i64 = 1_104_537_600_000;
const DAYS: u64 = 3_000;

/// Fills a fresh house with `posts` posts and asks it, on SQLite and, where a server is known, on PostgreSQL.
pub async fn search(bench: &Bench, posts: u32) -> Measured {
    let mut rows = vec![on_one(bench, posts, None).await?];
    if let Some(server) = &bench.postgres {
        let url = griot_testkit::fresh_postgres_url(server).await;
        rows.push(on_one(bench, posts, Some(url)).await?);
    }
    Ok(rows)
}

async fn on_one(bench: &Bench, posts: u32, database: Option<String>) -> Result<Row> {
    let name = if database.is_some() { "PostgreSQL" } else { "SQLite" };
    let folder = TempDir::with_prefix("griot-bench-")?;
    let place = Place::new(&bench.griot, folder.path(), database.clone())?;
    place.open("demo")?.stop()?;

    let start = Instant::now();
    let db = match &database {
        Some(url) => Db::open_postgres(url).await?,
        None => Db::open_sqlite(&place.data().join("griot.db")).await?,
    };
    fill(&db, posts).await?;
    if database.is_some() {
        // The server does so by itself within a minute or two.
        change!(db.read().await?, conn => query("vacuum analyze").execute(conn))?;
    }
    db.close().await;
    let filled = start.elapsed();

    let running = place.open("demo")?;
    let requests: Vec<Vec<u8>> = questions().iter().map(|asked| page_request(asked)).collect();
    let load = Load {
        address: running.address,
        requests,
        connections: 1,
        time: Duration::from_secs(600),
        most: QUESTIONS,
    };
    let outcome = run(load).await.with_context(place_says(&place))?;
    running.stop()?;

    let (middle, most) = (outcome.percentile(50), outcome.percentile(99));
    let told = format!("p50 {}, p99 {}", time(middle), time(most));
    let what = format!(
        "search among {} posts, {name} (filled in {}, {})",
        count(f64::from(posts)),
        time(filled),
        if database.is_some() { "on its server".to_owned() } else { size(&place.data()) }
    );
    Ok(Row::new(what, told, held("p99 < 20 ms for a page", most < BUDGET)))
}

fn place_says(place: &Place) -> impl Fn() -> String {
    move || format!("the log says:\n{}", place.last_words())
}

fn size(data: &Path) -> String {
    let bytes = std::fs::metadata(data.join("griot.db")).map_or(0, |file| file.len());
    format!("{} MB in its folder", bytes >> 20)
}

/// Common words, rare ones, and two together; none twice, so that no answer is a kept one.
fn questions() -> BTreeSet<String> {
    let mut dice = Dice::new(2);
    let mut asked = BTreeSet::new();
    while asked.len() < QUESTIONS {
        // The small words are in no index; a rank beyond them is a word that people look for.
        let words: Vec<String> = (0..1 + dice.below(2))
            .map(|_| match dice.below(4) {
                0 => french::word(36 + dice.below(64)),
                1 => french::word(100 + dice.below(900)),
                _ => french::word(1_000 + dice.below(30_000)),
            })
            .collect();
        let code = |word: &String| {
            percent_encoding::utf8_percent_encode(word, percent_encoding::NON_ALPHANUMERIC).to_string()
        };
        asked.insert(format!("/search?q={}", words.iter().map(code).collect::<Vec<_>>().join("+")));
    }
    asked
}

/// Keeps `posts` posts in the tables of search, the same ones each time.
pub async fn fill(db: &Db, posts: u32) -> Result<()> {
    let random = SeededRandom::new(1);
    let mut dice = Dice::new(1);
    let mut number = 0;
    while number < posts {
        let mut tx = db.begin().await?;
        for _ in 0..BATCH.min(posts - number) {
            number += 1;
            store::keep(&mut tx, &post(&mut dice, &random, number)?).await?;
        }
        tx.public_changed().await?;
        tx.commit().await?;
    }
    ensure!(number == posts, "not every post was kept");
    Ok(())
}

fn post(dice: &mut Dice, random: &SeededRandom, number: u32) -> Result<Publication> {
    let day = i64::try_from(dice.below(DAYS))?;
    let published = Timestamp::from_millisecond(FIRST + day * 86_400_000);
    let words = usize::try_from(WORDS_IN_A_POST / 2 + dice.below(WORDS_IN_A_POST))?;
    let text = french::prose(dice, words);
    let blog = dice.below(200);
    let container = Container { title: format!("Carnet {blog}"), address: format!("/blogs/carnet-{blog}") };
    let version = Version {
        language: Language::FRENCH,
        title: french::title(dice),
        address: format!("{}/billet-{number}", container.address),
        summary: text.chars().take(200).collect(),
        search_text: text,
    };
    Ok(Publication {
        id: Id::new(published, random),
        kind: "post".to_owned(),
        revision: 1,
        versions: vec![version],
        author: None,
        container: Some(container),
        tags: vec![french::word(36 + dice.below(64))],
        image: None,
        published,
        campaign: None,
        sensitivity: Sensitivity::None,
    })
}

#[cfg(test)]
mod tests {
    use super::questions;

    #[test]
    fn no_question_is_asked_twice() {
        let all = questions();
        assert_eq!(all.len(), super::QUESTIONS);
        assert!(all.iter().all(|path| path.is_ascii() && path.starts_with("/search?q=")));
    }
}
