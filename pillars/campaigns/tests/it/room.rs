//! The internal room: who reads what, replies, tasks.

use griot_campaigns::{
    SCHEMA,
    model::{Audience, Entry, EntryKind, EntryWords, Made, Reply, Stage, Task},
    store::{campaigns, entries, replies, tasks, teams},
};

use crate::factory::{awa, binta, campaign, day, entry, id, reader, task};

griot_testkit::contract! { &[SCHEMA];
    async fn everyone_reads_what_is_for_them(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let one = campaign(1, "eau", Stage::Running);
        campaigns::insert(&mut tx, &one).await.unwrap();
        teams::add(&mut tx, one.id, binta()).await.unwrap();
        let team = entry(3, Audience::Team, EntryKind::Announcement);
        let team = Entry { words: EntryWords { campaign: Some(one.id), ..team.words.clone() }, ..team };
        let all = [
            entry(1, Audience::Members, EntryKind::Announcement),
            entry(2, Audience::Staff, EntryKind::Decision),
            team.clone(),
        ];
        for entry in &all {
            entries::insert(&mut tx, entry).await.unwrap();
        }
        assert_eq!(entries::by_id(&mut tx, team.id).await.unwrap(), Some(team.clone()));
        let (issa, mut mate) = (id(0xd).into(), reader(binta(), false, false));
        mate.teams.insert(one.id);
        let readers = [reader(issa, false, false), mate, reader(issa, true, false), reader(issa, true, true), reader(awa(), false, false)];
        for reader in &readers {
            let listed = entries::list(&mut tx, reader, 0, 10).await.unwrap();
            let mut may: Vec<&Entry> = all.iter().filter(|entry| reader.may_read(entry)).collect();
            may.reverse();
            assert_eq!(listed.iter().collect::<Vec<_>>(), may, "{reader:?}");
            assert_eq!(entries::list(&mut tx, reader, 1, 1).await.unwrap().len(), may.len().min(2) - 1);
        }
        let counts = [1, 2, 1, 2, 0];
        for (reader, count) in readers.iter().zip(counts) {
            assert_eq!(entries::unread(&mut tx, reader).await.unwrap(), count, "{reader:?}");
        }
        assert!(entries::mark_read(&mut tx, team.id, binta(), day(1)).await.unwrap());
        assert!(!entries::mark_read(&mut tx, team.id, binta(), day(2)).await.unwrap());
        assert_eq!(entries::readers(&mut tx, team.id).await.unwrap(), [(binta(), day(1))]);
        assert!(entries::has_read(&mut tx, team.id, binta()).await.unwrap());
        assert!(!entries::has_read(&mut tx, team.id, awa()).await.unwrap());
        assert_eq!(entries::unread(&mut tx, &readers[1]).await.unwrap(), 1);
        assert_eq!(entries::of_campaign(&mut tx, one.id).await.unwrap(), [team]);
    }

    async fn a_decision_keeps_what_it_became(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let decision = entry(1, Audience::Staff, EntryKind::Decision);
        entries::insert(&mut tx, &decision).await.unwrap();
        let news = Entry { source: Some(decision.id), ..entry(2, Audience::Members, EntryKind::Announcement) };
        entries::insert(&mut tx, &news).await.unwrap();
        let made = Made { entry: decision.id, kind: "channels.sms".into(), address: "/desk/x".into(), at: day(0) };
        entries::note_made(&mut tx, &made).await.unwrap();
        entries::note_made(&mut tx, &made).await.unwrap();
        assert_eq!(entries::made(&mut tx, decision.id).await.unwrap(), [made]);
        assert_eq!(entries::made_here(&mut tx, decision.id).await.unwrap(), std::slice::from_ref(&news));
        assert!(entries::remove(&mut tx, decision.id).await.unwrap());
        assert_eq!(entries::by_id(&mut tx, news.id).await.unwrap().unwrap().source, None);
    }

    async fn replies_go_with_what_they_answer(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let thread = entry(1, Audience::Members, EntryKind::Thread);
        entries::insert(&mut tx, &thread).await.unwrap();
        let reply = |n: u128| Reply {
            id: id(n).into(),
            entry: thread.id,
            body: "D’accord.".into(),
            by: Some(binta()),
            at: day(i64::try_from(n).unwrap()),
        };
        for n in [2, 1] {
            replies::insert(&mut tx, &reply(n)).await.unwrap();
        }
        assert_eq!(replies::of_entry(&mut tx, thread.id).await.unwrap(), [reply(1), reply(2)]);
        assert_eq!(replies::counts(&mut tx).await.unwrap()[&thread.id], 2);
        assert!(replies::remove(&mut tx, reply(1).id).await.unwrap());
        assert!(replies::by_id(&mut tx, reply(1).id).await.unwrap().is_none());
        entries::remove(&mut tx, thread.id).await.unwrap();
        assert!(replies::by_id(&mut tx, reply(2).id).await.unwrap().is_none());
    }

    async fn tasks_come_by_their_day_and_those_without_one_last(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let one = campaign(1, "eau", Stage::Running);
        campaigns::insert(&mut tx, &one).await.unwrap();
        let thread = entry(1, Audience::Members, EntryKind::Thread);
        entries::insert(&mut tx, &thread).await.unwrap();
        let all = [
            Task { entry: Some(thread.id), ..task(1, "Un jour", None) },
            Task { campaign: Some(one.id), ..task(2, "Vendredi", Some(day(1))) },
            task(3, "Hier", Some(day(-1))),
        ];
        for task in &all {
            tasks::insert(&mut tx, task).await.unwrap();
        }
        let [some_day, friday, yesterday] = all;
        assert_eq!(tasks::open(&mut tx).await.unwrap(), [yesterday.clone(), friday.clone(), some_day.clone()]);
        assert_eq!(tasks::of_entry(&mut tx, thread.id).await.unwrap(), [some_day]);
        assert_eq!(tasks::of_campaign(&mut tx, one.id).await.unwrap(), std::slice::from_ref(&friday));
        assert_eq!(tasks::due(&mut tx, day(0), day(5)).await.unwrap(), std::slice::from_ref(&friday));
        assert!(tasks::set_done(&mut tx, friday.id, Some(day(0))).await.unwrap());
        assert_eq!(tasks::done(&mut tx, day(0), day(1)).await.unwrap().len(), 1);
        assert!(tasks::done(&mut tx, day(-9), day(0)).await.unwrap().is_empty());
        assert_eq!(tasks::of_person(&mut tx, binta()).await.unwrap()[0], yesterday);
        assert!(tasks::due(&mut tx, day(0), day(5)).await.unwrap().is_empty());
        assert!(tasks::remove(&mut tx, friday.id).await.unwrap());
        assert!(tasks::by_id(&mut tx, friday.id).await.unwrap().is_none());
    }
}
