//! Telling people of alerts, and the hourly check of stays without a room.

use std::collections::BTreeSet;

use super::AHEAD;
use super::work::{Ended, Work};
use crate::desk::{Desk, Failure, Session, Window};
use crate::domain::alerts::{AlertState, alerts};
use crate::domain::command::{FirmUp, Request, TellAlerts};
use crate::domain::decide::assign::may_firm_up;
use crate::domain::house::House;
use crate::domain::reading::look;
use crate::domain::segment::AssignmentStatus;
use crate::domain::staff::Staff;
use crate::domain::telling::Telling;
use crate::domain::{Moment, PropertyId};

/// Alerts told in one step, so that no entry of the journal grows too long.
const AT_ONCE: usize = 100;

impl Desk {
    /// Writes to whoever is still to be told of an alert. Nothing is written
    /// where everybody knows. Answers how many messages were written.
    ///
    /// # Errors
    /// The store failed.
    pub fn tell_alerts(&mut self, property: PropertyId) -> Result<u64, Failure> {
        let session = self.job_session(property)?;
        let house = self.house_ahead(&session)?;
        let mut told = 0;
        for some in to_tell(&house, self.now()).chunks(AT_ONCE) {
            let command = TellAlerts {
                alerts: some.to_vec(),
            };
            let receipt = self.execute(&session, &Request::from(command))?;
            told += receipt
                .touched
                .get("told")
                .and_then(serde_json::Value::as_u64)
                .unwrap_or(0);
        }
        Ok(told)
    }

    /// The house as far ahead as jobs look.
    pub(super) fn house_ahead(&self, session: &Session) -> Result<House, Failure> {
        let today = self.property_of(session.property)?.business_date;
        self.house(
            session,
            Window {
                from: today.plus(-1),
                days: AHEAD,
            },
        )
    }
}

/// Alerts of which someone is still to be told, and those that were told and
/// are over.
fn to_tell(house: &House, now: Moment) -> Vec<String> {
    let staff: Vec<Staff> = house.staff.values().cloned().collect();
    let active = alerts(house, now);
    let names: BTreeSet<String> = active.iter().map(|alert| alert.alert.to_string()).collect();
    let due = active
        .iter()
        .filter(|alert| alert.state == AlertState::Open)
        .map(|alert| Telling {
            alert: alert.alert.to_string(),
            kind: alert.kind,
            severity: alert.severity,
            step: alert.action,
            message: alert.message.clone(),
        })
        .filter(|telling| {
            !telling
                .due(house.alert_marks.get(&telling.alert), &staff)
                .is_empty()
        })
        .map(|telling| telling.alert);
    let over = house
        .alert_marks
        .values()
        .filter(|mark| !mark.told.is_empty() && !names.contains(&mark.alert))
        .map(|mark| mark.alert.clone());
    due.chain(over).collect()
}

impl Work<'_> {
    /// Tells of stays without a room, and makes tentative rooms firm that may
    /// be.
    pub fn unassigned_check(&mut self) -> Result<Ended, Failure> {
        let told = self.desk.tell_alerts(self.session.property)?;
        let mut firm = 0;
        for code in may_be_firm(&self.desk.house_ahead(&self.session)?, self.desk.now()) {
            self.step()?;
            let command = FirmUp {
                booking: code.clone(),
            };
            match self.execute(&format!("firm:{code}"), command) {
                Ok(_) => firm += 1,
                // Someone was quicker, or the room changed under our eyes.
                Err(Failure::Refused(_)) => {}
                Err(failure) => return Err(failure),
            }
        }
        if told == 0 && firm == 0 {
            return Ok(Ended::nothing(
                "Everyone knows, and nothing is to be made firm.",
            ));
        }
        Ok(Ended::done(format!(
            "{told} messages written, {firm} tentative rooms made firm."
        )))
    }
}

/// Codes of bookings whose tentative rooms may all become firm by themselves.
fn may_be_firm(house: &House, now: Moment) -> Vec<String> {
    let tentative: BTreeSet<_> = house
        .segments
        .values()
        .filter(|segment| segment.active && segment.status == AssignmentStatus::PreAssigned)
        .map(|segment| segment.booking)
        .collect();
    let found = look(house, now, |draft| {
        tentative
            .into_iter()
            .filter(|booking| {
                draft
                    .segments_of(*booking)
                    .iter()
                    .filter(|segment| segment.status == AssignmentStatus::PreAssigned)
                    .all(|segment| may_firm_up(draft, segment))
            })
            .filter_map(|booking| house.bookings.get(&booking))
            .map(|booking| booking.code.clone())
            .collect()
    });
    found.unwrap_or_default()
}
