//! Moving guests who are in the house, and exchanging rooms.
mod swap;

use super::assign::{self, Priced, Terms};
use super::rule::warn_against;
use super::{Decide, find, maintenance};
use crate::domain::booking::Booking;
use crate::domain::command as c;
use crate::domain::day::{Day, Stay};
use crate::domain::draft::Draft;
use crate::domain::error::{Code, Refusal};
use crate::domain::id::SegmentId;
use crate::domain::note::NoteSubject;
use crate::domain::rate::RateChoice;
use crate::domain::room::Room;
use crate::domain::segment::{AssignmentStatus, EndedBecause, Moved, Segment};
use crate::domain::turnover::{Step, next_status};

impl Decide for c::Move {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let booking = find::booking(draft, &self.booking)?;
        let present = slept_in(draft, &booking)?;
        let target = find::room(draft, &self.room)?;
        draft.tell("booking", &booking.code);
        draft.tell("room", &target.number);
        draft.tell("status", AssignmentStatus::Locked);
        draft.tell("version", booking.version);
        if target.id == present.room {
            draft.summarise(format!(
                "{} already is in {}",
                booking.family_name(),
                target.number
            ));
            return Ok(());
        }
        find::fresh(draft, &format!("Booking {}", booking.code), booking.version)?;
        let reason = find::reason(Some(&self.reason), "Moving a guest")?.to_owned();
        if present.do_not_move {
            assign::keeps_promise(draft, &booking, self.override_do_not_move, Some(&reason))?;
        }
        let rest = from_tonight(draft, &booking, &present, self.through)?;
        let part = until(&booking, rest, self.to)?;
        let along = taken_along(draft, &booking, part);
        if along
            .iter()
            .any(|segment| segment.do_not_move && segment.room != target.id)
        {
            assign::keeps_promise(draft, &booking, self.override_do_not_move, Some(&reason))?;
        }
        assign::fits(&booking, &target)?;
        let choice = RateChoice {
            decision: self.rate,
            approved_by_guest: self.approved_by_guest,
        };
        let held = std::slice::from_ref(&present);
        let priced = assign::price(draft, &booking, &target, part, choice, held)?;
        assign::bookable(draft, &booking, &target, part)?;
        let terms = Terms {
            override_block: self.override_block,
            displace_tentative: self.displace_tentative,
            reason: Some(&reason),
            ..Terms::default()
        };
        assign::make_way(draft, &booking, &target, part, terms)?;
        warn_against(draft, &booking, &target);
        let left = draft.room(present.room);
        // A part that was promised this very room stays promised.
        let promised = along
            .iter()
            .any(|segment| segment.do_not_move && segment.room == target.id);
        for segment in &along {
            assign::cut(draft, segment, part, EndedBecause::Moved);
        }
        carry(draft, &booking, &present, &target, part, &priced, &reason);
        if promised && let Some(segment) = draft.guest_in(target.id) {
            draft.save(Segment {
                do_not_move: true,
                ..segment
            });
        }
        leave(
            draft,
            left.as_ref(),
            &booking,
            &target,
            self.notes.as_deref(),
        )?;
        enter(draft, &target)?;
        if let Some(left) = &left {
            let mut followed = maintenance::Followed::default();
            maintenance::follow(draft, &mut followed, &booking, (left, &target));
            followed.tell(draft);
        }
        let from = left.map_or(String::new(), |room| room.number);
        draft.summarise(format!(
            "Moved {} {from} > {}{}{}",
            booking.family_name(),
            target.number,
            if part == rest {
                String::new()
            } else {
                format!(" until {}", part.check_out.spoken())
            },
            priced.words()
        ));
        Ok(())
    }
}

/// The segment the guest is in.
///
/// # Errors
/// `BOOKING_NOT_CHECKED_IN`.
pub fn slept_in(draft: &Draft, booking: &Booking) -> Result<Segment, Refusal> {
    let locked = draft
        .segments_of(booking.id)
        .into_iter()
        .find(|segment| segment.status == AssignmentStatus::Locked && segment.active);
    match locked {
        Some(segment) if booking.is_in_house() => Ok(segment),
        _ => Err(Refusal::new(
            Code::BookingNotCheckedIn,
            format!(
                "{} is not in the house; check in first, or assign another room.",
                booking.family_name()
            ),
        )
        .with("booking", &booking.code)),
    }
}

/// The nights a move is about: from tonight to the end of the segment, or of
/// the stay.
fn from_tonight(
    draft: &Draft,
    booking: &Booking,
    present: &Segment,
    through: Option<c::Through>,
) -> Result<Stay, Refusal> {
    let today = draft.today();
    let end = if through.is_some() {
        booking.stay.check_out
    } else {
        present.stay.check_out
    };
    if present.stay.is_day_use() && present.stay.check_in == today {
        return Ok(present.stay);
    }
    if end <= today {
        return Err(Refusal::new(
            Code::InvalidDates,
            format!(
                "{} leaves {}; extend the stay or check out instead of moving.",
                booking.family_name(),
                if end == today {
                    "today".to_owned()
                } else {
                    format!("since {}", end.spoken())
                },
            ),
        )
        .with("booking", &booking.code)
        .with("check_out", end));
    }
    Ok(Stay {
        check_in: today,
        check_out: end,
    })
}

/// Those of the nights that end with `to`, where that is said.
fn until(booking: &Booking, rest: Stay, to: Option<Day>) -> Result<Stay, Refusal> {
    let Some(check_out) = to else {
        return Ok(rest);
    };
    if rest.check_in < check_out && check_out <= rest.check_out {
        return Ok(Stay { check_out, ..rest });
    }
    Err(Refusal::new(
        Code::InvalidDates,
        format!(
            "{} cannot move until {}; choose a day after {} and not after {}.",
            booking.family_name(),
            check_out.spoken(),
            rest.check_in.spoken(),
            rest.check_out.spoken()
        ),
    )
    .with("booking", &booking.code)
    .with("field", "to"))
}

/// Segments planned for later whose nights the move takes along.
fn taken_along(draft: &Draft, booking: &Booking, part: Stay) -> Vec<Segment> {
    let mut later = draft.segments_of(booking.id);
    later.retain(|segment| {
        segment.status != AssignmentStatus::Locked && segment.active && segment.stay.overlaps(part)
    });
    later
}

/// Ends the segment at tonight and goes on in the other room. Nights already
/// slept stay with the old room; on the arrival date there are none.
fn carry(
    draft: &mut Draft,
    booking: &Booking,
    present: &Segment,
    target: &Room,
    part: Stay,
    priced: &Priced,
    reason: &str,
) {
    let stamp = draft.stamp();
    let id = SegmentId(draft.fresh_id());
    if present.stay.check_in < part.check_in {
        draft.save(Segment {
            stay: Stay {
                check_in: present.stay.check_in,
                check_out: part.check_in,
            },
            status: AssignmentStatus::Assigned,
            ..present.clone()
        });
    } else {
        assign::end(draft, present, EndedBecause::Moved);
    }
    draft.save(priced.on(Segment {
        id,
        room: target.id,
        stay: part,
        status: AssignmentStatus::Locked,
        assignment_type: priced.assignment_type(None),
        do_not_move: false,
        assigned: stamp,
        reassigned: None,
        moved: Some(Moved {
            stamp,
            from: present.room,
            reason: reason.to_owned(),
        }),
        ended: None,
        active: true,
        ..present.clone()
    }));
    draft.save(booking.clone());
}

/// The guest goes into a room.
///
/// # Errors
/// `INVALID_TRANSITION` where the room's status does not lead there.
pub fn enter(draft: &mut Draft, room: &Room) -> Result<(), Refusal> {
    let room = draft.room(room.id).unwrap_or_else(|| room.clone());
    let status = next_status(&room, Step::GuestIn)?;
    draft.save(Room {
        status,
        status_since: draft.context().now,
        status_before_guest: Some(room.status),
        rush: false,
        service: None,
        ..room
    });
    Ok(())
}

/// The guest leaves a room: it is dirty now.
fn leave(
    draft: &mut Draft,
    room: Option<&Room>,
    booking: &Booking,
    target: &Room,
    notes: Option<&str>,
) -> Result<(), Refusal> {
    let Some(room) = room else { return Ok(()) };
    let words = match notes {
        Some(notes) if !notes.trim().is_empty() => {
            format!(
                "{} moved to {} - {}",
                booking.family_name(),
                target.number,
                notes.trim()
            )
        }
        _ => format!("{} moved to {}", booking.family_name(), target.number),
    };
    vacate(draft, room, &words)
}

/// Makes an occupied room dirty and notes why.
///
/// # Errors
/// `INVALID_TRANSITION` where the room is not occupied.
pub fn vacate(draft: &mut Draft, room: &Room, words: &str) -> Result<(), Refusal> {
    let status = next_status(room, Step::GuestOut)?;
    let now = draft.context().now;
    draft.save(Room {
        status,
        status_since: now,
        last_checkout_at: Some(now),
        service: None,
        ..room.clone()
    });
    draft.note(NoteSubject::Room(room.id), words);
    Ok(())
}
