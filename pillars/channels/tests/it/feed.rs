//! The calendar for other programs, at its secret address.

use std::sync::Arc;

use async_trait::async_trait;
use griot_contracts::planning::{Moved, Scheduled, ScheduledWork};
use griot_db::{Conn, DbError, Tx};
use griot_kernel::{Timestamp, WorkId};
use uuid::Uuid;

use crate::{
    factory::later,
    house::{Home, TABLES, home_on},
    pages::page,
};

const DAY: u64 = 24 * 60;

/// A room that plans a workshop and, too far away for a calendar, its anniversary.
struct Workshops;

fn planned(n: u128, title: &str, at: Timestamp) -> ScheduledWork {
    let id = WorkId::from(Uuid::from_u128(n));
    ScheduledWork {
        id,
        kind_key: "channels-menu-ideas",
        title: title.to_owned(),
        whole_day: false,
        address: format!("/desk/workshops/{n}"),
        at,
        not_after: None,
    }
}

#[async_trait]
impl Scheduled for Workshops {
    async fn list(
        &self,
        _: &mut Conn,
        from: Timestamp,
        until: Timestamp,
    ) -> Result<Vec<ScheduledWork>, DbError> {
        let all = [
            planned(7, "Atelier, à Bobo; le matin", later(3 * DAY)),
            planned(8, "Un an après", later(500 * DAY)),
            ScheduledWork { whole_day: true, ..planned(9, "", Timestamp::start_of(later(2 * DAY).day())) },
        ];
        Ok(all.into_iter().filter(|work| from <= work.at && work.at < until).collect())
    }

    async fn move_to(&self, _: &mut Tx, _: WorkId, _: Timestamp) -> Result<Moved, DbError> {
        Ok(Moved::Unknown)
    }
}

/// The path of the secret address.
async fn address(home: &Home) -> String {
    let shown = page(&home.fatou().await, "/desk/calendar/days").await;
    let whole = shown.split("https://section.example").find(|part| part.starts_with("/calendar/")).unwrap();
    whole.split('"').next().unwrap().to_owned()
}

griot_testkit::contract! { TABLES;
    async fn what_other_rooms_plan_stands_in_the_calendar_of_whoever_has_the_address(db: Db) {
        let home = home_on(db, |house| house.join::<dyn Scheduled>(Arc::new(Workshops))).await;
        let (visitor, old) = (home.visitor(), address(&home).await);
        let ics = page(&visitor, &old).await;
        let day = ics.split("BEGIN:VEVENT\r\n").find(|event| event.contains("DTSTART;VALUE=DATE:20130216")).unwrap();
        assert!(day.contains("SUMMARY:Idées") && !day.contains("DURATION"), "a day, and no name: {day}");
        let event = ics.split("BEGIN:VEVENT\r\n").find(|event| event.contains("Atelier")).unwrap();
        for line in [
            format!("UID:{}@griot", Uuid::from_u128(7)),
            "DTSTART:20130217T090000Z".to_owned(),
            "SUMMARY:Atelier\\, à Bobo\\; le matin".to_owned(),
            "URL:https://section.example/desk/workshops/7".to_owned(),
        ] {
            assert!(event.contains(&format!("{line}\r\n")), "{line} in {ics}");
        }
        assert_eq!(ics.matches("BEGIN:VEVENT").count(), 2, "what is too far away is not asked for: {ics}");

        let fatou = home.fatou().await;
        let shown = page(&fatou, "/desk/calendar?view=list&at=2013-02-14").await;
        let [hour, day] = [7, 9].map(|n| format!("/desk/calendar/move?what=work:{}", Uuid::from_u128(n)));
        assert!(shown.contains(&hour) && !shown.contains(&day), "a day is changed where it is kept: {shown}");
        assert!(!shown.contains("<strong>00:00"), "{shown}");
        assert_eq!(fatou.get(&day).await.status(), 404);

        fatou.post("/desk/calendar/feed", &[]).await;
        assert_eq!(visitor.get(&old).await.status(), 404, "the old address shows nothing of it");
        assert!(page(&visitor, &address(&home).await).await.contains("Atelier"));
    }
}
