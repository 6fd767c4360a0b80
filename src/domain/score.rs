//! How well a room suits a guest.
//!
//! One account of it for everybody: automatic assignment, lists of free rooms,
//! offers and the room list of a form all ask here, so that they agree. What
//! the house wants ([`super::rule`]) is part of it.

use super::booking::{Booking, Preferences};
use super::room::Room;
use super::rule::{AllocationRule, Applying, Asked};

/// The feature of rooms for guests to be looked after.
pub const PREMIUM: &str = "premium";
/// What every room that can be given is worth.
const BASE: i32 = 100;
/// More nights than these, and a corner room is worth more.
const LONG_NIGHTS: i32 = 7;

/// A part of a score: what for, and how much.
pub type Part = (String, i32);

/// What a guest would like, and what the house wants for them, as far as it
/// makes one room better than another.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Wishes {
    /// What was said.
    pub preferences: Preferences,
    /// Someone to be looked after.
    pub is_vip: bool,
    /// Nights of the stay.
    pub nights: i32,
    /// The rules of the house that are about the stay.
    pub rules: Applying,
}

impl Wishes {
    /// What this booking's guest would like, under these rules, given in order.
    pub fn of(booking: &Booking, rules: &[AllocationRule]) -> Wishes {
        Wishes {
            preferences: booking.preferences.clone(),
            is_vip: booking.is_vip,
            nights: booking.stay.nights(),
            rules: Applying::to(&Asked::of(booking), rules),
        }
    }

    fn guest(&self) -> Guest<'_> {
        Guest {
            preferences: &self.preferences,
            is_vip: self.is_vip,
            nights: self.nights,
        }
    }
}

/// What the room is worth to the guest; higher is better. Whether a rule rules
/// it out is another question: [`Applying::allow`].
pub fn score(room: &Room, wishes: &Wishes) -> i32 {
    worth(room, &wishes.guest(), &wishes.rules)
}

/// The same, part by part: what for, and how much; a rule's part names it.
pub fn points(room: &Room, wishes: &Wishes) -> Vec<Part> {
    let guest = wishes.guest();
    let own = earned(room, &guest);
    let mut parts: Vec<Part> = own
        .map(|(what, points)| (what.to_owned(), points))
        .collect();
    parts.extend(wishes.rules.points(room));
    parts
}

/// What a guest would like, and nothing of the house.
#[derive(Clone, Copy, Debug)]
pub struct Guest<'g> {
    /// What was said.
    pub preferences: &'g Preferences,
    /// Someone to be looked after.
    pub is_vip: bool,
    /// Nights of the stay.
    pub nights: i32,
}

/// As [`score`], where the rules that are about the stay are known already.
pub fn worth(room: &Room, guest: &Guest, rules: &Applying) -> i32 {
    let earned: i32 = earned(room, guest).map(|(_, points)| points).sum();
    earned + rules.worth(room)
}

/// What the room earns by itself.
fn earned(room: &Room, guest: &Guest) -> impl Iterator<Item = (&'static str, i32)> {
    let has = |feature: &str| room.features.contains(feature);
    let wanted = guest.preferences;
    let parts = [
        (true, ("a room", BASE)),
        (wanted.floor == Some(room.floor), ("wished floor", 20)),
        (wanted.quiet && has("quiet"), ("quiet", 15)),
        (
            wanted.near_elevator && has("near_elevator"),
            ("near the lift", 10),
        ),
        (guest.is_vip && has(PREMIUM), ("premium for a VIP", 30)),
        (
            guest.nights > LONG_NIGHTS && has("corner"),
            ("corner for a long stay", 15),
        ),
    ];
    let earned = parts.into_iter().filter(|(met, _)| *met);
    earned.map(|(_, points)| points)
}
