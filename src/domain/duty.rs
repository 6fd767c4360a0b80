//! Duties: who cleans which room on a business date.

use serde::{Deserialize, Serialize};

use super::day::Day;
use super::id::{PropertyId, RoomId, StaffId};
use super::stamp::Stamp;

/// One room on one business date: whose work it is. At most one row per room
/// and date; taken from everybody, it stays with nobody.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct RoomDuty {
    /// Identity.
    pub id: i64,
    /// Whose it is.
    pub property: PropertyId,
    /// The business date.
    pub day: Day,
    /// Which room.
    pub room: RoomId,
    /// Whose work; none: nobody's any more.
    pub attendant: Option<StaffId>,
    /// When it was said, and by whom.
    pub stamp: Stamp,
}
