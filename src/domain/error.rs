//! Why something is refused: one closed list of codes, one sentence for a
//! person, and details for a program.

use std::fmt;

use serde::Serialize;
use serde_json::{Map, Value};

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $text:literal,)*) => {
        /// The stable name of a refusal. The list is closed: what is not here
        /// is not a refusal but a fault.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum Code { $($(#[$doc])* $name,)* }

        impl Code {
            /// Every code there is.
            pub const ALL: &'static [Code] = &[$(Code::$name,)*];

            /// The code as it is printed and stored.
            pub fn as_str(self) -> &'static str {
                match self { $(Code::$name => $text,)* }
            }
        }
    };
}

codes! {
    /// The command could not be read.
    BadCommand = "BAD_COMMAND",
    /// No booking has that code here.
    BookingNotFound = "BOOKING_NOT_FOUND",
    /// No room has that number here.
    RoomNotFound = "ROOM_NOT_FOUND",
    /// Nothing else by that name here.
    NotFound = "NOT_FOUND",
    /// The command needs a room and names none.
    MissingRoomId = "MISSING_ROOM_ID",
    /// The guest is already in the house.
    BookingAlreadyCheckedIn = "BOOKING_ALREADY_CHECKED_IN",
    /// The guest is not in the house.
    BookingNotCheckedIn = "BOOKING_NOT_CHECKED_IN",
    /// A booking in this status takes no room.
    BookingStatusNotAssignable = "BOOKING_STATUS_NOT_ASSIGNABLE",
    /// A booking in this status does not allow the operation.
    BookingStatusInvalid = "BOOKING_STATUS_INVALID",
    /// The booking has no room to take away.
    NoRoomAssigned = "NO_ROOM_ASSIGNED",
    /// A guest lives in the room.
    RoomOccupied = "ROOM_OCCUPIED",
    /// The room cannot be handed out now.
    RoomNotBookable = "ROOM_NOT_BOOKABLE",
    /// Another booking holds the room on one of the nights.
    RoomOverlapConflict = "ROOM_OVERLAP_CONFLICT",
    /// A block holds the room on one of the nights.
    RoomBlocked = "ROOM_BLOCKED",
    /// The room is of another type than was booked.
    RoomTypeMismatch = "ROOM_TYPE_MISMATCH",
    /// The room type belongs to another property.
    RoomTypeHotelMismatch = "ROOM_TYPE_HOTEL_MISMATCH",
    /// More guests than the room takes.
    RoomCapacityExceeded = "ROOM_CAPACITY_EXCEEDED",
    /// The thing belongs to another property.
    HotelMismatch = "HOTEL_MISMATCH",
    /// Names are missing.
    PartyIncomplete = "PARTY_INCOMPLETE",
    /// The guest was promised this very room.
    AllocationGuaranteed = "ALLOCATION_GUARANTEED",
    /// More rooms of the type sold than there are.
    TypeOversold = "TYPE_OVERSOLD",
    /// The room's status does not lead there.
    InvalidTransition = "INVALID_TRANSITION",
    /// The dates make no sense here.
    InvalidDates = "INVALID_DATES",
    /// A field's value makes no sense.
    InvalidValue = "INVALID_VALUE",
    /// The operation wants a reason and got none.
    ReasonRequired = "REASON_REQUIRED",
    /// The thing has changed since it was looked at.
    Stale = "STALE",
    /// Lines of the plan no longer hold.
    PlanStale = "PLAN_STALE",
    /// The idempotency key was used for something else.
    KeyReused = "KEY_REUSED",
    /// There is nothing to take back.
    NothingToUndo = "NOTHING_TO_UNDO",
    /// Something else has changed what would be restored.
    UndoBlocked = "UNDO_BLOCKED",
    /// The person may not do this.
    PermissionDenied = "PERMISSION_DENIED",
    /// The person's trade does not suit the request.
    StaffNotSuitable = "STAFF_NOT_SUITABLE",
    /// The person has as many requests as allowed.
    StaffAtCapacity = "STAFF_AT_CAPACITY",
    /// Someone must stay administrator.
    LastAdministrator = "LAST_ADMINISTRATOR",
    /// Something by that name is there already.
    AlreadyExists = "ALREADY_EXISTS",
    /// The allocation rule is malformed.
    RuleInvalid = "RULE_INVALID",
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Code {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// A refusal: nothing was changed, and this is why.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Refusal {
    /// Stable name.
    pub code: Code,
    /// One sentence: what happened, why, what to do now.
    pub message: String,
    /// Structured particulars.
    pub details: Map<String, Value>,
}

impl Refusal {
    /// A refusal without particulars.
    pub fn new(code: Code, message: impl Into<String>) -> Refusal {
        Refusal {
            code,
            message: message.into(),
            details: Map::new(),
        }
    }

    /// The same refusal with one more particular.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Serialize) -> Refusal {
        let value = serde_json::to_value(value).unwrap_or(Value::Null);
        self.details.insert(name.to_owned(), value);
        self
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code, self.message)
    }
}

impl std::error::Error for Refusal {}

/// Something carried out that a person should still know about.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, serde::Deserialize)]
pub struct Warning {
    /// Stable name; one of [`Code`]'s where there is one.
    pub code: String,
    /// One sentence.
    pub message: String,
}
