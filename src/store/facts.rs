//! The answers to a decision's questions, from inside a transaction. A
//! question cannot fail, so the first error is kept and must be asked for
//! before anything is committed.

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeSet;

use rusqlite::{Connection, Params, params};

use super::error::{Result, StoreError};
use super::rows::{self, Stored};
use super::{holds, journal, lists, requests, roomless};
use crate::domain::account::AccountLine;
use crate::domain::alert_mark::AlertMark;
use crate::domain::block::Block;
use crate::domain::booking::Booking;
use crate::domain::cleaning::Cleaning;
use crate::domain::duty::RoomDuty;
use crate::domain::facts::{About, Hold, Kind, Roomless, StepHead};
use crate::domain::house::room_order;
use crate::domain::plan::Plan;
use crate::domain::property::{Property, RoomType};
use crate::domain::request::{Category, Request, Resident, Work};
use crate::domain::room::Room;
use crate::domain::rule::AllocationRule;
use crate::domain::saved_view::SavedView;
use crate::domain::segment::Segment;
use crate::domain::staff::Staff;
use crate::domain::telling::{Delivery, HouseEvent, Message};
use crate::domain::{
    BlockId, BookingId, Change, Day, Facts, MessageId, Moment, PropertyId, RequestId, RoomId, Row,
    SegmentId, StaffId, Stay, Table,
};

/// How many of a person's latest steps are looked at.
const STEPS: u32 = 200;

/// What a person has not read yet.
pub const UNREAD_OF: &str = "WHERE to_id = ?1 AND read_at IS NULL AND property_id = ?2
     AND outside_booking IS NULL AND outside_resident IS NULL ORDER BY id";

/// Events that touch the days from `?2` to `?3`.
pub const EVENTS: &str =
    "WHERE property_id = ?1 AND to_day >= ?2 AND from_day <= ?3 ORDER BY from_day, id";

/// Bookings whose guest left on a day.
pub const DEPARTED_ON: &str = "WHERE property_id = ?1 AND departed_on = ?2";

/// The facts of one property, as a connection sees them.
pub struct TxFacts<'connection> {
    connection: &'connection Connection,
    id: Option<PropertyId>,
    property: OnceCell<Option<Property>>,
    room_types: OnceCell<Vec<RoomType>>,
    error: RefCell<Option<StoreError>>,
}

impl<'connection> TxFacts<'connection> {
    /// The facts of this property; of none, before the first is made.
    pub fn new(
        connection: &'connection Connection,
        id: Option<PropertyId>,
    ) -> TxFacts<'connection> {
        TxFacts {
            connection,
            id,
            property: OnceCell::new(),
            room_types: OnceCell::new(),
            error: RefCell::new(None),
        }
    }

    /// Whether every answer so far was a true one.
    ///
    /// # Errors
    /// The first error that made an answer empty.
    pub fn sound(&self) -> Result<()> {
        self.error.borrow_mut().take().map_or(Ok(()), Err)
    }

    fn key(&self) -> i64 {
        self.id.map_or(0, |id| id.0)
    }

    /// The answer, or an empty one and the error kept.
    fn kept<T: Default>(&self, answer: Result<T>) -> T {
        answer.unwrap_or_else(|error| {
            self.error.borrow_mut().get_or_insert(error);
            T::default()
        })
    }

    fn one<T: Stored>(&self, condition: &str, parameters: impl Params) -> Option<T> {
        self.kept(rows::one(self.connection, condition, parameters))
    }

    fn all<T: Stored>(&self, condition: &str, parameters: impl Params) -> Vec<T> {
        self.kept(rows::all(self.connection, condition, parameters))
    }
}

fn in_order(mut rooms: Vec<Room>) -> Vec<Room> {
    rooms.sort_by_cached_key(|room| room_order(&room.number));
    rooms
}

/// Confirmed bookings that should have come by a day. These two name their
/// index: SQLite would rather walk every booking there ever was in the order
/// wanted than sort a few.
pub const NOT_ARRIVED: &str =
    "INDEXED BY bookings_not_arrived WHERE property_id = ?1 AND status = 'CONFIRMED' AND checked_in_at IS NULL
     AND from_day <= ?2 ORDER BY from_day, id";

/// Bookings whose guest is in the house.
pub const IN_HOUSE: &str =
    "INDEXED BY bookings_in_house WHERE property_id = ?1 AND checked_in_at IS NOT NULL AND checked_out_at IS NULL
     ORDER BY from_day, id";

/// The segment whose guest is in a room.
pub const LOCKED_IN: &str = "WHERE room_id = ?1 AND active = 1 AND status = 'LOCKED' ORDER BY id";

/// Whose work a room is on a date.
pub const DUTY: &str = "WHERE room_id = ?1 AND day = ?2";

/// The latest cleaning of a room.
pub const LATEST_CLEANING: &str = "WHERE room_id = ?1 ORDER BY id DESC LIMIT 1";

impl Facts for TxFacts<'_> {
    fn property(&self) -> Option<Property> {
        self.property
            .get_or_init(|| self.one("WHERE id = ?1", [self.key()]))
            .clone()
    }

    fn property_slugs(&self) -> Vec<String> {
        let properties: Vec<Property> = self.all("ORDER BY slug", []);
        properties
            .into_iter()
            .map(|property| property.slug)
            .collect()
    }

    fn found_elsewhere(&self, kind: Kind, key: &str) -> Option<String> {
        let (table, column) = match kind {
            Kind::Booking => ("bookings", "code"),
            Kind::Room => ("rooms", "number"),
            Kind::RoomType => ("room_types", "code"),
            Kind::Block => ("blocks", "code"),
            Kind::Staff => ("staff", "employee"),
            Kind::Request => ("requests", "ticket"),
            Kind::Resident => ("residents", "code"),
            Kind::Plan => ("plans", "code"),
        };
        let condition = format!(
            "WHERE id <> ?1 AND EXISTS (SELECT 1 FROM {table} t WHERE t.property_id = properties.id AND t.{column} = ?2)"
        );
        self.one::<Property>(&condition, params![self.key(), key])
            .map(|property| property.name)
    }

    fn room_types(&self) -> Vec<RoomType> {
        self.room_types
            .get_or_init(|| self.all("WHERE property_id = ?1 ORDER BY code", [self.key()]))
            .clone()
    }

    fn room_type(&self, code: &str) -> Option<RoomType> {
        self.one(
            "WHERE property_id = ?1 AND code = ?2",
            params![self.key(), code],
        )
    }

    fn rooms(&self) -> Vec<Room> {
        in_order(self.all("WHERE property_id = ?1", [self.key()]))
    }

    fn rooms_of_type(&self, code: &str) -> Vec<Room> {
        in_order(self.all(
            "WHERE property_id = ?1 AND room_type = ?2",
            params![self.key(), code],
        ))
    }

    fn room(&self, id: RoomId) -> Option<Room> {
        self.one("WHERE id = ?1 AND property_id = ?2", [id.0, self.key()])
    }

    fn room_numbered(&self, number: &str) -> Option<Room> {
        self.one(
            "WHERE property_id = ?1 AND number = ?2",
            params![self.key(), number],
        )
    }

    fn booking(&self, id: BookingId) -> Option<Booking> {
        self.one("WHERE id = ?1 AND property_id = ?2", [id.0, self.key()])
    }

    fn booking_coded(&self, code: &str) -> Option<Booking> {
        self.one(
            "WHERE property_id = ?1 AND code = ?2",
            params![self.key(), code],
        )
    }

    fn roomless(&self, room_type: &str, nights: Stay) -> Vec<Roomless> {
        self.kept(roomless::of_type(
            self.connection,
            self.key(),
            room_type,
            nights,
        ))
    }

    fn not_arrived(&self, by: Day) -> Vec<Booking> {
        self.all(NOT_ARRIVED, params![self.key(), by.number()])
    }

    fn in_house(&self) -> Vec<Booking> {
        self.all(IN_HOUSE, [self.key()])
    }

    fn segments_of(&self, booking: BookingId) -> Vec<Segment> {
        let condition = "WHERE booking_id = ?1 AND property_id = ?2 ORDER BY from_day, to_day, id";
        self.all(condition, [booking.0, self.key()])
    }

    fn segment(&self, id: SegmentId) -> Option<Segment> {
        self.one("WHERE id = ?1 AND property_id = ?2", [id.0, self.key()])
    }

    fn locked_in(&self, room: RoomId) -> Vec<Segment> {
        self.all(LOCKED_IN, [room.0])
    }

    fn holds(&self, room: RoomId, nights: Stay) -> Vec<Hold> {
        self.kept(holds::of_room(self.connection, room, nights))
    }

    fn day_uses(&self, room: RoomId, from: Day, to: Day) -> Vec<Segment> {
        self.kept(holds::day_uses(self.connection, room, from, to))
    }

    fn account_of(&self, booking: BookingId) -> Vec<AccountLine> {
        self.all(
            "WHERE booking_id = ?1 AND property_id = ?2 ORDER BY id",
            [booking.0, self.key()],
        )
    }

    fn block(&self, id: BlockId) -> Option<Block> {
        self.one("WHERE id = ?1 AND property_id = ?2", [id.0, self.key()])
    }

    fn block_coded(&self, code: &str) -> Option<Block> {
        self.one(
            "WHERE property_id = ?1 AND code = ?2",
            params![self.key(), code],
        )
    }

    fn staff(&self, id: StaffId) -> Option<Staff> {
        self.one("WHERE id = ?1 AND property_id = ?2", [id.0, self.key()])
    }

    fn all_staff(&self) -> Vec<Staff> {
        self.all("WHERE property_id = ?1 ORDER BY id", [self.key()])
    }

    fn request(&self, id: RequestId) -> Option<Request> {
        self.one("WHERE id = ?1 AND property_id = ?2", [id.0, self.key()])
    }

    fn request_ticketed(&self, ticket: &str) -> Option<Request> {
        self.one(
            "WHERE property_id = ?1 AND ticket = ?2",
            params![self.key(), ticket],
        )
    }

    fn requests_about(&self, about: About) -> Vec<Request> {
        self.kept(requests::about(self.connection, self.key(), about))
    }

    fn work_of(&self, person: StaffId, but: Option<RequestId>, since: Moment) -> Work {
        self.kept(requests::work_of(self.connection, person, but, since))
    }

    fn categories(&self) -> Vec<Category> {
        self.all("WHERE property_id = ?1 ORDER BY id", [self.key()])
    }

    fn residents(&self) -> Vec<Resident> {
        self.all("WHERE property_id = ?1 ORDER BY id", [self.key()])
    }
    fn duty(&self, room: RoomId, day: Day) -> Option<RoomDuty> {
        self.one(DUTY, params![room.0, day.number()])
    }

    fn latest_cleaning(&self, room: RoomId) -> Option<Cleaning> {
        self.one(LATEST_CLEANING, [room.0])
    }

    fn rules(&self) -> Vec<AllocationRule> {
        self.all("WHERE property_id = ?1 ORDER BY id", [self.key()])
    }

    fn sources(&self) -> BTreeSet<String> {
        self.kept(lists::sources(self.connection, PropertyId(self.key())))
    }

    fn alert_mark(&self, alert: &str) -> Option<AlertMark> {
        self.one(
            "WHERE property_id = ?1 AND alert = ?2",
            params![self.key(), alert],
        )
    }

    fn saved_views(&self, staff: StaffId) -> Vec<SavedView> {
        self.all(
            "WHERE property_id = ?1 AND staff_id = ?2 ORDER BY id",
            [self.key(), staff.0],
        )
    }

    fn plan_coded(&self, code: &str) -> Option<Plan> {
        self.one(
            "WHERE property_id = ?1 AND code = ?2",
            params![self.key(), code],
        )
    }

    fn unread_of(&self, person: StaffId) -> Vec<Message> {
        self.all(UNREAD_OF, [person.0, self.key()])
    }

    fn deliveries_of(&self, message: MessageId) -> Vec<Delivery> {
        let condition = "WHERE message_id = ?1 AND property_id = ?2 ORDER BY id";
        self.all(condition, [message.0, self.key()])
    }

    fn events(&self, from: Day, to: Day) -> Vec<HouseEvent> {
        self.all(EVENTS, params![self.key(), from.number(), to.number()])
    }

    fn departed_on(&self, day: Day) -> Vec<Booking> {
        self.all(DEPARTED_ON, params![self.key(), day.number()])
    }

    fn steps_of(&self, by: StaffId) -> Vec<StepHead> {
        self.kept(journal::heads_by(
            self.connection,
            PropertyId(self.key()),
            by,
            STEPS,
        ))
    }

    fn step(&self, seq: i64) -> Option<(StepHead, Vec<Change>)> {
        let entry = self.kept(journal::one(self.connection, seq))?;
        // Without the guest's data it could only be undone by halves.
        let whole = entry.property == self.id && !entry.erased;
        whole.then(|| (entry.head(), entry.changes))
    }

    fn changed_since(&self, table: Table, id: i64, seq: i64) -> Option<StepHead> {
        let entry = self.kept(journal::changed_since(self.connection, table, id, seq))?;
        Some(entry.head())
    }

    fn latest_audit(&self) -> Option<i64> {
        self.kept(journal::latest_audit(self.connection, self.id))
    }

    fn row(&self, table: Table, id: i64) -> Option<Row> {
        self.kept(rows::by_id(self.connection, table, id))
    }
}
