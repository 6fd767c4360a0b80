//! Blocks: nights of a room that are kept from sale.

use serde::{Deserialize, Serialize};

use super::day::Stay;
use super::id::{BlockId, PropertyId, RoomId};
use super::staff::OverrideLevel;
use super::stamp::Stamp;

/// What a block is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BlockType {
    /// A repair.
    Maintenance,
    /// Building work.
    Renovation,
    /// Kept for someone important.
    VipHold,
    /// Kept for a long stay.
    LongStay,
    /// Kept for staff.
    Staff,
}

impl BlockType {
    /// As it is stored and printed: `vip_hold`.
    pub fn as_str(self) -> &'static str {
        match self {
            BlockType::Maintenance => "maintenance",
            BlockType::Renovation => "renovation",
            BlockType::VipHold => "vip_hold",
            BlockType::LongStay => "long_stay",
            BlockType::Staff => "staff",
        }
    }
}

/// When, by whom and why a block was released.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Released {
    /// When, and by whom.
    pub stamp: Stamp,
    /// Why.
    pub reason: String,
}

/// Nights of one room kept from sale.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Block {
    /// Identity.
    pub id: BlockId,
    /// Whose it is.
    pub property: PropertyId,
    /// `BL-0007`; unique in the property.
    pub code: String,
    /// Which room.
    pub room: RoomId,
    /// Which nights, half-open as a stay; never empty while it holds.
    #[serde(flatten)]
    pub stay: Stay,
    /// What for.
    pub kind: BlockType,
    /// Why.
    pub reason: String,
    /// Who may break it with an assignment; none: nobody.
    pub override_level: Option<OverrideLevel>,
    /// When it was made, and by whom.
    pub created: Stamp,
    /// Set once it holds nothing any more.
    pub released: Option<Released>,
    /// Grows by one with each change.
    pub version: i64,
}

impl Block {
    /// Whether it keeps its room from sale.
    pub fn holds(&self) -> bool {
        self.released.is_none()
    }
}
