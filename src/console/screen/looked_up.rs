//! What a screen looks up apart from its house: what is known, up to when, and
//! what was asked since.
//!
//! Owns when it is time to ask again; what is asked is the screen's to say.

use crate::console::wish::Wish;
use crate::desk::Question;

/// Something looked up, and what it was looked up for.
#[derive(Clone, Debug)]
pub struct LookedUp<T, For> {
    /// What was found last.
    pub found: Option<T>,
    /// What it was asked for, or is being asked for.
    pub known: Option<For>,
    awaited: Option<Question>,
    /// Whether the screen is in front: elsewhere nothing need be asked.
    pub open: bool,
}

impl<T, For> Default for LookedUp<T, For> {
    fn default() -> Self {
        Self {
            found: None,
            known: None,
            awaited: None,
            open: false,
        }
    }
}

impl<T, For> LookedUp<T, For> {
    /// Nothing that was asked will be answered: it is asked again.
    pub fn forget(&mut self) {
        self.found = None;
        self.known = None;
        self.awaited = None;
    }

    /// Asks, for what is wanted now; only the answer to this counts.
    pub fn ask(&mut self, wanted: For, question: Question) -> Vec<Wish> {
        self.known = Some(wanted);
        self.awaited = Some(question.clone());
        vec![Wish::LookUp(Box::new(question))]
    }

    /// Takes what was found, if it answers what was asked last.
    pub fn take(&mut self, question: &Question, found: &T) -> bool
    where
        T: Clone,
    {
        let answers = self.awaited.as_ref() == Some(question);
        if answers {
            self.awaited = None;
            self.found = Some(found.clone());
        }
        answers
    }
}
