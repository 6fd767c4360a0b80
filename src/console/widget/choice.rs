//! Which line of a list is chosen, and which lines show.
//!
//! Owns nothing but numbers: the list itself belongs to whoever draws it.

use std::ops::Range;

use crate::console::action::Action;
use crate::console::view::Gesture;

/// A chosen line and the first one that shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// The chosen line.
    pub at: usize,
}

impl Choice {
    /// Moves as `action` says among `count` lines, `page` of which show;
    /// answers whether the action was a movement.
    pub fn follow(&mut self, action: Action, count: usize, page: usize) -> bool {
        let last = count.saturating_sub(1);
        let page = page.max(1);
        self.at = match action {
            Action::Up => self.at.saturating_sub(1),
            Action::Down => (self.at + 1).min(last),
            Action::PageUp => self.at.saturating_sub(page),
            Action::PageDown => (self.at + page).min(last),
            Action::First => 0,
            Action::Last => last,
            _ => return false,
        };
        self.at = self.at.min(last);
        true
    }

    /// Moves as the mouse says among `count` lines, where `line` is the one
    /// under it; answers whether the gesture was about the list.
    pub fn point(&mut self, gesture: Gesture, count: usize, line: Option<usize>) -> bool {
        match (gesture, line) {
            (Gesture::WheelUp, _) => self.follow(Action::Up, count, 1),
            (Gesture::WheelDown, _) => self.follow(Action::Down, count, 1),
            (Gesture::Press | Gesture::DoublePress | Gesture::Menu, Some(line)) => {
                self.at = line;
                true
            }
            _ => false,
        }
    }

    /// The lines that show when `height` of `count` fit: the chosen one is
    /// always among them, in the middle where possible.
    pub fn window(self, count: usize, height: usize) -> Range<usize> {
        let at = self.at.min(count.saturating_sub(1));
        let start = at
            .saturating_sub(height / 2)
            .min(count.saturating_sub(height));
        start..(start + height).min(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn movement_stays_in_the_list() {
        let mut choice = Choice::default();
        assert!(choice.follow(Action::Last, 10, 4));
        assert_eq!(choice.at, 9);
        choice.follow(Action::Down, 10, 4);
        choice.follow(Action::PageUp, 10, 4);
        assert_eq!(choice.at, 5);
        choice.follow(Action::Down, 0, 4);
        assert_eq!(choice.at, 0);
        assert!(!choice.follow(Action::Undo, 10, 4));
    }

    proptest! {
        #[test]
        fn the_chosen_line_shows(at in 0usize..200, count in 0usize..200, height in 0usize..60) {
            let window = Choice { at }.window(count, height);
            prop_assert!(window.len() <= height && window.end <= count);
            if count > 0 && height > 0 {
                prop_assert!(window.contains(&at.min(count - 1)));
                prop_assert_eq!(window.len(), height.min(count));
            }
        }
    }
}
