//! The clock of a request: it stands still while the work waits.
//!
//! `estimated_completion` is kept without the wait that is still going on;
//! when the work goes on, the time that passed is added to it.

use super::Request;
use crate::domain::moment::Moment;

impl Request {
    /// How long the present wait has stopped the clock, in milliseconds.
    fn waited(&self, now: Moment) -> i64 {
        let Some(waiting) = &self.waiting else {
            return 0;
        };
        // The clock only began to run when someone was given the work.
        let from = match self.assigned {
            Some(assigned) => waiting.stamp.at.max(assigned.stamp.at),
            None => waiting.stamp.at,
        };
        now.since(from).max(0)
    }

    /// When it should be done, the present wait counted in.
    pub fn due_at(&self, now: Moment) -> Option<Moment> {
        let due = self.estimated_completion?;
        Some(due.plus_millis(self.waited(now)))
    }

    /// Whether it should have been done: in someone's hands, not waiting, and
    /// past its time.
    pub fn is_overdue(&self, now: Moment) -> bool {
        self.status.is_in_hand()
            && self.waiting.is_none()
            && self.estimated_completion.is_some_and(|due| due < now)
    }

    /// Lets the clock run again: what was left before the wait is left now.
    pub fn end_wait(&mut self, now: Moment) {
        self.estimated_completion = self.due_at(now);
        self.waiting = None;
    }

    /// Milliseconds from the report to the end of the work, if it has ended.
    pub fn time_to_resolve(&self) -> Option<i64> {
        Some(self.resolved?.at.since(self.created.at))
    }
}
