//! Days as columns: all arithmetic across the grid, in whole numbers.
//!
//! A date is as wide as the zoom says. A night reaches from the second half of
//! its date to the first half of the next, so that a departure and an arrival
//! share a date. Pure; knows neither rooms nor styles.

use std::ops::Range;

use crate::domain::day::Day;

/// The narrowest and the widest a day can be.
pub const ZOOMS: std::ops::RangeInclusive<u16> = 2..=8;

/// The days that show, and where.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Columns {
    /// The leftmost column.
    pub x: u16,
    /// Columns a day takes.
    pub zoom: u16,
    /// The first day.
    pub from: Day,
    /// How many days.
    pub days: u16,
}

/// Where a bar shows, and which of its ends lie outside.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Span {
    /// Its first column.
    pub start: u16,
    /// The column after its last one.
    pub end: u16,
    /// It begins before the first column.
    pub cut_left: bool,
    /// It ends after the last column.
    pub cut_right: bool,
}

impl Span {
    /// How many columns it has.
    pub fn width(self) -> u16 {
        self.end - self.start
    }

    /// Whether this column is one of its own.
    pub fn contains(self, x: u16) -> bool {
        (self.start..self.end).contains(&x)
    }
}

impl Columns {
    /// Columns of all days together.
    pub fn width(self) -> u16 {
        self.zoom * self.days
    }

    /// The column after the last day.
    pub fn right(self) -> u16 {
        self.x + self.width()
    }

    /// The day after the last one.
    pub fn end(self) -> Day {
        self.from.plus(i32::from(self.days))
    }

    /// Whether this date shows.
    pub fn shows(self, day: Day) -> bool {
        self.from <= day && day < self.end()
    }

    /// Every date that shows.
    pub fn each(self) -> impl Iterator<Item = Day> {
        self.from.until(self.end())
    }

    /// Columns between the beginning of a date and that of its night.
    fn half(self) -> i32 {
        i32::from(self.zoom.div_ceil(2))
    }

    /// A place counted from the left edge, clipped to what shows.
    fn clip(self, place: i32) -> u16 {
        self.x + place.clamp(0, i32::from(self.width())) as u16
    }

    fn place(self, day: Day) -> i32 {
        day.since(self.from) * i32::from(self.zoom)
    }

    /// The columns of a date; empty if it does not show.
    pub fn date(self, day: Day) -> Range<u16> {
        let place = self.place(day);
        self.clip(place)..self.clip(place + i32::from(self.zoom))
    }

    /// The columns of a night, as far as they show.
    pub fn night(self, day: Day) -> Range<u16> {
        let place = self.place(day) + self.half();
        self.clip(place)..self.clip(place + i32::from(self.zoom))
    }

    /// The columns of a stay from one day to another, if any of them shows. A
    /// day use stands in the middle of its date.
    pub fn stay(self, from: Day, to: Day) -> Option<Span> {
        let (start, end) = if from >= to {
            let middle = self.place(from) + self.half();
            (middle - 1, middle + 1)
        } else {
            (self.place(from) + self.half(), self.place(to) + self.half())
        };
        let last = i32::from(self.width());
        if end <= 0 || start >= last {
            return None;
        }
        Some(Span {
            start: self.clip(start),
            end: self.clip(end),
            cut_left: start < 0,
            cut_right: end > last,
        })
    }

    /// The night in whose columns `x` lies; on the very left that is the
    /// night before the first date.
    pub fn night_at(self, x: u16) -> Option<Day> {
        let inside = (self.x..self.right()).contains(&x);
        let place = i32::from(x) - i32::from(self.x) - self.half();
        inside.then(|| self.from.plus(place.div_euclid(i32::from(self.zoom))))
    }

    /// The nearest night that has columns of its own to `x`, wherever it lies.
    pub fn nearest_night(self, x: u16) -> Day {
        let last = self.right().saturating_sub(1).max(self.x);
        let night = self.night_at(x.clamp(self.x, last)).unwrap_or(self.from);
        night.max(self.from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    fn march(zoom: u16) -> Columns {
        Columns {
            x: 16,
            zoom,
            from: day("2026-03-01"),
            days: 31,
        }
    }

    #[test]
    fn a_stay_is_offset_by_half_a_day() {
        // Five nights from the 16th, two columns a day.
        let span = march(2).stay(day("2026-03-16"), day("2026-03-21"));
        let span = span.expect("it shows");
        assert_eq!((span.start, span.end), (47, 57));
        let span = march(4).stay(day("2026-03-05"), day("2026-03-08"));
        assert_eq!(span.map(Span::width), Some(12));
        assert_eq!(march(2).date(day("2026-03-16")), 46..48);
    }

    #[test]
    fn ends_outside_are_told() {
        let span = march(2).stay(day("2026-02-20"), day("2026-03-01"));
        let span = span.expect("the departure shows");
        assert_eq!((span.start, span.end, span.cut_left), (16, 17, true));
        assert_eq!(march(2).stay(day("2026-02-20"), day("2026-02-28")), None);
        let span = march(2).stay(day("2026-03-31"), day("2026-04-02"));
        assert_eq!(
            span.map(|span| (span.width(), span.cut_right)),
            Some((1, true))
        );
        assert_eq!(march(2).stay(day("2026-04-01"), day("2026-04-02")), None);
    }

    prop_compose! {
        fn any_columns()(x in 0u16..40, zoom in ZOOMS, days in 1u16..60, from in 11_000..80_000) -> Columns {
            Columns { x, zoom, from: Day::from_number(from), days }
        }
    }

    proptest! {
        #[test]
        fn every_column_belongs_to_its_date_and_night(columns in any_columns(), at in 0u16..500) {
            let x = columns.x + at % columns.width();
            let dates = columns.each().filter(|day| columns.date(*day).contains(&x));
            prop_assert_eq!(dates.count(), 1);
            let night = columns.night_at(x).expect("inside");
            prop_assert!(columns.night(night).contains(&x));
            prop_assert!(columns.shows(columns.nearest_night(x)));
            prop_assert_eq!(columns.night_at(columns.right()), None);
            if columns.x > 0 {
                prop_assert_eq!(columns.night_at(columns.x - 1), None);
            }
        }

        #[test]
        fn stays_that_follow_each_other_never_touch(
            columns in any_columns(), start in -70i32..70, first in 1i32..40, second in 1i32..40,
        ) {
            let from = columns.from.plus(start);
            let (middle, to) = (from.plus(first), from.plus(first + second));
            let whole = columns.stay(from, to);
            let parts = [columns.stay(from, middle), columns.stay(middle, to)];
            let widths: u16 = parts.iter().flatten().map(|span| span.width()).sum();
            prop_assert_eq!(widths, whole.map_or(0, Span::width));
            if let [Some(one), Some(other)] = parts {
                prop_assert_eq!(one.end, other.start);
            }
            if let Some(span) = whole {
                prop_assert!(span.start < span.end && span.end <= columns.right());
                let wanted = i32::from(columns.zoom) * (first + second);
                prop_assert!(span.cut_left || span.cut_right || i32::from(span.width()) == wanted);
            }
        }
    }
}
