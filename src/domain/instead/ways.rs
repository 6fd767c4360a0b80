//! The same again, with one more word: early, tentatively, anyway.

use super::super::command::{
    Assign, ChangeStay, CheckIn, Command, Move, PreAssign, SetGuestWaiting, Unassign,
};
use super::super::error::{Code, Refusal};
use super::wanted::{freeing, tentative};
use super::{Alternative, Kind, Search};

/// What would do where a command that puts a stay into a room is refused for
/// who or what holds that room: the same, insisting.
macro_rules! insisting {
    ($command:ident, $it:expr, $refusal:expr) => {
        match $refusal.code {
            Code::RoomOverlapConflict => vec![replan($command {
                displace_tentative: true,
                ..$it.clone()
            })],
            Code::RoomBlocked => vec![block(
                $refusal,
                $command {
                    override_block: true,
                    ..$it.clone()
                },
            )],
            Code::AllocationGuaranteed => vec![promise($command {
                override_do_not_move: true,
                ..$it.clone()
            })],
            _ => Vec::new(),
        }
    };
}

/// The ways around this refusal that name the same room.
pub fn around(search: &Search, command: &Command, refusal: &Refusal) -> Vec<Alternative> {
    let mut found = Vec::new();
    for (kind, what, command) in ways(command, refusal) {
        found.extend(try_way(search, kind, what, command));
    }
    found
}

fn try_way(search: &Search, kind: Kind, what: String, command: Command) -> Option<Alternative> {
    let tried = search.try_out(std::slice::from_ref(&command))?;
    let outcome = tried.outcome.as_ref();
    let to_the_tray = outcome.and_then(|outcome| {
        let waits = |code: &str| code == "UNASSIGNED";
        outcome.warnings.iter().find(|one| waits(&one.code))
    });
    let (kind, what) = match (kind, to_the_tray) {
        (Kind::Replan, Some(_)) => (
            Kind::Displace,
            "Take the room; the tentative stay in it waits in the tray".to_owned(),
        ),
        _ => (kind, what),
    };
    // Who gives way, and whereto, is what one wants to know.
    let gives_way = to_the_tray.or_else(|| {
        let replanned = |code: &str| code == "REPLANNED";
        outcome.and_then(|outcome| outcome.warnings.iter().find(|one| replanned(&one.code)))
    });
    let detail = match (&tried.why_not, gives_way, outcome) {
        (Some(why), ..) => why.clone(),
        (None, Some(warning), _) => warning.message.clone(),
        (None, None, Some(outcome)) => outcome.summary.clone(),
        (None, None, None) => String::new(),
    };
    Some(Alternative {
        kind,
        what,
        detail,
        rooms: Vec::new(),
        quote: None,
        asks: tried.asks,
        why_not: tried.why_not,
        commands: vec![command],
    })
}

fn ways(command: &Command, refusal: &Refusal) -> Vec<(Kind, String, Command)> {
    match command {
        Command::Assign(it) => for_assign(it, refusal),
        Command::PreAssign(it) => insisting!(PreAssign, it, refusal),
        Command::Move(it) => insisting!(Move, it, refusal),
        Command::ChangeStay(it) => for_change_stay(it, refusal.code),
        Command::CheckIn(it) => for_check_in(it, refusal),
        Command::Unassign(it) if refusal.code == Code::AllocationGuaranteed => {
            let anyway = Unassign {
                override_do_not_move: true,
                ..it.clone()
            };
            vec![promise(anyway)]
        }
        Command::Swap(it) if refusal.code == Code::AllocationGuaranteed => {
            let mut anyway = it.clone();
            anyway.override_do_not_move = true;
            vec![promise(anyway)]
        }
        _ => Vec::new(),
    }
}

fn replan(command: impl Into<Command>) -> (Kind, String, Command) {
    let what = "Take the room; the tentative stay in it gets another".to_owned();
    (Kind::Replan, what, command.into())
}

fn promise(command: impl Into<Command>) -> (Kind, String, Command) {
    let what = "Although the room was promised".to_owned();
    (Kind::BreakPromise, what, command.into())
}

fn block(refusal: &Refusal, command: impl Into<Command>) -> (Kind, String, Command) {
    let first = refusal.details.get("conflicts").and_then(|all| all.get(0));
    let code = first.and_then(|one| one.get("block")?.as_str());
    let level = first.and_then(|one| one.get("override_level")?.as_str());
    let code = code.map_or_else(String::new, |code| format!(" {code}"));
    let level = level.map_or_else(String::new, |level| format!(" (needs {level})"));
    (
        Kind::BreakBlock,
        format!("Break block{code}{level}"),
        command.into(),
    )
}

fn for_assign(it: &Assign, refusal: &Refusal) -> Vec<(Kind, String, Command)> {
    match refusal.code {
        Code::RoomNotBookable => {
            let rushed = PreAssign {
                rush: true,
                ..tentative(it)
            };
            let what = "Plan it in and clean that room first (rush)".to_owned();
            vec![(Kind::Rush, what, rushed.into())]
        }
        Code::PartyIncomplete => {
            let what = "Plan it in, names later".to_owned();
            vec![(Kind::Rush, what, tentative(it).into())]
        }
        _ => insisting!(Assign, it, refusal),
    }
}

fn for_change_stay(it: &ChangeStay, code: Code) -> Vec<(Kind, String, Command)> {
    match code {
        Code::RoomOverlapConflict | Code::RoomBlocked | Code::RoomNotBookable => {
            let taking = ChangeStay {
                displace_tentative: true,
                ..it.clone()
            };
            let what = "Change the dates; nights without a room wait in the tray".to_owned();
            vec![replan(taking), (Kind::Release, what, freeing(it))]
        }
        Code::AllocationGuaranteed => {
            let anyway = ChangeStay {
                override_do_not_move: true,
                ..it.clone()
            };
            vec![promise(anyway)]
        }
        _ => Vec::new(),
    }
}

fn for_check_in(it: &CheckIn, refusal: &Refusal) -> Vec<(Kind, String, Command)> {
    if refusal.code == Code::RoomNotBookable {
        let waiting = SetGuestWaiting {
            booking: it.booking.clone(),
            on: true,
        };
        let what = "The guest waits: clean that room first (rush)".to_owned();
        return vec![(Kind::Rush, what, waiting.into())];
    }
    if refusal.code != Code::InvalidDates || it.early {
        return Vec::new();
    }
    let early = CheckIn {
        early: true,
        ..it.clone()
    };
    let what = "Early arrival: the stay begins today".to_owned();
    vec![(Kind::Early, what, early.into())]
}
