//! The list of bookings: all there ever were, a page at a time.
//!
//! Owns what is looked for, the order, which line is chosen and which are
//! marked. Pages are looked up by the thread that reads; what is listed and in
//! which order is told by the domain.

mod draw;
mod loaded;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use self::loaded::Loaded;
use super::Panel;
use crate::console::action::{Action, Context};
use crate::console::form::{Form, Kind};
use crate::console::look::row;
use crate::console::selection::{Selection, counted};
use crate::console::view::{Filter, Gesture, Mouse, Place, Subject, Target, View};
use crate::console::widget::choice::Choice;
use crate::console::wish::Wish;
use crate::desk::{Also, Found, Question};
use crate::domain::id::BookingId;
use crate::domain::listing::{Search, Sort};
use crate::domain::saved_view::Arrangement;

/// What is looked for, and where one stands in it.
#[derive(Clone, Debug, Default)]
pub struct BookingList {
    search: Search,
    sort: Sort,
    loaded: Loaded,
    marks: Selection<BookingId>,
    /// The entry of the journal up to which the lines are known.
    head: Option<i64>,
    open: bool,
}

impl BookingList {
    /// Looks for these bookings.
    pub fn search(&mut self, search: Search) {
        self.search = search;
        self.marks.clear();
        self.head = None;
    }

    /// Nothing that was asked will be answered: it is asked again.
    pub fn forget(&mut self) {
        self.head = None;
    }

    /// Asks for the list from its beginning.
    fn begin(&mut self, view: &View) -> Vec<Wish> {
        self.loaded.filter = self.search.filter(view.today());
        self.loaded.sort = self.sort;
        self.head = Some(view.head);
        // What needs someone is near today, however long the list is.
        let named = self.search.from.is_some() || self.search.to.is_some();
        let day = (!named && !self.search.arriving_today).then(|| view.today());
        look_up(Some(self.loaded.begin(day)))
    }

    /// Asks anew for what has changed since it was read.
    fn refresh(&mut self, view: &View) -> Vec<Wish> {
        let same_list = self.loaded.filter == self.search.filter(view.today())
            && self.loaded.sort == self.sort
            && self.loaded.read
            && self.head.is_some();
        if !same_list {
            return self.begin(view);
        }
        if self.head == Some(view.head) {
            return Vec::new();
        }
        self.head = Some(view.head);
        look_up(Some(self.loaded.again()))
    }

    fn ids(&self) -> Vec<BookingId> {
        let lines = self.loaded.lines();
        lines.iter().map(|line| line.booking.id).collect()
    }

    fn chosen(&self) -> Option<BookingId> {
        self.loaded.chosen().map(|line| line.booking.id)
    }

    /// Marks, and moves; answers nothing where the action is neither.
    fn walk(&mut self, action: Action, view: &View) -> Option<Vec<Wish>> {
        let page = usize::from(draw::parts(view.body).list.height);
        let count = self.loaded.lines().len();
        let at = self.loaded.at();
        let asked = match action {
            Action::Mark => {
                self.chosen()
                    .into_iter()
                    .for_each(|id| self.marks.toggle(id));
                self.loaded.choose(at + 1)
            }
            Action::SelectRange => {
                self.chosen()
                    .into_iter()
                    .for_each(|id| self.marks.sweep(id));
                None
            }
            Action::ExtendUp | Action::ExtendDown => {
                let from = self.chosen();
                let next = if action == Action::ExtendUp {
                    at.saturating_sub(1)
                } else {
                    at + 1
                };
                let asked = self.loaded.choose(next);
                let to = self.chosen();
                self.marks.step(from, to);
                asked
            }
            Action::First => self.loaded.first(),
            Action::Last => self.loaded.last(),
            _ => {
                let mut choice = Choice { at };
                if !choice.follow(action, count, page) {
                    return None;
                }
                self.loaded.choose(choice.at)
            }
        };
        let ids = self.ids();
        self.marks.reach(&ids, self.loaded.at());
        Some(look_up(asked))
    }

    fn line_at(&self, area: Rect, at: Position) -> Option<usize> {
        let list = draw::parts(area).list;
        let mut rows = draw::window(self, list)
            .enumerate()
            .map(|(nth, index)| (row(list, nth as u16), index));
        rows.find(|(place, _)| place.contains(at))
            .map(|(_, index)| index)
    }
}

fn look_up(question: Option<Question>) -> Vec<Wish> {
    question
        .into_iter()
        .map(|question| Wish::LookUp(Box::new(question)))
        .collect()
}

impl Panel for BookingList {
    fn context(&self) -> Context {
        Context::Bookings
    }

    fn title(&self, _view: &View) -> String {
        "Bookings".to_owned()
    }

    fn update(&mut self, action: Action, view: &View) -> Option<Vec<Wish>> {
        match action {
            Action::Filter => {
                let form = Form::open(Kind::SearchBookings(self.search.clone()), view);
                Some(vec![Wish::Ask(Box::new(form))])
            }
            Action::Sort => {
                self.sort = self.sort.next();
                Some(self.begin(view))
            }
            Action::Back if self.marks.clear() => Some(Vec::new()),
            Action::Back if !self.search.is_all() => {
                self.search = Search::default();
                Some(self.begin(view))
            }
            _ => self.walk(action, view),
        }
    }

    fn mouse(&mut self, mouse: Mouse, area: Rect, view: &View) -> Vec<Wish> {
        let mut wishes = match mouse.gesture {
            Gesture::WheelUp => self.walk(Action::Up, view).unwrap_or_default(),
            Gesture::WheelDown => self.walk(Action::Down, view).unwrap_or_default(),
            Gesture::Press | Gesture::DoublePress | Gesture::Menu => {
                if let Some(by) = draw::head_at(area, mouse.at) {
                    let descending = self.sort.by == by && !self.sort.descending;
                    self.sort = Sort { by, descending };
                    return self.begin(view);
                }
                let Some(line) = self.line_at(area, mouse.at) else {
                    return Vec::new();
                };
                let asked = self.loaded.choose(line);
                if mouse.ctrl {
                    self.chosen()
                        .into_iter()
                        .for_each(|id| self.marks.toggle(id));
                }
                look_up(asked)
            }
            Gesture::Drag | Gesture::Release => return Vec::new(),
        };
        match mouse.gesture {
            Gesture::DoublePress => wishes.push(Wish::Run(Action::Open)),
            Gesture::Menu => wishes.push(Wish::Run(Action::ContextMenu)),
            _ => {}
        }
        wishes
    }

    fn settle(&mut self, view: &View) -> Vec<Wish> {
        if self.open {
            self.refresh(view)
        } else {
            Vec::new()
        }
    }

    fn appear(&mut self, now: bool, view: &View) -> Vec<Wish> {
        self.open = now;
        if now { self.refresh(view) } else { Vec::new() }
    }

    fn found(&mut self, question: &Question, found: &Found, _view: &View) -> Vec<Wish> {
        match (question, found) {
            (Question::Page(wanted), Found::Page(page)) => look_up(self.loaded.take(wanted, page)),
            _ => Vec::new(),
        }
    }

    fn keeps(&self, _view: &View) -> Also {
        let mut bookings: Vec<BookingId> = self.chosen().into_iter().collect();
        bookings.extend(self.marks.among(&self.ids()));
        bookings.sort_unstable();
        bookings.dedup();
        Also {
            days: None,
            bookings,
        }
    }

    fn arrangement(&self) -> Option<Arrangement> {
        Some(Arrangement::Bookings {
            search: self.search.clone(),
            sort: self.sort,
        })
    }

    fn arrange(&mut self, arrangement: &Arrangement, view: &View) -> Option<Vec<Wish>> {
        let Arrangement::Bookings { search, sort } = arrangement else {
            return None;
        };
        self.search = search.clone();
        self.sort = *sort;
        self.marks.clear();
        Some(self.begin(view))
    }

    fn subject(&self, view: &View) -> Subject {
        let Some(line) = self.loaded.chosen() else {
            return Subject::default();
        };
        let room = line.room.as_ref().and_then(|number| {
            use crate::domain::facts::Facts;
            view.house.room_numbered(number)
        });
        Subject {
            booking: Some(line.booking.id),
            room: room.map(|room| room.id),
            bookings: self.marks.among(&self.ids()),
            ..Subject::default()
        }
    }

    fn marked(&self, _view: &View) -> Option<String> {
        (!self.marks.is_empty()).then(|| counted(self.marks.len(), "booking"))
    }

    fn unmark(&mut self) {
        self.marks.clear();
    }

    fn go(&mut self, place: Place, _view: &View) -> bool {
        let Place::Booking(booking) = place else {
            return false;
        };
        let found = self.ids().into_iter().position(|id| id == booking);
        if let Some(at) = found {
            // A page that would be asked for here comes with the next step.
            let _ = self.loaded.choose(at);
        }
        found.is_some()
    }

    fn narrow(&mut self, _filter: Filter, _view: &View) {}

    fn hints(&self, _view: &View) -> Vec<Action> {
        vec![
            Action::Open,
            Action::CheckIn,
            Action::CheckOut,
            Action::Assign,
            Action::EditBooking,
            Action::Filter,
            Action::Sort,
            Action::Views,
            Action::NewBooking,
        ]
    }

    fn draw(&self, area: Rect, buffer: &mut Buffer, view: &View) {
        draw::draw(self, area, buffer, view);
    }

    fn hit_test(&self, area: Rect, at: Position, _view: &View) -> Option<Target> {
        let line = self.line_at(area, at)?;
        let line = self.loaded.lines().get(line)?;
        Some(Target::Booking(line.booking.id))
    }
}
