//! passkeys
