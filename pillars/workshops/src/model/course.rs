use griot_kernel::{Id, Language, PersonId, Timestamp, kept_as};

use super::text::{Refusal, line_of, lines_of};

/// Names a course.
pub type CourseId = Id<Course>;
/// Names a file of a course; it stays the same from version to version.
pub type FileId = Id<CourseFile>;

/// Who may take a course.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CourseAudience {
    /// Everyone reads it; whoever signs in or is enrolled keeps their progress.
    #[default]
    Everyone,
    /// Members, and those enrolled in a workshop with it.
    Members,
    /// Only those enrolled in a workshop with it, and trainers.
    Enrolled,
}
kept_as!(CourseAudience {
    Everyone = "everyone", "course-audience-everyone";
    Members = "members", "course-audience-members";
    Enrolled = "enrolled", "course-audience-enrolled";
});

/// A course: modules with units, each with its questions and perhaps an exercise.
///
/// What trainers work on is version 0. Publishing copies it to the next number, which never changes again:
/// a learner finishes the version begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Course {
    /// Its id.
    pub id: CourseId,
    /// Names its page: `/learn/{slug}`.
    pub slug: String,
    /// Names it in every house to which it is given.
    pub mark: String,
    /// The language in which it was written.
    pub language: Language,
    /// Who may take it.
    pub audience: CourseAudience,
    /// Whether finishing it counts as the training in digital safety that some roles need.
    pub is_safety: bool,
    /// The last version that was published; 0 if none was.
    pub version: i64,
    /// Whether nobody begins it any more.
    pub is_closed: bool,
    /// From whom it came: empty for our own, `griot` for the one that comes with the program, or the public
    /// key of the house that signed it.
    pub source: String,
    /// Grows with each change.
    pub revision: i64,
    /// When it was changed last.
    pub changed_at: Timestamp,
    /// Who began it.
    pub created_by: Option<PersonId>,
    /// When.
    pub created_at: Timestamp,
}

impl Course {
    /// The version on which trainers work.
    pub const DRAFT: i64 = 0;

    /// Where it is read.
    pub fn address(&self) -> String {
        format!("/learn/{}", self.slug)
    }

    /// Where trainers work on it.
    pub fn desk(&self) -> String {
        format!("/desk/courses/{}", self.id)
    }
}

/// What a course says of itself in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CourseWords {
    /// What it is called.
    pub title: String,
    /// In a few sentences.
    pub summary: String,
    /// What its modules are called, in their order; a unit names its module by its place here, from 0.
    pub modules: Vec<String>,
}

impl CourseWords {
    /// The texts, tidied and judged; `modules` holds one a line.
    pub fn typed(title: &str, summary: &str, modules: &str) -> Result<Self, Refusal> {
        let title = line_of(title, 120)?;
        if title.is_empty() {
            return Err(Refusal::NoText);
        }
        let modules =
            modules.lines().map(|line| line_of(line, 120)).filter(|line| line != &Ok(String::new()));
        Ok(Self { title, summary: lines_of(summary, 600)?, modules: modules.collect::<Result<_, _>>()? })
    }
}

/// What is done after a unit, on the house itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExerciseKind {
    /// A post of the learner's own blog.
    Post,
    /// A draft in the calendar of the section.
    Draft,
    /// Something that the learner does and tells of.
    Own,
}
kept_as!(ExerciseKind {
    Post = "post", "exercise-kind-post";
    Draft = "draft", "exercise-kind-draft";
    Own = "own", "exercise-kind-own";
});

/// A unit: what is read in one sitting, and the questions after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Names it within its course, for ever: `[a-z0-9-]`, at most 40 signs.
    pub mark: String,
    /// In which module, from 0.
    pub module: i64,
    /// Its place within the course; lower comes first.
    pub place: i64,
    /// How long it takes.
    pub minutes: i64,
    /// What is done after it.
    pub exercise: Option<ExerciseKind>,
    /// So many of its questions are drawn for each attempt; 0 for all of them.
    pub draw: i64,
    /// Of a hundred, so many must be right.
    pub pass: i64,
}

/// What a unit says in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnitWords {
    /// What it is called.
    pub title: String,
    /// What is read; Markdown.
    pub body: String,
    /// What is to be done after it, if anything is.
    pub exercise: String,
}

impl UnitWords {
    /// The largest text of a unit.
    pub const MOST: usize = 20_000;

    /// The texts, tidied and judged.
    pub fn typed(title: &str, body: &str, exercise: &str) -> Result<Self, Refusal> {
        let title = line_of(title, 120)?;
        if title.is_empty() {
            return Err(Refusal::NoText);
        }
        Ok(Self { title, body: lines_of(body, Self::MOST)?, exercise: lines_of(exercise, 2_000)? })
    }

    /// What is read, as every page shows it: clean, and in French with the spaces of French printers.
    pub fn shown(&self, language: Language) -> griot_text::Html {
        shown(&self.body, language)
    }
}

/// Markdown as every page shows it.
pub fn shown(source: &str, language: Language) -> griot_text::Html {
    let html = griot_text::markdown(source);
    if language == Language::FRENCH { griot_text::typeset_french(html) } else { html }
}

/// What kind of file a unit shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// A picture, written anew in three widths.
    Picture,
    /// Something to hear.
    Audio,
    /// A PDF.
    Pdf,
    /// A sheet to be filled in: an office document or a text.
    Sheet,
}
kept_as!(FileKind {
    Picture = "picture", "course-file-picture";
    Audio = "audio", "course-file-audio";
    Pdf = "pdf", "course-file-pdf";
    Sheet = "sheet", "course-file-sheet";
});

/// A name as it is given away: without a path, and with the end that its kind has.
pub fn file_name(typed: &str, extension: &str) -> String {
    let last = typed.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = last.rsplit_once('.').map_or(last, |(stem, _)| stem);
    let stem: String =
        stem.chars().filter(|sign| !sign.is_control() && !"\"<>|:*?".contains(*sign)).collect();
    let stem: String = stem.trim_matches(['.', ' ']).chars().take(80).collect();
    if stem.is_empty() { format!("fichier.{extension}") } else { format!("{stem}.{extension}") }
}

/// A file of a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CourseFile {
    /// Its id.
    pub id: FileId,
    /// Of which unit.
    pub unit: String,
    /// Lower comes first.
    pub place: i64,
    /// What it is.
    pub kind: FileKind,
    /// For whom it is; none: for readers of every language.
    pub language: Option<Language>,
    /// Its name, as it is given away.
    pub name: String,
    /// Where the store of files keeps it: a picture or a recording as it writes itself in JSON, any other by its key.
    pub stored: String,
    /// How much a phone takes for it.
    pub bytes: i64,
    /// What it shows or says, for who does not see or hear it.
    pub alt: String,
}
