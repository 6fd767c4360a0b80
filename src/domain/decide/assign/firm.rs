//! Making tentative rooms firm: by hand, and by an inspection that passes.

use super::super::{Decide, find};
use super::checks::{assignable, bookable, complete};
use super::settle;
use super::take::no_room;
use crate::domain::command as c;
use crate::domain::day::Stay;
use crate::domain::draft::Draft;
use crate::domain::error::Refusal;
use crate::domain::id::{RoomId, SegmentId};
use crate::domain::placing::may_be_firm;
use crate::domain::segment::{AssignmentStatus, Segment};

impl Decide for c::FirmUp {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let booking = find::booking(draft, &self.booking)?;
        assignable(&booking)?;
        find::fresh(draft, &format!("Booking {}", booking.code), booking.version)?;
        let segments = draft.segments_of(booking.id);
        if segments.is_empty() {
            return Err(no_room(&booking));
        }
        draft.tell("booking", &booking.code);
        complete(draft, &booking, true)?;
        for mut segment in segments
            .into_iter()
            .filter(|one| one.status == AssignmentStatus::PreAssigned)
        {
            if let Some(room) = draft.room(segment.room) {
                bookable(draft, &booking, &room, segment.stay)?;
            }
            segment.status = AssignmentStatus::Assigned;
            draft.save(segment);
        }
        settle(
            draft,
            &booking,
            format!("Room of {} is firm", booking.family_name()),
        );
        Ok(())
    }
}

/// Whether a tentative segment may become firm by itself: it starts within the
/// firm window, its room is ready, and the party has its names.
pub fn may_firm_up(draft: &Draft, segment: &Segment) -> bool {
    let (Some(booking), Some(room)) = (draft.booking(segment.booking), draft.room(segment.room))
    else {
        return false;
    };
    segment.status == AssignmentStatus::PreAssigned
        && segment.active
        && segment.stay.check_out >= draft.today()
        && may_be_firm(
            draft.property(),
            &booking,
            segment.stay,
            &room,
            draft.context().now,
        )
}

/// Makes the tentative segments of this room firm that may be; for an
/// inspection that passes.
pub fn firm_up_room(draft: &mut Draft, room: RoomId) {
    let horizon = Stay {
        check_in: draft.today(),
        check_out: draft.today().plus(window_days(draft)),
    };
    let holders: Vec<SegmentId> = draft
        .holds(room, horizon)
        .into_iter()
        .filter_map(|hold| match hold.holder {
            crate::domain::facts::Holder::Segment(id, _) => Some(id),
            crate::domain::facts::Holder::Block(_) => None,
        })
        .collect();
    for id in holders {
        if let Some(segment) = draft.segment(id)
            && may_firm_up(draft, &segment)
        {
            draft.save(Segment {
                status: AssignmentStatus::Assigned,
                ..segment
            });
        }
    }
}

pub(super) fn window_days(draft: &Draft) -> i32 {
    draft.property().policies.firm_window_hours.div_ceil(24) as i32 + 2
}
