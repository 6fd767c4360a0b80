//! Short messages at the foot of the screen.
//!
//! Owns the one message that shows now and when it goes away. A newer one
//! takes its place; a refusal stays until the person has done something else.

use crate::console::theme::Meaning;
use crate::domain::moment::Moment;

/// Milliseconds a message that asks for nothing stays.
const STAYS: i64 = 8_000;

/// What kind of message it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tone {
    /// Something was done.
    Done,
    /// A colleague did something.
    Colleague,
    /// Something to know.
    Note,
    /// Something was refused, with its way out.
    Refused,
}

impl Tone {
    /// The colour and word-mark of this kind of message.
    pub const fn meaning(self) -> Meaning {
        match self {
            Self::Done => Meaning::Good,
            Self::Colleague | Self::Note => Meaning::Info,
            Self::Refused => Meaning::Wrong,
        }
    }

    /// What stands before the message, so that colour is not needed.
    pub const fn mark(self) -> &'static str {
        match self {
            Self::Done | Self::Note => "",
            Self::Colleague => "<> ",
            Self::Refused => "No: ",
        }
    }
}

/// One message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Toast {
    /// What kind it is.
    pub tone: Tone,
    /// The sentence.
    pub text: String,
    /// When it goes away by itself; refusals do not.
    pub until: Option<Moment>,
}

impl Toast {
    /// A message shown from `now` on.
    pub fn new(tone: Tone, text: impl Into<String>, now: Moment) -> Self {
        let until = (tone != Tone::Refused).then(|| now.plus_millis(STAYS));
        Self {
            tone,
            text: text.into(),
            until,
        }
    }

    /// Whether it has been shown long enough.
    pub fn is_over(&self, now: Moment) -> bool {
        self.until.is_some_and(|until| now >= until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_pass_but_refusals_stay() {
        let now = Moment::default();
        let later = now.plus_millis(STAYS);
        assert!(Toast::new(Tone::Done, "Moved.", now).is_over(later));
        assert!(!Toast::new(Tone::Done, "Moved.", now).is_over(now));
        assert!(!Toast::new(Tone::Refused, "Room 205 is dirty.", now).is_over(later));
    }
}
