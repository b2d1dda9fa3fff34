//! What may happen to trainings, those who enrol, and what they learn. No clock, no database, no page.

mod course;
mod enrolment;
mod exercise;
mod learning;
mod programme;
mod question;
mod text;
mod workshop;

pub use course::{
    Course, CourseAudience, CourseFile, CourseId, CourseWords, ExerciseKind, FileId, FileKind, Unit,
    UnitWords,
};
pub use enrolment::{Contact, Enrolment, EnrolmentId, EnrolmentStage, Source, Wanting};
pub use exercise::{Exercise, ExerciseId, ExerciseStage, ExerciseWords, Judgement, remark_of};
pub use learning::{Attempt, AttemptId, Learner, Learning, LearningId, Score, drawn, score};
pub use programme::{Audience, CertificateRule, Programme, ProgrammeId, ProgrammeWords};
pub use question::{Answer, Question, QuestionKind, QuestionWords};
pub use text::{Refusal, count_of, line_of, lines_of};
pub use workshop::{Enrolling, Meeting, MeetingId, Stage, Workshop, WorkshopId, WorkshopWords};
