//! Every command: carried out, refused for each of its reasons, taken back,
//! and kept from those who may not give it.
//!
//! The cases are a table of things people say to a small house. A command
//! without a line fails here; so does a refusal that random use runs into and
//! that has no line.

// A table is as long as what it lists.
#![allow(clippy::too_many_lines)]

#[path = "every_command/bookings.rs"]
mod bookings;
#[path = "every_command/case.rs"]
mod case;
#[path = "every_command/coming.rs"]
mod coming;
#[path = "every_command/house.rs"]
mod house;
#[path = "every_command/housekeeping.rs"]
mod housekeeping;
#[allow(dead_code)]
#[path = "rules/model.rs"]
mod model;
#[path = "every_command/money.rs"]
mod money;
#[path = "every_command/people.rs"]
mod people;
#[path = "every_command/plans.rs"]
mod plans;
#[path = "every_command/requests.rs"]
mod requests;
#[path = "every_command/rooms_given.rs"]
mod rooms_given;
#[path = "every_command/rules.rs"]
mod rules;
#[allow(dead_code, unused_imports)]
#[path = "rules/script.rs"]
mod script;
#[path = "every_command/setup.rs"]
mod setup;
#[path = "every_command/telling.rs"]
mod telling;
#[path = "every_command/views.rs"]
mod views;

use std::collections::BTreeSet;

use keyrack::domain::command::{Command, Needs, RedoStep, SPECS, Undo, UndoStep};
use keyrack::domain::error::Code;
use keyrack::domain::staff::{OverrideLevel, Permission, Permissions};
use keyrack::domain::testing::SmallHouse;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;

use case::Case;

/// Commands about nothing that has a version: they make something new, add to
/// something, or name many things at once.
const WITHOUT_VERSION: &[&str] = &[
    "create_property",
    "create_room_type",
    "create_room",
    "create_staff",
    "create_booking",
    "add_note",
    "walk_in",
    "bulk_check_out",
    "block",
    "save_view",
    "create_category",
    "create_rule",
    "create_request",
    "bulk_assign_requests",
    "escalate_requests",
    "create_resident",
    "assign_attendant",
    "share_out",
    "announce",
    "hand_over",
    "add_event",
    "auto_assign",
    "tell_alerts",
    "send_report",
    "undo",
    "redo",
];

fn cases() -> Vec<Case> {
    let mut all = setup::cases();
    all.extend(people::cases());
    all.extend(bookings::cases());
    all.extend(rooms_given::cases());
    all.extend(coming::cases());
    all.extend(house::cases());
    all.extend(money::cases());
    all.extend(views::cases());
    all.extend(requests::cases());
    all.extend(housekeeping::cases());
    all.extend(telling::cases());
    all.extend(rules::cases());
    all.extend(plans::cases());
    all
}

fn successes() -> impl Iterator<Item = Case> {
    cases().into_iter().filter(|case| case.refused.is_none())
}

/// Collects what is wrong, so that one run shows all of it.
fn none(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn every_command_has_its_cases() {
    let all = cases();
    let has = |op: &str, done: bool| {
        all.iter()
            .any(|case| case.op == op && case.refused.is_none() == done)
    };
    let mut faults = Vec::new();
    for spec in SPECS {
        if !has(spec.op, true) {
            faults.push(format!("{} is never carried out", spec.op));
        }
        if !has(spec.op, false) {
            faults.push(format!("{} is never refused", spec.op));
        }
    }
    println!("{} cases of {} commands", all.len(), SPECS.len());
    none(&faults);
}

#[test]
fn each_comes_to_what_it_says() {
    let mut faults = Vec::new();
    for case in cases() {
        let (mut hotel, command) = case.stage();
        let before = model::rows(&hotel.house);
        match (hotel.attempt(command), case.refused) {
            (Ok(outcome), None) if outcome.changes.is_empty() => {
                faults.push(format!("{} changed nothing", case.title()));
            }
            (Ok(_), None) => {
                if let Err(fault) = model::sound(&hotel.house) {
                    faults.push(format!("{}: {fault}", case.title()));
                }
            }
            (Ok(outcome), Some(code)) => faults.push(format!(
                "{} was carried out ({}), not refused with {}",
                case.title(),
                outcome.summary,
                code.as_str()
            )),
            (Err(refusal), None) => faults.push(format!("{}: {refusal}", case.title())),
            (Err(refusal), Some(code)) => {
                if refusal.code != code {
                    let wanted = code.as_str();
                    faults.push(format!("{}: {refusal}, not {wanted}", case.title()));
                }
                if before != model::rows(&hotel.house) {
                    faults.push(format!("{} changed something", case.title()));
                }
                if !one_sentence(&refusal.message) {
                    faults.push(format!("{}: {:?}", case.title(), refusal.message));
                }
            }
        }
    }
    none(&faults);
}

/// What a tired person reads: begins with a capital or a number, ends with a
/// full stop, and is not a page.
fn one_sentence(message: &str) -> bool {
    let begins = message
        .chars()
        .next()
        .is_some_and(|first| first.is_uppercase() || first.is_ascii_digit() || first == '"');
    begins && message.ends_with('.') && message.chars().count() < 300
}

#[test]
fn each_is_taken_back_and_done_again() {
    let mut faults = Vec::new();
    for case in successes() {
        let (mut hotel, command) = case.stage();
        if script::is_about_the_journal(&command) {
            continue;
        }
        let undo = command.spec().undo;
        let before = model::rows(&hotel.house);
        hotel.run(command);
        let after = model::rows(&hotel.house);
        let undone = hotel.attempt(UndoStep::default());
        if let Undo::Never(_) = undo {
            if undone.is_ok() {
                faults.push(format!("{} was taken back", case.title()));
            }
            continue;
        }
        if let Err(refusal) = undone {
            faults.push(format!("{}: {refusal}", case.title()));
            continue;
        }
        if let Err(fault) =
            model::same_but_versions(&before, &model::rows(&hotel.house), "the undo")
        {
            faults.push(format!("{}: {fault}", case.title()));
        }
        hotel.run(RedoStep::default());
        if let Err(fault) = model::same_but_versions(&after, &model::rows(&hotel.house), "the redo")
        {
            faults.push(format!("{}: {fault}", case.title()));
        }
    }
    none(&faults);
}

/// The smallest permissions with which a command may be given.
fn just_enough(needs: Needs) -> Vec<Permissions> {
    let of = |granted: &[Permission], level| Permissions::of(granted, level);
    match needs {
        Needs::SignedIn => vec![of(&[], OverrideLevel::None)],
        Needs::All(all) => vec![of(all, OverrideLevel::None)],
        Needs::Any(any) => any
            .iter()
            .map(|one| of(&[*one], OverrideLevel::None))
            .collect(),
        Needs::Or(one, level) => vec![of(&[one], OverrideLevel::None), of(&[], level)],
        Needs::And(one, level) => vec![
            of(&[one], level),
            of(&[Permission::Admin], OverrideLevel::None),
        ],
    }
}

/// Every permission but what is needed: each way to be one short.
fn one_short(needs: Needs) -> Vec<Permissions> {
    let without = |missing: &[Permission], level| {
        let rest: Vec<Permission> = Permission::ALL
            .into_iter()
            .filter(|one| !missing.contains(one))
            .collect();
        Permissions::of(&rest, level)
    };
    match needs {
        Needs::SignedIn => vec![],
        Needs::All(all) => all
            .iter()
            .map(|one| without(&[*one], OverrideLevel::Admin))
            .collect(),
        Needs::Any(any) => vec![without(any, OverrideLevel::Admin)],
        Needs::Or(one, _) => vec![without(&[one], OverrideLevel::None)],
        Needs::And(one, level) => vec![
            without(&[one, Permission::Admin], level),
            without(&[Permission::Admin], OverrideLevel::None),
        ],
    }
}

#[test]
fn each_is_kept_from_those_who_may_not() {
    let mut faults = Vec::new();
    for case in successes() {
        let (_, command) = case.stage();
        let needs = command.spec().needs;
        for permissions in one_short(needs) {
            let (mut hotel, command) = case.stage();
            hotel.actor.permissions = permissions;
            match hotel.attempt(command) {
                Err(refusal) if refusal.code == Code::PermissionDenied => {
                    if !refusal.message.contains("ask ") {
                        faults.push(format!("{}: {refusal} names nobody", case.title()));
                    }
                }
                Err(refusal) => faults.push(format!("{}: {refusal}", case.title())),
                Ok(_) => faults.push(format!(
                    "{} was done without {}",
                    case.title(),
                    needs.words()
                )),
            }
        }
        let given = just_enough(needs).into_iter().any(|permissions| {
            let (mut hotel, command) = case.stage();
            hotel.actor.permissions = permissions;
            hotel.attempt(command).is_ok()
        });
        if !given && needs != Needs::SignedIn {
            faults.push(format!(
                "{} was refused to one with {}",
                case.title(),
                needs.words()
            ));
        }
    }
    none(&faults);
}

#[test]
fn what_changed_meanwhile_is_stale() {
    let mut faults = Vec::new();
    for case in successes() {
        let (mut hotel, command) = case.stage();
        hotel.expected_version = Some(999);
        let stale = matches!(hotel.attempt(command), Err(refusal) if refusal.code == Code::Stale);
        // A first word about an alert has nothing yet that could have changed.
        let first_word = case.op.ends_with("_alert");
        if !first_word && stale == WITHOUT_VERSION.contains(&case.op) {
            faults.push(format!("{}: stale is {stale}", case.title()));
        }
    }
    none(&faults);
}

/// Whatever random use is refused has a case above.
#[test]
fn no_refusal_of_random_use_lacks_a_case() {
    let known: BTreeSet<(&str, Code)> = cases()
        .iter()
        .filter_map(|case| Some((case.op, case.refused?)))
        .collect();
    let mut runner = TestRunner::deterministic();
    let mut faults = BTreeSet::new();
    for _ in 0..400 {
        let deeds = script::deeds(120).new_tree(&mut runner).unwrap().current();
        let mut hotel = SmallHouse::new();
        for deed in &deeds {
            let Some(command) = deed.command(&hotel) else {
                continue;
            };
            let (op, said) = (command.op(), words(&command));
            if let Err(refusal) = hotel.attempt(command)
                && !known.contains(&(op, refusal.code))
            {
                let code = refusal.code.as_str();
                if faults
                    .iter()
                    .all(|fault: &String| !fault.starts_with(&format!("{op} {code}")))
                {
                    faults.insert(format!("{op} {code}: {said} => {}", refusal.message));
                }
            }
        }
    }
    none(&faults.into_iter().collect::<Vec<_>>());
}

fn words(command: &Command) -> String {
    serde_json::to_string(command).unwrap_or_default()
}
