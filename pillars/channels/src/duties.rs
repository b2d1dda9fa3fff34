//! What someone answers for here: channels, days in the inbox, texts that are not out yet.

use async_trait::async_trait;
use griot_contracts::duties::{Charge, Duties, Duty};
use griot_db::{Conn, DbError};
use griot_kernel::{PersonId, Timestamp};

use crate::{Channels, store::held};

#[async_trait]
impl Duties for Channels {
    async fn of(&self, db: &mut Conn, person: PersonId, now: Timestamp) -> Result<Vec<Charge>, DbError> {
        let kept = held::channels(db, person).await?.into_iter().map(|(id, label, state)| Duty {
            label,
            address: format!("/desk/channels/{id}"),
            day: None,
            state_key: Some(state.key()),
        });
        let days = held::days(db, person, Timestamp::start_of(now.day())).await?;
        let days = days.into_iter().map(|day| Duty {
            label: String::new(),
            address: "/desk/inbox/ways".to_owned(),
            day: Some(day),
            state_key: None,
        });
        let items = held::items(db, person).await?.into_iter().map(|item| Duty {
            address: format!("/desk/items/{}", item.id),
            label: item.title,
            day: item.planned_at,
            state_key: Some(item.stage.key()),
        });
        let all = [
            ("channels-held-channels", 10, kept.collect()),
            ("channels-held-days", 20, days.collect()),
            ("channels-held-items", 60, items.collect::<Vec<_>>()),
        ];
        let charge = |(title_key, order, duties)| Charge { title_key, order, duties };
        Ok(all.into_iter().map(charge).filter(|one| !one.duties.is_empty()).collect())
    }
}
