//! The questions a decision may ask, and who asks.
//!
//! The store answers them from inside the write transaction, [`super::House`]
//! from plain memory: so the same decision executes, previews, dims and
//! explains. Every answer is about one property.

use std::collections::BTreeSet;

use super::account::AccountLine;
use super::alert_mark::AlertMark;
use super::block::Block;
use super::booking::{Booking, BookingStatus};
use super::cleaning::Cleaning;
use super::day::{Day, Stay};
use super::duty::RoomDuty;
use super::id::{BlockId, BookingId, MessageId, RequestId, ResidentId, RoomId, SegmentId, StaffId};
use super::moment::Moment;
use super::plan::Plan;
use super::property::{Property, RoomType};
use super::request::{Category, Request, Resident, Work};
use super::room::Room;
use super::row::{Change, Row, Table};
use super::rule::AllocationRule;
use super::saved_view::SavedView;
use super::segment::Segment;
use super::staff::{Permissions, Staff};
use super::telling::{Delivery, HouseEvent, Message};

/// Who holds some nights of a room.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Holder {
    /// Part of a booking's stay.
    Segment(SegmentId, BookingId),
    /// A block.
    Block(BlockId),
}

/// Nights of one room that someone holds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Hold {
    /// Which room.
    pub room: RoomId,
    /// Which nights; never empty.
    pub nights: Stay,
    /// Who.
    pub holder: Holder,
}

/// A part of a stay that has no room.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Roomless {
    /// Whose stay.
    pub booking: BookingId,
    /// Where the booking stands: a pending one holds by policy only.
    pub status: BookingStatus,
    /// Which nights.
    pub nights: Stay,
}

/// A kind of thing that has a natural key.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// A booking, by code.
    Booking,
    /// A room, by number.
    Room,
    /// A room type, by code.
    RoomType,
    /// A block, by code.
    Block,
    /// A person, by employee number.
    Staff,
    /// A request, by ticket.
    Request,
    /// A resident, by code.
    Resident,
    /// A plan, by code.
    Plan,
}

/// What a request may be about, or name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum About<'a> {
    /// This room.
    Room(RoomId),
    /// The guest of this booking.
    Booking(BookingId),
    /// This resident.
    Resident(ResidentId),
    /// The category of this name.
    Category(&'a str),
}

/// One entry of the journal, as far as taking it back needs to know.
#[derive(Clone, PartialEq, Debug)]
pub struct StepHead {
    /// Its number.
    pub seq: i64,
    /// When it was made.
    pub at: Moment,
    /// Who made it.
    pub by: StaffId,
    /// The operation.
    pub op: String,
    /// What it did, in words.
    pub summary: String,
    /// Which entry it took back, if it is an undo or a redo.
    pub undoes: Option<i64>,
    /// Whether a later entry took it back.
    pub taken_back: bool,
}

/// The questions a decision may ask.
pub trait Facts {
    /// The property all answers are about; none before it is made.
    fn property(&self) -> Option<Property>;
    /// The short name of every property in the database.
    fn property_slugs(&self) -> Vec<String>;
    /// The name of another property that has this, if one has.
    fn found_elsewhere(&self, kind: Kind, key: &str) -> Option<String>;

    /// Every room type, by code.
    fn room_types(&self) -> Vec<RoomType>;
    /// One room type.
    fn room_type(&self, code: &str) -> Option<RoomType> {
        self.room_types()
            .into_iter()
            .find(|room_type| room_type.code == code)
    }

    /// Every room, active or not, by number.
    fn rooms(&self) -> Vec<Room>;
    /// Rooms of one type, active or not, by number.
    fn rooms_of_type(&self, code: &str) -> Vec<Room> {
        self.rooms()
            .into_iter()
            .filter(|room| room.room_type == code)
            .collect()
    }
    /// One room.
    fn room(&self, id: RoomId) -> Option<Room>;
    /// One room, by number.
    fn room_numbered(&self, number: &str) -> Option<Room>;

    /// One booking.
    fn booking(&self, id: BookingId) -> Option<Booking>;
    /// One booking, by code.
    fn booking_coded(&self, code: &str) -> Option<Booking>;
    /// The parts of pending or confirmed stays of this type, touching these
    /// nights, that have no room.
    fn roomless(&self, room_type: &str, nights: Stay) -> Vec<Roomless>;
    /// Confirmed bookings not in the house whose arrival day is this one or earlier.
    fn not_arrived(&self, by: Day) -> Vec<Booking>;
    /// Every booking whose guest is in the house.
    fn in_house(&self) -> Vec<Booking>;

    /// Every segment of a booking, ended ones too, in order of nights then age.
    fn segments_of(&self, booking: BookingId) -> Vec<Segment>;
    /// One segment.
    fn segment(&self, id: SegmentId) -> Option<Segment>;
    /// Active locked segments in this room: at most one, while all is well.
    fn locked_in(&self, room: RoomId) -> Vec<Segment>;
    /// Who holds any of these nights of the room, in order of nights.
    fn holds(&self, room: RoomId, nights: Stay) -> Vec<Hold>;
    /// Active day uses of the room on these days, the last one included.
    fn day_uses(&self, room: RoomId, from: Day, to: Day) -> Vec<Segment>;

    /// Every line of a booking's account, oldest first.
    fn account_of(&self, booking: BookingId) -> Vec<AccountLine>;

    /// One block.
    fn block(&self, id: BlockId) -> Option<Block>;
    /// One block, by code.
    fn block_coded(&self, code: &str) -> Option<Block>;

    /// One person.
    fn staff(&self, id: StaffId) -> Option<Staff>;
    /// Everyone, whether still employed or not.
    fn all_staff(&self) -> Vec<Staff>;

    /// One request.
    fn request(&self, id: RequestId) -> Option<Request>;
    /// One request, by ticket.
    fn request_ticketed(&self, ticket: &str) -> Option<Request>;
    /// Every request about this, open or not, by age.
    fn requests_about(&self, about: About) -> Vec<Request>;
    /// What this person has in hand, but for one request, and has resolved
    /// from `since` on.
    fn work_of(&self, person: StaffId, but: Option<RequestId>, since: Moment) -> Work;
    /// The categories of requests that are stored, by identity.
    fn categories(&self) -> Vec<Category>;
    /// Every resident, whether still here or not, by identity.
    fn residents(&self) -> Vec<Resident>;
    /// Whose work this room is on a business date, or was until it was taken.
    fn duty(&self, room: RoomId, day: Day) -> Option<RoomDuty>;
    /// The latest cleaning of this room.
    fn latest_cleaning(&self, room: RoomId) -> Option<Cleaning>;

    /// Every allocation rule, switched on or not, by identity.
    fn rules(&self) -> Vec<AllocationRule>;
    /// Every source that a booking came from.
    fn sources(&self) -> BTreeSet<String>;

    /// What people said about an alert.
    fn alert_mark(&self, alert: &str) -> Option<AlertMark>;

    /// The views this person keeps, by age.
    fn saved_views(&self, staff: StaffId) -> Vec<SavedView>;
    /// What this person has not read yet, oldest first.
    fn unread_of(&self, person: StaffId) -> Vec<Message>;
    /// The ways by which a message leaves the house.
    fn deliveries_of(&self, message: MessageId) -> Vec<Delivery>;
    /// Every event of the house that is on one of these days, the last one
    /// included.
    fn events(&self, from: Day, to: Day) -> Vec<HouseEvent>;
    /// Bookings whose guest left on this business date.
    fn departed_on(&self, day: Day) -> Vec<Booking>;

    /// One kept plan, by code.
    fn plan_coded(&self, code: &str) -> Option<Plan>;

    /// The latest journal entries of this person, newest first; at least the
    /// last 200 where there are as many.
    fn steps_of(&self, by: StaffId) -> Vec<StepHead>;
    /// One journal entry and the rows it changed.
    fn step(&self, seq: i64) -> Option<(StepHead, Vec<Change>)>;
    /// The latest entry after `seq` that changed this row.
    fn changed_since(&self, table: Table, id: i64, seq: i64) -> Option<StepHead>;
    /// The journal entry that closed the latest business date, if one did.
    fn latest_audit(&self) -> Option<i64>;
    /// Any row, by table and identity.
    fn row(&self, table: Table, id: i64) -> Option<Row>;
}

/// The person who acts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Actor {
    /// Identity.
    pub id: StaffId,
    /// Employee number.
    pub employee: String,
    /// Name for people.
    pub name: String,
    /// What they may do.
    pub permissions: Permissions,
}

impl Actor {
    /// This member of staff.
    pub fn of(staff: &Staff) -> Actor {
        Actor {
            id: staff.id,
            employee: staff.employee.clone(),
            name: staff.name.clone(),
            permissions: staff.permissions.clone(),
        }
    }
}

/// The next unused identity and numbers. They only ever grow: what is taken
/// back leaves a gap.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Counters {
    /// Next identity of any row.
    pub next_id: i64,
    /// Next number in a booking code.
    pub next_booking: i64,
    /// Next number in a block code.
    pub next_block: i64,
    /// Next number in a ticket of `request_year`.
    pub next_request: i64,
    /// The year the tickets are counted in; each begins at one.
    pub request_year: i32,
    /// Next number in a resident's code.
    pub next_resident: i64,
    /// Next number in the code of a plan of `plan_year`.
    pub next_plan: i64,
    /// The year the plans are counted in; each begins at one.
    pub plan_year: i32,
}

impl Default for Counters {
    fn default() -> Counters {
        Counters {
            next_id: 1,
            next_booking: 1,
            next_block: 1,
            next_request: 1,
            request_year: 0,
            next_resident: 1,
            next_plan: 1,
            plan_year: 0,
        }
    }
}

/// Under which circumstances a decision is made.
#[derive(Clone, PartialEq, Debug)]
pub struct Context {
    /// The moment.
    pub now: Moment,
    /// Who acts.
    pub actor: Actor,
    /// Where to take identities and numbers from.
    pub counters: Counters,
    /// The version of the thing that the person looked at, if they said so.
    pub expected_version: Option<i64>,
}
