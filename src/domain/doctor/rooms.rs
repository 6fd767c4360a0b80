//! Rooms: what must be true of each, whatever has happened.

use super::{Check, Finding};
use crate::domain::command;
use crate::domain::facts::Facts;
use crate::domain::house::House;
use crate::domain::moment::Moment;
use crate::domain::room::{Room, RoomStatus};

/// Milliseconds a stamp may lie ahead: clocks of two machines differ.
const AHEAD: i64 = 5 * 60_000;

/// Looks every room over.
pub fn examine(house: &House, now: Moment) -> Vec<Finding> {
    let mut found = Vec::new();
    for room in house.rooms_in_order() {
        status(house, room, &mut found);
        care(room, &mut found);
        repair(house, room, &mut found);
        clock(room, now, &mut found);
    }
    found
}

const MAKERS: &str = "restore a backup from before, and tell the makers of keyrack";

fn status(house: &House, room: &Room, found: &mut Vec<Finding>) {
    let number = &room.number;
    let mut say = |check, message: String| found.push(Finding::new(check, number, message));
    let guests = house.locked_in(room.id).len();
    if guests != usize::from(room.is_occupied()) {
        let stands = room.status.label().to_lowercase();
        say(
            Check::OccupiedDiffers,
            format!("Room {number} is {stands}, but {guests} guests are in it; {MAKERS}."),
        );
    }
    if room.status == RoomStatus::MaintenanceRequired && room.maintenance.is_none() {
        say(
            Check::MaintenanceDiffers,
            format!("Room {number} waits for a repair that is not there; {MAKERS}."),
        );
    }
    if room.is_out_of_order() != room.out_of_order.is_some() {
        say(
            Check::OutOfOrderDiffers,
            format!(
                "Room {number} is out of order without saying why, or says why without being it; {MAKERS}."
            ),
        );
    }
    if !house.room_types.contains_key(&room.room_type) {
        say(
            Check::RoomTypeLost,
            format!(
                "Room {number} is of type {}, which is not there, so it is never sold; give it another type.",
                room.room_type
            ),
        );
    }
    if !room.active && room.is_occupied() {
        say(
            Check::InactiveOccupied,
            format!("Room {number} is switched off with a guest in it; switch it on again."),
        );
    }
}

fn care(room: &Room, found: &mut Vec<Finding>) {
    let number = &room.number;
    let cleaning = room.status == RoomStatus::CleaningInProgress;
    if cleaning != room.cleaning.is_some() {
        let message = format!(
            "Room {number} is being cleaned without saying by whom, or the other way round; mark it cleaned, or stop the cleaning."
        );
        found.push(Finding::new(Check::CleaningDiffers, number, message));
    }
    let hopeless = !room.active || room.is_out_of_order() || room.is_bookable();
    if room.rush && hopeless {
        let message = format!(
            "Room {number} is hurried, but it is ready or cannot become it; take the hurry back."
        );
        found.push(
            Finding::new(Check::RushForNothing, number, message).mended_by(command::Rush {
                room: number.clone(),
                on: false,
            }),
        );
    }
}

fn repair(house: &House, room: &Room, found: &mut Vec<Finding>) {
    let number = &room.number;
    let Some(today) = house.property.as_ref().map(|one| one.business_date) else {
        return;
    };
    let mut late = |what: &str, way_out: &str| {
        let message = format!("Room {number} should have {what} by now; {way_out}.");
        found.push(Finding::new(Check::RepairForgotten, number, message));
    };
    if let Some(out) = &room.out_of_order
        && out.until.is_some_and(|until| until < today)
    {
        late(
            "returned to service",
            "return it, or say how much longer it lasts",
        );
    }
    let Some(hold) = &room.maintenance else {
        return;
    };
    if hold.until.is_some_and(|until| until < today) {
        late(
            "been repaired",
            "complete the repair, or say how much longer it lasts",
        );
    }
    let over = hold
        .request
        .and_then(|id| house.requests.get(&id))
        .filter(|request| request.status.is_final());
    // Another fault of the same room may still be open: then that is awaited.
    let awaited = house
        .requests
        .values()
        .any(|one| one.room == Some(room.id) && one.is_open());
    if let Some(request) = over.filter(|_| !awaited) {
        let message = format!(
            "Room {number} waits for {}, which is {}; complete the repair, or report it anew.",
            request.ticket,
            request.status.label().to_lowercase()
        );
        found.push(Finding::new(Check::RepairUnfollowed, number, message));
    }
}

fn clock(room: &Room, now: Moment, found: &mut Vec<Finding>) {
    let stamps = [
        Some(room.status_since),
        room.last_checkout_at,
        room.last_cleaned.map(|stamp| stamp.at),
        room.last_inspected.map(|stamp| stamp.at),
    ];
    if stamps.into_iter().flatten().any(|at| at.since(now) > AHEAD) {
        let number = &room.number;
        let message = format!(
            "Room {number} was last seen to at a moment that is still to come; set this machine's clock right."
        );
        found.push(Finding::new(Check::RoomFromFuture, number, message));
    }
}
