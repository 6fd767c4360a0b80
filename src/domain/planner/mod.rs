//! Automatic assignment: stays and rooms in, a plan out that is proved best or
//! says by how much at most it may fall short.
//!
//! A library of its own. It knows no booking screen, no row, no rule and no
//! clock; whoever asks has turned all that into an [`Instance`] and gives a
//! [`Budget`]. The same question with the same budget of steps has the same
//! answer.
//!
//! How it works, in the order to read it:
//!
//! 1. [`pieces`]: what cannot influence each other is taken apart.
//! 2. [`night_bound`]: how many can be placed if only numbers count.
//! 3. [`prices`]: a price on each stay makes every room a problem of its own
//!    ([`one_room`]); what the rooms then earn bounds every plan from above.
//! 4. [`sweep`] and [`dive`]: first plans out of the prices.
//! 5. [`replan`]: a handful of rooms planned afresh, exactly; the move all
//!    searching is made of, and the whole answer for a small piece.
//! 6. [`search`]: which rooms to plan afresh, led by the prices, until plan and
//!    bound meet or the budget ends.
//! 7. [`side_by_side`]: groups drawn together at the end.
//!
//! [`mod@make_room`] asks another question of the same parts: which fewest stays
//! must move so that one more gets a room.

pub mod aims;
pub mod budget;
mod dive;
mod draw;
pub mod instance;
mod keeping;
mod layout;
pub mod make_room;
mod night_bound;
mod one_room;
mod pieces;
pub mod plan;
mod prices;
mod reasons;
mod replan;
mod search;
mod side_by_side;
mod sweep;
#[cfg(test)]
pub(super) mod tests;
mod worth;

pub use aims::Aim;
pub use budget::{Budget, STEPS_A_SECOND};
pub use instance::{Choice, Hold, Instance, Nights, Room, Stay, Strategy};
pub use make_room::{RoomMade, RoomWanted, WhyNone, make_room};
pub use plan::{Placement, Plan, Reached, Reason};
pub use side_by_side::NEIGHBOUR;

use budget::Meter;
use keeping::Keeping;
use pieces::Piece;
use search::Search;
use side_by_side::{House, MostNeighbours};

/// One turn of all pieces.
struct Turn {
    /// How much of what is left of the budget, in tenths.
    tenths: u64,
    /// Only for pieces that may yet place more.
    only_short: bool,
    /// Every kind of work only once; the rest of a share is for later turns.
    only_once: bool,
}

/// First a look at everything, then the first aim, then the others.
const TURNS: [Turn; 4] = [
    Turn {
        tenths: 7,
        only_short: false,
        only_once: true,
    },
    Turn {
        tenths: 6,
        only_short: true,
        only_once: false,
    },
    Turn {
        tenths: 8,
        only_short: false,
        only_once: false,
    },
    Turn {
        tenths: 10,
        only_short: false,
        only_once: false,
    },
];

/// And once more where somebody may be without a room needlessly.
const MORE_TURNS: [Turn; 2] = [
    Turn {
        tenths: 9,
        only_short: true,
        only_once: false,
    },
    Turn {
        tenths: 10,
        only_short: false,
        only_once: false,
    },
];

/// Plans the instance within the budget.
pub fn plan(instance: &Instance, budget: Budget) -> Plan {
    plan_by(instance, &[], budget, true)
}

/// The same where stays have a room now (by place; no longer list than there are
/// stays): of plans that are equally good, one that moves few of them.
pub fn plan_anew(instance: &Instance, now: &[Option<usize>], budget: Budget) -> Plan {
    plan_by(instance, now, budget, true)
}

/// The same; `outright` says whether small pieces may be dealt out whole, which
/// tests switch off to see the search on questions they can check.
fn plan_by(instance: &Instance, now: &[Option<usize>], budget: Budget, outright: bool) -> Plan {
    let meter = Meter::new(budget);
    let keeping = Keeping::new(instance, now);
    let question = keeping
        .as_ref()
        .map_or(instance, |keeping| &keeping.instance);
    let pieces = pieces::pieces(question, instance.strategy.apart());
    let begin = |piece| match &keeping {
        None => Search::begin(piece, instance.strategy, &meter),
        Some(keeping) => {
            Search::begin_kept(piece, instance.strategy, keeping.layout(piece), &meter)
        }
    };
    let mut searches: Vec<Search> = pieces.iter().map(begin).collect();
    for search in &mut searches {
        search.outright = outright;
    }
    for turn in TURNS {
        take_turns(&mut searches, &pieces, &meter, &turn);
    }
    if searches.iter().any(|search| !search.places_most()) {
        meter.extend();
        for turn in MORE_TURNS {
            take_turns(&mut searches, &pieces, &meter, &turn);
        }
    }
    let mut room = vec![None; instance.stays.len()];
    for (search, piece) in searches.iter().zip(&pieces) {
        for (stay, &at) in search.layout.room.iter().enumerate() {
            room[piece.stay_of[stay]] = piece.room_of.get(at as usize).copied();
        }
    }
    let mut house = House::new(instance, room);
    house.improve(&meter);
    Plan {
        placed: house.placements(),
        unplaced: reasons::reasons(instance, &house.room),
        reached: reached(instance, (&searches, &pieces), keeping.as_ref(), &house),
        steps: meter.spent(),
    }
}

/// Gives every piece that is not proved best its share of the turn, by size;
/// what one does not need goes to the next.
fn take_turns(searches: &mut [Search], pieces: &[Piece], meter: &Meter, turn: &Turn) {
    let mark = meter.spent() + meter.left() / 10 * turn.tenths;
    let waits = |search: &Search| !(search.is_best() || turn.only_short && search.places_most());
    let weight = |piece: &Piece| piece.choices as u64 + 100;
    let waiting = searches
        .iter()
        .zip(pieces)
        .filter(|(search, _)| waits(search));
    let mut weights: u64 = waiting.map(|(_, piece)| weight(piece)).sum();
    for (search, piece) in searches.iter_mut().zip(pieces) {
        if meter.is_past(mark) {
            return;
        }
        if waits(search) {
            let left = u128::from(mark - meter.spent());
            let share = left * u128::from(weight(piece)) / u128::from(weights.max(1));
            search.run(meter, meter.spent() + share as u64, turn.only_once);
            weights -= weight(piece);
        }
    }
}

/// What the whole plan reaches, and what no plan passes.
fn reached(
    instance: &Instance,
    (searches, pieces): (&[Search], &[Piece]),
    keeping: Option<&Keeping>,
    house: &House,
) -> Vec<Reached> {
    let aims = instance.strategy.aims();
    // Where staying counts, the bounds on scores are in other terms.
    let plain = |aim: Aim, bound: &dyn Fn(&Search) -> i64| -> i64 {
        let bounds = searches.iter().zip(pieces);
        let in_points = bounds.map(|(search, piece)| match (keeping, aim) {
            (Some(keeping), Aim::Score | Aim::VipScore) => keeping.points(piece, bound(search)),
            _ => bound(search),
        });
        in_points.sum()
    };
    let sum = |of: &dyn Fn(&Search) -> i64| searches.iter().map(of).sum::<i64>();
    let everywhere: Vec<usize> = (0..instance.rooms.len()).collect();
    let values = house.reach(&everywhere);
    let most = if house.matters() {
        house.most_neighbours()
    } else {
        MostNeighbours::default()
    };
    // A bound on an aim holds for plans that reach as much in the aims before,
    // piece by piece. Where neighbours have mixed that up, only bounds that hold
    // for every plan remain.
    let mut as_before = true;
    let mut reached = Vec::new();
    for (place, &aim) in aims.iter().enumerate() {
        let bound = if as_before {
            plain(aim, &|search| search.bounds[place])
        } else {
            plain(aim, &|search| search.plain_bounds()[place])
        };
        let (bound, mixed) = match aim {
            Aim::SideBySide => (most.pairs, false),
            Aim::Score => (bound + most.points, false),
            Aim::VipScore => (bound + most.vip_points, most.vip_points > 0),
            Aim::Placed | Aim::VipsPlaced => (bound, false),
            Aim::FewShortGaps => (bound, values[place] != sum(&|search| search.reached[place])),
        };
        as_before &= !mixed;
        reached.push(Reached {
            aim,
            value: values[place],
            bound,
        });
    }
    reached
}
