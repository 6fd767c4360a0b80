//! Takes a file over into the house: bookings of today, or of the past, or
//! the rooms themselves. Builds requests, has them carried out, and accounts
//! for every row.

use std::collections::BTreeSet;

use super::carry::{Carried, CarryOut, Way};
use super::fault::Fault;
use super::interpret::SourceBooking;
use super::map::NewRoomType;
use super::modes::{self, Fate, Mode};
use super::reading::{BookingFile, Progress};
use super::replay;
use super::report::{ImportReport, Refused};
use super::rooms::{DEFAULT_CAPACITY, DEFAULT_RATE, Listed, ListedRoom, ListedType};
use crate::domain::booking::BookingStatus;
use crate::domain::command::{CreateRoom, CreateRoomType, Request};
use crate::domain::day::Day;
use crate::domain::error::Code;
use crate::domain::money::{Currency, Price};

/// How many rows go into one transaction.
const ROWS_AT_ONCE: usize = 500;

/// What an import must know of the house beforehand.
#[derive(Debug, Clone)]
pub struct HouseToday {
    /// What it reckons in.
    pub currency: Currency,
    /// The day it stands on.
    pub business_date: Day,
    /// The codes of its room types.
    pub room_types: BTreeSet<String>,
}

/// Takes bookings over, in mode `current` or `history`.
///
/// # Errors
/// The file breaks off, or the database fails. What was written before stays
/// written, and is passed by when the import is run again.
pub fn bookings(
    file: &BookingFile,
    mode: Mode,
    way: Way,
    house: &HouseToday,
    carrier: &mut dyn CarryOut,
    progress: &mut dyn FnMut(Progress),
) -> Result<ImportReport, Fault> {
    let mut report = ImportReport::default();
    let mut taking = Taking {
        house: house.clone(),
        types: &file.map().room_types,
        digest: file.digest(),
        way,
        carrier,
    };
    let mut batch: Vec<Row> = Vec::new();
    file.each_booking::<Fault>(
        house.currency,
        &mut report,
        progress,
        &mut |booking, report| {
            match modes::fate(&booking, mode, house.business_date) {
                Fate::PassOver(reason) => ImportReport::count(&mut report.passed_over, reason),
                Fate::Write(status) => batch.push(Row { booking, status }),
            }
            if way == Way::Each && batch.len() >= ROWS_AT_ONCE {
                taking.write(&mut batch, report)?;
            }
            Ok(())
        },
    )?;
    taking.write(&mut batch, &mut report)?;
    report.refused.sort_by_key(|refused| refused.line);
    Ok(report)
}

struct Row {
    booking: SourceBooking,
    status: BookingStatus,
}

struct Taking<'a> {
    house: HouseToday,
    types: &'a [NewRoomType],
    digest: &'a str,
    way: Way,
    carrier: &'a mut dyn CarryOut,
}

impl Taking<'_> {
    fn write(&mut self, batch: &mut Vec<Row>, report: &mut ImportReport) -> Result<(), Fault> {
        let rows = std::mem::take(batch);
        if rows.is_empty() {
            return Ok(());
        }
        let mut requests = self.missing_types(&rows);
        let before = requests.len();
        requests.extend(rows.iter().map(|row| self.request(row)));
        report.commands += requests.len() as u64;
        let carried = self.carrier.carry_out(requests, self.way)?;
        let carried: Vec<Carried> = carried.into_iter().skip(before).collect();
        let none = self.way == Way::AllOrNone
            && carried.iter().any(|one| matches!(one, Carried::Refused(_)));
        for (row, carried) in rows.into_iter().zip(carried) {
            account(&row, carried, none, report);
        }
        Ok(())
    }

    /// Types that the rows name, the map describes and the house lacks.
    fn missing_types(&mut self, rows: &[Row]) -> Vec<Request> {
        let mut requests = Vec::new();
        for row in rows {
            let code = &row.booking.room_type;
            let described = self.types.iter().any(|new| new.code == *code);
            if described && self.house.room_types.insert(code.clone()) {
                let key = Some(format!("import:{}:type:{code}", self.digest));
                requests.push(Request {
                    key,
                    ..replay::room_type(code, self.types).into()
                });
            }
        }
        requests
    }

    /// The key is the file and the line, so that a second run adds nothing.
    fn request(&self, row: &Row) -> Request {
        let line = row.booking.line;
        let key = Some(format!("import:{}:{line}", self.digest));
        let command = modes::create(&row.booking, row.status, format!("line {line}"));
        Request {
            key,
            ..command.into()
        }
    }
}

/// Accounts for one row; `none`: nothing was written, for others were refused.
fn account(row: &Row, carried: Carried, none: bool, report: &mut ImportReport) {
    match carried {
        Carried::Done { repeated: true, .. } => report.repeated += 1,
        Carried::Refused(refusal) if refusal.code == Code::KeyReused => report.repeated += 1,
        Carried::Refused(refusal) => report.refused.push(Refused {
            line: row.booking.line,
            code: Some(refusal.code.as_str().to_owned()),
            reason: refusal.message,
        }),
        Carried::Done { .. } if none => {
            ImportReport::count(
                &mut report.passed_over,
                "in order, but not written since others were refused",
            );
        }
        Carried::Done { warnings, .. } => {
            report.written += 1;
            ImportReport::count(&mut report.by_status, row.status.as_str());
            for correction in &row.booking.corrections {
                ImportReport::count(&mut report.corrections, correction);
            }
            for warning in warnings {
                ImportReport::count(&mut report.warnings, &warning.code);
            }
        }
    }
}

/// Takes a list of rooms over, with the types it names: as another list
/// describes them, or plain ones. `rooms` are the numbers already there.
///
/// # Errors
/// The database fails.
pub fn rooms(
    listed: Listed<ListedRoom>,
    types: Listed<ListedType>,
    way: Way,
    there: (&BTreeSet<String>, &BTreeSet<String>),
    carrier: &mut dyn CarryOut,
) -> Result<ImportReport, Fault> {
    let (types_there, rooms_there) = there;
    let mut report = ImportReport {
        rows: (listed.entries.len() + listed.refused.len()) as u64,
        ..ImportReport::default()
    };
    report.refused = listed.refused;
    let mut requests: Vec<Request> = Vec::new();
    let described: BTreeSet<&str> = types
        .entries
        .iter()
        .map(|listed| listed.code.as_str())
        .collect();
    for listed in types
        .entries
        .iter()
        .filter(|listed| !types_there.contains(&listed.code))
    {
        requests.push(described_type(listed).into());
    }
    let mut plain: BTreeSet<&str> = listed
        .entries
        .iter()
        .map(|room| room.room_type.as_str())
        .collect();
    plain.retain(|code| !types_there.contains(*code) && !described.contains(code));
    requests.extend(plain.iter().map(|code| plain_type(code).into()));
    let before = requests.len();
    let new: Vec<&ListedRoom> = listed
        .entries
        .iter()
        .filter(|room| !rooms_there.contains(&room.number))
        .collect();
    report.repeated = (listed.entries.len() - new.len()) as u64;
    requests.extend(new.iter().map(|room| Request::from(room_of(room))));
    report.commands = requests.len() as u64;
    let answers = carrier.carry_out(requests, way)?;
    for refused in types.refused {
        ImportReport::count(
            &mut report.warnings,
            &format!("room type on line {}: {}", refused.line, refused.reason),
        );
    }
    account_rooms(&new, answers, before, way, &mut report);
    report.refused.sort_by_key(|refused| refused.line);
    Ok(report)
}

fn account_rooms(
    new: &[&ListedRoom],
    carried: Vec<Carried>,
    before: usize,
    way: Way,
    report: &mut ImportReport,
) {
    let none =
        way == Way::AllOrNone && carried.iter().any(|one| matches!(one, Carried::Refused(_)));
    for (place, carried) in carried.into_iter().enumerate() {
        let room = place.checked_sub(before).and_then(|at| new.get(at));
        match (room, carried) {
            (None, Carried::Refused(refusal)) => {
                ImportReport::count(
                    &mut report.warnings,
                    &format!("room type: {}", refusal.message),
                );
            }
            (None, Carried::Done { .. }) => {}
            (Some(room), Carried::Refused(refusal)) => report.refused.push(Refused {
                line: room.line,
                code: Some(refusal.code.as_str().to_owned()),
                reason: refusal.message,
            }),
            (Some(_), Carried::Done { .. }) if none => {
                ImportReport::count(
                    &mut report.passed_over,
                    "in order, but not written since others were refused",
                );
            }
            (Some(_), Carried::Done { .. }) => report.written += 1,
        }
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
