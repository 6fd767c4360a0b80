//! Why a command was not carried out: refused by the rules, or failed beneath
//! them.

use crate::domain::{Code, Refusal};
use crate::store::StoreError;

/// Why a command was not carried out.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The rules refuse it; nothing was changed.
    #[error("{0}")]
    Refused(Refusal),
    /// The database could not do it; the sentence says what to do.
    #[error("{0}")]
    Store(#[from] StoreError),
    /// The thread that writes has stopped; the console must be restarted.
    #[error(
        "The part of keyrack that writes has stopped; quit and start again, nothing acknowledged is lost."
    )]
    Stopped,
}

impl Failure {
    /// The sentence for a person, without the code.
    pub fn message(&self) -> String {
        match self {
            Failure::Refused(refusal) => refusal.message.clone(),
            other => other.to_string(),
        }
    }

    /// The stable code of a refusal.
    pub fn code(&self) -> Option<Code> {
        match self {
            Failure::Refused(refusal) => Some(refusal.code),
            _ => None,
        }
    }
}

/// What is said where a session's property is no longer there.
pub(super) fn property_gone() -> Refusal {
    Refusal::new(
        Code::NotFound,
        "The property is no longer in this database; open another.",
    )
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Failure {
        Failure::Refused(refusal)
    }
}
