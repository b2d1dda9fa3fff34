//! What the stores promise.
