//! Which rooms would settle an alert, and why the others would not.

use std::cmp::Reverse;

use serde::Serialize;

use super::AlertKind;
use super::raise::why_words;
use super::upgrade::better;
use crate::domain::alternatives;
use crate::domain::availability::{availability, can_serve, roomless_parts};
use crate::domain::booking::Booking;
use crate::domain::conflict::{Clash, clashes};
use crate::domain::day::{Day, Stay};
use crate::domain::draft::Draft;
use crate::domain::facts::Facts;
use crate::domain::id::RoomId;
use crate::domain::moment::Moment;
use crate::domain::money::Money;
use crate::domain::neighbours;
use crate::domain::reading::look;
use crate::domain::room::Room;

/// How many reasons why not are given.
const REASONS: usize = 12;

/// A room that would settle an alert.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Offer {
    /// Its number.
    pub room: String,
    /// Code of its type.
    pub room_type: String,
    /// A better type than was booked.
    pub upgrade: bool,
    /// Whether it can be handed out now.
    pub is_bookable: bool,
    /// How well it suits the guest.
    pub score: i32,
    /// What a night is more or less than booked, where it is of another type.
    pub difference: Option<Money>,
    /// The same over all the nights.
    pub difference_total: Option<Money>,
}

/// A room that would not, and why.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct WhyNot {
    /// Its number.
    pub room: String,
    /// Why: `Yi, then Tanaka`, `Nguyen until Wed 18`, `dirty`.
    pub reason: String,
}

/// What an alert can be settled with.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Offers {
    /// The nights a room is wanted for; nothing where no room would help.
    pub nights: Option<Stay>,
    /// The best rooms: of the booked type, or, where there is none, of others,
    /// the smallest difference of price first.
    pub rooms: Vec<Offer>,
    /// Other rooms of the booked type, and why not.
    pub others: Vec<WhyNot>,
}

/// Up to `most` rooms that would settle the alert of this kind about the
/// booking with this code, and why the others of its type would not.
pub fn offers(facts: &dyn Facts, kind: AlertKind, code: &str, now: Moment, most: usize) -> Offers {
    look(facts, now, |draft| {
        let booking = draft.booking_coded(code)?;
        let wanted = Wanted {
            stay: wanted_stay(draft, kind, &booking)?,
            not_these: not_these(draft, kind, &booking),
            booking: &booking,
        };
        Some(match kind {
            AlertKind::UpgradeAvailable => better_rooms(draft, &wanted, most),
            _ => offers_for(draft, &wanted, most),
        })
    })
    .flatten()
    .unwrap_or_default()
}

fn offers_for(draft: &Draft, wanted: &Wanted, most: usize) -> Offers {
    let mut rooms = of_booked_type(draft, wanted);
    let others = why_not_others(draft, wanted, &rooms);
    if rooms.is_empty() {
        rooms = of_other_types(draft, wanted);
    }
    rooms.truncate(most);
    Offers {
        nights: Some(wanted.stay),
        rooms,
        others,
    }
}

/// The better rooms that would stay empty.
fn better_rooms(draft: &Draft, wanted: &Wanted, most: usize) -> Offers {
    let found = better(draft, wanted.booking).into_iter().take(most);
    let rooms = found.map(|one| Offer {
        upgrade: one.quote.is_some(),
        is_bookable: one.room.is_bookable(),
        score: one.score,
        difference: one.quote.as_ref().map(|quote| quote.difference),
        difference_total: one.quote.as_ref().map(|quote| quote.total),
        room_type: one.room.room_type,
        room: one.room.number,
    });
    Offers {
        nights: Some(wanted.stay),
        rooms: rooms.collect(),
        others: Vec::new(),
    }
}

/// What is looked for.
struct Wanted<'b> {
    booking: &'b Booking,
    stay: Stay,
    /// Rooms that are no way out.
    not_these: Vec<RoomId>,
}

/// The nights for which another room would settle the alert.
pub(super) fn wanted_stay(draft: &Draft, kind: AlertKind, booking: &Booking) -> Option<Stay> {
    let today = draft.today();
    match kind {
        AlertKind::Unassigned => {
            let segments = draft.segments_of(booking.id);
            let policies = &draft.property().policies;
            let part = *roomless_parts(booking, &segments, today, policies).first()?;
            // Nights that are past need no room; a stay that is past altogether
            // is shown the rooms it could have had.
            Some(from_today(part, today).unwrap_or(part))
        }
        AlertKind::Conflict | AlertKind::RoomNotReady | AlertKind::UpgradeAvailable => {
            from_today(booking.stay, today)
        }
        AlertKind::Overstay | AlertKind::OverdueMaintenance => None,
    }
}

fn from_today(stay: Stay, today: Day) -> Option<Stay> {
    Stay::new(stay.check_in.max(today), stay.check_out).ok()
}

/// Rooms that are no way out: those the booking has already, where they are
/// what is wrong. A stay that lacks some nights may well stay where it is.
pub(super) fn not_these(draft: &Draft, kind: AlertKind, booking: &Booking) -> Vec<RoomId> {
    if kind == AlertKind::Unassigned {
        return Vec::new();
    }
    let segments = draft.segments_of(booking.id);
    let active = segments.iter().filter(|segment| segment.active);
    active.map(|segment| segment.room).collect()
}

fn of_booked_type(draft: &Draft, wanted: &Wanted) -> Vec<Offer> {
    let booking = wanted.booking;
    let (kind, wishes) = (&booking.room_type, draft.wishes_of(booking));
    let mut found: Vec<Offer> =
        availability(draft, kind, wanted.stay, Some(&wishes), &[booking.id])
            .into_iter()
            .filter(|one| one.capacity >= booking.heads() && one.is_allowed())
            .filter(|one| !wanted.not_these.contains(&one.room))
            .map(|one| Offer {
                score: one.score.unwrap_or_default() + beside_group(draft, booking, one.room),
                room: one.number,
                room_type: kind.clone(),
                upgrade: false,
                is_bookable: one.is_bookable,
                difference: None,
                difference_total: None,
            })
            .collect();
    // Stable: rooms of one score stay in the order of their numbers.
    found.sort_by_key(|one| Reverse(one.score));
    found
}

/// What a room is worth for being beside those of the booking's group.
fn beside_group(draft: &Draft, booking: &Booking, room: RoomId) -> i32 {
    let room = draft.room(room).filter(|_| booking.group.is_some());
    room.map_or(0, |room| neighbours::worth(draft, &room, booking))
}

fn of_other_types(draft: &Draft, wanted: &Wanted) -> Vec<Offer> {
    let own: Vec<String> = wanted
        .not_these
        .iter()
        .filter_map(|room| draft.room(*room).map(|room| room.number))
        .collect();
    alternatives::of_other_types(draft, wanted.booking, wanted.stay)
        .into_iter()
        .filter(|one| !own.contains(&one.room))
        .map(|one| Offer {
            upgrade: one.is_upgrade(),
            is_bookable: one.is_bookable,
            score: one.score,
            difference: Some(one.quote.difference),
            difference_total: Some(one.quote.total),
            room_type: one.quote.room_type,
            room: one.room,
        })
        .collect()
}

fn why_not_others(draft: &Draft, wanted: &Wanted, offered: &[Offer]) -> Vec<WhyNot> {
    draft
        .rooms_of_type(&wanted.booking.room_type)
        .into_iter()
        .filter(|room| room.active && !offered.iter().any(|offer| offer.room == room.number))
        .filter_map(|room| {
            Some(WhyNot {
                reason: why_not(draft, wanted.booking, &room, wanted.stay)?,
                room: room.number,
            })
        })
        .take(REASONS)
        .collect()
}

fn why_not(draft: &Draft, booking: &Booking, room: &Room, stay: Stay) -> Option<String> {
    match clashes(draft, room.id, stay, &[booking.id]).as_slice() {
        [] => {}
        [only] => {
            let until = only.nights().check_out.date().format("%a %-d");
            return Some(format!("{} until {until}", holder_name(only)));
        }
        [first, second, rest @ ..] => {
            let more = if rest.is_empty() { "" } else { " and others" };
            let (first, second) = (holder_name(first), holder_name(second));
            return Some(format!("{first}, then {second}{more}"));
        }
    }
    if !can_serve(draft, room, stay) {
        let (today, policies) = (draft.today(), &draft.property().policies);
        let now = room.why_not_bookable().filter(|_| stay.check_in <= today);
        let why = now.or_else(|| {
            let end = stay.check_out.max(stay.check_in.plus(1));
            let mut nights = stay.check_in.until(end);
            nights.find_map(|night| room.why_not_in_service(night, today, policies))
        });
        return why.map(|why| why_words(why).to_owned());
    }
    if room.capacity < booking.heads() {
        return Some(format!("takes only {}", room.capacity));
    }
    let wishes = draft.wishes_of(booking);
    let against = wishes.rules.against(room).into_iter().next();
    against.map(|it| it.words())
}

/// Who stands in the way, in a word or two.
pub(super) fn holder_name(clash: &Clash) -> String {
    match clash {
        Clash::Booking(booking, _) => booking.family_name().to_owned(),
        Clash::Block(block) => format!("block {}", block.code),
    }
}
