use std::{sync::atomic::Ordering, time::Duration};

use sqlx::postgres::PgListener;

use crate::{Db, open::Backend};

const LOOK_AGAIN: Duration = Duration::from_millis(500);

impl Db {
    /// Watches for what other processes change, for as long as the house is open:
    /// servers on the same PostgreSQL, or the command line on the same SQLite file.
    /// A lost line to PostgreSQL counts as a change, since one may have been missed.
    pub async fn watch(&self) {
        match &self.backend {
            Backend::Sqlite { read, .. } => {
                let mut known = 0_i64;
                loop {
                    let found =
                        sqlx::query_scalar::<_, i64>("select n from generation").fetch_one(read).await;
                    if let Ok(n) = found
                        && n != known
                    {
                        known = n;
                        self.shared.generation.fetch_add(1, Ordering::AcqRel);
                    }
                    self.shared.told.notify_one();
                    tokio::time::sleep(LOOK_AGAIN).await;
                }
            }
            Backend::Postgres { pool } => loop {
                let heard = async {
                    let mut listener = PgListener::connect_with(pool).await?;
                    listener.listen_all(["griot_public", "griot_outbox"]).await?;
                    self.shared.generation.fetch_add(1, Ordering::AcqRel);
                    self.shared.told.notify_one();
                    while let Some(news) = listener.try_recv().await? {
                        match news.channel() {
                            "griot_public" => {
                                self.shared.generation.fetch_add(1, Ordering::AcqRel);
                            }
                            _ => self.shared.told.notify_one(),
                        }
                    }
                    Ok::<_, sqlx::Error>(())
                };
                if let Err(error) = heard.await {
                    tracing::warn!(%error, "the line to PostgreSQL was lost and is opened again");
                }
                self.shared.generation.fetch_add(1, Ordering::AcqRel);
                tokio::time::sleep(LOOK_AGAIN).await;
            },
        }
    }
}
