//! Trying a rule on the house as it stands: reading what that takes, and
//! planning apart from it, so that whoever reads for the screens goes on.

use crate::domain::planner::{Budget, STEPS_A_SECOND};
use crate::domain::planning::{Trial, days_in_all, month_of, try_rule};
use crate::domain::rule::AllocationRule;
use crate::domain::{Day, House, Moment, PropertyId, Stay};
use crate::store::{Reader, View};

use super::look::{Also, Window, load};
use super::{Desk, Failure, Session};

/// What each of the two plans may take: a second, as a machine works it off.
/// Steps, and no clock: the same rule tried twice finds the same.
const STEPS: u64 = STEPS_A_SECOND;

/// Which rule is to be tried, and when.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TrialWanted {
    /// The rule, by name.
    pub rule: String,
    /// A day of the month whose arrivals are looked at.
    pub month: Day,
    /// The moment at which things stand as they do.
    pub now: Moment,
}

/// What a trial takes, read.
#[derive(Debug)]
pub(super) struct Prepared {
    house: House,
    rule: AllocationRule,
    days: (Day, Day),
    now: Moment,
}

/// Reads what a trial takes; nothing where there is no such rule.
///
/// # Errors
/// The store cannot read.
pub(super) fn prepare(
    reader: &Reader,
    property: PropertyId,
    wanted: &TrialWanted,
) -> Result<Option<Prepared>, Failure> {
    reader.read(|view| read(view, property, wanted))
}

/// What a rule would do, at once.
///
/// # Errors
/// The store cannot read.
pub(super) fn answer(
    reader: &Reader,
    property: PropertyId,
    wanted: &TrialWanted,
) -> Result<Option<Box<Trial>>, Failure> {
    let prepared = prepare(reader, property, wanted)?;
    Ok(prepared
        .and_then(|prepared| prepared.run(&|| false))
        .map(Box::new))
}

fn read(
    view: View<'_>,
    property: PropertyId,
    wanted: &TrialWanted,
) -> Result<Option<Prepared>, Failure> {
    let days = month_of(wanted.month);
    let arrivals = Stay {
        check_in: days.0,
        check_out: days.1.plus(1),
    };
    let nothing_else = Also::default();
    let house = load(view, property, window(arrivals), &nothing_else)?;
    let mut rules = house.rules.values();
    let Some(rule) = rules.find(|rule| rule.is_called(&wanted.rule)).cloned() else {
        return Ok(None);
    };
    Ok(Some(Prepared {
        house: load(
            view,
            property,
            window(days_in_all(&house, arrivals)),
            &nothing_else,
        )?,
        rule,
        days,
        now: wanted.now,
    }))
}

fn window(days: Stay) -> Window {
    Window {
        from: days.check_in,
        days: days.check_out.since(days.check_in).max(0) as u32,
    }
}

impl Prepared {
    /// Plans twice, and compares. Takes a second or two in a large house, unless
    /// nobody waits for it any more.
    pub(super) fn run(&self, nobody_waits: &dyn Fn() -> bool) -> Option<Trial> {
        let budget = Budget {
            time_is_up: nobody_waits,
            ..Budget::steps(STEPS)
        };
        try_rule(&self.house, &self.rule, self.days, self.now, budget)
    }
}

impl Desk {
    /// What a rule would do in a month, whether it is switched on or not.
    /// Writes nothing. Nothing where there is no such rule.
    ///
    /// # Errors
    /// The store cannot read.
    pub fn try_rule(
        &self,
        session: &Session,
        wanted: &TrialWanted,
    ) -> Result<Option<Trial>, Failure> {
        let found = answer(self.reader(), session.property, wanted)?;
        Ok(found.map(|trial| *trial))
    }
}
