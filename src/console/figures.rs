//! What is derived from a snapshot and the time, once for each of them.
//!
//! Owns nothing but the results: every figure is computed by the domain.

use crate::domain::alerts::{self, Alert, Summary};
use crate::domain::care::{Discrepancy, discrepancies};
use crate::domain::house::House;
use crate::domain::id::RoomId;
use crate::domain::moment::Moment;
use crate::domain::view::turnover::{self, Board};
use crate::domain::view::worklist::{self, Worklist};

/// The figures that header and screens show.
#[derive(Clone, Debug)]
pub struct Figures {
    /// The moment they are of.
    pub at: Moment,
    /// Every room between two guests.
    pub board: Board,
    /// The day's work, and whose it is.
    pub work: Worklist,
    /// Every active alert, those put off or settled too.
    pub alerts: Vec<Alert>,
    /// How many there are of each.
    pub summary: Summary,
    /// Rooms in which something else was found than the book says, in order
    /// of their numbers.
    pub discrepancies: Vec<(RoomId, Discrepancy)>,
}

impl Figures {
    /// The figures of `house` at `now`.
    pub fn of(house: &House, now: Moment) -> Self {
        let alerts = alerts::alerts(house, now);
        let summary = alerts::summary(&alerts);
        let board = turnover::board(house);
        Self {
            at: now,
            work: worklist::of_board(house, &board),
            discrepancies: discrepancies(house),
            board,
            alerts,
            summary,
        }
    }

    /// How many alerts show.
    pub fn shown_alerts(&self) -> usize {
        self.summary.critical + self.summary.warning + self.summary.info
    }
}
