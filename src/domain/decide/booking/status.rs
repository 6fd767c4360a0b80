//! Confirming, calling off, never coming, and bringing back.

use super::create::is_past;
use super::remark::rush_room_of;
use super::trigger::on_confirmation;
use super::{called, tell};
use crate::domain::booking::{Booking, BookingStatus};
use crate::domain::command::{CancelBooking, ConfirmBooking, MarkNoShow, ReinstateBooking};
use crate::domain::decide::{Decide, assign, check, find, sold};
use crate::domain::draft::Draft;
use crate::domain::error::{Code, Refusal};
use crate::domain::segment::EndedBecause;

/// The refusal of an operation that the booking's status does not allow.
fn status_invalid(booking: &Booking, operation: &str, way_out: &str) -> Refusal {
    let standing = if booking.is_in_house() {
        "in the house".to_owned()
    } else {
        booking.status.as_str().to_owned()
    };
    Refusal::new(
        Code::BookingStatusInvalid,
        format!(
            "{} is {standing} and cannot be {operation}; {way_out}.",
            called(booking)
        ),
    )
    .with("booking", &booking.code)
    .with("status", booking.status)
}

fn fresh(draft: &Draft, booking: &Booking) -> Result<(), Refusal> {
    find::fresh(draft, &format!("Booking {}", booking.code), booking.version)
}

fn not_past(draft: &Draft, booking: &Booking) -> Result<(), Refusal> {
    if !is_past(booking.stay, draft.today()) {
        return Ok(());
    }
    Err(Refusal::new(
        Code::InvalidDates,
        format!(
            "The stay of {} ({}) is past; take a new booking instead.",
            called(booking),
            booking.stay
        ),
    )
    .with("booking", &booking.code)
    .with("check_out", booking.stay.check_out))
}

impl Decide for ConfirmBooking {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let mut booking = find::booking(draft, &self.booking)?;
        if booking.status != BookingStatus::PendingPayment {
            let way_out = match booking.status {
                BookingStatus::Confirmed => "nothing is left to do",
                BookingStatus::Cancelled | BookingStatus::NoShow => "reinstate it",
                _ => "its guest has been and left",
            };
            return Err(status_invalid(&booking, "confirmed", way_out));
        }
        fresh(draft, &booking)?;
        booking.status_reason = check::optional("reason", self.reason.as_deref(), check::REASON)?;
        confirm(draft, booking)
    }
}

/// Makes a pending booking firm.
///
/// # Errors
/// `INVALID_DATES` for a stay that is past; `TYPE_OVERSOLD` where the policy
/// refuses.
pub fn confirm(draft: &mut Draft, mut booking: Booking) -> Result<(), Refusal> {
    not_past(draft, &booking)?;
    let held = booking.holds_inventory(&draft.property().policies);
    booking.status = BookingStatus::Confirmed;
    draft.save(booking.clone());
    // What was held already is not sold anew.
    if !held {
        sold::check(draft, &booking)?;
    }
    draft.summarise(format!("Confirmed {}", called(&booking)));
    on_confirmation(draft, &booking);
    tell(draft, &booking);
    Ok(())
}

impl Decide for CancelBooking {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let booking = find::booking(draft, &self.booking)?;
        if booking.is_in_house() {
            return Err(Refusal::new(
                Code::BookingAlreadyCheckedIn,
                format!(
                    "{} is in the house and cannot be cancelled; check the guest out.",
                    called(&booking)
                ),
            )
            .with("booking", &booking.code));
        }
        if !matches!(
            booking.status,
            BookingStatus::PendingPayment | BookingStatus::Confirmed
        ) {
            let way_out = match booking.status {
                BookingStatus::Completed => "its guest has been and left",
                _ => "nothing is left to do",
            };
            return Err(status_invalid(&booking, "cancelled", way_out));
        }
        fresh(draft, &booking)?;
        let reason = check::reason(self.reason.as_deref(), "Cancelling")?;
        call_off(
            draft,
            booking,
            BookingStatus::Cancelled,
            Some(reason),
            "Cancelled",
        );
        Ok(())
    }
}

impl Decide for MarkNoShow {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let booking = find::booking(draft, &self.booking)?;
        if booking.status != BookingStatus::Confirmed || booking.is_in_house() {
            let way_out = match booking.status {
                BookingStatus::PendingPayment => "cancel it",
                BookingStatus::Confirmed => "check the guest out when they leave",
                BookingStatus::Completed => "its guest has been and left",
                BookingStatus::Cancelled | BookingStatus::NoShow => "nothing is left to do",
            };
            return Err(status_invalid(&booking, "declared a no-show", way_out));
        }
        if booking.stay.check_in > draft.today() {
            let way_out = format!(
                "wait until {}, or cancel it",
                booking.stay.check_in.spoken()
            );
            return Err(status_invalid(
                &booking,
                "declared a no-show before the day of arrival",
                &way_out,
            )
            .with("check_in", booking.stay.check_in));
        }
        fresh(draft, &booking)?;
        let reason = check::optional("reason", self.reason.as_deref(), check::REASON)?;
        declare_no_show(draft, booking, reason);
        Ok(())
    }
}

/// Says that the guest of this confirmed booking never came; its nights are free.
pub fn declare_no_show(draft: &mut Draft, booking: Booking, reason: Option<String>) {
    call_off(draft, booking, BookingStatus::NoShow, reason, "No-show:");
}

fn call_off(
    draft: &mut Draft,
    mut booking: Booking,
    status: BookingStatus,
    reason: Option<String>,
    said: &str,
) {
    if booking.guest_waiting {
        rush_room_of(draft, &booking, false);
    }
    booking.guest_waiting = false;
    booking.status = status;
    booking.status_reason = reason;
    let because = match status {
        BookingStatus::NoShow => EndedBecause::NoShow,
        _ => EndedBecause::Cancelled,
    };
    draft.save(booking.clone());
    assign::end_all(draft, &booking, because);
    tell(draft, &booking);
    draft.summarise(format!("{said} {}", called(&booking)));
}

impl Decide for ReinstateBooking {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let mut booking = find::booking(draft, &self.booking)?;
        if !matches!(
            booking.status,
            BookingStatus::Cancelled | BookingStatus::NoShow
        ) {
            let way_out = match booking.status {
                BookingStatus::PendingPayment => "confirm it",
                BookingStatus::Completed => "take a new booking",
                _ => "it stands as it is",
            };
            return Err(status_invalid(&booking, "reinstated", way_out));
        }
        fresh(draft, &booking)?;
        not_past(draft, &booking)?;
        booking.status = BookingStatus::Confirmed;
        booking.status_reason = check::optional("reason", self.reason.as_deref(), check::REASON)?;
        draft.save(booking.clone());
        sold::check(draft, &booking)?;
        tell(draft, &booking);
        draft.summarise(format!("Reinstated {}", called(&booking)));
        Ok(())
    }
}
