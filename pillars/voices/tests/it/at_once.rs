//! Forms that come at the same moment: the second is answered as if it had come after the first.

use axum::response::Response;
use griot_voices::{
    model::{Pace, Recipient, Target, TargetKind},
    store::{blogs, public, subscriptions},
};
use griot_web::testing::{Client, text};

use crate::{factory, house::*};

/// As many as an act is tried: each time one of them comes through.
const AT_ONCE: usize = 4;

/// The same form of these people, all at the same moment, each in a task of its own.
async fn together(people: &[Client], path: &str, fields: &[(&str, &str)]) -> Vec<Response> {
    let fields: Vec<(String, String)> =
        fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let send = |person: Client| {
        let (path, fields) = (path.to_owned(), fields.clone());
        tokio::spawn(async move {
            let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            person.post(&path, &fields).await
        })
    };
    let sent: Vec<_> = people.iter().cycle().take(AT_ONCE).cloned().map(send).collect();
    let mut answers = Vec::new();
    for one in sent {
        answers.push(one.await.unwrap());
    }
    answers
}

griot_testkit::contract! { SCHEMAS;
    async fn one_address_becomes_one_blog(db: Db) {
        let home = home_on(db).await;
        let people = [home.awa().await, home.binta().await];
        for slug in ["tisser", "coudre", "teindre"] {
            let fields = [("kind", "person"), ("title", "Tisser"), ("slug", slug), ("language", "fr"),
                ("theme", "1"), ("comments", "members"), ("moderation", "newcomers")];
            let answers = together(&people, "/me/blogs/new", &fields).await;
            let mut refused = 0;
            for answer in answers {
                if answer.status() != 303 {
                    assert_eq!(answer.status(), 422);
                    let page = text(answer).await;
                    assert!(page.contains("Un autre blog a, ou a eu, cette adresse") && page.contains("value=\"Tisser\""), "{}", main_of(&page));
                    refused += 1;
                }
            }
            // Whoever came first sent it several times, and the other was refused as often.
            assert_eq!(refused, AT_ONCE / 2, "{slug}");
            let mut db = home.house.section.db.read().await.unwrap();
            assert!(blogs::by_slug(&mut db, slug).await.unwrap().is_some());
        }
    }

    async fn a_comment_sent_several_times_at_once_is_one(db: Db) {
        let home = home_on(db).await;
        for body in ["Merci.", "Encore merci.", "Mille fois merci."] {
            for answer in together(&[home.awa().await], "/blogs/awa/premier/comments", &[("body", body)]).await {
                assert!(to(&answer).starts_with("/blogs/awa/premier?comment="), "{}", to(&answer));
            }
        }
        let mut db = home.house.section.db.read().await.unwrap();
        assert_eq!(public::comments(&mut db, home.post.id, None, 50).await.unwrap().len(), 3);
    }

    async fn who_follows_several_times_at_once_follows_once(db: Db) {
        let home = home_on(db).await;
        let fields = [("kind", "post"), ("pace", "immediate")];
        for answer in together(&[home.binta().await], "/blogs/awa/premier/follow", &fields).await {
            assert_eq!(to(&answer), "/blogs/awa/premier?sent=follow#comments");
        }
        let target = Target { kind: TargetKind::Post, id: home.post.id.as_uuid() };
        let mut db = home.house.section.db.read().await.unwrap();
        let wish = subscriptions::of_recipient(&mut db, Recipient::Person(factory::binta()), target).await.unwrap();
        assert_eq!(wish.map(|wish| (wish.active, wish.pace)), Some((true, Pace::Immediate)));
        drop(db);

        // A guest, of whom nothing is known yet: their address gets three letters a day.
        let page = text(home.client.get("/blogs/awa/premier").await).await;
        let time = field(&page, "time");
        let fields = [("kind", "post"), ("address", "lectrice@exemple.bf"), ("time", time.as_str())];
        let mut taken = 0;
        for answer in together(&[home.client.as_visitor()], "/blogs/awa/premier/follow", &fields).await {
            taken += usize::from(answer.status() == 303);
            assert!(matches!(answer.status().as_u16(), 303 | 422), "{}", answer.status());
        }
        assert_eq!(taken, 3, "as if they had come one after the other");
    }
}
