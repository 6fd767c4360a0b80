//! What repairs cost: per month, category, room and vendor, the estimate
//! against the cost, and against the budget.

use std::collections::BTreeMap;

use serde::Serialize;

use super::data::hundredths;
use super::{Figures, Period, Sums, counts_at};
use crate::domain::house::room_order;
use crate::domain::id::RoomId;
use crate::domain::money::{Currency, Money};
use crate::domain::property::Property;
use crate::domain::request::{Category, Request, RequestStatus};
use crate::domain::room::Room;
use crate::domain::view::calendar::Month;

/// What one category, or one room, cost.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct CostLine {
    /// Which; of rooms, empty for what was in none.
    pub name: String,
    /// Requests that cost something, or were to.
    pub requests: u32,
    /// What they were to cost.
    pub estimated_cost: Money,
    /// What they did cost.
    pub actual_cost: Money,
    /// By how much the costs were above their estimates, of those with both.
    pub above_estimate: Money,
    /// Estimate by cost, of those with both.
    pub cost_efficiency: Option<f64>,
}

impl CostLine {
    fn of(name: String, sums: &Sums, currency: Currency) -> CostLine {
        let money = |minor| Money { minor, currency };
        CostLine {
            name,
            requests: sums.total,
            estimated_cost: money(sums.estimated),
            actual_cost: money(sums.actual),
            above_estimate: money(sums.above_estimate()),
            cost_efficiency: sums.cost_efficiency().map(hundredths),
        }
    }
}

/// One month: what was done, what it cost, and how content people were.
#[derive(Clone, Copy, PartialEq, Debug, Serialize)]
pub struct MonthLine {
    /// Which.
    pub month: Month,
    /// Requests whose work was done in it.
    pub resolved: u32,
    /// What they, and others that ended or began in it, were to cost.
    pub estimated_cost: Money,
    /// What they did cost.
    pub actual_cost: Money,
    /// By how much the costs were above their estimates, of those with both.
    pub above_estimate: Money,
    /// How many were rated.
    pub rated: u32,
    /// Ratings on average: 1 to 5.
    pub average_rating: Option<f64>,
}

/// The work of one vendor.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct VendorLine {
    /// Who was called in.
    pub vendor: String,
    /// What their work came to.
    #[serde(flatten)]
    pub figures: Figures,
}

/// The budget of one category in one month.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct BudgetLine {
    /// Which month.
    pub month: Month,
    /// Which category.
    pub category: String,
    /// What may be spent.
    pub budget: Money,
    /// What was.
    pub actual_cost: Money,
    /// What is left; below nought where it was passed.
    pub left: Money,
    /// Whether more was spent than may be.
    pub passed: bool,
}

/// What repairs cost in a period.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Costs {
    /// Of which days.
    #[serde(flatten)]
    pub period: Period,
    /// All of it.
    pub in_all: CostLine,
    /// Estimates of what is not done yet, whenever it was reported.
    pub still_open: Money,
    /// Month by month.
    pub months: Vec<MonthLine>,
    /// By category, the dearest first.
    pub categories: Vec<CostLine>,
    /// By room, the dearest first.
    pub rooms: Vec<CostLine>,
    /// By vendor, the dearest first.
    pub vendors: Vec<VendorLine>,
    /// Each month's budgets.
    pub budgets: Vec<BudgetLine>,
}

/// Reckons the costs of a period. `requests` are at least those that are not
/// done with, and those reported or ended in the period.
pub fn costs(
    property: &Property,
    categories: &[Category],
    rooms: &[Room],
    requests: &[Request],
    period: Period,
) -> Costs {
    let currency = property.currency;
    let counted: Vec<&Request> = requests
        .iter()
        .filter(|request| period.has(counts_at(request), property))
        .collect();
    let paid: Vec<&Request> = counted
        .iter()
        .copied()
        .filter(|one| is_money(one))
        .collect();
    let number = |id: RoomId| {
        let room = rooms.iter().find(|room| room.id == id);
        room.map_or_else(String::new, |room| room.number.clone())
    };
    let room_of = |request: &Request| request.room.map_or_else(String::new, number);
    let still_open = requests
        .iter()
        .filter(|request| request.is_open())
        .filter_map(|request| request.estimated_cost)
        .fold(Money::zero(currency), Money::plus);
    Costs {
        period,
        in_all: CostLine::of("all".to_owned(), &Sums::of(paid.iter().copied()), currency),
        still_open,
        months: months(property, &counted, period),
        categories: lines(&paid, currency, |one| one.category.clone()),
        rooms: lines(&paid, currency, room_of),
        vendors: vendors(&counted, currency),
        budgets: budgets(property, categories, &paid, period),
    }
}

/// Whether there is money in it: it cost something, or was done and was to.
/// What was called off before anything was paid costs nothing.
fn is_money(request: &Request) -> bool {
    let done = matches!(
        request.status,
        RequestStatus::Resolved | RequestStatus::Closed
    );
    request.actual_cost.is_some() || (done && request.estimated_cost.is_some())
}

/// The months of a period, of those of the requests that count in it.
pub(super) fn months(property: &Property, requests: &[&Request], period: Period) -> Vec<MonthLine> {
    let mut by_month: BTreeMap<Month, (Sums, Sums)> = BTreeMap::new();
    for request in requests {
        let at = counts_at(request);
        if !period.has(at, property) {
            continue;
        }
        let month = Month::of(at.calendar_day(property.timezone));
        let (work, money) = by_month.entry(month).or_default();
        work.add(request);
        if is_money(request) {
            money.add(request);
        }
    }
    let currency = property.currency;
    let amount = |minor| Money { minor, currency };
    period
        .each_month()
        .into_iter()
        .map(|month| {
            let (work, money) = by_month.get(&month).copied().unwrap_or_default();
            MonthLine {
                month,
                resolved: work.resolved,
                estimated_cost: amount(money.estimated),
                actual_cost: amount(money.actual),
                above_estimate: amount(money.above_estimate()),
                rated: work.rated,
                average_rating: work.average_rating().map(hundredths),
            }
        })
        .collect()
}

/// One line for each name, the dearest first, and then in order.
fn lines(
    requests: &[&Request],
    currency: Currency,
    name: impl Fn(&Request) -> String,
) -> Vec<CostLine> {
    let mut by_name: BTreeMap<String, Sums> = BTreeMap::new();
    for request in requests {
        by_name.entry(name(request)).or_default().add(request);
    }
    let mut found: Vec<CostLine> = by_name
        .into_iter()
        .map(|(name, sums)| CostLine::of(name, &sums, currency))
        .collect();
    found.sort_by_key(|line| (-line.actual_cost.minor, room_order(&line.name)));
    found
}

/// Each vendor's work; the same name in other letters is the same vendor.
pub(super) fn vendors(requests: &[&Request], currency: Currency) -> Vec<VendorLine> {
    let mut by_name: BTreeMap<String, (String, Sums)> = BTreeMap::new();
    for request in requests {
        if let Some(vendor) = request.vendor.as_deref().map(str::trim) {
            let entry = by_name.entry(vendor.to_lowercase()).or_default();
            if entry.0.is_empty() {
                vendor.clone_into(&mut entry.0);
            }
            entry.1.add(request);
        }
    }
    let mut found: Vec<VendorLine> = by_name
        .into_values()
        .map(|(vendor, sums)| VendorLine {
            vendor,
            figures: Figures::of(&sums, currency),
        })
        .collect();
    found.sort_by(|a, b| {
        let key = |line: &VendorLine| -line.figures.actual_cost.minor;
        (key(a), &a.vendor).cmp(&(key(b), &b.vendor))
    });
    found
}

fn budgets(
    property: &Property,
    categories: &[Category],
    requests: &[&Request],
    period: Period,
) -> Vec<BudgetLine> {
    let mut spent: BTreeMap<(Month, &str), Money> = BTreeMap::new();
    for request in requests {
        let month = Month::of(counts_at(request).calendar_day(property.timezone));
        let sum = spent
            .entry((month, &request.category))
            .or_insert(Money::zero(property.currency));
        if let Some(cost) = request.actual_cost {
            *sum = sum.plus(cost);
        }
    }
    let mut found = Vec::new();
    for month in period.each_month() {
        for category in categories {
            let Some(budget) = category.budget else {
                continue;
            };
            let actual_cost = spent
                .get(&(month, category.name.as_str()))
                .copied()
                .unwrap_or(Money::zero(property.currency));
            found.push(BudgetLine {
                month,
                category: category.name.clone(),
                budget,
                actual_cost,
                left: budget.minus(actual_cost),
                passed: actual_cost.minor > budget.minor,
            });
        }
    }
    found
}
