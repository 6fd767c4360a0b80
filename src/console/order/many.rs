//! Actions on many things at once: rooms, bookings or alerts that are marked.
//!
//! Owns which actions make sense for many. Each thing is asked of the domain
//! for itself; those for which the action is possible become one step, which
//! one undo takes back, and what is left out is said.

use super::people::permissions_of_many;
use super::{Order, give, give_all, order};
use crate::console::action::{Action, Needs};
use crate::console::form::Kind;
use crate::console::selection::counted;
use crate::console::view::{Subject, View};
use crate::console::widget::picker::{Item, Picker};
use crate::console::wish::Wish;
use crate::domain::booking::Booking;
use crate::domain::command::{BulkCheckOut, CheckIn, Command};
use crate::domain::id::{BookingId, RoomId, StaffId};

/// What an action comes to for all that is selected; `None` where it is not
/// about what is selected, or has a form of its own for many rooms.
pub fn many(action: Action, subject: &Subject, view: &View) -> Option<Order> {
    let bookings = || subject.bookings.iter().map(|id| of_booking(*id, subject));
    let rooms = || subject.rooms.iter().map(|id| of_room(*id));
    let alerts = || subject.alerts.iter().map(|name| of_alert(name));
    let people = || subject.people.iter().map(|id| of_person(*id));
    match action {
        Action::SetPermissions => Some(permissions_of_many(subject, view)),
        Action::OnDuty
        | Action::OffDuty
        | Action::ResetPermissions
        | Action::Deactivate
        | Action::Reactivate => Some(each(action, "person", &people().collect::<Vec<_>>(), view)),
        Action::BlockRooms
        | Action::PrintRegistration
        | Action::PrintRooms
        | Action::AssignAttendant
        | Action::AutoAssign
        | Action::DealWith
        | Action::WhoWasTold => None,
        Action::CheckOut => Some(check_out(subject, view)),
        Action::CheckIn => Some(check_in(&bookings().collect::<Vec<_>>(), view)),
        Action::Park
        | Action::FirmUp
        | Action::GuestWaiting
        | Action::ConfirmBooking
        | Action::CancelBooking
        | Action::NoShow
        | Action::Reinstate
        | Action::DoNotMove => Some(each(
            action,
            "booking",
            &bookings().collect::<Vec<_>>(),
            view,
        )),
        Action::Resolve if !subject.alerts.is_empty() => {
            Some(super::alert::settle_many(subject, view))
        }
        Action::Snooze | Action::Acknowledge | Action::Resolve => {
            Some(each(action, "alert", &alerts().collect::<Vec<_>>(), view))
        }
        Action::NextStage
        | Action::StageBack
        | Action::StartCleaning
        | Action::StopCleaning
        | Action::MarkCleaned
        | Action::PassInspection
        | Action::DeclineService
        | Action::DoNotDisturb
        | Action::TouchUp
        | Action::DeepClean
        | Action::MakeUp
        | Action::CompleteMaintenance
        | Action::Rush => Some(each(action, "room", &rooms().collect::<Vec<_>>(), view)),
        _ if action.entry().needs == Needs::Nothing => None,
        _ => Some(Order::Not(
            "that is for one at a time; Esc clears the selection".to_owned(),
        )),
    }
}

fn of_booking(id: BookingId, all: &Subject) -> Subject {
    Subject {
        booking: Some(id),
        day: all.day,
        ..Subject::default()
    }
}

fn of_room(id: RoomId) -> Subject {
    Subject {
        room: Some(id),
        ..Subject::default()
    }
}

fn of_person(id: StaffId) -> Subject {
    Subject {
        person: Some(id),
        ..Subject::default()
    }
}

fn of_alert(name: &str) -> Subject {
    Subject {
        alert: Some(name.to_owned()),
        ..Subject::default()
    }
}

/// The action for each of these, as one step.
fn each(action: Action, what: &str, all: &[Subject], view: &View) -> Order {
    if all.is_empty() {
        return Order::Not(format!("no {what} is selected"));
    }
    let mut commands = Vec::new();
    let mut left_out = Vec::new();
    let mut asks = None;
    for subject in all {
        match possible(order(action, subject, view), view) {
            Ok((command, kind)) => {
                commands.push(command);
                asks = asks.or(kind);
            }
            Err(reason) => left_out.push(reason),
        }
    }
    if commands.is_empty() {
        return Order::Not(left_out.swap_remove(0));
    }
    let called = called(action, what, commands.len(), &left_out);
    match asks {
        Some(Kind::Reason { title, label, .. }) => {
            let title = format!("{title}: {}", counted(commands.len(), what));
            let kind = Kind::ReasonForAll {
                title,
                label,
                called,
                commands,
            };
            Order::Ask(kind, None)
        }
        _ => Order::All { called, commands },
    }
}

/// What the step is called, and what was left out of it.
fn called(action: Action, what: &str, count: usize, left_out: &[String]) -> String {
    let done = format!("{}: {}", action.entry().name, counted(count, what));
    match left_out {
        [] => done,
        [only] => format!("{done}; left out: {}", only.trim_end_matches('.')),
        [first, rest @ ..] => format!(
            "{done}; {} left out: {} (and {} more)",
            left_out.len(),
            first.trim_end_matches('.'),
            rest.len()
        ),
    }
}

/// The command of one thing, if it would be carried out; with the form that
/// asks for what it lacks.
fn possible(order: Order, view: &View) -> Result<(Command, Option<Kind>), String> {
    let (command, example, kind) = match order {
        Order::Give(command) => (command.clone(), command, None),
        Order::Ask(
            Kind::Reason {
                title,
                label,
                command,
            },
            _,
        ) => {
            let mut example = (*command).clone();
            crate::console::form::command::set_reason(&mut example, "example");
            let plain = (*command).clone();
            (
                plain,
                example,
                Some(Kind::Reason {
                    title,
                    label,
                    command,
                }),
            )
        }
        Order::Not(reason) => return Err(reason),
        Order::Choose(picker, _) => return Err(format!("{}: say it one by one", picker.title)),
        Order::Ask(..) | Order::All { .. } | Order::Plan(_) | Order::Foreign => {
            return Err("that is for one at a time".to_owned());
        }
    };
    match view.preview(&example) {
        Ok(_) => Ok((command, kind)),
        Err(refusal) => Err(refusal.message),
    }
}

/// Checking in several: where some come before their day, that is asked.
fn check_in(all: &[Subject], view: &View) -> Order {
    let expected = each(Action::CheckIn, "booking", all, view);
    let found = |one: &Subject| one.booking.and_then(|id| view.house.bookings.get(&id));
    let early: Vec<Command> = all
        .iter()
        .filter_map(found)
        .filter(|booking| booking.stay.check_in > view.today())
        .map(|booking| {
            CheckIn {
                booking: booking.code.clone(),
                early: true,
                ..CheckIn::default()
            }
            .into()
        })
        .filter(|command| view.preview(command).is_ok())
        .collect();
    if early.is_empty() {
        return expected;
    }
    let (mut commands, mut items) = (Vec::new(), Vec::new());
    if let Order::All {
        called,
        commands: today,
    } = expected
    {
        let label = format!("Those expected today: {}", counted(today.len(), "guest"));
        let wish = give_all(called, today.clone(), view.house);
        items.push(Item::new(label, wish).letter('t'));
        commands = today;
    }
    let count = early.len();
    commands.extend(early);
    let called = format!(
        "Check in: {}, {count} early",
        counted(commands.len(), "booking")
    );
    let label = format!("Everyone: {}", counted(commands.len(), "guest"));
    let detail = format!("{count} of them early; their stays begin today");
    let example = commands.first().cloned();
    let wish = give_all(called, commands, view.house);
    items.push(Item::new(label, wish).detail(detail).letter('e'));
    Order::Choose(Picker::menu("Check in", items), example)
}

/// Checking out several: those who stay longer leave only if that is said.
fn check_out(subject: &Subject, view: &View) -> Order {
    let found = |id: &BookingId| view.house.bookings.get(id);
    let guests: Vec<&Booking> = subject
        .bookings
        .iter()
        .filter_map(found)
        .filter(|booking| booking.is_in_house())
        .collect();
    if guests.is_empty() {
        return Order::Not("nobody who is selected is in the house".to_owned());
    }
    let today = view.today();
    let (due, early): (Vec<&Booking>, Vec<&Booking>) = guests
        .iter()
        .partition(|booking| booking.stay.check_out <= today);
    let everyone = leave(&guests);
    if early.is_empty() {
        return Order::Give(everyone);
    }
    let names = |list: &[&Booking]| -> String {
        let names: Vec<&str> = list.iter().map(|booking| booking.family_name()).collect();
        names.join(", ")
    };
    let mut items: Vec<Item<Wish>> = Vec::new();
    if !due.is_empty() {
        let label = format!("Those who leave today: {}", counted(due.len(), "guest"));
        let wish = give(leave(&due), view.house);
        items.push(Item::new(label, wish).detail(names(&due)).letter('d'));
    }
    let label = format!("Everyone: {}", counted(guests.len(), "guest"));
    let detail = format!("before their time: {}", names(&early));
    let wish = give(everyone.clone(), view.house);
    items.push(Item::new(label, wish).detail(detail).letter('e'));
    Order::Choose(Picker::menu("Check out", items), Some(everyone))
}

fn leave(guests: &[&Booking]) -> Command {
    BulkCheckOut {
        bookings: guests.iter().map(|booking| booking.code.clone()).collect(),
        rooms: Vec::new(),
    }
    .into()
}
