//! Drawing the grid. Pure: the same state and view give the same cells.
//!
//! Only rows that show are looked at, so a large house costs no more than a
//! small one.

mod counts;
mod ghost;
mod head;
mod pane;
mod rows;
mod shades;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::GridState;
use super::parts::Parts;
use crate::console::theme::Meaning;
use crate::console::view::View;

/// All that a drawing needs.
pub(super) struct Drawing<'a> {
    pub state: &'a GridState,
    pub view: &'a View<'a>,
    pub parts: Parts,
    pub buffer: &'a mut Buffer,
}

impl Drawing<'_> {
    /// Draws everything.
    pub fn all(&mut self) {
        self.about();
        self.head();
        self.rooms();
        self.tray();
        self.counts();
        self.pane();
        self.legend();
    }

    fn style(&self, meaning: Meaning) -> Style {
        self.view.look.style(meaning)
    }

    /// Writes text at a place, in at most so many columns.
    fn put(&mut self, x: u16, y: u16, columns: u16, text: &str, meaning: Meaning) -> u16 {
        let style = self.style(meaning);
        let look = self.view.look;
        look.put(self.buffer, (x, y), columns, text, style)
    }

    /// The lines between the rooms, the days and what stands beside them.
    fn borders(&mut self, y: u16) {
        let area = self.view.body;
        let down = self.view.look.lines().down;
        let days = self.parts.columns;
        let places = [days.x.saturating_sub(1), days.right()];
        for x in places.into_iter().filter(|x| *x < area.right()) {
            self.put(x, y, 1, down, Meaning::Border);
        }
    }

    /// The rectangle of some columns of one row.
    fn cells(columns: std::ops::Range<u16>, y: u16) -> Rect {
        Rect::new(columns.start, y, columns.end - columns.start, 1)
    }
}
