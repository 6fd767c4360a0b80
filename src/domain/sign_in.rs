//! Signing in: what a PIN must be, and how long one waits after wrong ones.
//! Pure: hashing and remembering are the desk's.

use super::error::{Code, Refusal};
use super::moment::Moment;
use super::secret::Secret;

/// Characters a PIN or password has at least.
pub const LEAST: usize = 4;
/// Characters it has at most.
pub const MOST: usize = 128;

/// Wrong ones that cost nothing but a new try.
const FREE: u32 = 3;
/// Seconds to wait after the first wrong one that costs.
const FIRST_WAIT: i64 = 5;
/// Seconds to wait at most.
const LONGEST_WAIT: i64 = 15 * 60;
/// Hours of quiet after which wrong ones are forgotten.
const FORGOTTEN_AFTER: i64 = 24;

/// Checks a PIN that is to be set.
///
/// # Errors
/// `INVALID_VALUE`, never repeating what was typed.
pub fn check_pin(pin: &Secret) -> Result<(), Refusal> {
    let length = pin.reveal().chars().count();
    let fault = if pin.reveal().chars().any(char::is_control) {
        Some("A PIN cannot have control characters in it; type letters, digits and signs.".into())
    } else if length < LEAST {
        Some(format!(
            "A PIN or password has at least {LEAST} characters; choose a longer one."
        ))
    } else if length > MOST {
        Some(format!(
            "A PIN or password has at most {MOST} characters; choose a shorter one."
        ))
    } else {
        None
    };
    fault.map_or(Ok(()), |message| {
        Err(Refusal::new(Code::InvalidValue, message).with("field", "pin"))
    })
}

/// Whether a PIN is among the first that anyone would try: all the same, or a
/// run up or down.
pub fn is_weak(pin: &Secret) -> bool {
    let letters: Vec<u32> = pin.reveal().chars().map(u32::from).collect();
    let step = |by: i64| {
        letters
            .windows(2)
            .all(|pair| i64::from(pair[1]) - i64::from(pair[0]) == by)
    };
    letters.len() < 8 && [0, 1, -1].into_iter().any(step)
}

/// Wrong PINs of one person, as they are remembered.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Failures {
    /// How many in a row.
    pub count: u32,
    /// When the last one was given.
    pub last: Option<Moment>,
}

impl Failures {
    /// One more wrong one.
    #[must_use]
    pub fn and_one(self, now: Moment) -> Failures {
        let count = if self.forgotten(now) { 0 } else { self.count };
        Failures {
            count: count.saturating_add(1),
            last: Some(now),
        }
    }

    /// Seconds until the next try is looked at; 0 for at once. The first wrong
    /// ones cost nothing, then each doubles the wait. A clock set back cannot
    /// make it longer than it was.
    pub fn wait(self, now: Moment) -> i64 {
        let Some(last) = self.last else { return 0 };
        if self.count < FREE || self.forgotten(now) {
            return 0;
        }
        let doublings = (self.count - FREE).min(20);
        let whole = (FIRST_WAIT << doublings).min(LONGEST_WAIT);
        let passed = now.since(last).max(0) / 1000;
        (whole - passed).max(0)
    }

    fn forgotten(self, now: Moment) -> bool {
        self.last
            .is_some_and(|last| now.since(last) >= FORGOTTEN_AFTER * 3_600_000)
    }
}

/// The moment before which wrong ones are forgotten.
pub fn forgotten_before(now: Moment) -> Moment {
    now.plus_minutes(-FORGOTTEN_AFTER * 60)
}

/// What someone hears whose name and PIN do not go together; the same whether
/// it is the name, the PIN, or both. `wait` seconds must pass before the next try.
pub fn wrong(wait: i64) -> Refusal {
    let message = if wait > 0 {
        format!(
            "Name and PIN do not go together; the next try counts in {}.",
            spoken(wait)
        )
    } else {
        "Name and PIN do not go together; check both and try again.".to_owned()
    };
    Refusal::new(Code::PermissionDenied, message).with("wait_seconds", wait)
}

/// What someone hears who tries again too soon.
pub fn too_soon(wait: i64) -> Refusal {
    Refusal::new(
        Code::PermissionDenied,
        format!(
            "There were too many wrong tries; wait {}, then try again.",
            spoken(wait)
        ),
    )
    .with("wait_seconds", wait)
}

fn spoken(seconds: i64) -> String {
    match seconds {
        1 => "a second".to_owned(),
        ..=89 => format!("{seconds} seconds"),
        _ => format!("{} minutes", (seconds + 59) / 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn second(after: i64) -> Moment {
        Moment::from_millis(1_700_000_000_000 + after * 1000)
    }

    #[test]
    fn each_wrong_one_doubles_the_wait_up_to_an_end() {
        let mut failures = Failures::default();
        let mut waits = Vec::new();
        for _ in 0..14 {
            failures = failures.and_one(second(0));
            waits.push(failures.wait(second(0)));
        }
        assert_eq!(
            waits,
            [0, 0, 5, 10, 20, 40, 80, 160, 320, 640, 900, 900, 900, 900]
        );
    }

    #[test]
    fn the_wait_passes_and_is_forgotten_after_a_day() {
        let failures = Failures {
            count: 4,
            last: Some(second(0)),
        };
        assert_eq!(failures.wait(second(3)), 7);
        assert_eq!(failures.wait(second(10)), 0);
        assert_eq!(failures.wait(second(-9999)), 10, "a clock set back");
        assert_eq!(failures.and_one(second(25 * 3600)).count, 1);
        let many = Failures {
            count: u32::MAX,
            last: Some(second(0)),
        };
        assert_eq!(many.and_one(second(1)).wait(second(1)), 900);
    }

    #[test]
    fn a_pin_has_a_length_and_no_control_characters() {
        for odd in ["", "123", "12\u{1b}34", &"x".repeat(129)] {
            let refusal = check_pin(&Secret::new(odd)).unwrap_err();
            assert_eq!(refusal.code, Code::InvalidValue);
            assert!(odd.is_empty() || !refusal.message.contains(odd));
        }
        for fine in ["4711", "correct horse", "пароль", "1 2 3"] {
            check_pin(&Secret::new(fine)).unwrap();
        }
    }

    #[test]
    fn what_anyone_would_try_first_is_weak() {
        for weak in ["1111", "1234", "9876", "abcd"] {
            assert!(is_weak(&Secret::new(weak)), "{weak}");
        }
        for fine in ["4711", "1357", "hotel roma"] {
            assert!(!is_weak(&Secret::new(fine)), "{fine}");
        }
    }
}
