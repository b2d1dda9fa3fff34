//! What is promised of who was there: noted once, by the code of the moment, and judged where clocks are wrong.

use std::time::Duration;

use griot_contracts::planning::{Keywords, Spoken};
use griot_db::Tx;
use griot_kernel::Timestamp;
use griot_workshops::{
    Workshops,
    acts::{
        attend::{self, Brought, NotNoted, Taking, Why},
        enrol::DIGEST,
    },
    model::{Claim, Codes, Enrolment, EnrolmentStage, Meeting, Method, Photo, Presence, Verdict, Workshop},
    store::{attendance, claims, enrolments, meetings, photos, programmes, workshops},
};

use crate::{
    factory::{at, day, enrolment, id, meeting, programme, workshop},
    house::{SCHEMAS, home_on},
};

/// A workshop of 14 February 2013 with its meeting, and two who have a place.
pub async fn given(tx: &mut Tx) -> (Workshop, Meeting, Vec<Enrolment>) {
    let programme = programme(1, "medias");
    programmes::insert(tx, &programme).await.unwrap();
    let one = workshop(1, &programme, 0);
    workshops::insert(tx, &one).await.unwrap();
    let met = meeting(1, &one);
    meetings::put(tx, &met).await.unwrap();
    let mut all = Vec::new();
    for n in 1..=2 {
        let enrolled = enrolment(n, &one, EnrolmentStage::Enrolled);
        enrolments::insert(tx, &enrolled).await.unwrap();
        all.push(enrolled);
    }
    (one, met, all)
}

fn minutes(n: u64) -> Duration {
    Duration::from_secs(n * 60)
}

/// Half an hour after it began.
fn nine() -> Timestamp {
    at("2013-02-14T09:00:00Z")
}

fn presence(one: &Enrolment, met: &Meeting, at: Timestamp) -> Presence {
    Presence {
        enrolment: one.id,
        meeting: met.id,
        method: Method::List,
        arrived_at: at,
        left_at: None,
        noted_at: at,
        by: Some(id(0xa).into()),
    }
}

fn brought(n: u128, one: &Enrolment, code: &str, at: Timestamp) -> Brought {
    Brought {
        id: id(0x9000 + n).into(),
        enrolment: one.code.to_lowercase(),
        meeting: None,
        code: code.to_owned(),
        at: at.as_millisecond(),
    }
}

griot_testkit::contract! { SCHEMAS;
    async fn presence_is_kept_once_and_amended(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let (one, met, people) = given(&mut tx).await;
        let noted = presence(&people[0], &met, nine());
        assert!(attendance::note(&mut tx, &noted).await.unwrap());
        let again = Presence { method: Method::Code, arrived_at: nine() + minutes(5), ..noted.clone() };
        assert!(!attendance::note(&mut tx, &again).await.unwrap(), "the first stays");
        assert_eq!(attendance::one(&mut tx, people[0].id, met.id).await.unwrap(), Some(noted.clone()));
        assert!(attendance::amend(&mut tx, &again).await.unwrap());
        assert!(!attendance::amend(&mut tx, &presence(&people[1], &met, nine())).await.unwrap());
        assert_eq!(attendance::of(&mut tx, met.id).await.unwrap(), [again]);
        assert!(!attendance::leave(&mut tx, people[0].id, met.id, nine()).await.unwrap(), "before they came");
        assert!(attendance::leave(&mut tx, people[0].id, met.id, nine() + minutes(300)).await.unwrap());
        assert!(!attendance::leave(&mut tx, people[0].id, met.id, nine() + minutes(301)).await.unwrap());
        assert_eq!(attendance::count(&mut tx, met.id).await.unwrap(), 1);
        assert_eq!(attendance::counts(&mut tx, one.id).await.unwrap()[&people[0].id], 1);
        assert!(attendance::remove(&mut tx, people[0].id, met.id).await.unwrap());
        assert!(!attendance::remove(&mut tx, people[0].id, met.id).await.unwrap());
    }

    async fn claims_and_photographs_are_kept_and_go(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let (one, met, people) = given(&mut tx).await;
        let claim = Claim {
            id: id(0x9001).into(),
            enrolment: people[0].id,
            meeting: met.id,
            code: "123456".to_owned(),
            at: nine(),
            received_at: nine(),
            verdict: Verdict::Held,
        };
        assert!(!meetings::is_needed(&mut tx, met.id).await.unwrap());
        assert!(claims::add(&mut tx, &claim).await.unwrap());
        assert!(meetings::is_needed(&mut tx, met.id).await.unwrap());
        assert!(!claims::add(&mut tx, &claim).await.unwrap());
        assert_eq!(claims::doubtful(&mut tx, people[0].id, met.id).await.unwrap(), 1);
        assert_eq!(claims::by_id(&mut tx, claim.id).await.unwrap(), Some(claim.clone()));
        assert!(claims::judge(&mut tx, claim.id, Verdict::Refused).await.unwrap());
        assert!(!claims::judge(&mut tx, claim.id, Verdict::Taken).await.unwrap(), "judged once");
        assert_eq!(claims::of(&mut tx, met.id).await.unwrap().len(), 1);
        let photo = Photo {
            id: id(0x9101).into(),
            meeting: met.id,
            stored: "ab/cd.scan".to_owned(),
            at: nine(),
            by: None,
        };
        photos::insert(&mut tx, &photo).await.unwrap();
        assert_eq!(photos::by_id(&mut tx, photo.id).await.unwrap(), Some(photo.clone()));
        assert_eq!(photos::of(&mut tx, met.id).await.unwrap(), std::slice::from_ref(&photo));
        assert_eq!(photos::files(&mut tx).await.unwrap(), ["ab/cd.scan"]);
        assert!(photos::needs(&mut tx, "ab/cd.scan").await.unwrap());
        assert_eq!(photos::ended_before(&mut tx, one.ends_at, 10).await.unwrap(), []);
        assert_eq!(photos::ended_before(&mut tx, day(1), 10).await.unwrap().len(), 1);
        assert!(photos::remove(&mut tx, photo.id).await.unwrap());
        assert!(!photos::remove(&mut tx, photo.id).await.unwrap());
        assert_eq!(claims::drop_before(&mut tx, one.ends_at).await.unwrap(), 0);
        assert_eq!(claims::drop_before(&mut tx, day(1)).await.unwrap(), 1);
    }

    async fn the_code_of_the_moment_notes_who_shows_it(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let (one, met, people) = given(&mut tx).await;
        let other = Workshop { secret: vec![9; 32], ..workshop(2, &programme(1, "medias"), 0) };
        workshops::insert(&mut tx, &other).await.unwrap();
        let elsewhere = meeting(2, &other);
        meetings::put(&mut tx, &elsewhere).await.unwrap();
        let code = Codes::of(&one, &met).at(nine());
        let foreign = Codes::of(&other, &elsewhere).at(nine());
        let show = |code: String| (code, Method::Code);
        let (early, late) = (met.starts_at - minutes(61), met.ends_at + minutes(61));
        for (typed, now, why) in [
            (foreign, nine(), NotNoted::OtherCode),
            (code.clone(), nine() + minutes(3), NotNoted::OldCode),
            ("12".to_owned(), nine(), NotNoted::WrongCode),
            (Codes::of(&one, &met).at(early), early, NotNoted::TooEarly),
            (Codes::of(&one, &met).at(late), late, NotNoted::TooLate),
        ] {
            let (typed, method) = show(typed);
            let said = attend::arrive(&mut tx, &one, &people[0], (&typed, method), now).await.unwrap();
            assert_eq!(said, Err(why));
        }
        let waiting = Enrolment { stage: EnrolmentStage::Waiting, ..people[0].clone() };
        let said = attend::arrive(&mut tx, &one, &waiting, (&code, Method::Code), nine()).await.unwrap();
        assert_eq!(said, Err(NotNoted::Waiting));
        assert_eq!(attend::leave(&mut tx, &one, &people[0], nine()).await.unwrap(), Err(NotNoted::NotThere));
        let (first, second) = code.split_at(3);
        let spaced = format!("{first} {second}");
        let said = attend::arrive(&mut tx, &one, &people[0], (&spaced, Method::Qr), nine()).await.unwrap();
        assert!(said.unwrap().is_new);
        let said = attend::arrive(&mut tx, &one, &people[0], ("000000", Method::Code), nine() + minutes(9)).await;
        let said = said.unwrap().unwrap();
        assert_eq!((said.is_new, said.presence.arrived_at, said.presence.method), (false, nine(), Method::Qr));
        assert_eq!(attend::leave(&mut tx, &one, &people[0], nine()).await.unwrap(), Err(NotNoted::NotHalf));
        let gone = attend::leave(&mut tx, &one, &people[0], nine() + minutes(240)).await.unwrap().unwrap();
        assert_eq!(gone.presence.left_at, Some(nine() + minutes(240)));
    }

    async fn two_at_once_note_somebody_once(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let (one, met, people) = given(&mut tx).await;
        tx.commit().await.unwrap();
        let code = Codes::of(&one, &met).at(nine());
        let mut tasks = Vec::new();
        for _ in 0..2 {
            let (db, one, person, code) = (db.clone(), one.clone(), people[0].clone(), code.clone());
            tasks.push(tokio::spawn(async move {
                for _ in 0..20 {
                    let mut tx = db.begin().await.unwrap();
                    let said = attend::arrive(&mut tx, &one, &person, (&code, Method::Code), nine()).await;
                    if let Ok(Ok(there)) = said
                        && tx.commit().await.is_ok()
                    {
                        return there.is_new;
                    }
                }
                panic!("it never went through");
            }));
        }
        let mut new = 0;
        for task in tasks {
            new += usize::from(task.await.unwrap());
        }
        assert_eq!(new, 1);
        assert_eq!(attendance::count(&mut db.read().await.unwrap(), met.id).await.unwrap(), 1);
    }

    async fn whoever_tries_codes_is_looked_at_by_a_trainer(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let (one, met, people) = given(&mut tx).await;
        let code = Codes::of(&one, &met).at(nine());
        let taking = Taking::begin(&mut tx, &one, met.ends_at).await.unwrap();
        for n in 0..20 {
            let said = taking.take(&mut tx, &brought(n, &people[0], "000000", nine())).await.unwrap();
            assert_eq!(said.verdict, Verdict::Refused);
        }
        let said = taking.take(&mut tx, &brought(50, &people[0], "000000", nine())).await.unwrap();
        assert_eq!(said.why, Why::Guessed);
        let said = taking.take(&mut tx, &brought(51, &people[0], &code, nine())).await.unwrap();
        assert_eq!(said.verdict, Verdict::Held, "the right one comes too late");
        assert!(attendance::one(&mut tx, people[0].id, met.id).await.unwrap().is_none());
        let early = Taking::begin(&mut tx, &one, nine() - minutes(90)).await.unwrap();
        let said = early.take(&mut tx, &brought(52, &people[1], &code, nine())).await.unwrap();
        assert_ne!(said.verdict, Verdict::Taken, "a clock that is far ahead says nothing certain");
    }

    async fn claims_are_judged_by_the_code_and_brought_twice_are_one(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let (one, met, people) = given(&mut tx).await;
        let after = met.ends_at + minutes(600);
        let code = Codes::of(&one, &met).at(nine());
        let taking = Taking::begin(&mut tx, &one, after).await.unwrap();
        let exact = brought(1, &people[0], &code, nine() + minutes(0));
        for _ in 0..2 {
            let said = taking.take(&mut tx, &exact).await.unwrap();
            assert_eq!((said.verdict, said.why), (Verdict::Taken, Why::Fits));
        }
        let there = attendance::one(&mut tx, people[0].id, met.id).await.unwrap().unwrap();
        assert_eq!((there.arrived_at, there.noted_at), (nine(), after));
        let stolen = brought(1, &people[1], &code, nine());
        assert_eq!(taking.take(&mut tx, &stolen).await.unwrap().why, Why::Who, "the id is another person's");
        let off = brought(2, &people[1], &code, nine() + Duration::from_secs(365 * 86_400));
        let said = taking.take(&mut tx, &off).await.unwrap();
        assert_eq!((said.verdict, said.why), (Verdict::Held, Why::Clock), "a year off");
        assert_eq!(attendance::count(&mut tx, met.id).await.unwrap(), 1);
        let held = claims::by_id(&mut tx, off.id).await.unwrap().unwrap();
        let by = (true, id(0xa).into());
        assert!(attend::judge(&mut tx, (&one, &met), &held, by, after).await.unwrap());
        assert!(!attend::judge(&mut tx, (&one, &met), &held, by, after).await.unwrap());
        let there = attendance::one(&mut tx, people[1].id, met.id).await.unwrap().unwrap();
        assert_eq!(there.arrived_at, nine(), "when the code stood on the wall");
        assert_eq!(taking.take(&mut tx, &off).await.unwrap().why, Why::Judged);
        let nobody = Brought { enrolment: "ZZZZ".to_owned(), ..brought(3, &people[0], &code, nine()) };
        assert_eq!(taking.take(&mut tx, &nobody).await.unwrap().why, Why::Who);
        let foreign = Brought { meeting: Some(id(77).into()), ..brought(4, &people[0], &code, nine()) };
        assert_eq!(taking.take(&mut tx, &foreign).await.unwrap().why, Why::Meeting);
        let far = Brought { at: i64::MIN, ..brought(5, &people[0], "1", nine()) };
        assert_eq!(taking.take(&mut tx, &far).await.unwrap().why, Why::Code);
        for n in 0..30 {
            taking.take(&mut tx, &brought(100 + n, &people[0], "9", nine())).await.unwrap();
        }
        assert_eq!(taking.take(&mut tx, &brought(200, &people[0], "9", nine())).await.unwrap().why, Why::Guessed);
        let before = Taking::begin(&mut tx, &one, day(-3)).await.unwrap();
        assert_eq!(before.take(&mut tx, &brought(6, &people[0], &code, nine())).await.unwrap().why, Why::Early);
    }

    async fn a_message_from_an_enrolled_telephone_notes_presence(db: Db) {
        let home = home_on(db.clone()).await;
        let mut tx = db.begin().await.unwrap();
        let (mut one, met, _) = given(&mut tx).await;
        let keys = home.house.section.keys.clone();
        let mark = move |purpose| keys.digest(griot_crypto::Purpose(purpose), "+22670000001").as_bytes().to_vec();
        let caller = Enrolment { phone_digest: Some(mark(DIGEST.0)), ..enrolment(9, &one, EnrolmentStage::Enrolled) };
        enrolments::insert(&mut tx, &caller).await.unwrap();
        let found = attendance::by_telephone(&mut tx, &mark(DIGEST.0), nine(), nine()).await.unwrap();
        assert_eq!(found, [(one.id, caller.id)]);
        let code = Codes::of(&one, &met).at(nine());
        let say = |keyword: &'static str, rest: String| (keyword, rest);
        let off = say("PRESENT", code.clone());
        let spoken = Spoken { from: "+22670000001", keyword: off.0, rest: &off.1, at: nine(), mark: &mark };
        assert_eq!(Workshops.claim(&mut tx, &spoken).await.unwrap().unwrap().key, "presence-sms-off");
        one.words.sms = true;
        assert!(workshops::save(&mut tx, &one).await.unwrap());
        for (rest, key) in [("1", "presence-sms-code"), (code.as_str(), "presence-sms-noted"), (code.as_str(), "presence-sms-again")] {
            let said = Workshops.claim(&mut tx, &Spoken { rest, ..spoken }).await.unwrap().unwrap();
            assert_eq!(said.key, key);
        }
        // Another one of the family comes too, with an address of their own.
        let other = Enrolment { phone_digest: Some(mark(DIGEST.0)), ..enrolment(10, &one, EnrolmentStage::Waiting) };
        enrolments::insert(&mut tx, &other).await.unwrap();
        let said = Workshops.claim(&mut tx, &Spoken { rest: &code, ..spoken }).await.unwrap().unwrap();
        assert_eq!(said.key, "presence-sms-again", "who waits is not here");
        let stages = (EnrolmentStage::Waiting, EnrolmentStage::Enrolled);
        assert!(enrolments::go(&mut tx, other.id, stages, nine()).await.unwrap());
        let said = Workshops.claim(&mut tx, &Spoken { rest: &code, ..spoken }).await.unwrap().unwrap();
        assert_eq!(said.key, "presence-sms-shared", "nobody is noted who may be absent");
        assert_eq!(attendance::count(&mut tx, met.id).await.unwrap(), 1);
        let old = Enrolment { digest: Some(mark("old")), ..enrolment(11, &one, EnrolmentStage::Enrolled) };
        enrolments::insert(&mut tx, &old).await.unwrap();
        let found = attendance::by_telephone(&mut tx, &mark("old"), nine(), nine()).await.unwrap();
        assert_eq!(found, [(one.id, old.id)], "as it was kept before");
        enrolments::forget_contact(&mut tx, other.id, b"").await.unwrap();
        assert_eq!(enrolments::by_id(&mut tx, other.id).await.unwrap().unwrap().phone_digest, None);
        let stranger = |_: &'static str| vec![201; 32];
        let said = Workshops.claim(&mut tx, &Spoken { mark: &stranger, ..spoken }).await.unwrap().unwrap();
        assert_eq!(said.key, "presence-sms-unknown");
        assert_eq!(Workshops.claim(&mut tx, &Spoken { keyword: "OUI", ..spoken }).await.unwrap(), None);
    }
}
