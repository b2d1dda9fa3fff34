//! Mail that comes to the return address.

use griot_crypto::Keys;
use griot_db::Db;
use griot_kernel::SeededRandom;
use griot_mailroom::{
    Heard, Kind, Mark, SCHEMA, Taken, lift,
    store::tally::{self, What},
    take, token,
};

use crate::{day, keys, mark, standing, told};

const AWA: &str = "awa@example.org";

fn address(of: &str, n: i64) -> String {
    format!("retours+{}@griot.example", token::seal(&keys(), mark(of), day(n)))
}

/// A report about a letter to `to`, which says `status` of `recipient`.
fn report(to: &str, recipient: &str, status: &str) -> Vec<u8> {
    format!(
        "Return-Path: <>\nFrom: MAILER-DAEMON@mail.example.net\nTo: {to}\n\
         Subject: Undelivered Mail Returned to Sender\nMIME-Version: 1.0\n\
         Content-Type: multipart/report; report-type=delivery-status; boundary=b1\n\n\
         --b1\nContent-Type: text/plain\n\nIt came back.\n\n\
         --b1\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mail.example.net\n\n\
         Final-Recipient: rfc822; {recipient}\nAction: failed\nStatus: {status}\n\n\
         --b1\nContent-Type: message/rfc822\n\nReturn-Path: <{to}>\nTo: {recipient}\n\nBonjour.\n\n--b1--\n"
    )
    .replace('\n', "\r\n")
    .into_bytes()
}

async fn taken(db: &Db, raw: &[u8], n: i64) -> Taken {
    take(db, &keys(), raw, &[], day(n)).await.unwrap()
}

async fn number(db: &Db, wanted: What) -> i64 {
    let all = tally::since(&mut db.read().await.unwrap(), day(0)).await.unwrap();
    all.into_iter().find(|(what, _)| *what == wanted).map_or(0, |(_, n)| n)
}

griot_testkit::contract! { &[SCHEMA];
    async fn a_dead_address_is_stopped_and_told_of_once(db: Db) {
        let raw = report(&address(AWA, 0), AWA, "5.1.1");
        assert_eq!(taken(&db, &raw, 1).await, Taken::News(What::Dead, Heard::Stopped(Kind::Hard)));
        // The mail server was not sure that we had it, and gives it again.
        assert_eq!(taken(&db, &raw, 1).await, Taken::News(What::Dead, Heard::Known));
        let stop = standing(&db, AWA).await.unwrap();
        assert_eq!((stop.count, stop.last_day.day()), (1, day(1).day()));
        assert_eq!(told(&db).await, 1);
    }

    async fn the_same_passing_reason_on_five_days_within_two_weeks_stops_an_address(db: Db) {
        for n in [0, 1, 2, 3, 14] {
            assert!(standing(&db, AWA).await.is_none());
            taken(&db, &report(&address(AWA, n), AWA, "5.2.2"), n).await;
        }
        assert_eq!(standing(&db, AWA).await.unwrap().kind, Kind::Soft);
        assert_eq!(number(&db, What::Passing).await, 5);
    }

    async fn an_unwelcome_sender_costs_nobody_their_letters(db: Db) {
        for n in 0..30 {
            let taken = taken(&db, &report(&address(AWA, n), AWA, "5.7.1"), n).await;
            assert_eq!(taken, Taken::Noted(What::Unwelcome));
        }
        assert!(standing(&db, AWA).await.is_none());
        assert_eq!(number(&db, What::Unwelcome).await, 30);
    }

    async fn a_letter_that_was_passed_on_and_failed_elsewhere_counts_as_passing(db: Db) {
        let raw = report(&address(AWA, 0), "awa.chez.elle@example.net", "5.1.1");
        assert_eq!(taken(&db, &raw, 0).await, Taken::News(What::Passing, Heard::Counted));
        assert!(standing(&db, AWA).await.is_none());
    }

    async fn a_complaint_stops_at_once(db: Db) {
        let raw = format!(
            "From: feedback@provider.example\r\nTo: abuse@griot.example\r\nMIME-Version: 1.0\r\n\
             Content-Type: multipart/report; report-type=feedback-report; boundary=b1\r\n\r\n\
             --b1\r\nContent-Type: text/plain\r\n\r\nAn abuse report.\r\n\
             --b1\r\nContent-Type: message/feedback-report\r\n\r\nFeedback-Type: abuse\r\nVersion: 1\r\n\r\n\
             --b1\r\nContent-Type: message/rfc822\r\n\r\nCFBL-Address: {}; report=arf\r\n\r\nBonjour.\r\n\r\n--b1--\r\n",
            address(AWA, 0)
        );
        let taken = taken(&db, raw.as_bytes(), 3).await;
        assert_eq!(taken, Taken::News(What::Complaint, Heard::Stopped(Kind::Complaint)));
    }

    async fn forged_foreign_and_old_reports_change_nothing(db: Db) {
        let forged = address(AWA, 0).replace("retours+", "retours+a");
        assert_eq!(taken(&db, &report(&forged, AWA, "5.1.1"), 0).await, Taken::Strange);
        let elsewhere = Keys::generate(&SeededRandom::new(2));
        let foreign = format!("retours+{}@griot.example", token::seal(&elsewhere, mark(AWA), day(0)));
        assert_eq!(taken(&db, &report(&foreign, AWA, "5.1.1"), 0).await, Taken::Strange);
        assert_eq!(taken(&db, &report("retours@griot.example", AWA, "5.1.1"), 0).await, Taken::Strange);
        assert_eq!(taken(&db, &report(&address(AWA, 0), AWA, "5.1.1"), 90).await, Taken::Strange);
        assert!(standing(&db, AWA).await.is_none());
        assert_eq!(number(&db, What::Other).await, 4);
    }

    async fn what_is_no_report_is_let_go(db: Db) {
        let to = address(AWA, 0);
        let holiday = format!("From: Awa <{AWA}>\r\nTo: {to}\r\nAuto-Submitted: auto-replied\r\n\
            Subject: Absente\r\n\r\nJe reviens lundi. 5.1.1\r\n");
        assert_eq!(taken(&db, holiday.as_bytes(), 0).await, Taken::Noted(What::Other));
        // A server that sends our own letter round to us.
        let own = format!("Return-Path: <>\r\nFrom: lettres@griot.example\r\nTo: {to}\r\nSubject: x\r\n\r\nx");
        assert_eq!(taken(&db, own.as_bytes(), 0).await, Taken::Noted(What::Other));
        for raw in [&b""[..], b"\xff\xfe", b"\r\n\r\n"] {
            assert_eq!(taken(&db, raw, 0).await, Taken::Strange);
        }
        assert!(standing(&db, AWA).await.is_none());
    }

    async fn where_the_server_says_that_it_came_is_surest(db: Db) {
        let raw = report("retours@griot.example", AWA, "5.1.1");
        let to = [String::from("griot"), address(AWA, 0)];
        let taken = take(&db, &keys(), &raw, &to, day(0)).await.unwrap();
        assert_eq!(taken, Taken::News(What::Dead, Heard::Stopped(Kind::Hard)));
    }

    async fn a_report_cut_short_does_as_much_as_it_says(db: Db) {
        let raw = report(&address(AWA, 0), AWA, "5.1.1");
        let place = String::from_utf8_lossy(&raw).find("Status: 5.1.1").unwrap();
        taken(&db, &raw[..place - 20], 0).await;
        assert!(standing(&db, AWA).await.is_none());
        taken(&db, &raw[..place + 13], 0).await;
        assert!(standing(&db, AWA).await.is_some());
    }

    async fn a_letter_that_tries_the_way_back_is_known_again(db: Db) {
        let to = format!("retours+{}@griot.example", token::seal(&keys(), Mark::PROBE, day(0)));
        let raw = format!("From: lettres@griot.example\r\nTo: {to}\r\nSubject: Essai\r\n\r\nx\r\n");
        assert_eq!(taken(&db, raw.as_bytes(), 0).await, Taken::Noted(What::Probe));
        let bounced = report(&to, "retours@griot.example", "5.1.1");
        assert_eq!(taken(&db, &bounced, 0).await, Taken::Noted(What::Probe));
        assert_eq!(number(&db, What::Probe).await, 2);
    }

    async fn what_its_owner_says_wins_over_late_reports(db: Db) {
        taken(&db, &report(&address(AWA, 0), AWA, "5.1.1"), 1).await;
        let mut tx = db.begin().await.unwrap();
        lift(&mut tx, mark(AWA), griot_mailroom::Lift::Wanted, day(2)).await.unwrap();
        tx.commit().await.unwrap();
        let late = taken(&db, &report(&address(AWA, 1), AWA, "5.1.1"), 4).await;
        assert_eq!(late, Taken::News(What::Dead, Heard::Past));
        assert!(standing(&db, AWA).await.is_none());
    }
}
