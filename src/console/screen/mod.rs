//! The screens: what fills the frame between header and message line.
//!
//! Owns the one shape they all have. A screen keeps its own cursor, answers
//! actions and gestures with wishes, and draws itself from a [`View`]; it knows
//! neither the others nor what lies over it.

pub mod alerts;
pub mod bookings;
pub mod cleanings;
pub mod costs;
mod list_parts;
mod looked_up;
pub mod page;
pub mod requests;
pub mod rooms;
pub mod rules;
pub mod staff;
pub mod team;
pub mod turnover;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::action::{Action, Context};
use super::view::{Filter, Gesture, Mouse, Place, Subject, Target, View};
use super::wish::Wish;
use crate::desk::{Also, Found, Question};
use crate::domain::saved_view::Arrangement;

/// What a gesture on a line wants once the line is chosen.
fn opens(gesture: Gesture) -> Vec<Wish> {
    match gesture {
        Gesture::DoublePress => vec![Wish::Run(Action::Open)],
        Gesture::Menu => vec![Wish::Run(Action::ContextMenu)],
        _ => Vec::new(),
    }
}

/// What every screen can do.
///
/// `area` is always the body's rectangle within the whole frame; it is also
/// `view.body`, so that an update knows how much shows.
pub trait Panel {
    /// Which keys apply in it now.
    fn context(&self) -> Context;

    /// What the header says about it.
    fn title(&self, view: &View) -> String;

    /// Follows an action; `None` if the action is not one of its own, and
    /// should be tried on what is selected.
    fn update(&mut self, action: Action, view: &View) -> Option<Vec<Wish>>;

    /// Follows the mouse.
    fn mouse(&mut self, mouse: Mouse, area: Rect, view: &View) -> Vec<Wish>;

    /// Finds its place again after the house or the frame has changed: what was
    /// selected stays selected where it still is.
    fn settle(&mut self, view: &View) -> Vec<Wish>;

    /// What is selected.
    fn subject(&self, view: &View) -> Subject;

    /// What is marked, in a few words (`3 rooms`), if anything is.
    fn marked(&self, _view: &View) -> Option<String> {
        None
    }

    /// Marks nothing any more.
    fn unmark(&mut self) {}

    /// It has come to the front, or gone from it.
    fn appear(&mut self, _now: bool, _view: &View) -> Vec<Wish> {
        Vec::new()
    }

    /// What was looked up for it has come.
    fn found(&mut self, _question: &Question, _found: &Found, _view: &View) -> Vec<Wish> {
        Vec::new()
    }

    /// What it looks at that may lie outside of the days that are loaded.
    fn keeps(&self, _view: &View) -> Also {
        Also::default()
    }

    /// How it is arranged, where that can be kept under a name.
    fn arrangement(&self) -> Option<Arrangement> {
        None
    }

    /// Arranges it so; answers whether it can be.
    fn arrange(&mut self, _arrangement: &Arrangement, _view: &View) -> Option<Vec<Wish>> {
        None
    }

    /// Goes to a place; answers whether it is in this screen at all.
    fn go(&mut self, place: Place, view: &View) -> bool;

    /// Shows only the rows that `filter` lets through; a screen without rows
    /// to filter does nothing.
    fn narrow(&mut self, filter: Filter, view: &View);

    /// The actions worth a hint now, the most useful first.
    fn hints(&self, view: &View) -> Vec<Action>;

    /// Draws it. Pure: the same screen and view give the same cells.
    fn draw(&self, area: Rect, buffer: &mut Buffer, view: &View);

    /// What lies at this place of the frame.
    fn hit_test(&self, area: Rect, at: Position, view: &View) -> Option<Target>;
}
