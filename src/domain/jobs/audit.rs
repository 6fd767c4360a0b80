//! What the night audit decides by itself of a guest who has not come.

use crate::domain::booking::Booking;
use crate::domain::command::{ChangeStay, Command, MarkNoShow};
use crate::domain::day::Day;
use crate::domain::segment::Segment;

/// What becomes of a booking that is still awaited when the day is closed.
#[derive(Clone, PartialEq, Debug)]
pub enum Awaited {
    /// Its own command: kept for tomorrow, or a no-show.
    Becomes(Box<Command>),
    /// Only a person can say; why, in words.
    Ask(String),
}

/// A guest who waits at the desk is not a no-show, whatever the clock says. A
/// room that was promised is kept for the nights that are left. Everyone else
/// is a no-show, and can be reinstated.
pub fn awaited(booking: &Booking, segments: &[Segment], closing: Day) -> Awaited {
    if booking.guest_waiting {
        return Awaited::Ask(format!(
            "{} ({}) waits for a room; check in, or say that they no longer wait",
            booking.lead, booking.code
        ));
    }
    let promised = segments
        .iter()
        .any(|segment| segment.active && segment.do_not_move);
    let tomorrow = closing.plus(1);
    let command = if promised && booking.stay.check_out > tomorrow {
        Command::from(ChangeStay {
            booking: booking.code.clone(),
            check_in: Some(tomorrow),
            override_do_not_move: true,
            reason: Some("night audit: the room was promised".to_owned()),
            ..ChangeStay::default()
        })
    } else {
        no_show(booking)
    };
    Awaited::Becomes(Box::new(command))
}

/// The command that declares a booking's guest a no-show.
pub fn no_show(booking: &Booking) -> Command {
    MarkNoShow {
        booking: booking.code.clone(),
        reason: Some("night audit".to_owned()),
    }
    .into()
}
