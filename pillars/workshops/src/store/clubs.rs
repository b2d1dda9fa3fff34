//! Clubs, and who belongs to them.
