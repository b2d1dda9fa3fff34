use std::{collections::HashSet, time::Duration};

use griot_jobs::{Job, JobError, enqueue};
use griot_kernel::Timestamp;
use griot_web::Section;
use serde::{Deserialize, Serialize};

use crate::{
    acts::{communique, site},
    engine,
    mailing::{self, Turn},
    model::{
        channel::{ChannelId, ChannelState},
        network::Network,
    },
    networks::{to_list, wire},
    store::{channels, machine, ways},
};

/// No job holds a hand longer: another channel may wait for it.
const TURN: Duration = Duration::from_secs(45);
/// So many at a time.
const BATCH: i64 = 50;

/// Carries what is due on a channel, one text after the other, and takes back what is wanted back.
#[derive(Debug, Serialize, Deserialize)]
pub struct Carry {
    /// Which channel.
    pub channel: ChannelId,
}

impl Job<Section> for Carry {
    const NAME: &'static str = "channels.carry";
    const OUTSIDE: bool = true;

    async fn run(&self, section: &Section) -> Result<(), JobError> {
        let until = section.clock.now() + TURN;
        let channel = channels::by_id(&mut *section.db.read().await?, self.channel).await?;
        let Some(channel) = channel else { return Ok(()) };
        let stands = channel.state != ChannelState::Open
            || ways::get(&mut *section.db.read().await?).await?.cut_at.is_some();
        let wire = wire(channel.network);
        if channel.network == Network::Site {
            site::take_back(section, &channel, BATCH).await?;
        } else {
            engine::take_back(section, wire, &channel).await?;
        }
        // What is wanted back is taken back even then; nothing goes out.
        if stands {
            return Ok(());
        }
        if to_list(channel.network) {
            return self.letters(section, until).await;
        }
        // What was turned to once and is due still is for a later turn.
        let mut seen = HashSet::new();
        loop {
            let now = section.clock.now();
            let due = machine::due(&mut *section.db.read().await?, channel.id, now, BATCH).await?;
            let due: Vec<_> = due.into_iter().filter(|id| seen.insert(*id)).collect();
            if due.is_empty() {
                return Ok(());
            }
            for id in due {
                if section.clock.now() > until {
                    return self.again(section).await;
                }
                match (channel.network, wire) {
                    (Network::Site, _) => site::carry(section, id).await?,
                    (Network::Press, _) => communique::carry(section, id).await?,
                    (_, Some(wire)) => engine::carry(section, wire, id).await?,
                    (_, None) => {}
                }
            }
        }
    }
}

impl Carry {
    /// Sends the letters or the messages of a channel until then.
    async fn letters(&self, section: &Section, until: Timestamp) -> Result<(), JobError> {
        let now = section.clock.now();
        let due = machine::due(&mut *section.db.read().await?, self.channel, now, BATCH).await?;
        for id in due {
            if mailing::carry(section, id, until).await? == Turn::More {
                return self.again(section).await;
            }
        }
        Ok(())
    }

    /// Asks for another turn.
    async fn again(&self, section: &Section) -> Result<(), JobError> {
        let mut tx = section.db.begin().await?;
        enqueue(&mut tx, self).await?;
        Ok(tx.commit().await?)
    }
}
