//! What this room puts on the page on which a member begins: where they go next, and what they learn.

use async_trait::async_trait;
use griot_db::{Conn, DbError};
use griot_kernel::PersonId;
use griot_web::{Shelf, Shelves, Visitor};

use crate::{Workshops, web};

#[async_trait]
impl Shelves for Workshops {
    async fn own(&self, db: &mut Conn, v: &Visitor) -> Result<Vec<Shelf>, DbError> {
        Ok(web::shelf(db, v).await?.into_iter().collect())
    }

    async fn public(&self, _: &mut Conn, _: &Visitor, _: PersonId, _: &str) -> Result<Vec<Shelf>, DbError> {
        // Who takes part in what is nobody's business outside.
        Ok(Vec::new())
    }
}
