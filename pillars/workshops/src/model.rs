//! What may happen to trainings, those who enrol, and what they learn. No clock, no database, no page.

mod attendance;
mod certificate;
mod club;
mod course;
mod enrolment;
mod evaluation;
mod exercise;
mod follow_up;
mod learning;
mod programme;
mod question;
mod report;
mod skill;
mod statement;
mod text;
mod workshop;

pub use attendance::{
    Claim, ClaimId, Codes, Fit, Method, Photo, PhotoId, Presence, Verdict, digits_of, share,
};
pub(crate) use certificate::certificate_hours;
pub use certificate::{Certificate, CertificateId, Earned, Missing, Revoked, Shows, filled, number_of};
pub use club::{
    Club, ClubId, ClubKind, ClubMember, ClubMemberId, ClubResult, ClubResultId, ClubRole, ClubTotal,
    ClubWords, Eyes, day_of,
};
pub use course::{
    Course, CourseAudience, CourseFile, CourseId, CourseWords, ExerciseKind, FileId, FileKind, Unit,
    UnitWords, file_name, shown,
};
pub use enrolment::{Contact, Enrolment, EnrolmentId, EnrolmentStage, Source, Wanting};
pub use evaluation::{
    Answered, AskedWhen, EvaluationAnswer, EvaluationAnswerId, EvaluationQuestion, EvaluationQuestionId, FEW,
    Round, Spread, Window, window,
};
pub use exercise::{Exercise, ExerciseId, ExerciseStage, ExerciseWords, Judgement, remark_of};
pub use follow_up::{Days, FollowUp, FollowWords, Hindrance, NO_FOLLOW_UP};
pub use learning::{
    Attempt, AttemptId, Learner, Learning, LearningId, ROUNDS, Score, drawn, result, round, score, shuffled,
};
pub use programme::{Audience, CertificateRule, Programme, ProgrammeId, ProgrammeWords};
pub use question::{Answer, Question, QuestionKind, QuestionWords};
pub use report::{Came, Report, ReportWords};
pub use skill::{Level, Moment, Skill, SkillId, SkillMark, SkillWords, USUAL, able, missing, newest};
pub use statement::{Checked, Statement};
pub use text::{Refusal, count_of, line_of, lines_of};
pub use workshop::{Enrolling, Meeting, MeetingId, Stage, Workshop, WorkshopId, WorkshopWords};
