//! A house in memory on which a set-up is tried before anything is made.
//!
//! It is carried out by the same decisions as at the desk, so that what passes
//! here passes there.

use std::time::{SystemTime, UNIX_EPOCH};

use super::fault::Fault;
use crate::domain::command::{Command, CreateProperty, Request};
use crate::domain::staff::Role;
use crate::domain::{Actor, Context, Facts, House, Moment, Refusal, StaffId, decide};
use crate::exchange;
use crate::exchange::carry::{Carried, CarryOut, Way};

/// A house in memory, and what was carried out in it.
pub struct Rehearsal {
    house: House,
    requests: Vec<Request>,
    refused: Option<Refusal>,
}

impl Rehearsal {
    /// A house with nothing but its property.
    ///
    /// # Errors
    /// The property is refused.
    pub fn new(property: &CreateProperty) -> Result<Rehearsal, Fault> {
        let mut rehearsal = Rehearsal {
            house: House::default(),
            requests: Vec::new(),
            refused: None,
        };
        rehearsal.decide(&Command::from(property.clone()))?;
        Ok(rehearsal)
    }

    /// Tries a command; it belongs to what is to be carried out.
    ///
    /// # Errors
    /// It is refused.
    pub fn try_out(&mut self, command: impl Into<Command>) -> Result<(), Fault> {
        let request = Request::from(command.into());
        self.decide(&request.command)?;
        self.requests.push(request);
        Ok(())
    }

    /// What is to be carried out, the property apart.
    pub fn requests(&self) -> &[Request] {
        &self.requests
    }

    /// Whether anything an importer tried was refused.
    ///
    /// # Errors
    /// The first refusal.
    pub fn first_refusal(&mut self) -> Result<(), Fault> {
        self.refused
            .take()
            .map_or(Ok(()), |refusal| Err(refusal.into()))
    }

    /// How many rooms and room types there are.
    pub fn counts(&self) -> (usize, usize) {
        (self.house.rooms.len(), self.house.room_types.len())
    }

    fn decide(&mut self, command: &Command) -> Result<(), Refusal> {
        let since = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        let context = Context {
            now: Moment::from_millis(since.as_millis() as i64),
            actor: self.owner(),
            counters: self.house.counters,
            expected_version: None,
        };
        let outcome = decide(&self.house, command, &context)?;
        self.house.apply(&outcome);
        Ok(())
    }

    /// Whoever sets a house up is its administrator.
    fn owner(&self) -> Actor {
        let first = self.house.all_staff().first().map(Actor::of);
        first.unwrap_or_else(|| Actor {
            id: StaffId(0),
            employee: String::new(),
            name: "set-up".to_owned(),
            permissions: Role::Administrator.defaults(),
        })
    }
}

impl CarryOut for Rehearsal {
    fn carry_out(
        &mut self,
        requests: Vec<Request>,
        _: Way,
    ) -> Result<Vec<Carried>, exchange::fault::Fault> {
        let mut carried = Vec::with_capacity(requests.len());
        for request in requests {
            carried.push(match self.decide(&request.command) {
                Ok(()) => {
                    self.requests.push(request);
                    Carried::Done {
                        repeated: false,
                        warnings: Vec::new(),
                    }
                }
                Err(refusal) => {
                    self.refused.get_or_insert_with(|| refusal.clone());
                    Carried::Refused(refusal)
                }
            });
        }
        Ok(carried)
    }
}
