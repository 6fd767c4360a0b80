//! Budgets: what a category may cost in a month, and the moment when it has
//! cost more.

use super::{Period, counts_at};
use crate::domain::money::Money;
use crate::domain::property::Property;
use crate::domain::request::{Category, Request};
use crate::domain::view::calendar::Month;

/// A budget that was passed just now.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Passed {
    /// Of which month.
    pub month: Month,
    /// Of which category.
    pub category: String,
    /// What may be spent.
    pub budget: Money,
    /// What was spent.
    pub spent: Money,
}

/// What these requests of one category cost in a month, one of them apart.
pub fn spent_in<'r>(
    property: &Property,
    requests: impl IntoIterator<Item = &'r Request>,
    month: Month,
    but: Option<&Request>,
) -> Money {
    let days = i32::try_from(month.days()).unwrap_or(31);
    let period = Period::new(month.first(), month.first().plus(days - 1));
    requests
        .into_iter()
        .filter(|one| but.is_none_or(|but| but.id != one.id))
        .filter(|one| period.has(counts_at(one), property))
        .filter_map(|one| one.actual_cost)
        .fold(Money::zero(property.currency), Money::plus)
}

/// The budget that a change of one request passes: below it or on it before,
/// above it after. `others` is what the other requests of its category cost
/// in the month in which it counts now.
pub fn passed_by(
    property: &Property,
    category: &Category,
    (before, after): (Option<&Request>, &Request),
    others: Money,
) -> Option<Passed> {
    let budget = category.budget?;
    let month_of =
        |request: &Request| Month::of(counts_at(request).calendar_day(property.timezone));
    let month = month_of(after);
    let nothing = Money::zero(property.currency);
    let counted = before
        .filter(|one| month_of(one) == month && category.is_called(&one.category))
        .and_then(|one| one.actual_cost)
        .unwrap_or(nothing);
    let spent = others.plus(after.actual_cost.unwrap_or(nothing));
    let was_above = others.plus(counted).minor > budget.minor;
    (spent.minor > budget.minor && !was_above).then(|| Passed {
        month,
        category: category.name.clone(),
        budget,
        spent,
    })
}
