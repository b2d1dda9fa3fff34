//! Ten thousand texts due at one minute: how fast they leave, what that takes, what readers of the site
//! feel meanwhile, and whether none goes twice when the program is killed in the middle.

mod network;

use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use griot_db::{Db, change, on};
use griot_kernel::{Clock, SystemClock};
use tokio::time::sleep;

use self::network::Network;
use super::{Bench, Demo, Measured};
use crate::{
    figures::{Row, count, held, megabytes, percentile, time},
    html,
    http::Visitor,
    load::{Load, run},
    server::{Place, Running},
};

/// An account of this network takes 300 texts in three hours; a few are left for what else it says.
const OF_A_CHANNEL: u32 = 290;
/// What the texts may take beside what the house takes at rest.
const MORE: u64 = 64 * 1_024;
/// Texts that do not move for so long have failed. What was armed when the program died waits five minutes
/// for its hand to come back.
const PATIENCE: Duration = Duration::from_secs(420);
/// So many texts the reference sends.
const REFERENCE: usize = 5_000;

/// Lets so many be due at one minute on many channels, kills the program when two fifths are out.
pub async fn due(bench: &Bench, texts: u32) -> Measured {
    let network = Network::open().await?;
    let mut demo = Demo::open(bench)?;
    demo.running.stop()?;
    demo.place.more = vec![("GRIOT_ALLOW_PRIVATE_FETCH", "true".to_owned())];
    let running = demo.place.open("demo")?;
    let channels = texts.div_ceil(OF_A_CHANNEL);
    connect(&running, &network, channels).await?;
    running.stop()?;

    let db = Db::open_sqlite(&demo.place.data().join("griot.db")).await?;
    plan(&db, texts).await?;
    db.close().await;
    // The story lies in 2013: without this the house waits for a person to look at the clock.
    // The doctor finds other things in an invented house, so how it ends says nothing here.
    std::process::Command::new(&demo.place.binary)
        .args(["doctor", "--clock-is-right", "--data"])
        .arg(demo.place.data())
        .env("GRIOT_KEY_FILE", demo.place.folder.join("griot.key"))
        .output()?;
    measured(&demo.place, &network, texts).await
}

async fn measured(place: &Place, network: &Network, texts: u32) -> Measured {
    let total = usize::try_from(texts)?;
    let running = place.open("serve")?;
    sleep(Duration::from_secs(2)).await;
    let idle = running.memory()?.now;
    let (first, most, pages) = until(network, &running, total * 2 / 5).await?;
    let killed_at = network.texts();
    running.kill_alive()?;

    let again = Instant::now();
    let running = place.open("serve")?;
    let left = total - killed_at - 100;
    let (second, most_again, more_pages) = until(network, &running, killed_at + left).await?;
    let db = Db::open_sqlite(&place.data().join("griot.db")).await?;
    let (confirmed, unknown) = settled(&db, total).await?;
    db.close().await;
    let took = again.elapsed();
    running.stop()?;

    let (found, twice) = network.found();
    let reference = reference(network).await?;
    let rate = (first + second) / 2.0;
    let most = most.max(most_again).saturating_sub(idle);
    let mut pages = [pages, more_pages].concat();
    pages.sort();
    Ok(vec![
        Row::new(
            format!("{} texts due at one minute, texts a second", count(f64::from(texts))),
            count(rate),
            format!("{:.3} of the reference", rate / reference),
        )
        .beside(count(reference)),
        Row::new(
            "due at one minute, more memory than at rest",
            megabytes(most),
            held("≤ 64 MB", most <= MORE),
        ),
        Row::new("due at one minute, front page meanwhile, p99", time(percentile(&pages, 99)), "–"),
        Row::new(
            format!("due at one minute, killed at {}, all settled after", count(number(killed_at))),
            format!("{:.0} s", took.as_secs_f64()),
            "–",
        ),
        Row::new(
            "due at one minute: out twice; confirmed; sent and not confirmed",
            format!("{twice}; {confirmed}; {unknown}"),
            held("0; all together", twice == 0 && confirmed + unknown == total && found >= confirmed),
        ),
    ])
}

fn number(n: usize) -> f64 {
    f64::from(u32::try_from(n).unwrap_or(u32::MAX))
}

/// Connects so many channels as the officer would.
async fn connect(running: &Running, network: &Network, channels: u32) -> Result<()> {
    let mut officer = Visitor::new(running.address);
    officer.enter("officer").await?;
    let server = format!("http://{}", network.address);
    let form = officer.get("/desk/channels/new").await?.text();
    let csrf = html::field(&form, "csrf").context("the page has no form for the officer")?;
    for n in 0..channels {
        let name = format!("Essai {n}");
        let fields = [
            ("csrf", csrf.as_str()),
            ("network", "mastodon"),
            ("name", name.as_str()),
            ("server", server.as_str()),
            ("account", "section"),
            ("language", "fr"),
        ];
        let made = officer.post("/desk/channels/new", &fields).await?;
        let to = made.header("location").context("the channel was refused")?.to_owned();
        let path = to.split('?').next().unwrap_or_default();
        let connected =
            officer.post(&format!("{path}/key"), &[("csrf", &csrf), ("key", network::KEY)]).await?;
        ensure!(connected.status == 303, "the key of {name} was refused: {}", connected.status);
    }
    Ok(())
}

/// The texts, each for one of the channels, due in the next minute.
async fn plan(db: &Db, texts: u32) -> Result<()> {
    const ITEMS: &str = "with recursive n (i) as (select 1 union all select i + 1 from n where i < $1)
        insert into item (id, title, language, stage, planned_at, sensitivity, consent, revision, created_at,
            updated_at)
        select randomblob(16), 'Essai ' || i, 'fr', 'scheduled', $2, 'none', '', 1, i, 0 from n";
    const DELIVERIES: &str = "insert into delivery (id, item, channel, state, by_hand, message, due_at,
            next_at, tries, looks, brought, said, text_mark, created_at)
        select randomblob(16), item.id, one.id, 'waiting', 0,
            '{\"text\":\"' || item.title || '\",\"language\":\"fr\",\"warning\":null,\"visibility\":\"public\",\"link\":null,\"pictures\":[]}',
            $1, $1, 0, 0, '[]', '', randomblob(32), 0
        from item join (select id, row_number() over (order by name) - 1 as place, count(*) over () as many
            from channel where name like 'Essai %') one on item.created_at % one.many = one.place
        where item.title like 'Essai %'";

    let minute = (SystemClock.now().as_millisecond() / 60_000 + 1) * 60_000;
    let mut tx = db.begin().await?;
    change!(tx, conn => query(ITEMS).bind(i64::from(texts)).bind(minute).execute(conn))?;
    let made = change!(tx, conn => query(DELIVERIES).bind(minute).execute(conn))?;
    ensure!(made == u64::from(texts), "{made} deliveries for {texts} texts");
    Ok(tx.commit().await?)
}

/// Waits until so many texts stand there: texts a second from the first to the last, the most memory that
/// the program held, and how long its front page took meanwhile.
async fn until(network: &Network, running: &Running, texts: usize) -> Result<(f64, u64, Vec<Duration>)> {
    let (mut begun, mut last) = (None, (network.texts(), Instant::now()));
    let (mut most, mut pages) = (0, Vec::new());
    let page = crate::load::page_request("/");
    loop {
        let now = network.texts();
        if now > last.0 {
            begun.get_or_insert((last.0, Instant::now()));
            last = (now, Instant::now());
        }
        most = most.max(running.memory()?.now);
        if now >= texts {
            let (from, since) = begun.unwrap_or(last);
            return Ok((number(now - from) / since.elapsed().as_secs_f64().max(0.001), most, pages));
        }
        ensure!(last.1.elapsed() < PATIENCE, "no text came for {PATIENCE:?} after {now}");
        if begun.is_some() {
            let one = Load {
                address: running.address,
                requests: vec![page.clone()],
                connections: 1,
                time: Duration::from_secs(5),
                most: 1,
            };
            pages.extend(run(one).await?.times);
        }
        sleep(Duration::from_millis(50)).await;
    }
}

/// Waits until every text is confirmed, or shown as sent and not confirmed.
async fn settled(db: &Db, total: usize) -> Result<(usize, usize)> {
    const SQL: &str = "select count(*) from delivery join item on item.id = delivery.item
        where item.title like 'Essai %' and delivery.state = $1";

    let start = Instant::now();
    loop {
        let mut conn = db.read().await?;
        let confirmed: i64 = on!(conn, c => query_scalar(SQL).bind("confirmed").fetch_one(c))?;
        let unknown: i64 = on!(conn, c => query_scalar(SQL).bind("unknown").fetch_one(c))?;
        drop(conn);
        let (confirmed, unknown) = (usize::try_from(confirmed)?, usize::try_from(unknown)?);
        if confirmed + unknown >= total {
            return Ok((confirmed, unknown));
        }
        ensure!(start.elapsed() < PATIENCE, "{confirmed} and {unknown} of {total} after {PATIENCE:?}");
        sleep(Duration::from_secs(1)).await;
    }
}

/// The least program that does the same: one call after the other, over two lines.
async fn reference(network: &Network) -> Result<f64> {
    let call = |n: usize| {
        let body = format!("{{\"status\":\"Reference {n}\",\"language\":\"fr\",\"visibility\":\"public\"}}");
        format!(
            "POST /api/v1/statuses HTTP/1.1\r\nhost: {}\r\nauthorization: Bearer {}\r\nidempotency-key: r{n}\r\n\
             content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
            network.address,
            network::KEY,
            body.len()
        )
        .into_bytes()
    };
    let load = Load {
        address: network.address,
        requests: (0..REFERENCE).map(call).collect(),
        connections: 2,
        time: Duration::from_secs(60),
        most: REFERENCE / 2,
    };
    Ok(run(load).await?.rate())
}
