//! The people of the house, for those who administer it: who they are, who is
//! on duty, and what each may do.
//!
//! Owns which lines show, which is chosen and which are marked. What becomes
//! of a person is the domain's to say.

mod draw;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::Panel;
use crate::console::action::{Action, Context};
use crate::console::look::row;
use crate::console::selection::{Selection, counted};
use crate::console::view::{Filter, Gesture, Mouse, Place, Subject, Target, View};
use crate::console::widget::choice::Choice;
use crate::console::widget::picker::{Item, Picker};
use crate::console::wish::Wish;
use crate::domain::id::StaffId;
use crate::domain::staff::Staff;

/// Which person is chosen, and which show.
#[derive(Clone, Debug, Default)]
pub struct StaffList {
    choice: Choice,
    chosen: Option<StaffId>,
    filter: Filter,
    marks: Selection<StaffId>,
}

impl StaffList {
    /// Those who show: by role, then by name; who left comes last.
    fn shown<'v>(&self, view: &View<'v>) -> Vec<&'v Staff> {
        let shows = |person: &&Staff| match self.filter {
            Filter::Everyone => true,
            Filter::OnDuty => person.active && person.on_duty,
            _ => person.active,
        };
        let mut people: Vec<&Staff> = view.house.staff.values().filter(shows).collect();
        people.sort_by_key(|person| (!person.active, person.role as u8, &person.name, person.id));
        people
    }

    fn ids(&self, view: &View) -> Vec<StaffId> {
        self.shown(view).iter().map(|person| person.id).collect()
    }

    fn marked_ids(&self, view: &View) -> Vec<StaffId> {
        self.marks.among(&self.ids(view))
    }

    fn hold(&mut self, view: &View) {
        let ids = self.ids(view);
        self.choice.at = self.choice.at.min(ids.len().saturating_sub(1));
        self.marks.reach(&ids, self.choice.at);
        self.chosen = ids.get(self.choice.at).copied();
    }

    /// Marks the chosen line, or the range that grows from it; answers whether
    /// the action was about that.
    fn mark(&mut self, action: Action, view: &View) -> bool {
        let ids = self.ids(view);
        self.marks
            .follow(action, &ids, self.chosen, &mut self.choice)
    }

    fn filters() -> Picker<Wish> {
        let item = |label: &str, filter| Item::new(label, Wish::Narrow(filter));
        Picker::menu(
            "Show",
            vec![
                item("Everyone on the staff", Filter::All).letter('a'),
                item("Those on duty", Filter::OnDuty).letter('d'),
                item("Those who left too", Filter::Everyone).letter('e'),
            ],
        )
    }

    fn line_at(&self, area: Rect, at: Position, view: &View) -> Option<usize> {
        let list = draw::parts(area).list;
        let count = self.shown(view).len();
        let window = self.choice.window(count, usize::from(list.height));
        let mut rows = window
            .enumerate()
            .map(|(nth, index)| (row(list, nth as u16), index));
        rows.find(|(place, _)| place.contains(at))
            .map(|(_, index)| index)
    }
}

impl Panel for StaffList {
    fn context(&self) -> Context {
        Context::Staff
    }

    fn title(&self, view: &View) -> String {
        let on_duty = |person: &&Staff| person.active && person.on_duty;
        let there = view.house.staff.values().filter(on_duty).count();
        format!("Staff, {there} on duty")
    }

    fn update(&mut self, action: Action, view: &View) -> Option<Vec<Wish>> {
        match action {
            _ if self.mark(action, view) => {}
            Action::Filter => return Some(vec![Wish::Choose(Box::new(Self::filters()))]),
            Action::Back if self.filter != Filter::All => self.filter = Filter::All,
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
        let count = self.shown(view).len();
        let line = self.line_at(area, mouse.at, view);
        if !self.choice.point(mouse.gesture, count, line) {
            return Vec::new();
        }
        self.hold(view);
        match (mouse.gesture, self.chosen) {
            (Gesture::Press, Some(id)) if mouse.ctrl => {
                self.marks.toggle(id);
                Vec::new()
            }
            (Gesture::DoublePress, _) => vec![Wish::Run(Action::Open)],
            (Gesture::Menu, _) => vec![Wish::Run(Action::ContextMenu)],
            _ => Vec::new(),
        }
    }

    fn settle(&mut self, view: &View) -> Vec<Wish> {
        let ids = self.ids(view);
        let stays = ids.iter().position(|id| Some(*id) == self.chosen);
        self.choice.at = stays.unwrap_or(self.choice.at);
        self.marks.keep(|id| ids.contains(id));
        self.hold(view);
        Vec::new()
    }

    fn subject(&self, view: &View) -> Subject {
        Subject {
            person: self.chosen,
            people: self.marked_ids(view),
            ..Subject::default()
        }
    }

    fn marked(&self, view: &View) -> Option<String> {
        let count = self.marked_ids(view).len();
        (count > 0).then(|| counted(count, "person"))
    }

    fn unmark(&mut self) {
        self.marks.clear();
    }

    fn go(&mut self, _place: Place, _view: &View) -> bool {
        false
    }

    fn narrow(&mut self, filter: Filter, _view: &View) {
        self.filter = filter;
    }

    fn hints(&self, _view: &View) -> Vec<Action> {
        if !self.marks.is_empty() {
            return vec![
                Action::SetPermissions,
                Action::OnDuty,
                Action::OffDuty,
                Action::Deactivate,
                Action::Back,
            ];
        }
        vec![
            Action::Open,
            Action::NewStaff,
            Action::EditStaff,
            Action::SetPermissions,
            Action::SetStaffPin,
            Action::OnDuty,
            Action::OffDuty,
            Action::Deactivate,
            Action::Reactivate,
        ]
    }

    fn draw(&self, area: Rect, buffer: &mut Buffer, view: &View) {
        draw::draw(self, area, buffer, view);
    }

    fn hit_test(&self, area: Rect, at: Position, view: &View) -> Option<Target> {
        let line = self.line_at(area, at, view)?;
        let person = self.shown(view).get(line)?.id;
        Some(Target::Person(person))
    }
}
