//! Which fields of a command say why, and who pays.

use super::Command;
use crate::domain::rate::RateDecision;

impl Command {
    /// Writes a reason, or the notes that stand for one, into the command; a
    /// command that asks for none stays as it is.
    pub fn give_reason(&mut self, reason: &str) {
        let text = reason.trim().to_owned();
        let some = (!text.is_empty()).then(|| text.clone());
        match self {
            Command::CancelBooking(it) => it.reason = some,
            Command::MarkNoShow(it) => it.reason = some,
            Command::ReinstateBooking(it) => it.reason = some,
            Command::ConfirmBooking(it) => it.reason = some,
            Command::ChangeStay(it) => it.reason = some,
            Command::Unassign(it) => it.reason = some,
            Command::SetDoNotMove(it) => it.reason = some,
            Command::Assign(it) => it.reason = some,
            Command::PreAssign(it) => it.reason = some,
            Command::Inspect(it) => it.notes = some,
            Command::ResolveDiscrepancy(it) => it.notes = some,
            Command::ResolveAlert(it) => it.notes = some,
            Command::HoldRequest(it) => it.notes = some,
            Command::CancelRequest(it) => it.notes = some,
            Command::ReopenRequest(it) => it.notes = some,
            Command::CloseRequest(it) => it.notes = some,
            Command::Move(it) => it.reason = text,
            Command::Swap(it) => it.reason = text,
            Command::ReleaseBlock(it) => it.reason = text,
            Command::ReturnToService(it) => it.reason = text,
            Command::PutOutOfOrder(it) => it.reason = text,
            _ => {}
        }
    }

    /// Writes into a command that gives a room who pays for one of another
    /// type; a charge is one that the guest approved. Any other stays as it is.
    pub fn settle_rate(&mut self, decision: RateDecision) {
        let (rate, approved) = (Some(decision), decision == RateDecision::Charge);
        match self {
            Command::Assign(it) => (it.rate, it.approved_by_guest) = (rate, approved),
            Command::PreAssign(it) => (it.rate, it.approved_by_guest) = (rate, approved),
            Command::Move(it) => (it.rate, it.approved_by_guest) = (rate, approved),
            Command::Swap(it) => (it.rate, it.approved_by_guest) = (rate, approved),
            Command::ChangeStay(it) => (it.rate, it.approved_by_guest) = (rate, approved),
            Command::CheckIn(it) => (it.rate, it.approved_by_guest) = (rate, approved),
            Command::MakeRoom(it) => (it.rate, it.approved_by_guest) = (rate, approved),
            Command::ResolveConflict(it) => (it.rate, it.approved_by_guest) = (rate, approved),
            Command::ApplyPlan(it) => (it.rate, it.approved_by_guest) = (rate, approved),
            Command::WalkIn(it) => (it.difference, it.approved_by_guest) = (rate, approved),
            _ => {}
        }
    }

    /// Whether it wants a reason that is not written yet.
    pub fn lacks_reason(&self) -> bool {
        match self {
            Command::Move(it) => it.reason.trim().is_empty(),
            Command::Swap(it) => it.reason.trim().is_empty(),
            _ => false,
        }
    }
}
