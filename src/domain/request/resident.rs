//! Residents: who lives in the house for long and may ask for repairs.

use serde::{Deserialize, Serialize};

use crate::domain::booking::Contact;
use crate::domain::id::{PropertyId, ResidentId, RoomId};

/// In what right someone lives here.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ResidentKind {
    /// Owns the flat.
    Owner,
    /// Rents it.
    Tenant,
    /// A guest who stays for long.
    LongStay,
}

impl ResidentKind {
    /// As it is printed: `long_stay`.
    pub fn as_str(self) -> &'static str {
        match self {
            ResidentKind::Owner => "owner",
            ResidentKind::Tenant => "tenant",
            ResidentKind::LongStay => "long_stay",
        }
    }

    /// As people say it.
    pub fn label(self) -> &'static str {
        match self {
            ResidentKind::Owner => "owner",
            ResidentKind::Tenant => "tenant",
            ResidentKind::LongStay => "long stay",
        }
    }
}

/// One resident.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Resident {
    /// Identity.
    pub id: ResidentId,
    /// In whose house.
    pub property: PropertyId,
    /// `RS-0007`; unique in the property.
    pub code: String,
    /// Who it is.
    pub full_name: String,
    /// In which room.
    pub room: Option<RoomId>,
    /// Or in which flat.
    pub flat: Option<String>,
    /// How to reach them.
    pub contact: Contact,
    /// In what right.
    pub kind: ResidentKind,
    /// Lives here; whoever moved out stays in the history.
    pub active: bool,
    /// Grows by one with each change.
    pub version: i64,
}
