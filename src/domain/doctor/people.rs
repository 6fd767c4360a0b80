//! Who may do what: permissions against roles, who leads whom, who can be
//! called.

use std::collections::BTreeMap;

use super::{Check, Finding, some};
use crate::domain::command::{DeactivateStaff, SetOnDuty};
use crate::domain::decide::staff::can_be_administered;
use crate::domain::employment::EmploymentStatus;
use crate::domain::house::House;
use crate::domain::id::StaffId;
use crate::domain::request::suitable::{at_any_hour, suits};
use crate::domain::request::{Priority, category};
use crate::domain::staff::{OverrideLevel, Permission, Permissions, Staff};

/// Permissions that together let one person do what should take two, and what
/// that is.
const DANGEROUS: &[(&[Permission], &str)] = &[
    (
        &[Permission::Bookings, Permission::ManageFinances],
        "take money from guests and keep the books of it",
    ),
    (
        &[
            Permission::AssignRequests,
            Permission::CloseRequests,
            Permission::ManageFinances,
        ],
        "order work, say that it was done and pay for it",
    ),
    (
        &[Permission::Rooms, Permission::Inspect, Permission::Bookings],
        "clean a room, pass it and sell it",
    ),
];

/// Looks the staff over.
pub fn examine(house: &House) -> Vec<Finding> {
    let Some(property) = &house.property else {
        return Vec::new();
    };
    let staff: Vec<Staff> = house.staff.values().cloned().collect();
    let mut found = Vec::new();
    if !can_be_administered(&staff, property) {
        found.push(no_administrator(&staff));
    }
    for person in &staff {
        one(person, house, &mut found);
    }
    found.extend(circles(house));
    found.extend(nobody_at_night(house, &staff));
    found
}

fn no_administrator(staff: &[Staff]) -> Finding {
    let message = if staff.iter().any(Staff::is_administrator) {
        "Nobody who administers the house has a PIN, and policy owner_is_admin is off, so nobody can come in; the owner of the file restores a backup in which somebody could."
    } else {
        "Nobody at work administers the house, so nobody can be given more rights; the owner of the file restores a backup in which somebody did."
    };
    Finding::new(Check::NoAdministrator, "", message)
}

fn one(person: &Staff, house: &House, found: &mut Vec<Finding>) {
    let (number, name) = (&person.employee, &person.name);
    if !person.active {
        return;
    }
    if let Some(message) = unlike_role(person) {
        found.push(Finding::new(Check::UnlikeRole, number, message));
    }
    if let Some(message) = dangerous(person) {
        found.push(Finding::new(Check::Dangerous, number, message));
    }
    if person.employment_status == EmploymentStatus::Terminated {
        let message = format!(
            "{name} ({number}) is no longer employed but still on the staff; take them off it."
        );
        found.push(
            Finding::new(Check::GoneOnStaff, number, message).mended_by(DeactivateStaff {
                employee: number.clone(),
            }),
        );
    }
    if person.on_duty && !person.may_act() {
        let message = format!(
            "{name} ({number}) counts as on duty but is {}; say that they are off duty.",
            person.why_not().unwrap_or("away")
        );
        found.push(
            Finding::new(Check::OnDutyAway, number, message).mended_by(SetOnDuty {
                employee: number.clone(),
                on: false,
            }),
        );
    }
    let leader = person.reports_to.and_then(|id| house.staff.get(&id));
    if let Some(gone) = leader.filter(|leader| !leader.active) {
        let message = format!(
            "{name} ({number}) reports to {}, who has left; say whom they report to now.",
            gone.name
        );
        found.push(Finding::new(Check::LeaderGone, number, message));
    }
}

fn unlike_role(person: &Staff) -> Option<String> {
    let mut unlike: Vec<String> = person
        .permissions
        .unlike(person.role)
        .into_iter()
        .map(|(one, more)| format!("{} {}", if more { "with" } else { "without" }, one.as_str()))
        .collect();
    let level = person.permissions.override_level;
    if level != person.role.defaults().override_level {
        unlike.push(format!("override level {}", level.as_str()));
    }
    (!unlike.is_empty()).then(|| {
        format!(
            "{} ({}) is {} {}; \"reset_permissions\" gives what the role has, if that is not meant.",
            person.name,
            person.employee,
            person.role.label(),
            unlike.join(", ")
        )
    })
}

/// What somebody gave one person on top of the role that is too much for one.
fn dangerous(person: &Staff) -> Option<String> {
    let all = |of: &Permissions, wanted: &[Permission]| wanted.iter().all(|one| of.may(*one));
    let defaults = person.role.defaults();
    let held = DANGEROUS
        .iter()
        .find(|(together, _)| all(&person.permissions, together) && !all(&defaults, together));
    let what = if person.permissions.may(Permission::Admin) && !defaults.may(Permission::Admin) {
        "give rights to anyone, themselves among them".to_owned()
    } else if person.permissions.override_level == OverrideLevel::Admin
        && !person.permissions.may(Permission::Admin)
    {
        "override what only an administrator may".to_owned()
    } else {
        held.map(|(_, what)| (*what).to_owned())?
    };
    Some(format!(
        "{} ({}), {}, may {what}, which the role does not; take it back unless that is meant.",
        person.name,
        person.employee,
        person.role.label()
    ))
}

/// People whose line of leaders comes back to them.
fn circles(house: &House) -> Vec<Finding> {
    let leads = |id: StaffId| house.staff.get(&id).and_then(|person| person.reports_to);
    let mut told: BTreeMap<StaffId, Finding> = BTreeMap::new();
    for person in house.staff.values() {
        let mut line = vec![person.id];
        let mut next = leads(person.id);
        while let Some(id) = next.filter(|id| !line.contains(id)) {
            line.push(id);
            next = leads(id);
        }
        if next != Some(person.id) {
            continue;
        }
        // Each circle is told once, by the first of it.
        let first = line.iter().min().copied().unwrap_or(person.id);
        let names: Vec<&str> = line
            .iter()
            .filter_map(|id| house.staff.get(id))
            .map(|one| one.name.as_str())
            .collect();
        let message = format!(
            "{} report to each other in a circle; let one of them report to somebody else.",
            some(&names)
        );
        told.entry(first)
            .or_insert_with(|| Finding::new(Check::LedInCircle, &person.employee, message));
    }
    told.into_values().collect()
}

/// Kinds of emergency for which nobody can be called at night.
fn nobody_at_night(house: &House, staff: &[Staff]) -> Option<Finding> {
    let property = house.property.as_ref()?;
    if !property.policies.auto_assign_emergency {
        return None;
    }
    let stored: Vec<_> = house.categories.values().cloned().collect();
    let categories = category::all(property.id, &stored);
    let without: Vec<&str> = categories
        .iter()
        .filter(|one| one.max_priority == Priority::Emergency)
        .filter(|one| {
            !staff
                .iter()
                .any(|person| suits(person, one) && at_any_hour(person))
        })
        .map(|one| one.name.as_str())
        .collect();
    (!without.is_empty()).then(|| {
        Finding::new(
            Check::NobodyAtNight,
            "",
            format!(
                "An emergency of {} would be nobody's: nobody who suits can be called at any hour; say of somebody that they are there round the clock.",
                some(&without)
            ),
        )
    })
}
