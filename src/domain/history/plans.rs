//! Plans of rooms, made and carried out.

use super::told::Told;
use crate::domain::plan::Plan;
use crate::domain::row::Row;

/// The plan that an entry made or carried out.
fn plan<'a>(told: &Told<'a>) -> Option<&'a Plan> {
    told.step.changes.iter().find_map(|change| {
        match change.after.as_ref().or(change.before.as_ref())? {
            Row::Plan(plan) => Some(plan),
            _ => None,
        }
    })
}

/// `made plan PL-2026-0001 for 16 Mar to 22 Mar`, or carried it out at once.
pub fn made(told: &Told) -> String {
    match plan(told) {
        Some(plan) if plan.applied.is_some() => carried_out(plan),
        Some(plan) => format!("made plan {} {}", plan.code, plan.asked.words()),
        None => "made a plan of rooms".to_owned(),
    }
}

/// `carried out plan PL-2026-0001 for 16 Mar to 22 Mar`.
pub fn applied(told: &Told, code: &str) -> String {
    plan(told).map_or_else(|| format!("carried out plan {}", code.trim()), carried_out)
}

fn carried_out(plan: &Plan) -> String {
    format!("carried out plan {} {}", plan.code, plan.asked.words())
}
