//! Two or three rooms one after the other, where none is free for all of it.

use std::cmp::Reverse;

use super::super::conflict::{clashes, is_free};
use super::super::day::{Day, Stay};
use super::super::draft::Draft;
use super::super::room::Room;
use super::super::score::score;
use super::wanted::Wanted;
use super::{Alternative, Asks, Kind, Search};

/// More changes of room than this nobody wants.
const PARTS: usize = 3;

/// The split with the fewest changes of room, beginning in the wanted room
/// where that is free; nothing where one room would do, or none.
pub fn over_rooms(search: &Search, wanted: &Wanted) -> Option<Alternative> {
    if wanted.stay.nights() < 2 {
        return None;
    }
    let parts = parts(search.draft, wanted)?;
    let commands = wanted.in_rooms(search.draft, &parts);
    if commands.is_empty() {
        return None;
    }
    let tried = search.try_out(&commands)?;
    if tried.why_not.is_some() || tried.asks == Asks::Price {
        return None;
    }
    let said: Vec<String> = parts
        .iter()
        .map(|(room, part)| format!("{} until {}", room.number, part.check_out.spoken()))
        .collect();
    let changes = match parts.len() - 1 {
        1 => "one change of room".to_owned(),
        more => format!("{more} changes of room"),
    };
    Some(Alternative {
        kind: Kind::Split,
        what: said.join(", then "),
        detail: changes,
        rooms: parts.iter().map(|(room, _)| room.number.clone()).collect(),
        quote: None,
        asks: tried.asks,
        why_not: None,
        commands,
    })
}

/// Rooms and nights: always the room that is free the longest from where the
/// one before ends, which gives the fewest changes there can be.
fn parts(draft: &Draft, wanted: &Wanted) -> Option<Vec<(Room, Stay)>> {
    let mut rooms = draft.rooms_of_type(&wanted.room_type);
    // Who moves out of a room does not come back to it.
    let left = wanted.leaves(draft);
    rooms.retain(|room| {
        let tried = Some(room.id) == wanted.tried;
        room.active
            && room.capacity >= wanted.heads
            && Some(room.id) != left
            && (tried || wanted.wishes.rules.allow(room))
    });
    let mut parts: Vec<(Room, Stay)> = Vec::new();
    let mut from = wanted.stay.check_in;
    while from < wanted.stay.check_out {
        if parts.len() == PARTS {
            return None;
        }
        let first = parts.is_empty();
        let (room, until) = next(draft, wanted, &rooms, from, first)?;
        let part = Stay {
            check_in: from,
            check_out: until,
        };
        parts.push((room, part));
        from = until;
    }
    (parts.len() > 1).then_some(parts)
}

/// The room to be in from this night on, and until when it is free.
fn next(
    draft: &Draft,
    wanted: &Wanted,
    rooms: &[Room],
    from: Day,
    first: bool,
) -> Option<(Room, Day)> {
    let reach = |room: &Room| free_until(draft, wanted, room, from);
    // A guest who stays in the room they are in begins there; others in the one
    // that was asked for, where it is free at first.
    let own = rooms.iter().find(|room| Some(room.id) == wanted.tried);
    if let (true, Some(own)) = (first, own) {
        let until = reach(own);
        if until > from || stays_put(draft, wanted) {
            return (until > from).then(|| (own.clone(), until));
        }
    }
    rooms
        .iter()
        .map(|room| (room, reach(room)))
        .filter(|(_, until)| *until > from)
        // The first of equals.
        .min_by_key(|(room, until)| {
            let asked_for = Some(room.id) == wanted.tried;
            Reverse((*until, asked_for, score(room, &wanted.wishes)))
        })
        .map(|(room, until)| (room.clone(), until))
}

/// Whether the guest is in the house and wants to stay in the room they are in.
fn stays_put(draft: &Draft, wanted: &Wanted) -> bool {
    wanted.is_in_house() && wanted.leaves(draft).is_none()
}

/// The day until which the room can be had from `from` on; `from` itself where
/// it cannot.
fn free_until(draft: &Draft, wanted: &Wanted, room: &Room, from: Day) -> Day {
    let rest = Stay {
        check_in: from,
        ..wanted.stay
    };
    let lives_there = stays_put(draft, wanted) && Some(room.id) == wanted.tried;
    if from <= draft.today() && !lives_there && !room.is_bookable() {
        return from;
    }
    let own = wanted.own();
    let held = if is_free(draft, room.id, rest, &own) {
        rest.check_out
    } else {
        let first = clashes(draft, room.id, rest, &own)
            .iter()
            .map(|clash| clash.nights().check_in)
            .min();
        first.map_or(rest.check_out, |day| day.max(from))
    };
    let policies = &draft.property().policies;
    from.until(held)
        .find(|night| {
            let why = room.why_not_in_service(*night, draft.today(), policies);
            why.is_some()
        })
        .unwrap_or(held)
}
