//! Codes that were typed without a network.
