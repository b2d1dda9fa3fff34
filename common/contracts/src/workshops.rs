//! Trainings: that one is announced, that somebody was given a certificate, and what a role needs.

use async_trait::async_trait;
use griot_db::{Conn, DbError};
use griot_kernel::{Event, Id, PersonId};
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

/// What somebody must do before they are given a role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lacking {
    /// The message that says so; it names the training as `course`.
    pub key: &'static str,
    /// What the training is called, in its own language; empty when there is none yet.
    pub title: String,
    /// Where it is, from the root of the site.
    pub address: String,
}

/// Knows whether somebody is ready for a role. Asked of all who joined before a role is given.
#[async_trait]
pub trait Readiness: Send + Sync {
    /// What this person must do first; `None` when nothing.
    async fn lacking(&self, db: &mut Conn, person: PersonId, role: &str) -> Result<Option<Lacking>, DbError>;
}
