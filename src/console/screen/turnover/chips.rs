//! The line of filters above the board, and the line of loads below it.
//!
//! Owns their wording and where each stands; what a filter shows is told by
//! the board.

use std::fmt::Write as _;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::card::{duration, first_name};
use crate::console::action::Action;
use crate::console::text;
use crate::console::theme::Meaning;
use crate::console::view::{Filter, View};
use crate::console::wish::Wish;
use crate::domain::view::worklist::Load;

/// Minutes that one sign of a load stands for.
const SIGN: u32 = 15;
/// Signs a load has at most.
const SIGNS: u32 = 12;

/// One filter that a click chooses.
pub struct Chip {
    /// What it says.
    pub said: String,
    /// It is the one that is on.
    pub on: bool,
    wish: Wish,
}

/// The filters, the one that is on between brackets.
pub fn chips(filter: &Filter, view: &View) -> Vec<Chip> {
    let mine = view.figures.work.of(Some(view.actor.id)).count();
    let mut known = vec![
        ("All".to_owned(), Filter::All),
        (format!("Mine {mine}"), Filter::Mine),
        ("Arrivals".to_owned(), Filter::ArrivalsToday),
    ];
    if known.iter().all(|(_, own)| own != filter) {
        known.push((filter.label(), filter.clone()));
    }
    let mut chips: Vec<Chip> = known
        .into_iter()
        .map(|(name, own)| {
            let on = own == *filter;
            Chip {
                said: if on {
                    format!("[{name}]")
                } else {
                    format!(" {name} ")
                },
                on,
                wish: Wish::Narrow(own),
            }
        })
        .collect();
    chips.push(Chip {
        said: " Filter... ".to_owned(),
        on: false,
        wish: Wish::Run(Action::Filter),
    });
    chips
}

/// Where each stands in the line.
pub fn places(line: Rect, chips: &[Chip]) -> Vec<Rect> {
    let mut x = line.x + 1.min(line.width);
    chips
        .iter()
        .map(|chip| {
            let room = line.right().saturating_sub(x);
            let width = (text::width(&chip.said) as u16).min(room);
            let place = Rect { x, width, ..line };
            x += width;
            place
        })
        .collect()
}

/// What a click there chooses.
pub fn at(filter: &Filter, line: Rect, at: Position, view: &View) -> Option<Wish> {
    let chips = chips(filter, view);
    let found = places(line, &chips)
        .iter()
        .position(|place| place.contains(at))?;
    chips.into_iter().nth(found).map(|chip| chip.wish)
}

/// What one person has to do: `Mia ##### 75m`.
fn bar(load: &Load) -> String {
    let signs = load.left.minutes.div_ceil(SIGN).min(SIGNS) as usize;
    let off = if load.on_duty || load.staff.is_none() {
        ""
    } else {
        " (off)"
    };
    format!(
        "{}{off} {} {}",
        first_name(&load.name),
        "#".repeat(signs),
        duration(load.left.minutes)
    )
}

/// Draws the line of loads; whoever does not fit is counted.
pub fn load(area: Rect, buffer: &mut Buffer, view: &View) {
    let loads = &view.figures.work.loads;
    let mut said = String::from(" Load");
    let mut left = loads.len();
    for load in loads {
        let bar = bar(load);
        let more = if left > 1 { 5 } else { 0 };
        if text::width(&said) + 2 + text::width(&bar) + more > usize::from(area.width) {
            break;
        }
        said.push_str("  ");
        said.push_str(&bar);
        left -= 1;
    }
    if loads.is_empty() {
        said.push_str("  no attendant is on duty, and nothing is to do");
    } else if left > 0 {
        let _ = write!(said, "  +{left}");
    }
    view.look
        .write(buffer, area, &said, view.look.style(Meaning::Text));
}
