//! Forms that come at the same moment: the second is answered as if it had come after the first.

use axum::response::Response;
use griot_testkit::contract;
use griot_web::{Role, testing::Client};

use crate::factory::{PASSPHRASE, Place, SCHEMAS, field, location};

/// These forms, all at the same moment, each in a task of its own.
async fn together(client: &Client, forms: Vec<(String, Vec<(&'static str, String)>)>) -> Vec<Response> {
    let send = |(path, fields): (String, Vec<(&'static str, String)>)| {
        let client = client.as_visitor();
        tokio::spawn(async move {
            let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            client.post(&path, &fields).await
        })
    };
    let mut answers = Vec::new();
    for one in forms.into_iter().map(send).collect::<Vec<_>>() {
        answers.push(one.await.unwrap());
    }
    answers
}

fn asking(time: &str, address: &str) -> (String, Vec<(&'static str, String)>) {
    let fields = vec![
        ("name", "Rose Kinda".to_owned()),
        ("about", "Je couds.".to_owned()),
        ("address", address.to_owned()),
        ("time", time.to_owned()),
    ];
    ("/join".to_owned(), fields)
}

/// The door of one's own of someone whose request was accepted.
async fn invited(place: &Place, editor: &Client, address: &str) -> String {
    let time = place.time_mark().await;
    together(&place.client, vec![asking(&time, address)]).await;
    let (_, confirm) = place.letter().await;
    assert_eq!(place.client.post(&confirm, &[]).await.status(), 200);
    place.letters().await;
    let page = griot_web::testing::text(editor.get("/desk/people").await).await;
    let request = field(&page, "request");
    editor.post("/desk/people/answer", &[("request", &request), ("answer", "accept")]).await;
    place.letter().await.1
}

contract! { SCHEMAS;
    async fn one_address_that_asks_several_times_asks_once(db: Db) {
        let place = Place::open(db).await;
        let time = place.time_mark().await;
        let forms = (0..4).map(|_| asking(&time, "rose@example.org")).collect();
        for answer in together(&place.client, forms).await {
            assert_eq!(answer.status(), 200);
        }
        assert_eq!(place.letters().await.len(), 1);
    }

    async fn two_of_one_name_get_two_pages_and_one_door_lets_one_in(db: Db) {
        let place = Place::open(db).await;
        let editor = place.member("Fatou", &[Role::Editor]).await;
        let editor = place.client.as_person(editor).await;
        let mut doors = Vec::new();
        for address in ["rose@example.org", "rosalie@example.org"] {
            doors.push(invited(&place, &editor, address).await);
        }
        let entering = |door: &String| {
            let fields = vec![("name", "Rose Kinda".to_owned()), ("passphrase", PASSPHRASE.to_owned())];
            (door.clone(), fields)
        };
        // Each form is sent twice.
        let forms = doors.iter().chain(&doors).map(entering).collect();
        for answer in together(&place.client, forms).await {
            assert_eq!(location(&answer), "/me?done=joined", "{}", answer.status());
        }
        let (rose, rosalie) = (place.owner("rose@example.org").await, place.owner("rosalie@example.org").await);
        let (Some(rose), Some(rosalie)) = (rose, rosalie) else { panic!("both are in") };
        assert_ne!(rose, rosalie);
        for person in [rose, rosalie] {
            assert_eq!(place.name_of(person).await.as_deref(), Some("Rose Kinda"));
        }
    }
}
