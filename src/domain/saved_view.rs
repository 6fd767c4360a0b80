//! Saved views: how a person likes a screen, kept under a name of their own.

use serde::{Deserialize, Serialize};

use super::id::{PropertyId, StaffId};
use super::listing::{Search, Sort};
use super::room::RoomStatus;
use super::view::grid::Grouping;

/// Which rows a grid shows.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowsShown {
    /// Every room in use.
    #[default]
    All,
    /// Rooms of one type, by its code.
    Type(String),
    /// Rooms of one floor.
    Floor(i32),
    /// Rooms in one status.
    Status(RoomStatus),
    /// Rooms that have a feature.
    Feature(String),
    /// Rooms that are switched off.
    Inactive,
}

/// How a screen is arranged.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Arrangement {
    /// The list of bookings.
    Bookings {
        /// What is looked for.
        #[serde(default)]
        search: Search,
        /// In which order.
        #[serde(default)]
        sort: Sort,
    },
    /// The month grid.
    Grid {
        /// Which rows.
        #[serde(default)]
        rows: RowsShown,
        /// What they are grouped by.
        #[serde(default)]
        grouping: Grouping,
        /// Columns a day takes; none: what suits the frame.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        zoom: Option<u16>,
    },
}

impl Default for Arrangement {
    fn default() -> Arrangement {
        Arrangement::Bookings {
            search: Search::default(),
            sort: Sort::default(),
        }
    }
}

impl Arrangement {
    /// Which screen it is of: names are unique within one.
    pub fn screen(&self) -> ScreenName {
        match self {
            Arrangement::Bookings { .. } => ScreenName::Bookings,
            Arrangement::Grid { .. } => ScreenName::Grid,
        }
    }
}

/// A screen that can be arranged.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ScreenName {
    /// The list of bookings.
    #[default]
    Bookings,
    /// The month grid.
    Grid,
}

impl ScreenName {
    /// As it is written: `bookings`.
    pub fn as_str(self) -> &'static str {
        match self {
            ScreenName::Bookings => "bookings",
            ScreenName::Grid => "grid",
        }
    }
}

/// One person's view of one screen.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SavedView {
    /// Identity.
    pub id: i64,
    /// In which house.
    pub property: PropertyId,
    /// Whose.
    pub staff: StaffId,
    /// Its name; unique for the person and the screen, whatever the case.
    pub name: String,
    /// How the screen is arranged.
    pub arrangement: Arrangement,
    /// Grows by one with each change.
    pub version: i64,
}
