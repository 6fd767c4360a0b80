//! `show turnover` and `show stats`: where the rooms stand between guests.

use std::collections::BTreeMap;

use clap::Args;
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::cleanings;
use crate::cli::door::Door;
use crate::cli::fault::Fault;
use crate::cli::table::Table;
use crate::cli::voice::Voice;
use crate::domain::room::RoomStatus;
use crate::domain::view::stats::stats;
use crate::domain::view::turnover::{Board, Card, Lane, board};
use crate::domain::{Day, Moment};

/// The rooms by status, the most urgent first.
#[derive(Args, Debug)]
pub struct Turnover {
    /// Look from this moment, such as 2026-03-16T09:42:00+01:00 [else now]
    #[arg(long, value_name = "MOMENT")]
    at: Option<Moment>,
    /// Only rooms of this type
    #[arg(long = "type", value_name = "TYPE")]
    room_type: Option<String>,
    /// Only rooms on this floor
    #[arg(long, allow_hyphen_values = true)]
    floor: Option<i32>,
    /// What was cleaned, by whom, how long it took and what was wrong
    #[arg(long)]
    history: bool,
    /// The history from this date on [else of 30 days]
    #[arg(long, value_name = "DATE", requires = "history")]
    from: Option<Day>,
    /// The history up to this date, included [else today]
    #[arg(long, value_name = "DATE", requires = "history")]
    to: Option<Day>,
}

/// How many rooms are in which state.
#[derive(Args, Debug)]
pub struct StatsFigures {}

/// The cards of one status, as data.
struct InStatus<'a> {
    status: RoomStatus,
    cards: Vec<(&'a Card, i64)>,
}

impl Serialize for InStatus<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(serde::Serialize)]
        struct Aged<'a> {
            #[serde(flatten)]
            card: Shown<'a>,
            age_minutes: i64,
        }
        let rooms: Vec<Aged> = self
            .cards
            .iter()
            .map(|(card, age)| Aged {
                card: Shown::of(card),
                age_minutes: *age,
            })
            .collect();
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("label", self.status.label())?;
        map.serialize_entry("count", &rooms.len())?;
        map.serialize_entry("rooms", &rooms)?;
        map.end()
    }
}

/// A card without the identities that are nobody's business outside.
#[derive(serde::Serialize)]
struct Shown<'a> {
    number: &'a str,
    room_type: &'a str,
    floor: i32,
    since: Moment,
    is_bookable: bool,
    why_not_bookable: Option<&'static str>,
    minutes: u32,
    service: Option<&'static str>,
    cleaned_by: Option<&'a str>,
    attendant: Option<&'a str>,
    work: Option<&'static str>,
    make_up: bool,
    discrepancy: Option<&'static str>,
    guest: Option<Guest<'a>>,
    last_guest: Option<Guest<'a>>,
    next_guest: Option<Guest<'a>>,
    next_arrival_at: Option<Moment>,
    guest_waiting: bool,
    rush: bool,
    maintenance: Option<&'static str>,
    reason: Option<&'a str>,
}

#[derive(serde::Serialize)]
struct Guest<'a> {
    booking: &'a str,
    #[serde(rename = "guest")]
    name: &'a str,
    is_vip: bool,
}

impl<'a> Shown<'a> {
    fn of(card: &'a Card) -> Shown<'a> {
        use crate::domain::view::turnover::CardGuest;
        let guest = |guest: &'a CardGuest| Guest {
            booking: &guest.code,
            name: &guest.name,
            is_vip: guest.vip,
        };
        Shown {
            number: &card.number,
            room_type: &card.room_type,
            floor: card.floor,
            since: card.since,
            is_bookable: card.why_not_bookable.is_none(),
            why_not_bookable: card.why_not_bookable,
            minutes: card.minutes,
            service: card.service.map(crate::domain::room::Service::as_str),
            cleaned_by: card.cleaner.as_ref().map(|cleaner| cleaner.name.as_str()),
            attendant: card.attendant.as_ref().map(|person| person.name.as_str()),
            work: card.work.map(crate::domain::cleaning::CleaningKind::as_str),
            make_up: card.make_up,
            discrepancy: card
                .discrepancy
                .map(crate::domain::care::Discrepancy::as_str),
            guest: card.guest.as_ref().map(|it| guest(&it.guest)),
            last_guest: card.last_guest.as_ref().map(guest),
            next_guest: card.next.as_ref().map(|it| guest(&it.guest)),
            next_arrival_at: card.next.as_ref().map(|next| next.at),
            guest_waiting: card.next.as_ref().is_some_and(|next| next.waiting),
            rush: card.rush,
            maintenance: card
                .maintenance
                .map(crate::domain::room::MaintenancePriority::as_str),
            reason: card.reason.as_deref(),
        }
    }
}

impl Turnover {
    /// Shows the board.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn show(&self, door: &Door, voice: &mut Voice) -> Result<(), Fault> {
        let house = door.house_today()?;
        if self.history {
            let wanted = cleanings::Wanted {
                room: None,
                from: self.from,
                to: self.to,
            };
            return cleanings::show(door, &house, &wanted, voice);
        }
        let now = self.at.unwrap_or_else(|| door.desk.now());
        let mut board = board(&house);
        board.retain(|card| {
            self.room_type
                .as_ref()
                .is_none_or(|wanted| *wanted == card.room_type)
                && self.floor.is_none_or(|wanted| wanted == card.floor)
        });
        if voice.is_json() {
            let by_status = by_status(&board, now);
            let keyed: BTreeMap<&str, &InStatus> = by_status
                .iter()
                .map(|group| (group.status.as_str(), group))
                .collect();
            return voice.data(&keyed);
        }
        tell(
            &board,
            now,
            house
                .property
                .as_ref()
                .map(|it| it.timezone)
                .unwrap_or_default(),
            voice,
        )
    }
}

/// Each room once, under its status, in the order of the board.
fn by_status(board: &Board, now: Moment) -> Vec<InStatus<'_>> {
    let cards = |status: RoomStatus| {
        // A room lived in whose daily service is due has a second card.
        let lanes = board.columns.iter().filter(move |column| {
            (status == RoomStatus::Occupied) == (column.lane == Lane::Occupied)
        });
        let in_lane = lanes.flat_map(|column| &column.cards);
        in_lane
            .filter(move |card| card.status == status)
            .map(|card| (card, minutes_since(card.since, now)))
            .collect()
    };
    RoomStatus::ALL
        .into_iter()
        .map(|status| InStatus {
            status,
            cards: cards(status),
        })
        .collect()
}

fn minutes_since(since: Moment, now: Moment) -> i64 {
    now.since(since).div_euclid(60_000)
}

/// `3d 04h`, `2h 05m` or `12m`.
fn age(minutes: i64) -> String {
    let minutes = minutes.max(0);
    let (days, hours, rest) = (minutes / 1440, minutes / 60 % 24, minutes % 60);
    match (days, hours) {
        (0, 0) => format!("{rest}m"),
        (0, _) => format!("{hours}h {rest:02}m"),
        _ => format!("{days}d {hours:02}h"),
    }
}

fn tell(board: &Board, now: Moment, zone: chrono_tz::Tz, voice: &mut Voice) -> Result<(), Fault> {
    voice.say(&format!(
        "{}  to do: {} rooms, {} minutes",
        board.date.spoken(),
        board.to_do.count,
        board.to_do.minutes
    ))?;
    let mut table = Table::new([
        "Stage",
        "Room",
        "Type",
        ">Since",
        ">Minutes",
        "Next guest",
        "Now",
        "Notes",
    ]);
    for column in &board.columns {
        for card in &column.cards {
            let next = card.next.as_ref().map(|next| {
                let vip = if next.guest.vip { " *" } else { "" };
                let when = if next.today {
                    next.at.local(zone).format("%H:%M").to_string()
                } else {
                    next.day.spoken()
                };
                format!("{}{vip} {when}", next.guest.family_name)
            });
            let inside = card
                .guest
                .as_ref()
                .map(|guest| guest.guest.family_name.clone());
            let cleaner = card.cleaner.as_ref().map(|cleaner| cleaner.name.clone());
            table.row([
                column.label.to_owned(),
                card.number.clone(),
                card.room_type.clone(),
                age(minutes_since(card.since, now)),
                card.minutes.to_string(),
                next.unwrap_or_default(),
                inside.or(cleaner).unwrap_or_default(),
                notes(card),
            ]);
        }
    }
    voice.table(&table)
}

fn notes(card: &Card) -> String {
    let mut said: Vec<&str> = Vec::new();
    if card.rush {
        said.push("rush");
    }
    if card.next.as_ref().is_some_and(|next| next.waiting) {
        said.push("guest waits");
    }
    if let Some(guest) = &card.guest {
        if guest.overstay {
            said.push("overstay");
        } else if guest.due_out {
            said.push("due out");
        }
    }
    said.extend(card.reason.as_deref());
    said.join(", ")
}

impl StatsFigures {
    /// Shows the figures.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn show(door: &Door, voice: &mut Voice) -> Result<(), Fault> {
        let stats = stats(&door.house_today()?);
        if voice.is_json() {
            return voice.data(&stats);
        }
        let mut table = Table::new(["Rooms", ">Count"]);
        for (what, count) in [
            ("in all", stats.total_rooms),
            ("bookable now", stats.bookable_rooms),
            ("occupied", stats.occupied_rooms),
            ("dirty", stats.dirty_rooms),
            ("being cleaned", stats.cleaning_in_progress),
            ("to inspect", stats.awaiting_inspection),
            ("with a repair", stats.maintenance_required),
            ("  of high priority", stats.maintenance_by_priority.high),
            ("  of medium priority", stats.maintenance_by_priority.med),
            ("  of low priority", stats.maintenance_by_priority.low),
            ("out of order", stats.out_of_order),
        ] {
            table.row([what.to_owned(), count.to_string()]);
        }
        voice.table(&table)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_age_is_said_as_people_say_it() {
        assert_eq!(age(-3), "0m");
        assert_eq!(age(59), "59m");
        assert_eq!(age(125), "2h 05m");
        assert_eq!(age(3 * 1440 + 4 * 60 + 1), "3d 04h");
    }
}
