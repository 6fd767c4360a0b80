//! Numbers per day: sellable rooms, arrivals, departures, occupancy.

use super::super::parts::{self, Count, Digits, ROOM};
use super::Drawing;
use crate::console::theme::Meaning;
use crate::domain::day::Day;
use crate::domain::view::counts::DayCount;

impl Drawing<'_> {
    /// The rows of counts below the tray.
    pub(super) fn counts(&mut self) {
        let Some(grid) = &self.state.sheet.grid else {
            return;
        };
        for (count, digits, area) in self.parts.counts.clone() {
            self.borders(area.y);
            let label = match (count, digits) {
                (_, Digits::Units) => "",
                (Count::Free, _) => " Free rooms",
                (Count::Arrivals, _) => " Arrivals",
                (Count::Departures, _) => " Departures",
                (Count::Occupancy, _) => " Occupancy",
            };
            self.put(area.x, area.y, ROOM, label, Meaning::Heading);
            for day in &grid.counts {
                self.count(area.y, count, digits, day);
            }
        }
    }

    fn count(&mut self, y: u16, count: Count, digits: Digits, day: &DayCount) {
        let number = parts::number(count, day);
        match digits {
            Digits::All => self.day_number(y, day.date, number, Meaning::Text),
            Digits::Tens | Digits::Units => {
                let said = upright(number, digits);
                let meaning = self.number_meaning(day.date, number, Meaning::Text);
                let place = self.parts.columns.date(day.date);
                self.put(place.start, y, place.len() as u16, &said, meaning);
            }
        }
    }

    /// A number at a date. Where it does not fit, `+` stands for too many and
    /// `-` for fewer than none; the pane tells the number itself.
    pub(super) fn day_number(&mut self, y: u16, day: Day, number: i32, plain: Meaning) {
        let columns = self.parts.columns;
        let place = columns.date(day);
        let said = match columns.zoom {
            2 => one_sign(number),
            3 if number > 99 => number.to_string(),
            _ => format!("{number:>2}"),
        };
        let meaning = self.number_meaning(day, number, plain);
        self.put(place.start, y, place.len() as u16, &said, meaning);
    }

    fn number_meaning(&self, day: Day, number: i32, plain: Meaning) -> Meaning {
        if number < 0 {
            Meaning::Wrong
        } else if day == self.view.today() {
            Meaning::Today
        } else {
            plain
        }
    }
}

/// A number in one column.
fn one_sign(number: i32) -> String {
    match number {
        ..0 => "-".to_owned(),
        0..=9 => number.to_string(),
        _ => "+".to_owned(),
    }
}

/// One digit of a number that stands upright; the sign stands with the tens.
fn upright(number: i32, digits: Digits) -> String {
    let size = number.unsigned_abs();
    match digits {
        Digits::Tens if number < -9 => "=".to_owned(),
        Digits::Tens if number < 0 => "-".to_owned(),
        Digits::Tens if size > 99 => "+".to_owned(),
        Digits::Tens if size > 9 => (size / 10).to_string(),
        Digits::Tens => String::new(),
        _ => (size % 10).to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_one_column_never_lie() {
        let signs: Vec<String> = [-3, 0, 9, 10].map(one_sign).to_vec();
        assert_eq!(signs, ["-", "0", "9", "+"]);
        let both = |number| [Digits::Tens, Digits::Units].map(|digits| upright(number, digits));
        assert_eq!(both(47), ["4", "7"]);
        assert_eq!(both(7), ["", "7"]);
        assert_eq!(both(-3), ["-", "3"]);
    }
}
