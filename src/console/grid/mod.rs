//! The month grid: rooms down, days across, and the stays on them.
//!
//! A screen like the others (see [`Panel`]): it owns its cursor, which days
//! show, and what is picked up. What it shows ([`sheet`]) is read from the
//! house when something has changed; [`draw`] and the hit test only look at it,
//! through the one division of the frame ([`parts`]) and the one arithmetic of
//! days and columns ([`columns`]). No rule stands here: what would be refused,
//! and why, is asked of the domain.

mod carry;
mod columns;
mod detail;
mod drag;
mod draw;
mod hand;
mod lines;
mod parts;
mod pointer;
mod range;
mod shades;
mod sheet;
mod sign;
mod split;
mod walk;

use std::collections::BTreeSet;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use self::columns::ZOOMS;
pub use self::detail::between;
use self::hand::Hand;
pub use self::shades::{Leaving, Shade, Shades, Standing};
use self::sheet::{Sheet, Spot, block_of};
use super::action::{Action, Context};
use super::screen::Panel;
use super::view::{Filter, Mouse, Place, Subject, Target, View};
use super::views;
use super::wish::Wish;
use crate::domain::day::Day;
use crate::domain::id::{BookingId, RoomId};
use crate::domain::saved_view::Arrangement;
use crate::domain::view::bar::Bar;
use crate::domain::view::grid::Grouping;

/// Where the keyboard is.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Cursor {
    /// The row.
    spot: Spot,
    /// The night; the date is the one it begins on.
    day: Day,
}

/// Where one stands on the grid, and what is picked up.
#[derive(Clone, Debug)]
pub struct GridState {
    /// The first day that shows.
    from: Day,
    /// Columns a day takes; none: what suits the frame.
    zoom: Option<u16>,
    grouping: Grouping,
    filter: Filter,
    /// Keys of folded groups.
    folded: BTreeSet<String>,
    details: bool,
    cursor: Cursor,
    /// The room from which one went to the tray.
    came_from: Option<Spot>,
    /// The first line that shows.
    top: usize,
    /// The first lane of the tray that shows.
    lane_top: usize,
    sheet: Sheet,
    /// The house today, in a few lines.
    today: Vec<String>,
    hand: Hand,
    press: Option<drag::Press>,
    /// A plan that is looked at on it.
    shades: Option<Shades>,
    opened: bool,
}

impl GridState {
    /// The grid as it opens: at the business date.
    pub fn new(today: Day) -> Self {
        Self {
            from: today,
            zoom: None,
            grouping: Grouping::Type,
            filter: Filter::All,
            folded: BTreeSet::new(),
            details: true,
            cursor: Cursor {
                spot: Spot::Room(RoomId(0)),
                day: today,
            },
            came_from: None,
            top: 0,
            lane_top: 0,
            sheet: Sheet::default(),
            today: Vec::new(),
            hand: Hand::Empty,
            press: None,
            shades: None,
            opened: false,
        }
    }

    /// The bar that is selected: the one under the cursor.
    fn selected(&self) -> Option<&Bar> {
        self.sheet.bar(&self.cursor.spot, self.cursor.day)
    }

    /// The selected bar, if it is in this row.
    fn selected_in(&self, spot: &Spot) -> Option<&Bar> {
        (self.cursor.spot == *spot)
            .then(|| self.selected())
            .flatten()
    }

    fn selected_booking(&self) -> Option<BookingId> {
        self.selected().and_then(|bar| bar.booking)
    }

    /// What decides which rows and days show.
    fn shows(&self) -> Shown {
        Shown {
            from: self.from,
            zoom: self.zoom,
            grouping: self.grouping,
            filter: self.filter.clone(),
            folded: self.folded.clone(),
        }
    }

    /// Follows an action that only concerns how the grid looks.
    fn arrange(&mut self, action: Action, view: &View) -> bool {
        match action {
            Action::ZoomIn => self.change_zoom(1, view),
            Action::ZoomOut => self.change_zoom(-1, view),
            Action::ToggleDetails => self.details = !self.details,
            Action::Fold => self.fold(view),
            Action::GroupBy => {
                self.folded.clear();
                self.grouping = match self.grouping {
                    Grouping::Type => Grouping::Floor,
                    Grouping::Floor => Grouping::None,
                    Grouping::None => Grouping::Type,
                };
            }
            Action::NextPanel | Action::PreviousPanel => self.change_panel(),
            _ => return false,
        }
        true
    }

    fn change_zoom(&mut self, by: i16, view: &View) {
        let now = parts::columns(view.body, self.from, self.zoom).zoom;
        let zoom = now.saturating_add_signed(by);
        self.zoom = Some(zoom.clamp(*ZOOMS.start(), *ZOOMS.end()));
        self.show_day(self.cursor.day, view);
    }

    /// Folds the group the cursor is in, or unfolds it.
    fn fold(&mut self, view: &View) {
        let key = match &self.cursor.spot {
            Spot::Group(key) => key.clone(),
            Spot::Room(room) => match (view.house.rooms.get(room), self.grouping) {
                (Some(room), Grouping::Type) => room.room_type.clone(),
                (Some(room), Grouping::Floor) => room.floor.to_string(),
                _ => String::new(),
            },
            Spot::Lane(_) => return,
        };
        if self.folded.remove(&key) {
            self.read(view);
            let first = self.sheet.line_of(&Spot::Group(key));
            if let Some(spot) = first.and_then(|line| self.sheet.spot_at(line + 1)) {
                self.cursor.spot = spot;
            }
        } else {
            self.folded.insert(key.clone());
            self.cursor.spot = Spot::Group(key);
        }
    }

    /// After anything was done: reads anew where other rows or days show than
    /// before, and scrolls to the cursor; answers what should be loaded.
    fn catch_up(&mut self, before: &Shown, view: &View) -> Vec<Wish> {
        let mut wishes = Vec::new();
        if self.shows() != *before {
            self.read(view);
            wishes.push(self.needs(view));
            self.find_place();
        }
        self.keep_in_sight(view);
        wishes
    }

    /// A row that no longer shows gives way to its group, else to the nearest.
    fn find_place(&mut self) {
        match &self.cursor.spot {
            Spot::Lane(lane) if self.sheet.lanes() > 0 => {
                self.cursor.spot = Spot::Lane((*lane).min(self.sheet.lanes() - 1));
                return;
            }
            Spot::Room(_) | Spot::Group(_) => {
                let line = self.sheet.line_of(&self.cursor.spot);
                if line.is_some_and(|line| self.sheet.lines.may_stand(line)) {
                    return;
                }
            }
            Spot::Lane(_) => {}
        }
        let near = self.top.min(self.sheet.lines.len().saturating_sub(1));
        let lines = &self.sheet.lines;
        let line = lines.next(near).or_else(|| lines.before(near));
        if let Some(spot) = line.and_then(|line| self.sheet.spot_at(line)) {
            self.cursor.spot = spot;
        }
    }

    /// Keeps the selected stay selected while the house changes beneath it.
    fn hold_on(&mut self, to: Option<BookingId>) {
        let here = self.selected_booking();
        if to.is_none() || here == to || self.lane().is_none() {
            return;
        }
        let found = to.and_then(|booking| self.sheet.find(booking, self.cursor.day));
        if let Some((spot, bar)) = found {
            self.cursor.day = bar.from.max(self.from);
            self.cursor.spot = spot;
        }
    }
}

/// What decides which rows and days show: when it changes they are read anew.
#[derive(PartialEq)]
struct Shown {
    from: Day,
    zoom: Option<u16>,
    grouping: Grouping,
    filter: Filter,
    folded: BTreeSet<String>,
}

impl Panel for GridState {
    fn context(&self) -> Context {
        if self.is_carrying() {
            Context::Carry
        } else {
            Context::Grid
        }
    }

    fn title(&self, view: &View) -> String {
        let month = self.cursor.day.date().format("%B").to_string();
        // The header of a narrow frame has no space for September.
        let form = if view.body.width < 100 && month.len() > 5 {
            "< %b %Y >"
        } else {
            "< %B %Y >"
        };
        self.cursor.day.date().format(form).to_string()
    }

    fn update(&mut self, action: Action, view: &View) -> Option<Vec<Wish>> {
        let before = self.shows();
        let mut wishes = match self.handle(action, view) {
            Some(wishes) => wishes,
            None if self.walk(action, view) || self.arrange(action, view) => Vec::new(),
            None => return None,
        };
        wishes.extend(self.catch_up(&before, view));
        Some(wishes)
    }

    fn mouse(&mut self, mouse: Mouse, area: Rect, view: &View) -> Vec<Wish> {
        let before = self.shows();
        let mut wishes = self.point(mouse, area, view);
        wishes.extend(self.catch_up(&before, view));
        wishes
    }

    fn settle(&mut self, view: &View) -> Vec<Wish> {
        if !self.opened {
            self.opened = true;
            self.cursor.day = view.today();
            self.open_at(view.today(), view);
        }
        let selected = self.selected_booking();
        self.show_day(self.cursor.day, view);
        self.read(view);
        self.find_place();
        self.hold_on(selected);
        self.check_hand(view);
        self.keep_in_sight(view);
        vec![self.needs(view)]
    }

    fn subject(&self, view: &View) -> Subject {
        if let Some(subject) = self.hand_subject(view) {
            return subject;
        }
        let selected = self.selected();
        Subject {
            room: match self.cursor.spot {
                Spot::Room(room) => Some(room),
                _ => None,
            },
            booking: selected.and_then(|bar| bar.booking),
            block: selected.and_then(block_of),
            day: Some(self.cursor.day),
            ..Subject::default()
        }
    }

    fn marked(&self, view: &View) -> Option<String> {
        self.marked_words(view)
    }

    fn unmark(&mut self) {
        if !self.is_carrying() {
            self.hand = Hand::Empty;
        }
    }

    fn go(&mut self, place: Place, view: &View) -> bool {
        self.hand = Hand::Empty;
        let found = match place {
            Place::Day(day) => {
                self.go_to_day(day, view);
                true
            }
            Place::Request(_) => false,
            Place::Booking(booking) => self.go_to_booking(booking, view),
            Place::Room(room) => self.go_to_room(room, view),
        };
        self.keep_in_sight(view);
        found
    }

    fn arrangement(&self) -> Option<Arrangement> {
        Some(Arrangement::Grid {
            rows: views::rows(&self.filter),
            grouping: self.grouping,
            zoom: self.zoom,
        })
    }

    fn arrange(&mut self, arrangement: &Arrangement, view: &View) -> Option<Vec<Wish>> {
        let Arrangement::Grid {
            rows,
            grouping,
            zoom,
        } = arrangement
        else {
            return None;
        };
        self.folded.clear();
        self.grouping = *grouping;
        self.zoom = zoom.map(|zoom| zoom.clamp(*ZOOMS.start(), *ZOOMS.end()));
        self.narrow(views::filter(rows), view);
        Some(self.settle(view))
    }

    fn narrow(&mut self, filter: Filter, view: &View) {
        let before = self.shows();
        self.filter = filter;
        let _loaded_already = self.catch_up(&before, view);
    }

    fn hints(&self, _view: &View) -> Vec<Action> {
        self.hand_hints()
    }

    fn draw(&self, area: Rect, buffer: &mut Buffer, view: &View) {
        let mut drawing = draw::Drawing {
            state: self,
            view,
            parts: self.parts(area),
            buffer,
        };
        drawing.all();
    }

    fn hit_test(&self, area: Rect, at: Position, view: &View) -> Option<Target> {
        self.target(area, at, view)
    }
}
