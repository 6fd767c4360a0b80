//! Planning a few rooms afresh: which ones, and what for.

use super::super::aims::tally;
use super::super::budget::Meter;
use super::super::instance::{Nights, Strategy};
use super::super::pieces::{NO_ROOM, NOT_A_CHOICE};
use super::super::prices::Prices;
use super::super::replan::{MOST_DAYS, MOST_ROOMS, Task};
use super::super::worth::Worth;
use super::{REPLAN_COST, Search};

/// Attempts between two looks at whether all is proved.
const ATTEMPTS: usize = 64;

impl Search<'_> {
    /// Plans a few rooms afresh, again and again.
    pub(super) fn improve(&mut self, meter: &Meter, mark: u64) {
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
    pub(super) fn attempts(&mut self, prices: &Prices, worth: &Worth, meter: &Meter, mark: u64) {
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
    pub(super) fn weigh(&mut self, prices: &Prices) {
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
