//! `show plan` and `show plan PL-2026-0001`: plans of rooms that were kept.

use clap::Args;
use serde::Serialize;

use super::name_of;
use crate::cli::door::Door;
use crate::cli::fault::Fault;
use crate::cli::plans::told;
use crate::cli::table::Table;
use crate::cli::voice::Voice;
use crate::domain::plan::{Asked, Plan};
use crate::domain::planning::{Told, Totals};
use crate::domain::property::Property;
use crate::domain::{Code, House, Moment, Refusal};

/// The latest plans, or one of them.
#[derive(Args, Debug)]
pub struct Plans {
    /// One plan by its code, such as PL-2026-0001; else the latest
    plan: Option<String>,
    /// How many of the latest, at most
    #[arg(long, value_name = "NUMBER", default_value = "20")]
    limit: u32,
}

/// A plan as data.
#[derive(Serialize)]
struct PlanData<'a> {
    plan: &'a str,
    asked: &'a Asked,
    made_at: Moment,
    made_by: Option<String>,
    applied_at: Option<Moment>,
    applied_by: Option<String>,
    dropped: &'a [String],
    version: i64,
    #[serde(flatten)]
    what: What<'a>,
}

/// All of one plan; of many only what each comes to.
#[derive(Serialize)]
#[serde(untagged)]
enum What<'a> {
    Whole(Told<'a>),
    Totals { totals: Totals },
}

/// Plans as data.
#[derive(Serialize)]
struct PlansData<'a> {
    plans: Vec<PlanData<'a>>,
}

impl Plans {
    /// Shows it, or them.
    ///
    /// # Errors
    /// There is no such plan, or the database cannot be read.
    pub fn show(&self, door: &Door, voice: &mut Voice) -> Result<(), Fault> {
        let house = door.house_today()?;
        if let Some(code) = &self.plan {
            let plan = named(door, code.trim())?;
            return one(door, &house, &plan, voice);
        }
        let plans = door.desk.plans(&door.session, self.limit)?;
        if voice.is_json() {
            let plans = plans.iter().map(|plan| {
                let totals = plan.proposal.totals();
                data(&house, plan, What::Totals { totals })
            });
            return voice.data(&PlansData {
                plans: plans.collect(),
            });
        }
        if plans.is_empty() {
            return voice.say("No plan of rooms was made yet.");
        }
        let property = door.property()?;
        let mut table = Table::new([
            "Plan",
            "What",
            ">Placed",
            ">Left",
            "Made",
            "By",
            "Carried out",
        ]);
        for plan in &plans {
            let totals = plan.proposal.totals();
            table.row([
                plan.code.clone(),
                plan.asked.words(),
                totals.placed.to_string(),
                totals.left.to_string(),
                clock(&property, plan.made.at),
                name_of(&house, plan.made.by).unwrap_or_default(),
                plan.applied
                    .map(|applied| clock(&property, applied.at))
                    .unwrap_or_default(),
            ]);
        }
        voice.table(&table)
    }
}

fn named(door: &Door, code: &str) -> Result<Plan, Fault> {
    let found = door
        .desk
        .with_facts(door.session.property, |facts| facts.plan_coded(code))?;
    found.ok_or_else(|| {
        Refusal::new(
            Code::NotFound,
            format!("There is no plan {code} here; \"show plan\" lists them."),
        )
        .with("plan", code)
        .into()
    })
}

fn one(door: &Door, house: &House, plan: &Plan, voice: &mut Voice) -> Result<(), Fault> {
    if voice.is_json() {
        return voice.data(&data(house, plan, What::Whole(plan.proposal.told())));
    }
    let property = door.property()?;
    voice.say(&format!(
        "Plan {} {}, made by {} on {}.",
        plan.code,
        plan.asked.words(),
        name_of(house, plan.made.by).unwrap_or_else(|| "someone".into()),
        clock(&property, plan.made.at)
    ))?;
    told(voice, &plan.proposal)?;
    let state = match plan.applied {
        None => format!(
            "Not carried out; \"keyrack apply-plan {}\" does it.",
            plan.code
        ),
        Some(applied) => format!(
            "Carried out by {} on {}{}.",
            name_of(house, applied.by).unwrap_or_else(|| "someone".into()),
            clock(&property, applied.at),
            if plan.dropped.is_empty() {
                String::new()
            } else {
                format!(", without {}", plan.dropped.join(", "))
            }
        ),
    };
    voice.say(&state)
}

/// A moment on the house's clock.
fn clock(property: &Property, at: Moment) -> String {
    at.local(property.timezone)
        .format("%Y-%m-%d %H:%M")
        .to_string()
}

fn data<'a>(house: &House, plan: &'a Plan, what: What<'a>) -> PlanData<'a> {
    PlanData {
        plan: &plan.code,
        asked: &plan.asked,
        made_at: plan.made.at,
        made_by: name_of(house, plan.made.by),
        applied_at: plan.applied.map(|stamp| stamp.at),
        applied_by: plan.applied.and_then(|stamp| name_of(house, stamp.by)),
        dropped: &plan.dropped,
        version: plan.version,
        what,
    }
}
