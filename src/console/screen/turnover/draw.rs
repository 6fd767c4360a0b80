//! Drawing the board.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Board;
use super::layout::{Layout, Spot};
use super::{card, chips};
use crate::console::about;
use crate::console::look::row;
use crate::console::theme::Meaning;
use crate::console::view::{Filter, View};
use crate::domain::view::turnover::{Card, Lane, Total};

/// What stands beside a card that is marked.
const MARK: &str = "+";
/// Columns of the name before a strip.
pub const LABEL: u16 = 14;

/// Draws the whole board.
pub fn draw(board: &Board, area: Rect, buffer: &mut Buffer, view: &View) {
    let layout = board.layout(area);
    summary(board, layout.summary, buffer, view);
    strip(board, Spot::Strip, "In house", layout.strip, buffer, view);
    for spot in layout.column_spots() {
        column(board, &layout, *spot, buffer, view);
    }
    lines_between(&layout, buffer, view);
    if let Some(aside) = layout.aside {
        strip(board, Spot::Aside, "Out of use", aside, buffer, view);
    }
    told(board, layout.told, buffer, view);
    chips::load(layout.load, buffer, view);
    figures(layout.figures, buffer, view);
}

fn summary(board: &Board, area: Rect, buffer: &mut Buffer, view: &View) {
    let chips = chips::chips(&board.filter, view);
    for (place, chip) in chips::places(area, &chips).iter().zip(&chips) {
        let style = view.look.style(if chip.on {
            Meaning::Selection
        } else {
            Meaning::Text
        });
        view.look.write(buffer, *place, &chip.said, style);
    }
    let end = chips::places(area, &chips)
        .last()
        .map_or(area.x, |place| place.right());
    let left = view.figures.work.left;
    let esc = if board.filter == Filter::All {
        ""
    } else {
        " (Esc: all)"
    };
    let said = format!(
        "{esc}   today's work {} rooms, {}",
        left.count,
        card::duration(left.minutes)
    );
    let room = area.right().saturating_sub(end);
    view.look.put(
        buffer,
        (end, area.y),
        room,
        &said,
        view.look.style(Meaning::Muted),
    );
}

/// What a card that lies in a strip says.
pub fn lying(spot: Spot, card: &Card) -> String {
    if spot == Spot::Strip {
        card::lived_in(card)
    } else {
        card::aside(card)
    }
}

fn strip(board: &Board, spot: Spot, name: &str, area: Rect, buffer: &mut Buffer, view: &View) {
    let cards = board.cards(spot, view);
    let label = format!(" {name} {}", cards.len());
    view.look.put(
        buffer,
        (area.x, area.y),
        LABEL,
        &label,
        view.look.style(Meaning::Heading),
    );
    let places = board.places(&board.layout(view.body), spot, &cards);
    let end = places.last().map_or(area.x, |(_, rect)| rect.right());
    let left = cards.len() - places.len();
    for (index, place) in places {
        let (lane, card) = cards[index];
        let chosen = board.spot == spot && board.at == index;
        let marked = board.marks.has(&card.room);
        let meaning = if chosen {
            Meaning::Cursor
        } else if marked {
            Meaning::Selection
        } else {
            meaning(lane, card)
        };
        view.look
            .write(buffer, place, &lying(spot, card), view.look.style(meaning));
        if marked {
            let style = view.look.style(Meaning::Selection);
            view.look
                .put(buffer, (place.right(), place.y), 1, MARK, style);
        }
        if chosen && place.x > area.x {
            view.look.put(
                buffer,
                (place.x - 1, place.y),
                1,
                ">",
                view.look.style(Meaning::Cursor),
            );
        }
    }
    if left > 0 {
        let more = format!(" +{left}");
        view.look.put(
            buffer,
            (end, area.y),
            area.right().saturating_sub(end),
            &more,
            view.look.style(Meaning::Muted),
        );
    }
}

fn column(board: &Board, layout: &Layout, spot: Spot, buffer: &mut Buffer, view: &View) {
    let cards = board.cards(spot, view);
    if let Some(head) = layout.column(spot, layout.heads) {
        let said = head_text(spot, &cards);
        // The column that is listed is told without colour.
        let said = match layout.list {
            Some(open) if open == spot => format!("[{}]", said.trim()),
            _ => said,
        };
        view.look
            .write(buffer, head, &said, view.look.style(Meaning::Heading));
    }
    for (index, place) in board.places(layout, spot, &cards) {
        let (lane, card) = cards[index];
        let chosen = board.spot == spot && board.at == index;
        let marked = board.marks.has(&card.room);
        let style = view.look.style(if chosen {
            Meaning::Cursor
        } else if marked {
            Meaning::Selection
        } else {
            meaning(lane, card)
        });
        let [first, second] = card::lines(card, lane, view);
        view.look.write(buffer, row(place, 0), &first, style);
        let second = match (chosen, marked) {
            (true, true) => format!(">{MARK}{}", second.get(2..).unwrap_or_default()),
            (true, false) => format!(">{}", second.get(1..).unwrap_or_default()),
            (false, true) => format!(" {MARK}{}", second.get(2..).unwrap_or_default()),
            (false, false) => second,
        };
        view.look.write(
            buffer,
            row(place, 1),
            &second,
            view.look.style(Meaning::Text),
        );
    }
    if cards.is_empty()
        && let Some(place) = layout.place(spot)
    {
        view.look.write(
            buffer,
            row(place, 0),
            " none",
            view.look.style(Meaning::Muted),
        );
    }
}

fn head_text(spot: Spot, cards: &[(Lane, &Card)]) -> String {
    let name = match spot {
        Spot::Column(lane) => lane.label(),
        Spot::Aside => "Out of use",
        Spot::Strip => "In house",
    };
    let minutes = cards.iter().map(|(_, card)| card.minutes).sum();
    let total = Total {
        count: cards.len(),
        minutes,
    };
    let work = if total.minutes > 0 {
        format!("  {}", card::duration(total.minutes))
    } else {
        String::new()
    };
    format!(" {} {}{work}", name.to_uppercase(), total.count)
}

/// The lines between the columns, and the one below their names.
fn lines_between(layout: &Layout, buffer: &mut Buffer, view: &View) {
    let style = view.look.style(Meaning::Border);
    if layout.columns.height > 0 && layout.columns.y > layout.heads.y + 1 {
        let rule = Rect {
            y: layout.columns.y - 1,
            height: 1,
            ..layout.columns
        };
        view.look.rule(buffer, rule);
    }
    // Over a list only the names stand side by side.
    let bottom = if layout.list.is_some() {
        layout.heads.bottom()
    } else {
        layout.columns.bottom()
    };
    let spots = layout.column_spots();
    for spot in &spots[..spots.len() - 1] {
        let Some(column) = layout.column(*spot, layout.columns) else {
            continue;
        };
        for y in layout.heads.y..bottom {
            view.look.put(
                buffer,
                (column.right(), y),
                1,
                view.look.lines().down,
                style,
            );
        }
    }
}

/// What a card's number says by its colour.
fn meaning(lane: Lane, card: &Card) -> Meaning {
    if card.guest.as_ref().is_some_and(|guest| guest.overstay) || card.discrepancy.is_some() {
        return Meaning::Conflict;
    }
    match lane {
        Lane::Dirty => Meaning::Dirty,
        Lane::Cleaning => Meaning::Cleaning,
        Lane::Inspect => Meaning::Inspect,
        Lane::Ready => Meaning::Available,
        Lane::Maintenance => Meaning::Maintenance,
        Lane::OutOfOrder => Meaning::OutOfOrder,
        Lane::Occupied => match &card.guest {
            Some(guest) if guest.due_out => Meaning::Departing,
            _ => Meaning::Occupied,
        },
    }
}

fn told(board: &Board, area: Rect, buffer: &mut Buffer, view: &View) {
    let Some((_, card)) = board.chosen(view) else {
        let said = " Every room is ready. 1 shows the month, 3 the alerts.";
        view.look
            .write(buffer, row(area, 0), said, view.look.style(Meaning::Muted));
        return;
    };
    view.look.write(
        buffer,
        row(area, 0),
        &format!(" {}", card::told(card, view)),
        view.look.style(Meaning::Text),
    );
    let Some(room) = view.house.rooms.get(&card.room) else {
        return;
    };
    for (nth, line) in about::about_room(room, view).iter().enumerate() {
        view.look.write(
            buffer,
            row(area, nth as u16 + 1),
            &format!(" {line}"),
            view.look.style(Meaning::Muted),
        );
    }
}

fn figures(area: Rect, buffer: &mut Buffer, view: &View) {
    let stats = &view.figures.board.stats;
    let by = &stats.maintenance_by_priority;
    let repairs = match stats.maintenance_required {
        0 => "0".to_owned(),
        all => format!("{all} (high {}, med {}, low {})", by.high, by.med, by.low),
    };
    let said = format!(
        " {} rooms  bookable {}  occupied {}  dirty {}  cleaning {}  inspect {}  maint {repairs}  ooo {}",
        stats.total_rooms,
        stats.bookable_rooms,
        stats.occupied_rooms,
        stats.dirty_rooms,
        stats.cleaning_in_progress,
        stats.awaiting_inspection,
        stats.out_of_order,
    );
    view.look
        .write(buffer, area, &said, view.look.style(Meaning::Muted));
}
