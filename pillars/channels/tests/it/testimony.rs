//! The safe answer to a testimony, and the sweep that lets go of what is left of one.

use std::time::Duration;

use griot_channels::jobs::sweep_inbox;
use griot_delivery::sms::SmsError;

use crate::{
    doubles::{self, Stage},
    factory::start,
    house::{Home, TABLES, home, home_on},
    inbox::{bring, done, first},
    pages::{add_account, page},
};

const DAY: Duration = Duration::from_secs(86_400);

/// Somebody said a week ago what is only now seen to be a testimony.
async fn handed_over(home: &Home) {
    bring(home, "70000001", "Ils ont frappé mon frère.", "a1").await;
    home.house.clock.advance(7 * DAY);
    let fatou = home.fatou().await;
    let path = first(&fatou).await;
    done(&fatou, &path, &[("act", "testimony"), ("sure", "yes")], "testimony-told").await;
}

async fn sweep(home: &Home) {
    sweep_inbox(home.house.section.clone()).await.unwrap();
}

async fn left(home: &Home) -> i64 {
    let mut read = home.house.section.db.read().await.unwrap();
    griot_db::on!(read, conn => query_scalar("select count(*) from conversation").fetch_one(conn)).unwrap()
}

#[tokio::test]
async fn what_one_person_told_everybody_and_told_few_goes_together() {
    for private_first in [true, false] {
        let double = doubles::mastodon::Mastodon::start(Stage::at(start())).await;
        let home = home().await;
        let fatou = home.fatou().await;
        let channel = add_account(&fatou, "mastodon", (&double.address, "section")).await;
        fatou.post(&format!("/desk/channels/{channel}/key"), &[("key", doubles::mastodon::KEY)]).await;
        double.mention("awa", "<p>Ils sont venus.</p>", "public");
        double.mention("awa", "<p>Ils ont frappé mon frère.</p>", "direct");
        double.mention("binta", "<p>Bonjour à tous.</p>", "public");
        home.listen().await;
        let inbox = page(&fatou, "/desk/inbox").await;
        let words = if private_first { "frappé mon frère" } else { "Ils sont venus" };
        let before = inbox.split(words).next().unwrap();
        let path = before.rsplit("/desk/inbox/").next().unwrap().split('"').next().unwrap();
        let sure = [("act", "testimony"), ("sure", "yes")];
        assert_eq!(fatou.post(&format!("/desk/inbox/{path}"), &sure).await.status(), 303);
        home.work().await;
        home.listen().await;
        let inbox = page(&fatou, "/desk/inbox").await;
        assert!(!inbox.contains("frappé") && !inbox.contains("Ils sont venus"), "{inbox}");
        assert!(inbox.contains("Bonjour à tous"), "others stay");
        assert_eq!(left(&home).await, 1);
        let world = double.world.lock().unwrap();
        let told: Vec<_> = world.statuses.iter().map(|one| one.body["visibility"].clone()).collect();
        assert_eq!(told, ["direct"], "once, and where few read it");
    }
}

griot_testkit::contract! { TABLES;
    async fn the_safe_answer_is_not_swept_away_before_it_went_out(db: Db) {
        let home = home_on(db, |_| ()).await;
        handed_over(&home).await;
        // What was said is a week old; how long the answer may take counts from now.
        sweep(&home).await;
        home.house.sms.fail(&SmsError::Retry("occupé".into()));
        home.work().await;
        home.house.clock.advance(DAY);
        sweep(&home).await;
        home.watch_inbox().await;
        let sent = home.house.sms.take();
        assert_eq!(sent.iter().map(|sms| sms.to.as_str()).collect::<Vec<_>>(), ["+22670000001"]);
        assert!(sent.iter().all(|sms| sms.text.contains("ce chemin n'est pas sur")), "{sent:?}");
        assert_eq!(left(&home).await, 0, "then nothing is left");
    }

    async fn a_number_is_not_kept_for_an_answer_that_does_not_go(db: Db) {
        let home = home_on(db, |_| ()).await;
        handed_over(&home).await;
        home.house.clock.advance(DAY);
        sweep(&home).await;
        assert_eq!(left(&home).await, 1);
        home.house.clock.advance(DAY + Duration::from_secs(1));
        sweep(&home).await;
        assert_eq!(left(&home).await, 0);
        home.work().await;
        assert!(home.house.sms.take().is_empty(), "what was let go goes out no more");
    }

    async fn a_source_that_brings_it_again_months_later_is_not_believed(db: Db) {
        let home = home_on(db, |_| ()).await;
        handed_over(&home).await;
        for _ in 0..6 {
            home.house.clock.advance(20 * DAY);
            sweep(&home).await;
            bring(&home, "70000001", "Ils ont frappé mon frère.", "a1").await;
            assert_eq!(left(&home).await, 0, "it was erased here");
        }
        bring(&home, "70000001", "Autre chose.", "a2").await;
        assert_eq!(left(&home).await, 1);
    }
}
