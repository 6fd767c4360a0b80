//! Telling people of an alert: each once, and again when it grows more severe.

use super::audience::{audience, groups};
use super::message::{MessageKind, Urgency};
use super::send::{Letter, send};
use crate::domain::alert_mark::{AlertMark, Severity, Told};
use crate::domain::alerts::{AlertKind, AlertState, NextStep};
use crate::domain::draft::Draft;
use crate::domain::staff::Staff;

/// An active alert, as far as telling needs to know it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Telling {
    /// Which: `unassigned:BK-2026-000123`.
    pub alert: String,
    /// What it is about.
    pub kind: AlertKind,
    /// How severe it is.
    pub severity: Severity,
    /// What is offered.
    pub step: NextStep,
    /// One sentence.
    pub message: String,
}

impl Telling {
    /// Who is still to be told, given what the mark says of those who were.
    pub fn due(&self, mark: Option<&AlertMark>, staff: &[Staff]) -> Vec<Staff> {
        let told = |person: &Staff| {
            mark.is_some_and(|mark| {
                mark.told
                    .iter()
                    .any(|told| told.staff == person.id && told.severity >= self.severity)
            })
        };
        audience(staff, groups(self.kind, self.severity, self.step))
            .into_iter()
            .filter(|person| !told(person))
            .filter(|person| !person.notify.urgent_only || self.urgency() == Urgency::Urgent)
            .collect()
    }

    fn urgency(&self) -> Urgency {
        match self.severity {
            Severity::Info => Urgency::Normal,
            Severity::Warning => Urgency::High,
            Severity::Critical => Urgency::Urgent,
        }
    }
}

/// Writes to everyone who is still to be told, and notes on the mark who was,
/// and when. An alert that was settled, put off or seen says nothing more
/// until it grows more severe. Answers how many were told.
pub fn tell(draft: &mut Draft, telling: &Telling) -> usize {
    let now = draft.context().now;
    let found = draft.alert_mark(&telling.alert);
    let state = AlertState::of(found.as_ref(), telling.severity, now);
    let due = telling.due(found.as_ref(), &draft.all_staff());
    if state != AlertState::Open || due.is_empty() {
        return 0;
    }
    let mut mark = found.unwrap_or_else(|| {
        let id = draft.fresh_id();
        AlertMark::new(id, draft.property().id, &telling.alert)
    });
    let letter = Letter {
        kind: MessageKind::Alert,
        about: Some(telling.alert.clone()),
        urgency: telling.urgency(),
        from: None,
        text: format!("{} {}.", telling.message, telling.step.label()),
    };
    let mut count = 0;
    for person in due {
        if !send(draft, &person, &letter) {
            continue;
        }
        count += 1;
        mark.told.retain(|told| told.staff != person.id);
        mark.told.push(Told {
            staff: person.id,
            severity: telling.severity,
            at: now,
        });
    }
    if count > 0 {
        mark.first_seen.get_or_insert(now);
        draft.save(mark);
    }
    count
}
