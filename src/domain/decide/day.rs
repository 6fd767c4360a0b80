//! The end of the day: closing one business date and opening the next.

use super::booking::{called, declare_no_show};
use super::{Decide, find};
use crate::domain::booking::Booking;
use crate::domain::closing::{Closing, closing};
use crate::domain::command::NightAudit;
use crate::domain::day::Day;
use crate::domain::draft::Draft;
use crate::domain::error::{Code, Refusal};
use crate::domain::figures::figures_of_today;
use crate::domain::property::Property;

impl Decide for NightAudit {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let today = draft.today();
        draft.tell("closed", self.closes);
        if self.closes < today {
            draft.tell("business_date", today);
            draft.summarise(format!("{} is closed already", self.closes));
            return Ok(());
        }
        present(draft, self.closes)?;
        find::fresh(draft, "The property", draft.property().version)?;
        let absent = draft.not_arrived(today);
        if !self.confirm_no_shows {
            nobody_awaited(&absent)?;
        }
        let mut codes: Vec<String> = Vec::new();
        for booking in absent {
            codes.push(booking.code.clone());
            declare_no_show(draft, booking, Some("night audit".to_owned()));
        }
        let open = closing(draft, today);
        warn_of_what_stays_open(draft, &open);
        let figures = figures_of_today(draft, codes.len() as u32);
        draft.tell("occupied", figures.occupied);
        draft.save(figures);
        let next = today.plus(1);
        let property = Property {
            business_date: next,
            ..draft.property().clone()
        };
        draft.save(property);
        draft.forget("booking");
        draft.forget("status");
        draft.tell("no_shows", codes);
        draft.tell("business_date", next);
        draft.resummarise(format!("Closed {today}"));
        Ok(())
    }
}

/// Only the present business date can be closed.
fn present(draft: &Draft, closes: Day) -> Result<(), Refusal> {
    let today = draft.today();
    let refused = |message: String| {
        Err(Refusal::new(Code::InvalidDates, message)
            .with("closes", closes)
            .with("business_date", today))
    };
    if closes > today {
        return refused(format!(
            "{closes} has not come: the business date is {today}; close days one at a time."
        ));
    }
    if closes >= Day::LAST {
        return refused(format!("{closes} is the last day keyrack knows."));
    }
    Ok(())
}

/// Refuses while someone is awaited, naming them.
fn nobody_awaited(absent: &[Booking]) -> Result<(), Refusal> {
    if absent.is_empty() {
        return Ok(());
    }
    let names: Vec<String> = absent.iter().take(5).map(called).collect();
    let more = match absent.len() - names.len() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let codes: Vec<&str> = absent.iter().map(|booking| booking.code.as_str()).collect();
    Err(Refusal::new(
        Code::BookingStatusInvalid,
        format!(
            "Still awaited: {}{more}; declare them no-shows, change their dates, or close with confirm_no_shows.",
            names.join(", ")
        ),
    )
    .with("bookings", codes))
}

/// Lists what stays open: guests who should have left, and accounts of those
/// who did that do not come out even.
fn warn_of_what_stays_open(draft: &mut Draft, closing: &Closing) {
    for one in &closing.staying {
        let room = one.room.as_ref();
        let room = room.map_or_else(String::new, |room| format!(" in room {room}"));
        draft.warn(
            "OVERSTAY",
            format!(
                "{}{room} was to leave {}; extend the stay or check out.",
                called(&one.booking),
                one.booking.stay.check_out.spoken()
            ),
        );
    }
    for (booking, balance) in &closing.owing {
        let words = match balance.minor {
            minor if minor > 0 => format!("{balance} is still to be paid"),
            _ => format!("{} was paid too much", balance.size()),
        };
        draft.warn(
            "OPEN_BALANCE",
            format!("{} has left, and {words}.", called(booking)),
        );
    }
}
