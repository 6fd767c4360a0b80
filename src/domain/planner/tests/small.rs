//! Every strategy on thousands of small questions, against brute force.

use super::super::{Budget, Plan, Strategy, plan_by};
use super::brute::{best, cases, is_legal, question, reach, rooms_of};

/// What every answer must be, whatever the budget.
fn check(instance: &super::super::Instance, plan: &Plan, seed: u64) {
    let rooms = rooms_of(instance, plan);
    assert!(is_legal(instance, &rooms), "seed {seed}: illegal {plan:?}");
    let values: Vec<i64> = plan.reached.iter().map(|reached| reached.value).collect();
    assert_eq!(
        values,
        reach(instance, &rooms),
        "seed {seed}: counts its own plan wrong"
    );
    assert_eq!(
        plan.placed.len() + plan.unplaced.len(),
        instance.stays.len(),
        "seed {seed}"
    );
    let best = best(instance);
    for (place, reached) in plan.reached.iter().enumerate() {
        assert!(
            reached.value <= reached.bound,
            "seed {seed}: bound below the plan: {plan:?}"
        );
        // A bound is about plans that are as good in all aims before.
        if values[..place] != best[..place] {
            break;
        }
        assert!(
            best[place] <= reached.bound,
            "seed {seed}: {best:?} passes the bound of {plan:?}"
        );
    }
    if plan.is_optimal() {
        assert_eq!(values, best, "seed {seed}: called optimal, and is not");
    }
}

/// Dealt out whole: always the best, and known to be.
fn outright(strategy: Strategy) {
    for seed in 0..cases() {
        let instance = question(seed, strategy);
        let plan = plan_by(&instance, &[], Budget::steps(1_000_000), true);
        check(&instance, &plan, seed);
        assert!(
            plan.is_optimal(),
            "seed {seed}: {plan:?}, best {:?}",
            best(&instance)
        );
    }
}

/// Searched: never worse than promised, and nearly always the best.
fn searched(strategy: Strategy) {
    let mut missed = 0;
    for seed in 0..cases() {
        let instance = question(seed, strategy);
        let plan = plan_by(&instance, &[], Budget::steps(200_000), false);
        check(&instance, &plan, seed);
        let values: Vec<i64> = plan.reached.iter().map(|reached| reached.value).collect();
        missed += u64::from(values != best(&instance));
    }
    assert!(
        missed * 100 <= cases(),
        "{missed} of {} plans are not the best",
        cases()
    );
}

#[test]
fn plain_plans_are_the_best_there_are() {
    outright(Strategy::Plain);
    searched(Strategy::Plain);
}

#[test]
fn plans_with_few_gaps_are_the_best_there_are() {
    outright(Strategy::OptimizeOccupancy);
    searched(Strategy::OptimizeOccupancy);
}

#[test]
fn plans_that_put_vips_first_are_the_best_there_are() {
    outright(Strategy::VipFirst);
    searched(Strategy::VipFirst);
}

#[test]
fn a_plan_cut_short_is_legal_and_its_bounds_are_true() {
    for strategy in [
        Strategy::Plain,
        Strategy::OptimizeOccupancy,
        Strategy::VipFirst,
    ] {
        for seed in 0..cases() {
            let instance = question(seed, strategy);
            for steps in [0, 300, 3_000] {
                check(
                    &instance,
                    &plan_by(&instance, &[], Budget::steps(steps), seed % 2 == 0),
                    seed,
                );
            }
        }
    }
}
