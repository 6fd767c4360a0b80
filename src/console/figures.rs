//! What is derived from a snapshot and the time, once for each of them.
//!
//! Owns nothing but the results: every figure is computed by the domain.

use crate::domain::alerts::{self, Alert, Summary};
use crate::domain::house::House;
use crate::domain::moment::Moment;
use crate::domain::view::turnover::{self, Board};

/// The figures that header and screens show.
#[derive(Clone, Debug)]
pub struct Figures {
    /// The moment they are of.
    pub at: Moment,
    /// Every room between two guests.
    pub board: Board,
    /// Every active alert, those put off or settled too.
    pub alerts: Vec<Alert>,
    /// How many there are of each.
    pub summary: Summary,
}

impl Figures {
    /// The figures of `house` at `now`.
    pub fn of(house: &House, now: Moment) -> Self {
        let alerts = alerts::alerts(house, now);
        let summary = alerts::summary(&alerts);
        Self {
            at: now,
            board: turnover::board(house),
            alerts,
            summary,
        }
    }

    /// How many alerts show.
    pub fn shown_alerts(&self) -> usize {
        self.summary.critical + self.summary.warning + self.summary.info
    }
}
