//! The same question has the same answer on both databases.

use griot_home::model::Filter;
use griot_kernel::{Language, Publication, SeededRandom, WorkId};

use crate::factory::{SCHEMAS, day, found, keep, publication, version};

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

fn generated(dice: &Dice) -> Vec<Publication> {
    let one = |n: u32| {
        let mut work = publication(n, "", "");
        work.published = day(i64::try_from(dice.below(60)).unwrap());
        let language: Language = LANGUAGES[dice.below(LANGUAGES.len())].parse().unwrap();
        work.versions = vec![version(language, &dice.text(4), &dice.text(30))];
        work.id = uuid::Uuid::from_u128(0x7000_0000_0000 + u128::from(n) * 7_919).into();
        work
    };
    (0..300).map(one).collect()
}

#[tokio::test]
async fn the_same_question_has_the_same_answer_on_both_databases() {
    let Some(postgres) = griot_testkit::postgres(SCHEMAS).await else { return };
    let sqlite = griot_testkit::sqlite(SCHEMAS).await;
    let dice = Dice(SeededRandom::new(1948));
    let works = generated(&dice);
    keep(&sqlite.db(), &works).await;
    keep(&postgres.db(), &works).await;

    let mut answered = 0;
    let questions = WORDS.iter().map(|word| (*word).to_owned()).chain((0..120).map(|_| dice.text(2)));
    for typed in questions.collect::<Vec<_>>() {
        let one: Vec<WorkId> = found(&sqlite.db(), &typed, &Filter::default()).await;
        let two: Vec<WorkId> = found(&postgres.db(), &typed, &Filter::default()).await;
        assert_eq!(one, two, "{typed:?}");
        answered += usize::from(!one.is_empty());
    }
    assert!(answered > 80, "only {answered} questions had an answer");
    postgres.db().close().await;
}
