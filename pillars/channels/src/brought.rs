//! What came of the texts that went out in a week: answers, articles, broadcasts.

use std::collections::HashMap;

use griot_contracts::campaigns::Brought;
use griot_db::{Conn, DbError};
use griot_kernel::Timestamp;

use crate::{model::item::ItemId, store::outcome};

/// Deliveries of one week that are looked at.
const MOST: i64 = 1_200;

/// What the texts of a week brought since, those that went out first first.
pub async fn since(db: &mut Conn, from: Timestamp, until: Timestamp) -> Result<Vec<Brought>, DbError> {
    let out = outcome::out(db, from, until, MOST).await?;
    if out.is_empty() {
        return Ok(Vec::new());
    }
    // Articles and broadcasts are noted by their day.
    let first = Timestamp::start_of(from.day());
    let articles: HashMap<ItemId, i64> = outcome::articles(db, first).await?.into_iter().collect();
    let broadcasts: HashMap<ItemId, i64> = outcome::broadcasts(db, first).await?.into_iter().collect();
    let mut answers: Vec<(ItemId, String, i64)> = Vec::new();
    for one in out {
        let count = outcome::answers(db, &one.names()).await?;
        match answers.iter_mut().find(|(item, ..)| *item == one.item) {
            Some((_, _, all)) => *all += count,
            None => answers.push((one.item, one.title, count)),
        }
    }
    let known = |(item, title, answered): (ItemId, String, i64)| {
        let counted = |all: &HashMap<ItemId, i64>| all.get(&item).copied().unwrap_or(0);
        let facts = [
            ("channels-brought-answers", answered),
            ("channels-brought-articles", counted(&articles)),
            ("channels-brought-broadcasts", counted(&broadcasts)),
        ];
        let facts: Vec<_> = facts.into_iter().filter(|(_, count)| *count > 0).collect();
        (!facts.is_empty()).then(|| Brought { title, address: format!("/desk/items/{item}"), facts })
    };
    Ok(answers.into_iter().filter_map(known).collect())
}
