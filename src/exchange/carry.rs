//! Who carries an import's requests out. The desk does; a house in memory
//! does in tests.

use crate::domain::command::Request;
use crate::domain::error::{Refusal, Warning};

use super::fault::Fault;

/// How several requests are carried out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Way {
    /// Each for itself: a refusal stops only its own.
    #[default]
    Each,
    /// All, or none.
    AllOrNone,
    /// None: only to hear what would be said.
    Try,
}

/// What came of one request.
#[derive(Debug, Clone, PartialEq)]
pub enum Carried {
    /// It was carried out (or would be).
    Done {
        /// Whether an earlier run had done it.
        repeated: bool,
        /// What the house said besides.
        warnings: Vec<Warning>,
    },
    /// It was refused.
    Refused(Refusal),
}

/// Someone who carries requests out.
pub trait CarryOut {
    /// Carries requests out in order, each with a journal entry of its own,
    /// as many in one transaction as is good; answers one for each.
    ///
    /// # Errors
    /// The database failed; what was not yet acknowledged did not happen.
    fn carry_out(&mut self, requests: Vec<Request>, way: Way) -> Result<Vec<Carried>, Fault>;
}
