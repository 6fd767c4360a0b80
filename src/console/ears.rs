//! What the terminal reports, as events of the console.
//!
//! Owns the telling of double presses from single ones, and nothing else;
//! which key or gesture does what is decided elsewhere.

use crossterm::event::{Event as Report, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::Position;

use super::keys::Key;
use super::state::Event;
use super::view::{Gesture, Mouse};
use crate::domain::moment::Moment;

/// Two presses on one cell within this many milliseconds are one double press.
const DOUBLE: i64 = 400;

/// Listens to the terminal.
#[derive(Debug, Default)]
pub struct Ears {
    last_press: Option<(Position, Moment)>,
}

impl Ears {
    /// The event in a report of the terminal, if it holds one for us.
    pub fn hear(&mut self, report: Report, now: Moment) -> Option<Event> {
        match report {
            Report::Key(key) => Key::from_event(&key).map(Event::Key),
            Report::Paste(text) => Some(Event::Paste(text)),
            Report::Mouse(mouse) => self.gesture(mouse, now).map(Event::Mouse),
            Report::Resize(width, height) => Some(Event::Resize(width, height)),
            Report::FocusGained | Report::FocusLost => None,
        }
    }

    fn gesture(&mut self, mouse: MouseEvent, now: Moment) -> Option<Mouse> {
        let at = Position::new(mouse.column, mouse.row);
        let gesture = match mouse.kind {
            MouseEventKind::Down(MouseButton::Left) => self.press(at, now),
            MouseEventKind::Down(MouseButton::Right) => Gesture::Menu,
            MouseEventKind::Drag(MouseButton::Left) => Gesture::Drag,
            MouseEventKind::Up(MouseButton::Left) => Gesture::Release,
            MouseEventKind::ScrollUp => Gesture::WheelUp,
            MouseEventKind::ScrollDown => Gesture::WheelDown,
            _ => return None,
        };
        Some(Mouse {
            gesture,
            at,
            ctrl: mouse.modifiers.contains(KeyModifiers::CONTROL),
        })
    }

    fn press(&mut self, at: Position, now: Moment) -> Gesture {
        let before = self.last_press.replace((at, now));
        let again = before.is_some_and(|(place, when)| place == at && now.since(when) <= DOUBLE);
        if again {
            // A third press is a new first one.
            self.last_press = None;
            return Gesture::DoublePress;
        }
        Gesture::Press
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn down(column: u16) -> Report {
        Report::Mouse(MouseEvent {
            kind: MouseEventKind::Down(MouseButton::Left),
            column,
            row: 0,
            modifiers: KeyModifiers::NONE,
        })
    }

    fn gestures(presses: &[(u16, i64)]) -> Vec<Gesture> {
        let mut ears = Ears::default();
        let heard = presses
            .iter()
            .filter_map(|(column, millis)| ears.hear(down(*column), Moment::from_millis(*millis)));
        heard
            .filter_map(|event| match event {
                Event::Mouse(mouse) => Some(mouse.gesture),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn a_double_press_is_quick_and_on_one_place() {
        use Gesture::{DoublePress, Press};
        assert_eq!(gestures(&[(1, 0), (1, 300)]), [Press, DoublePress]);
        assert_eq!(gestures(&[(1, 0), (2, 300)]), [Press, Press]);
        assert_eq!(gestures(&[(1, 0), (1, 900)]), [Press, Press]);
        assert_eq!(
            gestures(&[(1, 0), (1, 100), (1, 200)]),
            [Press, DoublePress, Press]
        );
    }
}
