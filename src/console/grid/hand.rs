//! What is in the hand: nothing, a range of room-nights, or a stay.
//!
//! Owns picking up and letting go, by keys and by steps; the selecting of
//! ranges stands in [`range`](super::range), what a drop comes to in
//! [`carry`](super::carry).

use std::collections::BTreeSet;

use super::GridState;
use super::carry::{Carry, Grip, Outlook};
use super::sheet::Spot;
use crate::console::action::Action;
use crate::console::order;
use crate::console::selection::counted;
use crate::console::view::{Subject, View};
use crate::console::wish::Wish;
use crate::domain::day::Day;
use crate::domain::id::{BookingId, RoomId};
use crate::domain::view::bar::BarKind;

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
    /// Several stays, marked one by one or as a group.
    Stays(BTreeSet<BookingId>),
    /// A stay.
    Stay(Box<Carry>),
}

impl GridState {
    /// The stay in the hand.
    pub(super) fn carried(&self) -> Option<&Carry> {
        match &self.hand {
            Hand::Stay(carry) => Some(carry),
            _ => None,
        }
    }

    /// Whether a stay is in the hand.
    pub(super) fn is_carrying(&self) -> bool {
        self.carried().is_some()
    }

    /// Follows an action that concerns the hand; `None` if it does not.
    pub(super) fn handle(&mut self, action: Action, view: &View) -> Option<Vec<Wish>> {
        if self.is_carrying() {
            return Some(self.carry_on(action, view));
        }
        match action {
            Action::Mark => {
                self.mark_stay();
                return Some(Vec::new());
            }
            Action::SelectGroup => {
                self.selected_booking()?;
                return Some(self.mark_group(view).into_iter().collect());
            }
            Action::PickUp => return self.pick_up(Grip::Whole, view),
            Action::Resize => return self.pick_up(Grip::Departure, view),
            Action::StepUp => return self.step(Action::Up, view),
            Action::StepDown => return self.step(Action::Down, view),
            Action::StepLeft => return self.step(Action::Left, view),
            Action::StepRight => return self.step(Action::Right, view),
            Action::Back => {
                self.hand = Hand::Empty;
                self.press = None;
                return Some(Vec::new());
            }
            _ => {}
        }
        self.follow_range(action, view).then(Vec::new)
    }

    /// Takes the selected stay into the hand. A stay from the tray goes to the
    /// first room that can take it.
    fn pick_up(&mut self, grip: Grip, view: &View) -> Option<Vec<Wish>> {
        // Without a stay, the frame says what is missing.
        self.selected_booking()?;
        if let Some(refusal) = self.take_up(grip, view) {
            return Some(vec![refusal]);
        }
        if self.lane().is_some() && grip == Grip::Whole {
            let last = self.sheet.lines.before(self.sheet.lines.len());
            if let Some(spot) = last.and_then(|line| self.sheet.spot_at(line)) {
                // After the last row comes the first: the search begins on top.
                self.cursor.spot = spot;
            }
            let _none_fits = self.next_free(view);
        }
        self.weigh(view);
        Some(Vec::new())
    }

    /// Takes the selected stay into the hand where it lies; answers why not.
    pub(super) fn take_up(&mut self, grip: Grip, view: &View) -> Option<Wish> {
        let home = self.cursor.spot.clone();
        let bar = self.selected()?.clone();
        if grip != Grip::Whole && matches!(home, Spot::Lane(_)) {
            return Some(Wish::refuse(
                "Resize: give the stay a room first, or change its dates with D.",
            ));
        }
        match Carry::pick_up(&bar, home, grip, self.cursor.day, view) {
            Some(carry) => self.hand = Hand::Stay(Box::new(carry)),
            None => {
                return Some(Wish::refuse(
                    "A block is not moved; release it and block anew.",
                ));
            }
        }
        None
    }

    /// What a key does while a stay is in the hand.
    fn carry_on(&mut self, action: Action, view: &View) -> Vec<Wish> {
        match action {
            Action::Back => self.put_back(view),
            Action::Drop => return self.drop(view),
            Action::NextFree => return self.next(view),
            Action::Left => self.shift(-1, view),
            Action::Right => self.shift(1, view),
            Action::WeekBack => self.shift(-7, view),
            Action::WeekOn => self.shift(7, view),
            Action::Up | Action::Down | Action::PageUp | Action::PageDown => {
                if self
                    .carried()
                    .is_some_and(|carry| carry.grip == Grip::Whole)
                {
                    self.walk(action, view);
                }
                self.weigh(view);
            }
            Action::ScreenBack | Action::ScreenOn => {
                self.walk(action, view);
            }
            _ => {}
        }
        Vec::new()
    }

    /// The days of the ghost change; those that show follow its moving end.
    fn shift(&mut self, days: i32, view: &View) {
        let Hand::Stay(carry) = &mut self.hand else {
            return;
        };
        carry.shift_by(days, view);
        let (nights, grip) = (carry.nights, carry.grip);
        let last = nights.check_out.plus(-1).max(nights.check_in);
        let end = match grip {
            Grip::Departure => nights.check_out,
            Grip::Whole if days > 0 => last,
            Grip::Whole | Grip::Arrival => nights.check_in,
        };
        self.show_day(end, view);
        self.cursor.day = nights.check_in.max(self.from).min(last.max(self.from));
        self.weigh(view);
    }

    /// What a drop here would come to is asked anew.
    pub(super) fn weigh(&mut self, view: &View) {
        let spot = self.cursor.spot.clone();
        if let Hand::Stay(carry) = &mut self.hand {
            carry.weigh(&spot, view);
        }
    }

    /// The next room that can take the stay; or, of a stay held by its end,
    /// the other end.
    fn next(&mut self, view: &View) -> Vec<Wish> {
        if let Hand::Stay(carry) = &mut self.hand {
            match carry.grip {
                Grip::Arrival => carry.grip = Grip::Departure,
                Grip::Departure => carry.grip = Grip::Arrival,
                Grip::Whole => return self.next_free(view).into_iter().collect(),
            }
        }
        Vec::new()
    }

    fn next_free(&mut self, view: &View) -> Option<Wish> {
        let here = self.sheet.line_of(&self.cursor.spot);
        let lines = self.sheet.lines.len();
        let start = here.map_or(0, |line| line + 1);
        let fits = &self.carried()?.fits;
        let free = (0..lines)
            .filter_map(|step| self.sheet.spot_at((start + step) % lines))
            .find(|spot| matches!(spot, Spot::Room(room) if fits.contains(room)));
        match free {
            Some(spot) => {
                self.cursor.spot = spot;
                self.weigh(view);
                None
            }
            None => Some(Wish::refuse(
                "No other room that shows is ready and free for these nights.",
            )),
        }
    }

    /// Lets go of the stay where it was taken up.
    pub(super) fn put_back(&mut self, view: &View) {
        if let Hand::Stay(carry) = std::mem::take(&mut self.hand) {
            (self.cursor.spot, self.cursor.day) = carry.back;
            self.show_day(self.cursor.day, view);
        }
        self.press = None;
    }

    /// Drops the stay here.
    pub(super) fn drop(&mut self, view: &View) -> Vec<Wish> {
        let Some(carry) = self.carried() else {
            return Vec::new();
        };
        let nothing_changed = carry.outlook == Outlook::Same;
        let (wishes, empty) = carry.drop(view);
        let nights = carry.nights_in(&self.cursor.spot, view);
        let last = nights.check_out.plus(-1).max(nights.check_in);
        // The cursor stays on the stay: of a guest who moves, on tonight.
        self.cursor.day = self.cursor.day.clamp(nights.check_in, last).max(self.from);
        if nothing_changed {
            self.put_back(view);
        } else if empty {
            self.hand = Hand::Empty;
        }
        wishes
    }

    /// One step with a stay: taken up, moved and dropped at once.
    fn step(&mut self, towards: Action, view: &View) -> Option<Vec<Wish>> {
        self.selected_booking()?;
        if let Some(refusal) = self.take_up(Grip::Whole, view) {
            return Some(vec![refusal]);
        }
        let _ = self.carry_on(towards, view);
        let wishes = self.drop(view);
        // A question may be open, with the stay in the hand; a refusal is not one.
        let asks = wishes
            .iter()
            .any(|wish| matches!(wish, Wish::Ask(_) | Wish::Choose(_)));
        if !asks && self.is_carrying() {
            self.put_back(view);
        }
        Some(wishes)
    }

    /// What is selected by what is in the hand, if that decides it.
    pub(super) fn hand_subject(&self, view: &View) -> Option<Subject> {
        let Some(carry) = self.carried() else {
            return self.range_subject(view).or_else(|| self.stays_subject());
        };
        Some(Subject {
            booking: Some(carry.booking),
            room: match self.cursor.spot {
                Spot::Room(room) => Some(room),
                _ => None,
            },
            day: Some(self.cursor.day),
            ..Subject::default()
        })
    }

    /// What is in the hand is let go where the house has changed beneath it.
    pub(super) fn check_hand(&mut self, view: &View) {
        let gone = match &self.hand {
            Hand::Empty => false,
            // Once it is blocked there is nothing more to select it for.
            Hand::Range { room, day } => {
                let first = self.sheet.bar(&Spot::Room(*room), *day);
                self.range().is_none() || first.is_some_and(|bar| bar.kind == BarKind::Blocked)
            }
            Hand::Stays(stays) => !stays.iter().any(|id| view.house.bookings.contains_key(id)),
            Hand::Stay(carry) => {
                let booking = view.house.bookings.get(&carry.booking);
                booking.is_none_or(|booking| booking.version != carry.version)
            }
        };
        if gone {
            self.hand = Hand::Empty;
            self.press = None;
        }
        if let Hand::Stay(carry) = &mut self.hand {
            carry.look_around(view);
        }
        self.weigh(view);
    }

    /// Marks the stay under the cursor, or takes its mark away.
    pub(super) fn mark_stay(&mut self) {
        let Some(booking) = self.selected_booking() else {
            return;
        };
        let mut stays = self.marked_stays().clone();
        if !stays.remove(&booking) {
            stays.insert(booking);
        }
        self.hold_stays(stays);
    }

    /// Marks every booking of the group of the one under the cursor.
    pub(super) fn mark_group(&mut self, view: &View) -> Option<Wish> {
        let group = order::group_of(self.selected_booking()?, view);
        match group {
            Ok(bookings) => {
                self.hold_stays(bookings.into_iter().collect());
                None
            }
            Err(reason) => Some(Wish::refuse(reason)),
        }
    }

    fn hold_stays(&mut self, stays: BTreeSet<BookingId>) {
        self.hand = if stays.is_empty() {
            Hand::Empty
        } else {
            Hand::Stays(stays)
        };
    }

    /// The stays that are marked.
    pub(super) fn marked_stays(&self) -> &BTreeSet<BookingId> {
        const NONE: &BTreeSet<BookingId> = &BTreeSet::new();
        match &self.hand {
            Hand::Stays(stays) => stays,
            _ => NONE,
        }
    }

    fn stays_subject(&self) -> Option<Subject> {
        let stays = self.marked_stays();
        let first = stays.first()?;
        Some(Subject {
            booking: Some(*first),
            bookings: stays.iter().copied().collect(),
            day: Some(self.cursor.day),
            ..Subject::default()
        })
    }

    /// What is marked, in a few words.
    pub(super) fn marked_words(&self, view: &View) -> Option<String> {
        if let Some((rooms, nights)) = self.range_size() {
            let stays = self.stays_in_range(view).len();
            let held = match stays {
                0 => String::new(),
                stays => format!(", {}", counted(stays, "stay")),
            };
            let size = format!(
                "{} x {}",
                counted(rooms, "room"),
                counted(nights as usize, "night")
            );
            return Some(format!("{size}{held}"));
        }
        let stays = self.marked_stays().len();
        (stays > 0).then(|| counted(stays, "stay"))
    }

    /// The actions worth a hint.
    pub(super) fn hand_hints(&self) -> Vec<Action> {
        match self.hand {
            Hand::Stay(_) => vec![Action::Drop, Action::NextFree, Action::Back],
            Hand::Range { .. } => vec![
                Action::BlockRooms,
                Action::NewBooking,
                Action::CheckOut,
                Action::CheckIn,
                Action::Park,
                Action::Back,
            ],
            Hand::Stays(_) => vec![
                Action::CheckIn,
                Action::CheckOut,
                Action::Park,
                Action::FirmUp,
                Action::CancelBooking,
                Action::Back,
            ],
            Hand::Empty => vec![
                Action::Open,
                Action::CheckIn,
                Action::CheckOut,
                Action::PickUp,
                Action::Assign,
                Action::MakeRoom,
                Action::AutoAssign,
                Action::Resize,
                Action::Park,
                Action::EditBlock,
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
