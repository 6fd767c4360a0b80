//! Drawing a plan: the month with its shades, and the plan below it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::lines::Entry;
use super::words::{self, Told};
use super::{PlanScreen, parts, sums};
use crate::console::grid::{Standing, between};
use crate::console::look::row;
use crate::console::screen::Panel;
use crate::console::text;
use crate::console::theme::Meaning;
use crate::console::view::View;

/// What is not written yet says so.
const NOT_SAVED: &str = " NOT SAVED ";
/// Columns of the room, the nights, and of how the room is given.
const ROOM: usize = 11;
const NIGHTS: usize = 26;
const HOW: usize = 9;
const SCORE: usize = 5;

/// Draws all of it.
pub fn draw(screen: &PlanScreen, area: Rect, buffer: &mut Buffer, view: &View) {
    let parts = screen.parts(area);
    if parts.grid.height > 0 {
        let beside = screen.beside(view);
        screen.grid.draw(parts.grid, buffer, &beside);
    }
    heading(screen, parts.rule, buffer, view);
    let totals = sums::totals(screen, parts.wide, view);
    if parts.wide {
        wrapped(&totals, parts.totals, buffer, view);
        borders(&parts, buffer, view);
    } else {
        in_one_row(&totals, parts.totals, buffer, view);
    }
    list(screen, parts.list, buffer, view);
    wrapped(&words::about(screen, view), parts.told, buffer, view);
}

/// The line above the plan: what was asked, and that nothing is written yet.
fn heading(screen: &PlanScreen, area: Rect, buffer: &mut Buffer, view: &View) {
    view.look.rule(buffer, area);
    let code = screen.code.as_ref().map(|code| format!("{code}  "));
    let said = format!(
        " {}{} ",
        code.unwrap_or_default(),
        words::title(&screen.asked, view)
    );
    let style = view.look.style(Meaning::Heading);
    let room = area.width.saturating_sub(NOT_SAVED.len() as u16 + 3);
    view.look
        .put(buffer, (area.x + 1, area.y), room, &said, style);
    let right = area.right().saturating_sub(NOT_SAVED.len() as u16 + 1);
    let style = view.look.style(Meaning::Warning);
    let columns = NOT_SAVED.len() as u16;
    view.look
        .put(buffer, (right, area.y), columns, NOT_SAVED, style);
}

/// The lines between panels side by side.
fn borders(parts: &parts::Parts, buffer: &mut Buffer, view: &View) {
    let down = view.look.lines().down;
    let style = view.look.style(Meaning::Border);
    for x in [parts.totals.right(), parts.list.right()] {
        for y in parts.list.rows().map(|row| row.y) {
            view.look.put(buffer, (x, y), 1, down, style);
        }
    }
}

/// What fits into one row, piece by piece.
fn in_one_row(told: &[Told], area: Rect, buffer: &mut Buffer, view: &View) {
    let pieces: Vec<(String, Meaning)> = told
        .iter()
        .enumerate()
        .map(|(nth, (meaning, said))| {
            let gap = if nth == 0 { " " } else { "  " };
            (format!("{gap}{said}"), *meaning)
        })
        .collect();
    let pieces: Vec<(&str, Meaning)> = pieces
        .iter()
        .map(|(said, meaning)| (said.as_str(), *meaning))
        .collect();
    view.look.write_pieces(buffer, area, &pieces);
}

/// One thing below the other, each as many rows as it needs.
fn wrapped(told: &[Told], area: Rect, buffer: &mut Buffer, view: &View) {
    let columns = usize::from(area.width.saturating_sub(2)).max(1);
    let lines = told.iter().flat_map(|(meaning, said)| {
        let shown = text::shown(said, view.look.ascii).into_owned();
        let lines = text::wrap(&shown, columns);
        lines.into_iter().map(|line| (*meaning, line))
    });
    for (nth, (meaning, line)) in lines.take(usize::from(area.height)).enumerate() {
        let style = view.look.style(meaning);
        let at = row(area, nth as u16);
        view.look.write(buffer, at, &format!(" {line}"), style);
    }
}

fn list(screen: &PlanScreen, area: Rect, buffer: &mut Buffer, view: &View) {
    let window = screen
        .choice
        .window(screen.entries.len(), usize::from(area.height));
    for (nth, index) in window.enumerate() {
        let entry = &screen.entries[index];
        let here = index == screen.choice.at;
        let meaning = match screen.standing(entry) {
            _ if here => Meaning::Cursor,
            Standing::Fails => Meaning::Wrong,
            Standing::LeftOut => Meaning::Dim,
            Standing::Kept if entry.room.is_none() => Meaning::Warning,
            Standing::Kept => Meaning::Text,
        };
        let said = line(screen, entry, here, usize::from(area.width), view);
        let at = row(area, nth as u16);
        view.look.write(buffer, at, &said, view.look.style(meaning));
    }
    if screen.entries.is_empty() {
        let said = " Nothing would change: everybody stays in the room they have.";
        view.look
            .write(buffer, row(area, 0), said, view.look.style(Meaning::Muted));
    }
}

/// One line of the list, in so many columns.
fn line(screen: &PlanScreen, entry: &Entry, here: bool, columns: usize, view: &View) -> String {
    let mark = if here { '>' } else { ' ' };
    let step = entry
        .step
        .map_or_else(String::new, |step| format!("{step} "));
    let room = text::pad(
        &format!("{step}{}", words::room(entry, view)),
        ROOM + step.len(),
    );
    let nights = between(entry.part);
    let nights = text::pad(&format!("{nights} {}n", entry.part.nights()), NIGHTS);
    let head = format!("{mark}{} {room} ", words::sign(screen, entry));
    let used = text::width(&head) + NIGHTS + 1;
    let shown = text::shown(&entry.guest, view.look.ascii).into_owned();
    if entry.room.is_none() {
        let room = columns.saturating_sub(used).min(14);
        let guest = text::pad(&text::shorten(&shown, room), room);
        return format!("{head}{guest} {nights}{}", entry.why);
    }
    let room = columns.saturating_sub(used + HOW + SCORE + 2);
    let guest = text::pad(&text::shorten(&shown, room), room);
    let how = text::pad(words::how(entry), HOW);
    let score = match &entry.claim {
        Some(claim) => claim.strength().to_string(),
        None if entry.points.is_empty() => String::new(),
        None => entry.score().to_string(),
    };
    format!("{head}{guest} {nights}{how}{score:>SCORE$}")
}
