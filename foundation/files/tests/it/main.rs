//! What the crate promises, on a folder and on a real S3 server alike, and
//! against files made to do harm.
#![cfg(test)]

mod audio;
mod browsers;
mod failures;
mod keys;
mod picture;
mod promises;
mod samples;
mod seaweed;
