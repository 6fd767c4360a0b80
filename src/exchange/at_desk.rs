//! Imports and the practice hotel at the real desk.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use chrono_tz::Tz;

use super::carry::{Carried, CarryOut, Way};
use super::fault::Fault;
use super::practice::{SEED, practice_hotel};
use super::reading::Progress;
use super::replay::{ReplayHouse, ReplayRoom};
use super::take_over::HouseToday;
use crate::desk::{Channel, Desk, Failure, Receipt, Session, Sharing, found};
use crate::domain::command::{Command, Request};
use crate::domain::{Code, Day, Refusal};

/// The desk, carrying an import out for one session.
pub struct AtDesk<'a> {
    /// The desk.
    pub desk: &'a mut Desk,
    /// Who imports, and into which property.
    pub session: &'a Session,
}

impl CarryOut for AtDesk<'_> {
    fn carry_out(&mut self, requests: Vec<Request>, way: Way) -> Result<Vec<Carried>, Fault> {
        let failed = |failure: Failure| Fault::Unwritten(failure.message());
        let mut carried = Vec::with_capacity(requests.len());
        if way == Way::Each {
            let mut requests = requests.into_iter();
            let mut hear = |_, _: &Request, answer| carried.push(answered(answer));
            self.desk
                .execute_many(self.session, &mut requests, &mut hear)
                .map_err(failed)?;
        } else {
            let keep = way == Way::AllOrNone;
            let answers = self.desk.execute_together(self.session, &requests, keep);
            carried.extend(answers.map_err(failed)?.into_iter().map(answered));
        }
        Ok(carried)
    }
}

fn answered(answer: Result<Receipt, Refusal>) -> Carried {
    match answer {
        Ok(receipt) => Carried::Done {
            repeated: receipt.repeated,
            warnings: receipt.warnings,
        },
        Err(refusal) => Carried::Refused(refusal),
    }
}

impl HouseToday {
    /// The session's house.
    ///
    /// # Errors
    /// The store cannot read, or there is no such property.
    pub fn at(desk: &Desk, session: &Session) -> Result<Self, Failure> {
        let known = desk.with_facts(session.property, |facts| {
            let types = facts.room_types().into_iter().map(|one| one.code);
            facts.property().map(|property| Self {
                currency: property.currency,
                business_date: property.business_date,
                room_types: types.collect(),
            })
        })?;
        known.ok_or_else(|| no_property().into())
    }
}

impl ReplayHouse {
    /// The session's house.
    ///
    /// # Errors
    /// The store cannot read, or there is no such property.
    pub fn at(desk: &Desk, session: &Session) -> Result<Self, Failure> {
        let known = desk.with_facts(session.property, |facts| {
            let rooms = facts.rooms().into_iter().filter(|room| room.active);
            facts.property().map(|property| Self {
                timezone: property.timezone,
                business_date: property.business_date,
                rooms: rooms
                    .map(|room| ReplayRoom {
                        number: room.number,
                        room_type: room.room_type,
                        floor: room.floor,
                        capacity: room.capacity,
                    })
                    .collect(),
                room_types: facts.room_types().into_iter().map(|one| one.code).collect(),
            })
        })?;
        known.ok_or_else(|| no_property().into())
    }
}

/// The numbers of the session's rooms.
///
/// # Errors
/// The store cannot read.
pub fn room_numbers(desk: &Desk, session: &Session) -> Result<BTreeSet<String>, Failure> {
    desk.with_facts(session.property, |facts| {
        facts.rooms().into_iter().map(|room| room.number).collect()
    })
}

fn no_property() -> Refusal {
    Refusal::new(
        Code::NotFound,
        "There is no property here yet; \"keyrack init\" makes one.",
    )
}

/// Makes the practice hotel of this day in a new database. It is made aside
/// and put in place when it is whole, so that there is never half of one.
///
/// # Errors
/// The file is there already or cannot be made; or the house refuses a step
/// of the plan, which is a fault of keyrack's.
pub fn make_practice_hotel(
    path: &Path,
    today: Day,
    timezone: Tz,
    progress: &mut dyn FnMut(Progress),
) -> Result<Desk, Failure> {
    let aside = Aside::beside(path);
    let desk = live_through(&aside.file(), today, timezone, progress)?;
    desk.backup(path)?;
    drop(desk);
    Desk::open(path)
}

/// A folder of its own beside a file, gone when it is no longer needed.
struct Aside(PathBuf);

impl Aside {
    fn beside(path: &Path) -> Self {
        let mut name = path.file_name().unwrap_or_default().to_owned();
        name.push(".making");
        let aside = Self(path.with_file_name(name));
        // What an interrupted attempt left.
        aside.clear();
        // If it cannot be made, making the database in it says why.
        let _ = std::fs::create_dir_all(&aside.0);
        aside
    }

    fn file(&self) -> PathBuf {
        self.0.join("practice.db")
    }

    fn clear(&self) {
        // What cannot be cleared away is in the way of nobody.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

impl Drop for Aside {
    fn drop(&mut self) {
        self.clear();
    }
}

fn live_through(
    path: &Path,
    today: Day,
    timezone: Tz,
    progress: &mut dyn FnMut(Progress),
) -> Result<Desk, Failure> {
    let mut requests = practice_hotel(SEED, today, timezone).into_iter();
    let expected = requests.len() as u64;
    let Some(Request {
        command: Command::CreateProperty(property),
        at,
        ..
    }) = requests.next()
    else {
        return Err(no_property().into());
    };
    let (mut desk, _) = found(path, Sharing::default(), property, at)?;
    let session = Session {
        replay: true,
        ..desk.session(None, None, Channel::Import)?
    };
    let mut first_refusal: Option<Refusal> = None;
    desk.execute_many(&session, &mut requests, &mut |index, _, answer| {
        if let Err(refusal) = answer {
            first_refusal.get_or_insert(refusal.with("step", index));
        }
        if index.is_multiple_of(500) {
            let done = index as u64 + 1;
            progress(Progress { done, expected });
        }
    })?;
    match first_refusal {
        Some(refusal) => Err(refusal.into()),
        None => Ok(desk),
    }
}
