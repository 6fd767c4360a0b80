//! From acknowledged to closed.

use super::{assign, keep, open, rooms, stamp};
use crate::domain::command as c;
use crate::domain::decide::{Decide, check, find};
use crate::domain::draft::Draft;
use crate::domain::error::Refusal;
use crate::domain::request::steps::next_status;
use crate::domain::request::{RequestStep, Waiting};

impl Decide for c::AcknowledgeRequest {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let before = open(draft, &self.ticket, RequestStep::Acknowledge)?;
        let notes = check::notes(self.notes.as_deref())?;
        let mut after = before.clone();
        let given_back = after.assigned.take().is_some();
        after.status = next_status(&before, RequestStep::Acknowledge)?;
        if given_back {
            after.estimated_completion = None;
        } else {
            after.acknowledged = Some(stamp(draft, &before));
        }
        let done = if given_back {
            "Given back"
        } else {
            "Acknowledged"
        };
        keep(draft, Some(&before), after, done, notes);
        Ok(())
    }
}

impl Decide for c::StartRequest {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let before = open(draft, &self.ticket, RequestStep::Start)?;
        let notes = check::notes(self.notes.as_deref())?;
        let at = stamp(draft, &before);
        let mut after = before.clone();
        if after.assigned.is_none() {
            let person = assign::suited_person(draft, &before, draft.context().actor.id)?;
            assign::give(draft, &mut after, person.id);
        }
        after.status = next_status(&before, RequestStep::Start)?;
        after.started = Some(at);
        after.end_wait(at.at);
        keep(draft, Some(&before), after, "Started", notes);
        Ok(())
    }
}

impl Decide for c::HoldRequest {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let before = open(draft, &self.ticket, RequestStep::Hold)?;
        let reason = find::reason(self.notes.as_deref(), "Putting a request on hold")?;
        let reason = check::any_text("notes", reason, check::REASON)?;
        let mut after = before.clone();
        after.waiting = Some(Waiting {
            stamp: stamp(draft, &before),
            reason: reason.clone(),
        });
        keep(draft, Some(&before), after, "Put on hold", Some(reason));
        Ok(())
    }
}

impl Decide for c::ResumeRequest {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let before = open(draft, &self.ticket, RequestStep::Resume)?;
        let notes = check::notes(self.notes.as_deref())?;
        let mut after = before.clone();
        after.end_wait(stamp(draft, &before).at);
        keep(draft, Some(&before), after, "Resumed", notes);
        Ok(())
    }
}

impl Decide for c::ResolveRequest {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let before = open(draft, &self.ticket, RequestStep::Resolve)?;
        let notes = check::notes(self.notes.as_deref())?;
        let at = stamp(draft, &before);
        let mut after = before.clone();
        after.status = next_status(&before, RequestStep::Resolve)?;
        after.resolved = Some(at);
        after.end_wait(at.at);
        if let Some(cost) = &self.actual_cost {
            after.actual_cost = Some(check::cost(draft, "actual_cost", cost)?);
        }
        if let Some(vendor) = check::optional("vendor", self.vendor.as_deref(), check::NAME)? {
            after.vendor = Some(vendor);
        }
        let room = after.room;
        keep(draft, Some(&before), after, "Resolved", notes);
        rooms::propose_completion(draft, room);
        Ok(())
    }
}

impl Decide for c::CloseRequest {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let before = open(draft, &self.ticket, RequestStep::Close)?;
        let notes = check::notes(self.notes.as_deref())?;
        let mut after = before.clone();
        after.status = next_status(&before, RequestStep::Close)?;
        after.closed = Some(stamp(draft, &before));
        keep(draft, Some(&before), after, "Closed", notes);
        Ok(())
    }
}

impl Decide for c::ReopenRequest {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let before = open(draft, &self.ticket, RequestStep::Reopen)?;
        let notes = check::notes(self.notes.as_deref())?;
        let at = stamp(draft, &before);
        let mut after = before.clone();
        after.status = next_status(&before, RequestStep::Reopen)?;
        // It was not done after all; when it was thought so stays among the
        // updates. The work begins anew, and so does its time.
        after.resolved = None;
        after.started = Some(at);
        let hours = draft.category_of(&before).usual_hours;
        after.estimated_completion = Some(at.at.plus_minutes(i64::from(hours) * 60));
        after.escalated = None;
        keep(draft, Some(&before), after, "Reopened", notes);
        Ok(())
    }
}

impl Decide for c::CancelRequest {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let before = open(draft, &self.ticket, RequestStep::Cancel)?;
        let notes = check::notes(self.notes.as_deref())?;
        let at = stamp(draft, &before);
        let mut after = before.clone();
        after.status = next_status(&before, RequestStep::Cancel)?;
        after.cancelled = Some(at);
        after.end_wait(at.at);
        let room = after.room;
        keep(draft, Some(&before), after, "Cancelled", notes);
        rooms::propose_completion(draft, room);
        Ok(())
    }
}
