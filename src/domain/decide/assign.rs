//! Giving a booking a room before the guest comes: assign, pre-assign, firm
//! up, unassign, do-not-move.

use super::{Decide, find};
use crate::domain::assignment;
use crate::domain::booking::{Booking, BookingStatus};
use crate::domain::command as c;
use crate::domain::conflict::{self, Clash};
use crate::domain::day::{Day, Stay};
use crate::domain::draft::Draft;
use crate::domain::error::{Code, Refusal};
use crate::domain::id::{RoomId, SegmentId};
use crate::domain::policy::PartyCompletion;
use crate::domain::room::Room;
use crate::domain::segment::{AssignmentStatus, AssignmentType, Ended, EndedBecause, Segment};

/// The terms on which a room is given.
#[derive(Clone, Copy, Debug, Default)]
pub struct Terms<'t> {
    /// Firm, or tentative.
    pub firm: bool,
    /// First night of the part that goes there.
    pub from: Option<Day>,
    /// End of that part.
    pub to: Option<Day>,
    /// How it came about.
    pub assignment_type: AssignmentType,
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
                    assignment_type: self.assignment_type.unwrap_or_default(),
                    do_not_move: self.do_not_move,
                    override_block: self.override_block,
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
    if already_there(&segments, room.id, part, wanted) && !terms.do_not_move {
        settle(
            draft,
            booking,
            format!("{} already has {}", booking.family_name(), room.number),
        );
        return Ok(());
    }
    find::fresh(draft, &format!("Booking {}", booking.code), booking.version)?;
    let touched: Vec<Segment> = segments
        .iter()
        .filter(|segment| meets(segment.stay, part))
        .cloned()
        .collect();
    promised(draft, booking, &touched, room.id, terms)?;
    complete(draft, booking, terms.firm)?;
    fits(draft, booking, room, part)?;
    available(draft, booking, room, part, terms.firm)?;
    make_way(draft, booking, room, part, terms)?;

    let given = place(draft, booking, room, part, touched, wanted, terms);
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
        format!("{verb} {} > {}", booking.family_name(), room.number),
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

fn assignable(booking: &Booking) -> Result<(), Refusal> {
    if booking.status == BookingStatus::Confirmed {
        return Ok(());
    }
    let way_out = match booking.status {
        BookingStatus::PendingPayment => "confirm it first",
        BookingStatus::Cancelled | BookingStatus::NoShow => "reinstate it first",
        BookingStatus::Completed | BookingStatus::Confirmed => "its guest has left",
    };
    Err(Refusal::new(
        Code::BookingStatusNotAssignable,
        format!(
            "Booking {} is {}; {way_out}.",
            booking.code,
            booking.status.as_str()
        ),
    )
    .with("booking", &booking.code)
    .with("status", booking.status))
}

fn part_of(booking: &Booking, terms: Terms) -> Result<Stay, Refusal> {
    let part = Stay::new(
        terms.from.unwrap_or(booking.stay.check_in),
        terms.to.unwrap_or(booking.stay.check_out),
    )?;
    if booking.stay.contains(part) && part.is_day_use() == booking.stay.is_day_use() {
        return Ok(part);
    }
    Err(Refusal::new(
        Code::InvalidDates,
        format!(
            "{part} is not a part of the stay {}; choose nights within it.",
            booking.stay
        ),
    )
    .with("booking", &booking.code)
    .with("check_in", booking.stay.check_in)
    .with("check_out", booking.stay.check_out))
}

/// While the guest is in, only nights after the present segment can be given.
fn not_slept_in(
    draft: &Draft,
    booking: &Booking,
    segments: &[Segment],
    part: Stay,
) -> Result<(), Refusal> {
    if !booking.is_in_house() {
        return Ok(());
    }
    let later = part.check_in > draft.today()
        && segments.iter().all(|segment| {
            segment.status != AssignmentStatus::Locked || !meets(segment.stay, part)
        });
    if later {
        return Ok(());
    }
    Err(Refusal::new(
        Code::BookingAlreadyCheckedIn,
        format!(
            "{} is already in the house; use move to change the room.",
            booking.family_name()
        ),
    )
    .with("booking", &booking.code))
}

/// Whether two parts share a night, or are the same day use.
fn meets(one: Stay, other: Stay) -> bool {
    one.overlaps(other) || (one.is_day_use() && one == other)
}

fn already_there(segments: &[Segment], room: RoomId, part: Stay, wanted: AssignmentStatus) -> bool {
    let here: Vec<Segment> = segments
        .iter()
        .filter(|segment| segment.active && segment.room == room && segment.status >= wanted)
        .cloned()
        .collect();
    assignment::uncovered(part, &here).is_empty()
}

fn promised(
    draft: &Draft,
    booking: &Booking,
    touched: &[Segment],
    room: RoomId,
    terms: Terms,
) -> Result<(), Refusal> {
    let leaves = touched
        .iter()
        .any(|segment| segment.do_not_move && segment.room != room);
    if leaves {
        keeps_promise(draft, booking, terms.override_do_not_move, terms.reason)
    } else {
        Ok(())
    }
}

/// Refuses to break a promised room unless the command says so, with a reason.
///
/// # Errors
/// `ALLOCATION_GUARANTEED`; `REASON_REQUIRED` when overridden without one.
pub fn keeps_promise(
    draft: &Draft,
    booking: &Booking,
    overridden: bool,
    reason: Option<&str>,
) -> Result<(), Refusal> {
    if overridden {
        return find::reason(reason, "Breaking a promised room").map(|_| ());
    }
    let room = assignment::current(&draft.segments_of(booking.id), draft.today())
        .and_then(|segment| draft.room(segment.room))
        .map_or(String::new(), |room| room.number);
    Err(Refusal::new(
        Code::AllocationGuaranteed,
        format!(
            "{} was promised room {room} (do not move); override it with a reason, or leave it.",
            booking.family_name()
        ),
    )
    .with("booking", &booking.code)
    .with("room", room))
}

/// Refuses a party whose names are missing: a firm room wants those of the
/// policy, a tentative one the lead guest's.
///
/// # Errors
/// `PARTY_INCOMPLETE`.
pub fn complete(draft: &Draft, booking: &Booking, firm: bool) -> Result<(), Refusal> {
    let rule = if firm {
        draft.property().policies.party_completion
    } else {
        PartyCompletion::Lead
    };
    let missing = booking.names_missing(rule);
    if missing == 0 {
        return Ok(());
    }
    Err(Refusal::new(
        Code::PartyIncomplete,
        format!(
            "{} of {}'s party of {} still {} a name; enter the names first.",
            missing,
            if booking.lead.trim().is_empty() {
                &booking.code
            } else {
                booking.family_name()
            },
            booking.heads(),
            if missing == 1 { "lacks" } else { "lack" },
        ),
    )
    .with("booking", &booking.code)
    .with("missing", missing))
}

/// Refuses a room that is too small or of another type.
///
/// # Errors
/// `ROOM_CAPACITY_EXCEEDED`, `ROOM_TYPE_MISMATCH`.
pub fn fits(draft: &Draft, booking: &Booking, room: &Room, part: Stay) -> Result<(), Refusal> {
    if booking.heads() > room.capacity {
        return Err(Refusal::new(
            Code::RoomCapacityExceeded,
            format!(
                "Room {} takes {}, the party is {}; choose a larger room or split the party.",
                room.number,
                room.capacity,
                booking.heads()
            ),
        )
        .with("room", &room.number)
        .with("capacity", room.capacity)
        .with("party", booking.heads()));
    }
    if room.room_type == booking.room_type {
        return Ok(());
    }
    let alternatives =
        conflict::free_and_in_service(draft, &booking.room_type, part, &[booking.id]);
    let way_out = if alternatives.is_empty() {
        format!(
            "no {} is free then; change the booked type first",
            booking.room_type
        )
    } else {
        format!("free {}: {}", booking.room_type, alternatives.join(", "))
    };
    Err(Refusal::new(
        Code::RoomTypeMismatch,
        format!(
            "Room {} is {}, booked is {}; {way_out}.",
            room.number, room.room_type, booking.room_type
        ),
    )
    .with("room", &room.number)
    .with("room_type", &room.room_type)
    .with("booked_type", &booking.room_type)
    .with("alternatives", alternatives))
}

/// Refuses a room that is not ready (firm) or not in service (tentative).
fn available(
    draft: &Draft,
    booking: &Booking,
    room: &Room,
    part: Stay,
    firm: bool,
) -> Result<(), Refusal> {
    if firm {
        return bookable(draft, booking, room, part);
    }
    let today = draft.today();
    let policies = &draft.property().policies;
    let mut nights: Vec<Day> = part.each_night().collect();
    if part.is_day_use() {
        nights.push(part.check_in);
    }
    let out = nights.iter().find_map(|night| {
        room.why_not_in_service(*night, today, policies)
            .map(|reason| (*night, reason))
    });
    let Some((night, reason)) = out else {
        return Ok(());
    };
    let alternatives =
        conflict::free_and_in_service(draft, &booking.room_type, part, &[booking.id]);
    let mut refusal = room
        .not_bookable(reason, &alternatives)
        .with("night", night);
    refusal.message = format!(
        "Room {} is {} on {}; {}.",
        room.number,
        reason.as_str(),
        night.spoken(),
        if alternatives.is_empty() {
            "no other room of its type is free".to_owned()
        } else {
            format!("in service and free: {}", alternatives.join(", "))
        }
    );
    Err(refusal)
}

/// Refuses a room that cannot be handed out now.
///
/// # Errors
/// `ROOM_NOT_BOOKABLE`, with the reason and the rooms that could be.
pub fn bookable(draft: &Draft, booking: &Booking, room: &Room, part: Stay) -> Result<(), Refusal> {
    match room.why_not_bookable() {
        None => Ok(()),
        Some(reason) => {
            let alternatives =
                conflict::free_and_ready(draft, &booking.room_type, part, &[booking.id]);
            Err(room.not_bookable(reason, &alternatives))
        }
    }
}

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
                super::permission::require_level(
                    draft,
                    level,
                    &format!("break block {}", block.code),
                )?;
                let why = find::reason(terms.reason, "Breaking a block")?;
                super::break_block::cut_out(draft, &block, part, why);
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

fn refused_by(
    draft: &Draft,
    booking: &Booking,
    room: &Room,
    part: Stay,
    clashes: &[Clash],
) -> Refusal {
    let alternatives =
        conflict::free_and_in_service(draft, &booking.room_type, part, &[booking.id]);
    let way_out = if alternatives.is_empty() {
        format!(
            "no {} is free for the whole stay, try other dates or a split",
            booking.room_type
        )
    } else {
        format!("free: {}", alternatives.join(", "))
    };
    let tentative = clashes.iter().all(|clash| {
        matches!(clash, Clash::Booking(_, segment)
            if segment.status == AssignmentStatus::PreAssigned && !segment.do_not_move)
    });
    conflict::refusal(room, clashes, &way_out)
        .with("alternatives", alternatives)
        .with("displaceable", tentative)
}

/// Finds a displaced tentative stay another room of its type, or says that it
/// is back in the tray. `taken` is the room it gave way in.
fn replan(draft: &mut Draft, other: &Booking, segment: &Segment, taken: RoomId) {
    let found = draft
        .rooms_of_type(&other.room_type)
        .into_iter()
        .find(|room| {
            room.id != taken
                && other.heads() <= room.capacity
                && conflict::in_service(draft, room, segment.stay)
                && conflict::is_free(draft, room.id, segment.stay, &[other.id])
        });
    match found {
        Some(room) => {
            let id = SegmentId(draft.fresh_id());
            let stamp = draft.stamp();
            draft.save(Segment {
                id,
                room: room.id,
                reassigned: Some(stamp),
                ended: None,
                active: true,
                ..segment.clone()
            });
            draft.summarise(format!(
                "re-planned {} > {}",
                other.family_name(),
                room.number
            ));
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

/// Whether a booking was given its first room, or another one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Given {
    New,
    Changed,
}

/// Puts the part into the room: a segment that is exactly that part changes
/// its room, any other is cut back around it.
fn place(
    draft: &mut Draft,
    booking: &Booking,
    room: &Room,
    part: Stay,
    touched: Vec<Segment>,
    status: AssignmentStatus,
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
        segment.assignment_type = terms.assignment_type;
        segment.do_not_move = terms.do_not_move || (segment.do_not_move && !changed);
        segment.reassigned = if changed {
            Some(stamp)
        } else {
            segment.reassigned
        };
        draft.save(segment);
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
        assignment_type: terms.assignment_type,
        do_not_move: terms.do_not_move || promised,
        original_type: booking.room_type.clone(),
        original_rate: booking.rate,
        allocated_rate: booking.rate,
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
    let policies = &draft.property().policies;
    let arrival = draft.property().arrival(segment.stay, booking.arrival_time);
    let window = i64::from(policies.firm_window_hours) * 3_600_000;
    segment.status == AssignmentStatus::PreAssigned
        && segment.active
        && segment.stay.check_out >= draft.today()
        && arrival.since(draft.context().now) <= window
        && room.is_bookable()
        && booking.names_missing(policies.party_completion) == 0
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

fn window_days(draft: &Draft) -> i32 {
    draft.property().policies.firm_window_hours.div_ceil(24) as i32 + 2
}

fn no_room(booking: &Booking) -> Refusal {
    Refusal::new(
        Code::NoRoomAssigned,
        format!("{} has no room; assign one first.", booking.family_name()),
    )
    .with("booking", &booking.code)
}

impl Decide for c::Unassign {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let booking = find::booking(draft, &self.booking)?;
        if booking.is_in_house() {
            return Err(Refusal::new(
                Code::BookingAlreadyCheckedIn,
                format!(
                    "{} is in the house; move or check out instead.",
                    booking.family_name()
                ),
            )
            .with("booking", &booking.code));
        }
        let segments: Vec<Segment> = draft
            .segments_of(booking.id)
            .into_iter()
            .filter(|segment| segment.active)
            .collect();
        if segments.is_empty() {
            return Err(no_room(&booking));
        }
        find::fresh(draft, &format!("Booking {}", booking.code), booking.version)?;
        if segments.iter().any(|segment| segment.do_not_move) {
            keeps_promise(
                draft,
                &booking,
                self.override_do_not_move,
                self.reason.as_deref(),
            )?;
        }
        for segment in &segments {
            end(draft, segment, EndedBecause::Unassigned);
        }
        draft.tell("booking", &booking.code);
        settle(draft, &booking, format!("Parked {}", booking.family_name()));
        Ok(())
    }
}

impl Decide for c::SetDoNotMove {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let booking = find::booking(draft, &self.booking)?;
        let segments: Vec<Segment> = draft
            .segments_of(booking.id)
            .into_iter()
            .filter(|segment| segment.active)
            .collect();
        if segments.is_empty() {
            return Err(no_room(&booking));
        }
        find::fresh(draft, &format!("Booking {}", booking.code), booking.version)?;
        for segment in segments {
            draft.save(Segment {
                do_not_move: self.on,
                ..segment
            });
        }
        draft.tell("booking", &booking.code);
        let said = if self.on {
            "promised its room"
        } else {
            "no longer promised its room"
        };
        settle(
            draft,
            &booking,
            format!("{} is {said}", booking.family_name()),
        );
        Ok(())
    }
}
