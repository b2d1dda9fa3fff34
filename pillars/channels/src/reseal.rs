//! Keys of channels under a new key of the house.

use griot_db::DbError;
use griot_pillar::Resealed;
use griot_web::Section;

use crate::{
    engine::{open_key, seal_key},
    store::keys,
};

/// Seals anew what older keys sealed.
pub(crate) async fn all(section: &Section) -> Result<Resealed, DbError> {
    let mut done = Resealed::default();
    let mut tx = section.db.begin().await?;
    for kept in keys::list(&mut tx).await? {
        if !section.keys.needs_resealing(&kept.sealed) {
            continue;
        }
        let Ok(key) = open_key(&section.keys, kept.channel, &kept.sealed) else {
            done.closed += 1;
            continue;
        };
        let sealed = seal_key(&section.keys, kept.channel, &key, section.random.as_ref())
            .map_err(DbError::unreadable("channel_key"))?;
        done.sealed +=
            u64::from(keys::renew(&mut tx, kept.channel, &kept.sealed, &sealed, kept.ends_at).await?);
    }
    tx.commit().await?;
    Ok(done)
}
