//! Whether somebody is ready for a role: where the section asks for it, those who have the training in digital
//! safety.

use async_trait::async_trait;
use griot_contracts::workshops::{Lacking, Readiness};
use griot_db::{Conn, DbError};
use griot_kernel::PersonId;
use griot_web::Role;

use crate::{
    Workshops,
    store::{courses, training_rules},
};

/// The roles for which a section can ask for the training.
pub const ROLES: [Role; 2] = [Role::Monitor, Role::Publisher];

#[async_trait]
impl Readiness for Workshops {
    async fn lacking(&self, db: &mut Conn, person: PersonId, role: &str) -> Result<Option<Lacking>, DbError> {
        let needed = training_rules::list(db).await?;
        if !needed.iter().any(|one| one == role) || training_rules::is_trained(db, person).await? {
            return Ok(None);
        }
        let course = match training_rules::course(db).await? {
            Some(id) => courses::by_id(db, id).await?,
            None => None,
        };
        // A rule that nobody can keep still holds: who may change it is told where.
        let Some(course) = course else {
            let (title, address) = (String::new(), "/desk/courses/required".to_owned());
            return Ok(Some(Lacking { key: "workshops-lacking-course", title, address }));
        };
        let words = courses::words(db, course.id, course.version).await?;
        let said = words.get(&course.language).or_else(|| words.values().next());
        Ok(Some(Lacking {
            key: "workshops-lacking-training",
            title: said.map(|said| said.title.clone()).unwrap_or_default(),
            address: course.address(),
        }))
    }
}
