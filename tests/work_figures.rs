//! Figures over random histories: they equal what is counted one by one from
//! what people said, whatever they said; and workload equals what the lists
//! show.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;

use keyrack::domain::facts::Facts;
use keyrack::domain::request::{Request, RequestStatus, Viewer, category};
use keyrack::domain::tally::{Period, Wanted, costs, team};
use keyrack::domain::testing::SmallHouse;
use keyrack::domain::view::calendar::Month;
use proptest::prelude::*;

/// One thing somebody does, at random.
#[derive(Clone, Debug)]
enum Deed {
    Report(usize, Option<u32>),
    Assign(usize, usize),
    Start(usize),
    Hold(usize),
    Resume(usize),
    Resolve(usize, Option<u32>),
    Close(usize),
    Reopen(usize),
    Cancel(usize),
    Rate(usize, u32),
    Undo,
    Wait(i64),
}

fn deed() -> impl Strategy<Value = Deed> {
    let nth = 0..8_usize;
    let cost = prop::option::of(0..20_000_u32);
    prop_oneof![
        3 => (0..3_usize, cost.clone()).prop_map(|(kind, cost)| Deed::Report(kind, cost)),
        4 => (nth.clone(), 0..3_usize).prop_map(|(nth, who)| Deed::Assign(nth, who)),
        4 => nth.clone().prop_map(Deed::Start),
        1 => nth.clone().prop_map(Deed::Hold),
        1 => nth.clone().prop_map(Deed::Resume),
        4 => (nth.clone(), cost).prop_map(|(nth, cost)| Deed::Resolve(nth, cost)),
        3 => nth.clone().prop_map(Deed::Close),
        1 => nth.clone().prop_map(Deed::Reopen),
        1 => nth.clone().prop_map(Deed::Cancel),
        2 => (nth, 1..6_u32).prop_map(|(nth, rating)| Deed::Rate(nth, rating)),
        1 => Just(Deed::Undo),
        4 => (1..12_000_i64).prop_map(Deed::Wait),
    ]
}

const PEOPLE: [&str; 3] = ["fixer", "manager", "admin"];
const KINDS: [&str; 3] = ["Plumbing", "Electrical", "Other"];

fn amount(minor: u32) -> String {
    format!("{}.{:02}", minor / 100, minor % 100)
}

fn act(hotel: &mut SmallHouse, deed: &Deed) {
    let ticket = |nth: &usize| format!("MR-2026-{:04}", nth + 1);
    let line = match deed {
        Deed::Wait(minutes) => {
            hotel.wait(*minutes);
            return;
        }
        Deed::Report(kind, cost) => {
            let cost = cost.map_or_else(String::new, |cost| {
                format!(r#","estimated_cost":"{}""#, amount(cost))
            });
            format!(
                r#"{{"op":"create_request","title":"X","category":"{}"{cost}}}"#,
                KINDS[*kind]
            )
        }
        Deed::Assign(nth, who) => format!(
            r#"{{"op":"assign_request","ticket":"{}","employee":"{}"}}"#,
            ticket(nth),
            PEOPLE[*who]
        ),
        Deed::Start(nth) => format!(r#"{{"op":"start_request","ticket":"{}"}}"#, ticket(nth)),
        Deed::Hold(nth) => {
            format!(
                r#"{{"op":"hold_request","ticket":"{}","notes":"x"}}"#,
                ticket(nth)
            )
        }
        Deed::Resume(nth) => format!(r#"{{"op":"resume_request","ticket":"{}"}}"#, ticket(nth)),
        Deed::Resolve(nth, cost) => {
            let cost = cost.map_or_else(String::new, |cost| {
                format!(r#","actual_cost":"{}""#, amount(cost))
            });
            format!(
                r#"{{"op":"resolve_request","ticket":"{}"{cost}}}"#,
                ticket(nth)
            )
        }
        Deed::Close(nth) => format!(r#"{{"op":"close_request","ticket":"{}"}}"#, ticket(nth)),
        Deed::Reopen(nth) => format!(r#"{{"op":"reopen_request","ticket":"{}"}}"#, ticket(nth)),
        Deed::Cancel(nth) => format!(r#"{{"op":"cancel_request","ticket":"{}"}}"#, ticket(nth)),
        Deed::Rate(nth, rating) => {
            format!(
                r#"{{"op":"rate_request","ticket":"{}","rating":{rating}}}"#,
                ticket(nth)
            )
        }
        Deed::Undo => r#"{"op":"undo"}"#.to_owned(),
    };
    // What is refused changes nothing; that is another test's business.
    let _ = hotel.attempt(SmallHouse::read(&line, &[]));
}

/// A number to the hundredth, as the figures have it.
fn rounded(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

fn close(figure: Option<f64>, counted: Option<f64>) -> bool {
    match (figure, counted) {
        (None, None) => true,
        (Some(figure), Some(counted)) => (figure - rounded(counted)).abs() < 0.011,
        _ => false,
    }
}

fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

/// The figures of these, one by one.
struct Counted {
    total: usize,
    closed: usize,
    hours: Option<f64>,
    rating: Option<f64>,
    on_time: Option<f64>,
    efficiency: Option<f64>,
}

fn count(requests: &[&Request]) -> Counted {
    let done: Vec<&&Request> = requests
        .iter()
        .filter(|one| one.resolved.is_some())
        .collect();
    let hours: Vec<f64> = done
        .iter()
        .map(|one| {
            (one.resolved.unwrap().at.millis() - one.created.at.millis()) as f64 / 3_600_000.0
        })
        .collect();
    let ratings: Vec<f64> = requests
        .iter()
        .filter_map(|one| one.rating)
        .map(f64::from)
        .collect();
    let in_time: Vec<f64> = done
        .iter()
        .filter_map(|one| Some(one.estimated_completion? >= one.resolved.unwrap().at))
        .map(|yes| if yes { 1.0 } else { 0.0 })
        .collect();
    let both: Vec<(i64, i64)> = requests
        .iter()
        .filter_map(|one| Some((one.estimated_cost?.minor, one.actual_cost?.minor)))
        .collect();
    let spent: i64 = both.iter().map(|(_, actual)| actual).sum();
    let thought: i64 = both.iter().map(|(estimated, _)| estimated).sum();
    Counted {
        total: requests.len(),
        closed: requests.iter().filter(|one| one.closed.is_some()).count(),
        hours: mean(&hours),
        rating: mean(&ratings),
        on_time: mean(&in_time),
        efficiency: (spent > 0).then(|| thought as f64 / spent as f64),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn figures_equal_an_independent_count(
        deeds in prop::collection::vec(deed(), 5..90),
        days in 1..60_i32,
    ) {
        let mut hotel = SmallHouse::new();
        hotel.sign_in("admin");
        for deed in &deeds {
            act(&mut hotel, deed);
        }
        let property = hotel.house.property.clone().unwrap();
        let staff = hotel.house.all_staff();
        let requests: Vec<Request> = hotel.house.requests.values().cloned().collect();
        let today = hotel.now.calendar_day(property.timezone);
        let period = Period::last(days, today);
        let boss = staff.iter().find(|one| one.employee == "manager").unwrap();
        let viewer = Viewer::of(boss.id, &boss.permissions, &staff);
        let wanted = Wanted { viewer: &viewer, period, now: hotel.now };
        let seen = team(&property, &staff, &requests, wanted);

        // Each person, and all together.
        let within = |one: &&Request| {
            let day = one.created.at.calendar_day(property.timezone);
            period.from <= day && day <= period.to
        };
        let all: Vec<&Request> = requests.iter().filter(within).collect();
        prop_assert_eq!(seen.in_all.total as usize, all.len());
        for line in &seen.people {
            let own: Vec<&Request> = all
                .iter()
                .copied()
                .filter(|one| one.assignee() == Some(line.person))
                .collect();
            let counted = count(&own);
            let figures = line.figures;
            prop_assert_eq!((figures.total as usize, figures.completed as usize), (counted.total, counted.closed));
            prop_assert!(close(figures.average_hours, counted.hours), "{:?}", figures);
            prop_assert!(close(figures.average_rating, counted.rating), "{:?}", figures);
            prop_assert!(close(figures.on_time_share, counted.on_time), "{:?}", figures);
            prop_assert!(close(figures.cost_efficiency, counted.efficiency), "{:?}", figures);
            // Workload is what the lists show.
            let listed = requests.iter().filter(|one| {
                one.assignee() == Some(line.person)
                    && matches!(one.status, RequestStatus::Assigned | RequestStatus::InProgress)
            });
            prop_assert_eq!(line.in_hand as usize, listed.count());
            let work = hotel.house.work_of(line.person, None, hotel.now);
            prop_assert_eq!(line.in_hand, work.in_hand);
        }

        // Money: every cost once, in one month, one category, one room.
        let categories = category::all(property.id, &hotel.house.categories());
        let seen = costs(&property, &categories, &hotel.house.rooms(), &requests, period);
        let mut by_month: BTreeMap<String, i64> = BTreeMap::new();
        for one in &requests {
            let at = one.resolved.or(one.cancelled).unwrap_or(one.created).at;
            let day = at.calendar_day(property.timezone);
            if let (true, Some(cost)) = (period.from <= day && day <= period.to, one.actual_cost) {
                *by_month.entry(Month::of(day).to_string()).or_default() += cost.minor;
            }
        }
        let all: i64 = by_month.values().sum();
        prop_assert_eq!(seen.in_all.actual_cost.minor, all);
        for line in &seen.months {
            let counted = by_month.get(&line.month.to_string()).copied().unwrap_or(0);
            prop_assert_eq!(line.actual_cost.minor, counted);
        }
        let sum = |lines: &[keyrack::domain::tally::CostLine]| -> i64 {
            lines.iter().map(|line| line.actual_cost.minor).sum()
        };
        prop_assert_eq!(sum(&seen.categories), all);
        prop_assert_eq!(sum(&seen.rooms), all);
    }
}
