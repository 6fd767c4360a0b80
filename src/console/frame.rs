//! The frame around every screen: header, tabs, message and hints.
//!
//! Owns how a frame is divided, and draws what is the same on all screens.
//! Drawing never changes the state.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::action::{Action, Context};
use super::header;
use super::look::row;
use super::state::{Overlay, Screen, State};
use super::text;
use super::theme::Meaning;
use super::view::View;

/// Below this nothing useful fits.
const LEAST: (u16, u16) = (60, 15);
/// Below this the grid is a list.
const GRID_COLUMNS: u16 = 80;

/// Rows that one message may take.
const MESSAGE_ROWS: usize = 3;

/// How a frame is divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Regions {
    /// House, screen, date, alerts, person, time.
    pub header: Rect,
    /// The tabs of the screens.
    pub tabs: Rect,
    /// The open screen.
    pub body: Rect,
    /// The message.
    pub message: Rect,
    /// Hints at keys.
    pub hints: Rect,
}

/// Divides a frame of this size.
pub fn regions(frame: Rect) -> Regions {
    let body = Rect {
        y: frame.y + 2.min(frame.height),
        height: frame.height.saturating_sub(4),
        ..frame
    };
    Regions {
        header: row(frame, 0),
        tabs: row(frame, 1),
        body,
        message: row(frame, frame.height.saturating_sub(2)),
        hints: row(frame, frame.height.saturating_sub(1)),
    }
}

/// Whether nothing useful fits.
pub fn is_too_small(frame: Rect) -> bool {
    frame.width < LEAST.0 || frame.height < LEAST.1
}

/// Whether a list has to stand in for the grid.
pub fn is_narrow(frame: Rect) -> bool {
    frame.width < GRID_COLUMNS
}

/// Draws the whole console; answers where the terminal's cursor belongs.
pub fn draw(state: &State, frame: Rect, buffer: &mut Buffer) -> Option<Position> {
    let view = state.view();
    view.look.clear(buffer, frame, Meaning::Text);
    if is_too_small(frame) {
        draw_too_small(&view, frame, buffer);
        return None;
    }
    if let Some(lock) = state.lock() {
        return lock.draw(frame, buffer, view.look, &state.told());
    }
    let parts = regions(frame);
    header::draw(&state.panel().title(&view), &view, parts.header, buffer);
    draw_tabs(state, &view, parts.tabs, buffer);
    state.panel().draw(parts.body, buffer, &view);
    draw_message(state, &view, parts.message, buffer);
    draw_hints(state, &view, parts.hints, buffer);
    match state.overlay() {
        None => None,
        Some(Overlay::List(list)) => list.draw(frame, buffer, view.look),
        Some(Overlay::Form(form)) => form.draw(frame, buffer, view.look, view.today()),
    }
}

fn draw_too_small(view: &View, frame: Rect, buffer: &mut Buffer) {
    let (width, height) = (frame.width, frame.height);
    let said = format!(
        "keyrack has {width}x{height}, needs {}x{}",
        LEAST.0, LEAST.1
    );
    view.look.write(
        buffer,
        row(frame, 0),
        &said,
        view.look.style(Meaning::Warning),
    );
}

/// What stands on the line of tabs, with its columns: shared by drawing and
/// clicking.
fn tabs(state: &State) -> Vec<(String, u16, Action, Meaning)> {
    let view = state.view();
    let mut x = 1;
    let mut parts = Vec::new();
    for (screen, action) in Screen::ALL {
        // These are seen to now and then, or by few: their tab shows while it is open.
        let seldom = matches!(
            screen,
            Screen::Staff | Screen::Team | Screen::Costs | Screen::Rules | Screen::Cleanings
        );
        if seldom && state.screen() != screen {
            continue;
        }
        let key = view
            .keymap
            .hint(&[Context::Everywhere], action)
            .unwrap_or_default();
        let count = match screen {
            Screen::Alerts if view.figures.shown_alerts() > 0 => {
                format!(" {}", view.figures.shown_alerts())
            }
            _ => String::new(),
        };
        let label = format!(" {key} {}{count} ", action.entry().name);
        let meaning = if screen == state.screen() {
            Meaning::Tab
        } else {
            Meaning::Muted
        };
        let columns = label.len() as u16;
        parts.push((label, x, action, meaning));
        x += columns + 1;
    }
    let width = regions(state.frame()).tabs.width;
    let mut right = width;
    // Where not all of them fit, help is what a lost person clicks on.
    let narrow = right.saturating_sub(x) < 22;
    let extras = if narrow {
        [Action::Help, Action::Palette, Action::Find]
    } else {
        [Action::Palette, Action::Help, Action::Find]
    };
    for action in extras {
        let key = view
            .keymap
            .hint(&[Context::Everywhere], action)
            .unwrap_or_default();
        let label = format!("{key} {} ", action.entry().name);
        let place = right.saturating_sub(label.len() as u16 + 1);
        if place >= x {
            right = place;
            parts.push((label, right, action, Meaning::Muted));
        }
    }
    parts
}

fn draw_tabs(state: &State, view: &View, area: Rect, buffer: &mut Buffer) {
    for (label, x, _, meaning) in tabs(state) {
        let room = area.right().saturating_sub(area.x + x);
        // The screen that is open is told by brackets too, not by colour alone.
        let shown = match meaning {
            Meaning::Tab => format!("[{}]", label.trim()),
            _ => label,
        };
        view.look.put(
            buffer,
            (area.x + x, area.y),
            room,
            &shown,
            view.look.style(meaning),
        );
    }
}

/// A long message grows upwards, over the last rows of the screen.
fn draw_message(state: &State, view: &View, area: Rect, buffer: &mut Buffer) {
    let Some(toast) = state.message() else {
        if let Some(planning) = state.planning_words() {
            let style = view.look.style(Meaning::Info);
            view.look.write(buffer, area, &planning, style);
        } else if state.is_saving() {
            view.look
                .write(buffer, area, " Saving ...", view.look.style(Meaning::Muted));
        }
        return;
    };
    let said = text::shown(&toast.text, view.look.ascii);
    let columns = usize::from(area.width.saturating_sub(2));
    let lines = text::wrap(&format!("{}{said}", toast.tone.mark()), columns);
    let shown = lines.len().min(MESSAGE_ROWS);
    let style = view.look.style(toast.tone.meaning());
    for (nth, line) in lines.iter().take(shown).enumerate() {
        let up = (shown - 1 - nth) as u16;
        let row = Rect {
            y: area.y.saturating_sub(up),
            ..area
        };
        view.look.write(buffer, row, &format!(" {line}"), style);
    }
}

/// The hints that fit, with their columns: shared by drawing and clicking.
fn hints(state: &State) -> Vec<(String, String, u16, Action)> {
    let view = state.view();
    let contexts = state.contexts();
    let width = regions(state.frame()).hints.width;
    let mut x = 1 + bar(state).map_or(0, |bar| text::width(&bar) as u16 + 1);
    let mut shown = Vec::new();
    let always = [Action::Undo, Action::Help];
    for action in state.hints().into_iter().chain(always) {
        let Some(key) = view.keymap.hint(&contexts, action) else {
            continue;
        };
        let name = format!(" {}", action.entry().name);
        let columns = (key.len() + name.len()) as u16;
        if x + columns > width {
            break;
        }
        shown.push((key, name, x, action));
        x += columns + 2;
    }
    shown
}

/// What is selected, before the hints that are then about all of it.
fn bar(state: &State) -> Option<String> {
    let marked = state.panel().marked(&state.view())?;
    Some(format!(" {marked} selected "))
}

fn draw_hints(state: &State, view: &View, area: Rect, buffer: &mut Buffer) {
    if state.overlay().is_some() {
        return;
    }
    if let Some(bar) = bar(state) {
        let style = view.look.style(Meaning::Selection);
        view.look
            .put(buffer, (area.x, area.y), area.width, &bar, style);
    }
    for (key, name, x, _) in hints(state) {
        let at = Rect {
            x: area.x + x,
            width: area.width.saturating_sub(x),
            ..area
        };
        view.look
            .write_pieces(buffer, at, &[(&key, Meaning::Key), (&name, Meaning::Muted)]);
    }
}

/// The action that a click on header, tabs or hints means.
pub fn action_at(state: &State, at: Position) -> Option<Action> {
    let parts = regions(state.frame());
    if parts.tabs.contains(at) {
        let found = tabs(state).into_iter().find(|(label, x, _, _)| {
            (*x..*x + label.len() as u16).contains(&(at.x - parts.tabs.x))
        });
        return found.map(|(_, _, action, _)| action);
    }
    if parts.hints.contains(at) {
        let found = hints(state).into_iter().find(|(key, name, x, _)| {
            (*x..*x + (key.len() + name.len()) as u16).contains(&(at.x - parts.hints.x))
        });
        return found.map(|(_, _, _, action)| action);
    }
    None
}
