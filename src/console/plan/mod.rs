//! A plan, looked at before it is carried out: who would go where, as shades
//! on a grid of its own, with a list to walk and what all of it comes to.
//!
//! Owns which line is looked at, which are left out, and which were said to
//! hold no longer. What a plan contains, what falls with what and what it adds
//! up to is the domain's ([`Picked`]); nothing is written before it is applied.

pub mod ask;
mod draw;
mod lines;
mod panel;
mod parts;
mod rate;
mod sums;
mod words;

use std::collections::BTreeMap;

use ratatui::layout::{Position, Rect};

use self::lines::Entry;
use self::parts::Parts;
use super::grid::{GridState, Leaving, Shade, Shades, Standing};
use super::screen::page::Page;
use super::view::View;
use super::widget::choice::Choice;
use super::wish::Wish;
use crate::domain::command::Command;
use crate::domain::day::Stay;
use crate::domain::error::Refusal;
use crate::domain::id::BookingId;
use crate::domain::planning::{Fate, Picked, Proposal, Sums};

/// Days before and after the plan's nights in which neighbours are still felt.
const AROUND: i32 = 4;

/// A plan that is looked at.
#[derive(Clone, Debug)]
pub struct PlanScreen {
    /// The question it answers: asked again, or carried out.
    asked: Command,
    picked: Picked,
    /// The lines, as they are walked.
    entries: Vec<Entry>,
    choice: Choice,
    /// Bookings whose lines no longer hold, and why.
    failing: BTreeMap<String, String>,
    sums: Sums,
    grid: GridState,
    /// The code it is kept under, if it is.
    code: Option<String>,
    /// The page it was asked for from.
    pub beneath: Option<Page>,
}

impl PlanScreen {
    /// A plan that has come, on a grid like the one of the month.
    pub fn new(asked: Command, plan: Proposal, grid: &GridState, view: &View) -> Self {
        let picked = lines::picked(plan);
        let mut screen = Self {
            entries: lines::entries(&picked, view.house),
            sums: picked.sums(view.house),
            asked,
            picked,
            choice: Choice::default(),
            failing: BTreeMap::new(),
            grid: grid.for_plan(),
            code: None,
            beneath: None,
        };
        screen.look(view);
        screen
    }

    /// The question it answers.
    pub fn asked(&self) -> &Command {
        &self.asked
    }

    /// How its part of the frame is divided.
    fn parts(&self, area: Rect) -> Parts {
        parts::divide(area, self.entries.len())
    }

    /// It was kept under this code: carried out, it is done with there too.
    pub fn was_kept(&mut self, code: String) {
        self.code = Some(code);
    }

    /// The line that is looked at.
    fn chosen(&self) -> Option<&Entry> {
        self.entries.get(self.choice.at)
    }

    /// The view of the grid's own part of the frame.
    fn beside<'a>(&self, view: &View<'a>) -> View<'a> {
        View {
            body: self.parts(view.body).grid,
            ..*view
        }
    }

    /// Brings the line that is looked at into sight, and its shade on top.
    fn look(&mut self, view: &View) {
        let last = self.entries.len().saturating_sub(1);
        self.choice.at = self.choice.at.min(last);
        self.grid.shade(self.shades());
        let beside = self.beside(view);
        match self
            .chosen()
            .map(|entry| (entry.booking, entry.room, entry.part))
        {
            Some((_, Some(room), part)) => self.grid.look_at_room(room, part, &beside),
            Some((booking, None, part)) => self.grid.look_at_waiting(booking, part, &beside),
            None => {}
        }
    }

    /// The plan as it lies over the grid.
    fn shades(&self) -> Shades {
        let chosen = self.chosen();
        let mut shades = Shades::default();
        for entry in &self.entries {
            let Some(room) = entry.room.filter(|_| !entry.stays()) else {
                continue;
            };
            let standing = self.standing(entry);
            shades.ghosts.push(Shade {
                booking: entry.booking,
                room,
                nights: entry.part,
                label: entry.label(),
                standing,
                chosen: chosen == Some(entry),
            });
            if standing != Standing::LeftOut {
                shades.leaving.push(Leaving {
                    booking: entry.booking,
                    room: entry.leaves,
                    nights: entry.part,
                });
            }
        }
        shades
    }

    fn standing(&self, entry: &Entry) -> Standing {
        if self.picked.fate(entry.booking) != Fate::Kept {
            Standing::LeftOut
        } else if self.failing.contains_key(&entry.code) {
            Standing::Fails
        } else {
            Standing::Kept
        }
    }

    /// Leaves the line that is looked at out, or takes it back.
    fn toggle(&mut self, view: &View) -> Option<Wish> {
        let entry = self.chosen()?;
        let (booking, name) = (entry.booking, entry.guest.clone());
        if self.picked.is_whole() {
            return Some(Wish::refuse(
                "These moves make sense only together: Enter carries them out, Esc leaves all as it is.",
            ));
        }
        if entry.stays() {
            return Some(Wish::refuse(format!(
                "{name} keeps the room; there is nothing to leave out."
            )));
        }
        if entry.room.is_none() && !entry.loses {
            return Some(Wish::refuse(format!(
                "{name} gets no room by this plan; there is nothing to leave out."
            )));
        }
        self.picked.toggle(booking);
        self.weigh(view);
        None
    }

    /// Leaves out every line that was said to hold no longer.
    fn leave_out_failing(&mut self, view: &View) -> Option<Wish> {
        if self.failing.is_empty() {
            return Some(Wish::refuse("Every line still holds, as far as is known."));
        }
        let failing: Vec<BookingId> = self
            .entries
            .iter()
            .filter(|entry| self.failing.contains_key(&entry.code))
            .map(|entry| entry.booking)
            .collect();
        for booking in failing {
            self.picked.leave_out(booking);
        }
        self.weigh(view);
        None
    }

    /// What is kept is counted anew, and shows; nothing scrolls for it.
    fn weigh(&mut self, view: &View) {
        self.sums = self.picked.sums(view.house);
        self.grid.shade(self.shades());
    }

    /// Remembers which lines no longer hold, and goes to the first of them.
    pub fn blame(&mut self, refusal: &Refusal, view: &View) {
        self.failing = lines::failing(refusal);
        let first = self
            .entries
            .iter()
            .position(|entry| self.failing.contains_key(&entry.code));
        self.choice.at = first.unwrap_or(self.choice.at);
        self.look(view);
    }

    /// Goes to a booking's line; answers whether the plan has one.
    fn go_to(&mut self, booking: BookingId, view: &View) -> bool {
        let found = self
            .entries
            .iter()
            .position(|entry| entry.booking == booking);
        self.choice.at = found.unwrap_or(self.choice.at);
        self.look(view);
        found.is_some()
    }

    /// All nights the plan is about, and a few on either side.
    fn days(&self) -> Option<Stay> {
        let from = self.entries.iter().map(|entry| entry.part.check_in).min()?;
        let to = self
            .entries
            .iter()
            .map(|entry| entry.part.check_out)
            .max()?;
        Some(Stay {
            check_in: from.plus(-AROUND),
            check_out: to.plus(AROUND),
        })
    }

    /// The line of the list at a place of the frame.
    fn line_at(&self, area: Rect, at: Position) -> Option<usize> {
        let list = self.parts(area).list;
        let window = self
            .choice
            .window(self.entries.len(), usize::from(list.height));
        let nth = list.contains(at).then(|| usize::from(at.y - list.y))?;
        window.clone().nth(nth)
    }
}
