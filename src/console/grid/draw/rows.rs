//! The rows: headers of groups, rooms with their stays, the tray.

use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::super::columns::Span;
use super::super::lines::{self, Line};
use super::super::parts::ROOM;
use super::super::sheet::Spot;
use super::super::sign;
use super::Drawing;
use crate::console::look::row;
use crate::console::text;
use crate::console::theme::Meaning;
use crate::domain::day::Day;
use crate::domain::moment::Moment;
use crate::domain::room::{NotBookable, Room, RoomStatus};
use crate::domain::view::bar::Bar;
use crate::domain::view::grid::{Group, RoomRow};

impl Drawing<'_> {
    /// The rooms that show.
    pub(super) fn rooms(&mut self) {
        let area = self.parts.rooms;
        let state = self.state;
        let Some(grid) = &state.sheet.grid else {
            return;
        };
        let shown = state.sheet.lines.shown(state.top, usize::from(area.height));
        for nth in 0..area.height {
            let y = row(area, nth).y;
            self.borders(y);
            let Some(line) = shown.get(usize::from(nth)).copied() else {
                continue;
            };
            match (line, lines::row(grid, line), lines::group(grid, line)) {
                (Line::Room(..), Some(of), _) => self.room(y, of),
                (Line::Group(_), _, Some(group)) => self.group(y, group),
                _ => {}
            }
        }
        if grid.groups.is_empty() && area.height > 0 {
            let said = " No room shows. f changes the filter.";
            self.put(area.x, area.y, ROOM + 60, said, Meaning::Muted);
        }
    }

    fn group(&mut self, y: u16, group: &Group) {
        let folded = self.state.folded.contains(&group.key);
        let here = self.state.cursor.spot == Spot::Group(group.key.clone());
        let sign = match (here, folded) {
            (true, _) => '>',
            (false, true) => '+',
            (false, false) => 'v',
        };
        let said = format!("{sign} {}", group.label);
        let meaning = if here {
            Meaning::Cursor
        } else {
            Meaning::Heading
        };
        self.put(self.parts.rooms.x, y, ROOM, &said, meaning);
        let days = self.parts.columns.each().zip(group.sellable.clone());
        let counts: Vec<(Day, i32)> = days.collect();
        for (day, free) in counts {
            self.day_number(y, day, free, Meaning::Muted);
        }
    }

    fn room(&mut self, y: u16, of: &RoomRow) {
        let spot = Spot::Room(of.room);
        let known = self.view.house.rooms.get(&of.room);
        self.room_head(y, of, self.state.cursor.spot == spot);
        self.ground(y, known);
        self.bars(y, &spot);
        self.marks(y, &spot);
        if self.parts.side > 0
            && let Some(room) = known
        {
            self.housekeeping(y, room);
        }
    }

    /// Number, type, letter and occupancy of a room.
    fn room_head(&mut self, y: u16, of: &RoomRow, here: bool) {
        let x = self.parts.rooms.x;
        let fits = self
            .state
            .carried()
            .is_some_and(|carry| carry.fits.contains(&of.room));
        let given = self.is_given(&Spot::Room(of.room));
        let mark = match (here, fits) {
            (true, _) => '>',
            (false, true) => '=',
            (false, false) if given => '~',
            (false, false) => ' ',
        };
        let meaning = match (here, of.active) {
            (true, _) => Meaning::Cursor,
            (false, true) => Meaning::Text,
            (false, false) => Meaning::Dim,
        };
        let number = text::pad(&text::shown(&of.number, self.view.look.ascii), 4);
        let kind = text::pad(&text::shown(&of.room_type, self.view.look.ascii), 4);
        self.put(x, y, 9, &format!("{mark}{number}{kind}"), meaning);
        let letter = of.letter.to_string();
        self.put(x + 9, y, 1, &letter, letter_meaning(of));
        let more = match (of.rush, of.maintenance) {
            (true, _) => "!",
            (false, Some(_)) if of.letter != 'm' => "m",
            _ => " ",
        };
        self.put(x + 10, y, 1, more, Meaning::Warning);
        let share = format!("{:>3}%", of.occupancy.min(100));
        self.put(x + 11, y, 4, &share, Meaning::Muted);
    }

    /// What lies beneath the stays: today's rule, nights out of service.
    fn ground(&mut self, y: u16, room: Option<&Room>) {
        let (columns, today) = (self.parts.columns, self.view.today());
        if columns.shows(today) {
            self.put(columns.date(today).start, y, 1, ":", Meaning::Border);
        }
        let Some(room) = room else {
            return;
        };
        if room.is_bookable() {
            return;
        }
        let policies = &self.view.property.policies;
        let ahead = today.max(columns.from).until(columns.end());
        let out: Vec<(Day, NotBookable)> = ahead
            .filter_map(|night| Some((night, room.why_not_in_service(night, today, policies)?)))
            .collect();
        for (night, why) in out {
            let (sign, meaning) = match why {
                NotBookable::OutOfOrder => ("x", Meaning::OutOfOrder),
                NotBookable::Maintenance(_) => ("m", Meaning::Maintenance),
                NotBookable::Inactive | NotBookable::Status(_) => ("-", Meaning::Dim),
            };
            let place = columns.night(night);
            let said = sign.repeat(place.len());
            self.put(place.start, y, place.len() as u16, &said, meaning);
        }
    }

    /// The stays and blocks of a row; day uses last, as they lie on top.
    fn bars(&mut self, y: u16, spot: &Spot) {
        let state = self.state;
        let selected = state.selected_in(spot);
        let (short, long): (Vec<&Bar>, Vec<&Bar>) = state
            .sheet
            .bars(spot)
            .iter()
            .partition(|bar| bar.from >= bar.reaches);
        for bar in long.into_iter().chain(short) {
            let Some(span) = self.parts.columns.stay(bar.from, bar.reaches) else {
                continue;
            };
            let raised = selected.is_some_and(|one| one.of == bar.of);
            self.bar(y, bar, span, raised);
        }
    }

    fn bar(&mut self, y: u16, bar: &Bar, span: Span, raised: bool) {
        if self
            .state
            .carried()
            .is_some_and(|carry| carry.bar.of == bar.of)
        {
            // Where it was taken from stays marked.
            let dots = ".".repeat(usize::from(span.width()));
            let style = self.style(Meaning::Muted);
            self.stamp(span.start, y, span.width(), &dots, style);
            return;
        }
        if self.leaving(y, bar) {
            return;
        }
        let said = sign::text(bar, span, self.view.look.ascii);
        let style = sign::style(bar, raised, self.view.look);
        self.stamp(span.start, y, span.width(), &said, style);
        let marks = self.state.marked_stays();
        if bar.booking.is_some_and(|booking| marks.contains(&booking)) {
            let style = self.style(Meaning::Selection).add_modifier(Modifier::BOLD);
            let cells = Rect::new(span.start, y, span.width(), 1);
            self.buffer
                .set_style(cells.intersection(self.buffer.area), style);
            self.put(span.start, y, 1, "+", Meaning::Selection);
        }
    }

    /// Writes over whole cells, so that no half of a wide letter stays behind.
    pub(super) fn stamp(&mut self, x: u16, y: u16, columns: u16, text: &str, style: Style) {
        let area = Rect::new(x, y, columns, 1);
        self.view.look.write(self.buffer, area, text, style);
    }

    /// Cursor, selected range and what is in the hand, over a row.
    pub(super) fn marks(&mut self, y: u16, spot: &Spot) {
        self.range(y, spot);
        self.ghost(y, spot);
        self.shades(y, spot);
        let points = !self.state.is_carrying() && !self.shows_plan();
        if self.state.cursor.spot == *spot && points {
            let place = self.parts.columns.night(self.state.cursor.day);
            if !place.is_empty() {
                let style = self.style(Meaning::Cursor);
                self.buffer.set_style(Self::cells(place, y), style);
            }
        }
    }

    /// The nights that are selected.
    fn range(&mut self, y: u16, spot: &Spot) {
        let Some((from, to)) = self.state.range_in(spot) else {
            return;
        };
        let columns = self.parts.columns;
        for night in from.max(columns.from).until(to.min(columns.end())) {
            let place = columns.night(night);
            let free = self.state.sheet.bar(spot, night).is_none();
            if free {
                let said = "+".repeat(place.len());
                self.put(
                    place.start,
                    y,
                    place.len() as u16,
                    &said,
                    Meaning::Selection,
                );
            }
            let style = self.style(Meaning::Selection).add_modifier(Modifier::BOLD);
            self.buffer.set_style(Self::cells(place, y), style);
        }
    }

    /// How the room stands, at the right of its row.
    fn housekeeping(&mut self, y: u16, room: &Room) {
        let x = self.parts.columns.right() + 2;
        let columns = self.parts.side - 1;
        let since = age(room.status_since, self.view.now);
        let said = match (&room.cleaning, room.status) {
            (Some(stamp), RoomStatus::CleaningInProgress) => {
                let who = self.view.house.staff.get(&stamp.by);
                let name = who.map_or("", |person| {
                    person.name.split_whitespace().next().unwrap_or_default()
                });
                format!(
                    "{} {name} {}",
                    room.status.label(),
                    age(stamp.at, self.view.now)
                )
            }
            (_, RoomStatus::Available | RoomStatus::ReadyForGuest | RoomStatus::Occupied) => {
                room.status.label().to_owned()
            }
            _ => format!("{} {since}", room.status.label()),
        };
        self.put(x, y, columns, &said, status_meaning(room.status));
    }

    /// The lanes of stays without a room.
    pub(super) fn tray(&mut self) {
        let area = self.parts.tray;
        let state = self.state;
        let count = state.sheet.grid.as_ref().map_or(0, |grid| grid.unassigned);
        for nth in 0..area.height {
            let y = row(area, nth).y;
            let lane = state.lane_top + usize::from(nth);
            let spot = Spot::Lane(lane);
            self.borders(y);
            let here = state.cursor.spot == spot;
            let mark = if here { '>' } else { ' ' };
            let hidden = state.sheet.lanes().saturating_sub(lane + 1);
            let said = match nth {
                0 => format!("{mark}Unassigned{count:>4}"),
                _ if nth + 1 == area.height && hidden > 0 => {
                    format!("{mark} +{hidden} lanes")
                }
                _ => mark.to_string(),
            };
            let meaning = match (here, count) {
                (true, _) => Meaning::Cursor,
                (false, 0) => Meaning::Muted,
                (false, _) => Meaning::Warning,
            };
            self.put(area.x, y, ROOM, &said, meaning);
            self.ground(y, None);
            self.bars(y, &spot);
            self.marks(y, &spot);
        }
    }
}

fn letter_meaning(of: &RoomRow) -> Meaning {
    match of.letter {
        'd' => Meaning::Dirty,
        'c' => Meaning::Cleaning,
        'i' => Meaning::Inspect,
        'm' => Meaning::Maintenance,
        'x' => Meaning::OutOfOrder,
        _ => Meaning::Muted,
    }
}

/// The colour of a room's status.
pub(super) fn status_meaning(status: RoomStatus) -> Meaning {
    match status {
        RoomStatus::Available | RoomStatus::ReadyForGuest => Meaning::Available,
        RoomStatus::Occupied => Meaning::Muted,
        RoomStatus::CheckoutDirty => Meaning::Dirty,
        RoomStatus::CleaningInProgress => Meaning::Cleaning,
        RoomStatus::CleanedUninspected => Meaning::Inspect,
        RoomStatus::MaintenanceRequired => Meaning::Maintenance,
        RoomStatus::OutOfOrder => Meaning::OutOfOrder,
    }
}

/// How long ago something was, in hours and minutes, or days.
fn age(since: Moment, now: Moment) -> String {
    let minutes = now.since(since).max(0) / 60_000;
    match minutes {
        0..1440 => format!("{}:{:02}", minutes / 60, minutes % 60),
        _ => format!("{}d", minutes / 1440),
    }
}
