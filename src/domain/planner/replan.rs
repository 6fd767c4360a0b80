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

use super::aims::{SHORT, Weights};
use super::draw::Draw;
use super::instance::Nights;
use super::layout::Layout;
use super::pieces::{NO_ROOM, NOT_A_CHOICE, Piece};

/// Most rooms planned together.
pub(super) const MOST_ROOMS: usize = 7;
/// Days a window may span: what a state's byte can count.
pub(super) const MOST_DAYS: i32 = 240;

/// What each placed stay earns, as one sum over all aims.
pub(super) struct Worth {
    of: Vec<i64>,
    gap: i64,
    stays: usize,
}

impl Worth {
    /// What each room earns by each stay.
    pub fn new(piece: &Piece, weights: &Weights) -> Worth {
        let mut of = Vec::with_capacity(piece.rooms() * piece.stays());
        for room in 0..piece.rooms() {
            of.extend(
                piece
                    .scores_of(room)
                    .iter()
                    .zip(&piece.vip)
                    .map(|(&score, &vip)| {
                        if score == NOT_A_CHOICE {
                            i64::MIN
                        } else {
                            weights.worth(vip, score)
                        }
                    }),
            );
        }
        Worth {
            of,
            gap: weights.gap,
            stays: piece.stays(),
        }
    }

    /// A worth of no rooms, to stand in while the true one is lent out.
    pub fn nothing() -> Worth {
        Worth {
            of: Vec::new(),
            gap: 0,
            stays: 0,
        }
    }

    /// What the room earns by the stay; [`i64::MIN`] where it is no choice.
    fn at(&self, room: usize, stay: usize) -> i64 {
        self.of[room * self.stays + stay]
    }
}

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

/// One way of having dealt out the first cards.
#[derive(Clone, Copy)]
struct Node {
    /// Per room a byte that says how long it is taken; above them how many
    /// stays were left out.
    state: u64,
    earned: i64,
    before: u32,
    /// The place among the rooms the last card went to, or [`OUT`].
    went: u8,
}

/// The mark of a stay left out.
const OUT: u8 = u8::MAX;
/// Where in a state the number left out is kept.
const LEFT_OUT: u32 = 56;

/// What is dealt: a stay, or nights of one room that do not move.
#[derive(Clone, Copy)]
struct Card {
    from: i32,
    to: i32,
    /// The stay; [`NO_ROOM`] for nights held by others.
    stay: u32,
    /// The only place it can go, or [`OUT`] for a stay that can go anywhere.
    fixed: u8,
    /// For nights held: the day the hold before it in its room ended. An empty
    /// run between those two was there before.
    old_run_from: i32,
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

/// What stays the same while the cards are dealt.
struct Deal<'a> {
    worth: &'a Worth,
    rooms: &'a [usize],
    /// First day of the window.
    from: i32,
    /// Days a room remembers a departure.
    echo: i32,
    /// The rooms' bytes on the first day.
    start: [u8; MOST_ROOMS],
}

impl Deal<'_> {
    fn first_state(&self) -> u64 {
        let bytes = self.start.iter().take(self.rooms.len()).enumerate();
        bytes.fold(0, |state, (place, &byte)| {
            state | u64::from(byte) << (place * 8)
        })
    }

    /// The way that gives the card to a place, if its room is free.
    fn place(&self, card: &Card, before: Node, place: usize, gain: i64) -> Option<Node> {
        let shift = place as u32 * 8;
        let byte = (before.state >> shift & 0xFF) as i32;
        if byte > self.echo {
            return None;
        }
        let mut earned = before.earned + gain;
        if byte > 0 {
            let run = self.echo - byte;
            if run > 0 && card.old_run_from != card.from - run {
                earned -= self.worth.gap;
            }
        }
        let taken = (card.to - card.from + self.echo) as u64;
        let state = before.state & !(0xFF << shift) | taken << shift;
        Some(Node {
            state,
            earned,
            before: before.before,
            went: place as u8,
        })
    }
}

/// The state some days later: every room that much nearer to being free.
fn days_pass(state: u64, days: u64, rooms: usize) -> u64 {
    if days == 0 {
        return state;
    }
    let mut later = state >> LEFT_OUT << LEFT_OUT;
    for room in 0..rooms {
        let shift = room as u32 * 8;
        later |= (state >> shift & 0xFF).saturating_sub(days) << shift;
    }
    later
}

/// Where in the table a state is looked for (Fibonacci hashing).
fn hash(state: u64) -> usize {
    (state.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as usize
}
