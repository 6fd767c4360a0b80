//! The people of the house: what the table of every command does not say.

use crate::domain::command::Request;
use crate::domain::decide::{OWNER_STILL_TRUSTED, decide_all};
use crate::domain::draft::Outcome;
use crate::domain::employment::EmploymentStatus;
use crate::domain::error::Code;
use crate::domain::staff::{OverrideLevel, Permission, Role, Staff};
use crate::domain::testing::SmallHouse;

fn person(hotel: &SmallHouse, employee: &str) -> Staff {
    let found = hotel
        .house
        .staff
        .values()
        .find(|person| person.employee == employee);
    found.unwrap().clone()
}

fn warned(outcome: &Outcome) -> Vec<&str> {
    let codes = outcome.warnings.iter().map(|warning| warning.code.as_str());
    codes.collect()
}

#[test]
fn everything_known_of_a_person_is_kept_and_can_be_cleared() {
    let mut hotel = SmallHouse::new();
    hotel.say(
        r#"{"op":"create_staff","employee":"e7","name":" Eli Vega ","role":"electrician",
            "department":"Technik","phone":"+39 06 1","email":"eli@roma.example","hire_date":"2020-02-29",
            "reports_to":"fixer","languages":["it"],"schedule":"Mon-Fri 07:00-15:00",
            "round_the_clock":true,"notify":{"sms":true}}"#,
        &[],
    );
    let eli = person(&hotel, "e7");
    assert_eq!(eli.name, "Eli Vega");
    assert_eq!(eli.reports_to, Some(person(&hotel, "fixer").id));
    assert_eq!(eli.schedule.to_string(), "mon-fri 07:00-15:00");
    assert_eq!((eli.languages.len(), eli.round_the_clock), (1, true));
    assert!(eli.notify.in_app && eli.notify.sms);
    let outcome = hotel.say(
        r#"{"op":"edit_staff","employee":"e7","phone":"","email":" ","department":"","reports_to":"",
            "schedule":"","languages":[],"notify":{"in_app":false}}"#,
        &[],
    );
    assert_eq!(outcome.receipt["version"], 2);
    let eli = person(&hotel, "e7");
    assert_eq!((eli.phone, eli.email, eli.department), (None, None, None));
    assert!(eli.reports_to.is_none() && eli.schedule.is_empty() && eli.languages.is_empty());
    assert!(
        !eli.notify.in_app && eli.notify.sms,
        "what is left out stays"
    );
}

#[test]
fn a_cycle_is_found_however_long() {
    let mut hotel = SmallHouse::new();
    for (who, leader) in [("manager", "admin"), ("desk", "manager"), ("maid", "desk")] {
        hotel.say(
            r#"{"op":"edit_staff","employee":"$1","reports_to":"$2"}"#,
            &[who, leader],
        );
    }
    let refusal = hotel.refused(
        r#"{"op":"edit_staff","employee":"admin","reports_to":"maid"}"#,
        &[],
    );
    assert_eq!(refusal.details["field"], "reports_to");
    let outcome = hotel.say(r#"{"op":"deactivate_staff","employee":"desk"}"#, &[]);
    assert!(outcome.warnings[0].message.contains("Mia Maid"));
}

#[test]
fn who_is_not_at_work_is_off_duty_and_may_nothing() {
    let mut hotel = SmallHouse::new();
    hotel.say(
        r#"{"op":"edit_staff","employee":"manager","employment_status":"suspended"}"#,
        &[],
    );
    let manager = person(&hotel, "manager");
    assert!(!manager.on_duty && !manager.may_act());
    let refusal = hotel.refused(
        r#"{"op":"edit_staff","employee":"manager","on_duty":true}"#,
        &[],
    );
    assert!(refusal.message.contains("suspended"), "{}", refusal.message);
    hotel.say(r#"{"op":"reactivate_staff","employee":"manager"}"#, &[]);
    assert_eq!(
        person(&hotel, "manager").employment_status,
        EmploymentStatus::Active
    );
}

#[test]
fn a_refusal_names_who_on_duty_may_else_who_may_at_all() {
    let mut hotel = SmallHouse::new();
    let passing = r#"{"op":"inspect","room":"201","passed":true}"#;
    hotel.sign_in("maid");
    let refusal = hotel.refused(passing, &[]);
    assert_eq!(refusal.code, Code::PermissionDenied);
    for name in ["Ada Admin", "Max Manager", "Ana Silva"] {
        assert!(refusal.message.contains(name), "{}", refusal.message);
    }
    hotel.sign_in("admin");
    for who in ["admin", "manager", "keeper"] {
        hotel.say(
            r#"{"op":"edit_staff","employee":"$1","on_duty":false}"#,
            &[who],
        );
    }
    hotel.say(
        r#"{"op":"edit_staff","employee":"manager","employment_status":"on_leave"}"#,
        &[],
    );
    hotel.sign_in("maid");
    let refusal = hotel.refused(passing, &[]);
    assert!(
        refusal.message.contains("nobody on duty may") && refusal.message.contains("Ana Silva"),
        "{}",
        refusal.message
    );
    assert!(
        !refusal.message.contains("Max Manager"),
        "who is on leave is not asked"
    );
    assert_eq!(refusal.details["who_may"].as_array().unwrap().len(), 0);
    assert_eq!(refusal.details["who_may_off_duty"][0], "Ada Admin");
}

#[test]
fn permissions_set_one_by_one_outlive_a_role_and_end_with_a_reset() {
    let mut hotel = SmallHouse::new();
    hotel.say(
        r#"{"op":"set_permissions","employee":"maid","inspect":true,"override_level":"manager"}"#,
        &[],
    );
    let outcome = hotel.say(
        r#"{"op":"edit_staff","employee":"maid","role":"gardener"}"#,
        &[],
    );
    assert_eq!(warned(&outcome), ["PERMISSIONS_KEPT"]);
    let maid = person(&hotel, "maid");
    assert!(maid.permissions.may(Permission::Inspect) && !maid.permissions.may(Permission::Rooms));
    assert_eq!(maid.permissions.override_level, OverrideLevel::Manager);
    hotel.say(r#"{"op":"reset_permissions","employee":"maid"}"#, &[]);
    assert_eq!(
        person(&hotel, "maid").permissions,
        Role::Gardener.defaults()
    );
}

#[test]
fn the_last_administrator_stays_whatever_is_taken_back() {
    let mut hotel = SmallHouse::new();
    hotel.say(
        r#"{"op":"set_permissions","employee":"manager","admin":true}"#,
        &[],
    );
    let granted = hotel.house.steps.len().to_string();
    hotel.sign_in("manager");
    hotel.say(r#"{"op":"deactivate_staff","employee":"admin"}"#, &[]);
    let refusal = hotel.refused(r#"{"op":"undo","seq":$1}"#, &[&granted]);
    assert_eq!(refusal.code, Code::LastAdministrator);
}

#[test]
fn many_are_changed_as_one_step_or_none() {
    let mut hotel = SmallHouse::new();
    let gone = |who: &str| SmallHouse::read(r#"{"op":"deactivate_staff","employee":"$1"}"#, &[who]);
    let all = [gone("maid"), gone("desk"), gone("admin")];
    let refusal = decide_all(&hotel.house, &all, &hotel.context()).unwrap_err();
    assert_eq!(refusal.code, Code::LastAdministrator);
    assert_eq!(refusal.details["index"], 2);
    let outcome = decide_all(&hotel.house, &all[..2], &hotel.context()).unwrap();
    assert_eq!((outcome.changes.len(), outcome.parts.len()), (2, 2));
    hotel.house.apply(&outcome);
    assert!(!person(&hotel, "maid").active && !person(&hotel, "desk").on_duty);
}

#[test]
fn a_pin_is_told_of_but_in_no_row_and_no_word() {
    let mut hotel = SmallHouse::new();
    let secret = "S3cret-Pin";
    let command = SmallHouse::read(r#"{"op":"set_pin","pin":"$1"}"#, &[secret]);
    let request = serde_json::to_string(&Request::from(command.clone())).unwrap();
    let outcome = hotel.run(command.clone());
    assert_eq!(warned(&outcome), [OWNER_STILL_TRUSTED]);
    assert_eq!(outcome.secrets[0].1.reveal(), secret);
    let admin = person(&hotel, "admin");
    assert_eq!(admin.pin_set_at, Some(hotel.now));
    for told in [
        request,
        format!("{command:?}"),
        format!("{:?}", hotel.house.steps),
        format!("{outcome:?}"),
    ] {
        assert!(!told.contains(secret), "{told}");
    }
    // The second one warns of nothing, and is told apart on the same clock.
    let outcome = hotel.run(command);
    assert_eq!((warned(&outcome).len(), outcome.changes.len()), (0, 1));
    let weak = hotel.say(r#"{"op":"set_pin","employee":"maid","pin":"1234"}"#, &[]);
    assert_eq!(warned(&weak), ["PIN_WEAK"]);
}

#[test]
fn a_pin_set_last_is_not_taken_back_and_one_set_before_stays() {
    let mut hotel = SmallHouse::new();
    hotel.say(r#"{"op":"set_pin","employee":"maid","pin":"4711"}"#, &[]);
    assert_eq!(
        hotel.refused(r#"{"op":"undo"}"#, &[]).code,
        Code::NothingToUndo
    );
    hotel.say(
        r#"{"op":"edit_staff","employee":"maid","name":"Mia M"}"#,
        &[],
    );
    hotel.say(r#"{"op":"undo"}"#, &[]);
    assert!(person(&hotel, "maid").pin_set_at.is_some());
}
