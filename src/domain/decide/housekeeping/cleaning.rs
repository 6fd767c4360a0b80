//! Cleaning and inspecting.

use super::{keep, record, turn};
use crate::domain::cleaning::CleaningKind;
use crate::domain::command::{Inspect, MarkCleaned, Needs, StartCleaning, StopCleaning};
use crate::domain::decide::{Decide, assign, check, find, permission};
use crate::domain::draft::Draft;
use crate::domain::error::Refusal;
use crate::domain::room::Room;
use crate::domain::staff::{Permission, Staff};
use crate::domain::turnover::Step;

/// The room a command is about, as it was looked at.
pub(super) fn seen(draft: &Draft, number: &str) -> Result<Room, Refusal> {
    let room = find::room(draft, number)?;
    find::fresh(draft, &format!("Room {}", room.number), room.version)?;
    Ok(room)
}

impl Decide for StartCleaning {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let mut room = seen(draft, &self.room)?;
        let notes = check::notes(self.notes.as_deref())?;
        turn(draft, &mut room, Step::StartCleaning)?;
        room.cleaning = Some(draft.stamp());
        keep(draft, room, "Cleaning started", notes.as_deref());
        Ok(())
    }
}

impl Decide for StopCleaning {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let mut room = seen(draft, &self.room)?;
        let notes = check::notes(self.notes.as_deref())?;
        turn(draft, &mut room, Step::StopCleaning)?;
        keep(draft, room, "Cleaning stopped", notes.as_deref());
        Ok(())
    }
}

impl Decide for MarkCleaned {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let mut room = seen(draft, &self.room)?;
        let notes = check::notes(self.notes.as_deref())?;
        let kind = self.kind.unwrap_or(CleaningKind::Departure);
        let over_again = match kind {
            CleaningKind::Stayover => return Err(of_a_guest()),
            CleaningKind::TouchUp => true,
            CleaningKind::Deep => room.status.is_ready(),
            CleaningKind::Departure => false,
        };
        let step = if over_again {
            Step::Freshen
        } else {
            Step::MarkCleaned
        };
        let begun = room.cleaning;
        turn(draft, &mut room, step)?;
        record::finished(draft, &room, kind, begun, notes.clone());
        room.last_cleaned = Some(draft.stamp());
        if kind == CleaningKind::Deep {
            room.care.deep_cleaned = room.last_cleaned;
        }
        keep(draft, room.clone(), done(kind), notes.as_deref());
        if over_again {
            return Ok(());
        }
        pass_by_policy(draft, room)
    }
}

/// What the room's history says of a cleaning.
fn done(kind: CleaningKind) -> &'static str {
    match kind {
        CleaningKind::Departure | CleaningKind::Stayover => "Cleaned",
        CleaningKind::TouchUp => "Touched up",
        CleaningKind::Deep => "Deep-cleaned",
    }
}

fn of_a_guest() -> Refusal {
    check::invalid(
        "kind",
        "The cleaning of a room with a guest in it is its service; finish the service instead.",
    )
}

/// Passes a cleaned room from cleaned to ready by itself, where the house or
/// the room wants no inspection.
fn pass_by_policy(draft: &mut Draft, mut room: Room) -> Result<(), Refusal> {
    let why = if !draft.property().policies.requires_inspection {
        "policy requires_inspection is off"
    } else if room.requires_inspection {
        return Ok(());
    } else {
        "the room requires no inspection"
    };
    turn(draft, &mut room, Step::PassInspection)?;
    let id = room.id;
    keep(draft, room, "Ready without inspection", Some(why));
    assign::firm_up_room(draft, id);
    Ok(())
}

impl Decide for Inspect {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let mut room = seen(draft, &self.room)?;
        let step = if self.passed {
            Step::PassInspection
        } else {
            Step::FailInspection
        };
        turn(draft, &mut room, step)?;
        another_pair_of_eyes(draft, &room)?;
        let failed = self.failed_lines()?;
        if !self.passed && failed.is_empty() {
            find::reason(self.notes.as_deref(), "Failing an inspection")?;
        }
        let notes = check::notes(self.notes.as_deref())?;
        record::checked(draft, &room, self.passed, &failed, notes.clone());
        let notes = said(&failed, notes);
        room.last_inspected = Some(draft.stamp());
        let id = room.id;
        if self.passed {
            keep(draft, room, "Inspection passed", notes.as_deref());
            assign::firm_up_room(draft, id);
        } else {
            keep(draft, room, "Inspection failed", notes.as_deref());
        }
        Ok(())
    }
}

impl Inspect {
    /// The lines that were not good enough, each once.
    fn failed_lines(&self) -> Result<Vec<String>, Refusal> {
        check::number("failed", self.failed.len(), 0, 40)?;
        let mut lines: Vec<String> = Vec::new();
        for line in &self.failed {
            let line = check::text("failed", line, check::NAME)?;
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
        if self.passed && !lines.is_empty() {
            return Err(check::invalid(
                "failed",
                format!(
                    "The room cannot pass with {} not in order; fail it, or leave that out.",
                    lines.join(", ")
                ),
            ));
        }
        Ok(lines)
    }
}

/// The failed lines and the notes, as the room's history has them.
fn said(failed: &[String], notes: Option<String>) -> Option<String> {
    match (failed.is_empty(), notes) {
        (true, notes) => notes,
        (false, None) => Some(failed.join(", ")),
        (false, Some(notes)) => Some(format!("{}: {notes}", failed.join(", "))),
    }
}

/// Refuses whoever cleaned the room, where the policy wants someone else to
/// look at it.
fn another_pair_of_eyes(draft: &Draft, room: &Room) -> Result<(), Refusal> {
    let me = draft.context().actor.id;
    let mine = room.last_cleaned.is_some_and(|cleaned| cleaned.by == me);
    if !mine || !draft.property().policies.second_pair_of_eyes {
        return Ok(());
    }
    let others: Vec<Staff> = draft
        .all_staff()
        .into_iter()
        .filter(|person| person.id != me)
        .collect();
    let needs = Needs::All(&[Permission::Rooms, Permission::Inspect]);
    Err(permission::denied(
        &format!(
            "{} cleaned room {} and may not inspect it too (policy second_pair_of_eyes)",
            draft.context().actor.name,
            room.number
        ),
        needs,
        &others,
    )
    .with("room", &room.number))
}
