//! One line of text being typed.
//!
//! Owns the text, the place of the cursor within it, and what stays visible
//! when it is longer than its field. Moves by whole graphemes. What is pasted
//! is text, whatever it contains.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;
use zeroize::Zeroize;

use crate::console::keys::{Code, Key};
use crate::console::text;

/// No field takes more than this many bytes, however much is pasted.
const LONGEST: usize = 2000;

/// A line of text with a cursor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Field {
    text: String,
    /// Byte offset, always at the edge of a grapheme.
    cursor: usize,
}

/// What was typed may have been a PIN.
impl Drop for Field {
    fn drop(&mut self) {
        self.text.zeroize();
    }
}

impl Field {
    /// A field that already holds `text`, with the cursor behind it.
    pub fn with(text: &str) -> Self {
        let mut field = Self::default();
        field.insert(text);
        field
    }

    /// What has been typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether nothing has been typed.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Takes a key; answers whether it was one for the field.
    pub fn press(&mut self, key: Key) -> bool {
        if let Some(letter) = key.typed() {
            self.insert(letter.encode_utf8(&mut [0; 4]));
            return true;
        }
        match (key.code, key.ctrl) {
            (Code::Backspace, false) if !key.alt => self.erase(self.before()..self.cursor),
            (Code::Delete, false) => self.erase(self.cursor..self.after()),
            (Code::Left, false) if !key.alt => self.cursor = self.before(),
            (Code::Right, false) if !key.alt => self.cursor = self.after(),
            (Code::Home, _) | (Code::Letter('a'), true) => self.cursor = 0,
            (Code::End, _) | (Code::Letter('e'), true) => self.cursor = self.text.len(),
            (Code::Letter('u'), true) => self.erase(0..self.cursor),
            (Code::Letter('k'), true) => self.erase(self.cursor..self.text.len()),
            (Code::Letter('w'), true) | (Code::Backspace, _) => {
                self.erase(self.word_before()..self.cursor);
            }
            _ => return false,
        }
        true
    }

    /// Writes `pasted` at the cursor, made safe and on one line.
    pub fn insert(&mut self, pasted: &str) {
        let safe = text::sanitise(pasted);
        let room = LONGEST.saturating_sub(self.text.len());
        let mut end = safe.len().min(room);
        while !safe.is_char_boundary(end) {
            end -= 1;
        }
        self.text.insert_str(self.cursor, &safe[..end]);
        self.cursor = self.edge_at_or_after(self.cursor + end);
    }

    /// Empties the field.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    fn erase(&mut self, range: std::ops::Range<usize>) {
        self.cursor = range.start;
        self.text.replace_range(range, "");
        self.cursor = self.edge_at_or_after(self.cursor);
    }

    fn before(&self) -> usize {
        self.text[..self.cursor]
            .grapheme_indices(true)
            .next_back()
            .map_or(0, |(at, _)| at)
    }

    fn after(&self) -> usize {
        let next = self.text[self.cursor..].graphemes(true).next();
        self.cursor + next.map_or(0, str::len)
    }

    fn word_before(&self) -> usize {
        let words = self.text[..self.cursor].trim_end();
        words.rfind(' ').map_or(0, |space| space + 1)
    }

    /// Inserted marks may join the letter before them: the cursor then stands
    /// behind both.
    fn edge_at_or_after(&self, at: usize) -> usize {
        let mut edges = self.text.grapheme_indices(true).map(|(edge, _)| edge);
        edges.find(|edge| *edge >= at).unwrap_or(self.text.len())
    }

    /// Draws the field and answers where the terminal's cursor belongs.
    pub fn draw(&self, area: Rect, buffer: &mut Buffer, style: Style, ascii: bool) -> Position {
        let area = area.intersection(buffer.area);
        buffer.set_style(area, style);
        let columns = usize::from(area.width);
        if columns == 0 || area.height == 0 {
            return area.as_position();
        }
        let before = text::shown(&self.text[..self.cursor], ascii);
        let after = text::shown(&self.text[self.cursor..], ascii);
        let skipped = clip_front(&before, columns.saturating_sub(1));
        let shown = format!("{skipped}{after}");
        buffer.set_stringn(
            area.x,
            area.y,
            text::pad(text::clip(&shown, columns), columns),
            columns,
            style,
        );
        let column = text::width(skipped).min(columns - 1);
        Position::new(area.x + column as u16, area.y)
    }
}

/// The end of `text` that fits into `columns`.
fn clip_front(text: &str, columns: usize) -> &str {
    let mut used = 0;
    for (start, grapheme) in text.grapheme_indices(true).rev() {
        used += text::width(grapheme);
        if used > columns {
            return &text[start + grapheme.len()..];
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::console::keys::written;
    use proptest::prelude::*;

    fn typed(field: &mut Field, keys: &str) {
        for key in written(keys).expect("keys") {
            field.press(key);
        }
    }

    #[test]
    fn typing_and_correcting() {
        let mut field = Field::default();
        typed(
            &mut field,
            "'Jonh' backspace backspace 'hn Smith' home delete 'D'",
        );
        assert_eq!(field.text(), "Dohn Smith");
        typed(&mut field, "end ctrl+w 'Doe' left left backspace");
        assert_eq!(field.text(), "Dohn oe");
        typed(&mut field, "ctrl+u");
        assert_eq!(field.text(), "oe");
    }

    #[test]
    fn a_letter_and_its_mark_go_together() {
        let mut field = Field::with("e\u{301}a");
        typed(&mut field, "left backspace");
        assert_eq!(field.text(), "a");
    }

    #[test]
    fn what_is_pasted_is_text_on_one_line() {
        let mut field = Field::default();
        field.insert("two\nlines\x1b[2J");
        assert_eq!(field.text(), "two lines?[2J");
        field.insert(&"x".repeat(5000));
        assert!(field.text().len() <= LONGEST);
    }

    #[test]
    fn a_long_text_shows_the_part_around_the_cursor() {
        let field = Field::with("0123456789");
        let area = Rect::new(0, 0, 5, 1);
        let mut buffer = Buffer::empty(area);
        let cursor = field.draw(area, &mut buffer, Style::new(), false);
        assert_eq!(
            buffer
                .content()
                .iter()
                .map(ratatui::buffer::Cell::symbol)
                .collect::<String>(),
            "6789 "
        );
        assert_eq!(cursor, Position::new(4, 0));
    }

    proptest! {
        #[test]
        fn nothing_typed_breaks_a_field(texts in proptest::collection::vec(any::<String>(), 0..6), moves in "[lrbd]{0,12}", width in 0u16..12) {
            let mut field = Field::default();
            for text in &texts {
                field.insert(text);
                for step in moves.chars() {
                    typed(&mut field, match step { 'l' => "left", 'r' => "right", 'b' => "backspace", _ => "delete" });
                }
            }
            prop_assert!(field.text().is_char_boundary(field.cursor));
            let area = Rect::new(0, 0, width, 1);
            field.draw(area, &mut Buffer::empty(Rect::new(0, 0, 6, 1)), Style::new(), true);
        }
    }
}
