//! Plans of small houses, made through commands alone.

mod conflicts;
mod freedom;
mod plans;

use super::{Ask, Proposal, propose};
use crate::domain::booking::Booking;
use crate::domain::decide::decide_seen;
use crate::domain::facts::Context;
use crate::domain::planner::{Budget, Strategy};
use crate::domain::rate::RateChoice;
use crate::domain::testing::SmallHouse;

const PLENTY: u64 = 2_000_000;

fn ask(house: &SmallHouse) -> Ask {
    let today = house
        .house
        .property
        .clone()
        .expect("a property")
        .business_date;
    Ask {
        from: today,
        to: today.plus(30),
        strategy: Strategy::OptimizeOccupancy,
        respect_preferences: true,
        replan_tentative: false,
        only: None,
    }
}

fn proposal(house: &SmallHouse, ask: &Ask) -> Proposal {
    propose(&house.house, ask, house.now, Budget::steps(PLENTY)).expect("a property")
}

/// Carries the plan out as one step.
fn apply(house: &mut SmallHouse, plan: &Proposal) {
    let commands = plan.commands(RateChoice::default());
    let seen: Vec<_> = commands
        .iter()
        .map(|(command, version)| (command, *version))
        .collect();
    let context = Context {
        now: house.now,
        actor: house.actor.clone(),
        counters: house.house.counters,
        expected_version: None,
    };
    let outcome = decide_seen(&house.house, &seen, &context);
    house
        .house
        .apply(&outcome.unwrap_or_else(|refusal| panic!("{refusal:?}")));
}

fn room_of(house: &SmallHouse, code: &str) -> Option<String> {
    let booking: Booking = house.booking(code);
    let segments = house.house.segments.values();
    let room = segments
        .filter(|segment| segment.active && segment.booking == booking.id)
        .map(|segment| segment.room)
        .next()?;
    Some(house.house.rooms[&room].number.clone())
}
