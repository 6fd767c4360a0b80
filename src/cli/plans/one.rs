//! `keyrack make-room` and `keyrack resolve-conflict`: a plan about one
//! booking.

use clap::Args;

use super::super::Ending;
use super::super::arguments::Global;
use super::super::door::Door;
use super::super::fault::Fault;
use super::super::voice::Voice;
use super::{Price, plan_and_show};
use crate::desk::Channel;
use crate::domain::command;

/// Look for room for a booking that fits nowhere; a plan first.
#[derive(Args, Debug)]
pub struct MakeRoom {
    /// Which booking, by code
    booking: String,
    /// Let firm rooms change, too; promised ones never do
    #[arg(long)]
    move_firm: bool,
    #[command(flatten)]
    price: Price,
    /// Carry the plan out
    #[arg(long)]
    apply: bool,
}

impl MakeRoom {
    /// Plans, shows the plan, and carries it out where that is asked for.
    ///
    /// # Errors
    /// There is no such booking, it lacks nothing, the database fails, or the
    /// plan does not hold.
    pub fn run(&self, global: &Global, voice: &mut Voice) -> Result<Ending, Fault> {
        let mut door = Door::open(global, Channel::Cli)?;
        let price = self.price.choice();
        let command = command::MakeRoom {
            booking: self.booking.clone(),
            move_firm: self.move_firm,
            rate: price.decision,
            approved_by_guest: price.approved_by_guest,
            apply: self.apply,
            ..command::MakeRoom::default()
        };
        plan_and_show(&mut door, voice, &command.into(), None)
    }
}

/// Settle who of several keeps a room; a plan first.
#[derive(Args, Debug)]
pub struct ResolveConflict {
    /// One of those who claim it, by code
    booking: String,
    #[command(flatten)]
    price: Price,
    /// Carry the plan out
    #[arg(long)]
    apply: bool,
}

impl ResolveConflict {
    /// Plans, shows the plan, and carries it out where that is asked for.
    ///
    /// # Errors
    /// There is no such booking, it is in no conflict, the database fails, or
    /// the plan does not hold.
    pub fn run(&self, global: &Global, voice: &mut Voice) -> Result<Ending, Fault> {
        let mut door = Door::open(global, Channel::Cli)?;
        let price = self.price.choice();
        let command = command::ResolveConflict {
            booking: self.booking.clone(),
            rate: price.decision,
            approved_by_guest: price.approved_by_guest,
            apply: self.apply,
            ..command::ResolveConflict::default()
        };
        plan_and_show(&mut door, voice, &command.into(), None)
    }
}
