//! What a card of the board says.
//!
//! Owns the wording of cards; which rooms there are, in which order and how
//! much work they are, is told by the domain.

use crate::console::view::View;
use crate::domain::cleaning::CleaningKind;
use crate::domain::moment::Moment;
use crate::domain::room::Service;
use crate::domain::view::turnover::{Card, GuestIn, Lane, NextGuest};

/// The two lines of a card in a column.
pub fn lines(card: &Card, lane: Lane, view: &View) -> [String; 2] {
    let mark = mark(card);
    let first = format!(
        "{mark}{} {} {}",
        card.number,
        card.room_type,
        tail(card, lane, view)
    );
    [
        first.trim_end().to_owned(),
        format!("  {}", second(card, lane, view)),
    ]
}

/// `!` who waits or is in a hurry, `*` someone to be looked after.
fn mark(card: &Card) -> char {
    let next = card.next.as_ref().filter(|next| next.today);
    if card.rush || next.is_some_and(|next| next.waiting) {
        '!'
    } else if next.is_some_and(|next| next.guest.vip) {
        '*'
    } else {
        ' '
    }
}

fn tail(card: &Card, lane: Lane, view: &View) -> String {
    match (lane, &card.cleaner, &card.next) {
        (Lane::Cleaning, Some(cleaner), _) => {
            format!(
                "{} {}{}",
                first_name(&cleaner.name),
                elapsed(cleaner.since, view.now),
                if is_late(card, view) { "!" } else { "" }
            )
        }
        (Lane::Inspect, ..) if card.next.as_ref().is_none_or(|next| !next.today) => card
            .cleaned_by
            .as_deref()
            .map_or_else(String::new, |name| first_name(name).to_owned()),
        (Lane::Maintenance | Lane::OutOfOrder, ..) => out_of_use(card),
        (Lane::Ready, ..) => match card.maintenance {
            Some(priority) => format!("m {}", priority.as_str()),
            None => view.when(card.since),
        },
        _ if card.work == Some(CleaningKind::Stayover) && card.make_up => "MAKE UP".to_owned(),
        (_, _, Some(next)) if next.today => format!("in {}", arrival(next, view)),
        _ => String::new(),
    }
}

fn second(card: &Card, lane: Lane, view: &View) -> String {
    if matches!(lane, Lane::Maintenance | Lane::OutOfOrder) {
        return card.reason.clone().unwrap_or_default();
    }
    let minutes = if card.minutes > 0 {
        format!(" {}m", card.minutes)
    } else {
        String::new()
    };
    match (&card.next, lane) {
        (Some(next), Lane::Cleaning) if next.today => {
            format!(
                "in {} {}{minutes}",
                arrival(next, view),
                next.guest.family_name
            )
        }
        (_, Lane::Ready) if card.work.is_some() => {
            format!("{}{minutes}{}", work(card), whose(card))
        }
        (Some(next), Lane::Ready) => {
            let day = if next.today {
                arrival(next, view)
            } else {
                next.day.date().format("%a %-d").to_string()
            };
            format!("in {day} {}", next.guest.family_name)
        }
        (Some(next), _) if next.today => {
            let vip = if next.guest.vip { " VIP" } else { "" };
            let who = card.attendant.as_ref().map_or_else(
                || next.guest.family_name.clone(),
                |person| first_name(&person.name).to_owned(),
            );
            format!("{who}{minutes}{vip}")
        }
        (None, Lane::Ready) => "free".to_owned(),
        _ => format!("{}{minutes}{}", work(card), whose(card)),
    }
}

/// Whose work it is, where somebody was named and nobody is at it yet.
fn whose(card: &Card) -> String {
    match (&card.attendant, &card.cleaner) {
        (Some(person), None) => format!(" {}", first_name(&person.name)),
        _ => String::new(),
    }
}

/// It takes longer than it usually does.
pub fn is_late(card: &Card, view: &View) -> bool {
    card.cleaner.as_ref().is_some_and(|cleaner| {
        card.minutes > 0 && view.now.since(cleaner.since) / 60_000 > i64::from(card.minutes)
    })
}

fn work(card: &Card) -> &'static str {
    match card.work {
        Some(kind) => kind.label(),
        None => "",
    }
}

/// The hour the next guest is expected; the day too, when it is not today.
fn arrival(next: &NextGuest, view: &View) -> String {
    view.clock(next.at)
}

fn out_of_use(card: &Card) -> String {
    match card.maintenance {
        Some(priority) if card.reason.is_some() => format!("m {}", priority.as_str()),
        _ => "x".to_owned(),
    }
}

/// One card of the strip above: who lives there, until when, and the service.
pub fn lived_in(card: &Card) -> String {
    let guest = card.guest.as_ref().map_or_else(|| "?".to_owned(), leaves);
    let service = match card.service {
        Some(Service::Due) if card.make_up => "",
        Some(Service::Due) => " d",
        Some(Service::InProgress) => " c",
        Some(Service::DoNotDisturb) => " DND",
        Some(Service::Declined) => " -",
        Some(Service::Done | Service::NotDue) | None => "",
    };
    let repair = if card.maintenance.is_some() { " m" } else { "" };
    let wish = if card.make_up { " MAKE UP" } else { "" };
    let differs = card
        .discrepancy
        .map_or_else(String::new, |it| format!(" {}?", it.as_str()));
    format!("{} {guest}{service}{wish}{repair}{differs}", card.number)
}

fn leaves(guest: &GuestIn) -> String {
    let name = &guest.guest.family_name;
    if guest.overstay {
        format!("{name} LATE!")
    } else if guest.due_out {
        let time = guest
            .departure_time
            .map_or_else(String::new, |time| format!(" {time}"));
        format!("{name} OUT{time}")
    } else {
        format!("{name} >{}", guest.check_out.spoken())
    }
}

/// One card of the rooms out of use, in one piece.
pub fn aside(card: &Card) -> String {
    let reason = card.reason.as_deref().unwrap_or_default();
    format!("{} {} {reason}", card.number, out_of_use(card))
        .trim_end()
        .to_owned()
}

/// The chosen card in one line.
pub fn told(card: &Card, view: &View) -> String {
    let since = view.when(card.since);
    let status = format!(
        "{} {}  {} since {since}",
        card.number,
        card.room_type,
        card.status.label()
    );
    let next = card.next.as_ref().map(|next| {
        let day = if next.today {
            "today".to_owned()
        } else {
            next.day.spoken()
        };
        let vip = if next.guest.vip { " VIP" } else { "" };
        let waits = if next.waiting { ", waits here" } else { "" };
        format!(
            "next guest {}{vip} {day} {}{waits}",
            next.guest.name,
            arrival(next, view)
        )
    });
    let last = card
        .last_guest
        .as_ref()
        .map(|last| format!("last {}", last.family_name));
    let time = card.cleaner.as_ref().map(|cleaner| {
        format!(
            "{} {} of {}m",
            first_name(&cleaner.name),
            elapsed(cleaner.since, view.now),
            card.minutes
        )
    });
    let whose = card
        .attendant
        .as_ref()
        .map(|person| format!("for {}", first_name(&person.name)));
    let differs = card
        .discrepancy
        .map(|it| format!("{}: {}", it.as_str(), it.says()));
    let parts = [
        Some(status),
        differs,
        time.or(whose),
        next,
        card.reason.clone(),
        last,
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join("   ")
}

/// The first of a person's names.
pub fn first_name(name: &str) -> &str {
    name.split_whitespace().next().unwrap_or(name)
}

/// `0:12`, hours and minutes.
fn elapsed(since: Moment, now: Moment) -> String {
    let minutes = (now.since(since) / 60_000).max(0);
    format!("{}:{:02}", minutes / 60, minutes % 60)
}

/// `3h25`, or `25m` below an hour.
pub fn duration(minutes: u32) -> String {
    if minutes < 60 {
        format!("{minutes}m")
    } else {
        format!("{}h{:02}", minutes / 60, minutes % 60)
    }
}
