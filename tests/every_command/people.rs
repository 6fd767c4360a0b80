//! The people of the house.

use keyrack::domain::error::Code;
use keyrack::domain::testing::SmallHouse;

use super::case::{Case, done, nothing, refused};

/// A manager who reports to the administrator, and a clerk who reports to them.
fn led(hotel: &mut SmallHouse) -> Vec<String> {
    for (who, leader) in [("manager", "admin"), ("desk", "manager")] {
        hotel.say(
            r#"{"op":"edit_staff","employee":"$1","reports_to":"$2"}"#,
            &[who, leader],
        );
    }
    Vec::new()
}

fn maid_inspects(hotel: &mut SmallHouse) -> Vec<String> {
    hotel.say(
        r#"{"op":"set_permissions","employee":"maid","inspect":true}"#,
        &[],
    );
    Vec::new()
}

fn maid_gone(hotel: &mut SmallHouse) -> Vec<String> {
    hotel.say(r#"{"op":"deactivate_staff","employee":"maid"}"#, &[]);
    Vec::new()
}

fn only_by_pin(hotel: &mut SmallHouse) -> Vec<String> {
    hotel.say(r#"{"op":"set_pin","pin":"4711"}"#, &[]);
    hotel.say(
        r#"{"op":"set_policy","name":"owner_is_admin","value":"off"}"#,
        &[],
    );
    hotel.say(
        r#"{"op":"set_permissions","employee":"manager","admin":true}"#,
        &[],
    );
    Vec::new()
}

pub fn cases() -> Vec<Case> {
    let mut all = taken_on();
    all.extend(permissions());
    all.extend(gone_and_back());
    all
}

fn taken_on() -> Vec<Case> {
    vec![
        done(
            "create_staff",
            "a second clerk",
            nothing,
            r#"{"employee":"desk2","name":"Didi Desk","role":"front_desk"}"#,
        ),
        done(
            "create_staff",
            "with everything known of them",
            nothing,
            r#"{"employee":"e7","name":"Eli","role":"electrician","department":"Technik","phone":"+39 06 1",
                "email":"eli@roma.example","employment_status":"on_leave","hire_date":"2020-02-29",
                "reports_to":"fixer","languages":["it"],"schedule":"mon-fri 07:00-15:00",
                "round_the_clock":true,"notify":{"sms":true,"urgent_only":true}}"#,
        ),
        refused(
            Code::AlreadyExists,
            "create_staff",
            "a number given already",
            nothing,
            r#"{"employee":"desk","name":"Didi Desk","role":"front_desk"}"#,
        ),
        refused(
            Code::InvalidValue,
            "create_staff",
            "without a name",
            nothing,
            r#"{"employee":"desk2","name":" ","role":"front_desk"}"#,
        ),
        refused(
            Code::InvalidValue,
            "create_staff",
            "on duty while on leave",
            nothing,
            r#"{"employee":"desk2","name":"Didi","role":"front_desk","employment_status":"on_leave","on_duty":true}"#,
        ),
        refused(
            Code::NotFound,
            "create_staff",
            "reporting to nobody there is",
            nothing,
            r#"{"employee":"desk2","name":"Didi","role":"front_desk","reports_to":"boss"}"#,
        ),
        done(
            "edit_staff",
            "another role",
            nothing,
            r#"{"employee":"maid","role":"housekeeping_supervisor","name":"Mia Super"}"#,
        ),
        done(
            "edit_staff",
            "off duty",
            nothing,
            r#"{"employee":"maid","on_duty":false}"#,
        ),
        refused(
            Code::NotFound,
            "edit_staff",
            "nobody there is",
            nothing,
            r#"{"employee":"e99","name":"X"}"#,
        ),
        refused(
            Code::InvalidValue,
            "edit_staff",
            "no e-mail address",
            nothing,
            r#"{"employee":"maid","email":"mia at roma"}"#,
        ),
        refused(
            Code::InvalidValue,
            "edit_staff",
            "reporting to who reports to them",
            led,
            r#"{"employee":"admin","reports_to":"desk"}"#,
        ),
        refused(
            Code::InvalidValue,
            "edit_staff",
            "reporting to themselves",
            nothing,
            r#"{"employee":"maid","reports_to":"maid"}"#,
        ),
        refused(
            Code::InvalidValue,
            "edit_staff",
            "reporting to one who left",
            maid_gone,
            r#"{"employee":"desk","reports_to":"maid"}"#,
        ),
        refused(
            Code::LastAdministrator,
            "edit_staff",
            "the only administrator on leave",
            nothing,
            r#"{"employee":"admin","employment_status":"on_leave"}"#,
        ),
        refused(
            Code::LastAdministrator,
            "edit_staff",
            "the only administrator a clerk",
            nothing,
            r#"{"employee":"admin","role":"front_desk"}"#,
        ),
    ]
}

fn permissions() -> Vec<Case> {
    vec![
        done(
            "set_permissions",
            "a maid who inspects",
            nothing,
            r#"{"employee":"maid","inspect":true}"#,
        ),
        done(
            "set_permissions",
            "in an object, with a level",
            nothing,
            r#"{"employee":"desk","permissions":{"bookings":false,"override_level":"manager"}}"#,
        ),
        refused(
            Code::InvalidValue,
            "set_permissions",
            "none named",
            nothing,
            r#"{"employee":"maid"}"#,
        ),
        refused(
            Code::NotFound,
            "set_permissions",
            "of nobody there is",
            nothing,
            r#"{"employee":"e99","inspect":true}"#,
        ),
        refused(
            Code::LastAdministrator,
            "set_permissions",
            "the only administrator without admin",
            nothing,
            r#"{"employee":"admin","admin":false}"#,
        ),
        refused(
            Code::LastAdministrator,
            "set_permissions",
            "the only administrator with a PIN, where the owner is not trusted",
            only_by_pin,
            r#"{"employee":"admin","admin":false}"#,
        ),
        done(
            "reset_permissions",
            "a maid who inspected",
            maid_inspects,
            r#"{"employee":"maid"}"#,
        ),
        refused(
            Code::NotFound,
            "reset_permissions",
            "of nobody there is",
            nothing,
            r#"{"employee":"e99"}"#,
        ),
        refused(
            Code::LastAdministrator,
            "reset_permissions",
            "the only administrator is one by permission alone",
            |hotel| {
                hotel.say(
                    r#"{"op":"set_permissions","employee":"manager","admin":true}"#,
                    &[],
                );
                hotel.say(r#"{"op":"deactivate_staff","employee":"admin"}"#, &[]);
                hotel.sign_in("manager");
                Vec::new()
            },
            r#"{"employee":"manager"}"#,
        ),
        refused(
            Code::LastAdministrator,
            "set_policy",
            "the owner no longer trusted, and nobody has a PIN",
            nothing,
            r#"{"name":"owner_is_admin","value":"off"}"#,
        ),
    ]
}

fn gone_and_back() -> Vec<Case> {
    vec![
        done(
            "deactivate_staff",
            "a maid leaves",
            nothing,
            r#"{"employee":"maid"}"#,
        ),
        refused(
            Code::NotFound,
            "deactivate_staff",
            "nobody there is",
            nothing,
            r#"{"employee":"e99"}"#,
        ),
        refused(
            Code::LastAdministrator,
            "deactivate_staff",
            "the only administrator",
            nothing,
            r#"{"employee":"admin"}"#,
        ),
        done(
            "reactivate_staff",
            "a maid comes back",
            maid_gone,
            r#"{"employee":"maid"}"#,
        ),
        refused(
            Code::NotFound,
            "reactivate_staff",
            "nobody there is",
            nothing,
            r#"{"employee":"e99"}"#,
        ),
        done("set_pin", "one's own", nothing, r#"{"pin":"4711"}"#),
        done(
            "set_pin",
            "another's",
            nothing,
            r#"{"employee":"maid","pin":"correct horse"}"#,
        ),
        refused(
            Code::InvalidValue,
            "set_pin",
            "too short",
            nothing,
            r#"{"employee":"maid","pin":"123"}"#,
        ),
        refused(
            Code::NotFound,
            "set_pin",
            "nobody's",
            nothing,
            r#"{"employee":"e99","pin":"4711"}"#,
        ),
        refused(
            Code::PermissionDenied,
            "set_pin",
            "another's, by a clerk",
            |hotel| {
                hotel.sign_in("desk");
                Vec::new()
            },
            r#"{"employee":"maid","pin":"4711"}"#,
        ),
    ]
}
