//! Rooms: made, changed, switched off.

use super::capacity;
use crate::domain::care::Care;
use crate::domain::command::{CreateRoom, EditRoom};
use crate::domain::decide::{Decide, check, find, stranded};
use crate::domain::draft::Draft;
use crate::domain::error::{Code, Refusal};
use crate::domain::id::RoomId;
use crate::domain::room::{Room, RoomStatus};

fn floor(given: i32) -> Result<i32, Refusal> {
    check::number("floor", given, -20, 200)
}

/// The floor that a room number tells: its leading digits without the last two.
fn floor_of(number: &str) -> i32 {
    let digits: String = number
        .chars()
        .skip_while(|c| !c.is_ascii_digit())
        .take_while(char::is_ascii_digit)
        .collect();
    let leading = &digits[..digits.len().saturating_sub(2)];
    leading
        .parse()
        .ok()
        .filter(|floor| *floor <= 200)
        .unwrap_or(0)
}

impl Decide for CreateRoom {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let number = check::code("number", &self.number, 20)?;
        if draft.room_numbered(&number).is_some() {
            return Err(check::exists(
                "number",
                &number,
                format!("There is a room {number} already; choose another number."),
            ));
        }
        let kind = find::room_type(draft, &self.room_type)?;
        let made = Room {
            id: RoomId(draft.fresh_id()),
            property: draft.property().id,
            room_type: kind.code,
            floor: floor(self.floor.unwrap_or_else(|| floor_of(&number)))?,
            capacity: capacity(self.capacity.unwrap_or(kind.capacity))?,
            features: check::features(&self.features)?,
            number,
            status: RoomStatus::Available,
            status_since: draft.context().now,
            status_before_guest: None,
            active: self.active.unwrap_or(true),
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
            version: 0,
        };
        draft.tell("room", &made.number);
        draft.summarise(format!("Made room {}", made.number));
        draft.save(made);
        Ok(())
    }
}

impl Decide for EditRoom {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let before = find::room(draft, &self.room)?;
        find::fresh(draft, &format!("Room {}", before.number), before.version)?;
        let mut changed = before.clone();
        if let Some(code) = &self.room_type {
            changed.room_type = find::room_type(draft, code)?.code;
        }
        if let Some(given) = self.floor {
            changed.floor = floor(given)?;
        }
        if let Some(given) = self.capacity {
            changed.capacity = capacity(given)?;
        }
        if let Some(given) = &self.features {
            changed.features = check::features(given)?;
        }
        if let Some(given) = self.requires_inspection {
            changed.requires_inspection = given;
        }
        if let Some(active) = self.active {
            switch(&mut changed, active)?;
        }
        draft.tell("room", &changed.number);
        draft.summarise(format!("Changed room {}", changed.number));
        draft.save(changed.clone());
        if before.active && !changed.active {
            stranded::warn(draft, &changed, "is no longer in use");
        }
        warn_of_misfits(draft, &before, &changed);
        Ok(())
    }
}

fn switch(room: &mut Room, active: bool) -> Result<(), Refusal> {
    if !active && room.is_occupied() {
        return Err(Refusal::new(
            Code::RoomOccupied,
            format!(
                "Room {} is occupied; move the guest first, then take it out of use.",
                room.number
            ),
        )
        .with("room", &room.number));
    }
    if !active {
        room.rush = false;
    }
    room.active = active;
    Ok(())
}

/// Says which stays to come fit the changed room no more.
fn warn_of_misfits(draft: &mut Draft, before: &Room, after: &Room) {
    let smaller = after.capacity < before.capacity;
    let other_type = after.room_type != before.room_type;
    if !smaller && !other_type {
        return;
    }
    for booking in stranded::bookings_to_come(draft, after.id) {
        if smaller && booking.heads() > after.capacity {
            draft.warn(
                Code::RoomCapacityExceeded,
                format!(
                    "{} ({}) is a party of {} in room {}, which now takes {}; give them another room.",
                    booking.code, booking.lead, booking.heads(), after.number, after.capacity
                ),
            );
        }
        if other_type && booking.room_type != after.room_type {
            draft.warn(
                Code::RoomTypeMismatch,
                format!(
                    "{} ({}) booked {} and holds room {}, which is now {}; look whether it still suits.",
                    booking.code, booking.lead, booking.room_type, after.number, after.room_type
                ),
            );
        }
    }
}
