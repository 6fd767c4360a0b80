//! What is in the hand: nothing, a range of room-nights, or a stay.
//!
//! Owns the selecting of ranges. Picking up, moving and dropping a stay stands
//! in [`carry`](super::carry).

use super::GridState;
use super::sheet::Spot;
use crate::console::action::Action;
use crate::console::view::{Subject, View};
use crate::console::wish::Wish;
use crate::domain::day::Day;
use crate::domain::id::RoomId;

/// What is in the hand.
#[derive(Clone, Debug, Default)]
pub enum Hand {
    /// Nothing.
    #[default]
    Empty,
    /// Room-nights from here to the cursor.
    Range {
        /// The room it began at.
        room: RoomId,
        /// The night it began at.
        day: Day,
    },
}

impl GridState {
    /// Whether a stay is in the hand.
    pub(super) fn is_carrying(&self) -> bool {
        false
    }

    /// Follows an action that concerns the hand; `None` if it does not.
    pub(super) fn handle(&mut self, action: Action, view: &View) -> Option<Vec<Wish>> {
        match action {
            Action::SelectRange => self.toggle_range(),
            Action::ExtendUp => self.extend(Action::Up, view),
            Action::ExtendDown => self.extend(Action::Down, view),
            Action::ExtendLeft => self.extend(Action::Left, view),
            Action::ExtendRight => self.extend(Action::Right, view),
            Action::Back => self.hand = Hand::Empty,
            _ => return None,
        }
        Some(Vec::new())
    }

    fn toggle_range(&mut self) {
        self.hand = match (&self.hand, &self.cursor.spot) {
            (Hand::Empty, Spot::Room(room)) => Hand::Range {
                room: *room,
                day: self.cursor.day,
            },
            _ => Hand::Empty,
        };
    }

    fn extend(&mut self, step: Action, view: &View) {
        if matches!(self.hand, Hand::Empty) {
            self.toggle_range();
        }
        let before = self.cursor.clone();
        self.walk(step, view);
        if !matches!(self.cursor.spot, Spot::Room(_)) {
            self.cursor = before;
        }
    }

    /// The selected nights of a row: from one up to, not including, another.
    pub(super) fn range_in(&self, spot: &Spot) -> Option<(Day, Day)> {
        let (rooms, from, to) = self.range()?;
        let Spot::Room(room) = spot else {
            return None;
        };
        rooms.contains(room).then_some((from, to))
    }

    /// How many rooms and nights are selected.
    pub(super) fn range_size(&self) -> Option<(usize, i32)> {
        let (rooms, from, to) = self.range()?;
        Some((rooms.len(), to.since(from)))
    }

    /// The selected rooms, and from which night to which.
    fn range(&self) -> Option<(Vec<RoomId>, Day, Day)> {
        let Hand::Range { room, day } = self.hand else {
            return None;
        };
        let lines = &self.sheet.lines;
        let anchor = lines.of_room(room)?;
        let here = self.sheet.line_of(&self.cursor.spot)?;
        let rooms = (anchor.min(here)..=anchor.max(here)).filter_map(|line| {
            match self.sheet.spot_at(line) {
                Some(Spot::Room(room)) => Some(room),
                _ => None,
            }
        });
        let (from, last) = (day.min(self.cursor.day), day.max(self.cursor.day));
        Some((rooms.collect(), from, last.plus(1)))
    }

    /// What is selected by what is in the hand, if that decides it.
    pub(super) fn hand_subject(&self, _view: &View) -> Option<Subject> {
        let (rooms, from, to) = self.range()?;
        Some(Subject {
            room: rooms.first().copied(),
            rooms,
            day: Some(from),
            until: Some(to),
            ..Subject::default()
        })
    }

    /// What is in the hand is let go where the house has changed beneath it.
    pub(super) fn check_hand(&mut self, _view: &View) {
        if self.range().is_none() {
            self.hand = Hand::Empty;
        }
    }

    /// The actions worth a hint.
    pub(super) fn hand_hints(&self) -> Vec<Action> {
        match self.hand {
            Hand::Range { .. } => vec![Action::BlockRooms, Action::NewBooking, Action::Back],
            Hand::Empty => vec![
                Action::Open,
                Action::CheckIn,
                Action::CheckOut,
                Action::PickUp,
                Action::Assign,
                Action::Resize,
                Action::Park,
                Action::ReleaseBlock,
                Action::NewBooking,
                Action::WalkIn,
                Action::BlockRooms,
                Action::Find,
                Action::GoToDate,
            ],
        }
    }
}
