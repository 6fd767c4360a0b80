//! Planning anew those who have a room already, without moving them for nothing.
//!
//! Of plans that are equally good in every aim, the one is wanted that leaves
//! most stays where they are. So a point of score is worth more than all stays
//! together, and staying is worth one beside it: what is best in these terms is
//! best in the plain ones, and a bound on the one rounds down to a bound on the
//! other. The search begins with everybody where they are.

use super::instance::{Instance, Strategy};
use super::layout::Layout;
use super::pieces::{NOT_A_CHOICE, Piece};

/// The question in which staying counts, too.
pub(super) struct Keeping<'a> {
    /// The instance with its scores so enlarged.
    pub instance: Instance,
    /// How much a point of score is worth.
    factor: i64,
    /// The room of each stay now, if it has one.
    now: &'a [Option<usize>],
}

impl<'a> Keeping<'a> {
    /// The same question, in which it counts who stays where they are. Nothing
    /// where nobody has a room.
    pub fn new(instance: &Instance, now: &'a [Option<usize>]) -> Option<Keeping<'a>> {
        let counted = now.iter().flatten().count();
        if counted == 0 {
            return None;
        }
        let factor = counted as i32 + 1;
        // The scores of VIPs are an aim of their own where they come first, and
        // what follows is proved for plans that reach as much in it: so staying
        // must not count there.
        let vips_first = instance.strategy == Strategy::VipFirst;
        let mut enlarged = instance.clone();
        for (stay, now) in enlarged.stays.iter_mut().zip(now) {
            for choice in &mut stay.choices {
                let stays = *now == Some(choice.room) && !(vips_first && stay.vip);
                choice.score = choice.score.saturating_mul(factor) + i32::from(stays);
            }
        }
        Some(Keeping {
            instance: enlarged,
            factor: i64::from(factor),
            now,
        })
    }

    /// Everybody where they are, and of the others those for whom a room is free
    /// just so.
    pub fn layout(&self, piece: &Piece) -> Layout {
        let mut layout = Layout::empty(piece);
        let place = |room: usize| piece.room_of.binary_search(&room).ok();
        for stay in 0..piece.stays() {
            let now = self.now.get(piece.stay_of[stay]).copied().flatten();
            if let Some(room) = now.and_then(place)
                && piece.score(room, stay) != NOT_A_CHOICE
                && is_free(piece, &layout, room, stay)
            {
                layout.put(stay, room);
            }
        }
        for stay in layout.unplaced() {
            let free = (0..piece.rooms()).filter(|&room| {
                piece.score(room, stay) != NOT_A_CHOICE && is_free(piece, &layout, room, stay)
            });
            if let Some(room) = free.max_by_key(|&room| piece.score(room, stay)) {
                layout.put(stay, room);
            }
        }
        layout
    }

    /// The largest number all plain scores of a piece are multiples of.
    fn grain(&self, piece: &Piece) -> i64 {
        piece.grain_over(self.factor)
    }

    /// What a bound on scores comes to in plain points.
    pub fn points(&self, piece: &Piece, bound: i64) -> i64 {
        let grain = self.grain(piece);
        bound.div_euclid(self.factor).div_euclid(grain) * grain
    }
}

/// Whether nobody in the room stands in the way of the stay.
fn is_free(piece: &Piece, layout: &Layout, room: usize, stay: usize) -> bool {
    let nights = piece.nights[stay];
    layout.rows[room]
        .iter()
        .all(|&other| !piece.nights[other as usize].overlaps(nights))
}
