//! The mouse on the grid: what lies under it, and what its gestures mean.

use ratatui::layout::{Position, Rect};

use super::GridState;
use super::lines::Line;
use super::sheet::Spot;
use crate::console::action::Action;
use crate::console::view::{Gesture, Mouse, Target, View};
use crate::console::wish::Wish;
use crate::domain::day::Day;
use crate::domain::view::bar::Bar;

/// Rows one turn of the wheel scrolls.
const TURN: usize = 3;

/// What lies at a place of the grid.
#[derive(Clone, Debug)]
pub(super) struct Under<'a> {
    /// The row.
    pub spot: Spot,
    /// The night, unless the place is beside the days.
    pub night: Option<Day>,
    /// The bar.
    pub bar: Option<&'a Bar>,
}

impl GridState {
    /// The row and night at a place of the frame.
    pub(super) fn under(&self, area: Rect, at: Position) -> Option<Under<'_>> {
        let parts = self.parts(area);
        let spot = if parts.rooms.contains(at) {
            let height = usize::from(parts.rooms.height);
            let shown = self.sheet.lines.shown(self.top, height);
            let line = *shown.get(usize::from(at.y - parts.rooms.y))?;
            self.spot_of(line)?
        } else if parts.tray.contains(at) {
            let lane = self.lane_top + usize::from(at.y - parts.tray.y);
            (lane < self.sheet.lanes()).then_some(Spot::Lane(lane))?
        } else {
            return None;
        };
        let night = parts.columns.night_at(at.x);
        let mut bars: Vec<&Bar> = self.sheet.bars(&spot).iter().collect();
        // Day uses lie on top.
        bars.sort_by_key(|bar| bar.from < bar.reaches);
        let bar = bars.into_iter().find(|bar| {
            let span = parts.columns.stay(bar.from, bar.reaches);
            span.is_some_and(|span| span.contains(at.x))
        });
        Some(Under { spot, night, bar })
    }

    fn spot_of(&self, line: Line) -> Option<Spot> {
        let grid = self.sheet.grid.as_ref()?;
        match line {
            Line::Room(..) => super::lines::row(grid, line).map(|row| Spot::Room(row.room)),
            Line::Group(_) => {
                super::lines::group(grid, line).map(|group| Spot::Group(group.key.clone()))
            }
        }
    }

    /// What lies at a place of the frame, for tests and for whoever asks.
    pub(super) fn target(&self, area: Rect, at: Position, _view: &View) -> Option<Target> {
        let under = self.under(area, at)?;
        let room = match under.spot {
            Spot::Room(room) => Some(room),
            Spot::Lane(_) => None,
            Spot::Group(_) => return None,
        };
        match (under.bar.and_then(|bar| bar.booking), under.night, room) {
            (Some(booking), Some(day), room) => Some(Target::Stay { booking, room, day }),
            (None, Some(day), Some(room)) => Some(Target::Night { room, day }),
            (_, None, Some(room)) => Some(Target::Room(room)),
            _ => None,
        }
    }

    /// Follows a gesture.
    pub(super) fn point(&mut self, mouse: Mouse, area: Rect, view: &View) -> Vec<Wish> {
        match mouse.gesture {
            Gesture::WheelUp if mouse.ctrl => self.wheel_days(-7, view),
            Gesture::WheelDown if mouse.ctrl => self.wheel_days(7, view),
            Gesture::WheelUp => self.wheel_rows(false, view),
            Gesture::WheelDown => self.wheel_rows(true, view),
            Gesture::Press => self.press_at(area, mouse, view),
            Gesture::Drag => return self.drag(mouse, area, view),
            Gesture::Release => return self.release(area, mouse.at, view),
            Gesture::DoublePress if self.is_carrying() => return self.drop(view),
            Gesture::Menu if self.is_carrying() => self.put_back(view),
            Gesture::DoublePress => {
                if self.select_at(area, mouse.at) {
                    return vec![Wish::Run(Action::Open)];
                }
            }
            // What is selected on purpose stays so.
            Gesture::Menu if self.marked_words(view).is_some() => {
                return vec![Wish::Run(Action::ContextMenu)];
            }
            Gesture::Menu => {
                if self.select_at(area, mouse.at) {
                    return vec![Wish::Run(Action::ContextMenu)];
                }
            }
        }
        Vec::new()
    }

    /// Brings the cursor to a place; answers whether there is anything. A
    /// press on the header of a group folds it.
    pub(super) fn select_at(&mut self, area: Rect, at: Position) -> bool {
        let columns = self.parts(area).columns;
        let Some(under) = self.under(area, at) else {
            return false;
        };
        let bar = under
            .bar
            .map(|bar| (bar.from, bar.reaches.plus(-1).max(bar.from)));
        let (spot, night) = (under.spot, under.night);
        if let Spot::Group(key) = spot {
            if !self.folded.remove(&key) {
                self.folded.insert(key);
            }
            return false;
        }
        if let Some(night) = night {
            // A bar's first or last half day means the bar, not the night beside it.
            let within = bar.map_or(night, |(first, last)| night.clamp(first, last));
            self.cursor.day = within.max(columns.from);
        }
        self.cursor.spot = spot;
        true
    }

    fn wheel_days(&mut self, days: i32, view: &View) {
        self.from = self.from.plus(days);
        let columns = super::parts::columns(view.body, self.from, self.zoom);
        let last = columns.end().plus(-1);
        self.cursor.day = self.cursor.day.clamp(self.from, last.max(self.from));
    }

    /// The wheel scrolls the rows; the cursor stays on those that show.
    fn wheel_rows(&mut self, down: bool, view: &View) {
        let height = usize::from(self.parts(view.body).rooms.height);
        let most = self.sheet.lines.len().saturating_sub(height);
        self.top = if down {
            (self.top + TURN).min(most)
        } else {
            self.top.saturating_sub(TURN)
        };
        let Some(at) = self.sheet.line_of(&self.cursor.spot) else {
            return;
        };
        let (first, last) = (self.top + 1, self.top + height.max(1) - 1);
        let line = if at < first {
            self.sheet.lines.next(first)
        } else if at > last {
            self.sheet.lines.before(last + 1)
        } else {
            None
        };
        if let Some(spot) = line.and_then(|line| self.sheet.spot_at(line)) {
            self.cursor.spot = spot;
        }
    }
}
