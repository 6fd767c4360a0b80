//! The ways out of a refusal.
//!
//! Owns which other commands might do what a refused one could not. Each is
//! asked of the domain first: only what would be carried out is offered.

use super::give;
use crate::console::form::{Form, Kind};
use crate::console::view::View;
use crate::console::widget::picker::{Item, Picker};
use crate::console::wish::Wish;
use crate::domain::command::{Assign, CheckIn, Command, PreAssign, SetGuestWaiting};
use crate::domain::error::{Code, Refusal};

/// Offers what would get round this refusal, where anything would.
pub fn offer(command: &Command, refusal: &Refusal, view: &View) -> Option<Picker<Wish>> {
    let items: Vec<Item<Wish>> = candidates(command, refusal)
        .into_iter()
        .filter_map(|(label, wanted)| item(label, wanted, view))
        .collect();
    (!items.is_empty())
        .then(|| Picker::menu("That was refused", items).foot(refusal.message.clone()))
}

/// What else is wanted: a command as it stands, or one that needs a reason.
enum Wanted {
    Command(Command),
    WithReason(Command),
    Form(Kind),
}

fn item(label: &'static str, wanted: Wanted, view: &View) -> Option<Item<Wish>> {
    match wanted {
        Wanted::Command(command) => {
            let outcome = view.preview(&command).ok()?;
            Some(Item::new(label, give(command, view.house)).detail(outcome.summary))
        }
        Wanted::WithReason(mut command) => {
            crate::console::form::command::set_reason(&mut command, "example");
            view.preview(&command).ok()?;
            let kind = Kind::reason(label, "Reason", command);
            Some(Item::new(label, Wish::Ask(Box::new(Form::open(kind, view)))).detail("asks why"))
        }
        Wanted::Form(kind) => Some(Item::new(
            label,
            Wish::Ask(Box::new(Form::open(kind, view))),
        )),
    }
}

fn candidates(command: &Command, refusal: &Refusal) -> Vec<(&'static str, Wanted)> {
    match command {
        Command::Assign(assign) => for_assign(assign, refusal),
        Command::PreAssign(assign) => for_pre_assign(assign, refusal.code),
        Command::Move(it) => match refusal.code {
            Code::RoomOverlapConflict => {
                let taking = Command::Move(crate::domain::command::Move {
                    displace_tentative: true,
                    ..it.clone()
                });
                vec![(TAKE, Wanted::Command(taking))]
            }
            Code::RoomBlocked => {
                let breaking = Command::Move(crate::domain::command::Move {
                    override_block: true,
                    ..it.clone()
                });
                vec![(BREAK_BLOCK, Wanted::Command(breaking))]
            }
            _ => Vec::new(),
        },
        Command::Unassign(it) if refusal.code == Code::AllocationGuaranteed => {
            let anyway = crate::domain::command::Unassign {
                override_do_not_move: true,
                ..it.clone()
            };
            vec![(BREAK_PROMISE, Wanted::WithReason(anyway.into()))]
        }
        Command::ChangeStay(it) => for_change_stay(it, refusal.code),
        Command::CheckIn(it) => for_check_in(it, refusal.code),
        _ => Vec::new(),
    }
}

const TAKE: &str = "Take the room; the tentative stay in it goes to the tray";
const BREAK_BLOCK: &str = "Break the block";
const BREAK_PROMISE: &str = "Move it although the room was promised";
const LATER: &str = "Plan it in and clean that room first (rush)";
const NAME: &str = "Name the guests";

fn for_assign(it: &Assign, refusal: &Refusal) -> Vec<(&'static str, Wanted)> {
    let with = |change: fn(&mut Assign)| {
        let mut changed = it.clone();
        change(&mut changed);
        Command::Assign(changed)
    };
    match refusal.code {
        Code::RoomNotBookable => {
            let tentative = PreAssign {
                rush: true,
                ..tentative(it)
            };
            vec![(LATER, Wanted::Command(tentative.into()))]
        }
        Code::PartyIncomplete => vec![
            (
                NAME,
                Wanted::Form(Kind::NameGuests {
                    booking: it.booking.clone(),
                }),
            ),
            (
                "Plan it in, names later",
                Wanted::Command(tentative(it).into()),
            ),
        ],
        Code::RoomOverlapConflict => vec![(
            TAKE,
            Wanted::Command(with(|it| it.displace_tentative = true)),
        )],
        Code::RoomBlocked => vec![(
            BREAK_BLOCK,
            Wanted::WithReason(with(|it| it.override_block = true)),
        )],
        Code::AllocationGuaranteed => {
            vec![(
                BREAK_PROMISE,
                Wanted::WithReason(with(|it| it.override_do_not_move = true)),
            )]
        }
        _ => Vec::new(),
    }
}

/// The same wish, tentatively.
fn tentative(it: &Assign) -> PreAssign {
    PreAssign {
        booking: it.booking.clone(),
        room: it.room.clone(),
        from: it.from,
        to: it.to,
        assignment_type: it.assignment_type,
        rate: it.rate,
        approved_by_guest: it.approved_by_guest,
        do_not_move: it.do_not_move,
        override_block: it.override_block,
        override_do_not_move: it.override_do_not_move,
        displace_tentative: it.displace_tentative,
        rush: it.rush,
        reason: it.reason.clone(),
    }
}

fn for_pre_assign(it: &PreAssign, code: Code) -> Vec<(&'static str, Wanted)> {
    let with = |change: fn(&mut PreAssign)| {
        let mut changed = it.clone();
        change(&mut changed);
        Command::PreAssign(changed)
    };
    match code {
        Code::RoomOverlapConflict => vec![(
            TAKE,
            Wanted::Command(with(|it| it.displace_tentative = true)),
        )],
        Code::RoomBlocked => vec![(
            BREAK_BLOCK,
            Wanted::WithReason(with(|it| it.override_block = true)),
        )],
        Code::AllocationGuaranteed => {
            vec![(
                BREAK_PROMISE,
                Wanted::WithReason(with(|it| it.override_do_not_move = true)),
            )]
        }
        Code::PartyIncomplete => {
            vec![(
                NAME,
                Wanted::Form(Kind::NameGuests {
                    booking: it.booking.clone(),
                }),
            )]
        }
        _ => Vec::new(),
    }
}

fn for_change_stay(
    it: &crate::domain::command::ChangeStay,
    code: Code,
) -> Vec<(&'static str, Wanted)> {
    let mut changed = it.clone();
    match code {
        Code::RoomOverlapConflict | Code::RoomBlocked | Code::RoomNotBookable => {
            changed.release_room = true;
            vec![(
                "Change the dates and free the room",
                Wanted::Command(changed.into()),
            )]
        }
        Code::AllocationGuaranteed => {
            changed.override_do_not_move = true;
            vec![(BREAK_PROMISE, Wanted::WithReason(changed.into()))]
        }
        _ => Vec::new(),
    }
}

fn for_check_in(it: &CheckIn, code: Code) -> Vec<(&'static str, Wanted)> {
    let booking = it.booking.clone();
    match code {
        Code::PartyIncomplete => vec![(NAME, Wanted::Form(Kind::NameGuests { booking }))],
        Code::RoomNotBookable => {
            let waiting = SetGuestWaiting { booking, on: true };
            vec![(
                "The guest waits: clean that room first (rush)",
                Wanted::Command(waiting.into()),
            )]
        }
        Code::InvalidDates if !it.early => {
            let early = CheckIn {
                early: true,
                ..it.clone()
            };
            vec![(
                "Early arrival: move the stay forward",
                Wanted::Command(early.into()),
            )]
        }
        _ => Vec::new(),
    }
}
