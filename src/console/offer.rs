//! The rooms a booking can be offered, and why not the others.
//!
//! Owns the order of the list and nothing else: what would come of each room
//! is asked of the domain, one preview a room.

use super::form::{Form, Kind};
use super::order::{Order, give};
use super::view::View;
use super::widget::picker::{Item, Picker};
use super::wish::Wish;
use crate::domain::booking::Booking;
use crate::domain::command::Command;
use crate::domain::placing::give_room;
use crate::domain::room::Room;

/// Rooms that are looked at for one list; a person reads no more.
const LOOKED_AT: usize = 200;

/// A list of rooms for `booking`: those of its type first, then others; of each
/// kind the ready before the promised ones, and what can be had before what
/// cannot.
pub fn rooms_for(booking: &Booking, view: &View) -> Order {
    let rooms = candidates(booking, view);
    let Some(first) = rooms.first() else {
        return Order::Not("there is no room in this house yet".to_owned());
    };
    let example = give_room(view.property, booking, first, view.now);
    let mut items: Vec<Item<Wish>> = rooms.iter().map(|room| item(booking, room, view)).collect();
    items.sort_by_key(|item| item.why_not.is_some());
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
    rooms.sort_by_key(|room| (room.room_type != booking.room_type, tentative(room)));
    rooms.truncate(LOOKED_AT);
    rooms
}

fn item(booking: &Booking, room: &Room, view: &View) -> Item<Wish> {
    let mut command = give_room(view.property, booking, room, view.now);
    crate::console::form::command::set_reason(&mut command, "example");
    let why_not = view.preview(&command).err().map(|refusal| refusal.message);
    let label = format!("{:<6} {:<5}", room.number, room.room_type);
    Item::new(label, lead(booking, room, view))
        .detail(detail(&command, room))
        .unless(why_not)
}

/// What giving this room to this booking takes: the command at once, or for a
/// guest's move its reason first.
pub fn lead(booking: &Booking, room: &Room, view: &View) -> Wish {
    match give_room(view.property, booking, room, view.now) {
        command @ Command::Move(_) => Wish::Ask(Box::new(Form::open(
            Kind::reason("Move", "Reason", command),
            view,
        ))),
        command => give(command, view.house),
    }
}

fn detail(command: &Command, room: &Room) -> String {
    let how = match command {
        Command::Assign(_) => "firm",
        Command::Move(_) => "move",
        _ => "tentative",
    };
    let features: Vec<&str> = room.features.iter().map(String::as_str).collect();
    format!("floor {}, {how}  {}", room.floor, features.join(" "))
}
