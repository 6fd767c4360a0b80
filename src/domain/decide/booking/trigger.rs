//! What follows by itself when a booking is confirmed, paid for, flagged or
//! joins a group. Rooms are given by policy only; everything else is proposed.

use std::cmp::Reverse;

use crate::domain::alerts::{AlertKind, AlertName, better, standing};
use crate::domain::availability::could_have;
use crate::domain::booking::{Booking, BookingStatus};
use crate::domain::conflict;
use crate::domain::day::Stay;
use crate::domain::decide::assign::{self, Terms};
use crate::domain::draft::Draft;
use crate::domain::house::room_order;
use crate::domain::neighbours;
use crate::domain::policy::PartyCompletion;
use crate::domain::room::Room;
use crate::domain::score::{PREMIUM, score};
use crate::domain::segment::AssignmentType;

/// Rooms that a proposal names at most.
const NAMED: usize = 4;

/// Gives a confirmed booking a tentative room at once, where policy
/// `auto_pre_assign` is on and one of its type is free: beside its group and
/// to its wishes where that can be had, else the smallest that takes the
/// party. Where none is free, it just waits in the tray.
pub fn on_confirmation(draft: &mut Draft, booking: &Booking) {
    let wanted = draft.property().policies.auto_pre_assign
        && booking.status == BookingStatus::Confirmed
        && booking.names_missing(PartyCompletion::Lead) == 0;
    if !wanted {
        return;
    }
    let Some(room) = best_free(draft, booking) else {
        return;
    };
    let terms = Terms {
        assignment_type: Some(AssignmentType::Auto),
        ..Terms::default()
    };
    // It is free and in service: nothing is left to refuse it. Should a rule
    // say otherwise, the booking stands all the same, without a room.
    if let Err(refusal) = assign::give(draft, booking, &room, terms) {
        draft.forget("room");
        draft.warn(refusal.code, refusal.message);
    }
}

/// The room of its type that suits the booking best, of those that are free
/// and in service for all of its stay.
fn best_free(draft: &Draft, booking: &Booking) -> Option<Room> {
    let wishes = draft.wishes_of(booking);
    let free = |room: &Room, stay: Stay| {
        conflict::in_service(draft, room, stay)
            && conflict::is_free(draft, room.id, stay, &[booking.id])
    };
    let mut rooms = draft.rooms_of_type(&booking.room_type);
    rooms.retain(|room| {
        room.capacity >= booking.heads() && wishes.rules.allow(room) && free(room, booking.stay)
    });
    // The first of a group begins where others can follow next door.
    let room_beside = |room: &Room| -> usize {
        if booking.group.is_none() {
            return 0;
        }
        let beside = neighbours::beside(draft, room).into_iter();
        beside
            .filter(|other| other.room_type == room.room_type && free(other, booking.stay))
            .count()
    };
    rooms.sort_by_cached_key(|room| {
        (
            Reverse(score(room, &wishes) + neighbours::worth(draft, room, booking)),
            room.capacity,
            Reverse(room_beside(room)),
            room_order(&room.number),
        )
    });
    rooms.into_iter().next()
}

/// Proposes a better room to a guest who has just paid, where one would stay
/// empty: the alert is raised, and whoever took the money hears of it.
pub fn on_payment(draft: &mut Draft, booking: &Booking) {
    let alert = AlertName {
        kind: AlertKind::UpgradeAvailable,
        subject: booking.code.clone(),
    }
    .to_string();
    if let Some(raised) = standing(draft, &alert) {
        draft.tell("alert", &alert);
        draft.warn("UPGRADE_AVAILABLE", raised.message);
    }
}

/// Proposes a premium room to a guest who is now to be looked after, and has
/// none.
pub fn on_vip(draft: &mut Draft, booking: &Booking) {
    if !is_to_come(draft, booking) || held_rooms(draft, booking).iter().any(is_premium) {
        return;
    }
    let found = better(draft, booking);
    let premium = found.iter().find(|one| is_premium(&one.room));
    if let Some(best) = premium.or(found.first()) {
        let words = format!(
            "{} is a VIP without a premium room; offer {}.",
            booking.family_name(),
            best.words()
        );
        draft.warn("UPGRADE_AVAILABLE", words);
    }
}

fn is_premium(room: &Room) -> bool {
    room.features.contains(PREMIUM)
}

/// Proposes rooms beside those that the group has already.
pub fn on_group(draft: &mut Draft, booking: &Booking) {
    let is_beside = |room: &Room| neighbours::worth(draft, room, booking) > 0;
    if !is_to_come(draft, booking)
        || booking.group.is_none()
        || held_rooms(draft, booking).iter().any(is_beside)
    {
        return;
    }
    let rooms = draft.rooms_of_type(&booking.room_type).into_iter();
    let numbers: Vec<String> = rooms
        .filter(|room| room.capacity >= booking.heads())
        .filter(|room| could_have(draft, room, booking.stay, &[booking.id]) && is_beside(room))
        .map(|room| room.number)
        .take(NAMED)
        .collect();
    if numbers.is_empty() {
        return;
    }
    let words = format!(
        "Free beside the rooms of group {}: {}.",
        booking.group.as_deref().unwrap_or_default(),
        numbers.join(", ")
    );
    draft.warn("BESIDE_GROUP", words);
}

fn is_to_come(draft: &Draft, booking: &Booking) -> bool {
    booking.holds_inventory(&draft.property().policies)
        && !booking.is_in_house()
        && booking.stay.check_in >= draft.today()
}

/// The rooms a booking has.
fn held_rooms(draft: &Draft, booking: &Booking) -> Vec<Room> {
    let segments = draft.segments_of(booking.id).into_iter();
    segments
        .filter(|segment| segment.active)
        .filter_map(|segment| draft.room(segment.room))
        .collect()
}
