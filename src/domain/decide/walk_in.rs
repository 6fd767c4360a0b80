//! Walk-ins: booking, room and check-in in one.

use super::booking::{called, make};
use super::rule::warn_against;
use super::{Decide, assign, coming, find, sold};
use crate::domain::booking::Booking;
use crate::domain::command::{CreateBooking, Needs, WalkIn};
use crate::domain::conflict;
use crate::domain::day::Stay;
use crate::domain::draft::Draft;
use crate::domain::error::{Code, Refusal};
use crate::domain::id::SegmentId;
use crate::domain::rate::RateChoice;
use crate::domain::room::Room;
use crate::domain::rule::Asked;
use crate::domain::segment::{AssignmentStatus, Segment};
use crate::domain::staff::{OverrideLevel, Permission};

impl Decide for WalkIn {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let wanted = match &self.room {
            Some(number) => Some(find::room(draft, number)?),
            None => None,
        };
        let kind = self.kind(draft, wanted.as_ref())?;
        let booking = make(draft, &self.booking(draft, kind))?;
        let room = match wanted {
            Some(room) => {
                suits(draft, &booking, &room)?;
                room
            }
            None => best(draft, &booking)?,
        };
        let choice = RateChoice {
            decision: self.difference,
            approved_by_guest: self.approved_by_guest,
        };
        let priced = assign::price(draft, &booking, &room, booking.stay, choice, &[])?;
        still_sellable(draft, &booking)?;
        let id = SegmentId(draft.fresh_id());
        let segment = Segment {
            id,
            property: booking.property,
            booking: booking.id,
            room: room.id,
            stay: booking.stay,
            status: AssignmentStatus::Assigned,
            assignment_type: priced.assignment_type(None),
            do_not_move: false,
            original_type: priced.original_type.clone(),
            original_rate: priced.original_rate,
            allocated_rate: priced.allocated_rate,
            rate_terms: priced.terms,
            assigned: draft.stamp(),
            reassigned: None,
            moved: None,
            ended: None,
            active: true,
        };
        draft.save(segment);
        warn_against(draft, &booking, &room);
        coming::check_in_booking(draft, booking.id)?;
        draft.resummarise(format!(
            "Walk-in: {} to {}{}",
            called(&booking),
            room.number,
            priced.words()
        ));
        Ok(())
    }
}

impl WalkIn {
    /// The type that is sold: the room's, or the one asked for.
    fn kind(&self, draft: &Draft, room: Option<&Room>) -> Result<String, Refusal> {
        match (room, &self.room_type) {
            (None, None) => Err(Refusal::new(
                Code::MissingRoomId,
                "A walk-in needs a room or a room type; name one.",
            )),
            (None, Some(code)) => Ok(find::room_type(draft, code)?.code),
            (Some(room), None) => Ok(room.room_type.clone()),
            (Some(room), Some(code))
                if self.difference.is_some()
                    || find::room_type(draft, code)?.code == room.room_type =>
            {
                Ok(find::room_type(draft, code)?.code)
            }
            (Some(room), Some(code)) => Err(Refusal::new(
                Code::RoomTypeMismatch,
                format!(
                    "Room {} is {}, asked for is {code}; name one of the two, or say who pays the difference.",
                    room.number, room.room_type
                ),
            )
            .with("room", &room.number)
            .with("room_type", &room.room_type)),
        }
    }

    fn booking(&self, draft: &Draft, room_type: String) -> CreateBooking {
        CreateBooking {
            room_type,
            check_in: Some(draft.today()),
            nights: Some(self.nights),
            lead: Some(self.lead.clone()),
            guests: self.guests.clone(),
            adults: Some(self.adults),
            children: self.children,
            rate: self.rate.clone(),
            contact: self.contact.clone(),
            source: Some("walk-in".to_owned()),
            ..CreateBooking::default()
        }
    }
}

/// Refuses a room that the party cannot have now.
fn suits(draft: &Draft, booking: &Booking, room: &Room) -> Result<(), Refusal> {
    assign::fits(booking, room)?;
    assign::bookable(draft, booking, room, booking.stay)?;
    let clashes = conflict::clashes(draft, room.id, booking.stay, &[booking.id]);
    if clashes.is_empty() {
        return Ok(());
    }
    let free = conflict::free_and_ready(draft, &booking.room_type, booking.stay, &[booking.id]);
    let way_out = if free.is_empty() {
        "no other is free and ready, try fewer nights or another type".to_owned()
    } else {
        format!("free and ready: {}", free.join(", "))
    };
    Err(conflict::refusal(room, &clashes, &way_out).with("alternatives", free))
}

/// The room that suits best: one that no rule is against, the smallest that takes the party, then the one
/// whose next guest comes soonest after, so that long free runs stay whole.
fn best(draft: &Draft, booking: &Booking) -> Result<Room, Refusal> {
    let after = Stay {
        check_in: booking.stay.check_out,
        check_out: booking.stay.check_out.plus(60),
    };
    let rules = draft.rules_for(&Asked::of(booking));
    draft
        .rooms_of_type(&booking.room_type)
        .into_iter()
        .filter(|room| room.capacity >= booking.heads() && room.is_bookable())
        .filter(|room| conflict::is_free(draft, room.id, booking.stay, &[booking.id]))
        .min_by_key(|room| {
            let next = draft.holds(room.id, after).first().map(|hold| hold.nights.check_in);
            (!rules.allow(room), room.capacity, next.unwrap_or(after.check_out))
        })
        .ok_or_else(|| {
            Refusal::new(
                Code::RoomNotBookable,
                format!(
                    "No {} is ready and free for {} for {}; try another type, fewer nights, or hurry a room.",
                    booking.room_type,
                    booking.heads(),
                    booking.stay
                ),
            )
            .with("room_type", &booking.room_type)
            .with("reason", "NONE_FREE_AND_READY")
            .with("alternatives", Vec::<String>::new())
        })
}

/// Refuses to sell below zero, but to those whose word counts for it; they
/// are warned.
fn still_sellable(draft: &mut Draft, booking: &Booking) -> Result<(), Refusal> {
    let over = sold::oversold(draft, &booking.room_type, booking.stay);
    if over.is_empty() {
        return Ok(());
    }
    let refusal = sold::refusal(&booking.room_type, &over);
    let needs = Needs::Or(Permission::Admin, OverrideLevel::Manager);
    if needs.met_by(&draft.context().actor.permissions) {
        draft.warn(Code::TypeOversold, refusal.message);
        return Ok(());
    }
    let who = super::WhoMay::of(&draft.all_staff(), needs);
    let message = format!(
        "{}, or {}.",
        refusal.message.trim_end_matches('.'),
        who.way_out()
    );
    Err(Refusal { message, ..refusal }
        .with("who_may", who.on_duty)
        .with("who_may_off_duty", who.off_duty))
}
