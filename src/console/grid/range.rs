//! Selecting room-nights: a rectangle of rooms and nights.

use super::GridState;
use super::hand::Hand;
use super::sheet::Spot;
use crate::console::action::Action;
use crate::console::view::{Subject, View};
use crate::domain::day::Day;
use crate::domain::id::{BookingId, RoomId};

impl GridState {
    /// Follows an action that selects; answers whether it was one.
    pub(super) fn follow_range(&mut self, action: Action, view: &View) -> bool {
        match action {
            Action::SelectRange => self.toggle_range(),
            Action::ExtendUp => self.extend(Action::Up, view),
            Action::ExtendDown => self.extend(Action::Down, view),
            Action::ExtendLeft => self.extend(Action::Left, view),
            Action::ExtendRight => self.extend(Action::Right, view),
            _ => return false,
        }
        true
    }

    fn toggle_range(&mut self) {
        match self.hand {
            Hand::Empty => self.start_range(),
            _ => self.hand = Hand::Empty,
        }
    }

    /// Selects the night under the cursor, to be extended from there.
    pub(super) fn start_range(&mut self) {
        if let Spot::Room(room) = self.cursor.spot {
            let day = self.cursor.day;
            self.hand = Hand::Range { room, day };
        }
    }

    fn extend(&mut self, step: Action, view: &View) {
        if matches!(self.hand, Hand::Empty) {
            self.start_range();
        }
        let before = self.cursor.clone();
        self.walk(step, view);
        if !matches!(self.cursor.spot, Spot::Room(_)) {
            self.cursor = before;
        }
    }

    /// The selected nights of a row: from one up to, not including, another.
    pub(super) fn range_in(&self, spot: &Spot) -> Option<(Day, Day)> {
        let Spot::Room(room) = spot else {
            return None;
        };
        let (rooms, from, to) = self.range()?;
        rooms.contains(room).then_some((from, to))
    }

    /// How many rooms and nights are selected.
    pub(super) fn range_size(&self) -> Option<(usize, i32)> {
        let (rooms, from, to) = self.range()?;
        Some((rooms.len(), to.since(from)))
    }

    /// The selected rooms, and from which night to which.
    pub(super) fn range(&self) -> Option<(Vec<RoomId>, Day, Day)> {
        let Hand::Range { room, day } = self.hand else {
            return None;
        };
        let anchor = self.sheet.lines.of_room(room)?;
        let here = self.sheet.line_of(&self.cursor.spot)?;
        let lines = anchor.min(here)..=anchor.max(here);
        let rooms = lines.filter_map(|line| match self.sheet.spot_at(line) {
            Some(Spot::Room(room)) => Some(room),
            _ => None,
        });
        let (from, last) = (day.min(self.cursor.day), day.max(self.cursor.day));
        Some((rooms.collect(), from, last.plus(1)))
    }

    /// The stays that lie in the range, history apart.
    pub(super) fn stays_in_range(&self, view: &View) -> Vec<BookingId> {
        let Some((rooms, from, to)) = self.range() else {
            return Vec::new();
        };
        let mut stays = Vec::new();
        for room in rooms {
            for bar in self.sheet.bars(&Spot::Room(room)) {
                let within = bar.from < to && from < bar.reaches.max(bar.from.plus(1));
                let booking = bar.booking.filter(|id| {
                    let found = view.house.bookings.get(id);
                    found.is_some_and(|booking| booking.checked_out_at.is_none())
                });
                if let (true, Some(id)) = (within, booking)
                    && !stays.contains(&id)
                {
                    stays.push(id);
                }
            }
        }
        stays
    }

    /// The range as what actions are about.
    pub(super) fn range_subject(&self, view: &View) -> Option<Subject> {
        let (rooms, from, to) = self.range()?;
        let bookings = self.stays_in_range(view);
        Some(Subject {
            room: rooms.first().copied(),
            booking: bookings.first().copied(),
            bookings,
            rooms,
            day: Some(from),
            until: Some(to),
            ..Subject::default()
        })
    }
}
