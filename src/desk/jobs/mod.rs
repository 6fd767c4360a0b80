//! Jobs: the desk does what the house does by itself, each due time once.
//!
//! One console at a time holds the lease of a property. It writes down that it
//! begins a due time before it does anything, and how it ended after; a
//! console that dies loses the lease, and the next one takes up what was
//! begun. Every command carries a key made of the job and its due time, so
//! that what was done already is answered and not done again.

mod audit;
mod lease;
mod overdue;
mod plan;
mod report;
mod tell;
mod work;

pub use lease::JobLine;
pub(super) use lease::lines;
pub use report::Report;
pub use work::Outlet;

use super::{Channel, Desk, Failure, Session};
use crate::domain::staff::Permission;
use crate::domain::{Code, PropertyId, Refusal};

/// Days ahead that jobs look at.
const AHEAD: u32 = 400;

impl Desk {
    /// The session in which jobs act: in the name of the first administrator,
    /// through a door of their own.
    ///
    /// # Errors
    /// The store cannot read, or the house has no administrator.
    pub fn job_session(&self, property: PropertyId) -> Result<Session, Failure> {
        let everyone = self.with_facts(property, |facts| facts.all_staff())?;
        let found = everyone
            .iter()
            .find(|person| person.active && person.permissions.may(Permission::Admin));
        let Some(person) = found else {
            return Err(Refusal::new(
                Code::PermissionDenied,
                "The house has no administrator, in whose name the jobs are done.",
            )
            .into());
        };
        Ok(Session {
            property,
            staff: person.id,
            channel: Channel::Job,
            os_user: None,
            replay: false,
        })
    }
}
