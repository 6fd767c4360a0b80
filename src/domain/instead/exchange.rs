//! The room, where the one stay that has it takes the wanted stay's own.

use super::super::command::{Command, Swap};
use super::super::conflict::{Clash, clashes};
use super::wanted::Wanted;
use super::{Alternative, Asks, Kind, Search};

/// The exchange with the one stay that holds the room pointed at; nothing
/// where a block or several stays hold it, or where the two cannot change
/// places.
pub fn swap(search: &Search, command: &Command, wanted: &Wanted) -> Option<Alternative> {
    // Only who points at a room means just that one.
    if !matches!(
        command,
        Command::Assign(_) | Command::PreAssign(_) | Command::Move(_)
    ) {
        return None;
    }
    let booking = wanted.booking.as_ref()?;
    let found = clashes(search.draft, wanted.tried?, wanted.stay, &wanted.own());
    let [Clash::Booking(other, _)] = found.as_slice() else {
        return None;
    };
    // What is exchanged is the part that has a room: it must be all that was
    // wanted, or other nights than those would change rooms.
    wanted.held_in(search.draft)?;
    let commands = vec![
        Swap {
            booking: booking.code.clone(),
            with: other.code.clone(),
            ..Swap::default()
        }
        .into(),
    ];
    let tried = search.try_out(&commands)?;
    if tried.why_not.is_some() {
        return None;
    }
    let rooms = wanted.tried.and_then(|room| search.draft.room(room));
    let price = if tried.asks == Asks::Price {
        "another type; "
    } else {
        ""
    };
    let summary = tried.outcome.map_or(String::new(), |done| done.summary);
    Some(Alternative {
        kind: Kind::Swap,
        what: format!("Swap with {}", other.lead),
        detail: format!("{price}{summary}"),
        rooms: rooms.into_iter().map(|room| room.number).collect(),
        quote: None,
        asks: tried.asks,
        why_not: None,
        commands,
    })
}
