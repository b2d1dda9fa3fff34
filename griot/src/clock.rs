//! Whether the machine's clock can be right, by what the house has lived through.

use std::time::Duration;

use griot_i18n::Words;
use griot_jobs::{LEAP, Queue};
use griot_kernel::Timestamp;
use griot_pillar::Finding;
use griot_web::Section;

use crate::say::{language, say};

/// Nothing of this program existed before.
const BUILT_AFTER: Timestamp = Timestamp::from_millisecond(1_767_225_600_000);
/// Clocks of several machines differ by less.
const DRIFT: Duration = Duration::from_secs(10 * 60);

/// What the clock shows, beside the latest moment that is known.
pub async fn finding(section: &Section, words: &Words) -> Finding {
    let now = section.clock.now();
    let last = match section.ask::<Queue>() {
        Ok(queue) => queue.last_awake().await.ok().flatten(),
        Err(_) => None,
    };
    let (key, detail) = match last {
        _ if !section.demo && now < BUILT_AFTER => return built_before(now, words),
        Some(last) if last > now + DRIFT => ("health-found-clock-behind", words.moment(last)),
        Some(last) if now > last + LEAP => ("health-found-clock-leapt", words.moment(last)),
        _ => ("health-found-clock", words.moment(now)),
    };
    Finding { key, detail, cause: None, well: key == "health-found-clock" }
}

/// What the clock shows, beside the day on which this program was built.
pub fn built_before(now: Timestamp, words: &Words) -> Finding {
    let well = now >= BUILT_AFTER;
    let key = if well { "health-found-clock" } else { "health-found-clock-bad" };
    Finding { key, detail: words.moment(now), cause: None, well }
}

/// Says at the start that the clock must be wrong, if it must.
pub async fn warn(section: &Section) {
    let words = section.words(language());
    let found = finding(section, &words).await;
    if found.well {
        return;
    }
    tracing::error!(finding = found.key, "the clock is wrong, or the house slept for long");
    eprintln!("griot : {}", words.put(found.key, "detail", found.detail));
}

/// The operator looked, and the clock is right: what waited for that may go on.
pub async fn trust(section: &Section) -> anyhow::Result<()> {
    section.ask::<Queue>()?.trust_clock().await?;
    println!(
        "{}",
        say(
            "L’horloge est tenue pour juste\u{202f}; ce qui était programmé reprend.",
            "The clock is taken to be right; what was planned goes on.",
        )
    );
    Ok(())
}
