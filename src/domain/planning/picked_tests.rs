//! Leaving lines out of a plan and taking them back.

use super::{Ask, Fate, Picked, Proof, Proposal, propose};
use crate::domain::id::BookingId;
use crate::domain::planner::{Aim, Budget, Strategy};
use crate::domain::testing::SmallHouse;

const PLENTY: u64 = 2_000_000;

fn plan(house: &SmallHouse, replan_tentative: bool) -> Proposal {
    let property = house.house.property.clone().expect("a property");
    let ask = Ask {
        from: property.business_date,
        to: property.business_date.plus(30),
        strategy: Strategy::OptimizeOccupancy,
        respect_preferences: true,
        replan_tentative,
        only: None,
    };
    propose(&house.house, &ask, house.now, Budget::steps(PLENTY)).expect("a property")
}

/// Two short stays in two rooms, and a long one that needs one of them to move.
fn crowded() -> (SmallHouse, [String; 3]) {
    let mut house = SmallHouse::new();
    for number in ["203", "204"] {
        house.say(
            r#"{"op":"put_out_of_order","room":"$1","reason":"flood"}"#,
            &[number],
        );
    }
    let first = house.book("DBL", 5, 2, "First, A");
    let second = house.book("DBL", 7, 2, "Second, A");
    for (code, room) in [(&first, "201"), (&second, "202")] {
        house.say(
            r#"{"op":"pre_assign","booking":"$1","room":"$2"}"#,
            &[code, room],
        );
    }
    let long = house.book("DBL", 5, 4, "Long, A");
    (house, [first, second, long])
}

fn mover(plan: &Proposal) -> BookingId {
    let moves = |line: &&super::Line| line.leaves.is_some_and(|room| room != line.room);
    let line = plan.lines.iter().find(moves).expect("one of the two moves");
    line.booking
}

#[test]
fn what_stands_on_a_line_falls_and_comes_back_with_it() {
    let (house, [.., long]) = crowded();
    let long = house.booking(&long).id;
    let mut picked = Picked::of(plan(&house, true));
    let mover = mover(picked.plan());
    assert_eq!(picked.sums(&house.house).moves, 1);

    picked.leave_out(mover);
    assert_eq!(picked.fate(mover), Fate::LeftOut);
    assert_eq!(picked.fate(long), Fate::FallsWith(mover));
    let totals = picked.sums(&house.house);
    assert_eq!((totals.placed, totals.of, totals.without), (0, 2, 1));
    assert_eq!((totals.moves, totals.proof), (0, Proof::None));

    // Whoever falls comes back only with the one whose room it takes.
    picked.toggle(long);
    assert_eq!(
        (picked.fate(mover), picked.fate(long)),
        (Fate::Kept, Fate::Kept)
    );
    assert_eq!(picked.kept(), picked.plan());
    assert_eq!(picked.sums(&house.house).proof, Proof::Best);

    // Leaving out the one who falls anyway leaves the other alone.
    picked.leave_out(long);
    assert_eq!(picked.fate(mover), Fate::Kept);
}

#[test]
fn a_chain_is_carried_out_whole_or_not_at_all() {
    let (house, _) = crowded();
    let mut picked = Picked::whole(plan(&house, true));
    let mover = mover(picked.plan());
    picked.leave_out(mover);
    picked.toggle(mover);
    assert_eq!(picked.kept(), picked.plan());
    assert!(picked.is_whole());
}

#[test]
fn totals_count_what_the_planner_counts() {
    let mut house = SmallHouse::new();
    for (room, day) in [
        ("201", 3),
        ("201", 9),
        ("202", 4),
        ("203", 8),
        ("204", 2),
        ("204", 12),
    ] {
        let code = house.book("DBL", day, 2, "Held, A");
        house.say(
            r#"{"op":"pre_assign","booking":"$1","room":"$2"}"#,
            &[&code, room],
        );
    }
    for (day, nights) in [(5, 3), (6, 1), (6, 6), (7, 4), (10, 2), (12, 3), (13, 1)] {
        house.book("DBL", day, nights, "Wants, A");
    }
    let picked = Picked::of(plan(&house, false));
    let plan = picked.plan();
    let totals = picked.sums(&house.house);
    let (gaps, _) = plan.reached(Aim::FewShortGaps).expect("gaps are minded");
    assert_eq!(totals.short_gaps as i64, -gaps);
    let (score, _) = plan.reached(Aim::Score).expect("a score");
    assert_eq!(totals.score, score);
    assert_eq!(totals.placed + totals.without, totals.of);
    assert_eq!(totals.upgrades, 0);
}
