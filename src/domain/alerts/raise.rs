//! Whether an alert about one booking is active, how severe, and why.

use super::AlertKind;
use super::offer::holder_name;
use super::severity::{NextStep, conflict_severity, not_ready_severity, step};
use super::upgrade::upgrade;
use crate::domain::alert_mark::Severity;
use crate::domain::availability::roomless_parts;
use crate::domain::booking::{Booking, BookingStatus};
use crate::domain::conflict::clashes;
use crate::domain::day::{Day, Stay};
use crate::domain::draft::Draft;
use crate::domain::moment::Moment;
use crate::domain::room::{NotBookable, Room, RoomStatus};
use crate::domain::segment::{AssignmentStatus, Segment};

/// An active alert.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Raised {
    pub severity: Severity,
    pub action: NextStep,
    /// The moment it bites.
    pub at: Moment,
    /// The room it is about.
    pub room: Option<String>,
    /// One sentence.
    pub message: String,
}

/// The alert of this kind about this booking, if it is active.
pub(super) fn raise(draft: &Draft, kind: AlertKind, booking: &Booking) -> Option<Raised> {
    match kind {
        AlertKind::Unassigned => unassigned(draft, booking),
        AlertKind::Conflict => conflict(draft, booking),
        AlertKind::RoomNotReady => room_not_ready(draft, booking),
        AlertKind::Overstay => overstay(draft, booking),
        AlertKind::UpgradeAvailable => upgrade(draft, booking),
        AlertKind::OverdueMaintenance => None,
    }
}

/// When the booking's guest is expected.
pub(super) fn arrival(draft: &Draft, booking: &Booking) -> Moment {
    draft.property().arrival(booking.stay, booking.arrival_time)
}

fn left(draft: &Draft, at: Moment) -> i64 {
    at.since(draft.context().now)
}

/// When a night of the stay begins for the guest: at arrival, or, later in
/// the stay, when rooms are promised.
fn begins(draft: &Draft, booking: &Booking, night: Day) -> Moment {
    if night <= booking.stay.check_in {
        arrival(draft, booking)
    } else {
        let property = draft.property();
        property.moment(night, property.policies.check_in_time)
    }
}

fn unassigned(draft: &Draft, booking: &Booking) -> Option<Raised> {
    let segments = draft.segments_of(booking.id);
    let policies = &draft.property().policies;
    let parts = roomless_parts(booking, &segments, draft.today(), policies);
    let first = parts.first()?.check_in;
    let at = begins(draft, booking, first);
    let step = step(left(draft, at));
    let message = if first > booking.stay.check_in || booking.is_in_house() {
        let from = day_words(first, draft.today());
        format!("{} has no room from {from} on.", booking.family_name())
    } else {
        format!("{} and has no room.", comes(draft, booking))
    };
    Some(Raised {
        severity: step.severity,
        action: step.action,
        at,
        room: None,
        message,
    })
}

/// Whether the guest is expected today and is not here yet.
pub(super) fn is_expected(booking: &Booking, today: Day) -> bool {
    booking.status == BookingStatus::Confirmed
        && booking.checked_in_at.is_none()
        && booking.stay.covers(today)
}

fn room_not_ready(draft: &Draft, booking: &Booking) -> Option<Raised> {
    let today = draft.today();
    if !is_expected(booking, today) {
        return None;
    }
    let segments = draft.segments_of(booking.id);
    let tonight = segments
        .iter()
        .find(|segment| segment.active && segment.stay.covers(today))?;
    let room = draft.room(tonight.room)?;
    let why = why_words(room.why_not_bookable()?);
    let at = arrival(draft, booking);
    let message = format!(
        "{}, and room {} is {why}.",
        comes(draft, booking),
        room.number
    );
    Some(Raised {
        severity: not_ready_severity(left(draft, at), booking.guest_waiting),
        action: NextStep::PrepareRoom,
        at,
        message,
        room: Some(room.number),
    })
}

fn overstay(draft: &Draft, booking: &Booking) -> Option<Raised> {
    let today = draft.today();
    if !booking.is_overstay(today) {
        return None;
    }
    let property = draft.property();
    let promised = property.policies.check_out_time;
    let leaves = booking.departure_time.unwrap_or(promised);
    let segments = draft.segments_of(booking.id);
    let room = segments
        .iter()
        .find(|segment| is_in(segment))
        .and_then(|segment| draft.room(segment.room));
    let next = room
        .as_ref()
        .and_then(|room| next_holder(draft, room, booking));
    let severity = match next {
        Some(_) => Severity::Critical,
        None => Severity::Warning,
    };
    let also = next.map_or_else(String::new, |who| format!("; {who} has it from today"));
    Some(Raised {
        severity,
        action: NextStep::ExtendOrCheckOut,
        at: property.moment(booking.stay.check_out, leaves),
        message: format!(
            "{} should have left {} on {}{also}.",
            booking.family_name(),
            room.as_ref().map_or("the house", |room| &room.number),
            booking.stay.check_out.spoken()
        ),
        room: room.map(|room| room.number),
    })
}

fn is_in(segment: &Segment) -> bool {
    segment.active && segment.status == AssignmentStatus::Locked
}

/// Who else has this room today, in words.
fn next_holder(draft: &Draft, room: &Room, guest: &Booking) -> Option<String> {
    let today = draft.today();
    let tonight = Stay {
        check_in: today,
        check_out: today.plus(1),
    };
    let holds = clashes(draft, room.id, tonight, &[guest.id]);
    holds.first().map(holder_name).or_else(|| {
        let uses = draft.day_uses(room.id, today, today);
        let other = uses.iter().find(|one| one.booking != guest.id)?;
        let booking = draft.booking(other.booking)?;
        Some(booking.family_name().to_owned())
    })
}

fn conflict(draft: &Draft, booking: &Booking) -> Option<Raised> {
    let today = draft.today();
    let segments = draft.segments_of(booking.id);
    segments
        .iter()
        .filter(|segment| segment.active && !is_in(segment))
        .filter(|segment| segment.stay.check_out > today || segment.stay.covers(today))
        .filter_map(|segment| contested(draft, booking, segment))
        .min_by_key(|raised| raised.at)
        .or_else(|| wanted_room_taken(draft, booking, &segments))
}

/// Whether the room that a segment holds is another guest's in fact, or no
/// longer in service.
fn contested(draft: &Draft, booking: &Booking, segment: &Segment) -> Option<Raised> {
    let today = draft.today();
    let room = draft.room(segment.room)?;
    let guest = segment
        .stay
        .covers(today)
        .then(|| overstaying(draft, &room, booking))
        .flatten();
    if let Some(guest) = guest {
        let words = format!(
            "{} to room {}, which {} should have left on {}.",
            comes(draft, booking),
            room.number,
            guest.family_name(),
            guest.stay.check_out.spoken()
        );
        let night = segment.stay.check_in;
        return Some(conflicting(draft, booking, &room, night, words));
    }
    let policies = &draft.property().policies;
    let first = segment.stay.check_in.max(today);
    let end = segment.stay.check_out.max(first.plus(1));
    let (night, why) = first.until(end).find_map(|night| {
        let why = room.why_not_in_service(night, today, policies)?;
        Some((night, why))
    })?;
    let words = format!(
        "{} has room {} {}, and it is {}.",
        booking.family_name(),
        room.number,
        day_words(night, today),
        why_words(why)
    );
    Some(conflicting(draft, booking, &room, night, words))
}

fn conflicting(
    draft: &Draft,
    booking: &Booking,
    room: &Room,
    night: Day,
    message: String,
) -> Raised {
    let at = begins(draft, booking, night);
    Raised {
        severity: conflict_severity(left(draft, at)),
        action: NextStep::ResolveConflict,
        at,
        room: Some(room.number.clone()),
        message,
    }
}

/// The guest who is in this room past the day of departure.
fn overstaying(draft: &Draft, room: &Room, but: &Booking) -> Option<Booking> {
    let guest = draft.booking(draft.guest_in(room.id)?.booking)?;
    (guest.id != but.id && guest.is_overstay(draft.today())).then_some(guest)
}

fn wanted_room_taken(draft: &Draft, booking: &Booking, segments: &[Segment]) -> Option<Raised> {
    let wanted = booking.wanted_room.as_ref()?;
    let (today, policies) = (draft.today(), &draft.property().policies);
    let part = *roomless_parts(booking, segments, today, policies).first()?;
    let room = draft.room_numbered(wanted)?;
    let taken = clashes(draft, room.id, part, &[booking.id]);
    let words = format!(
        "{} was promised room {}, which {} has.",
        booking.family_name(),
        room.number,
        holder_name(taken.first()?)
    );
    Some(conflicting(draft, booking, &room, part.check_in, words))
}

/// `Larsen arrives today 15:00`, as an alert begins.
pub(super) fn comes(draft: &Draft, booking: &Booking) -> String {
    let (today, day) = (draft.today(), booking.stay.check_in);
    if day < today {
        return format!("{} was due {}", booking.family_name(), day.spoken());
    }
    let promised = draft.property().policies.check_in_time;
    let time = booking.arrival_time.unwrap_or(promised);
    let day = day_words(day, today);
    format!("{} arrives {day} {time}", booking.family_name())
}

/// A day as people say it: `today`, `tomorrow`, `Fri 20 Mar`.
fn day_words(day: Day, today: Day) -> String {
    match day.since(today) {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        _ => day.spoken(),
    }
}

/// Why a room cannot be handed out, as people say it.
pub(super) fn why_words(why: NotBookable) -> &'static str {
    match why {
        NotBookable::OutOfOrder | NotBookable::Status(RoomStatus::OutOfOrder) => "out of order",
        NotBookable::Inactive => "not in use",
        NotBookable::Maintenance(_) | NotBookable::Status(RoomStatus::MaintenanceRequired) => {
            "waiting for a repair"
        }
        NotBookable::Status(RoomStatus::Occupied) => "still occupied",
        NotBookable::Status(RoomStatus::CheckoutDirty) => "dirty",
        NotBookable::Status(RoomStatus::CleaningInProgress) => "being cleaned",
        NotBookable::Status(RoomStatus::CleanedUninspected) => "not yet inspected",
        NotBookable::Status(RoomStatus::Available | RoomStatus::ReadyForGuest) => "ready",
    }
}
