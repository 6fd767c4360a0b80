//! Figures of a house whose work is counted by hand.

use super::*;
use crate::domain::facts::Facts;
use crate::domain::request::{Viewer, category};
use crate::domain::testing::SmallHouse;

/// Two plumbers' jobs and one that nobody has: the first done in time, dearer
/// than thought and rated 4; the second late and rated 2; the third open.
fn worked() -> SmallHouse {
    let mut hotel = SmallHouse::new();
    hotel.say(
        r#"{"op":"edit_category","name":"Plumbing","budget":"100.00"}"#,
        &[],
    );
    for (title, room, cost) in [("Tap", "201", "40.00"), ("Sink", "202", "80.00")] {
        hotel.say(
            r#"{"op":"create_request","title":"$1","category":"Plumbing","room":"$2","estimated_cost":"$3"}"#,
            &[title, room, cost],
        );
    }
    hotel.say(
        r#"{"op":"create_request","title":"Lamp","category":"Electrical","location":"lobby"}"#,
        &[],
    );
    for ticket in ["MR-2026-0001", "MR-2026-0002"] {
        hotel.say(
            r#"{"op":"assign_request","ticket":"$1","employee":"fixer"}"#,
            &[ticket],
        );
        hotel.say(r#"{"op":"start_request","ticket":"$1"}"#, &[ticket]);
    }
    hotel.wait(120);
    done(&mut hotel, "MR-2026-0001", "50.00", "Acqua & Co", "4");
    hotel.wait(28 * 60);
    done(&mut hotel, "MR-2026-0002", "70.00", "acqua & co", "2");
    hotel
}

fn done(hotel: &mut SmallHouse, ticket: &str, cost: &str, vendor: &str, rating: &str) {
    hotel.say(
        r#"{"op":"resolve_request","ticket":"$1","actual_cost":"$2","vendor":"$3"}"#,
        &[ticket, cost, vendor],
    );
    hotel.say(r#"{"op":"close_request","ticket":"$1"}"#, &[ticket]);
    hotel.say(
        r#"{"op":"rate_request","ticket":"$1","rating":$2}"#,
        &[ticket, rating],
    );
}

fn team_of(hotel: &SmallHouse, who: &str) -> Team {
    let staff = hotel.house.all_staff();
    let person = staff.iter().find(|one| one.employee == who).unwrap();
    let viewer = Viewer::of(person.id, &person.permissions, &staff);
    let requests: Vec<Request> = hotel.house.requests.values().cloned().collect();
    let property = hotel.house.property.clone().unwrap();
    let today = hotel.now.calendar_day(property.timezone);
    let wanted = Wanted {
        viewer: &viewer,
        period: Period::last(USUAL, today),
        now: hotel.now,
    };
    team(&property, &staff, &requests, wanted)
}

fn costs_of(hotel: &SmallHouse, period: Period) -> Costs {
    let requests: Vec<Request> = hotel.house.requests.values().cloned().collect();
    let property = hotel.house.property.clone().unwrap();
    let all = category::all(property.id, &hotel.house.categories());
    costs(&property, &all, &hotel.house.rooms(), &requests, period)
}

#[test]
fn a_persons_figures_are_what_they_did() {
    let hotel = worked();
    let seen = team_of(&hotel, "manager");
    assert!(seen.everyone);
    let fred = seen
        .people
        .iter()
        .find(|one| one.employee == "fixer")
        .unwrap();
    let one = fred.figures;
    assert_eq!((one.total, one.completed, fred.in_hand), (2, 2, 0));
    assert_eq!(one.completion_rate, Some(1.0));
    assert_eq!(one.average_hours, Some(16.0), "2 h and 30 h");
    assert_eq!(one.average_rating, Some(3.0));
    assert_eq!(one.on_time_share, Some(0.5), "a day is usual");
    assert_eq!(one.cost_efficiency, Some(1.0), "120 by 120");
    assert_eq!(one.actual_cost.amount(), "120.00");
    assert_eq!(seen.in_all.total, 3, "and one that nobody has");
    assert_eq!(seen.in_all.completion_rate, Some(0.67));
    assert_eq!((seen.now.open, seen.now.unassigned), (1, 1));
    assert_eq!(seen.vendors.len(), 1, "in whatever letters");
    assert_eq!(seen.vendors[0].figures.total, 2);
}

#[test]
fn who_leads_nobody_sees_themselves_and_who_leads_sees_theirs() {
    let mut hotel = worked();
    let own = team_of(&hotel, "maid");
    let names: Vec<&str> = own.people.iter().map(|one| one.employee.as_str()).collect();
    assert_eq!(names, ["maid"]);
    assert_eq!(own.in_all.total, 0);
    hotel.say(
        r#"{"op":"edit_staff","employee":"fixer","reports_to":"maid"}"#,
        &[],
    );
    let led = team_of(&hotel, "maid");
    assert!(!led.everyone);
    assert_eq!((led.people.len(), led.in_all.total), (2, 2));
}

#[test]
fn costs_count_in_the_month_in_which_the_work_was_done() {
    let mut hotel = worked();
    let march = Period::new("2026-03-01".parse().unwrap(), "2026-03-31".parse().unwrap());
    let seen = costs_of(&hotel, march);
    assert_eq!(seen.in_all.actual_cost.amount(), "120.00");
    assert_eq!(seen.in_all.above_estimate.amount(), "0.00");
    assert_eq!(seen.rooms.len(), 2);
    assert_eq!(
        (seen.rooms[0].name.as_str(), seen.rooms[0].actual_cost.minor),
        ("202", 7000)
    );
    assert_eq!(seen.categories.len(), 1);
    let budget = &seen.budgets[0];
    assert!(budget.passed);
    assert_eq!(budget.left.amount(), "-20.00");
    // Reported in March, done in April.
    hotel.say(
        r#"{"op":"assign_request","ticket":"MR-2026-0003","employee":"fixer"}"#,
        &[],
    );
    hotel.say(r#"{"op":"start_request","ticket":"MR-2026-0003"}"#, &[]);
    hotel.wait(30 * 24 * 60);
    done(&mut hotel, "MR-2026-0003", "9.50", "Lux", "5");
    assert_eq!(
        costs_of(&hotel, march).in_all.actual_cost.amount(),
        "120.00"
    );
    let both = costs_of(
        &hotel,
        Period::new(march.from, "2026-04-30".parse().unwrap()),
    );
    let by_month: Vec<(String, i64)> = both
        .months
        .iter()
        .map(|line| (line.month.to_string(), line.actual_cost.minor))
        .collect();
    assert_eq!(
        by_month,
        [("2026-03".to_owned(), 12000), ("2026-04".to_owned(), 950)]
    );
    assert_eq!(both.rooms.last().unwrap().name, "", "the lobby is no room");
    assert!(
        !both
            .budgets
            .iter()
            .any(|line| line.passed && line.month.to_string() == "2026-04")
    );
}

#[test]
fn periods_are_days_of_the_wall() {
    let today: Day = "2026-03-16".parse().unwrap();
    let day = |text: &str| text.parse::<Day>().unwrap();
    assert_eq!(
        Period::last(30, today),
        Period::new(day("2026-02-15"), today)
    );
    assert_eq!(Period::months(3, today).from, day("2026-01-01"));
    assert_eq!(Period::new(today, day("2026-01-01")).to, today);
    let hotel = SmallHouse::new();
    let property = hotel.house.property.clone().unwrap();
    let period = Period::last(1, today);
    let (from, to) = period.moments(&property);
    assert!(period.has(from, &property) && !period.has(to, &property));
    assert!(period.has(to.plus_millis(-1), &property));
}

#[test]
fn nothing_is_said_of_nothing() {
    let figures = Figures::of(
        &Sums::default(),
        crate::domain::Currency::from_code("EUR").unwrap(),
    );
    assert_eq!(figures.completion_rate, None);
    assert_eq!(figures.average_hours, None);
    assert_eq!(figures.cost_efficiency, None);
    assert_eq!(words::share(None), "-");
    assert_eq!(
        (words::share(Some(0.666)), words::hours(Some(50.0))),
        ("67%".into(), "2.1 d".into())
    );
}

#[test]
fn only_who_manages_finances_sees_costs() {
    let hotel = SmallHouse::new();
    let staff = hotel.house.all_staff();
    for person in &staff {
        let may = person.permissions.may(Permission::ManageFinances);
        let refused = may_see_costs(&staff, person.id);
        assert_eq!(refused.is_ok(), may, "{}", person.employee);
        if let Err(refusal) = refused {
            assert!(
                refusal.message.contains("Max Manager"),
                "{}",
                refusal.message
            );
        }
    }
    assert!(may_see_costs(&staff, StaffId(0)).is_err());
}

#[test]
fn a_budget_is_passed_once() {
    let hotel = worked();
    let property = hotel.house.property.clone().unwrap();
    let all = category::all(property.id, &hotel.house.categories());
    let plumbing = all.iter().find(|one| one.name == "Plumbing").unwrap();
    let found = hotel.house.request_ticketed("MR-2026-0002").unwrap();
    let month = crate::domain::view::calendar::Month::of(
        found.resolved.unwrap().at.calendar_day(property.timezone),
    );
    let others = spent_in(
        &property,
        hotel.house.requests.values(),
        month,
        Some(&found),
    );
    assert_eq!(others.amount(), "50.00");
    let mut before = found.clone();
    before.actual_cost = None;
    let passed = passed_by(&property, plumbing, (Some(&before), &found), others).unwrap();
    assert_eq!(
        (passed.spent.amount(), passed.budget.amount()),
        ("120.00".into(), "100.00".into())
    );
    // It was above already: nobody is told again.
    assert_eq!(
        passed_by(&property, plumbing, (Some(&found), &found), others),
        None
    );
    // On the budget is not above it.
    let mut just = found.clone();
    just.actual_cost = Some(crate::domain::Money {
        minor: 5000,
        ..others
    });
    assert_eq!(
        passed_by(&property, plumbing, (Some(&before), &just), others),
        None
    );
}
