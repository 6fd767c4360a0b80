//! What else would do, where a command was refused.
//!
//! Owns the next best: the same stay in another room of the type, in a room of
//! another type with the difference in price, in two rooms one after the other;
//! changing places with the one stay that has the room;
//! taking the room from a tentative stay that is re-planned in the same step;
//! breaking a block or a promise by those who may; planning a room that has to
//! be cleaned first; freeing the room. Each is decided as a command is before
//! it is offered, so that what is offered can be had. The console's lists and
//! the details of a refusal are made from the same answer.

mod exchange;
mod free;
mod split;
#[cfg(test)]
mod tests;
mod wanted;
mod ways;

use serde::Serialize;

use super::command::Command;
use super::decide::decide_all;
use super::draft::{Draft, Outcome};
use super::error::{Code, Refusal};
use super::facts::{Context, Facts};
use super::rate::{Quote, RateDecision};
use wanted::Wanted;

/// In which way it does what was wanted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The room, with the tentative stay in it re-planned elsewhere.
    Replan,
    /// The guest comes early: the stay begins today.
    Early,
    /// The room, with the one stay that has it in the wanted stay's own.
    Swap,
    /// Another room of the type, for all of it.
    SameType,
    /// A room of another type.
    OtherType,
    /// Two or three rooms, one after the other.
    Split,
    /// The room is planned in, and cleaned first.
    Rush,
    /// The room, with the tentative stay in it back in the tray.
    Displace,
    /// The room, with the nights cut out of a block.
    BreakBlock,
    /// Although the room was promised.
    BreakPromise,
    /// The dates, with the room freed: the stay waits in the tray.
    Release,
}

/// What has to be said before it can be carried out.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Asks {
    /// Nothing.
    Nothing,
    /// A reason.
    Reason,
    /// Who pays the difference in price; and a reason, where it is a move.
    Price,
}

/// One way to have what was wanted, or nearly.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Alternative {
    /// In which way.
    pub kind: Kind,
    /// What it is, in a few words.
    pub what: String,
    /// What would happen, or why it cannot be done now.
    pub detail: String,
    /// Numbers of the rooms, in order of nights.
    pub rooms: Vec<String>,
    /// What it costs beside what was booked, where the type is another.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quote: Option<Quote>,
    /// What has to be said first.
    pub asks: Asks,
    /// Why this person may not; it is then only told of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why_not: Option<String>,
    /// The commands that do it, as one step.
    pub commands: Vec<Command>,
}

/// What would do instead of `command`, which met `refusal`: the nearest to what
/// was wanted first. Empty where nothing would.
pub fn alternatives(
    facts: &dyn Facts,
    command: &Command,
    refusal: &Refusal,
    context: &Context,
) -> Vec<Alternative> {
    // What the caller has decided on an old version is decided anew.
    let context = Context {
        expected_version: None,
        ..context.clone()
    };
    let Ok(draft) = Draft::new(facts, &context) else {
        return Vec::new();
    };
    let search = Search {
        facts,
        context: &context,
        draft: &draft,
    };
    let mut found = ways::around(&search, command, refusal);
    if wants_a_room(refusal.code)
        && let Some(wanted) = Wanted::of(&draft, command)
    {
        found.extend(exchange::swap(&search, command, &wanted));
        found.extend(free::of_the_type(&search, &wanted));
        found.extend(free::of_other_types(&search, &wanted));
        found.extend(split::over_rooms(&search, &wanted));
    }
    found.sort_by_key(|one| (one.why_not.is_some(), place(one.kind, command)));
    found
}

/// The refusal with what would do instead among its particulars.
#[must_use]
pub fn offered(
    facts: &dyn Facts,
    command: &Command,
    refusal: Refusal,
    context: &Context,
) -> Refusal {
    let found = alternatives(facts, command, &refusal, context);
    if found.is_empty() {
        return refusal;
    }
    refusal.with("offers", found)
}

/// How near it comes to what was wanted: the very room before another, and
/// the price and the room that were booked before others.
fn place(kind: Kind, command: &Command) -> u8 {
    // Who gives a room points at it; who checks in wants to hand out a key.
    let points_at_it = matches!(command, Command::Assign(_) | Command::PreAssign(_));
    match kind {
        Kind::Replan => 0,
        Kind::Early => 1,
        Kind::Rush if points_at_it => 2,
        Kind::Swap => 3,
        Kind::SameType => 4,
        Kind::Rush => 5,
        Kind::OtherType => 6,
        Kind::Split => 7,
        Kind::Displace => 8,
        Kind::BreakBlock => 9,
        Kind::BreakPromise => 10,
        Kind::Release => 11,
    }
}

/// Refusals that another room gets round.
fn wants_a_room(code: Code) -> bool {
    matches!(
        code,
        Code::RoomOverlapConflict
            | Code::RoomBlocked
            | Code::RoomNotBookable
            | Code::RoomOccupied
            | Code::NoRoomAssigned
            | Code::RoomTypeMismatch
            | Code::RoomCapacityExceeded
    )
}

/// The facts and circumstances under which is searched.
struct Search<'s> {
    facts: &'s dyn Facts,
    context: &'s Context,
    draft: &'s Draft<'s>,
}

/// What came of trying.
struct Tried {
    outcome: Option<Outcome>,
    asks: Asks,
    why_not: Option<String>,
}

impl Search<'_> {
    /// Whether these commands would be carried out as one step, and what they
    /// lack; nothing where they would be refused for good.
    fn try_out(&self, commands: &[Command]) -> Option<Tried> {
        match decide_all(self.facts, commands, self.context) {
            Ok(outcome) => Some(Tried {
                outcome: Some(outcome),
                asks: Asks::Nothing,
                why_not: None,
            }),
            Err(refusal) => self.for_want_of(refusal, commands),
        }
    }

    /// The same with what is lacking written in as an example: only then does
    /// it show whether anything else stands in the way.
    fn for_want_of(&self, refusal: Refusal, commands: &[Command]) -> Option<Tried> {
        let mut commands = commands.to_vec();
        let mut asks = Asks::Reason;
        for command in &mut commands {
            command.give_reason("-");
        }
        let mut again = decide_all(self.facts, &commands, self.context);
        if again
            .as_ref()
            .is_err_and(|refusal| refusal.code == Code::RoomTypeMismatch)
        {
            asks = Asks::Price;
            for command in &mut commands {
                command.settle_rate(RateDecision::Complimentary);
            }
            again = decide_all(self.facts, &commands, self.context);
        }
        match refusal.code {
            Code::ReasonRequired | Code::RoomTypeMismatch => Some(Tried {
                outcome: Some(again.ok()?),
                asks,
                why_not: None,
            }),
            Code::PermissionDenied => Some(Tried {
                outcome: None,
                asks: Asks::Nothing,
                why_not: Some(refusal.message),
            }),
            _ => None,
        }
    }
}
