//! Things to test with, made the same way every time.

use griot_campaigns::model::{
    Account, AccountState, AccountWords, Audience, Blog, BlogState, Campaign, CampaignWords, Entry,
    EntryKind, EntryWords, Evaluation, Goal, Line, LineKind, LineWords, Reader, Stage, Step, StepState,
    StepWords, Task,
};
use griot_kernel::{Language, PersonId, Timestamp};
use uuid::Uuid;

pub fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

pub fn awa() -> PersonId {
    id(0xa).into()
}

pub fn binta() -> PersonId {
    id(0xb).into()
}

pub fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub fn day(n: i64) -> Timestamp {
    Timestamp::from_millisecond(at("2013-02-14T00:00:00Z").as_millisecond() + n * 86_400_000)
}

pub fn line(n: u128, kind: LineKind, text: &str) -> Line {
    let goal = Goal { figure: 500, unit: "personnes".to_owned(), due: day(300) };
    Line {
        id: id(0x1000 + n).into(),
        kind,
        place: i64::try_from(n).unwrap(),
        words: LineWords {
            text: text.to_owned(),
            detail: "Détail.".to_owned(),
            is_public: true,
            goal: (kind == LineKind::Objective).then_some(goal),
        },
        revision: 1,
        changed_at: day(0),
    }
}

pub fn campaign(n: u128, slug: &str, stage: Stage) -> Campaign {
    Campaign {
        id: id(0x2000 + n).into(),
        slug: slug.to_owned(),
        words: CampaignWords {
            title: format!("Campagne {slug}"),
            message: "L’eau *à l’école*.".to_owned(),
            languages: vec![Language::FRENCH, "mos".parse().unwrap()],
            starts: Some(day(-10)),
            ..CampaignWords::default()
        },
        stage,
        opened_at: stage.is_public().then(|| day(-9)),
        closed_at: None,
        evaluated_at: None,
        evaluation: Evaluation::default(),
        revision: 1,
        created_by: Some(awa()),
        created_at: day(-20),
    }
}

pub fn step(n: u128, title: &str, state: StepState) -> Step {
    Step {
        id: id(0x3000 + n).into(),
        words: StepWords {
            title: title.to_owned(),
            proof: "Un compte repris".to_owned(),
            owner: Some(awa()),
            due: Some(day(3)),
            line: None,
            follows: None,
        },
        state,
        revision: 1,
        created_at: day(-5),
        adopted: None,
        closed: None,
        evidence: None,
    }
}

pub fn account(n: u128, network: &str) -> Account {
    Account {
        id: id(0x4000 + n).into(),
        words: AccountWords {
            network: network.to_owned(),
            address: "section".to_owned(),
            state: AccountState::Ours,
            owner: Some(awa()),
            second: Some(binta()),
            recovery: "Awa tient le téléphone".to_owned(),
            notes: String::new(),
        },
        ours_at: Some(day(-2)),
        revision: 1,
        changed_at: day(-2),
    }
}

pub fn blog(n: u128, author: &str) -> Blog {
    Blog {
        id: id(0x5000 + n).into(),
        address: format!("https://{n}.example.net"),
        author_name: author.to_owned(),
        person: None,
        state: BlogState::Known,
        notes: String::new(),
        known_at: day(-30),
        invited_at: None,
        joined_at: None,
    }
}

pub fn entry(n: u128, audience: Audience, kind: EntryKind) -> Entry {
    Entry {
        id: id(0x6000 + n).into(),
        words: EntryWords {
            kind,
            audience,
            campaign: None,
            line: None,
            title: format!("Texte {n}"),
            body: "Nous *lançons*.".to_owned(),
        },
        source: None,
        by: Some(awa()),
        at: day(i64::try_from(n).unwrap() - 10),
    }
}

pub fn task(n: u128, title: &str, due: Option<Timestamp>) -> Task {
    Task {
        id: id(0x7000 + n).into(),
        title: title.to_owned(),
        entry: None,
        campaign: None,
        owner: Some(binta()),
        due,
        done_at: None,
        by: Some(awa()),
        at: day(-1),
    }
}

pub fn reader(person: PersonId, is_staff: bool, leads: bool) -> Reader {
    Reader { person, is_staff, leads, teams: std::collections::HashSet::new() }
}
