//! Setting a house up: the property, its policies, room types, rooms.

mod property;
mod room;
mod room_type;

pub use property::found;

use super::check;
use crate::domain::error::Refusal;

/// Heads a room or type may take.
fn capacity(given: u32) -> Result<u32, Refusal> {
    check::number("capacity", given, 1, 100)
}
