//! Skills, and who has them.
