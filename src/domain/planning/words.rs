//! Why somebody is left without a room, as the desk would say it.

use super::ask::Wanting;
use super::view::View;
use crate::domain::day::Day;
use crate::domain::facts::Holder;
use crate::domain::id::RoomId;
use crate::domain::planner::Reason;
use crate::domain::room::Room;
use crate::domain::rule::{AllocationRule, Applying};

/// How many of those in the way are named.
const NAMED: usize = 3;

/// Why a part of a stay found no room, in a sentence's second half.
pub(super) fn why_left(view: &View, one: &Wanting, reason: Reason) -> String {
    let room_type = &one.booking.room_type;
    match reason {
        Reason::NoChoice | Reason::AllHeld => no_choice(view, one),
        Reason::Full { night } => {
            let night = Day::from_number(night).spoken();
            match blamed(view, one) {
                None => format!("every {room_type} is taken on {night}"),
                Some(rules) => format!("{rules}; every such {room_type} is taken on {night}"),
            }
        }
        Reason::NoneThroughout => match blamed(view, one) {
            None => format!(
                "each night a {room_type} is free, but none for the whole stay; a split stay would do"
            ),
            Some(rules) => format!(
                "{rules}; each night such a {room_type} is free, but none for the whole stay; a split stay would do"
            ),
        },
    }
}

/// The rules that keep the part from a room it could else be planned into, as
/// things stand before the plan: `rule 'Quiet' asks for quiet`. Nothing where
/// they are not to blame.
fn blamed(view: &View, one: &Wanting) -> Option<String> {
    let of_type = |room: &&Room| room.room_type == one.booking.room_type;
    let rules = view.rules_for(&one.booking);
    let kept = view.rooms.iter().filter(of_type).filter(|room| {
        !rules.allow(room) && view.would_serve(one, room) && view.is_free(one, room)
    });
    said(&rules, &kept.collect::<Vec<_>>())
}

/// The rules that keep the part out of rooms of its type, whoever holds them.
pub(super) fn rules_against(view: &View, one: &Wanting) -> Option<String> {
    let rules = view.rules_for(&one.booking);
    let of_type = |room: &&Room| room.room_type == one.booking.room_type;
    let kept = view.rooms.iter().filter(of_type);
    let kept: Vec<&Room> = kept.filter(|room| !rules.allow(room)).collect();
    said(&rules, &kept)
}

/// What the rules ask for that keep these rooms out: one rule alone, where one
/// keeps them all out.
fn said(rules: &Applying, rooms: &[&Room]) -> Option<String> {
    let against = |rule: &&AllocationRule| rooms.iter().any(|room| !rule.lets_through(room));
    let all: Vec<&AllocationRule> = rules.rules().iter().filter(against).collect();
    let alone = all
        .iter()
        .find(|rule| rooms.iter().all(|room| !rule.lets_through(room)));
    let named = match alone {
        Some(rule) => vec![*rule],
        None => all,
    };
    let words: Vec<String> = named
        .iter()
        .map(|rule| format!("rule '{}' {}", rule.name, rule.asks()))
        .collect();
    (!words.is_empty()).then(|| words.join(" and "))
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
        .filter(|room| view.would_serve(one, room))
        .collect();
    if serving.is_empty() {
        return format!("no {room_type} that takes them can be used on all these nights");
    }
    let rules = view.rules_for(&one.booking);
    let (allowed, ruled_out): (Vec<&Room>, Vec<&Room>) =
        serving.iter().copied().partition(|room| rules.allow(room));
    if allowed.is_empty()
        && let Some(rules) = said(&rules, &ruled_out)
    {
        return format!("{rules}; no {room_type} that takes them is so");
    }
    if let Some(rules) = blamed(view, one) {
        return format!("{rules}; none is free: {}", held_rooms(view, one, &allowed));
    }
    format!(
        "every {room_type} is held: {}",
        held_rooms(view, one, &serving)
    )
}

/// `201 by Lee, 202 by block B-7 and 3 more`.
fn held_rooms(view: &View, one: &Wanting, serving: &[&Room]) -> String {
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
    format!("{}{more}", held.join(", "))
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
