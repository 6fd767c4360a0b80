//! Finding what a command names, or saying that it is not there.

use crate::domain::block::Block;
use crate::domain::booking::Booking;
use crate::domain::draft::Draft;
use crate::domain::error::{Code, Refusal};
use crate::domain::facts::Kind;
use crate::domain::property::RoomType;
use crate::domain::room::Room;
use crate::domain::staff::Staff;

/// The booking with this code.
///
/// # Errors
/// `BOOKING_NOT_FOUND`; `HOTEL_MISMATCH` if another property has it; `STALE`
/// if the command says it was decided on another version.
pub fn booking(draft: &Draft, code: &str) -> Result<Booking, Refusal> {
    draft.booking_coded(code.trim()).ok_or_else(|| {
        elsewhere(draft, Kind::Booking, code, || {
            Refusal::new(
                Code::BookingNotFound,
                format!("There is no booking {code} here; look it up by guest with \"/\" or \"show bookings\"."),
            )
        })
    })
}

/// Refuses if the command was decided on another version of the thing.
///
/// # Errors
/// `STALE`.
pub fn fresh(draft: &Draft, what: &str, version: i64) -> Result<(), Refusal> {
    match draft.expected_version() {
        Some(expected) if expected != version => Err(Refusal::new(
            Code::Stale,
            format!(
                "{what} has been changed meanwhile; look at it again, then repeat what you wanted."
            ),
        )
        .with("expected", expected)
        .with("version", version)),
        _ => Ok(()),
    }
}

/// The room with this number.
///
/// # Errors
/// `MISSING_ROOM_ID` for an empty number; `ROOM_NOT_FOUND`; `HOTEL_MISMATCH`
/// if another property has it.
pub fn room(draft: &Draft, number: &str) -> Result<Room, Refusal> {
    let number = number.trim();
    if number.is_empty() {
        return Err(Refusal::new(
            Code::MissingRoomId,
            "No room was named; say which one.",
        ));
    }
    draft.room_numbered(number).ok_or_else(|| {
        elsewhere(draft, Kind::Room, number, || {
            Refusal::new(
                Code::RoomNotFound,
                format!("There is no room {number} here; \"show rooms\" lists them."),
            )
        })
        .with("room", number)
    })
}

/// The room type with this code.
///
/// # Errors
/// `NOT_FOUND`; `ROOM_TYPE_HOTEL_MISMATCH` if another property has it.
pub fn room_type(draft: &Draft, code: &str) -> Result<RoomType, Refusal> {
    draft.room_type(code.trim()).ok_or_else(|| {
        if let Some(owner) = draft.facts().found_elsewhere(Kind::RoomType, code) {
            let house = &draft.property().name;
            return Refusal::new(
                Code::RoomTypeHotelMismatch,
                format!(
                    "Room type {code} belongs to {owner}, not to {house}; choose one of this house."
                ),
            )
            .with("room_type", code);
        }
        let types: Vec<String> = draft
            .facts()
            .room_types()
            .into_iter()
            .map(|kind| kind.code)
            .collect();
        Refusal::new(
            Code::NotFound,
            format!(
                "There is no room type {code} here; there are: {}.",
                types.join(", ")
            ),
        )
        .with("room_type", code)
        .with("room_types", types)
    })
}

/// The block with this code.
///
/// # Errors
/// `NOT_FOUND`; `HOTEL_MISMATCH` if another property has it.
pub fn block(draft: &Draft, code: &str) -> Result<Block, Refusal> {
    let found = draft
        .facts()
        .block_coded(code.trim())
        .and_then(|block| draft.block(block.id));
    found.ok_or_else(|| {
        elsewhere(draft, Kind::Block, code, || {
            Refusal::new(
                Code::NotFound,
                format!("There is no block {code} here; \"show blocks\" lists them."),
            )
        })
        .with("block", code)
    })
}

/// The person with this employee number, on the staff or not.
///
/// # Errors
/// `NOT_FOUND`; `HOTEL_MISMATCH` if another property has them.
pub fn staff(draft: &Draft, employee: &str) -> Result<Staff, Refusal> {
    let employee = employee.trim();
    let found = draft
        .all_staff()
        .into_iter()
        .find(|person| person.employee == employee);
    found.ok_or_else(|| {
        elsewhere(draft, Kind::Staff, employee, || {
            Refusal::new(
                Code::NotFound,
                format!("Nobody here has the employee number \"{employee}\"; \"show staff\" lists everyone."),
            )
        })
        .with("employee", employee)
    })
}

/// Says that something belongs to another property, if it does.
pub fn elsewhere(
    draft: &Draft,
    kind: Kind,
    key: &str,
    otherwise: impl FnOnce() -> Refusal,
) -> Refusal {
    match draft.facts().found_elsewhere(kind, key) {
        Some(owner) => Refusal::new(
            Code::HotelMismatch,
            format!(
                "{key} belongs to {owner}, not to {}; switch the property first.",
                draft.property().name
            ),
        )
        .with("key", key)
        .with("property", owner),
        None => otherwise(),
    }
}

/// A reason that says something.
///
/// # Errors
/// `REASON_REQUIRED` for an empty one.
pub fn reason<'r>(text: Option<&'r str>, what_for: &str) -> Result<&'r str, Refusal> {
    match text.map(str::trim) {
        Some(text) if !text.is_empty() => Ok(text),
        _ => Err(Refusal::new(
            Code::ReasonRequired,
            format!("{what_for} needs a reason; write one."),
        )),
    }
}
