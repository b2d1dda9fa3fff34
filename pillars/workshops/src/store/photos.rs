//! Pictures of lists on paper.
