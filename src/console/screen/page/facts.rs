//! What is known of a booking, line by line.

use super::Told;
use super::money;
use crate::console::about;
use crate::console::action::{Action, Context};
use crate::console::theme::Meaning;
use crate::console::view::View;
use crate::domain::booking::Booking;
use crate::domain::facts::Facts;
use crate::domain::note::{Note, NoteSubject};
use crate::domain::segment::Segment;

fn plain(said: impl Into<String>) -> Told {
    (Meaning::Text, said.into())
}

fn head(said: &str) -> Told {
    (Meaning::Heading, said.to_owned())
}

/// All of it, under headings; what there is nothing of has none.
pub fn facts(booking: &Booking, view: &View) -> Vec<Told> {
    let mut lines = vec![(Meaning::Heading, title(booking))];
    lines.extend(warnings(booking, view));
    lines.extend(stay(booking, view));
    lines.push(plain(""));
    lines.extend(party(booking, view));
    lines.push(plain(""));
    lines.extend(rooms(booking, view));
    lines.push(plain(""));
    lines.extend(money::account(booking, view));
    lines.extend(requests(booking, view));
    lines.extend(notes(booking, view));
    lines
}

fn title(booking: &Booking) -> String {
    let mut said = format!(
        "{}   {}   {}",
        booking.lead,
        booking.code,
        about::state(booking)
    );
    if booking.is_vip {
        said.push_str("   VIP");
    }
    if let Some(group) = &booking.group {
        said.push_str("   group ");
        said.push_str(group);
    }
    said
}

/// What needs somebody.
fn warnings(booking: &Booking, view: &View) -> Vec<Told> {
    let mut said = Vec::new();
    let today = view.today();
    if booking.is_overstay(today) {
        said.push(format!(
            "The guest should have left on {}.",
            booking.stay.check_out.spoken()
        ));
    }
    if booking.guest_waiting {
        said.push("The guest is here and waits for the room.".to_owned());
    }
    let missing = booking.names_missing(view.property.policies.party_completion);
    if missing > 0 && booking.holds_inventory(&view.property.policies) {
        let names = if missing == 1 { "name" } else { "names" };
        said.push(format!("{missing} {names} of the party missing."));
    }
    if booking.placeholder_guests {
        said.push(
            "The names were made up by an import; nobody has written the real ones yet.".to_owned(),
        );
    }
    if booking.needs_room {
        let wanted = booking
            .wanted_room
            .as_ref()
            .map_or_else(String::new, |room| format!("; {room} was wanted"));
        said.push(format!("A night has no room yet{wanted}."));
    }
    let alerts = view
        .figures
        .alerts
        .iter()
        .filter(|alert| alert.booking_id == Some(booking.id));
    said.extend(alerts.map(|alert| format!("{}.", alert.message.trim_end_matches('.'))));
    said.dedup();
    said.into_iter()
        .map(|line| (Meaning::Warning, format!("! {line}")))
        .collect()
}

fn stay(booking: &Booking, view: &View) -> Vec<Told> {
    let zone = view.property.timezone;
    let stay = booking.stay;
    let time = |time: Option<crate::domain::moment::TimeOfDay>| {
        time.map_or_else(String::new, |time| format!(" {time}"))
    };
    let mut lines = vec![
        plain(""),
        head("STAY"),
        plain(format!(
            "{} {}{} > {} {}{}   {}   {}",
            stay.check_in.spoken(),
            stay.check_in.date().format("%Y"),
            time(booking.arrival_time),
            stay.check_out.spoken(),
            stay.check_out.date().format("%Y"),
            time(booking.departure_time),
            match stay.nights() {
                0 => "day use".to_owned(),
                1 => "1 night".to_owned(),
                nights => format!("{nights} nights"),
            },
            booking.room_type
        )),
    ];
    let mut stamps = vec![format!("taken {}", booking.created_at.stamp(zone))];
    stamps.extend(
        booking
            .checked_in_at
            .map(|at| format!("came {}", at.stamp(zone))),
    );
    stamps.extend(
        booking
            .checked_out_at
            .map(|at| format!("left {}", at.stamp(zone))),
    );
    lines.push(plain(stamps.join("   ")));
    let direct = if booking.is_direct {
        ""
    } else {
        "   by an agency"
    };
    let reference = booking
        .reference
        .as_ref()
        .map_or_else(String::new, |it| format!("   reference {it}"));
    lines.push(plain(format!(
        "source {}{direct}{reference}",
        booking.source
    )));
    if let Some(reason) = &booking.status_reason {
        lines.push(plain(format!("{}: {reason}", about::state(booking))));
    }
    lines
}

fn party(booking: &Booking, view: &View) -> Vec<Told> {
    let mut heads = vec![counted(booking.adults, "adult", "adults")];
    if booking.children > 0 {
        heads.push(counted(booking.children, "child", "children"));
    }
    if booking.infants > 0 {
        heads.push(counted(booking.infants, "infant", "infants"));
    }
    let mut lines = vec![
        head("PARTY AND CONTACT"),
        plain(heads.join(", ")),
        plain(booking.guests.join("; ")),
    ];
    let contact = &booking.contact;
    let known: Vec<String> = [
        ("telephone", &contact.phone),
        ("e-mail", &contact.email),
        ("nationality", &contact.nationality),
        ("document", &contact.document),
    ]
    .into_iter()
    .filter_map(|(name, text)| text.as_ref().map(|text| format!("{name} {text}")))
    .collect();
    lines.push(if known.is_empty() {
        (Meaning::Muted, "no contact yet".to_owned())
    } else {
        plain(known.join("   "))
    });
    let wishes = wishes(booking);
    if !wishes.is_empty() {
        lines.push(plain(format!("would like: {}", wishes.join(", "))));
    }
    lines.retain(|(_, said)| !said.is_empty());
    let _ = view;
    lines
}

fn wishes(booking: &Booking) -> Vec<String> {
    let wanted = &booking.preferences;
    let mut said: Vec<String> = wanted
        .floor
        .map(|floor| format!("floor {floor}"))
        .into_iter()
        .collect();
    if wanted.quiet {
        said.push("quiet".to_owned());
    }
    if wanted.near_elevator {
        said.push("near the lift".to_owned());
    }
    said.extend(
        wanted
            .features
            .iter()
            .map(|feature| feature.replace('_', " ")),
    );
    said
}

fn counted(count: u32, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

fn rooms(booking: &Booking, view: &View) -> Vec<Told> {
    let mut lines = vec![head("ROOMS")];
    let segments: Vec<Segment> = view
        .house
        .segments_of(booking.id)
        .into_iter()
        .filter(Segment::counts)
        .collect();
    if segments.is_empty() {
        lines.push((
            Meaning::Muted,
            format!("{}: no room yet", booking.room_type),
        ));
    }
    for segment in &segments {
        let room = view.house.rooms.get(&segment.room);
        let promised = if segment.do_not_move {
            "   do not move"
        } else {
            ""
        };
        lines.push(plain(format!(
            "{:<5} {:<4} {} > {}   {}{promised}",
            room.map_or("?", |room| room.number.as_str()),
            room.map_or("", |room| room.room_type.as_str()),
            segment.stay.check_in.spoken(),
            segment.stay.check_out.spoken(),
            segment.status.as_str().replace('_', " ")
        )));
        if let Some(moved) = &segment.moved {
            let from = view.house.rooms.get(&moved.from);
            lines.push((
                Meaning::Muted,
                format!(
                    "      from {}: {}",
                    from.map_or("?", |room| room.number.as_str()),
                    moved.reason
                ),
            ));
        }
    }
    lines
}

/// What the guests asked to have repaired or brought, done with or not.
fn requests(booking: &Booking, view: &View) -> Vec<Told> {
    let own = about::seen(view, |request| request.booking() == Some(booking.id));
    if own.is_empty() {
        return Vec::new();
    }
    let key = |action, does: &str| {
        let hint = view.keymap.hint(&[Context::Everywhere], action)?;
        Some(format!("   {hint} {does}"))
    };
    let mut title = "REQUESTS".to_owned();
    title.extend(key(Action::ShowRequests, "opens them"));
    title.extend(key(Action::Report, "reports another"));
    let mut lines = vec![plain(""), (Meaning::Heading, title)];
    lines.extend(own.into_iter().map(|request| {
        let room = request.room.and_then(|id| view.house.rooms.get(&id));
        let room = room.map_or_else(String::new, |room| format!("   room {}", room.number));
        let said = format!(
            "{}  {}   {}{room}",
            request.ticket,
            request.title,
            request.status.label().to_lowercase()
        );
        let meaning = if request.is_open() {
            Meaning::Text
        } else {
            Meaning::Muted
        };
        (meaning, said)
    }));
    lines
}

fn notes(booking: &Booking, view: &View) -> Vec<Told> {
    let mut notes: Vec<&Note> = view
        .house
        .notes
        .values()
        .filter(|note| note.subject == NoteSubject::Booking(booking.id))
        .collect();
    if notes.is_empty() {
        return Vec::new();
    }
    notes.sort_by_key(|note| (note.at, note.id));
    let mut lines = vec![plain(""), head("NOTES")];
    lines.extend(notes.into_iter().map(|note| {
        let by = view
            .house
            .staff
            .get(&note.by)
            .map_or("Someone", |person| person.name.as_str());
        plain(format!(
            "{}  {by}: {}",
            note.at.stamp(view.property.timezone),
            note.text
        ))
    }));
    lines
}
