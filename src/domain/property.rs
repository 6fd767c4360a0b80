//! A property: one house with its day, its clock and its policies; and the
//! types of rooms it sells.

use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::cleaning::Chores;
use super::day::{Day, Stay};
use super::id::PropertyId;
use super::moment::{Moment, TimeOfDay};
use super::money::{Currency, Money};
use super::policy::Policies;

/// One house. Everything else belongs to exactly one.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Property {
    /// Identity.
    pub id: PropertyId,
    /// Short name for the command line: `roma`.
    pub slug: String,
    /// Name for people: `Hotel Roma`.
    pub name: String,
    /// What it reckons in.
    pub currency: Currency,
    /// Where its clocks stand.
    pub timezone: Tz,
    /// The present hotel day; rolls at night audit, not at midnight.
    pub business_date: Day,
    /// How it wants things done.
    pub policies: Policies,
    /// Grows by one with each change.
    pub version: i64,
}

impl Property {
    /// The moment the property's wall clock shows `time` on `day`.
    pub fn moment(&self, day: Day, time: TimeOfDay) -> Moment {
        Moment::at_local(self.timezone, day, time.time())
    }

    /// When a stay is expected to begin: at its own arrival time, else at the
    /// property's check-in time.
    pub fn arrival(&self, stay: Stay, arrival_time: Option<TimeOfDay>) -> Moment {
        self.moment(
            stay.check_in,
            arrival_time.unwrap_or(self.policies.check_in_time),
        )
    }
}

/// A type of room: what guests book.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct RoomType {
    /// Identity.
    pub id: i64,
    /// Whose it is.
    pub property: PropertyId,
    /// Short name: `DBL`. Never changes.
    pub code: String,
    /// Name for people: `Double`.
    pub name: String,
    /// Adults and children it takes.
    pub capacity: u32,
    /// Rack rate per night.
    pub rate: Money,
    /// Place in the order of worth; a higher rank is the better room.
    pub rank: u32,
    /// Minutes a full cleaning usually takes.
    pub minutes: u32,
    /// How else its rooms are cleaned, and what an inspection looks at.
    #[serde(default, skip_serializing_if = "Chores::is_unsaid")]
    pub chores: Chores,
    /// Grows by one with each change.
    pub version: i64,
}
