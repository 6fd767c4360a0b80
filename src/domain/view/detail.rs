//! One booking and one room in full.

use serde::Serialize;

use crate::domain::assignment;
use crate::domain::booking::{Booking, BookingStatus};
use crate::domain::day::{Day, Stay};
use crate::domain::facts::Facts;
use crate::domain::house::House;
use crate::domain::id::StaffId;
use crate::domain::moment::{Moment, TimeOfDay};
use crate::domain::money::Money;
use crate::domain::note::{Note, NoteSubject};
use crate::domain::property::Property;
use crate::domain::room::{MaintenancePriority, NotBookable, Room, RoomStatus, Service};
use crate::domain::segment::{AssignmentStatus, AssignmentType, Segment};

/// A part of a booking's stay.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct SegmentDetail {
    /// Number of the room.
    pub room: String,
    /// Code of the room's type.
    pub room_type: String,
    /// Which nights.
    #[serde(flatten)]
    pub nights: Stay,
    /// How firmly it is given.
    pub status: AssignmentStatus,
    /// How it came about.
    pub assignment_type: AssignmentType,
    /// Not to be moved.
    pub do_not_move: bool,
    /// Whether it holds its room still.
    pub active: bool,
    /// Where the guest came from, and why.
    pub moved_from: Option<String>,
}

/// One booking.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct BookingDetail {
    /// Its code.
    pub code: String,
    /// The sender's reference.
    pub reference: Option<String>,
    /// Where it stands.
    pub status: BookingStatus,
    /// Why it was called off.
    pub status_reason: Option<String>,
    /// How firmly it has its rooms.
    pub assignment_status: AssignmentStatus,
    /// Number of the room that speaks for it: the one the guest is in, of
    /// today, or the first to come.
    pub room: Option<String>,
    /// Code of the type that was booked.
    pub room_type: String,
    /// The parts of the stay that have or had a room.
    pub segments: Vec<SegmentDetail>,
    /// The day of arrival.
    pub check_in: Day,
    /// The day of departure.
    pub check_out: Day,
    /// Nights slept; 0 for a day use.
    pub nights: i32,
    /// When they expect to come.
    pub arrival_time: Option<TimeOfDay>,
    /// When they expect to leave.
    pub departure_time: Option<TimeOfDay>,
    /// When they came.
    pub checked_in_at: Option<Moment>,
    /// When they left.
    pub checked_out_at: Option<Moment>,
    /// Grows by one with each change.
    pub version: i64,
    /// The lead guest.
    pub guest: String,
    /// Everyone who is named.
    pub guests: Vec<String>,
    /// How many adults.
    pub adults: u32,
    /// How many children.
    pub children: u32,
    /// How many infants.
    pub infants: u32,
    /// Whether everyone is named whom the house wants named.
    pub party_complete: bool,
    /// Someone to be looked after.
    pub is_vip: bool,
    /// Not to be moved.
    pub do_not_move: bool,
    /// The guest is here and waits for the room.
    pub guest_waiting: bool,
    /// In the house past the day of departure.
    pub overstay: bool,
    /// The group it belongs to.
    pub group: Option<String>,
    /// Where it came from.
    pub source: String,
    /// Price per night.
    pub rate: Money,
    /// Nights × rate and adjustments, less what was paid.
    pub balance: Money,
    /// What was noted, oldest first, where the notes were loaded.
    pub notes: Vec<String>,
}

/// The booking with this code, in full.
pub fn booking_detail(house: &House, code: &str) -> Option<BookingDetail> {
    let booking = house.booking_coded(code)?;
    let property = house.property.as_ref()?;
    let today = property.business_date;
    let segments: Vec<_> = house
        .segments_of(booking.id)
        .into_iter()
        .filter(Segment::counts)
        .collect();
    let number = |room| {
        let room = house.rooms.get(&room);
        room.map_or_else(String::new, |room| room.number.clone())
    };
    let current = assignment::current(&segments, today);
    let rule = property.policies.party_completion;
    Some(BookingDetail {
        assignment_status: assignment::status(&booking, &segments, today),
        room: current.map(|segment| number(segment.room)),
        segments: segments
            .iter()
            .map(|segment| SegmentDetail {
                room: number(segment.room),
                room_type: house
                    .rooms
                    .get(&segment.room)
                    .map_or_else(String::new, |room| room.room_type.clone()),
                nights: segment.stay,
                status: segment.status,
                assignment_type: segment.assignment_type,
                do_not_move: segment.do_not_move,
                active: segment.active,
                moved_from: segment
                    .moved
                    .as_ref()
                    .map(|moved| format!("{}: {}", number(moved.from), moved.reason)),
            })
            .collect(),
        check_in: booking.stay.check_in,
        check_out: booking.stay.check_out,
        nights: booking.stay.nights(),
        party_complete: booking.names_missing(rule) == 0,
        do_not_move: segments.iter().any(|segment| segment.do_not_move),
        overstay: booking.is_overstay(today),
        balance: super::account::totals(house, &booking).balance,
        notes: notes(house, property, NoteSubject::Booking(booking.id)),
        ..plain(booking)
    })
}

/// What the booking's own row says.
fn plain(booking: Booking) -> BookingDetail {
    BookingDetail {
        reference: booking.reference,
        status: booking.status,
        status_reason: booking.status_reason,
        assignment_status: AssignmentStatus::Unassigned,
        room: None,
        room_type: booking.room_type,
        segments: Vec::new(),
        check_in: booking.stay.check_in,
        check_out: booking.stay.check_out,
        nights: 0,
        arrival_time: booking.arrival_time,
        departure_time: booking.departure_time,
        checked_in_at: booking.checked_in_at,
        checked_out_at: booking.checked_out_at,
        version: booking.version,
        guest: booking.lead,
        guests: booking.guests,
        adults: booking.adults,
        children: booking.children,
        infants: booking.infants,
        party_complete: false,
        is_vip: booking.is_vip,
        do_not_move: false,
        guest_waiting: booking.guest_waiting,
        overstay: false,
        group: booking.group,
        source: booking.source,
        rate: booking.rate,
        balance: booking.rate,
        notes: Vec::new(),
        code: booking.code,
    }
}

/// A repair that lies on a room.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct MaintenanceDetail {
    /// How urgent.
    pub priority: MaintenancePriority,
    /// What is wrong.
    pub notes: String,
    /// Since when.
    pub since: Moment,
    /// Who said so.
    pub by: String,
    /// The last day it is expected to last.
    pub until: Option<Day>,
}

/// One room.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct RoomDetail {
    /// What stands on the door.
    pub number: String,
    /// Code of its type.
    pub room_type: String,
    /// Which floor.
    pub floor: i32,
    /// Adults and children it takes.
    pub capacity: u32,
    /// What it has.
    pub features: Vec<String>,
    /// Where it stands between two guests.
    pub status: RoomStatus,
    /// Since when.
    pub status_since: Moment,
    /// Master switch.
    pub active: bool,
    /// Whether a guest lives in it.
    pub is_occupied: bool,
    /// Whether it is withdrawn from sale.
    pub is_out_of_order: bool,
    /// Why, while it is.
    pub out_of_order_reason: Option<String>,
    /// The last day of it, if anybody knows.
    pub out_of_order_until: Option<Day>,
    /// Whether a repair lies on it.
    pub maintenance_required: bool,
    /// The repair.
    pub maintenance: Option<MaintenanceDetail>,
    /// Daily service, while a guest lives in it.
    pub service: Option<Service>,
    /// A guest waits for it.
    pub rush: bool,
    /// Whether it may be handed out now.
    pub is_bookable: bool,
    /// Why not.
    pub why_not_bookable: Option<&'static str>,
    /// Code of the booking whose guest is in it.
    pub booking: Option<String>,
    /// That guest.
    pub guest: Option<String>,
    /// When the last guest left.
    pub last_checkout_at: Option<Moment>,
    /// When it was last cleaned.
    pub last_cleaned_at: Option<Moment>,
    /// By whom.
    pub cleaned_by: Option<String>,
    /// When it was last inspected.
    pub last_inspected_at: Option<Moment>,
    /// By whom.
    pub inspected_by: Option<String>,
    /// Its turnover history, oldest first, where the notes were loaded.
    pub history: Vec<String>,
    /// Grows by one with each change.
    pub version: i64,
}

/// The room with this number, in full.
pub fn room_detail(house: &House, number: &str) -> Option<RoomDetail> {
    let room = house.room_numbered(number)?;
    let property = house.property.as_ref()?;
    let today = property.business_date;
    let here = house.locked_in(room.id);
    let guest = here
        .iter()
        .find_map(|segment| house.bookings.get(&segment.booking));
    let stays_over = here.iter().any(|one| one.stay.goes_on_over(today));
    Some(RoomDetail {
        status: room.status,
        status_since: room.status_since,
        is_occupied: room.is_occupied(),
        is_out_of_order: room.is_out_of_order(),
        out_of_order_reason: room.out_of_order.as_ref().map(|out| out.reason.clone()),
        out_of_order_until: room.out_of_order.as_ref().and_then(|out| out.until),
        maintenance_required: room.maintenance.is_some(),
        maintenance: maintenance(house, &room),
        service: room
            .is_occupied()
            .then(|| room.service_on(today, stays_over)),
        is_bookable: room.is_bookable(),
        why_not_bookable: room.why_not_bookable().map(NotBookable::as_str),
        booking: guest.map(|booking| booking.code.clone()),
        guest: guest.map(|booking| booking.lead.clone()),
        last_checkout_at: room.last_checkout_at,
        last_cleaned_at: room.last_cleaned.map(|stamp| stamp.at),
        cleaned_by: room.last_cleaned.map(|stamp| name_of(house, stamp.by)),
        last_inspected_at: room.last_inspected.map(|stamp| stamp.at),
        inspected_by: room.last_inspected.map(|stamp| name_of(house, stamp.by)),
        history: notes(house, property, NoteSubject::Room(room.id)),
        floor: room.floor,
        capacity: room.capacity,
        active: room.active,
        rush: room.rush,
        version: room.version,
        features: room.features.into_iter().collect(),
        room_type: room.room_type,
        number: room.number,
    })
}

fn maintenance(house: &House, room: &Room) -> Option<MaintenanceDetail> {
    let hold = room.maintenance.as_ref()?;
    Some(MaintenanceDetail {
        priority: hold.priority,
        notes: hold.notes.clone(),
        since: hold.since,
        by: name_of(house, hold.by),
        until: hold.until,
    })
}

fn name_of(house: &House, staff: StaffId) -> String {
    let person = house.staff.get(&staff);
    person.map_or_else(String::new, |person| person.name.clone())
}

/// Notes as they are read: `[2026-08-14 11:52] Ana Silva: Inspection failed`.
fn notes(house: &House, property: &Property, subject: NoteSubject) -> Vec<String> {
    let mut notes: Vec<&Note> = house
        .notes
        .values()
        .filter(|note| note.subject == subject)
        .collect();
    notes.sort_by_key(|note| (note.at, note.id));
    notes
        .into_iter()
        .map(|note| {
            let at = note.at.stamp(property.timezone);
            format!("[{at}] {}: {}", name_of(house, note.by), note.text)
        })
        .collect()
}
