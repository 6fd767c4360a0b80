//! What a room of another type costs, and whether that was settled.

use crate::domain::booking::Booking;
use crate::domain::conflict;
use crate::domain::day::Stay;
use crate::domain::draft::Draft;
use crate::domain::error::{Code, Refusal};
use crate::domain::money::Money;
use crate::domain::rate::{self, Quote, RateChoice, RateDecision, RateTerms};
use crate::domain::room::Room;
use crate::domain::segment::{AssignmentType, Segment};

/// The price at which a room is given.
#[derive(Clone, Debug)]
pub struct Priced {
    /// Code of the type that was booked.
    pub original_type: String,
    /// The booked price per night.
    pub original_rate: Money,
    /// The price per night in this room.
    pub allocated_rate: Money,
    /// What was settled about the difference; none where the type is as booked.
    pub terms: Option<RateTerms>,
    kind: Option<AssignmentType>,
    nights: i32,
}

impl Priced {
    /// At the price that was booked.
    pub fn as_booked(booking: &Booking) -> Priced {
        Priced {
            original_type: booking.room_type.clone(),
            original_rate: booking.rate,
            allocated_rate: booking.rate,
            terms: None,
            kind: None,
            nights: 0,
        }
    }

    /// How the room came to be given: as was said, else an upgrade or a
    /// downgrade where the type is another.
    pub fn assignment_type(&self, said: Option<AssignmentType>) -> AssignmentType {
        said.or(self.kind).unwrap_or_default()
    }

    /// The segment at this price.
    #[must_use]
    pub fn on(&self, segment: Segment) -> Segment {
        Segment {
            original_type: self.original_type.clone(),
            original_rate: self.original_rate,
            allocated_rate: self.allocated_rate,
            rate_terms: self.terms,
            ..segment
        }
    }

    /// What to add to what was done: `, EUR 180.00 charged`.
    pub fn words(&self) -> String {
        let Some(terms) = self.terms else {
            return String::new();
        };
        let nightly = self.allocated_rate.minus(self.original_rate);
        let total = nightly.times(i64::from(self.nights));
        match terms.decision {
            RateDecision::Complimentary => ", complimentary".to_owned(),
            RateDecision::Charge if total.minor < 0 => format!(", {} taken off", total.size()),
            RateDecision::Charge => format!(", {total} charged"),
        }
    }
}

/// What the room costs beside the booked type; none where it is of that type.
pub fn quoted(draft: &Draft, booking: &Booking, room: &Room, part: Stay) -> Option<Quote> {
    if room.room_type == booking.room_type {
        return None;
    }
    let booked = draft.room_type(&booking.room_type)?;
    let offered = draft.room_type(&room.room_type)?;
    Some(rate::quote(booking, &booked, &offered, part))
}

/// The price at which this booking is given that room for these nights. Where
/// `held` (the segments it takes the place of) are all in rooms of that very
/// type, what was settled for them goes on: no type changes, so nothing is
/// asked anew.
///
/// # Errors
/// `ROOM_TYPE_MISMATCH` for a room of another type that nothing was settled
/// about, naming the difference; `INVALID_VALUE` for a charge that the guest
/// has not approved.
pub fn price(
    draft: &Draft,
    booking: &Booking,
    room: &Room,
    part: Stay,
    choice: RateChoice,
    held: &[Segment],
) -> Result<Priced, Refusal> {
    let Some(quote) = quoted(draft, booking, room, part) else {
        return Ok(Priced::as_booked(booking));
    };
    let Some(decision) = choice.decision else {
        return match settled_for(draft, booking, room, held) {
            Some(before) => Ok(Priced {
                original_type: before.original_type.clone(),
                original_rate: before.original_rate,
                allocated_rate: before.allocated_rate,
                terms: before.rate_terms,
                kind: quote.kind,
                nights: quote.nights,
            }),
            None => Err(mismatch(draft, booking, room, part, &quote)),
        };
    };
    let dearer = quote.difference.minor > 0;
    if decision == RateDecision::Charge && dearer && !choice.approved_by_guest {
        return Err(unapproved(booking, room, &quote));
    }
    Ok(Priced {
        original_type: quote.booked_type,
        original_rate: quote.booked_rate,
        allocated_rate: quote.rate,
        terms: Some(RateTerms {
            decision,
            approved_by_guest: choice.approved_by_guest,
            settled: draft.stamp(),
        }),
        kind: quote.kind,
        nights: quote.nights,
    })
}

/// Whether the room is held already and only what was settled about its price
/// is to be another thing.
pub(super) fn settles_anew(
    held: &[Segment],
    booking: &Booking,
    room: &Room,
    choice: RateChoice,
) -> bool {
    room.room_type != booking.room_type
        && choice.decision.is_some_and(|decision| {
            held.iter()
                .any(|one| one.rate_terms.map(|terms| terms.decision) != Some(decision))
        })
}

/// A segment whose price goes on in a room of the same type.
fn settled_for<'s>(
    draft: &Draft,
    booking: &Booking,
    room: &Room,
    held: &'s [Segment],
) -> Option<&'s Segment> {
    let first = held.first()?;
    let alike = held.iter().all(|one| {
        one.rate_terms.map(|terms| terms.decision) == first.rate_terms.map(|terms| terms.decision)
            && one.difference() == first.difference()
            && one.original_type == booking.room_type
            && draft
                .room(one.room)
                .is_some_and(|held| held.room_type == room.room_type)
    });
    (alike && first.rate_terms.is_some()).then_some(first)
}

fn mismatch(draft: &Draft, booking: &Booking, room: &Room, part: Stay, quote: &Quote) -> Refusal {
    let alternatives =
        conflict::free_and_in_service(draft, &booking.room_type, part, &[booking.id]);
    let other = if alternatives.is_empty() {
        format!("no {} is free then", booking.room_type)
    } else {
        format!(
            "or take a {}: {}",
            booking.room_type,
            alternatives.join(", ")
        )
    };
    let settle = if quote.difference.minor < 0 {
        "say whether to take the difference off"
    } else {
        "charge the difference if the guest agrees, or give it free"
    };
    Refusal::new(
        Code::RoomTypeMismatch,
        format!(
            "Room {} is {}, booked is {} ({}); {settle}, {other}.",
            room.number,
            room.room_type,
            booking.room_type,
            quote.words()
        ),
    )
    .with("room", &room.number)
    .with("room_type", &room.room_type)
    .with("booked_type", &booking.room_type)
    .with("difference", quote.difference)
    .with("nights", quote.nights)
    .with("total", quote.total)
    .with("alternatives", alternatives)
}

fn unapproved(booking: &Booking, room: &Room, quote: &Quote) -> Refusal {
    Refusal::new(
        Code::InvalidValue,
        format!(
            "{} has not agreed to pay {} ({}); ask the guest, give {} free, or leave the room as it was.",
            booking.family_name(),
            quote.total.size(),
            quote.words(),
            room.number
        ),
    )
    .with("field", "approved_by_guest")
    .with("booking", &booking.code)
    .with("room", &room.number)
    .with("difference", quote.difference)
    .with("nights", quote.nights)
    .with("total", quote.total)
}
