//! Residents: taken down, changed.

use crate::domain::booking::Contact;
use crate::domain::command::{CreateResident, EditResident};
use crate::domain::decide::{Decide, check, find};
use crate::domain::draft::Draft;
use crate::domain::error::{Code, Refusal};
use crate::domain::facts::Kind;
use crate::domain::id::{ResidentId, RoomId};
use crate::domain::request::Resident;

fn contact(given: &Contact) -> Result<Contact, Refusal> {
    Ok(Contact {
        phone: check::optional("phone", given.phone.as_deref(), check::CODE)?,
        email: check::optional("email", given.email.as_deref(), check::NAME)?,
        nationality: check::optional("nationality", given.nationality.as_deref(), check::CODE)?,
        document: check::optional("document", given.document.as_deref(), check::NAME)?,
    })
}

fn room(draft: &Draft, number: Option<&str>) -> Result<Option<RoomId>, Refusal> {
    match number.map(str::trim) {
        None | Some("") => Ok(None),
        Some(number) => Ok(Some(find::room(draft, number)?.id)),
    }
}

/// Somewhere they must live.
fn housed(resident: &Resident) -> Result<(), Refusal> {
    if resident.room.is_none() && resident.flat.is_none() {
        return Err(check::invalid(
            "flat",
            "A resident lives in a room or a flat of the house; name one.",
        ));
    }
    Ok(())
}

impl Decide for CreateResident {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let made = Resident {
            id: ResidentId(draft.fresh_id()),
            property: draft.property().id,
            code: next_code(draft),
            full_name: check::text("full_name", &self.full_name, check::NAME)?,
            room: room(draft, self.room.as_deref())?,
            flat: check::optional("flat", self.flat.as_deref(), check::CODE)?,
            contact: contact(&self.contact)?,
            kind: self.kind,
            active: true,
            version: 0,
        };
        housed(&made)?;
        draft.tell("resident", &made.code);
        draft.summarise(format!("Took down {} ({})", made.full_name, made.code));
        draft.save(made);
        Ok(())
    }
}

fn next_code(draft: &mut Draft) -> String {
    let counters = draft.counters_mut();
    counters.next_resident += 1;
    format!("RS-{:04}", counters.next_resident - 1)
}

impl Decide for EditResident {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let code = self.resident.trim();
        let found = draft.residents().into_iter().find(|one| one.code == code);
        let mut changed = found.ok_or_else(|| {
            find::elsewhere(draft, Kind::Resident, code, || {
                Refusal::new(
                    Code::NotFound,
                    format!("There is no resident {code} here; \"show residents\" lists them."),
                )
            })
            .with("resident", code)
        })?;
        find::fresh(draft, &format!("Resident {code}"), changed.version)?;
        if let Some(name) = &self.full_name {
            changed.full_name = check::text("full_name", name, check::NAME)?;
        }
        if let Some(kind) = self.kind {
            changed.kind = kind;
        }
        if self.room.is_some() {
            changed.room = room(draft, self.room.as_deref())?;
        }
        if self.flat.is_some() {
            changed.flat = check::optional("flat", self.flat.as_deref(), check::CODE)?;
        }
        if let Some(given) = &self.contact {
            changed.contact = contact(given)?;
        }
        if let Some(active) = self.active {
            changed.active = active;
        }
        housed(&changed)?;
        draft.tell("resident", &changed.code);
        draft.summarise(format!("Changed resident {}", changed.code));
        draft.save(changed);
        Ok(())
    }
}
