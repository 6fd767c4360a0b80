//! What comes after what was just done, where one thing leads to the next: a
//! repair that is done wants the room's maintenance completed, a room whose
//! maintenance is completed wants to be cleaned or inspected.
//!
//! Owns nothing but the offers; each is the ordinary command, and can be left.

use crate::console::action::Action;
use crate::console::view::{Place, View};
use crate::console::widget::picker::{Item, Picker};
use crate::console::wish::Wish;
use crate::domain::command::{Command, CompleteMaintenance, Request};
use crate::domain::facts::Facts;
use crate::domain::reading::look;
use crate::domain::room::RoomStatus;
use crate::domain::staff::Permission;

/// The next step after this command was carried out, if one follows. The house
/// on screen may still be the one of before it.
pub fn offer(command: &Command, view: &View) -> Option<Picker<Wish>> {
    match command {
        Command::ResolveRequest(done) => complete(&done.ticket, view),
        Command::CloseRequest(done) => complete(&done.ticket, view),
        Command::CancelRequest(done) => complete(&done.ticket, view),
        Command::CompleteMaintenance(done) => to_the_board(&done.room, view),
        _ => None,
    }
}

/// The room's maintenance, once nothing else is open for it.
fn complete(ticket: &str, view: &View) -> Option<Picker<Wish>> {
    let request = view.house.request_ticketed(ticket)?;
    let room = view.house.rooms.get(&request.room?)?;
    let hold = room.maintenance.as_ref()?;
    if !view.actor.permissions.may(Permission::Maintenance) {
        return None;
    }
    let others = look(view.house, view.now, |draft| draft.open_faults_in(room.id))?;
    if others.iter().any(|one| one.id != request.id) {
        return None;
    }
    let command = CompleteMaintenance {
        room: room.number.clone(),
        notes: None,
    };
    let then = match (room.status, hold.status_before) {
        (RoomStatus::MaintenanceRequired, before) if before.is_ready() => {
            "then it wants inspection"
        }
        (RoomStatus::MaintenanceRequired, RoomStatus::CleanedUninspected) => {
            "then it wants inspection"
        }
        (RoomStatus::MaintenanceRequired, _) => "then it wants cleaning",
        _ => "it stays as it is otherwise",
    };
    let items = vec![
        Item::new(
            "Complete its maintenance",
            Wish::Give(Box::new(Request::from(command))),
        )
        .letter('y')
        .detail(then),
        Item::new("Not yet", Wish::Nothing).letter('n'),
    ];
    let title = format!("Nothing more is open for {}", room.number);
    Some(Picker::menu(title, items))
}

/// The board with the room on it, where its turnover goes on.
fn to_the_board(number: &str, view: &View) -> Option<Picker<Wish>> {
    let room = view.house.room_numbered(number)?;
    let turned = room.status == RoomStatus::MaintenanceRequired || !room.is_occupied();
    if !turned || !view.actor.permissions.may(Permission::Rooms) {
        return None;
    }
    let there = Wish::Both(
        Box::new(Wish::Run(Action::ShowTurnover)),
        Box::new(Wish::Go(Place::Room(room.id))),
    );
    let items = vec![
        Item::new("To the board, where it is cleaned and inspected", there).letter('y'),
        Item::new("Stay here", Wish::Nothing).letter('n'),
    ];
    Some(Picker::menu(format!("{number} is repaired"), items))
}
