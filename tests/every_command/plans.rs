//! Plans of rooms, made and carried out.

use keyrack::domain::Outcome;
use keyrack::domain::error::Code;
use keyrack::domain::testing::SmallHouse;

use super::bookings::{inside, promised, soon};
use super::case::{Case, done, nothing, refused};

/// Three who come for a double in three days, none with a room.
fn three_to_come(hotel: &mut SmallHouse) -> Vec<String> {
    ["Yi", "Lee", "Roth"]
        .map(|lead| hotel.book("DBL", 3, 2, lead))
        .to_vec()
}

/// The code of the plan that was made.
fn code_of(made: &Outcome) -> String {
    made.receipt["plan"].as_str().unwrap_or_default().to_owned()
}

/// The same with a plan for them: `$4`.
fn planned(hotel: &mut SmallHouse) -> Vec<String> {
    let mut words = three_to_come(hotel);
    let plan = hotel.say(
        r#"{"op":"auto_assign","from":"2026-03-16","to":"2026-03-25","strategy":"optimize_occupancy"}"#,
        &[],
    );
    words.push(code_of(&plan));
    words
}

/// The same, and the plan was carried out.
fn carried_out(hotel: &mut SmallHouse) -> Vec<String> {
    let words = planned(hotel);
    hotel.say(r#"{"op":"apply_plan","plan":"$1"}"#, &[&words[3]]);
    words
}

/// The same, and two of the three have changed since.
fn overtaken(hotel: &mut SmallHouse) -> Vec<String> {
    let words = planned(hotel);
    for code in &words[..2] {
        hotel.say(
            r#"{"op":"cancel_booking","booking":"$1","reason":"ill"}"#,
            &[code],
        );
    }
    words
}

/// Two doubles in use, each with one tentative short stay, and a long stay
/// (`$1`) that fits in neither.
fn cut_up(hotel: &mut SmallHouse) -> Vec<String> {
    for number in ["203", "204"] {
        hotel.say(
            r#"{"op":"put_out_of_order","room":"$1","reason":"flood"}"#,
            &[number],
        );
    }
    let first = hotel.book("DBL", 5, 2, "First");
    let second = hotel.book("DBL", 7, 2, "Second");
    for (code, room) in [(&first, "201"), (&second, "202")] {
        hotel.say(
            r#"{"op":"pre_assign","booking":"$1","room":"$2"}"#,
            &[code, room],
        );
    }
    vec![hotel.book("DBL", 5, 4, "Long"), first, second]
}

/// Every double is out of order; only the suite is left for `$1`.
fn only_the_suite(hotel: &mut SmallHouse) -> Vec<String> {
    let words = soon(hotel);
    for number in ["201", "202", "203", "204"] {
        hotel.say(
            r#"{"op":"put_out_of_order","room":"$1","reason":"flood"}"#,
            &[number],
        );
    }
    words
}

/// The same with a plan for the suite: `$2`.
fn suite_planned(hotel: &mut SmallHouse) -> Vec<String> {
    let mut words = only_the_suite(hotel);
    let plan = hotel.say(r#"{"op":"make_room","booking":"$1"}"#, &[&words[0]]);
    words.push(code_of(&plan));
    words
}

/// Someone (`$1`) has a tentative room that was put out of order since.
fn stranded(hotel: &mut SmallHouse) -> Vec<String> {
    let code = hotel.book("DBL", 2, 2, "Yi");
    hotel.say(
        r#"{"op":"pre_assign","booking":"$1","room":"201"}"#,
        &[&code],
    );
    hotel.say(
        r#"{"op":"put_out_of_order","room":"201","reason":"flood"}"#,
        &[],
    );
    vec![code]
}

/// The same, and no other double is in use.
fn stranded_but_for_the_suite(hotel: &mut SmallHouse) -> Vec<String> {
    let words = stranded(hotel);
    for number in ["202", "203", "204"] {
        hotel.say(
            r#"{"op":"put_out_of_order","room":"$1","reason":"flood"}"#,
            &[number],
        );
    }
    words
}

const THESE_DAYS: &str =
    r#"{"from":"2026-03-16","to":"2026-03-25","strategy":"optimize_occupancy"}"#;

pub fn cases() -> Vec<Case> {
    let mut all = auto_assign();
    all.extend(make_room());
    all.extend(resolve_conflict());
    all.extend(apply_plan());
    all
}

fn auto_assign() -> Vec<Case> {
    let op = "auto_assign";
    vec![
        done(op, "a plan to look at", three_to_come, THESE_DAYS),
        done(
            op,
            "carried out at once, but for one",
            three_to_come,
            r#"{"from":"2026-03-16","to":"2026-03-25","strategy":"vip_first","apply":true,"drop":["$2"]}"#,
        ),
        done(
            op,
            "tentative rooms given anew",
            cut_up,
            r#"{"from":"2026-03-16","to":"2026-03-25","strategy":"group_by_type","respect_preferences":false,"replan_tentative":true,"apply":true}"#,
        ),
        done(
            op,
            "only some bookings",
            three_to_come,
            r#"{"from":"2026-03-16","to":"2026-03-25","strategy":"optimize_occupancy","bookings":["$1","$3"],"apply":true}"#,
        ),
        refused(
            Code::InvalidDates,
            op,
            "the wrong way round",
            nothing,
            r#"{"from":"2026-03-25","to":"2026-03-16","strategy":"vip_first"}"#,
        ),
        refused(
            Code::InvalidDates,
            op,
            "years of it",
            nothing,
            r#"{"from":"2026-03-25","to":"2029-03-16","strategy":"vip_first"}"#,
        ),
        refused(
            Code::BookingNotFound,
            op,
            "for a booking that is not there",
            nothing,
            r#"{"from":"2026-03-16","to":"2026-03-25","strategy":"vip_first","bookings":["BK-1"]}"#,
        ),
        refused(
            Code::InvalidValue,
            op,
            "a drop without apply",
            three_to_come,
            r#"{"from":"2026-03-16","to":"2026-03-25","strategy":"vip_first","drop":["$1"]}"#,
        ),
        refused(
            Code::InvalidValue,
            op,
            "a drop of what is not in it",
            three_to_come,
            r#"{"from":"2026-03-16","to":"2026-03-25","strategy":"vip_first","apply":true,"drop":[9]}"#,
        ),
        refused(
            Code::PlanStale,
            op,
            "carried out without a move that others stand on",
            cut_up,
            r#"{"from":"2026-03-16","to":"2026-03-25","strategy":"optimize_occupancy","replan_tentative":true,"apply":true,"drop":["$2"]}"#,
        ),
    ]
}

fn make_room() -> Vec<Case> {
    let op = "make_room";
    vec![
        done(op, "a plan to look at", cut_up, r#"{"booking":"$1"}"#),
        done(
            op,
            "carried out at once",
            cut_up,
            r#"{"booking":"$1","move_firm":true,"apply":true}"#,
        ),
        done(
            op,
            "a better room on the house",
            only_the_suite,
            r#"{"booking":"$1","rate":"complimentary","apply":true}"#,
        ),
        refused(
            Code::RoomTypeMismatch,
            op,
            "a better room, and nobody said who pays",
            only_the_suite,
            r#"{"booking":"$1","apply":true}"#,
        ),
        refused(
            Code::InvalidValue,
            op,
            "a better room charged without the guest's word",
            only_the_suite,
            r#"{"booking":"$1","rate":"charge","apply":true}"#,
        ),
        refused(
            Code::BookingNotFound,
            op,
            "for a booking that is not there",
            nothing,
            r#"{"booking":"BK-1"}"#,
        ),
        refused(
            Code::InvalidValue,
            op,
            "for one that lacks nothing",
            promised,
            r#"{"booking":"$1"}"#,
        ),
        refused(
            Code::PlanStale,
            op,
            "without the move it stands on",
            cut_up,
            r#"{"booking":"$1","apply":true,"drop":[2]}"#,
        ),
    ]
}

fn resolve_conflict() -> Vec<Case> {
    let op = "resolve_conflict";
    vec![
        done(op, "a plan to look at", stranded, r#"{"booking":"$1"}"#),
        done(
            op,
            "carried out at once",
            stranded,
            r#"{"booking":"$1","apply":true}"#,
        ),
        done(
            op,
            "with a better room on the house",
            stranded_but_for_the_suite,
            r#"{"booking":"$1","rate":"complimentary","apply":true}"#,
        ),
        refused(
            Code::RoomTypeMismatch,
            op,
            "with a better room, and nobody said who pays",
            stranded_but_for_the_suite,
            r#"{"booking":"$1","apply":true}"#,
        ),
        refused(
            Code::InvalidValue,
            op,
            "where there is none",
            inside,
            r#"{"booking":"$1"}"#,
        ),
        refused(
            Code::BookingNotFound,
            op,
            "of a booking that is not there",
            nothing,
            r#"{"booking":"BK-1"}"#,
        ),
    ]
}

fn apply_plan() -> Vec<Case> {
    let op = "apply_plan";
    vec![
        done(op, "all of it", planned, r#"{"plan":"$4"}"#),
        done(
            op,
            "but for two lines",
            planned,
            r#"{"plan":"$4","drop":["$1",3]}"#,
        ),
        done(
            op,
            "but for those that changed meanwhile",
            overtaken,
            r#"{"plan":"$4","drop":["$1","$2"]}"#,
        ),
        done(
            op,
            "with a better room on the house",
            suite_planned,
            r#"{"plan":"$2","rate":"complimentary"}"#,
        ),
        refused(
            Code::RoomTypeMismatch,
            op,
            "with a better room, and nobody said who pays",
            suite_planned,
            r#"{"plan":"$2"}"#,
        ),
        refused(
            Code::PlanStale,
            op,
            "of which two lines no longer hold",
            overtaken,
            r#"{"plan":"$4"}"#,
        ),
        refused(
            Code::PlanStale,
            op,
            "a second time",
            carried_out,
            r#"{"plan":"$4"}"#,
        ),
        refused(
            Code::NotFound,
            op,
            "that is not there",
            nothing,
            r#"{"plan":"PL-2026-0009"}"#,
        ),
        refused(
            Code::InvalidValue,
            op,
            "without a line it does not have",
            planned,
            r#"{"plan":"$4","drop":[0]}"#,
        ),
    ]
}
