use griot_web::{
    Access, House, Routes,
    testing::{TestHouse, text},
};

#[tokio::test]
async fn a_page_answers() {
    let house = TestHouse::open(&[], &[], House::default()).await;
    let client = house.client(Routes::new().get("/hello", Access::Public("a greeting"), || async { "hello" }));
    assert_eq!(text(client.get("/hello").await).await, "hello");
}
