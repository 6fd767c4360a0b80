//! The search for the best plan of one piece, led by its prices.
//!
//! First the prices settle, and sweeps at several of the prices on the way give
//! plans to begin with. Then a few rooms at a time are planned afresh
//! ([`super::replan`]). Which ones, the prices say: what a plan lacks to the
//! bound is exactly the sum of what its rooms lose against their own best
//! choice, plus the prices of the stays left out. So a room that loses is
//! planned together with the rooms that hold the stays it would rather have,
//! and a stay without a room with rooms that would lose little by it.
//!
//! The search ends when every aim has reached its bound, or the budget is spent.

mod bounds;
mod gather;
mod improve;
mod losses;

use super::aims::{Aim, Weights, tally};
use super::budget::Meter;
use super::draw::Draw;
use super::instance::{Nights, Strategy};
use super::layout::Layout;
use super::pieces::Piece;
use super::replan::{MOST_DAYS, MOST_ROOMS, Replan, Task};
use super::sweep::sweep;
use super::worth::Worth;
use bounds::{Prover, first_bound};
use losses::Losses;

/// One piece being solved.
pub(super) struct Search<'a> {
    piece: &'a Piece,
    strategy: Strategy,
    /// What a stay placed weighs beside a point of score, where that is given.
    placed: Option<i64>,
    /// The best plan so far.
    pub layout: Layout,
    /// What it reaches in each aim.
    pub reached: Vec<i64>,
    /// What cannot be passed in each aim by a plan that reaches as much in the
    /// aims before it.
    pub bounds: Vec<i64>,
    /// All aims in one sum.
    worth: Worth,
    /// The aims that count stays in one sum.
    counting: Worth,
    /// For each aim the prices that prove its bound, once begun. The last
    /// aim's lead the search.
    provers: Vec<Option<Prover>>,
    replan: Replan,
    draw: Draw,
    losses: Losses,
    unplaced: Vec<usize>,
    /// Scores are whole multiples of this.
    grain: i64,
    /// Whether a small piece is dealt out whole instead of searched.
    pub outright: bool,
    /// Whether it began with stays where they are, which only a plan that counts
    /// more of them is to replace outright.
    keeps: bool,
}

/// Where chance begins; any number would do as well.
const SEED: u64 = 1000;
/// Steps of the meter for one step of a replanning.
const REPLAN_COST: u64 = 3;

impl<'a> Search<'a> {
    /// A first plan, and the bounds that cost nothing.
    pub fn begin(piece: &'a Piece, strategy: Strategy, meter: &Meter) -> Search<'a> {
        Search::new(piece, strategy, None, Layout::empty(piece), meter)
    }

    /// The same, beginning with stays where they are.
    pub fn begin_kept(
        piece: &'a Piece,
        strategy: Strategy,
        layout: Layout,
        meter: &Meter,
    ) -> Search<'a> {
        Search {
            keeps: true,
            ..Search::new(piece, strategy, None, layout, meter)
        }
    }

    /// Begins from a layout that is there already; a stay placed weighs so much
    /// beside a point of score when bounds are proved.
    pub fn begin_from(piece: &'a Piece, placed: i64, layout: Layout, meter: &Meter) -> Search<'a> {
        Search::new(piece, Strategy::Plain, Some(placed), layout, meter)
    }

    fn new(
        piece: &'a Piece,
        strategy: Strategy,
        placed: Option<i64>,
        layout: Layout,
        meter: &Meter,
    ) -> Search<'a> {
        let aims = strategy.aims();
        let mut search = Search {
            piece,
            strategy,
            placed,
            reached: tally(piece, strategy, &layout),
            layout,
            bounds: aims.iter().map(|&aim| first_bound(piece, aim)).collect(),
            worth: Worth::new(piece, &Weights::in_order(strategy, piece)),
            counting: Worth::new(piece, &Weights::counting(strategy, piece)),
            provers: aims.iter().map(|_| None).collect(),
            replan: Replan::new(),
            draw: Draw::new(SEED + piece.stays() as u64),
            losses: Losses::default(),
            unplaced: Vec::new(),
            grain: piece.grain(),
            outright: true,
            keeps: false,
        };
        let mut prover = search.prover(aims.len() - 1);
        prover.prices.settle();
        meter.charge(4 * prover.prices.round_cost());
        let swept = sweep(piece, &prover.prices);
        search.provers[aims.len() - 1] = Some(prover);
        if placed.is_some() || search.layout.unplaced().len() == piece.stays() {
            search.adopt(swept);
        } else {
            search.read_bounds();
        }
        search
    }

    /// Takes a layout made afresh, if it is better: where stays are kept, only if
    /// it counts more of them.
    fn adopt_swept(&mut self, layout: Layout) {
        let counted = self.counted_aims();
        let reached = tally(self.piece, self.strategy, &layout);
        if !self.keeps || reached[..counted] > self.reached[..counted] {
            self.adopt(layout);
        }
    }

    /// The bounds that hold for any plan at all.
    pub fn plain_bounds(&self) -> Vec<i64> {
        self.strategy
            .aims()
            .iter()
            .map(|&aim| first_bound(self.piece, aim))
            .collect()
    }

    /// Whether the plan is proved best.
    pub fn is_best(&self) -> bool {
        self.reached == self.bounds
    }

    /// Works on until the plan is proved best or the meter passes the mark; with
    /// `only_once`, until every kind of work has been done once.
    pub fn run(&mut self, meter: &Meter, mark: u64, only_once: bool) {
        if self.is_best() || meter.is_past(mark) || self.solve_outright(meter) {
            return;
        }
        while !self.is_best() && !meter.is_past(mark) {
            let part =
                |tenths: u64| meter.spent() + mark.saturating_sub(meter.spent()) * tenths / 10;
            self.raise_bounds(meter, part(4));
            if !self.places_most() {
                self.gather(meter, part(if only_once { 5 } else { 9 }));
            }
            let left = mark.saturating_sub(meter.spent());
            if only_once {
                return self.improve(meter, meter.spent() + left / 4);
            }
            self.improve(meter, meter.spent() + (left / 2).max(left.min(2_000_000)));
        }
    }

    /// How many of the first aims count stays.
    fn counted_aims(&self) -> usize {
        let counts = |aim: &&Aim| matches!(aim, Aim::Placed | Aim::VipsPlaced);
        self.strategy.aims().iter().take_while(counts).count()
    }

    /// Whether as many are placed as can be proved possible.
    pub fn places_most(&self) -> bool {
        let counted = self.counted_aims();
        self.reached[..counted] == self.bounds[..counted]
    }

    /// A piece of a few rooms is dealt out whole: that is the best plan, proved
    /// by having looked at every other.
    fn solve_outright(&mut self, meter: &Meter) -> bool {
        let piece = self.piece;
        let small = piece.rooms() <= MOST_ROOMS && piece.days <= MOST_DAYS && piece.stays() <= 400;
        if !small || !self.outright {
            return false;
        }
        let rooms: Vec<usize> = (0..piece.rooms()).collect();
        let everyone: Vec<usize> = (0..piece.stays()).collect();
        let days = Nights::new(0, piece.days);
        let task = Task {
            rooms: &rooms,
            days,
            extra: &everyone,
            may_leave: None,
            most_states: 3_000,
        };
        let mut layout = Layout::empty(piece);
        let done = self
            .replan
            .attempt(piece, &self.worth, &mut layout, &task, &mut self.draw)
            .is_some();
        meter.charge(self.replan.take_work() * REPLAN_COST);
        if done {
            self.adopt(layout);
            self.bounds.clone_from(&self.reached);
        }
        done
    }

    /// Takes a layout if it is better in the order of the aims.
    fn adopt(&mut self, layout: Layout) {
        let reached = tally(self.piece, self.strategy, &layout);
        if reached > self.reached || self.reached.is_empty() {
            self.reached = reached;
            self.layout = layout;
            self.read_bounds();
        }
    }
}
