//! Figures of the work on requests, and what it cost: loads what the domain
//! reckons them from, in one look at the database.

use crate::domain::request::{Viewer, category};
use crate::domain::tally::{self, Costs, Period, Team, Wanted};
use crate::domain::{Facts, PropertyId, StaffId};
use crate::store::Reader;

use super::failure::property_gone;
use super::question::TeamWanted;
use super::{Desk, Failure, Session};

/// The team of somebody, and its work.
pub(super) fn team(
    reader: &Reader,
    property: PropertyId,
    wanted: TeamWanted,
) -> Result<Team, Failure> {
    reader.read(|view| {
        let facts = view.facts(Some(property));
        let house = facts.property().ok_or_else(property_gone)?;
        let staff = facts.all_staff();
        facts.sound()?;
        let requests = view.requests_of_period(property, wanted.period.moments(&house))?;
        let permissions = staff
            .iter()
            .find(|person| person.id == wanted.who)
            .map(|person| person.permissions.clone())
            .unwrap_or_default();
        let viewer = Viewer::of(wanted.who, &permissions, &staff);
        Ok(tally::team(
            &house,
            &staff,
            &requests,
            Wanted {
                viewer: &viewer,
                period: wanted.period,
                now: wanted.now,
            },
        ))
    })
}

/// What repairs cost in a period, for someone who may know.
pub(super) fn costs(
    reader: &Reader,
    property: PropertyId,
    who: StaffId,
    period: Period,
) -> Result<Costs, Failure> {
    reader.read(|view| {
        let facts = view.facts(Some(property));
        let house = facts.property().ok_or_else(property_gone)?;
        let staff = facts.all_staff();
        let categories = category::all(property, &facts.categories());
        let rooms = facts.rooms();
        facts.sound()?;
        tally::may_see_costs(&staff, who)?;
        let requests = view.requests_of_period(property, period.moments(&house))?;
        Ok(tally::costs(&house, &categories, &rooms, &requests, period))
    })
}

impl Desk {
    /// The team of the session's person, and its work in a period: everyone,
    /// with access to all requests; else they themselves and those who report
    /// to them.
    ///
    /// # Errors
    /// The store cannot read.
    pub fn team(&self, session: &Session, period: Period) -> Result<Team, Failure> {
        let wanted = TeamWanted {
            who: session.staff,
            period,
            now: self.now(),
        };
        team(self.reader(), session.property, wanted)
    }

    /// What repairs cost in a period.
    ///
    /// # Errors
    /// `PERMISSION_DENIED` for whoever does not manage finances; the store
    /// cannot read.
    pub fn costs(&self, session: &Session, period: Period) -> Result<Costs, Failure> {
        costs(self.reader(), session.property, session.staff, period)
    }
}
