//! `keyrack auto-assign`: who could go where, and with `--apply` does.
//!
//! A plan first: what goes where and what it is worth, who stays without a room
//! and why, and how much better any plan could be. `--apply` carries it out as
//! one step, which one undo takes back.

use std::time::{Duration, Instant};

use clap::{Args, ValueEnum};
use serde::Serialize;
use serde_json::{Map, Value};

use super::Ending;
use super::arguments::Global;
use super::door::Door;
use super::fault::Fault;
use super::table::Table;
use super::voice::Voice;
use crate::desk::{Channel, Failure, Receipt};
use crate::domain::command::{Command, Request};
use crate::domain::planner::{Aim, Budget, Strategy};
use crate::domain::planning::{Ask, Left, Line, Proposal, propose};
use crate::domain::{Code, Day, House, Refusal, Stay};

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
    /// Carry the plan out
    #[arg(long)]
    apply: bool,
    /// Think no longer than this
    #[arg(long, value_name = "SECONDS", default_value = "2")]
    budget: f64,
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

/// The plan, as data.
#[derive(Serialize)]
struct PlanData<'a> {
    from: Day,
    to: Day,
    assigned: Vec<LineData<'a>>,
    unassigned: Vec<LeftData<'a>>,
    aims: Vec<AimData>,
    optimal: bool,
    applied: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    receipt: Option<&'a Receipt>,
}

#[derive(Serialize)]
struct LineData<'a> {
    booking: &'a str,
    guest: &'a str,
    room: &'a str,
    check_in: Day,
    check_out: Day,
    status: &'static str,
    score: i32,
    parts: Map<String, Value>,
}

#[derive(Serialize)]
struct LeftData<'a> {
    booking: &'a str,
    guest: &'a str,
    check_in: Day,
    check_out: Day,
    reason: &'a str,
}

#[derive(Serialize)]
struct AimData {
    aim: &'static str,
    value: i64,
    bound: i64,
}

impl AutoAssign {
    /// Plans, shows the plan, and carries it out where that is asked for.
    ///
    /// # Errors
    /// The days or the budget make no sense, the database fails, or `PLAN_STALE`:
    /// something has changed while the plan was made; nothing was changed then.
    pub fn run(&self, global: &Global, voice: &mut Voice) -> Result<Ending, Fault> {
        let mut door = Door::open(global, Channel::Cli)?;
        let ask = self.ask(door.property()?.business_date)?;
        let house = house_for(&door, &ask)?;
        let limit = Duration::try_from_secs_f64(self.budget)
            .map_err(|_| Fault::Usage("--budget takes a number of seconds, such as 2.".into()))?;
        let start = Instant::now();
        let time_is_up = || start.elapsed() >= limit;
        let plan = propose(
            &house,
            &ask,
            door.desk.now(),
            Budget::seconds(limit.as_secs_f64(), &time_is_up),
        )
        .unwrap_or_default();
        let receipt = if self.apply {
            apply(&mut door, &plan)?
        } else {
            None
        };
        show(voice, &ask, &plan, self.apply, receipt.as_ref())?;
        Ok(if plan.left.is_empty() {
            Ending::Done
        } else {
            Ending::NotAll
        })
    }

    fn ask(&self, today: Day) -> Result<Ask, Fault> {
        let from = self.from.unwrap_or(today);
        let to = self.to.unwrap_or(from.plus(6));
        if to < from {
            return Err(Fault::Usage(format!(
                "--to {to} lies before --from {from}; turn them round."
            )));
        }
        Ok(Ask {
            from,
            to,
            strategy: match self.strategy {
                Comes::OptimizeOccupancy => Strategy::OptimizeOccupancy,
                Comes::GroupByType => Strategy::GroupByType,
                Comes::VipFirst => Strategy::VipFirst,
            },
            respect_preferences: !self.ignore_preferences,
            replan_tentative: self.replan_tentative,
            only: None,
        })
    }
}

/// Days back that tell how much a room was used.
const USE_DAYS: i32 = 31;
/// Days around the stays in which others are still felt.
const MARGIN: i32 = 4;

/// The house as far as the plan needs it: from a month back, for how much the
/// rooms were used, until the last of those who arrive has left.
fn house_for(door: &Door, ask: &Ask) -> Result<House, Fault> {
    let arrivals = Stay {
        check_in: ask.from,
        check_out: ask.to.plus(1),
    };
    let house = door.house(arrivals)?;
    let leave = house
        .bookings
        .values()
        .map(|booking| booking.stay.check_out)
        .max();
    let today = door.property()?.business_date;
    let days = Stay {
        check_in: today.plus(-USE_DAYS).min(ask.from.plus(-MARGIN)),
        check_out: leave.unwrap_or(ask.to).max(ask.to).plus(MARGIN),
    };
    door.house(days)
}

/// Carries the plan out as one step; nothing where there is nothing to do.
fn apply(door: &mut Door, plan: &Proposal) -> Result<Option<Receipt>, Fault> {
    let commands = plan.commands();
    if commands.is_empty() {
        return Ok(None);
    }
    let request = |(command, version): &(Command, Option<i64>)| {
        let mut request = Request::from(command.clone());
        request.version = *version;
        request
    };
    let requests: Vec<Request> = commands.iter().map(request).collect();
    match door.desk.execute_atomic(&door.session, &requests) {
        Ok(receipt) => Ok(Some(receipt)),
        Err(Failure::Refused(refusal)) if refusal.code != Code::PermissionDenied => {
            Err(stale(refusal).into())
        }
        Err(failure) => Err(failure.into()),
    }
}

/// A line of the plan that no longer holds, named.
fn stale(refusal: Refusal) -> Refusal {
    let message = format!(
        "The plan no longer holds, so nothing was changed; plan again. {}",
        refusal.message
    );
    let mut stale = Refusal {
        code: Code::PlanStale,
        message,
        ..refusal
    };
    if let Some(booking) = stale.details.get("booking").cloned() {
        stale = stale.with("lines", [booking]);
    }
    stale
}

fn show(
    voice: &mut Voice,
    ask: &Ask,
    plan: &Proposal,
    applied: bool,
    receipt: Option<&Receipt>,
) -> Result<(), Fault> {
    if voice.is_json() {
        return voice.data(&PlanData {
            from: ask.from,
            to: ask.to,
            assigned: plan.lines.iter().map(LineData::of).collect(),
            unassigned: plan.left.iter().map(LeftData::of).collect(),
            aims: plan
                .reached
                .iter()
                .map(|reached| AimData {
                    aim: called(reached.aim),
                    value: reached.value,
                    bound: reached.bound,
                })
                .collect(),
            optimal: plan.is_optimal,
            applied,
            receipt,
        });
    }
    if !plan.lines.is_empty() {
        let mut table = Table::new([
            "Booking", "Guest", "From", "To", "Room", "How", ">Score", "For",
        ]);
        for line in &plan.lines {
            table.row([
                line.code.clone(),
                line.guest.clone(),
                line.part.check_in.to_string(),
                line.part.check_out.to_string(),
                line.number.clone(),
                how(line).into(),
                line.score().to_string(),
                line.points
                    .iter()
                    .skip(1)
                    .map(|(what, points)| format!("{what} {points:+}"))
                    .collect::<Vec<_>>()
                    .join(", "),
            ]);
        }
        voice.table(&table)?;
    }
    for left in &plan.left {
        voice.say(&format!(
            "{} {} ({}) stays without a room: {}.",
            left.code, left.guest, left.part, left.why
        ))?;
    }
    voice.say(&summary(plan, applied))
}

/// How firmly a line gives its room.
fn how(line: &Line) -> &'static str {
    if line.firm {
        "assigned"
    } else {
        "pre_assigned"
    }
}

/// What the plan comes to, in a sentence or two.
fn summary(plan: &Proposal, applied: bool) -> String {
    let (placed, most) = plan.reached(Aim::Placed).unwrap_or((0, 0));
    if plan.lines.is_empty() && plan.left.is_empty() {
        return "Every booking of these days has its room.".into();
    }
    let proof = if plan.is_optimal {
        "no plan is better".to_owned()
    } else if placed == most {
        "no plan places more".to_owned()
    } else {
        format!("no plan places more than {most}")
    };
    let gaps = plan
        .reached(Aim::FewShortGaps)
        .map(|(gaps, _)| format!(", {} new short gaps", -gaps))
        .unwrap_or_default();
    let done = if applied {
        "Done; one undo takes it back."
    } else {
        "Nothing is changed yet; --apply carries it out."
    };
    format!(
        "{placed} placed, {} not{gaps}; {proof}. {done}",
        plan.left.len()
    )
}

/// An aim, as data.
fn called(aim: Aim) -> &'static str {
    match aim {
        Aim::VipsPlaced => "vips_placed",
        Aim::Placed => "placed",
        Aim::VipScore => "vip_score",
        Aim::FewShortGaps => "short_gaps_below_zero",
        Aim::SideBySide => "side_by_side",
        Aim::Score => "score",
    }
}

impl<'a> LineData<'a> {
    fn of(line: &'a Line) -> LineData<'a> {
        LineData {
            booking: &line.code,
            guest: &line.guest,
            room: &line.number,
            check_in: line.part.check_in,
            check_out: line.part.check_out,
            status: how(line),
            score: line.score(),
            parts: line
                .points
                .iter()
                .map(|(what, points)| ((*what).to_owned(), Value::from(*points)))
                .collect(),
        }
    }
}

impl<'a> LeftData<'a> {
    fn of(left: &'a Left) -> LeftData<'a> {
        LeftData {
            booking: &left.code,
            guest: &left.guest,
            check_in: left.part.check_in,
            check_out: left.part.check_out,
            reason: &left.why,
        }
    }
}
