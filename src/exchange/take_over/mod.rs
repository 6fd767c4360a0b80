//! Takes a file over into the house: bookings of today or of the past, or the
//! rooms themselves ([`mod@rooms`]). Builds requests, has them carried out, and
//! accounts for every row.

use std::collections::BTreeSet;

mod rooms;

pub use rooms::rooms;

use super::carry::{Carried, CarryOut, Way};
use super::fault::Fault;
use super::interpret::SourceBooking;
use super::map::NewRoomType;
use super::modes::{self, Fate, Mode};
use super::reading::{BookingFile, Progress};
use super::replay_rooms;
use super::report::{ImportReport, Refused};
use crate::domain::booking::BookingStatus;
use crate::domain::command::Request;
use crate::domain::day::Day;
use crate::domain::error::Code;
use crate::domain::money::Currency;

/// Said of rows that were in order when all or none were to be written.
const NOT_WRITTEN: &str = "in order, but not written since others were refused";

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
        let (mut carried, none) = all_or_none(self.way, report, requests, self.carrier)?;
        carried.drain(..before);
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
                    ..replay_rooms::room_type(code, self.types).into()
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

/// Carries requests out; where all or none are to be written and a row was
/// refused, only tries them. Answers whether nothing was written for that.
fn all_or_none(
    way: Way,
    report: &ImportReport,
    requests: Vec<Request>,
    carrier: &mut dyn CarryOut,
) -> Result<(Vec<Carried>, bool), Fault> {
    let spoiled = way == Way::AllOrNone && !report.refused.is_empty();
    let answers = carrier.carry_out(requests, if spoiled { Way::Try } else { way })?;
    let refused = answers.iter().any(|one| matches!(one, Carried::Refused(_)));
    Ok((answers, spoiled || way == Way::AllOrNone && refused))
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
            ImportReport::count(&mut report.passed_over, NOT_WRITTEN);
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
