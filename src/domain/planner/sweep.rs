//! A first plan: stays in order of arrival, each where it costs least.
//!
//! What a room loses by a stay is known from the prices: the most it could
//! still earn from today, less the stay's worth, its price and the most it
//! earns after the stay. The room that loses least takes the stay; of equals
//! the one that has been free for the shortest time (best fit).

use super::layout::Layout;
use super::pieces::{NOT_A_CHOICE, Piece};
use super::prices::Prices;

/// Places what the sweep can place.
pub(super) fn sweep(piece: &Piece, prices: &Prices) -> Layout {
    let mut layout = Layout::empty(piece);
    let mut free_from = vec![None; piece.rooms()];
    for stay in 0..piece.stays() {
        let nights = piece.nights[stay];
        let best = (0..piece.rooms())
            .filter(|&room| {
                free_from[room].is_none_or(|day| day <= nights.from)
                    && piece.score(room, stay) != NOT_A_CHOICE
            })
            .min_by_key(|&room| {
                let free = free_from[room].unwrap_or(0);
                (
                    prices.loss(room, free, free_from[room].is_some(), piece, stay),
                    -free,
                )
            });
        if let Some(room) = best {
            layout.put(stay, room);
            free_from[room] = Some(nights.to);
        }
    }
    layout
}
