//! Today's figures and lists: what the header and the panels say.

use serde::Serialize;

use super::counts::percent;
use crate::domain::booking::{Booking, BookingStatus};
use crate::domain::day::Day;
use crate::domain::house::House;
use crate::domain::id::{BookingId, RoomId};
use crate::domain::moment::TimeOfDay;
use crate::domain::property::Property;
use crate::domain::room::{NotBookable, Room};
use crate::domain::segment::{AssignmentStatus, Segment};

/// The business date in figures.
#[derive(Clone, Copy, PartialEq, Debug, Default, Serialize)]
pub struct Figures {
    /// Bookings that begin today, whether the guest is here yet or not.
    pub arrivals: u32,
    /// Those of them who are still to come.
    pub pending_arrivals: u32,
    /// Those still to come who have no room tonight.
    pub arrivals_without_room: u32,
    /// Bookings that end today, whether the guest has left yet or not.
    pub departures: u32,
    /// Those of them who are still in the house.
    pub pending_departures: u32,
    /// Guests who stay tonight and came before today.
    pub stayovers: u32,
    /// Bookings whose guest is in the house.
    pub in_house: u32,
    /// Those of them who should have left before today.
    pub overstays: u32,
    /// Rooms sold for tonight, with or without a number.
    pub sold: u32,
    /// Active rooms.
    pub total_rooms: u32,
    /// `sold / total rooms × 100`.
    pub sold_rate: f64,
    /// Bookings that wait for a deposit or an approval.
    pub pending_payment: u32,
    /// Bookings with nights that need a room and have none.
    pub unassigned: u32,
}

/// One guest who comes, leaves or stays.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Visit {
    /// Which booking.
    #[serde(skip)]
    pub booking_id: BookingId,
    /// Its code.
    pub booking: String,
    /// The lead guest.
    pub guest: String,
    /// Which room, if there is one.
    #[serde(skip)]
    pub room_id: Option<RoomId>,
    /// Its number.
    pub room: Option<String>,
    /// When they said they come, or leave.
    pub time: Option<TimeOfDay>,
    /// Someone to be looked after.
    pub is_vip: bool,
    /// Here, and waiting for the room.
    pub waiting: bool,
    /// Why the room cannot be handed out yet, for one who is to come.
    pub why_not_ready: Option<&'static str>,
}

/// Who comes, leaves and stays on the business date.
#[derive(Clone, PartialEq, Debug, Default, Serialize)]
pub struct Today {
    /// The figures.
    pub figures: Figures,
    /// Still to come today, by time; who gave none, when rooms are promised.
    pub arrivals: Vec<Visit>,
    /// Still to leave today, by time; who gave none, when rooms are to be left.
    pub departures: Vec<Visit>,
    /// In the house past the day of departure.
    pub overstays: Vec<Visit>,
}

/// The business date of this house; nothing before there is a property.
pub fn today(house: &House) -> Today {
    let mut found = Today::default();
    let Some(property) = &house.property else {
        return found;
    };
    let day = property.business_date;
    for booking in house.bookings.values() {
        count(&mut found.figures, house, property, booking);
        if is_to_come(booking, day) {
            found.arrivals.push(visit(house, booking, day));
        } else if booking.is_due_out(day) {
            found.departures.push(visit(house, booking, day));
        } else if booking.is_overstay(day) {
            found.overstays.push(visit(house, booking, day));
        }
    }
    found.figures.total_rooms = house.rooms.values().filter(|room| room.active).count() as u32;
    found.figures.sold_rate = percent(
        f64::from(found.figures.sold),
        f64::from(found.figures.total_rooms),
    );
    let policies = &property.policies;
    sort(&mut found.arrivals, policies.check_in_time);
    sort(&mut found.departures, policies.check_out_time);
    sort(&mut found.overstays, policies.check_out_time);
    found
}

fn sort(visits: &mut [Visit], otherwise: TimeOfDay) {
    visits.sort_by(|a, b| {
        let key = |visit: &Visit| (!visit.waiting, visit.time.unwrap_or(otherwise));
        (key(a), &a.guest, &a.booking).cmp(&(key(b), &b.guest, &b.booking))
    });
}

/// Whether the guest is still to come today; one who was due before and has
/// not been declared a no-show, too.
fn is_to_come(booking: &Booking, today: Day) -> bool {
    booking.status == BookingStatus::Confirmed
        && booking.checked_in_at.is_none()
        && booking.stay.check_in <= today
        && (booking.stay.check_out > today || booking.stay.covers(today))
}

fn count(figures: &mut Figures, house: &House, property: &Property, booking: &Booking) {
    let today = property.business_date;
    let add = |figure: &mut u32, when: bool| *figure += u32::from(when);
    let in_house = booking.is_in_house();
    let to_come = is_to_come(booking, today);
    let came = booking.arrived_on == Some(today);
    add(&mut figures.arrivals, to_come || came);
    add(&mut figures.pending_arrivals, to_come);
    add(
        &mut figures.arrivals_without_room,
        to_come && tonight(house, booking, today).is_none(),
    );
    let due_out = booking.is_due_out(today);
    let left = booking.departed_on == Some(today);
    add(&mut figures.departures, due_out || left);
    add(&mut figures.pending_departures, due_out);
    add(&mut figures.in_house, in_house);
    add(&mut figures.overstays, booking.is_overstay(today));
    add(
        &mut figures.stayovers,
        in_house && !came && booking.stay.check_out > today,
    );
    let holds = booking.holds_inventory(&property.policies);
    add(
        &mut figures.sold,
        holds && !booking.stay.is_day_use() && booking.stay.covers(today),
    );
    add(
        &mut figures.pending_payment,
        booking.status == BookingStatus::PendingPayment,
    );
    add(&mut figures.unassigned, holds && booking.needs_room);
}

fn tonight<'h>(house: &'h House, booking: &Booking, today: Day) -> Option<&'h Segment> {
    let stay = house.stay_of(booking.id);
    let here = |segment: &&&Segment| {
        segment.active
            && (segment.stay.covers(today)
                || (booking.is_in_house() && segment.status == AssignmentStatus::Locked))
    };
    stay.iter().find(here).copied()
}

fn visit(house: &House, booking: &Booking, today: Day) -> Visit {
    let room = tonight(house, booking, today).and_then(|segment| house.rooms.get(&segment.room));
    let in_house = booking.is_in_house();
    Visit {
        booking_id: booking.id,
        booking: booking.code.clone(),
        guest: booking.lead.clone(),
        room_id: room.map(|room| room.id),
        room: room.map(|room| room.number.clone()),
        time: if in_house {
            booking.departure_time
        } else {
            booking.arrival_time
        },
        is_vip: booking.is_vip,
        waiting: booking.guest_waiting && !in_house,
        why_not_ready: room
            .filter(|_| !in_house)
            .and_then(Room::why_not_bookable)
            .map(NotBookable::as_str),
    }
}
