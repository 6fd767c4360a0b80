//! Giving a booking a room before the guest comes: assign, pre-assign, firm
//! up, unassign, do-not-move.

mod checks;
mod firm;
mod place;
mod price;
mod take;
mod way;

pub use checks::{bookable, complete, fits, keeps_promise};
pub use firm::{firm_up_room, may_firm_up};
pub use place::{cut, end, end_all};
pub use price::{Priced, price};
pub use way::make_way;

use checks::{already_there, assignable, available, meets, not_slept_in, part_of, promised};
use place::{Given, place};

use super::rule::warn_against;
use super::{Decide, find};
use crate::domain::assignment;
use crate::domain::booking::Booking;
use crate::domain::command as c;
use crate::domain::day::Day;
use crate::domain::draft::Draft;
use crate::domain::error::Refusal;
use crate::domain::rate::RateChoice;
use crate::domain::room::Room;
use crate::domain::segment::{AssignmentStatus, AssignmentType, Segment};

/// The terms on which a room is given.
#[derive(Clone, Copy, Debug, Default)]
pub struct Terms<'t> {
    /// Firm, or tentative.
    pub firm: bool,
    /// First night of the part that goes there.
    pub from: Option<Day>,
    /// End of that part.
    pub to: Option<Day>,
    /// How it came about; else told by the type of the room.
    pub assignment_type: Option<AssignmentType>,
    /// What to do with the difference of a room of another type.
    pub rate: RateChoice,
    /// Rooms given up in the same step, whose settled price goes on in a room
    /// of their type.
    pub held: &'t [Segment],
    /// Promise the room.
    pub do_not_move: bool,
    /// Break an overridable block.
    pub override_block: bool,
    /// Break a promise.
    pub override_do_not_move: bool,
    /// Take the room from tentative stays.
    pub displace_tentative: bool,
    /// Put the room on rush.
    pub rush: bool,
    /// Why.
    pub reason: Option<&'t str>,
}

macro_rules! give {
    ($name:ident, $firm:literal) => {
        impl Decide for c::$name {
            fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
                let terms = Terms {
                    firm: $firm,
                    from: self.from,
                    to: self.to,
                    assignment_type: self.assignment_type,
                    rate: RateChoice {
                        decision: self.rate,
                        approved_by_guest: self.approved_by_guest,
                    },
                    do_not_move: self.do_not_move,
                    override_block: self.override_block,
                    held: &[],
                    override_do_not_move: self.override_do_not_move,
                    displace_tentative: self.displace_tentative,
                    rush: self.rush,
                    reason: self.reason.as_deref(),
                };
                let booking = find::booking(draft, &self.booking)?;
                let room = find::room(draft, &self.room)?;
                give(draft, &booking, &room, terms)
            }
        }
    };
}

give!(Assign, true);
give!(PreAssign, false);

/// Gives the booking the room on these terms.
///
/// # Errors
/// In the order in which a clerk wants to hear them: status, in the house,
/// changed meanwhile, promised, names, heads, type, readiness, holders, blocks.
pub fn give(
    draft: &mut Draft,
    booking: &Booking,
    room: &Room,
    terms: Terms,
) -> Result<(), Refusal> {
    assignable(booking)?;
    let part = part_of(booking, terms)?;
    let segments = draft.segments_of(booking.id);
    not_slept_in(draft, booking, &segments, part)?;
    draft.tell("booking", &booking.code);
    draft.tell("room", &room.number);
    let wanted = if terms.firm {
        AssignmentStatus::Assigned
    } else {
        AssignmentStatus::PreAssigned
    };
    let touched: Vec<Segment> = segments
        .iter()
        .filter(|segment| meets(segment.stay, part))
        .cloned()
        .collect();
    let settled_anew = price::settles_anew(&touched, booking, room, terms.rate);
    if already_there(&segments, room.id, part, wanted) && !terms.do_not_move && !settled_anew {
        settle(
            draft,
            booking,
            format!("{} already has {}", booking.family_name(), room.number),
        );
        return Ok(());
    }
    find::fresh(draft, &format!("Booking {}", booking.code), booking.version)?;
    promised(draft, booking, &touched, room.id, terms)?;
    complete(draft, booking, terms.firm)?;
    fits(booking, room)?;
    let held = if terms.held.is_empty() {
        &touched
    } else {
        terms.held
    };
    let priced = price(draft, booking, room, part, terms.rate, held)?;
    available(draft, booking, room, part, terms.firm)?;
    make_way(draft, booking, room, part, terms)?;

    warn_against(draft, booking, room);
    let given = place(draft, booking, room, part, touched, wanted, &priced, terms);
    if terms.rush && !room.is_bookable() {
        draft.save(Room {
            rush: true,
            ..room.clone()
        });
    }
    let verb = match (given, terms.firm) {
        (Given::Changed, _) => "Moved",
        (Given::New, true) => "Assigned",
        (Given::New, false) => "Pre-assigned",
    };
    settle(
        draft,
        booking,
        format!(
            "{verb} {} > {}{}",
            booking.family_name(),
            room.number,
            priced.words()
        ),
    );
    Ok(())
}

/// Ends a decision about a booking's rooms: its status into the receipt.
fn settle(draft: &mut Draft, booking: &Booking, summary: String) {
    let segments = draft.segments_of(booking.id);
    let mut present = draft.booking(booking.id).unwrap_or_else(|| booking.clone());
    present.needs_room = assignment::needs_room(&present, &segments);
    draft.tell(
        "status",
        assignment::status(&present, &segments, draft.today()),
    );
    draft.tell("version", present.version);
    draft.summarise(summary);
}
