//! What was cleaned over a period, in figures: by room, or by who cleaned.
//!
//! Owns of which days the figures are, whether rooms or people are listed, and
//! which line is chosen. They are looked up apart from the screens' house,
//! which holds only today's; what they mean is the domain's to say.

mod draw;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::looked_up::LookedUp;
use super::{Panel, opens};
use crate::console::action::{Action, Context};
use crate::console::look::row;
use crate::console::view::{Filter, Mouse, Place, Subject, Target, View};
use crate::console::widget::choice::Choice;
use crate::console::widget::picker::{Item, Picker};
use crate::console::wish::Wish;
use crate::desk::{CleanedWanted, Found, Question};
use crate::domain::facts::Facts;
use crate::domain::history::About;
use crate::domain::id::RoomId;
use crate::domain::view::cleanings::{Figures, Statistics};

/// Days that are looked at where nobody says otherwise.
const USUAL: i32 = 30;

/// The choice of days, with what a menu calls them; 0 is since ever.
const SPANS: [(i32, &str, char); 5] = [
    (1, "Today", '0'),
    (7, "The last 7 days", '1'),
    (30, "The last 30 days", '2'),
    (365, "The last 365 days", '3'),
    (0, "Since ever", '4'),
];

/// What is listed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum By {
    Room,
    Person,
}

/// Of which days, by what, and which line.
#[derive(Clone, Debug)]
pub struct CleaningScreen {
    by: By,
    days: i32,
    choice: Choice,
    /// For an entry of the journal.
    statistics: LookedUp<Statistics, i64>,
}

impl Default for CleaningScreen {
    fn default() -> Self {
        Self {
            by: By::Room,
            days: USUAL,
            choice: Choice::default(),
            statistics: LookedUp::default(),
        }
    }
}

impl CleaningScreen {
    /// Nothing that was asked will be answered: it is asked again.
    pub fn forget(&mut self) {
        self.statistics.forget();
    }

    fn refresh(&mut self, view: &View) -> Vec<Wish> {
        if self.statistics.known == Some(view.head) {
            return Vec::new();
        }
        let today = view.today();
        let question = Question::Cleanings(CleanedWanted {
            room: None,
            days: (self.days > 0).then(|| (today.plus(1 - self.days), today)),
            most: 0,
        });
        self.statistics.ask(view.head, question)
    }

    /// What is listed now.
    fn lines(&self) -> &[Figures] {
        match (&self.statistics.found, self.by) {
            (None, _) => &[],
            (Some(known), By::Room) => &known.rooms,
            (Some(known), By::Person) => &known.people,
        }
    }

    /// The room of the chosen line.
    fn room(&self, view: &View) -> Option<RoomId> {
        let line = self.lines().get(self.choice.at)?;
        match self.by {
            By::Room => Some(view.house.room_numbered(&line.who)?.id),
            By::Person => None,
        }
    }

    fn line_at(&self, area: Rect, at: Position) -> Option<usize> {
        let list = draw::list(area);
        let window = self
            .choice
            .window(self.lines().len(), usize::from(list.height));
        let mut rows = window
            .enumerate()
            .map(|(nth, index)| (row(list, nth as u16), index));
        rows.find(|(place, _)| place.contains(at))
            .map(|(_, index)| index)
    }
}

impl Panel for CleaningScreen {
    fn context(&self) -> Context {
        Context::Cleanings
    }

    fn title(&self, _view: &View) -> String {
        "Cleanings".to_owned()
    }

    fn update(&mut self, action: Action, view: &View) -> Option<Vec<Wish>> {
        match action {
            Action::Filter => {
                let items = SPANS
                    .into_iter()
                    .map(|(days, label, letter)| {
                        Item::new(label, Wish::Narrow(Filter::Days(days))).letter(letter)
                    })
                    .collect();
                let list = Picker::menu("Cleanings of", items);
                return Some(vec![Wish::Choose(Box::new(list))]);
            }
            Action::NextPanel | Action::PreviousPanel => {
                self.by = match self.by {
                    By::Room => By::Person,
                    By::Person => By::Room,
                };
                self.choice = Choice::default();
            }
            Action::Open => {
                let page = |room| Wish::Page(About::Room(room));
                return Some(self.room(view).map(page).into_iter().collect());
            }
            _ => {
                let page = usize::from(draw::list(view.body).height);
                if !self.choice.follow(action, self.lines().len(), page) {
                    return None;
                }
            }
        }
        Some(Vec::new())
    }

    fn mouse(&mut self, mouse: Mouse, area: Rect, _view: &View) -> Vec<Wish> {
        let line = self.line_at(area, mouse.at);
        let count = self.lines().len();
        if !self.choice.point(mouse.gesture, count, line) {
            return Vec::new();
        }
        opens(mouse.gesture)
    }

    fn settle(&mut self, view: &View) -> Vec<Wish> {
        if self.statistics.open {
            self.refresh(view)
        } else {
            Vec::new()
        }
    }

    fn appear(&mut self, now: bool, view: &View) -> Vec<Wish> {
        self.statistics.open = now;
        if now { self.refresh(view) } else { Vec::new() }
    }

    fn found(&mut self, question: &Question, found: &Found, _view: &View) -> Vec<Wish> {
        if let Found::Cleanings(cleaned) = found
            && self.statistics.take(question, &cleaned.statistics)
        {
            let last = self.lines().len().saturating_sub(1);
            self.choice.at = self.choice.at.min(last);
        }
        Vec::new()
    }

    fn subject(&self, view: &View) -> Subject {
        Subject {
            room: self.room(view),
            ..Subject::default()
        }
    }

    fn go(&mut self, _place: Place, _view: &View) -> bool {
        false
    }

    fn narrow(&mut self, filter: Filter, _view: &View) {
        if let Filter::Days(days) = filter {
            self.days = days;
            self.statistics.known = None;
        }
    }

    fn hints(&self, _view: &View) -> Vec<Action> {
        vec![
            Action::NextPanel,
            Action::Filter,
            Action::Open,
            Action::ShowTurnover,
            Action::Discrepancies,
        ]
    }

    fn draw(&self, area: Rect, buffer: &mut Buffer, view: &View) {
        draw::draw(self, area, buffer, view);
    }

    fn hit_test(&self, area: Rect, at: Position, view: &View) -> Option<Target> {
        let index = self.line_at(area, at)?;
        let line = self.lines().get(index)?;
        match self.by {
            By::Room => Some(Target::Room(view.house.room_numbered(&line.who)?.id)),
            By::Person => None,
        }
    }
}
