//! How the console looks on this terminal: theme, and what signs it may use.
//!
//! Owns the one way by which text gets into a frame. Whatever is written goes
//! through [`Look::write`], which makes foreign text safe, keeps to its columns
//! and never leaves the buffer.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::text;
use super::theme::{Meaning, Theme};
use super::widget::popup::Lines;

/// Theme and signs.
#[derive(Clone, Debug)]
pub struct Look {
    /// Colours by meaning.
    pub theme: Theme,
    /// No character above `0x7e` may be sent.
    pub ascii: bool,
}

impl Look {
    /// The style of `meaning`.
    pub fn style(&self, meaning: Meaning) -> Style {
        self.theme.style(meaning)
    }

    /// The characters frames are made of.
    pub fn lines(&self) -> Lines {
        Lines::of(self.ascii)
    }

    /// Writes `text` at `x`, `y` in at most `columns`; answers the columns it took.
    pub fn put(
        &self,
        buffer: &mut Buffer,
        (x, y): (u16, u16),
        columns: u16,
        text: &str,
        style: Style,
    ) -> u16 {
        let inside = Rect::new(x, y, columns, 1).intersection(buffer.area);
        if inside.is_empty() || inside.x != x || inside.y != y {
            return 0;
        }
        let safe = text::shown(text, self.ascii);
        let cut = text::shorten(&safe, usize::from(inside.width));
        let (end, _) = buffer.set_stringn(x, y, &cut, usize::from(inside.width), style);
        end - x
    }

    /// Fills the first row of `area` with `text`, padded with spaces.
    pub fn write(&self, buffer: &mut Buffer, area: Rect, text: &str, style: Style) {
        let row = Rect {
            height: area.height.min(1),
            ..area
        }
        .intersection(buffer.area);
        if row.is_empty() {
            return;
        }
        let safe = text::shown(text, self.ascii);
        let padded = text::pad(&safe, usize::from(row.width));
        buffer.set_stringn(row.x, row.y, &padded, usize::from(row.width), style);
    }

    /// Writes pieces with their own styles one after another into the first
    /// row of `area`; what does not fit is cut. Answers where it ended.
    pub fn write_pieces(&self, buffer: &mut Buffer, area: Rect, pieces: &[(&str, Meaning)]) -> u16 {
        let mut x = area.x;
        for (text, meaning) in pieces {
            let room = area.right().saturating_sub(x);
            x += self.put(buffer, (x, area.y), room, text, self.style(*meaning));
        }
        x
    }

    /// Fills `area` with spaces in the style of `meaning`.
    pub fn clear(&self, buffer: &mut Buffer, area: Rect, meaning: Meaning) {
        for row in area.intersection(buffer.area).rows() {
            self.write(buffer, row, "", self.style(meaning));
        }
    }

    /// A line across the first row of `area`.
    pub fn rule(&self, buffer: &mut Buffer, area: Rect) {
        let line = self.lines().across.repeat(usize::from(area.width));
        self.write(buffer, area, &line, self.style(Meaning::Border));
    }
}

/// Nth row of `area`, empty when it has no such row.
pub fn row(area: Rect, nth: u16) -> Rect {
    if nth >= area.height {
        return Rect { height: 0, ..area };
    }
    Rect {
        y: area.y + nth,
        height: 1,
        ..area
    }
}

/// Cuts rows off the top of `rect`.
pub fn cut(rect: &mut Rect, rows: u16) -> Rect {
    let rows = rows.min(rect.height);
    let top = Rect {
        height: rows,
        ..*rect
    };
    rect.y += rows;
    rect.height -= rows;
    top
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(ascii: bool) -> Look {
        Look {
            theme: Theme::without_colour(),
            ascii,
        }
    }

    fn line(buffer: &Buffer) -> String {
        buffer
            .content()
            .iter()
            .map(ratatui::buffer::Cell::symbol)
            .collect()
    }

    #[test]
    fn foreign_text_is_made_safe_on_its_way_in() {
        let area = Rect::new(0, 0, 12, 1);
        let mut buffer = Buffer::empty(area);
        look(false).write(&mut buffer, area, "a\x1b[2Jb\u{202e}c", Style::new());
        assert_eq!(line(&buffer), "a?[2Jbc     ");
        look(true).write(&mut buffer, area, "Łódź ─", Style::new());
        assert_eq!(line(&buffer), "Lodz -      ");
    }

    #[test]
    fn writing_outside_the_frame_does_nothing() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 4, 1));
        let look = look(false);
        assert_eq!(look.put(&mut buffer, (9, 0), 3, "abc", Style::new()), 0);
        assert_eq!(look.put(&mut buffer, (2, 0), 9, "abcdef", Style::new()), 2);
        look.rule(&mut buffer, Rect::new(0, 5, 10, 1));
        assert_eq!(line(&buffer), "  a~");
    }
}
