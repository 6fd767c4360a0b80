//! Late requests: when the managers are to be told of one, and told again.
//!
//! A request counts as late by its own clock ([`super::clock`]), which stands
//! still while it waits. Told is once, and again after as many hours as the
//! house says, for as long as it stays late.

use serde::{Deserialize, Serialize};

use super::{Category, Priority, Request};
use crate::domain::moment::Moment;
use crate::domain::policy::Policies;

/// How often the managers are told of a request in one person's hands before
/// it is offered to another.
const BEFORE_OFFER: u32 = 2;

/// That the managers were told.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Escalated {
    /// How often, since whoever has it was given it.
    pub times: u32,
    /// When, last.
    pub at: Moment,
}

impl Escalated {
    /// The same, where someone else has it now: the managers know already, and
    /// whoever has it now has time of their own.
    #[must_use]
    pub fn begun_anew(self) -> Escalated {
        Escalated { times: 0, ..self }
    }
}

impl Request {
    /// Whether the managers are to be told of it now.
    pub fn escalation_is_due(&self, policies: &Policies, now: Moment) -> bool {
        let pause = i64::from(policies.escalation_hours) * 3_600_000;
        self.is_overdue(now)
            && self
                .escalated
                .is_none_or(|before| now.since(before.at) >= pause)
    }

    /// What it is after they are told: once more, and more urgent by a step,
    /// as far as its category goes.
    #[must_use]
    pub fn escalated_at(&self, category: &Category, now: Moment) -> Request {
        let times = self.escalated.map_or(0, |before| before.times);
        Request {
            escalated: Some(Escalated {
                times: times.saturating_add(1),
                at: now,
            }),
            priority: self
                .priority
                .next()
                .min(category.max_priority)
                .max(self.priority),
            ..self.clone()
        }
    }

    /// Whether it is to be offered to someone else.
    pub fn wants_another(&self) -> bool {
        self.escalated
            .is_some_and(|escalated| escalated.times >= BEFORE_OFFER)
    }
}

impl Priority {
    /// More urgent by a step; an emergency stays one.
    #[must_use]
    pub fn next(self) -> Priority {
        Priority::try_from(self.number() + 1).unwrap_or(self)
    }
}
