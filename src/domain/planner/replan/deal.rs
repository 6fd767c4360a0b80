//! What is dealt and what a state remembers: a byte per room, and how many were
//! left out.

use super::super::worth::Worth;
use super::MOST_ROOMS;

/// One way of having dealt out the first cards.
#[derive(Clone, Copy)]
pub(super) struct Node {
    /// Per room a byte that says how long it is taken; above them how many
    /// stays were left out.
    pub(super) state: u64,
    pub(super) earned: i64,
    pub(super) before: u32,
    /// The place among the rooms the last card went to, or [`OUT`].
    pub(super) went: u8,
}

/// The mark of a stay left out.
pub(super) const OUT: u8 = u8::MAX;
/// Where in a state the number left out is kept.
pub(super) const LEFT_OUT: u32 = 56;

/// What is dealt: a stay, or nights of one room that do not move.
#[derive(Clone, Copy)]
pub(super) struct Card {
    pub(super) from: i32,
    pub(super) to: i32,
    /// The stay; `NO_ROOM` for nights held by others.
    pub(super) stay: u32,
    /// The only place it can go, or [`OUT`] for a stay that can go anywhere.
    pub(super) fixed: u8,
    /// For nights held: the day the hold before it in its room ended. An empty
    /// run between those two was there before.
    pub(super) old_run_from: i32,
}

/// What stays the same while the cards are dealt.
pub(super) struct Deal<'a> {
    pub(super) worth: &'a Worth,
    pub(super) rooms: &'a [usize],
    /// First day of the window.
    pub(super) from: i32,
    /// Days a room remembers a departure.
    pub(super) echo: i32,
    /// The rooms' bytes on the first day.
    pub(super) start: [u8; MOST_ROOMS],
}

impl Deal<'_> {
    /// The state in which the rooms begin.
    pub(super) fn first_state(&self) -> u64 {
        let bytes = self.start.iter().take(self.rooms.len()).enumerate();
        bytes.fold(0, |state, (place, &byte)| {
            state | u64::from(byte) << (place * 8)
        })
    }

    /// The way that gives the card to a place, if its room is free.
    pub(super) fn place(&self, card: &Card, before: Node, place: usize, gain: i64) -> Option<Node> {
        let shift = place as u32 * 8;
        let byte = (before.state >> shift & 0xFF) as i32;
        if byte > self.echo {
            return None;
        }
        let mut earned = before.earned + gain;
        if byte > 0 {
            let run = self.echo - byte;
            if run > 0 && card.old_run_from != card.from - run {
                earned -= self.worth.gap;
            }
        }
        let taken = (card.to - card.from + self.echo) as u64;
        let state = before.state & !(0xFF << shift) | taken << shift;
        Some(Node {
            state,
            earned,
            before: before.before,
            went: place as u8,
        })
    }
}

/// The state some days later: every room that much nearer to being free.
pub(super) fn days_pass(state: u64, days: u64, rooms: usize) -> u64 {
    if days == 0 {
        return state;
    }
    let mut later = state >> LEFT_OUT << LEFT_OUT;
    for room in 0..rooms {
        let shift = room as u32 * 8;
        later |= (state >> shift & 0xFF).saturating_sub(days) << shift;
    }
    later
}
