//! Decisions: what each command comes to, or why it is refused.
//!
//! One function decides for the transaction, the live preview, the dimmed key
//! and the explanation alike. Each command has its `impl Decide` in the file of
//! its family; nothing here does I/O.

mod account;
mod alert;
pub mod assign;
mod block;
mod booking;
pub mod break_block;
mod check;
pub mod coming;
mod day;
mod find;
mod housekeeping;
mod maintenance;
mod moving;
mod permission;
mod plan;
mod rule;
mod saved_view;
mod setup;
mod sold;
pub mod staff;
mod stay;
mod stranded;
mod telling;
#[cfg(test)]
mod tests;
mod undo;
mod walk_in;

pub use booking::called;
pub use permission::{WhoMay, denied};
pub use staff::OWNER_STILL_TRUSTED;

use super::command::Command;
use super::draft::{Draft, Outcome};
use super::error::Refusal;
use super::facts::{Context, Facts};
use super::row::Table;

/// How a command is decided: it edits the draft, or says why not.
pub trait Decide {
    /// Edits the draft.
    ///
    /// # Errors
    /// The reason why the command is refused; the draft is then dropped.
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal>;
}

/// What this command comes to under these facts and circumstances.
///
/// # Errors
/// The reason why it is refused; nothing is to be changed then.
pub fn decide(facts: &dyn Facts, command: &Command, context: &Context) -> Result<Outcome, Refusal> {
    decide_all(facts, std::slice::from_ref(command), context)
}

/// What several commands come to as one step: all, or none.
///
/// # Errors
/// The reason why one of them is refused; none is to be carried out then. The
/// details name its place (`index`, counted from 0) where there are several.
pub fn decide_all(
    facts: &dyn Facts,
    commands: &[Command],
    context: &Context,
) -> Result<Outcome, Refusal> {
    let seen = commands
        .iter()
        .map(|command| (command, context.expected_version));
    decide_seen(facts, &seen.collect::<Vec<_>>(), context)
}

/// As [`decide_all`], where each command says on which version of the thing
/// it was decided, if it does.
///
/// # Errors
/// As [`decide_all`].
pub fn decide_seen(
    facts: &dyn Facts,
    commands: &[(&Command, Option<i64>)],
    context: &Context,
) -> Result<Outcome, Refusal> {
    if let [(Command::CreateProperty(command), _)] = commands {
        return setup::found(facts, command, context);
    }
    let mut draft = Draft::new(facts, context)?;
    for (index, (command, version)) in commands.iter().enumerate() {
        draft.expect_version(*version);
        let decided = permission::check(&draft, command)
            .and_then(|()| command.decide(&mut draft))
            .and_then(|()| house_stays_open(&draft));
        if commands.len() == 1 {
            decided?;
        } else {
            decided.map_err(|refusal| refusal.with("index", index))?;
            draft.end_part();
        }
    }
    Ok(draft.finish())
}

/// What holds after every command, also one that takes others back: someone
/// who administers the house remains.
fn house_stays_open(draft: &Draft) -> Result<(), Refusal> {
    if draft.touches(Table::Staff) || draft.touches(Table::Property) {
        staff::administrator_stays(draft)?;
    }
    Ok(())
}
