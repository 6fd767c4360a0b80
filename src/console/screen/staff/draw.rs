//! Drawing the staff: one line each, and all about the chosen one below, or
//! beside where the frame is wide.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::StaffList;
use crate::console::about;
use crate::console::look::row;
use crate::console::text;
use crate::console::theme::Meaning;
use crate::console::view::{Filter, View};
use crate::domain::staff::Staff;

/// From this width on the chosen person stands beside the list.
const WIDE: u16 = 120;
/// Columns of the list then.
const LIST: u16 = 78;
/// Below this the role is left out.
const NARROW: u16 = 80;

/// How the body is divided.
#[derive(Clone, Copy, Debug)]
pub struct Parts {
    summary: Rect,
    heads: Rect,
    /// The people.
    pub list: Rect,
    /// All about the chosen one.
    told: Rect,
}

/// Divides the body.
pub fn parts(area: Rect) -> Parts {
    let below = if area.width >= WIDE {
        0
    } else {
        9.min(area.height / 2)
    };
    let width = if area.width >= WIDE { LIST } else { area.width };
    let list = Rect {
        y: area.y + 3.min(area.height),
        height: area.height.saturating_sub(3 + below),
        width,
        ..area
    };
    let told = if area.width >= WIDE {
        Rect {
            x: area.x + LIST + 2,
            width: area.width - LIST - 2,
            ..list
        }
    } else {
        let height = below.saturating_sub(1);
        Rect {
            y: area.bottom() - height,
            height,
            ..area
        }
    };
    Parts {
        summary: row(area, 0),
        heads: row(area, 1),
        list,
        told,
    }
}

/// Draws the whole screen.
pub fn draw(screen: &StaffList, area: Rect, buffer: &mut Buffer, view: &View) {
    let parts = parts(area);
    let people = screen.shown(view);
    let showing = match &screen.filter {
        Filter::All => "everyone on the staff".to_owned(),
        other => format!("{} (Esc: all)", other.label()),
    };
    let said = format!(" {} shown   showing {showing}", people.len());
    let muted = view.look.style(Meaning::Muted);
    view.look.write(buffer, parts.summary, &said, muted);
    let heads = format!(
        "   {}",
        columns(
            area.width,
            ["Number", "Name", "Role", "Duty", "Unlike role"]
        )
    );
    let heading = view.look.style(Meaning::Heading);
    view.look.write(buffer, parts.heads, &heads, heading);
    view.look.rule(buffer, row(area, 2));
    let window = screen
        .choice
        .window(people.len(), usize::from(parts.list.height));
    for (nth, index) in window.enumerate() {
        let marks = (
            index == screen.choice.at,
            screen.marks.has(&people[index].id),
        );
        let place = row(parts.list, nth as u16);
        line(people[index], place, marks, buffer, view);
    }
    if people.is_empty() {
        let said = " Nobody to show here. f shows others, Esc shows all.";
        view.look.write(buffer, row(parts.list, 0), said, muted);
    }
    draw_told(screen, &parts, area, buffer, view);
}

fn draw_told(screen: &StaffList, parts: &Parts, area: Rect, buffer: &mut Buffer, view: &View) {
    if area.width < WIDE {
        let rule = Rect {
            y: parts.list.bottom(),
            height: u16::from(parts.told.height > 0),
            ..area
        };
        view.look.rule(buffer, rule);
    }
    let Some(person) = screen.chosen.and_then(|id| view.house.staff.get(&id)) else {
        return;
    };
    let columns = usize::from(parts.told.width.saturating_sub(2));
    let lines = about::about_person(person, view);
    // What fits keeps its gaps.
    let wrapped = lines.into_iter().flat_map(|line| {
        if text::width(&line) <= columns {
            vec![line]
        } else {
            text::wrap(&line, columns)
        }
    });
    for (nth, line) in wrapped.take(usize::from(parts.told.height)).enumerate() {
        let style = view.look.style(Meaning::Text);
        let place = row(parts.told, nth as u16);
        view.look.write(buffer, place, &format!(" {line}"), style);
    }
}

/// One line: a mark where the keyboard is, a star where it is marked.
fn line(
    person: &Staff,
    area: Rect,
    (here, marked): (bool, bool),
    buffer: &mut Buffer,
    view: &View,
) {
    let duty = match person.why_not() {
        _ if !person.active => "left",
        Some("no longer employed") => "let go",
        Some(why) => why,
        None if person.on_duty => "on duty",
        None => "",
    };
    let unlike = about::unlike_the_role(person);
    let said = format!(
        "{}{} {}",
        if here { ">" } else { " " },
        if marked { "*" } else { " " },
        columns(
            view.body.width,
            [
                &person.employee,
                &person.name,
                person.role.label(),
                duty,
                &unlike
            ]
        )
    );
    let meaning = match (here, marked) {
        (true, _) => Meaning::Cursor,
        (_, true) => Meaning::Selection,
        _ if !person.may_act() => Meaning::Muted,
        _ if person.on_duty => Meaning::Good,
        _ => Meaning::Text,
    };
    let style = view.look.style(meaning);
    view.look.write(buffer, area, &said, style);
}

/// The cells of a line, each in its columns.
fn columns(width: u16, cells: [&str; 5]) -> String {
    let [number, name, role, duty, rest] = cells.map(text::sanitise);
    let role = if width < NARROW {
        String::new()
    } else {
        format!("{} ", text::pad(&role, 23))
    };
    format!(
        "{} {} {role}{} {rest}",
        text::pad(&number, 6),
        text::pad(&name, 20),
        text::pad(&duty, 10),
    )
}
