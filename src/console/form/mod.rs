//! Forms: a few fields, each with its fault beside it.
//!
//! Owns what is typed into the fields, which one has the keyboard, and the
//! drawing. Which forms there are and which command each makes stands in
//! [`kinds`]; whether that command is possible is asked of the domain.

pub mod kinds;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::console::action::Action;
use crate::console::dates;
use crate::console::keys::{Code, Key};
use crate::console::look::{Look, row};
use crate::console::text;
use crate::console::theme::Meaning;
use crate::console::widget::field::Field;
use crate::console::widget::popup;
use crate::domain::day::Day;

pub use kinds::Kind;

/// Columns of the labels, and of the fields.
const LABEL: u16 = 14;
const INPUT: u16 = 26;

/// What a field takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Takes {
    /// Any text.
    Text,
    /// A day, as people type them.
    Date,
    /// A whole number up to this.
    Number(u32),
    /// One of these; the field holds the first part, people see the second.
    OneOf(Vec<(String, String)>),
}

/// One field of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it is called; unique within the form.
    pub label: &'static str,
    takes: Takes,
    required: bool,
    hint: &'static str,
    input: Field,
    chosen: usize,
    fault: Option<String>,
    /// Nothing was typed into it since the keyboard came.
    untouched: bool,
}

/// What is wrong with which field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The field's label.
    pub label: &'static str,
    /// One sentence.
    pub message: String,
}

/// Starts a field.
pub fn entry(label: &'static str, takes: Takes) -> Entry {
    Entry {
        label,
        takes,
        required: false,
        hint: "",
        input: Field::default(),
        chosen: 0,
        fault: None,
        untouched: true,
    }
}

impl Entry {
    /// It may not stay empty.
    #[must_use]
    pub fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// What to type, shown while it is empty.
    #[must_use]
    pub fn hint(mut self, hint: &'static str) -> Self {
        self.hint = hint;
        self
    }

    /// What it holds at first.
    #[must_use]
    pub fn holding(mut self, value: &str) -> Self {
        self.hold(value);
        self
    }

    fn hold(&mut self, value: &str) {
        if let Takes::OneOf(options) = &self.takes {
            self.chosen = options
                .iter()
                .position(|(held, _)| held == value)
                .unwrap_or(self.chosen);
        } else {
            self.input = Field::with(value);
        }
    }

    /// What it holds: what was typed, or the chosen option.
    pub fn value(&self) -> &str {
        match &self.takes {
            Takes::OneOf(options) => options.get(self.chosen).map_or("", |(held, _)| held),
            _ => self.input.text().trim(),
        }
    }

    fn press(&mut self, key: Key) -> bool {
        self.fault = None;
        let untouched = std::mem::take(&mut self.untouched);
        match &self.takes {
            // What a number or a day was filled with gives way to what is typed.
            Takes::Number(_) | Takes::Date if untouched && key.typed().is_some() => {
                self.input.clear();
                self.input.press(key)
            }
            Takes::OneOf(options) => {
                let next = next_option(options, self.chosen, key);
                self.chosen = next.unwrap_or(self.chosen);
                next.is_some()
            }
            _ => self.input.press(key),
        }
    }
}

/// Left and right go round the options; a letter goes to the next that begins
/// with it.
fn next_option(options: &[(String, String)], chosen: usize, key: Key) -> Option<usize> {
    let count = options.len().max(1);
    match key.code {
        Code::Left => Some((chosen + count - 1) % count),
        Code::Right | Code::Space => Some((chosen + 1) % count),
        _ => {
            let letter = key.typed()?.to_ascii_lowercase();
            let begins = |nth: &usize| options[*nth].1.to_ascii_lowercase().starts_with(letter);
            Some(
                (1..=options.len())
                    .map(|step| (chosen + step) % count)
                    .find(begins)
                    .unwrap_or(chosen),
            )
        }
    }
}

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
            .map(|entry| entry.value().to_owned())
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

    fn place(&self, area: Rect) -> Rect {
        popup::centred(area, 76, self.entries.len() as u16 + 6)
    }

    /// A click into a field goes there; answers whether it fell on the form.
    pub fn click(&mut self, area: Rect, at: Position) -> bool {
        let place = self.place(area);
        if !place.contains(at) {
            return false;
        }
        let nth = usize::from(at.y.saturating_sub(place.y + 1));
        if nth < self.entries.len() {
            self.at = nth;
        }
        true
    }

    /// Draws the form over `area`; answers where the cursor belongs.
    pub fn draw(
        &self,
        area: Rect,
        buffer: &mut Buffer,
        look: &Look,
        today: Day,
    ) -> Option<Position> {
        let title = self.kind.title();
        let (ground, border) = (look.style(Meaning::Text), look.style(Meaning::Border));
        let inside = popup::open(
            self.place(area),
            buffer,
            &title,
            look.lines(),
            ground,
            border,
        );
        let mut cursor = None;
        for (nth, entry) in self.entries.iter().enumerate() {
            let here = nth == self.at;
            let found = entry.draw(row(inside, nth as u16), buffer, look, here, today);
            cursor = cursor.or(found.filter(|_| here));
        }
        self.draw_foot(inside, buffer, look);
        cursor
    }

    fn draw_foot(&self, inside: Rect, buffer: &mut Buffer, look: &Look) {
        let (said, meaning) = match &self.outlook {
            _ if self.saving => ("Saving ...", Meaning::Muted),
            Outlook::Unknown => ("", Meaning::Muted),
            Outlook::Fine(said) => (said.as_str(), Meaning::Good),
            Outlook::Refused(said) => (said.as_str(), Meaning::Wrong),
        };
        let mark = if matches!(self.outlook, Outlook::Refused(_)) {
            "No: "
        } else {
            ""
        };
        let columns = usize::from(inside.width.saturating_sub(2));
        let lines = text::wrap(&format!("{mark}{said}"), columns);
        let first = self.entries.len() as u16 + 1;
        for (nth, line) in lines.iter().take(2).enumerate() {
            look.write(
                buffer,
                row(inside, first + nth as u16),
                &format!(" {line}"),
                look.style(meaning),
            );
        }
        let hints = [
            (" Enter", Meaning::Key),
            (" Save  ", Meaning::Muted),
            ("Tab", Meaning::Key),
            (" Next field  ", Meaning::Muted),
            ("Esc", Meaning::Key),
            (" Back, what is typed is kept", Meaning::Muted),
        ];
        let last = row(inside, inside.height.saturating_sub(1));
        if last.y > inside.y + self.entries.len() as u16 {
            look.write_pieces(buffer, last, &hints);
        }
    }
}

impl Entry {
    fn draw(
        &self,
        line: Rect,
        buffer: &mut Buffer,
        look: &Look,
        here: bool,
        today: Day,
    ) -> Option<Position> {
        if line.is_empty() {
            return None;
        }
        let mark = if here { ">" } else { " " };
        let label = format!(
            "{mark}{}{}",
            self.label,
            if self.required { " *" } else { "" }
        );
        let style = look.style(if here {
            Meaning::Heading
        } else {
            Meaning::Muted
        });
        look.write(
            buffer,
            Rect {
                width: LABEL.min(line.width),
                ..line
            },
            &label,
            style,
        );
        let x = line.x + LABEL.min(line.width);
        let input = Rect {
            x,
            width: INPUT.min(line.right() - x),
            ..line
        };
        let cursor = Some(self.draw_input(input, buffer, look, here));
        let rest = Rect {
            x: input.right() + 1,
            width: line.right().saturating_sub(input.right() + 1),
            ..line
        };
        let (said, meaning) = self.remark(today);
        look.write(buffer, rest, &said, look.style(meaning));
        cursor
    }

    fn draw_input(&self, input: Rect, buffer: &mut Buffer, look: &Look, here: bool) -> Position {
        let style = look.style(if here { Meaning::Field } else { Meaning::Text });
        match &self.takes {
            Takes::OneOf(options) => {
                let shown = options.get(self.chosen).map_or("", |(_, shown)| shown);
                let shown = if here {
                    format!("< {shown} >")
                } else {
                    shown.to_owned()
                };
                look.write(buffer, input, &shown, style);
                input.as_position()
            }
            _ => self.input.draw(input, buffer, style, look.ascii),
        }
    }

    /// What stands beside the field: its fault, else what was understood, else
    /// what to type.
    fn remark(&self, today: Day) -> (String, Meaning) {
        if let Some(fault) = &self.fault {
            return (format!("! {fault}"), Meaning::Wrong);
        }
        let typed = self.value();
        if typed.is_empty() {
            return (self.hint.to_owned(), Meaning::Muted);
        }
        match &self.takes {
            Takes::Date => match dates::read(typed, today.date()) {
                Ok(date) => (dates::echo(date, today.date()), Meaning::Info),
                Err(fault) => (format!("! {fault}"), Meaning::Wrong),
            },
            _ => (String::new(), Meaning::Muted),
        }
    }
}
