//! A few rooms planned afresh, exactly: the one move all searching is made of.
//!
//! Take a handful of rooms and a run of days. Whatever lies wholly inside goes
//! back on the desk, with a few stays that have no room; everything else stays
//! where it is. Then deal the stays out again in order of arrival. All that the
//! past says about the future is on which day each room becomes free, so two
//! ways of dealing that agree on those days are compared and the worse one
//! forgotten (dynamic programming over the rooms' free days). At full house `k`
//! rooms know at most `k!` such states; five rooms and a month are planned to
//! the best in well under a millisecond. Swapping the tails of two rooms, or an
//! ejection chain through five, are cases of it.

mod deal;

use super::aims::SHORT;
use super::draw::Draw;
use super::instance::Nights;
use super::layout::Layout;
use super::pieces::{NO_ROOM, Piece};
use super::worth::Worth;
use deal::{Card, Deal, LEFT_OUT, Node, OUT, days_pass};

/// Most rooms planned together.
pub(super) const MOST_ROOMS: usize = 7;
/// Days a window may span: what a state's byte can count.
pub(super) const MOST_DAYS: i32 = 240;

/// Which rooms, which days, and who may come in.
pub(super) struct Task<'a> {
    /// The rooms; [`MOST_ROOMS`] at most.
    pub rooms: &'a [usize],
    /// The days; [`MOST_DAYS`] at most.
    pub days: Nights,
    /// Stays without a room, within the days, that may be given one.
    pub extra: &'a [usize],
    /// How many stays may end without a room; nothing: any number.
    pub may_leave: Option<usize>,
    /// More ways at once than this, and the attempt is given up.
    pub most_states: usize,
}

/// Working memory, kept between attempts.
pub(super) struct Replan {
    cards: Vec<Card>,
    nodes: Vec<Node>,
    /// State, stamp of the layer, node.
    table: Vec<(u64, u32, u32)>,
    stamp: u32,
    work: u64,
}

impl Replan {
    /// Fresh memory.
    pub fn new() -> Replan {
        Replan {
            cards: Vec::new(),
            nodes: Vec::new(),
            table: vec![(0, 0, 0); 1 << 12],
            stamp: 0,
            work: 0,
        }
    }

    /// Steps taken since last asked.
    pub fn take_work(&mut self) -> u64 {
        std::mem::take(&mut self.work)
    }

    /// Plans afresh. The layout changes only for one that earns as much or
    /// more. Answers what is gained, or nothing where the attempt was given up
    /// or found no way.
    pub fn attempt(
        &mut self,
        piece: &Piece,
        worth: &Worth,
        layout: &mut Layout,
        task: &Task,
        draw: &mut Draw,
    ) -> Option<i64> {
        // A byte of the state counts the days a room is taken. Where short gaps
        // matter it also counts the nights after, until they are forgotten.
        let echo = if worth.gap == 0 { 0 } else { SHORT + 1 };
        let mut deal = Deal {
            worth,
            rooms: task.rooms,
            from: task.days.from,
            echo,
            start: [0; MOST_ROOMS],
        };
        self.lay_out(piece, layout, task, &mut deal);
        let before = self.present(layout, &deal);
        let end = self.deal(task, &deal, draw)?;
        let gained = self.nodes[end].earned - before;
        if gained < 0 {
            return None;
        }
        self.carry_out(layout, task.rooms, end);
        Some(gained)
    }

    /// Fills `cards`, and the state in which the rooms begin.
    fn lay_out(&mut self, piece: &Piece, layout: &Layout, task: &Task, deal: &mut Deal) {
        self.cards.clear();
        let Nights { from, to } = task.days;
        // What begins shortly after the window still closes a run begun in it.
        let horizon = to + deal.echo;
        for (place, &room) in task.rooms.iter().enumerate() {
            let row = &layout.rows[room];
            let first = row.partition_point(|&stay| piece.nights[stay as usize].to <= from);
            let mut ended = first
                .checked_sub(1)
                .map_or(i32::MIN, |last| piece.nights[row[last] as usize].to);
            let mut open_at_start = true;
            for &stay in &row[first..] {
                let nights = piece.nights[stay as usize];
                if nights.from >= horizon {
                    break;
                }
                open_at_start &= nights.from >= from;
                let inside = nights.from >= from && nights.to <= to;
                let fixed = if inside { OUT } else { place as u8 };
                self.push(nights, task.days, stay, fixed, i32::MIN);
            }
            if deal.echo > 0 {
                let mut old_run_from = i32::MIN;
                for &held in &piece.held[room] {
                    if held.from >= horizon {
                        break;
                    }
                    if held.to > from {
                        open_at_start &= held.from >= from;
                        self.push(held, task.days, NO_ROOM, place as u8, old_run_from);
                    } else {
                        ended = ended.max(held.to);
                    }
                    old_run_from = held.to;
                }
            }
            if open_at_start && ended != i32::MIN {
                deal.start[place] = (ended - from + deal.echo).max(0) as u8;
            }
        }
        for &stay in task.extra {
            self.push(piece.nights[stay], task.days, stay as u32, OUT, i32::MIN);
        }
        self.cards
            .sort_unstable_by_key(|card| (card.from, card.stay));
    }

    /// Adds a card, cut to the window.
    fn push(&mut self, nights: Nights, window: Nights, stay: u32, fixed: u8, old_run_from: i32) {
        let from = nights.from.max(window.from);
        let to = nights.to.min(window.to).max(from + 1);
        self.cards.push(Card {
            from,
            to,
            stay,
            fixed,
            old_run_from,
        });
    }

    /// What the present layout earns by the cards.
    fn present(&self, layout: &Layout, deal: &Deal) -> i64 {
        let mut ends = [i32::MIN / 2; MOST_ROOMS];
        for (end, &start) in ends.iter_mut().zip(&deal.start) {
            if start > 0 {
                *end = deal.from + i32::from(start) - deal.echo;
            }
        }
        let mut earned = 0;
        for card in &self.cards {
            let place = if card.fixed == OUT {
                let room = layout.room[card.stay as usize];
                deal.rooms.iter().position(|&other| other as u32 == room)
            } else {
                Some(card.fixed as usize)
            };
            let Some(place) = place else { continue };
            let run = card.from - ends[place];
            if card.fixed == OUT {
                earned += deal.worth.at(deal.rooms[place], card.stay as usize);
            }
            if deal.echo > 0 && (1..=SHORT).contains(&run) && card.old_run_from != ends[place] {
                earned -= deal.worth.gap;
            }
            ends[place] = card.to;
        }
        earned
    }

    /// Deals the cards; answers the node of the best way.
    fn deal(&mut self, task: &Task, deal: &Deal, draw: &mut Draw) -> Option<usize> {
        self.nodes.clear();
        self.nodes.push(Node {
            state: deal.first_state(),
            earned: 0,
            before: 0,
            went: OUT,
        });
        let (mut start, mut end) = (0, 1);
        let mut today = task.days.from;
        // Of ways that earn the same the first is kept; begin elsewhere each
        // time, and the search drifts across plateaus.
        let turn = draw.below(task.rooms.len());
        for at in 0..self.cards.len() {
            let card = self.cards[at];
            self.stamp += 1;
            for node in start..end {
                let Node { state, earned, .. } = self.nodes[node];
                let state = days_pass(state, (card.from - today) as u64, task.rooms.len());
                let before = Node {
                    state,
                    earned,
                    before: node as u32,
                    went: OUT,
                };
                self.deal_one(&card, before, task, deal, turn, end);
            }
            today = card.from;
            (start, end) = (end, self.nodes.len());
            if start == end || end - start > task.most_states {
                return None;
            }
        }
        (start..end).max_by_key(|&node| (self.nodes[node].earned, std::cmp::Reverse(node)))
    }

    /// Every place one card can go from one state.
    fn deal_one(
        &mut self,
        card: &Card,
        before: Node,
        task: &Task,
        deal: &Deal,
        turn: usize,
        layer: usize,
    ) {
        self.work += 1;
        if card.fixed != OUT {
            if let Some(node) = deal.place(card, before, card.fixed as usize, 0) {
                self.reach(node, layer, task.most_states);
            }
            return;
        }
        let count = deal.rooms.len();
        for place in 0..count {
            let place = if place + turn < count {
                place + turn
            } else {
                place + turn - count
            };
            let gain = deal.worth.at(deal.rooms[place], card.stay as usize);
            if gain != i64::MIN
                && let Some(node) = deal.place(card, before, place, gain)
            {
                self.reach(node, layer, task.most_states);
            }
        }
        match task.may_leave {
            None => self.reach(before, layer, task.most_states),
            Some(most) if before.state >> LEFT_OUT < most as u64 => {
                let state = before.state + (1 << LEFT_OUT);
                self.reach(Node { state, ..before }, layer, task.most_states);
            }
            Some(_) => {}
        }
    }

    /// Keeps a node of the layer that begins at `layer`, unless one in the same
    /// state earns as much.
    fn reach(&mut self, node: Node, layer: usize, most_states: usize) {
        self.work += 1;
        if (self.nodes.len() - layer) * 2 >= self.table.len() {
            self.widen(layer);
        }
        let mask = self.table.len() - 1;
        let mut slot = hash(node.state) & mask;
        loop {
            let (state, stamp, index) = self.table[slot];
            if stamp != self.stamp {
                if self.nodes.len() - layer <= most_states {
                    self.table[slot] = (node.state, self.stamp, self.nodes.len() as u32);
                    self.nodes.push(node);
                }
                return;
            }
            if state == node.state {
                let known = &mut self.nodes[index as usize];
                if node.earned > known.earned {
                    *known = node;
                }
                return;
            }
            slot = (slot + 1) & mask;
        }
    }

    /// Doubles the table and enters the layer anew.
    fn widen(&mut self, layer: usize) {
        let size = self.table.len() * 2;
        self.table = vec![(0, 0, 0); size];
        self.stamp = 1;
        for (index, node) in self.nodes.iter().enumerate().skip(layer) {
            let mut slot = hash(node.state) & (size - 1);
            while self.table[slot].1 == self.stamp {
                slot = (slot + 1) & (size - 1);
            }
            self.table[slot] = (node.state, self.stamp, index as u32);
        }
    }

    /// Writes the way that ends in `end` into the layout.
    fn carry_out(&mut self, layout: &mut Layout, rooms: &[usize], end: usize) {
        for card in self.cards.iter().filter(|card| card.fixed == OUT) {
            layout.take(card.stay as usize);
        }
        let mut node = end;
        for card in self.cards.iter().rev() {
            let Node { went, before, .. } = self.nodes[node];
            if card.fixed == OUT && went != OUT {
                layout.put(card.stay as usize, rooms[went as usize]);
            }
            node = before as usize;
        }
    }
}

/// Where in the table a state is looked for (Fibonacci hashing).
fn hash(state: u64) -> usize {
    (state.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as usize
}
