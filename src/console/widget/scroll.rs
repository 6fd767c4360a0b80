//! Scrolling a page of lines that has no cursor.

use crate::console::action::Action;
use crate::console::view::Gesture;

/// The first line that shows after the action, where `length` lines are read
/// through a window of `height`; nothing where the action scrolls nothing.
pub fn scrolled(action: Action, top: usize, length: usize, height: usize) -> Option<usize> {
    let most = length.saturating_sub(height);
    // A line of the screenful before stays, for the eye to hold on to.
    let screenful = height.saturating_sub(1);
    let top = match action {
        Action::Up => top.saturating_sub(1),
        Action::Down => top + 1,
        Action::PageUp => top.saturating_sub(screenful),
        Action::PageDown => top + screenful,
        Action::First => 0,
        Action::Last => most,
        _ => return None,
    };
    Some(top.min(most))
}

/// The action that a turn of the wheel stands for.
pub fn turned(gesture: Gesture) -> Option<Action> {
    match gesture {
        Gesture::WheelUp => Some(Action::Up),
        Gesture::WheelDown => Some(Action::Down),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_scrolled_to_its_ends_and_no_further() {
        let to = |action, top| scrolled(action, top, 30, 10);
        assert_eq!(to(Action::Down, 0), Some(1));
        assert_eq!(to(Action::Down, 20), Some(20));
        assert_eq!(to(Action::PageDown, 0), Some(9));
        assert_eq!(to(Action::PageDown, 15), Some(20));
        assert_eq!(to(Action::PageUp, 5), Some(0));
        assert_eq!(to(Action::Last, 3), Some(20));
        assert_eq!(to(Action::First, 3), Some(0));
        assert_eq!(to(Action::Open, 3), None);
        assert_eq!(scrolled(Action::Last, 0, 4, 10), Some(0), "all of it shows");
    }
}
