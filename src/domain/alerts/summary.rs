//! What all alerts come to, and what colours the dashboard.

use serde::Serialize;

use super::{Alert, AlertKind, AlertState};
use crate::domain::alert_mark::Severity;

/// More bookings without a room than these colour the dashboard.
const MOST_UNASSIGNED: usize = 10;
/// More critical alerts than these colour it.
const MOST_CRITICAL: usize = 3;

/// How many alerts there are.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Summary {
    /// Bookings without a room, whatever was said about them.
    pub total_unassigned: usize,
    /// Critical alerts that are shown.
    pub critical: usize,
    /// Warnings that are shown.
    pub warning: usize,
    /// What is worth knowing and is shown.
    pub info: usize,
    /// Conflicts, whatever was said about them.
    pub conflicts: usize,
    /// Alerts that were put off.
    pub snoozed: usize,
    /// Alerts that were settled and are active still.
    pub resolved: usize,
    /// What is beyond its threshold.
    pub thresholds: Thresholds,
}

/// Which figures are beyond what the dashboard takes calmly.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Thresholds {
    /// More than ten bookings without a room.
    pub unassigned: bool,
    /// More than three critical alerts.
    pub critical: bool,
    /// Any conflict.
    pub conflicts: bool,
}

/// What these alerts come to.
pub fn summary(alerts: &[Alert]) -> Summary {
    let count = |counts: &dyn Fn(&Alert) -> bool| alerts.iter().filter(|one| counts(one)).count();
    let shown = |severity| count(&|one| one.state.is_shown() && one.severity == severity);
    let of_kind = |kind| count(&|one| one.kind == kind);
    let total_unassigned = of_kind(AlertKind::Unassigned);
    let critical = shown(Severity::Critical);
    let conflicts = of_kind(AlertKind::Conflict);
    Summary {
        total_unassigned,
        critical,
        warning: shown(Severity::Warning),
        info: shown(Severity::Info),
        conflicts,
        snoozed: count(&|one| one.state == AlertState::Snoozed),
        resolved: count(&|one| one.state == AlertState::Resolved),
        thresholds: Thresholds {
            unassigned: total_unassigned > MOST_UNASSIGNED,
            critical: critical > MOST_CRITICAL,
            conflicts: conflicts > 0,
        },
    }
}
