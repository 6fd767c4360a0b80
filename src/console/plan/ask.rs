//! The commands that ask for a plan, and the ones that carry it out.
//!
//! Owns which command asks what; the planning is the desk's, on a thread of
//! its own.

use chrono::Datelike;

use crate::console::form::{Form, Kind};
use crate::console::view::View;
use crate::console::wish::Wish;
use crate::domain::command::{ApplyPlan, AutoAssign, Command, Dropped, MakeRoom, Request};
use crate::domain::day::Day;
use crate::domain::id::BookingId;
use crate::domain::planning::{Picked, with_plan};
use crate::domain::rate::RateDecision;

/// Days ahead that are planned where nobody says otherwise.
const AHEAD: i32 = 30;

/// The question for the month ahead; where a later month is looked at, for
/// that one.
pub fn around(day: Day, view: &View) -> AutoAssign {
    let today = view.today();
    if day <= today.plus(AHEAD) {
        return AutoAssign::between(today, today.plus(AHEAD));
    }
    let date = day.date();
    let first = day.plus(1 - date.day() as i32);
    let last = day.plus(i32::from(date.num_days_in_month()) - date.day() as i32);
    AutoAssign::between(first, last)
}

/// The question for these bookings alone; none where none of them is known.
pub fn for_bookings(bookings: &[BookingId], view: &View) -> Option<AutoAssign> {
    let known: Vec<_> = bookings
        .iter()
        .filter_map(|id| view.house.bookings.get(id))
        .collect();
    let from = known.iter().map(|booking| booking.stay.check_in).min()?;
    let to = known.iter().map(|booking| booking.stay.check_in).max()?;
    Some(AutoAssign {
        bookings: known.iter().map(|booking| booking.code.clone()).collect(),
        ..AutoAssign::between(from, to)
    })
}

/// The wish for a plan.
pub fn plan(question: impl Into<Command>) -> Wish {
    Wish::Plan(Box::new(question.into()))
}

/// The question asked again: of a plan for days, with its form.
pub fn again(asked: &Command, view: &View) -> Wish {
    match asked {
        Command::AutoAssign(it) => {
            let kind = Kind::Plan(Box::new(it.clone()));
            Wish::Ask(Box::new(Form::open(kind, view)))
        }
        other => plan(other.clone()),
    }
}

/// Whether firm rooms were left alone, and might be asked about too.
pub fn may_move_firm(asked: &Command) -> bool {
    matches!(asked, Command::MakeRoom(it) if !it.move_firm)
}

/// The same question, with firm rooms that may change too.
pub fn firm_too(asked: &Command) -> Wish {
    match asked {
        Command::MakeRoom(it) if !it.move_firm => plan(MakeRoom {
            move_firm: true,
            ..it.clone()
        }),
        _ => Wish::refuse("Firm ones too: that is for making room, where firm stays stay."),
    }
}

/// The wish that keeps the plan, exactly as it was shown.
pub fn keep(asked: &Command, picked: &Picked) -> Wish {
    let command = with_plan(asked.clone(), picked.plan().clone());
    Wish::Give(Box::new(Request::from(command)))
}

/// The wish that carries out what is kept of a plan, exactly as it was shown.
pub fn apply(command: Command) -> Wish {
    // The plan knows the version of each of its lines.
    Wish::Give(Box::new(Request::from(command)))
}

/// The command that carries out what is kept of a plan: of one that was kept
/// under a code, by that.
pub fn carries_out(
    asked: &Command,
    picked: &Picked,
    code: Option<&String>,
    rate: Option<RateDecision>,
) -> Command {
    let mut command = asked.clone();
    let made = Some(Box::new(picked.plan().clone()));
    let drop = dropped(picked);
    match &mut command {
        Command::AutoAssign(it) => (it.made, it.drop, it.apply) = (made, drop, true),
        Command::MakeRoom(it) => (it.made, it.drop, it.apply) = (made, drop, true),
        Command::ResolveConflict(it) => (it.made, it.drop, it.apply) = (made, drop, true),
        _ => {}
    }
    if let Some(code) = code {
        command = ApplyPlan {
            plan: code.clone(),
            drop: dropped(picked),
            ..ApplyPlan::default()
        }
        .into();
    }
    if let Some(decision) = rate {
        command.settle_rate(decision);
    }
    command
}

/// The bookings that are not carried out.
fn dropped(picked: &Picked) -> Vec<Dropped> {
    let kept = picked.kept();
    let lines = picked.plan().lines.iter();
    let lines = lines.filter(|line| !kept.lines.contains(line));
    let left = picked.plan().left.iter();
    let left = left.filter(|left| !kept.left.contains(left));
    let mut codes: Vec<&String> = lines
        .map(|line| &line.code)
        .chain(left.map(|left| &left.code))
        .collect();
    codes.dedup();
    codes.into_iter().cloned().map(Dropped::Booking).collect()
}
