//! The list of rooms that stands in for the month grid where the frame is too
//! narrow for days: each room with its guest of now, and who comes next; below
//! them the stays without a room.
//!
//! Owns which line is chosen, which day is looked at, and the drawing.

mod hand;
mod words;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Panel, opens};
use crate::console::about;
use crate::console::action::{Action, Context};
use crate::console::look::row;
use crate::console::selection::{Selection, counted};
use crate::console::theme::Meaning;
use crate::console::view::{Filter, Mouse, Place, Subject, Target, View};
use crate::console::widget::choice::Choice;
use crate::console::wish::Wish;
use crate::domain::booking::Booking;
use crate::domain::day::Day;
use crate::domain::id::{BookingId, RoomId};
use crate::domain::room::{Room, RoomStatus};

use words::{blocked, bracketed, guests, waiting_line};

/// One line of the list.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Line {
    Room(RoomId),
    Unassigned(BookingId),
}

impl Line {
    fn room(self) -> Option<RoomId> {
        match self {
            Self::Room(room) => Some(room),
            Self::Unassigned(_) => None,
        }
    }
}

/// Which line is chosen, and which day is looked at.
#[derive(Clone, Debug, Default)]
pub struct RoomList {
    choice: Choice,
    chosen: Option<Line>,
    /// Days from the business date.
    offset: i32,
    filter: Filter,
    marks: Selection<Line>,
}

impl RoomList {
    fn lines(&self, view: &View) -> Vec<Line> {
        let rooms = view
            .house
            .rooms_in_order()
            .into_iter()
            .filter(|room| self.filter.shows(room));
        let mut tray: Vec<&Booking> = view
            .house
            .bookings
            .values()
            .filter(|booking| booking.needs_room)
            .collect();
        tray.sort_by_key(|booking| (booking.stay, booking.id));
        let waiting = tray.into_iter().map(|booking| Line::Unassigned(booking.id));
        rooms
            .map(|room| Line::Room(room.id))
            .chain(waiting)
            .collect()
    }

    fn day(&self, view: &View) -> Day {
        view.today().plus(self.offset)
    }

    /// Rows of the list itself; the last rows tell about the chosen line.
    fn list_area(area: Rect) -> Rect {
        let told = 4.min(area.height / 3);
        Rect {
            y: area.y + 1.min(area.height),
            height: area.height.saturating_sub(1 + told),
            ..area
        }
    }

    fn line_at(&self, area: Rect, at: Position, view: &View) -> Option<usize> {
        let list = Self::list_area(area);
        let lines = self.lines(view).len();
        let window = self.choice.window(lines, usize::from(list.height));
        let nth = list.contains(at).then(|| usize::from(at.y - list.y))?;
        window.clone().nth(nth)
    }

    fn hold(&mut self, view: &View) {
        let lines = self.lines(view);
        self.choice.at = self.choice.at.min(lines.len().saturating_sub(1));
        self.chosen = lines.get(self.choice.at).copied();
        self.marks.reach(&lines, self.choice.at);
    }

    /// Marks the chosen line, or the range that grows from it; answers whether
    /// the action was about that. Space has no other use on a list.
    fn mark(&mut self, action: Action, view: &View) -> bool {
        let action = match action {
            Action::ToggleDetails => Action::Mark,
            other => other,
        };
        let lines = self.lines(view);
        self.marks
            .follow(action, &lines, self.chosen, &mut self.choice)
    }

    /// What one line is about.
    fn subject_of(&self, line: Line, view: &View) -> Subject {
        let day = Some(self.day(view));
        match line {
            Line::Unassigned(booking) => Subject {
                booking: Some(booking),
                day,
                ..Subject::default()
            },
            Line::Room(id) => {
                let room = view.house.rooms.get(&id);
                let (here, next) =
                    room.map_or((None, None), |room| guests(room, self.day(view), view));
                let booking = here.or(next).map(|booking| booking.id);
                Subject {
                    room: Some(id),
                    booking,
                    day,
                    ..Subject::default()
                }
            }
        }
    }

    fn draw_line(&self, line: Line, area: Rect, here: bool, buffer: &mut Buffer, view: &View) {
        let (said, meaning) = match line {
            Line::Room(id) => match view.house.rooms.get(&id) {
                Some(room) => self.room_line(room, view),
                None => return,
            },
            Line::Unassigned(id) => match view.house.bookings.get(&id) {
                Some(booking) => (waiting_line(booking), Meaning::Unassigned),
                None => return,
            },
        };
        let mark = match (here, self.marks.has(&line)) {
            (true, true) => "*",
            (true, false) => ">",
            (false, true) => "+",
            (false, false) => " ",
        };
        let meaning = match (here, self.marks.has(&line)) {
            (true, _) => Meaning::Cursor,
            (false, true) => Meaning::Selection,
            (false, false) => meaning,
        };
        view.look.write(
            buffer,
            area,
            &format!("{mark}{said}"),
            view.look.style(meaning),
        );
    }

    fn room_line(&self, room: &Room, view: &View) -> (String, Meaning) {
        let day = self.day(view);
        let (guest, next) = guests(room, day, view);
        let letter = room.status.letter();
        let now = guest.map_or_else(
            || blocked(room, day, view).unwrap_or_default(),
            |guest| bracketed(guest, view),
        );
        let then = next.map_or_else(String::new, |next| {
            format!("{} {}", next.stay.check_in.spoken(), next.family_name())
        });
        let said = format!(
            "{:<6}{:<5}{letter}  {:<24} {then}",
            room.number,
            room.room_type,
            crate::console::text::pad(&now, 24)
        );
        let meaning = match guest {
            Some(guest) if guest.is_overstay(view.today()) => Meaning::Conflict,
            Some(guest) if guest.is_in_house() => Meaning::Info,
            _ if room.status == RoomStatus::CheckoutDirty => Meaning::Dirty,
            _ => Meaning::Text,
        };
        (said, meaning)
    }
}

impl Panel for RoomList {
    fn context(&self) -> Context {
        Context::Grid
    }

    fn title(&self, view: &View) -> String {
        format!("Rooms {}", self.day(view).date().format("%a %-d"))
    }

    fn update(&mut self, action: Action, view: &View) -> Option<Vec<Wish>> {
        let page = usize::from(Self::list_area(view.body).height);
        let step = match action {
            _ if self.mark(action, view) => 0,
            Action::Left => -1,
            Action::Right => 1,
            Action::WeekBack | Action::ScreenBack => -7,
            Action::WeekOn | Action::ScreenOn => 7,
            Action::MonthBack => -30,
            Action::MonthOn => 30,
            Action::Today => -self.offset,
            Action::Back if self.filter != Filter::All => {
                self.filter = Filter::All;
                0
            }
            Action::PickUp
            | Action::Resize
            | Action::StepUp
            | Action::StepDown
            | Action::StepLeft
            | Action::StepRight => {
                let lines = self.lines(view).into_iter();
                let rooms: Vec<RoomId> = lines.filter_map(Line::room).collect();
                return hand::instead(action, &rooms, &self.subject(view), view);
            }
            _ if self.choice.follow(action, self.lines(view).len(), page) => 0,
            _ => return None,
        };
        self.offset += step;
        self.hold(view);
        let day = self.day(view);
        Some(vec![Wish::Need(day.plus(-7), day.plus(31))])
    }

    fn mouse(&mut self, mouse: Mouse, area: Rect, view: &View) -> Vec<Wish> {
        let count = self.lines(view).len();
        let line = self.line_at(area, mouse.at, view);
        if !self.choice.point(mouse.gesture, count, line) {
            return Vec::new();
        }
        self.hold(view);
        opens(mouse.gesture)
    }

    fn settle(&mut self, view: &View) -> Vec<Wish> {
        let lines = self.lines(view);
        if let Some(at) = self
            .chosen
            .and_then(|chosen| lines.iter().position(|line| *line == chosen))
        {
            self.choice.at = at;
        }
        self.marks.keep(|line| lines.contains(line));
        self.hold(view);
        Vec::new()
    }

    fn subject(&self, view: &View) -> Subject {
        let day = Some(self.day(view));
        let nothing = Subject {
            day,
            ..Subject::default()
        };
        let mut subject = self
            .chosen
            .map_or(nothing, |line| self.subject_of(line, view));
        for line in self.marks.among(&self.lines(view)) {
            let one = self.subject_of(line, view);
            subject.rooms.extend(one.room);
            subject.bookings.extend(one.booking);
        }
        if subject.is_many() {
            subject.room = subject.rooms.first().copied();
            subject.booking = subject.bookings.first().copied();
        }
        subject
    }

    fn marked(&self, _view: &View) -> Option<String> {
        (!self.marks.is_empty()).then(|| counted(self.marks.len(), "line"))
    }

    fn unmark(&mut self) {
        self.marks.clear();
    }

    fn go(&mut self, place: Place, view: &View) -> bool {
        let wanted = match place {
            Place::Day(day) => {
                self.offset = day.since(view.today());
                return true;
            }
            Place::Request(_) => return false,
            Place::Room(id) => Some(Line::Room(id)),
            Place::Booking(id) => {
                let segment = view.house.stay_of(id).into_iter().next();
                if let Some(segment) = segment {
                    self.offset = segment.stay.check_in.since(view.today()).max(0);
                }
                Some(segment.map_or(Line::Unassigned(id), |segment| Line::Room(segment.room)))
            }
        };
        let at = self
            .lines(view)
            .iter()
            .position(|line| Some(*line) == wanted);
        self.choice.at = at.unwrap_or(self.choice.at);
        self.hold(view);
        at.is_some()
    }

    fn narrow(&mut self, filter: Filter, _view: &View) {
        self.filter = filter;
    }

    fn hints(&self, _view: &View) -> Vec<Action> {
        if !self.marks.is_empty() {
            return vec![
                Action::CheckIn,
                Action::CheckOut,
                Action::BlockRooms,
                Action::Park,
                Action::Back,
            ];
        }
        vec![
            Action::Open,
            Action::CheckIn,
            Action::CheckOut,
            Action::Assign,
            Action::MakeRoom,
            Action::AutoAssign,
            Action::Resize,
            Action::Park,
            Action::NewBooking,
        ]
    }

    fn draw(&self, area: Rect, buffer: &mut Buffer, view: &View) {
        let head = format!(" {:<6}{:<5}H  {:<24} Next", "Room", "Type", "Guest");
        view.look.write(
            buffer,
            row(area, 0),
            &head,
            view.look.style(Meaning::Heading),
        );
        let list = Self::list_area(area);
        let lines = self.lines(view);
        let window = self.choice.window(lines.len(), usize::from(list.height));
        for (nth, index) in window.enumerate() {
            self.draw_line(
                lines[index],
                row(list, nth as u16),
                index == self.choice.at,
                buffer,
                view,
            );
        }
        if lines.is_empty() {
            let said = " No rooms to show here. f changes the filter, Esc shows all.";
            view.look
                .write(buffer, row(list, 0), said, view.look.style(Meaning::Muted));
        }
        let told = Rect {
            y: list.bottom(),
            height: area.bottom().saturating_sub(list.bottom()),
            ..area
        };
        view.look.rule(buffer, row(told, 0));
        for (nth, line) in about::about(&self.subject(view), view).iter().enumerate() {
            view.look.write(
                buffer,
                row(told, nth as u16 + 1),
                &format!(" {line}"),
                view.look.style(Meaning::Text),
            );
        }
    }

    fn hit_test(&self, area: Rect, at: Position, view: &View) -> Option<Target> {
        let line = self.line_at(area, at, view)?;
        match self.lines(view).get(line)? {
            Line::Room(id) => Some(Target::Room(*id)),
            Line::Unassigned(id) => Some(Target::Booking(*id)),
        }
    }
}
