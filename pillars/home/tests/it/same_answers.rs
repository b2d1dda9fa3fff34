//! The same question has the same answer on both databases.

use griot_db::{Conn, Db};
use griot_home::{
    model::{Filter, Mark, Query},
    store,
};
use griot_kernel::{Container, Language, Publication, Reading, SeededRandom, WorkId};

use crate::factory::{SCHEMAS, day, keep, publication, version};

const WORDS: [&str; 40] = [
    "libération",
    "Libérations",
    "eau",
    "l’eau",
    "sœur",
    "soeurs",
    "œuvre",
    "œuvres",
    "droit",
    "droits",
    "humain",
    "Ouédraogo",
    "naïve",
    "l’été",
    "aujourd’hui",
    "1948",
    "3,5",
    "n°12",
    "SMS",
    "e-mail",
    "http://example.org/a_b",
    "ɓiiɗo",
    "Mòoré",
    "yel-segdɩ",
    "kɔnɔ",
    "ŋàniya’",
    "straße",
    "ÎLE",
    "ﬁn",
    "²",
    "½",
    "العربية",
    "हिन्दी",
    "日本語",
    "🙂",
    "a\u{301}ge",
    "x\u{ad}y",
    "running",
    "releases",
    "the",
];
const LANGUAGES: [&str; 4] = ["fr", "en", "mos", "ar"];

/// Chance that repeats itself, as small numbers.
struct Dice(SeededRandom);

impl Dice {
    fn below(&self, end: usize) -> usize {
        let random: &dyn griot_kernel::Random = &self.0;
        let bytes: [u8; 4] = random.bytes();
        usize::try_from(u32::from_le_bytes(bytes)).unwrap() % end
    }

    fn text(&self, longest: usize) -> String {
        let words = (0..=self.below(longest)).map(|_| WORDS[self.below(WORDS.len())]);
        words.collect::<Vec<_>>().join([" ", ", ", "\n", "·"][self.below(4)])
    }
}

const KINDS: [&str; 3] = ["post", "page", "petition"];
const PLACES: [&str; 4] = ["/blogs/awa", "/blogs/équipe", "/blogs/a b", ""];
const TAGS: [&str; 6] = ["eau", "puits", "droit d’asile", "n°12", "العربية", "eau-vive"];
const TITLES: usize = 4;

/// Works over years, some in two languages, some of one day, some with no place.
fn generated(dice: &Dice) -> Vec<Publication> {
    let one = |n: u32| {
        let mut work = publication(n, "", "");
        let span = [3, 60, 1_500, 9_000][dice.below(4)];
        work.published = day(i64::try_from(dice.below(span)).unwrap());
        let languages = 1 + dice.below(2);
        let first = dice.below(LANGUAGES.len());
        work.versions = (0..languages)
            .map(|more| {
                let language: Language = LANGUAGES[(first + more) % LANGUAGES.len()].parse().unwrap();
                version(language, &dice.text(TITLES), &dice.text(30))
            })
            .collect();
        work.kind = KINDS[dice.below(KINDS.len())].to_owned();
        work.tags = TAGS.iter().filter(|_| dice.below(3) == 0).map(|tag| (*tag).to_owned()).collect();
        let address = PLACES[dice.below(PLACES.len())].to_owned();
        work.container = (!address.is_empty()).then(|| Container { title: address.to_uppercase(), address });
        work.id = uuid::Uuid::from_u128(0x7000_0000_0000 + u128::from(n) * 7_919).into();
        work
    };
    (0..400).map(one).collect()
}

/// A filter by some of all that narrows, and often by nothing.
fn narrowing(dice: &Dice) -> Filter {
    let sometimes = |values: &[&str]| {
        let value = values[dice.below(values.len())];
        (dice.below(4) == 0).then(|| value.to_owned())
    };
    Filter {
        kind: sometimes(&KINDS),
        tag: sometimes(&TAGS),
        place: sometimes(&PLACES),
        language: sometimes(&LANGUAGES).map(|tag| tag.parse().unwrap()),
        year: (dice.below(4) == 0).then(|| 2013 + i16::try_from(dice.below(5)).unwrap()),
    }
}

type Answer = (Vec<(Mark, WorkId, String)>, bool, bool);

async fn answer(db: &mut Conn, asked: &str, filter: &Filter, reading: Reading<Mark>, size: u32) -> Answer {
    let query = Query::read(asked);
    let part = store::search(db, query.as_ref(), filter, reading, size).await.unwrap();
    let hits = part.items.into_iter();
    (hits.map(|hit| (hit.mark, hit.line.work, hit.line.title)).collect(), part.before, part.more)
}

/// Asks both and finds no difference, from the beginning and from places between. Returns how many answered.
async fn compare(one: &Db, two: &Db, dice: &Dice, questions: usize) -> usize {
    let (mut one, mut two) = (one.read().await.unwrap(), two.read().await.unwrap());
    let single = WORDS.iter().map(|word| (*word).to_owned());
    let more = (0..questions).map(|_| dice.text(2));
    let mut answered = 0;
    for asked in single.chain(more).chain(std::iter::repeat_n(String::new(), 60)).collect::<Vec<_>>() {
        let filter = narrowing(dice);
        let whole = answer(&mut one, &asked, &filter, Reading::Start, 1_000).await;
        assert_eq!(
            whole,
            answer(&mut two, &asked, &filter, Reading::Start, 1_000).await,
            "{asked:?} {filter:?}"
        );
        assert!(whole.0.is_sorted_by_key(|(mark, ..)| (mark.half, std::cmp::Reverse(mark.id))), "{asked:?}");
        if whole.0.is_empty() {
            continue;
        }
        answered += 1;
        let mark = whole.0[dice.below(whole.0.len())].0;
        for reading in [Reading::After(mark), Reading::Before(mark)] {
            let here = answer(&mut one, &asked, &filter, reading, 3).await;
            let there = answer(&mut two, &asked, &filter, reading, 3).await;
            assert_eq!(here, there, "{asked:?} {filter:?} {reading:?}");
        }
    }
    answered
}

#[tokio::test]
async fn the_same_question_has_the_same_answer_on_both_databases() {
    let Some(postgres) = griot_testkit::postgres(SCHEMAS).await else { return };
    let sqlite = griot_testkit::sqlite(SCHEMAS).await;
    let (one, two) = (sqlite.db(), postgres.db());
    let dice = Dice(SeededRandom::new(1948));
    let mut works = generated(&dice);
    keep(&one, &works).await;
    keep(&two, &works).await;
    let answered = compare(&one, &two, &dice, 250).await;
    assert!(answered > 150, "only {answered} questions had an answer");

    // And once more after works were changed and went.
    let changed: Vec<Publication> = generated(&dice).into_iter().step_by(3).collect();
    let gone: Vec<WorkId> = works.drain(..).skip(1).step_by(3).map(|work| work.id).collect();
    for db in [&one, &two] {
        keep(db, &changed).await;
        let mut tx = db.begin().await.unwrap();
        for id in &gone {
            assert!(store::remove(&mut tx, *id).await.unwrap());
        }
        tx.commit().await.unwrap();
    }
    let answered = compare(&one, &two, &dice, 100).await;
    assert!(answered > 60, "only {answered} questions had an answer");
    two.close().await;
}
