//! The alerts: what needs someone, the most urgent first, and what would
//! settle it.
//!
//! Owns which alert is chosen, which of the offered rooms, and what is
//! offered for it. What is an alert and how urgent is told by the domain.

mod draw;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Panel, opens};
use crate::console::action::{Action, Context};
use crate::console::look::row;
use crate::console::offer;
use crate::console::plan::ask;
use crate::console::selection::{Selection, counted};
use crate::console::view::{Filter, Gesture, Mouse, Place, Subject, Target, View};
use crate::console::widget::choice::Choice;
use crate::console::widget::picker::{Item, Picker};
use crate::console::wish::Wish;
use crate::domain::alert_mark::Severity;
use crate::domain::alerts::{Alert, Offers, offers};
use crate::domain::facts::Facts;
use crate::domain::id::{BookingId, RequestId};

/// Rooms that are offered on the screen; the list of `a` has them all.
const OFFERED: usize = 6;

/// Which alert is chosen.
#[derive(Clone, Debug, Default)]
pub struct AlertList {
    choice: Choice,
    /// The chosen alert, by its name.
    chosen: Option<String>,
    /// What would settle it.
    offers: Offers,
    /// The chosen one of the offered rooms, while the keyboard is there.
    offered: Option<usize>,
    filter: Filter,
    marks: Selection<String>,
}

impl AlertList {
    /// The alerts that show, the most urgent first.
    fn shown<'a>(&self, view: &View<'a>) -> Vec<&'a Alert> {
        let shows = |alert: &&Alert| match self.filter {
            Filter::PutOff => !alert.state.is_shown(),
            Filter::Severity(least) => alert.state.is_shown() && alert.severity >= least,
            _ => alert.state.is_shown(),
        };
        view.figures.alerts.iter().filter(shows).collect()
    }

    fn chosen<'a>(&self, view: &View<'a>) -> Option<&'a Alert> {
        self.shown(view).get(self.choice.at).copied()
    }

    /// Names of the alerts that show, as marks count them.
    fn names(&self, view: &View) -> Vec<String> {
        let shown = self.shown(view);
        shown.iter().map(|alert| alert.alert.to_string()).collect()
    }

    /// Marks the chosen alert, or the range that grows from it; answers
    /// whether the action was about that.
    fn mark(&mut self, action: Action, view: &View) -> bool {
        let (names, here) = (self.names(view), self.chosen.clone());
        self.marks.follow(action, &names, here, &mut self.choice)
    }

    /// The marked alerts that show.
    fn marked_alerts<'a>(&self, view: &View<'a>) -> Vec<&'a Alert> {
        let mut alerts = self.shown(view);
        alerts.retain(|alert| self.marks.has(&alert.alert.to_string()));
        alerts
    }

    /// Remembers the chosen alert and asks what would settle it.
    fn hold(&mut self, view: &View) {
        let names = self.names(view);
        let alerts = self.shown(view);
        self.choice.at = self.choice.at.min(alerts.len().saturating_sub(1));
        self.marks.reach(&names, self.choice.at);
        let alert = alerts.get(self.choice.at);
        let name = alert.map(|alert| alert.alert.to_string());
        if name != self.chosen {
            self.offered = None;
        }
        self.chosen = name;
        self.offers = alert.map_or_else(Offers::default, |alert| {
            let code = alert.booking.as_deref().unwrap_or_default();
            offers(view.house, alert.kind, code, view.now, OFFERED)
        });
        let last = self.offers.rooms.len().checked_sub(1);
        self.offered = self.offered.and_then(|at| last.map(|last| at.min(last)));
    }

    /// Gives the chosen offered room to the booking of the chosen alert.
    fn take_offered(&self, at: usize, view: &View) -> Option<Wish> {
        let booking = view.house.bookings.get(&self.chosen(view)?.booking_id?)?;
        let room = view.house.room_numbered(&self.offers.rooms.get(at)?.room)?;
        Some(offer::lead(booking, &room, view))
    }

    /// A plan for the bookings of the marked alerts; where none is marked, for
    /// all that show and have no room.
    fn plan(&self, view: &View) -> Wish {
        let marked = self.marked_alerts(view);
        let alerts = if marked.is_empty() {
            self.shown(view)
        } else {
            marked
        };
        let mut bookings = bookings_of(&alerts);
        let waits = |id: &BookingId| {
            view.house
                .bookings
                .get(id)
                .is_some_and(|one| one.needs_room)
        };
        bookings.retain(waits);
        match ask::for_bookings(&bookings, view) {
            Some(question) => ask::plan(question),
            None => {
                Wish::refuse("Plan rooms: none of these alerts is about a stay without a room.")
            }
        }
    }

    fn among_offers(&mut self, action: Action) -> bool {
        let count = self.offers.rooms.len();
        let Some(at) = self.offered else { return false };
        self.offered = match action {
            Action::Left | Action::Up => Some(at.saturating_sub(1)),
            Action::Right | Action::Down => Some((at + 1).min(count.saturating_sub(1))),
            _ => return false,
        };
        true
    }

    fn filters() -> Picker<Wish> {
        let item = |label: &str, filter| Item::new(label, Wish::Narrow(filter));
        Picker::menu(
            "Show",
            vec![
                item("All that needs someone", Filter::All).letter('a'),
                item("Critical only", Filter::Severity(Severity::Critical)).letter('c'),
                item("Critical and warnings", Filter::Severity(Severity::Warning)).letter('w'),
                item("Put off or settled", Filter::PutOff).letter('p'),
            ],
        )
    }

    fn line_at(&self, area: Rect, at: Position, view: &View) -> Option<usize> {
        let list = draw::parts(area).list;
        let window = self
            .choice
            .window(self.shown(view).len(), usize::from(list.height));
        let mut rows = window
            .enumerate()
            .map(|(nth, index)| (row(list, nth as u16), index));
        rows.find(|(place, _)| place.contains(at))
            .map(|(_, index)| index)
    }
}

/// The request an alert is about.
fn request_of(alert: &Alert, view: &View) -> Option<RequestId> {
    let ticket = alert.ticket.as_ref()?;
    view.house.request_ticketed(ticket).map(|one| one.id)
}

/// The bookings these alerts are about, each once.
fn bookings_of(alerts: &[&Alert]) -> Vec<BookingId> {
    let mut bookings = Vec::new();
    for id in alerts.iter().filter_map(|alert| alert.booking_id) {
        if !bookings.contains(&id) {
            bookings.push(id);
        }
    }
    bookings
}

impl Panel for AlertList {
    fn context(&self) -> Context {
        Context::Alerts
    }

    fn title(&self, view: &View) -> String {
        format!("Alerts {}", view.figures.shown_alerts())
    }

    fn update(&mut self, action: Action, view: &View) -> Option<Vec<Wish>> {
        if self.among_offers(action) {
            return Some(Vec::new());
        }
        match (action, self.offered) {
            _ if self.mark(action, view) => {}
            (Action::NextPanel | Action::PreviousPanel, None) => {
                self.offered = (!self.offers.rooms.is_empty()).then_some(0);
            }
            (Action::NextPanel | Action::PreviousPanel | Action::Back, Some(_)) => {
                self.offered = None;
            }
            (Action::Open, Some(at)) => {
                return Some(self.take_offered(at, view).into_iter().collect());
            }
            (Action::Open, None) if self.chosen(view).is_some_and(|one| one.ticket.is_some()) => {
                let request = request_of(self.chosen(view)?, view)?;
                return Some(vec![Wish::Go(Place::Request(request))]);
            }
            (Action::AutoAssign, _) => return Some(vec![self.plan(view)]),
            (Action::Filter, _) => return Some(vec![Wish::Choose(Box::new(Self::filters()))]),
            (Action::Back, None) if self.filter != Filter::All => self.filter = Filter::All,
            _ => {
                let page = usize::from(draw::parts(view.body).list.height);
                if !self.choice.follow(action, self.shown(view).len(), page) {
                    return None;
                }
            }
        }
        self.hold(view);
        Some(Vec::new())
    }

    fn mouse(&mut self, mouse: Mouse, area: Rect, view: &View) -> Vec<Wish> {
        let pressed = matches!(
            mouse.gesture,
            Gesture::Press | Gesture::DoublePress | Gesture::Menu
        );
        if pressed && let Some(at) = draw::offer_at(self, area, mouse.at) {
            return self.take_offered(at, view).into_iter().collect();
        }
        let count = self.shown(view).len();
        let line = self.line_at(area, mouse.at, view);
        if !self.choice.point(mouse.gesture, count, line) {
            return Vec::new();
        }
        self.hold(view);
        opens(mouse.gesture)
    }

    fn settle(&mut self, view: &View) -> Vec<Wish> {
        let alerts = self.shown(view);
        let stays = alerts
            .iter()
            .position(|alert| Some(alert.alert.to_string()) == self.chosen);
        self.choice.at = stays.unwrap_or(self.choice.at);
        let names = self.names(view);
        self.marks.keep(|name| names.contains(name));
        self.hold(view);
        Vec::new()
    }

    fn subject(&self, view: &View) -> Subject {
        let Some(alert) = self.chosen(view) else {
            return Subject::default();
        };
        let room = alert
            .room
            .as_ref()
            .and_then(|number| view.house.room_numbered(number));
        Subject {
            alert: Some(alert.alert.to_string()),
            booking: alert.booking_id,
            request: request_of(alert, view),
            room: room.map(|room| room.id),
            day: alert.check_in_date,
            bookings: bookings_of(&self.marked_alerts(view)),
            alerts: self
                .marked_alerts(view)
                .iter()
                .map(|alert| alert.alert.to_string())
                .collect(),
            ..Subject::default()
        }
    }

    fn marked(&self, view: &View) -> Option<String> {
        let count = self.marked_alerts(view).len();
        (count > 0).then(|| counted(count, "alert"))
    }

    fn unmark(&mut self) {
        self.marks.clear();
    }

    fn go(&mut self, place: Place, view: &View) -> bool {
        let Place::Booking(booking) = place else {
            return false;
        };
        let found = self
            .shown(view)
            .iter()
            .position(|alert| alert.booking_id == Some(booking));
        self.choice.at = found.unwrap_or(self.choice.at);
        self.hold(view);
        found.is_some()
    }

    fn narrow(&mut self, filter: Filter, _view: &View) {
        self.filter = filter;
    }

    fn hints(&self, _view: &View) -> Vec<Action> {
        if self.offered.is_some() {
            return vec![Action::Open, Action::NextPanel, Action::Back];
        }
        if !self.marks.is_empty() {
            return vec![
                Action::AutoAssign,
                Action::Snooze,
                Action::Resolve,
                Action::Acknowledge,
                Action::CheckOut,
                Action::Back,
            ];
        }
        vec![
            Action::DealWith,
            Action::Assign,
            Action::AutoAssign,
            Action::MakeRoom,
            Action::ResolveConflict,
            Action::CheckOut,
            Action::Snooze,
            Action::Resolve,
            Action::Acknowledge,
            Action::Rush,
            Action::Open,
            Action::WhoWasTold,
            Action::Filter,
        ]
    }

    fn draw(&self, area: Rect, buffer: &mut Buffer, view: &View) {
        draw::draw(self, area, buffer, view);
    }

    fn hit_test(&self, area: Rect, at: Position, view: &View) -> Option<Target> {
        if let Some(offer) = draw::offer_at(self, area, at) {
            let room = view
                .house
                .room_numbered(&self.offers.rooms.get(offer)?.room)?;
            return Some(Target::Room(room.id));
        }
        let line = self.line_at(area, at, view)?;
        let alert = self.shown(view).get(line)?.alert.to_string();
        Some(Target::Alert(alert))
    }
}
