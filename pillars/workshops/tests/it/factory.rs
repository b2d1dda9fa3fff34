//! Things to test with, made the same way every time.

use griot_kernel::{Language, PersonId, Timestamp};
use griot_workshops::model::{
    Answer, Attempt, CertificateRule, Contact, Course, CourseAudience, CourseWords, Enrolment,
    EnrolmentStage, Learner, Learning, Meeting, Programme, ProgrammeWords, Question, QuestionKind,
    QuestionWords, Source, Stage, Unit, UnitWords, Workshop, WorkshopWords,
};
use uuid::Uuid;

pub fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

pub fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// So many days after 14 February 2013, at midnight UTC.
pub fn day(n: i64) -> Timestamp {
    Timestamp::from_millisecond(at("2013-02-14T00:00:00Z").as_millisecond() + n * 86_400_000)
}

pub fn hours(n: i64) -> i64 {
    n * 3_600_000
}

pub fn programme(n: u128, slug: &str) -> Programme {
    let words = ProgrammeWords::typed(Language::FRENCH, &format!("Formation {slug}"), "Un jour.", "*Venez.*");
    Programme {
        id: id(0x1000 + n).into(),
        slug: slug.to_owned(),
        words: words.unwrap(),
        course: None,
        certificate: CertificateRule {
            title: "Attestation".to_owned(),
            text: "A suivi {hours} heures de formation.".to_owned(),
            share: 80,
            needs_course: false,
        },
        campaign: None,
        line: None,
        is_closed: false,
        revision: 1,
        created_by: Some(id(0xa).into()),
        created_at: day(-30),
    }
}

/// A workshop of one day, from 8:30 to 16:30, announced, with three places.
pub fn workshop(n: u128, programme: &Programme, on: i64) -> Workshop {
    let (starts, ends) =
        (day(on).as_millisecond() + hours(8) + 1_800_000, day(on).as_millisecond() + hours(16) + 1_800_000);
    let words = WorkshopWords {
        languages: vec![Language::FRENCH],
        capacity: 3,
        enrol_until: day(on),
        ..WorkshopWords::typed(
            "",
            "Maison des jeunes, salle 2",
            "Kaya",
            "Rampe à l’entrée",
            "Apportez un téléphone.",
        )
        .unwrap()
    };
    Workshop {
        id: id(0x2000 + n).into(),
        programme: programme.id,
        slug: format!("{}-{n}", programme.slug),
        words,
        starts_at: Timestamp::from_millisecond(starts),
        ends_at: Timestamp::from_millisecond(ends),
        stage: Stage::Open,
        secret: vec![7; 32],
        opened_at: Some(day(-20)),
        cancelled_at: None,
        revision: 1,
        created_by: Some(id(0xa).into()),
        created_at: day(-21),
    }
}

/// The one meeting of such a workshop.
pub fn meeting(n: u128, workshop: &Workshop) -> Meeting {
    Meeting {
        id: id(0x3000 + n).into(),
        workshop: workshop.id,
        starts_at: workshop.starts_at,
        ends_at: workshop.ends_at,
    }
}

pub fn enrolment(n: u128, workshop: &Workshop, stage: EnrolmentStage) -> Enrolment {
    Enrolment {
        id: id(0x4000 + n).into(),
        code: format!("CODE{n:08}"),
        workshop: workshop.id,
        person: None,
        name: format!("Personne {n}"),
        sealed: serde_json::to_vec(&Contact::default()).unwrap(),
        digest: Some(vec![u8::try_from(n % 251).unwrap(); 32]),
        phone_digest: None,
        language: Language::FRENCH,
        stage,
        source: Source::Web,
        is_minor: false,
        guardian_at: None,
        at: Timestamp::from_millisecond(day(-10).as_millisecond() + i64::try_from(n).unwrap()),
        stage_at: Timestamp::from_millisecond(day(-10).as_millisecond() + i64::try_from(n).unwrap()),
        told: String::new(),
        by: None,
    }
}

pub fn course(n: u128, slug: &str) -> Course {
    Course {
        id: id(0x5000 + n).into(),
        slug: slug.to_owned(),
        mark: format!("mark-{n}"),
        language: Language::FRENCH,
        audience: CourseAudience::Everyone,
        is_safety: false,
        version: 0,
        is_closed: false,
        source: String::new(),
        revision: 1,
        changed_at: day(-5),
        created_by: Some(id(0xa).into()),
        created_at: day(-40),
    }
}

pub fn course_words(title: &str) -> CourseWords {
    CourseWords::typed(title, "En bref.", "Premier module\nSecond module").unwrap()
}

pub fn unit(place: i64, mark: &str) -> Unit {
    Unit { mark: mark.to_owned(), module: 0, place, minutes: 10, exercise: None, draw: 0, pass: 60 }
}

pub fn unit_words(title: &str) -> UnitWords {
    UnitWords::typed(title, "À lire *lentement*.", "").unwrap()
}

pub fn question(place: i64, unit: &str, mark: &str) -> Question {
    Question {
        mark: mark.to_owned(),
        unit: unit.to_owned(),
        place,
        kind: QuestionKind::Single,
        right: vec![1],
    }
}

pub fn question_words(text: &str) -> QuestionWords {
    QuestionWords {
        text: text.to_owned(),
        choices: vec!["Non".to_owned(), "Oui".to_owned()],
        accepted: Vec::new(),
        why: "Parce que c’est ainsi.".to_owned(),
    }
}

pub fn learning(n: u128, course: &Course, person: PersonId) -> Learning {
    Learning {
        id: id(0x6000 + n).into(),
        course: course.id,
        version: course.version,
        learner: Some(Learner::Person(person)),
        language: Language::FRENCH,
        begun_at: day(-1),
        seen_at: day(-1),
        finished_at: None,
    }
}

pub fn attempt(n: u128, learning: &Learning, unit: &str, question: &str, is_right: bool) -> Attempt {
    Attempt {
        id: id(0x7000 + n).into(),
        learning: learning.id,
        version: learning.version,
        unit: unit.to_owned(),
        question: question.to_owned(),
        round: 1,
        answer: Answer::Chosen(vec![usize::from(is_right)]),
        is_right,
        at: day(0),
        received_at: day(0),
    }
}
