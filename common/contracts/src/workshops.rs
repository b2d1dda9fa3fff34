//! Trainings: that one is announced, and that somebody was given a certificate.

use griot_kernel::{Event, Id};
use serde::{Deserialize, Serialize};

/// Marks the id of a workshop.
#[derive(Debug)]
pub enum Workshop {}
/// Marks the id of a certificate.
#[derive(Debug)]
pub enum Certificate {}

/// A workshop was announced: the public may see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkshopAnnounced {
    /// Which.
    pub workshop: Id<Workshop>,
}
impl Event for WorkshopAnnounced {
    const NAME: &'static str = "workshops.announced.v1";
}

/// Somebody was given a certificate. Who it is, is asked of its owner by those who may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CertificateIssued {
    /// Which.
    pub certificate: Id<Certificate>,
}
impl Event for CertificateIssued {
    const NAME: &'static str = "workshops.certificate-issued.v1";
}
