//! Settling many alerts at once: bookings without a room get one by a plan,
//! everything else is settled with the note.

use super::{Alert, AlertKind};
use crate::domain::command::{Command, ResolveAlert};
use crate::domain::house::House;
use crate::domain::id::BookingId;
use crate::domain::moment::Moment;
use crate::domain::planner::{Budget, Strategy};
use crate::domain::planning::{Ask, Proposal, propose};
use crate::domain::rate::RateChoice;

/// Steps the planner may take: some tenths of a second.
const STEPS: u64 = 60_000_000;

/// What settling many alerts comes to.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Bulk {
    /// The commands, as one step; the alerts first, as long as they stand.
    pub commands: Vec<Command>,
    /// Bookings that get a room, and which: `Khan 204`.
    pub placed: Vec<String>,
    /// Alerts that are settled with the note alone.
    pub noted: usize,
    /// Alerts that stay as they are, and why.
    pub left: Vec<String>,
}

impl Bulk {
    /// In a line: `2 get rooms (Khan 204, Yi 205), 1 settled, 1 stays: …`.
    pub fn words(&self) -> String {
        let mut said = Vec::new();
        if !self.placed.is_empty() {
            let rooms = self.placed.join(", ");
            said.push(format!("rooms for {}: {rooms}", self.placed.len()));
        }
        if self.noted > 0 {
            said.push(format!("{} settled with the note", self.noted));
        }
        match self.left.as_slice() {
            [] => {}
            [only] => said.push(format!("left: {only}")),
            [first, rest @ ..] => said.push(format!("left: {first}, and {} more", rest.len())),
        }
        said.join("; ")
    }
}

/// Settles these alerts: bookings without a room are assigned by a plan with
/// those rooms that there are, each alert keeps the note, and what cannot be
/// given a room stays as it is.
pub fn settle(house: &House, alerts: &[&Alert], now: Moment) -> Bulk {
    let mut bulk = Bulk::default();
    let (roomless, others): (Vec<&Alert>, Vec<&Alert>) = alerts
        .iter()
        .partition(|alert| alert.kind == AlertKind::Unassigned);
    let plan = plan(house, &roomless, now).unwrap_or_default();
    let mut resolve = |alert: &Alert| {
        let command = ResolveAlert {
            alert: alert.alert.to_string(),
            notes: None,
        };
        bulk.commands.push(command.into());
    };
    for alert in &others {
        resolve(alert);
    }
    bulk.noted = others.len();
    for alert in roomless {
        let who = alert.guest.as_deref().unwrap_or(&alert.alert.subject);
        let left = plan
            .left
            .iter()
            .find(|left| Some(left.booking) == alert.booking_id);
        let lines: Vec<&str> = plan
            .lines
            .iter()
            .filter(|line| Some(line.booking) == alert.booking_id)
            .map(|line| line.number.as_str())
            .collect();
        match left {
            // A booking that keeps a part without a room is not settled.
            Some(left) => bulk.left.push(format!("{who} ({})", left.why)),
            None if lines.is_empty() => bulk.left.push(format!("{who} (nothing to plan)")),
            None => {
                resolve(alert);
                bulk.placed.push(format!("{who} {}", lines.join(" ")));
            }
        }
    }
    bulk.commands.extend(
        plan.commands(RateChoice::default())
            .into_iter()
            .map(|(command, _)| command),
    );
    bulk
}

/// The plan for the bookings of these alerts alone.
fn plan(house: &House, alerts: &[&Alert], now: Moment) -> Option<Proposal> {
    let only: Vec<BookingId> = alerts.iter().filter_map(|alert| alert.booking_id).collect();
    let days = only.iter().filter_map(|id| house.bookings.get(id));
    let days: Vec<_> = days.map(|booking| booking.stay.check_in).collect();
    let ask = Ask {
        from: *days.iter().min()?,
        to: *days.iter().max()?,
        strategy: Strategy::OptimizeOccupancy,
        respect_preferences: true,
        replan_tentative: false,
        only: Some(only),
    };
    propose(house, &ask, now, Budget::steps(STEPS))
}
