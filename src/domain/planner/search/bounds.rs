//! The bounds of a search: prices that prove what no plan can pass, aim by aim.
//!
//! Owns the rounds in which prices settle; changes no plan itself but offers the
//! sweeps found on the way.

use super::super::aims::{Aim, Weights};
use super::super::budget::Meter;
use super::super::night_bound::night_bound;
use super::super::pieces::Piece;
use super::super::prices::Prices;
use super::super::sweep::sweep;
use super::Search;

/// Prices for one aim, and how far they have come.
pub(super) struct Prover {
    pub(super) prices: Prices,
    weights: Weights,
    /// The most a room earns by one stay: the measure of a step.
    pub(super) top: f64,
    /// Whether the long first run of rounds is done.
    settled: bool,
}

/// Rounds that bring prices near their best.
const ROUNDS: u64 = 300;
/// A first step moves a price by this part of the most a stay earns.
const FIRST_STEP: f64 = 0.3;
/// The last steps by this part.
const LAST_STEP: f64 = 0.0004;
/// Rounds between two proofs of a bound.
const PROVE_EVERY: u64 = 5;

impl Search<'_> {
    /// Fresh prices for one aim.
    pub(super) fn prover(&self, place: usize) -> Prover {
        let (piece, strategy) = (self.piece, self.strategy);
        let mut weights = Weights::for_bound(strategy, place, piece);
        if weights.score > 0 {
            weights.placed = self.placed.unwrap_or(weights.placed);
        }
        let most = piece.largest_score() * (weights.score + weights.vip_score);
        let top = (weights.placed.max(weights.vip) + most).max(weights.gap);
        Prover {
            prices: Prices::new(piece, &weights),
            weights,
            top: top as f64,
            settled: false,
        }
    }

    /// Brings the bounds down, first things first.
    pub(super) fn raise_bounds(&mut self, meter: &Meter, mark: u64) {
        let aims = self.strategy.aims();
        let last = aims.len() - 1;
        self.settle(last, meter, mark);
        for place in 0..last {
            if self.reached[place] < self.bounds[place] && !meter.is_past(mark) {
                self.settle(place, meter, mark);
            }
        }
    }

    /// Rounds of prices for one aim: a long run at first, short ones later.
    fn settle(&mut self, place: usize, meter: &Meter, mark: u64) {
        let taken = self.provers[place].take();
        let mut prover = taken.unwrap_or_else(|| self.prover(place));
        let cost = prover.prices.round_cost() * 5 / 4;
        let affordable = mark.saturating_sub(meter.spent()) / cost.max(1);
        let rounds = affordable.min(if prover.settled { ROUNDS / 3 } else { ROUNDS });
        let first = if prover.settled {
            FIRST_STEP / 20.0
        } else {
            FIRST_STEP
        };
        let leads = place == self.provers.len() - 1;
        for round in 0..rounds {
            let along = round as f64 / rounds as f64;
            let step = prover.top * first * (LAST_STEP / first).powf(along);
            prover.prices.round(step, &mut self.draw);
            meter.charge(cost);
            if round % PROVE_EVERY == PROVE_EVERY - 1 {
                prover.prices.prove();
            }
            if (!leads || !prover.settled) && round % 10 == 9 && round * 3 > rounds {
                self.adopt_swept(sweep(self.piece, &prover.prices));
                meter.charge(cost);
            }
            if meter.is_past(mark) {
                break;
            }
        }
        prover.prices.prove();
        prover.prices.settle();
        meter.charge(2 * cost);
        prover.settled |= rounds >= ROUNDS / 3;
        let layout = sweep(self.piece, &prover.prices);
        self.provers[place] = Some(prover);
        self.read_bounds();
        self.adopt_swept(layout);
    }

    /// What the prices prove about plans that reach what ours reaches.
    pub(super) fn read_bounds(&mut self) {
        let aims = self.strategy.aims();
        for (place, prover) in self.provers.iter().enumerate() {
            let Some(prover) = prover else { continue };
            let bound = prover.prices.bound();
            if bound == i64::MAX {
                continue;
            }
            let earlier: i64 = (0..place)
                .map(|before| prover.weights.of(aims[before]) * self.reached[before])
                .sum();
            let mut bound = (bound - earlier).div_euclid(prover.weights.of(aims[place]).max(1));
            if matches!(aims[place], Aim::Score | Aim::VipScore) {
                bound = bound.div_euclid(self.grain) * self.grain;
            }
            self.bounds[place] = first_bound(self.piece, aims[place]).min(bound);
        }
    }
}

/// What no plan can pass in an aim, for reasons that need no search.
pub(super) fn first_bound(piece: &Piece, aim: Aim) -> i64 {
    let best = |only_vips: bool| {
        let stays = (0..piece.stays()).filter(move |&stay| !only_vips || piece.vip[stay]);
        stays.map(|stay| piece.best_score(stay).max(0)).sum()
    };
    match aim {
        Aim::VipsPlaced => night_bound(piece, true) as i64,
        Aim::Placed => night_bound(piece, false) as i64,
        Aim::VipScore => best(true),
        Aim::Score => best(false),
        Aim::FewShortGaps | Aim::SideBySide => 0,
    }
}
