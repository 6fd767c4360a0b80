//! A better room that would stay empty: what is offered to a guest who has
//! just paid, and to one who is to be looked after.
//!
//! A room of a better type stays empty where more of that type are left than
//! are sold, on every night of the stay. A premium room of the type that was
//! booked takes nothing from anyone.

use std::cmp::Reverse;

use super::raise::{Raised, arrival, comes};
use super::severity::NextStep;
use crate::domain::account::{PaymentKind, Posting};
use crate::domain::alert_mark::Severity;
use crate::domain::availability::{could_have, sellable};
use crate::domain::booking::{Booking, BookingStatus};
use crate::domain::draft::Draft;
use crate::domain::moment::Moment;
use crate::domain::property::RoomType;
use crate::domain::rate::{self, Quote, signed};
use crate::domain::room::Room;
use crate::domain::score::{PREMIUM, score};
use crate::domain::segment::{AssignmentType, Segment};

/// Hours after a payment for which a better room is offered.
const WARM: i64 = 48;
/// Days before arrival from which on a guest to be looked after is offered a
/// better room.
const LOOKED_AFTER: i32 = 30;
/// Milliseconds in an hour.
const HOUR: i64 = 3_600_000;

/// A better room than the booking has, or would get.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Better {
    /// Which.
    pub room: Room,
    /// What it costs, where it is of another type.
    pub quote: Option<Quote>,
    /// How well it suits.
    pub score: i32,
}

impl Better {
    /// `301 STE, +180.00 a night`; `205, a premium room`.
    pub fn words(&self) -> String {
        match &self.quote {
            Some(quote) => format!(
                "{} {}, {} a night",
                self.room.number,
                quote.room_type,
                signed(quote.difference)
            ),
            None => format!("{}, a premium room", self.room.number),
        }
    }
}

/// Why a better room is offered.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Occasion {
    /// The guest has paid lately.
    Paid,
    /// The guest is to be looked after.
    LookedAfter,
}

/// Raises it.
pub(super) fn upgrade(draft: &Draft, booking: &Booking) -> Option<Raised> {
    let occasion = occasion(draft, booking)?;
    let best = better(draft, booking).into_iter().next()?;
    let message = match occasion {
        Occasion::Paid => format!("{} and has paid; ", comes(draft, booking)),
        Occasion::LookedAfter => format!("{}, a VIP; ", comes(draft, booking)),
    };
    Some(Raised {
        severity: Severity::Info,
        action: NextStep::OfferUpgrade,
        at: arrival(draft, booking),
        message: format!("{message}{} would stay empty.", best.words()),
        room: Some(best.room.number),
    })
}

/// Whether there is an occasion to offer anything: the guest is still to come,
/// is not promised the room they have, has not been given a better one, and
/// has paid lately or is to be looked after.
fn occasion(draft: &Draft, booking: &Booking) -> Option<Occasion> {
    let today = draft.today();
    let to_come = booking.status == BookingStatus::Confirmed
        && !booking.is_in_house()
        && !booking.stay.is_day_use()
        && booking.stay.check_in >= today;
    if !to_come {
        return None;
    }
    let segments = active(draft, booking);
    let settled = |segment: &Segment| {
        segment.do_not_move || segment.assignment_type == AssignmentType::Upgrade
    };
    if segments.iter().any(settled) {
        return None;
    }
    let soon = booking.stay.check_in.since(today) <= LOOKED_AFTER;
    if booking.is_vip && soon && !has_premium(draft, &segments) {
        return Some(Occasion::LookedAfter);
    }
    paid_lately(draft, booking).then_some(Occasion::Paid)
}

fn active(draft: &Draft, booking: &Booking) -> Vec<Segment> {
    let mut segments = draft.segments_of(booking.id);
    segments.retain(|segment| segment.active);
    segments
}

fn has_premium(draft: &Draft, segments: &[Segment]) -> bool {
    let premium = |segment: &Segment| {
        draft
            .room(segment.room)
            .is_some_and(|room| room.features.contains(PREMIUM))
    };
    !segments.is_empty() && segments.iter().all(premium)
}

fn paid_lately(draft: &Draft, booking: &Booking) -> bool {
    draft
        .account_of(booking.id)
        .iter()
        .any(|line| is_payment(&line.posting) && is_warm(line.stamp.at, draft.context().now))
}

/// Whether money came in by it.
pub(super) fn is_payment(posting: &Posting) -> bool {
    matches!(posting, Posting::Payment { kind, .. } if *kind != PaymentKind::Refund)
}

/// Whether a payment made then is still an occasion.
pub(super) fn is_warm(paid: Moment, now: Moment) -> bool {
    paid <= now && now.since(paid) < WARM * HOUR
}

/// The better rooms that would stay empty, the best to offer first: for a guest
/// to be looked after premium rooms of the type booked; then rooms of better
/// types, the smallest step up first.
pub fn better(draft: &Draft, booking: &Booking) -> Vec<Better> {
    let Some(booked) = draft.room_type(&booking.room_type) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    if booking.is_vip {
        let own = rooms(draft, booking, &booked.code).into_iter();
        let premium = own.filter(|room| room.features.contains(PREMIUM));
        found.extend(best_first(draft, booking, premium, None));
    }
    let mut above: Vec<(RoomType, Quote)> = draft
        .facts()
        .room_types()
        .into_iter()
        .map(|kind| {
            let quote = rate::quote(booking, &booked, &kind, booking.stay);
            (kind, quote)
        })
        .filter(|(_, quote)| quote.kind == Some(AssignmentType::Upgrade))
        .collect();
    above.sort_by_key(|(kind, quote)| (kind.rank, quote.difference.minor, kind.code.clone()));
    for (kind, quote) in above {
        if stays_empty(draft, booking, &kind.code) {
            let rooms = rooms(draft, booking, &kind.code).into_iter();
            found.extend(best_first(draft, booking, rooms, Some(&quote)));
        }
    }
    if booking.is_vip {
        // Premium rooms before all others, of whichever type.
        found.sort_by_key(|one| !one.room.features.contains(PREMIUM));
    }
    found
}

/// Whether more rooms of the type are left than are sold on every night of the
/// stay.
fn stays_empty(draft: &Draft, booking: &Booking, kind: &str) -> bool {
    let nights = sellable(draft, kind, booking.stay);
    nights.iter().all(|night| night.sellable > 0)
}

/// Rooms of the type that the party could have, but those it has already.
fn rooms(draft: &Draft, booking: &Booking, kind: &str) -> Vec<Room> {
    let own: Vec<_> = active(draft, booking)
        .iter()
        .map(|segment| segment.room)
        .collect();
    let mut rooms = draft.rooms_of_type(kind);
    rooms.retain(|room| {
        room.capacity >= booking.heads()
            && !own.contains(&room.id)
            && could_have(draft, room, booking.stay, &[booking.id])
    });
    rooms
}

fn best_first(
    draft: &Draft,
    booking: &Booking,
    rooms: impl Iterator<Item = Room>,
    quote: Option<&Quote>,
) -> Vec<Better> {
    let wishes = draft.wishes_of(booking);
    let mut found: Vec<Better> = rooms
        .filter(|room| wishes.rules.allow(room))
        .map(|room| Better {
            score: score(&room, &wishes),
            quote: quote.cloned(),
            room,
        })
        .collect();
    found.sort_by_key(|one| (Reverse(one.score), one.room.id));
    found
}
