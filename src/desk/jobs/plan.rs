//! The four-hourly assignment of those who arrive within 48 hours: a plan to
//! be looked at, or a plan carried out, as the property wants it.

use super::work::{Ended, Work};
use crate::desk::Failure;
use crate::domain::command::{AutoAssign, Command};
use crate::domain::day::Stay;
use crate::domain::id::{BookingId, RoomId};
use crate::domain::planning::Proposal;
use crate::domain::policy::AutoAssignJob;
use crate::domain::reports::plan_report;

/// Hours ahead that are planned.
const AHEAD: i64 = 48;

impl Work<'_> {
    /// Plans rooms for the next arrivals. By policy the plan is kept for the
    /// front desk, which is told; or it is carried out as one step.
    pub fn auto_assign(&mut self) -> Result<Ended, Failure> {
        let property = self.desk.property_of(self.session.property)?;
        let apply = match property.policies.auto_assign_job {
            AutoAssignJob::Off if !self.by_hand => {
                return Ok(Ended::nothing("The property has switched it off."));
            }
            mode => mode == AutoAssignJob::Apply,
        };
        let today = property.business_date;
        let until = self.due_at.plus_minutes(AHEAD * 60);
        let until = until.calendar_day(property.timezone).max(today);
        let mut command = AutoAssign {
            apply,
            ..AutoAssign::between(today, until)
        };
        // A run that was taken up again may have its plan already.
        if !self.has_done("plan", command.clone())? {
            let asked = AutoAssign {
                apply: false,
                ..command.clone()
            };
            let asked = Command::from(asked);
            let plan = self.desk.plan(&self.session, &asked, None)?;
            if plan.lines.is_empty() {
                return Ok(Ended::nothing(nobody_to_place(&plan)));
            }
            if !apply && let Some(code) = self.waits_already(&plan)? {
                return Ok(Ended::nothing(format!(
                    "Plan {code} says the same and still waits to be looked at."
                )));
            }
            command.made = Some(Box::new(plan));
            self.step()?;
        }
        let receipt = self.execute("plan", command)?;
        let code = receipt.text("plan").unwrap_or_default().to_owned();
        self.step()?;
        self.tell_of_plan(&code, apply)
    }

    /// Tells the front desk of a plan that was made, or carried out.
    fn tell_of_plan(&mut self, code: &str, applied: bool) -> Result<Ended, Failure> {
        let property = self.desk.property_of(self.session.property)?;
        let found = self
            .desk
            .with_facts(self.session.property, |facts| facts.plan_coded(code))?;
        let plan = found.map_or_else(Proposal::default, |plan| plan.proposal);
        let text = plan_report(&property, &plan, code, applied);
        let told = self.send_about(Some(code.to_owned()), &text, !applied)?;
        let count = plan.lines.len();
        Ok(Ended::done(if applied {
            format!("Plan {code}: {count} rooms given; {told} people told.")
        } else {
            format!("Plan {code}: {count} rooms proposed to {told} people.")
        }))
    }

    /// An earlier plan that puts the same guests into the same rooms, and that
    /// nobody has carried out.
    fn waits_already(&self, plan: &Proposal) -> Result<Option<String>, Failure> {
        let house = self.desk.house_ahead(&self.session)?;
        let same = house
            .plans
            .values()
            .find(|kept| kept.applied.is_none() && places(&kept.proposal) == places(plan));
        Ok(same.map(|kept| kept.code.clone()))
    }
}

/// Who goes where, as far as a person would see a difference.
fn places(plan: &Proposal) -> Vec<(BookingId, i64, Stay, RoomId)> {
    let lines = plan.lines.iter();
    lines
        .map(|line| (line.booking, line.version, line.part, line.room))
        .collect()
}

fn nobody_to_place(plan: &Proposal) -> String {
    match plan.left.len() {
        0 => "Everyone who comes within 48 hours has a room.".to_owned(),
        1 => "One booking has no room, and none can be given.".to_owned(),
        count => format!("{count} bookings have no room, and none can be given."),
    }
}
