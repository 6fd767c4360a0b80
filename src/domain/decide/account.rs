//! Payments and adjustments.

use super::booking::{called, confirm, on_payment};
use super::{Decide, check, find};
use crate::domain::account::{PaymentKind, Posting, Totals};
use crate::domain::booking::{Booking, BookingStatus};
use crate::domain::command::{Adjust, RecordPayment};
use crate::domain::draft::Draft;
use crate::domain::error::Refusal;
use crate::domain::money::{Money, Price};

/// More than any guest ever pays at once.
const MOST_MINOR: i64 = 1_000_000_000_000;

/// An amount in the house's currency that somebody can have meant.
fn amount(draft: &Draft, given: &Price) -> Result<Money, Refusal> {
    let money = given.in_currency(draft.property().currency)?;
    if money.minor == 0 {
        return Err(check::invalid(
            "amount",
            "The amount is nothing; write how much.",
        ));
    }
    if money.size().minor > MOST_MINOR {
        return Err(check::invalid(
            "amount",
            format!("{money} cannot be meant; check the digits."),
        ));
    }
    Ok(money)
}

impl Decide for RecordPayment {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let booking = find::booking(draft, &self.booking)?;
        let money = amount(draft, &self.amount)?;
        if money.minor < 0 {
            return Err(check::invalid(
                "amount",
                format!(
                    "{money} is less than nothing; write it without the sign, money given back is a refund."
                ),
            ));
        }
        let method = check::text("method", &self.method, check::CODE)?;
        find::fresh(draft, &format!("Booking {}", booking.code), booking.version)?;
        if self.kind == PaymentKind::Refund {
            was_paid(draft, &booking, money)?;
        }
        let said = match self.kind {
            PaymentKind::Deposit => format!("Deposit of {money} from {}", called(&booking)),
            PaymentKind::Payment => format!("Payment of {money} from {}", called(&booking)),
            PaymentKind::Refund => format!("Refund of {money} to {}", called(&booking)),
        };
        draft.summarise(format!("{said} ({method})"));
        let posting = Posting::Payment {
            kind: self.kind,
            method,
        };
        draft.post(booking.id, money, posting);
        if self.kind != PaymentKind::Refund {
            confirm_if_met(draft, &booking);
            if let Some(booking) = draft.booking(booking.id) {
                on_payment(draft, &booking);
            }
        }
        tell(draft, &booking);
        Ok(())
    }
}

impl Decide for Adjust {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let booking = find::booking(draft, &self.booking)?;
        let money = amount(draft, &self.amount)?;
        let reason = check::reason(Some(&self.reason), "Adjusting an account")?;
        find::fresh(draft, &format!("Booking {}", booking.code), booking.version)?;
        let said = if money.minor < 0 {
            format!("Took {} off the account of", money.size())
        } else {
            format!("Added {money} to the account of")
        };
        draft.summarise(format!("{said} {}: {reason}", called(&booking)));
        draft.post(booking.id, money, Posting::Adjustment { reason });
        tell(draft, &booking);
        Ok(())
    }
}

/// Refuses to give back more than came in.
fn was_paid(draft: &Draft, booking: &Booking, money: Money) -> Result<(), Refusal> {
    let paid = draft.totals_of(booking).paid;
    if money.minor <= paid.minor {
        return Ok(());
    }
    let words = if paid.minor <= 0 {
        format!(
            "{} has paid nothing that could be given back; adjust the account instead.",
            called(booking)
        )
    } else {
        format!(
            "{} has paid {paid} in all; give back no more than that, or adjust the account.",
            called(booking)
        )
    };
    Err(check::invalid("amount", words)
        .with("booking", &booking.code)
        .with("paid", paid))
}

/// Confirms a pending booking once what was paid meets the share of the price
/// that the house wants ahead. Should the booking not be confirmable, the
/// money is recorded all the same, and the reason said.
fn confirm_if_met(draft: &mut Draft, booking: &Booking) {
    if booking.status != BookingStatus::PendingPayment {
        return;
    }
    let totals = draft.totals_of(booking);
    let wanted = share(totals, draft.property().policies.deposit_percent);
    if totals.paid.minor < wanted.minor {
        draft.warn(
            "DEPOSIT_NOT_MET",
            format!(
                "{} stays pending: the house wants {wanted} ahead, {} is still missing.",
                called(booking),
                wanted.minus(totals.paid)
            ),
        );
        return;
    }
    if let Err(refusal) = confirm(draft, booking.clone()) {
        draft.save(booking.clone());
        draft.warn(refusal.code, refusal.message);
    }
}

/// So many percent of what is due, in full minor units, rounded up.
fn share(totals: Totals, percent: u32) -> Money {
    let minor = i128::from(totals.due.minor) * i128::from(percent);
    let rounded = minor.div_euclid(100) + i128::from(minor.rem_euclid(100) != 0);
    Money {
        minor: i64::try_from(rounded).unwrap_or(i64::MAX),
        currency: totals.due.currency,
    }
}

fn tell(draft: &mut Draft, booking: &Booking) {
    let booking = draft.booking(booking.id).unwrap_or_else(|| booking.clone());
    draft.tell("booking", &booking.code);
    draft.tell("status", booking.status);
    draft.tell("balance", draft.totals_of(&booking).balance);
}
