//! Bookings as such: taking, changing, calling off and bringing back.

mod create;
mod edit;
mod party;
mod remark;
mod status;
mod trigger;

pub use create::make;
pub use status::{confirm, declare_no_show};
pub use trigger::on_payment;

use crate::domain::booking::{Booking, BookingStatus};
use crate::domain::draft::Draft;
use crate::domain::error::{Code, Refusal};

/// Puts the booking's code and status into the receipt.
fn tell(draft: &mut Draft, booking: &Booking) {
    draft.tell("booking", &booking.code);
    draft.tell("status", booking.status);
}

/// `Yi (BK-2026-000123)`, or the code alone where no guest is named.
pub fn called(booking: &Booking) -> String {
    match booking.family_name() {
        "" => booking.code.clone(),
        name => format!("{name} ({})", booking.code),
    }
}

/// The refusal of what needs a confirmed booking, with the way there; `gone`
/// is what to say of one whose guest has left.
pub fn not_confirmed(booking: &Booking, code: Code, gone: &str) -> Refusal {
    let way_out = match booking.status {
        BookingStatus::PendingPayment => "confirm it first",
        BookingStatus::Cancelled | BookingStatus::NoShow => "reinstate it first",
        BookingStatus::Completed | BookingStatus::Confirmed => gone,
    };
    Refusal::new(
        code,
        format!(
            "Booking {} is {}; {way_out}.",
            booking.code,
            booking.status.as_str()
        ),
    )
    .with("booking", &booking.code)
    .with("status", booking.status)
}
