//! `show grid --month 2026-03`: what each room is on each date of a month.

use std::fmt::Write as _;

use chrono::Datelike;
use clap::Args;

use crate::cli::door::Door;
use crate::cli::fault::Fault;
use crate::cli::table::Table;
use crate::cli::voice::Voice;
use crate::domain::Stay;
use crate::domain::view::calendar::{DayStatus, DaySummary, Month, MonthReport, month_report};

/// What each room is on each date of a month.
#[derive(Args, Debug)]
pub struct Grid {
    /// Which month, such as 2026-03 [else that of the business date]
    #[arg(long)]
    month: Option<Month>,
    /// Only rooms of this type
    #[arg(long = "type", value_name = "TYPE")]
    room_type: Option<String>,
    /// Only rooms on this floor
    #[arg(long, allow_hyphen_values = true)]
    floor: Option<i32>,
}

/// One sign a date, as on the console: `=` lived in, `-` confirmed.
fn sign(status: DayStatus) -> char {
    match status {
        DayStatus::OutOfOrder => 'x',
        DayStatus::Maintenance => 'm',
        DayStatus::Blocked => '#',
        DayStatus::Occupied => '=',
        DayStatus::Arriving => '>',
        DayStatus::PreAssigned => '~',
        DayStatus::Assigned => '-',
        DayStatus::Departed => '|',
        DayStatus::Available => '.',
    }
}

const LEGEND: [DayStatus; 9] = [
    DayStatus::Occupied,
    DayStatus::Arriving,
    DayStatus::Assigned,
    DayStatus::PreAssigned,
    DayStatus::Departed,
    DayStatus::Blocked,
    DayStatus::Maintenance,
    DayStatus::OutOfOrder,
    DayStatus::Available,
];

impl Grid {
    /// Shows the month.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn show(&self, door: &Door, voice: &mut Voice) -> Result<(), Fault> {
        let month = match self.month {
            Some(month) => month,
            None => Month::of(door.property()?.business_date),
        };
        let house = door.house(Stay {
            check_in: month.first(),
            check_out: month.first().plus(month.days() as i32),
        })?;
        let mut report = month_report(&house, month);
        report.rooms.retain(|room| {
            self.room_type
                .as_ref()
                .is_none_or(|wanted| *wanted == room.room_type)
                && self.floor.is_none_or(|wanted| wanted == room.floor)
        });
        if voice.is_json() {
            return voice.data(&report);
        }
        voice.say(&month.first().date().format("%B %Y").to_string())?;
        voice.table(&table(&report))?;
        let legend: Vec<String> = LEGEND
            .into_iter()
            .map(|status| format!("{} {}", sign(status), status.as_str().replace('_', " ")))
            .collect();
        voice.say(&legend.join("  "))
    }
}

/// Two columns a date, so that a month fits a terminal of 80; numbers stand
/// upright, tens above ones.
fn table(report: &MonthReport) -> Table {
    let dates = |day: &DaySummary| day.date.date().day();
    let [tens, ones] = upright(report, dates);
    let mut table = Table::new(["", "", &tens]);
    table.row(["Room".into(), "Type".into(), ones]);
    for room in &report.rooms {
        let days: String = room
            .days
            .iter()
            .flat_map(|day| [' ', sign(day.status)])
            .collect();
        table.row([room.number.clone(), room.room_type.clone(), days]);
    }
    for (name, count) in [
        ("In use", (|day| day.occupied) as fn(&DaySummary) -> u32),
        ("Free", |day| day.available),
    ] {
        let [tens, ones] = upright(report, count);
        table.row([name.to_owned(), String::new(), tens]);
        table.row([String::new(), String::new(), ones]);
    }
    table
}

/// A number for each date, up to 999, as lines of digits that stand under
/// each other; hundreds and tens share a line of two columns.
fn upright(report: &MonthReport, count: impl Fn(&DaySummary) -> u32) -> [String; 2] {
    let mut lines = [String::new(), String::new()];
    for day in &report.summary {
        let count = count(day).min(999);
        let above = match count / 10 {
            0 => "  ".to_owned(),
            tens => format!("{tens:>2}"),
        };
        lines[0].push_str(&above);
        // Writing to a String cannot fail.
        let _ = write!(lines[1], "{:>2}", count % 10);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_upright() {
        let day = |occupied| DaySummary {
            date: crate::domain::Day::FIRST,
            occupied,
            available: 0,
            blocked: 0,
            occupancy_rate: 0.0,
        };
        let report = MonthReport {
            month: Month::of(crate::domain::Day::FIRST),
            days_in_month: 3,
            rooms: Vec::new(),
            summary: [7, 48, 312].map(day).to_vec(),
        };
        let lines = upright(&report, |day| day.occupied);
        assert_eq!(lines, ["   431".to_owned(), " 7 8 2".to_owned()]);
    }
}
