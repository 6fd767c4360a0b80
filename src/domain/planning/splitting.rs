//! A stay that fits into no room as a whole, in several one after the other.

use super::ask::Wanting;
use super::making_room::line;
use super::proposal::{Proposal, Way};
use super::view::View;
use crate::domain::availability::could_have;
use crate::domain::day::{Day, Stay};
use crate::domain::draft::Draft;
use crate::domain::moment::Moment;
use crate::domain::room::Room;
use crate::domain::rule::Asked;

/// Rooms of its type one after the other, as few as can be: each time the room
/// that stays free longest.
pub(super) fn split(view: &View, asked: &Wanting, now: Moment) -> Option<Proposal> {
    let end = asked.part.check_out;
    let mut day = asked.part.check_in;
    let mut lines = Vec::new();
    while day < end {
        let longest = view
            .rooms
            .iter()
            .filter(|room| {
                room.room_type == asked.booking.room_type && asked.booking.heads() <= room.capacity
            })
            .map(|room| (free_until(view.draft, asked, room, day), room))
            .max_by_key(|(until, room)| (*until, std::cmp::Reverse(room.id)))?;
        if longest.0 <= day {
            return None;
        }
        let part = Stay {
            check_in: day,
            check_out: longest.0,
        };
        lines.push(line(view, asked, part, longest.1, now));
        day = longest.0;
    }
    Some(Proposal {
        lines,
        way: Some(Way::Split),
        ..Proposal::default()
    })
}

/// The day until which a room could be had from a day on.
fn free_until(draft: &Draft, asked: &Wanting, room: &Room, from: Day) -> Day {
    let could = |to: &Day| {
        let part = Stay {
            check_in: from,
            check_out: *to,
        };
        let rules = draft.rules_for(&Asked::of(&asked.booking));
        rules.allow(room) && could_have(draft, room, part, &[asked.booking.id])
    };
    let ends = from.plus(1).until(asked.part.check_out.plus(1));
    ends.take_while(could).last().unwrap_or(from)
}
