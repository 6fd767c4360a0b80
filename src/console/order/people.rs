//! Actions on the people of the house, and the commands they give.

use super::Order;
use crate::console::action::Action;
use crate::console::form::Kind;
use crate::console::form::kinds::About;
use crate::console::view::{Subject, View};
use crate::domain::command::{
    Command, CreateStaff, DeactivateStaff, EditStaff, Needs, ReactivateStaff, ResetPermissions,
};
use crate::domain::decide::denied;
use crate::domain::staff::{Permission, Role, Staff};

/// What an action about people comes to; `None` for other actions.
pub fn order(action: Action, subject: &Subject, view: &View) -> Option<Order> {
    match action {
        Action::SetOwnPin => return Some(ask(About::Pin(None), None)),
        Action::NewStaff => {
            // A number nobody has, so that nothing but a missing permission dims it.
            let example = CreateStaff::new("-new-", "example", Role::FrontDesk);
            return Some(ask(About::New, Some(example.into())));
        }
        _ => {}
    }
    let person = subject.person.and_then(|id| view.house.staff.get(&id))?;
    let employee = person.employee.clone();
    Some(match action {
        Action::EditStaff => ask(About::Known(employee), Some(untouched(person))),
        Action::StaffHours => ask(About::More(employee), Some(untouched(person))),
        Action::SetPermissions => ask(About::May(vec![employee]), Some(untouched(person))),
        Action::SetStaffPin => ask(About::Pin(Some(employee)), Some(untouched(person))),
        Action::ResetPermissions if person.permissions == person.role.defaults() => {
            Order::Not(format!("{} may do exactly what the role does", person.name))
        }
        Action::ResetPermissions => Order::Give(ResetPermissions { employee }.into()),
        Action::Deactivate if !person.active => {
            Order::Not(format!("{} is no longer on the staff", person.name))
        }
        Action::Deactivate => Order::Give(DeactivateStaff { employee }.into()),
        Action::Reactivate if person.may_act() => {
            Order::Not(format!("{} is on the staff and at work", person.name))
        }
        Action::Reactivate => Order::Give(ReactivateStaff { employee }.into()),
        Action::OnDuty => duty(person, true),
        Action::OffDuty => duty(person, false),
        _ => return None,
    })
}

/// The form for what all of these may do.
pub fn permissions_of_many(subject: &Subject, view: &View) -> Order {
    let people: Vec<&Staff> = subject
        .people
        .iter()
        .filter_map(|id| view.house.staff.get(id))
        .collect();
    let example = people.first().map(|person| untouched(person));
    let numbers = people.iter().map(|person| person.employee.clone());
    ask(About::May(numbers.collect()), example)
}

/// Why the staff screen is not for whoever is signed in; `None` if it is.
pub fn why_not_shown(view: &View) -> Option<String> {
    const NEEDS: Needs = Needs::All(&[Permission::Admin]);
    if NEEDS.met_by(&view.actor.permissions) {
        return None;
    }
    let staff: Vec<Staff> = view.house.staff.values().cloned().collect();
    let what = format!(
        "{} may not see to the staff (it needs admin)",
        view.actor.name
    );
    Some(denied(&what, NEEDS, &staff).message)
}

fn ask(about: About, example: Option<Command>) -> Order {
    Order::Ask(Kind::People(about), example)
}

/// A change of nothing: it only asks whether one may change this person.
fn untouched(person: &Staff) -> Command {
    EditStaff {
        employee: person.employee.clone(),
        ..EditStaff::default()
    }
    .into()
}

fn duty(person: &Staff, on: bool) -> Order {
    if person.on_duty == on {
        let stands = if on { "on duty" } else { "off duty" };
        return Order::Not(format!("{} is {stands} already", person.name));
    }
    Order::Give(
        EditStaff {
            employee: person.employee.clone(),
            on_duty: Some(on),
            ..EditStaff::default()
        }
        .into(),
    )
}
