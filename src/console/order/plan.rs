//! Actions that ask for a plan: rooms for many, room for one, peace among
//! several.

use super::Order;
use crate::console::action::Action;
use crate::console::form::Kind;
use crate::console::plan::ask;
use crate::console::view::{Subject, View};
use crate::console::widget::picker::{Item, Picker};
use crate::console::wish::Wish;
use crate::domain::booking::Booking;
use crate::domain::command::{AutoAssign, MakeRoom, ResolveConflict};
use crate::domain::planning;

/// What an action that plans comes to; `None` for other actions.
pub fn order(action: Action, subject: &Subject, view: &View) -> Option<Order> {
    let code = || {
        let booking = subject.booking.and_then(|id| view.house.bookings.get(&id));
        booking.map(|booking: &Booking| booking.code.clone())
    };
    Some(match action {
        Action::AutoAssign => {
            let question = for_subject(subject, view);
            let example = question.clone().into();
            Order::Ask(Kind::Plan(Box::new(question)), Some(example))
        }
        Action::MakeRoom if !needs_room(subject, view) => {
            Order::Not("it has a room on every night already".to_owned())
        }
        Action::MakeRoom => Order::Plan(
            MakeRoom {
                booking: code()?,
                ..MakeRoom::default()
            }
            .into(),
        ),
        Action::ResolveConflict if !is_contested(subject, view) => {
            Order::Not("nobody else claims the room".to_owned())
        }
        Action::ResolveConflict => Order::Plan(
            ResolveConflict {
                booking: code()?,
                ..ResolveConflict::default()
            }
            .into(),
        ),
        Action::KeptPlans => kept_plans(view),
        _ => return None,
    })
}

fn is_contested(subject: &Subject, view: &View) -> bool {
    let contested = |id| planning::is_contested(view.house, id, view.now);
    subject.booking.is_some_and(contested)
}

fn needs_room(subject: &Subject, view: &View) -> bool {
    let booking = subject.booking.and_then(|id| view.house.bookings.get(&id));
    booking.is_some_and(|booking| booking.needs_room)
}

/// The plans that were kept and not carried out, the latest first.
fn kept_plans(view: &View) -> Order {
    let latest = view.house.plans.values().rev();
    let open = latest.filter(|plan| plan.applied.is_none());
    let items: Vec<Item<Wish>> = open
        .map(|plan| {
            let who = view.house.staff.get(&plan.made.by);
            let who = who.map_or("someone", |person| person.name.as_str());
            let label = format!("{} {}", plan.code, plan.asked.words());
            let detail = format!(
                "{} placed, {} without; {who}, {}",
                plan.proposal.lines.len(),
                plan.proposal.left.len(),
                view.when(plan.made.at)
            );
            Item::new(label, Wish::LookAtPlan(plan.code.clone())).detail(detail)
        })
        .collect();
    if items.is_empty() {
        return Order::Not("no plan is kept that is not carried out".to_owned());
    }
    Order::Choose(Picker::menu("Kept plans", items), None)
}

/// Those that are selected, those of the days that are selected, or all of the
/// month ahead.
fn for_subject(subject: &Subject, view: &View) -> AutoAssign {
    if subject.rooms.is_empty()
        && let Some(question) = ask::for_bookings(&subject.bookings, view)
    {
        return question;
    }
    match (subject.day, subject.until) {
        (Some(from), Some(until)) => AutoAssign::between(from, until.plus(-1).max(from)),
        (Some(day), None) => ask::around(day, view),
        _ => ask::around(view.today(), view),
    }
}
