//! Whether an active alert still speaks.

use serde::Serialize;

use crate::domain::alert_mark::{AlertMark, Dealt, Severity};
use crate::domain::moment::Moment;

/// Whether an active alert still speaks.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AlertState {
    /// Nobody has dealt with it.
    Open,
    /// Someone has seen it; it is shown, and makes no more noise.
    Acknowledged,
    /// Put off for a while.
    Snoozed,
    /// Settled, unless it grows more severe.
    Resolved,
}

impl AlertState {
    /// What was said about an alert that is now so severe.
    pub fn of(mark: Option<&AlertMark>, severity: Severity, now: Moment) -> AlertState {
        let Some(mark) = mark else {
            return AlertState::Open;
        };
        let holds = |dealt: &Dealt| severity <= dealt.severity;
        if mark.resolved.as_ref().is_some_and(holds) {
            AlertState::Resolved
        } else if mark.snoozed_until.is_some_and(|until| now < until) {
            AlertState::Snoozed
        } else if mark.acknowledged.as_ref().is_some_and(holds) {
            AlertState::Acknowledged
        } else {
            AlertState::Open
        }
    }

    /// Whether it is shown among what needs someone.
    pub fn is_shown(self) -> bool {
        matches!(self, AlertState::Open | AlertState::Acknowledged)
    }
}
