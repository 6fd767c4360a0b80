//! Bookings and their segments: what must be true of each, whatever has
//! happened. One booking at a time, so that a house of any age can be walked.

use super::{Check, Finding};
use crate::domain::assignment;
use crate::domain::booking::{Booking, BookingStatus};
use crate::domain::command::SetGuestWaiting;
use crate::domain::house::House;
use crate::domain::segment::Segment;

/// Looks one booking over, with every segment it ever had. The house is asked
/// for its rooms, types and policies only.
pub fn examine(house: &House, booking: &Booking, segments: &[Segment]) -> Vec<Finding> {
    let Some(property) = &house.property else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let code = &booking.code;
    let mut say = |check, wrong: String| {
        let message = format!(
            "{code} ({}) is not as the rules leave one: {wrong}; restore a backup from before, and tell the makers of keyrack.",
            booking.family_name()
        );
        found.push(Finding::new(check, code, message));
    };
    if let Some(wrong) = stamps(booking) {
        say(Check::BookingStamps, wrong.to_owned());
    }
    let live: Vec<Segment> = segments
        .iter()
        .filter(|segment| segment.counts())
        .cloned()
        .collect();
    let lacks = assignment::needs_room(booking, &live);
    if lacks != booking.needs_room {
        let says = if booking.needs_room { "lacks" } else { "has" };
        say(
            Check::NeedsRoomDiffers,
            format!("it says that it {says} a room for every night, which is not so"),
        );
    }
    let holds = booking.holds_inventory(&property.policies);
    if segments
        .iter()
        .any(|one| one.active != (holds && one.counts()))
    {
        say(
            Check::SegmentActive,
            "it holds a room although it should not, or does not although it should".to_owned(),
        );
    }
    if share_a_night(&live) {
        say(
            Check::SegmentsOverlap,
            "it has two rooms on one night".to_owned(),
        );
    }
    if holds && live.iter().any(|one| outside(booking, one)) {
        say(
            Check::SegmentOutside,
            "it holds a room on nights that are not of its stay".to_owned(),
        );
    }
    found.extend(type_lost(house, booking));
    found.extend(crowded(house, booking, &live));
    found.extend(overdue(house, booking));
    found
}

/// What is wrong with status and stamps, if anything is.
fn stamps(booking: &Booking) -> Option<&'static str> {
    let (came, left) = (booking.checked_in_at, booking.checked_out_at);
    if left.is_some() && came.is_none() {
        return Some("its guest has left without having come");
    }
    if let (Some(came), Some(left)) = (came, left)
        && left < came
    {
        return Some("its guest left before they came");
    }
    if booking.is_in_house() && booking.status != BookingStatus::Confirmed {
        return Some("its guest is in the house, and it is not confirmed");
    }
    // What an import took over as past has no stamps.
    if left.is_some() && booking.status != BookingStatus::Completed {
        return Some("its guest has left, and it is not completed");
    }
    if came.is_some() != booking.arrived_on.is_some()
        || left.is_some() != booking.departed_on.is_some()
    {
        return Some("it has a stamp without a business date, or the other way round");
    }
    None
}

fn share_a_night(live: &[Segment]) -> bool {
    let mut nights: Vec<_> = live
        .iter()
        .map(|one| one.stay)
        .filter(|stay| !stay.is_day_use())
        .collect();
    nights.sort_unstable();
    nights.windows(2).any(|two| two[0].overlaps(two[1]))
}

/// Whether a segment reaches out of the stay it is part of.
fn outside(booking: &Booking, segment: &Segment) -> bool {
    segment.stay.check_in < booking.stay.check_in || segment.stay.check_out > booking.stay.check_out
}

fn type_lost(house: &House, booking: &Booking) -> Option<Finding> {
    let open = matches!(
        booking.status,
        BookingStatus::Confirmed | BookingStatus::PendingPayment
    );
    (open && !house.room_types.contains_key(&booking.room_type)).then(|| {
        Finding::new(
            Check::RoomTypeLost,
            &booking.code,
            format!(
                "{} ({}) is for type {}, which is not there; change the type.",
                booking.code,
                booking.family_name(),
                booking.room_type
            ),
        )
    })
}

/// A room to come that is too small for the party.
fn crowded(house: &House, booking: &Booking, live: &[Segment]) -> Option<Finding> {
    let today = house.property.as_ref()?.business_date;
    let room = live
        .iter()
        .filter(|one| one.active && one.stay.check_out > today)
        .filter_map(|one| house.rooms.get(&one.room))
        .find(|room| room.capacity < booking.heads())?;
    Some(Finding::new(
        Check::PartyTooLarge,
        &booking.code,
        format!(
            "{} ({}) is {} people for room {}, which takes {}; give them another room.",
            booking.code,
            booking.family_name(),
            booking.heads(),
            room.number,
            room.capacity
        ),
    ))
}

fn overdue(house: &House, booking: &Booking) -> Option<Finding> {
    let today = house.property.as_ref()?.business_date;
    let (code, name) = (&booking.code, booking.family_name());
    let awaited = booking.status == BookingStatus::Confirmed && booking.checked_in_at.is_none();
    if awaited && booking.stay.check_out < today {
        return Some(Finding::new(
            Check::NeverCame,
            code,
            format!(
                "{code} ({name}) should have left {} and never came; declare a no-show, or cancel it.",
                booking.stay.check_out.spoken()
            ),
        ));
    }
    let in_or_over = booking.is_in_house() || booking.status != BookingStatus::Confirmed;
    (booking.guest_waiting && in_or_over).then(|| {
        let message =
            format!("{code} ({name}) is said to wait at the desk, which is over; take it back.");
        Finding::new(Check::WaitsThoughIn, code, message).mended_by(SetGuestWaiting {
            booking: code.clone(),
            on: false,
        })
    })
}
