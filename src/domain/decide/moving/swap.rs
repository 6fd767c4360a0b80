//! Exchanging the rooms of two bookings.

use super::super::assign::{self, Priced};
use super::super::{Decide, find, maintenance};
use super::{carry, from_tonight, slept_in};
use crate::domain::booking::Booking;
use crate::domain::command as c;
use crate::domain::conflict;
use crate::domain::decide::rule::warn_against;
use crate::domain::draft::Draft;
use crate::domain::error::{Code, Refusal};
use crate::domain::rate::RateChoice;
use crate::domain::room::Room;
use crate::domain::segment::{AssignmentStatus, Segment};

impl Decide for c::Swap {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let one = find::booking(draft, &self.booking)?;
        let other = find::booking(draft, &self.with)?;
        let reason = find::reason(Some(&self.reason), "Swapping rooms")?.to_owned();
        if one.id == other.id {
            return Err(Refusal::new(
                Code::InvalidValue,
                "A booking cannot swap with itself; choose another.",
            )
            .with("field", "with"));
        }
        find::fresh(draft, &format!("Booking {}", one.code), one.version)?;
        let (mine, theirs) = (part_to_swap(draft, &one)?, part_to_swap(draft, &other)?);
        if one.is_in_house() != other.is_in_house() {
            let out = if one.is_in_house() { &other } else { &one };
            return Err(Refusal::new(
                Code::BookingNotCheckedIn,
                format!(
                    "{} is not in the house and the other guest is; move the one who is, then assign.",
                    out.family_name()
                ),
            )
            .with("booking", &out.code));
        }
        for (booking, segment) in [(&one, &mine), (&other, &theirs)] {
            if segment.do_not_move {
                assign::keeps_promise(draft, booking, self.override_do_not_move, Some(&reason))?;
            }
        }
        let (my_room, their_room) = (room_of(draft, &mine)?, room_of(draft, &theirs)?);
        let choice = |decision| RateChoice {
            decision,
            approved_by_guest: self.approved_by_guest,
        };
        let (first, second) = (choice(self.rate), choice(self.with_rate.or(self.rate)));
        let one_priced = exchange(draft, (&one, &mine, &their_room), &other, first, &reason)?;
        let other_priced = exchange(draft, (&other, &theirs, &my_room), &one, second, &reason)?;
        settled(draft, &one, &their_room)?;
        settled(draft, &other, &my_room)?;
        if one.is_in_house() {
            let mut followed = maintenance::Followed::default();
            maintenance::follow(draft, &mut followed, &one, (&my_room, &their_room));
            maintenance::follow(draft, &mut followed, &other, (&their_room, &my_room));
            followed.tell(draft);
        }
        warn_against(draft, &one, &their_room);
        warn_against(draft, &other, &my_room);
        draft.tell("booking", &one.code);
        draft.tell("with", &other.code);
        draft.tell("room", &their_room.number);
        draft.summarise(format!(
            "Swapped {} ({}{}) and {} ({}{})",
            one.family_name(),
            their_room.number,
            one_priced.words(),
            other.family_name(),
            my_room.number,
            other_priced.words()
        ));
        Ok(())
    }
}

fn room_of(draft: &Draft, segment: &Segment) -> Result<Room, Refusal> {
    draft.room(segment.room).ok_or_else(|| {
        Refusal::new(
            Code::RoomNotFound,
            "The room of the stay is gone; check the database.",
        )
    })
}

/// The one segment a swap is about.
fn part_to_swap(draft: &Draft, booking: &Booking) -> Result<Segment, Refusal> {
    if booking.is_in_house() {
        return slept_in(draft, booking);
    }
    let segments: Vec<Segment> = draft
        .segments_of(booking.id)
        .into_iter()
        .filter(|segment| segment.active)
        .collect();
    match segments.as_slice() {
        [only] => Ok(only.clone()),
        [] => Err(Refusal::new(
            Code::NoRoomAssigned,
            format!(
                "{} has no room to swap; assign one first.",
                booking.family_name()
            ),
        )
        .with("booking", &booking.code)),
        _ => Err(Refusal::new(
            Code::InvalidValue,
            format!(
                "{}'s stay is split over several rooms; reassign its parts one by one.",
                booking.family_name()
            ),
        )
        .with("booking", &booking.code)),
    }
}

/// Refuses where the booking does not fit its new room after all: the parts of
/// a split stay that were not exchanged stand in the way too.
fn settled(draft: &Draft, booking: &Booking, room: &Room) -> Result<(), Refusal> {
    for segment in draft.segments_of(booking.id) {
        if !segment.active || segment.room != room.id {
            continue;
        }
        let mut clashes = conflict::clashes(draft, room.id, segment.stay, &[]);
        clashes.retain(
            |clash| !matches!(clash, conflict::Clash::Booking(_, other) if other.id == segment.id),
        );
        if !clashes.is_empty() {
            return Err(conflict::refusal(
                room,
                &clashes,
                "move the parts of the split stay one by one",
            ));
        }
    }
    Ok(())
}

/// Puts one of the two into the other's room. Both are taken out first in
/// thought: neither stands in the other's way.
fn exchange(
    draft: &mut Draft,
    (booking, segment, target): (&Booking, &Segment, &Room),
    other: &Booking,
    choice: RateChoice,
    reason: &str,
) -> Result<Priced, Refusal> {
    let part = if booking.is_in_house() {
        from_tonight(draft, booking, segment, None)?
    } else {
        segment.stay
    };
    assign::fits(booking, target)?;
    let held = std::slice::from_ref(segment);
    let priced = assign::price(draft, booking, target, part, choice, held)?;
    if !booking.is_in_house()
        && !conflict::in_service(draft, target, part)
        && let Some(why) = target.why_not_bookable()
    {
        return Err(target.not_bookable(why, &[]));
    }
    let clashes = conflict::clashes(draft, target.id, part, &[booking.id, other.id]);
    if !clashes.is_empty() {
        return Err(conflict::refusal(
            target,
            &clashes,
            "choose another pair or move one of them elsewhere",
        ));
    }
    if booking.is_in_house() {
        carry(draft, booking, segment, target, part, &priced, reason);
        return Ok(priced);
    }
    let firm_stays = segment.status == AssignmentStatus::Assigned && target.is_bookable();
    let stamp = draft.stamp();
    draft.save(priced.on(Segment {
        room: target.id,
        status: if firm_stays {
            AssignmentStatus::Assigned
        } else {
            AssignmentStatus::PreAssigned
        },
        assignment_type: priced.assignment_type(None),
        reassigned: Some(stamp),
        do_not_move: false,
        ..segment.clone()
    }));
    Ok(priced)
}
