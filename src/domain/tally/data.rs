//! Figures as they are shown and sent: rounded, with a currency.

use serde::Serialize;

use super::sums::Sums;
use crate::domain::money::{Currency, Money};

/// What some requests come to. What cannot be said is left empty: nobody has
/// an average rating of nought.
#[derive(Clone, Copy, PartialEq, Debug, Serialize)]
pub struct Figures {
    /// Requests.
    pub total: u32,
    /// Of these, done with.
    pub completed: u32,
    /// Called off.
    pub cancelled: u32,
    /// Done with, of all: 0 to 1.
    pub completion_rate: Option<f64>,
    /// Hours from report to the end of the work, on average.
    pub average_hours: Option<f64>,
    /// Done in time, of those done that had one: 0 to 1.
    pub on_time_share: Option<f64>,
    /// How many were rated.
    pub rated: u32,
    /// Ratings on average: 1 to 5.
    pub average_rating: Option<f64>,
    /// Estimate by cost, of those with both.
    pub cost_efficiency: Option<f64>,
    /// Every estimate.
    pub estimated_cost: Money,
    /// Every cost.
    pub actual_cost: Money,
}

impl Figures {
    /// These sums, in the house's currency.
    pub fn of(sums: &Sums, currency: Currency) -> Figures {
        let money = |minor| Money { minor, currency };
        Figures {
            total: sums.total,
            completed: sums.completed,
            cancelled: sums.cancelled,
            completion_rate: sums.completion_rate().map(hundredths),
            average_hours: sums.average_hours().map(hundredths),
            on_time_share: sums.on_time_share().map(hundredths),
            rated: sums.rated,
            average_rating: sums.average_rating().map(hundredths),
            cost_efficiency: sums.cost_efficiency().map(hundredths),
            estimated_cost: money(sums.estimated),
            actual_cost: money(sums.actual),
        }
    }
}

/// Rounded to a hundredth, as it is printed.
pub(super) fn hundredths(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}
