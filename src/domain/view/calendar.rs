//! The month report: what each room is on each date of a calendar month.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

use super::counts::percent;
use super::nights::{Night, Presence, nights_of, stays_in};
use crate::domain::day::Day;
use crate::domain::house::House;
use crate::domain::property::Property;
use crate::domain::room::{NotBookable, Room};
use crate::domain::segment::AssignmentStatus;

/// A calendar month: `2026-03`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Month {
    first: Day,
}

impl Month {
    /// The month with this number (1 to 12), if keyrack accepts it.
    pub fn new(year: i32, month: u32) -> Option<Month> {
        Day::from_ymd(year, month, 1).map(|first| Month { first })
    }

    /// The month that has this day.
    pub fn of(day: Day) -> Month {
        let first = chrono::Datelike::with_day(&day.date(), 1).and_then(Day::from_date);
        Month {
            first: first.unwrap_or(day),
        }
    }

    /// Its first day.
    pub fn first(self) -> Day {
        self.first
    }

    /// How many days it has.
    pub fn days(self) -> u32 {
        u32::from(chrono::Datelike::num_days_in_month(&self.first.date()))
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.first.date().format("%Y-%m"))
    }
}

impl FromStr for Month {
    type Err = String;

    fn from_str(text: &str) -> Result<Month, String> {
        format!("{text}-01")
            .parse::<Day>()
            .ok()
            .filter(|day| Month { first: *day }.to_string() == text)
            .map(|first| Month { first })
            .ok_or_else(|| format!("\"{text}\" is not a month; write it as 2026-03"))
    }
}

impl Serialize for Month {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// What a room is on a date; the first that applies.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DayStatus {
    /// Withdrawn from sale.
    OutOfOrder,
    /// A repair lies on it.
    Maintenance,
    /// A block keeps it.
    Blocked,
    /// The guest is in it, or was expected to be until departure.
    Occupied,
    /// Today, and the guest is still to come.
    Arriving,
    /// Tentatively given.
    PreAssigned,
    /// Firmly given.
    Assigned,
    /// Slept in, by a guest who has left.
    Departed,
    /// None of these.
    Available,
}

impl DayStatus {
    /// As it is printed: `pre_assigned`.
    pub fn as_str(self) -> &'static str {
        match self {
            DayStatus::OutOfOrder => "out_of_order",
            DayStatus::Maintenance => "maintenance",
            DayStatus::Blocked => "blocked",
            DayStatus::Occupied => "occupied",
            DayStatus::Arriving => "arriving",
            DayStatus::PreAssigned => "pre_assigned",
            DayStatus::Assigned => "assigned",
            DayStatus::Departed => "departed",
            DayStatus::Available => "available",
        }
    }
}

/// A month of the house.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct MonthReport {
    /// Which month.
    pub month: Month,
    /// How many days it has.
    pub days_in_month: u32,
    /// Every active room.
    pub rooms: Vec<RoomMonth>,
    /// The house per date.
    pub summary: Vec<DaySummary>,
}

/// A month of one room.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct RoomMonth {
    /// What stands on the door.
    pub number: String,
    /// Code of its type.
    pub room_type: String,
    /// Which floor.
    pub floor: i32,
    /// One entry per date.
    pub days: Vec<RoomDay>,
}

/// One room on one date.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct RoomDay {
    /// Which date.
    pub date: Day,
    /// What it is.
    pub status: DayStatus,
    /// Code of the booking whose night it is.
    pub booking: Option<String>,
    /// Its lead guest.
    pub guest: Option<String>,
    /// A stay begins in this room on this date.
    pub is_arrival: bool,
    /// A stay ends in this room on this date.
    pub is_departure: bool,
    /// Why it is blocked, or out of service.
    pub block_reason: Option<String>,
}

/// The house on one date. Every active room is occupied, blocked or available.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct DaySummary {
    /// Which date.
    pub date: Day,
    /// Rooms with a guest, or promised to one, that night.
    pub occupied: u32,
    /// Rooms that nobody has and nothing keeps from sale.
    pub available: u32,
    /// Rooms without a guest that are blocked or out of service.
    pub blocked: u32,
    /// `occupied / rooms × 100`.
    pub occupancy_rate: f64,
}

/// The report of this month; empty before there is a property.
pub fn month_report(house: &House, month: Month) -> MonthReport {
    let days = month.days();
    let blank = |index: u32| DaySummary {
        date: month.first().plus(index as i32),
        occupied: 0,
        available: 0,
        blocked: 0,
        occupancy_rate: 0.0,
    };
    let mut report = MonthReport {
        month,
        days_in_month: days,
        rooms: Vec::new(),
        summary: (0..days).map(blank).collect(),
    };
    if let Some(property) = &house.property {
        for room in house
            .rooms_in_order()
            .into_iter()
            .filter(|room| room.active)
        {
            let of_room = room_month(house, property, room, month, &mut report.summary);
            report.rooms.push(of_room);
        }
    }
    for day in &mut report.summary {
        day.occupancy_rate = percent(f64::from(day.occupied), report.rooms.len() as f64);
    }
    report
}

fn room_month(
    house: &House,
    property: &Property,
    room: &Room,
    month: Month,
    summary: &mut [DaySummary],
) -> RoomMonth {
    let today = property.business_date;
    let stays = stays_in(house, room, today);
    let nights = nights_of(house, property, room, &stays, month.first(), month.days());
    let mut days: Vec<RoomDay> = month
        .first()
        .until(month.first().plus(month.days() as i32))
        .zip(&nights)
        .map(|(date, night)| room_day(room, date, night, today))
        .collect();
    for stay in &stays {
        let mut mark = |day: Day, arrival: bool| {
            let place = usize::try_from(day.since(month.first())).ok();
            if let Some(cell) = place.and_then(|place| days.get_mut(place)) {
                cell.is_arrival |= arrival;
                cell.is_departure |= !arrival;
            }
        };
        let nights = stay.segment.stay;
        mark(nights.check_in, true);
        mark(stay.nights.check_out.min(nights.check_out), false);
    }
    for (day, night) in summary.iter_mut().zip(&nights) {
        let taken = night.out.is_some() || night.block.is_some();
        day.occupied += u32::from(night.guest.is_some());
        day.blocked += u32::from(night.guest.is_none() && taken);
        day.available += u32::from(night.guest.is_none() && !taken);
    }
    RoomMonth {
        number: room.number.clone(),
        room_type: room.room_type.clone(),
        floor: room.floor,
        days,
    }
}

fn room_day(room: &Room, date: Day, night: &Night, today: Day) -> RoomDay {
    let booking = night.guest.map(|stay| stay.booking);
    let status = day_status(date, night, today);
    let block_reason = match status {
        DayStatus::OutOfOrder => room.out_of_order.as_ref().map(|out| out.reason.clone()),
        DayStatus::Maintenance => room.maintenance.as_ref().map(|hold| hold.notes.clone()),
        DayStatus::Blocked => night.block.map(|block| block.reason.clone()),
        _ => None,
    };
    RoomDay {
        date,
        status,
        booking: booking.map(|booking| booking.code.clone()),
        guest: booking.map(|booking| booking.lead.clone()),
        is_arrival: false,
        is_departure: false,
        block_reason,
    }
}

fn day_status(date: Day, night: &Night, today: Day) -> DayStatus {
    match night.out {
        Some(NotBookable::OutOfOrder) => return DayStatus::OutOfOrder,
        Some(NotBookable::Maintenance(_)) => return DayStatus::Maintenance,
        _ => {}
    }
    if night.block.is_some() {
        return DayStatus::Blocked;
    }
    let Some(stay) = night.guest else {
        return DayStatus::Available;
    };
    match (stay.presence, stay.segment.status) {
        (Presence::Here, _) => DayStatus::Occupied,
        (Presence::Left, _) => DayStatus::Departed,
        (Presence::Expected, _) if date == today && !stay.booking.is_in_house() => {
            DayStatus::Arriving
        }
        (Presence::Expected, AssignmentStatus::PreAssigned | AssignmentStatus::Unassigned) => {
            DayStatus::PreAssigned
        }
        (Presence::Expected, _) => DayStatus::Assigned,
    }
}
