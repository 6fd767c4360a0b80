//! Bookings as such: taking, changing, calling off and bringing back.

mod create;
mod edit;
mod party;
mod remark;
mod status;
mod trigger;

pub use create::make;
pub use status::{confirm, declare_no_show};

use crate::domain::booking::Booking;
use crate::domain::draft::Draft;

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
