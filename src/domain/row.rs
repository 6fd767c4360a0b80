//! Rows: everything a decision can change, as it is stored.

use serde::{Deserialize, Serialize};

use super::account::AccountLine;
use super::alert_mark::AlertMark;
use super::block::Block;
use super::booking::Booking;
use super::cleaning::Cleaning;
use super::duty::RoomDuty;
use super::figures::DayFigures;
use super::note::Note;
use super::plan::Plan;
use super::property::{Property, RoomType};
use super::request::{Category, Request, RequestUpdate, Resident};
use super::room::Room;
use super::rule::AllocationRule;
use super::saved_view::SavedView;
use super::segment::Segment;
use super::staff::Staff;
use super::telling::{Delivery, HouseEvent, Message, Notice};

macro_rules! rows {
    ($($(#[$doc:meta])* $name:ident = $table:literal, id $id:expr, version $version:expr;)*) => {
        /// One stored row. In the journal: `{"room":{…}}`.
        #[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Row { $($(#[$doc])* $name($name),)* }

        /// Which table a row lies in.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum Table { $($(#[$doc])* $name,)* }

        impl Table {
            /// Every table, parents before children.
            pub const ALL: &'static [Table] = &[$(Table::$name,)*];

            /// Its name in the database.
            pub fn name(self) -> &'static str {
                match self { $(Table::$name => $table,)* }
            }
        }

        impl Row {
            /// Which table it lies in.
            pub fn table(&self) -> Table {
                match self { $(Row::$name(_) => Table::$name,)* }
            }

            /// Its identity within the table.
            pub fn id(&self) -> i64 {
                match self { $(Row::$name(row) => { let id: fn(&$name) -> i64 = $id; id(row) })* }
            }

            /// Its version, where it has one.
            pub fn version(&self) -> Option<i64> {
                let mut copy = self.clone();
                copy.version_mut().map(|version| *version)
            }

            /// Its version, to be raised.
            pub fn version_mut(&mut self) -> Option<&mut i64> {
                match self { $(Row::$name(row) => {
                    let version: fn(&mut $name) -> Option<&mut i64> = $version;
                    version(row)
                })* }
            }
        }

        $(impl From<$name> for Row {
            fn from(row: $name) -> Row {
                Row::$name(row)
            }
        })*
    };
}

rows! {
    /// A property.
    Property = "properties", id |row| row.id.0, version |row| Some(&mut row.version);
    /// A room type.
    RoomType = "room_types", id |row| row.id, version |row| Some(&mut row.version);
    /// A member of staff.
    Staff = "staff", id |row| row.id.0, version |row| Some(&mut row.version);
    /// A room.
    Room = "rooms", id |row| row.id.0, version |row| Some(&mut row.version);
    /// A booking.
    Booking = "bookings", id |row| row.id.0, version |row| Some(&mut row.version);
    /// A segment; its booking's version counts for it.
    Segment = "segments", id |row| row.id.0, version |_| None;
    /// A block.
    Block = "blocks", id |row| row.id.0, version |row| Some(&mut row.version);
    /// A note.
    Note = "notes", id |row| row.id, version |_| None;
    /// What people said about an alert.
    AlertMark = "alert_marks", id |row| row.id, version |row| Some(&mut row.version);
    /// A line of a booking's account; its booking's version counts for it.
    AccountLine = "account_lines", id |row| row.id, version |_| None;
    /// How a person likes a screen.
    SavedView = "saved_views", id |row| row.id, version |row| Some(&mut row.version);
    /// A category of requests.
    Category = "categories", id |row| row.id, version |row| Some(&mut row.version);
    /// A resident.
    Resident = "residents", id |row| row.id.0, version |row| Some(&mut row.version);
    /// A request for repair or service.
    Request = "requests", id |row| row.id.0, version |row| Some(&mut row.version);
    /// An update of a request.
    RequestUpdate = "request_updates", id |row| row.id, version |_| None;
    /// Who cleans a room on a date; the room's version does not count it.
    RoomDuty = "room_duties", id |row| row.id, version |_| None;
    /// A cleaning; its room's version counts for it.
    Cleaning = "cleanings", id |row| row.id, version |_| None;
    /// A message to one person.
    Message = "messages", id |row| row.id.0, version |row| Some(&mut row.version);
    /// A message on its way out of the house.
    Delivery = "deliveries", id |row| row.id.0, version |row| Some(&mut row.version);
    /// An announcement or a hand-over note.
    Notice = "notices", id |row| row.id, version |_| None;
    /// An event of the house.
    HouseEvent = "house_events", id |row| row.id, version |_| None;
    /// An allocation rule.
    AllocationRule = "allocation_rules", id |row| row.id, version |row| Some(&mut row.version);
    /// The figures of a closed day.
    DayFigures = "day_figures", id |row| row.id, version |_| None;
    /// A plan of rooms.
    Plan = "plans", id |row| row.id, version |row| Some(&mut row.version);
}

impl Row {
    /// Whether two rows say the same, whatever their versions.
    pub fn same_but_version(&self, other: &Row) -> bool {
        let (mut left, mut right) = (self.clone(), other.clone());
        if let Some(version) = left.version_mut() {
            *version = 0;
        }
        if let Some(version) = right.version_mut() {
            *version = 0;
        }
        left == right
    }

    /// The same row with this version, where it has one.
    #[must_use]
    pub fn with_version(mut self, version: i64) -> Row {
        if let Some(own) = self.version_mut() {
            *own = version;
        }
        self
    }
}

/// One row before and after: made (no before), changed, or removed (no after).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Change {
    /// As it was.
    pub before: Option<Row>,
    /// As it is now.
    pub after: Option<Row>,
}

impl Change {
    /// The table and identity of the row, if the change is about one.
    pub fn key(&self) -> Option<(Table, i64)> {
        self.after
            .as_ref()
            .or(self.before.as_ref())
            .map(|row| (row.table(), row.id()))
    }
}
