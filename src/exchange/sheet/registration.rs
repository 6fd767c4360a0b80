//! The registration card: what a guest reads and signs on arrival.
//!
//! It shows what the guest has agreed to and nothing that is the house's own:
//! no notes, no source, no marks.

use std::fmt::Write as _;

use super::{COLUMNS, Sheet, clean, file_name};
use crate::domain::booking::Booking;
use crate::domain::day::Day;
use crate::domain::facts::Facts;
use crate::domain::house::House;
use crate::domain::moment::Moment;
use crate::domain::property::Property;
use crate::domain::view::account;

/// Columns before a value.
const LABEL: usize = 14;
/// Where a hand writes what is not known.
const TO_FILL: &str = "..............................";

/// The registration card of the booking with this code, printed by `by` at
/// `now`; nothing where there is no such booking.
pub fn registration(house: &House, code: &str, by: &str, now: Moment) -> Option<Sheet> {
    let booking = house.booking_coded(code)?;
    let property = house.property.as_ref()?;
    let mut text = String::new();
    head(&mut text, property);
    stay(&mut text, house, property, &booking);
    money(&mut text, house, &booking);
    party(&mut text, &booking);
    contact(&mut text, &booking);
    foot(&mut text, property, by, now);
    Some(Sheet {
        name: file_name("registration", &booking.code),
        text,
    })
}

fn line(text: &mut String, said: &str) {
    let _ = writeln!(text, "{}", said.trim_end());
}

fn rule(text: &mut String) {
    line(text, &"-".repeat(COLUMNS));
}

fn pair(text: &mut String, label: &str, value: &str) {
    let _ = writeln!(text, "{label:<LABEL$}{value}");
}

fn head(text: &mut String, property: &Property) {
    let name = clean(&property.name);
    let title = "REGISTRATION";
    let gap = COLUMNS
        .saturating_sub(name.chars().count() + title.len())
        .max(2);
    line(text, &format!("{name}{}{title}", " ".repeat(gap)));
    rule(text);
}

fn full(day: Day) -> String {
    day.date().format("%A %-d %B %Y").to_string()
}

fn stay(text: &mut String, house: &House, property: &Property, booking: &Booking) {
    let reference = booking.reference.as_deref().map(clean);
    let reference = reference.map_or_else(String::new, |it| format!("   ({it})"));
    pair(text, "Booking", &format!("{}{reference}", booking.code));
    pair(text, "Guest", &clean(&booking.lead));
    line(text, "");
    let hour = |known: Option<_>, usual| known.unwrap_or(usual);
    let policies = &property.policies;
    let arrives = hour(booking.arrival_time, policies.check_in_time);
    let leaves = hour(booking.departure_time, policies.check_out_time);
    let (check_in, check_out) = (booking.stay.check_in, booking.stay.check_out);
    pair(
        text,
        "Arrival",
        &format!("{}, from {arrives}", full(check_in)),
    );
    pair(
        text,
        "Departure",
        &format!("{}, by {leaves}", full(check_out)),
    );
    pair(text, "Nights", &booking.stay.nights().to_string());
    pair(text, "Guests", &heads(booking));
    pair(text, "Room", &rooms(house, booking));
    line(text, "");
}

fn heads(booking: &Booking) -> String {
    let mut said = format!("{} adults", booking.adults);
    for (count, what) in [(booking.children, "children"), (booking.infants, "infants")] {
        if count > 0 {
            let _ = write!(said, ", {count} {what}");
        }
    }
    said
}

/// The rooms of the stay, or the type that was booked.
fn rooms(house: &House, booking: &Booking) -> String {
    let kind = |code: &str| {
        let found = house.room_types.get(code);
        found.map_or_else(|| code.to_owned(), |kind| clean(&kind.name))
    };
    let held = house.stay_of(booking.id);
    let several = held.len() > 1;
    let said: Vec<String> = held
        .into_iter()
        .filter_map(|segment| {
            let room = house.rooms.get(&segment.room)?;
            let until = if several {
                format!(" until {}", segment.stay.check_out.spoken())
            } else {
                String::new()
            };
            Some(format!(
                "{} {}{until}",
                clean(&room.number),
                kind(&room.room_type)
            ))
        })
        .collect();
    if said.is_empty() {
        kind(&booking.room_type)
    } else {
        said.join(", ")
    }
}

fn money(text: &mut String, house: &House, booking: &Booking) {
    let totals = account::totals(house, booking);
    pair(text, "Rate", &format!("{} a night", booking.rate));
    pair(text, "Balance", &totals.balance.to_string());
    rule(text);
}

fn party(text: &mut String, booking: &Booking) {
    line(text, "Everyone who stays");
    let heads = booking.heads().clamp(1, 40) as usize;
    let named = booking.guests.len().min(40);
    for nth in 0..heads.max(named) {
        let name = booking.guests.get(nth).map(|name| clean(name));
        let name = name.filter(|name| !name.is_empty());
        line(
            text,
            &format!("{:>3}. {}", nth + 1, name.as_deref().unwrap_or(TO_FILL)),
        );
    }
    line(text, "");
}

fn contact(text: &mut String, booking: &Booking) {
    let known = &booking.contact;
    for (label, value) in [
        ("Nationality", &known.nationality),
        ("Document", &known.document),
        ("Phone", &known.phone),
        ("E-mail", &known.email),
    ] {
        let value = value.as_deref().map(clean);
        let value = value.filter(|value| !value.is_empty());
        pair(text, label, value.as_deref().unwrap_or(TO_FILL));
    }
    pair(text, "Address", TO_FILL);
    rule(text);
}

fn foot(text: &mut String, property: &Property, by: &str, now: Moment) {
    line(text, "");
    line(
        text,
        &format!("Date  {}   Signature  {TO_FILL}", ".".repeat(16)),
    );
    line(text, "");
    let stamp = now.stamp(property.timezone);
    line(text, &format!("Printed {stamp} by {}", clean(by)));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::testing::SmallHouse;

    #[test]
    fn a_card_says_what_the_guest_agreed_to_and_nothing_else() {
        let mut hotel = SmallHouse::new();
        let code = hotel.book_into("201", 0, 3, "Yi, Min");
        hotel.say(
            r#"{"op":"add_note","booking":"$1","text":"troublesome"}"#,
            &[&code],
        );
        let sheet = registration(&hotel.house, &code, "Ada Admin", hotel.now).expect("a card");
        assert_eq!(sheet.name, format!("registration-{code}.txt"));
        for said in [
            "Hotel Roma",
            "Yi, Min",
            "Monday 16 March 2026, from 15:00",
            "Thursday 19 March 2026, by 11:00",
            "201 Double",
            "EUR 120.00 a night",
            "EUR 360.00",
            "  1. Yi, Min",
            "by Ada Admin",
        ] {
            assert!(sheet.text.contains(said), "{said} in\n{}", sheet.text);
        }
        assert!(!sheet.text.contains("troublesome"));
        assert!(
            sheet
                .text
                .lines()
                .all(|line| line.chars().count() <= COLUMNS + 8)
        );
        assert_eq!(registration(&hotel.house, "BK-none", "", hotel.now), None);
    }

    #[test]
    fn what_a_guest_is_called_cannot_drive_a_printer() {
        let mut hotel = SmallHouse::new();
        let code = hotel.book("DBL", 0, 1, "Yi, Min");
        let mut booking = hotel.booking(&code);
        booking.lead = "\u{1b}E\u{c}Bob".into();
        booking.guests = vec!["\u{1b}%-12345X".into()];
        booking.contact.phone = Some("1\n2\u{202e}3".into());
        hotel.house.put(booking.into());
        let sheet = registration(&hotel.house, &code, "\u{7}Ada", hotel.now).expect("a card");
        let harmless = |letter: char| letter == '\n' || !letter.is_control();
        assert!(sheet.text.chars().all(harmless), "{:?}", sheet.text);
        assert!(!sheet.text.contains('\u{202e}'));
    }
}
