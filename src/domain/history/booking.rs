//! What was done to a booking as such.

use super::told::{Told, because, count, days};
use crate::domain::booking::Booking;
use crate::domain::command::{AddNote, ChangeStay, NameGuests, SetGuestWaiting};
use crate::domain::decide::called;

pub fn created(told: &Told) -> String {
    let Some(made) = told.made() else {
        return "took the booking".to_owned();
    };
    let whose = if told.is_about(made) {
        "the booking".to_owned()
    } else {
        format!("the booking of {}", called(made))
    };
    format!(
        "took {whose}: {}, {}, {}, {}",
        made.room_type,
        days(made.stay),
        party(made),
        made.source
    )
}

/// `2 adults, 1 child`.
fn party(booking: &Booking) -> String {
    let mut heads = vec![count(booking.adults, "adult", "adults")];
    if booking.children > 0 {
        heads.push(count(booking.children, "child", "children"));
    }
    if booking.infants > 0 {
        heads.push(count(booking.infants, "infant", "infants"));
    }
    heads.join(", ")
}

pub fn edited(told: &Told, code: &str) -> String {
    let which = told.the_booking(code);
    let Some(id) = told.coded(code).map(|booking| booking.id) else {
        return format!("changed {which}");
    };
    let (Some(before), Some(after)) = told.booking(id) else {
        return format!("changed {which}");
    };
    let changed = differences(before, after);
    if changed.is_empty() {
        return format!("changed {which}");
    }
    let whose = if told.is_about(after) {
        String::new()
    } else {
        format!(" of {}", called(after))
    };
    format!("changed {}{whose}", changed.join(", "))
}

/// What reads differently, in words.
fn differences(before: &Booking, after: &Booking) -> Vec<String> {
    let mut said = Vec::new();
    let mut told = |name: &str, old: String, new: String| {
        if old != new {
            said.push(match (old.is_empty(), new.is_empty()) {
                (true, _) => format!("{name} to {new}"),
                (_, true) => format!("{name} from {old} to nothing"),
                _ => format!("{name} from {old} to {new}"),
            });
        }
    };
    let text = |given: &Option<String>| given.clone().unwrap_or_default();
    let yes = |on: bool| if on { "yes" } else { "no" }.to_owned();
    let time = |given: Option<crate::domain::moment::TimeOfDay>| {
        given.map_or_else(String::new, |time| time.to_string())
    };
    told("the guest", before.lead.clone(), after.lead.clone());
    let others = |booking: &Booking| booking.guests.join("; ");
    if before.lead == after.lead {
        told("the party", others(before), others(after));
    }
    told(
        "the room type",
        before.room_type.clone(),
        after.room_type.clone(),
    );
    told("the party's size", party(before), party(after));
    told("the rate", before.rate.to_string(), after.rate.to_string());
    told(
        "the telephone",
        text(&before.contact.phone),
        text(&after.contact.phone),
    );
    told(
        "the e-mail",
        text(&before.contact.email),
        text(&after.contact.email),
    );
    told(
        "the nationality",
        text(&before.contact.nationality),
        text(&after.contact.nationality),
    );
    told(
        "the document",
        text(&before.contact.document),
        text(&after.contact.document),
    );
    told(
        "the reference",
        text(&before.reference),
        text(&after.reference),
    );
    told("the source", before.source.clone(), after.source.clone());
    told("the group", text(&before.group), text(&after.group));
    told("VIP", yes(before.is_vip), yes(after.is_vip));
    told(
        "booked with the house",
        yes(before.is_direct),
        yes(after.is_direct),
    );
    told(
        "the time of arrival",
        time(before.arrival_time),
        time(after.arrival_time),
    );
    told(
        "the time of departure",
        time(before.departure_time),
        time(after.departure_time),
    );
    if before.preferences != after.preferences {
        said.push("the wishes".to_owned());
    }
    said
}

pub fn named(told: &Told, it: &NameGuests) -> String {
    let whose = told
        .the_booking(&it.booking)
        .replacen("the booking", "the party", 1);
    format!("named {whose}: {}", it.guests.join(", "))
}

pub fn noted(told: &Told, it: &AddNote) -> String {
    let on = match (&it.booking, &it.room) {
        (Some(code), _) => match told.the_booking(code).as_str() {
            "the booking" => String::new(),
            other => format!(" on {other}"),
        },
        (None, Some(number)) => match told.the_room(number).as_str() {
            "the room" => String::new(),
            other => format!(" on {other}"),
        },
        (None, None) => String::new(),
    };
    format!("noted{on}: {}", it.text.trim())
}

pub fn waiting(told: &Told, it: &SetGuestWaiting) -> String {
    let guest = told.guest(&it.booking);
    if it.on {
        format!("said that {guest} is here and waits for the room")
    } else {
        format!("said that {guest} waits no more")
    }
}

pub fn stands(told: &Told, how: &str, code: &str, reason: Option<&str>) -> String {
    let freed = told.coded(code).map(|booking| told.rooms_of(booking.id));
    let freed = match freed {
        Some((before, after)) if !before.is_empty() && after.is_empty() => {
            format!(", which freed {}", super::told::named(&before))
        }
        _ => String::new(),
    };
    format!("{how} {}{freed}{}", told.the_booking(code), because(reason)).replacen(
        "brought back the booking",
        "brought the booking back",
        1,
    )
}

pub fn no_show(told: &Told, code: &str, reason: Option<&str>) -> String {
    format!(
        "declared that {} never came{}",
        told.guest(code),
        because(reason)
    )
}

pub fn other_dates(told: &Told, it: &ChangeStay) -> String {
    let rows = told.coded(&it.booking).map(|booking| booking.id);
    let which = match told.the_booking(&it.booking).as_str() {
        "the booking" => "the dates".to_owned(),
        other => format!("the dates of {other}"),
    };
    let Some(id) = rows else {
        return format!("changed {which}");
    };
    let mut said = match told.booking(id) {
        (Some(before), Some(after)) => format!(
            "changed {which} from {} to {}",
            days(before.stay),
            days(after.stay)
        ),
        _ => format!("changed {which}"),
    };
    if let Some(more) = rooms_changed(told, id) {
        said.push_str(&more);
    }
    format!("{said}{}", because(it.reason.as_deref()))
}

fn rooms_changed(told: &Told, id: crate::domain::id::BookingId) -> Option<String> {
    let (before, after) = told.rooms_of(id);
    match (before.is_empty(), after.is_empty()) {
        (false, true) => Some(format!(", which freed {}", super::told::named(&before))),
        (false, false) if before != after => Some(format!(
            ", from {} to {}",
            super::told::named(&before),
            super::told::named(&after)
        )),
        _ => None,
    }
}
