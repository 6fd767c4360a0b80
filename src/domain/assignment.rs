//! What a booking's segments come to: whether it needs a room, and how firmly
//! it has one.

use super::booking::{Booking, BookingStatus};
use super::day::{Day, Stay};
use super::facts::Roomless;
use super::segment::{AssignmentStatus, Segment};

/// Whether a night that the booking holds (or would hold, once paid) has no
/// room. `segments` are the booking's own, ended ones left out.
pub fn needs_room(booking: &Booking, segments: &[Segment]) -> bool {
    let may_hold = matches!(
        booking.status,
        BookingStatus::Confirmed | BookingStatus::PendingPayment
    ) && booking.checked_out_at.is_none();
    may_hold && !uncovered(booking.stay, segments).is_empty()
}

/// The parts of the stay that no active segment covers, in order. A day use
/// without a room is one part without nights.
pub fn uncovered(stay: Stay, segments: &[Segment]) -> Vec<Stay> {
    let active = segments.iter().filter(|segment| segment.active);
    if stay.is_day_use() {
        let covered = active
            .into_iter()
            .any(|segment| segment.stay.covers(stay.check_in));
        return if covered { Vec::new() } else { vec![stay] };
    }
    let mut parts = Vec::new();
    let mut next = stay.check_in;
    let mut sorted: Vec<&Segment> = active.collect();
    sorted.sort_by_key(|segment| segment.stay);
    for segment in sorted {
        if next < segment.stay.check_in {
            parts.push(Stay {
                check_in: next,
                check_out: segment.stay.check_in.min(stay.check_out),
            });
        }
        next = next.max(segment.stay.check_out);
    }
    if next < stay.check_out {
        parts.push(Stay {
            check_in: next,
            check_out: stay.check_out,
        });
    }
    parts
}

/// The same, as the count of what is sold wants it; ended segments may be
/// among the given ones.
pub fn parts_without_room(booking: &Booking, segments: &[Segment]) -> Vec<Roomless> {
    let live: Vec<Segment> = segments
        .iter()
        .filter(|segment| segment.counts())
        .cloned()
        .collect();
    uncovered(booking.stay, &live)
        .into_iter()
        .map(|nights| Roomless {
            booking: booking.id,
            status: booking.status,
            nights,
        })
        .collect()
}

/// The segment that speaks for the booking: the one the guest is in, else the
/// one of this day, else the first to come.
pub fn current(segments: &[Segment], today: Day) -> Option<&Segment> {
    segments
        .iter()
        .find(|segment| segment.status == AssignmentStatus::Locked && segment.active)
        .or_else(|| segments.iter().find(|segment| segment.stay.covers(today)))
        .or_else(|| {
            segments
                .iter()
                .find(|segment| segment.stay.check_in >= today)
        })
        .or(segments.last())
}

/// How firmly the booking has its rooms.
pub fn status(booking: &Booking, segments: &[Segment], today: Day) -> AssignmentStatus {
    if booking.needs_room {
        return AssignmentStatus::Unassigned;
    }
    current(segments, today).map_or(AssignmentStatus::Unassigned, |segment| segment.status)
}
