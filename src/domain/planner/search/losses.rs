//! Where a plan falls short of its prices: what each room loses against its own
//! best choice.

use super::super::draw::Draw;
use super::super::layout::Layout;
use super::super::pieces::Piece;
use super::super::prices::Prices;

/// Where rooms earn less than their best choice would.
#[derive(Default)]
pub(super) struct Losses {
    /// Running sums of the losses, with the room and the day it begins.
    sums: Vec<(i64, u32, i32)>,
}

impl Losses {
    /// Goes through every room, stay by stay.
    pub(super) fn weigh(&mut self, piece: &Piece, layout: &Layout, prices: &Prices) {
        self.sums.clear();
        let mut sum = 0;
        for room in 0..piece.rooms() {
            let (mut free, mut touching) = (0, false);
            let mut note = |loss: i64, day: i32| {
                if loss > 0 {
                    sum += loss;
                    self.sums.push((sum, room as u32, day));
                }
            };
            for &stay in &layout.rows[room] {
                note(
                    prices.loss(room, free, touching, piece, stay as usize),
                    free,
                );
                (free, touching) = (piece.nights[stay as usize].to, true);
            }
            note(prices.rest(room, free, touching), free);
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.sums.is_empty()
    }

    /// A room and a day, the likelier the larger the loss.
    pub(super) fn draw(&self, draw: &mut Draw) -> (usize, i32) {
        let whole = self.sums.last().map_or(0, |last| last.0);
        let aim = draw.below(whole as usize) as i64;
        let at = self
            .sums
            .partition_point(|loss| loss.0 <= aim)
            .min(self.sums.len() - 1);
        (self.sums[at].1 as usize, self.sums[at].2)
    }
}
