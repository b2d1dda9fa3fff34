//! A newsletter to a hundred thousand: how fast letters leave, what memory that takes, and whether nobody gets
//! two when the program is killed in the middle.

mod sink;

use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use griot_db::{Db, change, on};
use lettre::{
    Address,
    address::Envelope,
    transport::smtp::{client::AsyncSmtpConnection, extension::ClientId},
};
use tokio::{net::TcpStream, time::sleep};

use self::sink::Sink;
use super::{Bench, Demo, Measured};
use crate::{
    figures::{Row, count, held, megabytes},
    server::Running,
};

/// What a mailing may take beside what the house takes at rest.
const MORE: u64 = 64 * 1_024;
/// So many letters the reference sends.
const REFERENCE: usize = 20_000;
/// The same number of lines to the mail server as a mailing has.
const LINES: usize = 2;
/// A mailing that does not move for so long has failed.
const PATIENCE: Duration = Duration::from_secs(300);

/// Sends to so many, kills the program when two fifths are out, and counts what arrived.
pub async fn newsletter(bench: &Bench, readers: u32) -> Measured {
    let demo = Demo::open(bench)?;
    demo.running.stop()?;
    let sink = Sink::open().await?;
    let mut place = demo.place;
    place.more = vec![
        ("GRIOT_SMTP_URL", format!("smtp://{}", sink.address)),
        ("GRIOT_MAIL_FROM", "Section <lettres@section.example>".to_owned()),
    ];
    let total = {
        let db = Db::open_sqlite(&place.data().join("griot.db")).await?;
        fill(&db, readers).await?
    };
    // The story lies in 2013: without this the house waits for a person to look at the clock.
    // The doctor finds other things in an invented house, so how it ends says nothing here.
    std::process::Command::new(&place.binary)
        .args(["doctor", "--clock-is-right", "--data"])
        .arg(place.data())
        .env("GRIOT_KEY_FILE", place.folder.join("griot.key"))
        .output()?;
    let running = place.open("serve")?;
    sleep(Duration::from_secs(2)).await;
    let idle = running.memory()?.now;
    let (first, most) = until(&sink, &running, total * 2 / 5).await?;
    let killed_at = sink.letters();
    running.kill_alive()?;

    let again = Instant::now();
    let running = place.open("serve")?;
    let resumed = wait_past(&sink, killed_at, again).await?;
    let (second, most_again) = until(&sink, &running, total - 50).await?;
    sleep(Duration::from_secs(3)).await;
    running.stop()?;
    let (found, twice) = sink.found();
    let db = Db::open_sqlite(&place.data().join("griot.db")).await?;
    let unsure = unsure(&db).await?;
    db.close().await;
    let lost = total.saturating_sub(found + unsure);
    let rate = (first + second) / 2.0;

    let letter = sink.letter().context("no letter arrived")?;
    let reference = reference(&sink, &letter).await?;
    let most = most.max(most_again);
    Ok(vec![
        Row::new(
            format!("newsletter to {}, letters a second", count(number(total))),
            count(rate),
            format!("{:.3} of the reference", rate / reference),
        )
        .beside(count(reference)),
        Row::new(
            "newsletter, more memory than at rest",
            megabytes(most.saturating_sub(idle)),
            held("≤ 64 MB", most.saturating_sub(idle) <= MORE),
        ),
        Row::new(
            format!("newsletter killed at {}, taken up again after", count(number(killed_at))),
            format!("{:.0} s", resumed.as_secs_f64()),
            "–",
        ),
        Row::new(
            "newsletter, readers with two letters; not confirmed, for a person to judge; lost",
            format!("{twice}; {unsure}; {lost}"),
            held("0; ≤ 50; 0", twice == 0 && unsure <= 50 && lost == 0),
        ),
    ])
}

fn number(n: usize) -> f64 {
    f64::from(u32::try_from(n).unwrap_or(u32::MAX))
}

/// Puts so many readers on the list of the story, and lets the letter that waits there be due. How many
/// letters that makes.
async fn fill(db: &Db, readers: u32) -> Result<usize> {
    const READERS: &str = "with recursive n (i) as (select 1 union all select i + 1 from n where i < $1)
        insert into subscriber (audience, mark, address, language, state, source, tag, consent, asked_at,
            confirmed_at)
        select (select id from audience where slug = 'lettre'), randomblob(16),
            'lecture' || i || '@example.org', 'fr', 'confirmed', 'import', '', '', 0, 0 from n";
    const PACE: &str = "update newsletter set pace = 0";
    const DUE: &str = "update delivery set not_after = null, due_at = 0, next_at = 0
        where state = 'waiting' and channel in (select id from channel where network = 'newsletter')";
    const COUNT: &str = "select count(*) from subscriber where state = 'confirmed'
        and audience = (select id from audience where slug = 'lettre')";

    let mut tx = db.begin().await?;
    change!(tx, conn => query(READERS).bind(i64::from(readers)).execute(conn))?;
    change!(tx, conn => query(PACE).execute(conn))?;
    let due = change!(tx, conn => query(DUE).execute(conn))?;
    ensure!(due == 1, "{due} letters of the story are due instead of one");
    let total: i64 = on!(tx, conn => query_scalar(COUNT).fetch_one(conn))?;
    tx.commit().await?;
    Ok(usize::try_from(total)?)
}

/// How many letters the house shows as not confirmed.
async fn unsure(db: &Db) -> Result<usize> {
    const SQL: &str = "select count(*) from mailing_letter where state = 'unsure'";

    let mut conn = db.read().await?;
    let unsure: i64 = on!(conn, c => query_scalar(SQL).fetch_one(c))?;
    Ok(usize::try_from(unsure)?)
}

/// Waits until so many letters arrived: letters a second from the first to the last of them, and the most
/// memory that the program held meanwhile.
async fn until(sink: &Sink, running: &Running, letters: usize) -> Result<(f64, u64)> {
    let (mut begun, mut last) = (None, (sink.letters(), Instant::now()));
    let mut most = 0;
    loop {
        let now = sink.letters();
        if now > last.0 {
            begun.get_or_insert((last.0, Instant::now()));
            last = (now, Instant::now());
        }
        most = most.max(running.memory()?.now);
        if now >= letters {
            let (from, since) = begun.unwrap_or(last);
            return Ok((number(now - from) / since.elapsed().as_secs_f64().max(0.001), most));
        }
        ensure!(last.1.elapsed() < PATIENCE, "no letter came for {PATIENCE:?} after {now}");
        sleep(Duration::from_millis(20)).await;
    }
}

async fn wait_past(sink: &Sink, letters: usize, since: Instant) -> Result<Duration> {
    while sink.letters() <= letters {
        ensure!(since.elapsed() < PATIENCE, "the mailing was not taken up again");
        sleep(Duration::from_millis(20)).await;
    }
    Ok(since.elapsed())
}

/// The least program that does the same: the same bytes, over as many lines, to the same server.
async fn reference(sink: &Sink, letter: &[u8]) -> Result<f64> {
    let begun = Instant::now();
    let mut lines = tokio::task::JoinSet::new();
    for line in 0..LINES {
        let (address, letter) = (sink.address, letter.to_vec());
        lines.spawn(async move {
            let stream = TcpStream::connect(address).await?;
            stream.set_nodelay(true)?;
            let hello = ClientId::Domain("reference.example".to_owned());
            let mut post = AsyncSmtpConnection::connect_with_transport(Box::new(stream), &hello).await?;
            for n in 0..REFERENCE / LINES {
                let to = Address::new(format!("reference{line}-{n}"), "example.org")?;
                let from = Address::new("lettres", "section.example")?;
                post.send(&Envelope::new(Some(from), vec![to])?, &letter).await?;
            }
            anyhow::Ok(())
        });
    }
    while let Some(line) = lines.join_next().await {
        line??;
    }
    Ok(number(REFERENCE) / begun.elapsed().as_secs_f64())
}
