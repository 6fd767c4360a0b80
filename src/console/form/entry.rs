//! One field of a form: what it takes, what it holds, and its drawing.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::console::dates;
use crate::console::keys::{Code, Key};
use crate::console::look::Look;
use crate::console::theme::Meaning;
use crate::console::widget::field::Field;
use crate::domain::day::Day;

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
    /// A PIN: shown as stars, kept in no draft.
    Secret,
    /// One of these; the field holds the first part, people see the second.
    OneOf(Vec<(String, String)>),
}

/// One field of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it is called; unique within the form.
    pub label: &'static str,
    pub(super) takes: Takes,
    pub(super) required: bool,
    pub(super) hint: &'static str,
    pub(super) input: Field,
    pub(super) chosen: usize,
    pub(super) fault: Option<String>,
    /// What would be refused about it, while one types.
    pub(super) foretold: Option<String>,
    /// What it comes to, told beside it.
    pub(super) echo: String,
    /// Folded away until it is asked for.
    pub(super) seldom: bool,
    /// Nothing was typed into it since the keyboard came.
    pub(super) untouched: bool,
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
        foretold: None,
        echo: String::new(),
        seldom: false,
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

    /// It is needed so seldom that it stays folded away.
    #[must_use]
    pub fn seldom(mut self) -> Self {
        self.seldom = true;
        self
    }

    /// The field of the command that it fills, as refusals name it.
    pub(super) fn field(&self) -> &'static str {
        match self.label {
            "Room type" => "room_type",
            "Room or type" | "Room" => "room",
            "Arrival" => "check_in",
            "Departure" => "check_out",
            "Nights" => "nights",
            "Guest" => "lead",
            "Others" | "Names" => "guests",
            "Adults" => "adults",
            "Children" => "children",
            "Infants" => "infants",
            "Telephone" => "phone",
            "E-mail" => "email",
            "Nationality" => "nationality",
            "Document" => "document",
            "Rate" => "rate",
            "Source" => "source",
            "Reference" => "reference",
            "Group" => "group",
            "Comes at" => "arrival_time",
            "Leaves at" => "departure_time",
            "Floor" => "floor",
            "Features" => "features",
            "Note" | "How" | "What is wrong" => "notes",
            "Reason" => "reason",
            "Name" => "name",
            "Rooms" => "rooms",
            "From" => "from",
            "To" => "to",
            "Until" => "until",
            "With" => "with",
            "Amount" => "amount",
            "Flat" => "flat",
            "Roles" => "roles",
            "Hours" => "usual_hours",
            "Budget" => "budget",
            "Checklist" => "checklist",
            "Asked by" => "requester",
            other => other,
        }
    }

    /// What is wrong with what stands in it, seen by itself.
    pub(super) fn own_fault(&self, today: Day) -> Option<String> {
        let typed = self.value();
        if self.takes == Takes::Secret {
            // What stands in it is nobody's to see; the command knows.
            return None;
        }
        if typed.is_empty() {
            return self.required.then(|| "needed".to_owned());
        }
        match &self.takes {
            Takes::Date => dates::read(typed, today.date())
                .err()
                .map(|fault| fault.to_string()),
            Takes::Number(most) => match typed.parse::<u32>() {
                Ok(number) if number <= *most => None,
                _ => Some(format!("a number from 0 to {most}")),
            },
            Takes::Text | Takes::OneOf(_) | Takes::Secret => None,
        }
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

    pub(super) fn hold(&mut self, value: &str) {
        if let Takes::OneOf(options) = &self.takes {
            self.chosen = options
                .iter()
                .position(|(held, _)| held == value)
                .unwrap_or(self.chosen);
        } else {
            self.input = Field::with(value);
        }
    }

    /// What it holds, as far as a draft may keep it.
    pub(super) fn to_be_kept(&self) -> &str {
        match self.takes {
            Takes::Secret => "",
            _ => self.value(),
        }
    }

    /// What it holds: what was typed, or the chosen option.
    pub fn value(&self) -> &str {
        match &self.takes {
            Takes::OneOf(options) => options.get(self.chosen).map_or("", |(held, _)| held),
            _ => self.input.text().trim(),
        }
    }

    pub(super) fn press(&mut self, key: Key) -> bool {
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

impl Entry {
    pub(super) fn draw(
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
            Takes::Secret => {
                let typed = self.input.text().chars().count();
                let stars = typed.min(usize::from(input.width).saturating_sub(1));
                look.write(buffer, input, &"*".repeat(stars), style);
                Position::new(input.x + stars as u16, input.y)
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
        if let Some(foretold) = &self.foretold {
            return (format!("! {foretold}"), Meaning::Warning);
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
            _ => (self.echo.clone(), Meaning::Info),
        }
    }
}
