//! How the grid's part of the frame is divided.
//!
//! Owns which lines and columns there are at which size, shared by drawing,
//! hit test and scrolling so that they cannot disagree. Pure.

use ratatui::layout::Rect;

use super::columns::{Columns, ZOOMS};
use crate::console::look::cut;
use crate::domain::day::Day;
use crate::domain::view::counts::DayCount;

/// Columns of the room's number, type, letter and occupancy.
pub const ROOM: u16 = 15;
/// The fewest and the most columns of the housekeeping beside the rooms.
const HOUSEKEEPING: (u16, u16) = (10, 28);
/// Days that should show before they get wider.
const MONTH: u16 = 31;
/// From this many columns on the frame is wide.
const WIDE: u16 = 120;

/// One of the rows that count per day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Count {
    /// What can still be sold.
    Free,
    /// Bookings that begin.
    Arrivals,
    /// Bookings that end.
    Departures,
    /// Rooms occupied, in per cent.
    Occupancy,
}

/// Which digits of a count a line shows: where a day has two columns only,
/// numbers of two digits stand upright.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Digits {
    /// The whole number.
    All,
    /// Only the tens.
    Tens,
    /// Only the units.
    Units,
}

/// The rectangles of the grid. Those with no height are not there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Parts {
    /// What is shown, and how the house stands; on tall wide frames.
    pub about: Rect,
    /// Two rows: dates and weekdays.
    pub head: Rect,
    /// The rooms.
    pub rooms: Rect,
    /// The stays without a room.
    pub tray: Rect,
    /// Counts per day.
    pub counts: Vec<(Count, Digits, Rect)>,
    /// The line above the pane.
    pub rule: Rect,
    /// What is selected, or what would come of a drop.
    pub pane: Rect,
    /// What the signs mean.
    pub legend: Rect,
    /// The days.
    pub columns: Columns,
    /// Columns of the housekeeping at the right of the rooms; it may be none.
    pub side: u16,
}

/// What the division depends on besides the rectangle.
#[derive(Clone, Copy, Debug)]
pub struct Wants<'a> {
    /// The first day.
    pub from: Day,
    /// Columns a day takes; none: what suits.
    pub zoom: Option<u16>,
    /// Whether details show.
    pub details: bool,
    /// Whether something is in the hand: the preview needs three lines.
    pub carrying: bool,
    /// Lanes of the tray.
    pub lanes: usize,
    /// The counts, to know how wide they are.
    pub counts: &'a [DayCount],
}

/// The days that fit into `area`.
pub fn columns(area: Rect, from: Day, zoom: Option<u16>) -> Columns {
    let room = area.width.saturating_sub(ROOM + 2);
    let spare = if area.width >= WIDE {
        HOUSEKEEPING.0
    } else {
        0
    };
    let fitting = room.saturating_sub(spare) / MONTH;
    let zoom = zoom.unwrap_or(fitting).clamp(*ZOOMS.start(), *ZOOMS.end());
    let least = room.saturating_sub(spare) / zoom;
    // What is too little for the housekeeping gives more days.
    let days = if area.width >= WIDE {
        let with_side = room.saturating_sub(HOUSEKEEPING.1) / zoom;
        with_side.max(least.min(MONTH))
    } else {
        least
    };
    Columns {
        x: area.x + (ROOM + 1).min(area.width),
        zoom,
        from,
        days: days.max(1),
    }
}

/// Divides `area`.
pub fn divide(area: Rect, wants: Wants) -> Parts {
    let columns = columns(area, wants.from, wants.zoom);
    let mut below = Bottom::new(area);
    let wide = area.width >= WIDE && area.height >= 28;
    let legend = below.take(u16::from(area.height >= 20 && (wide || !wants.carrying)));
    let pane_lines = match (wide, wants.carrying) {
        _ if area.height < 14 => 0,
        (true, _) => 5,
        (false, true) => 3,
        (false, false) => 2,
    };
    let shows_pane = wants.details || wants.carrying;
    let pane = below.take(if shows_pane { pane_lines } else { 0 });
    let rule = below.take(u16::from(pane.height > 0));
    let counts = counts(&mut below, area, columns.zoom, wants.counts);
    let lanes = (area.height / 8).clamp(1, 5);
    let tray = below.take(lanes.min(wants.lanes as u16).max(1));
    let mut top = below.rest();
    let about = cut(&mut top, u16::from(wide));
    let head = cut(&mut top, 2);
    let side = area.right().saturating_sub(columns.right() + 1);
    Parts {
        about,
        head,
        rooms: top,
        tray,
        counts,
        rule,
        pane,
        legend,
        columns,
        side: if side >= HOUSEKEEPING.0 { side } else { 0 },
    }
}

/// The rows of counts there is space for.
fn counts(
    below: &mut Bottom,
    area: Rect,
    zoom: u16,
    counted: &[DayCount],
) -> Vec<(Count, Digits, Rect)> {
    let mut wanted = Vec::new();
    if area.height >= 12 {
        wanted.push(Count::Free);
    }
    if area.height >= 26 {
        wanted.extend([Count::Arrivals, Count::Departures]);
        if zoom > 2 {
            wanted.push(Count::Occupancy);
        }
    }
    let mut lines = Vec::new();
    for count in wanted {
        let upright = zoom == 2 && counted.iter().any(|day| number(count, day).abs() > 9);
        if upright {
            lines.push((count, Digits::Tens));
            lines.push((count, Digits::Units));
        } else {
            lines.push((count, Digits::All));
        }
    }
    let mut rect = below.take(lines.len() as u16);
    lines
        .into_iter()
        .map(|(count, digits)| (count, digits, cut(&mut rect, 1)))
        .filter(|(_, _, rect)| rect.height > 0)
        .collect()
}

/// The number a row of counts shows for a day.
pub fn number(count: Count, day: &DayCount) -> i32 {
    match count {
        Count::Free => day.sellable,
        Count::Arrivals => day.arrivals as i32,
        Count::Departures => day.departures as i32,
        Count::Occupancy => day.occupancy_rate.round() as i32,
    }
}

/// Takes rows from the foot of a rectangle, leaving three for the heads and a
/// room.
struct Bottom {
    area: Rect,
}

impl Bottom {
    fn new(area: Rect) -> Self {
        Self { area }
    }

    fn take(&mut self, rows: u16) -> Rect {
        let rows = rows.min(self.area.height.saturating_sub(3));
        self.area.height -= rows;
        Rect {
            y: self.area.bottom(),
            height: rows,
            ..self.area
        }
    }

    fn rest(self) -> Rect {
        self.area
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn wants() -> Wants<'static> {
        Wants {
            from: "2026-03-01".parse().expect("a day"),
            zoom: None,
            details: true,
            carrying: false,
            lanes: 1,
            counts: &[],
        }
    }

    #[test]
    fn a_month_fits_into_eighty_columns_and_is_wider_on_wider_frames() {
        for (width, zoom, days) in [(80, 2, 31), (120, 3, 31), (160, 4, 31)] {
            let parts = divide(Rect::new(0, 2, width, 20), wants());
            assert_eq!(
                (parts.columns.zoom, parts.columns.days),
                (zoom, days),
                "{width}"
            );
            assert_eq!(parts.columns.x, 16);
        }
        let parts = divide(Rect::new(0, 2, 80, 20), wants());
        assert_eq!(parts.rooms.height, 12);
        assert_eq!(divide(Rect::new(0, 2, 160, 41), wants()).side, 19);
    }

    proptest! {
        #[test]
        fn no_part_lies_over_another(
            width in 1u16..300, height in 1u16..120, lanes in 0usize..30,
            details: bool, carrying: bool, zoom in proptest::option::of(0u16..20),
        ) {
            let area = Rect::new(0, 2, width, height);
            let parts = divide(area, Wants { zoom, details, carrying, lanes, ..wants() });
            let mut all = vec![
                parts.about, parts.head, parts.rooms, parts.tray, parts.rule, parts.pane, parts.legend,
            ];
            all.extend(parts.counts.iter().map(|(_, _, rect)| *rect));
            let rows: u16 = all.iter().map(|rect| rect.height).sum();
            prop_assert_eq!(rows, height);
            for rect in all {
                prop_assert_eq!(rect.intersection(area), rect);
            }
            prop_assert!(parts.columns.days >= 1);
            if width >= 80 {
                prop_assert!(parts.columns.right() < area.right());
                prop_assert!(height < 4 || parts.rooms.height >= 1);
            }
        }
    }
}
