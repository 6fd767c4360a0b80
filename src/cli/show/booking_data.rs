//! A booking with its rooms, and what of it is data.

use serde::Serialize;

use crate::domain::assignment;
use crate::domain::booking::{Booking, BookingStatus, Contact, Preferences};
use crate::domain::property::Property;
use crate::domain::rate::RateDecision;
use crate::domain::segment::{AssignmentStatus, AssignmentType, Segment};
use crate::domain::view::account::{Account, account_of};
use crate::domain::{Day, Facts, Moment, Money, TimeOfDay};

/// A booking as data.
#[derive(Serialize)]
pub(super) struct BookingData<'a> {
    code: &'a str,
    status: BookingStatus,
    assignment_status: AssignmentStatus,
    room: Option<String>,
    segments: Vec<SegmentData>,
    check_in: Day,
    check_out: Day,
    nights: i32,
    checked_in_at: Option<Moment>,
    checked_out_at: Option<Moment>,
    version: i64,
    guest: &'a str,
    guests: &'a [String],
    party_complete: bool,
    adults: u32,
    children: u32,
    infants: u32,
    room_type: &'a str,
    rate: Money,
    is_vip: bool,
    is_direct: bool,
    do_not_move: bool,
    balance: Money,
    account: &'a Account,
    source: &'a str,
    reference: Option<&'a str>,
    group: Option<&'a str>,
    contact: &'a Contact,
    preferences: &'a Preferences,
    arrival_time: Option<TimeOfDay>,
    departure_time: Option<TimeOfDay>,
    guest_waiting: bool,
    wanted_room: Option<&'a str>,
    status_reason: Option<&'a str>,
    created_at: Moment,
}

/// The part of a stay spent in one room, as data.
#[derive(Serialize)]
struct SegmentData {
    room: String,
    check_in: Day,
    check_out: Day,
    nights: i32,
    status: AssignmentStatus,
    assignment_type: AssignmentType,
    do_not_move: bool,
    moved_from: Option<String>,
    rate: Money,
    original_type: String,
    original_rate: Money,
    difference: Money,
    rate_decision: Option<RateDecision>,
    approved_by_guest: bool,
}

/// A booking with what belongs to it.
pub(super) struct Known {
    pub(super) booking: Booking,
    /// In order of nights, ended ones left out.
    pub(super) segments: Vec<Segment>,
    /// For each of them its room, and the room its guest came from.
    pub(super) rooms: Vec<(String, Option<String>)>,
    pub(super) status: AssignmentStatus,
    /// The room that speaks for the booking now.
    pub(super) room: Option<String>,
    /// What it costs and what was paid.
    pub(super) account: Account,
}

impl Known {
    /// The booking with what these facts say of it.
    pub(super) fn of(facts: &dyn Facts, booking: Booking, today: Day) -> Known {
        let mut segments = facts.segments_of(booking.id);
        segments.retain(Segment::counts);
        let number = |id| facts.room(id).map(|room| room.number);
        let rooms = segments
            .iter()
            .map(|segment| {
                let from = segment.moved.as_ref().and_then(|moved| number(moved.from));
                (number(segment.room).unwrap_or_default(), from)
            })
            .collect();
        Known {
            status: assignment::status(&booking, &segments, today),
            account: account_of(facts, &booking),
            room: assignment::current(&segments, today).and_then(|segment| number(segment.room)),
            booking,
            segments,
            rooms,
        }
    }

    /// The booking as data.
    pub(super) fn data(&self, property: &Property) -> BookingData<'_> {
        let booking = &self.booking;
        let segments = self.segments.iter().zip(&self.rooms).map(segment_data);
        BookingData {
            code: &booking.code,
            status: booking.status,
            assignment_status: self.status,
            room: self.room.clone(),
            segments: segments.collect(),
            check_in: booking.stay.check_in,
            check_out: booking.stay.check_out,
            nights: booking.stay.nights(),
            checked_in_at: booking.checked_in_at,
            checked_out_at: booking.checked_out_at,
            version: booking.version,
            guest: &booking.lead,
            guests: &booking.guests,
            party_complete: booking.names_missing(property.policies.party_completion) == 0,
            adults: booking.adults,
            children: booking.children,
            infants: booking.infants,
            room_type: &booking.room_type,
            rate: booking.rate,
            is_vip: booking.is_vip,
            is_direct: booking.is_direct,
            do_not_move: self.segments.iter().any(|segment| segment.do_not_move),
            balance: self.account.totals.balance,
            account: &self.account,
            source: &booking.source,
            reference: booking.reference.as_deref(),
            group: booking.group.as_deref(),
            contact: &booking.contact,
            preferences: &booking.preferences,
            arrival_time: booking.arrival_time,
            departure_time: booking.departure_time,
            guest_waiting: booking.guest_waiting,
            wanted_room: booking.wanted_room.as_deref(),
            status_reason: booking.status_reason.as_deref(),
            created_at: booking.created_at,
        }
    }
}

fn segment_data(
    (segment, (room, moved_from)): (&Segment, &(String, Option<String>)),
) -> SegmentData {
    SegmentData {
        room: room.clone(),
        check_in: segment.stay.check_in,
        check_out: segment.stay.check_out,
        nights: segment.stay.nights(),
        status: segment.status,
        assignment_type: segment.assignment_type,
        do_not_move: segment.do_not_move,
        moved_from: moved_from.clone(),
        rate: segment.allocated_rate,
        original_type: segment.original_type.clone(),
        original_rate: segment.original_rate,
        difference: segment.difference(),
        rate_decision: segment.rate_terms.map(|terms| terms.decision),
        approved_by_guest: segment
            .rate_terms
            .is_some_and(|terms| terms.approved_by_guest),
    }
}
