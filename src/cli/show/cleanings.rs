//! The history of cleanings: `show turnover --history` and
//! `show room N --history`.

use serde::Serialize;

use crate::cli::door::Door;
use crate::cli::fault::Fault;
use crate::cli::table::Table;
use crate::cli::voice::Voice;
use crate::domain::id::RoomId;
use crate::domain::view::cleanings::{
    CleaningsWanted, Figures, Statistics, Told, statistics, told,
};
use crate::domain::{Day, House};

/// Cleanings that are told at most; the figures count all.
const MOST: u32 = 100_000;
/// Days looked back where none are named.
const USUAL: i32 = 30;

/// What somebody wants to see.
pub struct Wanted {
    /// Of one room.
    pub room: Option<RoomId>,
    /// From this business date on.
    pub from: Option<Day>,
    /// Up to this one, included.
    pub to: Option<Day>,
}

/// Shows cleanings and the figures of them.
///
/// # Errors
/// The database cannot be read.
pub fn show(door: &Door, house: &House, wanted: &Wanted, voice: &mut Voice) -> Result<(), Fault> {
    let today = house
        .property
        .as_ref()
        .map_or(Day::FIRST, |property| property.business_date);
    let to = wanted.to.unwrap_or(today);
    // Of one room everything is told, since ever.
    let from = match (wanted.from, wanted.room) {
        (Some(from), _) => from,
        (None, Some(_)) => Day::FIRST,
        (None, None) => to.plus(1 - USUAL),
    };
    let rows = door.desk.cleanings(
        &door.session,
        &CleaningsWanted {
            room: wanted.room,
            days: Some((from, to)),
            most: MOST,
        },
    )?;
    let figures = statistics(house, &rows);
    let rows: Vec<Told> = rows.iter().map(|row| told(house, row)).collect();
    if voice.is_json() {
        #[derive(Serialize)]
        struct Data {
            from: Option<Day>,
            to: Day,
            cleanings: Vec<Told>,
            statistics: Statistics,
        }
        return voice.data(&Data {
            from: (from > Day::FIRST).then_some(from),
            to,
            cleanings: rows,
            statistics: figures,
        });
    }
    if rows.is_empty() {
        return voice.say("No cleaning was written down there and then.");
    }
    if wanted.room.is_some() {
        tell(house, &rows, voice)?;
    } else {
        tell_figures("Room", &figures.rooms, voice)?;
    }
    tell_figures("Cleaned by", &figures.people, voice)?;
    tell_figures("In all", &[figures.all], voice)
}

fn tell(house: &House, rows: &[Told], voice: &mut Voice) -> Result<(), Fault> {
    let zone = house
        .property
        .as_ref()
        .map(|property| property.timezone)
        .unwrap_or_default();
    let mut table = Table::new([
        "Finished",
        "What",
        "Cleaned by",
        ">Took",
        ">Usual",
        "Inspected by",
        "Result",
        "Remarks",
    ]);
    for row in rows {
        let result = match row.passed {
            Some(true) => "passed".to_owned(),
            Some(false) => "FAILED".to_owned(),
            None => String::new(),
        };
        let mut remarks = row.failed.clone();
        remarks.extend(row.notes.iter().cloned());
        table.row([
            row.cleaned_at.stamp(zone),
            row.kind.label().to_owned(),
            row.cleaned_by.clone(),
            row.minutes
                .map_or_else(String::new, |minutes| minutes.to_string()),
            row.usual_minutes.to_string(),
            row.inspected_by.clone().unwrap_or_default(),
            result,
            remarks.join("; "),
        ]);
    }
    voice.table(&table)
}

fn tell_figures(who: &'static str, figures: &[Figures], voice: &mut Voice) -> Result<(), Fault> {
    voice.say("")?;
    let mut table = Table::new([
        who,
        ">Turnovers",
        ">Services",
        ">Touch-ups",
        ">Minutes",
        ">Average",
        ">Usual",
        ">Inspected",
        ">Failed",
    ]);
    for figures in figures {
        let shown =
            |minutes: Option<u32>| minutes.map_or_else(String::new, |minutes| minutes.to_string());
        table.row([
            figures.who.clone(),
            figures.turnovers.to_string(),
            figures.services.to_string(),
            figures.touch_ups.to_string(),
            figures.minutes.to_string(),
            shown(figures.average_minutes()),
            shown(figures.average_usual()),
            figures.inspected.to_string(),
            figures.failed.to_string(),
        ]);
    }
    voice.table(&table)
}
