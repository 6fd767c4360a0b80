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
pub mod kinds;
pub mod people;

use crate::console::action::Action;
use crate::console::dates;
use crate::console::keys::Key;
use crate::domain::day::Day;

pub use entry::{Entry, Fault, Takes, entry};
pub use kinds::Kind;

/// A form that lies over the screen.
#[derive(Clone, Debug, PartialEq)]
pub struct Form {
    /// Which form it is.
    pub kind: Kind,
    entries: Vec<Entry>,
    at: usize,
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
            .position(|entry| entry.value().is_empty())
            .unwrap_or(0);
        Self {
            kind,
            entries,
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

    /// Puts a draft back into the fields.
    pub fn restore(&mut self, values: &[String]) {
        for (entry, value) in self.entries.iter_mut().zip(values) {
            entry.hold(value);
        }
    }

    /// Takes a key bound to nothing in a form; answers whether a field took it.
    pub fn press(&mut self, key: Key) -> bool {
        self.entries
            .get_mut(self.at)
            .is_some_and(|entry| entry.press(key))
    }

    /// Takes pasted text into the field that has the keyboard.
    pub fn paste(&mut self, pasted: &str) {
        if let Some(entry) = self.entries.get_mut(self.at) {
            entry.fault = None;
            entry.input.insert(pasted);
        }
    }

    /// Moves between the fields; answers whether the action was that.
    pub fn follow(&mut self, action: Action) -> bool {
        let count = self.entries.len().max(1);
        self.at = match action {
            Action::NextField => (self.at + 1) % count,
            Action::PreviousField => (self.at + count - 1) % count,
            _ => return false,
        };
        if let Some(entry) = self.entries.get_mut(self.at) {
            entry.untouched = true;
        }
        true
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
