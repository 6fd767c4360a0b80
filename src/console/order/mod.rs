//! From an action and what is selected to a command, a form, or the reason why
//! neither.
//!
//! Owns which command each action of the registry gives. The same answer
//! carries the action out, dims its key and explains why: [`why_not`] asks the
//! domain what the command would come to. No rule stands here; where an action
//! has several commands to choose from, the choice only reads the state.

mod account;
pub mod alert;
mod booking;
pub mod day;
mod house;
pub mod housekeeping;
mod many;
pub mod next;
pub mod people;
mod plan;
mod price;
mod request;
mod rooms;
mod rules;
pub mod settle;
pub mod telling;
pub mod way_out;

use super::action::{Action, Needs};
use super::form::{Form, Kind};
use super::view::{Subject, View};
use super::widget::picker::Picker;
use super::wish::Wish;
use crate::domain::command::{Command, RedoStep, Request, UndoStep};
use crate::domain::error::Code;
use crate::domain::house::House;
use crate::domain::id::BookingId;

/// What an action comes to, pointed at a subject.
#[derive(Debug)]
pub enum Order {
    /// This command, at once.
    Give(Command),
    /// A form first; the command is an example of what it will give, where
    /// one can be told before it is filled in.
    Ask(Kind, Option<Command>),
    /// A choice first, with an example likewise.
    Choose(Picker<Wish>, Option<Command>),
    /// A plan that answers this, looked at before anything changes.
    Plan(Command),
    /// All of these as one step, of this name.
    All {
        /// What it is called, and what was left out.
        called: String,
        /// The commands, each possible by itself.
        commands: Vec<Command>,
    },
    /// Nothing can come of it, for this reason.
    Not(String),
    /// No change of the property: the action is somebody else's.
    Foreign,
}

/// What `action` comes to for `subject`.
pub fn order(action: Action, subject: &Subject, view: &View) -> Order {
    if let Some(order) = request::many(action, subject, view) {
        return order;
    }
    if subject.is_many()
        && let Some(order) = many::many(action, subject, view)
    {
        return order;
    }
    if let Some(missing) = missing(action.entry().needs, subject, view) {
        return Order::Not(missing.to_owned());
    }
    match action {
        Action::Undo => Order::Give(UndoStep::default().into()),
        Action::Redo => Order::Give(RedoStep::default().into()),
        Action::GoToDate => Order::Ask(Kind::GoToDate, None),
        _ => booking::order(action, subject, view)
            .or_else(|| request::order(action, subject, view))
            .or_else(|| housekeeping::order(action, subject, view))
            .or_else(|| rooms::order(action, subject, view))
            .or_else(|| alert::order(action, subject, view))
            .or_else(|| people::order(action, subject, view))
            .or_else(|| house::order(action, view))
            .or_else(|| telling::order(action, subject, view))
            .or_else(|| plan::order(action, subject, view))
            .or_else(|| rules::order(action, subject, view))
            .or_else(|| day::order(action, view))
            .unwrap_or(Order::Foreign),
    }
}

/// What has to be selected first, if it is not.
fn missing(needs: Needs, subject: &Subject, view: &View) -> Option<&'static str> {
    let known = |there: bool, otherwise| (!there).then_some(otherwise);
    match needs {
        Needs::Nothing => None,
        Needs::Booking => {
            let there = subject
                .booking
                .is_some_and(|id| view.house.bookings.contains_key(&id));
            known(there, "no booking is selected")
        }
        Needs::Room => {
            let there = subject
                .room
                .is_some_and(|id| view.house.rooms.contains_key(&id));
            known(there, "no room is selected")
        }
        Needs::Block => {
            let there = subject
                .block
                .is_some_and(|id| view.house.blocks.contains_key(&id));
            known(there, "no block is selected")
        }
        Needs::Alert => known(subject.alert.is_some(), "no alert is selected"),
        Needs::Request => known(subject.request.is_some(), "no request is selected"),
        Needs::Person => {
            let there = subject
                .person
                .is_some_and(|id| view.house.staff.contains_key(&id));
            known(there, "nobody is selected")
        }
        Needs::Rule => {
            let there = subject
                .rule
                .is_some_and(|id| view.house.rules.contains_key(&id));
            known(there, "no rule is selected")
        }
    }
}

/// The wish that carries `action` out, or `None` if it changes nothing.
pub fn wish(action: Action, subject: &Subject, view: &View) -> Option<Wish> {
    match order(action, subject, view) {
        Order::Give(command) => Some(give(command, view.house)),
        Order::Ask(kind, _) => Some(Wish::Ask(Box::new(Form::open(kind, view)))),
        Order::Choose(picker, _) => Some(Wish::Choose(Box::new(picker))),
        Order::Plan(command) => Some(Wish::Plan(Box::new(command))),
        Order::All { called, commands } => Some(give_all(called, commands, view.house)),
        Order::Not(reason) => Some(Wish::refuse(format!("{}: {reason}.", action.entry().name))),
        Order::Foreign => None,
    }
}

/// Every booking of the group this one belongs to that is still to come or in
/// the house.
///
/// # Errors
/// Why there is no group, in words.
pub fn group_of(booking: BookingId, view: &View) -> Result<Vec<BookingId>, String> {
    let one = view.house.bookings.get(&booking);
    let group = one.and_then(|booking| booking.group.as_ref());
    let Some(group) = group else {
        let who = one.map_or("the booking", |booking| booking.family_name());
        return Err(format!("Select the group: {who} belongs to none."));
    };
    let policies = &view.property.policies;
    let all = view.house.bookings.values();
    let own = all.filter(|one| one.group.as_ref() == Some(group) && one.holds_inventory(policies));
    Ok(own.map(|one| one.id).collect())
}

/// Why `action` cannot be done now, or `None` if it can.
pub fn why_not(action: Action, subject: &Subject, view: &View) -> Option<String> {
    if action == Action::ShowStaff {
        return people::why_not_shown(view);
    }
    if action == Action::ShowCosts {
        return super::screen::costs::why_not_shown(view);
    }
    // What comes of these takes thought; that is done when they are wanted.
    if action == Action::DealWith || (action == Action::Resolve && subject.is_many()) {
        return missing(Needs::Alert, subject, view).map(str::to_owned);
    }
    if action == Action::Assign && !subject.is_many() {
        let booking = subject.booking.and_then(|id| view.house.bookings.get(&id));
        return match booking {
            Some(booking) => super::offer::why_none(booking, view),
            None => missing(Needs::Booking, subject, view).map(str::to_owned),
        };
    }
    let example = match order(action, subject, view) {
        Order::Not(reason) => return Some(reason),
        // What there is to take back stands in the journal, not in the snapshot.
        // Of several each was asked for itself already.
        Order::All { .. }
        | Order::Foreign
        | Order::Give(Command::UndoStep(_) | Command::RedoStep(_)) => return None,
        Order::Give(command) | Order::Plan(command) => command,
        Order::Ask(_, example) | Order::Choose(_, example) => example?,
    };
    let refusal = view.preview(&example).err()?;
    (!can_be_mended(refusal.code)).then_some(refusal.message)
}

/// Whether something would do instead, though `action` itself would be refused:
/// then it is worth choosing, and the refusal offers that.
pub fn has_way_out(action: Action, subject: &Subject, view: &View) -> bool {
    let Order::Give(command) = order(action, subject, view) else {
        return false;
    };
    let refusal = view.preview(&command).err();
    refusal.is_some_and(|refusal| way_out::offer(&command, &refusal, view).is_some())
}

/// Refusals that a form, a list of offers or a way out gets round.
fn can_be_mended(code: Code) -> bool {
    matches!(
        code,
        Code::ReasonRequired | Code::InvalidValue | Code::MissingRoomId | Code::RuleInvalid
    )
}

/// The wish that gives `command`, to be refused if what it names has changed
/// since this house was read.
pub fn give(command: Command, house: &House) -> Wish {
    let version = version(&command, house);
    let request = Request {
        version,
        ..Request::from(command)
    };
    Wish::Give(Box::new(request))
}

/// The wish that gives all of these as one step, each to be refused if what it
/// names has changed since this house was read.
pub fn give_all(called: String, commands: Vec<Command>, house: &House) -> Wish {
    let requests = commands.into_iter().map(|command| {
        let version = version(&command, house);
        Request {
            version,
            ..Request::from(command)
        }
    });
    Wish::GiveAll(called, requests.collect())
}

/// The version of what the command names. The vocabulary names its subject in
/// the same fields everywhere, so one look at it as data serves all commands.
fn version(command: &Command, house: &House) -> Option<i64> {
    use crate::domain::facts::Facts;
    let data = serde_json::to_value(command).ok()?;
    let named = |field: &str| data.get(field).and_then(|value| value.as_str());
    if named("alert").is_some() {
        return None;
    }
    if let Some(ticket) = named("ticket") {
        return house
            .request_ticketed(ticket)
            .map(|request| request.version);
    }
    if let (Command::EditRule(_) | Command::DeleteRule(_), Some(name)) = (command, named("name")) {
        let mut rules = house.rules.values();
        return rules
            .find(|rule| rule.is_called(name))
            .map(|rule| rule.version);
    }
    // A report names who asks and where; what it makes is new.
    if matches!(command, Command::CreateRequest(_)) {
        return None;
    }
    if let Some(code) = named("resident") {
        let mut residents = house.residents.values();
        let resident = residents.find(|one| one.code == code);
        return resident.map(|resident| resident.version);
    }
    if let (Command::EditCategory(_), Some(name)) = (command, named("name")) {
        let mut categories = house.categories.values();
        let category = categories.find(|one| one.is_called(name));
        // One of the usual ones that nobody has changed is not stored.
        return Some(category.map_or(0, |category| category.version));
    }
    // Whose room is named is new.
    if matches!(command, Command::CreateResident(_)) {
        return None;
    }
    if let Some(code) = named("booking") {
        return house.booking_coded(code).map(|booking| booking.version);
    }
    if let Some(code) = named("block") {
        return house.block_coded(code).map(|block| block.version);
    }
    if let (Some(number), true) = (named("employee"), is_about_a_person(command)) {
        let mut staff = house.staff.values();
        let person = staff.find(|person| person.employee == number);
        return person.map(|person| person.version);
    }
    // A walk-in names a room too, but what it makes is new.
    let number = named("room").filter(|_| !matches!(command, Command::WalkIn(_)))?;
    house.room_numbered(number).map(|room| room.version)
}

/// Whether the employee a command names is what it changes.
fn is_about_a_person(command: &Command) -> bool {
    matches!(
        command,
        Command::EditStaff(_)
            | Command::SetPermissions(_)
            | Command::ResetPermissions(_)
            | Command::DeactivateStaff(_)
            | Command::ReactivateStaff(_)
            | Command::SetPin(_)
    )
}
