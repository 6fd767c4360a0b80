//! Commands about guests coming and going, and the end of the day.

use serde::{Deserialize, Serialize};

use crate::domain::booking::Contact;
use crate::domain::day::Day;
use crate::domain::money::Price;
use crate::domain::rate::RateDecision;

/// Check a guest in.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CheckIn {
    /// Which booking, by code.
    pub booking: String,
    /// Give this room first, by number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room: Option<String>,
    /// What to do with the difference where the room is of another type.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate: Option<RateDecision>,
    /// The guest approved of being charged.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub approved_by_guest: bool,
    /// The guest comes before the day of arrival: move the stay forward.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub early: bool,
}

/// Check a guest out.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CheckOut {
    /// Which booking, by code.
    pub booking: String,
}

/// Check several guests out: all or none.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BulkCheckOut {
    /// The guests of these rooms, by number.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rooms: Vec<String>,
    /// These bookings, by code.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bookings: Vec<String>,
}

/// Take a check-in back.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UndoCheckIn {
    /// Which booking, by code.
    pub booking: String,
    /// The guest has been in the room: it must be cleaned.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub room_entered: bool,
}

/// Take a check-out back, on the same business date.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UndoCheckOut {
    /// Which booking, by code.
    pub booking: String,
}

/// Take in a guest who stands at the desk: booking, room and check-in in one.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WalkIn {
    /// Which room, by number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room: Option<String>,
    /// Or any free and ready room of this type; with a room, the type that is
    /// sold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room_type: Option<String>,
    /// How many nights; 0 is a day use.
    pub nights: u32,
    /// The lead guest.
    pub lead: String,
    /// Names of the party.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub guests: Vec<String>,
    /// How many adults.
    pub adults: u32,
    /// How many children.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub children: Option<u32>,
    /// Price per night; else the type's rack rate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate: Option<Price>,
    /// What to do with the difference where the room is of another type than
    /// the one that is sold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub difference: Option<RateDecision>,
    /// The guest approved of being charged.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub approved_by_guest: bool,
    /// How to reach them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<Contact>,
}

/// Close the business date and roll to the next.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NightAudit {
    /// The day to close. One that is closed already changes nothing.
    pub closes: Day,
    /// Declare those who never came no-shows, instead of asking.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub confirm_no_shows: bool,
}
