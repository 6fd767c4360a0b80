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
    /// Steps after which it is enough, if nobody is without a room but those for
    /// whom there is provably none.
    pub enough: u64,
    /// Whether the time is up.
    pub time_is_up: &'a dyn Fn() -> bool,
}

/// Steps an unhurried machine takes in a second, in round figures.
pub const STEPS_A_SECOND: u64 = 200_000_000;

/// Steps that are worth spending on each stay of a question nobody has set a
/// limit to.
const STEPS_A_STAY: u64 = 130_000;
/// How much longer to go on where somebody may be without a room needlessly.
const MORE_STEPS: u64 = 2;
/// What a quiet day is worth.
const FEWEST_STEPS: u64 = 1_000_000;
/// What a year is worth: not quite two seconds.
const MOST_STEPS: u64 = 360_000_000;

impl<'a> Budget<'a> {
    /// Work without a clock: the same plan on every machine.
    pub fn steps(steps: u64) -> Budget<'static> {
        Budget {
            steps,
            enough: steps,
            time_is_up: &|| false,
        }
    }

    /// So many seconds of work at most, by the machine's speed and by the clock.
    pub fn seconds(seconds: f64, time_is_up: &'a dyn Fn() -> bool) -> Budget<'a> {
        let steps = (seconds * STEPS_A_SECOND as f64) as u64;
        Budget {
            steps,
            enough: steps,
            time_is_up,
        }
    }

    /// What is worth spending on the question, whichever it will be; the clock
    /// only cuts short what takes absurdly long.
    pub fn worth_it(time_is_up: &'a dyn Fn() -> bool) -> Budget<'a> {
        Budget {
            steps: u64::MAX,
            enough: u64::MAX,
            time_is_up,
        }
    }

    /// The budget for this very question.
    #[must_use]
    pub fn settled(self, instance: &Instance) -> Budget<'a> {
        if self.steps < u64::MAX {
            return self;
        }
        Budget {
            time_is_up: self.time_is_up,
            ..Budget::usual(instance)
        }
    }

    /// What is worth spending on a question nobody has set a limit to.
    pub fn usual(instance: &Instance) -> Budget<'static> {
        let stays = instance.stays.len() as u64;
        let enough = (stays * STEPS_A_STAY).clamp(FEWEST_STEPS, MOST_STEPS);
        Budget {
            steps: (enough * MORE_STEPS).min(MOST_STEPS),
            enough,
            time_is_up: &|| false,
        }
    }
}

/// Steps between two looks at the clock.
const LOOK_EVERY: u64 = 20_000;

/// What has been spent of a budget.
pub(super) struct Meter<'a> {
    budget: Budget<'a>,
    /// Steps that may be spent for now.
    most: Cell<u64>,
    spent: Cell<u64>,
    next_look: Cell<u64>,
    up: Cell<bool>,
}

impl<'a> Meter<'a> {
    /// Nothing spent yet.
    pub fn new(budget: Budget<'a>) -> Meter<'a> {
        Meter {
            budget,
            most: Cell::new(budget.enough.min(budget.steps)),
            spent: Cell::new(0),
            next_look: Cell::new(0),
            up: Cell::new(false),
        }
    }

    /// Lets the rest of the budget be spent, too.
    pub fn extend(&self) {
        self.most.set(self.budget.steps);
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
        self.most.get().saturating_sub(self.spent.get())
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
