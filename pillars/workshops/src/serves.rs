//! Which workshops serve the strategy and its campaigns.

use async_trait::async_trait;
use griot_contracts::campaigns::{CampaignId, LineId, Serves, Serving};
use griot_db::{Conn, DbError};

use crate::{
    Workshops,
    model::{Audience, Programme, Stage, Workshop},
    store::{programmes, workshops},
    web,
};

fn serving(workshop: &Workshop, programme: &Programme) -> Serving {
    let words = &programme.words;
    let is_public =
        workshop.stage == Stage::Open && words.audience == Audience::Everyone && !words.is_sensitive;
    Serving {
        title: web::title(workshop, programme).to_owned(),
        kind_key: "planned-workshop",
        state_key: workshop.stage.key(),
        address: workshop.desk(),
        public: is_public.then(|| workshop.address()),
        at: Some(workshop.starts_at),
    }
}

/// Not everybody of the staff may know of a training that is discreet: it is left out.
#[async_trait]
impl Serves for Workshops {
    async fn orphans(&self, db: &mut Conn, limit: i64) -> Result<Vec<Serving>, DbError> {
        let mut all = Vec::new();
        for programme in programmes::list(db).await?.iter().filter(|one| one.line.is_none() && !one.is_closed)
        {
            if programme.words.is_sensitive {
                continue;
            }
            all.push(Serving {
                title: programme.words.title.clone(),
                kind_key: "programme",
                state_key: programme.words.audience.key(),
                address: programme.desk(),
                public: None,
                at: Some(programme.created_at),
            });
        }
        all.sort_by_key(|one| std::cmp::Reverse(one.at));
        all.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        Ok(all)
    }

    async fn count(&self, db: &mut Conn, line: LineId) -> Result<i64, DbError> {
        workshops::count_of_line(db, line).await
    }

    async fn of_campaign(
        &self,
        db: &mut Conn,
        campaign: CampaignId,
        limit: i64,
    ) -> Result<Vec<Serving>, DbError> {
        let mut all = Vec::new();
        for workshop in workshops::of_campaign(db, campaign, limit).await? {
            let programme = programmes::by_id(db, workshop.programme).await?;
            if let Some(programme) = programme.filter(|one| !one.words.is_sensitive) {
                all.push(serving(&workshop, &programme));
            }
        }
        Ok(all)
    }
}
