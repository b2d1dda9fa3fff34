//! A course as it travels: one bundle of texts, questions and files, read from Markdown files with TOML before
//! them, and as one signed ZIP, from house to house.
//!
//! The ZIP holds `manifest.json`, which says what it is and names every other file with its size and digest;
//! `manifest.sig` is the signature over exactly those bytes. `course.json` holds the order, `units/` the texts.

mod read;
mod shipped;
mod text;
mod write;

use std::collections::BTreeMap;

use griot_crypto::Purpose;
use griot_kernel::Language;
use serde::{Deserialize, Serialize};

pub use read::{NotTaken, Pack, open};
pub use shipped::{MARK, SLUG, SOURCE, guide, shipped};
pub use text::{BadText, UnitText, joined, parse, written};
pub use write::write;

use crate::model::{
    CourseAudience, CourseFile, CourseWords, FileKind, Question, QuestionWords, Unit, UnitWords,
};

/// What the key that signs courses is for.
pub const PURPOSE: Purpose = Purpose("workshops.course");
/// The largest file that is taken.
pub const MOST_BYTES: usize = 64 << 20;

const KIND: &str = "griot-course";
const VERSION: u32 = 1;
const MANIFEST: &str = "manifest.json";
const SIGNATURE: &str = "manifest.sig";
const COURSE: &str = "course.json";

/// A version of a course with all that belongs to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bundle {
    /// The language in which it was written.
    pub language: Language,
    /// Who may take it.
    pub audience: CourseAudience,
    /// Whether it counts as the training in digital safety.
    pub is_safety: bool,
    /// What it says of itself.
    pub words: BTreeMap<Language, CourseWords>,
    /// Its units, in their order.
    pub units: Vec<BundleUnit>,
}

/// A unit with all that belongs to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BundleUnit {
    /// The unit.
    pub unit: Unit,
    /// What it says.
    pub words: BTreeMap<Language, UnitWords>,
    /// Its questions, in their order.
    pub questions: Vec<(Question, BTreeMap<Language, QuestionWords>)>,
    /// Its files, in their order; what `stored` means depends on where the bundle comes from: the key in the store of
    /// files, or the path in the ZIP.
    pub files: Vec<CourseFile>,
}

impl BundleUnit {
    /// How much a phone takes for it in this language, in bytes.
    pub fn weight(&self, language: Language) -> u64 {
        let text = self.words.get(&language).map_or(0, |words| {
            words.shown(language).as_str().len() + words.title.len() + words.exercise.len()
        });
        let asked = |(_, all): &(Question, BTreeMap<Language, QuestionWords>)| {
            all.get(&language).map_or(0, |words| {
                words.text.len() + words.why.len() + words.choices.iter().map(String::len).sum::<usize>()
            })
        };
        let questions: usize = self.questions.iter().map(asked).sum();
        let files = self.files.iter().filter(|file| file.language.is_none_or(|one| one == language));
        let files: i64 = files.map(|file| file.bytes).sum();
        u64::try_from(text + questions).unwrap_or(0) + u64::try_from(files).unwrap_or(0)
    }
}

/// A part of a course that is not as it must be to be published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Missing {
    /// The course has no title in its language.
    Title,
    /// The course has no unit.
    Units,
    /// The unit says nothing in the language of the course.
    Text(String),
    /// The question of this unit cannot be answered.
    Question(String, String),
    /// The question of this unit has another number of choices in this language.
    Choices(String, String, Language),
    /// The unit stands in a module that has no name in this language.
    Module(String, Language),
}

impl Bundle {
    /// The languages in which the course says something of itself.
    pub fn languages(&self) -> Vec<Language> {
        self.words.keys().copied().collect()
    }

    /// What must be put right before the course can be published.
    pub fn missing(&self) -> Vec<Missing> {
        let mut all = Vec::new();
        if self.words.get(&self.language).is_none_or(|words| words.title.is_empty()) {
            all.push(Missing::Title);
        }
        if self.units.is_empty() {
            all.push(Missing::Units);
        }
        for one in &self.units {
            let mark = &one.unit.mark;
            if one.words.get(&self.language).is_none_or(|words| words.body.trim().is_empty()) {
                all.push(Missing::Text(mark.clone()));
            }
            for (language, words) in &self.words {
                let modules = i64::try_from(words.modules.len()).unwrap_or(i64::MAX);
                // A course without modules has one that needs no name.
                if one.unit.module >= modules.max(1) {
                    all.push(Missing::Module(mark.clone(), *language));
                }
            }
            for (question, words) in &one.questions {
                all.extend(self.question_missing(mark, question, words));
            }
        }
        all
    }

    fn question_missing(
        &self,
        unit: &str,
        question: &Question,
        words: &BTreeMap<Language, QuestionWords>,
    ) -> Vec<Missing> {
        let mark = question.mark.clone();
        let Some(own) = words.get(&self.language).filter(|own| question.judged(own).is_ok()) else {
            return vec![Missing::Question(unit.to_owned(), mark)];
        };
        let differs = |(_, other): &(&Language, &QuestionWords)| {
            other.choices.len() != own.choices.len() || question.judged(other).is_err()
        };
        let bad = words.iter().filter(differs);
        bad.map(|(language, _)| Missing::Choices(unit.to_owned(), mark.clone(), *language)).collect()
    }

    /// Which units lack which language of the course: they are read in the language in which they were written.
    pub fn lagging(&self) -> Vec<(String, Language)> {
        let mut all = Vec::new();
        for language in self.words.keys().filter(|language| **language != self.language) {
            for one in &self.units {
                let said = one.words.get(language).is_some_and(|words| !words.body.trim().is_empty());
                let asked = one.questions.iter().all(|(_, words)| words.contains_key(language));
                if !said || !asked {
                    all.push((one.unit.mark.clone(), *language));
                }
            }
        }
        all
    }
}

/// What a course ZIP says of itself.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Manifest {
    kind: String,
    version: u32,
    /// Names the course in every house.
    pub mark: String,
    /// The version that was given away.
    pub course_version: i64,
    /// The section that made it.
    pub section: String,
    /// Where that section is found.
    pub address: String,
    /// The day on which it was made.
    pub made: String,
    /// Every file but the manifest and its signature.
    pub files: Vec<Line>,
}

/// A file of a ZIP.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Its path in the ZIP.
    pub name: String,
    /// Its size.
    pub bytes: u64,
    /// Its SHA-256 digest in hexadecimal.
    pub sha256: String,
}

#[derive(Debug, Serialize, Deserialize)]
struct Signature {
    algorithm: String,
    key: String,
    signature: String,
}

/// The order of a course, as `course.json` keeps it.
#[derive(Debug, Serialize, Deserialize)]
struct Order {
    language: Language,
    audience: String,
    is_safety: bool,
    words: BTreeMap<Language, OrderWords>,
    units: Vec<OrderUnit>,
}

#[derive(Debug, Serialize, Deserialize)]
struct OrderWords {
    title: String,
    summary: String,
    modules: Vec<String>,
}

#[derive(Debug, Serialize, Deserialize)]
struct OrderUnit {
    mark: String,
    module: i64,
    #[serde(default)]
    draw: i64,
    pass: i64,
    /// Its texts: language and path.
    texts: BTreeMap<Language, String>,
    #[serde(default)]
    files: Vec<OrderFile>,
}

#[derive(Debug, Serialize, Deserialize)]
struct OrderFile {
    file: String,
    kind: String,
    language: Option<Language>,
    name: String,
    alt: String,
}

impl Order {
    fn of(bundle: &Bundle) -> Self {
        let words = |words: &CourseWords| OrderWords {
            title: words.title.clone(),
            summary: words.summary.clone(),
            modules: words.modules.clone(),
        };
        Self {
            language: bundle.language,
            audience: bundle.audience.as_str().to_owned(),
            is_safety: bundle.is_safety,
            words: bundle.words.iter().map(|(language, one)| (*language, words(one))).collect(),
            units: Vec::new(),
        }
    }

    /// The bundle of this order, whose texts are asked of `text` by their paths.
    fn bundle<F>(self, mut text: F) -> Result<Bundle, BadText>
    where
        F: FnMut(&str) -> Result<String, BadText>,
    {
        let mut words = BTreeMap::new();
        for (language, one) in self.words {
            let typed = CourseWords::typed(&one.title, &one.summary, &one.modules.join("\n"));
            words.insert(language, typed.map_err(|_| BadText::Head)?);
        }
        let mut units = Vec::new();
        for (place, one) in (1_i64..).zip(self.units) {
            let mut texts = BTreeMap::new();
            for (language, path) in &one.texts {
                texts.insert(*language, parse(&text(path)?, &one.mark)?);
            }
            let mut unit = joined(self.language, &one.mark, texts)?;
            if !(0..100).contains(&one.module)
                || !(0..=100).contains(&one.pass)
                || !(0..=100).contains(&one.draw)
            {
                return Err(BadText::Head);
            }
            unit.unit = Unit { module: one.module, place, draw: one.draw, pass: one.pass, ..unit.unit };
            for (place, file) in (1_i64..).zip(one.files) {
                unit.files.push(file.read(&one.mark, place)?);
            }
            units.push(unit);
        }
        Ok(Bundle {
            language: self.language,
            audience: self.audience.parse().map_err(|_| BadText::Head)?,
            is_safety: self.is_safety,
            words,
            units,
        })
    }
}

impl OrderFile {
    fn read(self, unit: &str, place: i64) -> Result<CourseFile, BadText> {
        let kind: FileKind = self.kind.parse().map_err(|_| BadText::Head)?;
        Ok(CourseFile {
            id: uuid::Uuid::nil().into(),
            unit: unit.to_owned(),
            place,
            kind,
            language: self.language,
            name: crate::model::line_of(&self.name, 120).map_err(|_| BadText::Head)?,
            stored: self.file,
            bytes: 0,
            alt: crate::model::line_of(&self.alt, 2_000).map_err(|_| BadText::Head)?,
        })
    }
}
