//! What the work on requests comes to: for each person and in all, for each
//! month, category, room and vendor.
//!
//! Owns the figures and their meaning, and nothing else: every one of them is
//! reckoned from the requests it is given, and kept nowhere. Two questions
//! decide which requests those are. *Work* ([`team()`]) is what was reported in
//! a period. *Money* ([`costs()`]) is what was done in it: a cost counts in the
//! month in which the work was done, and in that of the report for as long as
//! it is not.

mod budget;
pub mod costs;
mod data;
mod sums;
pub mod team;
#[cfg(test)]
mod tests;
pub mod words;

pub use budget::{Passed, passed_by, spent_in};
pub use costs::{BudgetLine, CostLine, Costs, MonthLine, VendorLine, costs};
pub use data::Figures;
pub use sums::Sums;
pub use team::{Standing, Team, TeamLine, Wanted, team};

use serde::Serialize;

use super::command::Needs;
use super::day::Day;
use super::decide::denied;
use super::error::Refusal;
use super::id::StaffId;
use super::moment::Moment;
use super::property::Property;
use super::request::Request;
use super::staff::{Permission, Staff};
use super::view::calendar::Month;

/// Days of a period where nobody names one.
pub const USUAL: i32 = 30;
/// Months of costs where nobody names a period: this one and those before.
pub const USUAL_MONTHS: u32 = 6;
/// Longest period, in days.
pub const LONGEST: i32 = 366 * 20;

/// Who may see what repairs cost.
pub const SEES_COSTS: Needs = Needs::Any(&[Permission::ManageFinances]);

/// Whether this person may see what repairs cost.
///
/// # Errors
/// `PERMISSION_DENIED`, naming who may.
pub fn may_see_costs(staff: &[Staff], who: StaffId) -> Result<(), Refusal> {
    let person = staff.iter().find(|person| person.id == who);
    if person.is_some_and(|person| SEES_COSTS.met_by(&person.permissions)) {
        return Ok(());
    }
    let name = person.map_or("Nobody signed in", |person| person.name.as_str());
    Err(denied(
        &format!(
            "{name} may not see what repairs cost (it needs {})",
            SEES_COSTS.words()
        ),
        SEES_COSTS,
        staff,
    ))
}

/// Days of the calendar on the property's wall, both included.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct Period {
    /// The first day.
    pub from: Day,
    /// The last day.
    pub to: Day,
}

impl Period {
    /// From one day to another; the other way round is one day.
    pub fn new(from: Day, to: Day) -> Period {
        Period {
            from,
            to: to.max(from).min(from.plus(LONGEST)),
        }
    }

    /// The last so many days, today included.
    pub fn last(days: i32, today: Day) -> Period {
        Period::new(today.plus(1 - days.clamp(1, LONGEST)), today)
    }

    /// This month, and the months before it: so many in all.
    pub fn months(count: u32, today: Day) -> Period {
        let mut first = Month::of(today).first();
        for _ in 1..count.clamp(1, 240) {
            first = Month::of(first.plus(-1)).first();
        }
        Period::new(first, today)
    }

    /// From its first moment up to, not including, the first one after it.
    pub fn moments(self, property: &Property) -> (Moment, Moment) {
        let midnight = super::moment::TimeOfDay::fixed(0, 0);
        (
            property.moment(self.from, midnight),
            property.moment(self.to.plus(1), midnight),
        )
    }

    /// Whether a moment lies in it, by the property's wall clock.
    pub fn has(self, at: Moment, property: &Property) -> bool {
        (self.from..=self.to).contains(&at.calendar_day(property.timezone))
    }

    /// Its months, the first first.
    fn each_month(self) -> Vec<Month> {
        let mut found = Vec::new();
        let mut month = Month::of(self.from);
        while month.first() <= self.to {
            found.push(month);
            month = Month::of(
                month
                    .first()
                    .plus(i32::try_from(month.days()).unwrap_or(31)),
            );
        }
        found
    }
}

/// When what a request costs counts: when the work was done, else when it was
/// called off, else when it was reported.
pub fn counts_at(request: &Request) -> Moment {
    let ended = request.resolved.or(request.cancelled);
    ended.unwrap_or(request.created).at
}
