//! Moving about: rows, days, and what has to scroll for it.

use chrono::{Datelike, Months};
use ratatui::layout::Rect;

use super::GridState;
use super::parts::{self, Parts, Wants};
use super::sheet::{Sheet, Spot};
use crate::console::action::Action;
use crate::console::view::View;
use crate::console::wish::Wish;
use crate::domain::day::Day;
use crate::domain::id::{BookingId, RoomId};

/// Days before and after those that show which are wanted too, so that the
/// next screen is there before it is looked at.
const AROUND: i32 = 62;
/// Fewer days than these ahead of today are too few to open with.
const AHEAD: i32 = 14;

impl GridState {
    /// How the grid's part of the frame is divided now.
    pub(super) fn parts(&self, area: Rect) -> Parts {
        let counts = self.sheet.grid.as_ref().map(|grid| &grid.counts);
        parts::divide(
            area,
            Wants {
                from: self.from,
                zoom: self.zoom,
                details: self.details,
                carrying: self.is_carrying(),
                lanes: self.sheet.lanes(),
                counts: counts.map_or(&[], Vec::as_slice),
            },
        )
    }

    /// Reads the house anew for the days that show.
    pub(super) fn read(&mut self, view: &View) {
        let columns = parts::columns(view.body, self.from, self.zoom);
        self.sheet = Sheet::read(
            view,
            (columns.from, columns.days),
            self.grouping,
            &self.filter,
            &self.folded,
        );
        self.today = super::detail::today(view);
    }

    /// The days that should be loaded for what shows.
    pub(super) fn needs(&self, view: &View) -> Wish {
        let columns = parts::columns(view.body, self.from, self.zoom);
        Wish::Need(self.from.plus(-AROUND), columns.end().plus(AROUND))
    }

    /// Shows the month of `day`, or where little of it is left, the days
    /// around it.
    pub(super) fn open_at(&mut self, day: Day, view: &View) {
        let first = first_of_month(day);
        let days = i32::from(parts::columns(view.body, first, self.zoom).days);
        self.from = if first.plus(days).since(day) < AHEAD {
            day.plus(-7)
        } else {
            first
        };
    }

    /// Brings `day` among those that show, scrolling no further than needed.
    pub(super) fn show_day(&mut self, day: Day, view: &View) {
        let columns = parts::columns(view.body, self.from, self.zoom);
        let days = i32::from(columns.days);
        if day < self.from {
            self.from = day;
        } else if day >= columns.end() {
            self.from = day.plus(1 - days);
        }
    }

    /// Follows a movement; answers whether it was one.
    pub(super) fn walk(&mut self, action: Action, view: &View) -> bool {
        let days = i32::from(parts::columns(view.body, self.from, self.zoom).days);
        let screen = i32::from(self.parts(view.body).rooms.height).max(2) - 1;
        match action {
            Action::Up => self.step_rows(-1),
            Action::Down => self.step_rows(1),
            Action::PageUp => self.step_rows(-screen),
            Action::PageDown => self.step_rows(screen),
            Action::Left => self.step_days(-1, view),
            Action::Right => self.step_days(1, view),
            Action::WeekBack => self.go_to_day(self.cursor.day.plus(-7), view),
            Action::WeekOn => self.go_to_day(self.cursor.day.plus(7), view),
            Action::ScreenBack => self.scroll_days(-days, view),
            Action::ScreenOn => self.scroll_days(days, view),
            Action::MonthBack => self.step_month(false, view),
            Action::MonthOn => self.step_month(true, view),
            Action::Today => self.go_to_day(view.today(), view),
            Action::First => self.go_to_edge(false, view),
            Action::Last => self.go_to_edge(true, view),
            _ => return false,
        }
        true
    }

    /// A day that may be far away: opened as the grid opens, unless it shows.
    pub(super) fn go_to_day(&mut self, day: Day, view: &View) {
        let columns = parts::columns(view.body, self.from, self.zoom);
        let near = day >= self.from.plus(-7) && day < columns.end().plus(7);
        if near {
            self.show_day(day, view);
        } else {
            self.open_at(day, view);
        }
        self.cursor.day = day;
    }

    fn step_days(&mut self, days: i32, view: &View) {
        if matches!(self.cursor.spot, Spot::Lane(_)) && self.step_in_tray(days) {
            return;
        }
        let day = self.cursor.day.plus(days);
        self.show_day(day, view);
        self.cursor.day = day;
    }

    /// In the tray the cursor goes from stay to stay.
    fn step_in_tray(&mut self, days: i32) -> bool {
        let here = (self.cursor.day, self.lane().unwrap_or(0));
        let on_bar = self.sheet.bar(&self.cursor.spot, here.0);
        let here = on_bar.map_or(here, |bar| (bar.from, here.1));
        let bars = self.sheet.tray_in_order();
        let next = if days > 0 {
            bars.iter().find(|bar| **bar > here)
        } else {
            bars.iter().rev().find(|bar| **bar < here)
        };
        let Some((day, lane)) = next else {
            return false;
        };
        self.cursor.day = (*day).max(self.from);
        self.cursor.spot = Spot::Lane(*lane);
        true
    }

    fn scroll_days(&mut self, days: i32, view: &View) {
        self.from = self.from.plus(days);
        self.cursor.day = self.cursor.day.plus(days);
        self.show_day(self.cursor.day, view);
    }

    fn step_month(&mut self, on: bool, view: &View) {
        let date = self.cursor.day.date();
        let month = Months::new(1);
        let moved = if on {
            date.checked_add_months(month)
        } else {
            date.checked_sub_months(month)
        };
        if let Some(day) = moved.and_then(Day::from_date) {
            self.from = first_of_month(day);
            self.show_day(day, view);
            self.cursor.day = day;
        }
    }

    /// To the first or last day that shows; once there, to the first or last row.
    fn go_to_edge(&mut self, last: bool, view: &View) {
        let columns = parts::columns(view.body, self.from, self.zoom);
        let day = if last {
            columns.end().plus(-1)
        } else {
            self.from
        };
        if self.cursor.day != day {
            self.cursor.day = day;
            return;
        }
        let line = if last {
            self.sheet.lines.before(self.sheet.lines.len())
        } else {
            self.sheet.lines.next(0)
        };
        if let Some(spot) = line.and_then(|line| self.sheet.spot_at(line)) {
            self.cursor.spot = spot;
        }
    }

    /// Up and down the rows; below the last room lies the tray.
    pub(super) fn step_rows(&mut self, rows: i32) {
        for _ in 0..rows.unsigned_abs() {
            if !self.step_row(rows > 0) {
                return;
            }
        }
    }

    fn step_row(&mut self, down: bool) -> bool {
        let next = match (self.lane(), down) {
            (Some(lane), true) => (lane + 1 < self.sheet.lanes()).then_some(Spot::Lane(lane + 1)),
            (Some(lane), false) if lane > 0 => Some(Spot::Lane(lane - 1)),
            (Some(_), false) => self.line_spot(self.sheet.lines.before(self.sheet.lines.len())),
            (None, _) => self.next_line(down),
        };
        let moved = next.is_some();
        if let Some(spot) = next {
            self.cursor.spot = spot;
        }
        moved
    }

    fn next_line(&self, down: bool) -> Option<Spot> {
        let at = self.sheet.line_of(&self.cursor.spot)?;
        if !down {
            return self.line_spot(self.sheet.lines.before(at));
        }
        let below = self.line_spot(self.sheet.lines.next(at + 1));
        below.or_else(|| (self.sheet.lanes() > 0).then_some(Spot::Lane(0)))
    }

    fn line_spot(&self, line: Option<usize>) -> Option<Spot> {
        self.sheet.spot_at(line?)
    }

    /// The lane of the tray the cursor is in.
    pub(super) fn lane(&self) -> Option<usize> {
        match self.cursor.spot {
            Spot::Lane(lane) => Some(lane),
            _ => None,
        }
    }

    /// Between the rooms and the tray, and back to the room one came from.
    pub(super) fn change_panel(&mut self) {
        if self.lane().is_some() {
            let back = self.came_from.take();
            let first = || self.line_spot(self.sheet.lines.next(0));
            if let Some(spot) = back.or_else(first) {
                self.cursor.spot = spot;
            }
            return;
        }
        if self.sheet.lanes() == 0 {
            return;
        }
        self.came_from = Some(self.cursor.spot.clone());
        let near = self.cursor.day;
        let bars = self.sheet.tray_in_order();
        let nearest = bars.iter().min_by_key(|(day, _)| day.since(near).abs());
        if let Some((day, lane)) = nearest {
            self.cursor.day = (*day).max(self.from);
            self.cursor.spot = Spot::Lane(*lane);
        }
    }

    /// Goes to a booking, wherever it is; answers whether it shows now.
    pub(super) fn go_to_booking(&mut self, id: BookingId, view: &View) -> bool {
        let Some(booking) = view.house.bookings.get(&id) else {
            return false;
        };
        let (today, stay) = (view.today(), booking.stay);
        // A guest who is in is looked for today, others on the first night.
        let day = if booking.is_in_house() && stay.covers(today) {
            today
        } else {
            stay.check_in
        };
        self.go_to_day(day, view);
        self.unfold_all_of(id, view);
        self.read(view);
        let found = self.sheet.find(id, day).map(|(spot, bar)| {
            let last = bar.reaches.plus(-1).max(bar.from);
            (spot, day.clamp(bar.from, last).max(self.from))
        });
        if let Some((spot, day)) = found {
            self.cursor.spot = spot;
            self.show_day(day, view);
            self.cursor.day = day;
            return true;
        }
        false
    }

    /// Goes to a room; answers whether it shows now.
    pub(super) fn go_to_room(&mut self, room: RoomId, view: &View) -> bool {
        self.uncover(room, view);
        self.read(view);
        let found = self.sheet.line_of(&Spot::Room(room)).is_some();
        if found {
            self.cursor.spot = Spot::Room(room);
        }
        found
    }

    /// A room that is looked for must not be hidden by filter or folding.
    fn unfold_all_of(&mut self, booking: BookingId, view: &View) {
        let segments = view.house.stay_of(booking);
        for room in segments.into_iter().map(|segment| segment.room) {
            self.uncover(room, view);
        }
    }

    /// Brings a room into the list: unfolds, and lifts a filter that hides it.
    pub(super) fn uncover(&mut self, room: RoomId, view: &View) {
        let Some(room) = view.house.rooms.get(&room) else {
            return;
        };
        if !self.filter.shows(room) {
            self.filter = if room.active {
                crate::console::view::Filter::All
            } else {
                crate::console::view::Filter::Inactive
            };
        }
        self.folded.remove(&room.room_type);
        self.folded.remove(&room.floor.to_string());
        self.folded.remove("");
    }

    /// Scrolls rows and lanes until the cursor shows.
    pub(super) fn keep_in_sight(&mut self, view: &View) {
        let parts = self.parts(view.body);
        let height = usize::from(parts.rooms.height);
        if let Some(line) = self.sheet.line_of(&self.cursor.spot) {
            self.top = self.sheet.lines.scroll(self.top, line, height);
        }
        self.top = self.top.min(self.sheet.lines.len().saturating_sub(height));
        let lanes = usize::from(parts.tray.height).max(1);
        let most = self.sheet.lanes().saturating_sub(lanes);
        if let Some(lane) = self.lane() {
            self.lane_top = self
                .lane_top
                .max((lane + 1).saturating_sub(lanes))
                .min(lane);
        }
        self.lane_top = self.lane_top.min(most);
    }
}

/// The first day of a day's month.
pub(super) fn first_of_month(day: Day) -> Day {
    day.date()
        .with_day(1)
        .and_then(Day::from_date)
        .unwrap_or(day)
}
