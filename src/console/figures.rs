//! What is derived from a snapshot and the time, once for each of them.
//!
//! Owns nothing but the results: every figure is computed by the domain.

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
    /// Alerts that want someone at once.
    pub critical: usize,
    /// Alerts that want someone soon.
    pub warning: usize,
    /// Alerts worth knowing.
    pub info: usize,
}

impl Figures {
    /// The figures of `house` at `now`.
    pub fn of(house: &House, now: Moment) -> Self {
        Self {
            at: now,
            board: turnover::board(house),
            critical: 0,
            warning: 0,
            info: 0,
        }
    }

    /// All alerts that show.
    pub fn alerts(&self) -> usize {
        self.critical + self.warning + self.info
    }
}
