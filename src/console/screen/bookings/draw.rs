//! Drawing the list of bookings: its columns, and where a click falls on them.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::BookingList;
use crate::console::about;
use crate::console::look::row;
use crate::console::text;
use crate::console::theme::Meaning;
use crate::console::view::View;
use crate::console::widget::choice::Choice;
use crate::domain::booking::{Booking, BookingStatus};
use crate::domain::day::Day;
use crate::domain::listing::{BookingLine, SortBy};

/// From this width on there are more columns.
const WIDE: u16 = 120;
/// Below this the code has no column.
const NARROW: u16 = 80;

/// How the body is divided.
#[derive(Clone, Copy, Debug)]
pub struct Parts {
    summary: Rect,
    heads: Rect,
    /// The lines.
    pub list: Rect,
    /// The chosen one, told.
    told: Rect,
}

/// Divides the body.
pub fn parts(area: Rect) -> Parts {
    let told = if area.height >= 12 { 2 } else { 0 };
    let below = if told > 0 { told + 1 } else { 0 };
    Parts {
        summary: row(area, 0),
        heads: row(area, 1),
        list: Rect {
            y: area.y + 3.min(area.height),
            height: area.height.saturating_sub(3 + below),
            ..area
        },
        told: Rect {
            y: area.bottom().saturating_sub(told),
            height: told,
            ..area
        },
    }
}

/// The lines that show.
pub fn window(screen: &BookingList, list: Rect) -> Range<usize> {
    let choice = Choice {
        at: screen.loaded.at(),
    };
    choice.window(screen.loaded.lines().len(), usize::from(list.height))
}

/// What stands in a column.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Column {
    Guest,
    Code,
    Arrives,
    Leaves,
    Nights,
    Type,
    Room,
    State,
    Party,
    Source,
    Rate,
    Group,
}

impl Column {
    fn head(self) -> &'static str {
        match self {
            Self::Guest => "Guest",
            Self::Code => "Code",
            Self::Arrives => "Arrives",
            Self::Leaves => "Leaves",
            Self::Nights => " N",
            Self::Type => "Type",
            Self::Room => "Room",
            Self::State => "State",
            Self::Party => "Party",
            Self::Source => "Source",
            Self::Rate => "Rate",
            Self::Group => "Group",
        }
    }

    fn sorts(self) -> Option<SortBy> {
        match self {
            Self::Guest => Some(SortBy::Guest),
            Self::Code => Some(SortBy::Code),
            Self::Arrives => Some(SortBy::Arrival),
            Self::Leaves => Some(SortBy::Departure),
            _ => None,
        }
    }
}

/// The columns of a line, cut to the frame; the guest's takes what is left.
fn columns(area: Rect) -> Vec<(Column, Rect)> {
    use Column::{
        Arrives, Code, Group, Guest, Leaves, Nights, Party, Rate, Room, Source, State, Type,
    };
    let day = if area.width >= WIDE { 13 } else { 9 };
    let mut wanted = vec![(Guest, 0)];
    if area.width >= NARROW {
        wanted.push((Code, 14));
    }
    wanted.extend([
        (Arrives, day),
        (Leaves, day),
        (Nights, 3),
        (Type, 4),
        (Room, 5),
    ]);
    if area.width >= WIDE {
        wanted.extend([(Party, 9), (Rate, 11), (Source, 13), (Group, 12)]);
    }
    wanted.push((State, if area.width >= WIDE { 17 } else { 10 }));
    let taken: u16 = wanted.iter().map(|(_, width)| width + 1).sum::<u16>() + 2;
    let rest = area.width.saturating_sub(taken);
    let mut x = area.x + 2;
    wanted
        .into_iter()
        .map(|(column, width)| {
            let width = if column == Guest { rest } else { width };
            let width = width.min(area.right().saturating_sub(x));
            let place = Rect { x, width, ..area };
            x = (x + width + 1).min(area.right());
            (column, place)
        })
        .collect()
}

/// What a click on the heads of the columns sorts by.
pub fn head_at(area: Rect, at: Position) -> Option<SortBy> {
    let heads = parts(area).heads;
    columns(heads)
        .into_iter()
        .find(|(_, place)| place.contains(at))
        .and_then(|(column, _)| column.sorts())
}

/// Draws the whole screen.
pub fn draw(screen: &BookingList, area: Rect, buffer: &mut Buffer, view: &View) {
    let parts = parts(area);
    summary(screen, parts.summary, buffer, view);
    heads(screen, parts.heads, buffer, view);
    view.look.rule(buffer, row(area, 2));
    let lines = screen.loaded.lines();
    for (nth, index) in window(screen, parts.list).enumerate() {
        line(screen, index, row(parts.list, nth as u16), buffer, view);
    }
    if lines.is_empty() {
        let said = match (screen.loaded.is_waiting(), screen.search.is_all()) {
            (true, _) => " Reading ...",
            (false, true) => " There is no booking yet. n takes one.",
            (false, false) => " No booking is like that. Esc shows all, f looks for others.",
        };
        let style = view.look.style(Meaning::Muted);
        view.look.write(buffer, row(parts.list, 0), said, style);
    }
    if parts.told.height > 0 {
        view.look.rule(
            buffer,
            Rect {
                y: parts.told.y - 1,
                height: 1,
                ..area
            },
        );
    }
    if let Some(line) = screen.loaded.chosen() {
        told(line, parts.told, buffer, view);
    }
}

fn summary(screen: &BookingList, area: Rect, buffer: &mut Buffer, view: &View) {
    let (at, total) = screen.loaded.place();
    let place = match total {
        0 => "none".to_owned(),
        total => format!("{at} of {total}"),
    };
    let words = screen.search.words();
    let esc = if screen.search.is_all() {
        ""
    } else {
        " (Esc: all)"
    };
    let room = usize::from(area.width).saturating_sub(place.len() + esc.len() + 14);
    let shown = text::shorten(&text::shown(&words, view.look.ascii), room);
    let said = format!(" showing {shown}{esc}   {place}");
    view.look
        .write(buffer, area, &said, view.look.style(Meaning::Muted));
}

fn heads(screen: &BookingList, area: Rect, buffer: &mut Buffer, view: &View) {
    let style = view.look.style(Meaning::Heading);
    view.look.write(buffer, area, "", style);
    for (column, place) in columns(area) {
        let sign = match column.sorts() {
            Some(by) if by == screen.sort.by && screen.sort.descending => " v",
            Some(by) if by == screen.sort.by => " ^",
            _ => "",
        };
        view.look
            .write(buffer, place, &format!("{}{sign}", column.head()), style);
    }
}

fn line(screen: &BookingList, index: usize, area: Rect, buffer: &mut Buffer, view: &View) {
    let Some(line) = screen.loaded.lines().get(index) else {
        return;
    };
    let here = index == screen.loaded.at();
    let marked = screen.marks.has(&line.booking.id);
    let own = meaning(&line.booking, view.today());
    let style = |meaning| {
        view.look.style(match (here, marked) {
            (true, _) => Meaning::Cursor,
            (_, true) => Meaning::Selection,
            _ => meaning,
        })
    };
    let marks = format!(
        "{}{}",
        if here { ">" } else { " " },
        if marked { "+" } else { " " }
    );
    view.look.write(buffer, area, &marks, style(Meaning::Text));
    for (column, place) in columns(area) {
        let meaning = match column {
            Column::State => own,
            Column::Room if line.booking.needs_room => Meaning::Unassigned,
            _ if is_over(&line.booking) => Meaning::Muted,
            _ => Meaning::Text,
        };
        view.look
            .write(buffer, place, &cell(column, line, view), style(meaning));
    }
}

fn cell(column: Column, line: &BookingLine, view: &View) -> String {
    let booking = &line.booking;
    match column {
        Column::Guest => {
            let vip = if booking.is_vip { "* " } else { "" };
            format!("{vip}{}", booking.lead)
        }
        Column::Code => booking.code.clone(),
        Column::Arrives => day(booking.stay.check_in, view),
        Column::Leaves => day(booking.stay.check_out, view),
        Column::Nights => format!("{:>2}", booking.stay.nights()),
        Column::Type => booking.room_type.clone(),
        Column::Room => match &line.room {
            Some(room) => room.clone(),
            None if booking.needs_room => "none".to_owned(),
            None => String::new(),
        },
        Column::State => about::state(booking).to_owned(),
        Column::Party => match booking.children {
            0 => format!("{} ad", booking.adults),
            children => format!("{} ad {children} ch", booking.adults),
        },
        Column::Source => booking.source.clone(),
        Column::Rate => format!("{:>10}", booking.rate.amount()),
        Column::Group => booking.group.clone().unwrap_or_default(),
    }
}

/// `16 Mar 26`, or with the weekday where there is room.
fn day(day: Day, view: &View) -> String {
    let form = if view.body.width >= WIDE {
        "%a %-d %b %y"
    } else {
        "%-d %b %y"
    };
    day.date().format(form).to_string()
}

fn is_over(booking: &Booking) -> bool {
    matches!(
        booking.status,
        BookingStatus::Cancelled | BookingStatus::Completed | BookingStatus::NoShow
    ) && !booking.is_in_house()
}

/// The colour of where a booking stands.
fn meaning(booking: &Booking, today: Day) -> Meaning {
    match booking.status {
        _ if booking.is_overstay(today) => Meaning::Conflict,
        _ if booking.is_due_out(today) => Meaning::Departing,
        _ if booking.is_in_house() => Meaning::Occupied,
        _ if booking.is_arrival(today) => Meaning::Arriving,
        BookingStatus::PendingPayment => Meaning::Warning,
        BookingStatus::Confirmed => Meaning::Text,
        _ => Meaning::Muted,
    }
}

/// The chosen booking in two lines.
fn told(line: &BookingLine, area: Rect, buffer: &mut Buffer, view: &View) {
    let booking = &line.booking;
    let lines = [
        format!(
            " {}  {}  {} > {}  {}",
            booking.code,
            booking.lead,
            booking.stay.check_in.spoken(),
            booking.stay.check_out.spoken(),
            about::state(booking)
        ),
        format!(
            " {}  {}  {} a night  {}{}",
            booking.room_type,
            line.assignment.as_str().replace('_', " "),
            booking.rate,
            booking.source,
            booking
                .reference
                .as_ref()
                .map_or_else(String::new, |it| format!("  ref {it}"))
        ),
    ];
    for (nth, said) in lines.iter().enumerate() {
        let style = view.look.style(if nth == 0 {
            Meaning::Text
        } else {
            Meaning::Muted
        });
        view.look.write(buffer, row(area, nth as u16), said, style);
    }
}
