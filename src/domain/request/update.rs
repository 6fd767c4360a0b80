//! Updates of a request: what was done and said, only ever added.

use serde::{Deserialize, Serialize};

use crate::domain::id::{PropertyId, RequestId, StaffId};
use crate::domain::moment::Moment;

/// One field of a request, before and after.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct FieldChange {
    /// Which: `priority`.
    pub field: String,
    /// What it was, as people read it; nothing where there was nothing.
    pub old: Option<String>,
    /// What it is now.
    pub new: Option<String>,
}

/// One update. Undo takes back the one it added.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct RequestUpdate {
    /// Identity.
    pub id: i64,
    /// Whose it is.
    pub property: PropertyId,
    /// Of which request.
    pub request: RequestId,
    /// Counted from 1 within the request.
    pub number: u32,
    /// When.
    pub at: Moment,
    /// Who.
    pub by: StaffId,
    /// What was done, in words: `Assigned to Ana Silva`.
    pub text: String,
    /// What was said to it.
    pub notes: Option<String>,
    /// Which fields changed, and how.
    pub fields: Vec<FieldChange>,
}
