//! Notices: announcements and hand-over notes, as they hang on the wall.

use serde::{Deserialize, Serialize};

use crate::domain::day::Day;
use crate::domain::id::PropertyId;
use crate::domain::staff::{Role, Staff};
use crate::domain::stamp::Stamp;

/// What a notice is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoticeKind {
    /// For all, or for some roles.
    Announcement,
    /// From one shift to the next.
    HandOver,
}

/// One notice.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Notice {
    /// Identity.
    pub id: i64,
    /// Whose house.
    pub property: PropertyId,
    /// What it is.
    pub kind: NoticeKind,
    /// What it says.
    pub text: String,
    /// For these roles only; for everyone where there are none.
    pub roles: Vec<Role>,
    /// When, and who wrote it.
    pub stamp: Stamp,
    /// The last business date on which it is shown.
    pub until: Day,
}

impl Notice {
    /// Whether it hangs on the wall on this business date, for this person.
    pub fn is_for(&self, person: &Staff, today: Day) -> bool {
        let meant = self.roles.is_empty()
            || self.roles.contains(&person.role)
            || self.stamp.by == person.id;
        today <= self.until && meant
    }
}
