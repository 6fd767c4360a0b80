//! A booking's account: what its nights cost, what was added or taken off,
//! and what was paid.
//!
//! Lines are only ever added; undo takes back the line it added, and the
//! journal keeps both. The difference of a room of another type is a line of
//! its own kind, tied to its segment: whenever the segment gains or loses
//! nights, or is given up, another line makes up for it, so that the lines of
//! a segment always come to what the segment charges (see [`owing`]).

use serde::{Deserialize, Serialize};

use super::booking::{Booking, BookingStatus};
use super::day::Day;
use super::id::{BookingId, PropertyId, SegmentId};
use super::money::Money;
use super::segment::Segment;
use super::stamp::Stamp;

/// What money that changes hands is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentKind {
    /// Paid ahead.
    Deposit,
    /// Paid.
    #[default]
    Payment,
    /// Given back.
    Refund,
}

impl PaymentKind {
    /// In a word: `deposit`.
    pub fn as_str(self) -> &'static str {
        match self {
            PaymentKind::Deposit => "deposit",
            PaymentKind::Payment => "payment",
            PaymentKind::Refund => "refund",
        }
    }
}

/// What a line of an account is.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Posting {
    /// Money changed hands; the amount is never below zero.
    Payment {
        /// What for.
        kind: PaymentKind,
        /// How: `cash`, `card`.
        method: String,
    },
    /// Something added by hand, or, below zero, taken off.
    Adjustment {
        /// Why.
        reason: String,
    },
    /// The charged difference of a room of another type, or what makes up for
    /// nights of it that fell away.
    Difference {
        /// Whose difference.
        segment: SegmentId,
        /// How many nights were added, or, below zero, fell away; 0 where the
        /// price of a night changed.
        nights: i32,
        /// In words.
        reason: String,
    },
}

/// One line of an account.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct AccountLine {
    /// Identity.
    pub id: i64,
    /// Whose house.
    pub property: PropertyId,
    /// Whose account.
    pub booking: BookingId,
    /// The business date it counts for.
    pub day: Day,
    /// When, and who.
    pub stamp: Stamp,
    /// How much.
    pub amount: Money,
    /// What it is.
    pub posting: Posting,
}

impl AccountLine {
    /// What was paid by it: below zero for a refund, nothing for what is no
    /// payment.
    pub fn paid(&self) -> Money {
        match &self.posting {
            Posting::Payment {
                kind: PaymentKind::Refund,
                ..
            } => Money::zero(self.amount.currency).minus(self.amount),
            Posting::Payment { .. } => self.amount,
            _ => Money::zero(self.amount.currency),
        }
    }

    /// What it adds to the price; nothing for a payment.
    pub fn adjusts(&self) -> Money {
        match &self.posting {
            Posting::Payment { .. } => Money::zero(self.amount.currency),
            _ => self.amount,
        }
    }

    /// The segment whose difference it is.
    pub fn segment(&self) -> Option<SegmentId> {
        match self.posting {
            Posting::Difference { segment, .. } => Some(segment),
            _ => None,
        }
    }
}

/// What an account comes to.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct Totals {
    /// The nights that are paid for.
    pub nights: i32,
    /// Nights × booked rate.
    pub price: Money,
    /// Everything added or taken off, differences of rooms included.
    pub adjustments: Money,
    /// Price and adjustments together.
    pub due: Money,
    /// Everything paid, less what was given back.
    pub paid: Money,
    /// What is still to be paid; below zero where too much was.
    pub balance: Money,
}

/// The nights that a booking pays for: those of its stay; none once it is
/// called off or the guest never came; of a guest who left early, those slept.
/// What a house asks beyond that is an adjustment.
pub fn paid_nights(booking: &Booking) -> i32 {
    match (booking.status, booking.departed_on) {
        (BookingStatus::Cancelled | BookingStatus::NoShow, _) => 0,
        (BookingStatus::Completed, Some(left)) if left < booking.stay.check_out => {
            left.since(booking.stay.check_in).max(0)
        }
        _ => booking.stay.nights(),
    }
}

/// What the account comes to: `balance = nights × rate + adjustments −
/// payments`. Every screen, list and warning asks here.
pub fn totals(booking: &Booking, lines: &[AccountLine]) -> Totals {
    let nights = paid_nights(booking);
    let none = Money::zero(booking.rate.currency);
    let price = booking.rate.times(i64::from(nights));
    let adjustments = lines
        .iter()
        .fold(none, |sum, line| sum.plus(line.adjusts()));
    let paid = lines.iter().fold(none, |sum, line| sum.plus(line.paid()));
    let due = price.plus(adjustments);
    Totals {
        nights,
        price,
        adjustments,
        due,
        paid,
        balance: due.minus(paid),
    }
}

/// What is missing on the account for one segment.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Owing {
    /// Whose difference.
    pub segment: SegmentId,
    /// What to add, or, below zero, to take off; never nothing.
    pub amount: Money,
    /// How many nights that is, where it comes out in whole nights; else 0.
    pub nights: i32,
}

/// What the account lacks so that the lines of each segment come to what it
/// charges. `segments` are all of the booking's, ended ones too; a segment
/// that is there no more charges nothing.
pub fn owing(segments: &[Segment], lines: &[AccountLine]) -> Vec<Owing> {
    let mut ids: Vec<SegmentId> = segments
        .iter()
        .filter(|segment| segment.charged().minor != 0)
        .map(|segment| segment.id)
        .chain(lines.iter().filter_map(AccountLine::segment))
        .collect();
    ids.sort_unstable();
    ids.dedup();
    ids.into_iter()
        .filter_map(|id| {
            let segment = segments.iter().find(|one| one.id == id);
            let written = |line: &&AccountLine| line.segment() == Some(id);
            let currency = segment
                .map(|one| one.original_rate.currency)
                .or_else(|| lines.iter().find(written).map(|one| one.amount.currency))?;
            let none = Money::zero(currency);
            let charged = segment.map_or(none, Segment::charged);
            let posted = lines
                .iter()
                .filter(written)
                .fold(none, |sum, line| sum.plus(line.amount));
            let amount = charged.minus(posted);
            let nightly = segment.map_or(0, |one| one.difference().minor);
            let whole = nightly != 0 && amount.minor % nightly == 0;
            (amount.minor != 0).then_some(Owing {
                segment: id,
                amount,
                nights: if whole {
                    i32::try_from(amount.minor / nightly).unwrap_or(0)
                } else {
                    0
                },
            })
        })
        .collect()
}
