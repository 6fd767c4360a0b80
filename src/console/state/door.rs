//! Who sits at the console: locking it, signing in, changing person, going
//! over to another property.
//!
//! What was begun stays beneath the lock as it is: an open form, a stay in the
//! hand, what is selected. Whoever unlocks goes on with it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{CameIn, Effect, Opening, Overlay, Screen, State};
use crate::console::action::{Action, Context};
use crate::console::form::Form;
use crate::console::keys::Key;
use crate::console::lock::{Lock, Told, Wanted, Why};
use crate::console::order;
use crate::console::screen::costs;
use crate::console::view::Filter;
use crate::console::widget::picker::{Item, Picker};
use crate::console::widget::toast::Tone;
use crate::console::wish::Wish;
use crate::desk::Snapshot;
use crate::domain::command::SetPolicy;
use crate::domain::facts::Actor;
use crate::domain::id::{PropertyId, StaffId};
use crate::domain::moment::Moment;
use crate::domain::property::Property;
use crate::domain::staff::{Permissions, Staff};
use crate::domain::start::Start;

/// Who sits at the console, and what waits for others.
#[derive(Clone, Debug)]
pub struct Seat {
    /// Nothing shows while it is locked.
    pub(super) lock: Option<Box<Lock>>,
    /// Whether the person came in as the owner of the file, without a PIN.
    trusted: bool,
    /// When a key was last pressed.
    touched: Moment,
    /// Who came in at another property, whose house is not read yet.
    arriving: Option<Box<Arrival>>,
    /// Who began each form that was not saved.
    pub(super) begun: BTreeMap<String, (StaffId, String)>,
    /// Consoles of other properties, as they were left.
    left: Vec<State>,
}

/// Someone came in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Arrival {
    /// Who, and what they may do.
    pub actor: Actor,
    /// Where.
    pub property: Property,
    /// Whether as the owner of the file, without a PIN.
    pub trusted: bool,
}

impl Seat {
    /// Someone trusted, just now.
    pub fn new(now: Moment) -> Seat {
        Seat {
            lock: None,
            trusted: true,
            touched: now,
            arriving: None,
            begun: BTreeMap::new(),
            left: Vec::new(),
        }
    }
}

/// Nobody: whoever looks at a locked console.
pub fn nobody() -> Actor {
    Actor {
        id: StaffId(0),
        employee: String::new(),
        name: String::new(),
        permissions: Permissions::default(),
    }
}

impl State {
    /// The same console, with a person who signed in with a PIN.
    #[must_use]
    pub fn with_pin_given(mut self) -> State {
        self.seat.trusted = false;
        self
    }

    /// The same console, locked until someone signs in; `name` is who will
    /// most likely come.
    #[must_use]
    pub fn waiting_for(mut self, name: &str) -> State {
        self.seat.trusted = false;
        self.toast = None;
        let lock = Lock::new(Why::Opening, self.common.property.id, name);
        self.seat.lock = Some(Box::new(lock));
        self
    }

    /// The lock, while nothing of the house may show.
    pub fn lock(&self) -> Option<&Lock> {
        self.seat.lock.as_deref()
    }

    /// What shows on the lock.
    pub fn told(&self) -> Told<'_> {
        let view = self.view();
        let somebody = self.common.actor.id != StaffId(0);
        Told {
            house: &view.property.name,
            clock: view.clock(view.now),
            beneath: somebody.then(|| self.common.actor.name.clone()),
            quit: view
                .keymap
                .hint(&[Context::Everywhere], Action::Quit)
                .unwrap_or_default(),
        }
    }

    /// Notes that somebody is there.
    pub(super) fn touch(&mut self) {
        self.seat.touched = self.common.now;
    }

    /// Locks when nobody has pressed a key for as long as the house says;
    /// nought minutes mean never.
    pub(super) fn lock_when_idle(&mut self) {
        let minutes = self.common.property.policies.idle_lock_minutes;
        let idle = self.common.now.since(self.seat.touched);
        if minutes > 0 && self.seat.lock.is_none() && idle >= i64::from(minutes) * 60_000 {
            self.lock_up(Why::Idle(minutes));
        }
    }

    fn own_row(&self) -> Option<&Staff> {
        let staff = &self.common.snapshot.house.staff;
        staff.get(&self.common.actor.id)
    }

    fn lock_up(&mut self, why: Why) {
        self.changed = true;
        let property = self.common.property.id;
        let name = self.common.actor.name.clone();
        let without_pin = self.seat.trusted
            && self.common.property.policies.owner_is_admin
            && self
                .own_row()
                .is_some_and(|own| own.may_act() && own.pin_set_at.is_none());
        let lock = match why {
            Why::Switch | Why::Gone(_) => Lock::new(why, property, ""),
            _ if without_pin => Lock::new(why, property, &name).open_for(&name),
            _ => Lock::new(why, property, &name),
        };
        self.seat.lock = Some(Box::new(lock));
    }

    /// Actions about who sits here; `None` for all others.
    pub(super) fn about_the_seat(&mut self, action: Action) -> Option<Vec<Effect>> {
        match action {
            Action::Lock => self.lock_up(Why::Asked),
            Action::SwitchPerson => self.lock_up(Why::Switch),
            Action::SwitchProperty => return Some(self.choose_property()),
            _ => return None,
        }
        Some(Vec::new())
    }

    fn choose_property(&mut self) -> Vec<Effect> {
        let here = self.common.property.id;
        let others = self.common.snapshot.properties.iter();
        let items: Vec<Item<Wish>> = others
            .filter(|(id, _)| *id != here)
            .map(|(id, name)| Item::new(name.clone(), Wish::GoOver(*id)))
            .collect();
        if items.is_empty() {
            self.say(
                Tone::Refused,
                "There is only this property here; \"keyrack init\" adds another.",
            );
            return Vec::new();
        }
        let list = Picker::searchable("Go over to", items);
        self.overlay = Some(Overlay::List(Box::new(list)));
        Vec::new()
    }

    /// Goes over to another property: at once for the owner of the file, where
    /// they are trusted; everyone else signs in there.
    pub(super) fn go_over(&mut self, to: PropertyId) -> Vec<Effect> {
        if self.is_saving() {
            self.say(
                Tone::Refused,
                "Something is still being saved; try again in a moment.",
            );
            return Vec::new();
        }
        let all = &self.common.snapshot.properties;
        let name = all.iter().find(|(id, _)| *id == to);
        let name = name.map_or_else(String::new, |(_, name)| name.clone());
        let mut lock = Lock::new(Why::Property(name), to, &self.common.actor.name.clone());
        let trusted = self.seat.trusted;
        if trusted {
            lock.wait();
        }
        self.seat.lock = Some(Box::new(lock));
        if trusted {
            return vec![Effect::GoOver(to)];
        }
        Vec::new()
    }

    /// A key pressed on a locked console.
    pub(super) fn press_locked(&mut self, key: Key) -> Vec<Effect> {
        let keymap = &self.common.keymap;
        if keymap.action(Context::Everywhere, key) == Some(Action::Quit) {
            return vec![Effect::Quit];
        }
        let bound = keymap
            .action(Context::Form, key)
            .filter(|_| key.typed().is_none());
        let Some(lock) = &mut self.seat.lock else {
            return Vec::new();
        };
        let Some(action) = bound else {
            lock.press(key);
            return Vec::new();
        };
        match lock.follow(action) {
            Wanted::Nothing => Vec::new(),
            Wanted::GoOn | Wanted::Back => {
                self.seat.lock = None;
                self.touch();
                Vec::new()
            }
            Wanted::SignIn(ask) => {
                lock.wait();
                vec![Effect::SignIn(Box::new(ask))]
            }
        }
    }

    /// Text pasted on a locked console.
    pub(super) fn paste_locked(&mut self, text: &str) {
        if let Some(lock) = &mut self.seat.lock {
            lock.paste(text);
        }
    }

    /// The door answered.
    pub(super) fn came_in(&mut self, answer: CameIn) -> Vec<Effect> {
        let arrival = match answer {
            Ok(arrival) => arrival,
            Err(refusal) => {
                // The owner who is not trusted over there signs in like others.
                if let Some(lock) = &mut self.seat.lock {
                    lock.refuse(refusal);
                }
                return Vec::new();
            }
        };
        if arrival.property.id != self.common.property.id {
            self.seat.arriving = Some(Box::new(arrival));
            return Vec::new();
        }
        let before = std::mem::replace(&mut self.common.actor, arrival.actor);
        self.seat.trusted = arrival.trusted;
        self.seat.lock = None;
        self.touch();
        self.ascribe_form();
        self.leave_staff();
        let name = self.common.actor.name.clone();
        let mut effects = Vec::new();
        if before.id == self.common.actor.id {
            self.say(Tone::Note, format!("Welcome back, {name}."));
        } else if before.id == StaffId(0) || !self.has_begun() {
            effects = self.land();
            self.greet();
        } else {
            self.say(
                Tone::Note,
                format!(
                    "Signed in as {name}. What {} had begun is still open; what you save is yours.",
                    before.name
                ),
            );
        }
        effects.extend(self.settle());
        effects
    }

    /// Says who sits here now, and what waits to be read.
    pub(super) fn greet(&mut self) {
        let name = self.common.actor.name.clone();
        let view = self.common.view();
        let unread = order::telling::unread(&view);
        let key = view.keymap.hint(&[Context::Everywhere], Action::Inbox);
        let said = match (unread, key) {
            (0, _) | (_, None) => format!("Signed in as {name}."),
            (1, Some(key)) => format!("Signed in as {name}.  {key} reads one new message."),
            (more, Some(key)) => {
                format!("Signed in as {name}.  {key} reads {more} new messages.")
            }
        };
        self.say(Tone::Note, said);
    }

    /// Goes where the own work is of whoever sits here.
    pub(super) fn land(&mut self) -> Vec<Effect> {
        let Some(own) = self.own_row() else {
            return Vec::new();
        };
        let start = Start::of_person(own);
        let (screen, filter) = match start {
            Start::Grid | Start::AsRole => (Screen::Grid, None),
            Start::Board => (Screen::Turnover, Some(Filter::All)),
            Start::OwnRooms => (Screen::Turnover, Some(Filter::Mine)),
            Start::Requests => (Screen::Requests, Some(Filter::All)),
            Start::Team => (Screen::Team, None),
            Start::Costs => (Screen::Costs, None),
        };
        let mut effects = self.show(screen);
        let (panel, view) = self.panel_mut();
        if let Some(filter) = filter {
            panel.narrow(filter, &view);
        }
        effects.extend(self.settle());
        effects
    }

    /// The same console, at the work of whoever signed in, and what that asks
    /// for.
    pub fn at_own_work(mut self) -> (State, Vec<Effect>) {
        let effects = self.land();
        self.greet();
        (self, effects)
    }

    /// Notes who begins a form; one that somebody else began says so.
    pub(super) fn begin(&mut self, form: &mut Form) {
        let name = form.kind.draft_name();
        let own = (self.common.actor.id, self.common.actor.name.clone());
        let drafted = self.drafts.contains_key(&name);
        let begun = self.seat.begun.get(&name).filter(|_| drafted);
        match begun {
            Some((id, other)) if *id != own.0 => form.begun_by = Some(other.clone()),
            _ => {
                form.begun_by = None;
                self.seat.begun.insert(name, own);
            }
        }
    }

    /// A form left open says who began it, where somebody else has come.
    fn ascribe_form(&mut self) {
        if let Some(Overlay::Form(form)) = &mut self.overlay {
            let begun = self.seat.begun.get(&form.kind.draft_name());
            let other = begun.filter(|(id, _)| *id != self.common.actor.id);
            form.begun_by = other.map(|(_, name)| name.clone());
        }
    }

    /// Whether something was begun and not saved.
    fn has_begun(&self) -> bool {
        matches!(self.overlay, Some(Overlay::Form(_)))
            || self.panel().context() == Context::Carry
            || self.panel().marked(&self.view()).is_some()
    }

    /// Whether a snapshot is of another property than the one that shows: it
    /// came too late, or it is the one somebody waits for.
    pub(super) fn is_foreign(&self, snapshot: &Snapshot) -> bool {
        let of = snapshot.house.property.as_ref();
        of.is_some_and(|property| property.id != self.common.property.id)
    }

    /// A snapshot of another property: whoever came in there goes over now.
    pub(super) fn look_elsewhere(&mut self, snapshot: Arc<Snapshot>) -> Vec<Effect> {
        let of = snapshot.house.property.as_ref().map(|property| property.id);
        let expected = |arrival: &Arrival| Some(arrival.property.id) == of;
        if !self.seat.arriving.as_deref().is_some_and(expected) {
            return Vec::new();
        }
        match self.seat.arriving.take() {
            Some(arrival) => self.settle_over_there(*arrival, snapshot),
            None => Vec::new(),
        }
    }

    /// The whole console is put aside as it is, and the other property's taken
    /// up as it was left, or opened. Nothing of one is in the other.
    fn settle_over_there(&mut self, arrival: Arrival, snapshot: Arc<Snapshot>) -> Vec<Effect> {
        let to = arrival.property.id;
        let mut left = std::mem::take(&mut self.seat.left);
        let known = left.iter().position(|one| one.common.property.id == to);
        let (mut next, mut effects) = match known {
            Some(at) => (left.swap_remove(at), Vec::new()),
            None => State::new(Opening {
                snapshot: Arc::clone(&snapshot),
                property: arrival.property.clone(),
                actor: arrival.actor.clone(),
                look: self.common.look.clone(),
                keymap: self.common.keymap.clone(),
                now: self.common.now,
                size: (self.common.frame.width, self.common.frame.height),
                mouse: self.mouse,
                loudness: self.common.loudness,
            }),
        };
        next.common.now = self.common.now;
        next.common.frame = self.common.frame;
        next.mouse = self.mouse;
        next.next_ticket = self.next_ticket;
        next.seat = Seat {
            trusted: arrival.trusted,
            ..Seat::new(self.common.now)
        };
        next.common.actor = arrival.actor;
        next.changed = true;
        next.ask_again();
        std::mem::swap(self, &mut next);
        let mut aside = next;
        aside.seat.lock = None;
        aside.toast = None;
        aside.planning = None;
        left.push(aside);
        self.seat.left = left;
        effects.extend(self.look_at(snapshot));
        let (house, name) = (&self.common.property.name, &self.common.actor.name);
        let said = format!("{house}. Signed in as {name}.");
        self.say(Tone::Note, said);
        effects
    }

    /// What a person may do is what the house says now; who may act no more is
    /// locked out.
    pub(super) fn look_at_oneself(&mut self) {
        if self.common.actor.id == StaffId(0) {
            return;
        }
        let Some(own) = self.own_row().cloned() else {
            return;
        };
        self.common.actor = Actor::of(&own);
        self.leave_staff();
        if let Some(why) = own.why_not()
            && !matches!(self.seat.lock.as_deref(), Some(lock) if lock.is_for_gone())
        {
            let name = &own.name;
            let reason = format!("{name} is {why}: someone else signs in here.");
            self.lock_up(Why::Gone(reason));
        }
    }

    /// A screen closes for whoever may not see it: the staff for those who do
    /// not administer the house, costs for those who do not manage finances.
    fn leave_staff(&mut self) {
        let view = self.view();
        let closed = match self.screen {
            Screen::Staff => order::people::why_not_shown(&view).is_some(),
            Screen::Costs => costs::why_not_shown(&view).is_some(),
            _ => false,
        };
        if closed {
            self.screen = Screen::Grid;
        }
    }

    /// After the first administrator's PIN: asks whether it is to be asked for.
    pub(super) fn offer_to_ask_for_pins(&mut self, whose: Option<&str>) {
        let trusted = self.common.property.policies.owner_is_admin;
        let actor = &self.common.actor;
        let whose = whose.unwrap_or(&actor.employee);
        let staff = &self.common.snapshot.house.staff;
        let mut administrators = staff.values().filter(|person| person.is_administrator());
        let is_first = administrators
            .clone()
            .any(|person| person.employee == whose)
            && administrators.all(|person| person.employee == whose || person.pin_set_at.is_none());
        if !trusted || !is_first {
            return;
        }
        let ask = SetPolicy {
            name: "owner_is_admin".to_owned(),
            value: "off".to_owned(),
        };
        let items = vec![
            Item::new(
                "Ask for a PIN from now on",
                Wish::Give(Box::new(crate::domain::command::Request::from(ask))),
            )
            .letter('a')
            .detail("also for whoever owns the file"),
            Item::new("Leave it as it is", Wish::Nothing)
                .letter('l')
                .detail("whoever owns the file comes in"),
        ];
        let list = Picker::menu("A PIN is set", items)
            .foot("Whoever owns the database file still comes in without a PIN, as administrator.");
        self.overlay = Some(Overlay::List(Box::new(list)));
    }
}
