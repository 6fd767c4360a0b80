//! Daily service of occupied rooms. It is independent of the room's status,
//! and of whether the room can be handed out.

use super::cleaning::seen;
use super::{keep, record};
use crate::domain::cleaning::CleaningKind;
use crate::domain::command::{
    DeclineService, FinishService, SetDoNotDisturb, SetMakeUp, StartService,
};
use crate::domain::decide::{Decide, check};
use crate::domain::draft::Draft;
use crate::domain::error::{Code, Refusal};
use crate::domain::room::{Room, Service, ServiceMark};

/// The room of a guest, and its service as it stands today.
fn lived_in(draft: &Draft, number: &str) -> Result<(Room, Service), Refusal> {
    let room = seen(draft, number)?;
    if !room.is_occupied() {
        return Err(Refusal::new(
            Code::InvalidTransition,
            format!(
                "Room {} is {}: nobody lives in it; daily service is for occupied rooms.",
                room.number,
                room.status.as_str()
            ),
        )
        .with("room", &room.number)
        .with("current", room.status));
    }
    let today = draft.today();
    let stays_over = draft
        .guest_in(room.id)
        .is_some_and(|segment| segment.stay.goes_on_over(today));
    let service = room.service_on(today, stays_over);
    Ok((room, service))
}

fn refused(room: &Room, service: Service, requested: Service, way_out: &str) -> Refusal {
    Refusal::new(
        Code::InvalidTransition,
        format!(
            "The service of room {} is {} and cannot become {}; {way_out}.",
            room.number,
            service.as_str(),
            requested.as_str()
        ),
    )
    .with("room", &room.number)
    .with("current", service)
    .with("requested", requested)
}

/// The room with its service begun now.
fn begun(draft: &Draft, mut room: Room) -> Room {
    room.care.serving = Some(draft.stamp());
    room
}

fn mark(
    draft: &mut Draft,
    mut room: Room,
    service: Service,
    done: &str,
    notes: Option<&str>,
) -> Result<(), Refusal> {
    let notes = check::notes(notes)?;
    room.care.make_up = None;
    room.service = Some(ServiceMark {
        day: draft.today(),
        service,
    });
    keep(draft, room, done, notes.as_deref());
    draft.tell("service", service);
    Ok(())
}

impl Decide for StartService {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let (room, service) = lived_in(draft, &self.room)?;
        match service {
            Service::DoNotDisturb => Err(refused(
                &room,
                service,
                Service::InProgress,
                "come back when the sign is off",
            )),
            Service::InProgress => Err(refused(
                &room,
                service,
                Service::InProgress,
                "someone is at it; finish it",
            )),
            Service::NotDue | Service::Due | Service::Done | Service::Declined => mark(
                draft,
                begun(draft, room),
                Service::InProgress,
                "Service started",
                self.notes.as_deref(),
            ),
        }
    }
}

impl Decide for FinishService {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let (room, service) = lived_in(draft, &self.room)?;
        match service {
            // Rooms are often reported when they are done.
            Service::InProgress | Service::Due | Service::NotDue => {
                let notes = check::notes(self.notes.as_deref())?;
                let begun = room.care.serving.filter(|_| service == Service::InProgress);
                record::finished(draft, &room, CleaningKind::Stayover, begun, notes);
                let mut room = room;
                room.care.serving = None;
                mark(
                    draft,
                    room,
                    Service::Done,
                    "Service done",
                    self.notes.as_deref(),
                )
            }
            Service::Done | Service::Declined | Service::DoNotDisturb => Err(refused(
                &room,
                service,
                Service::Done,
                "start it first, if it is to be done after all",
            )),
        }
    }
}

impl Decide for DeclineService {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let (room, service) = lived_in(draft, &self.room)?;
        match service {
            Service::NotDue | Service::Due | Service::DoNotDisturb => mark(
                draft,
                room,
                Service::Declined,
                "Service declined",
                self.notes.as_deref(),
            ),
            Service::InProgress | Service::Done | Service::Declined => Err(refused(
                &room,
                service,
                Service::Declined,
                "there is nothing left to decline today",
            )),
        }
    }
}

impl Decide for SetDoNotDisturb {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let (mut room, service) = lived_in(draft, &self.room)?;
        let on = service == Service::DoNotDisturb;
        if on == self.on {
            draft.tell("room", &room.number);
            draft.tell("service", service);
            draft.summarise(format!("{}: nothing to change", room.number));
            return Ok(());
        }
        if !self.on {
            room.service = None;
            keep(draft, room, "Do not disturb ended", None);
            return Ok(());
        }
        if service == Service::InProgress {
            return Err(refused(
                &room,
                service,
                Service::DoNotDisturb,
                "someone is in the room; finish the service first",
            ));
        }
        mark(draft, room, Service::DoNotDisturb, "Do not disturb", None)
    }
}

impl Decide for SetMakeUp {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let (mut room, service) = lived_in(draft, &self.room)?;
        let today = draft.today();
        if room.asks_to_be_made_up(today) == self.on {
            draft.tell("room", &room.number);
            draft.tell("service", service);
            draft.summarise(format!("{}: nothing to change", room.number));
            return Ok(());
        }
        if !self.on {
            room.care.make_up = None;
            keep(draft, room, "Make-up no longer asked for", None);
            return Ok(());
        }
        if service == Service::InProgress {
            return Err(refused(
                &room,
                service,
                Service::Due,
                "someone is at it already",
            ));
        }
        mark(
            draft,
            room.clone(),
            Service::Due,
            "Guest asks to have the room made up",
            None,
        )?;
        // The mark was laid on the room just kept; the wish goes with it.
        if let Some(mut kept) = draft.room(room.id) {
            kept.care.make_up = Some(today);
            draft.save(kept);
        }
        Ok(())
    }
}
