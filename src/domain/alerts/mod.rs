//! Alerts: what needs someone, derived and never stored.
//!
//! One derivation says whether an alert is active and how severe, from the
//! state and the time: so what is shown cannot drift from what is true. What
//! people said about it ([`AlertMark`]) only decides whether it still speaks.
//!
//! [`AlertMark`]: super::alert_mark::AlertMark

mod bulk;
mod list;
mod name;
mod offer;
mod overdue;
mod raise;
mod remedy;
mod severity;
mod state;
mod summary;
#[cfg(test)]
mod tests;
mod told;
mod upgrade;

pub use bulk::{Bulk, settle};
pub use list::{Alert, alerts, attach_rooms};
pub use name::{AlertKind, AlertName};
pub use offer::{Offer, Offers, WhyNot, offers};
pub use remedy::{Remedy, Way, remedies, ways};
pub use severity::{NextStep, Step, conflict_severity, not_ready_severity, step};
pub use state::AlertState;
pub use summary::{Summary, Thresholds, summary};
pub use told::{ToldLine, told_lines};
pub use upgrade::{Better, better};

use super::alert_mark::Severity;
use super::draft::Draft;
use super::facts::Facts;
use super::moment::Moment;
use super::reading::look;

/// An active alert, whatever was said about it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Standing {
    /// How severe it is.
    pub severity: Severity,
    /// What is offered.
    pub action: NextStep,
    /// One sentence: what is wrong.
    pub message: String,
}

/// This alert (`unassigned:BK-2026-000123`), with the changes of a draft;
/// nothing when it is not active, or there is no such subject.
pub fn standing(draft: &Draft, alert: &str) -> Option<Standing> {
    let name: AlertName = alert.parse().ok()?;
    let raised = if name.kind == AlertKind::OverdueMaintenance {
        overdue::overdue(draft, &draft.request_ticketed(&name.subject)?)?
    } else {
        raise::raise(draft, name.kind, &draft.booking_coded(&name.subject)?)?
    };
    Some(Standing {
        severity: raised.severity,
        action: raised.action,
        message: raised.message,
    })
}

/// How severe this alert is now, whatever was said about it; nothing when it
/// is not active, or there is no such subject.
pub fn severity_of(facts: &dyn Facts, alert: &str, now: Moment) -> Option<Severity> {
    look(facts, now, |draft| {
        standing(draft, alert).map(|standing| standing.severity)
    })?
}
