//! Actions on rooms and blocks, and the commands they give.

use super::{Order, housekeeping};
use crate::console::action::Action;
use crate::console::form::Kind;
use crate::console::view::{Subject, View};
use crate::domain::cleaning::CleaningKind;
use crate::domain::command::{
    Command, CompleteMaintenance, DeclineService, EditBlock, FinishService, Inspect, MarkCleaned,
    MarkMaintenance, PutOutOfOrder, ReleaseBlock, ReturnToService, Rush, SetDoNotDisturb,
    StartCleaning, StartService, StopCleaning,
};
use crate::domain::room::{Room, RoomStatus, Service};

/// What a room action comes to; `None` for other actions.
pub fn order(action: Action, subject: &Subject, view: &View) -> Option<Order> {
    if action == Action::EditBlock {
        let block = subject.block.and_then(|id| view.house.blocks.get(&id))?;
        let code = block.code.clone();
        let example = EditBlock {
            block: code.clone(),
            ..EditBlock::default()
        };
        return Some(Order::Ask(
            Kind::EditBlock { block: code },
            Some(example.into()),
        ));
    }
    if action == Action::ReleaseBlock {
        let block = subject.block.and_then(|id| view.house.blocks.get(&id))?;
        let command = ReleaseBlock {
            block: block.code.clone(),
            reason: String::new(),
        };
        return Some(Order::Ask(
            Kind::reason("Release block", "Reason", command.into()),
            None,
        ));
    }
    let room = subject.room.and_then(|id| view.house.rooms.get(&id))?;
    match action {
        Action::BlockRooms => Some(Order::Ask(Kind::block(subject, view), None)),
        Action::NextStage => Some(next_stage(room, view)),
        _ if room.is_occupied() => service(action, room, view).or_else(|| one_step(action, room)),
        Action::StageBack => Some(stage_back(room)),
        _ => one_step(action, room),
    }
}

/// The steps of a turnover, each by itself.
fn one_step(action: Action, room: &Room) -> Option<Order> {
    let number = room.number.clone();
    Some(match action {
        Action::StartCleaning => Order::Give(
            StartCleaning {
                room: number,
                notes: None,
            }
            .into(),
        ),
        Action::StopCleaning => Order::Give(
            StopCleaning {
                room: number,
                notes: None,
            }
            .into(),
        ),
        Action::MarkCleaned => Order::Give(
            MarkCleaned {
                kind: None,
                room: number,
                notes: None,
            }
            .into(),
        ),
        Action::PassInspection => Order::Give(inspect(number, true, None)),
        Action::FailInspection => fail(number),
        Action::CompleteMaintenance => Order::Give(
            CompleteMaintenance {
                room: number,
                notes: None,
            }
            .into(),
        ),
        Action::MarkMaintenance => {
            let example = MarkMaintenance {
                room: number.clone(),
                ..MarkMaintenance::default()
            };
            Order::Ask(Kind::Maintenance { room: number }, Some(example.into()))
        }
        Action::PutOutOfOrder => {
            let reason = "example".to_owned();
            let example = PutOutOfOrder {
                room: number.clone(),
                reason,
                until: None,
            };
            Order::Ask(Kind::OutOfOrder { room: number }, Some(example.into()))
        }
        Action::ReturnToService => return_to_service(&number),
        Action::Rush => Order::Give(
            Rush {
                room: number,
                on: !room.rush,
            }
            .into(),
        ),
        Action::DeclineService | Action::DoNotDisturb => {
            Order::Not("nobody lives in the room".to_owned())
        }
        Action::RoomNote => Order::Ask(
            Kind::Note {
                booking: None,
                room: Some(number),
            },
            None,
        ),
        _ => return None,
    })
}

fn inspect(room: String, passed: bool, notes: Option<String>) -> Command {
    Inspect {
        failed: Vec::new(),
        room,
        passed,
        notes,
    }
    .into()
}

fn fail(number: String) -> Order {
    let example = inspect(number.clone(), false, Some("example".to_owned()));
    Order::Ask(failure(number), Some(example))
}

fn failure(number: String) -> Kind {
    Kind::reason(
        "Inspection failed",
        "What is wrong",
        inspect(number, false, None),
    )
}

fn return_to_service(number: &str) -> Order {
    let command = |reason: &str| -> Command {
        ReturnToService {
            room: number.to_owned(),
            reason: reason.to_owned(),
        }
        .into()
    };
    Order::Ask(
        Kind::reason("Back in service", "Reason", command("")),
        Some(command("example")),
    )
}

/// The one step on that this room's status has.
fn next_stage(room: &Room, view: &View) -> Order {
    let step = match room.status {
        RoomStatus::CheckoutDirty => Action::StartCleaning,
        RoomStatus::CleaningInProgress => Action::MarkCleaned,
        RoomStatus::CleanedUninspected => return housekeeping::inspection(room, view),
        RoomStatus::OutOfOrder => Action::ReturnToService,
        RoomStatus::Occupied => return next_service(room, view),
        _ if room.maintenance.is_some() => Action::CompleteMaintenance,
        _ => return gone_over(room, view),
    };
    one_step(step, room).unwrap_or(Order::Foreign)
}

/// The daily service of a room that is lived in: the same keys as for
/// cleaning after a guest has left.
fn service(action: Action, room: &Room, view: &View) -> Option<Order> {
    let number = room.number.clone();
    let undisturbed = room.service_on(view.today(), true) == Service::DoNotDisturb;
    Some(Order::Give(match action {
        Action::StartCleaning => StartService {
            room: number,
            notes: None,
        }
        .into(),
        Action::MarkCleaned => FinishService {
            room: number,
            notes: None,
        }
        .into(),
        Action::DeclineService => DeclineService {
            room: number,
            notes: None,
        }
        .into(),
        Action::DoNotDisturb => SetDoNotDisturb {
            room: number,
            on: !undisturbed,
        }
        .into(),
        _ => return None,
    }))
}

fn next_service(room: &Room, view: &View) -> Order {
    let action = match room.service_on(view.today(), true) {
        Service::InProgress => Action::MarkCleaned,
        Service::Done => return Order::Not("the room was served today".to_owned()),
        _ => Action::StartCleaning,
    };
    service(action, room, view).unwrap_or(Order::Foreign)
}

/// A ready room is gone over again, where it wants to be.
fn gone_over(room: &Room, view: &View) -> Order {
    let wants = view.figures.work.of_room(room.id).map(|chore| chore.kind);
    match wants {
        Some(kind @ (CleaningKind::TouchUp | CleaningKind::Deep)) => Order::Give(
            MarkCleaned {
                room: room.number.clone(),
                kind: Some(kind),
                notes: None,
            }
            .into(),
        ),
        _ => Order::Not("the room is ready".to_owned()),
    }
}

fn stage_back(room: &Room) -> Order {
    match room.status {
        RoomStatus::CleaningInProgress => Order::Give(
            StopCleaning {
                room: room.number.clone(),
                notes: None,
            }
            .into(),
        ),
        RoomStatus::CleanedUninspected => fail(room.number.clone()),
        other => Order::Not(format!(
            "there is no way back from {}",
            other.label().to_lowercase()
        )),
    }
}
