//! Plans: keeping one that was thought out, and carrying one out.
//!
//! Carrying out decides every line anew, in order, as one step: all of them,
//! or none. Whoever would be refused is named with the reason; a plan never
//! overrides a promise, a block or a guest in the house.

mod carry;

use chrono::Datelike;

use super::{Decide, check, find};
use crate::domain::command as c;
use crate::domain::day::Day;
use crate::domain::draft::Draft;
use crate::domain::error::{Code, Refusal};
use crate::domain::facts::Kind;
use crate::domain::plan::{Asked, Plan};
use crate::domain::planning::{Proposal, Totals};
use crate::domain::rate::{RateChoice, RateDecision};

use carry::{carry_out, dropped};

/// Days of arrival that one plan looks at, at most.
const MOST_DAYS: i32 = 400;

impl Decide for c::AutoAssign {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let (from, to) = (self.from, self.to);
        if to < from {
            let message = format!(
                "The plan would end on {}, before it begins on {}; turn the days round.",
                to.spoken(),
                from.spoken()
            );
            return Err(days(from, to, message));
        }
        if to.since(from) >= MOST_DAYS {
            let message = format!(
                "A plan looks at {MOST_DAYS} days of arrivals at most, and these are {}; ask for fewer.",
                to.since(from) + 1
            );
            return Err(days(from, to, message));
        }
        for code in &self.bookings {
            find::booking(draft, code)?;
        }
        let asked = Asked::AutoAssign {
            from,
            to,
            strategy: self.strategy,
            respect_preferences: self.respect_preferences,
            replan_tentative: self.replan_tentative,
            bookings: self.bookings.clone(),
        };
        keep(
            draft,
            asked,
            self.made.as_deref(),
            self.apply,
            &self.drop,
            RateChoice::default(),
        )
    }
}

impl Decide for c::MakeRoom {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let booking = find::booking(draft, &self.booking)?;
        find::fresh(draft, &format!("Booking {}", booking.code), booking.version)?;
        let asked = Asked::MakeRoom {
            booking: booking.code,
            move_firm: self.move_firm,
        };
        let rate = rate(self.rate, self.approved_by_guest);
        let made = self.made.as_deref();
        keep(draft, asked, made, self.apply, &self.drop, rate)
    }
}

impl Decide for c::ResolveConflict {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let booking = find::booking(draft, &self.booking)?;
        find::fresh(draft, &format!("Booking {}", booking.code), booking.version)?;
        let asked = Asked::ResolveConflict {
            booking: booking.code,
        };
        let rate = rate(self.rate, self.approved_by_guest);
        let made = self.made.as_deref();
        keep(draft, asked, made, self.apply, &self.drop, rate)
    }
}

impl Decide for c::ApplyPlan {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let mut plan = plan(draft, &self.plan)?;
        find::fresh(draft, &format!("Plan {}", plan.code), plan.version)?;
        if let Some(applied) = plan.applied {
            return Err(applied_already(draft, &plan, applied));
        }
        let rate = rate(self.rate, self.approved_by_guest);
        apply(draft, &mut plan, &self.drop, rate)?;
        tell(draft, &plan);
        draft.save(plan);
        Ok(())
    }
}

fn rate(decision: Option<RateDecision>, approved_by_guest: bool) -> RateChoice {
    RateChoice {
        decision,
        approved_by_guest,
    }
}

fn days(from: Day, to: Day, message: String) -> Refusal {
    Refusal::new(Code::InvalidDates, message)
        .with("from", from)
        .with("to", to)
}

/// The plan with this code.
fn plan(draft: &Draft, code: &str) -> Result<Plan, Refusal> {
    let code = code.trim();
    draft.plan_coded(code).ok_or_else(|| {
        find::elsewhere(draft, Kind::Plan, code, || {
            Refusal::new(
                Code::NotFound,
                format!("There is no plan {code} here; \"show plan\" lists them."),
            )
        })
        .with("plan", code)
    })
}

fn applied_already(draft: &Draft, plan: &Plan, applied: crate::domain::stamp::Stamp) -> Refusal {
    let who = draft.facts().staff(applied.by);
    let who = who.map_or_else(|| "someone".to_owned(), |person| person.name);
    Refusal::new(
        Code::PlanStale,
        format!(
            "Plan {} was carried out by {who} already; make a new plan for what is still open.",
            plan.code
        ),
    )
    .with("plan", &plan.code)
    .with("applied_at", applied.at)
    .with("applied_by", who)
}

/// Keeps a plan that was thought out, and carries it out where that was asked
/// for. Before it is thought out there is nothing to keep: the decision only
/// says whether it may be asked.
fn keep(
    draft: &mut Draft,
    asked: Asked,
    made: Option<&Proposal>,
    at_once: bool,
    drop: &[c::Dropped],
    rate: RateChoice,
) -> Result<(), Refusal> {
    let Some(proposal) = made else {
        draft.summarise(format!("A plan {}", asked.words()));
        return Ok(());
    };
    if !at_once && !drop.is_empty() {
        return Err(check::invalid(
            "drop",
            "Lines are dropped when a plan is carried out; add \"apply\", or drop them in apply_plan.",
        ));
    }
    let mut plan = Plan {
        id: draft.fresh_id(),
        property: draft.property().id,
        code: next_code(draft),
        asked,
        proposal: proposal.clone(),
        made: draft.stamp(),
        applied: None,
        dropped: Vec::new(),
        version: 0,
    };
    if at_once {
        apply(draft, &mut plan, drop, rate)?;
    } else {
        let words = comes_to(&plan.proposal.totals());
        draft.summarise(format!(
            "Plan {} {}: {words}",
            plan.code,
            plan.asked.words()
        ));
    }
    tell(draft, &plan);
    draft.save(plan);
    Ok(())
}

/// `PL-2026-0001`: the year of the business date, and a number that begins anew
/// with each year.
fn next_code(draft: &mut Draft) -> String {
    let year = draft.today().date().year();
    let counters = draft.counters_mut();
    if counters.plan_year < year {
        counters.plan_year = year;
        counters.next_plan = 1;
    }
    counters.next_plan += 1;
    format!("PL-{}-{:04}", counters.plan_year, counters.next_plan - 1)
}

fn apply(
    draft: &mut Draft,
    plan: &mut Plan,
    drop: &[c::Dropped],
    rate: RateChoice,
) -> Result<(), Refusal> {
    let places = dropped(plan, drop)?;
    carry_out(draft, plan, &places, rate)?;
    plan.dropped = carry::codes_of(plan, &places);
    plan.applied = Some(draft.stamp());
    let mut totals = plan.proposal.totals();
    totals.placed -= places
        .iter()
        .filter(|place| matches!(place, crate::domain::planning::Place::Line(_)))
        .count();
    draft.resummarise(format!(
        "Applied plan {} {}: {}",
        plan.code,
        plan.asked.words(),
        comes_to(&totals)
    ));
    Ok(())
}

/// `12 placed, 2 left, 3 changing rooms`.
fn comes_to(totals: &Totals) -> String {
    let mut words = vec![format!("{} placed", totals.placed)];
    if totals.left > 0 {
        words.push(format!("{} left without", totals.left));
    }
    if totals.moves > 0 {
        words.push(format!("{} changing rooms", totals.moves));
    }
    words.join(", ")
}

/// The plan into the receipt.
fn tell(draft: &mut Draft, plan: &Plan) {
    for name in ["booking", "room", "status", "version"] {
        draft.forget(name);
    }
    draft.tell("plan", &plan.code);
    let told = plan.proposal.told();
    draft.tell("lines", &told.lines);
    draft.tell("left", &told.left);
    draft.tell("totals", told.totals);
    draft.tell("aims", told.aims);
    draft.tell("optimal", told.optimal);
    if let Some(way) = told.way {
        draft.tell("way", way);
    }
    if !told.ranking.is_empty() {
        draft.tell("ranking", &told.ranking);
    }
    draft.tell("applied", plan.applied.is_some());
    if !plan.dropped.is_empty() {
        draft.tell("dropped", &plan.dropped);
    }
}
