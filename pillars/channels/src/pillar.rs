use async_trait::async_trait;
use griot_db::{Conn, DbError, Schema, Tx};
use griot_i18n::WordFiles;
use griot_kernel::PersonId;
use griot_pillar::{Export, Field, Named, Pillar, Silent};
use griot_web::Routes;

use crate::seizure;

/// The pillar, as the binary lists it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Channels;

#[async_trait]
impl Pillar for Channels {
    fn name(&self) -> &'static str {
        "channels"
    }

    fn schema(&self) -> Schema {
        crate::SCHEMA
    }

    fn words(&self) -> WordFiles {
        crate::WORDS
    }

    fn routes(&self) -> Routes {
        Routes::new()
    }

    async fn erase(&self, _tx: &mut Tx, _person: PersonId) -> Result<(), DbError> {
        Ok(())
    }

    async fn export(&self, _db: &mut Conn, _person: PersonId) -> Result<Export, DbError> {
        Ok(Export::default())
    }

    async fn name_files(&self, _db: &mut Conn, _named: &mut Named) -> Result<(), DbError> {
        Ok(())
    }

    fn sealed(&self) -> &'static [Field] {
        seizure::FIELDS
    }

    fn silent(&self) -> &'static [Silent] {
        seizure::SILENT
    }
}
