//! The allocation rules, in the order in which they count: written, ordered,
//! switched, given up, and tried.
//!
//! Owns which rule is chosen, and the trial that is looked at in the place of
//! the list. What a rule means, and what trying one finds, is the domain's to
//! say; trying runs on a thread of its own, and the keys go on working.

mod draw;
mod trial;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Panel, opens};
use crate::console::action::{Action, Context};
use crate::console::look::row;
use crate::console::order;
use crate::console::view::{Filter, Mouse, Place, Subject, Target, View};
use crate::console::widget::choice::Choice;
use crate::console::wish::Wish;
use crate::desk::{Found, Question, TrialWanted};
use crate::domain::facts::Facts;
use crate::domain::history::About;
use crate::domain::planning::Touched;
use crate::domain::rule::{AllocationRule, in_order};
use trial::Tried;

/// Which rule is chosen, and what trying it found.
#[derive(Clone, Debug, Default)]
pub struct RuleList {
    choice: Choice,
    chosen: Option<i64>,
    tried: Option<Tried>,
}

/// The rules of a house in the order in which they count.
pub fn ordered(view: &View) -> Vec<AllocationRule> {
    let mut rules = view.house.rules();
    in_order(&mut rules);
    rules
}

impl RuleList {
    fn ids(view: &View) -> Vec<i64> {
        ordered(view).iter().map(|rule| rule.id).collect()
    }

    fn hold(&mut self, view: &View) {
        let ids = Self::ids(view);
        self.choice.at = self.choice.at.min(ids.len().saturating_sub(1));
        self.chosen = ids.get(self.choice.at).copied();
    }

    /// Nothing that was asked will be answered: what was tried is tried again
    /// by whoever wants it.
    pub fn forget(&mut self) {
        self.tried = None;
    }

    /// Asks what the chosen rule would do this month.
    fn try_out(&mut self, view: &View) -> Vec<Wish> {
        let rule = self.chosen.and_then(|id| view.house.rules.get(&id));
        let Some(rule) = rule else {
            return vec![Wish::refuse("Try: no rule is selected.")];
        };
        let wanted = TrialWanted {
            rule: rule.name.clone(),
            month: view.today(),
            now: view.now,
        };
        let question = Question::Trial(wanted);
        self.tried = Some(Tried::asked(question.clone(), view.head));
        vec![Wish::LookUp(Box::new(question))]
    }

    /// The line under the keyboard while a trial shows.
    fn touched(&self) -> Option<&Touched> {
        self.tried.as_ref().and_then(Tried::chosen)
    }

    fn update_trial(&mut self, action: Action, view: &View) -> Option<Vec<Wish>> {
        let page = usize::from(trial::parts(view.body).list.height);
        match action {
            Action::Back => self.tried = None,
            Action::Open => {
                let id = self.touched().map(|one| one.id);
                let page = |id| vec![Wish::Page(About::Booking(id))];
                return Some(id.map_or_else(Vec::new, page));
            }
            _ => {
                let tried = self.tried.as_mut()?;
                let count = tried.count();
                if !tried.choice.follow(action, count, page) {
                    return None;
                }
            }
        }
        Some(Vec::new())
    }

    fn line_at(&self, area: Rect, at: Position, view: &View) -> Option<usize> {
        let (list, choice, count) = match &self.tried {
            Some(tried) => (trial::parts(area).list, tried.choice, tried.count()),
            None => (draw::parts(area).list, self.choice, view.house.rules.len()),
        };
        let window = choice.window(count, usize::from(list.height));
        let mut rows = window
            .enumerate()
            .map(|(nth, index)| (row(list, nth as u16), index));
        rows.find(|(place, _)| place.contains(at))
            .map(|(_, index)| index)
    }
}

impl Panel for RuleList {
    fn context(&self) -> Context {
        Context::Rules
    }

    fn title(&self, view: &View) -> String {
        let rules = view.house.rules.values();
        let on = rules.filter(|rule| rule.active).count();
        match &self.tried {
            Some(_) => "Rules: trying one".to_owned(),
            None => format!("Rules, {on} on"),
        }
    }

    fn update(&mut self, action: Action, view: &View) -> Option<Vec<Wish>> {
        if action == Action::TryRule {
            return Some(self.try_out(view));
        }
        if self.tried.is_some() {
            return self.update_trial(action, view);
        }
        if action == Action::Open {
            let form = order::wish(Action::EditRule, &self.subject(view), view);
            return Some(form.into_iter().collect());
        }
        let page = usize::from(draw::parts(view.body).list.height);
        if !self.choice.follow(action, view.house.rules.len(), page) {
            return None;
        }
        self.hold(view);
        Some(Vec::new())
    }

    fn mouse(&mut self, mouse: Mouse, area: Rect, view: &View) -> Vec<Wish> {
        let line = self.line_at(area, mouse.at, view);
        let (choice, count) = match &mut self.tried {
            Some(tried) => {
                let count = tried.count();
                (&mut tried.choice, count)
            }
            None => (&mut self.choice, view.house.rules.len()),
        };
        let moved = choice.point(mouse.gesture, count, line);
        if !moved {
            return Vec::new();
        }
        if self.tried.is_none() {
            self.hold(view);
        }
        opens(mouse.gesture)
    }

    fn settle(&mut self, view: &View) -> Vec<Wish> {
        let ids = Self::ids(view);
        let stays = ids.iter().position(|id| Some(*id) == self.chosen);
        self.choice.at = stays.unwrap_or(self.choice.at);
        self.hold(view);
        Vec::new()
    }

    fn found(&mut self, question: &Question, found: &Found, _view: &View) -> Vec<Wish> {
        if let (Some(tried), Found::Trial(trial)) = (&mut self.tried, found) {
            tried.answer(question, trial.as_deref());
        }
        Vec::new()
    }

    fn subject(&self, _view: &View) -> Subject {
        Subject {
            rule: self.chosen,
            booking: self.touched().map(|one| one.id),
            ..Subject::default()
        }
    }

    fn go(&mut self, _place: Place, _view: &View) -> bool {
        false
    }

    fn narrow(&mut self, _filter: Filter, _view: &View) {}

    fn hints(&self, view: &View) -> Vec<Action> {
        match &self.tried {
            Some(_) => vec![
                Action::Open,
                Action::TryRule,
                Action::SwitchRule,
                Action::Back,
            ],
            None if view.house.rules.is_empty() => vec![Action::NewRule],
            None => vec![
                Action::TryRule,
                Action::NewRule,
                Action::EditRule,
                Action::SwitchRule,
                Action::RuleUp,
                Action::RuleDown,
                Action::DeleteRule,
            ],
        }
    }

    fn draw(&self, area: Rect, buffer: &mut Buffer, view: &View) {
        match &self.tried {
            Some(tried) => tried.draw(area, buffer, view),
            None => draw::draw(self, area, buffer, view),
        }
    }

    fn hit_test(&self, area: Rect, at: Position, view: &View) -> Option<Target> {
        let line = self.line_at(area, at, view)?;
        match &self.tried {
            Some(tried) => Some(Target::Booking(tried.touched(line)?.id)),
            None => Some(Target::Rule(ordered(view).get(line)?.id)),
        }
    }
}
