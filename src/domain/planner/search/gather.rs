//! Placing more: dives from the prices, and walks that care for the count alone.

use super::super::aims::tally;
use super::super::budget::Meter;
use super::super::dive::dive;
use super::super::layout::Layout;
use super::super::worth::Worth;
use super::Search;
use super::bounds::Prover;

/// Prices move this little while diving.
const DIVE_STEP: f64 = 0.002;
/// Of so many dives the best is worked on.
const DIVES: usize = 2;
/// So many bunches of attempts without placing more, and another dive begins.
const PATIENCE: usize = 12;

impl Search<'_> {
    /// Looks for a way to place more, caring for nothing else: from one dive
    /// after the other, free to walk over everything that places as many.
    pub(super) fn gather(&mut self, meter: &Meter, mark: u64) {
        let lead = self.counted_aims() - 1;
        let last = self.provers.len() - 1;
        let Some(leader) = self.provers[last].take() else {
            return;
        };
        // Where the bound on the count needed no prices, the leading ones do.
        let counter = self.provers[lead].take();
        let guide = &counter.as_ref().unwrap_or(&leader).prices;
        let counting = std::mem::replace(&mut self.counting, Worth::nothing());
        let best = self.layout.clone();
        let before = self.reached[..=lead].to_vec();
        while !meter.is_past(mark) {
            let dives = (0..DIVES).map_while(|_| self.dive(&leader, meter, mark));
            let dives: Vec<Layout> = dives.collect();
            let best_dive = dives
                .into_iter()
                .max_by_key(|layout| tally(self.piece, self.strategy, layout));
            if let Some(layout) = best_dive {
                self.layout = layout;
            }
            self.weigh(guide);
            let (mut most, mut idle) = (Vec::new(), 0);
            while idle < PATIENCE && most <= before && !meter.is_past(mark) {
                self.attempts(guide, &counting, meter, mark);
                let mut placed = tally(self.piece, self.strategy, &self.layout);
                placed.truncate(lead + 1);
                idle = if placed > most { 0 } else { idle + 1 };
                most = most.max(placed);
            }
            if most > before {
                break;
            }
        }
        self.counting = counting;
        self.provers[lead] = counter;
        self.provers[last] = Some(leader);
        let found = std::mem::replace(&mut self.layout, best);
        self.adopt(found);
    }

    /// A plan from the leading prices by closing one room after the other.
    fn dive(&mut self, leader: &Prover, meter: &Meter, mark: u64) -> Option<Layout> {
        let step = leader.top * DIVE_STEP;
        let given = dive(&leader.prices, step, &mut self.draw, &mut |work| {
            meter.charge(work);
            meter.is_past(mark)
        })?;
        let mut layout = Layout::empty(self.piece);
        for (stay, room) in given {
            layout.put(stay, room);
        }
        Some(layout)
    }
}
