//! Prices on stays, and the bound they prove.
//!
//! Let every room choose the stays it likes best, without regard to the other
//! rooms, but let each stay cost a price. What all rooms earn that way, plus
//! all prices, is never less than what any plan earns: a plan is one of the
//! choices the rooms had, and it pays each price at most once. That is the
//! Lagrangian relaxation of "one room for each stay" (Held and Karp 1971;
//! Fisher 1981). With prices given, each room is alone, and its best choice is
//! weighted interval scheduling ([`super::one_room`]).
//!
//! A price that many rooms would pay rises, one that nobody pays falls. Prices
//! follow after *each* room's choice, not after all of them (incremental
//! subgradients, Nedić and Bertsekas 2001): of eighty rooms alike the second
//! sees already what the first has taken, and the bound comes down in a few
//! hundred rounds instead of many thousand.
//!
//! All sums are whole numbers, so a bound is a proof and not a rounding.

use super::aims::Weights;
use super::draw::Draw;
use super::one_room::{Choosing, Offer, Slots};
use super::pieces::{NOT_A_CHOICE, Piece};

/// Parts of one point: prices are finer than scores by this much.
pub(super) const FINE: i64 = 1 << 16;

/// The rooms' choices under the present prices.
#[derive(Clone)]
pub(super) struct Prices {
    days: usize,
    stays: usize,
    /// For each room what fits it, latest arrival first.
    offers: Vec<Vec<Offer>>,
    /// `worth[room * stays + stay]`, in fine parts.
    worth: Vec<i64>,
    /// What each stay costs a room, in fine parts; never below zero.
    price: Vec<i64>,
    /// Of each step down a price takes in a round, one room's part.
    share: Vec<f64>,
    /// What each room chooses, by day.
    rooms: Vec<Choosing>,
    /// The free runs of each room, where short gaps cost something.
    slots: Vec<Slots>,
    /// What a new short gap costs, in fine parts.
    gap: i64,
    /// The lowest bound seen, and the prices that proved it.
    lowest: i64,
    lowest_price: Vec<i64>,
    /// (room, stay) pairs: the work of one round.
    choices: u64,
}

impl Prices {
    /// Prices at which every stay costs what its best room would pay.
    pub fn new(piece: &Piece, weights: &Weights) -> Prices {
        let (stays, rooms, days) = (piece.stays(), piece.rooms(), piece.days as usize);
        let mut price = vec![0; stays];
        let mut worth = vec![0; rooms * stays];
        let mut share = vec![0.0; stays];
        let mut offers = Vec::with_capacity(rooms);
        for room in 0..rooms {
            let mut fits: Vec<Offer> = Vec::new();
            for (stay, &score) in piece.scores_of(room).iter().enumerate().rev() {
                if score == NOT_A_CHOICE {
                    continue;
                }
                let nights = piece.nights[stay];
                let earned = weights.worth(piece.vip[stay], score) * FINE;
                price[stay] = price[stay].max(earned);
                worth[room * stays + stay] = earned;
                share[stay] += 1.0;
                fits.push(Offer {
                    from: nights.from as u32,
                    to: nights.to as u32,
                    stay: stay as u32,
                    worth: earned,
                });
            }
            offers.push(fits);
        }
        for part in &mut share {
            *part = 1.0 / *part;
        }
        let slots = if weights.gap == 0 {
            Vec::new()
        } else {
            piece
                .held
                .iter()
                .map(|held| Slots::between(held, piece.days))
                .collect()
        };
        Prices {
            days,
            stays,
            offers,
            worth,
            lowest_price: price.clone(),
            price,
            share,
            rooms: (0..rooms)
                .map(|_| Choosing::new(days, weights.gap != 0))
                .collect(),
            slots,
            gap: weights.gap * FINE,
            lowest: i64::MAX,
            choices: piece.choices as u64,
        }
    }

    /// The lowest bound proved so far, in whole points of the weights.
    pub fn bound(&self) -> i64 {
        if self.lowest == i64::MAX {
            i64::MAX
        } else {
            self.lowest.div_euclid(FINE)
        }
    }

    /// Steps of work in one round.
    pub fn round_cost(&self) -> u64 {
        self.choices + (self.days * self.rooms.len()) as u64
    }

    /// One round: the rooms, in drawn order, choose one after the other, and
    /// prices move by `step` points at once. What a room takes becomes dearer by
    /// the step; and over the round everything becomes cheaper by it.
    pub fn round(&mut self, step: f64, draw: &mut Draw) {
        let mut order: Vec<usize> = (0..self.rooms.len()).collect();
        draw.shuffle(&mut order);
        for room in order {
            self.trade(room, step);
        }
    }

    /// One room chooses, and prices follow. Answers the steps it took.
    pub fn trade(&mut self, room: usize, step: f64) -> u64 {
        let step = step * FINE as f64;
        self.choose(room);
        for offer in &self.offers[room] {
            let stay = offer.stay as usize;
            self.price[stay] = (self.price[stay] - (step * self.share[stay]) as i64).max(0);
        }
        let price = &mut self.price;
        self.rooms[room].visit(self.slots.get(room), self.gap, |stay| {
            price[stay] += step as i64;
        });
        (self.offers[room].len() + self.days) as u64
    }

    /// How many rooms and stays there are.
    pub fn size(&self) -> (usize, usize) {
        (self.rooms.len(), self.stays)
    }

    /// The stays the room has chosen last.
    pub fn chosen(&self, room: usize) -> Vec<usize> {
        let mut chosen = Vec::new();
        self.rooms[room].visit(self.slots.get(room), self.gap, |stay| chosen.push(stay));
        chosen
    }

    /// The room chooses once more, among stays not taken yet.
    pub fn choose_last(&mut self, room: usize, taken: &[bool]) -> Vec<usize> {
        self.offers[room].retain(|offer| !taken[offer.stay as usize]);
        self.choose(room);
        self.chosen(room)
    }

    /// Leaves only the stays not taken and the rooms still open on the market.
    pub fn narrow(&mut self, open: &[usize], taken: &[bool]) {
        self.share.fill(0.0);
        for &room in open {
            self.offers[room].retain(|offer| !taken[offer.stay as usize]);
            for offer in &self.offers[room] {
                self.share[offer.stay as usize] += 1.0;
            }
        }
        for part in &mut self.share {
            *part = 1.0 / part.max(1.0);
        }
    }

    /// Every room chooses at the present prices: a bound. Answers whether it is
    /// lower than any before.
    pub fn prove(&mut self) -> bool {
        let mut bound: i64 = self.price.iter().sum();
        for room in 0..self.rooms.len() {
            bound += self.choose(room);
        }
        let lower = bound < self.lowest;
        if lower {
            self.lowest = bound;
            self.lowest_price.clone_from(&self.price);
        }
        lower
    }

    /// Goes back to the prices that proved the lowest bound.
    pub fn settle(&mut self) {
        self.price.clone_from(&self.lowest_price);
        for room in 0..self.rooms.len() {
            self.choose(room);
        }
    }

    /// One room's choice at the present prices; answers what it earns.
    fn choose(&mut self, room: usize) -> i64 {
        let choosing = &mut self.rooms[room];
        match self.slots.get(room) {
            None => choosing.choose(&self.offers[room], &self.price),
            Some(slots) => {
                choosing.choose_minding_gaps(&self.offers[room], &self.price, slots, self.gap)
            }
        }
    }

    /// What the room loses against its best choice by taking this stay next,
    /// when it has been free since `free`; `touching` where a stay left then.
    pub fn loss(&self, room: usize, free: i32, touching: bool, piece: &Piece, stay: usize) -> i64 {
        let nights = piece.nights[stay];
        let run = nights.from - free;
        let gap = if touching && (run == 1 || run == 2) {
            self.gap
        } else {
            0
        };
        let kept = self.worth[room * self.stays + stay] - self.price[stay] - gap;
        self.rest(room, free, touching) - kept - self.rest(room, nights.to, true)
    }

    /// The most the room can still earn from a day on.
    pub fn rest(&self, room: usize, day: i32, touching: bool) -> i64 {
        self.rooms[room].rest(day as usize, touching)
    }

    /// The stay the room would choose next from a day on.
    pub fn next_pick(&self, room: usize, day: i32) -> Option<usize> {
        self.rooms[room].next_pick(day as usize)
    }
}
