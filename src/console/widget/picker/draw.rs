//! Drawing a picker, and where a click falls on it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::Picker;
use crate::console::look::{Look, row};
use crate::console::text;
use crate::console::theme::Meaning;
use crate::console::widget::choice::Choice;
use crate::console::widget::popup;

/// The widest column of names.
const LABEL: usize = 26;

/// What stands in one row of the list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Line {
    Heading(&'static str),
    /// Place among the shown items.
    Item(usize),
}

impl<T> Picker<T> {
    /// Where it lies in `area`.
    fn place(&self, area: Rect) -> Rect {
        let lines = self
            .items
            .iter()
            .map(|item| text::width(&item.label) + text::width(&item.detail) + 20);
        let head = self.head.iter().map(|line| text::width(line) + 4);
        let widest = lines.chain(head).max().unwrap_or(0);
        let extra = 2 + self.top() + u16::from(!self.foot.is_empty());
        let height = (self.lines().len() as u16)
            .saturating_add(extra)
            .clamp(5, 40);
        let room = area.height.saturating_sub(2).max(5);
        popup::centred(area, widest.clamp(44, 76) as u16, height.min(room))
    }

    /// Rows above the list: what is said, and the search.
    fn top(&self) -> u16 {
        self.head.len() as u16 + u16::from(self.search.is_some())
    }

    /// What stands in the list: headings and lines.
    fn lines(&self) -> Vec<Line> {
        let mut lines = Vec::with_capacity(self.shown.len() + 8);
        let mut heading = "";
        for (place, index) in self.shown.iter().enumerate() {
            let own = self.items[*index].heading;
            if own != heading && !self.searching() {
                heading = own;
                lines.push(Line::Heading(own));
            }
            lines.push(Line::Item(place));
        }
        lines
    }

    /// The rows of the list and what stands in each, as drawn in `area`.
    fn rows(&self, area: Rect) -> Vec<(Rect, Line)> {
        let place = self.place(area);
        let inside = Rect {
            x: place.x.saturating_add(1),
            y: place.y.saturating_add(1),
            width: place.width.saturating_sub(2),
            height: place.height.saturating_sub(2),
        };
        let top = self.top();
        let room = inside
            .height
            .saturating_sub(top + u16::from(!self.foot.is_empty()));
        let lines = self.lines();
        let at = lines
            .iter()
            .position(|line| *line == Line::Item(self.choice.at))
            .unwrap_or(0);
        let window = Choice { at }.window(lines.len(), usize::from(room));
        window
            .enumerate()
            .map(|(nth, line)| (row(inside, top + nth as u16), lines[line]))
            .collect()
    }

    /// The line at this place of the screen becomes the chosen one; answers
    /// whether there was one, or `None` outside of the list.
    pub fn click(&mut self, area: Rect, at: Position) -> Option<bool> {
        if !self.place(area).contains(at) {
            return None;
        }
        let found = self
            .rows(area)
            .into_iter()
            .find(|(rect, _)| rect.contains(at));
        let Some((_, Line::Item(place))) = found else {
            return Some(false);
        };
        self.choice.at = place;
        Some(true)
    }

    /// Draws the list over `area`; answers where the cursor belongs.
    pub fn draw(&self, area: Rect, buffer: &mut Buffer, look: &Look) -> Option<Position> {
        let place = self.place(area);
        let ground = look.style(Meaning::Text);
        let inside = popup::open(
            place,
            buffer,
            &self.title,
            look.lines(),
            ground,
            look.style(Meaning::Border),
        );
        for (nth, line) in self.head.iter().enumerate() {
            look.write(
                buffer,
                row(inside, nth as u16),
                &format!(" {line}"),
                look.style(Meaning::Text),
            );
        }
        let cursor = self.draw_search(inside, buffer, look);
        for (rect, line) in self.rows(area) {
            match line {
                Line::Heading(heading) => {
                    look.write(
                        buffer,
                        rect,
                        &format!(" {heading}"),
                        look.style(Meaning::Heading),
                    );
                }
                Line::Item(place) => self.draw_item(rect, place, buffer, look),
            }
        }
        if self.shown.is_empty() && self.head.is_empty() {
            let empty = row(inside, self.top());
            look.write(
                buffer,
                empty,
                " Nothing found. Esc goes back.",
                look.style(Meaning::Muted),
            );
        }
        if !self.foot.is_empty() {
            let last = row(inside, inside.height.saturating_sub(1));
            look.write(
                buffer,
                last,
                &format!(" {}", self.foot),
                look.style(Meaning::Muted),
            );
        }
        cursor
    }

    fn draw_search(&self, inside: Rect, buffer: &mut Buffer, look: &Look) -> Option<Position> {
        let search = self.search.as_ref()?;
        let line = row(inside, self.head.len() as u16);
        if line.is_empty() {
            return None;
        }
        let taken = look.put(
            buffer,
            (line.x, line.y),
            line.width,
            " Search: ",
            look.style(Meaning::Muted),
        );
        let field = Rect {
            x: line.x + taken,
            width: line.width.saturating_sub(taken + 1),
            ..line
        };
        Some(search.draw(field, buffer, look.style(Meaning::Field), look.ascii))
    }

    /// Names stand in a column of their own, unless one is very long.
    fn label_columns(&self) -> u16 {
        let widths = self.items.iter().map(|item| text::width(&item.label));
        widths.filter(|width| *width <= LABEL).max().unwrap_or(0) as u16
    }

    fn draw_item(&self, rect: Rect, place: usize, buffer: &mut Buffer, look: &Look) {
        let Some(item) = self
            .shown
            .get(place)
            .and_then(|index| self.items.get(*index))
        else {
            return;
        };
        let here = place == self.choice.at;
        let meaning = match (&item.why_not, here) {
            (_, true) => Meaning::Cursor,
            (Some(_), false) => Meaning::Dim,
            (None, false) => Meaning::Text,
        };
        let style = look.style(meaning);
        let mark = if here { ">" } else { " " };
        look.write(buffer, rect, mark, style);
        let end = rect.right();
        let keys = text::width(&item.keys) as u16;
        let mut x = rect.x + 1;
        let room = |x: u16| end.saturating_sub(x + keys + 2);
        let column = self.label_columns();
        x += look
            .put(buffer, (x, rect.y), room(x), &item.label, style)
            .max(column)
            + 2;
        let said = item
            .why_not
            .as_deref()
            .map_or_else(|| item.detail.clone(), |why| format!("- {why}"));
        let quiet = if here {
            style
        } else {
            look.style(Meaning::Muted)
        };
        look.put(buffer, (x, rect.y), room(x), &said, quiet);
        let key_style = if here {
            style
        } else {
            look.style(Meaning::Key)
        };
        look.put(
            buffer,
            (end.saturating_sub(keys + 1), rect.y),
            keys,
            &item.keys,
            key_style,
        );
    }
}
