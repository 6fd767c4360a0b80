//! All there is to say about one booking, block or room, in a few lines.
//!
//! Owns the wording; what is said is read from the house as it is.

pub use super::about_request::{about_request, seen};
use super::account;
use super::view::{Subject, View};
use crate::domain::assignment;
use crate::domain::block::Block;
use crate::domain::booking::{Booking, BookingStatus};
use crate::domain::employment::EmploymentStatus;
use crate::domain::note::NoteSubject;
use crate::domain::room::Room;
use crate::domain::staff::{OverrideLevel, Permission, Staff};

/// How many of the latest notes are shown.
const NOTES: usize = 3;

/// What is selected, told: the booking first, then the block, then the room.
pub fn about(subject: &Subject, view: &View) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(request) = subject.request.and_then(|id| view.house.requests.get(&id)) {
        return about_request(request, view);
    }
    if let Some(booking) = subject.booking.and_then(|id| view.house.bookings.get(&id)) {
        lines.extend(about_booking(booking, view));
    }
    if let Some(block) = subject.block.and_then(|id| view.house.blocks.get(&id)) {
        lines.extend(about_block(block));
    }
    if let Some(room) = subject.room.and_then(|id| view.house.rooms.get(&id)) {
        lines.extend(about_room(room, view));
    }
    if let Some(person) = subject.person.and_then(|id| view.house.staff.get(&id)) {
        lines.extend(about_person(person, view));
    }
    lines
}

/// A person: who, how they stand, where they are reached, what they may do.
pub fn about_person(person: &Staff, view: &View) -> Vec<String> {
    let stands = person.why_not().unwrap_or(EmploymentStatus::Active.label());
    let duty = if person.on_duty {
        "on duty"
    } else {
        "off duty"
    };
    let said =
        |label: &str, text: &Option<String>| text.as_ref().map(|text| format!("{label} {text}"));
    let leader = person.reports_to.and_then(|id| view.house.staff.get(&id));
    let reached: Vec<String> = [
        said("phone", &person.phone),
        said("e-mail", &person.email),
        said("in", &person.department),
        leader.map(|leader| format!("reports to {}", leader.name)),
    ]
    .into_iter()
    .flatten()
    .collect();
    let pin = match person.pin_set_at {
        Some(since) => format!("PIN since {}", view.when(since)),
        None => "no PIN: cannot sign in".to_owned(),
    };
    let mut lines = vec![
        format!(
            "{}  {}  {}",
            person.employee,
            person.name,
            person.role.label()
        ),
        format!("{stands}, {duty}   {pin}"),
    ];
    if !reached.is_empty() {
        lines.push(reached.join("   "));
    }
    lines.push(format!("May: {}", may(person)));
    let unlike = unlike_the_role(person);
    if !unlike.is_empty() {
        lines.push(format!("Unlike the role: {unlike}"));
    }
    lines.extend(week(person, view));
    lines.push(format!("Told {}", person.notify.words()));
    lines
}

fn week(person: &Staff, view: &View) -> Vec<String> {
    let mut parts = Vec::new();
    if !person.schedule.is_empty() {
        let local = view.now.local(view.property.timezone).naive_local();
        let now = if person.schedule.covers(local) {
            " (a shift now)"
        } else {
            ""
        };
        parts.push(format!("Week: {}{now}", person.schedule));
    }
    if person.round_the_clock {
        parts.push("can be called at any hour".to_owned());
    }
    if person.role.handles_requests() {
        parts.push("handles maintenance requests".to_owned());
    }
    if let Some(day) = person.hire_date {
        parts.push(format!("here since {day}"));
    }
    if !person.languages.is_empty() {
        parts.push(format!("speaks {}", person.languages.join(", ")));
    }
    if parts.is_empty() {
        Vec::new()
    } else {
        vec![parts.join("   ")]
    }
}

fn may(person: &Staff) -> String {
    let held = &person.permissions;
    let mut may: Vec<&str> = Permission::ALL
        .into_iter()
        .filter(|one| held.may(*one))
        .map(Permission::as_str)
        .collect();
    let level = format!("override as {}", held.override_level.as_str());
    if held.override_level != OverrideLevel::None {
        may.push(&level);
    }
    if may.is_empty() {
        return "report what is broken, nothing else".to_owned();
    }
    may.join(", ")
}

/// In what a person's permissions differ from the role's: `+inspect -rooms`.
pub fn unlike_the_role(person: &Staff) -> String {
    let unlike = person.permissions.unlike(person.role);
    let mut said: Vec<String> = unlike
        .into_iter()
        .map(|(one, granted)| format!("{}{}", if granted { "+" } else { "-" }, one.as_str()))
        .collect();
    let level = person.permissions.override_level;
    if level != person.role.defaults().override_level {
        said.push(format!("override {}", level.as_str()));
    }
    said.join(" ")
}

/// A booking: who, when, where, what it costs, what was noted.
pub fn about_booking(booking: &Booking, view: &View) -> Vec<String> {
    let mut lines = vec![who(booking), when(booking), where_to(booking, view)];
    lines.push(format!(
        "{} {} a night, in all {}   {}",
        booking.rate.currency.code(),
        booking.rate.amount(),
        account::in_short(booking, view),
        booking.source
    ));
    if let Some(missing) = party(booking, view) {
        lines.push(missing);
    }
    lines.extend(super::about_request::open_of(view, |request| {
        request.booking() == Some(booking.id)
    }));
    lines.extend(notes(NoteSubject::Booking(booking.id), view));
    lines
}

fn who(booking: &Booking) -> String {
    let mut marks = String::new();
    if booking.is_vip {
        marks.push_str("  VIP");
    }
    if let Some(group) = &booking.group {
        marks.push_str("  group ");
        marks.push_str(group);
    }
    let children = if booking.children > 0 {
        format!(" {}ch", booking.children)
    } else {
        String::new()
    };
    format!(
        "{}  {}  {}ad{children}{marks}",
        booking.lead, booking.code, booking.adults
    )
}

fn when(booking: &Booking) -> String {
    let stay = booking.stay;
    let time = booking
        .arrival_time
        .map_or_else(String::new, |time| format!(" {time}"));
    let nights = stay.nights();
    format!(
        "{}{time} > {}  {nights}n  {}",
        stay.check_in.spoken(),
        stay.check_out.spoken(),
        state(booking)
    )
}

/// Where a booking stands, in words.
pub fn state(booking: &Booking) -> &'static str {
    match booking.status {
        _ if booking.is_in_house() => "in house",
        BookingStatus::PendingPayment => "waits for payment",
        BookingStatus::Confirmed if booking.guest_waiting => "confirmed, guest waits",
        BookingStatus::Confirmed => "confirmed",
        BookingStatus::Cancelled => "cancelled",
        BookingStatus::Completed => "departed",
        BookingStatus::NoShow => "no-show",
    }
}

fn where_to(booking: &Booking, view: &View) -> String {
    let segments: Vec<_> = view
        .house
        .stay_of(booking.id)
        .into_iter()
        .cloned()
        .collect();
    if segments.is_empty() {
        let wanted = booking
            .wanted_room
            .as_ref()
            .map_or_else(String::new, |room| format!(", wanted {room}"));
        return format!("{}: no room yet{wanted}", booking.room_type);
    }
    let number = |segment: &crate::domain::segment::Segment| {
        view.house
            .rooms
            .get(&segment.room)
            .map_or("?", |room| room.number.as_str())
            .to_owned()
    };
    let rooms: Vec<String> = match segments.as_slice() {
        [only] => vec![number(only)],
        several => several
            .iter()
            .map(|it| format!("{} until {}", number(it), it.stay.check_out.spoken()))
            .collect(),
    };
    let status = assignment::status(booking, &segments, view.today());
    let promised = if segments.iter().any(|segment| segment.do_not_move) {
        "  do not move"
    } else {
        ""
    };
    format!(
        "{}: room {}  {}{promised}",
        booking.room_type,
        rooms.join(", "),
        status.as_str().replace('_', " ")
    )
}

fn party(booking: &Booking, view: &View) -> Option<String> {
    let missing = booking.names_missing(view.property.policies.party_completion);
    let others: Vec<&str> = booking.guests.iter().skip(1).map(String::as_str).collect();
    match (missing, others.is_empty()) {
        (0, true) => None,
        (0, false) => Some(format!("with {}", others.join(", "))),
        (1, _) => Some("1 name of the party is missing".to_owned()),
        (several, _) => Some(format!("{several} names of the party are missing")),
    }
}

fn notes(subject: NoteSubject, view: &View) -> Vec<String> {
    let own = view
        .house
        .notes
        .values()
        .filter(|note| note.subject == subject);
    let mut latest: Vec<_> = own.collect();
    latest.sort_by_key(|note| std::cmp::Reverse((note.at, note.id)));
    latest
        .into_iter()
        .take(NOTES)
        .map(|note| {
            let by = view
                .house
                .staff
                .get(&note.by)
                .map_or("?", |person| person.name.as_str());
            format!(
                "[{}] {by}: {}",
                note.at.stamp(view.property.timezone),
                note.text
            )
        })
        .collect()
}

/// A block: what it is for, its nights, its reason.
pub fn about_block(block: &Block) -> Vec<String> {
    let kind = block.kind.as_str().replace('_', " ");
    vec![
        format!(
            "Block {}  {kind}  {} > {}",
            block.code,
            block.stay.check_in.spoken(),
            block.stay.check_out.spoken()
        ),
        block.reason.clone(),
    ]
}

/// A room: type, floor, status, what lies on it, its history.
pub fn about_room(room: &Room, view: &View) -> Vec<String> {
    let features: Vec<&str> = room.features.iter().map(String::as_str).collect();
    let since = view.when(room.status_since);
    let mut lines = vec![format!(
        "Room {}  {}  floor {}  {} since {since}  {}",
        room.number,
        room.room_type,
        room.floor,
        room.status.label().to_lowercase(),
        features.join(" ")
    )];
    if let Some(reason) = room.why_not_bookable() {
        lines.push(format!(
            "Cannot be handed out now: {}",
            reason.as_str().replace('_', " ").to_lowercase()
        ));
    }
    if let Some(hold) = &room.maintenance {
        let until = hold
            .until
            .map_or_else(String::new, |day| format!(" until {}", day.spoken()));
        lines.push(format!(
            "Maintenance {}{until}: {}",
            hold.priority.as_str(),
            hold.notes
        ));
    }
    if let Some(out) = &room.out_of_order {
        let until = out
            .until
            .map_or_else(String::new, |day| format!(" until {}", day.spoken()));
        lines.push(format!("Out of order{until}: {}", out.reason));
    }
    lines.extend(super::about_request::open_of(view, |request| {
        request.room == Some(room.id)
    }));
    lines.extend(notes(NoteSubject::Room(room.id), view));
    lines
}
