//! What a booking costs and what was paid, line by line.

use super::Told;
use crate::console::theme::Meaning;
use crate::console::view::View;
use crate::domain::booking::Booking;
use crate::domain::view::account::{Account, Charge, Line, account_of};

/// Rates by room, adjustments, payments and the balance.
pub fn account(booking: &Booking, view: &View) -> Vec<Told> {
    let account = account_of(view.house, booking);
    let mut lines = vec![(
        Meaning::Heading,
        format!("ACCOUNT, in {}", booking.rate.currency.code()),
    )];
    lines.extend(account.charges.iter().map(charge));
    lines.extend(account.adjustments.iter().map(|it| line("adjusted", it)));
    lines.extend(account.payments.iter().map(|it| line("paid", it)));
    lines.push(balance(&account));
    lines
}

fn charge(charge: &Charge) -> Told {
    let where_to = charge.room.as_deref().unwrap_or("no room");
    let nights = charge.nights.nights().max(1);
    (
        Meaning::Text,
        format!(
            "{:<8} {:<4} {:>3} x {:>9} {:>11}",
            where_to,
            charge.room_type,
            nights,
            charge.rate.amount(),
            charge.amount.amount()
        ),
    )
}

fn line(what: &str, line: &Line) -> Told {
    let why = line.reason.as_ref().or(line.method.as_ref());
    let why = why.map_or_else(String::new, |why| format!("   {why}"));
    let kind = if line.kind.is_empty() {
        what
    } else {
        line.kind
    };
    (
        Meaning::Text,
        format!(
            "{:<24} {:>11}{why}   {}",
            format!(
                "{} {}",
                line.day.spoken(),
                kind.to_lowercase().replace('_', " ")
            ),
            line.amount.amount(),
            line.by
        ),
    )
}

fn balance(account: &Account) -> Told {
    let totals = &account.totals;
    let open = totals.balance;
    let meaning = if open.minor > 0 {
        Meaning::Warning
    } else {
        Meaning::Good
    };
    (meaning, format!("{:<24} {:>11}", "balance", open.amount()))
}
