//! Drawing a form, and where a click falls on it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Form, Outlook};
use crate::console::look::{Look, row};
use crate::console::text;
use crate::console::theme::Meaning;
use crate::console::widget::choice::Choice;
use crate::console::widget::popup;
use crate::domain::day::Day;

/// Rows below the fields: a gap, what would come of it, the keys.
const FOOT: u16 = 4;

impl Form {
    fn place(&self, area: Rect) -> Rect {
        popup::centred(area, 76, self.entries.len() as u16 + 6)
    }

    /// A click into a field goes there; answers whether it fell on the form.
    pub fn click(&mut self, area: Rect, at: Position) -> bool {
        let place = self.place(area);
        if !place.contains(at) {
            return false;
        }
        let line = usize::from(at.y.saturating_sub(place.y + 1));
        let shown = self.shown(place.height.saturating_sub(2));
        let nth = shown.start + line;
        if shown.contains(&nth) {
            self.at = nth;
        }
        true
    }

    /// The fields that show where not all fit: the one with the keyboard is
    /// always among them.
    fn shown(&self, height: u16) -> std::ops::Range<usize> {
        let room = usize::from(height.saturating_sub(FOOT));
        Choice { at: self.at }.window(self.entries.len(), room)
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
        let mut cursor = None;
        let shown = self.shown(inside.height);
        for nth in shown.clone() {
            let (here, line) = (nth == self.at, (nth - shown.start) as u16);
            let found = self.entries[nth].draw(row(inside, line), buffer, look, here, today);
            cursor = cursor.or(found.filter(|_| here));
        }
        self.draw_foot(inside, buffer, look);
        cursor
    }

    fn draw_foot(&self, inside: Rect, buffer: &mut Buffer, look: &Look) {
        let (said, meaning) = match &self.outlook {
            _ if self.saving => ("Saving ...", Meaning::Muted),
            Outlook::Unknown => ("", Meaning::Muted),
            Outlook::Fine(said) => (said.as_str(), Meaning::Good),
            Outlook::Refused(said) => (said.as_str(), Meaning::Wrong),
        };
        let mark = if matches!(self.outlook, Outlook::Refused(_)) {
            "No: "
        } else {
            ""
        };
        let columns = usize::from(inside.width.saturating_sub(2));
        let lines = text::wrap(&format!("{mark}{said}"), columns);
        let fields = self.shown(inside.height).len() as u16;
        let first = fields + 1;
        for (nth, line) in lines.iter().take(2).enumerate() {
            look.write(
                buffer,
                row(inside, first + nth as u16),
                &format!(" {line}"),
                look.style(meaning),
            );
        }
        let hints = [
            (" Enter", Meaning::Key),
            (" Save  ", Meaning::Muted),
            ("Tab", Meaning::Key),
            (" Next field  ", Meaning::Muted),
            ("Esc", Meaning::Key),
            (" Back, what is typed is kept", Meaning::Muted),
        ];
        let last = row(inside, inside.height.saturating_sub(1));
        if last.y > inside.y + fields {
            look.write_pieces(buffer, last, &hints);
        }
    }
}
