//! Stays and blocks as signs: what is written into a bar of so many columns.
//!
//! Every state is told by brackets, fill and letters; colour only repeats it.

use ratatui::style::{Modifier, Style};

use super::columns::Span;
use crate::console::look::Look;
use crate::console::text;
use crate::console::theme::Meaning;
use crate::domain::view::bar::{Bar, Tone};

/// Frames a bar on which two claims meet.
const CLASH: char = 'X';
/// Fills the nights a guest stays beyond the departure.
const OVER: char = '!';

/// The text of a bar, in exactly the columns of its span.
pub fn text(bar: &Bar, span: Span, ascii: bool) -> String {
    let columns = usize::from(span.width());
    let (open, close) = ends(bar, span);
    match columns {
        0 => String::new(),
        // One column is a departure at the left edge or an arrival at the right.
        1 if span.cut_left && !span.cut_right => close.to_string(),
        1 => open.to_string(),
        _ => format!("{open}{}{close}", inside(bar, columns - 2, ascii)),
    }
}

fn ends(bar: &Bar, span: Span) -> (char, char) {
    let (mut open, mut close) = (bar.kind.open(), bar.kind.close());
    if bar.conflict {
        (open, close) = (CLASH, CLASH);
    }
    // With one column only, the end that shows matters more than the arrow.
    if span.cut_left && span.width() > 1 {
        open = '<';
    }
    if span.cut_right && span.width() > 1 {
        close = '>';
    }
    (open, close)
}

/// The name, what else there is space for, and the small marks, filled up.
fn inside(bar: &Bar, columns: usize, ascii: bool) -> String {
    let fill = if bar.tone == Tone::Overstay {
        OVER
    } else {
        bar.kind.fill()
    };
    let label = text::shown(&bar.label, ascii);
    let all: String = bar.flags.signs().collect();
    // A name of two letters is worth more than a mark.
    let marks: String = all.chars().take(columns.saturating_sub(2)).collect();
    let marks = if columns >= 4 { marks } else { String::new() };
    let room = columns - marks.len();
    let mut said = text::clip(&label, room).to_owned();
    let more = format!(" {}", bar.detail);
    let worth_it = !bar.detail.is_empty() && bar.detail != "0n";
    if worth_it && text::width(&said) + text::width(&more) < room {
        said.push_str(&text::shown(&more, ascii));
    }
    let missing = room.saturating_sub(text::width(&said));
    said.extend(std::iter::repeat_n(fill, missing));
    said + &marks
}

/// The colour of a bar.
pub fn meaning(bar: &Bar) -> Meaning {
    if bar.conflict {
        return Meaning::Conflict;
    }
    match bar.tone {
        Tone::Occupied => Meaning::Occupied,
        Tone::Arriving => Meaning::Arriving,
        Tone::Departing => Meaning::Departing,
        Tone::Overstay => Meaning::Conflict,
        Tone::Assigned => Meaning::Assigned,
        Tone::PreAssigned => Meaning::PreAssigned,
        Tone::Departed => Meaning::Departed,
        Tone::Blocked => Meaning::Blocked,
        Tone::Maintenance => Meaning::Maintenance,
        Tone::Unassigned => Meaning::Unassigned,
    }
}

/// The style of a bar, raised where it is the selected one.
pub fn style(bar: &Bar, selected: bool, look: &Look) -> Style {
    let style = look.style(meaning(bar));
    if selected {
        return style.add_modifier(Modifier::BOLD | Modifier::UNDERLINED);
    }
    style
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::BookingId;
    use crate::domain::view::bar::{BarKind, BarOf, Flags};
    use proptest::prelude::*;

    fn bar(kind: BarKind, label: &str) -> Bar {
        let day = "2026-03-16".parse().expect("a day");
        Bar {
            of: BarOf::Unassigned(BookingId(1)),
            booking: Some(BookingId(1)),
            code: "BK-2026-000001".into(),
            from: day,
            to: day,
            reaches: day,
            kind,
            tone: Tone::Assigned,
            label: label.into(),
            detail: "5n".into(),
            flags: Flags::default(),
            continues_before: false,
            continues_after: false,
            conflict: false,
        }
    }

    fn span(columns: u16) -> Span {
        Span {
            start: 0,
            end: columns,
            cut_left: false,
            cut_right: false,
        }
    }

    #[test]
    fn brackets_tell_the_state() {
        for (kind, said) in [
            (BarKind::InHouse, "{Nguyen}"),
            (BarKind::Confirmed, "[Nguyen]"),
            (BarKind::Tentative, "(Nguyen)"),
            (BarKind::Departed, "|Nguyen|"),
            (BarKind::Blocked, "#Nguyen#"),
        ] {
            assert_eq!(text(&bar(kind, "Nguyen"), span(8), true), said);
        }
        let larsen = bar(BarKind::Confirmed, "Larsen");
        assert_eq!(text(&larsen, span(10), true), "[Larsen--]");
        assert_eq!(text(&larsen, span(14), true), "[Larsen 5n---]");
        assert_eq!(text(&larsen, span(2), true), "[]");
    }

    #[test]
    fn marks_stand_at_the_end() {
        let mut larsen = bar(BarKind::InHouse, "Larsen");
        larsen.flags.vip = true;
        larsen.flags.do_not_move = true;
        assert_eq!(text(&larsen, span(10), true), "{Larsen*!}");
        assert_eq!(text(&larsen, span(6), true), "{La*!}");
        assert_eq!(text(&larsen, span(4), true), "{La}");
    }

    #[test]
    fn what_goes_on_outside_has_an_arrow() {
        let cut = Span {
            cut_left: true,
            ..span(7)
        };
        let smith = bar(BarKind::Departed, "Smith");
        assert_eq!(text(&smith, cut, true), "<Smith|");
        assert_eq!(text(&smith, Span { end: 1, ..cut }, true), "|");
    }

    #[test]
    fn conflicts_and_overstays_are_told_without_colour() {
        let mut yi = bar(BarKind::Confirmed, "Yi");
        yi.conflict = true;
        assert_eq!(text(&yi, span(7), true), "XYi---X");
        let mut petrov = bar(BarKind::InHouse, "Petrov");
        petrov.tone = Tone::Overstay;
        assert_eq!(text(&petrov, span(11), true), "{Petrov!!!}");
    }

    proptest! {
        #[test]
        fn any_name_fills_exactly_its_columns(
            label in any::<String>(), detail in "[0-9n.]{0,8}", columns in 1u16..40,
            flags in any::<[bool; 5]>(), ascii: bool, cut_left: bool, cut_right: bool,
        ) {
            let mut it = bar(BarKind::InHouse, &label);
            it.detail = detail;
            it.flags = Flags {
                vip: flags[0], long: flags[1], group: flags[2], notes: flags[3], do_not_move: flags[4],
            };
            let span = Span { cut_left, cut_right, ..span(columns) };
            let said = text(&it, span, ascii);
            prop_assert_eq!(text::width(&said), usize::from(columns));
            prop_assert!(!said.chars().any(char::is_control));
            prop_assert!(!ascii || said.is_ascii());
        }
    }
}
