//! The forms that tell people something: an announcement, a note for the next
//! shift, an event of the house.

use super::{Entry, Fault, Form, Takes, entry};
use crate::console::view::View;
use crate::domain::command::{AddEvent, Announce, Command, HandOver};
use crate::domain::day::Day;
use crate::domain::staff::Role;

/// What is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tell {
    /// Everyone, or a role, something.
    Announcement,
    /// The next shift something.
    HandOver,
    /// An event from this day on.
    Event(Day),
}

impl Tell {
    /// What stands on the frame.
    pub fn title(self) -> &'static str {
        match self {
            Tell::Announcement => "Announcement",
            Tell::HandOver => "Note for the next shift",
            Tell::Event(_) => "Event of the house",
        }
    }

    /// What it asks.
    pub fn entries(self) -> Vec<Entry> {
        let date = |label| entry(label, Takes::Date).hint("t, +3, fri, 16, 24/12");
        match self {
            Tell::Announcement => vec![
                entry("Text", Takes::Text).required(),
                entry("For", Takes::OneOf(roles())).required(),
                date("Until").hint("empty: for a week"),
            ],
            Tell::HandOver => vec![
                entry("Text", Takes::Text)
                    .required()
                    .hint("what the next shift should know"),
            ],
            Tell::Event(day) => vec![
                entry("Name", Takes::Text).required(),
                date("From").required().holding(&day.to_string()),
                date("To").required().holding(&day.to_string()),
            ],
        }
    }
}

/// Everyone, and each role.
fn roles() -> Vec<(String, String)> {
    let each = Role::ALL
        .iter()
        .map(|role| (role.as_str().to_owned(), role.label().to_owned()));
    std::iter::once((String::from("everyone"), String::from("everyone")))
        .chain(each)
        .collect()
}

impl Form {
    /// The command of a form that tells people something.
    pub(super) fn told(&self, tell: Tell, view: &View) -> Result<Command, Fault> {
        let day = |label| {
            self.day(label, view.today())?.ok_or(Fault {
                label,
                message: "needed".into(),
            })
        };
        Ok(match tell {
            Tell::Announcement => {
                let held = self.text("For")?;
                let roles = Role::ALL.iter().copied();
                Announce {
                    text: self.text("Text")?.to_owned(),
                    roles: roles.filter(|role| role.as_str() == held).collect(),
                    until: self.day("Until", view.today())?,
                }
                .into()
            }
            Tell::HandOver => HandOver {
                text: self.text("Text")?.to_owned(),
            }
            .into(),
            Tell::Event(_) => AddEvent {
                name: self.text("Name")?.to_owned(),
                from: day("From")?,
                to: day("To")?,
            }
            .into(),
        })
    }
}
