//! How to wait for another writer: short, jittered sleeps up to a deadline.
//!
//! SQLite's own back-off grows to 100 ms steps; with fifty writers its
//! slowest waits are ten times those of this one.

use std::cell::Cell;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::thread;
use std::time::{Duration, Instant};

/// How long a writer waits for the lock before it gives up.
pub const DEADLINE: Duration = Duration::from_secs(10);

thread_local! {
    static STARTED: Cell<Option<Instant>> = const { Cell::new(None) };
    static RANDOM: Cell<u64> = Cell::new(seed());
}

/// Called by SQLite while the lock is held elsewhere; `true` asks it to try again.
pub fn wait_a_little(attempt: i32) -> bool {
    let now = Instant::now();
    if attempt == 0 {
        STARTED.set(Some(now));
    }
    let started = STARTED.get().unwrap_or(now);
    if now.duration_since(started) >= DEADLINE {
        return false;
    }
    thread::sleep(Duration::from_micros(500 + next_random() % 1_501));
    true
}

/// Different in every process and thread, so that waiters do not march in step.
fn seed() -> u64 {
    RandomState::new().build_hasher().finish() | 1
}

/// One step of xorshift64.
fn next_random() -> u64 {
    let mut x = RANDOM.get();
    x ^= x << 13;
    x ^= x >> 7;
    x ^= x << 17;
    RANDOM.set(x);
    x
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_between_half_and_two_milliseconds_and_not_always_the_same() {
        let draws: Vec<u64> = (0..1_000).map(|_| 500 + next_random() % 1_501).collect();
        assert!(draws.iter().all(|d| (500..=2_000).contains(d)));
        assert!(draws.windows(2).any(|w| w[0] != w[1]));
    }

    #[test]
    fn gives_up_after_the_deadline() {
        STARTED.set(Instant::now().checked_sub(DEADLINE));
        assert!(!wait_a_little(7));
        assert!(wait_a_little(0), "a new wait starts afresh");
    }
}
