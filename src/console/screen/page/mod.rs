//! The page of one booking, room or block: all there is to know of it, and
//! everything that was done to it.
//!
//! Owns what it is about, how far it is scrolled, and the history (of a room,
//! the cleanings too) as far as that was looked up. It lies over any screen and gives way to it again.

mod cleanings;
mod facts;
mod money;
mod place;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::Panel;
use crate::console::action::{Action, Context};
use crate::console::look::row;
use crate::console::text;
use crate::console::theme::Meaning;
use crate::console::view::{Filter, Gesture, Mouse, Place, Subject, Target, View};
use crate::console::widget::scroll::{scrolled, turned};
use crate::console::wish::Wish;
use crate::desk::{Also, Found, History, Question};
use crate::domain::assignment;
use crate::domain::booking::Booking;
use crate::domain::history::{About, HistoryLine};
use crate::domain::segment::Segment;

use cleanings::Cleanings;

/// From this width on the history stands beside the facts.
const WIDE: u16 = 120;
/// Entries of the history that are looked up at a time.
const ENTRIES: u32 = 60;

/// One line of the page: how it looks, and what it says.
pub type Told = (Meaning, String);

/// About what, and how far one has read.
#[derive(Clone, Debug)]
pub struct Page {
    about: About,
    top: usize,
    history: History,
    awaited: Option<Question>,
    read: bool,
    /// Of a room: what was cleaned there, as far as it was looked up.
    cleaned: Cleanings,
    /// The entry of the journal up to which the history is known.
    head: Option<i64>,
}

impl Page {
    /// The page of this booking, room or block, from its top.
    pub fn new(about: About) -> Self {
        Self {
            about,
            top: 0,
            history: History::default(),
            awaited: None,
            read: false,
            cleaned: Cleanings::default(),
            head: None,
        }
    }

    /// Nothing that was asked will be answered: it is asked again.
    pub fn forget(&mut self) {
        self.head = None;
        self.awaited = None;
        self.cleaned.forget();
    }

    fn booking<'a>(&self, view: &View<'a>) -> Option<&'a Booking> {
        let About::Booking(id) = self.about else {
            return None;
        };
        view.house.bookings.get(&id)
    }

    /// Asks for the last entries, as many as are known already.
    fn refresh(&mut self, view: &View) -> Vec<Wish> {
        if self.head == Some(view.head) {
            return Vec::new();
        }
        self.head = Some(view.head);
        let most = (self.history.lines.len() as u32 + 10).max(ENTRIES);
        let mut wishes = self.ask(None, most);
        if let About::Room(room) = self.about {
            wishes.extend(self.cleaned.ask(room));
        }
        wishes
    }

    /// Asks for what was before the entries that are known.
    fn earlier(&mut self) -> Vec<Wish> {
        let mut wishes = match self.about {
            About::Room(room) => self.cleaned.more(room),
            _ => Vec::new(),
        };
        if self.history.earlier && self.awaited.is_none() {
            let before = self.history.lines.first().map(|line| line.seq);
            wishes.extend(self.ask(before, ENTRIES));
        }
        wishes
    }

    fn ask(&mut self, before: Option<i64>, most: u32) -> Vec<Wish> {
        let question = Question::History {
            about: self.about,
            before,
            most,
        };
        self.awaited = Some(question.clone());
        vec![Wish::LookUp(Box::new(question))]
    }

    fn take(&mut self, question: &Question, history: &History) {
        if self.awaited.as_ref() != Some(question) {
            return;
        }
        self.awaited = None;
        self.read = true;
        if let Question::History {
            before: Some(_), ..
        } = question
        {
            let mut lines = history.lines.clone();
            lines.append(&mut self.history.lines);
            self.history.lines = lines;
            self.history.earlier = history.earlier;
        } else {
            self.history = history.clone();
        }
    }

    /// The facts and the history, each wrapped to its columns.
    fn told(&self, area: Rect, view: &View) -> (Vec<Told>, Vec<Told>) {
        let (left, right) = parts(area);
        let facts = match (self.about, self.booking(view)) {
            (_, Some(booking)) => facts::facts(booking, view),
            (About::Room(room), _) => {
                let mut lines = place::room(room, view);
                lines.extend(self.cleaned.told(view));
                lines
            }
            (About::Block(block), _) => place::block(block, view),
            (About::Booking(_), None) => {
                vec![(Meaning::Muted, "Reading the booking ...".to_owned())]
            }
        };
        let right = right.unwrap_or(left);
        (
            wrapped(facts, left.width, view),
            wrapped(self.told_history(view), right.width, view),
        )
    }

    fn told_history(&self, view: &View) -> Vec<Told> {
        let mut lines = vec![(Meaning::Heading, "HISTORY, the latest first".to_owned())];
        if !self.read {
            lines.push((Meaning::Muted, "Reading ...".to_owned()));
        }
        lines.extend(
            self.history
                .lines
                .iter()
                .rev()
                .map(|line| told_entry(line, view)),
        );
        if self.history.earlier {
            lines.push((Meaning::Muted, "Earlier entries follow ...".to_owned()));
        }
        lines
    }

    /// How many lines there are to scroll over, and how many show.
    fn length(&self, view: &View) -> (usize, usize) {
        let (facts, history) = self.told(view.body, view);
        let length = match parts(view.body).1 {
            Some(_) => facts.len().max(history.len()),
            None => facts.len() + 1 + history.len(),
        };
        (length, usize::from(view.body.height))
    }

    fn scroll(&mut self, action: Action, view: &View) -> bool {
        let (length, height) = self.length(view);
        let top = scrolled(action, self.top, length, height);
        self.top = top.unwrap_or(self.top);
        top.is_some()
    }

    fn at_end(&self, view: &View) -> bool {
        let (length, height) = self.length(view);
        self.top + height >= length
    }
}

fn told_entry(line: &HistoryLine, view: &View) -> Told {
    let at = line.at.stamp(view.property.timezone);
    let door = match line.channel.as_str() {
        "console" => String::new(),
        other => format!(" ({other})"),
    };
    let undone = if line.taken_back {
        "  - taken back"
    } else {
        ""
    };
    let meaning = if line.taken_back {
        Meaning::Muted
    } else {
        Meaning::Text
    };
    (
        meaning,
        format!("{at}  {}{door} {}{undone}", line.who, line.what),
    )
}

/// The facts, and where there is room the history beside them.
fn parts(area: Rect) -> (Rect, Option<Rect>) {
    let inside = Rect {
        x: area.x + 1,
        width: area.width.saturating_sub(2),
        ..area
    };
    if area.width < WIDE {
        return (inside, None);
    }
    let left = Rect {
        width: inside.width / 2 - 1,
        ..inside
    };
    let right = Rect {
        x: left.right() + 3,
        width: inside.width.saturating_sub(left.width + 3),
        ..inside
    };
    (left, Some(right))
}

fn wrapped(lines: Vec<Told>, columns: u16, view: &View) -> Vec<Told> {
    let mut out = Vec::new();
    for (meaning, said) in lines {
        let said = text::shown(&said, view.look.ascii).into_owned();
        if text::width(&said) <= usize::from(columns) {
            out.push((meaning, said));
            continue;
        }
        let indent = said.len() - said.trim_start().len();
        let room = usize::from(columns).saturating_sub(indent + 2).max(10);
        for (nth, line) in text::wrap(said.trim_start(), room).into_iter().enumerate() {
            let more = if nth == 0 { 0 } else { 2 };
            out.push((meaning, format!("{}{line}", " ".repeat(indent + more))));
        }
    }
    out
}

fn write(lines: &[Told], from: usize, area: Rect, buffer: &mut Buffer, view: &View) {
    for (nth, (meaning, said)) in lines
        .iter()
        .skip(from)
        .take(usize::from(area.height))
        .enumerate()
    {
        let style = view.look.style(*meaning);
        view.look.write(buffer, row(area, nth as u16), said, style);
    }
}

impl Panel for Page {
    fn context(&self) -> Context {
        Context::Page
    }

    fn title(&self, view: &View) -> String {
        match self.about {
            About::Booking(_) => self.booking(view).map_or_else(
                || "Booking".to_owned(),
                |booking| format!("Booking {}", booking.code),
            ),
            About::Room(room) => place::room_title(room, view),
            About::Block(block) => place::block_title(block, view),
        }
    }

    fn update(&mut self, action: Action, view: &View) -> Option<Vec<Wish>> {
        if !self.scroll(action, view) {
            return None;
        }
        Some(if self.at_end(view) {
            self.earlier()
        } else {
            Vec::new()
        })
    }

    fn mouse(&mut self, mouse: Mouse, _area: Rect, view: &View) -> Vec<Wish> {
        if let Some(action) = turned(mouse.gesture) {
            return self.update(action, view).unwrap_or_default();
        }
        match mouse.gesture {
            Gesture::Menu => vec![Wish::Run(Action::ContextMenu)],
            _ => Vec::new(),
        }
    }

    fn settle(&mut self, view: &View) -> Vec<Wish> {
        let (length, height) = self.length(view);
        self.top = self.top.min(length.saturating_sub(height));
        self.refresh(view)
    }

    fn appear(&mut self, now: bool, view: &View) -> Vec<Wish> {
        if now { self.refresh(view) } else { Vec::new() }
    }

    fn found(&mut self, question: &Question, found: &Found, _view: &View) -> Vec<Wish> {
        match found {
            Found::History(history) => self.take(question, history),
            Found::Cleanings(cleaned) => self.cleaned.take(question, cleaned),
            _ => {}
        }
        Vec::new()
    }

    /// The booking itself, wherever its stay lies; and the days of a stay that
    /// is not over, so that what is offered for it can be believed.
    fn keeps(&self, view: &View) -> Also {
        let About::Booking(id) = self.about else {
            return Also::default();
        };
        let stay = self.booking(view).map(|booking| booking.stay);
        Also {
            days: stay.filter(|stay| stay.check_out >= view.today()),
            bookings: vec![id],
        }
    }

    fn subject(&self, view: &View) -> Subject {
        let id = match self.about {
            About::Booking(id) => id,
            About::Room(room) => {
                return Subject {
                    room: Some(room),
                    ..Subject::default()
                };
            }
            About::Block(block) => return place::block_subject(block, view),
        };
        let booking = self.booking(view);
        let room = booking.and_then(|booking| {
            let mut segments: Vec<Segment> = view
                .house
                .stay_of(booking.id)
                .into_iter()
                .cloned()
                .collect();
            segments.retain(Segment::counts);
            assignment::current(&segments, view.today()).map(|segment| segment.room)
        });
        Subject {
            booking: Some(id),
            room,
            day: booking.map(|booking| booking.stay.check_in),
            ..Subject::default()
        }
    }

    fn go(&mut self, place: Place, _view: &View) -> bool {
        match self.about {
            About::Booking(id) => place == Place::Booking(id),
            About::Room(id) => place == Place::Room(id),
            About::Block(_) => false,
        }
    }

    fn narrow(&mut self, _filter: Filter, _view: &View) {}

    fn hints(&self, _view: &View) -> Vec<Action> {
        if !matches!(self.about, About::Booking(_)) {
            return vec![Action::Back, Action::Report, Action::Find];
        }
        vec![
            Action::Back,
            Action::CheckIn,
            Action::CheckOut,
            Action::Assign,
            Action::MakeRoom,
            Action::EditBooking,
            Action::ChangeStay,
            Action::NameGuests,
            Action::AddNote,
            Action::CancelBooking,
        ]
    }

    fn draw(&self, area: Rect, buffer: &mut Buffer, view: &View) {
        let (facts, history) = self.told(area, view);
        let (left, right) = parts(area);
        if let Some(right) = right {
            write(
                &facts,
                self.top.min(facts.len().saturating_sub(1)),
                left,
                buffer,
                view,
            );
            write(
                &history,
                self.top.min(history.len().saturating_sub(1)),
                right,
                buffer,
                view,
            );
            let bar = Rect {
                x: right.x - 2,
                width: 1,
                ..right
            };
            for place in bar.rows() {
                view.look.write(
                    buffer,
                    place,
                    view.look.lines().down,
                    view.look.style(Meaning::Border),
                );
            }
            return;
        }
        let mut all = facts;
        all.push((Meaning::Text, String::new()));
        all.extend(history);
        write(&all, self.top, left, buffer, view);
    }

    fn hit_test(&self, _area: Rect, _at: Position, _view: &View) -> Option<Target> {
        match self.about {
            About::Booking(id) => Some(Target::Booking(id)),
            About::Room(id) => Some(Target::Room(id)),
            About::Block(_) => None,
        }
    }
}
