//! Rooms between two guests, and rooms in use: cleaning, inspection, repairs,
//! daily service, rush.

mod cleaning;
mod duties;
mod found;
mod record;
mod repair;
mod rush;
mod service;

use crate::domain::draft::Draft;
use crate::domain::error::Refusal;
use crate::domain::note::NoteSubject;
use crate::domain::room::Room;
use crate::domain::turnover::{Step, next_status};

/// Leads the room where this step leads, as the one table has it. Whoever was
/// cleaning it is cleaning no more.
///
/// # Errors
/// `INVALID_TRANSITION`, `ROOM_OCCUPIED`.
fn turn(draft: &Draft, room: &mut Room, step: Step) -> Result<(), Refusal> {
    let status = next_status(room, step)?;
    if status != room.status {
        room.status = status;
        room.status_since = draft.context().now;
        room.cleaning = None;
    }
    Ok(())
}

/// Writes the room, with a line in its history: what was done, and what there
/// was to say about it.
fn keep(draft: &mut Draft, mut room: Room, done: &str, said: Option<&str>) {
    if room.is_bookable() || room.is_out_of_order() || !room.active {
        room.rush = false;
    }
    let line = match said {
        Some(said) => format!("{done} - {said}"),
        None => done.to_owned(),
    };
    draft.note(NoteSubject::Room(room.id), line);
    draft.tell("room", &room.number);
    draft.tell("status", room.status);
    draft.summarise(format!("{}: {}", room.number, lower_first(done)));
    draft.save(room);
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_lowercase().chain(letters).collect(),
        None => String::new(),
    }
}
