//! Putting a part of a stay into a room, and cutting what was there around it.

use super::{Priced, Terms};
use crate::domain::booking::Booking;
use crate::domain::day::Stay;
use crate::domain::draft::Draft;
use crate::domain::id::SegmentId;
use crate::domain::room::Room;
use crate::domain::segment::{AssignmentStatus, Ended, EndedBecause, Segment};

/// Whether a booking was given its first room, or another one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Given {
    New,
    Changed,
}

/// Puts the part into the room: a segment that is exactly that part changes
/// its room, any other is cut back around it.
#[allow(clippy::too_many_arguments)]
pub(super) fn place(
    draft: &mut Draft,
    booking: &Booking,
    room: &Room,
    part: Stay,
    touched: Vec<Segment>,
    status: AssignmentStatus,
    priced: &Priced,
    terms: Terms,
) -> Given {
    let stamp = draft.stamp();
    if let [only] = touched.as_slice()
        && only.stay == part
    {
        let changed = only.room != room.id;
        let mut segment = only.clone();
        segment.room = room.id;
        segment.status = status;
        segment.assignment_type = priced.assignment_type(terms.assignment_type);
        segment.do_not_move = terms.do_not_move || (segment.do_not_move && !changed);
        segment.reassigned = if changed {
            Some(stamp)
        } else {
            segment.reassigned
        };
        draft.save(priced.on(segment));
        return if changed { Given::Changed } else { Given::New };
    }
    let given = if touched.is_empty() {
        Given::New
    } else {
        Given::Changed
    };
    // A part that goes on in its promised room stays promised.
    let promised = touched
        .iter()
        .any(|segment| segment.do_not_move && segment.room == room.id);
    for segment in touched {
        cut(draft, &segment, part, EndedBecause::Reassigned);
    }
    let id = SegmentId(draft.fresh_id());
    draft.save(Segment {
        id,
        property: booking.property,
        booking: booking.id,
        room: room.id,
        stay: part,
        status,
        assignment_type: priced.assignment_type(terms.assignment_type),
        do_not_move: terms.do_not_move || promised,
        original_type: priced.original_type.clone(),
        original_rate: priced.original_rate,
        allocated_rate: priced.allocated_rate,
        rate_terms: priced.terms,
        assigned: stamp,
        reassigned: (given == Given::Changed).then_some(stamp),
        moved: None,
        ended: None,
        active: true,
    });
    given
}

/// Takes these nights out of a segment; what remains before and after stays.
pub fn cut(draft: &mut Draft, segment: &Segment, part: Stay, because: EndedBecause) {
    let before = segment.stay.check_in < part.check_in;
    let after = part.check_out < segment.stay.check_out;
    if after {
        let rest = Stay {
            check_in: part.check_out.max(segment.stay.check_in),
            check_out: segment.stay.check_out,
        };
        let id = if before {
            SegmentId(draft.fresh_id())
        } else {
            segment.id
        };
        draft.save(Segment {
            id,
            stay: rest,
            ..segment.clone()
        });
    }
    if before {
        let rest = Stay {
            check_in: segment.stay.check_in,
            check_out: part.check_in.min(segment.stay.check_out),
        };
        draft.save(Segment {
            stay: rest,
            ..segment.clone()
        });
    }
    if !before && !after {
        end(draft, segment, because);
    }
}

/// Makes a segment history.
pub fn end(draft: &mut Draft, segment: &Segment, because: EndedBecause) {
    let ended = Some(Ended {
        stamp: draft.stamp(),
        because,
    });
    draft.save(Segment {
        ended,
        active: false,
        ..segment.clone()
    });
}

/// Ends every segment of a booking that still holds or plans a room.
pub fn end_all(draft: &mut Draft, booking: &Booking, because: EndedBecause) {
    for segment in draft.segments_of(booking.id) {
        end(draft, &segment, because);
    }
}
