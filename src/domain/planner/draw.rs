//! Chance that is the same every time: a fixed-seed generator, so that one
//! question always has one answer.

/// `SplitMix64` (Steele, Lea, Flood 2014): small, fast, good enough to choose by.
pub(super) struct Draw(u64);

impl Draw {
    /// A generator that always starts alike.
    pub fn new(seed: u64) -> Draw {
        Draw(seed)
    }

    /// The next 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number in `0..count`; 0 where there is none.
    pub fn below(&mut self, count: usize) -> usize {
        ((u128::from(self.bits()) * count as u128) >> 64) as usize
    }

    /// Puts the things into any order.
    pub fn shuffle<T>(&mut self, things: &mut [T]) {
        for at in 0..things.len() {
            let other = at + self.below(things.len() - at);
            things.swap(at, other);
        }
    }
}
