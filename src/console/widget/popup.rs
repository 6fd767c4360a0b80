//! The frame of what lies over a screen.
//!
//! Owns where a popup stands, that it covers what is below it, and the border
//! in plain or box characters.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::console::text;

/// The characters frames are made of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Lines {
    /// Corners: top left, top right, bottom left, bottom right.
    pub corners: [&'static str; 4],
    /// A line across.
    pub across: &'static str,
    /// A line down.
    pub down: &'static str,
}

impl Lines {
    /// Box characters, or ASCII where the terminal has nothing else.
    pub const fn of(ascii: bool) -> Self {
        if ascii {
            Self {
                corners: ["+", "+", "+", "+"],
                across: "-",
                down: "|",
            }
        } else {
            Self {
                corners: ["┌", "┐", "└", "┘"],
                across: "─",
                down: "│",
            }
        }
    }
}

/// A rectangle of at most `width` × `height` in the middle of `area`.
pub fn centred(area: Rect, width: u16, height: u16) -> Rect {
    let (width, height) = (width.min(area.width), height.min(area.height));
    Rect {
        x: area.x + (area.width - width) / 2,
        y: area.y + (area.height - height) / 3,
        width,
        height,
    }
}

/// Covers `area` and frames it; answers the inside.
pub fn open(
    area: Rect,
    buffer: &mut Buffer,
    title: &str,
    lines: Lines,
    ground: Style,
    border: Style,
) -> Rect {
    let area = area.intersection(buffer.area);
    for y in area.rows().map(|row| row.y) {
        buffer.set_stringn(
            area.x,
            y,
            " ".repeat(usize::from(area.width)),
            usize::from(area.width),
            ground,
        );
    }
    if area.width < 2 || area.height < 2 {
        return Rect {
            height: 0,
            width: 0,
            ..area
        };
    }
    frame(area, buffer, lines, border);
    let room = usize::from(area.width).saturating_sub(4);
    if room > 0 && !title.is_empty() {
        let title = format!(" {} ", text::shorten(title, room.saturating_sub(2)));
        buffer.set_stringn(area.x + 2, area.y, title, room, border);
    }
    Rect {
        x: area.x + 1,
        y: area.y + 1,
        width: area.width - 2,
        height: area.height - 2,
    }
}

fn frame(area: Rect, buffer: &mut Buffer, lines: Lines, style: Style) {
    let (right, bottom) = (area.right() - 1, area.bottom() - 1);
    for x in area.x..=right {
        buffer.set_string(x, area.y, lines.across, style);
        buffer.set_string(x, bottom, lines.across, style);
    }
    for y in area.y..=bottom {
        buffer.set_string(area.x, y, lines.down, style);
        buffer.set_string(right, y, lines.down, style);
    }
    let places = [
        (area.x, area.y),
        (right, area.y),
        (area.x, bottom),
        (right, bottom),
    ];
    for ((x, y), corner) in places.into_iter().zip(lines.corners) {
        buffer.set_string(x, y, corner, style);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_fits_whatever_the_size() {
        for width in 0..12 {
            for height in 0..6 {
                let area = Rect::new(0, 0, width, height);
                let mut buffer = Buffer::empty(area);
                let place = centred(area, 8, 4);
                let inside = open(
                    place,
                    &mut buffer,
                    "Title",
                    Lines::of(true),
                    Style::new(),
                    Style::new(),
                );
                assert_eq!(inside.intersection(place), inside);
            }
        }
    }
}
