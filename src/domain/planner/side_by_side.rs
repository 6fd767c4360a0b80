//! Neighbours: members of a group next door to each other, equal kinds side by
//! side.
//!
//! Who is beside whom ties rooms together that the pieces keep apart, so it is
//! looked after last, over the whole plan: two rooms exchange what they hold over
//! a run of days at whose ends neither is taken across (the tails of two rooms
//! swapped twice). Such an exchange never displaces anybody, so the number placed
//! is safe; it stays when the plan is better in the order of the aims.

use std::collections::BTreeMap;

use super::aims::{Aim, SHORT};
use super::budget::Meter;
use super::instance::{Instance, Nights, Strategy};
use super::pieces::joined;
use super::plan::Placement;

/// Points to each member of a group for each member next door.
pub const NEIGHBOUR: i32 = 10;
/// What a pair of a group counts beside a pair of one kind, where they are
/// drawn together.
const GROUP_PAIR: i64 = 10;

/// Who is where over the whole instance.
pub(super) struct House<'a> {
    instance: &'a Instance,
    /// The room of each stay, if it has one.
    pub room: Vec<Option<usize>>,
    /// The stays of each room, in any order.
    rows: Vec<Vec<usize>>,
    /// `score[stay]`: pairs of room and score, by room.
    scores: Vec<Vec<(usize, i32)>>,
    /// Whether anything here depends on neighbours.
    matters: bool,
}

impl<'a> House<'a> {
    /// The house as planned piece by piece.
    pub fn new(instance: &'a Instance, room: Vec<Option<usize>>) -> House<'a> {
        let mut rows = vec![Vec::new(); instance.rooms.len()];
        for (stay, room) in room.iter().enumerate() {
            if let Some(room) = *room {
                rows[room].push(stay);
            }
        }
        let scores = instance.stays.iter().map(|stay| {
            let mut choices: Vec<_> = stay
                .choices
                .iter()
                .map(|choice| (choice.room, choice.score))
                .collect();
            choices.sort_unstable();
            choices.dedup_by_key(|choice| choice.0);
            choices
        });
        let scores = scores.collect();
        let grouped = instance.stays.iter().any(|stay| stay.group.is_some());
        let beside = instance.rooms.iter().any(|room| !room.beside.is_empty());
        let kinds = instance.strategy == Strategy::GroupByType;
        House {
            instance,
            room,
            rows,
            scores,
            matters: beside && (grouped || kinds),
        }
    }

    /// Whether anything here depends on neighbours.
    pub fn matters(&self) -> bool {
        self.matters
    }

    /// The score of a room for a stay, if it may have it.
    pub fn score(&self, stay: usize, room: usize) -> Option<i32> {
        let choices = &self.scores[stay];
        choices
            .binary_search_by_key(&room, |choice| choice.0)
            .ok()
            .map(|at| choices[at].1)
    }

    /// Exchanges runs of rooms while that makes the plan better.
    pub fn improve(&mut self, meter: &Meter) {
        let mut better = self.matters;
        while better && !meter.is_over() {
            better = false;
            for stay in 0..self.room.len() {
                meter.charge(self.room.len() as u64 / 2);
                for room in self.wanted(stay) {
                    if meter.is_over() {
                        return;
                    }
                    meter.charge(100 + self.rows[room].len() as u64 * 20);
                    better |= self.try_exchange(stay, room);
                }
            }
        }
    }

    /// Rooms next door to those the stay would like to be near.
    fn wanted(&self, stay: usize) -> Vec<usize> {
        let Some(own) = self.room[stay] else {
            return Vec::new();
        };
        let nights = self.instance.stays[stay].nights;
        let mut wanted: Vec<usize> = Vec::new();
        for other in 0..self.instance.rooms.len() {
            if other != own && self.liking(stay, other, nights) > 0 {
                wanted.extend(&self.instance.rooms[other].beside);
            }
        }
        wanted.sort_unstable();
        wanted.dedup();
        wanted.retain(|&room| room != own && room < self.rows.len());
        wanted
    }

    /// How much the stay likes to be beside a room: pairs it would make.
    fn liking(&self, stay: usize, room: usize, nights: Nights) -> i64 {
        let one = &self.instance.stays[stay];
        let pair = |other: Option<u32>, kind: Option<u32>| {
            if other.is_some() && other == one.group {
                GROUP_PAIR
            } else {
                i64::from(self.instance.strategy == Strategy::GroupByType && kind == Some(one.kind))
            }
        };
        let stays = self.rows[room].iter().filter(|&&other| other != stay);
        let stays = stays.map(|&other| &self.instance.stays[other]);
        let stays = stays
            .filter(|other| other.nights.overlaps(nights))
            .map(|other| pair(other.group, Some(other.kind)));
        let held = self.instance.rooms[room].held.iter();
        let held = held
            .filter(|hold| hold.nights.overlaps(nights))
            .map(|hold| pair(hold.group, None));
        stays.sum::<i64>() + held.sum::<i64>()
    }

    /// Exchanges the stay's run of nights with a room if that is better.
    fn try_exchange(&mut self, stay: usize, other: usize) -> bool {
        let Some(own) = self.room[stay] else {
            return false;
        };
        if own == other || self.score(stay, other).is_none() {
            return false;
        }
        let run = self.common_run(own, other, self.instance.stays[stay].nights);
        let inside = |room: usize| -> Vec<usize> {
            let stays = self.rows[room].iter().copied();
            stays
                .filter(|&one| self.instance.stays[one].nights.overlaps(run))
                .collect()
        };
        let (mine, theirs) = (inside(own), inside(other));
        if !self.may_all(&mine, other) || !self.may_all(&theirs, own) {
            return false;
        }
        let before = self.value(own, other);
        self.exchange(own, other, &mine, &theirs);
        if self.value(own, other) > before {
            return true;
        }
        self.exchange(other, own, &mine, &theirs);
        false
    }

    /// The shortest run around the nights at whose ends no stay of either room
    /// is cut.
    fn common_run(&self, one: usize, other: usize, nights: Nights) -> Nights {
        let mut run = nights;
        loop {
            let before = run;
            for &stay in self.rows[one].iter().chain(&self.rows[other]) {
                let nights = self.instance.stays[stay].nights;
                if nights.overlaps(run) {
                    run = Nights::new(run.from.min(nights.from), run.to.max(nights.to));
                }
            }
            if run == before {
                return run;
            }
        }
    }

    /// Whether all the stays may have the room, as far as it is not theirs to
    /// share out.
    fn may_all(&self, stays: &[usize], room: usize) -> bool {
        stays.iter().all(|&stay| {
            let nights = self.instance.stays[stay].nights;
            let held = &self.instance.rooms[room].held;
            self.score(stay, room).is_some()
                && !held.iter().any(|hold| hold.nights.overlaps(nights))
        })
    }

    fn exchange(&mut self, one: usize, other: usize, mine: &[usize], theirs: &[usize]) {
        self.rows[one].retain(|stay| !mine.contains(stay));
        self.rows[other].retain(|stay| !theirs.contains(stay));
        self.rows[one].extend(theirs);
        self.rows[other].extend(mine);
        for &stay in mine {
            self.room[stay] = Some(other);
        }
        for &stay in theirs {
            self.room[stay] = Some(one);
        }
    }

    /// What two rooms and their neighbours reach, aim by aim. Enough to compare
    /// two plans that differ in those rooms only.
    fn value(&self, one: usize, other: usize) -> Vec<i64> {
        let rooms = &self.instance.rooms;
        let mut near = vec![one, other];
        near.extend(
            rooms[one]
                .beside
                .iter()
                .chain(&rooms[other].beside)
                .copied()
                .filter(|&room| room < rooms.len()),
        );
        near.sort_unstable();
        near.dedup();
        self.reach(&near)
    }

    /// What the given rooms reach in each aim.
    pub fn reach(&self, rooms: &[usize]) -> Vec<i64> {
        let stays = || {
            rooms
                .iter()
                .flat_map(|&room| self.rows[room].iter().map(move |&stay| (stay, room)))
        };
        let vip = |&(stay, _): &(usize, usize)| self.instance.stays[stay].vip;
        let score = |(stay, room): (usize, usize)| {
            i64::from(self.score(stay, room).unwrap_or(0)) + i64::from(self.neighbours(stay, room))
        };
        let reach = |aim: &Aim| match aim {
            Aim::VipsPlaced => stays().filter(vip).count() as i64,
            Aim::Placed => stays().count() as i64,
            Aim::VipScore => stays().filter(vip).map(score).sum(),
            Aim::FewShortGaps => -rooms.iter().map(|&room| self.short_gaps(room)).sum::<i64>(),
            Aim::SideBySide => stays().map(|(stay, room)| self.pairs(stay, room)).sum(),
            Aim::Score => stays().map(score).sum(),
        };
        self.instance.strategy.aims().iter().map(reach).collect()
    }

    /// What the neighbours of a placed stay count.
    fn pairs(&self, stay: usize, room: usize) -> i64 {
        let nights = self.instance.stays[stay].nights;
        let beside = self.instance.rooms[room]
            .beside
            .iter()
            .filter(|&&next| next < self.rows.len());
        beside.map(|&next| self.liking(stay, next, nights)).sum()
    }

    /// Points a placed stay gets for group members next door: once for each
    /// neighbouring room in which one stays at the same time.
    pub fn neighbours(&self, stay: usize, room: usize) -> i32 {
        let one = &self.instance.stays[stay];
        if one.group.is_none() {
            return 0;
        }
        let near = |&&next: &&usize| {
            let Some(row) = self.rows.get(next) else {
                return false;
            };
            let mates = row.iter().map(|&other| &self.instance.stays[other]);
            let held = self.instance.rooms[next].held.iter();
            mates
                .map(|mate| (mate.group, mate.nights))
                .chain(held.map(|hold| (hold.group, hold.nights)))
                .any(|(group, nights)| group == one.group && nights.overlaps(one.nights))
        };
        self.instance.rooms[room].beside.iter().filter(near).count() as i32 * NEIGHBOUR
    }

    /// New short gaps of a room.
    fn short_gaps(&self, room: usize) -> i64 {
        let stays = self.rows[room]
            .iter()
            .map(|&stay| (self.instance.stays[stay].nights, true));
        let held = joined(&self.instance.rooms[room].held)
            .into_iter()
            .map(|nights| (nights, false));
        let mut holds: Vec<_> = stays.chain(held).collect();
        holds.sort_unstable();
        let new_gap = |pair: &&[(Nights, bool)]| {
            (1..=SHORT).contains(&(pair[1].0.from - pair[0].0.to)) && (pair[0].1 || pair[1].1)
        };
        holds.windows(2).filter(new_gap).count() as i64
    }

    /// Who is where, for the plan.
    pub fn placements(&self) -> Vec<Placement> {
        let placed = self
            .room
            .iter()
            .enumerate()
            .filter_map(|(stay, room)| Some((stay, (*room)?)));
        placed
            .map(|(stay, room)| Placement {
                stay,
                room,
                score: self.score(stay, room).unwrap_or(0),
                neighbours: self.neighbours(stay, room),
            })
            .collect()
    }

    /// The most that neighbours could add to each aim in any plan: every stay
    /// beside every mate it meets, every room beside it with a mate.
    pub fn most_neighbours(&self) -> MostNeighbours {
        let stays = &self.instance.stays;
        let held = self.instance.rooms.iter().flat_map(|room| &room.held);
        let groups = stays
            .iter()
            .filter_map(|stay| Some((stay.group?, stay.nights)));
        let groups =
            Meetings::of(groups.chain(held.filter_map(|hold| Some((hold.group?, hold.nights)))));
        let kinds = Meetings::of(stays.iter().map(|stay| (stay.kind, stay.nights)));
        let alike = self.instance.strategy == Strategy::GroupByType;
        let mut most = MostNeighbours::default();
        for stay in stays {
            let mates = stay.group.map_or(0, |group| groups.met(group, stay.nights));
            most.pairs += mates * GROUP_PAIR;
            if alike {
                most.pairs += kinds.met(stay.kind, stay.nights);
            }
            if mates > 0 {
                let rooms = stay
                    .choices
                    .iter()
                    .filter_map(|choice| self.instance.rooms.get(choice.room));
                let widest = rooms.map(|room| room.beside.len()).max().unwrap_or(0) as i64;
                let points = widest * i64::from(NEIGHBOUR);
                most.points += points;
                most.vip_points += if stay.vip { points } else { 0 };
            }
        }
        most
    }
}

/// See [`House::most_neighbours`].
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct MostNeighbours {
    /// For [`Aim::SideBySide`].
    pub pairs: i64,
    /// For [`Aim::Score`].
    pub points: i64,
    /// For [`Aim::VipScore`].
    pub vip_points: i64,
}

/// Arrivals and departures of each class, in order.
struct Meetings(BTreeMap<u32, (Vec<i32>, Vec<i32>)>);

impl Meetings {
    fn of(members: impl Iterator<Item = (u32, Nights)>) -> Meetings {
        let mut classes: BTreeMap<u32, (Vec<i32>, Vec<i32>)> = BTreeMap::new();
        for (class, nights) in members {
            let (arrivals, departures) = classes.entry(class).or_default();
            arrivals.push(nights.from);
            departures.push(nights.to);
        }
        for (arrivals, departures) in classes.values_mut() {
            arrivals.sort_unstable();
            departures.sort_unstable();
        }
        Meetings(classes)
    }

    /// How many of a class share a night with one of its members, itself apart.
    fn met(&self, class: u32, nights: Nights) -> i64 {
        let Some((arrivals, departures)) = self.0.get(&class) else {
            return 0;
        };
        let come = arrivals.partition_point(|&from| from < nights.to);
        let gone = departures.partition_point(|&to| to <= nights.from);
        (come as i64 - gone as i64 - 1).max(0)
    }
}
