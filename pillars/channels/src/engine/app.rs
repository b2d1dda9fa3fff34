use async_trait::async_trait;
use griot_db::DbError;
use griot_kernel::Timestamp;
use griot_web::Section;

use super::act;
use crate::{networks::AppRest, store::budgets};

#[async_trait]
impl AppRest for Section {
    async fn until(&self) -> Result<Option<Timestamp>, DbError> {
        budgets::app_rest(&mut *self.db.read().await?).await
    }

    async fn rest(&self, until: Timestamp) -> Result<(), DbError> {
        act!(self, tx => budgets::rest_app(tx, until).await?)
    }
}
