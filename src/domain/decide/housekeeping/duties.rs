//! Whose work which room is today: by hand, or as a whole share-out.

use crate::domain::command::{AssignAttendant, SetOnDuty, ShareOut};
use crate::domain::decide::{Decide, check, find};
use crate::domain::draft::Draft;
use crate::domain::duty::RoomDuty;
use crate::domain::error::{Code, Refusal};
use crate::domain::facts::Kind;
use crate::domain::note::NoteSubject;
use crate::domain::room::Room;
use crate::domain::staff::{Permission, Staff};

/// Rooms one step may name.
const MOST: usize = 2_000;

impl Decide for AssignAttendant {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let changed = give(draft, self)?;
        draft.tell("rooms", &changed);
        draft.tell("employee", &self.employee);
        let whose = match &self.employee {
            Some(employee) => attendant(draft, employee)?.name,
            None => "nobody".to_owned(),
        };
        draft.summarise(match changed.as_slice() {
            [] => format!("{whose}: nothing to change"),
            few if few.len() <= 4 => format!("{} for {whose}", few.join(", ")),
            many => format!("{} rooms for {whose}", many.len()),
        });
        Ok(())
    }
}

impl Decide for ShareOut {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        if self.shares.is_empty() {
            return Err(check::invalid(
                "shares",
                "Nothing is shared out; name attendants and their rooms.",
            ));
        }
        let mut changed = Vec::new();
        for share in &self.shares {
            changed.extend(give(draft, share)?);
        }
        draft.summarise(match changed.len() {
            0 => "Shared out as before: nothing to change".to_owned(),
            1 => format!("Shared out room {}", changed[0]),
            many => format!("Shared out {many} rooms"),
        });
        draft.tell("rooms", &changed);
        Ok(())
    }
}

impl Decide for SetOnDuty {
    fn decide(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let mut person = find::staff(draft, &self.employee)?;
        find::fresh(draft, &person.name, person.version)?;
        if self.on && !person.active {
            return Err(Refusal::new(
                Code::StaffNotSuitable,
                format!(
                    "{} does not work here any more; take them on again first.",
                    person.name
                ),
            )
            .with("employee", &person.employee));
        }
        draft.tell("employee", &person.employee);
        let how = if self.on { "on duty" } else { "off duty" };
        if person.on_duty == self.on {
            draft.summarise(format!("{} is {how} already", person.name));
            return Ok(());
        }
        person.on_duty = self.on;
        draft.summarise(format!("{} is {how}", person.name));
        draft.save(person);
        Ok(())
    }
}

/// Makes the rooms this person's work today; answers those that were not.
fn give(draft: &mut Draft, share: &AssignAttendant) -> Result<Vec<String>, Refusal> {
    if share.rooms.is_empty() {
        return Err(Refusal::new(
            Code::MissingRoomId,
            "No room was named; say which ones.",
        ));
    }
    check::number("rooms", share.rooms.len(), 1, MOST)?;
    let whom = match &share.employee {
        Some(employee) => Some(attendant(draft, employee)?),
        None => None,
    };
    let mut changed = Vec::new();
    for number in &share.rooms {
        let room = find::room(draft, number)?;
        in_use(&room)?;
        if give_one(draft, &room, whom.as_ref()) {
            changed.push(room.number);
        }
    }
    if let Some(person) = whom.filter(|person| !person.on_duty && !changed.is_empty()) {
        draft.warn(
            "NOT_ON_DUTY",
            format!("{} is not on duty now.", person.name),
        );
    }
    Ok(changed)
}

/// Whether the room's work went from somebody, or nobody, to another.
fn give_one(draft: &mut Draft, room: &Room, whom: Option<&Staff>) -> bool {
    let day = draft.today();
    let known = draft.duty(room.id, day);
    let attendant = whom.map(|person| person.id);
    if known.as_ref().and_then(|duty| duty.attendant) == attendant {
        return false;
    }
    let stamp = draft.stamp();
    let id = known.map_or_else(|| draft.fresh_id(), |duty| duty.id);
    draft.save(RoomDuty {
        id,
        property: room.property,
        day,
        room: room.id,
        attendant,
        stamp,
    });
    let words = match whom {
        Some(person) => format!("Given to {}", person.name),
        None => "Taken from its attendant".to_owned(),
    };
    draft.note(NoteSubject::Room(room.id), words);
    true
}

/// The person with this number, if rooms can be their work.
fn attendant(draft: &Draft, employee: &str) -> Result<Staff, Refusal> {
    let employee = employee.trim();
    let all = draft.all_staff();
    let able: Vec<String> = all
        .iter()
        .filter(|person| can_clean(person))
        .map(|person| person.employee.clone())
        .collect();
    let listed = if able.is_empty() {
        "an administrator can take someone on".to_owned()
    } else {
        format!("there are: {}", able.join(", "))
    };
    let Some(person) = all.into_iter().find(|person| person.employee == employee) else {
        return Err(find::elsewhere(draft, Kind::Staff, employee, || {
            Refusal::new(
                Code::NotFound,
                format!("Nobody here has the employee number {employee:?}; {listed}."),
            )
        })
        .with("employee", employee)
        .with("attendants", able));
    };
    if can_clean(&person) {
        return Ok(person);
    }
    Err(Refusal::new(
        Code::StaffNotSuitable,
        format!(
            "{} does not clean rooms here (needs rooms); {listed}.",
            person.name
        ),
    )
    .with("employee", employee)
    .with("attendants", able))
}

fn can_clean(person: &Staff) -> bool {
    person.active && person.permissions.may(Permission::Rooms)
}

/// Nobody cleans a room that is switched off.
fn in_use(room: &Room) -> Result<(), Refusal> {
    if room.active {
        return Ok(());
    }
    Err(check::invalid(
        "rooms",
        format!(
            "Room {} is switched off and wants no cleaning; leave it out.",
            room.number
        ),
    )
    .with("room", &room.number))
}
