//! The first line of every screen: house, screen, day, alerts, person, time.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::order::telling;
use super::text;
use super::theme::Meaning;
use super::view::View;
use crate::domain::alerts::Summary;

/// Draws the header. The day and the alerts always show; where the line is
/// short, what the screen says about itself is cut.
pub fn draw(title: &str, view: &View, area: Rect, buffer: &mut Buffer) {
    let style = view.look.style(Meaning::Header);
    view.look.write(buffer, area, "", style);
    let wanted = shown_width(&left_text(title, view, usize::from(area.width)), view);
    let room = area.width.saturating_sub(wanted);
    let pieces = right(view, room);
    let columns: u16 = pieces.iter().map(|(text, _)| shown_width(text, view)).sum();
    let left = area.width.saturating_sub(columns);
    let said = left_text(title, view, usize::from(left));
    view.look.put(buffer, (area.x, area.y), left, &said, style);
    let mut x = area.x + left;
    for (text, meaning) in pieces {
        let room = area.right().saturating_sub(x);
        x += view.look.put(
            buffer,
            (x, area.y),
            room,
            &text,
            style.patch(view.look.style(meaning)),
        );
    }
}

fn left_text(title: &str, view: &View, columns: usize) -> String {
    let dates = dates(view);
    let name = text::shorten(
        &text::shown(&view.property.name, view.look.ascii),
        columns / 3,
    );
    let fixed = text::width(&name) + text::width(&dates) + 4;
    let title = text::shorten(title, columns.saturating_sub(fixed + 2));
    if title.is_empty() {
        format!(" {name}  {dates} ")
    } else {
        format!(" {name}  {title}  {dates} ")
    }
}

/// Alerts by severity, rooms in which something else was found than the book
/// says, unread messages, the person, the time; where there is no room for all of
/// it, the person by the first name only.
fn right(view: &View, room: u16) -> Vec<(String, Meaning)> {
    let figures = view.figures;
    let counts = [
        ("!!!", figures.summary.critical, Meaning::Critical),
        ("!!", figures.summary.warning, Meaning::Warning),
        ("i", figures.summary.info, Meaning::Info),
    ];
    let some = counts.into_iter().filter(|(_, count, _)| *count > 0);
    let mut pieces: Vec<(String, Meaning)> = some
        .flat_map(|(mark, count, meaning)| {
            [
                (format!("{mark}{count}"), meaning),
                (" ".to_owned(), Meaning::Header),
            ]
        })
        .collect();
    let beyond = beyond(&figures.summary, room);
    if let Some(words) = beyond {
        pieces.insert(0, (words, Meaning::Conflict));
        pieces.insert(1, (" ".to_owned(), Meaning::Header));
    }
    let differ = view.figures.discrepancies.len();
    if differ > 0 {
        pieces.push((format!("?{differ}"), Meaning::Warning));
        pieces.push((" ".to_owned(), Meaning::Header));
    }
    let unread = telling::unread(view);
    if unread > 0 {
        pieces.push((format!("@{unread}"), Meaning::Info));
        pieces.push((" ".to_owned(), Meaning::Header));
    }
    let taken: u16 = pieces.iter().map(|(text, _)| shown_width(text, view)).sum();
    let whole = text::shorten(&text::shown(&view.actor.name, view.look.ascii), 20);
    let clock = view.clock(view.now);
    let fits = usize::from(taken) + text::width(&whole) + clock.len() + 4 <= usize::from(room);
    let first = whole.split_whitespace().next().unwrap_or_default();
    let name = if fits { whole.as_str() } else { first };
    pieces.push((format!(" {name}  {clock} "), Meaning::Header));
    pieces
}

/// From so many columns on what is beyond its threshold is said in full.
const IN_FULL: u16 = 60;

/// What is beyond the thresholds of the dashboard: in words where there is
/// room, else a sign. Nothing on a day like others.
fn beyond(summary: &Summary, room: u16) -> Option<String> {
    let thresholds = summary.thresholds;
    let said = [
        (thresholds.conflicts, "conflict", summary.conflicts),
        (thresholds.unassigned, "no room", summary.total_unassigned),
        (thresholds.critical, "critical", summary.critical),
    ];
    let words: Vec<String> = said
        .into_iter()
        .filter(|(beyond, ..)| *beyond)
        .map(|(_, what, count)| format!("{count} {what}"))
        .collect();
    match (words.is_empty(), room >= IN_FULL) {
        (true, _) => None,
        (false, true) => Some(format!("! {}", words.join(", "))),
        (false, false) => Some("!".to_owned()),
    }
}

fn shown_width(text: &str, view: &View) -> u16 {
    text::width(&text::shown(text, view.look.ascii)) as u16
}

/// The business date; where the clock is on another day, both, and by more
/// than a day with a warning.
fn dates(view: &View) -> String {
    let (hotel, clock) = (view.today(), view.now.calendar_day(view.property.timezone));
    let mark = if clock.since(hotel).abs() > 1 {
        "! "
    } else {
        ""
    };
    if hotel == clock {
        return hotel.spoken();
    }
    format!("{mark}{} (clock {})", hotel.spoken(), clock.spoken())
}
