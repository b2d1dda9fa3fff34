//! The files of courses.
