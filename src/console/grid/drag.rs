//! Dragging on the grid: a stay to another room, its end to another day, free
//! nights into a new booking.
//!
//! Dragging does what the keys do, through the same hand, so that both give
//! the same commands.

use ratatui::layout::{Position, Rect};

use super::GridState;
use super::carry::{Carry, Grip};
use super::hand::Hand;
use super::sheet::Spot;
use crate::console::action::Action;
use crate::console::view::{Mouse, View};
use crate::console::wish::Wish;
use crate::domain::day::Day;

/// Where the left button went down.
#[derive(Clone, Debug)]
pub struct Press {
    at: Position,
    spot: Spot,
    night: Day,
    /// On a stay, and by what it would be held.
    grip: Option<Grip>,
    /// On nothing at all.
    free: bool,
    /// Control was held: a click marks the stay.
    marks: bool,
}

impl GridState {
    /// The left button goes down: something is selected, or, with a stay in
    /// the hand, pointed at.
    pub(super) fn press_at(&mut self, area: Rect, mouse: Mouse, view: &View) {
        let at = mouse.at;
        if self.is_carrying() {
            self.point_to(area, at);
            self.weigh(view);
            return;
        }
        let marks = mouse.ctrl && !matches!(self.hand, Hand::Range { .. });
        if !marks {
            self.hand = Hand::Empty;
        }
        self.press = self.press_of(area, at);
        if let Some(press) = &mut self.press {
            press.marks = marks && press.grip.is_some();
        }
        self.select_at(area, at);
    }

    fn press_of(&self, area: Rect, at: Position) -> Option<Press> {
        let columns = self.parts(area).columns;
        let under = self.under(area, at)?;
        let night = under.night?;
        let stay = under.bar.filter(|bar| bar.booking.is_some());
        let span = stay.and_then(|bar| columns.stay(bar.from, bar.reaches));
        let grip = span.map(|span| {
            if at.x == span.start && !span.cut_left {
                Grip::Arrival
            } else if at.x + 1 == span.end && !span.cut_right {
                Grip::Departure
            } else {
                Grip::Whole
            }
        });
        Some(Press {
            at,
            night,
            grip,
            free: under.bar.is_none() && matches!(under.spot, Spot::Room(_)),
            marks: false,
            spot: under.spot,
        })
    }

    /// The mouse moves with the button down.
    pub(super) fn drag(&mut self, mouse: Mouse, area: Rect, view: &View) -> Vec<Wish> {
        if let Some(press) = self.press.take_if(|press| press.at != mouse.at)
            && let Some(refusal) = self.begin(&press, mouse, area, view)
        {
            return vec![refusal];
        }
        match self.hand {
            Hand::Stay(_) => self.drag_stay(mouse, area, view),
            Hand::Range { .. } if self.press.is_none() => self.drag_range(area, mouse.at),
            _ => {}
        }
        Vec::new()
    }

    /// The first movement decides what is dragged; answers why it cannot be.
    /// Only a movement along the row drags an end: on a short bar the ends are
    /// everywhere.
    fn begin(&mut self, press: &Press, mouse: Mouse, area: Rect, view: &View) -> Option<Wish> {
        if press.free {
            self.start_range();
            return None;
        }
        let grip = press.grip?;
        let along = mouse.at.y == press.at.y && !mouse.ctrl;
        let grip = match press.spot {
            Spot::Room(_) if along => grip,
            _ => Grip::Whole,
        };
        self.select_at(area, press.at);
        let refusal = self.take_up(grip, view);
        if let Hand::Stay(carry) = &mut self.hand {
            carry.grabbed = Some(press.night);
        }
        refusal
    }

    /// The row under the mouse becomes the target.
    fn point_to(&mut self, area: Rect, at: Position) {
        let whole = self
            .carried()
            .is_some_and(|carry| carry.grip == Grip::Whole);
        let spot = self.under(area, at).map(|under| under.spot);
        if let Some(spot @ (Spot::Room(_) | Spot::Lane(_))) = spot.filter(|_| whole) {
            self.cursor.spot = spot;
        }
    }

    /// The ghost follows. The days of a whole stay change only with Control:
    /// a slip to the side must not change a guest's dates.
    fn drag_stay(&mut self, mouse: Mouse, area: Rect, view: &View) {
        self.point_to(area, mouse.at);
        let night = self.parts(area).columns.nearest_night(mouse.at.x);
        if let Hand::Stay(carry) = &mut self.hand {
            let days = wanted_shift(carry, night, mouse.ctrl);
            if days != 0 {
                carry.shift_by(days, view);
            }
        }
        self.weigh(view);
    }

    fn drag_range(&mut self, area: Rect, at: Position) {
        let columns = self.parts(area).columns;
        let spot = self.under(area, at).map(|under| under.spot);
        if let Some(spot @ Spot::Room(_)) = spot {
            self.cursor.spot = spot;
        }
        self.cursor.day = columns.nearest_night(at.x);
    }

    /// The button is let go: what is in the hand drops.
    pub(super) fn release(&mut self, area: Rect, at: Position, view: &View) -> Vec<Wish> {
        let press = self.press.take();
        let clicked = press.is_some();
        if press.is_some_and(|press| press.marks) {
            self.mark_stay();
            return Vec::new();
        }
        match &self.hand {
            Hand::Stay(carry) if carry.grabbed.is_some() => self.let_go(area, at, view),
            Hand::Range { .. } if !clicked => match self.range_size() {
                Some((1, _)) => vec![Wish::Run(Action::NewBooking)],
                _ => Vec::new(),
            },
            _ => Vec::new(),
        }
    }

    fn let_go(&mut self, area: Rect, at: Position, view: &View) -> Vec<Wish> {
        let whole = self
            .carried()
            .is_some_and(|carry| carry.grip == Grip::Whole);
        if whole && self.under(area, at).is_none() {
            self.put_back(view);
            return Vec::new();
        }
        let wishes = self.drop(view);
        let asks = wishes
            .iter()
            .any(|wish| matches!(wish, Wish::Ask(_) | Wish::Choose(_)));
        match &mut self.hand {
            Hand::Stay(carry) if asks => carry.grabbed = None,
            Hand::Stay(_) => self.put_back(view),
            _ => {}
        }
        wishes
    }
}

/// Days by which the ghost lies off from where the mouse wants it.
fn wanted_shift(carry: &Carry, night: Day, ctrl: bool) -> i32 {
    match carry.grip {
        Grip::Arrival => night.since(carry.nights.check_in),
        Grip::Departure => night.plus(1).since(carry.nights.check_out),
        Grip::Whole if ctrl => {
            let wanted = carry.grabbed.map_or(0, |grabbed| night.since(grabbed));
            wanted - carry.shift()
        }
        Grip::Whole => 0,
    }
}
