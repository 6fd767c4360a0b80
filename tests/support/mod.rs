//! A small house for tests of the console: nine rooms and the stays of a month.

#![allow(dead_code)] // Each test file uses its part.

use keyrack::console::testing::{Robot, Setting};
use keyrack::domain::booking::{Booking, BookingStatus, Contact, Preferences};
use keyrack::domain::day::{Day, Stay};
use keyrack::domain::house::House;
use keyrack::domain::id::{BookingId, PropertyId, RoomId, SegmentId, StaffId};
use keyrack::domain::moment::{Moment, TimeOfDay};
use keyrack::domain::money::{Currency, Money};
use keyrack::domain::policy::Policies;
use keyrack::domain::property::{Property, RoomType};
use keyrack::domain::room::{Room, RoomStatus};
use keyrack::domain::segment::{AssignmentStatus, AssignmentType, Segment};
use keyrack::domain::staff::{Role, Staff};
use keyrack::domain::stamp::Stamp;

const PROPERTY: PropertyId = PropertyId(1);

pub fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

/// 09:42 on Monday 16 March 2026, in Rome.
pub fn now() -> Moment {
    "2026-03-16T09:42:00+01:00".parse().expect("a moment")
}

fn stamp() -> Stamp {
    Stamp {
        at: now().plus_minutes(-60 * 24 * 30),
        by: StaffId(2),
    }
}

fn money(amount: &str) -> Money {
    Money::parse(amount, Currency::from_code("EUR").expect("a currency")).expect("an amount")
}

/// A house being put together.
pub struct Builder {
    house: House,
    next: i64,
}

impl Builder {
    pub fn new() -> Self {
        let mut house = House::default();
        house.put(
            Property {
                id: PROPERTY,
                slug: "roma".into(),
                name: "Hotel Roma".into(),
                currency: Currency::from_code("EUR").expect("a currency"),
                timezone: "Europe/Rome".parse().expect("a zone"),
                business_date: day("2026-03-16"),
                policies: Policies::default(),
                version: 1,
            }
            .into(),
        );
        let mut builder = Self { house, next: 10 };
        builder.staff(2, "admin", "Ana Desk", Role::Administrator);
        builder.staff(3, "eva", "Eva Supv", Role::Manager);
        for (code, name, rank) in [
            ("DBL", "Double", 1),
            ("KNG", "King", 2),
            ("STE", "Suite", 3),
        ] {
            builder.room_type(code, name, rank);
        }
        builder
    }

    fn id(&mut self) -> i64 {
        self.next += 1;
        self.next
    }

    fn staff(&mut self, id: i64, employee: &str, name: &str, role: Role) {
        let staff = Staff {
            on_duty: true,
            version: 1,
            ..Staff::new(StaffId(id), PROPERTY, employee, name, role)
        };
        self.house.put(staff.into());
    }

    fn room_type(&mut self, code: &str, name: &str, rank: u32) {
        let id = self.id();
        let room_type = RoomType {
            id,
            property: PROPERTY,
            code: code.into(),
            name: name.into(),
            capacity: 2,
            rate: money("120.00"),
            rank,
            minutes: 40,
            chores: keyrack::domain::cleaning::Chores::default(),
            version: 1,
        };
        self.house.put(room_type.into());
    }

    pub fn room(&mut self, number: &str, room_type: &str, status: RoomStatus) -> RoomId {
        let id = RoomId(self.id());
        let floor = number
            .chars()
            .next()
            .and_then(|digit| digit.to_digit(10))
            .unwrap_or(0);
        let room = Room {
            id,
            property: PROPERTY,
            number: number.into(),
            room_type: room_type.into(),
            floor: i32::try_from(floor).unwrap_or(0),
            capacity: 2,
            features: std::collections::BTreeSet::new(),
            status,
            status_since: now().plus_minutes(-40),
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
            care: keyrack::domain::care::Care::default(),
            version: 1,
        };
        self.house.put(room.into());
        id
    }

    /// A confirmed booking; `room` gives it one.
    pub fn booking(
        &mut self,
        lead: &str,
        room_type: &str,
        from: &str,
        nights: i32,
        room: Option<RoomId>,
    ) -> BookingId {
        let id = BookingId(self.id());
        let stay = Stay::new(day(from), day(from).plus(nights)).expect("a stay");
        let code = format!("BK-2026-{:06}", id.0);
        let in_house = room.is_some()
            && stay.check_in < day("2026-03-16")
            && stay.check_out >= day("2026-03-16");
        let gone = stay.check_out < day("2026-03-16");
        let booking = Booking {
            id,
            property: PROPERTY,
            code,
            reference: None,
            lead: lead.into(),
            guests: vec![lead.into()],
            contact: Contact::default(),
            adults: 1,
            children: 0,
            infants: 0,
            room_type: room_type.into(),
            stay,
            arrival_time: TimeOfDay::new(18, 30),
            departure_time: None,
            status: if gone {
                BookingStatus::Completed
            } else {
                BookingStatus::Confirmed
            },
            checked_in_at: (in_house || gone).then(now),
            checked_out_at: gone.then(now),
            arrived_on: (in_house || gone).then_some(stay.check_in),
            departed_on: gone.then_some(stay.check_out),
            rate: money("120.00"),
            source: "direct".into(),
            is_vip: false,
            is_direct: true,
            group: None,
            preferences: Preferences::default(),
            wanted_room: None,
            guest_waiting: false,
            placeholder_guests: false,
            status_reason: None,
            created_at: now().plus_minutes(-60 * 24 * 40),
            needs_room: room.is_none(),
            version: 1,
        };
        self.house.put(booking.into());
        if let Some(room) = room {
            self.segment(id, room, stay, room_type, in_house, gone);
        }
        id
    }

    fn segment(
        &mut self,
        booking: BookingId,
        room: RoomId,
        stay: Stay,
        kind: &str,
        in_house: bool,
        gone: bool,
    ) {
        let status = if in_house {
            AssignmentStatus::Locked
        } else {
            AssignmentStatus::Assigned
        };
        let segment = Segment {
            id: SegmentId(self.id()),
            property: PROPERTY,
            booking,
            room,
            stay,
            status,
            assignment_type: AssignmentType::Manual,
            do_not_move: false,
            original_type: kind.into(),
            original_rate: money("120.00"),
            allocated_rate: money("120.00"),
            rate_terms: None,
            assigned: stamp(),
            reassigned: None,
            moved: None,
            ended: None,
            active: !gone,
        };
        self.house.put(segment.into());
    }

    pub fn build(mut self) -> House {
        self.house.counters.next_id = self.next + 1;
        self.house
    }
}

/// Nine rooms in every status, guests in the house, arrivals with and without
/// a room.
pub fn small_house() -> House {
    let mut it = Builder::new();
    it.room("101", "DBL", RoomStatus::ReadyForGuest);
    let ito = it.room("102", "DBL", RoomStatus::CheckoutDirty);
    it.room("103", "DBL", RoomStatus::CleaningInProgress);
    it.room("104", "DBL", RoomStatus::CleanedUninspected);
    it.room("105", "DBL", RoomStatus::Available);
    let larsen = it.room("201", "KNG", RoomStatus::ReadyForGuest);
    let dirty = it.room("202", "KNG", RoomStatus::CheckoutDirty);
    let nguyen = it.room("203", "KNG", RoomStatus::Occupied);
    let petrov = it.room("301", "STE", RoomStatus::Occupied);
    it.booking("Ito, Ken", "DBL", "2026-03-10", 4, Some(ito));
    it.booking("Nguyen, Linh", "KNG", "2026-03-14", 4, Some(nguyen));
    it.booking("Petrov, Ivan", "STE", "2026-03-12", 4, Some(petrov));
    it.booking("Larsen, Åse", "KNG", "2026-03-16", 5, Some(larsen));
    it.booking("Yi, Min", "KNG", "2026-03-16", 1, Some(dirty));
    it.booking("Khan, Amir", "DBL", "2026-03-16", 2, None);
    it.booking("Müller, Eva", "DBL", "2026-03-20", 3, None);
    it.build()
}

/// The console on the small house, in colour.
pub fn robot(width: u16, height: u16) -> Robot {
    let setting = Setting::dark(width, height).expect("a theme");
    Robot::open(small_house(), now(), setting).expect("a house with staff")
}

/// The console on the small house, without colour, in ASCII.
pub fn plain_robot(width: u16, height: u16) -> Robot {
    Robot::open(small_house(), now(), Setting::plain(width, height)).expect("a house with staff")
}

/// Guests whose names would break a frame if they could.
pub fn hostile_house() -> House {
    let mut it = Builder::new();
    let names = [
        "\u{1b}[2J\u{1b}]0;owned\u{7}, Bob",
        "王小明",
        "e\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}lan",
        "\u{202e}nart\u{202c}, \u{5d0}\u{5d1}\u{5d2}",
        "👩\u{200d}👩\u{200d}👧 Family",
        "Łódź\tStraße\r\nNew",
        "ஸ்ரீ க்ஷ",
        "",
        "A name so long that it would run over every border that there is on this frame and the next",
    ];
    let status = [
        RoomStatus::CheckoutDirty,
        RoomStatus::Occupied,
        RoomStatus::CleanedUninspected,
    ];
    for (nth, name) in names.iter().enumerate() {
        let room = it.room(
            &format!("{}0{}", 1 + nth / 4, nth % 4),
            "DBL",
            status[nth % 3],
        );
        it.booking(name, "DBL", "2026-03-14", 4, (nth % 3 == 1).then_some(room));
        it.booking(name, "DBL", "2026-03-18", 3, Some(room));
        it.booking(name, "KNG", "2026-03-16", 1, None);
    }
    it.build()
}

/// The console on the hostile house, in colour.
pub fn hostile_robot(width: u16, height: u16) -> Robot {
    let setting = Setting::dark(width, height).expect("a theme");
    Robot::open(hostile_house(), now(), setting).expect("a house with staff")
}
