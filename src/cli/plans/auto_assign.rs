//! `keyrack auto-assign`: who could go where, and with `--apply` does.

use std::time::Duration;

use clap::{Args, ValueEnum};

use super::super::Ending;
use super::super::arguments::Global;
use super::super::door::Door;
use super::super::fault::Fault;
use super::super::voice::Voice;
use super::plan_and_show;
use crate::desk::Channel;
use crate::domain::Day;
use crate::domain::command;
use crate::domain::planner::Strategy;

/// Plan rooms for the bookings that have none; a plan first.
#[derive(Args, Debug)]
pub struct AutoAssign {
    /// Bookings that arrive from this day [else the business date]
    #[arg(long, value_name = "DATE")]
    from: Option<Day>,
    /// … up to and with this day [else six days later]
    #[arg(long, value_name = "DATE")]
    to: Option<Day>,
    /// What comes first
    #[arg(long, value_enum, default_value = "optimize-occupancy")]
    strategy: Comes,
    /// Leave wishes for floor, quiet and elevator out of account
    #[arg(long)]
    ignore_preferences: bool,
    /// Give tentative rooms anew, too
    #[arg(long)]
    replan_tentative: bool,
    /// Only this booking; may be said several times
    #[arg(long = "booking", value_name = "CODE")]
    bookings: Vec<String>,
    /// Carry the plan out
    #[arg(long)]
    apply: bool,
    /// Think no longer than this [else as long as the question is worth]
    #[arg(long, value_name = "SECONDS")]
    budget: Option<f64>,
}

/// What comes first, as it is said in a shell.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
enum Comes {
    /// The most bookings, the fewest short gaps, the best rooms
    #[value(alias = "optimize_occupancy")]
    OptimizeOccupancy,
    /// The most bookings, groups side by side, the best rooms
    #[value(alias = "group_by_type")]
    GroupByType,
    /// VIPs before all others
    #[value(alias = "vip_first")]
    VipFirst,
}

impl AutoAssign {
    /// Plans, shows the plan, and carries it out where that is asked for.
    ///
    /// # Errors
    /// The days or the budget make no sense, the database fails, or `PLAN_STALE`:
    /// something has changed while the plan was made; nothing was changed then.
    pub fn run(&self, global: &Global, voice: &mut Voice) -> Result<Ending, Fault> {
        let limit = self.limit()?;
        let mut door = Door::open(global, Channel::Cli)?;
        let command = self.command(door.property()?.business_date)?;
        plan_and_show(&mut door, voice, &command.into(), limit)
    }

    fn limit(&self) -> Result<Option<Duration>, Fault> {
        let odd = |_| Fault::Usage("--budget takes a number of seconds, such as 2.".into());
        self.budget
            .map(|seconds| Duration::try_from_secs_f64(seconds).map_err(odd))
            .transpose()
    }

    fn command(&self, today: Day) -> Result<command::AutoAssign, Fault> {
        let from = self.from.unwrap_or(today);
        let to = self.to.unwrap_or(from.plus(6));
        if to < from {
            return Err(Fault::Usage(format!(
                "--to {to} lies before --from {from}; turn them round."
            )));
        }
        Ok(command::AutoAssign {
            strategy: match self.strategy {
                Comes::OptimizeOccupancy => Strategy::OptimizeOccupancy,
                Comes::GroupByType => Strategy::GroupByType,
                Comes::VipFirst => Strategy::VipFirst,
            },
            respect_preferences: !self.ignore_preferences,
            replan_tentative: self.replan_tentative,
            bookings: self.bookings.clone(),
            apply: self.apply,
            ..command::AutoAssign::between(from, to)
        })
    }
}
