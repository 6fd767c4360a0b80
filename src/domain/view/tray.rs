//! The tray: stays without a room, packed into as few lanes as hold them.

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};

use super::bar::Bar;

/// Lanes in which no two bars share a night, the earliest bars first; each bar
/// takes the topmost lane that is free. A day use takes the place of a night.
pub(super) fn pack(mut bars: Vec<Bar>) -> Vec<Vec<Bar>> {
    bars.sort_by(|a, b| (a.from, a.to, &a.code).cmp(&(b.from, b.to, &b.code)));
    let mut lanes: Vec<Vec<Bar>> = Vec::new();
    let mut free: BTreeSet<usize> = BTreeSet::new();
    let mut busy: BinaryHeap<Reverse<(crate::domain::Day, usize)>> = BinaryHeap::new();
    for bar in bars {
        while let Some(Reverse((ends, lane))) = busy.peek().copied() {
            if ends > bar.from {
                break;
            }
            busy.pop();
            free.insert(lane);
        }
        let lane = free.pop_first().unwrap_or_else(|| {
            lanes.push(Vec::new());
            lanes.len() - 1
        });
        busy.push(Reverse((bar.to.max(bar.from.plus(1)), lane)));
        lanes[lane].push(bar);
    }
    lanes
}
