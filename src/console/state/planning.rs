//! Plans: asked for, waited for, looked at, put aside.
//!
//! A plan is thought out on a thread of its own; the screen goes on answering.
//! Whoever waits for longer than a moment is told so, and can call it off.

use super::{Effect, State};
use crate::console::action::{Action, Context};
use crate::console::plan::PlanScreen;
use crate::console::widget::toast::Tone;
use crate::desk::Question;
use crate::domain::command::Command;
use crate::domain::facts::Facts;
use crate::domain::planning::Proposal;

/// A plan that is being thought out.
#[derive(Clone, Debug)]
pub struct Planning {
    asked: Command,
    /// It takes longer than a moment.
    pub(super) slow: bool,
}

impl State {
    /// Asks for a plan.
    pub(super) fn ask_for_plan(&mut self, asked: Command) -> Vec<Effect> {
        if self.planning.is_some() {
            self.say(
                Tone::Refused,
                "A plan is being made already; Esc calls it off.",
            );
            return Vec::new();
        }
        if let Err(refusal) = self.view().preview(&asked) {
            self.say(Tone::Refused, refusal.message);
            return Vec::new();
        }
        self.toast = None;
        self.planning = Some(Planning {
            asked: asked.clone(),
            slow: false,
        });
        vec![Effect::Ask(Box::new(Question::Plan(Box::new(asked))))]
    }

    /// What is said while a plan takes longer than a moment.
    pub fn planning_words(&self) -> Option<String> {
        let planning = self.planning.as_ref().filter(|planning| planning.slow)?;
        let view = self.view();
        let back = view.keymap.hint(&[Context::Everywhere], Action::Back);
        let back = back.map_or_else(String::new, |key| format!("   {key} calls it off"));
        let what = PlanScreen::asks(&planning.asked, &view);
        Some(format!(" Planning ...{back}   {what}"))
    }

    /// Calls off what is being planned; answers whether anything was.
    pub(super) fn call_off(&mut self) -> Option<Vec<Effect>> {
        self.planning.take()?;
        self.say(Tone::Note, "Called off: no plan was made.");
        Some(vec![Effect::CallOff])
    }

    /// It takes longer than a moment.
    pub(super) fn still_planning(&mut self) {
        if let Some(planning) = &mut self.planning {
            planning.slow = true;
        }
    }

    /// Whether this answers what is being planned; then it is that no longer.
    pub(super) fn ends_planning(&mut self, question: &Question) -> bool {
        let Question::Plan(asked) = question else {
            return false;
        };
        self.planning
            .take_if(|planning| planning.asked == **asked)
            .is_some()
    }

    /// A plan has come: it is looked at, over whatever shows.
    pub(super) fn look_at_plan(&mut self, asked: Command, plan: Proposal) -> Vec<Effect> {
        if plan.lines.is_empty() && plan.left.is_empty() {
            self.say(Tone::Note, nothing_to_do(&asked));
            return Vec::new();
        }
        let before = self.plan.take().and_then(|before| before.beneath);
        let beneath = self.page.take().or(before);
        let mut screen = PlanScreen::new(asked, plan, &self.grid, &self.common.view());
        screen.beneath = beneath;
        self.plan = Some(Box::new(screen));
        self.toast = None;
        self.settle()
    }

    /// A plan that was kept is looked at again.
    pub(super) fn look_at_kept(&mut self, code: &str) -> Vec<Effect> {
        let Some(kept) = self.view().house.plan_coded(code) else {
            self.say(
                Tone::Refused,
                "That plan is carried out or gone; look again.",
            );
            return Vec::new();
        };
        let effects = self.look_at_plan(kept.asked.question(), kept.proposal);
        if let Some(plan) = &mut self.plan {
            plan.was_kept(kept.code);
        }
        effects
    }

    /// Puts the plan aside: what lay beneath shows again.
    pub(super) fn leave_plan(&mut self) -> Option<Vec<Effect>> {
        let plan = self.plan.take()?;
        self.page = plan.beneath;
        Some(self.settle())
    }

    /// The plan that is looked at was carried out: it is done with.
    pub(super) fn plan_done(&mut self, command: &Command) -> Vec<Effect> {
        if !carries_out(command) {
            return Vec::new();
        }
        let unmarked = self.leave_plan().unwrap_or_default();
        let (panel, _) = self.panel_mut();
        panel.unmark();
        unmarked
    }

    /// The plan that is looked at no longer holds; answers whether it was one.
    pub(super) fn plan_refused(
        &mut self,
        command: &Command,
        refusal: &crate::domain::error::Refusal,
    ) -> bool {
        let view = self.common.view();
        match &mut self.plan {
            Some(plan) if carries_out(command) => {
                plan.blame(refusal, &view);
                true
            }
            _ => false,
        }
    }
}

/// Whether a command carries a plan out that was looked at.
fn carries_out(command: &Command) -> bool {
    matches!(
        command,
        Command::AutoAssign(_)
            | Command::MakeRoom(_)
            | Command::ResolveConflict(_)
            | Command::ApplyPlan(_)
    )
}

fn nothing_to_do(asked: &Command) -> &'static str {
    match asked {
        Command::MakeRoom(_) => "The booking has a room on every night already.",
        Command::ResolveConflict(_) => "Nobody else claims the room; there is nothing to settle.",
        _ => "Every booking of these days has its room; there is nothing to plan.",
    }
}
