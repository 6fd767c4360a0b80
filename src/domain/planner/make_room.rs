//! Making room: which fewest stays must change rooms so that one more gets one.
//!
//! Put the asked stay into a room, and whoever is in its way must leave; put
//! each of those into another room, and whoever is in *their* way must leave; and
//! so on until nobody is in the way. Every stay of a shortest answer is reached
//! like that, so looking at chains of no move, then of one, then of two … finds
//! the fewest, and the count of moves ruled out on the way is a proof
//! (iterative deepening, Korf 1985).
//!
//! Where chains get long, prices help from above: give each stay a point for
//! staying where it is, and a bound on the points is a bound on the moves; if not
//! even a plan that moves everybody can place them all, there is no answer. The
//! night bound shows most impossible cases at once.

use std::collections::HashSet;

use super::budget::{Budget, Meter};
use super::instance::{Instance, Strategy};
use super::layout::Layout;
use super::night_bound::night_bound;
use super::pieces::{NOT_A_CHOICE, Piece, pieces};
use super::search::Search;

/// What is asked.
pub struct RoomWanted<'a> {
    /// Rooms and stays. Every stay but the asked one has a room and may change
    /// to any of its choices; what may not move is held in its room instead.
    pub instance: &'a Instance,
    /// The room of each stay now; nothing for the asked one.
    pub now: &'a [Option<usize>],
    /// The stay that wants a room.
    pub asked: usize,
}

/// What is answered.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum RoomMade {
    /// It can be done.
    Moves {
        /// Who goes where, the asked stay first, then those that move.
        chain: Vec<(usize, usize)>,
        /// No plan needs fewer moves than this; equal to the chain's where the
        /// chain is proved shortest.
        at_least: usize,
    },
    /// It cannot be done, whoever moves.
    None(WhyNone),
    /// The budget ended first; if there is an answer it moves this many at least.
    Unknown {
        /// Moves ruled out below this number.
        at_least: usize,
    },
}

/// How it is known that there is no way.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum WhyNone {
    /// No room it may have is free of holds that do not move.
    NoChoice,
    /// On some nights there are more stays than rooms.
    NightsFull,
    /// There are rooms enough each night, but the holds that do not move cut
    /// them up: prices prove that one stay too many is left.
    CutUp,
    /// Every chain of moves has been followed to its end.
    AllTried,
}

/// Finds the fewest moves.
pub fn make_room(wanted: &RoomWanted, budget: Budget) -> RoomMade {
    let meter = Meter::new(budget);
    let mut scored = wanted.instance.clone();
    scored.strategy = Strategy::Plain;
    for (stay, now) in scored.stays.iter_mut().zip(wanted.now) {
        for choice in &mut stay.choices {
            choice.score = i32::from(*now == Some(choice.room)) * KEPT;
        }
    }
    let pieces = pieces(&scored, Strategy::Plain.apart());
    let Some(piece) = pieces
        .iter()
        .find(|piece| piece.stay_of.contains(&wanted.asked))
    else {
        return RoomMade::None(WhyNone::NoChoice);
    };
    if night_bound(piece, false) < piece.stays() {
        return RoomMade::None(WhyNone::NightsFull);
    }
    Question::new(piece, wanted).answer(&meter)
}

/// The point a stay gets for not moving, in the scores of the piece.
const KEPT: i32 = 1;
/// How much more a stay placed is worth than one not moved.
const PLACED: i64 = 12;
/// Steps spent on following chains before prices are asked.
const CHAINS_FIRST: u64 = 3_000_000;

/// One question in the numbering of its piece.
struct Question<'a> {
    piece: &'a Piece,
    asked: usize,
    now: Layout,
}

/// What following chains came to.
enum Chains {
    Found(Vec<(usize, usize)>),
    /// Nothing with so many moves.
    RuledOut,
    /// Nothing with any number of moves.
    Exhausted,
    OutOfBudget,
}

impl<'a> Question<'a> {
    fn new(piece: &'a Piece, wanted: &RoomWanted) -> Question<'a> {
        let mut now = Layout::empty(piece);
        for (at, &stay) in piece.stay_of.iter().enumerate() {
            let room = wanted.now[stay].and_then(|room| piece.room_of.binary_search(&room).ok());
            if let Some(room) = room.filter(|_| stay != wanted.asked) {
                now.put(at, room);
            }
        }
        let asked = piece
            .stay_of
            .iter()
            .position(|&stay| stay == wanted.asked)
            .unwrap_or(0);
        Question { piece, asked, now }
    }

    /// Chains of few moves, then prices, then longer chains.
    fn answer(&self, meter: &Meter) -> RoomMade {
        let mut at_least = 0;
        if let Some(answer) = self.deepen(
            meter,
            meter.spent() + CHAINS_FIRST,
            &mut at_least,
            usize::MAX,
        ) {
            return answer;
        }
        let mut search = Search::begin_from(self.piece, PLACED, self.now.clone(), meter);
        let mut known: Option<Vec<(usize, usize)>> = None;
        loop {
            let left = meter.left();
            search.run(meter, meter.spent() + left / 4, false);
            if (search.bounds[0] as usize) < self.piece.stays() {
                return RoomMade::None(WhyNone::CutUp);
            }
            if search.reached[0] as usize == self.piece.stays() {
                let chain = self.chain_of(&search.layout);
                let fewest = self.piece.stays()
                    - 1
                    - (search.bounds[1].max(0) as usize).min(self.piece.stays() - 1);
                at_least = at_least.max(fewest);
                if known.as_ref().is_none_or(|known| chain.len() < known.len()) {
                    known = Some(chain);
                }
            }
            let moves = known.as_ref().map_or(usize::MAX, |chain| chain.len() - 1);
            if moves <= at_least {
                break;
            }
            let mark = meter.spent() + meter.left() / 3;
            if let Some(answer) = self.deepen(meter, mark, &mut at_least, moves) {
                return answer;
            }
            if moves <= at_least || meter.is_over() {
                break;
            }
        }
        match known {
            Some(chain) => RoomMade::Moves {
                chain: self.outward(&chain),
                at_least,
            },
            None => RoomMade::Unknown { at_least },
        }
    }

    /// The asked stay and all that are not where they were.
    fn chain_of(&self, layout: &Layout) -> Vec<(usize, usize)> {
        let moved = (0..self.piece.stays())
            .filter(|&stay| stay != self.asked && layout.room[stay] != self.now.room[stay]);
        std::iter::once(self.asked)
            .chain(moved)
            .map(|stay| (stay, layout.room[stay] as usize))
            .collect()
    }

    /// The chain in the numbering of whoever asked.
    fn outward(&self, chain: &[(usize, usize)]) -> Vec<(usize, usize)> {
        chain
            .iter()
            .map(|&(stay, room)| (self.piece.stay_of[stay], self.piece.room_of[room]))
            .collect()
    }

    /// Follows chains of `at_least` moves, then of one more, below `known`.
    fn deepen(
        &self,
        meter: &Meter,
        mark: u64,
        at_least: &mut usize,
        known: usize,
    ) -> Option<RoomMade> {
        while *at_least < known && !meter.is_past(mark) {
            match Follow::new(self, *at_least, meter, mark).run() {
                Chains::Found(chain) => {
                    return Some(RoomMade::Moves {
                        chain: self.outward(&chain),
                        at_least: *at_least,
                    });
                }
                Chains::RuledOut => *at_least += 1,
                Chains::Exhausted => return Some(RoomMade::None(WhyNone::AllTried)),
                Chains::OutOfBudget => break,
            }
        }
        None
    }
}

/// Following every chain of at most so many moves.
struct Follow<'a> {
    question: &'a Question<'a>,
    meter: &'a Meter<'a>,
    mark: u64,
    most: usize,
    layout: Layout,
    /// Stays with their final room in this chain.
    settled: Vec<bool>,
    /// Stays put out and not yet placed.
    waiting: Vec<usize>,
    moved: usize,
    chain: Vec<(usize, usize)>,
    /// Positions seen, so that two orders of the same moves count once.
    seen: HashSet<u64>,
    /// Whether a chain was cut because it grew too long.
    cut: bool,
}

impl<'a> Follow<'a> {
    fn new(question: &'a Question<'a>, most: usize, meter: &'a Meter<'a>, mark: u64) -> Follow<'a> {
        Follow {
            question,
            meter,
            mark,
            most,
            layout: question.now.clone(),
            settled: vec![false; question.piece.stays()],
            waiting: vec![question.asked],
            moved: 0,
            chain: Vec::new(),
            seen: HashSet::new(),
            cut: false,
        }
    }

    fn run(mut self) -> Chains {
        match self.step() {
            Some(true) => Chains::Found(self.chain),
            Some(false) if self.cut => Chains::RuledOut,
            Some(false) => Chains::Exhausted,
            None => Chains::OutOfBudget,
        }
    }

    /// Places one waiting stay in every way; nothing when the budget ended.
    fn step(&mut self) -> Option<bool> {
        if self.waiting.is_empty() {
            return Some(true);
        }
        if self.meter.is_past(self.mark) {
            return None;
        }
        if !self.seen.insert(self.position()) {
            return Some(false);
        }
        let Some((at, ways)) = self.tightest() else {
            return Some(false);
        };
        let stay = self.waiting.swap_remove(at);
        for (_, room) in ways {
            let out = self.in_the_way(stay, room).unwrap_or_default();
            self.place(stay, room, &out);
            let found = self.step();
            if found != Some(false) {
                return found;
            }
            self.take_back(stay, room, &out);
        }
        self.waiting.push(stay);
        let last = self.waiting.len() - 1;
        self.waiting.swap(at, last);
        Some(false)
    }

    /// The waiting stay with the fewest ways to be placed within the moves left,
    /// and those ways, cheapest first. Nothing when some stay has none.
    fn tightest(&mut self) -> Option<(usize, Vec<(usize, usize)>)> {
        let mut tightest: Option<(usize, Vec<(usize, usize)>)> = None;
        for at in 0..self.waiting.len() {
            let stay = self.waiting[at];
            let mut ways = Vec::new();
            for room in 0..self.question.piece.rooms() {
                self.meter.charge(6);
                let Some(out) = self.in_the_way(stay, room) else {
                    continue;
                };
                if self.moved + out.len() <= self.most {
                    ways.push((out.len(), room));
                } else {
                    self.cut = true;
                }
            }
            if ways.is_empty() {
                return None;
            }
            if tightest
                .as_ref()
                .is_none_or(|known| ways.len() < known.1.len())
            {
                tightest = Some((at, ways));
            }
        }
        let (at, mut ways) = tightest?;
        ways.sort_unstable();
        Some((at, ways))
    }

    /// Who must leave for the stay to get the room; nothing where it cannot.
    fn in_the_way(&self, stay: usize, room: usize) -> Option<Vec<usize>> {
        let piece = self.question.piece;
        if piece.score(room, stay) == NOT_A_CHOICE || self.question.now.room[stay] == room as u32 {
            return None;
        }
        let nights = piece.nights[stay];
        let row = &self.layout.rows[room];
        let first = row.partition_point(|&other| piece.nights[other as usize].to <= nights.from);
        let mut out = Vec::new();
        for &other in &row[first..] {
            if piece.nights[other as usize].from >= nights.to {
                break;
            }
            if self.settled[other as usize] {
                return None;
            }
            out.push(other as usize);
        }
        Some(out)
    }

    fn place(&mut self, stay: usize, room: usize, out: &[usize]) {
        for &other in out {
            self.layout.take(other);
            self.waiting.push(other);
        }
        self.moved += out.len();
        self.layout.put(stay, room);
        self.settled[stay] = true;
        self.chain.push((stay, room));
    }

    fn take_back(&mut self, stay: usize, room: usize, out: &[usize]) {
        self.chain.pop();
        self.settled[stay] = false;
        self.layout.take(stay);
        self.moved -= out.len();
        self.waiting.truncate(self.waiting.len() - out.len());
        for &other in out {
            self.layout.put(other, room);
        }
    }

    /// A mark of who waits and who has been settled where.
    fn position(&self) -> u64 {
        let mix = |value: u64| {
            let mut z = value.wrapping_mul(0x9E37_79B9_7F4A_7C15);
            z = (z ^ (z >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            z ^ (z >> 32)
        };
        let waiting = self.waiting.iter().map(|&stay| mix(stay as u64 + 1));
        let settled = self
            .chain
            .iter()
            .map(|&(stay, room)| mix((stay as u64 + 1) << 32 | (room as u64 + 1)));
        waiting.chain(settled).fold(0, u64::wrapping_add)
    }
}
