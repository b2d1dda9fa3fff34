use griot_jobs::JobError;
use griot_web::Section;

use crate::{acts::consent, engine::act, store::pictures};

/// So many pictures in one turn; the others come at the next.
const TURN: i64 = 500;

/// Takes back, each day, what shows a picture whose consent has ended.
pub async fn end_consents(section: Section) -> Result<(), JobError> {
    let now = section.clock.now();
    let ended = pictures::ended(&mut *section.db.read().await?, now, TURN).await?;
    let why = section.words(section.settings().language).t("channels-consent-ended");
    for picture in ended {
        act!(section, tx => {
            consent::pull(tx, picture, None, &why, (now, section.random.as_ref())).await?
        })?;
    }
    Ok(())
}
