//! What a replay asks besides: an administrator, and moments that do not run
//! backwards.

use super::door::Door;
use super::fault::Fault;
use crate::domain::command::{Needs, Request};
use crate::domain::decide::denied;
use crate::domain::staff::Permission;
use crate::domain::{Code, Moment, Refusal};

/// Lets the session's commands say when they happen.
///
/// # Errors
/// `PERMISSION_DENIED` for anyone but an administrator.
pub fn allow(door: &mut Door) -> Result<(), Fault> {
    let who = door.session.staff;
    let person = door
        .desk
        .with_facts(door.session.property, |facts| facts.staff(who))?;
    let needs = Needs::All(&[Permission::Admin]);
    let may = person
        .as_ref()
        .is_some_and(|person| needs.met_by(&person.permissions));
    if !may {
        let name = person.map_or_else(|| "You".to_owned(), |person| person.name);
        let everyone = door
            .desk
            .with_facts(door.session.property, |facts| facts.all_staff())?;
        let what = format!("{name} may not replay the past (it needs admin)");
        return Err(denied(&what, needs, &everyone).into());
    }
    door.session.replay = true;
    Ok(())
}

/// The moment of the latest command of a file.
#[derive(Default)]
pub struct Clock {
    latest: Option<Moment>,
}

impl Clock {
    /// Follows a command to its moment.
    ///
    /// # Errors
    /// `BAD_COMMAND` for a moment before that of an earlier line.
    pub fn follow(&mut self, request: Request) -> Result<Request, Refusal> {
        let Some(at) = request.at else {
            return Ok(request);
        };
        match self.latest {
            Some(latest) if at < latest => Err(Refusal::new(
                Code::BadCommand,
                format!("The moment {at} lies before {latest}, that of an earlier line; sort the lines by \"at\"."),
            )
            .with("field", "at")
            .with("latest", latest)),
            _ => {
                self.latest = Some(at);
                Ok(request)
            }
        }
    }
}
