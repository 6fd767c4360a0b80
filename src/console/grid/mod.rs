//! The month grid: rooms down, days across, and the stays on them.
//!
//! A screen like the others (see [`Panel`]): it owns its cursor, what is
//! picked up, which days show.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::action::{Action, Context};
use super::screen::Panel;
use super::view::{Filter, Mouse, Place, Subject, Target, View};
use super::wish::Wish;
use crate::domain::day::Day;

/// Where one stands on the grid, and what is picked up.
#[derive(Clone, Debug)]
pub struct GridState {
    /// The day the cursor is on.
    day: Day,
}

impl GridState {
    /// The grid as it opens: at the business date.
    pub fn new(today: Day) -> Self {
        Self { day: today }
    }
}

impl Panel for GridState {
    fn context(&self) -> Context {
        Context::Grid
    }

    fn title(&self, _view: &View) -> String {
        self.day.date().format("< %B %Y >").to_string()
    }

    fn update(&mut self, _action: Action, _view: &View) -> Option<Vec<Wish>> {
        None
    }

    fn mouse(&mut self, _mouse: Mouse, _area: Rect, _view: &View) -> Vec<Wish> {
        Vec::new()
    }

    fn settle(&mut self, _view: &View) -> Vec<Wish> {
        Vec::new()
    }

    fn subject(&self, _view: &View) -> Subject {
        Subject {
            day: Some(self.day),
            ..Subject::default()
        }
    }

    fn go(&mut self, place: Place, _view: &View) -> bool {
        if let Place::Day(day) = place {
            self.day = day;
        }
        matches!(place, Place::Day(_))
    }

    fn narrow(&mut self, _filter: Filter, _view: &View) {}

    fn hints(&self, _view: &View) -> Vec<Action> {
        vec![Action::NewBooking, Action::WalkIn, Action::GoToDate]
    }

    fn draw(&self, _area: Rect, _buffer: &mut Buffer, _view: &View) {}

    fn hit_test(&self, _area: Rect, _at: Position, _view: &View) -> Option<Target> {
        None
    }
}
