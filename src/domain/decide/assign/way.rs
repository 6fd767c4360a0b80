//! Who stands in the way of an assignment, and how they can be made to give way.

use super::super::find;
use super::super::{break_block, permission};
use super::place::end;
use super::{Priced, Terms};
use crate::domain::alternatives::{self, Alternative};
use crate::domain::booking::Booking;
use crate::domain::conflict::{self, Clash};
use crate::domain::day::Stay;
use crate::domain::draft::Draft;
use crate::domain::error::Refusal;
use crate::domain::id::{RoomId, SegmentId};
use crate::domain::room::Room;
use crate::domain::score::score;
use crate::domain::segment::{AssignmentStatus, AssignmentType, EndedBecause, Segment};

/// How many rooms of other types a refusal names.
const OTHERS: usize = 3;

/// Refuses where others hold the nights, or takes the room from them where the
/// terms allow.
///
/// # Errors
/// `ROOM_OVERLAP_CONFLICT`, `ROOM_BLOCKED`; `PERMISSION_DENIED` and
/// `REASON_REQUIRED` for a block that is broken.
pub fn make_way(
    draft: &mut Draft,
    booking: &Booking,
    room: &Room,
    part: Stay,
    terms: Terms,
) -> Result<(), Refusal> {
    let clashes = conflict::clashes(draft, room.id, part, &[booking.id]);
    if clashes.is_empty() {
        return Ok(());
    }
    let stays = |clash: &Clash| match clash {
        Clash::Booking(_, segment) => {
            !terms.displace_tentative
                || segment.status != AssignmentStatus::PreAssigned
                || segment.do_not_move
        }
        Clash::Block(block) => !terms.override_block || block.override_level.is_none(),
    };
    if clashes.iter().any(stays) {
        return Err(refused_by(draft, booking, room, part, &clashes));
    }
    let mut displaced = Vec::new();
    for clash in clashes {
        match clash {
            Clash::Block(block) => {
                let level = block.override_level.unwrap_or_default();
                permission::require_level(draft, level, &format!("break block {}", block.code))?;
                let why = find::reason(terms.reason, "Breaking a block")?;
                break_block::cut_out(draft, &block, part, why);
            }
            Clash::Booking(other, segment) => {
                end(draft, &segment, EndedBecause::Reassigned);
                displaced.push((other, segment));
            }
        }
    }
    for (other, segment) in displaced {
        replan(draft, &other, &segment, room.id);
    }
    Ok(())
}

pub(super) fn refused_by(
    draft: &Draft,
    booking: &Booking,
    room: &Room,
    part: Stay,
    clashes: &[Clash],
) -> Refusal {
    let alternatives =
        conflict::free_and_in_service(draft, &booking.room_type, part, &[booking.id]);
    let others = if alternatives.is_empty() {
        alternatives::of_other_types(draft, booking, part)
    } else {
        Vec::new()
    };
    let named: Vec<String> = others.iter().take(OTHERS).map(Alternative::words).collect();
    let way_out = match (alternatives.is_empty(), named.is_empty()) {
        (false, _) => format!("free: {}", alternatives.join(", ")),
        (true, false) => format!(
            "no {} is free for the whole stay, of other types (more or less a night): {}",
            booking.room_type,
            named.join(", ")
        ),
        (true, true) => format!(
            "no {} is free for the whole stay, try other dates or a split",
            booking.room_type
        ),
    };
    let tentative = clashes.iter().all(|clash| {
        matches!(clash, Clash::Booking(_, segment)
            if segment.status == AssignmentStatus::PreAssigned && !segment.do_not_move)
    });
    conflict::refusal(room, clashes, &way_out)
        .with("alternatives", alternatives)
        .with("other_types", named)
        .with("displaceable", tentative)
}

/// Finds a displaced tentative stay another room of its type, or says that it
/// is back in the tray. `taken` is the room it gave way in.
pub(super) fn replan(draft: &mut Draft, other: &Booking, segment: &Segment, taken: RoomId) {
    let wishes = draft.wishes_of(other);
    // The best other room; of equals the first.
    let found = draft
        .rooms_of_type(&other.room_type)
        .into_iter()
        .filter(|room| {
            room.id != taken
                && wishes.rules.allow(room)
                && other.heads() <= room.capacity
                && conflict::in_service(draft, room, segment.stay)
                && conflict::is_free(draft, room.id, segment.stay, &[other.id])
        })
        .min_by_key(|room| std::cmp::Reverse(score(room, &wishes)));
    match found {
        Some(room) => {
            let id = SegmentId(draft.fresh_id());
            let stamp = draft.stamp();
            // It goes to a room of the type that was booked: at that price.
            let kind = match segment.assignment_type {
                AssignmentType::Upgrade | AssignmentType::Downgrade => AssignmentType::Manual,
                kept => kept,
            };
            draft.save(Priced::as_booked(other).on(Segment {
                id,
                room: room.id,
                assignment_type: kind,
                reassigned: Some(stamp),
                ended: None,
                active: true,
                ..segment.clone()
            }));
            draft.warn(
                "REPLANNED",
                format!(
                    "{} ({}) is planned into {} instead.",
                    other.family_name(),
                    other.code,
                    room.number
                ),
            );
        }
        None => draft.warn(
            "UNASSIGNED",
            format!(
                "{} ({}) has no room now; it waits in the tray.",
                other.family_name(),
                other.code
            ),
        ),
    }
}
