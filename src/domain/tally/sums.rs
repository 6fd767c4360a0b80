//! Sums over requests, in whole numbers: they add up whatever the order.

use crate::domain::request::{Request, RequestStatus};

/// What some requests come to.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Sums {
    /// Requests.
    pub total: u32,
    /// Of these, done with.
    pub completed: u32,
    /// Called off.
    pub cancelled: u32,
    /// Work done, whether looked over or not yet.
    pub resolved: u32,
    /// Milliseconds from report to the end of the work, of those resolved.
    pub took: i64,
    /// Resolved ones that had a time to be done by.
    pub timed: u32,
    /// Of these, resolved by then; a wait does not count against anyone.
    pub on_time: u32,
    /// Rated ones.
    pub rated: u32,
    /// Their ratings, added.
    pub ratings: u32,
    /// Ones with an estimate and a cost.
    pub compared: u32,
    /// The estimates of these, in minor units.
    pub compared_estimate: i64,
    /// The costs of these, in minor units.
    pub compared_cost: i64,
    /// Every estimate, in minor units.
    pub estimated: i64,
    /// Every cost, in minor units.
    pub actual: i64,
}

impl Sums {
    /// What these requests come to.
    pub fn of<'r>(requests: impl IntoIterator<Item = &'r Request>) -> Sums {
        let mut sums = Sums::default();
        for request in requests {
            sums.add(request);
        }
        sums
    }

    /// Adds one request.
    pub fn add(&mut self, request: &Request) {
        self.total += 1;
        self.completed += u32::from(request.status == RequestStatus::Closed);
        self.cancelled += u32::from(request.status == RequestStatus::Cancelled);
        if let (Some(done), Some(took)) = (request.resolved, request.time_to_resolve()) {
            self.resolved += 1;
            self.took = self.took.saturating_add(took);
            if let Some(due) = request.estimated_completion {
                self.timed += 1;
                self.on_time += u32::from(done.at <= due);
            }
        }
        if let Some(rating) = request.rating {
            self.rated += 1;
            self.ratings += u32::from(rating);
        }
        self.add_money(request);
    }

    fn add_money(&mut self, request: &Request) {
        let estimated = request.estimated_cost.map(|cost| cost.minor);
        let actual = request.actual_cost.map(|cost| cost.minor);
        self.estimated = self.estimated.saturating_add(estimated.unwrap_or(0));
        self.actual = self.actual.saturating_add(actual.unwrap_or(0));
        if let (Some(estimated), Some(actual)) = (estimated, actual) {
            self.compared += 1;
            self.compared_estimate = self.compared_estimate.saturating_add(estimated);
            self.compared_cost = self.compared_cost.saturating_add(actual);
        }
    }

    /// Done with, of all: 0 to 1.
    pub fn completion_rate(&self) -> Option<f64> {
        share(self.completed, self.total)
    }

    /// Hours from report to the end of the work, on average.
    pub fn average_hours(&self) -> Option<f64> {
        const HOUR: f64 = 3_600_000.0;
        (self.resolved > 0).then(|| self.took as f64 / f64::from(self.resolved) / HOUR)
    }

    /// Ratings on average: 1 to 5.
    pub fn average_rating(&self) -> Option<f64> {
        share(self.ratings, self.rated)
    }

    /// Done in time, of those that had one: 0 to 1.
    pub fn on_time_share(&self) -> Option<f64> {
        share(self.on_time, self.timed)
    }

    /// Estimate by cost, of those that have both: above 1 it was cheaper than
    /// thought. None where nothing was spent.
    pub fn cost_efficiency(&self) -> Option<f64> {
        (self.compared_cost > 0).then(|| self.compared_estimate as f64 / self.compared_cost as f64)
    }

    /// By how much the costs were above their estimates, in minor units;
    /// below them where negative.
    pub fn above_estimate(&self) -> i64 {
        self.compared_cost.saturating_sub(self.compared_estimate)
    }
}

fn share(part: u32, whole: u32) -> Option<f64> {
    (whole > 0).then(|| f64::from(part) / f64::from(whole))
}
