use griot_jobs::JobError;
use griot_web::Section;

use crate::{
    acts::consent,
    engine::act,
    store::{items, pictures},
};

/// So many pictures, and texts, in one turn; the others come at the next.
const TURN: i64 = 500;

/// Takes back, each day, what shows or names somebody whose consent has ended.
pub async fn end_consents(section: Section) -> Result<(), JobError> {
    let now = section.clock.now();
    let words = section.words(section.settings().language);
    let why = words.t("channels-consent-ended");
    for picture in pictures::ended(&mut *section.db.read().await?, now, TURN).await? {
        act!(section, tx => {
            if pictures::withdraw(tx, picture, now).await? {
                consent::pull(tx, picture, None, &why, (now, section.random.as_ref())).await?;
            }
        })?;
    }
    let why = words.t("channels-consent-over");
    for item in items::consent_over(&mut *section.db.read().await?, now, TURN).await? {
        act!(section, tx => {
            consent::take_back(tx, &item, None, &why, (now, section.random.as_ref())).await?
        })?;
    }
    Ok(())
}
