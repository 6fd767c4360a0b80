//! The team: what needs somebody now, and for each person the work in hand and
//! what came of the requests of the last days.
//!
//! Owns which person is chosen and of which days the figures are. They are
//! looked up apart from the screens' house, which holds only what is open and
//! recent; what they mean is the domain's to say.

mod draw;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::Panel;
use super::looked_up::LookedUp;
use crate::console::action::{Action, Context};
use crate::console::look::row;
use crate::console::view::{Filter, Gesture, Mouse, Place, ShownRequests, Subject, Target, View};
use crate::console::widget::choice::Choice;
use crate::console::widget::picker::{Item, Picker};
use crate::console::wish::Wish;
use crate::desk::{Found, Question, TeamWanted};
use crate::domain::id::StaffId;
use crate::domain::moment::Moment;
use crate::domain::tally::{Period, Team, TeamLine, USUAL};

/// Minutes after which figures of a house in which nothing happens are looked
/// up again: what is not late now may be then.
const STALE: i64 = 10;

/// The choice of days, with what a menu calls them.
const SPANS: [(i32, &str, char); 4] = [
    (7, "The last 7 days", '1'),
    (30, "The last 30 days", '2'),
    (90, "The last 90 days", '3'),
    (365, "The last 365 days", '4'),
];

/// Whose work is looked at, and of which days.
#[derive(Clone, Debug)]
pub struct TeamScreen {
    choice: Choice,
    chosen: Option<StaffId>,
    days: i32,
    /// For an entry of the journal, by whom, and when.
    team: LookedUp<Team, (i64, StaffId, Moment)>,
}

impl Default for TeamScreen {
    fn default() -> Self {
        Self {
            choice: Choice::default(),
            chosen: None,
            days: USUAL,
            team: LookedUp::default(),
        }
    }
}

impl TeamScreen {
    /// Nothing that was asked will be answered: it is asked again.
    pub fn forget(&mut self) {
        self.team.forget();
    }

    /// Asks for the figures, where those that are known have grown old.
    fn refresh(&mut self, view: &View) -> Vec<Wish> {
        let fresh = self.team.known.is_some_and(|(head, who, at)| {
            head == view.head && who == view.actor.id && view.now.since(at) < STALE * 60_000
        });
        if fresh {
            return Vec::new();
        }
        if self
            .team
            .known
            .is_some_and(|(_, who, _)| who != view.actor.id)
        {
            self.team.found = None;
        }
        let today = view.now.calendar_day(view.property.timezone);
        let question = Question::Team(TeamWanted {
            who: view.actor.id,
            period: Period::last(self.days, today),
            now: view.now,
        });
        let wanted = (view.head, view.actor.id, view.now);
        self.team.ask(wanted, question)
    }

    fn people(&self) -> &[TeamLine] {
        self.team.found.as_ref().map_or(&[], |team| &team.people)
    }

    /// Remembers the chosen person.
    fn hold(&mut self) {
        let count = self.people().len();
        self.choice.at = self.choice.at.min(count.saturating_sub(1));
        self.chosen = self.people().get(self.choice.at).map(|line| line.person);
    }

    fn spans(&self) -> Picker<Wish> {
        let items = SPANS
            .into_iter()
            .map(|(days, label, letter)| {
                Item::new(label, Wish::Narrow(Filter::Days(days))).letter(letter)
            })
            .collect();
        Picker::menu(format!("Figures of (now: {} days)", self.days), items)
    }

    fn line_at(&self, area: Rect, at: Position) -> Option<usize> {
        let list = draw::parts(area).list;
        let window = self
            .choice
            .window(self.people().len(), usize::from(list.height));
        let mut rows = window
            .enumerate()
            .map(|(nth, index)| (row(list, nth as u16), index));
        rows.find(|(place, _)| place.contains(at))
            .map(|(_, index)| index)
    }

    /// The requests of the chosen person, on their own screen.
    fn requests_of(&self) -> Vec<Wish> {
        let Some(person) = self.chosen else {
            return Vec::new();
        };
        let filter = Filter::Requests(ShownRequests::Of(person));
        vec![Wish::Run(Action::ShowRequests), Wish::Narrow(filter)]
    }
}

impl Panel for TeamScreen {
    fn context(&self) -> Context {
        Context::Team
    }

    fn title(&self, _view: &View) -> String {
        match &self.team.found {
            Some(team) if !team.everyone && team.people.len() < 2 => "My work".to_owned(),
            _ => "Team".to_owned(),
        }
    }

    fn update(&mut self, action: Action, view: &View) -> Option<Vec<Wish>> {
        match action {
            Action::Filter => return Some(vec![Wish::Choose(Box::new(self.spans()))]),
            Action::Open => return Some(self.requests_of()),
            _ => {
                let page = usize::from(draw::parts(view.body).list.height);
                if !self.choice.follow(action, self.people().len(), page) {
                    return None;
                }
            }
        }
        self.hold();
        Some(Vec::new())
    }

    fn mouse(&mut self, mouse: Mouse, area: Rect, _view: &View) -> Vec<Wish> {
        let line = self.line_at(area, mouse.at);
        let count = self.people().len();
        if !self.choice.point(mouse.gesture, count, line) {
            return Vec::new();
        }
        self.hold();
        match mouse.gesture {
            Gesture::DoublePress => self.requests_of(),
            Gesture::Menu => vec![Wish::Run(Action::ContextMenu)],
            _ => Vec::new(),
        }
    }

    fn settle(&mut self, view: &View) -> Vec<Wish> {
        if self.team.open {
            self.refresh(view)
        } else {
            Vec::new()
        }
    }

    fn appear(&mut self, now: bool, view: &View) -> Vec<Wish> {
        self.team.open = now;
        if now { self.refresh(view) } else { Vec::new() }
    }

    fn found(&mut self, question: &Question, found: &Found, _view: &View) -> Vec<Wish> {
        if let Found::Team(team) = found
            && self.team.take(question, team)
        {
            let stays = self
                .people()
                .iter()
                .position(|line| Some(line.person) == self.chosen);
            self.choice.at = stays.unwrap_or(self.choice.at);
            self.hold();
        }
        Vec::new()
    }

    fn subject(&self, _view: &View) -> Subject {
        Subject {
            person: self.chosen,
            ..Subject::default()
        }
    }

    fn go(&mut self, _place: Place, _view: &View) -> bool {
        false
    }

    fn narrow(&mut self, filter: Filter, _view: &View) {
        if let Filter::Days(days) = filter {
            self.days = days;
            self.team.known = None;
        }
    }

    fn hints(&self, _view: &View) -> Vec<Action> {
        vec![
            Action::Open,
            Action::Filter,
            Action::ShowRequests,
            Action::ShowCosts,
            Action::Announce,
            Action::Report,
        ]
    }

    fn draw(&self, area: Rect, buffer: &mut Buffer, view: &View) {
        draw::draw(self, area, buffer, view);
    }

    fn hit_test(&self, area: Rect, at: Position, _view: &View) -> Option<Target> {
        let line = self.line_at(area, at)?;
        Some(Target::Person(self.people().get(line)?.person))
    }
}
