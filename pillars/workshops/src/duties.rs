//! What someone answers for here: workshops that they give, clubs that they coordinate.

use async_trait::async_trait;
use griot_contracts::duties::{Charge, Duties, Duty};
use griot_db::{Conn, DbError};
use griot_kernel::{PersonId, Timestamp};

use crate::{
    Workshops,
    store::{clubs, programmes, workshops},
    web,
};

async fn given(db: &mut Conn, person: PersonId, now: Timestamp) -> Result<Vec<Duty>, DbError> {
    let mut all = Vec::new();
    for one in workshops::given_by(db, person, now).await? {
        let (address, day, state) = (one.desk(), one.starts_at, one.stage.key());
        let programme = programmes::by_id(db, one.programme).await?;
        // Not everybody who reads the hand-over sheet may know of a training that is discreet.
        let programme = programme.filter(|programme| !programme.words.is_sensitive);
        let label = programme.map(|programme| web::title(&one, &programme).to_owned()).unwrap_or_default();
        all.push(Duty { label, address, day: Some(day), state_key: Some(state) });
    }
    Ok(all)
}

#[async_trait]
impl Duties for Workshops {
    async fn of(&self, db: &mut Conn, person: PersonId, now: Timestamp) -> Result<Vec<Charge>, DbError> {
        let clubs = clubs::coordinated_by(db, person).await?.into_iter().map(|club| Duty {
            address: club.desk(),
            label: club.words.name,
            day: None,
            state_key: None,
        });
        let clubs = clubs.collect();
        let all = [("handover-workshops", 60, given(db, person, now).await?), ("handover-clubs", 70, clubs)];
        let charge = |(title_key, order, duties)| Charge { title_key, order, duties };
        Ok(all.into_iter().map(charge).filter(|one| !one.duties.is_empty()).collect())
    }
}
