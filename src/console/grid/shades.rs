//! A plan on the grid: what would lie where, and what would leave.
//!
//! Owns where the shades of a plan lie and which of them is looked at; what a
//! plan contains and what becomes of its lines is told to it. Nothing of it is
//! written anywhere.

use ratatui::layout::{Position, Rect};

use super::GridState;
use super::columns::Span;
use super::hand::Hand;
use super::sheet::Spot;
use crate::console::action::Action;
use crate::console::screen::Panel;
use crate::console::text;
use crate::console::view::View;
use crate::domain::day::Stay;
use crate::domain::id::{BookingId, RoomId};
use crate::domain::view::bar::{Bar, BarOf};

/// Rows that should show above and below the one that is looked at.
const AROUND: usize = 2;

/// How a line of a plan stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    /// It will be carried out.
    Kept,
    /// It is left out; where it would lie shows only while it is looked at.
    LeftOut,
    /// It no longer holds.
    Fails,
}

/// A stay where a plan would have it.
#[derive(Clone, PartialEq, Debug)]
pub struct Shade {
    /// Whose.
    pub booking: BookingId,
    /// In which room.
    pub room: RoomId,
    /// On which nights.
    pub nights: Stay,
    /// What is written into it.
    pub label: String,
    /// How its line stands.
    pub standing: Standing,
    /// Whether it is the one that is looked at.
    pub chosen: bool,
}

/// A stay that would leave where it lies now.
#[derive(Clone, PartialEq, Debug)]
pub struct Leaving {
    /// Whose.
    pub booking: BookingId,
    /// From which room; none: from the tray.
    pub room: Option<RoomId>,
    /// Which nights.
    pub nights: Stay,
}

/// A plan as it lies over the grid.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Shades {
    /// What would lie where.
    pub ghosts: Vec<Shade>,
    /// What would leave.
    pub leaving: Vec<Leaving>,
}

impl Shades {
    /// Those that lie in a row, the one that is looked at last.
    pub(super) fn in_row(&self, spot: &Spot) -> Vec<&Shade> {
        let Spot::Room(room) = spot else {
            return Vec::new();
        };
        let mut row: Vec<&Shade> = self.ghosts.iter().filter(|it| it.room == *room).collect();
        row.retain(|it| it.chosen || it.standing != Standing::LeftOut);
        row.sort_by_key(|it| it.chosen);
        row
    }

    /// Whether a bar would leave the row in which it lies.
    pub(super) fn leaves(&self, bar: &Bar) -> bool {
        self.leaving.iter().any(|it| {
            let waits = matches!(bar.of, BarOf::Unassigned(_));
            let overlaps = bar.from < it.nights.check_out && it.nights.check_in < bar.to;
            bar.booking == Some(it.booking) && waits == it.room.is_none() && overlaps
        })
    }
}

/// What is written into a shade of so many columns: waves where it holds,
/// dots where it is left out, crosses where it no longer holds; pointed at
/// from both ends where it is looked at.
pub(super) fn text(shade: &Shade, span: Span, ascii: bool) -> String {
    let columns = usize::from(span.width());
    let fill = match shade.standing {
        Standing::Kept => '~',
        Standing::LeftOut => '.',
        Standing::Fails => 'X',
    };
    let (open, close) = if shade.chosen {
        ('>', '<')
    } else {
        (fill, fill)
    };
    match columns {
        0 => String::new(),
        1 => open.to_string(),
        _ => {
            let label = text::shown(&shade.label, ascii);
            let mut said = text::clip(&label, columns - 2).to_owned();
            let missing = (columns - 2).saturating_sub(text::width(&said));
            said.extend(std::iter::repeat_n(fill, missing));
            format!("{open}{said}{close}")
        }
    }
}

impl GridState {
    /// The same grid, to show a plan on: with nothing in the hand, and moved
    /// about by itself.
    #[must_use]
    pub fn for_plan(&self) -> GridState {
        GridState {
            hand: Hand::Empty,
            press: None,
            details: false,
            shades: Some(Shades::default()),
            ..self.clone()
        }
    }

    /// Shows this plan.
    pub fn shade(&mut self, shades: Shades) {
        self.shades = Some(shades);
    }

    /// Brings a room and some of its nights into sight, as many as fit.
    pub fn look_at_room(&mut self, room: RoomId, nights: Stay, view: &View) {
        self.uncover(room, view);
        self.go_to_day(nights.check_in, view);
        self.show_day(nights.check_out, view);
        self.show_day(nights.check_in, view);
        self.read(view);
        if self.sheet.line_of(&Spot::Room(room)).is_some() {
            self.cursor.spot = Spot::Room(room);
        }
        self.centre(view);
    }

    /// Scrolls so that what lies around the row shows too; not at all where it
    /// does already, so that a step along the plan stays a small one.
    fn centre(&mut self, view: &View) {
        let height = usize::from(self.parts(view.body).rooms.height);
        if let Some(line) = self.sheet.line_of(&self.cursor.spot) {
            let shows = self.top + AROUND <= line && line + AROUND < self.top + height;
            if !shows {
                self.top = line.saturating_sub(height / 2);
            }
        }
        self.keep_in_sight(view);
    }

    /// Brings a stay that waits for a room into sight.
    pub fn look_at_waiting(&mut self, booking: BookingId, nights: Stay, view: &View) {
        self.go_to_day(nights.check_in, view);
        self.show_day(nights.check_in, view);
        self.read(view);
        let found = self.sheet.find(booking, nights.check_in);
        if let Some(spot) = found.map(|(spot, _)| spot) {
            self.cursor.spot = spot;
        }
        self.keep_in_sight(view);
    }

    /// Follows an action that shows other days or makes them wider; answers
    /// whether it was one. The row that is looked at stays.
    pub fn turn(&mut self, action: Action, view: &View) -> bool {
        let days = match action {
            Action::Left => -1,
            Action::Right => 1,
            Action::WeekBack => -7,
            Action::WeekOn => 7,
            Action::ScreenBack | Action::ScreenOn | Action::MonthBack | Action::MonthOn => 0,
            Action::ZoomIn | Action::ZoomOut => {
                return Panel::update(self, action, view).is_some();
            }
            _ => return false,
        };
        if days == 0 {
            return Panel::update(self, action, view).is_some();
        }
        self.from = self.from.plus(days);
        self.cursor.day = self.cursor.day.plus(days);
        self.read(view);
        true
    }

    /// The line of the plan that lies at a place of the frame.
    pub fn shade_at(&self, area: Rect, at: Position) -> Option<BookingId> {
        let under = self.under(area, at)?;
        let columns = self.parts(area).columns;
        let row = self.shades.as_ref()?.in_row(&under.spot);
        let here = row.iter().rev().find(|shade| {
            let span = columns.stay(shade.nights.check_in, shade.nights.check_out);
            span.is_some_and(|span| span.contains(at.x))
        });
        let beneath = under.bar.and_then(|bar| bar.booking);
        here.map(|shade| shade.booking).or(beneath)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shade(standing: Standing, chosen: bool) -> Shade {
        let day = |day: &str| day.parse().expect("a day");
        Shade {
            booking: BookingId(1),
            room: RoomId(1),
            nights: Stay {
                check_in: day("2026-03-16"),
                check_out: day("2026-03-18"),
            },
            label: "Łarsen".into(),
            standing,
            chosen,
        }
    }

    #[test]
    fn shades_are_told_from_stays_and_from_each_other_by_signs() {
        let span = |end| Span {
            start: 0,
            end,
            cut_left: false,
            cut_right: false,
        };
        let said = |standing, chosen, end| text(&shade(standing, chosen), span(end), true);
        assert_eq!(said(Standing::Kept, false, 10), "~Larsen~~~");
        assert_eq!(said(Standing::Kept, true, 10), ">Larsen~~<");
        assert_eq!(said(Standing::LeftOut, true, 10), ">Larsen..<");
        assert_eq!(said(Standing::Fails, false, 10), "XLarsenXXX");
        assert_eq!(said(Standing::Kept, false, 4), "~La~");
        assert_eq!(said(Standing::Kept, true, 2), "><");
        assert_eq!(said(Standing::Kept, false, 1), "~");
        assert_eq!(said(Standing::Kept, false, 0), "");
    }
}
