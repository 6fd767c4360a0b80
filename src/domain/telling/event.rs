//! Events of the house: a name over some days, shown above the grid.

use serde::{Deserialize, Serialize};

use crate::domain::day::Day;
use crate::domain::id::PropertyId;

/// Something that happens in or around the house.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct HouseEvent {
    /// Identity.
    pub id: i64,
    /// Whose house.
    pub property: PropertyId,
    /// What it is called.
    pub name: String,
    /// Its first day.
    pub from: Day,
    /// Its last day.
    pub to: Day,
}

impl HouseEvent {
    /// Whether it is on that day.
    pub fn is_on(&self, day: Day) -> bool {
        (self.from..=self.to).contains(&day)
    }
}
