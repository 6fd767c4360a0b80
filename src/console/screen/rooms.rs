//! The list of rooms that stands in for the grid on a narrow frame.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::Panel;
use crate::console::action::{Action, Context};
use crate::console::view::{Filter, Mouse, Place, Subject, Target, View};
use crate::console::wish::Wish;

/// Where one stands in it.
#[derive(Clone, Debug, Default)]
pub struct RoomList {
    /// The chosen line.
    at: usize,
}

impl Panel for RoomList {
    fn context(&self) -> Context {
        Context::Grid
    }

    fn title(&self, _view: &View) -> String {
        "Grid".to_owned()
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
        let _ = self.at;
        Subject::default()
    }

    fn go(&mut self, _place: Place, _view: &View) -> bool {
        false
    }

    fn narrow(&mut self, _filter: Filter, _view: &View) {}

    fn hints(&self, _view: &View) -> Vec<Action> {
        Vec::new()
    }

    fn draw(&self, _area: Rect, _buffer: &mut Buffer, _view: &View) {}

    fn hit_test(&self, _area: Rect, _at: Position, _view: &View) -> Option<Target> {
        None
    }
}
