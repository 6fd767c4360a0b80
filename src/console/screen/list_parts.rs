//! How a screen with a list divides its body: a summary, the heads, a rule, the
//! lines, another rule, and the chosen line told in full.
//!
//! Owns rectangles only; what stands in them belongs to the screen.

use ratatui::layout::Rect;

use crate::console::look::row;

/// The parts of the body.
#[derive(Clone, Copy, Debug)]
pub struct ListParts {
    /// How many, and the filter.
    pub summary: Rect,
    /// Names of the columns.
    pub heads: Rect,
    /// The lines.
    pub list: Rect,
    /// The rule below them, where anything is told.
    pub rule: Rect,
    /// The chosen line in full.
    pub told: Rect,
}

impl ListParts {
    /// Divides the body. The chosen line is told in `tall` rows where the frame
    /// is high, else in at most `short`.
    pub fn of(area: Rect, tall: u16, short: u16) -> ListParts {
        let told = if area.height >= 30 {
            tall
        } else {
            short.min(area.height / 3)
        };
        let list = Rect {
            y: area.y + 3.min(area.height),
            height: area.height.saturating_sub(3 + told + 1),
            ..area
        };
        let rest = area.bottom().saturating_sub(list.bottom() + 1).min(told);
        ListParts {
            summary: row(area, 0),
            heads: row(area, 1),
            list,
            rule: Rect {
                y: list.bottom(),
                height: u16::from(rest > 0),
                ..area
            },
            told: Rect {
                y: area.bottom() - rest,
                height: rest,
                ..area
            },
        }
    }
}
