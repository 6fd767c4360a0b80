//! What was asked, and the lines of a plan, in words.
//!
//! Owns the wording. Every number is the domain's.

use super::PlanScreen;
use super::lines::Entry;
use crate::console::grid::{Standing, between};
use crate::console::selection::counted;
use crate::console::theme::Meaning;
use crate::console::view::View;
use crate::domain::command::Command;
use crate::domain::planner::Strategy;
use crate::domain::planning::{Claim, Fate};

/// A line, and what it means by its colour.
pub type Told = (Meaning, String);

/// What was asked, on the line above the plan.
pub fn title(asked: &Command, view: &View) -> String {
    let head = match asked {
        Command::MakeRoom(_) => "MAKE ROOM",
        Command::ResolveConflict(_) => "CONFLICT",
        _ => "PLAN",
    };
    format!("{head}  {}", question(asked, view))
}

/// The same, for whoever waits for the answer.
pub fn question(asked: &Command, view: &View) -> String {
    match asked {
        Command::AutoAssign(it) if !it.bookings.is_empty() => format!(
            "{}, {}",
            counted(it.bookings.len(), "chosen booking"),
            strategy(it.strategy)
        ),
        Command::AutoAssign(it) => format!(
            "arrivals {} to {}, {}",
            it.from.spoken(),
            it.to.spoken(),
            strategy(it.strategy)
        ),
        Command::MakeRoom(it) => wanted(&it.booking, view),
        Command::ResolveConflict(it) => wanted(&it.booking, view),
        _ => String::new(),
    }
}

/// What comes first, in a few words.
pub fn strategy(strategy: Strategy) -> &'static str {
    match strategy {
        Strategy::Plain => "best rooms",
        Strategy::OptimizeOccupancy => "fewest gaps",
        Strategy::GroupByType => "groups together",
        Strategy::VipFirst => "VIPs first",
    }
}

/// Who wants what: `Larsen, DBL, Mon 16 > Sat 21 Mar`.
fn wanted(code: &str, view: &View) -> String {
    use crate::domain::facts::Facts;
    view.house.booking_coded(code).map_or_else(
        || code.to_owned(),
        |booking| {
            format!(
                "{}, {}, {}",
                booking.family_name(),
                booking.room_type,
                between(booking.stay)
            )
        },
    )
}

/// The sign before a line: what becomes of it.
pub fn sign(screen: &PlanScreen, entry: &Entry) -> char {
    match (screen.standing(entry), screen.picked.fate(entry.booking)) {
        (Standing::Fails, _) => '!',
        (_, Fate::LeftOut) => 'x',
        (_, Fate::FallsWith(_)) => '/',
        _ if entry.room.is_none() => '-',
        _ => ' ',
    }
}

/// The room of a line: `201 DBL`, `101>201 DBL`.
pub fn room(entry: &Entry, view: &View) -> String {
    let Some(room) = entry.room else {
        return "no room".to_owned();
    };
    let kind = view.house.rooms.get(&room);
    let kind = kind.map_or("", |room| room.room_type.as_str());
    match &entry.leaves_number {
        _ if entry.stays() => format!("= {} {kind}", entry.number),
        Some(from) => format!("{from}>{} {kind}", entry.number),
        None => format!("{} {kind}", entry.number),
    }
}

/// How firmly a line gives its room.
pub fn how(entry: &Entry) -> &'static str {
    if entry.stays() {
        "keeps it"
    } else if entry.firm {
        "firm"
    } else {
        "tentative"
    }
}

/// All about the line that is looked at.
pub fn about(screen: &PlanScreen, view: &View) -> Vec<Told> {
    let Some(entry) = screen.chosen() else {
        return Vec::new();
    };
    let mut told = Vec::new();
    match screen.picked.fate(entry.booking) {
        Fate::LeftOut => told.push((
            Meaning::Warning,
            "left out; Space takes the line back".to_owned(),
        )),
        Fate::FallsWith(other) => told.push((
            Meaning::Warning,
            format!(
                "falls with {}, whose room it takes; Space takes both back",
                name(other, view)
            ),
        )),
        Fate::Kept => {}
    }
    if let Some(why) = screen.failing.get(&entry.code) {
        told.push((Meaning::Wrong, format!("! {why}")));
    }
    told.push((Meaning::Text, of_line(entry, view)));
    told.extend(entry.claim.as_ref().map(|it| (Meaning::Info, claim(it))));
    if entry.room.is_none() {
        told.push((Meaning::Warning, format!("no room: {}", entry.why)));
    } else if !entry.points.is_empty() {
        told.push((Meaning::Muted, score(entry)));
    }
    told
}

fn name(booking: crate::domain::id::BookingId, view: &View) -> String {
    let found = view.house.bookings.get(&booking);
    found.map_or_else(
        || "another".to_owned(),
        |booking| booking.family_name().to_owned(),
    )
}

/// `Larsen gets 201 KNG, firm; BK-2026-000012, KNG for 2, Mon 16 > Sat 21 Mar`.
fn of_line(entry: &Entry, view: &View) -> String {
    let booking = view.house.bookings.get(&entry.booking);
    let wants = booking.map_or_else(String::new, |booking| {
        let vip = if booking.is_vip { ", VIP" } else { "" };
        format!(", {} for {}{vip}", booking.room_type, booking.heads())
    });
    let gets = match (entry.room, &entry.leaves_number) {
        (None, _) => ",".to_owned(),
        (Some(_), None) if entry.stays() => format!(" keeps {};", entry.number),
        (Some(_), Some(from)) => format!(" leaves {from} for {};", room_alone(entry, view)),
        (Some(_), None) => format!(" gets {};", room_alone(entry, view)),
    };
    let (guest, code, part) = (&entry.guest, &entry.code, entry.part);
    format!("{guest}{gets} {code}{wants}, {}", between(part))
}

fn room_alone(entry: &Entry, view: &View) -> String {
    let kind = entry.room.and_then(|room| view.house.rooms.get(&room));
    let kind = kind.map_or("", |room| room.room_type.as_str());
    format!("{} {kind}, {}", entry.number, how(entry))
}

/// `claim 170 = VIP 100, nights +60, booked earlier +10`.
fn claim(claim: &Claim) -> String {
    let settled = claim.settled.as_ref();
    let settled = settled.map_or_else(String::new, |why| format!("; {why}"));
    let parts = parts(&claim.points);
    format!(
        "claim on {} {} = {parts}{settled}",
        claim.room,
        claim.strength()
    )
}

/// `score 135 = a room 100, quiet +15, floor +20`.
fn score(entry: &Entry) -> String {
    format!("score {} = {}", entry.score(), parts(&entry.points))
}

fn parts(points: &[(String, i32)]) -> String {
    let parts = points.iter().enumerate().map(|(nth, (what, points))| {
        if nth == 0 {
            format!("{what} {points}")
        } else {
            format!("{what} {points:+}")
        }
    });
    let parts: Vec<String> = parts.collect();
    parts.join(", ")
}
