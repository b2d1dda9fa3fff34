//! What someone answers for here: blogs, posts that wait for their hour, what is followed elsewhere. Drafts
//! and blogs withdrawn from the public are their writers' own and are told to nobody.

use async_trait::async_trait;
use griot_contracts::duties::{Charge, Duties, Duty};
use griot_db::{Conn, DbError};
use griot_kernel::{PersonId, Timestamp};

use super::strategy::desk;
use crate::{
    Voices,
    model::{Blog, BlogState},
    store::held,
};

fn blog(one: Blog) -> Duty {
    Duty {
        address: format!("/blogs/{}", one.slug),
        label: one.title,
        day: None,
        state_key: (one.state == BlogState::Closed).then_some("blog-state-closed"),
    }
}

/// What comes from elsewhere because they follow it.
async fn followed(db: &mut Conn, person: PersonId) -> Result<Vec<Duty>, DbError> {
    let blogs = held::followed(db, person).await?.into_iter().map(|(id, label, state)| Duty {
        label,
        address: format!("/me/imports/{id}"),
        day: None,
        state_key: Some(state.key()),
    });
    let sisters = held::sisters(db, person).await?.into_iter().map(|label| Duty {
        label,
        address: "/desk/elsewhere".to_owned(),
        day: None,
        state_key: Some("voices-held-sister"),
    });
    Ok(blogs.chain(sisters).collect())
}

#[async_trait]
impl Duties for Voices {
    async fn of(&self, db: &mut Conn, person: PersonId, _: Timestamp) -> Result<Vec<Charge>, DbError> {
        let (shared, alone): (Vec<_>, Vec<_>) =
            held::blogs(db, person).await?.into_iter().partition(|(_, others)| *others);
        let blogs = |all: Vec<(Blog, bool)>| all.into_iter().map(|(one, _)| blog(one)).collect();
        let posts = held::posts(db, person).await?.into_iter().map(|one| Duty {
            address: desk(one.id),
            label: one.title,
            day: Some(one.schedule.at),
            state_key: Some("post-state-scheduled"),
        });
        let all = [
            ("voices-held-alone", 70, blogs(alone)),
            ("voices-held-shared", 80, blogs(shared)),
            ("voices-held-posts", 90, posts.collect()),
            ("voices-held-followed", 100, followed(db, person).await?),
        ];
        let charge = |(title_key, order, duties)| Charge { title_key, order, duties };
        Ok(all.into_iter().map(charge).filter(|one| !one.duties.is_empty()).collect())
    }
}
