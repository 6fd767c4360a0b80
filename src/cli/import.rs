//! `keyrack import bookings|rooms`: takes a file over, row by row, with every
//! row accounted for at the end.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use serde::Serialize;

use super::Ending;
use super::arguments::Global;
use super::door::Door;
use super::fault::Fault;
use super::init::lists;
use super::json;
use super::voice::Voice;
use crate::desk::Channel;
use crate::exchange::at_desk::{AtDesk, room_numbers};
use crate::exchange::carry::Way;
use crate::exchange::fault::Fault as Unreadable;
use crate::exchange::modes::Mode;
use crate::exchange::reading::BookingFile;
use crate::exchange::replay::{Replay, ReplayHouse, replay};
use crate::exchange::report::ImportReport;
use crate::exchange::take_over::{self, HouseToday};

/// Take bookings or rooms over from a file.
#[derive(Args, Debug)]
pub struct Import {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand, Debug)]
enum What {
    /// Bookings of another program, by a map of its columns
    Bookings(Bookings),
    /// Rooms, from a list with at least their numbers and types
    Rooms(Rooms),
}

/// How a file is taken over.
#[derive(Args, Clone, Copy, Debug)]
struct HowMuch {
    /// Write nothing; only say what would be said
    #[arg(long, conflicts_with = "atomic")]
    dry_run: bool,
    /// Write all or none
    #[arg(long)]
    atomic: bool,
}

impl HowMuch {
    fn way(self) -> Way {
        match (self.dry_run, self.atomic) {
            (true, _) => Way::Try,
            (false, true) => Way::AllOrNone,
            (false, false) => Way::Each,
        }
    }
}

/// Take bookings over.
#[derive(Args, Debug)]
struct Bookings {
    /// The file, .csv or .csv.gz
    file: PathBuf,
    /// What its columns mean: a map's file, or the name of one that comes with keyrack
    #[arg(long)]
    map: String,
    /// current: what is still to come; history: what is over; replay: write the
    /// commands of a house that lives through it again, for batch --replay
    #[arg(long, default_value = "current", value_parser = mode)]
    mode: Mode,
    /// Where a replay's commands go [else standard output]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    #[command(flatten)]
    how_much: HowMuch,
}

/// Take rooms over.
#[derive(Args, Debug)]
struct Rooms {
    /// The list of rooms
    file: PathBuf,
    /// The list of their types.
    #[arg(
        long,
        value_name = "CSV",
        help = "Their types: code,name,capacity,rate,rank [else room_types.csv beside the rooms]"
    )]
    room_types: Option<PathBuf>,
    #[command(flatten)]
    how_much: HowMuch,
}

fn mode(word: &str) -> Result<Mode, String> {
    word.parse().map_err(|fault: Unreadable| fault.to_string())
}

impl Import {
    /// Takes it over.
    ///
    /// # Errors
    /// The file or the map cannot be used, or the database fails. A row that
    /// is refused is no error; it stands in the report.
    pub fn run(&self, global: &Global, voice: &mut Voice) -> Result<Ending, Fault> {
        match &self.what {
            What::Bookings(bookings) if bookings.mode == Mode::Replay => {
                bookings.write_replay(global, voice)
            }
            What::Bookings(bookings) => bookings.take_over(global, voice),
            What::Rooms(rooms) => rooms.take_over(global, voice),
        }
    }
}

impl Bookings {
    fn take_over(&self, global: &Global, voice: &mut Voice) -> Result<Ending, Fault> {
        if self.out.is_some() {
            return Err(Fault::Usage(
                "--out is where a replay's commands go; give it with --mode replay.".to_owned(),
            ));
        }
        let file = BookingFile::open(&self.file, &self.map)?;
        let mut door = Door::open(global, Channel::Import)?;
        let house = HouseToday::at(&door.desk, &door.session)?;
        let mut carrier = AtDesk {
            desk: &mut door.desk,
            session: &door.session,
        };
        let report = take_over::bookings(
            &file,
            self.mode,
            self.how_much.way(),
            &house,
            &mut carrier,
            &mut |progress| voice.progress("Rows:", progress.done, progress.expected),
        )?;
        tell(&report, self.how_much, voice)
    }

    fn write_replay(&self, global: &Global, voice: &mut Voice) -> Result<Ending, Fault> {
        if self.how_much.dry_run || self.how_much.atomic {
            let message =
                "A replay only writes commands; --dry-run and --atomic do not go with it.";
            return Err(Fault::Usage(message.to_owned()));
        }
        let file = BookingFile::open(&self.file, &self.map)?;
        let door = Door::open(global, Channel::Import)?;
        let house = ReplayHouse::at(&door.desk, &door.session)?;
        let currency = door.property()?.currency;
        let mut report = ImportReport::default();
        let mut bookings = Vec::new();
        file.each_booking::<Unreadable>(
            currency,
            &mut report,
            &mut |progress| voice.progress("Rows:", progress.done, progress.expected),
            &mut |booking, _| {
                bookings.push(booking);
                Ok(())
            },
        )?;
        let made = replay(&bookings, &house, &file.map().room_types, file.digest());
        report.written = made.by_status.values().sum();
        report.commands = made.requests.len() as u64;
        for (reason, count) in &made.passed_over {
            *report.passed_over.entry(reason.clone()).or_default() += count;
        }
        report.by_status.clone_from(&made.by_status);
        match &self.out {
            Some(path) => write_commands(path, &made)?,
            None => made
                .requests
                .iter()
                .try_for_each(|request| voice.data(request))?,
        }
        // Standard output may be the commands; the account stands beside it.
        report
            .to_string()
            .lines()
            .for_each(|line| voice.aside(line));
        Ok(ending(&report, Way::Each))
    }
}

/// Writes a replay's commands to a file, one a line.
fn write_commands(path: &Path, made: &Replay) -> Result<(), Fault> {
    let unwritable = |error: std::io::Error| {
        Fault::File(format!("{} cannot be written: {error}.", path.display()))
    };
    let file = File::create_new(path).map_err(unwritable)?;
    let mut out = BufWriter::new(file);
    for request in &made.requests {
        json::write_line(&mut out, request, false).map_err(unwritable)?;
    }
    out.flush().map_err(unwritable)
}

impl Rooms {
    fn take_over(&self, global: &Global, voice: &mut Voice) -> Result<Ending, Fault> {
        let (listed, types) = lists(&self.file, self.room_types.as_deref())?;
        let mut door = Door::open(global, Channel::Import)?;
        let there: BTreeSet<String> = room_numbers(&door.desk, &door.session)?;
        let types_there = HouseToday::at(&door.desk, &door.session)?.room_types;
        let mut carrier = AtDesk {
            desk: &mut door.desk,
            session: &door.session,
        };
        let report = take_over::rooms(
            listed,
            &types,
            self.how_much.way(),
            (&types_there, &there),
            &mut carrier,
        )?;
        tell(&report, self.how_much, voice)
    }
}

/// The account of an import, for people or as data.
fn tell(report: &ImportReport, how_much: HowMuch, voice: &mut Voice) -> Result<Ending, Fault> {
    #[derive(Serialize)]
    struct Account<'a> {
        ok: bool,
        dry_run: bool,
        #[serde(flatten)]
        report: &'a ImportReport,
    }
    let ending = ending(report, how_much.way());
    if voice.is_json() {
        let account = Account {
            ok: ending == Ending::Done,
            dry_run: how_much.dry_run,
            report,
        };
        voice.data(&account)?;
        return Ok(ending);
    }
    if how_much.dry_run {
        voice.say("A trial: nothing is written; this is what would be.")?;
    }
    voice.say_lines(&report.to_string())?;
    Ok(ending)
}

/// Rows that are refused are told and the rest is taken: that is an import
/// that worked, unless it was to be all or none, or nothing could be taken.
fn ending(report: &ImportReport, way: Way) -> Ending {
    let taken = report.rows.saturating_sub(report.refused.len() as u64);
    if report.refused.is_empty() || (way != Way::AllOrNone && taken > 0) {
        Ending::Done
    } else {
        Ending::NotAll
    }
}
