//! What stands open when a business date is to be closed: who is still
//! awaited, who should have left, and whose account does not come out even.
//!
//! The night audit lists it, and the console asks it of a person line by line.

use super::booking::Booking;
use super::day::Day;
use super::draft::Draft;
use super::jobs::audit::{Awaited, awaited};
use super::money::Money;

/// A guest whose day of departure has come and who is still here.
#[derive(Clone, PartialEq, Debug)]
pub struct Staying {
    /// Whose stay.
    pub booking: Booking,
    /// The number of the room they are in.
    pub room: Option<String>,
    /// What is still to be paid; below zero where too much was.
    pub balance: Money,
}

/// A booking whose guest has not come.
#[derive(Clone, PartialEq, Debug)]
pub struct Missing {
    /// Which.
    pub booking: Booking,
    /// What becomes of it where nobody says otherwise.
    pub becomes: Awaited,
}

/// What stands open.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Closing {
    /// Who has not come.
    pub missing: Vec<Missing>,
    /// Who should have left.
    pub staying: Vec<Staying>,
    /// Who left on this day with an account that does not come out even, and
    /// the balance.
    pub owing: Vec<(Booking, Money)>,
}

impl Closing {
    /// Whether nothing has to be decided before the day is closed.
    pub fn is_decided(&self) -> bool {
        self.missing.is_empty()
    }
}

/// What stands open on this business date, each kind by booking code.
pub fn closing(draft: &Draft, day: Day) -> Closing {
    let by_code = |one: &Booking, other: &Booking| one.code.cmp(&other.code);
    let mut absent = draft.not_arrived(day);
    absent.sort_by(by_code);
    let missing = absent.into_iter().map(|booking| Missing {
        becomes: awaited(&booking, &draft.segments_of(booking.id), day),
        booking,
    });
    let mut late = draft.in_house();
    late.retain(|booking| booking.stay.check_out <= day);
    late.sort_by(by_code);
    let staying = late.into_iter().map(|booking| Staying {
        room: room_of(draft, &booking),
        balance: draft.totals_of(&booking).balance,
        booking,
    });
    let mut gone = draft.facts().departed_on(day);
    gone.sort_by(by_code);
    let owing = gone.into_iter().filter_map(|booking| {
        let balance = draft.totals_of(&booking).balance;
        (balance.minor != 0).then_some((booking, balance))
    });
    Closing {
        missing: missing.collect(),
        staying: staying.collect(),
        owing: owing.collect(),
    }
}

/// The room a guest in the house is in.
fn room_of(draft: &Draft, booking: &Booking) -> Option<String> {
    let segments = draft.segments_of(booking.id);
    let last = segments.iter().rev().find(|segment| segment.active)?;
    Some(draft.room(last.room)?.number)
}
