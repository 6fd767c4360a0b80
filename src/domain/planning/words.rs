//! Why somebody is left without a room, as the desk would say it.

use super::ask::Wanting;
use super::view::View;
use crate::domain::day::Day;
use crate::domain::facts::Holder;
use crate::domain::id::RoomId;
use crate::domain::planner::Reason;
use crate::domain::room::Room;

/// How many of those in the way are named.
const NAMED: usize = 3;

/// Why a part of a stay found no room, in a sentence's second half.
pub(super) fn why_left(view: &View, one: &Wanting, reason: Reason) -> String {
    let room_type = &one.booking.room_type;
    match reason {
        Reason::NoChoice | Reason::AllHeld => no_choice(view, one),
        Reason::Full { night } => {
            format!(
                "every {room_type} is taken on {}",
                Day::from_number(night).spoken()
            )
        }
        Reason::NoneThroughout => {
            format!(
                "each night a {room_type} is free, but none for the whole stay; a split stay would do"
            )
        }
    }
}

/// Why no room of the type comes into question.
fn no_choice(view: &View, one: &Wanting) -> String {
    let room_type = &one.booking.room_type;
    let of_type: Vec<&Room> = view
        .rooms
        .iter()
        .filter(|room| room.room_type == *room_type)
        .collect();
    if of_type.is_empty() {
        return format!("the house has no {room_type} in use");
    }
    let heads = one.booking.heads();
    if of_type.iter().all(|room| room.capacity < heads) {
        return format!("the party of {heads} is too large for any {room_type}");
    }
    let serving: Vec<&Room> = of_type
        .into_iter()
        .filter(|room| view.could_serve(one, room))
        .collect();
    if serving.is_empty() {
        return format!("no {room_type} that takes them can be used on all these nights");
    }
    let held: Vec<String> = serving
        .iter()
        .take(NAMED)
        .map(|room| held_by(view, one, room.id, &room.number))
        .collect();
    let more = serving.len().saturating_sub(NAMED);
    let more = if more == 0 {
        String::new()
    } else {
        format!(" and {more} more")
    };
    format!("every {room_type} is held: {}{more}", held.join(", "))
}

/// `201 by Lee`, `202 by block B-7`.
fn held_by(view: &View, one: &Wanting, room: RoomId, number: &str) -> String {
    let holder = view.in_the_way(one, room).first().map(|hold| hold.holder);
    let name = match holder {
        Some(Holder::Segment(_, booking)) => view
            .draft
            .booking(booking)
            .map(|booking| booking.family_name().to_owned()),
        Some(Holder::Block(block)) => view
            .draft
            .block(block)
            .map(|block| format!("block {}", block.code)),
        None => None,
    };
    name.map_or_else(|| number.to_owned(), |name| format!("{number} by {name}"))
}
