use std::{
    future::Future,
    io::{self, IsTerminal},
    net::SocketAddr,
    sync::Arc,
    time::Duration,
};

use griot_config::Config;
use griot_jobs::{Queue, Worker};
use griot_kernel::SystemClock;
use griot_people::commands as people;
use griot_web::{Patience, SECONDS, Section, assemble, describe_figures, listen};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use tokio::{net::TcpListener, signal, sync::watch, time::sleep};
use tracing_subscriber::{EnvFilter, Layer, fmt, layer::SubscriberExt, util::SubscriberInitExt};

use crate::{
    clock, demo, erased,
    house::{self, House, Tables},
    say::{language, say},
    unnamed, users,
};

/// Up to so many seconds an answer takes: from a small page to a sound over a slow line.
const BUCKETS: [f64; 11] = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0, 30.0, 300.0];
/// How often what was measured is summed up.
const TIDY: Duration = Duration::from_secs(5);
const MINUTE: Duration = Duration::from_secs(60);

/// Opens the house to the public and does its jobs, until it is told to stop.
pub async fn serve(config: Config, is_demo: bool) -> anyhow::Result<()> {
    log(&config);
    let figures = config.metrics_listen.map(|at| anyhow::Ok((at, record()?))).transpose()?;
    let clock = if is_demo { demo::clock(&config) } else { Arc::new(SystemClock) };
    let house = house::open(&config, clock, is_demo, Tables::BringUp).await?;
    let section = &house.section;
    let mut routes = house.pillars.routes();
    if is_demo {
        demo::tell_once(&config, &house).await?;
        if demo::is_at_home(&config) {
            routes = routes.merge(demo::entrance());
        }
    }

    if !is_demo {
        clock::warn(section).await;
    } else if !clock::finding(section, &section.words(language())).await.well {
        // A story that nobody opened for months goes on where it stood.
        section.ask::<Queue>()?.trust_clock().await?;
    }

    let listener = TcpListener::bind(config.listen).await.map_err(|why| not_heard(&config, why))?;
    let (stop, stopped) = watch::channel(false);
    let behind = behind(&config, &house, &stopped);
    let metrics_page = figures.map(|(at, figures)| tokio::spawn(show_metrics(at, figures)));
    let doors = assemble(section, routes);
    house::note_address(&config);
    greet(&config, section, is_demo).await?;

    listen(listener, doors, Patience::default(), asked_to_stop()).await;
    stop.send_replace(true);
    if let Some(page) = metrics_page {
        page.abort();
    }
    behind.await;
    section.db.close().await;
    #[cfg(feature = "otel")]
    crate::traces::end();
    Ok(())
}

/// Why nobody can be heard at the address.
fn not_heard(config: &Config, why: io::Error) -> anyhow::Error {
    let sentence = match why.kind() {
        io::ErrorKind::AddrInUse => say(
            "cette adresse est déjà prise\u{202f}; choisissez-en une autre avec --listen\u{a0}:",
            "this address is taken; choose another with --listen:",
        ),
        io::ErrorKind::PermissionDenied => say(
            "ce port est réservé au système\u{202f}; choisissez-en un au-dessus de 1023 avec --listen\u{a0}:",
            "this port is the system’s; choose one above 1023 with --listen:",
        ),
        _ => say(
            "cette adresse n’est pas celle de cette machine\u{202f}; choisissez-en une autre avec --listen\u{a0}:",
            "this address is not one of this machine; choose another with --listen:",
        ),
    };
    anyhow::Error::new(why).context(format!("{sentence} {}", config.listen))
}

/// Does the jobs only.
pub async fn work(config: Config) -> anyhow::Result<()> {
    log(&config);
    let house =
        house::open(&house::as_served(&config), Arc::new(SystemClock), false, Tables::BringUp).await?;
    clock::warn(&house.section).await;
    let (stop, stopped) = watch::channel(false);
    let behind = behind(&config, &house, &stopped);
    asked_to_stop().await;
    stop.send_replace(true);
    behind.await;
    house.section.db.close().await;
    #[cfg(feature = "otel")]
    crate::traces::end();
    Ok(())
}

/// Starts what happens behind the pages, until it is stopped: jobs, and the watch over other processes' changes.
pub(crate) fn behind(
    config: &Config,
    house: &House,
    stopped: &watch::Receiver<bool>,
) -> impl Future<Output = ()> + use<> {
    let section = house.section.clone();
    let mut jobs = house.pillars.jobs(&section);
    erased::listen(config, &mut jobs);
    unnamed::listen(&mut jobs);
    let worker = Worker::new(section.db.clone(), Arc::clone(&section.clock), jobs, section.clone())
        .with_hands(config.workers);
    let mut told = stopped.clone();
    let working = tokio::spawn(async move {
        worker
            .run(async move {
                let _ = told.wait_for(|stop| *stop).await;
            })
            .await;
    });
    let counting = section.clone();
    let watching = tokio::spawn(async move { section.db.watch().await });
    let forgetting = tokio::spawn(async move {
        // Also while nobody comes: what was counted of an hour is not kept beyond it.
        loop {
            counting.limits.turn(counting.clock.now());
            sleep(MINUTE).await;
        }
    });
    async move {
        if working.await.is_err() {
            tracing::error!("the worker ended badly");
        }
        watching.abort();
        forgetting.abort();
    }
}

/// Says where the house is, and on the first start how to move in.
async fn greet(config: &Config, section: &Section, is_demo: bool) -> anyhow::Result<()> {
    println!("{} {}", say("La maison est ouverte :", "The house is open:"), config.base_url);
    if !is_demo && let Some(link) = people::setup_link(section).await? {
        println!("{}\n{link}", users::setup_sentence());
    }
    Ok(())
}

/// Opens the log.
pub fn log(config: &Config) {
    let filter = EnvFilter::try_new(&config.log).unwrap_or_else(|_| EnvFilter::new("warn"));
    // Colours are for people at a terminal, not for the journal or a mail server's log.
    let lines = fmt::layer().with_writer(std::io::stderr).with_ansi(std::io::stderr().is_terminal());
    let lines = if config.log_json { lines.json().boxed() } else { lines.compact().boxed() };
    let log = tracing_subscriber::registry().with(lines.with_filter(filter));
    #[cfg(feature = "otel")]
    let log = log.with(crate::traces::layer());
    let set = log.try_init();
    if set.is_err() {
        eprintln!("{}", say("le journal est déjà ouvert", "the log is open already"));
    }
}

/// Begins to keep figures. Where nobody may read them, none are kept.
fn record() -> anyhow::Result<PrometheusHandle> {
    let seconds = Matcher::Full(SECONDS.to_owned());
    let handle = PrometheusBuilder::new().set_buckets_for_metric(seconds, &BUCKETS)?.install_recorder()?;
    describe_figures();
    Ok(handle)
}

async fn show_metrics(at: SocketAddr, metrics: PrometheusHandle) {
    // What nobody asks for must not fill the memory.
    let kept = metrics.clone();
    let tidying = async move {
        loop {
            sleep(TIDY).await;
            kept.run_upkeep();
        }
    };
    let page = axum::routing::get(move || {
        let metrics = metrics.clone();
        async move { metrics.render() }
    });
    let app = axum::Router::new().route("/metrics", page);
    match TcpListener::bind(at).await {
        Ok(listener) => {
            tokio::select! {
                ended = axum::serve(listener, app) => tracing::error!(?ended, "the metrics listener ended"),
                () = tidying => {}
            }
        }
        Err(error) => tracing::error!(%error, "the metrics listener cannot be opened"),
    }
}

async fn asked_to_stop() {
    let terminated = async {
        match signal::unix::signal(signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = signal::ctrl_c() => {}
        () = terminated => {}
    }
}
