//! Requests for repair or service: a list, or a board by status.
//!
//! Owns which request is chosen, which of them show and in which of the two
//! shapes. What a request is and who may see it is told by the domain.

mod draw;
mod page;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use self::page::RequestPage;
use super::{Panel, opens};
use crate::console::about;
use crate::console::action::{Action, Context};
use crate::console::selection::{Selection, counted};
use crate::console::view::{Filter, Gesture, Mouse, Place, ShownRequests, Subject, Target, View};
use crate::console::widget::choice::Choice;
use crate::console::widget::picker::{Item, Picker};
use crate::console::wish::Wish;
use crate::desk::{Found, Question};
use crate::domain::id::RequestId;
use crate::domain::request::{Priority, Request, RequestStatus};
use crate::domain::staff::Permission;

/// The columns of the board.
const COLUMNS: [RequestStatus; 5] = [
    RequestStatus::Submitted,
    RequestStatus::Acknowledged,
    RequestStatus::Assigned,
    RequestStatus::InProgress,
    RequestStatus::Resolved,
];

/// Which request is chosen, and how they are shown.
#[derive(Clone, Debug, Default)]
pub struct RequestList {
    choice: Choice,
    chosen: Option<RequestId>,
    filter: Filter,
    marks: Selection<RequestId>,
    /// By status in columns, not line by line.
    board: bool,
    /// Those that show, in their order; worked out anew when the house or the
    /// filter changes.
    shown: Vec<RequestId>,
    /// The page of one of them, over the list.
    page: Option<RequestPage>,
}

impl RequestList {
    /// Nothing that was asked will be answered: the page closes.
    pub fn forget(&mut self) {
        self.page = None;
    }

    /// Opens the page of the chosen request.
    fn open(&mut self, view: &View) -> Vec<Wish> {
        let Some(chosen) = self.chosen else {
            return Vec::new();
        };
        let mut page = RequestPage::new(chosen);
        let wishes = page.refresh(view);
        self.page = Some(page);
        wishes
    }

    /// The requests that this person may see, that are not done with, and that
    /// the filter lets through: what is most urgent first.
    fn find(&self, view: &View) -> Vec<RequestId> {
        let mut found = about::seen(view, |request| self.shows(request, view));
        let assigns = view.actor.permissions.may(Permission::AssignRequests);
        found.sort_by_key(|request| {
            (
                request.status == RequestStatus::Resolved,
                rank(request, assigns, view),
                std::cmp::Reverse(request.priority),
                !request.is_overdue(view.now),
                request.estimated_completion.is_none(),
                request.estimated_completion,
                request.id,
            )
        });
        if self.board {
            found.sort_by_key(|request| request.status);
        }
        found.into_iter().map(|request| request.id).collect()
    }

    fn shows(&self, request: &Request, view: &View) -> bool {
        if let Filter::Requests(ShownRequests::DoneWith) = self.filter {
            return request.status.is_final();
        }
        if request.status.is_final() {
            return false;
        }
        let Filter::Requests(shown) = &self.filter else {
            return true;
        };
        match shown {
            ShownRequests::Mine => request.assignee() == Some(view.actor.id),
            ShownRequests::Of(person) => request.assignee() == Some(*person),
            ShownRequests::Nobodys => request.is_open() && request.assigned.is_none(),
            ShownRequests::Late => request.is_overdue(view.now),
            ShownRequests::OnHold => request.waiting.is_some(),
            ShownRequests::Urgent => request.priority >= Priority::High,
            ShownRequests::Status(status) => request.status == *status,
            ShownRequests::Category(name) => request.category == *name,
            ShownRequests::DoneWith => true,
        }
    }

    fn request<'a>(&self, at: usize, view: &View<'a>) -> Option<&'a Request> {
        view.house.requests.get(self.shown.get(at)?)
    }

    fn here<'a>(&self, view: &View<'a>) -> Option<&'a Request> {
        view.house.requests.get(&self.chosen?)
    }

    /// Remembers the chosen request.
    fn hold(&mut self) {
        self.choice.at = self.choice.at.min(self.shown.len().saturating_sub(1));
        self.chosen = self.shown.get(self.choice.at).copied();
        self.marks.reach(&self.shown, self.choice.at);
    }

    /// To the nearest request of the next column that has one.
    fn across(&mut self, back: bool, view: &View) {
        let column = |at: usize| self.request(at, view).map(|request| request.status);
        let Some(here) = column(self.choice.at) else {
            return;
        };
        let places = (0..self.shown.len()).filter_map(|at| Some((column(at)?, at)));
        let wanted = if back {
            let before = places.filter(|(status, _)| *status < here);
            before
                .map(|(status, at)| (status, std::cmp::Reverse(at)))
                .max()
                .map(|(_, at)| at.0)
        } else {
            places
                .filter(|(status, _)| *status > here)
                .min()
                .map(|(_, at)| at)
        };
        self.choice.at = wanted.unwrap_or(self.choice.at);
    }

    /// Marks the chosen request, or the range that grows from it; answers
    /// whether the action was about that.
    fn mark(&mut self, action: Action) -> bool {
        self.marks
            .follow(action, &self.shown, self.chosen, &mut self.choice)
    }

    fn filters(view: &View) -> Picker<Wish> {
        let item = |label: &str, shown| Item::new(label, Wish::Narrow(Filter::Requests(shown)));
        let mut items = vec![
            Item::new("All that is not done with", Wish::Narrow(Filter::All)).letter('a'),
            item("Mine", ShownRequests::Mine).letter('m'),
            item("Nobody's", ShownRequests::Nobodys).letter('n'),
            item("Late", ShownRequests::Late).letter('l'),
            item("Priority 3 and 4", ShownRequests::Urgent).letter('u'),
            item("On hold", ShownRequests::OnHold).letter('h'),
            item("Done with lately", ShownRequests::DoneWith).letter('d'),
        ];
        items.extend(COLUMNS.map(|status| item(status.label(), ShownRequests::Status(status))));
        let mut kinds: Vec<&String> = view
            .house
            .requests
            .values()
            .map(|request| &request.category)
            .collect();
        kinds.sort_unstable();
        kinds.dedup();
        items.extend(
            kinds
                .into_iter()
                .map(|name| item(name, ShownRequests::Category(name.clone()))),
        );
        Picker::menu("Show", items)
    }
}

/// What comes first: emergencies; then, to those who give work out, what is
/// late or nobody's, and to all others their own, then what nobody has.
fn rank(request: &Request, assigns: bool, view: &View) -> u8 {
    let nobodys = request.is_open() && request.assigned.is_none();
    match () {
        () if request.is_open() && request.priority == Priority::Emergency => 0,
        () if assigns && (nobodys || request.is_overdue(view.now)) => 1,
        () if assigns => 2,
        () if request.assignee() == Some(view.actor.id) => 1,
        () if nobodys => 2,
        () => 3,
    }
}

impl Panel for RequestList {
    fn context(&self) -> Context {
        Context::Requests
    }

    fn title(&self, view: &View) -> String {
        if let Some(page) = &self.page {
            let request = view.house.requests.get(&page.request);
            return request.map_or_else(String::new, |request| request.ticket.clone());
        }
        let late = self
            .shown
            .iter()
            .filter_map(|id| view.house.requests.get(id))
            .filter(|request| request.is_overdue(view.now))
            .count();
        match late {
            0 => format!("Requests {}", self.shown.len()),
            late => format!("Requests {}, {late} late", self.shown.len()),
        }
    }

    fn update(&mut self, action: Action, view: &View) -> Option<Vec<Wish>> {
        if let Some(page) = &mut self.page {
            if action == Action::Back {
                self.page = None;
                return Some(Vec::new());
            }
            let lists = matches!(
                action,
                Action::Left | Action::Right | Action::Open | Action::ToggleBoard
            );
            return (page.scroll(action, view) || lists).then(Vec::new);
        }
        match action {
            Action::Open => return Some(self.open(view)),
            _ if self.mark(action) => {}
            Action::ToggleBoard => {
                self.board = !self.board;
                return Some(self.settle(view));
            }
            Action::Left | Action::Right if self.board => {
                self.across(action == Action::Left, view);
            }
            Action::Filter => return Some(vec![Wish::Choose(Box::new(Self::filters(view)))]),
            Action::Back if self.filter != Filter::All => {
                self.filter = Filter::All;
                return Some(self.settle(view));
            }
            _ => {
                let page = usize::from(draw::parts(view.body).list.height);
                if !self.choice.follow(action, self.shown.len(), page) {
                    return None;
                }
            }
        }
        self.hold();
        Some(Vec::new())
    }

    fn mouse(&mut self, mouse: Mouse, area: Rect, view: &View) -> Vec<Wish> {
        if let Some(page) = &mut self.page {
            match mouse.gesture {
                Gesture::WheelUp => page.scroll(Action::Up, view),
                Gesture::WheelDown => page.scroll(Action::Down, view),
                Gesture::Menu => return vec![Wish::Run(Action::ContextMenu)],
                _ => false,
            };
            return Vec::new();
        }
        let line = draw::request_at(self, area, mouse.at, view);
        if !self.choice.point(mouse.gesture, self.shown.len(), line) {
            return Vec::new();
        }
        self.hold();
        opens(mouse.gesture)
    }

    fn settle(&mut self, view: &View) -> Vec<Wish> {
        self.shown = self.find(view);
        let stays = self
            .chosen
            .and_then(|chosen| self.shown.iter().position(|id| *id == chosen));
        self.choice.at = stays.unwrap_or(self.choice.at);
        let shown = self.shown.clone();
        self.marks.keep(|id| shown.contains(id));
        self.hold();
        self.page
            .as_mut()
            .map_or_else(Vec::new, |page| page.refresh(view))
    }

    fn appear(&mut self, now: bool, _view: &View) -> Vec<Wish> {
        if !now {
            self.page = None;
        }
        Vec::new()
    }

    fn found(&mut self, question: &Question, found: &Found, _view: &View) -> Vec<Wish> {
        if let Some(page) = &mut self.page {
            page.found(question, found);
        }
        Vec::new()
    }

    fn subject(&self, view: &View) -> Subject {
        let request = match &self.page {
            Some(page) => view.house.requests.get(&page.request),
            None => self.here(view),
        };
        Subject {
            request: request.map(|request| request.id),
            room: request.and_then(|request| request.room),
            booking: request.and_then(Request::booking),
            requests: self.marks.among(&self.shown),
            ..Subject::default()
        }
    }

    fn marked(&self, _view: &View) -> Option<String> {
        (!self.marks.is_empty()).then(|| counted(self.marks.len(), "request"))
    }

    fn unmark(&mut self) {
        self.marks.clear();
    }

    fn go(&mut self, place: Place, view: &View) -> bool {
        let wanted = match place {
            Place::Request(wanted) => wanted,
            Place::Booking(booking) => {
                let own = about::seen(view, |request| {
                    request.booking() == Some(booking) && !request.status.is_final()
                });
                // What is still to be done is more likely meant.
                let open = own.iter().find(|request| request.is_open());
                let Some(wanted) = open.or(own.first()) else {
                    return false;
                };
                wanted.id
            }
            _ => return false,
        };
        self.page = None;
        if !self.shown.contains(&wanted) {
            self.filter = Filter::All;
            self.shown = self.find(view);
        }
        let found = self.shown.iter().position(|id| *id == wanted);
        self.choice.at = found.unwrap_or(self.choice.at);
        self.hold();
        found.is_some()
    }

    fn narrow(&mut self, filter: Filter, view: &View) {
        self.page = None;
        self.filter = filter;
        self.shown = self.find(view);
    }

    fn hints(&self, _view: &View) -> Vec<Action> {
        if !self.marks.is_empty() {
            return vec![Action::AssignRequest, Action::Back];
        }
        if self.page.is_some() {
            return vec![
                Action::Back,
                Action::AssignRequest,
                Action::StartWork,
                Action::WorkDone,
                Action::CloseRequest,
                Action::RateRequest,
                Action::HoldRequest,
                Action::ResumeRequest,
                Action::UpdateRequest,
                Action::Report,
            ];
        }
        vec![
            Action::AssignRequest,
            Action::StartWork,
            Action::WorkDone,
            Action::CloseRequest,
            Action::TakeNote,
            Action::HoldRequest,
            Action::ResumeRequest,
            Action::UpdateRequest,
            Action::Open,
            Action::Report,
            Action::ToggleBoard,
        ]
    }

    fn draw(&self, area: Rect, buffer: &mut Buffer, view: &View) {
        match &self.page {
            Some(page) => page.draw(area, buffer, view),
            None => draw::draw(self, area, buffer, view),
        }
    }

    fn hit_test(&self, area: Rect, at: Position, view: &View) -> Option<Target> {
        if let Some(page) = &self.page {
            return Some(Target::Request(page.request));
        }
        let at = draw::request_at(self, area, at, view)?;
        Some(Target::Request(*self.shown.get(at)?))
    }
}
