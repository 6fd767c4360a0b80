//! What people say about alerts. Whether one is active, and how severe, is
//! never decided here: it is derived.

use super::booking::called;
use super::{Decide, check, find, maintenance, permission};
use crate::domain::alert_mark::{AlertMark, Dealt, Severity};
use crate::domain::alerts::{AlertKind, AlertName, severity_of};
use crate::domain::command::{AcknowledgeAlert, Needs, ResolveAlert, SnoozeAlert};
use crate::domain::draft::Draft;
use crate::domain::error::{Code, Refusal};
use crate::domain::staff::Permission;

/// Minutes that an alert is put off where nobody says how long.
const SNOOZE_MINUTES: i64 = 60;
/// Days that an alert can be put off at most: what is put off longer is
/// forgotten.
const SNOOZE_DAYS: i64 = 7;

/// An active alert, what was said about it so far, and what it is about.
struct Active {
    mark: AlertMark,
    severity: Severity,
    about: String,
}

/// The alert of this name, if it is active and the person may deal with it.
///
/// # Errors
/// `INVALID_VALUE` for what names no alert; `NOT_FOUND` where it is not
/// active; a subject that is not here; `PERMISSION_DENIED`.
fn active(draft: &mut Draft, given: &str) -> Result<Active, Refusal> {
    let name: AlertName = given
        .parse()
        .map_err(|words: String| check::invalid("alert", format!("{words}.")))?;
    permission::require(draft, board(name.kind), "deal with this alert")?;
    let not_active = |about: &str| {
        Refusal::new(
            Code::NotFound,
            format!("There is no alert {name} now{about}; \"show alerts\" lists them."),
        )
        .with("alert", &name)
    };
    let (subject, about) = if name.kind == AlertKind::OverdueMaintenance {
        let request = maintenance::ticketed(draft, &name.subject)?;
        (request.ticket, request.title)
    } else {
        let booking = find::booking(draft, &name.subject)?;
        (booking.code.clone(), called(&booking))
    };
    let alert = AlertName {
        subject,
        ..name.clone()
    }
    .to_string();
    let severity = severity_of(draft.facts(), &alert, draft.context().now)
        .ok_or_else(|| not_active(&format!(": {about} is settled")))?;
    let mark = if let Some(mark) = draft.alert_mark(&alert) {
        find::fresh(draft, &format!("Alert {alert}"), mark.version)?;
        mark
    } else {
        let id = draft.fresh_id();
        AlertMark::new(id, draft.property().id, &alert)
    };
    draft.tell("alert", &alert);
    Ok(Active {
        mark,
        severity,
        about,
    })
}

/// Who may deal with alerts of this kind: the desk, or whose board it is on.
fn board(kind: AlertKind) -> Needs {
    match kind {
        AlertKind::RoomNotReady => Needs::Any(&[Permission::Bookings, Permission::Rooms]),
        AlertKind::OverdueMaintenance => {
            Needs::Any(&[Permission::Bookings, Permission::Maintenance])
        }
        AlertKind::Unassigned
        | AlertKind::Conflict
        | AlertKind::Overstay
        | AlertKind::UpgradeAvailable => Needs::All(&[Permission::Bookings]),
    }
}

/// Whether someone dealt with it so, when it was no less severe than now.
fn dealt(before: Option<&Dealt>, severity: Severity) -> bool {
    before.is_some_and(|dealt| dealt.severity >= severity)
}

impl Decide for ResolveAlert {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let mut alert = active(draft, &self.alert)?;
        let notes = check::notes(self.notes.as_deref())?;
        draft.summarise(format!("Settled the alert about {}", alert.about));
        if dealt(alert.mark.resolved.as_ref(), alert.severity) && notes.is_none() {
            return Ok(());
        }
        alert.mark.resolved = Some(Dealt {
            severity: alert.severity,
            stamp: draft.stamp(),
            notes,
        });
        draft.save(alert.mark);
        Ok(())
    }
}

impl Decide for AcknowledgeAlert {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let mut alert = active(draft, &self.alert)?;
        draft.summarise(format!("Saw the alert about {}", alert.about));
        if dealt(alert.mark.acknowledged.as_ref(), alert.severity) {
            return Ok(());
        }
        alert.mark.acknowledged = Some(Dealt {
            severity: alert.severity,
            stamp: draft.stamp(),
            notes: None,
        });
        draft.save(alert.mark);
        Ok(())
    }
}

impl Decide for SnoozeAlert {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let mut alert = active(draft, &self.alert)?;
        let now = draft.context().now;
        let until = self
            .until
            .unwrap_or_else(|| now.plus_minutes(SNOOZE_MINUTES));
        let longest = now.plus_minutes(SNOOZE_DAYS * 24 * 60);
        if until <= now || until > longest {
            return Err(Refusal::new(
                Code::InvalidDates,
                format!("An alert is put off until later than now, by {SNOOZE_DAYS} days at most."),
            )
            .with("until", until)
            .with("now", now));
        }
        let spoken = until.stamp(draft.property().timezone);
        draft.tell("until", until);
        draft.summarise(format!(
            "Put the alert about {} off until {spoken}",
            alert.about
        ));
        alert.mark.snoozed_until = Some(until);
        draft.save(alert.mark);
        Ok(())
    }
}
