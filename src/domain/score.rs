//! How well a room suits a guest.

use super::booking::{Booking, Preferences};
use super::room::Room;

/// What every room that can be given is worth.
const BASE: i32 = 100;
/// More nights than these, and a corner room is worth more.
const LONG_NIGHTS: i32 = 7;

/// What a guest would like, as far as it makes one room better than another.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Wishes {
    /// What was said.
    pub preferences: Preferences,
    /// Someone to be looked after.
    pub is_vip: bool,
    /// Nights of the stay.
    pub nights: i32,
}

impl Wishes {
    /// What this booking's guest would like.
    pub fn of(booking: &Booking) -> Wishes {
        Wishes {
            preferences: booking.preferences.clone(),
            is_vip: booking.is_vip,
            nights: booking.stay.nights(),
        }
    }
}

/// What the room is worth to the guest; higher is better.
pub fn score(room: &Room, wishes: &Wishes) -> i32 {
    points(room, wishes).iter().map(|(_, points)| points).sum()
}

/// The same, part by part: what for, and how much.
pub fn points(room: &Room, wishes: &Wishes) -> Vec<(&'static str, i32)> {
    let has = |feature: &str| room.features.contains(feature);
    let wanted = &wishes.preferences;
    let parts = [
        (true, ("a room", BASE)),
        (wanted.floor == Some(room.floor), ("wished floor", 20)),
        (wanted.quiet && has("quiet"), ("quiet", 15)),
        (
            wanted.near_elevator && has("near_elevator"),
            ("near the lift", 10),
        ),
        (wishes.is_vip && has("premium"), ("premium for a VIP", 30)),
        (
            wishes.nights > LONG_NIGHTS && has("corner"),
            ("corner for a long stay", 15),
        ),
    ];
    let earned = parts.into_iter().filter(|(met, _)| *met);
    earned.map(|(_, points)| points).collect()
}
