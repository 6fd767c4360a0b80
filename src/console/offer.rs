//! The rooms a booking can be offered, and why not the others.
//!
//! Owns the order of the list and nothing else: what would come of each room
//! is asked of the domain, one preview a room.

use std::cmp::Reverse;
use std::collections::HashSet;

use super::form::{self, Form};
use super::order::settle::{self, Difference};
use super::order::{Order, give, way_out};
use super::view::View;
use super::widget::picker::{Item, Picker};
use super::wish::Wish;
use crate::domain::alternatives;
use crate::domain::availability;
use crate::domain::booking::{Booking, BookingStatus};
use crate::domain::command::Command;
use crate::domain::id::RoomId;
use crate::domain::instead::Kind;
use crate::domain::placing::give_room;
use crate::domain::reading;
use crate::domain::room::Room;
use crate::domain::score::{Wishes, score};

/// Rooms that are looked at for one list; a person reads no more.
const LOOKED_AT: usize = 60;

/// Why no room can be offered to `booking` at all. Cheap, as it is asked for
/// every frame: the rooms themselves are looked for when the list is wanted.
pub fn why_none(booking: &Booking, view: &View) -> Option<String> {
    let Some(room) = view.house.rooms.values().next() else {
        return Some("there is no room in this house yet".to_owned());
    };
    if booking.status == BookingStatus::Confirmed {
        return None;
    }
    let example = give_room(view.property, booking, room, view.now);
    view.preview(&example).err().map(|refusal| refusal.message)
}

/// A list of rooms for `booking`: those of its type first, then others, the
/// smallest difference of price first, then the better score; of each kind the
/// ready before the promised ones, what can be had before what cannot, what no
/// rule is against before what one is, and then the better score.
pub fn rooms_for(booking: &Booking, view: &View) -> Order {
    let rooms = candidates(booking, view);
    let Some(first) = rooms.first() else {
        return Order::Not("there is no room in this house yet".to_owned());
    };
    let example = give_room(view.property, booking, first, view.now);
    let wishes = wishes_of(booking, view);
    let mut items: Vec<Item<Wish>> = rooms
        .iter()
        .map(|room| item(booking, room, &wishes, view))
        .collect();
    let as_booked = |room: &&Room| room.room_type == booking.room_type;
    let own = rooms.iter().filter(|room| as_booked(room)).count();
    let none_as_booked = items.iter().take(own).all(|item| item.why_not.is_some());
    items.sort_by_key(|item| item.why_not.is_some());
    if none_as_booked {
        items = instead(&example, view).into_iter().chain(items).collect();
    }
    let title = format!(
        "Room for {} ({}, {} to {})",
        booking.lead,
        booking.room_type,
        booking.stay.check_in.spoken(),
        booking.stay.check_out.spoken()
    );
    let free = items.iter().filter(|item| item.why_not.is_none()).count();
    let picker = Picker::searchable(title, items)
        .foot(format!("{free} can be had. Type a number, Enter takes it."));
    // That one room is taken says nothing about the others.
    let example = view.preview(&example).is_ok().then_some(example);
    Order::Choose(picker, example)
}

/// Where no room of the type can be had for all of it: parts of it in several,
/// or a tentative stay planned anew.
fn instead(example: &Command, view: &View) -> Vec<Item<Wish>> {
    let Err(refusal) = view.preview(example) else {
        return Vec::new();
    };
    let wanted = |kind| matches!(kind, Kind::Replan | Kind::Split);
    let mut items = way_out::items_of(example, &refusal, view, wanted);
    items.extend(way_out::moving(example, &refusal, view));
    items
}

fn candidates<'a>(booking: &Booking, view: &View<'a>) -> Vec<&'a Room> {
    let mut rooms = view.house.rooms_in_order();
    rooms.retain(|room| room.active);
    // A guest who comes today wants a room that is ready before one that may be.
    let tentative = |room: &Room| {
        matches!(
            give_room(view.property, booking, room, view.now),
            Command::PreAssign(_)
        )
    };
    let could_have: HashSet<RoomId> = reading::look(view.house, view.now, |draft| {
        availability::availability(draft, &booking.room_type, booking.stay, None, &[booking.id])
    })
    .into_iter()
    .flatten()
    .map(|one| one.room)
    .collect();
    let wishes = wishes_of(booking, view);
    let price = |room: &Room| {
        alternatives::quote(view.house, booking, &room.room_type, booking.stay)
            .map(|quote| quote.difference.minor.saturating_abs())
    };
    rooms.sort_by_cached_key(|room| {
        let other_type = price(room);
        let worth = Reverse(score(room, &wishes));
        (
            other_type,
            other_type.map(|_| worth),
            tentative(room),
            !could_have.contains(&room.id),
            !wishes.rules.allow(room),
            worth,
        )
    });
    rooms.truncate(LOOKED_AT);
    rooms
}

fn item(booking: &Booking, room: &Room, wishes: &Wishes, view: &View) -> Item<Wish> {
    let against = wishes.rules.named_against(room);
    let against = against.first().map(String::as_str);
    let mut command = give_room(view.property, booking, room, view.now);
    crate::console::form::command::set_reason(&mut command, "example");
    let refusal = view.preview(&command).err();
    let difference = refusal
        .as_ref()
        .and_then(|refusal| settle::difference(&command, refusal, view));
    let why_not = match (&refusal, difference) {
        (Some(refusal), None) => Some(
            settle::beyond(&command, refusal, view)
                .unwrap_or_else(|| refusal.clone())
                .message,
        ),
        _ => None,
    };
    let label = format!("{:<6} {:<5}", room.number, room.room_type);
    Item::new(label, lead(booking, room, view))
        .detail(detail(&command, room, difference, against))
        .unless(why_not)
}

/// What giving this room to this booking takes: the command at once, for a
/// room of another type the word who pays first, and for a guest's move its
/// reason.
pub fn lead(booking: &Booking, room: &Room, view: &View) -> Wish {
    let command = give_room(view.property, booking, room, view.now);
    if room.room_type != booking.room_type
        && let Some(question) = settle::question(&command, view, None)
    {
        return Wish::Choose(Box::new(question));
    }
    match command {
        command @ Command::Move(_) => Wish::Ask(Box::new(Form::open(
            form::Kind::reason("Move", "Reason", command),
            view,
        ))),
        command => give(command, view.house),
    }
}

/// What the guest would like, and the house wants for them.
fn wishes_of(booking: &Booking, view: &View) -> Wishes {
    reading::look(view.house, view.now, |draft| draft.wishes_of(booking)).unwrap_or_default()
}

fn detail(
    command: &Command,
    room: &Room,
    difference: Option<Difference>,
    against: Option<&str>,
) -> String {
    let how = match command {
        Command::Assign(_) => "firm",
        Command::Move(_) => "move",
        _ => "tentative",
    };
    let features: Vec<&str> = room.features.iter().map(String::as_str).collect();
    let price = difference.map_or_else(String::new, |it| format!("{}  ", it.words()));
    let against = against.map_or_else(String::new, |rule| format!("against rule '{rule}'  "));
    format!(
        "{price}{against}floor {}, {how}  {}",
        room.floor,
        features.join(" ")
    )
}
