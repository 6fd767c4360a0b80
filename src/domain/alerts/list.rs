//! Every active alert of a house, the most urgent first.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::offer::{not_these, wanted_stay};
use super::overdue::overdue;
use super::raise::{Raised, arrival, is_expected, raise};
use super::upgrade::{better, is_payment, is_warm};
use super::{AlertKind, AlertName, AlertState, NextStep};
use crate::domain::alert_mark::{AlertMark, Severity};
use crate::domain::availability::first_free;
use crate::domain::booking::Booking;
use crate::domain::day::{Day, Stay};
use crate::domain::draft::Draft;
use crate::domain::facts::Facts;
use crate::domain::house::House;
use crate::domain::id::{BookingId, RoomId};
use crate::domain::moment::{Moment, TimeOfDay};
use crate::domain::reading::look;
use crate::domain::request::Request;
use crate::domain::room::Room;
use crate::domain::segment::AssignmentStatus;

/// Milliseconds in an hour.
const HOUR: f64 = 3_600_000.0;

/// One active alert.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Alert {
    /// Which: `unassigned:BK-2026-000123`.
    pub alert: AlertName,
    /// What it is about.
    pub kind: AlertKind,
    /// How urgent it is.
    pub severity: Severity,
    /// Code of the booking it is about, if it is about one.
    pub booking: Option<String>,
    /// The booking itself.
    #[serde(skip)]
    pub booking_id: Option<BookingId>,
    /// Its lead guest.
    pub guest: Option<String>,
    /// Ticket of the request it is about, if it is about one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ticket: Option<String>,
    /// Number of the room it is about, if it is about one.
    pub room: Option<String>,
    /// Code of the type that was booked.
    pub room_type: Option<String>,
    /// The day of arrival.
    pub check_in_date: Option<Day>,
    /// When the guest is expected, else when rooms are promised.
    pub check_in_time: Option<TimeOfDay>,
    /// Hours until then, to a hundredth; negative when past, nothing for a
    /// guest who is in the house.
    pub hours_until_check_in: Option<f64>,
    /// The moment it bites: arrival, the first night without a room, the
    /// departure that was missed.
    pub bites_at: Moment,
    /// Hours until then, to a hundredth; negative when past.
    pub hours_left: f64,
    /// One sentence: what is wrong.
    pub message: String,
    /// What to do next.
    pub action: NextStep,
    /// Numbers of rooms that would settle it; empty until [`attach_rooms`].
    pub available_rooms: Vec<String>,
    /// Employee numbers of those to whom a message about it was written, since
    /// it was last raised.
    pub told: Vec<String>,
    /// Whether it still speaks.
    pub state: AlertState,
    /// Until when it is put off.
    pub snoozed_until: Option<Moment>,
}

/// Every active alert of this house at this moment, the most urgent first:
/// those that were put off or settled too, marked as such.
pub fn alerts(house: &House, now: Moment) -> Vec<Alert> {
    let found = look(house, now, |draft| {
        let mut found: Vec<Alert> = candidates(house, draft.today(), now)
            .into_iter()
            .filter_map(|(kind, booking)| {
                let booking = house.bookings.get(&booking)?;
                let raised = raise(draft, kind, booking)?;
                Some(alert(draft, kind, booking, raised))
            })
            .collect();
        found.extend(late(house, draft));
        found.sort_by(|a, b| order(a).cmp(&order(b)));
        found
    });
    found.unwrap_or_default()
}

fn order(alert: &Alert) -> (Reverse<Severity>, Moment, &AlertName) {
    (Reverse(alert.severity), alert.bites_at, &alert.alert)
}

type Candidates = BTreeSet<(AlertKind, BookingId)>;

/// Bookings that an alert may be about: a superset, found without asking much.
fn candidates(house: &House, today: Day, now: Moment) -> Candidates {
    let mut found = Candidates::new();
    for booking in house.bookings.values() {
        if booking.needs_room {
            found.insert((AlertKind::Unassigned, booking.id));
            if booking.wanted_room.is_some() {
                found.insert((AlertKind::Conflict, booking.id));
            }
        }
        if booking.is_vip {
            found.insert((AlertKind::UpgradeAvailable, booking.id));
        }
        if is_expected(booking, today) {
            found.insert((AlertKind::RoomNotReady, booking.id));
        }
        if booking.is_overstay(today) {
            found.insert((AlertKind::Overstay, booking.id));
            for segment in house.stay_of(booking.id) {
                to_come(house, segment.room, today, &mut found);
            }
        }
    }
    let paid = house.account_lines.values();
    let paid = paid.filter(|line| is_payment(&line.posting) && is_warm(line.stamp.at, now));
    found.extend(paid.map(|line| (AlertKind::UpgradeAvailable, line.booking)));
    let troubled = house
        .rooms
        .values()
        .filter(|room| !room.active || room.out_of_order.is_some() || room.maintenance.is_some());
    for room in troubled {
        to_come(house, room.id, today, &mut found);
    }
    found
}

/// Bookings that hold nights to come of a room.
fn to_come(house: &House, room: RoomId, today: Day, found: &mut Candidates) {
    let segments = house.segments_in(room).filter(|segment| {
        segment.active
            && segment.status != AssignmentStatus::Locked
            && segment.stay.check_out >= today
    });
    found.extend(segments.map(|segment| (AlertKind::Conflict, segment.booking)));
}

fn alert(draft: &Draft, kind: AlertKind, booking: &Booking, raised: Raised) -> Alert {
    let now = draft.context().now;
    let promised = draft.property().policies.check_in_time;
    Alert {
        booking: Some(booking.code.clone()),
        booking_id: Some(booking.id),
        guest: Some(booking.lead.clone()),
        room_type: Some(booking.room_type.clone()),
        check_in_date: Some(booking.stay.check_in),
        check_in_time: Some(booking.arrival_time.unwrap_or(promised)),
        hours_until_check_in: (!booking.is_in_house()).then(|| hours(arrival(draft, booking), now)),
        ..about(draft, kind, &booking.code, raised)
    }
}

/// The alerts about requests.
fn late(house: &House, draft: &Draft) -> Vec<Alert> {
    let open = house.requests.values().filter(|request| request.is_open());
    open.filter_map(|request| Some(about_request(draft, request, overdue(draft, request)?)))
        .collect()
}

fn about_request(draft: &Draft, request: &Request, raised: Raised) -> Alert {
    let guest = request.booking().and_then(|id| draft.booking(id));
    Alert {
        booking: guest.as_ref().map(|booking| booking.code.clone()),
        booking_id: request.booking(),
        guest: guest.map(|booking| booking.lead),
        ticket: Some(request.ticket.clone()),
        ..about(
            draft,
            AlertKind::OverdueMaintenance,
            &request.ticket,
            raised,
        )
    }
}

/// What every alert says: how urgent it is, and what people said about it.
fn about(draft: &Draft, kind: AlertKind, subject: &str, raised: Raised) -> Alert {
    let now = draft.context().now;
    let name = AlertName {
        kind,
        subject: subject.to_owned(),
    };
    let mark = draft.facts().alert_mark(&name.to_string());
    Alert {
        kind,
        severity: raised.severity,
        booking: None,
        booking_id: None,
        guest: None,
        ticket: None,
        room: raised.room,
        room_type: None,
        check_in_date: None,
        check_in_time: None,
        hours_until_check_in: None,
        bites_at: raised.at,
        hours_left: hours(raised.at, now),
        message: raised.message,
        action: raised.action,
        available_rooms: Vec::new(),
        told: mark
            .as_ref()
            .map_or_else(Vec::new, |mark| told(draft, mark)),
        state: AlertState::of(mark.as_ref(), raised.severity, now),
        snoozed_until: mark
            .and_then(|mark| mark.snoozed_until)
            .filter(|until| now < *until),
        alert: name,
    }
}

fn told(draft: &Draft, mark: &AlertMark) -> Vec<String> {
    let people = mark.told.iter();
    people
        .filter_map(|told| draft.facts().staff(told.staff))
        .map(|person| person.employee)
        .collect()
}

fn hours(at: Moment, now: Moment) -> f64 {
    (at.since(now) as f64 / HOUR * 100.0).round() / 100.0
}

/// Names up to `most` rooms of the booked type for each alert that another
/// room would settle.
pub fn attach_rooms(house: &House, now: Moment, alerts: &mut [Alert], most: usize) {
    let mut by_type: BTreeMap<String, Vec<HeldRoom>> = BTreeMap::new();
    look(house, now, |draft| {
        for alert in alerts {
            let booking = alert.booking_id.and_then(|id| house.bookings.get(&id));
            let Some(booking) = booking else {
                continue;
            };
            let Some(stay) = wanted_stay(draft, alert.kind, booking) else {
                continue;
            };
            if alert.kind == AlertKind::UpgradeAvailable {
                let found = better(draft, booking).into_iter().take(most);
                alert.available_rooms = found.map(|one| one.room.number).collect();
                continue;
            }
            let rooms = by_type
                .entry(booking.room_type.clone())
                .or_insert_with(|| held_rooms(house, draft, &booking.room_type));
            let own = not_these(draft, alert.kind, booking);
            let others = rooms
                .iter()
                .filter(|one| !one.held.iter().any(|nights| nights.overlaps(stay)))
                .map(|one| &one.room)
                .filter(|room| room.capacity >= booking.heads() && !own.contains(&room.id));
            alert.available_rooms = first_free(draft, others, stay, &[booking.id], most);
        }
    });
}

/// A room and the nights from today on that someone holds: so that hundreds of
/// alerts need not ask the same rooms again. Whatever passes is asked in full.
struct HeldRoom {
    room: Room,
    held: Vec<Stay>,
}

fn held_rooms(house: &House, draft: &Draft, room_type: &str) -> Vec<HeldRoom> {
    let to_come = Stay {
        check_in: draft.today(),
        check_out: Day::LAST,
    };
    let held = |room: RoomId| {
        let holds = draft.holds(room, to_come);
        holds.into_iter().map(|hold| hold.nights).collect()
    };
    house
        .rooms_of_type(room_type)
        .into_iter()
        .map(|room| HeldRoom {
            held: held(room.id),
            room,
        })
        .collect()
}
