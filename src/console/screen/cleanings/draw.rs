//! Drawing the figures of cleanings: all together, and one line each.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{By, CleaningScreen};
use crate::console::look::row;
use crate::console::text;
use crate::console::theme::Meaning;
use crate::console::view::View;
use crate::domain::view::cleanings::Figures;

/// Rows above the list.
const HEAD: u16 = 4;

/// Where the lines stand.
pub fn list(area: Rect) -> Rect {
    Rect {
        y: area.y + HEAD.min(area.height),
        height: area.height.saturating_sub(HEAD),
        ..area
    }
}

/// Draws the whole screen.
pub fn draw(screen: &CleaningScreen, area: Rect, buffer: &mut Buffer, view: &View) {
    let muted = view.look.style(Meaning::Muted);
    let by = match screen.by {
        By::Room => "by room",
        By::Person => "by who cleaned",
    };
    let days = match screen.days {
        0 => "since ever".to_owned(),
        1 => "of today".to_owned(),
        days => format!("of the last {days} days"),
    };
    let said = format!(" Cleanings {days}, {by}");
    view.look
        .write(buffer, row(area, 0), &said, view.look.style(Meaning::Text));
    let heads = match screen.by {
        By::Room => "Room",
        By::Person => "Name",
    };
    let heads = format!("  {}", cells(heads, HEADS));
    let heading = view.look.style(Meaning::Heading);
    view.look.write(buffer, row(area, 2), &heads, heading);
    view.look.rule(buffer, row(area, 3));
    let Some(known) = &screen.statistics.found else {
        view.look
            .write(buffer, row(area, 1), " Reading the figures ...", muted);
        return;
    };
    let all = format!("  {}", told("In all", &known.all));
    view.look.write(buffer, row(area, 1), &all, muted);
    let lines = screen.lines();
    let below = list(area);
    if lines.is_empty() {
        let said = "  Nothing was cleaned on these days.";
        view.look.write(buffer, row(below, 0), said, muted);
        return;
    }
    let window = screen.choice.window(lines.len(), usize::from(below.height));
    for (nth, index) in window.enumerate() {
        let here = index == screen.choice.at;
        let figures = &lines[index];
        let name = text::shown(&figures.who, view.look.ascii);
        let said = format!("{} {}", if here { ">" } else { " " }, told(&name, figures));
        let meaning = match () {
            () if here => Meaning::Cursor,
            () if figures.failed > 0 => Meaning::Warning,
            () => Meaning::Text,
        };
        let style = view.look.style(meaning);
        view.look
            .write(buffer, row(below, nth as u16), &said, style);
    }
}

const HEADS: [&str; 8] = [
    "Turnover", "Service", "Touch-up", "Minutes", "Average", "Usual", "Failed", "of",
];

fn cells(name: &str, cells: [&str; 8]) -> String {
    let mut said = text::pad(&text::shorten(name, 17), 18);
    for (cell, width) in cells.into_iter().zip([9, 8, 9, 8, 8, 6, 7, 5]) {
        said.push_str(&text::pad_left(cell, width));
    }
    said
}

/// One line of figures; slower than usual is marked with a plus.
fn told(name: &str, figures: &Figures) -> String {
    let minutes = |found: Option<u32>| found.map_or_else(|| "-".to_owned(), |it| it.to_string());
    let (average, usual) = (figures.average_minutes(), figures.average_usual());
    let slower = if average > usual { "+" } else { "" };
    let numbers = [
        figures.turnovers,
        figures.services,
        figures.touch_ups,
        figures.minutes,
        figures.failed,
        figures.inspected,
    ]
    .map(|number| number.to_string());
    let [turnovers, services, touch_ups, all, failed, inspected] = &numbers;
    let average = format!("{slower}{}", minutes(average));
    cells(
        name,
        [
            turnovers,
            services,
            touch_ups,
            all,
            &average,
            &minutes(usual),
            failed,
            inspected,
        ],
    )
}
