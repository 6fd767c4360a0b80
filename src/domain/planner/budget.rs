//! How long the planner may think.
//!
//! Two measures at once. *Steps* are counted by the planner itself and are the
//! same on every machine: a question with a budget of steps has one answer. The
//! *clock* is the caller's, asked every few microseconds' worth of steps; it
//! cuts a plan short, never spoils it.

use std::cell::Cell;

use super::instance::Instance;

/// What may be spent on one question.
#[derive(Clone, Copy)]
pub struct Budget<'a> {
    /// Steps of work; one is a few nanoseconds.
    pub steps: u64,
    /// Whether the time is up.
    pub time_is_up: &'a dyn Fn() -> bool,
}

/// Steps an unhurried machine takes in a second, in round figures.
pub const STEPS_A_SECOND: u64 = 200_000_000;

impl Budget<'_> {
    /// Work without a clock: the same plan on every machine.
    pub fn steps(steps: u64) -> Budget<'static> {
        Budget {
            steps,
            time_is_up: &|| false,
        }
    }
}

/// The steps that are worth spending on a question nobody has set a limit to: in
/// step with its size, two seconds at most, a hundredth for a quiet day.
pub fn default_steps(instance: &Instance) -> u64 {
    (instance.stays.len() as u64 * STEPS_A_STAY).clamp(1_000_000, 2 * STEPS_A_SECOND)
}

/// See [`default_steps`].
const STEPS_A_STAY: u64 = 150_000;

/// Steps between two looks at the clock.
const LOOK_EVERY: u64 = 20_000;

/// What has been spent of a budget.
pub(super) struct Meter<'a> {
    budget: Budget<'a>,
    spent: Cell<u64>,
    next_look: Cell<u64>,
    up: Cell<bool>,
}

impl<'a> Meter<'a> {
    /// Nothing spent yet.
    pub fn new(budget: Budget<'a>) -> Meter<'a> {
        Meter {
            budget,
            spent: Cell::new(0),
            next_look: Cell::new(0),
            up: Cell::new(false),
        }
    }

    /// Notes work done.
    pub fn charge(&self, steps: u64) {
        self.spent.set(self.spent.get() + steps);
    }

    /// Steps spent so far.
    pub fn spent(&self) -> u64 {
        self.spent.get()
    }

    /// Steps left.
    pub fn left(&self) -> u64 {
        self.budget.steps.saturating_sub(self.spent.get())
    }

    /// Whether steps or time have run out.
    pub fn is_over(&self) -> bool {
        if self.spent.get() >= self.next_look.get() {
            self.next_look.set(self.spent.get() + LOOK_EVERY);
            self.up.set(self.up.get() || (self.budget.time_is_up)());
        }
        self.up.get() || self.left() == 0
    }

    /// Whether the work has reached a mark, or the whole budget is over.
    pub fn is_past(&self, mark: u64) -> bool {
        self.spent.get() >= mark || self.is_over()
    }
}
