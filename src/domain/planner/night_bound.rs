//! The most stays that can be placed if only the number of free rooms each
//! night counts.
//!
//! Were all rooms alike, a set of stays would fit exactly when on no night more
//! of them are in the house than rooms are free (interval graphs are perfect).
//! Sweeping by arrival and, on a night that is over-full, giving up the stay
//! that leaves last keeps the most (Faigle and Nawijn 1995). Rooms that are not
//! alike can only do worse, so the figure is a bound for any rooms.

use super::pieces::{NOT_A_CHOICE, Piece};

/// An upper bound on the stays of the piece that can be placed; with
/// `only_vips`, on its VIPs.
pub(super) fn night_bound(piece: &Piece, only_vips: bool) -> usize {
    let free = free_rooms(piece);
    let mut inside: Vec<(i32, usize)> = Vec::new();
    let mut kept = 0;
    let mut next = 0;
    for day in 0..piece.days {
        inside.retain(|&(to, _)| to > day);
        while next < piece.stays() && piece.nights[next].from == day {
            if !only_vips || piece.vip[next] {
                inside.push((piece.nights[next].to, next));
                kept += 1;
            }
            next += 1;
        }
        while inside.len() > free[day as usize] {
            let last = (0..inside.len()).max_by_key(|&at| inside[at]).unwrap_or(0);
            inside.swap_remove(last);
            kept -= 1;
        }
    }
    kept
}

/// For each night the rooms with nothing held that are a choice for somebody.
fn free_rooms(piece: &Piece) -> Vec<usize> {
    let mut free = vec![0; piece.days as usize];
    for room in 0..piece.rooms() {
        if piece
            .scores_of(room)
            .iter()
            .all(|&score| score == NOT_A_CHOICE)
        {
            continue;
        }
        let mut night = 0;
        for held in &piece.held[room] {
            for open in night.max(0)..held.from.clamp(0, piece.days) {
                free[open as usize] += 1;
            }
            night = night.max(held.to);
        }
        for open in night.max(0)..piece.days {
            free[open as usize] += 1;
        }
    }
    free
}
