//! What trainers report.
