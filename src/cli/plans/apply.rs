//! `keyrack apply-plan`: carries a kept plan out.

use clap::Args;

use super::super::Ending;
use super::super::answer::Done;
use super::super::arguments::Global;
use super::super::door::Door;
use super::super::fault::Fault;
use super::super::voice::Voice;
use super::{Price, dropped};
use crate::desk::Channel;
use crate::domain::command::{self, Request};

/// Carry a kept plan out, all of it as one step.
#[derive(Args, Debug)]
pub struct ApplyPlan {
    /// Which plan, by code
    plan: String,
    /// Leave out this line (its number) or this booking; may be said several times
    #[arg(long, value_name = "LINE|BOOKING")]
    drop: Vec<String>,
    #[command(flatten)]
    price: Price,
}

impl ApplyPlan {
    /// Carries it out.
    ///
    /// # Errors
    /// There is no such plan, it was carried out already, or `PLAN_STALE`: some
    /// lines no longer hold; nothing was changed then.
    pub fn run(&self, global: &Global, voice: &mut Voice) -> Result<Ending, Fault> {
        let mut door = Door::open(global, Channel::Cli)?;
        let price = self.price.choice();
        let command = command::ApplyPlan {
            plan: self.plan.clone(),
            drop: dropped(&self.drop),
            rate: price.decision,
            approved_by_guest: price.approved_by_guest,
        };
        let receipt = door.desk.execute(&door.session, &Request::from(command))?;
        if voice.is_json() {
            voice.data(&Done(&receipt))?;
        } else {
            voice.say(&format!("{}; one undo takes it back.", receipt.summary))?;
            for warning in &receipt.warnings {
                voice.say(&warning.message)?;
            }
        }
        Ok(Ending::Done)
    }
}
