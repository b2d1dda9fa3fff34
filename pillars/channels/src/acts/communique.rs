//! A communiqué on its way by itself: what must be chosen before, what happens at its hour, its file.

use griot_db::{Conn, DbError};
use griot_kernel::{Language, Timestamp};
use griot_print::PrintError;
use griot_web::Section;
use uuid::Uuid;

use super::{
    log,
    press::{self, House},
    settle,
    show::{Obstacle, Whole},
};
use crate::{
    engine::{act, take},
    jobs::SendPress,
    model::{
        channel::Channel,
        delivery::{Back, Delivery, DeliveryId, State},
        network::Network,
        press::{Communique, Journalist, PressWays},
    },
    store::{journalists, machine, recipients},
};

/// The channels on which the program itself sends an item to journalists.
pub fn by_program(whole: &Whole) -> impl Iterator<Item = &Channel> {
    let channels = whole.targets.iter().map(|(_, channel)| channel);
    channels.filter(|channel| channel.network == Network::Press && !channel.by_hand)
}

/// What stands in the way of sending by itself: nobody said to whom, or, where it is `now` to get its hour,
/// nobody of those would get a letter.
pub async fn obstacle(
    db: &mut Conn,
    whole: &Whole,
    now: Option<Timestamp>,
) -> Result<Option<Obstacle>, DbError> {
    let Some(channel) = by_program(whole).next() else { return Ok(None) };
    let stands = |key| Some(Obstacle::of(key, &channel.name));
    let Some(chosen) = recipients::of(db, whole.item.id).await? else {
        return Ok(stands("channels-obstacle-no-recipients"));
    };
    let Some(now) = now else { return Ok(None) };
    let all = journalists::list(db).await?;
    Ok(if chosen.of(&all, now).is_empty() { stands("channels-obstacle-no-reader") } else { None })
}

/// Turns to a communiqué whose hour came: a letter waits from now on for each journalist who was chosen and
/// has none yet, and the communiqué is out. Nothing is done where everything stands still.
pub async fn carry(section: &Section, id: DeliveryId) -> Result<(), DbError> {
    let lease = Uuid::from_bytes(section.random.bytes());
    let Some((delivery, _)) = take(section, id, lease).await? else { return Ok(()) };
    let words = section.words(section.settings().language);
    act!(section, tx => {
        let now = section.clock.now();
        let late = delivery.not_after.is_some_and(|last| now > last);
        let chosen = recipients::of(tx, delivery.item).await?;
        let all = journalists::list(tx).await?;
        let to: Vec<&Journalist> = chosen.iter().flat_map(|chosen| chosen.of(&all, now)).collect();
        let state = match to.is_empty() {
            _ if late => State::GaveUp,
            true => State::Rejected,
            false => State::Confirmed,
        };
        let nobody = state == State::Rejected;
        let ended = Delivery {
            state,
            next_at: None,
            ended_at: Some(now),
            trouble: nobody.then(|| "content".to_owned()),
            trouble_key: nobody.then(|| "channels-trouble-press-nobody".to_owned()),
            ..delivery.clone()
        };
        if machine::step(tx, &ended, lease, None).await? {
            if state == State::Confirmed {
                let mut new = 0_u32;
                for one in to {
                    new += u32::from(journalists::add_letter(tx, id, one.id, now).await?);
                }
                griot_jobs::enqueue(tx, &SendPress { delivery: id }).await?;
                let said = words.count("channels-press-sent-to", new);
                let at = (now, section.random.as_ref());
                log::note(tx, delivery.item, "channels-act-press-sent", None, None, &said, at).await?;
                tx.public_changed().await?;
            } else {
                machine::set_back(tx, id, Back::Done, now).await?;
            }
            settle::item(tx, delivery.item, now, section.random.as_ref()).await?;
        }
    })
}

/// Why there is no file.
#[derive(Debug, thiserror::Error)]
pub enum NoFile {
    /// It could not be drawn.
    #[error(transparent)]
    Print(#[from] PrintError),
    /// Whoever drew it was stopped.
    #[error(transparent)]
    Stopped(#[from] tokio::task::JoinError),
}

/// The file of a communiqué in this language, as it would be sent now.
pub async fn pdf(
    section: &Section,
    (whole, one): (&Whole, &Communique),
    ways: &PressWays,
    wanted: Option<Language>,
) -> Result<Vec<u8>, NoFile> {
    let settings = section.settings();
    let said = press::said(whole, wanted);
    let words = section.words(said.language);
    let site = section.url("");
    let house = House { name: &settings.name, tagline: &settings.tagline, site: &site, ways };
    let pictures = press::pictures(&section.files, whole).await;
    let now = section.clock.now();
    let sheet = press::paper(&words, &house, (whole, one), &said, pictures, now);
    Ok(tokio::task::spawn_blocking(move || griot_print::pdf(&sheet)).await??)
}

/// What its file is called.
pub fn file_name(one: &Communique) -> String {
    format!("communique-{}.pdf", one.name().unwrap_or_else(|| "projet".to_owned()))
}
