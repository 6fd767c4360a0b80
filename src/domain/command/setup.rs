//! Commands that set a house up.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::domain::day::Day;
use crate::domain::money::Price;

/// Make a property, with its first administrator.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CreateProperty {
    /// Name for people.
    pub name: String,
    /// Short name for the command line.
    pub slug: String,
    /// ISO 4217 code.
    pub currency: String,
    /// IANA name: `Europe/Rome`.
    pub timezone: String,
    /// The first business date; else today on the property's wall clock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub business_date: Option<Day>,
    /// The first administrator's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub administrator: Option<String>,
}

/// Change a policy.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetPolicy {
    /// Which.
    pub name: String,
    /// To what, as a person writes it.
    pub value: String,
}

/// Make a room type.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CreateRoomType {
    /// Short name: `DBL`.
    pub code: String,
    /// Name for people.
    pub name: String,
    /// Adults and children it takes.
    pub capacity: u32,
    /// Rack rate per night.
    pub rate: Price,
    /// Place in the order of worth.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rank: Option<u32>,
    /// Minutes of a full cleaning.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u32>,
}

/// Change a room type.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EditRoomType {
    /// Which.
    pub code: String,
    /// Name for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Adults and children it takes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub capacity: Option<u32>,
    /// Rack rate per night.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate: Option<Price>,
    /// Place in the order of worth.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rank: Option<u32>,
    /// Minutes of a full cleaning.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u32>,
    /// Minutes of a daily service.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stayover_minutes: Option<u32>,
    /// Minutes of a touch-up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub touch_up_minutes: Option<u32>,
    /// Minutes of a deep cleaning.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deep_minutes: Option<u32>,
    /// What an inspection looks at; empty: what every house does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checklist: Option<Vec<String>>,
}

/// Make a room.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CreateRoom {
    /// What stands on the door.
    pub number: String,
    /// Code of its type.
    pub room_type: String,
    /// Which floor; else the number's leading digits without the last two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub floor: Option<i32>,
    /// Adults and children it takes; else the type's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub capacity: Option<u32>,
    /// What it has.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub features: BTreeSet<String>,
    /// Whether it is in use; else yes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub active: Option<bool>,
}

/// Change a room.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EditRoom {
    /// Which, by number.
    pub room: String,
    /// Code of its type.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room_type: Option<String>,
    /// Which floor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub floor: Option<i32>,
    /// Adults and children it takes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub capacity: Option<u32>,
    /// What it has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub features: Option<BTreeSet<String>>,
    /// Whether it is in use.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub active: Option<bool>,
    /// Whether it must pass inspection.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub requires_inspection: Option<bool>,
}
