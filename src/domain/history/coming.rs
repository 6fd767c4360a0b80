//! Guests coming, paying and going.

use super::told::{Told, count, named};
use crate::domain::account::Posting;
use crate::domain::command::{Adjust, BulkCheckOut, CheckIn, RecordPayment, UndoCheckIn, WalkIn};
use crate::domain::decide::called;
use crate::domain::row::Row;

/// ` to room 101`, where the entry shows which.
fn room_after(told: &Told, code: &str, word: &str) -> String {
    let rooms = told.coded(code).map(|booking| told.rooms_of(booking.id));
    match rooms {
        Some((_, after)) if !after.is_empty() => format!(" {word} {}", named(&after[..1])),
        _ => String::new(),
    }
}

pub fn checked_in(told: &Told, it: &CheckIn) -> String {
    let early = if it.early {
        ", before the day of arrival"
    } else {
        ""
    };
    format!(
        "checked {} in{}{early}",
        told.guest(&it.booking),
        room_after(told, &it.booking, "to")
    )
}

/// ` of room 101`, where the entry shows which.
fn room_before(told: &Told, code: &str) -> String {
    let rooms = told.coded(code).map(|booking| told.rooms_of(booking.id));
    match rooms {
        Some((before, _)) if !before.is_empty() => {
            format!(" of {}", named(&before[before.len() - 1..]))
        }
        _ => String::new(),
    }
}

pub fn checked_out(told: &Told, code: &str) -> String {
    format!(
        "checked {} out{}",
        told.guest(code),
        room_before(told, code)
    )
}

pub fn many_checked_out(told: &Told, it: &BulkCheckOut) -> String {
    let number = it.bookings.len() + it.rooms.len();
    if let super::About::Booking(id) = told.about
        && let (_, Some(own)) = told.booking(id)
    {
        let others = count(number.saturating_sub(1) as i64, "other", "others");
        return format!("{}, together with {others}", checked_out(told, &own.code));
    }
    let mut who = it
        .rooms
        .iter()
        .map(|room| told.the_room(room))
        .collect::<Vec<_>>();
    who.extend(it.bookings.iter().map(|code| told.guest(code)));
    format!("checked out {}", who.join(", "))
}

pub fn check_in_undone(told: &Told, it: &UndoCheckIn) -> String {
    let entered = if it.room_entered {
        ", who had been in the room"
    } else {
        ", the room being untouched"
    };
    format!(
        "took the check-in of {} back{entered}",
        told.guest(&it.booking)
    )
}

pub fn walked_in(told: &Told, it: &WalkIn) -> String {
    let Some(made) = told.made() else {
        return format!("took {} in as a walk-in", it.lead);
    };
    let who = if told.is_about(made) {
        "the guest".to_owned()
    } else {
        called(made)
    };
    let (_, rooms) = told.rooms_of(made.id);
    let long = match it.nights {
        0 => "by day".to_owned(),
        nights => format!("for {}", count(nights, "night", "nights")),
    };
    format!(
        "took {who} in from the street, into {} {long}",
        named(&rooms)
    )
}

/// The amount that an entry put on the account, as the account has it.
fn amount(told: &Told) -> String {
    let line = told
        .step
        .changes
        .iter()
        .find_map(|change| match &change.after {
            Some(Row::AccountLine(line)) => Some(line.amount.to_string()),
            _ => None,
        });
    line.unwrap_or_else(|| "an amount".to_owned())
}

pub fn paid(told: &Told, it: &RecordPayment) -> String {
    let method = match it.method.trim() {
        "" => String::new(),
        method => format!(" by {method}"),
    };
    let kind = told
        .step
        .changes
        .iter()
        .find_map(|change| match &change.after {
            Some(Row::AccountLine(line)) => match &line.posting {
                Posting::Payment { kind, .. } => {
                    Some(kind.as_str().to_lowercase().replace('_', " "))
                }
                _ => None,
            },
            _ => None,
        });
    let kind = kind.unwrap_or_else(|| "payment".to_owned());
    let on = told
        .the_booking(&it.booking)
        .replacen("the booking", "the account", 1);
    format!("recorded a {kind} of {}{method} on {on}", amount(told))
}

pub fn adjusted(told: &Told, it: &Adjust) -> String {
    let on = told
        .the_booking(&it.booking)
        .replacen("the booking", "the account", 1);
    format!(
        "adjusted {on} by {}{}",
        amount(told),
        super::told::because(Some(&it.reason))
    )
}
