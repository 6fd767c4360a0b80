//! Cleaning and inspecting.

use super::{keep, turn};
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
        turn(draft, &mut room, Step::MarkCleaned)?;
        room.last_cleaned = Some(draft.stamp());
        keep(draft, room.clone(), "Cleaned", notes.as_deref());
        pass_by_policy(draft, room)
    }
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
        let notes = if self.passed {
            check::notes(self.notes.as_deref())?
        } else {
            find::reason(self.notes.as_deref(), "Failing an inspection")?;
            check::notes(self.notes.as_deref())?
        };
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
