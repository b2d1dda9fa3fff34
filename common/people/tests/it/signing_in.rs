//! signing_in
