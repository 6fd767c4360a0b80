//! The month grid: rooms by days, with a bar for every stay and block.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use serde::{Deserialize, Serialize};

use super::bar::{Bar, BarMaker};
use super::counts::{DayCount, Tallies, percent};
use super::nights::{Night, Presence, StayIn, nights_of, stays_in};
use super::tray::pack;
use crate::domain::availability::roomless_parts;
use crate::domain::day::Day;
use crate::domain::facts::Facts;
use crate::domain::house::{House, room_order};
use crate::domain::id::{BookingId, RoomId, StaffId};
use crate::domain::note::NoteSubject;
use crate::domain::property::Property;
use crate::domain::room::{MaintenancePriority, Room, RoomStatus, Service};

/// The most days a grid has.
pub const MOST_DAYS: u32 = 400;

/// What rows are grouped by.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grouping {
    /// Room type, in the order of worth.
    #[default]
    Type,
    /// Floor.
    Floor,
    /// Nothing: all rooms in one list.
    None,
}

/// Which rooms are shown. An empty set asks nothing.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Filter {
    /// Codes of room types.
    pub room_types: BTreeSet<String>,
    /// Floors.
    pub floors: BTreeSet<i32>,
    /// Statuses.
    pub statuses: BTreeSet<RoomStatus>,
    /// Features; a room must have them all.
    pub features: BTreeSet<String>,
    /// The inactive rooms instead of the active ones.
    pub inactive: bool,
}

impl Filter {
    /// Whether it asks nothing.
    pub fn is_empty(&self) -> bool {
        *self == Filter::default()
    }

    /// Whether this room is shown.
    pub fn shows(&self, room: &Room) -> bool {
        fn asks<T: Ord>(wanted: &BTreeSet<T>, has: &T) -> bool {
            wanted.is_empty() || wanted.contains(has)
        }
        room.active != self.inactive
            && asks(&self.room_types, &room.room_type)
            && asks(&self.floors, &room.floor)
            && asks(&self.statuses, &room.status)
            && self.features.is_subset(&room.features)
    }
}

/// A window of days, with a row for every room.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Grid {
    /// The first day.
    pub from: Day,
    /// How many days.
    pub days: u32,
    /// The business date.
    pub today: Day,
    /// What the rows are grouped by.
    pub grouping: Grouping,
    /// The rooms, group by group. Empty groups are left out.
    pub groups: Vec<Group>,
    /// Stays without a room that fall into the window, in lanes.
    pub tray: Vec<Vec<Bar>>,
    /// How many bookings have nights without a room, within the window or not.
    pub unassigned: usize,
    /// What each day comes to, for the whole house, whatever the filter.
    pub counts: Vec<DayCount>,
    /// Rooms that are ready and that nobody holds tonight.
    pub ready_now: u32,
}

impl Grid {
    /// The day after the last one.
    pub fn end(&self) -> Day {
        self.from.plus(self.days as i32)
    }

    /// Every room row, group after group.
    pub fn rows(&self) -> impl Iterator<Item = &RoomRow> {
        self.groups.iter().flat_map(|group| &group.rows)
    }
}

/// Rooms under one header.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Group {
    /// What it stands for: a type's code, a floor; empty for all rooms.
    pub key: String,
    /// Its name for people: `STD Standard`, `Floor 2`, `All rooms`.
    pub label: String,
    /// What can still be sold per day, whatever the filter. A stay without a
    /// room counts under its type, and under no floor.
    pub sellable: Vec<i32>,
    /// Its rooms.
    pub rows: Vec<RoomRow>,
}

/// One room of the grid.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct RoomRow {
    /// Which room.
    pub room: RoomId,
    /// What stands on the door.
    pub number: String,
    /// Code of its type.
    pub room_type: String,
    /// Which floor.
    pub floor: i32,
    /// Where it stands between two guests.
    pub status: RoomStatus,
    /// Off: shown only under the filter for it.
    pub active: bool,
    /// Daily service, while a guest lives in it.
    pub service: Option<Service>,
    /// The housekeeping letter: of the service while occupied, else of the status.
    pub letter: char,
    /// A repair lies on it.
    pub maintenance: Option<MaintenancePriority>,
    /// A guest waits for it.
    pub rush: bool,
    /// Who is cleaning it.
    pub cleaner: Option<StaffId>,
    /// Nights of the window with a guest, in per cent.
    pub occupancy: u32,
    /// Stays and blocks, in order of days.
    pub bars: Vec<Bar>,
}

/// The letter beside a room whose guest is in, for its daily service.
pub fn service_letter(service: Service) -> char {
    match service {
        Service::NotDue | Service::Done => ' ',
        Service::Due => 'd',
        Service::InProgress => 'c',
        Service::Declined => '-',
        Service::DoNotDisturb => 'n',
    }
}

/// The grid of these days, from 1 to [`MOST_DAYS`] of them; without rooms
/// before there is a property.
pub fn month(house: &House, from: Day, days: u32, grouping: Grouping, filter: &Filter) -> Grid {
    let days = days.clamp(1, MOST_DAYS);
    let Some(property) = &house.property else {
        return Grid {
            from,
            days,
            today: from,
            grouping,
            groups: Vec::new(),
            tray: Vec::new(),
            unassigned: 0,
            counts: Vec::new(),
            ready_now: 0,
        };
    };
    let maker = BarMaker {
        property,
        from,
        days,
        noted: noted_bookings(house),
    };
    Builder {
        house,
        property,
        grouping,
        filter,
        tallies: Tallies::new(from, days),
        rows: BTreeMap::new(),
        ready_now: 0,
        maker,
    }
    .build()
}

fn noted_bookings(house: &House) -> HashSet<BookingId> {
    let subjects = house.notes.values().map(|note| note.subject);
    subjects
        .filter_map(|subject| match subject {
            NoteSubject::Booking(booking) => Some(booking),
            NoteSubject::Room(_) => None,
        })
        .collect()
}

struct Builder<'h> {
    house: &'h House,
    property: &'h Property,
    grouping: Grouping,
    filter: &'h Filter,
    maker: BarMaker<'h>,
    tallies: Tallies,
    rows: BTreeMap<String, Vec<RoomRow>>,
    ready_now: u32,
}

impl Builder<'_> {
    fn build(mut self) -> Grid {
        for room in self.house.rooms_in_order() {
            self.room(room);
        }
        let (tray, unassigned) = self.tray();
        let counts = self.tallies.totals(self.house, self.property);
        Grid {
            from: self.maker.from,
            days: self.maker.days,
            today: self.property.business_date,
            grouping: self.grouping,
            tray,
            unassigned,
            counts,
            ready_now: self.ready_now,
            groups: self.groups(),
        }
    }

    fn room(&mut self, room: &Room) {
        let today = self.property.business_date;
        let (from, days) = (self.maker.from, self.maker.days);
        let stays = stays_in(self.house, room, today);
        let nights = nights_of(self.house, self.property, room, &stays, from, days);
        let key = self.key(room);
        self.tallies.count_room(&key, room, &nights);
        if room.is_bookable() && !self.held_tonight(room, &stays) {
            self.ready_now += 1;
        }
        if self.filter.shows(room) {
            let row = self.row(room, &stays, &nights);
            self.rows.entry(key).or_default().push(row);
        }
    }

    fn held_tonight(&self, room: &Room, stays: &[StayIn]) -> bool {
        let today = self.property.business_date;
        let blocks = self.house.blocks_in(room.id);
        stays
            .iter()
            .any(|stay| stay.segment.active && stay.segment.stay.covers(today))
            || blocks
                .filter(|block| block.holds())
                .any(|block| block.stay.covers(today))
    }

    fn key(&self, room: &Room) -> String {
        match self.grouping {
            Grouping::Type => room.room_type.clone(),
            Grouping::Floor => room.floor.to_string(),
            Grouping::None => String::new(),
        }
    }

    fn row(&self, room: &Room, stays: &[StayIn], nights: &[Night]) -> RoomRow {
        let today = self.property.business_date;
        let slept = nights.iter().filter(|night| night.guest.is_some()).count();
        let service = room.is_occupied().then(|| {
            let stays_over = stays.iter().any(|stay| {
                stay.presence == Presence::Here && stay.segment.stay.goes_on_over(today)
            });
            room.service_on(today, stays_over)
        });
        RoomRow {
            room: room.id,
            number: room.number.clone(),
            room_type: room.room_type.clone(),
            floor: room.floor,
            status: room.status,
            active: room.active,
            service,
            letter: service.map_or(room.status.letter(), service_letter),
            maintenance: room.maintenance.as_ref().map(|hold| hold.priority),
            rush: room.rush,
            cleaner: room.cleaning.map(|stamp| stamp.by),
            occupancy: percent(slept as f64, f64::from(self.maker.days)).round() as u32,
            bars: self.bars(room, stays),
        }
    }

    fn bars(&self, room: &Room, stays: &[StayIn]) -> Vec<Bar> {
        let today = self.property.business_date;
        let overstayed = stays.iter().any(|stay| stay.overstays(today));
        let stays = stays.iter().filter_map(|stay| {
            let clash = match stay.presence {
                Presence::Expected => {
                    (overstayed && stay.segment.stay.covers(today)) || self.stranded(room, stay)
                }
                _ => false,
            };
            self.maker.segment(stay, clash)
        });
        let blocks = self
            .house
            .blocks_in(room.id)
            .filter(|block| block.holds())
            .filter_map(|block| self.maker.block(block));
        let mut bars: Vec<Bar> = stays.chain(blocks).collect();
        bars.sort_by_key(|bar| (bar.from, bar.to, bar.of));
        bars
    }

    /// Whether the room is out of service on a night of this stay to come.
    fn stranded(&self, room: &Room, stay: &StayIn) -> bool {
        if room.active && room.out_of_order.is_none() && room.maintenance.is_none() {
            return false;
        }
        let (today, policies) = (self.property.business_date, &self.property.policies);
        let first = stay.segment.stay.check_in.max(today);
        let end = stay.segment.stay.check_out.max(first.plus(1));
        !room.in_service(first.until(end), today, policies)
    }

    fn tray(&mut self) -> (Vec<Vec<Bar>>, usize) {
        let (house, today) = (self.house, self.property.business_date);
        let policies = &self.property.policies;
        let mut bars = Vec::new();
        let mut bookings = 0;
        for booking in house.bookings.values().filter(|booking| booking.needs_room) {
            let parts = roomless_parts(booking, &house.segments_of(booking.id), today, policies);
            bookings += usize::from(!parts.is_empty());
            for part in parts {
                match self.grouping {
                    Grouping::Type => self.tallies.count_unassigned(&booking.room_type, part),
                    // A key no floor has: they count for the house alone.
                    Grouping::Floor => self.tallies.count_unassigned("unassigned", part),
                    Grouping::None => self.tallies.count_unassigned("", part),
                }
                let conflict = booking.wanted_room.is_some();
                bars.extend(self.maker.unassigned(booking, part, conflict));
            }
        }
        (pack(bars), bookings)
    }

    fn groups(&mut self) -> Vec<Group> {
        let rows = std::mem::take(&mut self.rows);
        let mut groups: Vec<Group> = rows
            .into_iter()
            .map(|(key, rows)| Group {
                label: self.label(&key),
                sellable: self.tallies.sellable(&key),
                key,
                rows,
            })
            .collect();
        match self.grouping {
            Grouping::Type => groups.sort_by_key(|group| {
                let rank = self.house.room_types.get(&group.key).map(|kind| kind.rank);
                (rank.unwrap_or(u32::MAX), group.key.clone())
            }),
            Grouping::Floor => groups.sort_by_key(|group| group.rows.first().map(|row| row.floor)),
            Grouping::None => groups.sort_by_key(|group| room_order(&group.key)),
        }
        groups
    }

    fn label(&self, key: &str) -> String {
        match self.grouping {
            Grouping::Type => match self.house.room_types.get(key) {
                Some(kind) => format!("{} {}", kind.code, kind.name),
                None => key.to_owned(),
            },
            Grouping::Floor => format!("Floor {key}"),
            Grouping::None => "All rooms".to_owned(),
        }
    }
}
