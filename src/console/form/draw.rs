//! Drawing a form, and where a click falls on it.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Form, Outlook};
use crate::console::look::{Look, row};
use crate::console::text;
use crate::console::theme::Meaning;
use crate::console::widget::choice::Choice;
use crate::console::widget::popup;
use crate::domain::day::Day;

/// Rows below the fields: what is left and what it comes to, and the hints.
const FOOT: u16 = 4;

impl Form {
    /// Rows below the fields, the line of folded ones among them.
    fn foot(&self) -> u16 {
        FOOT + u16::from(self.entries.iter().any(|entry| entry.seldom))
    }

    fn place(&self, area: Rect) -> Rect {
        popup::centred(area, 76, self.visible().len() as u16 + self.foot() + 2)
    }

    /// The fields that fit, the one that has the keyboard among them.
    fn window(&self, visible: &[usize], inside_height: u16) -> Range<usize> {
        let at = visible.iter().position(|at| *at == self.at).unwrap_or(0);
        let height = inside_height.saturating_sub(self.foot());
        Choice { at }.window(visible.len(), usize::from(height))
    }

    /// A click into a field goes there; answers whether it fell on the form.
    pub fn click(&mut self, area: Rect, at: Position) -> bool {
        let place = self.place(area);
        if !place.contains(at) {
            return false;
        }
        let visible = self.visible();
        let window = self.window(&visible, place.height.saturating_sub(2));
        let Some(nth) = at.y.checked_sub(place.y + 1).map(usize::from) else {
            return true;
        };
        if nth < window.len() {
            self.at = visible[window.start + nth];
        } else if nth == window.len() && self.entries.iter().any(|entry| entry.seldom) {
            self.unfold();
        }
        true
    }

    /// Draws the form over `area`; answers where the cursor belongs.
    pub fn draw(
        &self,
        area: Rect,
        buffer: &mut Buffer,
        look: &Look,
        today: Day,
    ) -> Option<Position> {
        let title = match &self.begun_by {
            Some(other) => format!("{} (begun by {other})", self.kind.title()),
            None => self.kind.title(),
        };
        let (ground, border) = (look.style(Meaning::Text), look.style(Meaning::Border));
        let inside = popup::open(
            self.place(area),
            buffer,
            &title,
            look.lines(),
            ground,
            border,
        );
        let visible = self.visible();
        let window = self.window(&visible, inside.height);
        let shown = window.len() as u16;
        let mut cursor = None;
        for (nth, index) in visible[window].iter().enumerate() {
            let here = *index == self.at;
            let line = row(inside, nth as u16);
            let found = self.entries[*index].draw(line, buffer, look, here, today);
            cursor = cursor.or(found.filter(|_| here));
        }
        let below = Rect {
            y: (inside.y + shown).min(inside.bottom()),
            height: inside.height.saturating_sub(shown),
            ..inside
        };
        self.draw_foot(below, visible.len(), buffer, look);
        cursor
    }

    fn draw_foot(&self, area: Rect, visible: usize, buffer: &mut Buffer, look: &Look) {
        let mut lines = Vec::new();
        if self.entries.iter().any(|entry| entry.seldom) {
            lines.push((Meaning::Muted, self.folded(visible)));
        }
        lines.push(match &self.offered {
            Some(at) => (
                Meaning::Warning,
                format!(" Draft of {at} kept: Enter continues it, Ctrl+D starts anew."),
            ),
            None => (Meaning::Info, format!(" {}", self.supply)),
        });
        let (said, meaning) = match &self.outlook {
            _ if self.saving => ("Saving ...".to_owned(), Meaning::Muted),
            Outlook::Unknown => (String::new(), Meaning::Muted),
            Outlook::Fine(said) => (said.clone(), Meaning::Good),
            Outlook::Refused(said) => (format!("No: {said}"), Meaning::Wrong),
        };
        let columns = usize::from(area.width.saturating_sub(2));
        let said = text::wrap(&said, columns);
        lines.extend(
            said.iter()
                .take(2)
                .map(|line| (meaning, format!(" {line}"))),
        );
        let rows = area.height.saturating_sub(1);
        for (nth, (meaning, line)) in lines.iter().take(usize::from(rows)).enumerate() {
            look.write(buffer, row(area, nth as u16), line, look.style(*meaning));
        }
        let hints = [
            (" Enter", Meaning::Key),
            (self.kind.does(), Meaning::Muted),
            ("Tab", Meaning::Key),
            (" Next field  ", Meaning::Muted),
            ("Esc", Meaning::Key),
            (" Back, what is typed is kept", Meaning::Muted),
        ];
        if area.height > 0 {
            look.write_pieces(buffer, row(area, area.height - 1), &hints);
        }
    }

    /// What is said of the fields that are folded away.
    fn folded(&self, visible: usize) -> String {
        match self.entries.len() - visible {
            0 => " Ctrl+E hides what is seldom needed".to_owned(),
            1 => " Ctrl+E 1 more field".to_owned(),
            more => format!(" Ctrl+E {more} more fields"),
        }
    }
}
