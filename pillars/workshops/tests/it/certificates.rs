//! What the store of certificates promises, and giving them.

use griot_db::{DbError, Tx, change};
use griot_kernel::{Language, PersonId};
use griot_web::{Section, testing::Client};
use griot_workshops::{
    acts::certify::{self, Ground, PURPOSE},
    model::{
        Certificate, CertificateRule, Earned, Enrolment, EnrolmentStage, Learner, Learning, Meeting, Missing,
        Programme, Shows, Statement, Workshop, number_of,
    },
    store::{certificates, courses, enrolments, learnings, meetings, people, programmes, workshops},
};

use crate::{
    factory::{course, day, enrolment, hours, id, learning, meeting, programme, workshop},
    house::{SCHEMAS, adama, awa, home_on},
};

pub struct Scene {
    pub programme: Programme,
    pub workshop: Workshop,
    pub meetings: Vec<Meeting>,
    pub people: Vec<Enrolment>,
}

/// A workshop of five meetings of two hours, with a member (Awa) and somebody without an account, on 14 February.
pub async fn scene(tx: &mut Tx, change: impl FnOnce(&mut Programme)) -> Scene {
    let mut one = programme(1, "medias");
    change(&mut one);
    programmes::insert(tx, &one).await.unwrap();
    let mut held = workshop(1, &one, -2);
    held.words.capacity = 10;
    workshops::insert(tx, &held).await.unwrap();
    let mut all = Vec::new();
    for n in 0..5_u8 {
        let starts = day(-2).as_millisecond() + hours(8) + hours(2) * i64::from(n);
        let one = Meeting {
            starts_at: griot_kernel::Timestamp::from_millisecond(starts),
            ends_at: griot_kernel::Timestamp::from_millisecond(starts + hours(2)),
            ..meeting(u128::from(n), &held)
        };
        meetings::put(tx, &one).await.unwrap();
        all.push(one);
    }
    let member = Enrolment {
        person: Some(awa().id),
        name: "Awa".to_owned(),
        ..enrolment(1, &held, EnrolmentStage::Enrolled)
    };
    let guest = Enrolment { name: "Salif".to_owned(), ..enrolment(2, &held, EnrolmentStage::Enrolled) };
    for one in [&member, &guest] {
        enrolments::insert(tx, one).await.unwrap();
    }
    Scene { programme: one, workshop: held, meetings: all, people: vec![member, guest] }
}

/// Somebody was at a meeting.
pub async fn was_at(tx: &mut Tx, who: &Enrolment, meeting: &Meeting) {
    const SQL: &str = "insert into attendance (enrolment, meeting, method, arrived_at, noted_at)
        values ($1, $2, 'list', $3, $3)";
    let at = meeting.starts_at.as_millisecond();
    change!(tx, conn => query(SQL)
        .bind(who.id.as_uuid())
        .bind(meeting.id.as_uuid())
        .bind(at)
        .execute(conn))
    .unwrap();
}

pub fn certificate(n: u8, scene: &Scene, of: usize) -> Certificate {
    let who = &scene.people[of];
    Certificate {
        id: id(0x8000 + u128::from(n)).into(),
        number: number_of([n; 16]),
        programme: scene.programme.id,
        workshop: Some(scene.workshop.id),
        enrolment: Some(who.id),
        person: who.person,
        holder: who.name.clone(),
        kind: "Attestation".to_owned(),
        title: "Formation medias".to_owned(),
        text: "A suivi 10 heures de formation.".to_owned(),
        section: "Section".to_owned(),
        hours: 10,
        language: Language::FRENCH,
        issued_on: day(0),
        signature: "ab".repeat(64),
        house_key: "cd".repeat(32),
        shows: Shows::Nothing,
        is_sensitive: false,
        is_hidden: false,
        issued_by: Some(adama().id),
        revoked: None,
    }
}

async fn give(section: Section, scene: &Scene, name: &str) -> Result<bool, DbError> {
    loop {
        let done = async {
            let mut tx = section.db.begin().await?;
            let ground =
                Ground { programme: &scene.programme, workshop: &scene.workshop, meetings: &scene.meetings };
            let who = (&scene.people[0], name, &Earned::default());
            let given = certify::give(&section, &mut tx, ground, who, &adama()).await?;
            tx.commit().await?;
            Ok(given.is_some())
        };
        match done.await {
            Err(DbError::Conflict(_) | DbError::Taken(_)) => {}
            done => return done,
        }
    }
}

griot_testkit::contract! { SCHEMAS;
    async fn a_certificate_is_kept_found_and_taken_back(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let scene = scene(&mut tx, |_| {}).await;
        let mut one = certificate(1, &scene, 0);
        assert!(certificates::insert(&mut tx, &one).await.unwrap());
        assert!(!certificates::insert(&mut tx, &certificate(2, &scene, 0)).await.unwrap(), "one for each");
        assert!(certificates::insert(&mut tx, &certificate(3, &scene, 1)).await.unwrap());
        assert_eq!(certificates::by_id(&mut tx, one.id).await.unwrap(), Some(one.clone()));
        assert_eq!(certificates::by_number(&mut tx, &one.number).await.unwrap(), Some(one.clone()));
        assert_eq!(certificates::by_number(&mut tx, "").await.unwrap(), None);
        let enrolment = one.enrolment.unwrap();
        assert_eq!(certificates::of_enrolment(&mut tx, enrolment).await.unwrap(), Some(one.clone()));
        assert_eq!(certificates::of_workshop(&mut tx, scene.workshop.id).await.unwrap().len(), 2);
        assert_eq!(certificates::of_person(&mut tx, awa().id).await.unwrap(), [one.clone()]);
        assert_eq!(certificates::count_of_programme(&mut tx, scene.programme.id).await.unwrap(), 2);

        for shows in Shows::ALL {
            certificates::set_shows(&mut tx, one.id, shows).await.unwrap();
            one.shows = shows;
            assert_eq!(certificates::by_id(&mut tx, one.id).await.unwrap(), Some(one.clone()));
        }
        assert!(certificates::revoke(&mut tx, one.id, adama().id, "Erreur", day(1)).await.unwrap());
        assert!(!certificates::revoke(&mut tx, one.id, adama().id, "Encore", day(2)).await.unwrap());
        let revoked = certificates::by_id(&mut tx, one.id).await.unwrap().unwrap();
        assert_eq!(revoked.revoked.as_ref().unwrap().why, "Erreur");
        assert_eq!(revoked.says(), Shows::Nothing);
        assert_eq!(certificates::count_of_programme(&mut tx, scene.programme.id).await.unwrap(), 1);
        assert!(certificates::give_back(&mut tx, one.id).await.unwrap());
        let mut programme = scene.programme.clone();
        programme.words.is_sensitive = true;
        assert!(programmes::save(&mut tx, &programme).await.unwrap());
        let hidden = certificates::by_id(&mut tx, one.id).await.unwrap().unwrap();
        assert!(hidden.is_hidden && !hidden.is_sensitive, "a training that became sensitive hides what was open");
        assert_eq!(hidden.says(), Shows::Nothing);
        assert_eq!(hidden.statement(), one.statement(), "what was signed stays");
        let programme = Programme { revision: programme.revision + 1, ..scene.programme.clone() };
        assert!(programmes::save(&mut tx, &programme).await.unwrap());
        assert!(!certificates::give_back(&mut tx, one.id).await.unwrap());
        assert_eq!(certificates::by_id(&mut tx, one.id).await.unwrap(), Some(one));
    }

    async fn somebody_earns_one_by_being_there_and_finishing(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let course = course(1, "premiers-pas");
        courses::insert(&mut tx, &course).await.unwrap();
        let scene = scene(&mut tx, |one| {
            one.course = Some(course.id);
            one.certificate.needs_course = true;
        }).await;
        let (member, guest) = (&scene.people[0], &scene.people[1]);
        for meeting in &scene.meetings[..4] {
            was_at(&mut tx, member, meeting).await;
        }
        for meeting in &scene.meetings[..3] {
            was_at(&mut tx, guest, meeting).await;
        }
        let rule = &scene.programme.certificate;
        let earned = certificates::earned(&mut tx, scene.workshop.id, Some(course.id)).await.unwrap();
        let missing = |who: &Enrolment| earned[&who.id].missing(rule, who, &scene.meetings);
        assert_eq!(missing(member), Some(Missing::Course));
        assert_eq!(missing(guest), Some(Missing::Meetings { was: 3, of: 5, needs: 4 }));
        let waiting = Enrolment { stage: EnrolmentStage::Waiting, ..member.clone() };
        assert_eq!(missing(&waiting), Some(Missing::Place));

        let by_account = Learning { finished_at: Some(day(0)), ..learning(1, &course, awa().id) };
        learnings::begin(&mut tx, &by_account).await.unwrap();
        learnings::seen(&mut tx, by_account.id, day(0), Some(day(0))).await.unwrap();
        let by_enrolment =
            Learning { learner: Some(Learner::Enrolment(guest.id)), ..learning(2, &course, PersonId::from(id(9))) };
        learnings::begin(&mut tx, &by_enrolment).await.unwrap();
        learnings::seen(&mut tx, by_enrolment.id, day(0), Some(day(0))).await.unwrap();
        let earned = certificates::earned(&mut tx, scene.workshop.id, Some(course.id)).await.unwrap();
        assert_eq!(earned[&member.id].missing(rule, member, &scene.meetings), None);
        assert!(earned[&guest.id].has_course);
        assert!(earned[&member.id].missing(rule, member, &[]).is_some(), "nobody was at a meeting that is not known");
        let lenient = CertificateRule { share: 0, needs_course: false, ..rule.clone() };
        assert_eq!(Earned::default().missing(&lenient, guest, &scene.meetings), None);
    }

    async fn two_who_give_at_once_give_one(db: Db) {
        let home = home_on(db).await;
        let mut tx = home.house.section.db.begin().await.unwrap();
        let scene = scene(&mut tx, |_| {}).await;
        tx.commit().await.unwrap();
        let section = || home.house.section.clone();
        let (one, two) = tokio::join!(give(section(), &scene, "Awa"), give(section(), &scene, "Awa O."));
        assert_eq!([one.unwrap(), two.unwrap()].iter().filter(|given| **given).count(), 1);
        let told = home.told().await;
        let count = |name: &str| told.iter().filter(|(told, _)| told == name).count();
        assert_eq!(count("workshops.certificate-issued.v1"), 1, "{told:?}");
        assert_eq!(count("workshops.tell-certificate"), 1, "{told:?}");
        assert!(told.iter().all(|(_, payload)| !payload.contains("Awa")), "no name travels: {told:?}");
    }

    async fn what_is_given_is_signed_and_says_what_was_done(db: Db) {
        let home = home_on(db).await;
        let section = &home.house.section;
        let mut tx = section.db.begin().await.unwrap();
        let scene = scene(&mut tx, |one| {
            one.certificate.text = "A suivi {hours} heures en {days} jour à {place}.".to_owned();
        }).await;
        for meeting in &scene.meetings[..4] {
            was_at(&mut tx, &scene.people[0], meeting).await;
        }
        let earned = certificates::earned(&mut tx, scene.workshop.id, None).await.unwrap();
        let ground =
            Ground { programme: &scene.programme, workshop: &scene.workshop, meetings: &scene.meetings };
        let who = (&scene.people[0], "Awa Ouédraogo", &earned[&scene.people[0].id]);
        let one = certify::give(section, &mut tx, ground, who, &adama()).await.unwrap().unwrap();
        assert_eq!(one.text, "A suivi 8 heures en 1 jour à Kaya.");
        let kept = certificates::by_id(&mut tx, one.id).await.unwrap().unwrap();
        assert_eq!(kept, one);
        let checked = Statement::check(&kept.code().unwrap()).unwrap();
        assert!(checked.is_good);
        assert_eq!(checked.key, section.keys.house_key(PURPOSE));
        assert_eq!((checked.statement.holder.as_str(), checked.statement.hours), ("Awa Ouédraogo", 8));
        assert_eq!(checked.statement.day, "2013-02-14");

        people::erase(&mut tx, awa().id).await.unwrap();
        let gone = certificates::by_id(&mut tx, one.id).await.unwrap().unwrap();
        assert!(gone.is_erased() && gone.code().is_none() && gone.signature.is_empty(), "nothing proves whose it was");
        assert_eq!((gone.person, gone.enrolment, gone.says()), (None, None, Shows::Nothing));
    }

    async fn what_was_not_sent_counts_as_untold(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let scene = scene(&mut tx, |_| {}).await;
        let who = scene.people[1].id;
        assert!(enrolments::tell_once(&mut tx, who, "day-before").await.unwrap());
        assert!(enrolments::tell_once(&mut tx, who, "certificate").await.unwrap());
        let one = certificate(1, &scene, 1);
        certificates::insert(&mut tx, &one).await.unwrap();
        certificates::let_go(&mut tx, one.id).await.unwrap();
        assert!(certificates::of_enrolment(&mut tx, who).await.unwrap().is_some(), "it stands");
        certificates::revoke(&mut tx, one.id, adama().id, "x", day(0)).await.unwrap();
        certificates::let_go(&mut tx, one.id).await.unwrap();
        assert_eq!(certificates::of_enrolment(&mut tx, who).await.unwrap(), None);
        certificates::untell(&mut tx, who, "certificate").await.unwrap();
        assert!(enrolments::tell_once(&mut tx, who, "certificate").await.unwrap());
        assert!(!enrolments::tell_once(&mut tx, who, "day-before").await.unwrap());
    }
}

/// A page, without what is around it.
pub async fn main(client: &Client, path: &str) -> String {
    crate::house::main_of(&griot_web::testing::text(client.get(path).await).await)
}
