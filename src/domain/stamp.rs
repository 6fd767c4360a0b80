//! Who did it, and when.

use serde::{Deserialize, Serialize};

use super::id::StaffId;
use super::moment::Moment;

/// A moment and the person who acted then.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Stamp {
    /// When.
    pub at: Moment,
    /// Who.
    pub by: StaffId,
}
