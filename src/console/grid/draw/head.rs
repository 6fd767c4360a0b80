//! Dates, weekdays, and on large frames what is shown and how the house stands.

use chrono::{Datelike, Weekday};

use super::Drawing;
use crate::console::look::row;
use crate::console::text;
use crate::console::theme::Meaning;
use crate::domain::day::Day;
use crate::domain::view::grid::Grouping;

impl Drawing<'_> {
    /// The line above the dates, on large frames.
    pub(super) fn about(&mut self) {
        let area = self.parts.about;
        if area.height == 0 {
            return;
        }
        let group = match self.state.grouping {
            Grouping::Type => "type",
            Grouping::Floor => "floor",
            Grouping::None => "none",
        };
        let said = format!(
            " Show: {}   Group: {group}   Zoom: {} columns a day   {}",
            self.state.filter.label(),
            self.parts.columns.zoom,
            self.today_in_figures()
        );
        let style = self.style(Meaning::Muted);
        self.view.look.write(self.buffer, area, &said, style);
    }

    /// How the house stands today, if today shows.
    fn today_in_figures(&self) -> String {
        let Some(grid) = &self.state.sheet.grid else {
            return String::new();
        };
        let today = grid.counts.iter().find(|day| day.date == grid.today);
        today.map_or_else(String::new, |day| {
            let roomless = match day.unassigned {
                0 => String::new(),
                some => format!(" ({some} without room)"),
            };
            format!(
                "today: sold {} of {} ({:.0}%)   arrivals {}{roomless}   departures {}   ready now {}",
                day.sold, day.in_service, day.sold_rate, day.arrivals, day.departures, grid.ready_now
            )
        })
    }

    /// The two rows of dates and weekdays.
    pub(super) fn head(&mut self) {
        let (dates, weekdays) = (row(self.parts.head, 0), row(self.parts.head, 1));
        if dates.height > 0 {
            self.put(
                dates.x,
                dates.y,
                super::super::parts::ROOM,
                " Room    H  occ",
                Meaning::Heading,
            );
            self.borders(dates.y);
            self.dates(dates.y);
            self.side_heading(dates.y);
        }
        if weekdays.height > 0 {
            if let Some(name) = self.event_named() {
                let room = super::super::parts::ROOM;
                let said = text::shorten(
                    &text::shown(&format!(" {name}"), self.view.look.ascii),
                    usize::from(room),
                );
                self.put(weekdays.x, weekdays.y, room, &said, Meaning::Info);
            }
            self.borders(weekdays.y);
            self.weekdays(weekdays.y);
        }
    }

    /// The event on the cursor's day, else on today, else the next that shows.
    fn event_named(&self) -> Option<String> {
        let columns = self.parts.columns;
        let last = columns.from.plus(i32::from(columns.days) - 1);
        let days = [self.state.cursor.day, self.view.today()];
        let events = || self.view.house.events.values();
        let on = |day: Day| events().find(|event| event.is_on(day));
        let next = || {
            let shown = events().filter(|event| event.from <= last && columns.from <= event.to);
            shown.min_by_key(|event| event.from)
        };
        let found = days.into_iter().find_map(on).or_else(next)?;
        Some(found.name.clone())
    }

    /// Whether something happens in or around the house that day.
    fn has_event(&self, day: Day) -> bool {
        self.view
            .house
            .events
            .values()
            .any(|event| event.is_on(day))
    }

    fn side_heading(&mut self, y: u16) {
        if self.parts.side > 0 {
            let x = self.parts.columns.right() + 2;
            self.put(x, y, self.parts.side - 1, "Housekeeping", Meaning::Heading);
        }
    }

    fn dates(&mut self, y: u16) {
        let columns = self.parts.columns;
        let mut free_from = columns.x;
        for day in columns.each() {
            let place = columns.date(day);
            let Some(said) = date_sign(day, columns.from, columns.zoom) else {
                continue;
            };
            if place.start < free_from {
                continue;
            }
            let room = columns.right() - place.start;
            if text::width(&said) > usize::from(room) {
                continue;
            }
            let meaning = self.day_meaning(day, Meaning::Heading);
            let used = self.put(place.start, y, room, &said, meaning);
            free_from = place.start + used;
        }
    }

    fn weekdays(&mut self, y: u16) {
        let columns = self.parts.columns;
        for day in columns.each() {
            let place = columns.date(day);
            let today = if day == self.view.today() {
                "*"
            } else if self.has_event(day) {
                "+"
            } else {
                ""
            };
            let letters = if columns.zoom == 2 { 1 } else { 2 };
            let name = day.weekday().to_string();
            let said = format!("{}{today}", text::clip(&name, letters));
            let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
            let plain = if weekend {
                Meaning::Weekend
            } else {
                Meaning::Text
            };
            let meaning = self.day_meaning(day, plain);
            let said = text::pad(&said, usize::from(columns.zoom));
            self.put(place.start, y, columns.zoom, &said, meaning);
        }
    }

    /// The cursor's date and today stand out in the rows of dates.
    fn day_meaning(&self, day: Day, plain: Meaning) -> Meaning {
        if day == self.state.cursor.day {
            Meaning::Selection
        } else if day == self.view.today() {
            Meaning::Today
        } else {
            plain
        }
    }
}

/// What the row of dates says at a day: its number where there is space, else
/// only Mondays; and where a month begins, its name.
fn date_sign(day: Day, first: Day, zoom: u16) -> Option<String> {
    let date = day.date();
    if date.day() == 1 && day != first {
        return Some(date.format("%b").to_string());
    }
    match zoom {
        2 if day.weekday() == Weekday::Mon => Some(format!("{:<2}", date.day())),
        2 => None,
        _ => Some(format!("{:>2}", date.day())),
    }
}
