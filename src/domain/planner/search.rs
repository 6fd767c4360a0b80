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

use super::aims::{Aim, Weights, tally};
use super::budget::Meter;
use super::dive::dive;
use super::draw::Draw;
use super::instance::{Nights, Strategy};
use super::layout::Layout;
use super::night_bound::night_bound;
use super::pieces::{NO_ROOM, NOT_A_CHOICE, Piece};
use super::prices::Prices;
use super::replan::{MOST_DAYS, MOST_ROOMS, Replan, Task, Worth};
use super::sweep::sweep;

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
}

/// Prices for one aim, and how far they have come.
struct Prover {
    prices: Prices,
    weights: Weights,
    /// The most a room earns by one stay: the measure of a step.
    top: f64,
    /// Whether the long first run of rounds is done.
    settled: bool,
}

/// Where chance begins; any number would do as well.
const SEED: u64 = 1000;
/// Rounds that bring prices near their best.
const ROUNDS: u64 = 300;
/// A first step moves a price by this part of the most a stay earns.
const FIRST_STEP: f64 = 0.3;
/// The last steps by this part.
const LAST_STEP: f64 = 0.0004;
/// Rounds between two proofs of a bound.
const PROVE_EVERY: u64 = 5;
/// Steps of the meter for one step of a replanning.
const REPLAN_COST: u64 = 3;
/// Prices move this little while diving.
const DIVE_STEP: f64 = 0.002;
/// Of so many dives the best is worked on.
const DIVES: usize = 2;
/// So many times [`ATTEMPTS`] without placing more, and another dive begins.
const PATIENCE: usize = 12;
/// Attempts between two looks at whether all is proved.
const ATTEMPTS: usize = 64;

impl<'a> Search<'a> {
    /// A first plan, and the bounds that cost nothing.
    pub fn begin(piece: &'a Piece, strategy: Strategy, meter: &Meter) -> Search<'a> {
        Search::new(piece, strategy, None, Layout::empty(piece), meter)
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
        };
        let mut prover = search.prover(aims.len() - 1);
        prover.prices.settle();
        meter.charge(4 * prover.prices.round_cost());
        let swept = sweep(piece, &prover.prices);
        search.provers[aims.len() - 1] = Some(prover);
        search.adopt(swept);
        search
    }

    /// Fresh prices for one aim.
    fn prover(&self, place: usize) -> Prover {
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

    /// Brings the bounds down, first things first.
    fn raise_bounds(&mut self, meter: &Meter, mark: u64) {
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
                self.adopt(sweep(self.piece, &prover.prices));
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
        self.adopt(layout);
    }

    /// What the prices prove about plans that reach what ours reaches.
    fn read_bounds(&mut self) {
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

    /// Looks for a way to place more, caring for nothing else: from one dive
    /// after the other, free to walk over everything that places as many.
    fn gather(&mut self, meter: &Meter, mark: u64) {
        let lead = self.counted_aims() - 1;
        let last = self.provers.len() - 1;
        let Some(leader) = self.provers[last].take() else {
            return;
        };
        // Where the bound on the count needed no prices, the leading ones do.
        let counter = self.provers[lead].take();
        let guide = &counter.as_ref().unwrap_or(&leader).prices;
        let counting = std::mem::replace(&mut self.counting, Worth::nothing());
        let best = self.layout.clone();
        let before = self.reached[..=lead].to_vec();
        while !meter.is_past(mark) {
            let dives = (0..DIVES).map_while(|_| self.dive(&leader, meter, mark));
            let dives: Vec<Layout> = dives.collect();
            let best_dive = dives
                .into_iter()
                .max_by_key(|layout| tally(self.piece, self.strategy, layout));
            if let Some(layout) = best_dive {
                self.layout = layout;
            }
            self.weigh(guide);
            let (mut most, mut idle) = (Vec::new(), 0);
            while idle < PATIENCE && most <= before && !meter.is_past(mark) {
                self.attempts(guide, &counting, meter, mark);
                let mut placed = tally(self.piece, self.strategy, &self.layout);
                placed.truncate(lead + 1);
                idle = if placed > most { 0 } else { idle + 1 };
                most = most.max(placed);
            }
            if most > before {
                break;
            }
        }
        self.counting = counting;
        self.provers[lead] = counter;
        self.provers[last] = Some(leader);
        let found = std::mem::replace(&mut self.layout, best);
        self.adopt(found);
    }

    /// A plan from the leading prices by closing one room after the other.
    fn dive(&mut self, leader: &Prover, meter: &Meter, mark: u64) -> Option<Layout> {
        let step = leader.top * DIVE_STEP;
        let given = dive(&leader.prices, step, &mut self.draw, &mut |work| {
            meter.charge(work);
            meter.is_past(mark)
        })?;
        let mut layout = Layout::empty(self.piece);
        for (stay, room) in given {
            layout.put(stay, room);
        }
        Some(layout)
    }

    /// Plans a few rooms afresh, again and again.
    fn improve(&mut self, meter: &Meter, mark: u64) {
        let Some(prover) = self.provers.last_mut().and_then(Option::take) else {
            return;
        };
        self.weigh(&prover.prices);
        let worth = std::mem::replace(&mut self.worth, Worth::nothing());
        while !meter.is_past(mark) && !self.is_best() {
            self.attempts(&prover.prices, &worth, meter, mark);
            self.reached = tally(self.piece, self.strategy, &self.layout);
        }
        self.worth = worth;
        if let Some(place) = self.provers.last_mut() {
            *place = Some(prover);
        }
        self.read_bounds();
    }

    /// Some dozens of attempts, led by the prices.
    fn attempts(&mut self, prices: &Prices, worth: &Worth, meter: &Meter, mark: u64) {
        for _ in 0..ATTEMPTS {
            let gained = self.attempt(prices, worth);
            meter.charge(200 + self.replan.take_work() * REPLAN_COST);
            if gained {
                self.weigh(prices);
            }
            if meter.is_past(mark) {
                break;
            }
        }
    }

    /// Finds what the rooms lose and who is left out.
    fn weigh(&mut self, prices: &Prices) {
        self.unplaced = self.layout.unplaced();
        self.losses.weigh(self.piece, &self.layout, prices);
    }

    /// One attempt; whether it gained anything.
    fn attempt(&mut self, prices: &Prices, worth: &Worth) -> bool {
        let most = (3 + self.draw.below(3)).min(self.piece.rooms());
        let mut rooms = Vec::with_capacity(MOST_ROOMS);
        let mut extra = Vec::new();
        let left_out =
            !self.unplaced.is_empty() && (self.losses.is_empty() || self.draw.below(3) == 0);
        let core = if left_out {
            self.around_unplaced(prices, most, &mut rooms, &mut extra)
        } else if self.losses.is_empty() {
            return false;
        } else {
            self.around_loss(prices, most, &mut rooms, &mut extra)
        };
        while rooms.len() < most {
            let room = self.draw.below(self.piece.rooms());
            if !rooms.contains(&room) {
                rooms.push(room);
            }
        }
        let slack = 10 + self.draw.below(40) as i32;
        let from = (core.from - slack).max(0);
        let to = (core.to + slack).min(self.piece.days).min(from + MOST_DAYS);
        let days = Nights::new(from, to);
        let piece = self.piece;
        let inside = |stay: usize| piece.nights[stay].from >= from && piece.nights[stay].to <= to;
        extra.retain(|&stay| inside(stay));
        if !self.unplaced.is_empty() && extra.len() < 2 {
            let stay = self.unplaced[self.draw.below(self.unplaced.len())];
            if inside(stay) && !extra.contains(&stay) {
                extra.push(stay);
            }
        }
        // A VIP may be worth more than one who is not.
        let vips = self.strategy == Strategy::VipFirst && extra.iter().any(|&stay| piece.vip[stay]);
        let may_leave = extra.len() + if vips { 2 } else { 0 };
        let task = Task {
            rooms: &rooms,
            days,
            extra: &extra,
            may_leave: Some(may_leave),
            most_states: 3_000,
        };
        let gained = self
            .replan
            .attempt(piece, worth, &mut self.layout, &task, &mut self.draw);
        if gained.is_some() && !extra.is_empty() {
            self.unplaced = self.layout.unplaced();
        }
        gained.is_some_and(|gained| gained > 0)
    }

    /// A stay without a room, and rooms that would lose little by it.
    fn around_unplaced(
        &mut self,
        prices: &Prices,
        most: usize,
        rooms: &mut Vec<usize>,
        extra: &mut Vec<usize>,
    ) -> Nights {
        let stay = self.unplaced[self.draw.below(self.unplaced.len())];
        extra.push(stay);
        let nights = self.piece.nights[stay];
        let open: Vec<usize> = (0..self.piece.rooms())
            .filter(|&room| self.piece.score(room, stay) != NOT_A_CHOICE)
            .collect();
        for _ in 0..2 * most {
            let drawn: [usize; 2] = std::array::from_fn(|_| open[self.draw.below(open.len())]);
            let loss = |&room: &usize| prices.loss(room, nights.from, true, self.piece, stay);
            let room = drawn.into_iter().min_by_key(loss).unwrap_or(drawn[0]);
            if rooms.len() < most && !rooms.contains(&room) {
                rooms.push(room);
            }
        }
        nights
    }

    /// A room that loses, and the rooms of the stays it would rather have.
    fn around_loss(
        &mut self,
        prices: &Prices,
        most: usize,
        rooms: &mut Vec<usize>,
        extra: &mut Vec<usize>,
    ) -> Nights {
        let (room, day) = self.losses.draw(&mut self.draw);
        rooms.push(room);
        let mut free = day;
        while rooms.len() < most {
            let Some(stay) = prices.next_pick(room, free) else {
                break;
            };
            let home = self.layout.room[stay];
            if home == NO_ROOM {
                if extra.len() < 3 {
                    extra.push(stay);
                }
            } else if !rooms.contains(&(home as usize)) {
                rooms.push(home as usize);
            }
            free = self.piece.nights[stay].to;
            if self.draw.below(3) == 0 {
                break;
            }
        }
        Nights::new(day, free.max(day + 1))
    }
}

/// What no plan can pass in an aim, for reasons that need no search.
fn first_bound(piece: &Piece, aim: Aim) -> i64 {
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

/// Where rooms earn less than their best choice would.
#[derive(Default)]
struct Losses {
    /// Running sums of the losses, with the room and the day it begins.
    sums: Vec<(i64, u32, i32)>,
}

impl Losses {
    /// Goes through every room, stay by stay.
    fn weigh(&mut self, piece: &Piece, layout: &Layout, prices: &Prices) {
        self.sums.clear();
        let mut sum = 0;
        for room in 0..piece.rooms() {
            let (mut free, mut touching) = (0, false);
            let mut note = |loss: i64, day: i32| {
                if loss > 0 {
                    sum += loss;
                    self.sums.push((sum, room as u32, day));
                }
            };
            for &stay in &layout.rows[room] {
                note(
                    prices.loss(room, free, touching, piece, stay as usize),
                    free,
                );
                (free, touching) = (piece.nights[stay as usize].to, true);
            }
            note(prices.rest(room, free, touching), free);
        }
    }

    fn is_empty(&self) -> bool {
        self.sums.is_empty()
    }

    /// A room and a day, the likelier the larger the loss.
    fn draw(&self, draw: &mut Draw) -> (usize, i32) {
        let whole = self.sums.last().map_or(0, |last| last.0);
        let aim = draw.below(whole as usize) as i64;
        let at = self
            .sums
            .partition_point(|loss| loss.0 <= aim)
            .min(self.sums.len() - 1);
        (self.sums[at].1 as usize, self.sums[at].2)
    }
}
