//! One other room for all of it.

use super::super::availability::{Available, availability};
use super::super::command::Command;
use super::super::property::RoomType;
use super::super::room::Room;
use super::wanted::Wanted;
use super::{Alternative, Asks, Kind, Search};
use crate::domain::rate;
use crate::domain::segment::AssignmentType;

/// Rooms of the booked type that are offered.
const OF_THE_TYPE: usize = 3;
/// Rooms of other types that are offered, one of each type.
const OF_OTHERS: usize = 3;

/// Other rooms of the booked type, the best first.
pub fn of_the_type(search: &Search, wanted: &Wanted) -> Vec<Alternative> {
    rooms(search, wanted, &wanted.room_type)
        .into_iter()
        .filter_map(|room| {
            let commands = wanted.in_room(search.draft, &room);
            let what = format!("{} {}, {}", room.number, room.room_type, whole(wanted));
            offer(search, Kind::SameType, what, &room, commands)
        })
        .take(OF_THE_TYPE)
        .collect()
}

/// Rooms of other types: the smallest difference in price first, whichever way
/// it goes, as in the other lists; of each type the best room.
pub fn of_other_types(search: &Search, wanted: &Wanted) -> Vec<Alternative> {
    let types = search.facts.room_types();
    let Some(booked) = types.iter().find(|kind| kind.code == wanted.room_type) else {
        return Vec::new();
    };
    let mut others: Vec<&RoomType> = types
        .iter()
        .filter(|kind| kind.code != booked.code)
        .collect();
    others.sort_by_key(|kind| {
        let more = kind.rate.minor - booked.rate.minor;
        (more.abs(), more < 0, kind.rank)
    });
    others
        .into_iter()
        .filter_map(|kind| other(search, wanted, booked, kind))
        .take(OF_OTHERS)
        .collect()
}

fn other(
    search: &Search,
    wanted: &Wanted,
    booked: &RoomType,
    kind: &RoomType,
) -> Option<Alternative> {
    let room = rooms(search, wanted, &kind.code).into_iter().next()?;
    let quote = rate::quote_from(
        wanted.rate.unwrap_or(booked.rate),
        booked,
        kind,
        wanted.stay,
    );
    let commands = wanted.in_room(search.draft, &room);
    let way = match quote.kind {
        Some(AssignmentType::Upgrade) => "upgrade",
        Some(AssignmentType::Downgrade) => "downgrade",
        _ => "another type",
    };
    let what = format!("{} {}, {way}", room.number, room.room_type);
    let found = offer(search, Kind::OtherType, what, &room, commands)?;
    Some(Alternative {
        detail: quote.words(),
        quote: Some(quote),
        ..found
    })
}

/// Rooms of a type that all of it could have, the best first: those that are
/// ready before those that still have to be made so.
fn rooms(search: &Search, wanted: &Wanted, room_type: &str) -> Vec<Room> {
    let draft = search.draft;
    // The room it has already is no way out.
    let held = wanted.held_in(draft);
    let fits = |one: &Available| {
        let other = Some(one.room) != wanted.tried && Some(one.room) != held;
        one.capacity >= wanted.heads && one.is_allowed() && other
    };
    let (wishes, own) = (&wanted.wishes, wanted.own());
    let mut found = availability(draft, room_type, wanted.stay, Some(wishes), &own);
    found.retain(fits);
    let found = found.into_iter().filter_map(|one| draft.room(one.room));
    found.collect()
}

fn whole(wanted: &Wanted) -> String {
    match wanted.stay.nights() {
        0 => "for the day".to_owned(),
        1 => "for the night".to_owned(),
        nights => format!("for all {nights} nights"),
    }
}

/// The offer of one room, where its commands would be carried out.
fn offer(
    search: &Search,
    kind: Kind,
    what: String,
    room: &Room,
    commands: Vec<Command>,
) -> Option<Alternative> {
    let tried = search.try_out(&commands)?;
    // A price is only asked for another type.
    if tried.why_not.is_some() || (kind == Kind::SameType && tried.asks == Asks::Price) {
        return None;
    }
    let features: Vec<&str> = room.features.iter().map(String::as_str).collect();
    let ready = if room.is_bookable() {
        "ready"
    } else {
        "not ready yet"
    };
    Some(Alternative {
        kind,
        what,
        detail: format!("floor {}, {ready}  {}", room.floor, features.join(" "))
            .trim_end()
            .to_owned(),
        rooms: vec![room.number.clone()],
        quote: None,
        asks: tried.asks,
        why_not: None,
        commands,
    })
}
