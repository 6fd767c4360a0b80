//! Commands about blocks.

use serde::{Deserialize, Serialize};

use crate::domain::block::BlockType;
use crate::domain::day::Day;
use crate::domain::staff::OverrideLevel;

/// Keep rooms from sale for some nights: all or none.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BlockRooms {
    /// Which rooms, by number.
    pub rooms: Vec<String>,
    /// First night.
    pub from: Day,
    /// The day after the last night.
    pub to: Day,
    /// What for.
    #[serde(rename = "type")]
    pub kind: BlockType,
    /// Why.
    #[serde(default)]
    pub reason: String,
    /// Whether an assignment may break it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub can_override: bool,
    /// Whose word breaks it; else a manager's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub override_level: Option<OverrideLevel>,
}

/// Change a block; what is left out stays.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EditBlock {
    /// Which, by code.
    pub block: String,
    /// First night.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Day>,
    /// The day after the last night.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Day>,
    /// What for.
    #[serde(default, rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<BlockType>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Whether an assignment may break it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub can_override: Option<bool>,
    /// Whose word breaks it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub override_level: Option<OverrideLevel>,
}

/// Release a block.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReleaseBlock {
    /// Which, by code.
    pub block: String,
    /// Why.
    #[serde(default)]
    pub reason: String,
}
