//! What each room earns by each stay, all aims in one sum.

use super::aims::Weights;
use super::pieces::{NOT_A_CHOICE, Piece};

/// What each placed stay earns, as one sum over all aims.
pub(super) struct Worth {
    of: Vec<i64>,
    /// What a short gap costs.
    pub gap: i64,
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
    pub fn at(&self, room: usize, stay: usize) -> i64 {
        self.of[room * self.stays + stay]
    }
}
