//! What the cursor stands on, in two or three lines; and the house today.
//!
//! Owns the wording. Everything is read from the house as it is.

use super::GridState;
use super::sheet::{Spot, block_of};
use crate::console::view::View;
use crate::domain::alert_mark::Severity;
use crate::domain::booking::Booking;
use crate::domain::day::Stay;
use crate::domain::id::RoomId;
use crate::domain::moment::TimeOfDay;
use crate::domain::room::{Room, RoomStatus};
use crate::domain::view::bar::{Bar, BarOf};

/// More lines than a panel has.
const PANEL: usize = 8;

/// The cursor's place in a few lines.
pub fn short(state: &GridState, view: &View) -> Vec<String> {
    let room = match &state.cursor.spot {
        Spot::Room(room) => view.house.rooms.get(room),
        _ => None,
    };
    if let Some(marked) = state.marked_words(view) {
        return of_marked(state, &marked, view);
    }
    match (state.selected(), room) {
        (Some(bar), _) => of_bar(bar, room, view),
        (None, Some(room)) => of_free_night(room, state, view),
        (None, None) => of_group_or_tray(state),
    }
}

/// What is selected, and who is among it.
fn of_marked(state: &GridState, marked: &str, view: &View) -> Vec<String> {
    let range = state.stays_in_range(view);
    let marks = state.marked_stays().iter().copied();
    let names: Vec<&str> = range
        .into_iter()
        .chain(marks)
        .filter_map(|id| view.house.bookings.get(&id))
        .map(Booking::family_name)
        .collect();
    let who = if names.is_empty() {
        "nobody stays there; free nights are marked +".to_owned()
    } else {
        names.join(", ")
    };
    vec![format!("{marked} selected"), who]
}

fn of_bar(bar: &Bar, room: Option<&Room>, view: &View) -> Vec<String> {
    let place = room.map_or_else(
        || "no room".to_owned(),
        |room| format!("{} {}", room.number, room.room_type),
    );
    let booking = bar.booking.and_then(|id| view.house.bookings.get(&id));
    match (booking, block_of(bar)) {
        (Some(booking), _) => of_stay(bar, booking, &place, view),
        (None, Some(id)) => view.house.blocks.get(&id).map_or_else(Vec::new, |block| {
            let by = view.house.staff.get(&block.created.by);
            vec![
                format!(
                    "{place}  #{}#  {}  {}  {} > {}",
                    block.reason,
                    block.code,
                    block.kind.as_str().replace('_', " "),
                    block.stay.check_in.spoken(),
                    block.stay.check_out.spoken()
                ),
                format!(
                    "blocked by {}   B releases it",
                    by.map_or("?", |person| person.name.as_str())
                ),
            ]
        }),
        (None, None) => Vec::new(),
    }
}

fn of_stay(bar: &Bar, booking: &Booking, place: &str, view: &View) -> Vec<String> {
    let (open, close) = (bar.kind.open(), bar.kind.close());
    let stay = booking.stay;
    let first = format!(
        "{place}  {open}{}{close}  {}  {}  {}n  {}ad",
        booking.lead,
        booking.code,
        between(stay),
        stay.nights(),
        booking.adults,
    );
    vec![first, standing(bar, booking, view)]
}

/// `Sat 14 > Wed 18 Mar`: the month is said once where once is enough.
pub fn between(stay: Stay) -> String {
    let (from, to) = (stay.check_in.date(), stay.check_out.date());
    let same_month = from.format("%Y%m").to_string() == to.format("%Y%m").to_string();
    let from = from.format(if same_month { "%a %-d" } else { "%a %-d %b" });
    format!("{from} > {}", stay.check_out.spoken())
}

/// Where the stay stands, and what is special about it.
fn standing(bar: &Bar, booking: &Booking, view: &View) -> String {
    let today = view.today();
    let mut said = vec![match booking.checked_in_at {
        Some(at) if booking.is_in_house() => {
            let zone = view.property.timezone;
            let since = at.local(zone).format("%a %-d %b %H:%M");
            format!("In house since {since}")
        }
        _ => capital(crate::console::about::state(booking)),
    }];
    if booking.is_overstay(today) {
        said.push(format!(
            "! should have left {}",
            booking.stay.check_out.spoken()
        ));
    }
    if booking.is_due_out(today) {
        said.push("leaves today".to_owned());
    }
    if booking.is_arrival(today) {
        let time = booking.arrival_time;
        said.push(time.map_or_else(
            || "arrives today".to_owned(),
            |time| format!("arrives {time}"),
        ));
    }
    match bar.of {
        BarOf::Unassigned(_) => {
            let wanted = booking.wanted_room.as_ref();
            let wanted = wanted.map_or_else(String::new, |room| format!(", wanted {room}"));
            said.push(format!("{}: no room yet{wanted}", booking.room_type));
        }
        _ if bar.conflict => said.push("! conflict in this room".to_owned()),
        _ => {}
    }
    let marks = [
        (booking.is_vip, "VIP"),
        (bar.flags.do_not_move, "do not move"),
        (bar.flags.notes, "notes"),
    ];
    said.extend(
        marks
            .into_iter()
            .filter(|mark| mark.0)
            .map(|mark| mark.1.to_owned()),
    );
    said.extend(booking.group.as_ref().map(|group| format!("group {group}")));
    said.push(crate::console::account::in_short(booking, view));
    said.push(booking.source.clone());
    said.join("   ")
}

fn of_free_night(room: &Room, state: &GridState, view: &View) -> Vec<String> {
    let day = state.cursor.day;
    let out = room.why_not_in_service(day, view.today(), &view.property.policies);
    let status = match out {
        Some(reason) => format!("not in service: {}", plain(reason.as_str())),
        None => "free".to_owned(),
    };
    let first = format!(
        "{} {}  {}  {status}   room {}",
        room.number,
        room.room_type,
        day.spoken(),
        room.status.label().to_lowercase()
    );
    let next = next_stay(room.id, state, view);
    let features: Vec<&str> = room.features.iter().map(String::as_str).collect();
    let second = format!(
        "{next}{} {} to sell   floor {}   {}",
        sellable(state, &room.room_type),
        room.room_type,
        room.floor,
        features.join(" ")
    );
    vec![first, second]
}

fn next_stay(room: RoomId, state: &GridState, view: &View) -> String {
    let segments = view
        .house
        .segments_in(room)
        .filter(|segment| segment.active);
    let next = segments
        .filter(|segment| segment.stay.check_in >= state.cursor.day)
        .min_by_key(|segment| segment.stay);
    let booking = next.and_then(|segment| {
        let booking = view.house.bookings.get(&segment.booking)?;
        Some((booking, segment.stay.check_in))
    });
    booking.map_or_else(String::new, |(booking, day)| {
        format!("next {} {}   ", booking.family_name(), day.spoken())
    })
}

/// What can still be sold of a type on the cursor's day.
fn sellable(state: &GridState, room_type: &str) -> i32 {
    let Some(grid) = &state.sheet.grid else {
        return 0;
    };
    let at = state.cursor.day.since(grid.from).max(0) as usize;
    let group = grid.groups.iter().find(|group| group.key == room_type);
    match group {
        Some(group) => group.sellable.get(at).copied().unwrap_or(0),
        None => grid.counts.get(at).map_or(0, |day| day.sellable),
    }
}

fn of_group_or_tray(state: &GridState) -> Vec<String> {
    match &state.cursor.spot {
        Spot::Lane(_) => vec![
            "Stays without a room".to_owned(),
            "arrows from stay to stay   m picks one up   a offers rooms   Tab back to the rooms"
                .to_owned(),
        ],
        Spot::Group(_) => vec!["z unfolds the group".to_owned()],
        Spot::Room(_) => Vec::new(),
    }
}

/// The house today: who comes, who goes, how the rooms stand.
pub fn today(view: &View) -> Vec<String> {
    let today = view.today();
    let mut bookings: Vec<&Booking> = view.house.bookings.values().collect();
    bookings.retain(|booking| {
        booking.is_arrival(today) || (booking.is_in_house() && booking.stay.check_out <= today)
    });
    bookings.sort_by_key(|booking| {
        (
            booking.arrival_time.map_or(0, TimeOfDay::minutes),
            booking.id,
        )
    });
    let named = |keep: &dyn Fn(&Booking) -> bool| -> (usize, String) {
        let some: Vec<&&Booking> = bookings.iter().filter(|booking| keep(booking)).collect();
        let names: Vec<String> = some
            .iter()
            .take(4)
            .map(|booking| name(booking, view))
            .collect();
        (some.len(), names.join("  "))
    };
    let (coming, arrivals) = named(&|booking| booking.is_arrival(today));
    let (leaving, departures) = named(&|booking| booking.is_due_out(today));
    let (over, overstays) = named(&|booking| booking.is_overstay(today));
    let in_house = view
        .house
        .bookings
        .values()
        .filter(|booking| booking.is_in_house());
    let over = match over {
        0 => String::new(),
        some => format!("   ! Overstays {some}  {overstays}"),
    };
    vec![
        format!("Arrivals {coming}  {arrivals}"),
        format!("Departures {leaving}  {departures}"),
        format!("In house {}{over}", in_house.count()),
        rooms_by_status(view),
    ]
}

/// A booking with its room and time, in few letters.
fn name(booking: &Booking, view: &View) -> String {
    let segments = view.house.stay_of(booking.id);
    let room = segments
        .last()
        .and_then(|segment| view.house.rooms.get(&segment.room));
    let number = room.map_or("?", |room| room.number.as_str());
    let time = booking.arrival_time.filter(|_| !booking.is_in_house());
    let time = time.map_or_else(String::new, |time| format!(" {time}"));
    format!("{number} {}{time}", booking.family_name())
}

fn rooms_by_status(view: &View) -> String {
    let counted = RoomStatus::ALL.map(|status| {
        let rooms = view.house.rooms.values();
        let count = rooms
            .filter(|room| room.active && room.status == status)
            .count();
        (status, count)
    });
    let some = counted.iter().filter(|(_, count)| *count > 0);
    let said: Vec<String> = some
        .map(|(status, count)| format!("{} {count}", status.label().to_lowercase()))
        .collect();
    said.join("  ")
}

/// The most urgent alerts.
pub fn alerts(view: &View) -> Vec<String> {
    let shown = view
        .figures
        .alerts
        .iter()
        .filter(|alert| alert.state.is_shown())
        .take(PANEL);
    let lines: Vec<String> = shown
        .map(|alert| {
            let mark = match alert.severity {
                Severity::Critical => "!!!",
                Severity::Warning => "!! ",
                Severity::Info => "i  ",
            };
            format!("{mark} {}", alert.message)
        })
        .collect();
    if lines.is_empty() {
        return vec!["None.".to_owned()];
    }
    lines
}

fn plain(reason: &str) -> String {
    reason.replace('_', " ").to_lowercase()
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
