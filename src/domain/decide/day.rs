//! The end of the day: closing one business date and opening the next.

use super::booking::{called, declare_no_show};
use super::{Decide, find};
use crate::domain::booking::Booking;
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
        warn_of_those_who_should_have_left(draft, today);
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

/// Lists guests whose day of departure has come and who are still here.
fn warn_of_those_who_should_have_left(draft: &mut Draft, closing: Day) {
    let mut staying: Vec<Booking> = draft
        .in_house()
        .into_iter()
        .filter(|booking| booking.stay.check_out <= closing)
        .collect();
    staying.sort_by(|one, other| one.code.cmp(&other.code));
    for booking in staying {
        let room = draft
            .segments_of(booking.id)
            .into_iter()
            .rev()
            .find(|segment| segment.active)
            .and_then(|segment| draft.room(segment.room))
            .map_or_else(String::new, |room| format!(" in room {}", room.number));
        draft.warn(
            "OVERSTAY",
            format!(
                "{}{room} was to leave {}; extend the stay or check out.",
                called(&booking),
                booking.stay.check_out.spoken()
            ),
        );
    }
}
