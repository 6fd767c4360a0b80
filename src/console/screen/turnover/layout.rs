//! Where everything of the board stands: pure arithmetic, the same for drawing
//! and for the mouse.

use ratatui::layout::Rect;

use crate::console::look::row;
use crate::console::widget::choice::Choice;
use crate::domain::view::turnover::Lane;

/// From this width on, rooms out of use have a column of their own.
const FIFTH_COLUMN: u16 = 110;
/// Below this, columns give way to a list of one of them.
const COLUMNS: u16 = 80;
/// Rows of a card in a column.
const CARD: u16 = 2;

/// One place where cards stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Spot {
    /// The strip above: rooms lived in.
    Strip,
    /// A column of work.
    Column(Lane),
    /// Rooms out of use: a strip below, or a fifth column.
    Aside,
}

impl Spot {
    /// Every place, in the order of Tab.
    pub const ALL: [Self; 6] = [
        Self::Strip,
        Self::Column(Lane::Dirty),
        Self::Column(Lane::Cleaning),
        Self::Column(Lane::Inspect),
        Self::Column(Lane::Ready),
        Self::Aside,
    ];

    /// The columns of the domain's board that stand here.
    pub fn lanes(self) -> &'static [Lane] {
        match self {
            Self::Strip => &[Lane::Occupied],
            Self::Column(Lane::Dirty) => &[Lane::Dirty],
            Self::Column(Lane::Cleaning) => &[Lane::Cleaning],
            Self::Column(Lane::Inspect) => &[Lane::Inspect],
            Self::Column(_) => &[Lane::Ready],
            Self::Aside => &[Lane::Maintenance, Lane::OutOfOrder],
        }
    }
}

/// How the body is divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout {
    /// Filter and what is to do.
    pub summary: Rect,
    /// Rooms lived in.
    pub strip: Rect,
    /// Names and counts of the columns.
    pub heads: Rect,
    /// The columns.
    pub columns: Rect,
    /// Rooms out of use, where they have no column.
    pub aside: Option<Rect>,
    /// The chosen card.
    pub told: Rect,
    /// What each attendant has to do.
    pub load: Rect,
    /// The figures of the house.
    pub figures: Rect,
    /// The one column whose cards show, where the frame is too narrow for
    /// several side by side.
    pub list: Option<Spot>,
}

/// Divides the body; `details` rows tell about the chosen card.
pub fn divide(body: Rect, details: u16) -> Layout {
    let wide = body.width >= FIFTH_COLUMN;
    let details = details.min(body.height / 3).max(1);
    let below = details + 2 + u16::from(!wide);
    let columns = Rect {
        y: body.y + 4.min(body.height),
        height: body.height.saturating_sub(4 + below),
        ..body
    };
    let after = columns.bottom() - body.y;
    let told = after + u16::from(!wide);
    Layout {
        summary: row(body, 0),
        strip: row(body, 1),
        heads: row(body, 2),
        columns,
        aside: (!wide).then(|| row(body, after)),
        told: Rect {
            y: body.y + told.min(body.height),
            height: details.min(body.height.saturating_sub(told + 2)),
            ..body
        },
        load: row(body, body.height.saturating_sub(2)),
        figures: row(body, body.height.saturating_sub(1)),
        list: None,
    }
}

impl Layout {
    /// The same, but as a list of this column's cards on a frame that is too
    /// narrow for columns side by side. What is no column shows the first.
    #[must_use]
    pub fn open_at(mut self, spot: Spot) -> Self {
        if self.columns.width < COLUMNS {
            let first = Spot::Column(Lane::Dirty);
            let is_column = self.column_spots().contains(&spot);
            self.list = Some(if is_column { spot } else { first });
        }
        self
    }

    /// Where the cards of a column stand; nothing while another is listed.
    pub fn place(&self, spot: Spot) -> Option<Rect> {
        match self.list {
            Some(open) => (open == spot).then_some(self.columns),
            None => self.column(spot, self.columns),
        }
    }

    /// The places that are columns, from left to right.
    pub fn column_spots(&self) -> &'static [Spot] {
        if self.aside.is_some() {
            &Spot::ALL[1..5]
        } else {
            &Spot::ALL[1..]
        }
    }

    /// The columns of a spot within `across`, a row or all rows of the columns.
    pub fn column(&self, spot: Spot, across: Rect) -> Option<Rect> {
        let spots = self.column_spots();
        let nth = spots.iter().position(|own| *own == spot)? as u16;
        let count = spots.len() as u16;
        let start = across.width * nth / count;
        let end = across.width * (nth + 1) / count;
        // The last cell of each but the last is the line between.
        let line = u16::from(nth + 1 < count);
        Some(Rect {
            x: across.x + start,
            width: (end - start).saturating_sub(line),
            ..across
        })
    }

    /// Where each card that shows stands in the column of a spot.
    pub fn cards(&self, spot: Spot, count: usize, chosen: usize) -> Vec<(usize, Rect)> {
        let Some(column) = self.place(spot) else {
            return Vec::new();
        };
        let fit = usize::from(column.height / CARD);
        let window = Choice { at: chosen }.window(count, fit);
        window
            .enumerate()
            .map(|(nth, index)| {
                let y = column.y + nth as u16 * CARD;
                (
                    index,
                    Rect {
                        y,
                        height: CARD,
                        ..column
                    },
                )
            })
            .collect()
    }
}

/// Where pieces of these widths stand in one row, two cells apart, such that
/// the chosen one shows: its index, first column and columns.
pub fn flow(row: Rect, widths: &[usize], chosen: usize) -> Vec<(usize, Rect)> {
    let room = usize::from(row.width);
    let chosen = chosen.min(widths.len().saturating_sub(1));
    let fits = |start: usize| {
        let span: usize = widths[start..=chosen].iter().map(|width| width + 2).sum();
        span <= room + 2
    };
    let start = (0..=chosen)
        .find(|start| widths.is_empty() || fits(*start))
        .unwrap_or(chosen);
    let mut x = 0;
    let mut placed = Vec::new();
    for (index, width) in widths.iter().enumerate().skip(start) {
        let width = (*width).min(room);
        if x + width > room {
            break;
        }
        let place = Rect {
            x: row.x + x as u16,
            width: width as u16,
            ..row
        };
        placed.push((index, place));
        x += width + 2;
    }
    placed
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn nothing_leaves_the_body_and_nothing_overlaps(width in 0u16..300, height in 0u16..80, details in 0u16..9) {
            let body = Rect::new(3, 2, width, height);
            let layout = divide(body, details).open_at(Spot::Column(Lane::Inspect));
            let rows = [layout.summary, layout.strip, layout.heads, layout.columns, layout.told, layout.load, layout.figures];
            for part in rows.into_iter().chain(layout.aside) {
                prop_assert!(part.is_empty() || part.intersection(body) == part, "{part:?} in {body:?}");
            }
            let mut cells = Vec::new();
            for spot in layout.column_spots() {
                cells.extend(layout.cards(*spot, 30, 12).into_iter().map(|(_, rect)| rect));
            }
            for (nth, one) in cells.iter().enumerate() {
                prop_assert!(one.intersection(layout.columns) == *one);
                prop_assert!(cells[nth + 1..].iter().all(|other| one.intersection(*other).is_empty()));
            }
        }

        #[test]
        fn the_chosen_piece_of_a_strip_shows(widths in proptest::collection::vec(1usize..20, 0..30), chosen in 0usize..30, width in 20u16..200) {
            let placed = flow(Rect::new(0, 0, width, 1), &widths, chosen);
            if !widths.is_empty() {
                let chosen = chosen.min(widths.len() - 1);
                prop_assert!(placed.iter().any(|(index, _)| *index == chosen));
            }
            prop_assert!(placed.iter().all(|(_, rect)| rect.right() <= width));
        }
    }
}
