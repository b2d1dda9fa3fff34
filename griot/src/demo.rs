//! The invented section: its story, its clock, and the door by which one enters it as someone.

use std::{fs, net::IpAddr, path::PathBuf, sync::Arc};

use anyhow::{anyhow, ensure};
use axum::{
    extract::State,
    http::{HeaderMap, header},
    response::{IntoResponse, Redirect, Response},
};
use griot_config::{Config, Overrides};
use griot_contracts::people::PublicNames;
use griot_db::on;
use griot_kernel::{Clock, Language, ShiftedClock, SystemClock, Timestamp};
use griot_pillar::Story;
use griot_web::{Access, Form, Routes, Section, Session, Settings, Visitor, WebError, sessions};
use serde::Deserialize;

use crate::{
    commands::Cli,
    house::House,
    say::{language, say},
};

/// Thursday 14 February 2013, 9 o'clock in Burkina Faso: the day of the first workshop.
const BEGINS: Timestamp = Timestamp::from_millisecond(1_360_832_400_000);

/// The configuration of the demo: a folder of its own.
pub fn configuration(cli: &Cli) -> anyhow::Result<Config> {
    let data = cli.data.clone().unwrap_or_else(|| "griot-demo".into());
    let overrides = Overrides { data: Some(data), listen: cli.listen.clone() };
    Config::load(cli.config.as_deref(), overrides)
        .map_err(|error| anyhow!(error.sentence(language().as_str())))
}

fn began(config: &Config) -> PathBuf {
    config.data.join("story-began")
}

/// The clock of the story: it stands on its first day when the story is told, and goes on from there.
pub fn clock(config: &Config) -> Arc<dyn Clock> {
    let noted = fs::read_to_string(began(config)).ok().and_then(|text| text.trim().parse().ok());
    let began = noted.map_or_else(|| SystemClock.now(), Timestamp::from_millisecond);
    Arc::new(ShiftedClock::new(began, BEGINS))
}

/// Tells the story in a fresh house. One that real people live in is refused: its clock must
/// not go back to 2013, and nobody must enter it without their own key.
pub async fn tell_once(config: &Config, house: &House) -> anyhow::Result<()> {
    const TOLD: &str = "select count(*) from setting where key = 'section'";
    let section = &house.section;
    let told: i64 = on!(section.db.read().await?, conn => query_scalar(TOLD).fetch_one(conn))?;
    if told > 0 {
        ensure!(
            began(config).exists(),
            "{} {}",
            say(
                "une vraie maison vit ici\u{202f}; donnez à la démonstration un autre dossier avec --data, et aucune base à elle\u{a0}:",
                "a real house lives here; give the demonstration another folder with --data, and no database of it:"
            ),
            config.data.display()
        );
        return Ok(());
    }
    fs::write(began(config), SystemClock.now().as_millisecond().to_string())?;
    let settings = Settings {
        name: "Section du Faso".to_owned(),
        tagline: "Droits humains · Burkina Faso".to_owned(),
        language: Language::FRENCH,
        ..Settings::default()
    };
    let mut story = Story { today: BEGINS, people: Vec::new() };
    let mut tx = section.db.begin().await?;
    settings.save(&mut tx).await?;
    house.pillars.tell(section, &mut tx, &mut story).await?;
    tx.commit().await?;
    Ok(())
}

/// The door of the demo, open only to whoever sits at this machine.
pub fn entrance() -> Routes {
    Routes::new().post(
        "/demo/enter",
        Access::Public("the demo is entered as one of its invented people"),
        enter,
    )
}

/// Whether the house is shown on this machine and nowhere else.
pub fn is_at_home(config: &Config) -> bool {
    let host = config.base_url.host_str().unwrap_or_default();
    config.listen.ip().is_loopback() && is_loopback(host)
}

/// Whether the one who asks sits at this machine too: a proxy that shows the demo to others
/// hands over their address, and the name under which they know it.
fn sits_here(headers: &HeaderMap) -> bool {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let name = host.rsplit_once(':').map_or(host, |(name, port)| {
        if port.bytes().all(|sign| sign.is_ascii_digit()) { name } else { host }
    });
    let handed_over = ["x-forwarded-for", "x-forwarded-host", "forwarded", "via"];
    is_loopback(name) && !handed_over.iter().any(|name| headers.contains_key(*name))
}

fn is_loopback(host: &str) -> bool {
    let host = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[derive(Debug, Deserialize)]
struct As {
    #[serde(rename = "as")]
    who: String,
}

async fn enter(
    State(section): State<Section>,
    v: Visitor,
    session: Session,
    headers: HeaderMap,
    Form(As { who }): Form<As>,
) -> Result<Response, WebError> {
    if !sits_here(&headers) {
        return Err(WebError::NotFound);
    }
    let handle = match who.as_str() {
        "member" => "awa-ouedraogo",
        "officer" => "fatou-traore",
        "trainer" => "adama-nikiema",
        "director" => "mariam-kabore",
        "monitor" => "rasmata-sanou",
        "administrator" => "salif-zongo",
        _ => return Err(WebError::NotFound),
    };
    let names = section.ask::<dyn PublicNames>()?;
    let person =
        names.by_handle(&mut *section.db.read().await?, handle).await?.ok_or(WebError::NotFound)?.person;
    sessions::sign_in(&session, person, "Démonstration").await?;
    Ok(Redirect::to(&v.href("/me")).into_response())
}
