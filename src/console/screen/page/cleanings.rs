//! What was cleaned in a room since ever: the figures, and each cleaning with
//! who did it, how long it took, who inspected it and what was wrong.
//!
//! Owns what was looked up of it, and how much of it is shown.

use super::Told;
use crate::console::text;
use crate::console::theme::Meaning;
use crate::console::view::View;
use crate::console::wish::Wish;
use crate::desk::{CleanedWanted, Question};
use crate::domain::id::RoomId;
use crate::domain::view::cleanings::{self, Cleaned};

/// Cleanings told at first, and how many more whenever the end is reached.
const AT_ONCE: u32 = 12;

/// The cleanings of a room, as far as they are known.
#[derive(Clone, Debug)]
pub struct Cleanings {
    known: Option<Cleaned>,
    awaited: Option<Question>,
    most: u32,
}

impl Default for Cleanings {
    fn default() -> Self {
        Self {
            known: None,
            awaited: None,
            most: AT_ONCE,
        }
    }
}

impl Cleanings {
    /// Nothing that was asked will be answered.
    pub fn forget(&mut self) {
        self.awaited = None;
    }

    /// Asks for as many as are shown.
    pub fn ask(&mut self, room: RoomId) -> Vec<Wish> {
        let question = Question::Cleanings(CleanedWanted {
            room: Some(room),
            days: None,
            most: self.most,
        });
        self.awaited = Some(question.clone());
        vec![Wish::LookUp(Box::new(question))]
    }

    /// Asks for more, where there are more.
    pub fn more(&mut self, room: RoomId) -> Vec<Wish> {
        let earlier = self.known.as_ref().is_some_and(|known| known.earlier);
        if !earlier || self.awaited.is_some() {
            return Vec::new();
        }
        self.most += AT_ONCE * 4;
        self.ask(room)
    }

    /// Takes an answer, if it is the one that is awaited.
    pub fn take(&mut self, question: &Question, cleaned: &Cleaned) {
        if self.awaited.as_ref() == Some(question) {
            self.awaited = None;
            self.known = Some(cleaned.clone());
        }
    }

    /// What is known, line by line.
    pub fn told(&self, view: &View) -> Vec<Told> {
        let mut lines = vec![
            (Meaning::Text, String::new()),
            (Meaning::Heading, "CLEANINGS, the latest first".to_owned()),
        ];
        let Some(known) = &self.known else {
            lines.push((Meaning::Muted, "Reading ...".to_owned()));
            return lines;
        };
        if known.lines.is_empty() {
            let said = "No cleaning was written down here yet.";
            lines.push((Meaning::Muted, said.to_owned()));
            return lines;
        }
        lines.push((Meaning::Muted, figures(&known.statistics.all)));
        for one in &known.lines {
            lines.extend(told(one, view));
        }
        if known.earlier {
            lines.push((Meaning::Muted, "Earlier cleanings follow ...".to_owned()));
        }
        lines
    }
}

/// The figures of a room in a line.
fn figures(all: &cleanings::Figures) -> String {
    let mut said = vec![format!("{} turnovers", all.turnovers)];
    for (count, what) in [(all.services, "services"), (all.touch_ups, "touch-ups")] {
        if count > 0 {
            said.push(format!("{count} {what}"));
        }
    }
    if let (Some(took), Some(usual)) = (all.average_minutes(), all.average_usual()) {
        said.push(format!("{took}m on average, usually {usual}m"));
    }
    said.push(format!(
        "{} of {} inspections failed",
        all.failed, all.inspected
    ));
    said.join(", ")
}

/// One cleaning: a line, and another for what was wrong.
fn told(one: &cleanings::Told, view: &View) -> Vec<Told> {
    let at = one.cleaned_at.stamp(view.property.timezone);
    let took = match one.minutes {
        Some(minutes) => format!("{minutes}m of {}m", one.usual_minutes),
        None => format!("usually {}m", one.usual_minutes),
    };
    let looked = match (&one.inspected_by, one.passed) {
        (Some(who), Some(true)) => format!("passed by {who}"),
        (Some(who), _) => format!("FAILED by {who}"),
        _ => "not inspected".to_owned(),
    };
    let meaning = if one.passed == Some(false) {
        Meaning::Warning
    } else {
        Meaning::Text
    };
    let mut lines = vec![(
        meaning,
        format!(
            "{at}  {}  {}  {took}  {looked}",
            text::pad(one.kind.label(), 10),
            one.cleaned_by
        ),
    )];
    let mut wrong = one.failed.clone();
    wrong.extend(one.notes.iter().cloned());
    if !wrong.is_empty() {
        lines.push((meaning, format!("  {}", wrong.join("; "))));
    }
    lines
}
