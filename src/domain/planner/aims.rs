//! What a strategy aims at, in order, and what that makes a placed stay worth.

use serde::{Deserialize, Serialize};

use super::instance::Strategy;
use super::layout::Layout;
use super::pieces::{NO_ROOM, NOT_A_CHOICE, Piece};

/// Something a plan can have more or less of; more is better.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Aim {
    /// VIPs with a room.
    VipsPlaced,
    /// Stays with a room.
    Placed,
    /// The scores of the VIPs' rooms.
    VipScore,
    /// New short gaps, counted below zero.
    #[serde(rename = "short_gaps_below_zero")]
    FewShortGaps,
    /// Neighbours of one group or one kind.
    SideBySide,
    /// The scores of all rooms given.
    Score,
}

/// Nights of free run that a short gap may have.
pub(super) const SHORT: i32 = 2;

impl Strategy {
    /// The aims, first things first.
    pub fn aims(self) -> &'static [Aim] {
        match self {
            Strategy::Plain => &[Aim::Placed, Aim::Score],
            Strategy::OptimizeOccupancy => &[Aim::Placed, Aim::FewShortGaps, Aim::Score],
            Strategy::GroupByType => &[Aim::Placed, Aim::SideBySide, Aim::Score],
            Strategy::VipFirst => &[
                Aim::VipsPlaced,
                Aim::Placed,
                Aim::VipScore,
                Aim::FewShortGaps,
                Aim::Score,
            ],
        }
    }

    /// Whether short gaps matter.
    pub(super) fn minds_gaps(self) -> bool {
        self.aims().contains(&Aim::FewShortGaps)
    }

    /// Nights between two stays in a room from which neither feels the other.
    pub(super) fn apart(self) -> i32 {
        if self.minds_gaps() { SHORT + 1 } else { 0 }
    }
}

/// Weights that turn several aims into one sum.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Weights {
    /// For each stay placed.
    pub placed: i64,
    /// For each VIP placed, besides.
    pub vip: i64,
    /// For each point of score.
    pub score: i64,
    /// For each point of a VIP's score, besides.
    pub vip_score: i64,
    /// Taken off for each new short gap.
    pub gap: i64,
}

impl Weights {
    /// What a room earns by a stay.
    pub fn worth(&self, vip: bool, score: i32) -> i64 {
        let score = i64::from(score);
        let vips = if vip {
            self.vip + self.vip_score * score
        } else {
            0
        };
        self.placed + self.score * score + vips
    }

    /// Weights under which a plan of at most some hundred stays is better
    /// exactly when it is better in the order of the aims. Larger plans are
    /// compared aim by aim ([`tally`]); this is for planning a few rooms afresh.
    pub fn in_order(strategy: Strategy, piece: &Piece) -> Weights {
        let most = piece.largest_score();
        let mut together = i128::from(piece.stays().clamp(8, 512) as i64);
        loop {
            let mut weights = Weights::default();
            // What everything after an aim can add up to, at most.
            let mut after: i128 = 0;
            for aim in strategy.aims().iter().rev() {
                let unit = after + 1;
                let (slot, range) = match aim {
                    Aim::VipsPlaced => (&mut weights.vip, together),
                    Aim::Placed => (&mut weights.placed, together),
                    Aim::VipScore => (&mut weights.vip_score, 2 * together * i128::from(most)),
                    Aim::FewShortGaps => (&mut weights.gap, 2 * together),
                    Aim::Score => (&mut weights.score, 2 * together * i128::from(most)),
                    Aim::SideBySide => continue,
                };
                *slot = i64::try_from(unit).unwrap_or(i64::MAX / 4);
                after += unit * range;
            }
            if after < i128::from(i64::MAX / 4) || together <= 8 {
                return weights;
            }
            together /= 2;
        }
    }

    /// The same for the aims that count stays alone.
    pub fn counting(strategy: Strategy, piece: &Piece) -> Weights {
        let all = Weights::in_order(strategy, piece);
        let one = all.placed.max(1);
        Weights {
            placed: 1,
            vip: all.vip / one,
            ..Weights::default()
        }
    }

    /// Weights for a bound on the aim at `place` among plans that reach exactly
    /// what is given in all aims before it. The weights of earlier aims are
    /// multipliers: any value gives a true bound, these give close ones.
    pub fn for_bound(strategy: Strategy, place: usize, piece: &Piece) -> Weights {
        let most = piece.largest_score();
        let mut weights = Weights::default();
        let (aims, aim) = (strategy.aims(), strategy.aims()[place]);
        let scored = matches!(aim, Aim::Score | Aim::VipScore);
        for &aim in &aims[..=place] {
            match aim {
                Aim::Placed => weights.placed = if scored { 3 * most } else { 1000 },
                Aim::VipsPlaced => weights.vip = if scored { 3 * most } else { 1000 },
                Aim::FewShortGaps => weights.gap = if scored { most } else { 300 },
                Aim::Score => weights.score = 1,
                Aim::VipScore => weights.vip_score = 1,
                Aim::SideBySide => {}
            }
        }
        weights
    }

    /// The weight of one unit of an aim.
    pub fn of(&self, aim: Aim) -> i64 {
        match aim {
            Aim::VipsPlaced => self.vip,
            Aim::Placed => self.placed,
            Aim::VipScore => self.vip_score,
            Aim::FewShortGaps => self.gap,
            Aim::Score => self.score,
            Aim::SideBySide => 0,
        }
    }
}

/// What a layout reaches in each aim, in their order: compare as tuples.
/// Neighbours count for nothing here; they are not a piece's own affair.
pub(super) fn tally(piece: &Piece, strategy: Strategy, layout: &Layout) -> Vec<i64> {
    let placed = || (0..piece.stays()).filter(|&stay| layout.room[stay] != NO_ROOM);
    let score = |stay: usize| {
        let score = piece.score(layout.room[stay] as usize, stay);
        debug_assert!(score != NOT_A_CHOICE);
        i64::from(score)
    };
    let reached = |aim: &Aim| match aim {
        Aim::VipsPlaced => placed().filter(|&stay| piece.vip[stay]).count() as i64,
        Aim::Placed => placed().count() as i64,
        Aim::VipScore => placed().filter(|&stay| piece.vip[stay]).map(score).sum(),
        Aim::FewShortGaps => -(0..piece.rooms())
            .map(|room| short_gaps(piece, layout, room))
            .sum::<i64>(),
        Aim::SideBySide => 0,
        Aim::Score => placed().map(score).sum(),
    };
    strategy.aims().iter().map(reached).collect()
}

/// New short gaps in a room: free runs of one or two nights between two holds
/// of which one at least is a stay of the plan.
fn short_gaps(piece: &Piece, layout: &Layout, room: usize) -> i64 {
    let stays = layout.rows[room]
        .iter()
        .map(|&stay| (piece.nights[stay as usize], true));
    let held = piece.held[room].iter().map(|&nights| (nights, false));
    let mut holds: Vec<_> = stays.chain(held).collect();
    holds.sort_unstable();
    let new_gap = |pair: &&[(super::instance::Nights, bool)]| {
        let run = pair[1].0.from - pair[0].0.to;
        (1..=SHORT).contains(&run) && (pair[0].1 || pair[1].1)
    };
    holds.windows(2).filter(new_gap).count() as i64
}
