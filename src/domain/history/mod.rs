//! The journal in words: who did what to a booking, a room or a block, and
//! when, as one clerk tells it to another.
//!
//! Owns the sentence of every command. Pure: an entry and the facts it names
//! come in, a line goes out. A command without its sentence does not compile.

mod booking;
mod coming;
mod consequence;
mod housekeeping;
mod plans;
mod requests;
mod rooms;
mod sentence;
mod setup;
#[cfg(test)]
mod tests;
mod told;

use serde_json::Value;

use super::facts::Facts;
use super::id::{BlockId, BookingId, RoomId, StaffId};
use super::moment::Moment;
use super::note::NoteSubject;
use super::row::{Change, Row};

pub use sentence::sentence;

/// What a history is about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum About {
    /// A booking, with its rooms and notes.
    Booking(BookingId),
    /// A room, with whoever was given it.
    Room(RoomId),
    /// A block.
    Block(BlockId),
}

impl About {
    /// Everything that a changed row is part of the history of, each once.
    pub fn of(change: &Change) -> Vec<About> {
        let mut about: Vec<About> = [&change.before, &change.after]
            .into_iter()
            .flatten()
            .flat_map(About::of_row)
            .collect();
        about.sort_unstable();
        about.dedup();
        about
    }

    fn of_row(row: &Row) -> Vec<About> {
        match row {
            Row::Booking(row) => vec![About::Booking(row.id)],
            Row::Segment(row) => vec![About::Booking(row.booking), About::Room(row.room)],
            Row::AccountLine(row) => vec![About::Booking(row.booking)],
            Row::Room(row) => vec![About::Room(row.id)],
            Row::RoomDuty(row) => vec![About::Room(row.room)],
            Row::Cleaning(row) => vec![About::Room(row.room)],
            Row::Block(row) => vec![About::Block(row.id), About::Room(row.room)],
            Row::Note(row) => match row.subject {
                NoteSubject::Booking(id) => vec![About::Booking(id)],
                NoteSubject::Room(id) => vec![About::Room(id)],
            },
            // An update never comes without its request.
            Row::Request(row) => {
                let room = row.room.map(About::Room);
                let booking = row.booking().map(About::Booking);
                room.into_iter().chain(booking).collect()
            }
            _ => Vec::new(),
        }
    }
}

/// One entry of the journal, as far as its sentence needs it.
#[derive(Clone, PartialEq, Debug)]
pub struct Step {
    /// Its number.
    pub seq: i64,
    /// When.
    pub at: Moment,
    /// Who.
    pub by: StaffId,
    /// Through which door: `console`, `batch`, `import` …
    pub channel: String,
    /// The command as it was given; an array where several were one step.
    pub command: Value,
    /// Each changed row before and after; empty once a guest's data was erased.
    pub changes: Vec<Change>,
    /// What was done, in a few words.
    pub summary: String,
    /// Whether a later step took it back.
    pub taken_back: bool,
}

/// One line of a history.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize)]
pub struct HistoryLine {
    /// The entry's number.
    pub seq: i64,
    /// When.
    pub at: Moment,
    /// Who.
    pub who: String,
    /// Through which door.
    pub channel: String,
    /// What, to be read after the name: `moved the guest from 101 to 202: noise`.
    pub what: String,
    /// Whether it was taken back since.
    pub taken_back: bool,
}

/// An entry as a line of this history.
pub fn line(step: &Step, about: About, facts: &dyn Facts) -> HistoryLine {
    let who = facts
        .staff(step.by)
        .map_or_else(|| "Someone".to_owned(), |person| person.name);
    HistoryLine {
        seq: step.seq,
        at: step.at,
        who,
        channel: step.channel.clone(),
        what: sentence(step, about, facts),
        taken_back: step.taken_back,
    }
}
