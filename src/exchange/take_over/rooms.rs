//! Takes a list of rooms over.

use std::collections::BTreeSet;

use super::{NOT_WRITTEN, all_or_none};
use crate::domain::command::{CreateRoom, CreateRoomType, Request};
use crate::domain::money::Price;
use crate::exchange::carry::{Carried, CarryOut, Way};
use crate::exchange::fault::Fault;
use crate::exchange::report::{ImportReport, Refused};
use crate::exchange::rooms::{DEFAULT_CAPACITY, DEFAULT_RATE, Listed, ListedRoom, ListedType};

/// Takes a list of rooms over, with the types it names: as another list
/// describes them, or plain ones. `types_there` and `rooms_there` are the
/// codes and numbers the house has already.
///
/// # Errors
/// The database fails.
pub fn rooms(
    listed: Listed<ListedRoom>,
    types: &Listed<ListedType>,
    way: Way,
    (types_there, rooms_there): (&BTreeSet<String>, &BTreeSet<String>),
    carrier: &mut dyn CarryOut,
) -> Result<ImportReport, Fault> {
    let mut report = ImportReport {
        rows: (listed.entries.len() + listed.refused.len()) as u64,
        refused: listed.refused,
        ..ImportReport::default()
    };
    for refused in &types.refused {
        let kind = format!("room type on line {}: {}", refused.line, refused.reason);
        ImportReport::count(&mut report.warnings, &kind);
    }
    let (new, there): (Vec<ListedRoom>, Vec<ListedRoom>) = listed
        .entries
        .into_iter()
        .partition(|room| !rooms_there.contains(&room.number));
    report.repeated = there.len() as u64;
    let mut requests = new_types(&new, types, types_there);
    let before = requests.len();
    requests.extend(new.iter().map(|room| Request::from(room_of(room))));
    report.commands = requests.len() as u64;
    let (answers, none) = all_or_none(way, &report, requests, carrier)?;
    for (place, answer) in answers.into_iter().enumerate() {
        match place.checked_sub(before).and_then(|at| new.get(at)) {
            Some(room) => account(room, answer, none, &mut report),
            None => account_type(answer, &mut report),
        }
    }
    report.refused.sort_by_key(|refused| refused.line);
    Ok(report)
}

/// The types that are described or named and not there yet.
fn new_types(
    rooms: &[ListedRoom],
    types: &Listed<ListedType>,
    there: &BTreeSet<String>,
) -> Vec<Request> {
    let mut known = there.clone();
    let mut requests: Vec<Request> = Vec::new();
    for listed in &types.entries {
        if known.insert(listed.code.clone()) {
            requests.push(described_type(listed).into());
        }
    }
    for room in rooms {
        if known.insert(room.room_type.clone()) {
            requests.push(plain_type(&room.room_type).into());
        }
    }
    requests
}

fn account(room: &ListedRoom, answer: Carried, none: bool, report: &mut ImportReport) {
    match answer {
        Carried::Refused(refusal) => report.refused.push(Refused {
            line: room.line,
            code: Some(refusal.code.as_str().to_owned()),
            reason: refusal.message,
        }),
        Carried::Done { .. } if none => ImportReport::count(&mut report.passed_over, NOT_WRITTEN),
        Carried::Done { .. } => report.written += 1,
    }
}

/// A type that is refused shows in the rooms that name it, too.
fn account_type(answer: Carried, report: &mut ImportReport) {
    if let Carried::Refused(refusal) = answer {
        ImportReport::count(
            &mut report.warnings,
            &format!("room type: {}", refusal.message),
        );
    }
}

fn described_type(listed: &ListedType) -> CreateRoomType {
    CreateRoomType {
        code: listed.code.clone(),
        name: listed.name.clone(),
        capacity: listed.capacity,
        rate: Price::Plain(listed.rate.clone()),
        rank: listed.rank,
        minutes: None,
    }
}

fn plain_type(code: &str) -> CreateRoomType {
    CreateRoomType {
        code: code.to_owned(),
        name: code.to_owned(),
        capacity: DEFAULT_CAPACITY,
        rate: Price::Plain(DEFAULT_RATE.to_owned()),
        rank: None,
        minutes: None,
    }
}

fn room_of(listed: &ListedRoom) -> CreateRoom {
    CreateRoom {
        number: listed.number.clone(),
        room_type: listed.room_type.clone(),
        floor: listed.floor,
        capacity: listed.capacity,
        features: listed.features.iter().cloned().collect(),
        active: None,
    }
}
