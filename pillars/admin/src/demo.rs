//! What became of the letters of the invented section.

use std::time::Duration;

use griot_db::{DbError, Tx};
use griot_delivery::Email;
use griot_mailroom::{
    Kind, Mark, acts,
    store::tally::{self, What},
};
use griot_pillar::Story;
use griot_web::Section;

/// Addresses of nobody, and how many days ago what was heard of them.
const HEARD: [(&str, Kind, u64); 4] = [
    ("ancienne.adresse@exemple.bf", Kind::Hard, 12),
    ("cybercafe.ferme@exemple.bf", Kind::Hard, 3),
    ("boite.pleine@exemple.bf", Kind::Soft, 2),
    ("plus.de.courriels@exemple.bf", Kind::Asked, 20),
];
/// What became of letters, how often, and how many days ago.
const NUMBERS: [(What, u64, u64); 5] = [
    (What::Sent, 41, 12),
    (What::Sent, 56, 3),
    (What::Dead, 2, 3),
    (What::Passing, 1, 2),
    (What::Held, 3, 1),
];

pub(crate) async fn tell(section: &Section, tx: &mut Tx, story: &mut Story) -> Result<(), DbError> {
    let ago = |days: u64| story.today - Duration::from_secs(days * 86_400);
    for (address, kind, days) in HEARD {
        let Ok(address) = Email::parse(address) else { continue };
        let mark = Mark::of(&section.keys, &address);
        acts::hear(tx, mark, kind, ago(days), ago(days)).await?;
    }
    for (what, times, days) in NUMBERS {
        for _ in 0..times {
            tally::add(tx, what, ago(days)).await?;
        }
    }
    Ok(())
}
