//! Stays and blocks that a room leaves behind when it goes out of service.

use crate::domain::booking::Booking;
use crate::domain::day::{Day, Stay};
use crate::domain::draft::Draft;
use crate::domain::facts::{Hold, Holder};
use crate::domain::id::RoomId;
use crate::domain::room::Room;

/// Holds of this room on nights from the business date on.
fn to_come(draft: &Draft, room: RoomId) -> Vec<Hold> {
    let ahead = Stay {
        check_in: draft.today(),
        check_out: Day::LAST,
    };
    draft.holds(room, ahead)
}

/// Bookings whose stays to come hold this room, each once.
pub fn bookings_to_come(draft: &Draft, room: RoomId) -> Vec<Booking> {
    let mut found: Vec<Booking> = Vec::new();
    for hold in to_come(draft, room) {
        if let Holder::Segment(_, id) = hold.holder
            && found.iter().all(|booking| booking.id != id)
            && let Some(booking) = draft.booking(id)
        {
            found.push(booking);
        }
    }
    found
}

/// Says which stays to come are stranded on nights on which the room is not in
/// service, one warning each: `why` is what has become of the room.
pub fn warn(draft: &mut Draft, room: &Room, why: &str) {
    let policies = draft.property().policies.clone();
    let today = draft.today();
    let out = |night: Day| room.why_not_in_service(night, today, &policies).is_some();
    for hold in to_come(draft, room.id) {
        // A block wants no guest housed: it strands nobody.
        let Holder::Segment(_, id) = hold.holder else {
            continue;
        };
        let first = hold.nights.check_in.max(today);
        let (true, Some(booking)) = (
            first.until(hold.nights.check_out).any(out),
            draft.booking(id),
        ) else {
            continue;
        };
        let who = format!("{} ({})", booking.code, booking.lead);
        draft.warn(
            "STRANDED_HOLD",
            format!(
                "Room {} {why}, but {who} holds it from {} to {}; find another room.",
                room.number,
                hold.nights.check_in.spoken(),
                hold.nights.check_out.spoken(),
            ),
        );
    }
}
