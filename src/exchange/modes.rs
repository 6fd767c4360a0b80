//! Which rows an import takes, and the command each becomes.
//!
//! `current` takes what is still to come, `history` what is over: of one file
//! read on one business date, each booking goes to exactly one of the two.

use std::str::FromStr;

use super::fault::Fault;
use super::interpret::SourceBooking;
use crate::domain::booking::{BookingStatus, Contact};
use crate::domain::command::CreateBooking;
use crate::domain::day::Day;
use crate::domain::money::Price;

/// What an import is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Take over the bookings whose stay is not over.
    Current,
    /// Take over the past, for the figures.
    History,
    /// Live through the file again, each thing at its moment.
    Replay,
}

impl FromStr for Mode {
    type Err = Fault;

    fn from_str(word: &str) -> Result<Self, Fault> {
        match word {
            "current" => Ok(Self::Current),
            "history" => Ok(Self::History),
            "replay" => Ok(Self::Replay),
            other => Err(Fault::Unknown(format!(
                "“{other}” is no way to import; there are current, history and replay."
            ))),
        }
    }
}

/// What becomes of a booking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It is written, with this status.
    Write(BookingStatus),
    /// It is in order and belongs to the other mode, for this reason.
    PassOver(&'static str),
}

/// What becomes of a booking when it is taken over on this business date.
pub fn fate(booking: &SourceBooking, mode: Mode, today: Day) -> Fate {
    // Who never came on a day that is still to come is, today, expected.
    let missed = booking.status == BookingStatus::NoShow && booking.stay.check_in <= today;
    let open = match booking.status {
        BookingStatus::Cancelled if mode == Mode::Current => {
            return Fate::PassOver("cancelled: taken by history");
        }
        BookingStatus::NoShow if missed && mode == Mode::Current => {
            return Fate::PassOver("never came: taken by history");
        }
        BookingStatus::Cancelled => return Fate::Write(BookingStatus::Cancelled),
        BookingStatus::NoShow if missed => return Fate::Write(BookingStatus::NoShow),
        BookingStatus::PendingPayment => BookingStatus::PendingPayment,
        BookingStatus::Confirmed | BookingStatus::Completed | BookingStatus::NoShow => {
            BookingStatus::Confirmed
        }
    };
    match (is_over(booking, today), mode == Mode::Current) {
        (false, true) => Fate::Write(open),
        (false, false) => Fate::PassOver("the stay is not over: taken by current"),
        (true, true) => Fate::PassOver("the stay is over: taken by history"),
        (true, false) if open == BookingStatus::PendingPayment => {
            Fate::PassOver("the stay is past and was never confirmed")
        }
        (true, false) => Fate::Write(BookingStatus::Completed),
    }
}

/// Whether no night of the stay is left, or the guest left it early.
fn is_over(booking: &SourceBooking, today: Day) -> bool {
    let stay = booking.stay;
    let no_night_left = if stay.is_day_use() {
        stay.check_in < today
    } else {
        stay.check_out <= today
    };
    let left_early = booking.status == BookingStatus::Completed
        && booking.status_date.is_some_and(|left| left <= today);
    no_night_left || left_early
}

/// The command that makes a booking of what the source told.
pub fn create(booking: &SourceBooking, status: BookingStatus, reference: String) -> CreateBooking {
    let placeholder = booking.lead.is_none();
    let lead = booking
        .lead
        .clone()
        .unwrap_or_else(|| booking.placeholder.clone());
    let contact = Contact {
        phone: booking.phone.clone(),
        email: booking.email.clone(),
        nationality: booking.nationality.clone(),
        document: None,
    };
    CreateBooking {
        room_type: booking.room_type.clone(),
        check_in: Some(booking.stay.check_in),
        check_out: Some(booking.stay.check_out),
        reference: Some(booking.reference.clone().unwrap_or(reference)),
        lead: Some(lead),
        contact: (contact != Contact::default()).then_some(contact),
        adults: Some(booking.adults),
        children: Some(booking.children),
        infants: Some(booking.infants),
        status: (status != BookingStatus::Confirmed).then_some(status),
        rate: booking.rate.map(Price::Full),
        source: booking.source.clone(),
        is_vip: booking.is_vip,
        is_direct: Some(booking.is_direct),
        group: booking.group.clone(),
        notes: (!booking.notes.is_empty()).then(|| booking.notes.join("; ")),
        placeholder_guests: placeholder,
        booked_on: booking.booked,
        wanted_room: booking
            .room
            .clone()
            .filter(|_| status == BookingStatus::Confirmed),
        ..CreateBooking::default()
    }
}
