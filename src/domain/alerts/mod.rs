//! Alerts: what needs someone, derived and never stored.
//!
//! One derivation says whether an alert is active and how severe, from the
//! state and the time: so what is shown cannot drift from what is true. What
//! people said about it ([`AlertMark`]) only decides whether it still speaks.
//!
//! [`AlertMark`]: super::alert_mark::AlertMark

mod list;
mod name;
mod offer;
mod overdue;
mod raise;
mod severity;
mod state;
mod summary;
#[cfg(test)]
mod tests;

pub use list::{Alert, alerts, attach_rooms};
pub use name::{AlertKind, AlertName};
pub use offer::{Offer, Offers, WhyNot, offers};
pub use severity::{NextStep, Step, conflict_severity, not_ready_severity, step};
pub use state::AlertState;
pub use summary::{Summary, Thresholds, summary};

use super::alert_mark::Severity;
use super::facts::Facts;
use super::moment::Moment;
use super::reading::look;

/// How severe this alert (`unassigned:BK-2026-000123`) is now, whatever was
/// said about it; nothing when it is not active, or there is no such subject.
pub fn severity_of(facts: &dyn Facts, alert: &str, now: Moment) -> Option<Severity> {
    let name: AlertName = alert.parse().ok()?;
    look(facts, now, |draft| {
        if name.kind == AlertKind::OverdueMaintenance {
            let request = draft.request_ticketed(&name.subject)?;
            return overdue::overdue(draft, &request).map(|raised| raised.severity);
        }
        let booking = draft.booking_coded(&name.subject)?;
        raise::raise(draft, name.kind, &booking).map(|raised| raised.severity)
    })?
}
