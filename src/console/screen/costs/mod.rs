//! What repairs cost: month by month, by category against its budget, by room
//! and by vendor.
//!
//! Owns how many months are looked at and how far one has scrolled; the sums
//! are the domain's. Only for those who manage finances.

mod draw;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::Panel;
use super::looked_up::LookedUp;
use crate::console::action::{Action, Context};
use crate::console::view::{Filter, Gesture, Mouse, Place, Subject, Target, View};
use crate::console::widget::picker::{Item, Picker};
use crate::console::widget::scroll::{scrolled, turned};
use crate::console::wish::Wish;
use crate::desk::{Found, Question};
use crate::domain::id::StaffId;
use crate::domain::staff::Staff;
use crate::domain::tally::{Costs, Period, USUAL_MONTHS, may_see_costs};

/// The choice of months, with what a menu calls them.
const SPANS: [(u32, &str, char); 5] = [
    (1, "This month", '1'),
    (3, "3 months", '2'),
    (6, "6 months", '3'),
    (12, "12 months", '4'),
    (24, "24 months", '5'),
];

/// Of which months, and how far one has read.
#[derive(Clone, Debug)]
pub struct CostScreen {
    months: u32,
    top: usize,
    /// For an entry of the journal, and for whom.
    costs: LookedUp<Costs, (i64, StaffId)>,
}

impl Default for CostScreen {
    fn default() -> Self {
        Self {
            months: USUAL_MONTHS,
            top: 0,
            costs: LookedUp::default(),
        }
    }
}

/// Why whoever sits here may not see what repairs cost, if they may not.
pub fn why_not_shown(view: &View) -> Option<String> {
    let staff: Vec<Staff> = view.house.staff.values().cloned().collect();
    let refused = may_see_costs(&staff, view.actor.id).err()?;
    Some(refused.message)
}

impl CostScreen {
    /// Nothing that was asked will be answered: it is asked again.
    pub fn forget(&mut self) {
        self.costs.forget();
    }

    fn refresh(&mut self, view: &View) -> Vec<Wish> {
        let wanted = (view.head, view.actor.id);
        if self.costs.known == Some(wanted) {
            return Vec::new();
        }
        if self.costs.known.is_some_and(|(_, who)| who != wanted.1) {
            self.costs.found = None;
        }
        let today = view.now.calendar_day(view.property.timezone);
        let question = Question::Costs {
            who: view.actor.id,
            period: Period::months(self.months, today),
        };
        self.costs.ask(wanted, question)
    }

    fn scroll(&mut self, action: Action, view: &View) -> bool {
        let height = usize::from(view.body.height);
        let top = scrolled(action, self.top, draw::length(self, view), height);
        self.top = top.unwrap_or(self.top);
        top.is_some()
    }
}

impl Panel for CostScreen {
    fn context(&self) -> Context {
        Context::Costs
    }

    fn title(&self, _view: &View) -> String {
        "Costs".to_owned()
    }

    fn update(&mut self, action: Action, view: &View) -> Option<Vec<Wish>> {
        if action == Action::Filter {
            let items = SPANS
                .into_iter()
                .map(|(months, label, letter)| {
                    Item::new(label, Wish::Narrow(Filter::Months(months))).letter(letter)
                })
                .collect();
            let list = Picker::menu("Costs of", items);
            return Some(vec![Wish::Choose(Box::new(list))]);
        }
        self.scroll(action, view).then(Vec::new)
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
        if self.costs.open {
            self.refresh(view)
        } else {
            Vec::new()
        }
    }

    fn appear(&mut self, now: bool, view: &View) -> Vec<Wish> {
        self.costs.open = now;
        if now { self.refresh(view) } else { Vec::new() }
    }

    fn found(&mut self, question: &Question, found: &Found, view: &View) -> Vec<Wish> {
        if let Found::Costs(costs) = found
            && self.costs.take(question, costs)
        {
            let most = draw::length(self, view).saturating_sub(usize::from(view.body.height));
            self.top = self.top.min(most);
        }
        Vec::new()
    }

    fn subject(&self, _view: &View) -> Subject {
        Subject::default()
    }

    fn go(&mut self, _place: Place, _view: &View) -> bool {
        false
    }

    fn narrow(&mut self, filter: Filter, _view: &View) {
        if let Filter::Months(months) = filter {
            self.months = months;
            self.costs.known = None;
            self.top = 0;
        }
    }

    fn hints(&self, _view: &View) -> Vec<Action> {
        vec![Action::Filter, Action::ShowTeam, Action::Announce]
    }

    fn draw(&self, area: Rect, buffer: &mut Buffer, view: &View) {
        draw::draw(self, area, buffer, view);
    }

    fn hit_test(&self, _area: Rect, _at: Position, _view: &View) -> Option<Target> {
        None
    }
}
