//! What holds for plans of any size.

use super::super::draw::Draw;
use super::super::{
    Aim, Budget, Choice, Hold, Instance, NEIGHBOUR, Nights, Plan, Reason, Room, Stay, Strategy,
    plan, plan_anew, plan_by,
};
use super::brute::{is_legal, question, rooms_of};

/// A house of some size: rooms in rows, a part of the nights held.
fn house(seed: u64, rooms: usize, stays: usize, strategy: Strategy) -> Instance {
    let draw = &mut Draw::new(seed);
    let beside = |room: usize| {
        [room.wrapping_sub(1), room + 1]
            .into_iter()
            .filter(|&next| next < rooms)
            .collect()
    };
    let room_list = (0..rooms)
        .map(|room| {
            let from = draw.below(30) as i32;
            let held = vec![Hold {
                nights: Nights::new(from, from + 2),
                group: None,
            }];
            Room {
                held: if draw.below(3) == 0 { held } else { Vec::new() },
                beside: beside(room),
            }
        })
        .collect();
    let stay_list = (0..stays)
        .map(|_| {
            let from = draw.below(28) as i32;
            let nights = Nights::new(from, from + 1 + draw.below(7) as i32);
            let choices = (0..rooms).filter(|_| draw.below(8) > 0).collect::<Vec<_>>();
            let choices = choices.into_iter().map(|room| Choice {
                room,
                score: 80 + 5 * draw.below(12) as i32,
            });
            let choices: Vec<Choice> = choices.collect();
            let group = (draw.below(5) == 0).then(|| draw.below(3) as u32);
            Stay {
                nights,
                vip: draw.below(8) == 0,
                group,
                kind: 0,
                choices,
            }
        })
        .collect();
    Instance {
        rooms: room_list,
        stays: stay_list,
        strategy,
    }
}

const STRATEGIES: [Strategy; 4] = [
    Strategy::Plain,
    Strategy::OptimizeOccupancy,
    Strategy::GroupByType,
    Strategy::VipFirst,
];

fn check(instance: &Instance, plan: &Plan) {
    assert!(is_legal(instance, &rooms_of(instance, plan)));
    assert!(
        plan.reached
            .iter()
            .all(|reached| reached.value <= reached.bound),
        "{:?}",
        plan.reached
    );
    let value = |aim: Aim| {
        let of_aim = plan.reached.iter().filter(|reached| reached.aim == aim);
        of_aim.map(|reached| reached.value).collect::<Vec<_>>()
    };
    assert_eq!(value(Aim::Placed), [plan.count() as i64]);
    assert_eq!(value(Aim::Score), [plan.score()]);
}

#[test]
fn a_house_is_planned_legally_under_every_strategy_and_budget() {
    for seed in 0..6 {
        for strategy in STRATEGIES {
            let instance = house(seed, 12, 60, strategy);
            for steps in [0, 50_000, 1_000_000] {
                check(&instance, &plan(&instance, Budget::steps(steps)));
            }
        }
    }
}

#[test]
fn the_same_question_has_the_same_answer() {
    for strategy in STRATEGIES {
        let instance = house(3, 10, 50, strategy);
        let once = plan(&instance, Budget::steps(800_000));
        assert_eq!(once, plan(&instance, Budget::steps(800_000)));
    }
}

#[test]
fn time_that_is_up_still_leaves_a_plan() {
    let instance = house(4, 12, 70, Strategy::VipFirst);
    let up = || true;
    let plan = plan(
        &instance,
        Budget {
            steps: u64::MAX,
            enough: u64::MAX,
            time_is_up: &up,
        },
    );
    check(&instance, &plan);
    assert!(plan.count() > 0);
}

#[test]
fn more_freedom_never_places_fewer() {
    for seed in 0..300 {
        let tight = question(seed, Strategy::Plain);
        let mut free = tight.clone();
        let room = Draw::new(seed).below(free.rooms.len());
        free.rooms[room].held.clear();
        let mut wider = tight.clone();
        wider.rooms.push(Room::default());
        let new_room = tight.rooms.len();
        wider.stays.iter_mut().for_each(|stay| {
            stay.choices.push(Choice {
                room: new_room,
                score: 100,
            });
        });
        let count = |instance: &Instance| plan(instance, Budget::steps(1_000_000)).count();
        assert!(count(&free) >= count(&tight), "seed {seed}");
        assert!(count(&wider) >= count(&tight), "seed {seed}");
    }
}

#[test]
fn search_and_dealing_out_whole_agree() {
    for seed in 0..40 {
        let instance = house(seed, 5, 25, Strategy::Plain);
        let whole = plan_by(&instance, &[], Budget::steps(4_000_000), true);
        let searched = plan_by(&instance, &[], Budget::steps(4_000_000), false);
        check(&instance, &searched);
        assert_eq!(whole.count(), searched.count(), "seed {seed}");
        if whole.is_optimal() {
            assert!(
                searched.score() <= whole.score() && whole.score() <= searched.score_bound(),
                "seed {seed}"
            );
        }
    }
}

#[test]
fn a_group_is_drawn_together() {
    // Four rooms in a row, two of them wanted a little more than the rest, and
    // two friends: side by side is worth more than the better rooms.
    let rooms = (0..4_usize)
        .map(|room| Room {
            held: Vec::new(),
            beside: [room.wrapping_sub(1), room + 1]
                .into_iter()
                .filter(|&next| next < 4)
                .collect(),
        })
        .collect();
    let choices = |scores: [i32; 4]| {
        scores
            .into_iter()
            .enumerate()
            .map(|(room, score)| Choice { room, score })
            .collect()
    };
    let stay = |scores, group| Stay {
        nights: Nights::new(0, 3),
        vip: false,
        group,
        kind: 0,
        choices: choices(scores),
    };
    let stays = vec![
        stay([105, 100, 100, 100], Some(7)),
        stay([100, 100, 100, 105], Some(7)),
    ];
    let instance = Instance {
        rooms,
        stays,
        strategy: Strategy::GroupByType,
    };
    let plan = plan(&instance, Budget::steps(1_000_000));
    check(&instance, &plan);
    let rooms = rooms_of(&instance, &plan);
    assert_eq!(rooms[0].unwrap().abs_diff(rooms[1].unwrap()), 1, "{plan:?}");
    assert!(
        plan.placed
            .iter()
            .all(|placed| placed.neighbours == NEIGHBOUR),
        "{plan:?}"
    );
}

#[test]
fn whoever_is_left_out_is_told_why() {
    let nights = Nights::new(0, 2);
    let held = |from, to| {
        vec![Hold {
            nights: Nights::new(from, to),
            group: None,
        }]
    };
    let rooms = vec![
        Room {
            held: held(1, 2),
            beside: Vec::new(),
        },
        Room::default(),
        Room {
            held: held(0, 1),
            beside: Vec::new(),
        },
    ];
    let stay = |rooms: &[usize]| {
        let choices = rooms
            .iter()
            .map(|&room| Choice { room, score: 100 })
            .collect();
        Stay {
            nights,
            vip: false,
            group: None,
            kind: 0,
            choices,
        }
    };
    let stays = vec![stay(&[]), stay(&[0, 2]), stay(&[1]), stay(&[1])];
    let instance = Instance {
        rooms,
        stays,
        strategy: Strategy::Plain,
    };
    let plan = plan(&instance, Budget::steps(100_000));
    assert_eq!(plan.unplaced[0], (0, Reason::NoChoice));
    assert_eq!(plan.unplaced[1], (1, Reason::AllHeld));
    assert_eq!(plan.unplaced[2].1, Reason::Full { night: 0 });
    assert!(plan.is_optimal());
}

#[test]
fn nothing_asked_nothing_answered() {
    let empty = Instance {
        rooms: Vec::new(),
        stays: Vec::new(),
        strategy: Strategy::VipFirst,
    };
    let plan = plan(&empty, Budget::steps(10));
    assert!(plan.is_optimal() && plan.placed.is_empty() && plan.unplaced.is_empty());
}

/// Some stays put into rooms as they come, as far as they fit.
fn somewhere(instance: &Instance) -> Vec<Option<usize>> {
    let mut now: Vec<Option<usize>> = vec![None; instance.stays.len()];
    for stay in 0..instance.stays.len() / 2 {
        let nights = instance.stays[stay].nights;
        let free = |room: &Choice| {
            let others = now.iter().enumerate();
            let taken = others
                .filter(|(_, held)| **held == Some(room.room))
                .any(|(other, _)| instance.stays[other].nights.overlaps(nights));
            let held = &instance.rooms[room.room].held;
            !taken && !held.iter().any(|hold| hold.nights.overlaps(nights))
        };
        now[stay] = instance.stays[stay]
            .choices
            .iter()
            .find(|one| free(one))
            .map(|one| one.room);
    }
    now
}

#[test]
fn planning_anew_is_as_good_and_moves_few() {
    for seed in 0..6 {
        for strategy in STRATEGIES {
            // Every room is as good as any other, as most are.
            let mut instance = house(seed, 10, 40, strategy);
            for choice in instance.stays.iter_mut().flat_map(|stay| &mut stay.choices) {
                choice.score = 100;
            }
            let now = somewhere(&instance);
            let budget = || Budget::steps(3_000_000);
            let anew = plan_anew(&instance, &now, budget());
            check(&instance, &anew);
            let fresh = plan(&instance, budget());
            assert_eq!(
                (anew.count(), anew.count_bound()),
                (fresh.count(), fresh.count_bound()),
                "{strategy:?} {seed}"
            );
            let stay = |plan: &Plan| {
                let placed = plan.placed.iter();
                placed.filter(|one| now[one.stay] == Some(one.room)).count()
            };
            assert!(stay(&anew) >= stay(&fresh), "{strategy:?} {seed}");
            if strategy == Strategy::Plain {
                let had = now.iter().flatten().count();
                assert!(stay(&anew) * 2 > had, "{} of {had} stay", stay(&anew));
            }
        }
    }
}

#[test]
fn nobody_is_moved_who_is_best_where_they_are() {
    for strategy in STRATEGIES {
        let instance = house(2, 10, 40, strategy);
        let best = plan(&instance, Budget::steps(8_000_000));
        let now = rooms_of(&instance, &best);
        let again = plan_anew(&instance, &now, Budget::steps(8_000_000));
        if best.is_optimal() {
            assert_eq!(rooms_of(&instance, &again), now, "{strategy:?}");
        }
    }
}
