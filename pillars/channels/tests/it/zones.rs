//! Hours as clocks show them where the section is, on the days on which they are put forward and back, and
//! over the end of a year.

use std::time::Duration;

use griot_kernel::Timestamp;
use griot_web::Settings;

use crate::{
    house::{Home, home, to},
    pages::{add_channel, approve, page, write},
};

/// A section in this zone, at this moment.
async fn there(zone: &str, now: &str) -> Home {
    let home = home().await;
    let section = &home.house.section;
    let mut tx = section.db.begin().await.unwrap();
    let settings = Settings { zone: zone.parse().unwrap(), ..Settings::load(&mut tx).await.unwrap() };
    settings.save(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    let now: Timestamp = now.parse().unwrap();
    let wait = now.as_millisecond() - section.clock.now().as_millisecond();
    home.house.clock.advance(Duration::from_millis(u64::try_from(wait).unwrap()));
    home
}

async fn planned(home: &Home, path: &str) -> Option<String> {
    let id = path.trim_start_matches("/desk/items/").parse().unwrap();
    let mut db = home.house.section.db.read().await.unwrap();
    let item = griot_channels::store::items::by_id(&mut db, id).await.unwrap().unwrap();
    item.planned_at.map(Timestamp::rfc3339)
}

#[tokio::test]
async fn hours_are_read_and_shown_as_clocks_show_them() {
    let home = there("Europe/Paris", "2027-01-14T09:00:00Z").await;
    let fatou = home.fatou().await;
    let group = add_channel(&fatou, "whatsapp", "Groupe").await;
    let path = write(&fatou, "L’eau", "Un droit.", &[&group], &[("planned_at", "2027-01-15T00:30")]).await;
    assert_eq!(planned(&home, &path).await.as_deref(), Some("2027-01-14T23:30:00Z"));
    let form = page(&fatou, &format!("{path}/edit")).await;
    assert!(form.contains("value=\"2027-01-15T00:30\"") && form.contains("celles de Paris"), "{form}");
    assert!(page(&fatou, &path).await.contains("15 janvier 2027, 0\u{a0}h\u{a0}30"));

    // It stands on the day that it is there, on every page of the calendar.
    for view in ["month", "week", "day", "list"] {
        let shown = page(&fatou, &format!("/desk/calendar?view={view}&at=2027-01-15")).await;
        let (_, day) = shown.split_once("data-day=\"2027-01-15\"").unwrap();
        assert!(day.split("data-day=").next().unwrap().contains("00:30</strong> L’eau"), "{view}: {day}");
    }

    // Moved by its day alone, it keeps the hour that clocks show, over the change of clocks too.
    let id = path.trim_start_matches("/desk/items/");
    let what = format!("item:{id}");
    let answer = fatou.post("/desk/calendar/move", &[("what", what.as_str()), ("day", "2027-03-29")]).await;
    assert_eq!(answer.status(), 303);
    assert_eq!(planned(&home, &path).await.as_deref(), Some("2027-03-28T22:30:00Z"));
    assert!(page(&fatou, &path).await.contains("29 mars 2027, 0\u{a0}h\u{a0}30"));
}

#[tokio::test]
async fn an_hour_that_does_not_exist_is_told_and_one_that_exists_twice_stays_which_it_was() {
    let home = there("Europe/Paris", "2027-03-20T09:00:00Z").await;
    let fatou = home.fatou().await;
    let group = add_channel(&fatou, "whatsapp", "Groupe").await;
    let path = write(&fatou, "L’eau", "Un droit.", &[&group], &[]).await;
    let typed = [
        ("title", "L’eau"),
        ("language", "fr"),
        ("body", "Un droit."),
        ("to", group.as_str()),
        ("revision", "1"),
    ];
    let forward = typed.into_iter().chain([("planned_at", "2027-03-28T02:30")]).collect::<Vec<_>>();
    let answer = fatou.post(&format!("{path}/edit"), &forward).await;
    assert_eq!(answer.status(), 422);
    let form = griot_web::testing::text(answer).await;
    assert!(
        form.contains("n’existe pas ce jour-là") && form.contains("value=\"2027-03-28T02:30\""),
        "{form}"
    );
    fatou.post(&path, &[("act", "submit")]).await;
    approve(&home, &path).await;
    let answer = fatou.post(&path, &[("act", "schedule"), ("hour", "2027-03-28T02:30")]).await;
    assert_eq!(answer.status(), 422);
    assert!(griot_web::testing::text(answer).await.contains("n’existe pas ce jour-là"));

    // Clocks are put back at three: half past two comes twice.
    fatou.post(&path, &[("act", "schedule"), ("hour", "2027-10-31T02:30")]).await;
    assert_eq!(planned(&home, &path).await.as_deref(), Some("2027-10-31T00:30:00Z"), "the first");
    let second = "2027-10-31T01:30:00Z".parse().unwrap();
    let mut tx = home.house.section.db.begin().await.unwrap();
    let id = path.trim_start_matches("/desk/items/").parse().unwrap();
    let item = griot_channels::store::items::by_id(&mut tx, id).await.unwrap().unwrap();
    let late = griot_channels::model::item::Item { planned_at: Some(second), ..item };
    assert!(
        griot_channels::store::items::update(&mut tx, &late, home.house.section.clock.now()).await.unwrap()
    );
    tx.commit().await.unwrap();
    let form = page(&fatou, &format!("{path}/edit")).await;
    let revision = crate::house::field(&form, "revision");
    let same = [
        ("title", "L’eau, encore"),
        ("language", "fr"),
        ("body", "Un droit."),
        ("to", group.as_str()),
        ("revision", revision.as_str()),
        ("planned_at", "2027-10-31T02:30"),
    ];
    let answer = fatou.post(&format!("{path}/edit"), &same).await;
    assert!(to(&answer).ends_with("?done=saved"));
    assert_eq!(planned(&home, &path).await.as_deref(), Some("2027-10-31T01:30:00Z"), "the second");
    let shown = page(&fatou, "/desk/calendar?view=day&at=2027-10-31").await;
    assert!(shown.contains("02:30</strong> L’eau, encore"), "{shown}");
}

#[tokio::test]
async fn what_waits_goes_out_once_over_the_change_of_clocks_and_of_the_year() {
    for (now, hour) in [
        ("2027-10-31T00:28:00Z", "2027-10-31T02:30"),
        ("2027-03-28T00:58:00Z", "2027-03-28T03:00"),
        ("2027-12-31T22:58:00Z", "2028-01-01T00:00"),
    ] {
        let home = there("Europe/Paris", now).await;
        let fatou = home.fatou().await;
        let group = add_channel(&fatou, "whatsapp", "Groupe").await;
        let path = write(&fatou, "L’eau", "Un droit.", &[&group], &[]).await;
        fatou.post(&path, &[("act", "submit")]).await;
        approve(&home, &path).await;
        let answer = fatou.post(&path, &[("act", "schedule"), ("hour", hour)]).await;
        assert_eq!(to(&answer), format!("{path}?done=scheduled"), "{hour}");
        home.minutes(1).await;
        assert!(home.house.post.letters().is_empty(), "{hour}: not yet");
        home.minutes(1).await;
        assert_eq!(home.house.post.letters().len(), 1, "{hour}");
        // The hour that comes twice does not send it twice.
        home.minutes(62).await;
        let again =
            home.house.post.letters().into_iter().filter(|one| one.subject.contains("À publier maintenant"));
        assert_eq!(again.count(), 1, "{hour}");
    }
}

#[tokio::test]
async fn a_month_has_all_its_days_where_clocks_are_put_back_at_midnight() {
    let home = there("America/Havana", "2027-10-20T09:00:00Z").await;
    let fatou = home.fatou().await;
    let group = add_channel(&fatou, "whatsapp", "Groupe").await;
    // On 7 November 2027, midnight comes twice in Havana.
    for (title, hour) in
        [("Avant", "2027-11-06T23:30"), ("Pendant", "2027-11-07T00:30"), ("Après", "2027-11-07T23:30")]
    {
        write(&fatou, title, "Un droit.", &[&group], &[("planned_at", hour)]).await;
    }
    let shown = page(&fatou, "/desk/calendar?view=month&at=2027-11-01").await;
    let day = |iso: &str| {
        let (_, after) = shown.split_once(&format!("data-day=\"{iso}\"")).unwrap();
        after.split("data-day=").next().unwrap().to_owned()
    };
    assert!(day("2027-11-06").contains("23:30</strong> Avant"));
    assert!(
        day("2027-11-07").contains("00:30</strong> Pendant")
            && day("2027-11-07").contains("23:30</strong> Après")
    );
    assert_eq!(shown.matches("data-day=\"2027-11-").count(), 30);
}
