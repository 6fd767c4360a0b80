//! One room's best choice of stays, exactly: weighted interval scheduling.
//!
//! Backwards over the days: from a day on the room earns the better of leaving
//! the night free and of taking a stay that arrives that day and then whatever
//! is best from its departure on (Kleinberg and Tardos, *Algorithm Design*, 6.1).
//! One step per stay that fits the room.
//!
//! Where short gaps cost something, the day alone does not say enough: a second
//! figure per day tells what is best when somebody has just left.

use super::aims::SHORT;
use super::instance::Nights;
use super::pieces::NO_ROOM;

/// A stay as a room sees it.
#[derive(Clone, Copy)]
pub(super) struct Offer {
    pub from: u32,
    pub to: u32,
    pub stay: u32,
    /// What the room earns by it before the price, in fine parts.
    pub worth: i64,
}

/// A free run of a room, and whether somebody holds the room at its ends.
#[derive(Clone, Copy)]
struct Slot {
    from: usize,
    to: usize,
    held_before: bool,
    held_after: bool,
}

/// The free runs of one room, last first.
#[derive(Clone)]
pub(super) struct Slots(Vec<Slot>);

impl Slots {
    /// The runs between what is held, over the days of a piece.
    pub fn between(held: &[Nights], days: i32) -> Slots {
        let mut slots = Vec::new();
        let mut from = 0;
        let ends = [Nights::new(days, days)];
        for (at, nights) in held.iter().chain(&ends).enumerate() {
            if nights.from > from {
                slots.push(Slot {
                    from: from as usize,
                    to: nights.from as usize,
                    held_before: at > 0,
                    held_after: at < held.len(),
                });
            }
            from = nights.to.clamp(from, days);
        }
        slots.reverse();
        Slots(slots)
    }
}

/// The sign that nobody arrives.
const NOTHING: i64 = i64::MIN / 4;

/// What a room chooses, by day; the tables of the recursion.
#[derive(Clone)]
pub(super) struct Choosing {
    /// The most earned from the day on, nobody having left lately.
    rest: Vec<i64>,
    /// The same when somebody leaves that day. Empty where gaps cost nothing.
    after: Vec<i64>,
    /// The most earned by a stay arriving that day. Empty likewise.
    here: Vec<i64>,
    /// Which stay that is.
    pick: Vec<u32>,
    /// Its departure.
    leaves: Vec<u32>,
}

impl Choosing {
    /// Tables for a room over so many days.
    pub fn new(days: usize, minds_gaps: bool) -> Choosing {
        let second = if minds_gaps { days + 1 } else { 0 };
        Choosing {
            rest: vec![0; days + 1],
            after: vec![0; second],
            here: vec![NOTHING; second],
            pick: vec![NO_ROOM; days + 1],
            leaves: vec![0; days + 1],
        }
    }

    /// The most the room can still earn from a day on.
    pub fn rest(&self, day: usize, touching: bool) -> i64 {
        if touching && !self.after.is_empty() {
            self.after[day]
        } else {
            self.rest[day]
        }
    }

    /// The stay chosen next from a day on, nobody having left lately.
    pub fn next_pick(&self, day: usize) -> Option<usize> {
        let last = self.rest.len() - 1;
        let arrival = (day..last).find(|&day| self.rest[day] != self.rest[day + 1])?;
        Some(self.pick[arrival] as usize).filter(|&stay| stay != NO_ROOM as usize)
    }

    /// Chooses among the offers (latest arrival first) at these prices; answers
    /// what the room earns.
    pub fn choose(&mut self, offers: &[Offer], price: &[i64]) -> i64 {
        let (rest, last) = (&mut self.rest, self.pick.len() - 1);
        rest[last] = 0;
        let mut day = last;
        for offer in offers {
            let from = offer.from as usize;
            while day > from {
                day -= 1;
                rest[day] = rest[day + 1];
            }
            let worth = offer.worth - price[offer.stay as usize] + rest[offer.to as usize];
            if worth > rest[from] {
                rest[from] = worth;
                self.pick[from] = offer.stay;
                self.leaves[from] = offer.to;
            }
        }
        while day > 0 {
            day -= 1;
            rest[day] = rest[day + 1];
        }
        rest[0]
    }

    /// The same where each new short gap costs `gap`, run by run.
    pub fn choose_minding_gaps(
        &mut self,
        offers: &[Offer],
        price: &[i64],
        slots: &Slots,
        gap: i64,
    ) -> i64 {
        let days = self.rest.len() - 1;
        let mut base = 0;
        let mut next = offers.iter().peekable();
        let mut done = days;
        self.level(days, days + 1, base);
        for slot in &slots.0 {
            // Nights held: nothing is earned on them.
            self.level(slot.to, done, base);
            self.rest[slot.to] = base;
            self.after[slot.to] = base;
            self.here[slot.to] = NOTHING;
            for day in (slot.from..slot.to).rev() {
                self.here[day] = NOTHING;
                while let Some(offer) = next.next_if(|offer| offer.from as usize >= day) {
                    let worth =
                        offer.worth - price[offer.stay as usize] + self.after[offer.to as usize];
                    if worth > self.here[day] {
                        self.here[day] = worth;
                        self.pick[day] = offer.stay;
                        self.leaves[day] = offer.to;
                    }
                }
                self.rest[day] = self.rest[day + 1].max(self.here[day]);
                let run = slot.to - day;
                let closing = if slot.held_after && run <= SHORT as usize {
                    gap
                } else {
                    0
                };
                self.after[day] = self.soon(slot, day, gap).max(base - closing);
            }
            base = self.entry(slot, base, gap);
            done = slot.from;
        }
        self.level(0, done, base);
        base
    }

    /// Sets the tables for days on which nothing can arrive.
    fn level(&mut self, from: usize, to: usize, base: i64) {
        for day in from..to.min(self.rest.len()) {
            (self.rest[day], self.after[day], self.here[day]) = (base, base, NOTHING);
        }
    }

    /// The most earned by a next stay when somebody left on `day`.
    fn soon(&self, slot: &Slot, day: usize, gap: i64) -> i64 {
        let arriving = |run: usize| {
            let arrival = day + run;
            if arrival < slot.to {
                self.here[arrival]
            } else {
                NOTHING
            }
        };
        let later = day + SHORT as usize + 1;
        let far = if later < slot.to {
            self.rest[later]
        } else {
            NOTHING
        };
        let near = (1..=SHORT as usize)
            .map(|run| arriving(run).saturating_sub(gap))
            .max()
            .unwrap_or(NOTHING);
        arriving(0).max(near).max(far)
    }

    /// What a whole run earns, together with what comes after it.
    fn entry(&self, slot: &Slot, base: i64, gap: i64) -> i64 {
        if slot.held_before {
            self.soon(slot, slot.from, gap).max(base)
        } else {
            self.rest[slot.from]
        }
    }

    /// Visits the stays chosen.
    pub fn visit(&self, slots: Option<&Slots>, gap: i64, mut seen: impl FnMut(usize)) {
        let Some(slots) = slots else {
            let last = self.rest.len() - 1;
            let mut day = 0;
            while day < last {
                if self.rest[day] == self.rest[day + 1] {
                    day += 1;
                } else {
                    seen(self.pick[day] as usize);
                    day = self.leaves[day] as usize;
                }
            }
            return;
        };
        let mut base = 0;
        for slot in &slots.0 {
            self.visit_slot(slot, base, gap, &mut seen);
            base = self.entry(slot, base, gap);
        }
    }

    /// Visits the stays chosen in one run; `base` is what comes after it.
    fn visit_slot(&self, slot: &Slot, base: i64, gap: i64, seen: &mut impl FnMut(usize)) {
        let mut day = slot.from;
        let mut touching = slot.held_before;
        let mut first = true;
        loop {
            if touching {
                let run = slot.to - day;
                let closing = if slot.held_after && !first && run <= SHORT as usize && run > 0 {
                    gap
                } else {
                    0
                };
                let best = self.soon(slot, day, gap).max(base - closing);
                if day >= slot.to || best == base - closing {
                    return;
                }
                let near = (0..=SHORT as usize).find(|&run| {
                    let cost = if run == 0 { 0 } else { gap };
                    day + run < slot.to && self.here[day + run].saturating_sub(cost) == best
                });
                let Some(run) = near else {
                    day += SHORT as usize + 1;
                    touching = false;
                    continue;
                };
                day += run;
            } else {
                while day < slot.to && self.rest[day] == self.rest[day + 1] {
                    day += 1;
                }
                if day >= slot.to {
                    return;
                }
            }
            seen(self.pick[day] as usize);
            day = self.leaves[day] as usize;
            touching = true;
            first = false;
        }
    }
}
