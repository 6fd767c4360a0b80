//! A booking's account as it is shown: what each part of the stay costs, what
//! was added or taken off, what was paid, and what is left.

use serde::Serialize;

use crate::domain::account::{self, AccountLine, Posting, Totals};
use crate::domain::booking::Booking;
use crate::domain::day::{Day, Stay};
use crate::domain::facts::Facts;
use crate::domain::id::StaffId;
use crate::domain::moment::Moment;
use crate::domain::money::Money;
use crate::domain::rate::RateDecision;
use crate::domain::segment::Segment;

/// A part of the stay and its price.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Charge {
    /// Number of the room; none for nights without one.
    pub room: Option<String>,
    /// Code of the room's type, or of the one that was booked.
    pub room_type: String,
    /// Which nights.
    #[serde(flatten)]
    pub nights: Stay,
    /// The booked price per night.
    pub rate: Money,
    /// Nights × booked price.
    pub amount: Money,
    /// What a night in this room is more or less than booked.
    pub difference: Money,
    /// The same over all its nights; on the account only where it is charged.
    pub difference_total: Money,
    /// What was settled about the difference; none where the type is as booked.
    pub decision: Option<RateDecision>,
    /// The guest approved.
    pub approved_by_guest: bool,
    /// Name of who settled it.
    pub settled_by: Option<String>,
    /// When.
    pub settled_at: Option<Moment>,
}

/// A line of the account.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Line {
    /// The business date it counts for.
    pub day: Day,
    /// When it was written.
    pub at: Moment,
    /// Name of who wrote it.
    pub by: String,
    /// `deposit`, `payment`, `refund`, `adjustment`, `difference`.
    pub kind: &'static str,
    /// How much, as it counts: a refund is below zero among the payments.
    pub amount: Money,
    /// How money changed hands.
    pub method: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// Nights of a difference that were added or fell away.
    pub nights: Option<i32>,
}

/// An account in full.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Account {
    /// The parts of the stay, in order of nights.
    pub charges: Vec<Charge>,
    /// What was added or taken off, oldest first.
    pub adjustments: Vec<Line>,
    /// Deposits, payments and refunds, oldest first.
    pub payments: Vec<Line>,
    /// What it all comes to.
    #[serde(flatten)]
    pub totals: Totals,
}

/// What the account of this booking comes to.
pub fn totals(facts: &dyn Facts, booking: &Booking) -> Totals {
    account::totals(booking, &facts.account_of(booking.id))
}

/// The account of the booking with this code, in full.
pub fn account(facts: &dyn Facts, code: &str) -> Option<Account> {
    let booking = facts.booking_coded(code)?;
    Some(account_of(facts, &booking))
}

/// The account of this booking, in full.
pub fn account_of(facts: &dyn Facts, booking: &Booking) -> Account {
    let lines = facts.account_of(booking.id);
    let (payments, adjustments): (Vec<&AccountLine>, Vec<&AccountLine>) = lines
        .iter()
        .partition(|line| matches!(line.posting, Posting::Payment { .. }));
    let read = |lines: Vec<&AccountLine>| lines.into_iter().map(|one| line(facts, one)).collect();
    Account {
        charges: charges(facts, booking),
        adjustments: read(adjustments),
        payments: read(payments),
        totals: account::totals(booking, &lines),
    }
}

/// The nights that are paid for, each with the room it is spent in.
fn charges(facts: &dyn Facts, booking: &Booking) -> Vec<Charge> {
    let paid = Stay {
        check_in: booking.stay.check_in,
        check_out: booking.stay.check_in.plus(account::paid_nights(booking)),
    };
    if paid.is_day_use() && !booking.stay.is_day_use() {
        return Vec::new();
    }
    let mut segments = facts.segments_of(booking.id);
    segments
        .retain(|segment| segment.counts() && (segment.active || booking.checked_out_at.is_some()));
    let mut charges = Vec::new();
    let mut next = paid.check_in;
    for segment in &segments {
        let part = Stay {
            check_in: segment.stay.check_in.max(next),
            check_out: segment.stay.check_out.min(paid.check_out),
        };
        if part.check_in > part.check_out || (part.is_day_use() && !paid.is_day_use()) {
            continue;
        }
        if next < part.check_in {
            charges.push(without_room(booking, next, part.check_in));
        }
        charges.push(in_room(facts, booking, segment, part));
        next = part.check_out;
    }
    if next < paid.check_out || charges.is_empty() {
        charges.push(without_room(booking, next, paid.check_out));
    }
    charges
}

fn plain(booking: &Booking, nights: Stay) -> Charge {
    Charge {
        room: None,
        room_type: booking.room_type.clone(),
        nights,
        rate: booking.rate,
        amount: booking.rate.times(i64::from(nights.nights())),
        difference: Money::zero(booking.rate.currency),
        difference_total: Money::zero(booking.rate.currency),
        decision: None,
        approved_by_guest: false,
        settled_by: None,
        settled_at: None,
    }
}

fn without_room(booking: &Booking, from: Day, to: Day) -> Charge {
    let nights = Stay {
        check_in: from,
        check_out: to,
    };
    plain(booking, nights)
}

fn in_room(facts: &dyn Facts, booking: &Booking, segment: &Segment, part: Stay) -> Charge {
    let room = facts.room(segment.room);
    let terms = segment.rate_terms;
    let difference = segment.difference();
    Charge {
        room_type: room.as_ref().map_or_else(
            || segment.original_type.clone(),
            |room| room.room_type.clone(),
        ),
        room: room.map(|room| room.number),
        difference,
        difference_total: difference.times(i64::from(part.nights())),
        decision: terms.map(|terms| terms.decision),
        approved_by_guest: terms.is_some_and(|terms| terms.approved_by_guest),
        settled_by: terms.map(|terms| name_of(facts, terms.settled.by)),
        settled_at: terms.map(|terms| terms.settled.at),
        ..plain(booking, part)
    }
}

fn line(facts: &dyn Facts, line: &AccountLine) -> Line {
    let plain = Line {
        day: line.day,
        at: line.stamp.at,
        by: name_of(facts, line.stamp.by),
        kind: "adjustment",
        amount: line.adjusts(),
        method: None,
        reason: None,
        nights: None,
    };
    match &line.posting {
        Posting::Payment { kind, method } => Line {
            kind: kind.as_str(),
            amount: line.paid(),
            method: Some(method.clone()),
            ..plain
        },
        Posting::Adjustment { reason } => Line {
            reason: Some(reason.clone()),
            ..plain
        },
        Posting::Difference { nights, reason, .. } => Line {
            kind: "difference",
            reason: Some(reason.clone()),
            nights: Some(*nights),
            ..plain
        },
    }
}

fn name_of(facts: &dyn Facts, staff: StaffId) -> String {
    facts
        .staff(staff)
        .map_or_else(String::new, |person| person.name)
}
