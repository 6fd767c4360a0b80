//! The instance taken apart into pieces that cannot influence each other.
//!
//! Two stays belong together when they may compete for a room: they share a
//! choice and are not cut off from each other in time. Rooms of one type are
//! therefore a piece of their own, and a day on which none of a type's guests
//! stays over cuts it in two. Every piece is solved alone, with its own bound.

use super::instance::{Instance, Nights};

/// No room, or a room that is no choice.
pub(super) const NO_ROOM: u32 = u32::MAX;
/// The score of a room that is no choice.
pub(super) const NOT_A_CHOICE: i32 = i32::MIN;

/// Stays and rooms that only compete with each other, in the planner's own
/// numbering: stays by arrival, days from 0.
pub(super) struct Piece {
    /// Nights of each stay, in order of arrival, then departure.
    pub nights: Vec<Nights>,
    /// `scores[room * stays + stay]`, or [`NOT_A_CHOICE`].
    scores: Vec<i32>,
    /// What is held in each room, sorted, cut to the piece's days.
    pub held: Vec<Vec<Nights>>,
    /// Whether the stay's guest is a VIP.
    pub vip: Vec<bool>,
    /// Days of the piece: every night lies in `0..days`.
    pub days: i32,
    /// The stays by their place in the instance.
    pub stay_of: Vec<usize>,
    /// The rooms by their place in the instance.
    pub room_of: Vec<usize>,
    /// Number of (room, stay) pairs that are a choice.
    pub choices: usize,
}

impl Piece {
    /// How many stays.
    pub fn stays(&self) -> usize {
        self.nights.len()
    }

    /// How many rooms.
    pub fn rooms(&self) -> usize {
        self.room_of.len()
    }

    /// The score of a room for a stay; [`NOT_A_CHOICE`] where it is none.
    pub fn score(&self, room: usize, stay: usize) -> i32 {
        self.scores[room * self.nights.len() + stay]
    }

    /// The largest score there is, up or down; one at least.
    pub fn largest_score(&self) -> i64 {
        let choices = self.scores.iter().filter(|&&score| score != NOT_A_CHOICE);
        choices
            .map(|&score| i64::from(score).abs())
            .max()
            .unwrap_or(0)
            .max(1)
    }

    /// The best score a stay can get.
    pub fn best_score(&self, stay: usize) -> i64 {
        let scores = (0..self.rooms()).map(|room| self.score(room, stay));
        scores
            .filter(|&score| score != NOT_A_CHOICE)
            .max()
            .map_or(0, i64::from)
    }

    /// The largest number all scores are multiples of; one at least.
    pub fn grain(&self) -> i64 {
        self.grain_over(1)
    }

    /// The same of what the scores are in whole multiples of a factor.
    pub fn grain_over(&self, factor: i64) -> i64 {
        let choices = self.scores.iter().filter(|&&score| score != NOT_A_CHOICE);
        choices
            .fold(0, |grain, &score| {
                common_divisor(grain, i64::from(score).div_euclid(factor).abs())
            })
            .max(1)
    }

    /// Scores of one room for every stay.
    pub fn scores_of(&self, room: usize) -> &[i32] {
        let stays = self.nights.len();
        &self.scores[room * stays..(room + 1) * stays]
    }
}

/// The pieces of an instance, smallest first. `apart` is how many nights
/// must lie between two stays in one room for neither to feel the other.
/// Stays without any choice are in no piece.
pub(super) fn pieces(instance: &Instance, apart: i32) -> Vec<Piece> {
    let open = open_choices(instance);
    let mut rooms = Union::new(instance.rooms.len());
    for choices in &open {
        for pair in choices.windows(2) {
            rooms.join(pair[0].0, pair[1].0);
        }
    }
    let mut stays: Vec<usize> = (0..instance.stays.len())
        .filter(|&stay| !open[stay].is_empty())
        .collect();
    stays.sort_by_key(|&stay| {
        let family = rooms.root(open[stay][0].0);
        (family, instance.stays[stay].nights, stay)
    });
    let mut found: Vec<Piece> = Vec::new();
    let mut start = 0;
    let mut last_out = i32::MIN;
    for at in 0..=stays.len() {
        let cut = at == stays.len()
            || at > start && {
                let family = |stay: usize, rooms: &mut Union| rooms.root(open[stay][0].0);
                family(stays[at], &mut rooms) != family(stays[start], &mut rooms)
                    || instance.stays[stays[at]].nights.from >= last_out.saturating_add(apart)
            };
        if cut && at > start {
            found.push(piece(instance, &open, &stays[start..at], apart));
            start = at;
            last_out = i32::MIN;
        }
        if at < stays.len() {
            last_out = last_out.max(instance.stays[stays[at]].nights.to);
        }
    }
    found.sort_by_key(|piece| (piece.choices, piece.stay_of[0]));
    found
}

/// The rooms each stay can really be given: its choices less the rooms held.
fn open_choices(instance: &Instance) -> Vec<Vec<(usize, i32)>> {
    let held: Vec<Vec<Nights>> = instance
        .rooms
        .iter()
        .map(|room| joined(&room.held))
        .collect();
    let open = |stay: &super::instance::Stay| {
        let mut choices: Vec<(usize, i32)> = stay
            .choices
            .iter()
            .filter(|choice| choice.room < held.len() && is_free(&held[choice.room], stay.nights))
            .map(|choice| (choice.room, choice.score))
            .collect();
        choices.sort_unstable();
        choices.dedup_by_key(|choice| choice.0);
        choices
    };
    let lasting = |stay: &super::instance::Stay| stay.nights.count() > 0;
    let stays = instance.stays.iter();
    stays
        .map(|stay| {
            if lasting(stay) {
                open(stay)
            } else {
                Vec::new()
            }
        })
        .collect()
}

/// What is held, in order; holds with no free night between them are one.
pub(super) fn joined(held: &[super::instance::Hold]) -> Vec<Nights> {
    let mut nights: Vec<Nights> = held
        .iter()
        .map(|hold| hold.nights)
        .filter(|nights| nights.count() > 0)
        .collect();
    nights.sort_unstable();
    let mut runs: Vec<Nights> = Vec::with_capacity(nights.len());
    for next in nights {
        match runs.last_mut() {
            Some(last) if next.from <= last.to => last.to = last.to.max(next.to),
            _ => runs.push(next),
        }
    }
    runs
}

/// Whether none of the sorted holds touches the nights.
fn is_free(held: &[Nights], nights: Nights) -> bool {
    let after = held.partition_point(|hold| hold.to <= nights.from);
    held.get(after).is_none_or(|hold| hold.from >= nights.to)
}

/// The piece made of these stays (already in order of arrival), with the days
/// before and after on which a hold is still felt.
fn piece(instance: &Instance, open: &[Vec<(usize, i32)>], stays: &[usize], apart: i32) -> Piece {
    let mut room_of: Vec<usize> = stays
        .iter()
        .flat_map(|&stay| open[stay].iter().map(|choice| choice.0))
        .collect();
    room_of.sort_unstable();
    room_of.dedup();
    let origin = stays
        .iter()
        .map(|&stay| instance.stays[stay].nights.from)
        .min()
        .unwrap_or(0)
        - apart;
    let shift = |nights: Nights| Nights::new(nights.from - origin, nights.to - origin);
    let nights: Vec<Nights> = stays
        .iter()
        .map(|&stay| shift(instance.stays[stay].nights))
        .collect();
    let days = nights.iter().map(|nights| nights.to).max().unwrap_or(0) + apart;
    let mut scores = vec![NOT_A_CHOICE; room_of.len() * stays.len()];
    let mut choices = 0;
    for (at, &stay) in stays.iter().enumerate() {
        for &(room, score) in &open[stay] {
            let row = room_of.partition_point(|&known| known < room);
            scores[row * stays.len() + at] = score;
            choices += 1;
        }
    }
    let near = |hold: &Nights| hold.to > 0 && hold.from < days;
    let held = room_of
        .iter()
        .map(|&room| {
            joined(&instance.rooms[room].held)
                .into_iter()
                .map(shift)
                .filter(near)
                .collect()
        })
        .collect();
    Piece {
        nights,
        scores,
        held,
        vip: stays.iter().map(|&stay| instance.stays[stay].vip).collect(),
        days,
        stay_of: stays.to_vec(),
        room_of,
        choices,
    }
}

/// Euclid's algorithm.
fn common_divisor(one: i64, other: i64) -> i64 {
    if other == 0 {
        one
    } else {
        common_divisor(other, one % other)
    }
}

/// Which rooms belong together: a forest of parents.
struct Union(Vec<usize>);

impl Union {
    fn new(count: usize) -> Union {
        Union((0..count).collect())
    }

    fn root(&mut self, mut one: usize) -> usize {
        while self.0[one] != one {
            self.0[one] = self.0[self.0[one]];
            one = self.0[one];
        }
        one
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        self.0[one.max(other)] = one.min(other);
    }
}
