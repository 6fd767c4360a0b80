//! A booking's account in lines, as the detail page and the account list show it.
//!
//! Owns the wording; what the account comes to is told by the domain.

use super::text;
use super::view::View;
use crate::domain::booking::Booking;
use crate::domain::day::Day;
use crate::domain::money::Money;
use crate::domain::rate::{RateDecision, signed};
use crate::domain::view::account::{Account, Charge, Line, account_of};

/// Columns of an amount.
const AMOUNT: usize = 11;
/// Columns of what a line is about.
const WHAT: usize = 52;

/// The whole account: each part of the stay with its price, what was added or
/// taken off, what was paid, and what is left. Guests' words (reasons) are as
/// they were written; whoever draws them makes them fit for the terminal.
pub fn lines(booking: &Booking, view: &View) -> Vec<String> {
    let account = account_of(view.house, booking);
    let mut said: Vec<String> = Vec::new();
    for charge in &account.charges {
        said.push(of_charge(charge));
        said.extend(of_difference(charge));
    }
    said.extend(account.adjustments.iter().map(of_line));
    said.extend(account.payments.iter().map(of_line));
    said.push(sums(&account));
    said
}

/// The account in at most so many lines: where it has more, its middle is left
/// out, and that is said.
pub fn at_most(lines: Vec<String>, most: usize) -> Vec<String> {
    if lines.len() <= most {
        return lines;
    }
    let head = most / 3;
    let tail = most.saturating_sub(head + 1);
    let left_out = lines.len() - head - tail;
    let mut kept = lines[..head].to_vec();
    kept.push(format!("       ... {left_out} more lines ..."));
    kept.extend_from_slice(&lines[lines.len() - tail..]);
    kept
}

/// `Due EUR 372.00   paid EUR 348.00   balance EUR 24.00`.
pub fn sums(account: &Account) -> String {
    let totals = &account.totals;
    format!(
        "Due {}   paid {}   {}",
        totals.due,
        totals.paid,
        balance_words(totals.balance)
    )
}

/// `balance EUR 24.00`, `paid in full`, `EUR 5.00 paid too much`.
pub fn balance_words(balance: Money) -> String {
    match balance.minor {
        0 => "paid in full".to_owned(),
        minor if minor > 0 => format!("balance {balance}"),
        _ => format!("{} paid too much", balance.size()),
    }
}

/// What the stay costs and what is open, in a few words: `EUR 360.00 balance
/// 260.00`.
pub fn in_short(booking: &Booking, view: &View) -> String {
    let totals = crate::domain::view::account::totals(view.house, booking);
    let due = totals.due;
    match totals.balance.minor {
        _ if totals.paid.minor == 0 => due.to_string(),
        0 => format!("{due} paid"),
        minor if minor > 0 => format!("{due} balance {}", totals.balance.amount()),
        _ => format!("{due} paid {} too much", totals.balance.size().amount()),
    }
}

fn of_charge(charge: &Charge) -> String {
    let room = charge.room.as_deref().unwrap_or("-");
    let nights = charge.nights.nights();
    let what = format!(
        "{room} {}  {nights} x {}",
        charge.room_type,
        charge.rate.amount()
    );
    line(&day(charge.nights.check_in), &what, &charge.amount.amount())
}

/// What was settled about a room of another type.
fn of_difference(charge: &Charge) -> Option<String> {
    let decision = charge.decision?;
    let by = charge.settled_by.as_deref().unwrap_or_default();
    let nightly = signed(charge.difference);
    let said = match decision {
        RateDecision::Complimentary => format!("{nightly} a night, complimentary ({by})"),
        RateDecision::Charge if charge.approved_by_guest => {
            format!("{nightly} a night, the guest agreed ({by})")
        }
        RateDecision::Charge => format!("{nightly} a night ({by})"),
    };
    Some(line("", &said, ""))
}

fn of_line(one: &Line) -> String {
    let what = match (&one.method, &one.reason, one.nights) {
        (Some(method), ..) => format!("{} {method}", one.kind),
        (None, Some(reason), Some(nights)) if nights != 0 => {
            let times = if nights.abs() == 1 { "night" } else { "nights" };
            format!("{reason}, {nights:+} {times}")
        }
        (None, reason, _) => reason.clone().unwrap_or_default(),
    };
    let what = format!("{what} ({})", one.by);
    line(&day(one.day), &what, &signed(one.amount))
}

/// `16 Mar`.
fn day(day: Day) -> String {
    day.date().format("%-d %b").to_string()
}

/// Day, what, and the amount at the right.
fn line(day: &str, what: &str, amount: &str) -> String {
    let what = text::shorten(what, WHAT);
    let gap = " ".repeat(WHAT.saturating_sub(text::width(&what)));
    format!("{day:<7}{what}{gap} {amount:>AMOUNT$}")
        .trim_end()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_account_says_what_it_leaves_out() {
        let lines: Vec<String> = (0..40).map(|nth| nth.to_string()).collect();
        let kept = at_most(lines.clone(), 12);
        assert_eq!(kept.len(), 12);
        assert!(kept[4].contains("29 more lines"), "{kept:?}");
        assert_eq!((kept[0].as_str(), kept[11].as_str()), ("0", "39"));
        assert_eq!(at_most(lines[..12].to_vec(), 12).len(), 12);
    }
}
