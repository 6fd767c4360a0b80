//! Carrying a plan out: every line decided in order, and all that fail named.

use std::collections::BTreeMap;

use serde_json::json;

use super::super::{Decide, check, permission};
use crate::domain::command::Dropped;
use crate::domain::draft::Draft;
use crate::domain::error::{Code, Refusal};
use crate::domain::plan::Plan;
use crate::domain::planning::Place;
use crate::domain::rate::RateChoice;

/// Failing lines told in the sentence; the details hold all.
const TOLD: usize = 2;
/// Characters of a reason told in it.
const WHY: usize = 70;

/// The lines that are left out.
///
/// # Errors
/// `INVALID_VALUE` for a line or booking that is not in the plan.
pub(super) fn dropped(plan: &Plan, drop: &[Dropped]) -> Result<Vec<Place>, Refusal> {
    let mut places = Vec::new();
    for one in drop {
        let found = match one {
            Dropped::Line(number) => {
                let at = (*number as usize).wrapping_sub(1);
                let there = at < plan.proposal.lines.len();
                there.then_some(Place::Line(at)).into_iter().collect()
            }
            Dropped::Booking(code) => plan.proposal.places_of(code.trim()),
        };
        if found.is_empty() {
            let named = match one {
                Dropped::Line(number) => format!("line {number}"),
                Dropped::Booking(code) => format!("line for {code}"),
            };
            return Err(check::invalid(
                "drop",
                format!(
                    "Plan {} has no {named}; it has {} lines, look at it first.",
                    plan.code,
                    plan.proposal.lines.len()
                ),
            ));
        }
        places.extend(found);
    }
    places.sort_unstable();
    places.dedup();
    Ok(places)
}

/// The bookings of these lines, by code, each once.
pub(super) fn codes_of(plan: &Plan, places: &[Place]) -> Vec<String> {
    let mut codes: Vec<String> = places
        .iter()
        .map(|place| code_of(plan, *place).to_owned())
        .collect();
    codes.dedup();
    codes
}

fn code_of(plan: &Plan, place: Place) -> &str {
    match place {
        Place::Line(at) => &plan.proposal.lines[at].code,
        Place::Left(at) => &plan.proposal.left[at].code,
    }
}

/// Carries out what is not left out.
///
/// # Errors
/// `PLAN_STALE`, naming every line that no longer holds with its reason;
/// `ROOM_TYPE_MISMATCH` where all that is missing is what to do with the
/// difference in price.
pub(super) fn carry_out(
    draft: &mut Draft,
    plan: &Plan,
    places: &[Place],
    rate: RateChoice,
) -> Result<(), Refusal> {
    let told = draft.told();
    let expected = draft.expected_version();
    let mut failed: BTreeMap<Place, Refusal> = BTreeMap::new();
    for step in plan.proposal.steps(places, rate) {
        // Whoever could not step out of the old room does not go into the new.
        if failed.contains_key(&step.place) {
            continue;
        }
        draft.expect_version(Some(step.version));
        let decided = draft.attempt(|draft| {
            permission::check(draft, &step.command)?;
            step.command.decide(draft)
        });
        if let Err(refusal) = decided {
            failed.insert(step.place, refusal);
        }
    }
    draft.expect_version(expected);
    draft.retell(told);
    if failed.is_empty() {
        return Ok(());
    }
    Err(no_longer_holds(plan, &failed))
}

/// Whether a line would hold if only it were said who pays for the other type.
fn is_about_price(plan: &Plan, place: Place, refusal: &Refusal) -> bool {
    let Place::Line(at) = place else {
        return false;
    };
    matches!(refusal.code, Code::RoomTypeMismatch | Code::InvalidValue)
        && plan.proposal.lines[at].other_type.is_some()
}

fn no_longer_holds(plan: &Plan, failed: &BTreeMap<Place, Refusal>) -> Refusal {
    let only_price = failed
        .iter()
        .all(|(place, refusal)| is_about_price(plan, *place, refusal));
    let lines: Vec<_> = failed
        .iter()
        .map(|(place, refusal)| {
            json!({
                "line": line_number(*place),
                "booking": code_of(plan, *place),
                "room": room_of(plan, *place),
                "code": refusal.code,
                "message": refusal.message,
                "details": refusal.details,
            })
        })
        .collect();
    let refusal = match failed.values().next() {
        Some(first) if only_price => first.clone(),
        _ => Refusal::new(Code::PlanStale, sentence(plan, failed)),
    };
    refusal.with("plan", &plan.code).with("lines", lines)
}

/// What a refusal says first, without the way out: that is another here.
fn in_short(message: &str) -> String {
    let why = message.split(';').next().unwrap_or_default();
    let why = why.trim().trim_end_matches('.');
    if why.chars().count() <= WHY {
        return why.to_owned();
    }
    let cut: String = why.chars().take(WHY).collect();
    let whole_words = cut
        .rsplit_once(' ')
        .map_or(cut.as_str(), |(words, _)| words);
    format!("{whole_words} …")
}

fn line_number(place: Place) -> Option<usize> {
    match place {
        Place::Line(at) => Some(at + 1),
        Place::Left(_) => None,
    }
}

fn room_of(plan: &Plan, place: Place) -> Option<&str> {
    match place {
        Place::Line(at) => Some(&plan.proposal.lines[at].number),
        Place::Left(_) => None,
    }
}

fn sentence(plan: &Plan, failed: &BTreeMap<Place, Refusal>) -> String {
    let told: Vec<String> = failed
        .iter()
        .take(TOLD)
        .map(|(place, refusal)| {
            let why = in_short(&refusal.message);
            match place {
                Place::Line(at) => {
                    let line = &plan.proposal.lines[*at];
                    format!("{}. {} to {}: {why}", at + 1, line.guest, line.number)
                }
                Place::Left(at) => format!("{}: {why}", plan.proposal.left[*at].guest),
            }
        })
        .collect();
    let more = match failed.len().saturating_sub(TOLD) {
        0 => String::new(),
        more => format!(", and {more} more"),
    };
    let (lines, hold, them) = if failed.len() == 1 {
        ("line", "holds", "it")
    } else {
        ("lines", "hold", "them")
    };
    format!(
        "{} {lines} of the plan no longer {hold}, so nothing was changed: {}{more}; make a new plan, or drop {them}.",
        failed.len(),
        told.join(" / ")
    )
}
