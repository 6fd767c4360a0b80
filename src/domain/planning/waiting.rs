//! What a plan would be about: told before one is asked for.

use super::contest::contest;
use crate::domain::availability::roomless_parts;
use crate::domain::day::Day;
use crate::domain::house::House;
use crate::domain::id::BookingId;
use crate::domain::moment::Moment;
use crate::domain::reading::look;

/// How many bookings that arrive from one day to another, that day included,
/// have nights without a room. As far as the house is loaded.
pub fn waiting(house: &House, (from, to): (Day, Day), now: Moment) -> usize {
    let count = look(house, now, |draft| {
        let policies = &draft.property().policies;
        let arrives = house
            .bookings
            .values()
            .filter(|one| (from..=to).contains(&one.stay.check_in));
        arrives
            .filter(|one| one.holds_inventory(policies))
            .filter(|one| {
                let mut segments = draft.segments_of(one.id);
                segments.retain(|segment| segment.active);
                !roomless_parts(one, &segments, draft.today(), policies).is_empty()
            })
            .count()
    });
    count.unwrap_or_default()
}

/// Whether somebody else claims the room of a booking, or the room is not to be
/// had: whether there is a conflict to settle.
pub fn is_contested(house: &House, booking: BookingId, now: Moment) -> bool {
    let found = look(house, now, |draft| {
        let booking = draft.booking(booking)?;
        contest(house, draft, &booking).map(|_| ())
    });
    found.flatten().is_some()
}
