//! What may happen to trainings, those who enrol, and what they learn. No clock, no database, no page.

mod club;
mod course;
mod enrolment;
mod learning;
mod programme;
mod question;
mod skill;
mod text;
mod workshop;

pub use club::{
    Club, ClubId, ClubKind, ClubMember, ClubMemberId, ClubResult, ClubResultId, ClubRole, ClubTotal,
    ClubWords, Eyes, day_of,
};
pub use course::{
    Course, CourseAudience, CourseFile, CourseId, CourseWords, ExerciseKind, FileId, FileKind, Unit,
    UnitWords,
};
pub use enrolment::{Contact, Enrolment, EnrolmentId, EnrolmentStage, Source};
pub use learning::{Attempt, AttemptId, Learner, Learning, LearningId, Score, drawn, score};
pub use programme::{Audience, CertificateRule, Programme, ProgrammeId, ProgrammeWords};
pub use question::{Answer, Question, QuestionKind, QuestionWords};
pub use skill::{Level, Moment, Skill, SkillId, SkillMark, SkillWords, USUAL, able, missing, newest};
pub use text::{Refusal, count_of, line_of, lines_of};
pub use workshop::{Enrolling, Meeting, MeetingId, Stage, Workshop, WorkshopId, WorkshopWords};
