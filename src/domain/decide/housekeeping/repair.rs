//! Repairs, and rooms out of order.

use super::cleaning::seen;
use super::{keep, turn};
use crate::domain::command::{
    CompleteMaintenance, MarkMaintenance, PutOutOfOrder, ReturnToService,
};
use crate::domain::day::Day;
use crate::domain::decide::{Decide, check, maintenance, stranded};
use crate::domain::draft::Draft;
use crate::domain::error::{Code, Refusal};
use crate::domain::room::{MaintenanceHold, OutOfOrder, Room};
use crate::domain::turnover::Step;

/// Refuses an expected end that is past.
fn not_past(draft: &Draft, until: Option<Day>) -> Result<(), Refusal> {
    let today = draft.today();
    match until {
        Some(until) if until < today => Err(Refusal::new(
            Code::InvalidDates,
            format!("It cannot last until {until}, which is past; give {today} or later."),
        )
        .with("until", until)
        .with("business_date", today)),
        _ => Ok(()),
    }
}

impl Decide for MarkMaintenance {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let found = seen(draft, &self.room)?;
        let notes = check::notes(self.notes.as_deref())?;
        not_past(draft, self.until)?;
        let (mut room, before) = (found.clone(), found.status);
        turn(draft, &mut room, Step::MarkMaintenance)?;
        let already = room.maintenance.take();
        let again = already.is_some();
        let mut hold = self.hold(draft, already, &room, before, notes.clone());
        room.maintenance = Some(hold.clone());
        let followed = hold.request.and_then(|id| draft.request(id));
        let same = again && room == found;
        // A repair that is followed by a request already, or that was laid on
        // before there were any and is only said again, opens none.
        if !same && !followed.is_some_and(|request| request.is_open()) {
            let opened = maintenance::open_for(draft, &room, hold.priority, &hold.notes);
            hold.request = Some(opened);
            room.maintenance = Some(hold);
        }
        if same {
            draft.tell("room", &room.number);
            draft.tell("status", room.status);
            draft.summarise(format!("{}: nothing to change", room.number));
            return Ok(());
        }
        let priority = room
            .maintenance
            .as_ref()
            .map_or_else(Default::default, |hold| hold.priority);
        let said = if again { "changed" } else { "required" };
        let end = self
            .until
            .map_or_else(String::new, |until| format!(" until {until}"));
        let done = format!("Maintenance {said} ({}){end}", priority.as_str());
        keep(draft, room.clone(), &done, notes.as_deref());
        stranded::warn(draft, &room, "waits for a repair");
        Ok(())
    }
}

impl MarkMaintenance {
    /// The repair as it lies on the room now: what is said again replaces what
    /// was said, and what is left out stays.
    fn hold(
        &self,
        draft: &Draft,
        already: Option<MaintenanceHold>,
        room: &Room,
        before: crate::domain::room::RoomStatus,
        notes: Option<String>,
    ) -> MaintenanceHold {
        let stamp = draft.stamp();
        let mut hold = already.unwrap_or(MaintenanceHold {
            priority: self.priority.unwrap_or_default(),
            notes: String::new(),
            since: stamp.at,
            by: stamp.by,
            until: None,
            status_before: before,
            request: None,
        });
        // A repair laid on an occupied room takes effect on the status only
        // now; completing it leads on from here.
        if room.status != before {
            hold.status_before = before;
        }
        hold.priority = self.priority.unwrap_or(hold.priority);
        hold.notes = notes.unwrap_or(hold.notes);
        hold.until = self.until.or(hold.until);
        hold
    }
}

impl Decide for CompleteMaintenance {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let mut room = seen(draft, &self.room)?;
        let notes = check::notes(self.notes.as_deref())?;
        turn(draft, &mut room, Step::CompleteMaintenance)?;
        room.maintenance = None;
        let id = room.id;
        keep(
            draft,
            room.clone(),
            "Maintenance completed",
            notes.as_deref(),
        );
        maintenance::still_open(draft, &room);
        crate::domain::decide::assign::firm_up_room(draft, id);
        Ok(())
    }
}

impl Decide for PutOutOfOrder {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let mut room = seen(draft, &self.room)?;
        turn(draft, &mut room, Step::PutOutOfOrder)?;
        let reason = check::reason(Some(&self.reason), "Putting a room out of order")?;
        not_past(draft, self.until)?;
        room.out_of_order = Some(OutOfOrder {
            reason: reason.clone(),
            until: self.until,
            stamp: draft.stamp(),
        });
        let done = match self.until {
            Some(until) => format!("Out of order until {until}"),
            None => "Out of order".to_owned(),
        };
        keep(draft, room.clone(), &done, Some(&reason));
        stranded::warn(draft, &room, "is out of order");
        Ok(())
    }
}

impl Decide for ReturnToService {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let mut room = seen(draft, &self.room)?;
        turn(draft, &mut room, Step::ReturnToService)?;
        let reason = check::reason(Some(&self.reason), "Returning a room to service")?;
        room.out_of_order = None;
        keep(draft, room, "Returned to service", Some(&reason));
        Ok(())
    }
}
