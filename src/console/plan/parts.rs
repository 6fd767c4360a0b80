//! How a plan's part of the frame is divided: the grid above, the plan below.
//!
//! Owns which rows there are at which size, shared by drawing and clicking.
//! Pure.

use ratatui::layout::Rect;

use crate::console::look::cut;

/// Below this many columns there are no days to show a plan on.
const GRID: u16 = 80;
/// From this size on three panels stand side by side.
const WIDE: (u16, u16) = (120, 34);
/// Rows of the plan on a wide frame, the line above it included.
const WIDE_ROWS: u16 = 11;
/// The fewest and the most on others.
const ROWS: (u16, u16) = (8, 14);
/// Rows that tell about the line that is looked at.
const TOLD: u16 = 2;
/// Rows of a plan beside its lines: head, totals, and three that tell.
const BESIDE: u16 = 5;

/// The rectangles of a plan. Those with no height are not there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Parts {
    /// The month, with the plan on it.
    pub grid: Rect,
    /// The line above the plan.
    pub rule: Rect,
    /// What all of it comes to.
    pub totals: Rect,
    /// The lines.
    pub list: Rect,
    /// About the line that is looked at.
    pub told: Rect,
    /// Whether they stand side by side.
    pub wide: bool,
}

/// Divides `area` for a plan of so many lines.
pub fn divide(area: Rect, lines: usize) -> Parts {
    let lines = u16::try_from(lines).unwrap_or(u16::MAX - BESIDE).max(1);
    let wide = area.width >= WIDE.0 && area.height >= WIDE.1;
    let rows = match area.width {
        ..GRID => area.height,
        _ if wide => WIDE_ROWS,
        _ => {
            let most = (area.height * 2 / 5).clamp(ROWS.0, ROWS.1);
            (lines + BESIDE).clamp(ROWS.0, most).min(area.height)
        }
    };
    let grid = Rect {
        height: area.height - rows,
        ..area
    };
    let mut below = Rect {
        y: grid.bottom(),
        height: rows,
        ..area
    };
    let rule = cut(&mut below, 1);
    if wide {
        return side_by_side(grid, rule, below);
    }
    let totals = cut(&mut below, 1);
    // What few lines leave is for telling about the one that is looked at.
    let most = below
        .height
        .saturating_sub(TOLD + 2 * u16::from(grid.height == 0));
    let list_rows = if grid.height == 0 {
        most
    } else {
        most.min(lines)
    };
    let list = cut(&mut below, list_rows);
    Parts {
        grid,
        rule,
        totals,
        list,
        told: below,
        wide,
    }
}

fn side_by_side(grid: Rect, rule: Rect, below: Rect) -> Parts {
    let side = below.width / 4;
    let totals = Rect {
        width: side,
        ..below
    };
    let told = Rect {
        x: below.right() - side,
        width: side,
        ..below
    };
    let list = Rect {
        x: totals.right() + 1,
        width: below.width.saturating_sub(2 * side + 2),
        ..below
    };
    Parts {
        grid,
        rule,
        totals,
        list,
        told,
        wide: true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_grid_stays_usable() {
        let small = divide(Rect::new(0, 2, 80, 20), 9);
        assert_eq!((small.grid.height, small.list.height), (12, 4));
        let large = divide(Rect::new(0, 2, 160, 41), 9);
        assert!(large.wide);
        assert_eq!((large.grid.height, large.list.height), (30, 10));
        let narrow = divide(Rect::new(0, 2, 70, 20), 9);
        assert_eq!((narrow.grid.height, narrow.list.height), (0, 14));
    }

    proptest! {
        #[test]
        fn no_part_lies_over_another(width in 1u16..300, height in 1u16..120, lines in 0usize..40) {
            let area = Rect::new(0, 2, width, height);
            let parts = divide(area, lines);
            let all = [parts.grid, parts.rule, parts.totals, parts.list, parts.told];
            for (nth, one) in all.iter().enumerate() {
                prop_assert_eq!(one.intersection(area), *one);
                for other in &all[nth + 1..] {
                    prop_assert!(one.intersection(*other).is_empty());
                }
            }
        }
    }
}
