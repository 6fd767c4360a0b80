//! Rooms given and taken, blocked, cleaned and repaired.

use super::told::{Told, because, days, named};
use crate::domain::command::{
    BlockRooms, EditBlock, MarkMaintenance, Move, PutOutOfOrder, ReleaseBlock, Rush,
    SetDoNotDisturb, SetDoNotMove, Swap,
};
use crate::domain::day::{Day, Stay};
use crate::domain::decide::called;
use crate::domain::row::Row;

pub fn given(
    told: &Told,
    code: &str,
    room: &str,
    (from, to): (Option<Day>, Option<Day>),
    how: &str,
    reason: Option<&str>,
) -> String {
    let whom = told.for_whom(code);
    let part = match (from, to) {
        (None, None) => String::new(),
        (Some(from), Some(to)) => format!(
            " for {}",
            days(Stay {
                check_in: from,
                check_out: to
            })
        ),
        (Some(from), None) => format!(" from {}", from.spoken()),
        (None, Some(to)) => format!(" until {}", to.spoken()),
    };
    let before = told
        .coded(code)
        .map(|booking| told.rooms_of(booking.id).0)
        .unwrap_or_default();
    let gone: Vec<String> = before
        .into_iter()
        .filter(|held| held != room.trim())
        .collect();
    let instead = if gone.is_empty() {
        String::new()
    } else {
        format!(", instead of {}", named(&gone))
    };
    format!(
        "gave {}{whom}{how}{part}{instead}{}",
        told.the_room(room),
        because(reason)
    )
}

/// The rooms of a booking before and after a step about it.
fn before_and_after(told: &Told, code: &str) -> (Vec<String>, Vec<String>) {
    told.coded(code)
        .map(|booking| told.rooms_of(booking.id))
        .unwrap_or_default()
}

pub fn firmed(told: &Told, code: &str) -> String {
    let (_, rooms) = before_and_after(told, code);
    format!(
        "made {} firm{}",
        named(&rooms),
        told.for_whom(code).replacen(" to ", " for ", 1)
    )
}

pub fn taken(told: &Told, code: &str, reason: Option<&str>) -> String {
    let (rooms, _) = before_and_after(told, code);
    let whom = told.for_whom(code).replacen(" to ", " from ", 1);
    format!("took {} away{whom}{}", named(&rooms), because(reason))
}

pub fn moved(told: &Told, it: &Move) -> String {
    let (before, after) = before_and_after(told, &it.booking);
    let to = it.room.trim();
    let from = before
        .iter()
        .find(|room| !after.contains(room) && *room != to);
    // On the nights already slept the old room stays the guest's.
    let from = from.or_else(|| before.iter().find(|room| *room != to));
    let from = from.map_or_else(String::new, |room| format!(" from {room}"));
    format!(
        "moved {}{from} to {to}{}",
        told.guest(&it.booking),
        because(Some(&it.reason))
    )
}

pub fn swapped(told: &Told, it: &Swap) -> String {
    let this_is_other = told
        .coded(&it.with)
        .is_some_and(|other| told.is_about(&other));
    let (own, other) = if this_is_other {
        (&it.with, &it.booking)
    } else {
        (&it.booking, &it.with)
    };
    let (before, after) = before_and_after(told, own);
    let rooms = if before.is_empty() || after.is_empty() {
        String::new()
    } else {
        format!(", {} for {}", named(&before), named(&after))
    };
    let own_name = told.guest(own);
    format!(
        "swapped the rooms of {own_name} and {}{rooms}{}",
        told.guest(other),
        because(Some(&it.reason))
    )
}

pub fn promised(told: &Told, it: &SetDoNotMove) -> String {
    let whom = told.guest(&it.booking);
    let said = if it.on {
        format!("promised {whom} the room")
    } else {
        format!("took back the promise of the room to {whom}")
    };
    format!("{said}{}", because(it.reason.as_deref()))
}

pub fn blocked(told: &Told, it: &BlockRooms) -> String {
    let own = it
        .rooms
        .iter()
        .any(|number| told.the_room(number) == "the room");
    let which = if own {
        "the room".to_owned()
    } else {
        named(&it.rooms)
    };
    let nights = Stay {
        check_in: it.from,
        check_out: it.to,
    };
    let kind = it.kind.as_str().replace('_', " ").to_lowercase();
    format!(
        "blocked {which} ({kind}) {}{}",
        days(nights),
        because(Some(&it.reason))
    )
}

pub fn block_changed(told: &Told, it: &EditBlock) -> String {
    let rows = told
        .step
        .changes
        .iter()
        .find_map(|change| match (&change.before, &change.after) {
            (Some(Row::Block(before)), Some(Row::Block(after))) => Some((before, after)),
            _ => None,
        });
    let mut said = Vec::new();
    if let Some((before, after)) = rows {
        if before.stay != after.stay {
            said.push(format!(
                "the dates from {} to {}",
                days(before.stay),
                days(after.stay)
            ));
        }
        if before.kind != after.kind {
            let kind = after.kind.as_str().replace('_', " ").to_lowercase();
            said.push(format!("its kind to {kind}"));
        }
        if before.reason != after.reason {
            said.push(format!("its reason to \"{}\"", after.reason));
        }
        if before.override_level != after.override_level {
            said.push("who may break it".to_owned());
        }
    }
    match said.as_slice() {
        [] => format!("changed block {}", it.block),
        said => format!("changed block {}: {}", it.block, said.join(", ")),
    }
}

pub fn block_released(told: &Told, it: &ReleaseBlock) -> String {
    let room = told
        .step
        .changes
        .iter()
        .find_map(|change| match change.after.as_ref()? {
            Row::Block(block) if block.code == it.block => Some(told.number(block.room)),
            _ => None,
        });
    let room = room.map_or_else(String::new, |number| {
        format!(" of {}", told.the_room(&number))
    });
    format!(
        "released block {}{room}{}",
        it.block,
        because(Some(&it.reason))
    )
}

/// A step with a room that needs no more words.
pub fn did(what: &str, told: &Told, room: &str, notes: Option<&str>) -> String {
    if what == "returned to service" {
        return format!(
            "returned {} to service{}",
            told.the_room(room),
            because(notes)
        );
    }
    format!("{what} {}{}", told.the_room(room), because(notes))
}

pub fn do_not_disturb(told: &Told, it: &SetDoNotDisturb) -> String {
    let room = told.the_room(&it.room);
    if it.on {
        format!("noted that nobody is to disturb {room}")
    } else {
        format!("noted that {room} may be entered again")
    }
}

pub fn broken(told: &Told, it: &MarkMaintenance) -> String {
    let until = until(it.until);
    format!(
        "laid a repair on {}{until}{}",
        told.the_room(&it.room),
        because(it.notes.as_deref())
    )
}

pub fn out_of_order(told: &Told, it: &PutOutOfOrder) -> String {
    let until = until(it.until);
    format!(
        "put {} out of order{until}{}",
        told.the_room(&it.room),
        because(Some(&it.reason))
    )
}

fn until(day: Option<Day>) -> String {
    day.map_or_else(String::new, |day| format!(" until {}", day.spoken()))
}

pub fn rushed(told: &Told, it: &Rush) -> String {
    let room = told.the_room(&it.room);
    // The guest who waits for it, where the step shows one.
    let guest = told
        .step
        .changes
        .iter()
        .find_map(|change| super::told::as_booking(change.after.as_ref()).map(called));
    let guest = guest.map_or_else(String::new, |guest| format!(" for {guest}"));
    if it.on {
        format!("put {room} first on the turnover board{guest}")
    } else {
        format!("took the hurry from {room}")
    }
}
