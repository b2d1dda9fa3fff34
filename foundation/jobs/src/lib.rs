#![doc = include_str!("../README.md")]

mod attempt;
mod cause;
mod desk;
mod floor;
mod job;
mod jobs;
mod queue;
mod schedule;
mod store;
mod worker;

pub use job::{Job, JobError, enqueue};
pub use jobs::{Hears, Jobs};
pub use queue::{Counts, FailedJob, Queue, RetriedJob};
pub use schedule::{LEAP, Schedule};
pub use worker::Worker;

/// The tables of the queue and of the schedules.
pub const SCHEMA: griot_db::Schema = griot_db::schema!("jobs", "0001_jobs", "0002_lanes");
