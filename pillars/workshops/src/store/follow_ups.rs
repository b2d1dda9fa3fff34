//! What became of it, later.
