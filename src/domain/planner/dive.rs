//! A plan from prices by closing one room after the other.
//!
//! Under good prices most rooms' own choices already fit together, but not all.
//! So the room that has lately chosen most steadily gets what it chooses now and
//! closes; its stays leave the market; the prices of what is left settle anew for
//! some rounds; and so on until every room is closed. (Solvers call it *diving*
//! when they round a fractional plan that way.) No two dives are alike, which
//! makes them good places to start from when too few are placed.

use super::draw::Draw;
use super::prices::Prices;

/// Rounds between two closings.
const ROUNDS: usize = 20;
/// One in so many of the open rooms closes at once.
const AT_ONCE: usize = 12;

/// Pairs of stay and room. `charge` is told of work done and answers whether to
/// give up.
pub(super) fn dive(
    prices: &Prices,
    step: f64,
    draw: &mut Draw,
    charge: &mut dyn FnMut(u64) -> bool,
) -> Option<Vec<(usize, usize)>> {
    let mut market = prices.clone();
    let (rooms, stays) = market.size();
    let mut open: Vec<usize> = (0..rooms).collect();
    let mut taken = vec![false; stays];
    let mut last: Vec<Vec<usize>> = vec![Vec::new(); rooms];
    let mut given = Vec::new();
    while !open.is_empty() {
        let mut steady = vec![0.0; rooms];
        for _ in 0..ROUNDS {
            draw.shuffle(&mut open);
            let work = open.iter().map(|&room| market.trade(room, step)).sum();
            if charge(work) {
                return None;
            }
            for &room in &open {
                let now = market.chosen(room);
                let same = now.iter().filter(|stay| last[room].contains(stay)).count();
                steady[room] += (same as f64 + 0.5) / (now.len() as f64 + 1.0);
                last[room] = now;
            }
        }
        open.sort_by(|&one, &other| steady[one].total_cmp(&steady[other]).then(one.cmp(&other)));
        for _ in 0..(open.len() / AT_ONCE).max(1) {
            let Some(room) = open.pop() else { break };
            for stay in market.choose_last(room, &taken) {
                taken[stay] = true;
                given.push((stay, room));
            }
        }
        market.narrow(&open, &taken);
    }
    Some(given)
}
