//! Tests of plans under allocation rules: what a rule does to a plan, what is
//! said of it, and the best plan there is by looking at every possibility.

use super::{Ask, Proposal, RoomFor, Way, make_room_for, month_of, propose, try_rule};
use crate::domain::alerts::{AlertKind, offers};
use crate::domain::availability::{Available, availability};
use crate::domain::booking::Booking;
use crate::domain::planner::tests::brute::best;
use crate::domain::planner::{self, Budget, Choice, Hold, Instance, Nights, Strategy};
use crate::domain::reading::look;
use crate::domain::room::Room;
use crate::domain::testing::SmallHouse;

const PLENTY: u64 = 2_000_000;
const RULE: &str = r#"{"op":"create_rule","name":"$1","kind":"$2","conditions":$3,"actions":$4}"#;
const QUIET: [&str; 4] = [
    "Quiet for long stays",
    "feature",
    r#"{"min_nights":3}"#,
    r#"{"required_features":["quiet"]}"#,
];

/// A house where 203 is quiet.
fn house() -> SmallHouse {
    let mut house = SmallHouse::new();
    house.say(
        r#"{"op":"edit_room","room":"203","features":["quiet"]}"#,
        &[],
    );
    house
}

fn ask(house: &SmallHouse) -> Ask {
    Ask {
        from: house.today(),
        to: house.today().plus(30),
        strategy: Strategy::OptimizeOccupancy,
        respect_preferences: true,
        replan_tentative: false,
        only: None,
    }
}

fn plan(house: &SmallHouse) -> Proposal {
    plan_by(house, Strategy::OptimizeOccupancy)
}

fn plan_by(house: &SmallHouse, strategy: Strategy) -> Proposal {
    let ask = Ask {
        strategy,
        ..ask(house)
    };
    propose(&house.house, &ask, house.now, Budget::steps(PLENTY)).expect("a property")
}

fn room_in(plan: &Proposal, code: &str) -> Option<String> {
    let line = plan.lines.iter().find(|line| line.code == code)?;
    Some(line.number.clone())
}

fn why(plan: &Proposal, code: &str) -> String {
    let left = plan.left.iter().find(|left| left.code == code);
    left.unwrap_or_else(|| panic!("{plan:?}")).why.clone()
}

#[test]
fn a_filter_leaves_only_rooms_that_pass_and_is_named_where_none_is_free() {
    let mut house = house();
    house.say(RULE, &QUIET);
    let long = house.book("DBL", 5, 4, "Long, A");
    let short = house.book("DBL", 5, 2, "Short, A");
    let first = plan(&house);
    assert_eq!(room_in(&first, &long).as_deref(), Some("203"));
    assert!(room_in(&first, &short).is_some());

    house.say(
        r#"{"op":"pre_assign","booking":"$1","room":"203"}"#,
        &[&short],
    );
    let held = plan(&house);
    assert_eq!(
        why(&held, &long),
        "rule 'Quiet for long stays' asks for quiet; none is free: 203 by Short"
    );

    house.say(
        r#"{"op":"edit_room","room":"203","features":["corner"]}"#,
        &[],
    );
    assert_eq!(
        why(&plan(&house), &long),
        "rule 'Quiet for long stays' asks for quiet; no DBL that takes them is so"
    );
    house.say(
        r#"{"op":"edit_rule","name":"Quiet for long stays","active":false}"#,
        &[],
    );
    assert!(room_in(&plan(&house), &long).is_some());
}

#[test]
fn a_rule_is_not_blamed_where_everything_is_held_anyhow() {
    let mut house = house();
    house.say(RULE, &QUIET);
    let long = house.book("DBL", 5, 4, "Long, A");
    for number in ["201", "202", "203", "204"] {
        house.book_into(number, 5, 2, "Other, A");
    }
    assert_eq!(
        why(&plan(&house), &long),
        "every DBL is held: 201 by Other, 202 by Other, 203 by Other and 1 more"
    );
}

#[test]
fn two_who_may_only_have_one_room_are_told_which_rule_leaves_one_out() {
    let mut house = house();
    house.say(RULE, &QUIET);
    house.book("DBL", 5, 4, "One, A");
    house.book("DBL", 6, 4, "Two, A");
    let plan = plan(&house);
    assert_eq!((plan.lines.len(), plan.left.len()), (1, 1));
    assert_eq!(
        plan.left[0].why,
        "rule 'Quiet for long stays' asks for quiet; every such DBL is taken on Sun 22 Mar"
    );
}

#[test]
fn rules_that_leave_no_room_between_them_are_both_named_the_higher_first() {
    let mut house = house();
    house.say(RULE, &QUIET);
    house.say(
        r#"{"op":"create_rule","name":"Not 203","kind":"room_type","actions":{"avoid_rooms":["203"]},"priority":9}"#,
        &[],
    );
    let long = house.book("DBL", 5, 4, "Long, A");
    let short = house.book("DBL", 5, 2, "Short, A");
    let plan = plan(&house);
    assert_eq!(
        why(&plan, &long),
        "rule 'Not 203' avoids 203 and rule 'Quiet for long stays' asks for quiet; no DBL that takes them is so"
    );
    assert_ne!(room_in(&plan, &short).as_deref(), Some("203"));
}

#[test]
fn preferences_add_up_and_are_named_wishes_or_not() {
    let mut house = house();
    for (name, room, score) in [("A", "204", 30), ("B", "204", -5)] {
        let actions = format!(r#"{{"preferred_rooms":["{room}"],"score":{score}}}"#);
        house.say(RULE, &[name, "room_type", "{}", &actions]);
    }
    let code = house.book("DBL", 5, 2, "Yi, Min");
    let respected = plan(&house);
    assert_eq!(room_in(&respected, &code).as_deref(), Some("204"));
    let parts: Vec<(&str, i32)> = respected.lines[0]
        .points
        .iter()
        .map(|(what, points)| (what.as_str(), *points))
        .collect();
    assert_eq!(
        parts,
        [
            ("a room", 100),
            ("rule 'A': room 204", 30),
            ("rule 'B': room 204", -5)
        ]
    );
    let ask = Ask {
        respect_preferences: false,
        ..ask(&house)
    };
    let plan = propose(&house.house, &ask, house.now, Budget::steps(PLENTY)).expect("a property");
    assert_eq!(
        plan.lines[0].score(),
        125,
        "the house's rules are no wishes"
    );
}

#[test]
fn room_is_made_under_the_rules() {
    let mut house = house();
    house.say(
        r#"{"op":"edit_room","room":"204","features":["quiet"]}"#,
        &[],
    );
    house.say(RULE, &QUIET);
    let short = house.book_into("203", 5, 2, "Short, A");
    house.book_into("204", 6, 2, "Promised, A");
    house.say(
        r#"{"op":"set_do_not_move","booking":"$1","on":true}"#,
        &[&house
            .house
            .bookings
            .values()
            .last()
            .expect("one")
            .code
            .clone()],
    );
    let long = house.book("DBL", 5, 4, "Long, A");
    assert!(room_in(&plan(&house), &long).is_none());
    // Two rooms that are not quiet are free; only the quiet one is made free.
    let id = house.booking(&long).id;
    let wanted = RoomFor {
        booking: id,
        move_firm: true,
        until: None,
    };
    let made = |house: &SmallHouse| {
        let made = make_room_for(&house.house, wanted, house.now, Budget::steps(PLENTY));
        made.expect("a booking without a room")
    };
    let plan = made(&house);
    assert_eq!(plan.way, Some(Way::Own { fewest: true }), "{plan:?}");
    assert_eq!(room_in(&plan, &long).as_deref(), Some("203"));
    assert!(room_in(&plan, &short).is_some_and(|room| room != "203"));
    house.say(r#"{"op":"edit_room","room":"203","features":[]}"#, &[]);
    house.say(r#"{"op":"edit_room","room":"204","features":[]}"#, &[]);
    let why = &made(&house).left[0].why;
    assert!(
        why.ends_with("; rule 'Quiet for long stays' asks for quiet"),
        "{why}"
    );
}

#[test]
fn a_room_given_by_hand_against_a_rule_is_given_with_a_warning() {
    let mut house = house();
    house.say(RULE, &QUIET);
    let long = house.book("DBL", 0, 4, "Long, A");
    let outcome = house.say(r#"{"op":"assign","booking":"$1","room":"201"}"#, &[&long]);
    assert_eq!(outcome.warnings[0].code, "AGAINST_RULE");
    assert_eq!(
        outcome.warnings[0].message,
        "Room 201 is against the rule \"Quiet for long stays\", which asks for quiet; Long has it all the same."
    );
    house.say(r#"{"op":"check_in","booking":"$1"}"#, &[&long]);
    let moved = house.say(
        r#"{"op":"move","booking":"$1","room":"202","reason":"noise"}"#,
        &[&long],
    );
    assert_eq!(moved.warnings.len(), 1, "{:?}", moved.warnings);
    let moved = house.say(
        r#"{"op":"move","booking":"$1","room":"203","reason":"noise"}"#,
        &[&long],
    );
    assert!(moved.warnings.is_empty(), "{:?}", moved.warnings);
    let walked = house.say(
        r#"{"op":"walk_in","room_type":"DBL","nights":3,"lead":"Walker, A","adults":1}"#,
        &[],
    );
    assert_eq!(
        walked.warnings[0].code, "AGAINST_RULE",
        "203 is taken; the desk may"
    );
}

#[test]
fn what_happens_by_itself_keeps_the_rules() {
    let mut house = house();
    house.say(
        r#"{"op":"set_policy","name":"auto_pre_assign","value":"on"}"#,
        &[],
    );
    house.say(RULE, &QUIET);
    let room_of = |house: &SmallHouse, code: &str| {
        let segments = house.segments(code);
        segments
            .first()
            .map(|segment| house.house.rooms[&segment.room].number.clone())
    };
    let one = house.book("DBL", 5, 4, "One, A");
    let two = house.book("DBL", 5, 4, "Two, A");
    assert_eq!(room_of(&house, &one).as_deref(), Some("203"));
    assert_eq!(room_of(&house, &two), None);
}

/// Numbers drawn one after the other.
struct Draw(u64);

impl Draw {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % most
    }

    fn of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.below(all.len())]
    }
}

const ROOMS: [&str; 4] = ["201", "202", "203", "204"];

/// A rule as plain data: what a test believes of it.
struct Plain {
    vip: Option<bool>,
    least: i32,
    weekend: bool,
    quiet: bool,
    avoid: Option<&'static str>,
    prefer: Option<&'static str>,
    floor: Option<i32>,
    score: i32,
}

impl Plain {
    fn drawn(draw: &mut Draw) -> Plain {
        let mut it = Plain {
            vip: [None, None, Some(true), Some(false)][draw.below(4)],
            least: 1 + draw.below(3) as i32,
            weekend: draw.below(4) == 0,
            quiet: draw.below(3) == 0,
            avoid: (draw.below(3) == 0).then(|| draw.of(&ROOMS)),
            prefer: (draw.below(3) == 0).then(|| draw.of(&ROOMS)),
            floor: (draw.below(3) == 0).then(|| 1 + draw.below(2) as i32),
            score: [-40, -5, 7, 25, 60][draw.below(5)],
        };
        if it.prefer == it.avoid {
            it.prefer = None;
        }
        if !it.quiet && it.avoid.is_none() && it.prefer.is_none() {
            it.floor = Some(2);
        }
        it
    }

    fn is_filter(&self) -> bool {
        self.quiet || self.avoid.is_some()
    }

    fn said(&self) -> (String, String) {
        let mut conditions = vec![format!(r#""min_nights":{}"#, self.least)];
        match self.vip {
            Some(true) => conditions.push(r#""guest_type":"vip""#.into()),
            Some(false) => conditions.push(r#""guest_type":"regular""#.into()),
            None => {}
        }
        if self.weekend {
            conditions.push(r#""weekday":["Saturday","sun"]"#.into());
        }
        let mut actions = Vec::new();
        if self.quiet {
            actions.push(r#""required_features":["quiet"]"#.to_owned());
        }
        if let Some(room) = self.avoid {
            actions.push(format!(r#""avoid_rooms":["{room}"]"#));
        }
        if let Some(room) = self.prefer {
            actions.push(format!(r#""preferred_rooms":["{room}"]"#));
        }
        if let Some(floor) = self.floor {
            actions.push(format!(r#""preferred_floors":[{floor}]"#));
        }
        if self.prefer.is_some() || self.floor.is_some() {
            actions.push(format!(r#""score":{}"#, self.score));
        }
        (
            format!("{{{}}}", conditions.join(",")),
            format!("{{{}}}", actions.join(",")),
        )
    }

    fn is_about(&self, booking: &Booking) -> bool {
        let weekday = booking.stay.check_in.date().format("%a").to_string();
        self.vip.is_none_or(|vip| vip == booking.is_vip)
            && booking.stay.nights() >= self.least
            && (!self.weekend || weekday == "Sat" || weekday == "Sun")
    }

    /// What it makes of a room: nothing where it rules it out, else points.
    fn of(&self, room: &Room) -> Option<i32> {
        if self.avoid == Some(room.number.as_str())
            || (self.quiet && !room.features.contains("quiet"))
        {
            return None;
        }
        let floor = self.floor == Some(room.floor);
        let itself = self.prefer == Some(room.number.as_str());
        Some(self.score * (i32::from(floor) + i32::from(itself)))
    }
}

/// A house of four doubles with some stays in rooms, some without, and rules.
fn drawn(seed: u64, rules: usize) -> (SmallHouse, Vec<Plain>, Draw) {
    let mut draw = Draw(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let mut house = SmallHouse::new();
    for number in ROOMS {
        let features = draw.of(&["[]", r#"["quiet"]"#, r#"["quiet","premium"]"#, "[]"]);
        let floor = (1 + draw.below(2)).to_string();
        house.say(
            r#"{"op":"edit_room","room":"$1","floor":$2,"features":$3}"#,
            &[number, &floor, features],
        );
    }
    // A floor that a rule names must be there.
    house.say(r#"{"op":"edit_room","room":"101","floor":1}"#, &[]);
    house.say(r#"{"op":"edit_room","room":"102","floor":2}"#, &[]);
    for number in ROOMS {
        if draw.below(3) == 0 {
            let ahead = 3 + draw.below(6) as i32;
            house.book_into(number, ahead, 1 + draw.below(2) as u32, "Held, A");
        }
    }
    for _ in 0..2 + draw.below(4) {
        let (ahead, nights) = (2 + draw.below(8) as i32, 1 + draw.below(5) as u32);
        let code = house.book("DBL", ahead, nights, "Guest, A");
        let vip = ["true", "false"][draw.below(2)];
        house.say(
            r#"{"op":"edit_booking","booking":"$1","is_vip":$2}"#,
            &[&code, vip],
        );
    }
    let plain: Vec<Plain> = (0..rules).map(|_| Plain::drawn(&mut draw)).collect();
    for (nth, rule) in plain.iter().enumerate() {
        write(&mut house, nth, rule);
    }
    (house, plain, draw)
}

fn write(house: &mut SmallHouse, nth: usize, rule: &Plain) {
    let (conditions, actions) = rule.said();
    let name = format!("R{nth}");
    house.say(RULE, &[&name, "guest_type", &conditions, &actions]);
}

/// The question as the rules mean it, put together without them.
fn question(house: &SmallHouse, rules: &[Plain], strategy: Strategy) -> Instance {
    let nights = |stay: crate::domain::day::Stay| {
        let first = house.today();
        Nights::new(stay.check_in.since(first), stay.check_out.since(first))
    };
    let rooms: Vec<Room> = ROOMS.iter().map(|number| house.room(number)).collect();
    let held = |room: &Room| -> Vec<Hold> {
        let segments = house.house.segments.values();
        let here = segments.filter(|segment| segment.active && segment.room == room.id);
        let hold = |segment: &crate::domain::segment::Segment| Hold {
            nights: nights(segment.stay),
            group: None,
        };
        here.map(hold).collect()
    };
    let stay = |booking: &Booking| planner::Stay {
        nights: nights(booking.stay),
        vip: booking.is_vip,
        group: None,
        kind: 0,
        choices: (0..rooms.len())
            .filter_map(|at| {
                let room = &rooms[at];
                let mut score = 100;
                if booking.is_vip && room.features.contains("premium") {
                    score += 30;
                }
                for rule in rules.iter().filter(|rule| rule.is_about(booking)) {
                    score += rule.of(room)?;
                }
                Some(Choice { room: at, score })
            })
            .collect(),
    };
    let waiting = house
        .house
        .bookings
        .values()
        .filter(|booking| booking.needs_room);
    Instance {
        stays: waiting.map(stay).collect(),
        rooms: rooms
            .iter()
            .map(|room| planner::Room {
                held: held(room),
                beside: Vec::new(),
            })
            .collect(),
        strategy,
    }
}

#[test]
fn plans_under_rules_are_the_best_there_are() {
    let mut shut_out = 0;
    for seed in 0..120 {
        let strategy = [Strategy::OptimizeOccupancy, Strategy::VipFirst][seed as usize % 2];
        let (house, rules, _) = drawn(seed, seed as usize % 4);
        let plan = plan_by(&house, strategy);
        let question = question(&house, &rules, strategy);
        let reached: Vec<i64> = plan.reached.iter().map(|reached| reached.value).collect();
        assert!(plan.is_optimal, "seed {seed}: {plan:?}");
        assert_eq!(reached, best(&question), "seed {seed}: {plan:?}");
        let choices: usize = question.stays.iter().map(|stay| stay.choices.len()).sum();
        shut_out += usize::from(choices < question.stays.len() * ROOMS.len());
    }
    assert!(
        shut_out > 30,
        "rules hardly ever rule anything out: {shut_out}"
    );
}

#[test]
fn one_more_filter_never_places_more() {
    let (mut filters, mut fewer) = (0, 0);
    for seed in 0..120 {
        let (mut house, _, mut draw) = drawn(seed, seed as usize % 3);
        let before = plan(&house).lines.len();
        let added = Plain::drawn(&mut draw);
        write(&mut house, 9, &added);
        let after = plan(&house).lines.len();
        if added.is_filter() {
            filters += 1;
            fewer += usize::from(after < before);
            assert!(after <= before, "seed {seed}: {before} then {after}");
        } else {
            assert_eq!(after, before, "seed {seed}: a preference leaves nobody out");
        }
    }
    assert!(
        filters > 40 && fewer > 3,
        "{filters} filters, {fewer} with an effect"
    );
}

#[test]
fn lists_offers_and_plans_agree_on_what_a_rule_makes_of_a_room() {
    let mut seen = 0;
    for seed in 0..60 {
        let (house, rules, _) = drawn(seed, 3);
        let instance = question(&house, &rules, Strategy::Plain);
        let waiting = house
            .house
            .bookings
            .values()
            .filter(|booking| booking.needs_room);
        for (booking, wanted) in waiting.zip(&instance.stays) {
            let mut believed: Vec<(String, i32)> = wanted
                .choices
                .iter()
                .filter(|choice| {
                    let held = &instance.rooms[choice.room].held;
                    held.iter().all(|hold| !hold.nights.overlaps(wanted.nights))
                })
                .map(|choice| (ROOMS[choice.room].to_owned(), choice.score))
                .collect();
            believed.sort();
            let listed = look(&house.house, house.now, |draft| {
                let wishes = draft.wishes_of(booking);
                availability(draft, "DBL", booking.stay, Some(&wishes), &[booking.id])
            });
            let listed = listed.expect("a property").into_iter();
            let mut allowed: Vec<(String, i32)> = listed
                .filter(Available::is_allowed)
                .map(|one| (one.number, one.score.unwrap_or_default()))
                .collect();
            allowed.sort();
            assert_eq!(allowed, believed, "seed {seed}");
            let offered = offers(
                &house.house,
                AlertKind::Unassigned,
                &booking.code,
                house.now,
                9,
            );
            let of_type = offered
                .rooms
                .into_iter()
                .filter(|offer| offer.room_type == "DBL");
            let mut offered: Vec<(String, i32)> =
                of_type.map(|offer| (offer.room, offer.score)).collect();
            offered.sort();
            assert_eq!(offered, believed, "seed {seed}");
            let plan = plan(&house);
            if let Some(line) = plan.lines.iter().find(|line| line.booking == booking.id) {
                assert!(
                    believed.contains(&(line.number.clone(), line.score())),
                    "seed {seed}"
                );
            }
            seen += believed.len();
        }
    }
    assert!(seen > 100, "{seen}");
}

#[test]
fn trying_a_rule_says_what_it_would_do_and_writes_nothing() {
    let mut house = house();
    house.say(
        r#"{"op":"edit_room","room":"204","features":["quiet"]}"#,
        &[],
    );
    let long = house.book("DBL", 5, 4, "Long, A");
    let short = house.book("DBL", 5, 2, "Short, A");
    let next_month = house.book("DBL", 20, 4, "April, A");
    house.say(
        r#"{"op":"create_rule","name":"Quiet","kind":"feature","conditions":{"min_nights":3},
            "actions":{"required_features":["quiet"],"preferred_rooms":["204"],"score":15},"active":false}"#,
        &[],
    );
    let before = house.house.clone();
    let rule = house.house.rules.values().next().expect("a rule").clone();
    let days = month_of(house.today());
    assert_eq!(
        (days.0.spoken(), days.1.spoken()),
        ("Sun 1 Mar".into(), "Tue 31 Mar".into())
    );
    let trial = try_rule(&house.house, &rule, days, house.now, Budget::steps(PLENTY));
    let trial = trial.expect("a property");
    assert_eq!(
        (trial.looked_at, trial.placed_without, trial.placed_with),
        (2, 2, 2)
    );
    assert!(trial.proved);
    let [one] = trial.bookings.as_slice() else {
        panic!("{trial:?}")
    };
    assert_eq!((&one.booking, one.about), (&long, true));
    assert_eq!(one.forbidden, ["201", "202"]);
    assert_eq!(
        (
            one.points.len(),
            one.points[0].room.as_str(),
            one.points[0].points
        ),
        (1, "204", 15)
    );
    assert_eq!(one.with.as_deref(), Some("204"));
    assert!(one.changes() && trial.changed() == 1, "{trial:?}");
    assert_eq!(before.rules, house.house.rules);

    // With all but one room taken, the rule costs a stay its room.
    for (number, ahead) in [("203", 6), ("204", 7), ("202", 5)] {
        let code = house.book("DBL", ahead, 2, "Firm, A");
        house.say(
            r#"{"op":"pre_assign","booking":"$1","room":"$2","do_not_move":true}"#,
            &[&code, number],
        );
    }
    house.say(
        r#"{"op":"cancel_booking","booking":"$1","reason":"ill"}"#,
        &[&short],
    );
    let trial = try_rule(&house.house, &rule, days, house.now, Budget::steps(PLENTY));
    let trial = trial.expect("a property");
    let one = trial
        .bookings
        .iter()
        .find(|one| one.booking == long)
        .expect("it");
    assert_eq!(
        (one.without.as_deref(), one.with.as_deref()),
        (Some("201"), None)
    );
    assert_eq!(
        one.why.as_deref(),
        Some("rule 'Quiet' asks for quiet; none is free: 203 by Firm, 204 by Firm")
    );
    assert_eq!(trial.placed_without, trial.placed_with + 1);
    assert!(trial.bookings.iter().all(|one| one.booking != next_month));
}

#[test]
fn what_differs_in_a_trial_is_owed_to_the_rule() {
    let (mut changed, mut quiet) = (0, 0);
    for seed in 0..120 {
        let (mut house, mut rules, mut draw) = drawn(seed, seed as usize % 3);
        let added = Plain::drawn(&mut draw);
        let without = plan_by(&house, Strategy::Plain).lines.len();
        write(&mut house, 9, &added);
        rules.push(added);
        let with = plan_by(&house, Strategy::Plain).lines.len();
        let rule = house.house.rules.values().last().expect("it").clone();
        let days = (house.today(), house.today().plus(30));
        let trial = try_rule(&house.house, &rule, days, house.now, Budget::steps(PLENTY));
        let trial = trial.expect("a property");
        assert_eq!(
            (trial.placed_without, trial.placed_with),
            (without, with),
            "seed {seed}"
        );
        assert!(trial.proved, "seed {seed}");
        let moved = |about: bool| {
            let bookings = trial.bookings.iter();
            bookings
                .filter(|one| one.about == about && one.changes())
                .count()
        };
        // Nobody changes rooms but on account of somebody it is about.
        assert!(
            moved(false) == 0 || moved(true) > 0,
            "seed {seed}: {trial:?}"
        );
        changed += moved(true);
        quiet += usize::from(trial.changed() == 0);
    }
    assert!(changed > 20 && quiet > 20, "{changed} {quiet}");
}
