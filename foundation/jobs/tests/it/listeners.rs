use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering},
};

use futures::future::BoxFuture;
use griot_db::{DbError, Tx, change, sqlx};
use griot_kernel::PageRequest;
use griot_testkit::contract;

use crate::factory::{Bench, JarFilled, SCHEMAS, note, noted, tell};

fn both(numbers: &[i64]) -> Vec<(i64, String)> {
    numbers.iter().flat_map(|n| [(*n, "attic".to_owned()), (*n, "cellar".to_owned())]).collect()
}

/// Collides with another act the first `times`.
struct Shy {
    left: Arc<AtomicU32>,
    tried: Arc<AtomicU32>,
}

impl Shy {
    fn hears(
        self,
    ) -> impl for<'t> Fn(&'t mut Tx, JarFilled) -> BoxFuture<'t, Result<(), DbError>> + Send + Sync {
        move |tx, news| {
            self.tried.fetch_add(1, Ordering::SeqCst);
            let shy =
                self.left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |n| n.checked_sub(1)).is_ok();
            Box::pin(async move {
                note(tx, news.n, "shy").await?;
                if shy { Err(DbError::Conflict(sqlx::Error::RowNotFound)) } else { Ok(()) }
            })
        }
    }
}

contract! { SCHEMAS;
    async fn everyone_who_listens_hears_it_once(db: Db) {
        let bench = Bench::on(db.clone());
        tell(&db, 1..=150).await;
        bench.worker().run_until_idle().await.unwrap();
        let numbers: Vec<i64> = (1..=150).collect();
        assert_eq!(noted(&mut db.read().await.unwrap()).await, both(&numbers));
    }

    async fn news_handed_over_twice_change_something_once(db: Db) {
        let bench = Bench::on(db.clone());
        tell(&db, [7]).await;
        let worker = bench.worker();
        worker.run_until_idle().await.unwrap();

        // As if the server had died after the listener's commit.
        let mut tx = db.begin().await.unwrap();
        let again = "update job set state = 'waiting', due_at = 0, done_at = null";
        assert_eq!(change!(tx, conn => query(again).execute(conn)).unwrap(), 2);
        tx.commit().await.unwrap();
        worker.run_until_idle().await.unwrap();

        assert_eq!(noted(&mut db.read().await.unwrap()).await, both(&[7]));
        assert_eq!(bench.queue().counts().await.unwrap().done, 2);
    }

    async fn a_collision_is_tried_again_at_once_and_then_by_the_queue(db: Db) {
        let bench = Bench::on(db.clone());
        let (left, tried) = (Arc::new(AtomicU32::new(3)), Arc::<AtomicU32>::default());
        let shy = Shy { left: left.clone(), tried: tried.clone() };
        let worker = bench.worker_with(|jobs| {
            jobs.on("shy", shy.hears());
        });
        tell(&db, [1]).await;
        worker.run_until_idle().await.unwrap();
        assert_eq!(tried.load(Ordering::SeqCst), 4, "at once");

        left.store(8, Ordering::SeqCst);
        tried.store(0, Ordering::SeqCst);
        tell(&db, [2]).await;
        worker.run_until_idle().await.unwrap();
        assert_eq!((tried.load(Ordering::SeqCst), bench.queue().counts().await.unwrap().waiting), (6, 1));
        bench.wait(1);
        worker.run_until_idle().await.unwrap();
        assert_eq!((tried.load(Ordering::SeqCst), bench.queue().counts().await.unwrap().waiting), (9, 0));

        let shy = noted(&mut db.read().await.unwrap()).await.into_iter().filter(|row| row.1 == "shy").count();
        assert_eq!(shy, 2, "what a collision undid is not there twice");
        assert!(bench.queue().failed(PageRequest::new(1, 1)).await.unwrap().items.is_empty());
    }
}
