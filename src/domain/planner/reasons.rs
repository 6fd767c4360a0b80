//! Why a stay is left without a room.

use super::instance::{Instance, Nights};
use super::plan::Reason;

/// Every stay without a room, with its reason.
pub(super) fn reasons(instance: &Instance, room: &[Option<usize>]) -> Vec<(usize, Reason)> {
    let mut taken: Vec<Vec<Nights>> = vec![Vec::new(); instance.rooms.len()];
    for (stay, room) in room.iter().enumerate() {
        if let Some(room) = *room {
            taken[room].push(instance.stays[stay].nights);
        }
    }
    let left_out = (0..instance.stays.len()).filter(|&stay| room[stay].is_none());
    left_out
        .map(|stay| (stay, reason(instance, &taken, stay)))
        .collect()
}

/// Why this one is.
fn reason(instance: &Instance, taken: &[Vec<Nights>], stay: usize) -> Reason {
    let nights = instance.stays[stay].nights;
    let rooms = instance.stays[stay]
        .choices
        .iter()
        .map(|choice| choice.room);
    let rooms: Vec<usize> = rooms.filter(|&room| room < instance.rooms.len()).collect();
    if rooms.is_empty() || nights.count() < 1 {
        return Reason::NoChoice;
    }
    let held_in = |room: usize, nights: Nights| {
        instance.rooms[room]
            .held
            .iter()
            .any(|hold| hold.nights.overlaps(nights))
    };
    if rooms.iter().all(|&room| held_in(room, nights)) {
        return Reason::AllHeld;
    }
    let full = |&night: &i32| {
        let night = Nights::new(night, night + 1);
        let is_taken = |room: usize| {
            held_in(room, night) || taken[room].iter().any(|taken| taken.overlaps(night))
        };
        rooms.iter().all(|&room| is_taken(room))
    };
    match (nights.from..nights.to).find(full) {
        Some(night) => Reason::Full { night },
        None => Reason::NoneThroughout,
    }
}
