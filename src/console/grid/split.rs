//! A room that is free for a part of a stay: what could be offered instead of
//! nothing.
//!
//! Owns which parts are worth offering; whether each can be had is asked of
//! the domain, as for everything else.

use crate::console::order;
use crate::console::view::View;
use crate::console::widget::picker::{Item, Picker};
use crate::console::wish::Wish;
use crate::domain::booking::Booking;
use crate::domain::command::Command;
use crate::domain::day::Stay;
use crate::domain::error::{Code, Refusal};
use crate::domain::facts::{Facts, Holder};
use crate::domain::placing;
use crate::domain::room::Room;

/// What is offered for a refused drop, with the free parts of the stay added.
pub fn with_parts(
    offered: Option<Picker<Wish>>,
    (command, refusal): (&Command, &Refusal),
    nights: Stay,
    view: &View,
) -> Option<Picker<Wish>> {
    let parts = parts(command, refusal, nights, view);
    if parts.is_empty() {
        return offered;
    }
    let mut items = offered.map_or_else(Vec::new, |list| list.items().to_vec());
    items.extend(parts);
    Some(Picker::menu("That was refused", items).foot(refusal.message.clone()))
}

fn parts(command: &Command, refusal: &Refusal, nights: Stay, view: &View) -> Vec<Item<Wish>> {
    let (code, number) = match command {
        Command::Assign(it) => (&it.booking, &it.room),
        Command::PreAssign(it) => (&it.booking, &it.room),
        _ => return Vec::new(),
    };
    if !matches!(refusal.code, Code::RoomOverlapConflict | Code::RoomBlocked) {
        return Vec::new();
    }
    let booking = view.house.booking_coded(code);
    let room = view.house.room_numbered(number);
    let (Some(booking), Some(room)) = (booking, room) else {
        return Vec::new();
    };
    ends(&booking, &room, nights, view)
        .into_iter()
        .filter_map(|part| offer(&booking, &room, part, view))
        .collect()
}

/// The nights before the first and after the last that others hold.
fn ends(booking: &Booking, room: &Room, nights: Stay, view: &View) -> Vec<Stay> {
    let holds = view.house.holds(room.id, nights).into_iter();
    let others: Vec<Stay> = holds
        .filter(|hold| !matches!(hold.holder, Holder::Segment(_, whose) if whose == booking.id))
        .map(|hold| hold.nights)
        .collect();
    let first = others.iter().map(|held| held.check_in).min();
    let last = others.iter().map(|held| held.check_out).max();
    let head = first.map(|check_out| Stay {
        check_out,
        ..nights
    });
    let tail = last.map(|check_in| Stay { check_in, ..nights });
    let found = [head, tail].into_iter().flatten();
    found
        .filter(|part| part.check_in < part.check_out)
        .collect()
}

fn offer(booking: &Booking, room: &Room, part: Stay, view: &View) -> Option<Item<Wish>> {
    let command = placing::give_part(view.property, booking, part, room, view.now);
    let label = format!("{} {}", room.number, super::detail::between(part));
    if view.preview(&command).is_err() {
        let question = order::settle::question(&command, view, None)?;
        return Some(Item::new(label, Wish::Choose(Box::new(question))).detail("asks who pays"));
    }
    let detail = format!(
        "only these {} nights; the others wait in the tray",
        part.nights()
    );
    Some(Item::new(label, order::give(command, view.house)).detail(detail))
}
