//! What is asked of a booking and a room before one is given to the other.

use super::super::booking::not_confirmed;
use super::super::find;
use super::Terms;
use crate::domain::assignment;
use crate::domain::booking::{Booking, BookingStatus};
use crate::domain::conflict::{self};
use crate::domain::day::{Day, Stay};
use crate::domain::draft::Draft;
use crate::domain::error::{Code, Refusal};
use crate::domain::id::RoomId;
use crate::domain::policy::PartyCompletion;
use crate::domain::room::Room;
use crate::domain::segment::{AssignmentStatus, Segment};

pub(super) fn assignable(booking: &Booking) -> Result<(), Refusal> {
    if booking.status == BookingStatus::Confirmed {
        return Ok(());
    }
    Err(not_confirmed(
        booking,
        Code::BookingStatusNotAssignable,
        "its guest has left",
    ))
}

pub(super) fn part_of(booking: &Booking, terms: Terms) -> Result<Stay, Refusal> {
    let part = Stay::new(
        terms.from.unwrap_or(booking.stay.check_in),
        terms.to.unwrap_or(booking.stay.check_out),
    )?;
    if booking.stay.contains(part) && part.is_day_use() == booking.stay.is_day_use() {
        return Ok(part);
    }
    Err(Refusal::new(
        Code::InvalidDates,
        format!(
            "{part} is not a part of the stay {}; choose nights within it.",
            booking.stay
        ),
    )
    .with("booking", &booking.code)
    .with("check_in", booking.stay.check_in)
    .with("check_out", booking.stay.check_out))
}

/// While the guest is in, only nights after the present segment can be given.
pub(super) fn not_slept_in(
    draft: &Draft,
    booking: &Booking,
    segments: &[Segment],
    part: Stay,
) -> Result<(), Refusal> {
    if !booking.is_in_house() {
        return Ok(());
    }
    let later = part.check_in > draft.today()
        && segments.iter().all(|segment| {
            segment.status != AssignmentStatus::Locked || !meets(segment.stay, part)
        });
    if later {
        return Ok(());
    }
    Err(Refusal::new(
        Code::BookingAlreadyCheckedIn,
        format!(
            "{} is already in the house; use move to change the room.",
            booking.family_name()
        ),
    )
    .with("booking", &booking.code))
}

/// Whether two parts share a night, or are the same day use.
pub(super) fn meets(one: Stay, other: Stay) -> bool {
    one.overlaps(other) || (one.is_day_use() && one == other)
}

pub(super) fn already_there(
    segments: &[Segment],
    room: RoomId,
    part: Stay,
    wanted: AssignmentStatus,
) -> bool {
    let here: Vec<Segment> = segments
        .iter()
        .filter(|segment| segment.active && segment.room == room && segment.status >= wanted)
        .cloned()
        .collect();
    assignment::uncovered(part, &here).is_empty()
}

pub(super) fn promised(
    draft: &Draft,
    booking: &Booking,
    touched: &[Segment],
    room: RoomId,
    terms: Terms,
) -> Result<(), Refusal> {
    let leaves = touched
        .iter()
        .any(|segment| segment.do_not_move && segment.room != room);
    if leaves {
        keeps_promise(draft, booking, terms.override_do_not_move, terms.reason)
    } else {
        Ok(())
    }
}

/// Refuses to break a promised room unless the command says so, with a reason.
///
/// # Errors
/// `ALLOCATION_GUARANTEED`; `REASON_REQUIRED` when overridden without one.
pub fn keeps_promise(
    draft: &Draft,
    booking: &Booking,
    overridden: bool,
    reason: Option<&str>,
) -> Result<(), Refusal> {
    if overridden {
        return find::reason(reason, "Breaking a promised room").map(|_| ());
    }
    let room = assignment::current(&draft.segments_of(booking.id), draft.today())
        .and_then(|segment| draft.room(segment.room))
        .map_or(String::new(), |room| room.number);
    Err(Refusal::new(
        Code::AllocationGuaranteed,
        format!(
            "{} was promised room {room} (do not move); override it with a reason, or leave it.",
            booking.family_name()
        ),
    )
    .with("booking", &booking.code)
    .with("room", room))
}

/// Refuses a party whose names are missing: a firm room wants those of the
/// policy, a tentative one the lead guest's.
///
/// # Errors
/// `PARTY_INCOMPLETE`.
pub fn complete(draft: &Draft, booking: &Booking, firm: bool) -> Result<(), Refusal> {
    let rule = if firm {
        draft.property().policies.party_completion
    } else {
        PartyCompletion::Lead
    };
    let missing = booking.names_missing(rule);
    if missing == 0 {
        return Ok(());
    }
    Err(Refusal::new(
        Code::PartyIncomplete,
        format!(
            "{} of {}'s party of {} still {} a name; enter the names first.",
            missing,
            if booking.lead.trim().is_empty() {
                &booking.code
            } else {
                booking.family_name()
            },
            booking.heads(),
            if missing == 1 { "lacks" } else { "lack" },
        ),
    )
    .with("booking", &booking.code)
    .with("missing", missing))
}

/// Refuses a room that is too small.
///
/// # Errors
/// `ROOM_CAPACITY_EXCEEDED`.
pub fn fits(booking: &Booking, room: &Room) -> Result<(), Refusal> {
    if booking.heads() <= room.capacity {
        return Ok(());
    }
    Err(Refusal::new(
        Code::RoomCapacityExceeded,
        format!(
            "Room {} takes {}, the party is {}; choose a larger room or split the party.",
            room.number,
            room.capacity,
            booking.heads()
        ),
    )
    .with("room", &room.number)
    .with("capacity", room.capacity)
    .with("party", booking.heads()))
}

/// Refuses a room that is not ready (firm) or not in service (tentative).
pub(super) fn available(
    draft: &Draft,
    booking: &Booking,
    room: &Room,
    part: Stay,
    firm: bool,
) -> Result<(), Refusal> {
    if firm {
        return bookable(draft, booking, room, part);
    }
    let today = draft.today();
    let policies = &draft.property().policies;
    let mut nights: Vec<Day> = part.each_night().collect();
    if part.is_day_use() {
        nights.push(part.check_in);
    }
    let out = nights.iter().find_map(|night| {
        room.why_not_in_service(*night, today, policies)
            .map(|reason| (*night, reason))
    });
    let Some((night, reason)) = out else {
        return Ok(());
    };
    let alternatives =
        conflict::free_and_in_service(draft, &booking.room_type, part, &[booking.id]);
    let mut refusal = room
        .not_bookable(reason, &alternatives)
        .with("night", night);
    refusal.message = format!(
        "Room {} is {} on {}; {}.",
        room.number,
        reason.as_str(),
        night.spoken(),
        if alternatives.is_empty() {
            "no other room of its type is free".to_owned()
        } else {
            format!("in service and free: {}", alternatives.join(", "))
        }
    );
    Err(refusal)
}

/// Refuses a room that cannot be handed out now.
///
/// # Errors
/// `ROOM_NOT_BOOKABLE`, with the reason and the rooms that could be.
pub fn bookable(draft: &Draft, booking: &Booking, room: &Room, part: Stay) -> Result<(), Refusal> {
    match room.why_not_bookable() {
        None => Ok(()),
        Some(reason) => {
            let alternatives =
                conflict::free_and_ready(draft, &booking.room_type, part, &[booking.id]);
            Err(room.not_bookable(reason, &alternatives))
        }
    }
}
