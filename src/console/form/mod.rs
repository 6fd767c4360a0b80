//! Forms: a few fields, each with its fault beside it.
//!
//! Owns what is typed into the fields and which one has the keyboard. Which
//! forms there are stands in [`kinds`], what they ask in [`fields`], which
//! command each makes in [`command`]; whether that command is possible is
//! asked of the domain.

pub mod command;
mod draw;
pub mod entry;
pub mod fields;
mod guest;
pub mod house;
pub mod kinds;
mod outlook;
pub mod people;
mod plan;
pub mod request;
pub mod rule;
mod telling;

use crate::console::action::Action;
use crate::console::dates;
use crate::console::keys::Key;
use crate::domain::day::Day;

pub use entry::{Entry, Fault, Takes, entry};
pub use kinds::{Kind, Tell};

/// A form that lies over the screen.
#[derive(Clone, Debug, PartialEq)]
pub struct Form {
    /// Which form it is.
    pub kind: Kind,
    entries: Vec<Entry>,
    at: usize,
    /// What the fields held when it was opened.
    initial: Vec<String>,
    /// The seldom needed fields show too.
    unfolded: bool,
    /// A draft of this time stands in the fields, and was not taken up yet.
    offered: Option<String>,
    /// What is left to be had for what is typed.
    supply: String,
    /// What the domain says about the command as it stands.
    outlook: Outlook,
    /// Sent, and not answered yet.
    pub saving: bool,
    /// Who began it, where somebody else goes on with it.
    pub begun_by: Option<String>,
}

/// What would come of sending the form now.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum Outlook {
    /// Not complete yet.
    #[default]
    Unknown,
    /// This would happen.
    Fine(String),
    /// It would be, or was, refused.
    Refused(String),
}

impl Form {
    /// A form with these fields.
    pub fn new(kind: Kind, entries: Vec<Entry>) -> Self {
        let first_empty = entries
            .iter()
            .position(|entry| entry.value().is_empty() && !entry.seldom)
            // What is there already is read from its beginning.
            .filter(|_| !kind.changes_what_is_known())
            .unwrap_or(0);
        let initial = entries
            .iter()
            .map(|entry| entry.value().to_owned())
            .collect();
        Self {
            kind,
            entries,
            initial,
            unfolded: false,
            offered: None,
            supply: String::new(),
            at: first_empty,
            outlook: Outlook::Unknown,
            saving: false,
            begun_by: None,
        }
    }

    /// The text of a field.
    ///
    /// # Errors
    /// A sentence if it is required and empty.
    pub fn text(&self, label: &'static str) -> Result<&str, Fault> {
        let entry = self.entries.iter().find(|entry| entry.label == label);
        let value = entry.map_or("", Entry::value);
        if value.is_empty() && entry.is_none_or(|entry| entry.required) {
            return Err(Fault {
                label,
                message: "needed".to_owned(),
            });
        }
        Ok(value)
    }

    /// The text of a field, or nothing if it is empty.
    ///
    /// # Errors
    /// As [`Form::text`].
    pub fn optional(&self, label: &'static str) -> Result<Option<String>, Fault> {
        Ok(Some(self.text(label)?)
            .filter(|text| !text.is_empty())
            .map(str::to_owned))
    }

    /// The day in a field, if one was typed.
    ///
    /// # Errors
    /// A sentence if it is no day, or required and empty.
    pub fn day(&self, label: &'static str, today: Day) -> Result<Option<Day>, Fault> {
        let Some(typed) = self.optional(label)? else {
            return Ok(None);
        };
        let date = dates::read(&typed, today.date()).map_err(|fault| Fault {
            label,
            message: fault.to_string(),
        })?;
        let day = Day::from_date(date);
        day.map(Some).ok_or_else(|| Fault {
            label,
            message: "out of reach".to_owned(),
        })
    }

    /// The number in a field, if one was typed.
    ///
    /// # Errors
    /// A sentence if it is no number, too large, or required and empty.
    pub fn number(&self, label: &'static str) -> Result<Option<u32>, Fault> {
        let Some(typed) = self.optional(label)? else {
            return Ok(None);
        };
        let most = self.entries.iter().find_map(|entry| match entry.takes {
            Takes::Number(most) if entry.label == label => Some(most),
            _ => None,
        });
        let most = most.unwrap_or(u32::MAX);
        match typed.parse::<u32>() {
            Ok(number) if number <= most => Ok(Some(number)),
            _ => Err(Fault {
                label,
                message: format!("a number from 0 to {most}"),
            }),
        }
    }

    /// What all fields hold, to be kept as a draft.
    pub fn values(&self) -> Vec<String> {
        self.entries
            .iter()
            .map(|entry| entry.to_be_kept().to_owned())
            .collect()
    }

    /// Puts a draft into the fields, to be taken up or given up.
    pub fn offer(&mut self, values: &[String], kept_at: String) {
        if values.len() != self.entries.len() || values == self.initial {
            return;
        }
        self.restore(values);
        self.offered = Some(kept_at);
    }

    fn restore(&mut self, values: &[String]) {
        for (entry, value) in self.entries.iter_mut().zip(values) {
            entry.hold(value);
        }
    }

    /// Takes up the draft that is offered; answers whether one was.
    pub fn take_up(&mut self) -> bool {
        self.offered.take().is_some()
    }

    /// Whether a draft is offered.
    pub fn is_offered(&self) -> bool {
        self.offered.is_some()
    }

    /// Gives up what was typed: the fields hold what they held at first.
    pub fn start_anew(&mut self) {
        self.offered = None;
        let initial = std::mem::take(&mut self.initial);
        self.restore(&initial);
        self.initial = initial;
        for entry in &mut self.entries {
            entry.fault = None;
        }
    }

    /// Whether anything was typed that is not there already.
    pub fn is_changed_at_all(&self) -> bool {
        self.values() != self.initial
    }

    /// Whether a field holds something else than at first.
    fn is_changed(&self, label: &str) -> bool {
        let fields = self.entries.iter().zip(&self.initial);
        fields
            .into_iter()
            .any(|(entry, initial)| entry.label == label && entry.value() != initial)
    }

    /// Whether it is about particulars, and all of them read as before.
    fn changes_nothing(&self) -> bool {
        matches!(self.kind, Kind::EditBooking { .. }) && !self.is_changed_at_all()
    }

    /// Whether it makes a booking that was not there.
    fn makes_a_booking(&self) -> bool {
        matches!(self.kind, Kind::NewBooking { .. } | Kind::WalkIn { .. })
    }

    /// The fields that show: those that are often needed, and of the others
    /// those that hold something or are at fault.
    fn visible(&self) -> Vec<usize> {
        let shows = |at: &usize| {
            let entry = &self.entries[*at];
            !entry.seldom
                || self.unfolded
                || entry.fault.is_some()
                || self
                    .initial
                    .get(*at)
                    .is_some_and(|initial| initial != entry.value())
                || *at == self.at
        };
        (0..self.entries.len()).filter(shows).collect()
    }

    /// Shows beside each field what is wrong with it, and goes to the first;
    /// answers whether any is.
    pub fn find_faults(&mut self, today: Day) -> bool {
        let mut first = None;
        for (at, entry) in self.entries.iter_mut().enumerate() {
            entry.fault = entry.own_fault(today);
            if entry.fault.is_some() {
                first = first.or(Some(at));
            }
        }
        self.at = first.unwrap_or(self.at);
        first.is_some()
    }

    /// Takes a key bound to nothing in a form; answers whether a field took it.
    pub fn press(&mut self, key: Key) -> bool {
        self.offered = None;
        self.entries
            .get_mut(self.at)
            .is_some_and(|entry| entry.press(key))
    }

    /// Takes pasted text into the field that has the keyboard.
    pub fn paste(&mut self, pasted: &str) {
        self.offered = None;
        if let Some(entry) = self.entries.get_mut(self.at) {
            entry.fault = None;
            entry.input.insert(pasted);
        }
    }

    /// Moves between the fields; answers whether the action was that.
    pub fn follow(&mut self, action: Action) -> bool {
        let visible = self.visible();
        let count = visible.len().max(1);
        let nth = visible.iter().position(|at| *at == self.at).unwrap_or(0);
        let nth = match action {
            Action::NextField => (nth + 1) % count,
            Action::PreviousField => (nth + count - 1) % count,
            Action::MoreFields => {
                self.unfold();
                return true;
            }
            Action::Discard => {
                self.start_anew();
                return true;
            }
            _ => return false,
        };
        self.at = visible.get(nth).copied().unwrap_or(0);
        if let Some(entry) = self.entries.get_mut(self.at) {
            entry.untouched = true;
        }
        true
    }

    /// Shows the seldom needed fields and goes to the first, or hides them.
    fn unfold(&mut self) {
        self.unfolded = !self.unfolded;
        let first = self.entries.iter().position(|entry| entry.seldom);
        if let (true, Some(first)) = (self.unfolded, first) {
            self.at = first;
        } else if self.entries.get(self.at).is_some_and(|entry| entry.seldom) {
            self.at = 0;
        }
    }

    /// Shows what would come of sending it now.
    pub fn foresee(&mut self, outlook: Outlook) {
        self.outlook = outlook;
    }

    /// Shows a fault beside its field and goes there.
    pub fn blame(&mut self, fault: Fault) {
        if let Some(at) = self
            .entries
            .iter()
            .position(|entry| entry.label == fault.label)
        {
            self.entries[at].fault = Some(fault.message);
            self.at = at;
        }
    }
}
