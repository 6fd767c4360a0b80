//! Houses of plain rows, for tests and benches of views.
//!
//! Rows are put in as they are said, without asking any rule: so a view can be
//! shown a house that commands would take long to reach. Everything else makes
//! its houses through commands.

use chrono_tz::Tz;

use super::assignment::needs_room;
use super::block::{Block, BlockType};
use super::booking::{Booking, BookingStatus, Contact, Preferences};
use super::care::Care;
use super::cleaning::Chores;
use super::day::{Day, Stay};
use super::facts::Facts;
use super::house::House;
use super::id::{BlockId, BookingId, PropertyId, RoomId, SegmentId, StaffId};
use super::moment::{Moment, TimeOfDay};
use super::money::{Currency, Money};
use super::note::{Note, NoteSubject};
use super::policy::Policies;
use super::property::{Property, RoomType};
use super::room::{MaintenanceHold, MaintenancePriority, OutOfOrder, Room, RoomStatus};
use super::row::Row;
use super::segment::{AssignmentStatus, AssignmentType, Segment};
use super::staff::{OverrideLevel, Role, Staff};
use super::stamp::Stamp;

const HOME: PropertyId = PropertyId(1);
/// The one member of staff of a sample house.
pub const MIA: StaffId = StaffId(2);

/// A house that grows row by row.
pub struct Sample {
    house: House,
    next: i64,
    currency: Currency,
}

impl Sample {
    /// An empty house in Rome on this business date.
    ///
    /// # Panics
    /// When ISO 4217 no longer knows the euro.
    pub fn on(today: Day) -> Sample {
        Sample::in_zone(today, chrono_tz::Europe::Rome)
    }

    /// An empty house whose clocks stand in this zone.
    ///
    /// # Panics
    /// When ISO 4217 no longer knows the euro.
    pub fn in_zone(today: Day, timezone: Tz) -> Sample {
        #[allow(clippy::expect_used)]
        let currency = Currency::from_code("EUR").expect("the euro exists");
        let mut house = House::default();
        house.put(Row::Property(Property {
            id: HOME,
            slug: "roma".into(),
            name: "Hotel Roma".into(),
            currency,
            timezone,
            business_date: today,
            policies: Policies::default(),
            version: 1,
        }));
        house.put(Row::Staff(Staff {
            on_duty: true,
            version: 1,
            ..Staff::new(MIA, HOME, "mia", "Mia", Role::Manager)
        }));
        Sample {
            house,
            next: 10,
            currency,
        }
    }

    fn fresh(&mut self) -> i64 {
        self.next += 1;
        self.next
    }

    /// The business date.
    pub fn today(&self) -> Day {
        self.house
            .property
            .as_ref()
            .map_or(Day::FIRST, |property| property.business_date)
    }

    /// The moment the house's wall clock shows this time today.
    pub fn at(&self, hour: u32, minute: u32) -> Moment {
        let time = TimeOfDay::fixed(hour, minute);
        self.house
            .property
            .as_ref()
            .map_or(Moment::default(), |property| {
                property.moment(property.business_date, time)
            })
    }

    fn stamp(&self) -> Stamp {
        Stamp {
            at: self.at(9, 0),
            by: MIA,
        }
    }

    /// A room type; the rank is its place in the order of worth.
    pub fn room_type(&mut self, code: &str, name: &str, rank: u32) -> &mut Sample {
        let id = self.fresh();
        self.house.put(Row::RoomType(RoomType {
            id,
            property: HOME,
            code: code.into(),
            name: name.into(),
            capacity: 2,
            rate: Money {
                minor: 10_000,
                currency: self.currency,
            },
            rank,
            minutes: 40,
            chores: Chores::default(),
            version: 1,
        }));
        self
    }

    /// Changes a room type.
    pub fn edit_type(&mut self, code: &str, edit: impl FnOnce(&mut RoomType)) -> &mut Sample {
        if let Some(kind) = self.house.room_types.get_mut(code) {
            edit(kind);
        }
        self
    }

    /// A ready room.
    pub fn room(&mut self, number: &str, room_type: &str) -> RoomId {
        let id = RoomId(self.fresh());
        let since = self.at(8, 0);
        self.house.put(Row::Room(Room {
            id,
            property: HOME,
            number: number.into(),
            room_type: room_type.into(),
            floor: number
                .chars()
                .next()
                .and_then(|digit| digit.to_digit(10))
                .unwrap_or(0) as i32,
            capacity: 2,
            features: std::collections::BTreeSet::new(),
            status: RoomStatus::ReadyForGuest,
            status_since: since,
            status_before_guest: None,
            active: true,
            maintenance: None,
            out_of_order: None,
            service: None,
            rush: false,
            requires_inspection: true,
            cleaning: None,
            last_checkout_at: None,
            last_cleaned: None,
            last_inspected: None,
            care: Care::default(),
            version: 1,
        }));
        id
    }

    /// Takes somebody on, on duty, with what their role may do.
    pub fn person(&mut self, id: StaffId, name: &str, role: Role) -> &mut Sample {
        if let Some(mut row) = self.house.staff(MIA) {
            row.id = id;
            name.clone_into(&mut row.employee);
            name.clone_into(&mut row.name);
            row.role = role;
            row.permissions = role.defaults();
            self.house.put(Row::Staff(row));
        }
        self
    }

    /// Changes the house's policies in any way.
    pub fn edit_policies(&mut self, edit: impl FnOnce(&mut Policies)) -> &mut Sample {
        if let Some(mut row) = self.house.property.clone() {
            edit(&mut row.policies);
            self.house.put(Row::Property(row));
        }
        self
    }

    /// Changes a room in any way.
    pub fn edit_room(&mut self, room: RoomId, edit: impl FnOnce(&mut Room)) -> &mut Sample {
        if let Some(mut row) = self.house.room(room) {
            edit(&mut row);
            self.house.put(Row::Room(row));
        }
        self
    }

    /// Lays a repair on a room, without an end unless one is said.
    pub fn break_room(&mut self, room: RoomId, until: Option<Day>) -> &mut Sample {
        let (since, by) = (self.at(9, 0), MIA);
        self.edit_room(room, |room| {
            room.maintenance = Some(MaintenanceHold {
                priority: MaintenancePriority::High,
                notes: "leak".into(),
                since,
                by,
                until,
                status_before: room.status,
                request: None,
            });
            if !room.is_occupied() {
                room.status = RoomStatus::MaintenanceRequired;
            }
        })
    }

    /// Puts a room out of order, without an end unless one is said.
    pub fn withdraw(&mut self, room: RoomId, until: Option<Day>) -> &mut Sample {
        let stamp = self.stamp();
        self.edit_room(room, |room| {
            room.status = RoomStatus::OutOfOrder;
            room.out_of_order = Some(OutOfOrder {
                reason: "flooded".into(),
                until,
                stamp,
            });
        })
    }

    /// A confirmed booking without a room.
    pub fn booking(
        &mut self,
        lead: &str,
        room_type: &str,
        check_in: Day,
        nights: i32,
    ) -> BookingId {
        let id = BookingId(self.fresh());
        self.house.put(Row::Booking(Booking {
            id,
            property: HOME,
            code: format!("BK-{}", id.0),
            reference: None,
            lead: lead.into(),
            guests: vec![lead.into()],
            contact: Contact::default(),
            adults: 1,
            children: 0,
            infants: 0,
            room_type: room_type.into(),
            stay: Stay {
                check_in,
                check_out: check_in.plus(nights.max(0)),
            },
            arrival_time: None,
            departure_time: None,
            status: BookingStatus::Confirmed,
            checked_in_at: None,
            checked_out_at: None,
            arrived_on: None,
            departed_on: None,
            rate: Money {
                minor: 10_000,
                currency: self.currency,
            },
            source: "direct".into(),
            is_vip: false,
            is_direct: true,
            group: None,
            preferences: Preferences::default(),
            wanted_room: None,
            guest_waiting: false,
            placeholder_guests: false,
            status_reason: None,
            created_at: Moment::default(),
            needs_room: true,
            version: 1,
        }));
        id
    }

    /// Changes a booking in any way.
    pub fn edit(&mut self, booking: BookingId, edit: impl FnOnce(&mut Booking)) -> &mut Sample {
        if let Some(mut row) = self.house.booking(booking) {
            edit(&mut row);
            self.house.put(Row::Booking(row));
        }
        self.settle(booking)
    }

    /// Gives the booking a room for its whole stay.
    pub fn place(
        &mut self,
        booking: BookingId,
        room: RoomId,
        status: AssignmentStatus,
    ) -> SegmentId {
        let stay = self.house.bookings[&booking].stay;
        self.place_part(booking, room, status, stay)
    }

    /// Gives the booking a room for a part of its stay.
    pub fn place_part(
        &mut self,
        booking: BookingId,
        room: RoomId,
        status: AssignmentStatus,
        stay: Stay,
    ) -> SegmentId {
        let id = SegmentId(self.fresh());
        let of = self.house.bookings[&booking].clone();
        self.house.put(Row::Segment(Segment {
            id,
            property: HOME,
            booking,
            room,
            stay,
            status,
            assignment_type: AssignmentType::Manual,
            do_not_move: false,
            original_type: of.room_type,
            original_rate: of.rate,
            allocated_rate: of.rate,
            rate_terms: None,
            assigned: self.stamp(),
            reassigned: None,
            moved: None,
            ended: None,
            active: of.checked_out_at.is_none(),
        }));
        self.settle(booking);
        id
    }

    /// The guest comes into a room, in which the whole stay is.
    pub fn check_in(&mut self, booking: BookingId, room: RoomId) -> &mut Sample {
        let at = self.at(9, 0);
        self.place(booking, room, AssignmentStatus::Locked);
        self.edit_room(room, |room| {
            room.status_before_guest = Some(room.status);
            room.status = RoomStatus::Occupied;
        });
        self.edit(booking, |row| {
            row.checked_in_at = Some(at);
            row.arrived_on = Some(row.stay.check_in);
        })
    }

    /// The guest was in a room and has left it at the end of the stay.
    pub fn gone(&mut self, booking: BookingId, room: RoomId) -> &mut Sample {
        let at = self.at(9, 0);
        self.place(booking, room, AssignmentStatus::Locked);
        self.edit(booking, |row| {
            row.checked_in_at = Some(at);
            row.checked_out_at = Some(at);
            row.arrived_on = Some(row.stay.check_in);
            row.departed_on = Some(row.stay.check_out);
            row.status = BookingStatus::Completed;
        })
    }

    /// Keeps a room from sale.
    pub fn block(&mut self, room: RoomId, from: Day, nights: i32) -> BlockId {
        let id = BlockId(self.fresh());
        let stamp = self.stamp();
        self.house.put(Row::Block(Block {
            id,
            property: HOME,
            code: format!("BL-{}", id.0),
            room,
            stay: Stay {
                check_in: from,
                check_out: from.plus(nights),
            },
            kind: BlockType::VipHold,
            reason: "wedding".into(),
            override_level: Some(OverrideLevel::Manager),
            created: stamp,
            released: None,
            version: 1,
        }));
        id
    }

    /// A note on a booking.
    pub fn note(&mut self, booking: BookingId, text: &str) -> &mut Sample {
        let (id, stamp) = (self.fresh(), self.stamp());
        self.house.put(Row::Note(Note {
            id,
            property: HOME,
            subject: NoteSubject::Booking(booking),
            at: stamp.at,
            by: stamp.by,
            text: text.into(),
        }));
        self
    }

    /// Changes the property in any way.
    pub fn edit_property(&mut self, edit: impl FnOnce(&mut Property)) -> &mut Sample {
        if let Some(property) = &mut self.house.property {
            edit(property);
        }
        self
    }

    /// Brings a booking's need of a room, and whether its segments hold, in
    /// step with what was said.
    fn settle(&mut self, booking: BookingId) -> &mut Sample {
        let Some(mut row) = self.house.booking(booking) else {
            return self;
        };
        let holds = self
            .house
            .property
            .as_ref()
            .is_some_and(|property| row.holds_inventory(&property.policies));
        for mut segment in self.house.segments_of(booking) {
            segment.active = holds && segment.ended.is_none();
            self.house.put(Row::Segment(segment));
        }
        row.needs_room = needs_room(&row, &self.house.segments_of(booking));
        self.house.put(Row::Booking(row));
        self
    }

    /// The house as it stands.
    pub fn house(&self) -> &House {
        &self.house
    }

    /// A busy house of so many rooms: three types, stays of one to seven
    /// nights with short gaps for `days` days from ten before today, guests in
    /// the house, a block here and there, and one stay in ten without a room.
    pub fn busy(today: Day, rooms: usize, days: i32) -> Sample {
        let mut sample = Sample::on(today);
        let types = ["STD", "DLX", "STE"];
        for (rank, code) in types.into_iter().enumerate() {
            sample.room_type(code, code, rank as u32);
        }
        let mut dice = Dice(rooms as u64 + 1);
        for index in 0..rooms {
            let number = format!("{}", 101 + index / 40 * 100 + index % 40);
            let code = types[index % types.len()];
            let room = sample.room(&number, code);
            sample.fill(room, code, days, &mut dice);
        }
        sample
    }

    fn fill(&mut self, room: RoomId, code: &str, days: i32, dice: &mut Dice) {
        let today = self.today();
        let mut day = today.plus(-10 - dice.below(3));
        while day < today.plus(days - 10) {
            let nights = 1 + dice.below(7);
            let chance = dice.below(20);
            let booking = match chance {
                0 => {
                    self.block(room, day, nights);
                    day = day.plus(nights + dice.below(2));
                    continue;
                }
                _ => self.booking(&format!("Guest {}", self.next), code, day, nights),
            };
            if day.plus(nights) <= today {
                self.gone(booking, room);
            } else if day < today {
                self.check_in(booking, room);
            } else if chance > 2 {
                let firm = [AssignmentStatus::Assigned, AssignmentStatus::PreAssigned];
                self.place(booking, room, firm[dice.below(2) as usize]);
            }
            day = day.plus(nights + dice.below(2));
        }
    }
}

/// A small generator of numbers that are the same every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: i32) -> i32 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % u64::from(sides.unsigned_abs().max(1))) as i32
    }
}
