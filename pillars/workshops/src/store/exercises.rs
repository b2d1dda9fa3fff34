//! Exercises that were handed in.
