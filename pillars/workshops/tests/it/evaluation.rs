//! What the stores of evaluations, reports and what follows promise.

use griot_contracts::campaigns::{Evidences, Weekly};
use griot_db::{DbError, Tx, change, on};
use griot_kernel::{Id, Timestamp};
use griot_workshops::{
    SCHEMA, Workshops,
    acts::enrol,
    jobs::follow_up::ask,
    model::{
        Answered, AskedWhen, Came, Contact, Days, Enrolment, EnrolmentStage, EvaluationAnswer,
        EvaluationQuestion, FollowWords, Hindrance, NO_FOLLOW_UP, Programme, ReportWords, Round, Workshop,
    },
    store::{enrolments, evaluations, follow_ups, meetings, programmes, reports, workshops},
};
use uuid::Uuid;

use crate::{
    factory::{day, enrolment, hours, id, meeting, programme, workshop},
    house::{SCHEMAS, home_on, to},
};

pub fn asked(n: u128, programme: &Programme, when: AskedWhen, kind: Answered) -> EvaluationQuestion {
    EvaluationQuestion {
        id: id(0x8000 + n).into(),
        programme: programme.id,
        when,
        kind,
        text: format!("Question {n}"),
        place: i64::try_from(n).unwrap(),
        is_retired: false,
    }
}

pub fn given(n: u128, workshop: &Workshop, question: &EvaluationQuestion, value: i64) -> EvaluationAnswer {
    EvaluationAnswer {
        id: id(0x9000 + n).into(),
        workshop: workshop.id,
        question: question.id,
        round: Round::After,
        value: Some(value),
        words: String::new(),
    }
}

/// Notes that somebody was at the one meeting of a workshop, from this moment.
pub async fn present(
    tx: &mut Tx,
    one: &Enrolment,
    meeting: Uuid,
    arrived: Timestamp,
    left: Option<Timestamp>,
) {
    const SQL: &str = "insert into attendance (enrolment, meeting, method, arrived_at, left_at, noted_at)
        values ($1, $2, 'list', $3, $4, $3)";
    let left = left.map(Timestamp::as_millisecond);
    change!(tx, conn => query(SQL)
        .bind(one.id.as_uuid())
        .bind(meeting)
        .bind(arrived.as_millisecond())
        .bind(left)
        .execute(conn))
    .unwrap();
}

/// A workshop on the first day, with so many who have a place.
pub async fn held(tx: &mut Tx, people: u128) -> (Programme, Workshop, Vec<Enrolment>) {
    let programme = programme(1, "medias");
    let workshop = workshop(1, &programme, 0);
    programmes::insert(tx, &programme).await.unwrap();
    workshops::insert(tx, &workshop).await.unwrap();
    meetings::put(tx, &meeting(1, &workshop)).await.unwrap();
    let mut all = Vec::new();
    for n in 1..=people {
        let one = enrolment(n, &workshop, EnrolmentStage::Enrolled);
        enrolments::insert(tx, &one).await.unwrap();
        all.push(one);
    }
    (programme, workshop, all)
}

griot_testkit::contract! { &[SCHEMA];
    async fn answers_are_counted_and_lead_to_nobody(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let (programme, workshop, people) = held(&mut tx, 2).await;
        let scale = asked(1, &programme, AskedWhen::Both, Answered::Scale);
        let text = asked(2, &programme, AskedWhen::Satisfaction, Answered::Text);
        evaluations::put(&mut tx, &text).await.unwrap();
        evaluations::put(&mut tx, &scale).await.unwrap();
        assert_eq!(evaluations::of(&mut tx, programme.id).await.unwrap(), [scale.clone(), text.clone()]);
        assert_eq!(evaluations::by_id(&mut tx, scale.id).await.unwrap(), Some(scale.clone()));
        assert!(!evaluations::is_answered(&mut tx, scale.id).await.unwrap());
        assert!(evaluations::give(&mut tx, people[0].id, Round::After).await.unwrap());
        assert!(!evaluations::give(&mut tx, people[0].id, Round::After).await.unwrap(), "once each");
        assert!(evaluations::has_given(&mut tx, people[0].id, Round::After).await.unwrap());
        assert!(!evaluations::has_given(&mut tx, people[1].id, Round::After).await.unwrap());
        for (n, value) in [(9, 4), (3, 4), (5, 1)] {
            evaluations::add(&mut tx, &given(n, &workshop, &scale, value)).await.unwrap();
        }
        let words = EvaluationAnswer {
            round: Round::Satisfaction, value: None, words: "Le soleil".to_owned(), ..given(7, &workshop, &text, 0)
        };
        evaluations::add(&mut tx, &words).await.unwrap();
        let spreads = evaluations::spreads(&mut tx, workshop.id).await.unwrap();
        let spread = &spreads[&(scale.id, Round::After)];
        assert_eq!((spread.count(), spread.of(4), spread.mean_tenths()), (3, 2, None));
        assert_eq!(spreads.len(), 1);
        let texts = evaluations::texts(&mut tx, workshop.id).await.unwrap();
        assert_eq!(texts[&(text.id, Round::Satisfaction)], ["Le soleil"]);
        evaluations::shuffle(&mut tx, day(-1)).await.unwrap();
        assert_eq!(evaluations::spreads(&mut tx, workshop.id).await.unwrap(), spreads, "only their order changes");
        assert_eq!(evaluations::texts(&mut tx, workshop.id).await.unwrap(), texts);
        assert!(evaluations::has_given(&mut tx, people[0].id, Round::After).await.unwrap());
        assert!(evaluations::is_answered(&mut tx, scale.id).await.unwrap());
        assert!(!evaluations::remove(&mut tx, scale.id).await.unwrap(), "what was answered stays");
        let spare = asked(3, &programme, AskedWhen::Before, Answered::Yes);
        evaluations::put(&mut tx, &spare).await.unwrap();
        assert!(evaluations::remove(&mut tx, spare.id).await.unwrap());
        // Whoever goes takes along that they answered; what was answered stays, since it is nobody's.
        enrolments::remove(&mut tx, people[0].id).await.unwrap();
        assert_eq!(evaluations::spreads(&mut tx, workshop.id).await.unwrap(), spreads);
    }

    async fn a_report_is_kept_beside_who_came(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let (_, workshop, people) = held(&mut tx, 4).await;
        let words = ReportWords::typed("La salle.", "", "Un club.").unwrap();
        assert_eq!(reports::get(&mut tx, workshop.id).await.unwrap(), None);
        reports::put(&mut tx, workshop.id, &ReportWords::default(), (id(0xa).into(), day(0))).await.unwrap();
        reports::put(&mut tx, workshop.id, &words, (id(0xa).into(), day(1))).await.unwrap();
        let report = reports::get(&mut tx, workshop.id).await.unwrap().unwrap();
        assert_eq!((report.words, report.at, report.by), (words, day(1), Some(id(0xa).into())));
        let (starts, one) = (workshop.starts_at, meeting(1, &workshop));
        let after = |hour: i64| Timestamp::from_millisecond(starts.as_millisecond() + hours(hour));
        present(&mut tx, &people[0], one.id.as_uuid(), starts, None).await;
        present(&mut tx, &people[1], one.id.as_uuid(), after(1), None).await;
        present(&mut tx, &people[2], one.id.as_uuid(), starts, Some(after(2))).await;
        let presences = reports::presences(&mut tx, workshop.id).await.unwrap();
        assert_eq!(Came::of(&[one], &presences), Came { any: 3, whole: 1, late: 1 });
        assert_eq!(reports::count_present(&mut tx, workshop.id).await.unwrap(), 3);
        assert_eq!(reports::count_certificates(&mut tx, workshop.id).await.unwrap(), 0);
        let title = "Formation medias".to_owned();
        assert_eq!(reports::title(&mut tx, workshop.id).await.unwrap(), Some((title.clone(), true)));
        let all = reports::held_since(&mut tx, day(0), 9).await.unwrap();
        assert_eq!(all, [(workshop.id, title, workshop.ends_at)]);
        assert!(reports::held_since(&mut tx, day(1), 9).await.unwrap().is_empty());
    }

    async fn a_workshop_that_was_held_proves_a_step_and_stands_on_the_sheet(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let (mut programme, workshop, people) = held(&mut tx, 1).await;
        let mark = format!("workshops.workshop:{}", workshop.id);
        assert_eq!(Evidences::find(&Workshops, &mut tx, &mark).await.unwrap(), None, "nobody was there");
        present(&mut tx, &people[0], meeting(1, &workshop).id.as_uuid(), workshop.starts_at, None).await;
        let found = Evidences::find(&Workshops, &mut tx, &mark).await.unwrap().unwrap();
        assert_eq!((found.title.as_str(), found.at), ("Formation medias", workshop.ends_at));
        assert_eq!(Evidences::lately(&Workshops, &mut tx, day(-1), 9).await.unwrap(), [found]);
        for gone in ["workshops.workshop:nothing", "channels.item:1", ""] {
            assert_eq!(Evidences::find(&Workshops, &mut tx, gone).await.unwrap(), None);
        }
        let month = Days::of(30).unwrap();
        follow_ups::ask(&mut tx, people[0].id, month, day(1)).await.unwrap();
        follow_ups::answer(&mut tx, (people[0].id, month), &FollowWords::default(), day(2)).await.unwrap();
        let week = Weekly::week(&Workshops, &mut tx, day(-3), day(4), day(3)).await.unwrap();
        let said: Vec<_> = week.iter().map(|part| (part.title_key, part.count, part.things.len())).collect();
        assert_eq!(said, [("workshops-week-held", 1, 1), ("workshops-week-followed", 1, 1)]);
        assert_eq!((week[0].things[0].note_key, week[0].things[0].count), ("workshops-week-came", 1));
        // A training that must not be named is counted, and neither named nor taken as a proof.
        programme.words.is_sensitive = true;
        assert!(programmes::save(&mut tx, &programme).await.unwrap());
        assert_eq!(Evidences::find(&Workshops, &mut tx, &mark).await.unwrap(), None);
        assert!(Evidences::lately(&Workshops, &mut tx, day(-1), 9).await.unwrap().is_empty());
        let week = Weekly::week(&Workshops, &mut tx, day(-3), day(4), day(3)).await.unwrap();
        assert!(week.iter().all(|part| part.count == 1 && part.things.is_empty()));
    }

    async fn whoever_was_there_is_due_once_after_a_month_and_after_three(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let (_, workshop, people) = held(&mut tx, 3).await;
        let [month, three] = Days::ALL;
        let one = meeting(1, &workshop).id.as_uuid();
        for who in &people[..2] {
            present(&mut tx, who, one, workshop.starts_at, None).await;
        }
        let nil = Id::from(Uuid::nil());
        let due = async |tx: &mut Tx, days: Days, now| {
            follow_ups::due(tx, days, days.ended(now), (nil, 9)).await.unwrap()
        };
        assert!(due(&mut tx, month, day(30)).await.is_empty(), "it ended in the afternoon");
        assert_eq!(due(&mut tx, month, day(31)).await, [people[0].id, people[1].id]);
        assert!(due(&mut tx, three, day(31)).await.is_empty());
        assert!(due(&mut tx, month, day(46)).await.is_empty(), "too late");
        assert_eq!(due(&mut tx, three, day(91)).await.len(), 2);
        assert!(follow_ups::ask(&mut tx, people[0].id, month, day(31)).await.unwrap());
        assert!(!follow_ups::ask(&mut tx, people[0].id, month, day(32)).await.unwrap());
        assert_eq!(due(&mut tx, month, day(32)).await, [people[1].id]);
        assert!(enrolments::tell_once(&mut tx, people[1].id, NO_FOLLOW_UP).await.unwrap());
        assert!(follow_ups::is_off(&mut tx, people[1].id).await.unwrap());
        assert!(!follow_ups::is_off(&mut tx, people[0].id).await.unwrap());
        assert!(due(&mut tx, month, day(32)).await.is_empty());
        assert!(enrolments::tell_once(&mut tx, people[0].id, &month.word()).await.unwrap());
        enrolments::untell(&mut tx, people[0].id, &month.word()).await.unwrap();
        assert!(enrolments::tell_once(&mut tx, people[0].id, &month.word()).await.unwrap());
        let words = FollowWords {
            published: 2,
            what: "Un billet".to_owned(),
            hindrances: vec![Hindrance::Time, Hindrance::Fear],
            hindrance: "Le chef".to_owned(),
            wants_help: true,
        };
        assert!(!follow_ups::answer(&mut tx, (people[1].id, month), &words, day(33)).await.unwrap(), "not asked");
        assert!(follow_ups::answer(&mut tx, (people[0].id, month), &words, day(33)).await.unwrap());
        let kept = follow_ups::get(&mut tx, people[0].id, month).await.unwrap().unwrap();
        assert_eq!((kept.asked_at, kept.answered.clone()), (day(31), Some((day(33), words))));
        assert_eq!(follow_ups::of(&mut tx, workshop.id).await.unwrap(), [kept]);
        let between = follow_ups::answered_between(&mut tx, day(33), day(34)).await.unwrap();
        assert_eq!(between, [(workshop.id, 1)]);
        assert!(follow_ups::answered_between(&mut tx, day(34), day(40)).await.unwrap().is_empty());
    }
}

griot_testkit::contract! { SCHEMAS;
    async fn answers_sent_twice_at_once_are_kept_once(db: Db) {
        let home = home_on(db).await;
        let section = home.house.section.clone();
        let mut tx = section.db.begin().await.unwrap();
        let (programme, workshop, people) = held(&mut tx, 1).await;
        let scale = asked(1, &programme, AskedWhen::Before, Answered::Scale);
        evaluations::put(&mut tx, &scale).await.unwrap();
        tx.commit().await.unwrap();
        let (name, place) = (scale.id.to_string(), format!("{}/questions/before", people[0].address()));
        let fields = [(name.as_str(), "4")];
        let (one, two) = (home.client.as_visitor(), home.client.as_visitor());
        let (first, second) = tokio::join!(one.post(&place, &fields), two.post(&place, &fields));
        for answer in [first, second] {
            assert_eq!(answer.status(), 303);
            assert_eq!(to(&answer), place);
        }
        let mut tx = section.db.begin().await.unwrap();
        let spreads = evaluations::spreads(&mut tx, workshop.id).await.unwrap();
        assert_eq!(spreads[&(scale.id, Round::Before)].count(), 1);
    }

    async fn everybody_is_asked_once_even_by_two_at_once(db: Db) {
        let home = home_on(db).await;
        let section = home.house.section.clone();
        let mut tx = section.db.begin().await.unwrap();
        let (_, workshop, people) = held(&mut tx, 4).await;
        for one in &people {
            let contact = Contact { email: format!("{}@exemple.bf", one.code), ..Contact::default() };
            let one = Enrolment { sealed: enrol::seal(&section, one.id, &contact), ..one.clone() };
            enrolments::save(&mut tx, &one).await.unwrap();
            present(&mut tx, &one, meeting(1, &workshop).id.as_uuid(), workshop.starts_at, None).await;
        }
        tx.commit().await.unwrap();
        home.house.clock.advance(std::time::Duration::from_secs(31 * 86_400));
        let (one, two) = tokio::join!(ask(section.clone()), ask(section.clone()));
        assert!(one.is_ok() || two.is_ok(), "one of them was first");
        ask(section.clone()).await.unwrap();
        assert_eq!(home.told().await.len(), 4);
        let mut db = section.db.read().await.unwrap();
        assert_eq!(follow_ups::of(&mut db, workshop.id).await.unwrap().len(), 4);
    }
}

#[tokio::test]
async fn sqlite_keeps_no_order_of_answers() {
    let home = crate::house::home().await;
    let mut db = home.house.section.db.read().await.unwrap();
    for sql in ["select rowid from evaluation_answer", "select rowid from evaluation_given"] {
        let rows: Result<Vec<i64>, DbError> = on!(db, conn => query_scalar(sql).fetch_all(conn));
        assert!(rows.is_err(), "{sql}");
    }
}
