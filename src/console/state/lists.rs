//! The lists that can be had on every screen: palette, help, menu, search.
//!
//! All are drawn from the registry and the keymap; none knows an action by
//! itself.

use super::{Effect, Overlay, Screen, State};
use crate::console::about;
use crate::console::action::{Action, Context, Entry, Group, REGISTRY};
use crate::console::order;
use crate::console::view::Subject;
use crate::console::widget::picker::{Item, Picker};
use crate::console::widget::toast::Tone;
use crate::console::wish::Wish;
use crate::desk::Question;
use crate::domain::history::About;
use crate::domain::id::BookingId;
use crate::exchange::sheet;

impl State {
    /// Actions that any screen has; `None` for all others.
    pub(super) fn everywhere(&mut self, action: Action) -> Option<Vec<Effect>> {
        let list = match action {
            Action::Palette => self.palette(),
            Action::Help => self.help(),
            Action::ContextMenu => self.menu(),
            Action::Find => self.find(),
            Action::Inbox => order::telling::inbox(&self.view()),
            _ => return self.without_list(action),
        };
        self.overlay = Some(Overlay::List(Box::new(list)));
        Some(Vec::new())
    }

    fn without_list(&mut self, action: Action) -> Option<Vec<Effect>> {
        if let Some(effects) = self.about_the_seat(action) {
            return Some(effects);
        }
        match action {
            Action::Quit => Some(vec![Effect::Quit]),
            Action::Jobs => Some(vec![Effect::Ask(Box::new(Question::Jobs))]),
            Action::Refresh => Some(vec![Effect::Refresh, Effect::Redraw]),
            Action::ToggleBell => {
                self.toggle_bell();
                Some(Vec::new())
            }
            Action::ToggleMouse => {
                self.mouse = !self.mouse;
                let text = if self.mouse {
                    "The mouse works here again."
                } else {
                    "The mouse marks text now."
                };
                self.say(Tone::Note, text);
                Some(vec![Effect::UseMouse(self.mouse)])
            }
            // The message goes, and what is in the hand or selected goes too.
            Action::Back => {
                self.toast = None;
                if let Some(effects) = self.call_off() {
                    return Some(effects);
                }
                if self.page.take().is_some() {
                    return Some(self.settle());
                }
                self.leave_plan()
            }
            Action::ShowOwnWork => Some(self.land()),
            Action::ShowStaff | Action::ShowCosts => Some(match self.why_not(action) {
                Some(reason) => {
                    self.say(Tone::Refused, reason);
                    Vec::new()
                }
                None if action == Action::ShowStaff => self.show(Screen::Staff),
                None => self.show(Screen::Costs),
            }),
            _ => {
                let (screen, _) = Screen::ALL
                    .into_iter()
                    .find(|(_, opens)| *opens == action)?;
                Some(self.show(screen))
            }
        }
    }

    /// Every action there is, with its keys.
    fn palette(&self) -> Picker<Wish> {
        let here = self.contexts();
        let mut items: Vec<Item<Wish>> = REGISTRY
            .iter()
            .filter(|entry| is_for_people(entry) && applies(entry, &here))
            .map(|entry| self.item(entry, entry.group.title()))
            .collect();
        items.sort_by_key(|item| (item.why_not.is_some(), item.heading == Group::Look.title()));
        for item in &mut items {
            item.heading = "";
        }
        Picker::searchable("Commands", items)
    }

    /// Every action under its heading, those of other screens too.
    fn help(&self) -> Picker<Wish> {
        let here = self.contexts();
        let mut items = Vec::new();
        for group in Group::ALL {
            let own = REGISTRY
                .iter()
                .filter(|entry| entry.group == group && applies(entry, &here));
            items.extend(own.map(|entry| self.item(entry, group.title())));
        }
        let elsewhere = REGISTRY
            .iter()
            .filter(|entry| is_for_people(entry) && !applies(entry, &here));
        items.extend(elsewhere.map(|entry| self.item(entry, "ON OTHER SCREENS")));
        let count = items.iter().filter(|item| !item.keys.is_empty()).count();
        let title = format!("Keys: {}", self.panel().context().title());
        Picker::searchable(title, items)
            .foot(format!("{count} keys.  Enter runs the line.  Esc closes."))
    }

    /// What can be done with what is selected; what cannot be done now comes
    /// last, dim, with its reason.
    fn menu(&self) -> Picker<Wish> {
        let subject = self.panel().subject(&self.view());
        let mut items = self.menu_items(&subject);
        items.sort_by_key(|item| item.why_not.is_some());
        let title = match self.panel().marked(&self.view()) {
            Some(marked) => format!("{marked} selected"),
            None => title_of(&subject, &self.view()),
        };
        Picker::menu(title, items)
    }

    /// The actions on a subject: those that are wanted most first.
    fn menu_items(&self, subject: &Subject) -> Vec<Item<Wish>> {
        let here = [self.panel().context()];
        let first = |action: Action| FIRST.iter().position(|one| *one == action);
        let mut entries: Vec<&Entry> = REGISTRY
            .iter()
            .filter(|entry| {
                entry.command.is_some() || first(entry.action).is_some() || is_history(entry.action)
            })
            .filter(|entry| is_for_people(entry) && applies(entry, &here))
            .filter(|entry| is_about(entry, subject) || first(entry.action) == Some(0))
            .collect();
        entries.sort_by_key(|entry| first(entry.action).unwrap_or(FIRST.len()));
        entries
            .into_iter()
            .map(|entry| {
                let heading = match first(entry.action) {
                    Some(_) => "",
                    None => entry.group.title(),
                };
                let item = self.item(entry, heading);
                Item {
                    label: self.called(entry, subject),
                    ..item
                }
            })
            .collect()
    }

    /// What an action is called where it is about this subject.
    fn called(&self, entry: &Entry, subject: &Subject) -> String {
        let view = self.view();
        let has_room = subject
            .booking
            .is_some_and(|id| !view.house.stay_of(id).is_empty());
        match entry.action {
            Action::Open if subject.person.is_some() => "View person",
            Action::Open if subject.booking.is_some() => "View booking",
            Action::Open => "View room",
            Action::Assign if has_room => "Change room",
            Action::BlockRooms if subject.rooms.len() < 2 => "Block room",
            Action::BlockRooms => "Block rooms",
            _ => entry.name,
        }
        .to_owned()
    }

    /// All about what is selected, and what can be done with it now.
    pub(super) fn details(&self) -> Picker<Wish> {
        let view = self.view();
        let subject = self.panel().subject(&view);
        let mut items = self.menu_items(&subject);
        items.retain(|item| item.why_not.is_none() && item.leads != Wish::Run(Action::Open));
        Picker::menu(title_of(&subject, &view), items).head(about::about(&subject, &view))
    }

    /// The registration card of what is selected, or of all that is.
    pub(super) fn print_registration(&mut self) -> Vec<Effect> {
        let view = self.view();
        let subject = self.panel().subject(&view);
        let chosen: Vec<BookingId> = if subject.bookings.is_empty() {
            subject.booking.into_iter().collect()
        } else {
            subject.bookings
        };
        let (by, now) = (view.actor.name.clone(), view.now);
        let sheets = chosen
            .iter()
            .filter_map(|id| view.house.bookings.get(id))
            .filter_map(|booking| sheet::registration(view.house, &booking.code, &by, now));
        let prints: Vec<Effect> = sheets.map(Effect::Print).collect();
        if prints.is_empty() {
            self.say(Tone::Refused, "Print registration: no booking is selected.");
        }
        prints
    }

    /// The sheets of all attendants who have work; of those whose rooms are
    /// selected, where some are.
    pub(super) fn print_rooms(&mut self) -> Vec<Effect> {
        let view = self.view();
        let work = &view.figures.work;
        let chosen: Vec<_> = self
            .panel()
            .subject(&view)
            .rooms
            .iter()
            .filter_map(|room| work.of_room(*room))
            .map(crate::domain::view::worklist::Chore::whose)
            .collect();
        let (by, now) = (view.actor.name.clone(), view.now);
        let loads = work
            .loads
            .iter()
            .filter(|load| chosen.is_empty() || chosen.contains(&load.staff));
        let prints: Vec<Effect> = loads
            .filter_map(|load| sheet::attendant(view.house, work, load.staff, &by, now))
            .map(Effect::Print)
            .collect();
        if prints.is_empty() {
            self.say(Tone::Refused, "Print sheets: there is no work today.");
        }
        prints
    }

    /// The page of the room or block that is selected, with its history.
    pub(super) fn open_history(&mut self, action: Action) -> Vec<Effect> {
        let subject = self.subject();
        let about = match action {
            Action::BlockHistory => subject.block.map(About::Block),
            _ => subject.room.map(About::Room),
        };
        match (self.why_not(action), about) {
            (None, Some(about)) => self.open_page(about),
            (reason, _) => {
                let reason = reason.unwrap_or_default();
                self.say(Tone::Refused, format!("{}: {reason}.", action.entry().name));
                Vec::new()
            }
        }
    }

    /// One line about one action: its keys here, and why it is dim.
    fn item(&self, entry: &'static Entry, heading: &'static str) -> Item<Wish> {
        let here = self.contexts();
        // Keys of another screen would do something else on this one.
        let contexts = if applies(entry, &here) {
            here.as_slice()
        } else {
            entry.contexts
        };
        let keys = self.common.keymap.keys_in(contexts, entry.action);
        let hints: Vec<String> = keys
            .iter()
            .map(|key| self.common.keymap.shown(*key))
            .collect();
        let here = applies(entry, &here);
        let elsewhere = || format!("on the {} screen", entry.contexts[0].title().to_lowercase());
        let why_not = if here {
            self.why_not_at_all(entry.action)
        } else {
            Some(elsewhere())
        };
        Item {
            label: entry.name.to_owned(),
            detail: entry.doc.to_owned(),
            keys: hints.join(" "),
            heading,
            why_not,
            letter: keys.first().copied(),
            leads: Wish::Run(entry.action),
        }
    }

    /// Why an action cannot be had even in another way.
    fn why_not_at_all(&self, action: Action) -> Option<String> {
        let reason = self.why_not(action)?;
        let view = self.view();
        let subject = self.panel().subject(&view);
        (!order::has_way_out(action, &subject, &view)).then_some(reason)
    }
}

/// What a context menu begins with.
const FIRST: [Action; 5] = [
    Action::Open,
    Action::Assign,
    Action::AddNote,
    Action::BlockRooms,
    Action::PrintRegistration,
];

/// Whether an entry applies in one of these contexts.
fn applies(entry: &Entry, contexts: &[Context]) -> bool {
    entry
        .contexts
        .iter()
        .any(|context| contexts.contains(context))
}

/// Movements and the keys of lists and forms are help's, not the palette's.
fn is_for_people(entry: &Entry) -> bool {
    let only_inside = entry
        .contexts
        .iter()
        .all(|context| matches!(context, Context::List | Context::Form | Context::Carry));
    !only_inside && !is_movement(entry.action)
}

/// Steps that only make sense as a key that is pressed again.
fn is_movement(action: Action) -> bool {
    matches!(
        action,
        Action::Up
            | Action::Down
            | Action::Left
            | Action::Right
            | Action::StepUp
            | Action::StepDown
            | Action::StepLeft
            | Action::StepRight
    )
}

/// What only looks, but at what is selected.
fn is_history(action: Action) -> bool {
    matches!(action, Action::RoomHistory | Action::BlockHistory)
}

/// Whether an entry is about what is selected.
fn is_about(entry: &Entry, subject: &Subject) -> bool {
    use crate::console::action::Needs;
    match entry.needs {
        Needs::Nothing => false,
        Needs::Booking => subject.booking.is_some(),
        Needs::Room => subject.room.is_some(),
        Needs::Block => subject.block.is_some(),
        Needs::Alert => subject.alert.is_some(),
        Needs::Request => subject.request.is_some(),
        Needs::Person => subject.person.is_some(),
        Needs::Rule => subject.rule.is_some(),
    }
}

fn title_of(subject: &Subject, view: &crate::console::view::View) -> String {
    let booking = subject.booking.and_then(|id| view.house.bookings.get(&id));
    let request = subject.request.and_then(|id| view.house.requests.get(&id));
    if let Some(request) = request {
        return request.ticket.clone();
    }
    let room = subject.room.and_then(|id| view.house.rooms.get(&id));
    let person = subject.person.and_then(|id| view.house.staff.get(&id));
    let rule = subject.rule.and_then(|id| view.house.rules.get(&id));
    let parts = [
        rule.map(|rule| rule.name.clone()),
        booking.map(|booking| booking.lead.clone()),
        room.map(|room| format!("room {}", room.number)),
        person.map(|person| person.name.clone()),
    ];
    let named: Vec<String> = parts.into_iter().flatten().collect();
    if named.is_empty() {
        "Menu".to_owned()
    } else {
        named.join(", ")
    }
}
