//! A plan as a screen: its keys, its mouse, what is selected in it.

use std::collections::BTreeMap;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{PlanScreen, ask, draw, lines, rate, words};
use crate::console::action::{Action, Context};
use crate::console::screen::Panel;
use crate::console::view::{Filter, Gesture, Mouse, Place, Subject, Target, View};
use crate::console::wish::Wish;
use crate::desk::Also;
use crate::domain::command::Command;
use crate::domain::error::Code;
use crate::domain::rate::RateDecision;

/// Lines of a plan that are rehearsed whenever the house has changed; more
/// would take longer than a frame.
const CHECKED: usize = 200;

impl PlanScreen {
    /// How many lines no longer hold, as far as they are kept.
    pub(super) fn fails(&self) -> usize {
        let fails = |entry: &&super::Entry| self.standing(entry) == super::Standing::Fails;
        self.entries.iter().filter(fails).count()
    }

    /// How many lines are left out.
    pub(super) fn left_out(&self) -> usize {
        let kept = |entry: &&super::Entry| self.standing(entry) != super::Standing::LeftOut;
        self.entries.len() - self.entries.iter().filter(kept).count()
    }

    /// Carries out what is kept; where a room of another type is given, who
    /// pays is asked first.
    fn apply(&self, view: &View) -> Wish {
        if self.picked.kept().lines.is_empty() {
            return Wish::refuse(
                "There is nothing to carry out: nobody gets a room by what is kept.",
            );
        }
        match rate::question(self, view) {
            Some(question) => Wish::Choose(Box::new(question)),
            None => ask::apply(self.command(None)),
        }
    }

    /// Keeps the plan as it was made.
    fn keep(&self) -> Wish {
        match &self.code {
            Some(code) => Wish::refuse(format!("Plan {code} is kept already.")),
            None => ask::keep(&self.asked, &self.picked),
        }
    }

    /// The command that carries out what is kept.
    pub(super) fn command(&self, rate: Option<RateDecision>) -> Command {
        ask::carries_out(&self.asked, &self.picked, self.code.as_ref(), rate)
    }

    /// Whether what is kept still holds in the house as it is seen now: lines
    /// that do not are known before anyone tries.
    fn check(&mut self, view: &View) {
        let lines = self.picked.kept().lines.len();
        let seen = self.days().is_none_or(|days| view.knows(days));
        if !seen || lines == 0 || lines > CHECKED {
            return;
        }
        let rehearsal = self.command(Some(RateDecision::Complimentary));
        self.failing = match view.preview(&rehearsal) {
            Err(refusal) if refusal.code == Code::PlanStale => lines::failing(&refusal),
            _ => BTreeMap::new(),
        };
    }

    /// The question asked again, as it was or another way.
    fn again(&self, view: &View) -> Wish {
        ask::again(&self.asked, view)
    }
}

impl Panel for PlanScreen {
    fn context(&self) -> Context {
        Context::Plan
    }

    fn title(&self, view: &View) -> String {
        self.grid.title(view)
    }

    fn update(&mut self, action: Action, view: &View) -> Option<Vec<Wish>> {
        let said = match action {
            Action::LeaveOut => self.toggle(view),
            Action::LeaveOutFailing => self.leave_out_failing(view),
            Action::ApplyPlan => return Some(vec![self.apply(view)]),
            Action::AutoAssign => return Some(vec![self.again(view)]),
            Action::KeepPlan => return Some(vec![self.keep()]),
            Action::MoveFirm => return Some(vec![ask::firm_too(&self.asked)]),
            _ => {
                let page = usize::from(self.parts(view.body).list.height);
                if self.choice.follow(action, self.entries.len(), page) {
                    self.look(view);
                    return Some(Vec::new());
                }
                let beside = self.beside(view);
                let turned = self.grid.turn(action, &beside);
                return turned.then(Vec::new);
            }
        };
        Some(said.into_iter().collect())
    }

    fn mouse(&mut self, mouse: Mouse, area: Rect, view: &View) -> Vec<Wish> {
        let parts = self.parts(area);
        let pressed = matches!(
            mouse.gesture,
            Gesture::Press | Gesture::DoublePress | Gesture::Menu
        );
        if pressed && parts.grid.contains(mouse.at) {
            let found = self.grid.shade_at(parts.grid, mouse.at);
            if !found.is_some_and(|booking| self.go_to(booking, view)) {
                return Vec::new();
            }
        } else {
            let line = self.line_at(area, mouse.at);
            if !self.choice.point(mouse.gesture, self.entries.len(), line) {
                return Vec::new();
            }
            self.look(view);
        }
        match mouse.gesture {
            Gesture::DoublePress => vec![Wish::Run(Action::LeaveOut)],
            Gesture::Menu => vec![Wish::Run(Action::ContextMenu)],
            _ => Vec::new(),
        }
    }

    fn settle(&mut self, view: &View) -> Vec<Wish> {
        let beside = self.beside(view);
        let wishes = self.grid.settle(&beside);
        self.check(view);
        self.weigh(view);
        wishes
    }

    fn subject(&self, _view: &View) -> Subject {
        let Some(entry) = self.chosen() else {
            return Subject::default();
        };
        Subject {
            booking: Some(entry.booking),
            room: entry.room,
            day: Some(entry.part.check_in),
            ..Subject::default()
        }
    }

    /// All nights of the plan, so that what it comes to can be counted.
    fn keeps(&self, _view: &View) -> Also {
        Also {
            days: self.days(),
            bookings: self.entries.iter().map(|entry| entry.booking).collect(),
        }
    }

    fn go(&mut self, place: Place, view: &View) -> bool {
        match place {
            Place::Booking(booking) => self.go_to(booking, view),
            Place::Room(_) | Place::Day(_) | Place::Request(_) => false,
        }
    }

    fn narrow(&mut self, _filter: Filter, _view: &View) {}

    fn hints(&self, _view: &View) -> Vec<Action> {
        let mut hints = Vec::new();
        if !self.picked.plan().lines.is_empty() {
            hints.push(Action::ApplyPlan);
        }
        if self.fails() > 0 {
            hints.push(Action::LeaveOutFailing);
        }
        if !self.picked.is_whole() && !self.picked.plan().lines.is_empty() {
            hints.push(Action::LeaveOut);
        }
        if ask::may_move_firm(&self.asked) {
            hints.push(Action::MoveFirm);
        }
        hints.push(Action::Back);
        if matches!(self.asked, Command::AutoAssign(_)) {
            hints.push(Action::AutoAssign);
        }
        hints.push(Action::Open);
        if self.code.is_none() {
            hints.push(Action::KeepPlan);
        }
        hints
    }

    fn draw(&self, area: Rect, buffer: &mut Buffer, view: &View) {
        draw::draw(self, area, buffer, view);
    }

    fn hit_test(&self, area: Rect, at: Position, view: &View) -> Option<Target> {
        let parts = self.parts(area);
        if parts.grid.contains(at) {
            let beside = self.beside(view);
            let shade = self.grid.shade_at(parts.grid, at).map(Target::Booking);
            return shade.or_else(|| self.grid.hit_test(parts.grid, at, &beside));
        }
        let entry = self.entries.get(self.line_at(area, at)?)?;
        Some(Target::Booking(entry.booking))
    }
}

impl PlanScreen {
    /// What is being planned, for whoever waits.
    pub fn asks(asked: &Command, view: &View) -> String {
        words::question(asked, view)
    }
}
