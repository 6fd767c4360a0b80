//! Plans of rooms from a shell: `auto-assign`, `make-room`,
//! `resolve-conflict`, and `apply-plan` for what one of them kept.
//!
//! A plan first: what goes where and what it is worth, who stays without a
//! room and why, and how much better any plan could be. It is kept under a
//! code; `--apply` carries it out at once, as one step that one undo takes
//! back.

mod apply;
mod auto_assign;
mod one;
mod shown;

use std::time::Duration;

pub use apply::ApplyPlan;
pub use auto_assign::AutoAssign;
pub use one::{MakeRoom, ResolveConflict};
pub use shown::told;

use clap::{Args, ValueEnum};

use super::Ending;
use super::door::Door;
use super::fault::Fault;
use super::voice::Voice;
use crate::domain::command::{Command, Dropped, Request};
use crate::domain::planning::with_plan;
use crate::domain::rate::{RateChoice, RateDecision};
use shown::Shown;

/// What to do with the difference where the room is of another type.
#[derive(Args, Debug, Clone, Copy)]
struct Price {
    /// What to do with the difference where the room is of another type
    #[arg(long, value_enum, value_name = "HOW")]
    rate: Option<Difference>,
    /// Whoever is charged has agreed to it
    #[arg(long)]
    approved_by_guest: bool,
}

/// What becomes of a difference in price.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
enum Difference {
    /// The guest pays it, or is given it back
    Charge,
    /// The house bears it
    Complimentary,
}

impl Price {
    fn choice(self) -> RateChoice {
        RateChoice {
            decision: self.rate.map(|how| match how {
                Difference::Charge => RateDecision::Charge,
                Difference::Complimentary => RateDecision::Complimentary,
            }),
            approved_by_guest: self.approved_by_guest,
        }
    }
}

/// `3` is a line, anything else a booking.
fn dropped(named: &[String]) -> Vec<Dropped> {
    named
        .iter()
        .map(|one| match one.trim().parse() {
            Ok(line) => Dropped::Line(line),
            Err(_) => Dropped::Booking(one.trim().to_owned()),
        })
        .collect()
}

/// Has the plan thought out, keeps it, and shows it.
fn plan_and_show(
    door: &mut Door,
    voice: &mut Voice,
    command: &Command,
    limit: Option<Duration>,
) -> Result<Ending, Fault> {
    let proposal = door.desk.plan(&door.session, command, limit)?;
    // Where nobody wants a room there is nothing to keep.
    let receipt = if proposal.is_empty() {
        None
    } else {
        let request = Request::from(with_plan(command.clone(), proposal.clone()));
        Some(door.desk.execute(&door.session, &request)?)
    };
    Shown {
        command,
        proposal: &proposal,
        receipt: receipt.as_ref(),
    }
    .show(voice)?;
    Ok(if proposal.left.is_empty() {
        Ending::Done
    } else {
        Ending::NotAll
    })
}
