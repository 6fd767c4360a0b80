//! From a command that asks for a plan to the plan: what must be looked at, and
//! what is asked of the planner.
//!
//! Pure and without a clock of its own: whoever carries commands out calls it
//! outside of any transaction, and puts the plan into the command.

use super::ask::{Ask, propose};
use super::making_room::{RoomFor, make_room_for};
use super::proposal::Proposal;
use super::settling::settle_for;
use crate::domain::booking::Booking;
use crate::domain::command::{AutoAssign, Command, MakeRoom};
use crate::domain::day::{Day, Stay};
use crate::domain::error::{Code, Refusal};
use crate::domain::facts::Facts;
use crate::domain::house::House;
use crate::domain::moment::Moment;
use crate::domain::planner::Budget;

/// Days back that tell how much a room was used.
const USE_DAYS: i32 = 31;
/// Days around the stays in which others are still felt.
const MARGIN: i32 = 4;

/// Whether a command asks for a plan that nobody has made yet.
pub fn wants_plan(command: &Command) -> bool {
    match command {
        Command::AutoAssign(it) => it.made.is_none(),
        Command::MakeRoom(it) => it.made.is_none(),
        Command::ResolveConflict(it) => it.made.is_none(),
        _ => false,
    }
}

/// The command with its plan.
#[must_use]
pub fn with_plan(mut command: Command, proposal: Proposal) -> Command {
    let made = Some(Box::new(proposal));
    match &mut command {
        Command::AutoAssign(it) => it.made = made,
        Command::MakeRoom(it) => it.made = made,
        Command::ResolveConflict(it) => it.made = made,
        _ => {}
    }
    command
}

/// The days on which the stays in question lie; none where the command asks
/// for no plan, or names a booking that is not there.
pub fn days_at_first(facts: &dyn Facts, command: &Command) -> Option<Stay> {
    let today = facts.property()?.business_date;
    let of = |code: &str| {
        let stay = facts.booking_coded(code.trim())?.stay;
        Some(Stay {
            check_in: stay.check_in.min(today),
            check_out: stay.check_out.max(today.plus(1)),
        })
    };
    match command {
        Command::AutoAssign(it) => Some(Stay {
            check_in: it.from,
            check_out: it.to.plus(1),
        }),
        Command::MakeRoom(it) => of(&it.booking),
        Command::ResolveConflict(it) => of(&it.booking),
        _ => None,
    }
}

/// The days that the planner must see, of a house that holds the first ones:
/// from a month back, for how much the rooms were used, until the last of those
/// who are there on the first ones has left.
pub fn days_in_all(house: &House, first: Stay) -> Stay {
    let today = house
        .property
        .as_ref()
        .map_or(first.check_in, |property| property.business_date);
    let there = |booking: &&Booking| {
        booking.stay.check_in < first.check_out && booking.stay.check_out > first.check_in
    };
    let leave = house.bookings.values().filter(there);
    let leave = leave.map(|booking| booking.stay.check_out).max();
    Stay {
        check_in: today.plus(-USE_DAYS).min(first.check_in.plus(-MARGIN)),
        check_out: leave
            .unwrap_or(first.check_out)
            .max(first.check_out)
            .plus(MARGIN),
    }
}

/// Thinks out the plan that a command asks for; none where it asks for none.
/// `until` is the day up to which the house is known, if it is not known whole.
///
/// # Errors
/// `BOOKING_NOT_FOUND`, and whatever makes a plan pointless: the booking lacks
/// nothing.
pub fn think(
    house: &House,
    command: &Command,
    until: Option<Day>,
    now: Moment,
    budget: Budget,
) -> Result<Option<Proposal>, Refusal> {
    match command {
        Command::AutoAssign(it) => {
            let ask = ask(house, it)?;
            Ok(propose(house, &ask, now, budget))
        }
        Command::MakeRoom(it) => room_for(house, it, until, now, budget).map(Some),
        Command::ResolveConflict(it) => {
            let booking = booking(house, &it.booking)?;
            let settled = settle_for(house, booking.id, now, budget);
            settled.ok_or_else(|| no_conflict(&booking)).map(Some)
        }
        _ => Ok(None),
    }
}

fn ask(house: &House, command: &AutoAssign) -> Result<Ask, Refusal> {
    let only: Result<Vec<_>, Refusal> = command
        .bookings
        .iter()
        .map(|code| Ok(booking(house, code)?.id))
        .collect();
    let only = Some(only?).filter(|only| !only.is_empty());
    Ok(Ask {
        from: command.from,
        to: command.to,
        strategy: command.strategy,
        respect_preferences: command.respect_preferences,
        replan_tentative: command.replan_tentative,
        only,
    })
}

fn room_for(
    house: &House,
    command: &MakeRoom,
    until: Option<Day>,
    now: Moment,
    budget: Budget,
) -> Result<Proposal, Refusal> {
    let booking = booking(house, &command.booking)?;
    let wanted = RoomFor {
        booking: booking.id,
        move_firm: command.move_firm,
        until: until.map(|day| day.plus(-MARGIN)),
    };
    make_room_for(house, wanted, now, budget).ok_or_else(|| lacks_nothing(&booking))
}

fn booking(house: &House, code: &str) -> Result<Booking, Refusal> {
    house.booking_coded(code.trim()).ok_or_else(|| {
        Refusal::new(
            Code::BookingNotFound,
            format!("There is no booking {code} here; look it up by guest with \"/\" or \"show bookings\"."),
        )
        .with("booking", code)
    })
}

fn lacks_nothing(booking: &Booking) -> Refusal {
    Refusal::new(
        Code::InvalidValue,
        format!(
            "{} lacks no room on any night, so there is nothing to make room for; look at {}.",
            booking.family_name(),
            booking.code
        ),
    )
    .with("field", "booking")
    .with("booking", &booking.code)
}

fn no_conflict(booking: &Booking) -> Refusal {
    Refusal::new(
        Code::InvalidValue,
        format!(
            "{} is in no conflict: nobody else claims the room, and it is in service; look at {}.",
            booking.family_name(),
            booking.code
        ),
    )
    .with("field", "booking")
    .with("booking", &booking.code)
}
