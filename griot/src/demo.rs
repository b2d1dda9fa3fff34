//! The invented section: its story, its clock, and the door by which one enters it as someone.

use std::{fs, sync::Arc};

use anyhow::anyhow;
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use griot_config::{Config, Overrides};
use griot_contracts::people::PublicNames;
use griot_db::on;
use griot_kernel::{Clock, Language, ShiftedClock, SystemClock, Timestamp};
use griot_pillar::Story;
use griot_web::{Access, Form, Routes, Section, Session, Settings, Visitor, WebError, sessions};
use serde::Deserialize;

use crate::{commands::Cli, house::House, say::language};

/// Thursday 14 February 2013, 9 o'clock in Burkina Faso: the day of the first workshop.
const BEGINS: Timestamp = Timestamp::from_millisecond(1_360_832_400_000);

/// The configuration of the demo: a folder of its own.
pub fn configuration(cli: &Cli) -> anyhow::Result<Config> {
    let data = cli.data.clone().unwrap_or_else(|| "griot-demo".into());
    let overrides = Overrides { data: Some(data), listen: cli.listen.clone() };
    Config::load(cli.config.as_deref(), overrides)
        .map_err(|error| anyhow!(error.sentence(language().as_str())))
}

/// The clock of the story: it stands on its first day when the folder is made, and goes on from there.
pub fn clock(config: &Config) -> anyhow::Result<Arc<dyn Clock>> {
    crate::house::make_folder(&config.data)?;
    let file = config.data.join("story-began");
    let began = match fs::read_to_string(&file).ok().and_then(|text| text.trim().parse().ok()) {
        Some(millis) => Timestamp::from_millisecond(millis),
        None => {
            let now = SystemClock.now();
            fs::write(&file, now.as_millisecond().to_string())?;
            now
        }
    };
    Ok(Arc::new(ShiftedClock::new(began, BEGINS)))
}

/// Tells the story when the folder is fresh.
pub async fn tell_once(house: &House) -> anyhow::Result<()> {
    const TOLD: &str = "select count(*) from setting where key = 'section'";
    let section = &house.section;
    let told: i64 = on!(section.db.read().await?, conn => query_scalar(TOLD).fetch_one(conn))?;
    if told > 0 {
        return Ok(());
    }
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

/// The door of the demo, open on loopback only.
pub fn entrance() -> Routes {
    Routes::new().post(
        "/demo/enter",
        Access::Public("the demo is entered as one of its invented people"),
        enter,
    )
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
    Form(As { who }): Form<As>,
) -> Result<Response, WebError> {
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
