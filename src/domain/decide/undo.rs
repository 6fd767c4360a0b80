//! Taking steps back, and taking that back again.
//!
//! An undo is a new journal entry, never an erasure: rows return to what they
//! were, versions grow.

use super::{Decide, permission};
use crate::domain::booking::BookingStatus;
use crate::domain::command as c;
use crate::domain::command::{Needs, SPECS, Undo};
use crate::domain::conflict;
use crate::domain::day::{Day, Stay};
use crate::domain::draft::Draft;
use crate::domain::error::{Code, Refusal};
use crate::domain::facts::{About, StepHead};
use crate::domain::row::{Change, Row, Table};
use crate::domain::segment::{AssignmentStatus, Segment};
use crate::domain::staff::Permission;
use crate::domain::telling;

const UNDO: &str = "undo";
const REDO: &str = "redo";

impl Decide for c::UndoStep {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let seq = match self.seq {
            Some(seq) => seq,
            None => latest_to_undo(&draft.facts().steps_of(draft.context().actor.id))
                .ok_or_else(|| nothing("There is nothing of yours to undo."))?,
        };
        take_back(draft, seq, "Undone")
    }
}

impl Decide for c::RedoStep {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let seq = match self.seq {
            Some(seq) => seq,
            None => latest_to_redo(&draft.facts().steps_of(draft.context().actor.id))
                .ok_or_else(|| nothing("There is nothing of yours to redo."))?,
        };
        take_back(draft, seq, "Redone")
    }
}

fn nothing(message: &str) -> Refusal {
    Refusal::new(Code::NothingToUndo, message)
}

/// The latest step of a person that is not taken back yet. A closed day ends
/// the search: what came before it is history. `steps` are newest first.
fn latest_to_undo(steps: &[StepHead]) -> Option<i64> {
    steps
        .iter()
        .take_while(|step| step.op == UNDO || undoable(&step.op))
        .find(|step| step.op != UNDO && !step.taken_back)
        .map(|step| step.seq)
}

/// The latest undo of a person that is not taken back yet, unless they have
/// done something else since.
fn latest_to_redo(steps: &[StepHead]) -> Option<i64> {
    steps
        .iter()
        .take_while(|step| step.op == UNDO || step.op == REDO)
        .find(|step| step.op == UNDO && !step.taken_back)
        .map(|step| step.seq)
}

/// A batch carried out as one step has the operation `batch`; what is in it
/// was checked when it was decided.
fn undoable(op: &str) -> bool {
    SPECS
        .iter()
        .find(|spec| spec.op == op)
        .is_none_or(|spec| spec.undo == Undo::Rows)
}

fn take_back(draft: &mut Draft, seq: i64, said: &str) -> Result<(), Refusal> {
    let (step, changes) = draft.facts().step(seq).ok_or_else(|| {
        nothing(&format!(
            "There is no step {seq} here; \"show journal\" lists them."
        ))
    })?;
    if step.taken_back {
        return Err(nothing(&format!("Step {seq} was taken back already.")));
    }
    let spec = SPECS.iter().find(|spec| spec.op == step.op);
    if let Some(Undo::Never(why)) = spec.map(|spec| spec.undo) {
        return Err(nothing(&format!(
            "\"{}\" cannot be taken back: {why}.",
            step.summary
        )));
    }
    may_take_back(draft, &step)?;
    same_day(draft, &step, &changes)?;
    let (told, changes): (Vec<Change>, Vec<Change>) =
        changes.into_iter().partition(telling::is_told);
    for change in &changes {
        still_as_left(draft, &step, change)?;
    }
    for change in &changes {
        restore(draft, change);
    }
    for change in &changes {
        unused(draft, &step, change)?;
        agrees_with_rooms(draft, &step, change)?;
        room_for(draft, change)?;
    }
    telling::take_back(draft, &told);
    draft.takes_back(seq);
    draft.tell("undone", seq);
    let words = if step.op == UNDO {
        step.summary.trim_start_matches("Undone: ")
    } else {
        &step.summary
    };
    draft.resummarise(format!("{said}: {}", words.trim_start_matches("Redone: ")));
    Ok(())
}

/// Taking a step back needs what the step itself needed, however often it was
/// taken back and done again since.
///
/// # Errors
/// `PERMISSION_DENIED`.
fn may_take_back(draft: &Draft, step: &StepHead) -> Result<(), Refusal> {
    let mut first = step.clone();
    while let Some((earlier, _)) = first.undoes.and_then(|seq| draft.facts().step(seq)) {
        first = earlier;
    }
    let taken_back_itself = first.op == UNDO || first.op == REDO;
    match SPECS.iter().find(|spec| spec.op == first.op) {
        // What anyone signed in may do is taken back by whoever did it, or by
        // someone who directs the others' work.
        Some(spec)
            if !taken_back_itself
                && spec.needs == Needs::SignedIn
                && first.by != draft.context().actor.id =>
        {
            let needs = Needs::Any(&[Permission::AssignRequests, Permission::Admin]);
            permission::require(draft, needs, "take back what another did")
        }
        Some(spec) if !taken_back_itself => permission::require(draft, spec.needs, spec.does),
        // A batch asked for many permissions; whoever gave it had them.
        _ if first.by == draft.context().actor.id => Ok(()),
        _ => permission::require(
            draft,
            Needs::All(&[Permission::Admin]),
            "take back another's batch",
        ),
    }
}

/// Refuses to turn a room's status back past a closed day: a guest may have
/// slept in it since.
fn same_day(draft: &Draft, step: &StepHead, changes: &[Change]) -> Result<(), Refusal> {
    let turns_a_room = changes
        .iter()
        .any(|change| match (&change.before, &change.after) {
            (Some(Row::Room(before)), Some(Row::Room(after))) => before.status != after.status,
            _ => false,
        });
    if !turns_a_room
        || draft
            .facts()
            .latest_audit()
            .is_none_or(|audit| audit < step.seq)
    {
        return Ok(());
    }
    Err(Refusal::new(
        Code::UndoBlocked,
        format!(
            "Cannot undo \"{}\": its day has been closed since; set the room right by hand.",
            step.summary
        ),
    )
    .with("seq", step.seq))
}

/// Refuses if the row has been changed since the step.
fn still_as_left(draft: &Draft, step: &StepHead, change: &Change) -> Result<(), Refusal> {
    let Some((table, id)) = change.key() else {
        return Ok(());
    };
    let present = draft.facts().row(table, id);
    let same = match (&present, &change.after) {
        (Some(present), Some(after)) => present.same_but_version(after),
        (None, None) => true,
        _ => false,
    };
    if let (true, Some(present)) = (same, present) {
        draft.behold(present);
    }
    if same {
        Ok(())
    } else {
        Err(blocked(draft, step, table, id))
    }
}

fn blocked(draft: &Draft, step: &StepHead, table: Table, id: i64) -> Refusal {
    let since = draft.facts().changed_since(table, id, step.seq);
    let who = since
        .as_ref()
        .and_then(|later| draft.facts().staff(later.by));
    let (name, what) = (
        who.map_or_else(|| "Someone".to_owned(), |person| person.name),
        since.as_ref().map_or_else(
            || "changed the same thing".to_owned(),
            |later| later.summary.clone(),
        ),
    );
    Refusal::new(
        Code::UndoBlocked,
        format!(
            "Cannot undo \"{}\": {name} has since done \"{what}\"; undo that first.",
            step.summary
        ),
    )
    .with("seq", step.seq)
    .with("by", name)
    .with("since", since.map(|later| later.seq))
    .with("what", what)
}

fn restore(draft: &mut Draft, change: &Change) {
    match (&change.before, change.key()) {
        (Some(before), _) => draft.save(before.clone()),
        (None, Some((table, id))) => draft.remove(table, id),
        (None, None) => {}
    }
}

/// Refuses to take away what others have come to lean on: a booking that was
/// given rooms since, a room that holds stays, a type that has rooms.
fn unused(draft: &Draft, step: &StepHead, change: &Change) -> Result<(), Refusal> {
    let leaned_on = match (&change.before, &change.after) {
        (None, Some(Row::Booking(booking))) => {
            draft
                .facts()
                .segments_of(booking.id)
                .iter()
                .any(|segment| draft.segment(segment.id).is_some())
                || !draft.account_of(booking.id).is_empty()
                || !draft.requests_about(About::Booking(booking.id)).is_empty()
        }
        // Money that was given back since must have been there to give.
        (None, Some(Row::AccountLine(line))) | (Some(Row::AccountLine(line)), None) => draft
            .booking(line.booking)
            .is_some_and(|booking| draft.totals_of(&booking).paid.minor < 0),
        (None, Some(Row::Room(room))) => {
            let ever = Stay {
                check_in: Day::FIRST,
                check_out: Day::LAST,
            };
            !draft.holds(room.id, ever).is_empty()
                || !draft.requests_about(About::Room(room.id)).is_empty()
                || !draft.day_uses(room.id, Day::FIRST, Day::LAST).is_empty()
        }
        (None, Some(Row::Staff(person))) => draft
            .all_staff()
            .iter()
            .any(|other| other.reports_to == Some(person.id)),
        (None, Some(Row::Resident(resident))) => !draft
            .requests_about(About::Resident(resident.id))
            .is_empty(),
        // One of the usual categories is there whether it is stored or not.
        (None, Some(Row::Category(category))) => {
            let gone = !draft
                .categories()
                .iter()
                .any(|one| one.is_called(&category.name));
            gone && !draft
                .requests_about(About::Category(&category.name))
                .is_empty()
        }
        // The name may have gone to another rule meanwhile.
        (Some(Row::AllocationRule(rule)), _) => draft
            .rules()
            .iter()
            .any(|other| other.id != rule.id && other.is_called(&rule.name)),
        (None, Some(Row::RoomType(kind))) => !draft.rooms_of_type(&kind.code).is_empty(),
        _ => false,
    };
    match change.key() {
        Some((table, id)) if leaned_on => Err(blocked(draft, step, table, id)),
        _ => Ok(()),
    }
}

/// Refuses to restore a booking under rooms that it was given since: one that
/// does not hold them, or whose stay or type they do not fit.
fn agrees_with_rooms(draft: &Draft, step: &StepHead, change: &Change) -> Result<(), Refusal> {
    let (Some(Row::Booking(before)), Some(Row::Booking(after))) = (&change.before, &change.after)
    else {
        return Ok(());
    };
    let holds = before.status == BookingStatus::Confirmed && before.checked_out_at.is_none();
    let agrees = |segment: &Segment| {
        holds
            && before.stay.contains(segment.stay)
            && (segment.status != AssignmentStatus::Locked || before.is_in_house())
            && (before.room_type == after.room_type || segment.original_type == before.room_type)
    };
    let segments = draft.segments_of(before.id);
    if segments.iter().filter(|segment| segment.active).all(agrees) {
        Ok(())
    } else {
        Err(blocked(draft, step, Table::Booking, before.id.0))
    }
}

/// Refuses if what the row held has gone to someone else meanwhile.
fn room_for(draft: &Draft, change: &Change) -> Result<(), Refusal> {
    let (room, stay) = match &change.before {
        Some(Row::Segment(segment)) if segment.active => (segment.room, segment.stay),
        Some(Row::Block(block)) if block.holds() => (block.room, block.stay),
        _ => return Ok(()),
    };
    // The booking's own later segments stand in the way like anyone's.
    let itself = |clash: &conflict::Clash| match (clash, &change.before) {
        (conflict::Clash::Block(other), Some(Row::Block(block))) => other.id == block.id,
        (conflict::Clash::Booking(_, other), Some(Row::Segment(segment))) => other.id == segment.id,
        _ => false,
    };
    let taken: Vec<conflict::Clash> = conflict::clashes(draft, room, stay, &[])
        .into_iter()
        .filter(|clash| !itself(clash))
        .collect();
    let Some(first) = taken.first() else {
        return Ok(());
    };
    Err(Refusal::new(
        Code::UndoBlocked,
        format!(
            "Cannot undo: the room has gone to another meanwhile ({}); choose a free room.",
            first.words()
        ),
    ))
}
