//! What the generator writes is found like what people write.

use griot_bench::measures::fill;
use griot_home::{
    model::{Filter, Query},
    store::search,
};
use griot_kernel::Reading;

griot_testkit::contract! { &[griot_home::SCHEMA];
    async fn written_posts_are_found(db: Db) {
        fill(&db, 60).await.unwrap();
        let query = Query::read("droits").unwrap();
        let mut conn = db.read().await.unwrap();
        let found = search(&mut conn, Some(&query), &Filter::default(), Reading::Start, 10).await.unwrap();
        assert_eq!(found.items.len(), 10);
        assert!(found.more);
        let rare = Query::read("introuvable").unwrap();
        let none = search(&mut conn, Some(&rare), &Filter::default(), Reading::Start, 10).await.unwrap();
        assert!(none.items.is_empty());
    }
}
