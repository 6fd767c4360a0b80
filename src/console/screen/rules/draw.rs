//! Drawing the rules: one line each, and all about the chosen one below.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{RuleList, ordered};
use crate::console::look::row;
use crate::console::screen::list_parts::ListParts;
use crate::console::text;
use crate::console::theme::Meaning;
use crate::console::view::View;
use crate::domain::rule::{AllocationRule, actions_words, conditions_words};

/// Rows that the chosen rule is told in, in a high frame and in a low one.
const TOLD: (u16, u16) = (12, 7);

/// How the body is divided.
pub fn parts(area: Rect) -> ListParts {
    ListParts::of(area, TOLD.0, TOLD.1)
}

/// Draws the list.
pub fn draw(screen: &RuleList, area: Rect, buffer: &mut Buffer, view: &View) {
    let parts = parts(area);
    let rules = ordered(view);
    let muted = view.look.style(Meaning::Muted);
    let said = " The highest first. Filters (only, not) all hold; what is worth more adds up.";
    view.look.write(buffer, parts.summary, said, muted);
    let heads = columns(area.width, ["Pri", "On", "Rule", "About", "Asks for"]);
    let heading = view.look.style(Meaning::Heading);
    view.look
        .write(buffer, parts.heads, &format!("  {heads}"), heading);
    view.look.rule(buffer, row(area, 2));
    let window = screen
        .choice
        .window(rules.len(), usize::from(parts.list.height));
    for (nth, index) in window.enumerate() {
        let here = index == screen.choice.at;
        line(
            &rules[index],
            row(parts.list, nth as u16),
            here,
            buffer,
            view,
        );
    }
    if rules.is_empty() {
        let said = " No rule yet: every room suits everybody. a writes one: for whom, which rooms.";
        view.look.write(buffer, row(parts.list, 0), said, muted);
        return;
    }
    view.look.rule(buffer, parts.rule);
    let chosen = screen.chosen.and_then(|id| view.house.rules.get(&id));
    if let Some(rule) = chosen {
        let lines = told(rule, view);
        tell(&lines, parts.told, buffer, view);
    }
}

/// Writes lines into an area, wrapped; what does not fit is left out.
pub fn tell(lines: &[(Meaning, String)], area: Rect, buffer: &mut Buffer, view: &View) {
    let columns = usize::from(area.width.saturating_sub(2));
    let wrapped = lines.iter().flat_map(|(meaning, line)| {
        let rows = text::wrap(line, columns);
        rows.into_iter().map(|line| (*meaning, line))
    });
    for (nth, (meaning, line)) in wrapped.take(usize::from(area.height)).enumerate() {
        let style = view.look.style(meaning);
        let place = row(area, nth as u16);
        view.look.write(buffer, place, &format!(" {line}"), style);
    }
}

/// One line: a mark where the keyboard is, and a word for on and off.
fn line(rule: &AllocationRule, area: Rect, here: bool, buffer: &mut Buffer, view: &View) {
    let mark = if here { ">" } else { " " };
    let said = format!(
        "{mark} {}",
        columns(
            area.width,
            [
                &rule.priority.to_string(),
                if rule.active { "on" } else { "off" },
                &rule.name,
                &conditions_words(&rule.conditions),
                &actions_words(&rule.actions),
            ]
        )
    );
    let meaning = match (here, rule.active) {
        (true, _) => Meaning::Cursor,
        (_, true) => Meaning::Text,
        _ => Meaning::Muted,
    };
    view.look
        .write(buffer, area, &said, view.look.style(meaning));
}

/// The cells of a line, each in its columns.
fn columns(width: u16, cells: [&str; 5]) -> String {
    let [priority, on, name, about, asks] = cells.map(text::sanitise);
    let rest = usize::from(width.saturating_sub(14));
    let (name_columns, about_columns) = (rest * 3 / 10, rest * 7 / 20);
    format!(
        "{} {} {} {} {asks}",
        text::pad_left(&priority, 5),
        text::pad(&on, 3),
        text::pad(&name, name_columns),
        text::pad(&about, about_columns),
    )
}

/// All about a rule, in words.
fn told(rule: &AllocationRule, view: &View) -> Vec<(Meaning, String)> {
    let on = if rule.active {
        "switched on"
    } else {
        "switched off: it counts for nothing now"
    };
    let mut lines = vec![
        (Meaning::Heading, rule.name.clone()),
        (
            Meaning::Text,
            format!(
                "priority {}, about {}, {on}",
                rule.priority,
                rule.kind.label()
            ),
        ),
        (
            Meaning::Text,
            format!("For: {}", conditions_words(&rule.conditions)),
        ),
        (
            Meaning::Text,
            format!("Asks for: {}", actions_words(&rule.actions)),
        ),
    ];
    if rule.actions.filters() {
        let (said, none) = passing(rule, view);
        let meaning = if none {
            Meaning::Warning
        } else {
            Meaning::Muted
        };
        lines.push((meaning, said));
    }
    lines
}

/// How many rooms of each type come into question under it, and whether of
/// some type none does.
fn passing(rule: &AllocationRule, view: &View) -> (String, bool) {
    let only = rule.conditions.room_type.as_deref();
    let kinds = view.house.room_types.keys();
    let mut none = false;
    let counts = kinds
        .filter(|kind| only.is_none_or(|only| only == kind.as_str()))
        .filter_map(|kind| {
            let rooms = view.house.rooms.values();
            let own = rooms.filter(|room| room.active && room.room_type == *kind);
            let (all, pass) = own.fold((0, 0), |(all, pass), room| {
                (all + 1, pass + i32::from(rule.lets_through(room)))
            });
            none |= all > 0 && pass == 0;
            (all > 0).then(|| format!("{kind} {pass} of {all}"))
        });
    let counts: Vec<String> = counts.collect();
    (format!("Rooms that pass: {}", counts.join(", ")), none)
}
