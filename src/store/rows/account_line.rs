//! The table `account_lines`.

use rusqlite::types::Value;

use super::super::error::Result;
use super::cells::Values;
use super::{Cells, Stored};
use crate::domain::account::{AccountLine, PaymentKind, Posting};
use crate::domain::{BookingId, PropertyId, SegmentId};

impl Stored for AccountLine {
    const TABLE: &'static str = "account_lines";
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "property_id",
        "booking_id",
        "day",
        "at",
        "by_id",
        "amount",
        "currency",
        "kind",
        "method",
        "segment_id",
        "nights",
        "reason",
    ];

    fn values(&self) -> Vec<Value> {
        let values = Values::default()
            .put(self.id)
            .put(self.property.0)
            .put(self.booking.0)
            .day(self.day)
            .stamp(self.stamp)
            .money(self.amount);
        let none: Option<i64> = None;
        match &self.posting {
            Posting::Payment { kind, method } => values
                .text(payment_name(*kind))
                .text(method)
                .put(none)
                .put(none)
                .put(none),
            Posting::Adjustment { reason } => values
                .text("ADJUSTMENT")
                .put(none)
                .put(none)
                .put(none)
                .text(reason),
            Posting::Difference {
                segment,
                nights,
                reason,
            } => values
                .text("DIFFERENCE")
                .put(none)
                .put(segment.0)
                .put(i64::from(*nights))
                .text(reason),
        }
        .0
    }

    fn read(cells: &mut Cells<'_>) -> Result<AccountLine> {
        Ok(AccountLine {
            id: cells.next()?,
            property: PropertyId(cells.next()?),
            booking: BookingId(cells.next()?),
            day: cells.day()?,
            stamp: cells.stamp()?,
            amount: cells.money()?,
            posting: read_posting(cells)?,
        })
    }
}

fn payment_name(kind: PaymentKind) -> &'static str {
    match kind {
        PaymentKind::Deposit => "DEPOSIT",
        PaymentKind::Payment => "PAYMENT",
        PaymentKind::Refund => "REFUND",
    }
}

fn read_posting(cells: &mut Cells<'_>) -> Result<Posting> {
    let name: String = cells.next()?;
    let method: Option<String> = cells.next()?;
    let segment: Option<i64> = cells.next()?;
    let nights: Option<i64> = cells.next()?;
    let reason: Option<String> = cells.next()?;
    let payment = [
        PaymentKind::Deposit,
        PaymentKind::Payment,
        PaymentKind::Refund,
    ]
    .into_iter()
    .find(|kind| payment_name(*kind) == name);
    let posting = match (payment, name.as_str(), method, segment, nights, reason) {
        (Some(kind), _, Some(method), None, None, None) => Some(Posting::Payment { kind, method }),
        (None, "ADJUSTMENT", None, None, None, Some(reason)) => {
            Some(Posting::Adjustment { reason })
        }
        (None, "DIFFERENCE", None, Some(segment), Some(nights), Some(reason)) => {
            i32::try_from(nights)
                .ok()
                .map(|nights| Posting::Difference {
                    segment: SegmentId(segment),
                    nights,
                    reason,
                })
        }
        _ => None,
    };
    cells.legal(posting, name)
}
