//! Categories of requests: who suits, how urgent at most, how long it usually
//! takes, and what may be spent a month.
//!
//! The usual categories are there in every house without being stored; the
//! first change of one stores it. So a house made before there were requests
//! has them too, and the journal has to know of nothing that nobody did.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::Priority;
use crate::domain::id::PropertyId;
use crate::domain::money::Money;
use crate::domain::staff::Role;

/// A kind of request.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Category {
    /// Identity; 0 while it is one of the usual ones and was never changed.
    pub id: i64,
    /// Whose it is.
    pub property: PropertyId,
    /// Its name, unique in the property. Never changes.
    pub name: String,
    /// Roles that suit.
    pub roles: BTreeSet<Role>,
    /// The most urgent a request of it may be.
    pub max_priority: Priority,
    /// Hours it usually takes.
    pub usual_hours: u32,
    /// What may be spent on it in a month.
    pub budget: Option<Money>,
    /// Whether what a guest asks for goes along when the guest changes rooms:
    /// a service does, a fault stays with the room.
    pub follows_guest: bool,
    /// Grows by one with each change.
    pub version: i64,
}

/// The category of a repair that was laid on a room without saying more.
pub const OTHER: &str = "Other";

/// One of the usual categories.
struct Preset {
    name: &'static str,
    roles: &'static [Role],
    max_priority: Priority,
    usual_hours: u32,
    follows_guest: bool,
}

use Role::{
    Electrician, FacilityManager, Gardener, MaintenanceSupervisor, Plumber, RoomAttendant,
    SecurityHead,
};

const USUAL: &[Preset] = &[
    Preset {
        name: "Electrical",
        roles: &[FacilityManager, MaintenanceSupervisor, Electrician],
        max_priority: Priority::Emergency,
        usual_hours: 24,
        follows_guest: false,
    },
    Preset {
        name: "Plumbing",
        roles: &[FacilityManager, MaintenanceSupervisor, Plumber],
        max_priority: Priority::Emergency,
        usual_hours: 24,
        follows_guest: false,
    },
    Preset {
        name: "HVAC",
        roles: &[FacilityManager, MaintenanceSupervisor],
        max_priority: Priority::Emergency,
        usual_hours: 48,
        follows_guest: false,
    },
    Preset {
        name: "Security",
        roles: &[FacilityManager, SecurityHead],
        max_priority: Priority::Emergency,
        usual_hours: 8,
        follows_guest: false,
    },
    Preset {
        name: "Cleaning",
        roles: &[FacilityManager, RoomAttendant],
        max_priority: Priority::High,
        usual_hours: 4,
        follows_guest: true,
    },
    Preset {
        name: "Landscaping",
        roles: &[FacilityManager, Gardener],
        max_priority: Priority::High,
        usual_hours: 72,
        follows_guest: false,
    },
    Preset {
        name: OTHER,
        roles: &[FacilityManager],
        max_priority: Priority::Emergency,
        usual_hours: 48,
        follows_guest: true,
    },
];

impl Preset {
    fn category(&self, property: PropertyId) -> Category {
        Category {
            id: 0,
            property,
            name: self.name.to_owned(),
            roles: self.roles.iter().copied().collect(),
            max_priority: self.max_priority,
            usual_hours: self.usual_hours,
            budget: None,
            follows_guest: self.follows_guest,
            version: 0,
        }
    }
}

/// Every category of a house: the stored ones, and the usual ones that nobody
/// has changed; the usual ones first, then by name.
pub fn all(property: PropertyId, stored: &[Category]) -> Vec<Category> {
    let mut found: Vec<Category> = USUAL
        .iter()
        .map(|usual| {
            stored
                .iter()
                .find(|one| one.is_called(usual.name))
                .cloned()
                .unwrap_or_else(|| usual.category(property))
        })
        .collect();
    let mut own: Vec<Category> = stored
        .iter()
        .filter(|one| !USUAL.iter().any(|usual| one.is_called(usual.name)))
        .cloned()
        .collect();
    own.sort_by(|a, b| a.name.cmp(&b.name));
    found.extend(own);
    found
}

impl Category {
    /// Whether this is its name, in any case.
    pub fn is_called(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name.trim())
            || self.name.to_lowercase() == name.trim().to_lowercase()
    }
}

/// What stands for a category that is no longer there: nobody suits it.
pub fn lost(property: PropertyId, name: &str) -> Category {
    Category {
        id: 0,
        property,
        name: name.to_owned(),
        roles: BTreeSet::new(),
        max_priority: Priority::Emergency,
        usual_hours: 48,
        budget: None,
        follows_guest: false,
        version: 0,
    }
}
